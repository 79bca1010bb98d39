"""合并后的字段 → 进展、手续、要素记录；状态由状态栏、是否栏和时间共同认定。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.period import Month, PartialDate
from reportgen.model.records import (
    Factor,
    FactorKind,
    FactorStatus,
    Nature,
    Procedure,
    ProcedureKind,
    ProcedureStatus,
    Progress,
    Project,
    SiteState,
)
from reportgen.model.source import Source
from reportgen.read.table import Item, Reading
from reportgen.read.vocabulary.returns import PROGRESS_FIELDS

_PROGRESS_NAMES = frozenset(field.name for field in PROGRESS_FIELDS) - {"filed_by", "filed_on"}
_START_NAMES = ("is_working", "is_started", "is_resumed")
#: 与记录的字段同名、原样取用的各栏。
_OWN_NAMES = frozenset(field.name for field in PROGRESS_FIELDS) - {
    "state",
    "started_on",
    "resumed_on",
    "is_started",
    "is_resumed",
}
#: （认定的状态，另一栏表明的状态）这样的两说不能并存；竣工的项目“是否开工”填“是”是常态，不在其中。
_CLASHES = frozenset(
    {
        (SiteState.WORKING, SiteState.COMPLETED),
        (SiteState.WORKING, SiteState.SUSPENDED),
        (SiteState.WORKING, SiteState.IDLE),
        (SiteState.IDLE, SiteState.COMPLETED),
        (SiteState.IDLE, SiteState.WORKING),
        (SiteState.SUSPENDED, SiteState.COMPLETED),
        (SiteState.COMPLETED, SiteState.IDLE),
    }
)

_Evidence = tuple[SiteState, Source]


def progress_record(
    project: Project, month: Month, reading: Reading, *, asks_state: bool
) -> tuple[Progress | None, tuple[Finding, ...]]:
    """一个项目的进展；各栏都没有填报时为 None。

    Args:
        asks_state: 填报表有没有状态或是否开复工的列；没有时由开（复）工时间认定在建。
    """
    if _PROGRESS_NAMES.isdisjoint(reading.items):
        return None, ()
    state, deciding, findings = _site_state(project, month, reading, asks_state)
    start = _start_field(project, reading)
    own = {name: source for name, source in reading.sources().items() if name in _OWN_NAMES}
    decided = {"state": deciding, "started_on": reading.source(start), "name": reading.source("name")}
    progress = Progress(
        project=project.number,
        month=month,
        month_investment=reading.money("month_investment"),
        cumulative_investment=reading.money("cumulative_investment"),
        statistical_investment=reading.money("statistical_investment"),
        lifetime_investment=reading.money("lifetime_investment"),
        is_in_statistics=reading.flag("is_in_statistics"),
        state=state,
        started_on=reading.day(start),
        suspended_on=reading.day("suspended_on"),
        completed_on=reading.day("completed_on"),
        physical_progress=reading.text("physical_progress"),
        reason=reading.text("reason"),
        correction_note=reading.text("correction_note"),
        filed_by=reading.text("filed_by"),
        filed_on=reading.day("filed_on"),
        cells=own | {name: source for name, source in decided.items() if source},
    )
    return progress, findings


def _start_field(project: Project, reading: Reading) -> str:
    """续建看复工时间，新建看开工时间；只填了另一栏的取另一栏。"""
    first, second = (
        ("resumed_on", "started_on") if project.nature is Nature.CONTINUING else ("started_on", "resumed_on")
    )
    return first if first in reading.items else second


def _site_state(
    project: Project, month: Month, reading: Reading, asks_state: bool
) -> tuple[SiteState, Source | None, tuple[Finding, ...]]:
    """截止日的现场状态、据以认定的单元格、矛盾。

    状态栏最优先，其次竣工、停工时间，再次是否开（复）工栏；时间晚于截止日的不作数。
    """
    stated, dated, flagged = _stated(reading), _dated(month, reading), _flagged(project, reading)
    candidates = [found for found in (stated, dated, flagged) if found is not None]
    if not candidates:
        start = reading.items.get(_start_field(project, reading))
        if start is None or asks_state or not _is_past(start, month):
            return SiteState.UNREPORTED, None, ()
        return SiteState.WORKING, start.source, ()
    state, deciding = candidates[0]
    others = [*candidates[1:], *_started(project, month, reading)]
    return state, deciding, tuple(_clash_findings(state, deciding, others))


def _clash_findings(state: SiteState, deciding: Source, others: Iterable[_Evidence]) -> Iterator[Finding]:
    """与认定的状态不能并存的第一处。"""
    for other, source in others:
        if (state, other) in _CLASHES:
            yield fault(deciding, "E123", f"这里填“{deciding.value}”，{source} 填“{source.value}”，互相矛盾。")
            return


def _stated(reading: Reading) -> _Evidence | None:
    """状态栏，或在是否栏里直接填的停工、竣工。"""
    for name in ("state", *_START_NAMES):
        item = reading.items.get(name)
        if item is not None and isinstance(item.value, SiteState):
            return item.value, item.source
    return None


def _dated(month: Month, reading: Reading) -> _Evidence | None:
    completed, suspended = reading.items.get("completed_on"), reading.items.get("suspended_on")
    if completed is not None and _is_past(completed, month):
        return SiteState.COMPLETED, completed.source
    if suspended is not None and _is_past(suspended, month) and not _has_resumed(suspended, reading):
        return SiteState.SUSPENDED, suspended.source
    return None


def _has_resumed(suspended: Item, reading: Reading) -> bool:
    """停工之后又复工：复工时间不早于停工时间。"""
    stopped, resumed = suspended.value, reading.day("resumed_on")
    return isinstance(stopped, PartialDate) and resumed is not None and resumed.latest >= stopped.latest


def _flagged(project: Project, reading: Reading) -> _Evidence | None:
    """是否开（复）工栏；新建先看是否开工，续建先看是否复工。"""
    names = sorted(
        _START_NAMES, key=lambda name: name == ("is_started" if project.nature is Nature.CONTINUING else "is_resumed")
    )
    for name in names:
        value = reading.flag(name)
        if value is not None:
            return (SiteState.WORKING if value else SiteState.IDLE), reading.items[name].source
    return None


def _started(project: Project, month: Month, reading: Reading) -> list[_Evidence]:
    """已过的开工（续建为复工）时间。"""
    name = "resumed_on" if project.nature is Nature.CONTINUING else "started_on"
    item = reading.items.get(name)
    return [(SiteState.WORKING, item.source)] if item is not None and _is_past(item, month) else []


def _is_past(item: Item, month: Month) -> bool:
    return isinstance(item.value, PartialDate) and item.value.latest <= month.last_day


def procedure_records(project: int, reading: Reading) -> Mapping[tuple[int, ProcedureKind], Procedure]:
    """填报了的各项手续；状态空缺而有办结日期的为已办结。"""
    found: dict[tuple[int, ProcedureKind], Procedure] = {}
    for kind in ProcedureKind:
        status = reading.items.get(f"{kind}.status")
        due, done = reading.day(f"{kind}.due_date"), reading.day(f"{kind}.done_on")
        sources = _own_sources(reading, kind.value)
        if sources:
            value = status.value if status and isinstance(status.value, ProcedureStatus) else _implied(done)
            found[project, kind] = Procedure(
                project=project, kind=kind, status=value, due_date=due, done_on=done, cells=sources
            )
    return found


def _implied(done: PartialDate | None) -> ProcedureStatus:
    return ProcedureStatus.UNKNOWN if done is None else ProcedureStatus.DONE


def factor_records(project: int, reading: Reading) -> Mapping[tuple[int, FactorKind], Factor]:
    """填报了的各项要素。"""
    found: dict[tuple[int, FactorKind], Factor] = {}
    for kind in FactorKind:
        status = reading.items.get(f"{kind}.status")
        sources = _own_sources(reading, kind.value)
        if sources:
            value = status.value if status and isinstance(status.value, FactorStatus) else FactorStatus.UNKNOWN
            note = reading.text(f"{kind}.note")
            found[project, kind] = Factor(project=project, kind=kind, status=value, note=note, cells=sources)
    return found


def implied_findings(procedures: Iterable[Procedure]) -> Iterator[Finding]:
    """由办结日期认定为已办结的手续。"""
    for procedure in procedures:
        if procedure.done_on is not None and "status" not in procedure.cells:
            yield fault(
                procedure.cells["done_on"],
                "R106",
                f"{procedure.kind}没有填状态，按办结日期认定为已办结。",
                new="已办结",
            )


def _own_sources(reading: Reading, prefix: str) -> dict[str, Source]:
    """字段名去掉前缀，如 ``立项.status`` → ``status``。"""
    start = f"{prefix}."
    return {name.removeprefix(start): item.source for name, item in reading.items.items() if name.startswith(start)}
