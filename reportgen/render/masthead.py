"""首页版头：各种格式的标志、字号和红线的位置，按墨迹计算。

信函依 GB/T 9704—2012 10.1；文件、纪要、命令见 file_head.py；专报的报头是地方格式，国家标准没有规定；图表没有版头。
"""

from __future__ import annotations

from reportgen.model.document import Document, Form, mark_texts, text_of
from reportgen.render import layout
from reportgen.render.file_head import command_head, file_head
from reportgen.render.fonts import FontSet
from reportgen.render.head_parts import CHAR, PAGE_AXIS, TYPE_AXIS, Mark, Sheet, corner, corner_items, line, rule
from reportgen.render.html_css import mm

#: 一条双线上下的厚度。
_DOUBLE_RULE = layout.LETTER_THICK_RULE + layout.LETTER_RULE_SPACE + layout.LETTER_THIN_RULE


def masthead(document: Document, fonts: FontSet) -> str:
    """首页的版头，占若干整行。"""
    sheet = Sheet.of(document.page, fonts)
    match document.form:
        case Form.FILE | Form.MINUTES:
            return file_head(document, sheet)
        case Form.COMMAND:
            return command_head(document, sheet)
        case Form.LETTER:
            return _letter(document, sheet)
        case Form.REPORT:
            return _report(document, sheet)
        case Form.SHEET:
            return ""


def _letter(document: Document, sheet: Sheet) -> str:
    """信函：标志、双线、左顶格的份号等、右顶格的发文字号、首页下方的双线；联合行文只用主办机关标志。"""
    mark = Mark.of(sheet, mark_texts(document)[0], layout.LETTER_MARK_PT)
    number = text_of(document.number)
    ink = sheet.body_ink(number)
    rule_top = layout.LETTER_MARK_TOP - sheet.top + mark.ink.height + layout.LETTER_RULE_GAP
    number_top = rule_top + _DOUBLE_RULE + layout.LETTER_NUMBER_GAP
    line_top = number_top - ink.top
    items = [(text, name) for text, name in corner_items(document) if text]
    lowest = number_top + ink.height + max(0, len(items) - 1) * sheet.pitch
    parts = (
        *(line(text, line_top + row * sheet.pitch, "left:0", name) for row, (text, name) in enumerate(items)),
        mark.html(sheet, layout.LETTER_MARK_TOP, PAGE_AXIS),
        line(number, line_top, "right:0"),
        _double_rules(rule_top, layout.PAGE_HEIGHT - sheet.top - layout.LETTER_SECOND_RULE_BOTTOM),
    )
    return sheet.head(sheet.rows_after(lowest), parts)


def _double_rules(first_top: float, second_bottom: float) -> str:
    """首页的两条红色双线：上面一条上粗下细，下面一条上细下粗。"""
    thick, thin, space = layout.LETTER_THICK_RULE, layout.LETTER_THIN_RULE, layout.LETTER_RULE_SPACE
    left, length = PAGE_AXIS - layout.LETTER_RULE_LENGTH / 2, layout.LETTER_RULE_LENGTH
    return (
        rule(first_top, thick, left, length)
        + rule(first_top + thick + space, thin, left, length)
        + rule(second_bottom - _DOUBLE_RULE, thin, left, length)
        + rule(second_bottom - thick, thick, left, length)
    )


def _report(document: Document, sheet: Sheet) -> str:
    """专报（地方格式）：名称、居中的期号、左右两端的编发单位和日期、与版心等宽的红线。"""
    mark = Mark.of(sheet, mark_texts(document)[0], layout.REPORT_MARK_PT)
    row = int((layout.REPORT_MARK_TOP - sheet.top + mark.ink.height) / sheet.pitch + 0.5) + 1
    html = corner(document, sheet)
    html += mark.html(sheet, layout.REPORT_MARK_TOP, TYPE_AXIS)
    html += line(text_of(document.number), sheet.row_top(row), f"left:0;width:{mm(2 * TYPE_AXIS)}", "center")
    left, right = text_of(document.head_left), text_of(document.head_right)
    if left or right:
        row += 1
        html += line(left, sheet.row_top(row), f"left:{mm(CHAR)}")
        html += line(right, sheet.row_top(row), f"right:{mm(CHAR)}")
    rule_top = sheet.row_top(row) + sheet.body_ink(left + right).bottom + layout.LETTER_RULE_GAP
    html += rule(rule_top, layout.REPORT_RULE, 0, layout.TYPE_AREA_WIDTH)
    return sheet.head(sheet.rows_after(rule_top + layout.REPORT_RULE), [html])
