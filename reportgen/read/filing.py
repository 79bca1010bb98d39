"""整张表写明的填报单位和填报日期：写在表题下面或表尾，例如“填报单位：市发改委”。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.model.finding import Finding
from reportgen.read import cells
from reportgen.read.grid import Cell, Grid
from reportgen.read.headers import Head
from reportgen.read.table import Item, Reading, Row, RowKind

_UNIT = re.compile(r"(?:填报|填表|报送|编制)(?:单位|部门)\s*:\s*([^\s:(]*)")
_DAY = re.compile(r"(?:填报|填表|报送|编制)(?:日期|时间)\s*:\s*([^\s:(]*)")


def sheet_filing(grid: Grid, head: Head, rows: Sequence[Row], year: int) -> Reading:
    """字段 ``filed_by``、``filed_on``；没有写明的不在其中。"""
    items: dict[str, Item] = {}
    findings: tuple[Finding, ...] = ()
    for cell in _margin(grid, head, rows):
        unit, date = _stated(grid, cell, _UNIT), _stated(grid, cell, _DAY)
        if unit is not None and unit.text:
            items.setdefault("filed_by", Item(unit.text, cell.source))
        if date is not None:
            parsed = cells.day(date, year)
            findings += parsed.findings
            if parsed.value is not None:
                items.setdefault("filed_on", Item(parsed.value, cell.source))
    return Reading(items, findings)


def _margin(grid: Grid, head: Head, rows: Sequence[Row]) -> Iterator[Cell]:
    """表头以上和注释行的单元格。"""
    for number in (*range(1, head.first_row), *(row.number for row in rows if row.kind is RowKind.OTHER)):
        yield from grid.row(number)


def _stated(grid: Grid, cell: Cell, pattern: re.Pattern[str]) -> Cell | None:
    """“填报单位：”之后的内容；冒号后面为空的，取右边一格。"""
    match = pattern.search(cells.clean(cell.text))
    if match is None:
        return None
    if not match[1]:
        return grid.cell(cell.row, (cell.merge.last_column if cell.merge else cell.column) + 1).shown
    return replace(cell, value=match[1], source=replace(cell.source, value=match[1]))
