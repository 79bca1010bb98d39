"""一个月的全部填报表 → 进展、手续、要素。表的种类由表头认出，项目由名称认出。"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.period import Month
from reportgen.model.records import Factor, FactorKind, MonthlyReturns, PrintedTotal, Procedure, ProcedureKind, Progress
from reportgen.model.source import Source
from reportgen.read import cells
from reportgen.read.filing import sheet_filing
from reportgen.read.grid import Grid
from reportgen.read.headers import (
    Column,
    Head,
    Heading,
    apply_units,
    check_title_month,
    find_head,
    hidden_findings,
    match_columns,
    unknown_findings,
)
from reportgen.read.intake import RETURNS_FOLDER, RawFile
from reportgen.read.merge import Part, merge_parts
from reportgen.read.records import factor_records, implied_findings, procedure_records, progress_record
from reportgen.read.roster import Roster
from reportgen.read.table import Item, Reading, Row, RowKind, body_rows, odd_row_findings, read_row
from reportgen.read.totals import printed_totals
from reportgen.read.vocabulary.field import PROJECT_NAME, Field
from reportgen.read.vocabulary.returns import (
    FACTOR_FIELDS,
    FACTOR_ITEM,
    FACTOR_ROW_FIELDS,
    FACTORS,
    PROCEDURE_FIELDS,
    PROCEDURE_ITEM,
    PROCEDURE_ROW_FIELDS,
    PROCEDURES,
    PROGRESS_FIELDS,
)
from reportgen.read.workbook import read_grids

_DEFAULT_UNIT = "万元"
_STATE_FIELDS = {"state", "is_working", "is_started", "is_resumed"}


@dataclass(frozen=True)
class _Layout:
    """一张填报表的结构；``items`` 是一项一行的表里各项的写法，其余的表为空。"""

    grid: Grid
    head: Head
    columns: Mapping[str, Column]
    items: Mapping[str, StrEnum]


@dataclass(frozen=True)
class MonthReading:
    """一个月读出的结果。"""

    returns: MonthlyReturns
    totals: tuple[PrintedTotal, ...]
    findings: tuple[Finding, ...]


def read_month(files: Iterable[RawFile], month: Month, roster: Roster) -> MonthReading:
    """读一个月的全部文件；同一项目在几处的字段合并，不一致的是差错（E119）。"""
    findings: list[Finding] = []
    totals: list[PrintedTotal] = []
    parts: dict[int, list[Part]] = defaultdict(list)
    names: list[str] = []
    for file in files:
        names.append(file.name)
        grids, found = read_grids(file.data, file.name)
        findings += found
        for grid in grids:
            sheet_parts, sheet_totals, sheet_findings = _read_sheet(grid, month, roster)
            findings += sheet_findings
            totals += sheet_totals
            for part in sheet_parts:
                parts[part.project].append(part)
    returns, record_findings = _returns(parts, month, roster, tuple(names))
    return MonthReading(returns, tuple(totals), (*findings, *record_findings))


def _returns(
    parts: Mapping[int, list[Part]], month: Month, roster: Roster, files: tuple[str, ...]
) -> tuple[MonthlyReturns, tuple[Finding, ...]]:
    """按清单次序合并各处填报，造出记录。"""
    findings: list[Finding] = []
    progress: dict[int, Progress] = {}
    procedures: dict[tuple[int, ProcedureKind], Procedure] = {}
    factors: dict[tuple[int, FactorKind], Factor] = {}
    for project in roster.projects:
        own = parts.get(project.number, [])
        merged, found = merge_parts(own)
        record, state_findings = progress_record(
            project, month, merged, asks_state=any(part.asks_state for part in own)
        )
        findings += (*found, *state_findings)
        if record is None:
            place = Source(f"{RETURNS_FOLDER}/{month}", "", "", "")
            findings.append(fault(place, "W111", f"{project.filing_unit}没有填报“{project.name}”的进展。"))
        else:
            progress[project.number] = record
        procedures |= procedure_records(project.number, merged)
        factors |= factor_records(project.number, merged)
    findings += implied_findings(procedures.values())
    return MonthlyReturns(month, progress, procedures, factors, files), tuple(findings)


def _read_sheet(grid: Grid, month: Month, roster: Roster) -> tuple[list[Part], tuple[PrintedTotal, ...], list[Finding]]:
    layout, findings = _layout(grid, month)
    if layout is None:
        return [], (), findings
    rows = list(body_rows(grid, layout.head, lambda text: roster.names.find(text) is not None))
    findings += odd_row_findings(rows, grid)
    readings = {row.number: _row_reading(layout, row, month) for row in rows if row.kind is RowKind.PROJECT}
    totals, total_findings = printed_totals(grid, rows, readings, layout.columns, month)
    filing = sheet_filing(grid, layout.head, rows, month.year)
    findings += (*total_findings, *filing.findings)
    parts, name_findings = _parts(layout, rows, readings, filing, roster)
    return parts, totals, [*findings, *name_findings]


def _parts(
    layout: _Layout, rows: Iterable[Row], readings: Mapping[int, Reading], filing: Reading, roster: Roster
) -> tuple[list[Part], list[Finding]]:
    """各项目行；同一名称在一张表里只认定一次、提示一次。"""
    asks = not _STATE_FIELDS.isdisjoint(layout.columns)
    stated = {name: _official(item, roster) for name, item in filing.items.items()}
    parts: list[Part] = []
    findings: list[Finding] = []
    resolved: dict[str, int | None] = {}
    for row in rows:
        if row.kind is RowKind.PROJECT:
            if row.key.text not in resolved:
                parsed = roster.names.resolve(row.key)
                findings += parsed.findings
                resolved[row.key.text] = parsed.value
            findings += readings[row.number].findings
            number = resolved[row.key.text]
            if number is not None:
                parts.append(Part(number, row.key.source, readings[row.number].items, stated, asks))
    return parts, findings


def _official(item: Item, roster: Roster) -> Item:
    """填报单位按别名表换成规范写法；日期原样。"""
    if not isinstance(item.value, str):
        return item
    return Item(roster.official(item.value), item.source)


def _layout(grid: Grid, month: Month) -> tuple[_Layout | None, list[Finding]]:
    """认出表的种类和各列；认不出的整张跳过并提醒，空表不提。"""
    head = find_head(grid, PROJECT_NAME)
    if head is None:
        return None, list(_unrecognised(grid, "“项目名称”一列"))
    others = [heading for heading in head.headings if heading.column != head.key_column]
    columns, items, findings = _match(others, month)
    if not columns:
        return None, list(findings or _unrecognised(grid, "进展、手续、要素的表头"))
    columns, unit_findings = apply_units(columns, grid, head, _DEFAULT_UNIT)
    notes = (
        *unknown_findings(grid, others, columns, findings),
        *check_title_month(grid, head, month),
        *hidden_findings(grid, columns),
    )
    return _Layout(grid, head, columns, items), [*findings, *unit_findings, *notes]


def _unrecognised(grid: Grid, what: str) -> tuple[Finding, ...]:
    name = f"工作表“{grid.sheet}”" if grid.sheet else "文件"
    return (fault(grid.source(), "W105", f"{name}没有{what}，没有读取。"),) if grid.cells else ()


def _match(
    headings: list[Heading], month: Month
) -> tuple[dict[str, Column], Mapping[str, StrEnum], tuple[Finding, ...]]:
    """先试一项一行的手续表、要素表，再试一个项目一行的各种列（可以同在一张表）。"""
    forms: tuple[tuple[Field, tuple[Field, ...], Mapping[str, StrEnum]], ...] = (
        (PROCEDURE_ITEM, PROCEDURE_ROW_FIELDS, PROCEDURES),
        (FACTOR_ITEM, FACTOR_ROW_FIELDS, FACTORS),
    )
    for item, fields, items in forms:
        columns, findings = match_columns(headings, (item, *fields), month)
        if {"item", "status"} <= columns.keys():
            return columns, items, findings
    columns, findings = match_columns(headings, (*PROCEDURE_FIELDS, *FACTOR_FIELDS, *PROGRESS_FIELDS), month)
    return columns, {}, findings


def _row_reading(layout: _Layout, row: Row, month: Month) -> Reading:
    """一行的值；一项一行的表，字段名加上该项，如 ``立项.status``。"""
    reading = read_row(layout.grid, row.number, layout.columns, month.year)
    if not layout.items:
        return reading
    item = layout.grid.cell(row.number, layout.columns["item"].heading.column).shown
    kind = cells.choice(item, layout.items, layout.columns["item"].field.title)
    if kind.value is None:
        missing = (
            () if kind.findings else (fault(item.source, "E120", f"“{layout.columns['item'].field.title}”空缺。"),)
        )
        return Reading({}, (*kind.findings, *missing))
    found = {f"{kind.value.value}.{name}": entry for name, entry in reading.items.items() if name != "item"}
    return Reading(found, reading.findings)
