"""项目清单.xlsx：清单、建设计划、别名三张表 → 项目。三张表各由表头认出。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.period import Month
from reportgen.model.records import Nature, PrintedTotal, Project
from reportgen.model.source import Source
from reportgen.read import cells
from reportgen.read.grid import Grid
from reportgen.read.headers import Column, Head, apply_units, find_head, match_columns, unknown_findings
from reportgen.read.intake import RawFile
from reportgen.read.names import NameBook, normalise
from reportgen.read.table import Reading, Row, RowKind, body_rows, odd_row_findings, read_row
from reportgen.read.totals import printed_totals
from reportgen.read.vocabulary.field import PROJECT_NAME, Field
from reportgen.read.vocabulary.listing import ALIAS_FIELDS, LIST_FIELDS, NATURES, PLAN_FIELDS
from reportgen.read.workbook import read_grids
from reportgen.settings import Scheme

ROSTER_FILE = "项目清单.xlsx"

_DEFAULT_UNIT = "亿元"
_ALIAS = next(field for field in ALIAS_FIELDS if field.name == "alias")
_OPTIONAL = {"remark"}
_UNIT_SEPARATORS = re.compile(r"[\s、,，;；]+")


@dataclass(frozen=True)
class Roster:
    """清单：项目（序号次序）、名称认定、单位别名（规范化写法到规范名称）、印出的合计。"""

    projects: tuple[Project, ...]
    names: NameBook
    units: Mapping[str, str]
    totals: tuple[PrintedTotal, ...] = ()

    @cached_property
    def sponsors(self) -> Mapping[str, str]:
        """包保领导：规范化写法到清单写法。"""
        return {normalise(project.sponsor): project.sponsor for project in self.projects}

    def official(self, name: str) -> str:
        """包保领导、单位、属地的规范写法；不是包保领导、也没有登记别名的照写。"""
        key = normalise(name)
        return self.sponsors.get(key) or self.units.get(key, name)


@dataclass(frozen=True)
class _Sheet:
    """认出的一张表。"""

    grid: Grid
    head: Head
    columns: Mapping[str, Column]
    findings: tuple[Finding, ...]


def read_roster(file: RawFile, scheme: Scheme) -> tuple[Roster, tuple[Finding, ...]]:
    """读清单。必填项有差错的行不成为项目，差错列明。"""
    grids, findings = read_grids(file.data, file.name)
    listing = _find_sheet(grids, PROJECT_NAME, LIST_FIELDS, {"total_investment"}, scheme)
    if listing is None:
        missing = (
            (fault(Source(file.name, "", "", ""), "E107", "找不到有“项目名称”和“总投资”两列的表。"),) if grids else ()
        )
        return Roster((), NameBook({}, {}), {}), (*findings, *missing)
    projects, totals, found = _read_list(listing, scheme)
    aliases = _read_aliases(grids, projects, scheme)
    plans, plan_findings = _read_plans(grids, aliases.names, scheme)
    planned = tuple(_with_plan(project, plans.get(project.number, Reading({}))) for project in projects)
    return Roster(planned, aliases.names, aliases.units, totals), (*findings, *found, *aliases.findings, *plan_findings)


def _find_sheet(
    grids: Iterable[Grid], key: Field, fields: tuple[Field, ...], needed: set[str], scheme: Scheme
) -> _Sheet | None:
    """第一张表头有 ``needed`` 各栏的表。"""
    return next(_find_sheets(grids, key, fields, needed, scheme), None)


def _find_sheets(
    grids: Iterable[Grid], key: Field, fields: tuple[Field, ...], needed: set[str], scheme: Scheme
) -> Iterator[_Sheet]:
    """表头有 ``needed`` 各栏的表，表的次序。"""
    for grid in grids:
        head = find_head(grid, key)
        if head is not None:
            columns, findings = match_columns(head.headings, fields, Month(scheme.year, 12))
            if needed & columns.keys():
                unknown = unknown_findings(grid, head.headings, columns, findings)
                columns, unit_findings = apply_units(columns, grid, head, _DEFAULT_UNIT)
                yield _Sheet(grid, head, columns, (*findings, *unit_findings, *unknown))


def _read_list(sheet: _Sheet, scheme: Scheme) -> tuple[tuple[Project, ...], tuple[PrintedTotal, ...], list[Finding]]:
    absent = [field for field in LIST_FIELDS if field.name not in sheet.columns and field.name not in _OPTIONAL]
    findings = [
        *sheet.findings,
        *(fault(sheet.grid.source(), "E107", f"表头没有“{field.title}”一列。") for field in absent),
    ]
    if absent:
        return (), (), findings
    rows = list(body_rows(sheet.grid, sheet.head, lambda _: False))
    findings += odd_row_findings(rows, sheet.grid)
    readings = {
        row.number: read_row(sheet.grid, row.number, sheet.columns, scheme.year)
        for row in rows
        if row.kind is RowKind.PROJECT
    }
    if not readings:
        findings.append(fault(sheet.grid.source(), "E120", "清单里一个项目也没有。", "把方案附件的项目逐行填进清单。"))
    totals, total_findings = printed_totals(sheet.grid, rows, readings, sheet.columns, None)
    projects: list[Project] = []
    for number, reading in readings.items():
        project, found = _project(sheet, number, reading, scheme)
        findings += (*reading.findings, *found)
        if project is not None:
            projects.append(project)
    findings += (*total_findings, *_repeated(projects))
    return tuple(sorted(projects, key=lambda project: project.number)), totals, findings


def _project(sheet: _Sheet, row: int, reading: Reading, scheme: Scheme) -> tuple[Project | None, list[Finding]]:
    """清单的一行；必填项空缺的不成为项目。"""
    faulty = {finding.cell for finding in reading.findings}
    places = {name: sheet.grid.cell(row, column.heading.column) for name, column in sheet.columns.items()}
    findings = [
        fault(places[field.name].source, "E120", f"“{field.title}”空缺。")
        for field in LIST_FIELDS
        if field.name not in reading.items
        and field.name not in _OPTIONAL
        and places[field.name].source.cell not in faulty
    ]
    number = reading.text("number")
    if number and not re.fullmatch("[0-9]{1,6}", number):
        findings.append(fault(places["number"].source, "E115", f"序号填“{number}”，不是正整数。", "改填正整数。"))
    nature = cells.choice(places["nature"], NATURES, "建设性质")
    findings += nature.findings
    if (
        findings
        or nature.value is None
        or not _OPTIONAL | reading.items.keys() >= {field.name for field in LIST_FIELDS}
    ):
        return None, findings
    return _build(reading, int(number), nature.value, scheme), findings


def _build(reading: Reading, number: int, nature: Nature, scheme: Scheme) -> Project:
    units = tuple(unit for unit in _UNIT_SEPARATORS.split(reading.text("responsible_units")) if unit)
    return Project(
        number=number,
        name=reading.text("name"),
        legal_entity=reading.text("legal_entity"),
        content=reading.text("content"),
        nature=nature,
        total_investment=reading.money("total_investment") or Decimal(0),
        annual_plan=reading.money("annual_plan") or Decimal(0),
        sponsor=reading.text("sponsor"),
        responsible_units=units,
        locality=reading.text("locality"),
        area=scheme.area(reading.text("locality")),
        remark=reading.text("remark"),
        filing_unit=units[0],
        cells=reading.sources(),
    )


def _repeated(projects: Iterable[Project]) -> Iterator[Finding]:
    """序号或名称重复的行，两处都指出。"""
    seen: dict[str, Project] = {}
    for project in projects:
        for field, key in (("number", f"序号 {project.number}"), ("name", f"项目名称 {normalise(project.name)}")):
            earlier = seen.setdefault(key, project)
            if earlier is not project:
                yield fault(
                    project.cells[field], "E121", f"“{project.cells[field].value}”与 {earlier.cells[field].cell} 重复。"
                )


@dataclass(frozen=True)
class _Aliases:
    """别名表：项目别名并入名称认定；单位、属地的别名是规范化写法到规范名称。"""

    names: NameBook
    units: Mapping[str, str]
    findings: tuple[Finding, ...] = ()


def _read_aliases(grids: tuple[Grid, ...], projects: tuple[Project, ...], scheme: Scheme) -> _Aliases:
    """可以分几张表；有“类别”一列时只有类别为项目的是项目别名，其余是单位的别名。"""
    listed = {project.number: project.name for project in projects}
    official = NameBook.of(listed, {})
    findings: list[Finding] = []
    aliases: dict[str, int] = {}
    units: dict[str, str] = {}
    for sheet in _find_sheets(grids, _ALIAS, ALIAS_FIELDS, {"alias"}, scheme):
        findings += sheet.findings
        for row in body_rows(sheet.grid, sheet.head, lambda _: True):
            reading = read_row(sheet.grid, row.number, sheet.columns, scheme.year)
            findings += reading.findings
            alias, name = reading.text("alias"), reading.text("name")
            if not alias or not name:
                findings.append(fault(row.lead.source, "E120", "别名和名称要成对填写。"))
            elif reading.text("category") in ("", "项目"):
                findings += _alias_findings(reading, official, aliases)
                aliases.setdefault(alias, official.find(name) or 0)
            elif units.setdefault(normalise(alias), name) != name:
                findings.append(fault(reading.items["alias"].source, "E122", f"“{alias}”指向两个单位。"))
    known = {alias: number for alias, number in aliases.items() if number}
    return _Aliases(NameBook.of(listed, known), units, tuple(findings))


def _alias_findings(reading: Reading, official: NameBook, earlier: Mapping[str, int]) -> Iterator[Finding]:
    alias, number = reading.text("alias"), official.find(reading.text("name"))
    taken = {official.find(alias), *(found for text, found in earlier.items() if normalise(text) == normalise(alias))}
    if number is None:
        yield fault(reading.items["name"].source, "E122", f"“{reading.text('name')}”不在清单。")
    elif not taken <= {None, number}:
        yield fault(reading.items["alias"].source, "E122", f"“{alias}”指向两个项目。")


def _read_plans(grids: tuple[Grid, ...], names: NameBook, scheme: Scheme) -> tuple[dict[int, Reading], list[Finding]]:
    """建设计划：序号到计划开工、计划竣工、填报单位。"""
    sheet = _find_sheet(grids, PROJECT_NAME, PLAN_FIELDS, {"due_date", "planned_start"}, scheme)
    if sheet is None:
        return {}, []
    rows = list(body_rows(sheet.grid, sheet.head, lambda text: names.find(text) is not None))
    findings = [*sheet.findings, *odd_row_findings(rows, sheet.grid)]
    plans: dict[int, Reading] = {}
    for row in (row for row in rows if row.kind is RowKind.PROJECT):
        number, found = _plan_project(row, names)
        findings += found
        if number is not None:
            reading = read_row(sheet.grid, row.number, sheet.columns, scheme.year)
            findings += reading.findings
            if number in plans:
                findings.append(fault(row.key.source, "E121", f"“{row.key.text}”在建设计划中重复。"))
            plans.setdefault(number, reading)
    return plans, findings


def _plan_project(row: Row, names: NameBook) -> tuple[int | None, tuple[Finding, ...]]:
    parsed = names.resolve(row.key)
    return parsed.value, parsed.findings


def _with_plan(project: Project, plan: Reading) -> Project:
    planned = {name: source for name, source in plan.sources().items() if name != PROJECT_NAME.name}
    return replace(
        project,
        planned_start=plan.day("planned_start"),
        due_date=plan.day("due_date"),
        filing_unit=plan.text("filing_unit") or project.filing_unit,
        cells={**project.cells, **planned},
    )
