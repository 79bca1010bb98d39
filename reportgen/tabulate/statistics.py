"""台账的统计表：按协调层级、包保领导、牵头单位、类别，逐栏由台账表统计。"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.model.amount import ratio
from reportgen.model.assessment import Assessment
from reportgen.model.period import Month
from reportgen.model.registers import Problem, ProblemLevel
from reportgen.tabulate.cells import (
    FIRST_ROW,
    MISSING,
    Entry,
    Heading,
    Look,
    Paper,
    Sheet,
    Table,
    criterion,
    figure_entry,
    label,
)

NAME = "统计"


@dataclass(frozen=True)
class Line:
    """统计表的一行。

    Attributes:
        row: 行号。kind: 口径。name: 名称。key: 台账表中对应的栏，全部问题为空串。
        scope: 指标的范围，没有指标的为空串。problems: 范围内的问题。
    """

    row: int
    kind: str
    name: str
    key: str
    scope: str
    problems: tuple[Problem, ...]
    month: Month
    table: Table

    def count(self, *conditions: str) -> str:
        """范围内符合条件的问题数；条件为栏的键、值依次成对。"""
        pairs = ["project", '">=0"', *conditions]
        parts = [f"{self.table.range(key)},{value}" for key, value in zip(pairs[::2], pairs[1::2], strict=True)]
        if self.key:
            parts.append(f"{self.table.range(self.key)},{criterion(f'$B{self.row}', self.name)}")
        return f"COUNTIFS({','.join(parts)})"

    @property
    def own(self) -> str:
        """逐个问题是否在范围内，供数组相乘。"""
        return f"({self.table.range(self.key)}=$B{self.row})*" if self.key else ""


Holds = Callable[[Problem, date], bool]


@dataclass(frozen=True)
class Column:
    """统计表的一栏：指标标识、公式，和没有指标时由各问题得出的数。"""

    heading: str
    width: float
    figure: str
    formula: Callable[[Line], str]
    measure: Callable[[tuple[Problem, ...], date], Decimal | None]
    look: Look = Look.COUNT


def _counted(heading: str, width: float, figure: str, holds: Holds, *conditions: str) -> Column:
    """个数：公式按条件，结果按 ``holds``。"""
    return Column(
        heading,
        width,
        figure,
        lambda line: line.count(*conditions),
        lambda problems, cutoff: Decimal(sum(holds(one, cutoff) for one in problems)),
    )


def _is_open(problem: Problem, cutoff: date) -> bool:
    return not problem.is_closed(cutoff)


def _aged(heading: str, figure: str, low: int, high: int) -> Column:
    """提出 ``low`` 至 ``high`` 天的未销号问题。"""
    return _counted(
        heading,
        9,
        figure,
        lambda one, cutoff: _is_open(one, cutoff) and low <= one.age_days(cutoff) <= high,
        *_OPEN,
        "age",
        f'">={low}"',
        "age",
        f'"<={high}"',
    )


def _longest_formula(line: Line) -> str:
    days = line.table.range("overdue")
    if not line.table.count:
        return f"MAX({days})"
    return f'SUMPRODUCT(MAX({line.own}({line.table.range("state")}<>"已销号")*{days}))'


def _longest(problems: tuple[Problem, ...], cutoff: date) -> Decimal:
    return Decimal(max((one.overdue_days(cutoff) for one in problems if _is_open(one, cutoff)), default=0))


def _on_time_formula(line: Line) -> str:
    limited = line.count("state", '"已销号"', "due", '">0"')
    on_time = line.count("state", '"已销号"', "due", '">0"', "overdue", "0")
    return f'IF({limited}=0,"—",{on_time}/{limited})'


def _on_time_rate(problems: tuple[Problem, ...], cutoff: date) -> Decimal | None:
    limited = [one for one in problems if one.is_closed(cutoff) and one.due_date]
    return ratio(Decimal(sum(one.overdue_days(cutoff) == 0 for one in limited)), Decimal(len(limited)))


_OPEN = ("state", '"<>已销号"')
#: 本月1日；台账中的日期都不晚于截止日。
_MONTH_START = '">="&DATE(YEAR(截止日),MONTH(截止日),1)'

COLUMNS: tuple[Column, ...] = (
    _counted("提出", 8, "problem_count", lambda *_: True),
    _counted("未销号", 8, "open_problem_count", _is_open, *_OPEN),
    _counted("已销号", 8, "closed_problem_count", Problem.is_closed, "state", '"已销号"'),
    _counted("逾期", 8, "overdue_problem_count", Problem.is_overdue, *_OPEN, "overdue", '">0"'),
    Column("最长逾期\n天数", 9, "longest_overdue_days", _longest_formula, _longest),
    _counted(
        "提格",
        8,
        "escalated_count",
        lambda one, cutoff: _is_open(one, cutoff) and one.is_escalated(cutoff),
        *_OPEN,
        "escalated",
        '">0"',
    ),
    _counted(
        "本月提出",
        9,
        "raised_in_month_count",
        lambda one, cutoff: one.raised_on.earliest >= cutoff.replace(day=1),
        "raised",
        _MONTH_START,
    ),
    _counted(
        "本月销号",
        9,
        "closed_in_month_count",
        lambda one, cutoff: one.closed_on is not None and cutoff.replace(day=1) <= one.closed_on.latest <= cutoff,
        "closed",
        _MONTH_START,
    ),
    _aged("未销号\n30天以内", "open_problems_30", 0, 30),
    _aged("31至60天", "open_problems_60", 31, 60),
    _aged("61至90天", "open_problems_90", 61, 90),
    _counted(
        "超过90天",
        9,
        "open_problems_older",
        lambda one, cutoff: _is_open(one, cutoff) and one.age_days(cutoff) > 90,
        *_OPEN,
        "age",
        '">90"',
    ),
    Column("按时\n销号率", 9, "closed_on_time_rate", _on_time_formula, _on_time_rate, Look.RATE),
)


def statistics_sheet(assessment: Assessment, table: Table, note: Entry) -> Sheet:
    """统计：先全部，再按协调层级、包保领导（清单次序）、牵头单位、类别（台账次序）。"""
    lines = [Line(row, *group, assessment.month, table) for row, group in enumerate(_groups(assessment), FIRST_ROW)]
    return Sheet(
        name=NAME,
        title="问题清单统计",
        note=note,
        headings=(Heading("口径", 11), Heading("名称", 14), *(Heading(one.heading, one.width) for one in COLUMNS)),
        rows=tuple(
            (label(line.kind), label(line.name), *(_entry(column, line, assessment) for column in COLUMNS))
            for line in lines
        ),
        paper=Paper.A4,
    )


#: 一行的口径、名称、台账栏、指标范围、问题。
Group = tuple[str, str, str, str, tuple[Problem, ...]]


def _groups(assessment: Assessment) -> Iterator[Group]:
    found = tuple(problem for item in assessment.standings for problem in item.problems)
    cutoff = assessment.month.last_day
    yield "全部", "全部", "", "all", found
    for level in ProblemLevel:
        yield "协调层级", level.value, "level", "", _only(found, lambda one: one.level_at(cutoff).value, level.value)
    sponsors = {item.project.number: item.project.sponsor for item in assessment.standings}
    for name in dict.fromkeys(sponsors.values()):
        chosen = _only(found, lambda one: sponsors[one.project], name)
        yield "包保领导", name, "sponsor", f"sponsor:{name}", chosen
    for name in dict.fromkeys(one.lead_unit for one in found):
        yield "牵头单位", name, "unit", "", _only(found, lambda one: one.lead_unit, name)
    for name in dict.fromkeys(one.kind for one in found):
        yield "类别", name, "kind", "", _only(found, lambda one: one.kind, name)


def _only(problems: tuple[Problem, ...], by: Callable[[Problem], str], name: str) -> tuple[Problem, ...]:
    return tuple(one for one in problems if by(one) == name)


def _entry(column: Column, line: Line, assessment: Assessment) -> Entry:
    formula = column.formula(line)
    if line.scope:
        return figure_entry(assessment.figures[f"{column.figure}@{line.scope}"], column.look, formula)
    value = column.measure(line.problems, assessment.month.last_day)
    return Entry(MISSING if value is None else value, column.look, formula)
