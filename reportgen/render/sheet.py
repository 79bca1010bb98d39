"""图表（台账、挂图）的页面：标题下的一行，和横道图可用的地方。"""

from __future__ import annotations

from decimal import Decimal

from reportgen.model.document import (
    Attachment,
    Block,
    Cell,
    Chart,
    Document,
    Form,
    Gantt,
    Heading,
    Note,
    Paragraph,
    Runs,
    Table,
)
from reportgen.render import layout
from reportgen.render.fonts import FontSet, Role
from reportgen.render.gantt_plan import Room, line_count
from reportgen.render.html_text import plain

#: 表内的行距（13.5 磅）、一行上下的内边距和框线、左右的内边距、表题一行的高，毫米，同 page.css。
_TABLE_LINE, _ROW_EXTRA, _CELL_PADDING, _CAPTION = 13.5 / layout.PT_PER_MM, 1.6, 1.8, 7.0


def sheet_line(document: Document) -> str:
    """图表标题之下的一行：左右各一项；都没有的、不是图表的是空串。"""
    if document.form is not Form.SHEET or not (document.head_left or document.head_right):
        return ""
    return f'<div class="sheet-line"><p>{plain(document.head_left)}</p><p>{plain(document.head_right)}</p></div>'


def main_room(document: Document, fonts: FontSet) -> Room:
    """正文里横道图的地方；图表只有一张横道图时，求连同别的文字和表格正好排满一面。"""
    if document.form is not Form.SHEET:
        return Room(layout.TYPE_AREA_WIDTH)
    size = layout.SHEETS[document.sheet]
    heights = [_height(block, size.text_width, fonts) for block in document.blocks]
    charts = sum(isinstance(block, Gantt) for block in document.blocks)
    if charts != 1 or None in heights:
        return Room(size.text_width)
    used = len(document.title_lines) * size.title_line + layout.SHEET_TITLE_GAP
    used += layout.SHEET_LINE if document.head_left or document.head_right else 0.0
    return Room(size.text_width, size.text_height - used - sum(height or 0.0 for height in heights))


def attachment_room(attachment: Attachment) -> Room:
    """附件里横道图的地方。"""
    _, right, _, left = layout.LANDSCAPE_MARGINS
    return Room(layout.PAGE_HEIGHT - left - right if attachment.is_landscape else layout.TYPE_AREA_WIDTH)


def _height(block: Block, width: float, fonts: FontSet) -> float | None:
    """一块的高，毫米；横道图只计图题，统计图不与它同在一面，为 None。"""
    match block:
        case Gantt():
            return layout.SHEET_LINE if block.title else 0.0
        case Paragraph() | Note():
            return _text_height(block.runs, width, fonts)
        case Heading():
            return _text_height((*block.runs, *block.rest), width, fonts)
        case Table():
            captions = bool(block.title) + bool(block.unit)
            rows = (_row_height(row, block.widths, width, fonts) for row in (*block.header, *block.rows))
            return captions * _CAPTION + sum(rows)
        case Chart():
            return None


def _text_height(runs: Runs, width: float, fonts: FontSet) -> float:
    """小 4 号的一段，估计；首行缩进和注的缩进都按四字计。"""
    indent = 4 * layout.SHEET_TEXT_PT / layout.PT_PER_MM
    return line_count(runs, width - indent, fonts.faces[Role.FANGSONG], layout.SHEET_TEXT_PT) * layout.SHEET_LINE


def _row_height(row: tuple[Cell, ...], shares: tuple[Decimal, ...], width: float, fonts: FontSet) -> float:
    """表格一行的高，估计；上面的格子占到本行的，不影响估计多少。"""
    unit, column, lines = width / float(sum(shares)), 0, 1
    for cell in row:
        own = unit * float(sum(shares[column : column + cell.colspan])) - _CELL_PADDING
        lines = max(lines, line_count(cell.runs, own, fonts.faces[Role.FANGSONG], layout.TABLE_PT))
        column += cell.colspan
    return lines * _TABLE_LINE + _ROW_EXTRA
