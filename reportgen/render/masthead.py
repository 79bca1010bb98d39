"""首页版头：发文机关标志、发文字号和红线的位置，按墨迹计算。

信函依 GB/T 9704—2012 10.1；专报的报头是地方格式，国家标准没有规定。
各项按阅读次序给出，用绝对位置；坐标从版心左上角起，毫米。
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from reportgen.model.document import Document, Form, Runs, text_of
from reportgen.render import layout
from reportgen.render.fonts import Face, FontSet, Role
from reportgen.render.html_css import PITCH, TOP, mm, pt
from reportgen.render.ink import Ink, ink_of, width_of

_BODY_EM = layout.BODY_PT / layout.PT_PER_MM
_PAGE_AXIS = layout.PAGE_WIDTH / 2 - layout.BINDING_MARGIN  # 纸面中线
_TYPE_AXIS = layout.TYPE_AREA_WIDTH / 2  # 版心中线


@dataclass(frozen=True, slots=True)
class Masthead:
    """版头的 HTML；其下标题排在版心第 ``rows`` 行之后。"""

    html: str
    rows: int


def masthead(document: Document, fonts: FontSet) -> Masthead:
    """文件首页的版头。"""
    match document.form:
        case Form.LETTER:
            return _letter(document, fonts)
        case Form.REPORT:
            return _report(document, fonts)


def _letter(document: Document, fonts: FontSet) -> Masthead:
    """信函：标志、上粗下细双线、右顶格的发文字号、首页下方上细下粗双线。"""
    mark = _Mark.of(document.mark, fonts.faces[Role.XBS], layout.LETTER_MARK_PT)
    number = text_of(document.number)
    number_ink = ink_of(fonts.faces[Role.FANGSONG], number, layout.BODY_PT)
    rule_top = layout.LETTER_MARK_TOP - TOP + mark.ink.height + layout.LETTER_RULE_GAP
    thick, thin, space = layout.LETTER_THICK_RULE, layout.LETTER_THIN_RULE, layout.LETTER_RULE_SPACE
    number_top = rule_top + thick + space + thin + layout.LETTER_NUMBER_GAP
    second_bottom = layout.PAGE_HEIGHT - TOP - layout.LETTER_SECOND_RULE_BOTTOM
    left, length = _PAGE_AXIS - layout.LETTER_RULE_LENGTH / 2, layout.LETTER_RULE_LENGTH
    rules = (
        _rule(rule_top, thick, left, length)
        + _rule(rule_top + thick + space, thin, left, length)
        + _rule(second_bottom - thick - space - thin, thin, left, length)
        + _rule(second_bottom - thick, thick, left, length)
    )
    html = mark.html(layout.LETTER_MARK_TOP, _PAGE_AXIS) + _line(number, number_top - number_ink.top, "right:0") + rules
    return _after(html, number_top + number_ink.height)


def _report(document: Document, fonts: FontSet) -> Masthead:
    """专报（地方格式）：名称、居中的期号、左右两端的编发单位和日期、与版心等宽的红线。"""
    mark = _Mark.of(document.mark, fonts.faces[Role.XBS], layout.REPORT_MARK_PT)
    row = int((layout.REPORT_MARK_TOP - TOP + mark.ink.height) / PITCH + 0.5) + 1
    html = mark.html(layout.REPORT_MARK_TOP, _TYPE_AXIS)
    html += _line(text_of(document.number), _row_top(row), f"left:0;width:{mm(2 * _TYPE_AXIS)}", "center")
    left, right = text_of(document.head_left), text_of(document.head_right)
    if left or right:
        row += 1
        html += _line(left, _row_top(row), f"left:{mm(_BODY_EM)}")
        html += _line(right, _row_top(row), f"right:{mm(_BODY_EM)}")
    ink = ink_of(fonts.faces[Role.FANGSONG], left + right, layout.BODY_PT)
    rule_top = _row_top(row) + ink.bottom + layout.LETTER_RULE_GAP
    html += _rule(rule_top, layout.REPORT_RULE, 0, layout.TYPE_AREA_WIDTH)
    return _after(html, rule_top + layout.REPORT_RULE)


@dataclass(frozen=True, slots=True)
class _Mark:
    """发文机关标志；比版心宽时横向压缩到版心的宽。"""

    text: str
    size_pt: float
    ink: Ink
    width: float

    @classmethod
    def of(cls, runs: Runs, faces: tuple[Face, ...], size_pt: float) -> _Mark:
        text = text_of(runs)
        return cls(text, size_pt, ink_of(faces, text, size_pt), width_of(faces, text, size_pt))

    def html(self, page_top: float, axis: float) -> str:
        """墨迹顶在纸面 ``page_top`` 毫米处、以 ``axis`` 为中线。"""
        scale = min(1.0, layout.TYPE_AREA_WIDTH / self.width) if self.width else 1.0
        style = f"font-size:{pt(self.size_pt)};left:{mm(axis - self.width / 2 - 1)};width:{mm(self.width + 2)}"
        if scale < 1:
            style += f";transform:scaleX({scale:.4f})"
        return _line(self.text, page_top - TOP - self.ink.top, style, "mark")


def _after(html: str, bottom: float) -> Masthead:
    """标题在版头下空二行，取最近的整行，使其后的文字落在版心的 22 行上。"""
    rows = round((bottom + 2 * PITCH) / PITCH)
    return Masthead(f'<div class="head" style="height:{mm(rows * PITCH)}">{html}</div>', rows)


def _row_top(row: int) -> float:
    """版心第 ``row`` 行（从 0 起）中 3 号字的行框顶。"""
    return row * PITCH + (PITCH - _BODY_EM) / 2


def _line(text: str, top: float, style: str, name: str = "") -> str:
    """一行文字；空的不输出，位置照留。"""
    kind = f' class="{name}"' if name else ""
    return f'<p{kind} style="top:{mm(top)};{style}">{escape(text, quote=False)}</p>' if text else ""


def _rule(top: float, thickness: float, left: float, length: float) -> str:
    style = f"top:{mm(top)};left:{mm(left)};width:{mm(length)};height:{mm(thickness)}"
    return f'<div class="rule" style="{style}"></div>'
