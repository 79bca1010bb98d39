"""DOCX 表格：固定列宽，表头跨页重复，一行不跨页，单元格可在 Word 中直接修改。

整张表一次写成 XML 文本；逐格调用 python-docx 的 ``table.cell`` 每次都重算全表，千行的表要数分钟。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise

from reportgen.model.document import Align, Cell, Table, text_of
from reportgen.render.docx_styles import Style
from reportgen.render.oxml import change_mark, paragraph, runs, twips, whole_change

#: 字数多于此的单元格，所在的行一页可能排不下，准许跨页。
_LONG_CELL = 400

_ALIGNMENTS = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}


@dataclass(frozen=True, slots=True)
class _Slot:
    """表格网格上的一个位置：``cell`` 为 None 时是上一行单元格的延续。"""

    column: int
    span: int
    cell: Cell | None


def table_xml(table: Table, width_mm: float) -> str:
    """表题、计量单位行和表格；表后的分隔行由调用处决定。

    Args:
        width_mm: 表格总宽，按 ``table.widths`` 的比例分给各列。
    """
    widths = _column_widths(table.widths, twips(width_mm))
    rows = _slots((*table.header, *table.rows), len(widths))
    body = "".join(_row(slots, widths, index < len(table.header)) for index, slots in enumerate(rows))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f"{_captions(table)}<w:tbl><w:tblPr>"
        f'<w:tblStyle w:val="{Style.TABLE}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>'
    )


def _captions(table: Table) -> str:
    title = paragraph(Style.TABLE_TITLE, runs(table.title)) if text_of(table.title) else ""
    unit = paragraph(Style.TABLE_UNIT, runs(table.unit)) if text_of(table.unit) else ""
    return title + unit


def _column_widths(shares: Sequence[Decimal], total: int) -> list[int]:
    """各列宽（缇），合计恰为 ``total``。"""
    edges = [round(share * total / sum(shares)) for share in accumulate(shares, initial=Decimal(0))]
    return [right - left for left, right in pairwise(edges)]


def _slots(rows: Sequence[Sequence[Cell]], columns: int) -> Iterator[list[_Slot]]:
    """把各行单元格放到网格上：模型里被合并掉的位置不出现，Word 要求逐行写出延续的格子。"""
    open_spans: dict[int, tuple[int, int]] = {}  # 列 → (尚余行数, 跨列数)
    for row in rows:
        cells, slots, column = iter(row), [], 0
        while column < columns:
            remaining, span = open_spans.pop(column, (0, 1))
            cell = None if remaining else next(cells, Cell(()))
            if cell is not None:
                remaining, span = cell.rowspan, cell.colspan
            if remaining > 1:
                open_spans[column] = (remaining - 1, span)
            slots.append(_Slot(column, span, cell))
            column += span
        yield slots


def _row(slots: Sequence[_Slot], widths: Sequence[int], is_header: bool) -> str:
    repeat = "<w:tblHeader/>" if is_header else ""
    cells = "".join(_cell(slot, sum(widths[slot.column : slot.column + slot.span]), is_header) for slot in slots)
    is_long = any(slot.cell and len(text_of(slot.cell.runs)) > _LONG_CELL for slot in slots)
    whole = "" if is_long else "<w:cantSplit/>"
    change = whole_change(part for slot in slots if slot.cell for part in slot.cell.runs)
    mark = change_mark(change) if change else ""
    return f"<w:tr><w:trPr>{whole}{repeat}{mark}</w:trPr>{cells}</w:tr>"


def _cell(slot: _Slot, width: int, is_header: bool) -> str:
    style = Style.TABLE_HEAD if is_header else Style.TABLE_CELL
    span = f'<w:gridSpan w:val="{slot.span}"/>' if slot.span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{_merge(slot.cell)}<w:vAlign w:val="center"/></w:tcPr>'
        f"{_content(slot.cell, style)}</w:tc>"
    )


def _merge(cell: Cell | None) -> str:
    if cell is None:
        return "<w:vMerge/>"
    return '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""


def _content(cell: Cell | None, style: Style) -> str:
    if cell is None:
        return paragraph(style)
    align = "" if cell.align is Align.CENTER else f'<w:jc w:val="{_ALIGNMENTS[cell.align]}"/>'
    return paragraph(style, runs(cell.runs), align)
