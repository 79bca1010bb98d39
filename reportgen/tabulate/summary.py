"""汇总表：全部、建设性质、包保领导、属地、牵头部门各一行，逐栏由项目表统计。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from reportgen.model.amount import WAN_PER_YI
from reportgen.model.assessment import Assessment
from reportgen.tabulate.cells import FIRST_ROW, MISSING, Entry, Heading, Look, Sheet, figure_entry, label
from reportgen.tabulate.places import Places
from reportgen.tabulate.summary_fields import FIELDS, KINDS, Field, Line


def summary_sheet(assessment: Assessment, places: Places, note: Entry) -> Sheet:
    """汇总：每行一个范围，先全部，再按建设性质、包保领导、属地、牵头部门，各按清单次序。"""
    return Sheet(
        name=places.summary.sheet,
        title="分类汇总",
        note=note,
        headings=(Heading("口径", 11), Heading("名称", 20), *(Heading(one.heading, one.width) for one in FIELDS)),
        rows=tuple(_row(line, assessment) for line in _lines(assessment, places)),
        pages_wide=2,
    )


def _lines(assessment: Assessment, places: Places) -> Iterator[Line]:
    row = FIRST_ROW
    chosen = (scope for scope in assessment.scopes if scope.kind in KINDS)
    for _, found in groupby(chosen, key=lambda scope: scope.kind):
        scopes = tuple(found)
        for index, scope in enumerate(scopes):
            yield Line(row + index, scope, places, row, row + len(scopes) - 1)
        row += len(scopes)


def _row(line: Line, assessment: Assessment) -> tuple[Entry, ...]:
    kind = KINDS[line.scope.kind][0]
    return (label(kind), label(line.scope.name or kind), *(_entry(field, line, assessment) for field in FIELDS))


def _entry(field: Field, line: Line, assessment: Assessment) -> Entry:
    if field.kinds and line.scope.kind not in field.kinds:
        return Entry()
    if field.is_compared and assessment.previous is None:
        return label(MISSING)
    formula = field.formula(line)
    figure = assessment.figures.get(f"{field.figure}@{line.scope.id}")
    if figure is None:
        return Entry(MISSING, Look.CENTER, formula)
    if field.look is Look.YI:
        return Entry((figure.value or Decimal(0)) / WAN_PER_YI, field.look, formula)
    return figure_entry(figure, field.look, formula)
