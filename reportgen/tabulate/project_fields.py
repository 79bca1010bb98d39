"""项目表的各栏：基础数据与公式。"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from reportgen.model.assessment import LightReason, Standing
from reportgen.tabulate.cells import UNREPORTED, Entry, Look, day, label, number, text
from reportgen.tabulate.ratios import change_points, gap_points, lacking, reaches, share


class Total(Enum):
    """合计行怎样得出：不合计、各行相加、与各行同样的公式。"""

    NONE = "不合计"
    SUM = "相加"
    SAME = "同式"


@dataclass(frozen=True)
class Field:
    """项目表的一栏。

    Attributes:
        figure: 指标标识；合计行就是它在全部项目的值。
        base: 填入的基础数据；公式栏没有指标的，是公式的结果。
        formula: 公式，``{键}`` 换成同一行的单元格；另有 ``{last_cumulative}``（上月累计）和
            ``{procedures}``、``{factors}``、``{problems}``（其他各表中本项目的数）。
    """

    key: str
    heading: str
    width: float
    base: Callable[[Standing], Entry] | None = None
    formula: str = ""
    figure: str = ""
    look: Look = Look.COUNT
    total: Total = Total.NONE


def _amount(value: Decimal | None, *, is_carried: bool = False) -> Entry:
    if value is None:
        return Entry(UNREPORTED, Look.CENTER)
    return Entry(value, Look.CARRIED if is_carried else Look.MONEY)


def cumulative_entry(item: Standing) -> Entry:
    """本年累计完成；沿用的加“＊”，从未报过的是“未报”。"""
    is_known = item.is_reported or item.carried_from is not None
    return _amount(item.cumulative if is_known else None, is_carried=item.carried_from is not None)


def month_entry(item: Standing) -> Entry:
    """本月完成；没有填报的是“未报”。"""
    return _amount(item.month_investment)


def _filed(item: Standing) -> Entry:
    if item.carried_from is not None:
        return label("沿用")
    return label("本月填报" if item.is_reported else UNREPORTED)


def _in_base(item: Standing) -> Entry:
    return label({True: "是", False: "否", None: UNREPORTED}[item.is_in_statistics])


def _reason(item: LightReason) -> str:
    months = f"（{item.months}个月）" if item.months is not None else ""
    return f"{item.rule}{item.light.value}{months}"


def _progress_text(item: Standing, field: str) -> Entry:
    return text(getattr(item.progress, field) if item.progress else "")


def _flag(holds: Callable[[Standing], bool]) -> Callable[[Standing], Entry]:
    return lambda item: number(int(holds(item)))


#: 累计完成，“未报”按0计。
_DONE = "N({cumulative})"
#: 参考进度的分子、分母，见说明表。
_REFERENCE = ("参考分子", "参考分母")

#: 项目表各栏，印刷次序。
FIELDS: tuple[Field, ...] = (
    Field("number", "序号", 5, lambda item: number(item.project.number)),
    Field("name", "项目名称", 28, lambda item: text(item.project.name)),
    Field("nature", "建设\n性质", 5.5, lambda item: label(item.project.nature.value)),
    Field("entity", "法人单位", 17, lambda item: text(item.project.legal_entity)),
    Field("sponsor", "包保领导", 9, lambda item: label(item.project.sponsor)),
    Field("unit", "牵头部门", 11, lambda item: label(item.project.lead_unit)),
    Field("units", "责任部门", 14, lambda item: text("、".join(item.project.responsible_units))),
    Field("locality", "属地", 8, lambda item: label(item.project.area)),
    Field(
        "total_investment",
        "总投资\n（万元）",
        12.5,
        lambda item: _amount(item.project.total_investment),
        figure="total_investment",
        look=Look.MONEY,
        total=Total.SUM,
    ),
    Field(
        "plan",
        "年度计划\n投资（万元）",
        12.5,
        lambda item: _amount(item.project.annual_plan),
        figure="annual_plan",
        look=Look.MONEY,
        total=Total.SUM,
    ),
    Field(
        "month",
        "本月完成\n（万元）",
        11,
        month_entry,
        figure="month_investment",
        look=Look.MONEY,
        total=Total.SUM,
    ),
    Field(
        "cumulative",
        "本年累计\n完成（万元）",
        12.5,
        cumulative_entry,
        figure="cumulative_investment",
        look=Look.MONEY,
        total=Total.SUM,
    ),
    Field("filed", "累计数\n来源", 9, _filed),
    Field(
        "rate",
        "年度计划\n完成率",
        8,
        formula=share(_DONE, "{plan}"),
        figure="completion_rate",
        look=Look.RATE,
        total=Total.SAME,
    ),
    Field(
        "gap",
        "与参考\n进度之差\n（百分点）",
        10.5,
        formula=gap_points(_DONE, "{plan}", *_REFERENCE),
        figure="gap_points",
        look=Look.POINTS,
        total=Total.SAME,
    ),
    Field(
        "change",
        "完成率\n较上月\n（百分点）",
        10.5,
        formula=change_points(_DONE, "N({last_cumulative})", "{plan}"),
        figure="completion_rate_change",
        look=Look.POINTS,
        total=Total.SAME,
    ),
    Field(
        "on_target",
        "达到参\n考进度",
        7,
        formula=reaches(_DONE, "{plan}", *_REFERENCE),
        figure="projects_on_target",
        total=Total.SUM,
    ),
    Field(
        "shortfall",
        "距节点\n目标尚差\n（万元）",
        11.5,
        formula=lacking(_DONE, "{plan}", "节点目标"),
        figure="node_shortfall",
        look=Look.MONEY,
        total=Total.SAME,
    ),
    Field(
        "statistical",
        "入统投资\n（万元）",
        11,
        lambda item: _amount(item.statistical),
        figure="statistical_investment",
        look=Look.MONEY,
        total=Total.SUM,
    ),
    Field("in_base", "是否\n入库", 5.5, _in_base),
    Field("planned_start", "计划开\n（复）工", 10.5, lambda item: day(item.project.planned_start)),
    Field("state", "现场状态", 9.5, lambda item: label(item.state.value)),
    Field("started", "开（复）工\n时间", 10.5, lambda item: day(item.started_on)),
    Field("suspended", "停工时间", 10.5, lambda item: day(item.suspended_on)),
    Field(
        "active",
        "计入\n开复工",
        7,
        formula='IF(OR({state}="在建",{state}="竣工"),1,0)',
        figure="active_count",
        total=Total.SUM,
    ),
    Field(
        "begun",
        "开（复）\n工过",
        8.5,
        _flag(lambda item: item.has_begun),
        'IF(OR({state}="在建",{state}="停工",{state}="竣工"),1,0)',
        total=Total.SUM,
    ),
    Field(
        "not_in_base",
        "开（复）\n工未入库",
        9,
        formula='IF({in_base}="是",0,{begun})',
        figure="not_in_base_count",
        total=Total.SUM,
    ),
    Field("due", "计划竣工", 10.5, lambda item: day(item.project.due_date)),
    Field("completed", "竣工时间", 10.5, lambda item: day(item.completed_on)),
    Field(
        "is_due",
        "应竣工",
        7,
        formula="IF(ISNUMBER({due}),IF(AND(YEAR({due})=年度,{due}<=截止日),1,0),0)",
        figure="due_count",
        total=Total.SUM,
    ),
    Field(
        "on_time",
        "按期\n竣工",
        5.5,
        formula="IF({is_due}=1,IF(ISNUMBER({completed}),IF({completed}<={due},1,0),0),0)",
        figure="on_time_count",
        total=Total.SUM,
    ),
    Field(
        "overdue_procedures",
        "逾期\n手续",
        5.5,
        formula="{procedures}",
        figure="procedures_overdue_count",
        total=Total.SUM,
    ),
    Field("short_factors", "要素\n缺口", 5.5, formula="{factors}", figure="factors_short_count", total=Total.SUM),
    Field("open_problems", "未销号\n问题", 6, formula="{problems}", figure="open_problem_count", total=Total.SUM),
    Field("light", "亮灯", 6, lambda item: label(item.light.value)),
    Field("reasons", "亮灯理由", 14, lambda item: text("；".join(map(_reason, item.reasons)))),
    Field("physical", "形象进度", 18, lambda item: _progress_text(item, "physical_progress")),
    Field("reason", "滞后原因", 18, lambda item: _progress_text(item, "reason")),
    Field("remark", "备注", 14, lambda item: text(item.project.remark)),
)
