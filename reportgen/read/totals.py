"""表内印出的合计、小计和分类标题：记下印出的数，与所管各行相加的数。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reportgen.model.finding import Finding
from reportgen.model.period import Month
from reportgen.model.records import PrintedTotal
from reportgen.read.grid import Grid
from reportgen.read.headers import Column
from reportgen.read.table import Reading, Row, RowKind, read_row
from reportgen.read.vocabulary.field import Kind

_COUNT = re.compile(r"([0-9]+)\s*[个项]")
_SUMMARIES = (RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.CATEGORY)


def printed_totals(
    grid: Grid, rows: Sequence[Row], readings: Mapping[int, Reading], columns: Mapping[str, Column], month: Month | None
) -> tuple[tuple[PrintedTotal, ...], tuple[Finding, ...]]:
    """一张表的全部合计行。

    Args:
        readings: 行号到项目行的值。
        columns: 认出的列；只取金额列。
    """
    money = {name: column for name, column in columns.items() if column.field.kind is Kind.MONEY}
    totals: list[PrintedTotal] = []
    findings: list[Finding] = []
    for index, row in enumerate(rows):
        if row.kind in _SUMMARIES:
            printed = read_row(grid, row.number, money, year=0)
            members = [readings[member.number] for member in _members(rows, index) if member.number in readings]
            findings += printed.findings
            totals += _total(row, printed, members, month)
    return tuple(totals), tuple(findings)


def _total(row: Row, printed: Reading, members: Sequence[Reading], month: Month | None) -> Iterator[PrintedTotal]:
    count = _COUNT.search(row.lead.text)
    amounts = {name: printed.money(name) or Decimal(0) for name in printed.items}
    if amounts or count:
        yield PrintedTotal(
            month=month,
            label=row.lead.source,
            amounts=amounts,
            sums={name: sum((member.money(name) or Decimal(0) for member in members), Decimal(0)) for name in amounts},
            count=int(count[1]) if count else None,
            rows=len(members),
            cells=printed.sources(),
        )


def _members(rows: Sequence[Row], index: int) -> Iterator[Row]:
    """合计管全表，小计管它与上一个分类或小计之间，分类管到下一个同级分类或合计。"""
    row = rows[index]
    if row.kind is RowKind.TOTAL:
        yield from rows
    elif row.kind is RowKind.SUBTOTAL:
        for earlier in reversed(rows[:index]):
            if earlier.kind in _SUMMARIES:
                return
            yield earlier
    else:
        for later in rows[index + 1 :]:
            if later.kind is RowKind.TOTAL or (later.kind is RowKind.CATEGORY and later.level <= row.level):
                return
            yield later
