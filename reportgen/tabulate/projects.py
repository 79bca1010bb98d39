"""项目表：每行一个项目，末行合计；其余各表都从这里取数。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from reportgen.model.assessment import Assessment, Figure, FigureBook, Standing
from reportgen.tabulate.cells import FIRST_ROW, MISSING, Entry, Heading, Look, Sheet, figure_entry, label
from reportgen.tabulate.places import Places
from reportgen.tabulate.project_fields import FIELDS, Field, Total


def project_sheet(assessment: Assessment, places: Places, note: Entry) -> Sheet:
    """项目表，每行一个项目，清单次序。"""
    rows = [
        tuple(_entry(field, item, assessment.figures, _links(places, row)) for field in FIELDS)
        for row, item in enumerate(assessment.standings, FIRST_ROW)
    ]
    return Sheet(
        name=places.projects.sheet,
        title="项目总表",
        note=note,
        headings=tuple(Heading(field.heading, field.width) for field in FIELDS),
        rows=(*rows, _total_row(rows, assessment.figures, places)),
        totals=1,
        pages_wide=2,
    )


def _links(places: Places, row: int) -> Mapping[str, str]:
    """公式可用的名称：同一行各栏，以及其他各表中本行的数。"""
    table = places.projects
    links = {key: table.cell(key, row) for key in table.keys}
    own = links["number"]
    links["procedures"] = f"SUMIFS({places.procedures.range('overdue')},{places.procedures.range('number')},{own})"
    links["factors"] = f"SUMIFS({places.factors.range('short')},{places.factors.range('number')},{own})"
    links["problems"] = (
        f'COUNTIFS({places.problems.range("project")},{own},{places.problems.range("state")},"<>已销号")'
    )
    if places.last_month:
        links["last_cumulative"] = places.months.outer_cell(f"cumulative.{places.last_month}", row)
    return links


def _entry(field: Field, item: Standing, figures: FigureBook, links: Mapping[str, str]) -> Entry:
    """一个项目的一栏；数字的基础数据若就是指标，记下是哪个指标。"""
    key = f"{field.figure}@project:{item.project.number}" if field.figure else ""
    if not field.formula and field.base:
        base = field.base(item)
        return Entry(base.value, base.look, figure=key if isinstance(base.value, Decimal) else "")
    stored = figures[key].value if key else _number(field, item)
    return _formula_entry(field, stored, figures.get(key), links)


def _number(field: Field, item: Standing) -> Decimal | None:
    value = field.base(item).value if field.base else None
    return value if isinstance(value, Decimal) else None


def _formula_entry(field: Field, value: Decimal | None, figure: Figure | None, links: Mapping[str, str]) -> Entry:
    """公式栏；首月没有上月可比，写“—”。"""
    if "{last_cumulative}" in field.formula and "last_cumulative" not in links:
        return label(MISSING)
    formula = field.formula.format_map(links)
    if figure is not None:
        return figure_entry(figure, field.look, formula)
    return Entry(MISSING if value is None else value, field.look, formula)


def _total_row(rows: Sequence[Sequence[Entry]], figures: FigureBook, places: Places) -> tuple[Entry, ...]:
    """合计行：金额与个数相加，比例用合计数按同样的公式计算，绝不是平均。"""
    row = FIRST_ROW + len(rows)
    links = _links(places, row)
    return tuple(
        _total_entry(field, [line[index].value for line in rows], figures, links, places)
        for index, field in enumerate(FIELDS)
    )


def _total_entry(
    field: Field, values: Sequence[object], figures: FigureBook, links: Mapping[str, str], places: Places
) -> Entry:
    if field.total is Total.NONE:
        return Entry("合计" if field.key == "name" else "", Look.CENTER)
    key = f"{field.figure}@all" if field.figure else ""
    value = figures[key].value if key else sum((one for one in values if isinstance(one, Decimal)), Decimal(0))
    if field.total is Total.SAME:
        return _formula_entry(field, value, figures.get(key), links)
    formula = f"SUM({places.projects.inner_range(field.key)})"
    return Entry(MISSING if value is None else value, field.look, formula, key)
