"""台账、施工图、“5个1”和函件的计量，都按截止日从日期推出。

问题的出处是已提出问题的单元格；以后才提出的问题不在其中，重出旧的一期结果不变。
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from reportgen.evaluate.measures import Group, Measure, Sources, light_sources
from reportgen.model.amount import ratio
from reportgen.model.assessment import Matter, Standing
from reportgen.model.registers import Problem, Task, TaskState
from reportgen.model.source import Record, merge_sources

_PROBLEM_CELLS = ("raised_on", "due_date", "closed_on")
_TASK_CELLS = ("planned_start", "planned_end", "actual_start", "actual_end")


def problems(group: Group) -> list[Problem]:
    """已提出的问题，含已销号的。"""
    return [row for item in group.standings for row in item.problems]


def problems_where(holds: Callable[[Problem, Group], bool], *cells: str) -> Measure:
    """符合条件的问题数；``cells`` 是条件所看的各栏，提出日期总在其中。"""

    def measure(group: Group) -> tuple[Decimal, Sources]:
        rows = problems(group)
        return Decimal(sum(holds(row, group) for row in rows)), _cells(rows, "raised_on", *cells)

    return measure


def at_cutoff(holds: Callable[[Problem, date], bool]) -> Callable[[Problem, Group], bool]:
    """把截至某日的判断变成截至本月末的判断。"""
    return lambda row, group: holds(row, group.month.last_day)


def is_open(problem: Problem, cutoff: date) -> bool:
    """截至 ``cutoff`` 没有销号。"""
    return not problem.is_closed(cutoff)


def is_open_escalated(problem: Problem, cutoff: date) -> bool:
    """已经提格，没有销号。"""
    return problem.is_escalated(cutoff) and is_open(problem, cutoff)


def raised_this_month(problem: Problem, group: Group) -> bool:
    """本月提出。"""
    return not problem.is_raised(group.month.shift(-1).last_day)


def closed_this_month(problem: Problem, group: Group) -> bool:
    """本月销号。"""
    return problem.is_closed(group.month.last_day) and not problem.is_closed(group.month.shift(-1).last_day)


def aged(least: int, most: int | None = None) -> Measure:
    """没有销号、提出至截止日满 ``least`` 天而不超过 ``most`` 天（None 不限）的问题数。"""

    def holds(problem: Problem, cutoff: date) -> bool:
        days = problem.age_days(cutoff)
        return is_open(problem, cutoff) and days >= least and (most is None or days <= most)

    return problems_where(at_cutoff(holds), "closed_on")


def closed_on_time_rate(group: Group) -> tuple[Decimal | None, Sources]:
    """按时销号的 ÷ 已销号而定有时限的；没有定时限的无所谓按时，不计。"""
    rows, cutoff = problems(group), group.month.last_day
    closed = [row for row in rows if row.is_closed(cutoff) and row.due_date is not None]
    on_time = sum(row.overdue_days(cutoff) == 0 for row in closed)
    return ratio(Decimal(on_time), Decimal(len(closed))), _cells(rows, *_PROBLEM_CELLS)


def longest_overdue_days(group: Group) -> tuple[Decimal, Sources]:
    """没有销号的问题中逾期最久的天数；没有逾期的为 0。"""
    rows, cutoff = problems(group), group.month.last_day
    days = (row.overdue_days(cutoff) for row in rows if row.is_overdue(cutoff))
    return Decimal(max(days, default=0)), _cells(rows, *_PROBLEM_CELLS)


def tasks(group: Group) -> list[Task]:
    """施工图的各项任务。"""
    return [row for item in group.standings for row in item.tasks]


def tasks_in(*states: TaskState) -> Measure:
    """截止日处于 ``states`` 之一的任务数。"""

    def measure(group: Group) -> tuple[Decimal, Sources]:
        rows = tasks(group)
        count = sum(row.state_at(group.month.last_day) in states for row in rows)
        return Decimal(count), _cells(rows, *_TASK_CELLS)

    return measure


def task_count(group: Group) -> tuple[Decimal, Sources]:
    """施工图的任务数。"""
    rows = tasks(group)
    return Decimal(len(rows)), _cells(rows, "name")


def tasks_due(group: Group) -> tuple[Decimal, Sources]:
    """计划完成不晚于截止日的任务数，含已完成的。"""
    rows = tasks(group)
    return Decimal(sum(row.planned_end.latest <= group.month.last_day for row in rows)), _cells(rows, "planned_end")


def roadmaps(group: Group) -> tuple[Decimal, Sources]:
    """有施工图的项目数。"""
    return group.count(lambda item: bool(item.tasks)), task_count(group)[1]


def task_forces(holds: Callable[[Standing], bool], *cells: str) -> Measure:
    """专班符合条件的项目数。"""

    def measure(group: Group) -> tuple[Decimal, Sources]:
        rows = [item.task_force for item in group.standings if item.task_force]
        return group.count(holds), _cells(rows, *cells)

    return measure


def letters(holds: Callable[[Matter], bool]) -> Measure:
    """要发的函件数。是不是连续亮灯还要看上月，所以出处含上月亮灯的依据。"""

    def measure(group: Group) -> tuple[Decimal, Sources]:
        earlier = Group(group.earlier, group.scheme, group.month.shift(-1))
        return Decimal(sum(map(holds, group.matters))), merge_sources([light_sources(group), light_sources(earlier)])

    return measure


def _cells(rows: Iterable[Record], *names: str) -> Sources:
    return merge_sources(row.sources(*names) for row in rows)
