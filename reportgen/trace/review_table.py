"""审阅稿里的表格：逐格标出改动，删去的行放回原处。"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from reportgen.model.document import Align, Cell, Runs, Table
from reportgen.trace.diff import deleted, inserted, marked
from reportgen.trace.outline import OldBlock, Row
from reportgen.trace.places import placed_cells
from reportgen.trace.rows import match_columns, match_rows

Cells = tuple[Cell, ...]

#: 还原整张删去的表时，一列的宽按最长的文字计，限于此范围（字）。
_NARROWEST, _WIDEST = 2, 16


def marked_table(table: Table, new: OldBlock, old: OldBlock) -> Table:
    """``table`` 与 ``old`` 比较；``new`` 是 ``table`` 自己的结构。"""
    columns = match_columns(old, new)
    matched = match_rows(old.rows, new.rows)
    header = dict(enumerate(range(min(len(old.header), len(table.header)))))
    rows = _marked_rows(table.rows, old.rows, columns, matched)
    return replace(
        table,
        title=marked(table.title, old.text),
        unit=marked(table.unit, old.unit),
        header=_marked_rows(table.header, old.header, columns, header),
        rows=_with_deleted(rows, old, matched, columns, len(table.widths)),
    )


def inserted_table(table: Table) -> Table:
    """整张新增的表。"""
    return replace(
        table,
        title=inserted(table.title),
        unit=inserted(table.unit),
        header=_each_cell(table.header, inserted),
        rows=_each_cell(table.rows, inserted),
    )


def deleted_table(block: OldBlock) -> Table:
    """整张删去的表，按文字的长短分配各列的宽。"""
    spots = range(1, block.width + 1)
    rows = (*block.header, *block.rows)
    longest = (max(len(row.get(spot, "")) for row in rows) for spot in spots)
    aligns = {spot: Align.CENTER for spot in spots}
    columns = {spot: spot for spot in spots}
    return Table(
        deleted(block.text),
        deleted(block.unit),
        tuple(Decimal(min(max(length, _NARROWEST), _WIDEST)) for length in longest),
        tuple(_deleted_row(row, columns, aligns) for row in block.header),
        tuple(_deleted_row(row, columns, aligns) for row in block.rows),
    )


def _each_cell(rows: Sequence[Cells], change: Callable[[Runs], Runs]) -> tuple[Cells, ...]:
    return tuple(tuple(replace(cell, runs=change(cell.runs)) for cell in row) for row in rows)


def _marked_rows(
    rows: Sequence[Cells], old: Sequence[Row], columns: Mapping[int, int], matched: Mapping[int, int]
) -> tuple[Cells, ...]:
    """对上的行逐格比较，没有对上的整行新增。"""
    return tuple(
        tuple(
            replace(cell, runs=marked(cell.runs, old[matched[index]].get(columns.get(column, 0), "")))
            if index in matched
            else replace(cell, runs=inserted(cell.runs))
            for column, cell in cells
        )
        for index, cells in enumerate(placed_cells(rows))
    )


def _with_deleted(
    rows: Sequence[Cells], old: OldBlock, matched: Mapping[int, int], columns: Mapping[int, int], width: int
) -> tuple[Cells, ...]:
    """把旧表没有对上的行放在它原来的上一行之后；那里有纵向合并的，放到合并的格之后。"""
    waiting: dict[int, list[Cells]] = {}
    aligns = _aligns(rows, width)
    sources = {spot: columns.get(spot, 0) for spot in range(1, width + 1)}
    places = {before: after for after, before in matched.items()}
    ends = _safe_ends(rows)
    after = 0
    for index, row in enumerate(old.rows):
        if index in places:
            after = ends[places[index]]
        else:
            waiting.setdefault(after, []).append(_deleted_row(row, sources, aligns))
    result = list(waiting.get(0, ()))
    for index, cells in enumerate(rows, 1):
        result += [cells, *waiting.get(index, ())]
    return tuple(result)


def _safe_ends(rows: Sequence[Cells]) -> list[int]:
    """每一行之后最近的、没有纵向合并跨过的位置（前面有几行）。"""
    reach = [index + max((cell.rowspan for cell in cells), default=1) for index, cells in enumerate(rows)]
    ends = []
    for index in range(len(rows)):
        end = index + 1
        while (further := max(reach[:end], default=end)) > end:
            end = further
        ends.append(end)
    return ends


def _aligns(rows: Sequence[Cells], width: int) -> dict[int, Align]:
    """各列的对齐，取第一个不合并的格的。"""
    aligns: dict[int, Align] = {}
    for cells in placed_cells(rows):
        for column, cell in cells:
            if cell.colspan == 1:
                aligns.setdefault(column, cell.align)
    return {column: aligns.get(column, Align.CENTER) for column in range(1, width + 1)}


def _deleted_row(row: Row, columns: Mapping[int, int], aligns: Mapping[int, Align]) -> Cells:
    """一行删去的格，一列一格；``columns`` 是新列 → 旧列。"""
    return tuple(Cell(deleted(row.get(old, "")), aligns[column]) for column, old in columns.items())
