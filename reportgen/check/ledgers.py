"""台账与登记的核对：各日期的先后、该一起填的各栏、与项目和本月填报的对应。

以后的月份才发生的不查，那时再说；次序颠倒的不论何时都是差错。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.period import Month, PartialDate
from reportgen.model.records import Facts, Project, SiteState
from reportgen.model.registers import Issuance, Problem, ProblemLevel, ProblemState, Task
from reportgen.model.source import Record, Source

#: 每月都出、以月末数为准的公文，成文不会早于截止日。
_MONTHLY_KINDS = frozenset({"D1", "D2", "D3", "D5", "D8"})

_DATE_NAMES = {
    "raised_on": "提出",
    "due_date": "办结时限",
    "escalated_on": "提格",
    "closed_on": "销号",
    "planned_start": "计划开始",
    "planned_end": "计划完成",
    "actual_start": "实际开始",
    "actual_end": "实际完成",
    "issued_on": "成文",
    "printed_on": "印发",
}


def check_ledgers(facts: Facts, month: Month) -> Iterator[Finding]:
    """截至 ``month`` 的台账、施工图、专班和本月的登记。"""
    cutoff = month.last_day
    for problem in facts.problems:
        yield from _check_problem(problem, cutoff)
    for task in facts.tasks:
        yield from _check_task(task, cutoff)
    yield from _check_roadmap(facts, cutoff)
    yield from _check_suspended(facts, month)
    for row in facts.issuances:
        if row.month == month:
            yield from _check_issuance(row, cutoff)


def check_kinds(issuances: Iterable[Issuance], papers: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """登记的文种都在公文目录里。

    Args:
        papers: 公文目录各项的编号和名称。
    """
    known = list(papers)
    for row in issuances:
        if not any(row.kind in ("", kind) and row.name in ("", name) for kind, name in known):
            message = f"“{row.cells['kind'].value}”不在公文目录。"
            yield fault(row.cells["kind"], "E208", message)


def _check_order(record: Record, first: str, then: str, code: str) -> Iterator[Finding]:
    """``then`` 不应早于 ``first``；只知月份的，可能不早就不算。"""
    start: PartialDate | None = getattr(record, first)
    end: PartialDate | None = getattr(record, then)
    if start is not None and end is not None and end.latest < start.earliest:
        place = record.cells[first].cell
        message = f"{_DATE_NAMES[then]}{end}，早于 {place} {_DATE_NAMES[first]}{start}。"
        yield fault(record.cells[then], code, message)


def _check_problem(problem: Problem, cutoff: date) -> Iterator[Finding]:
    yield from _check_order(problem, "raised_on", "closed_on", "E207")
    yield from _check_order(problem, "raised_on", "escalated_on", "E207")
    if problem.is_raised(cutoff):
        yield from _check_order(problem, "raised_on", "due_date", "W218")
        yield from _check_closing(problem, cutoff)
        yield from _check_escalation(problem, cutoff)


def _check_closing(problem: Problem, cutoff: date) -> Iterator[Finding]:
    """销号日期、办理状态、销号依据应当一致；以后才销号的，状态可以已经改了。"""
    name = f"问题{problem.number}"
    is_stated = problem.state is ProblemState.CLOSED
    if is_stated and problem.closed_on is None:
        yield fault(problem.cells["state"], "W216", f"{name}填已销号，没有销号日期，仍按没有销号处理。")
    if problem.is_closed(cutoff):
        if not is_stated:
            message = (
                f"{name}销号日期{problem.closed_on}，{problem.cells['state'].cell} 填{problem.state}，按已销号处理。"
            )
            yield fault(problem.cells["closed_on"], "W216", message)
        if not problem.evidence:
            yield fault(problem.cells["closed_on"], "W215", f"{name}已销号，没有销号依据。")


def _check_escalation(problem: Problem, cutoff: date) -> Iterator[Finding]:
    """提格的三栏应当一起填。"""
    name = f"问题{problem.number}"
    is_commander = problem.level is ProblemLevel.COMMANDER
    if is_commander and problem.escalated_on is None:
        yield fault(problem.cells["level"], "W217", f"{name}由总指挥协调，没有提格日期，不出提格事项报告。")
    if problem.is_escalated(cutoff):
        if not is_commander:
            yield fault(problem.cells["level"], "W217", f"{name}已提格，协调层级填{problem.level}。")
        if not problem.request:
            yield fault(problem.cells["escalated_on"], "W217", f"{name}已提格，没有提请事项。")


def _check_task(task: Task, cutoff: date) -> Iterator[Finding]:
    """只有实际完成而没有实际开始的是提醒：完成与否已经清楚，只是图上缺开始的一点。"""
    yield from _check_order(task, "planned_start", "planned_end", "E207")
    yield from _check_order(task, "actual_start", "actual_end", "E207")
    if task.actual_start is None and task.ended_by(cutoff):
        yield fault(task.cells["actual_end"], "W219", f"“{task.name}”{task.actual_end}完成，没有实际开始。")


def _check_roadmap(facts: Facts, cutoff: date) -> Iterator[Finding]:
    """没有任务、没有专班的项目；施工图还没有填的不查。"""
    first = next((record.cells["project"] for record in (*facts.tasks, *facts.task_forces)), None)
    if first is None:
        return
    planned = {task.project for task in facts.tasks}
    formed = {force.project for force in facts.task_forces if force.is_formed(cutoff)}
    for code, name, present in (("W220", "施工图", planned), ("W221", "专班", formed)):
        missing = [project for project in facts.projects if project.number not in present]
        if missing:
            yield fault(Source(first.file, "", "", ""), code, f"{len(missing)}个项目没有{name}：{_names(missing)}。")


def _names(projects: Iterable[Project]) -> str:
    return "、".join(f"“{project.name}”" for project in projects)


def _check_suspended(facts: Facts, month: Month) -> Iterator[Finding]:
    """本月停工而台账里没有未销号问题的项目；台账还没有填的不查。"""
    cutoff = month.last_day
    troubled = {
        problem.project for problem in facts.problems if problem.is_raised(cutoff) and not problem.is_closed(cutoff)
    }
    for project in facts.projects if facts.problems else ():
        progress = facts.returns[month].progress.get(project.number)
        if progress and progress.state is SiteState.SUSPENDED and project.number not in troubled:
            yield fault(progress.cells["state"], "W222", f"“{project.name}”停工，问题台账没有未销号的问题。")


def _check_issuance(row: Issuance, cutoff: date) -> Iterator[Finding]:
    if row.kind in _MONTHLY_KINDS and row.issued_on is not None and row.issued_on.latest < cutoff:
        message = f"{row.kind}成文日期{row.issued_on}，早于截止日（{cutoff.month}月{cutoff.day}日）。"
        yield fault(row.cells["issued_on"], "W223", message)
    yield from _check_order(row, "issued_on", "printed_on", "W223")
