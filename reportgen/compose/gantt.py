"""项目推进施工图：由任务表得出横道图，截至月底的情形从日期推出。"""

from __future__ import annotations

from datetime import date

from reportgen.model.assessment import Standing
from reportgen.model.document import Gantt, GanttRow, Origin, Run, Runs, Span
from reportgen.model.period import Month, PartialDate
from reportgen.model.registers import Task, TaskState

#: 左边各栏的栏名和栏宽，毫米。
_COLUMNS = (("阶段", 18.0), ("任务", 52.0), ("责任单位", 34.0), ("责任人", 18.0), ("计划", 36.0), ("实际", 36.0))
_OPEN_END = "至今"


def roadmap(standing: Standing, month: Month) -> Gantt | None:
    """一个项目的横道图，任务按表中次序，没有任务的为 None；图题由公文稿的标题说明，这里不写。"""
    if not standing.tasks:
        return None
    cutoff = month.last_day
    rows = tuple(_row(task, cutoff) for task in standing.tasks)
    spans = [span for row in rows for span in (row.planned, row.actual) if span]
    return Gantt(
        title=(),
        headings=tuple(name for name, _ in _COLUMNS),
        widths=tuple(width for _, width in _COLUMNS),
        first=min(_month_of(span.first) for span in spans),
        last=max(month, *(_month_of(span.last) for span in spans)),
        cutoff=cutoff,
        rows=rows,
    )


def _month_of(day: date) -> Month:
    return Month(day.year, day.month)


def _row(task: Task, cutoff: date) -> GanttRow:
    started, ended = task.started_by(cutoff), task.ended_by(cutoff)
    planned = _period(task, "planned", task.planned_start, task.planned_end, cutoff.year)
    return GanttRow(
        cells=(
            _cell(task, "phase", task.phase),
            _cell(task, "name", task.name),
            _cell(task, "unit", task.unit),
            _cell(task, "person", task.person),
            planned,
            _period(task, "actual", started, ended, cutoff.year),
        ),
        planned=_span(task.planned_start, task.planned_end),
        actual=_actual(started, ended, cutoff),
        state=_state(task, cutoff),
    )


def _cell(task: Task, field: str, text: str) -> Runs:
    return (Run(text, Origin(sources=task.sources(field))),) if text else ()


def _span(first: PartialDate, last: PartialDate) -> Span:
    """起止两天；起晚于止的只画止的那一段。"""
    return Span(min(first.earliest, last.latest), last.latest)


def _actual(started: PartialDate | None, ended: PartialDate | None, cutoff: date) -> Span | None:
    """实际的横道：没有完成的画到截止日、末端敞开；只填了完成的画完成那一段。"""
    if ended:
        return _span(started or ended, ended)
    return Span(started.earliest, cutoff, is_open=True) if started else None


def _period(task: Task, kind: str, first: PartialDate | None, last: PartialDate | None, year: int) -> Runs:
    """起止时间的写法，本年的不写年；没有完成的写“至今”。"""
    if first is None and last is None:
        return ()
    start, end = (
        Run(_date(day, year), Origin(sources=task.sources(f"{kind}_{side}"))) if day else None
        for side, day in (("start", first), ("end", last))
    )
    if start is None:
        return (end,) if end else ()
    return (start, Run("—"), end) if end else (start, Run(_OPEN_END))


def _date(day: PartialDate, year: int) -> str:
    text = str(day)
    return text.removeprefix(f"{year}年")


def _state(task: Task, cutoff: date) -> Runs:
    """截至月底的情形；拖后的写天数，填了说明的附后。"""
    state, days = task.state_at(cutoff), task.slip_days(cutoff)
    runs: Runs = (Run(state.value, _dates(task)),)
    if days:
        slip = Origin(f"slip_days@task:{task.project}/{task.number}", task.sources("planned_end", "actual_end"))
        runs += (Run("，拖后"), Run(f"{days}天", slip))
    if task.note and state in (TaskState.LATE, TaskState.LATE_START):
        runs += (Run("；"), Run(task.note, Origin(sources=task.sources("note"))))
    return runs


def _dates(task: Task) -> Origin:
    """推出情形所依据的日期。"""
    return Origin(sources=task.sources("planned_start", "planned_end", "actual_start", "actual_end"))
