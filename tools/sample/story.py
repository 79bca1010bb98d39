"""情节：从源表推出每个项目每个月应填的数和话。

金额单位亿元（与清单相同），至多四位小数，全部为 Decimal；填报表用万元时由版式换算。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from functools import cached_property

from reportgen.model.period import Month
from tools.sample.tables import Line, read_rows, read_table

YEAR = 2024
MONTHS = range(4, 12)
UNREPORTED = "未报"

#: 现场状态的填法，按建设性质：未动工、在建。
STATE_WORDS = {"新建": ("未开工", "已开工"), "续建": ("未复工", "已复工")}


@dataclass(frozen=True)
class Unit:
    """一个填报单位，以及它填表的习惯。"""

    name: str
    full_name: str
    title: str
    file_pattern: str
    layout: str
    money_unit: str
    date_style: str
    procedure_form: str
    factor_form: str
    filer: str
    auditor: str
    workday: int


@dataclass(frozen=True)
class Listed:
    """清单的一行；金额是清单印的亿元数，保留原有小数位。"""

    number: int
    name: str
    nature: str
    total: Decimal
    plan: Decimal


@dataclass(frozen=True)
class Entry:
    """一个项目一个月的填报内容。未报的项目只有名称，其余为 None 或空串。"""

    project: Listed
    name: str
    month: int
    in_month: Decimal | None = None
    cumulative: Decimal | None = None
    statistical: Decimal | None = None
    lifetime: Decimal | None = None
    in_base: str = ""
    state: str = ""
    is_working: str = ""
    started_on: date | None = None
    suspended_on: date | None = None
    completed_on: date | None = None
    progress: str = ""
    reason: str = ""
    filer: str = ""
    filed_on: date | None = None

    @property
    def nature(self) -> str:
        """建设性质。"""
        return self.project.nature

    @property
    def state_or_flag(self) -> str:
        """停工、竣工写状态，其余写是否开（复）工。"""
        return self.state if self.state in {"停工", "竣工"} else self.is_working


class Story:
    """演示年度的全部情节。"""

    @cached_property
    def listed(self) -> dict[int, Listed]:
        """清单各项目，键为序号。"""
        _title, _unit, _head, _total, *rows = read_rows("清单")
        return {int(row[0]): Listed(int(row[0]), row[1], row[4], Decimal(row[5]), Decimal(row[6])) for row in rows}

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """各填报单位。"""
        return tuple(_unit(line) for line in read_table("单位"))

    @cached_property
    def schedule(self) -> dict[int, Line]:
        """计划与实际.tsv，键为序号。"""
        return {int(line["序号"]): line for line in read_table("计划与实际")}

    @cached_property
    def cumulative(self) -> dict[int, Line]:
        """累计.tsv，键为序号；各月为本年累计完成投资，亿元。"""
        return {int(line["序号"]): line for line in read_table("累计")}

    @cached_property
    def habits(self) -> dict[tuple[int, str, str], str]:
        """特殊填法.tsv：（月份，对象，栏目）→ 填法。"""
        return {(int(line["月份"]), line["对象"], line["栏目"]): line["填法"] for line in read_table("特殊填法")}

    def projects_of(self, unit: Unit) -> tuple[Listed, ...]:
        """由 ``unit`` 填报的项目，清单次序。"""
        return tuple(item for number, item in self.listed.items() if self.schedule[number]["填报单位"] == unit.name)

    def name_in_returns(self, number: int) -> str:
        """填报表里写的项目名称：常用名称，没有时是清单名称。"""
        return self.schedule[number]["表中名称"] or self.listed[number].name

    def filed(self, number: int, month: int) -> Decimal | None:
        """该月填报的本年累计，亿元；未报为 None。"""
        text = self.cumulative[number][f"{month}月"]
        return None if text == UNREPORTED else Decimal(text)

    def last_filed(self, number: int, month: int) -> Decimal:
        """该月之前最近一次填报的本年累计，亿元。"""
        earlier = (self.filed(number, before) for before in range(month - 1, 2, -1))
        return next(value for value in earlier if value is not None)

    def filed_on(self, unit: Unit, month: int) -> date:
        """单位报送该月报表的日期。"""
        days = {int(line["月份"]): line for line in read_table("报送日")}
        return date.fromisoformat(days[month][f"第{unit.workday}个工作日"])

    def entries(self, unit: Unit, month: int) -> tuple[Entry, ...]:
        """单位该月填报的各行；全部未报时为空，即这个月没有报表。"""
        projects = self.projects_of(unit)
        if all(self.filed(item.number, month) is None for item in projects):
            return ()
        return tuple(self._entry(unit, item, month) for item in projects)

    def _entry(self, unit: Unit, item: Listed, month: int) -> Entry:
        cumulative = self.filed(item.number, month)
        name = self.name_in_returns(item.number)
        if cumulative is None:
            return Entry(item, name, month)
        line = self.schedule[item.number]
        site = _site(line, item.nature, month)
        in_base = Month.parse(line["入库"]) <= Month(YEAR, month)
        before = line["以前年度完成"]
        return Entry(
            project=item,
            name=name,
            month=month,
            in_month=cumulative - self.last_filed(item.number, month),
            cumulative=cumulative,
            statistical=_statistical(cumulative, Decimal(line["入统百分比"])) if in_base else Decimal(0),
            lifetime=cumulative + Decimal(before or 0),
            in_base="是" if in_base else "否",
            state=site.state,
            is_working="是" if site.started_on else "否",
            started_on=site.started_on,
            suspended_on=site.suspended_on,
            completed_on=site.completed_on,
            progress=_in_force("形象进度", item.number, month),
            reason=_in_force("原因", item.number, month),
            filer=unit.filer,
            filed_on=self.filed_on(unit, month),
        )


@dataclass(frozen=True)
class _Site:
    """月底的现场情况；复工后停工日期不再填，开（复）工时间改填最近一次复工。"""

    state: str
    started_on: date | None = None
    suspended_on: date | None = None
    completed_on: date | None = None


def _site(line: Line, nature: str, month: int) -> _Site:
    end = Month(YEAR, month).last_day
    idle, working = STATE_WORDS[nature]
    started, suspended, resumed, completed = (_by(line[name], end) for name in ("实际开复工", "停工", "再复工", "竣工"))
    if started is None:
        return _Site(idle)
    if completed is not None:
        return _Site("竣工", started, completed_on=completed)
    if suspended is not None and resumed is None:
        return _Site("停工", started, suspended_on=suspended)
    return _Site(working, resumed or started)


def _by(text: str, end: date) -> date | None:
    """``end`` 当天或以前的日期；没有或还未到为 None。"""
    day = date.fromisoformat(text) if text else None
    return day if day is not None and day <= end else None


def _statistical(cumulative: Decimal, percent: Decimal) -> Decimal:
    """入统投资：累计的一定百分比，舍去不足 1 万元的部分。"""
    return (cumulative * percent / 100).quantize(Decimal("0.0001"), rounding=ROUND_DOWN)


def _in_force(table: str, number: int, month: int) -> str:
    """``table`` 中该项目该月适用的话：起始月最近而未过截止月的一条，没有为空串。"""
    lines = [line for line in read_table(table) if int(line["序号"]) == number and int(line["起始月"]) <= month]
    if not lines:
        return ""
    latest = max(lines, key=lambda line: int(line["起始月"]))
    if int(latest.get("截止月") or 12) < month:
        return ""
    return next(text for name, text in latest.items() if name in {"形象进度", "滞后原因"})


def _unit(line: Line) -> Unit:
    return Unit(
        name=line["单位"],
        full_name=line["全称"],
        title=line["表名"],
        file_pattern=line["文件名"],
        layout=line["版式"],
        money_unit=line["单位量"],
        date_style=line["日期写法"],
        procedure_form=line["手续表"],
        factor_form=line["要素表"],
        filer=line["填报人"],
        auditor=line["审核人"],
        workday=int(line["报送工作日"]),
    )
