"""天数：每个问题的逾期与存续天数，每项任务的拖后天数；范围写作 ``problem:编号``、``task:项目序号/编号``。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from reportgen.model.assessment import Figure, Standing
from reportgen.model.period import Month
from reportgen.model.registers import Problem, Task
from reportgen.model.source import Source


def day_figures(standings: Iterable[Standing], month: Month) -> Iterator[Figure]:
    """截至 ``month`` 月底，各个问题、各项任务的天数，单位天。"""
    for item in standings:
        for problem in item.problems:
            yield from _problem_days(problem, month)
        for task in item.tasks:
            yield _slip_days(task, month)


def _problem_days(problem: Problem, month: Month) -> Iterator[Figure]:
    scope, cutoff = f"problem:{problem.number}", month.last_day
    yield _days(
        "overdue_days",
        "问题超过时限天数",
        scope,
        problem.overdue_days(cutoff),
        "截止日（已销号的取销号日期）－办结时限，不足0的计0",
        problem.sources("due_date", "closed_on"),
    )
    yield _days(
        "age_days",
        "问题存续天数",
        scope,
        problem.age_days(cutoff),
        "截止日（已销号的取销号日期）－提出日期",
        problem.sources("raised_on", "closed_on"),
    )


def _slip_days(task: Task, month: Month) -> Figure:
    return _days(
        "slip_days",
        "任务拖后天数",
        f"task:{task.project}/{task.number}",
        task.slip_days(month.last_day),
        "截止日（已完成的取实际完成）－计划完成，不足0的计0",
        task.sources("planned_end", "actual_end"),
    )


def _days(id: str, label: str, scope: str, days: int, formula: str, sources: tuple[Source, ...]) -> Figure:
    return Figure(id, label, scope, Decimal(days), "天", f"{days}天", formula, sources)
