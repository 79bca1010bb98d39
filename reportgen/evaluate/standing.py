"""项目现状：由清单和逐月填报得出截至本月的状态、累计投资与是否按期。"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile
from types import MappingProxyType
from typing import TypeVar

from reportgen.evaluate.lights import light_reasons
from reportgen.evaluate.reference import node_progress
from reportgen.model.amount import ratio
from reportgen.model.assessment import Standing
from reportgen.model.period import Month, PartialDate
from reportgen.model.records import Factor, Facts, Procedure, Progress, Project, SiteState
from reportgen.model.registers import Problem, Task, TaskForce
from reportgen.settings import Scheme

_Row = TypeVar("_Row", Procedure, Factor, Problem, Task, TaskForce)

_STATE_FIELDS = ("state", "started_on", "suspended_on", "completed_on")


def standings(facts: Facts, scheme: Scheme, month: Month) -> tuple[Standing, ...]:
    """全部项目截至 ``month`` 的现状，按清单次序，亮灯理由已附上。"""
    bare = (_standing(project, facts, scheme, month) for project in facts.projects)
    return tuple(replace(item, reasons=light_reasons(item, scheme.thresholds, month)) for item in bare)


def _standing(project: Project, facts: Facts, scheme: Scheme, month: Month) -> Standing:
    filed = _filed(project, facts, month)
    returns = facts.returns[month]
    latest = _last(filed, lambda row: row.cumulative_investment is not None)
    base = _last(filed, lambda row: row.is_in_statistics is not None)
    counted = _last(filed, lambda row: row.statistical_investment is not None)
    site = _site_report(filed, month)
    state = site.state if site else SiteState.UNREPORTED
    now = filed[0] if filed and filed[0].month == month else None
    cumulative = latest.cumulative_investment if latest else None
    completion = _dated(filed, SiteState.COMPLETED, "completed_on") if state is SiteState.COMPLETED else None
    completed_on = _date_in(completion, "completed_on")
    started = _start_report(filed)
    is_due = _is_due(project, scheme, month)
    return Standing(
        project=project,
        progress=now,
        state=state,
        cumulative=cumulative or Decimal(0),
        is_reported=latest is not None and latest.month == month,
        carried_from=latest.month if latest and latest.month != month else None,
        statistical=counted.statistical_investment if counted else None,
        is_in_statistics=base.is_in_statistics if base else None,
        started_on=_date_in(started, "started_on"),
        suspended_on=_date_in(_dated(filed, SiteState.SUSPENDED, "suspended_on"), "suspended_on")
        if state is SiteState.SUSPENDED
        else None,
        completed_on=completed_on,
        is_due=is_due,
        is_on_time=is_due and _is_on_time(project, completed_on),
        rate=ratio(cumulative or Decimal(0), project.annual_plan),
        reference=node_progress(scheme, month),
        procedures=_of(project, returns.procedures.values()),
        factors=_of(project, returns.factors.values()),
        problems=_of(project, (row for row in facts.problems if row.is_raised(month.last_day))),
        tasks=_of(project, facts.tasks),
        task_force=next((row for row in _of(project, facts.task_forces) if row.is_formed(month.last_day)), None),
        evidence=MappingProxyType(
            {
                "state": site.sources(*_STATE_FIELDS) if site else (),
                "started": started.sources("state", "started_on") if started else (),
                "cumulative": latest.sources("cumulative_investment") if latest else (),
                "month": now.sources("month_investment") if now else (),
                "statistical": counted.sources("statistical_investment") if counted else (),
                "base": base.sources("is_in_statistics") if base else (),
                "completion": completion.sources("state", "completed_on") if completion else (),
            }
        ),
    )


def _of(project: Project, rows: Iterable[_Row]) -> tuple[_Row, ...]:
    """其中属于该项目的各行，原来的次序。"""
    return tuple(row for row in rows if row.project == project.number)


def _filed(project: Project, facts: Facts, month: Month) -> list[Progress]:
    """该项目截至本月的各次填报，近的在前。"""
    months = sorted((m for m in facts.returns if m <= month), reverse=True)
    rows = (facts.returns[m].progress.get(project.number) for m in months)
    return [row for row in rows if row is not None]


def _last(filed: Sequence[Progress], has: Callable[[Progress], bool]) -> Progress | None:
    return next((row for row in filed if has(row)), None)


def _site_report(filed: Sequence[Progress], month: Month) -> Progress | None:
    """决定现场状态的填报：本月的；本月未报的，只有竣工沿用。"""
    latest = _last(filed, lambda row: row.state is not SiteState.UNREPORTED)
    if latest is None or (latest.month != month and latest.state is not SiteState.COMPLETED):
        return None
    return latest


def _dated(filed: Sequence[Progress], state: SiteState, field: str) -> Progress | None:
    """最近连续处于 ``state`` 的各次填报中，最近一次写明日期的；都没写的是首次。"""
    reported = (row for row in filed if row.state is not SiteState.UNREPORTED)
    streak = list(takewhile(lambda row: row.state is state, reported))
    return _last(streak, lambda row: getattr(row, field) is not None) or (streak[-1] if streak else None)


def _date_in(row: Progress | None, field: str) -> PartialDate | None:
    """``row`` 写明的日期；没写的取填报月份。"""
    if row is None:
        return None
    written: PartialDate | None = getattr(row, field)
    return written or PartialDate(row.month.year, row.month.month)


def _start_report(filed: Sequence[Progress]) -> Progress | None:
    """最近一次写明开（复）工时间的填报；都没写的是首次报在建的。"""
    dated = _last(filed, lambda row: row.started_on is not None)
    return dated or _last(filed[::-1], lambda row: row.state in (SiteState.WORKING, SiteState.COMPLETED))


def _is_due(project: Project, scheme: Scheme, month: Month) -> bool:
    """计划竣工在本年度且不晚于截止日；只知月份的按月末。"""
    due = project.due_date
    return due is not None and due.year == scheme.year and due.latest <= month.last_day


def _is_on_time(project: Project, completed_on: PartialDate | None) -> bool:
    """竣工时间不晚于计划竣工；精度不一时按各自可能的最晚一天，从严。"""
    return project.due_date is not None and completed_on is not None and completed_on.latest <= project.due_date.latest
