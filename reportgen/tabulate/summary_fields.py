"""汇总表的各栏：每栏一个指标，由项目表统计。"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportgen.model.assessment import Scope
from reportgen.tabulate.cells import Look, criterion
from reportgen.tabulate.places import Places
from reportgen.tabulate.ratios import change_points, gap_points, lacking, share

#: 范围 → 名称，和项目表中对应的栏。
KINDS = {
    "all": ("全部", ""),
    "nature": ("建设性质", "nature"),
    "sponsor": ("包保领导", "sponsor"),
    "locality": ("属地", "locality"),
    "unit": ("牵头部门", "unit"),
}


@dataclass(frozen=True)
class Line:
    """汇总表的一行：行号、范围、各表位置，以及同类各行的起止。"""

    row: int
    scope: Scope
    places: Places
    first: int
    last: int

    def sum(self, range_: str) -> str:
        """本范围内一栏相加；``range_`` 与项目表的行一一对应。"""
        return f"SUMIFS({range_}{self._condition})" if self._condition else f"SUM({range_})"

    def total(self, key: str) -> str:
        """本范围内项目表的一栏相加。"""
        return self.sum(self.places.projects.range(key))

    def total_where(self, key: str, condition: str, value: str) -> str:
        """本范围内 ``condition`` 一栏为 ``value`` 的项目，``key`` 一栏相加。"""
        projects = self.places.projects
        return f'SUMIFS({projects.range(key)},{projects.range(condition)},"{value}"{self._condition})'

    def peers(self, key: str) -> str:
        """同类各行的一栏，如 ``$D$14:$D$23``。"""
        first, last = (self.places.summary.outer_cell(key, row).split("!")[1] for row in (self.first, self.last))
        return f"{first}:{last}"

    def count(self, *conditions: str) -> str:
        """本范围内符合条件的项目数；条件为区域、值依次成对。"""
        return f"COUNTIFS({','.join(conditions)}{self._condition})"

    def having(self, key: str, value: str) -> str:
        """本范围内项目表某一栏为 ``value`` 的项目数。"""
        return self.count(self.places.projects.range(key), f'"{value}"')

    @property
    def cells(self) -> Mapping[str, str]:
        """同一行各栏。"""
        return {key: self.places.summary.cell(key, self.row) for key in self.places.summary.keys}

    @property
    def _condition(self) -> str:
        key = KINDS[self.scope.kind][1]
        if not key:
            return ""
        name = criterion(self.places.summary.cell("name", self.row), self.scope.name)
        return f",{self.places.projects.range(key)},{name}"


Formula = Callable[[Line], str]


@dataclass(frozen=True)
class Field:
    """汇总表的一栏：一个指标和它的公式。

    ``is_compared`` 为真的与上月相比，首月写“—”；``kinds`` 不空时只算这几类范围。
    """

    key: str
    heading: str
    width: float
    look: Look
    figure: str
    formula: Formula
    is_compared: bool = False
    kinds: tuple[str, ...] = ()


def _total(key: str) -> Formula:
    return lambda line: line.total(key)


def _having(key: str, value: str) -> Formula:
    return lambda line: line.having(key, value)


def _own(template: str) -> Formula:
    """由同一行其他栏计算，``{键}`` 换成单元格。"""
    return lambda line: template.format_map(line.cells)


def _share(top: str, bottom: str) -> Formula:
    return _own(share(f"{{{top}}}", f"{{{bottom}}}"))


def _among(key: str, nature: str) -> Formula:
    """新建（续建）项目的一栏相加。"""
    return lambda line: line.total_where(key, "nature", nature)


def _share_among(top: str, nature: str) -> Formula:
    """新建（续建）项目中所占的比例。"""
    return lambda line: share(line.cells[top], line.having("nature", nature))


def _base_rate(line: Line) -> str:
    begun = line.total("begun")
    return share(f"({begun}-{line.cells['not_in_base']})", begun)


def _without_largest(line: Line) -> str:
    """剔除年度计划投资最大的一个，并列时剔除在前的；只算全部项目。"""
    plan, done = line.places.projects.range("plan"), line.places.projects.range("cumulative")
    largest = f"N(INDEX({done},MATCH(MAX({plan}),{plan},0)))"
    return share(f"(SUM({done})-{largest})", f"(SUM({plan})-MAX({plan}))")


def _rank(line: Line) -> str:
    """同类中完成率更高的个数加一，并列同名次；项目数不足的不排。"""
    cells, counts, rates = line.cells, line.peers("count"), line.peers("rate")
    higher = f"SUMPRODUCT(({counts}>=排名最少项目数)*ISNUMBER({rates})*({rates}>{cells['rate']}))"
    is_ranked = f"AND({cells['count']}>=排名最少项目数,ISNUMBER({cells['rate']}))"
    return f'IF({is_ranked},{higher}+1,"—")'


def _month_change(line: Line) -> str:
    last = line.sum(line.places.months.range(f"month.{line.places.last_month}"))
    return f"ROUND({line.cells['month']}-{last},6)"


def _rate_change(line: Line) -> str:
    last = line.sum(line.places.months.range(f"cumulative.{line.places.last_month}"))
    return change_points(line.cells["cumulative"], last, line.cells["plan"])


def _start_change(line: Line) -> str:
    states = line.places.states.range(f"state.{line.places.last_month}")
    last = "-".join(line.count(states, f'"{state}"') for state in ("在建", "竣工"))
    return f"100*({line.cells['active']}-{last})/{line.cells['count']}"


_COUNT, _RATE, _MONEY, _POINTS = Look.COUNT, Look.RATE, Look.MONEY, Look.POINTS
_GAP = gap_points("{cumulative}", "{plan}", "参考分子", "参考分母")
_SHORTFALL = lacking("{cumulative}", "{plan}", "节点目标")


def _projects(line: Line) -> str:
    return line.count(line.places.projects.range("number"), '">=0"')


def _short_projects(line: Line) -> str:
    return line.count(line.places.projects.range("short_factors"), '">0"')


#: 汇总表各栏，印刷次序；前两栏是口径和名称。
FIELDS: tuple[Field, ...] = (
    Field("count", "项目数", 7, _COUNT, "project_count", _projects),
    Field("investment", "总投资\n（万元）", 13, _MONEY, "total_investment", _total("total_investment")),
    Field("plan", "年度计划\n（万元）", 12.5, _MONEY, "annual_plan", _total("plan")),
    Field("plan_yi", "年度计划\n（亿元）", 9.5, Look.YI, "annual_plan", _own("{plan}/10000")),
    Field("month", "本月完成\n（万元）", 11.5, _MONEY, "month_investment", _total("month")),
    Field("month_change", "较上月\n（万元）", 11.5, _MONEY, "month_investment_change", _month_change, is_compared=True),
    Field("cumulative", "累计完成\n（万元）", 12.5, _MONEY, "cumulative_investment", _total("cumulative")),
    Field("cumulative_yi", "累计完成\n（亿元）", 9.5, Look.YI, "cumulative_investment", _own("{cumulative}/10000")),
    Field("rate", "完成率", 8, _RATE, "completion_rate", _share("cumulative", "plan")),
    Field("gap", "与参考\n进度之差\n（百分点）", 10.5, _POINTS, "gap_points", _own(_GAP)),
    Field(
        "rate_change",
        "完成率\n较上月\n（百分点）",
        10.5,
        _POINTS,
        "completion_rate_change",
        _rate_change,
        is_compared=True,
    ),
    Field(
        "without_largest",
        "剔除最大\n项目后\n完成率",
        8,
        _RATE,
        "completion_rate_without_largest",
        _without_largest,
        kinds=("all",),
    ),
    Field("rank", "完成率\n名次", 7, _COUNT, "completion_rate_rank", _rank, kinds=("locality", "unit")),
    Field("on_target", "达到参考\n进度", 9, _COUNT, "projects_on_target", _total("on_target")),
    Field("shortfall", "距节点\n目标尚差\n（万元）", 12, _MONEY, "node_shortfall", _own(_SHORTFALL)),
    Field("active", "开（复）\n工数", 9, _COUNT, "active_count", _total("active")),
    Field("idle", "未开（复）\n工数", 10.5, _COUNT, "idle_count", _own("{count}-{active}")),
    Field("start_rate", "开复工率", 8, _RATE, "start_resume_rate", _share("active", "count")),
    Field(
        "start_change",
        "开复工率\n较上月\n（百分点）",
        10.5,
        _POINTS,
        "start_resume_rate_change",
        _start_change,
        is_compared=True,
    ),
    Field("new_start", "新建\n开工", 6, _COUNT, "new_start_count", _among("active", "新建")),
    Field("new_rate", "新建\n开工率", 8, _RATE, "new_start_rate", _share_among("new_start", "新建")),
    Field("resumed", "续建\n复工", 6, _COUNT, "continuing_resume_count", _among("active", "续建")),
    Field("resume_rate", "续建\n复工率", 8, _RATE, "continuing_resume_rate", _share_among("resumed", "续建")),
    Field("suspended", "停工", 6, _COUNT, "suspended_count", _having("state", "停工")),
    Field("completed", "竣工", 6, _COUNT, "completed_count", _having("state", "竣工")),
    Field("due", "应竣工", 7, _COUNT, "due_count", _total("is_due")),
    Field("on_time", "按期\n竣工", 6, _COUNT, "on_time_count", _total("on_time")),
    Field("on_time_rate", "按期\n竣工率", 8, _RATE, "on_time_rate", _share("on_time", "due")),
    Field("not_in_base", "开（复）\n工未入库", 9, _COUNT, "not_in_base_count", _total("not_in_base")),
    Field("base_rate", "入库率", 8, _RATE, "base_rate", _base_rate),
    Field("statistical", "入统投资\n（万元）", 12.5, _MONEY, "statistical_investment", _total("statistical")),
    Field("statistical_rate", "入统率", 8, _RATE, "statistical_rate", _share("statistical", "cumulative")),
    Field("carried", "沿用\n上月", 6, _COUNT, "carried_count", _having("filed", "沿用")),
    Field("unreported", "未报", 6, _COUNT, "unreported_count", _having("filed", "未报")),
    Field("green", "绿灯", 6, _COUNT, "green_count", _having("light", "绿灯")),
    Field("yellow", "黄灯", 6, _COUNT, "yellow_count", _having("light", "黄灯")),
    Field("red", "红灯", 6, _COUNT, "red_count", _having("light", "红灯")),
    Field("procedures", "逾期\n手续", 6, _COUNT, "procedures_overdue_count", _total("overdue_procedures")),
    Field("factors", "要素\n缺口", 6, _COUNT, "factors_short_count", _total("short_factors")),
    Field("factor_projects", "要素有缺\n口项目", 9, _COUNT, "factors_short_projects", _short_projects),
    Field("problems", "未销号\n问题", 7, _COUNT, "open_problem_count", _total("open_problems")),
)

#: 汇总表各栏的键。
KEYS = ("kind", "name", *(field.key for field in FIELDS))
