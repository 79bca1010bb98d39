"""手续表与要素表：每行一个项目，每项手续四栏、每种要素一栏。"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen.model.assessment import Assessment, FigureBook, Standing
from reportgen.model.period import Month
from reportgen.model.records import FactorKind, FactorStatus, Procedure, ProcedureKind, ProcedureStatus
from reportgen.tabulate.cells import (
    FIRST_ROW,
    Entry,
    Heading,
    Look,
    Sheet,
    Table,
    day,
    figure_entry,
    filled_rows,
    label,
    number,
    text,
)
from reportgen.tabulate.places import PROCEDURE_PARTS, factor_table, new_projects, procedure_table, supplied_projects

_PART_HEADINGS = {"status": ("", 10), "due": ("\n计划办结", 11), "done": ("\n办结日期", 11), "overdue": ("\n逾期", 9)}
_FLAG = 'IF(OR({status}="已办结",{status}="无需办理"),0,IF(ISNUMBER({due}),IF({due}<=截止日,1,0),0))'


def procedure_sheet(assessment: Assessment, note: Entry) -> Sheet:
    """手续：每行一个新建项目；末两行是已办结数与逾期数、逾期项目数。"""
    table = procedure_table(assessment)
    rows = [
        _procedure_row(item, row, table, assessment) for row, item in enumerate(new_projects(assessment), FIRST_ROW)
    ]
    parts = (Heading(f"{kind.value}{tail}", width) for kind in ProcedureKind for tail, width in _PART_HEADINGS.values())
    return Sheet(
        name=table.sheet,
        title="新建项目手续办理",
        note=note,
        headings=(Heading("序号", 5), Heading("项目名称", 34), *parts, Heading("逾期\n项数", 7)),
        rows=(
            *filled_rows(rows, len(table.keys), "没有新建项目"),
            _procedure_totals(assessment.figures, table, rows),
            _count_row("逾期项目数", "procedures_overdue_projects", "overdue", assessment.figures, table),
        ),
        totals=2,
    )


def _procedure_row(item: Standing, row: int, table: Table, assessment: Assessment) -> tuple[Entry, ...]:
    filed = {one.kind: one for one in item.procedures}
    cells = [
        entry
        for kind in ProcedureKind
        for entry in _procedure_entries(filed.get(kind), kind, row, table, assessment.month)
    ]
    flags = "+".join(table.cell(f"{kind.name}.overdue", row) for kind in ProcedureKind)
    figure = assessment.figures[f"procedures_overdue_count@project:{item.project.number}"]
    total = figure_entry(figure, Look.COUNT, flags)
    return (number(item.project.number), text(item.project.name), *cells, total)


def _procedure_entries(
    one: Procedure | None, kind: ProcedureKind, row: int, table: Table, month: Month
) -> tuple[Entry, ...]:
    status = one.status if one else ProcedureStatus.UNKNOWN
    cells = {part: table.cell(f"{kind.name}.{part}", row) for part in PROCEDURE_PARTS}
    is_overdue = one is not None and one.is_overdue(month.last_day)
    return (
        label(status.value),
        day(one.due_date if one else None),
        day(one.done_on if one else None),
        Entry(Decimal(is_overdue), Look.COUNT, _FLAG.format_map(cells)),
    )


def _procedure_totals(figures: FigureBook, table: Table, rows: Sequence[Sequence[Entry]]) -> tuple[Entry, ...]:
    """每项手续已办结的项目数和逾期数。"""
    cells: list[Entry] = []
    for kind in ProcedureKind:
        done = figures[f"{kind.name.lower()}_done_count@all"]
        status, flags = (f"{kind.name}.{part}" for part in ("status", "overdue"))
        overdue = sum((row[table.keys.index(flags)].value for row in rows), Decimal(0))
        cells += (
            figure_entry(done, Look.COUNT, f'COUNTIF({table.inner_range(status)},"已办结")'),
            Entry(),
            Entry(),
            Entry(overdue, Look.COUNT, f"SUM({table.inner_range(flags)})"),
        )
    total = figure_entry(figures["procedures_overdue_count@all"], Look.COUNT, f"SUM({table.inner_range('overdue')})")
    return (label(""), label("已办结项目数、逾期手续数"), *cells, total)


def _count_row(name: str, id: str, key: str, figures: FigureBook, table: Table) -> tuple[Entry, ...]:
    """末行：某一栏大于零的项目数。"""
    column = table.keys.index(key)
    blank = [Entry() for _ in table.keys]
    blank[1] = label(name)
    blank[column] = figure_entry(figures[f"{id}@all"], Look.COUNT, f'COUNTIF({table.inner_range(key)},">0")')
    return tuple(blank)


def factor_sheet(assessment: Assessment, note: Entry) -> Sheet:
    """要素：每行一个续建项目，按属地（横向）和牵头部门（纵向）筛选。"""
    table = factor_table(assessment)
    rows = [
        _factor_row(item, row, table, assessment.figures)
        for row, item in enumerate(supplied_projects(assessment), FIRST_ROW)
    ]
    kinds = (Heading(kind.value, 9.5) for kind in FactorKind)
    named = (Heading("序号", 5), Heading("项目名称", 34), Heading("属地", 10), Heading("牵头部门", 12))
    return Sheet(
        name=table.sheet,
        title="续建项目要素保障",
        note=note,
        headings=(*named, *kinds, Heading("缺口数", 7), Heading("说明", 40)),
        rows=(
            *filled_rows(rows, len(table.keys), "没有续建项目"),
            _factor_totals(assessment.figures, table, rows),
            _count_row("有缺口的项目数", "factors_short_projects", "short", assessment.figures, table),
        ),
        totals=2,
    )


def _factor_row(item: Standing, row: int, table: Table, figures: FigureBook) -> tuple[Entry, ...]:
    filed = {one.kind: one for one in item.factors}
    status = (label(filed[kind].status.value if kind in filed else FactorStatus.UNKNOWN.value) for kind in FactorKind)
    first, *_, last = (table.cell(kind.name, row) for kind in FactorKind)
    short = figure_entry(
        figures[f"factors_short_count@project:{item.project.number}"], Look.COUNT, f'COUNTIF({first}:{last},"有缺口")'
    )
    notes = "；".join(f"{kind.value}：{filed[kind].note}" for kind in FactorKind if kind in filed and filed[kind].note)
    project = item.project
    return (
        number(project.number), text(project.name), label(project.area), label(project.lead_unit), *status, short,
        text(notes),
    )  # fmt: skip


def _factor_totals(figures: FigureBook, table: Table, rows: Sequence[Sequence[Entry]]) -> tuple[Entry, ...]:
    """每种要素有缺口的项目数。"""
    counts = []
    for kind in FactorKind:
        column = table.keys.index(kind.name)
        short = sum(row[column].value == FactorStatus.SHORT.value for row in rows)
        counts.append(Entry(Decimal(short), Look.COUNT, f'COUNTIF({table.inner_range(kind.name)},"有缺口")'))
    total = figure_entry(figures["factors_short_count@all"], Look.COUNT, f"SUM({table.inner_range('short')})")
    return (label(""), label("有缺口的要素数"), label(""), label(""), *counts, total, Entry())
