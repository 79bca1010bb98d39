"""版头的零件：按墨迹定位的标志、文字行和红线。

坐标从首页版心的行框区左上角起，毫米；标志的位置从上页边量起。各项都用绝对位置，先后就是阅读次序。
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from reportgen.model.document import Document, PageStyle, Runs, text_of
from reportgen.render import layout
from reportgen.render.fonts import Face, FontSet, Role
from reportgen.render.html_css import CHAR_PT, mm, pitch_of, pt
from reportgen.render.ink import Ink, ink_of, width_of

CHAR = CHAR_PT / layout.PT_PER_MM  # 3号字的一个字，含字距
BODY_EM = layout.BODY_PT / layout.PT_PER_MM
PAGE_AXIS = layout.PAGE_WIDTH / 2 - layout.BINDING_MARGIN  # 纸面中线
TYPE_AXIS = layout.TYPE_AREA_WIDTH / 2  # 版心中线


@dataclass(frozen=True, slots=True)
class Sheet:
    """首页的尺寸：``top`` 行框区的上边距上页边，``pitch`` 行距，毫米。"""

    faces: Mapping[Role, tuple[Face, ...]]
    top: float
    pitch: float

    @classmethod
    def of(cls, page: PageStyle, fonts: FontSet) -> Sheet:
        """这种版面、这套字体的首页。"""
        return cls(fonts.faces, layout.GRIDS[page.profile].top, pitch_of(page))

    def row_top(self, row: int) -> float:
        """第 ``row`` 行（从 0 起）中 3 号字的行框顶。"""
        return row * self.pitch + (self.pitch - BODY_EM) / 2

    def body_ink(self, text: str) -> Ink:
        """3 号仿宋的墨迹。"""
        return ink_of(self.faces[Role.FANGSONG], text, layout.BODY_PT)

    def rows_after(self, bottom: float) -> int:
        """标题在 ``bottom`` 下空二行，取最近的整行，使其后的文字落在版心的 22 行上。"""
        return round((bottom + 2 * self.pitch) / self.pitch)

    def head(self, rows: int, parts: Iterable[str]) -> str:
        """占 ``rows`` 行的版头。"""
        return f'<div class="head" style="height:{mm(rows * self.pitch)}">{"".join(parts)}</div>'


@dataclass(frozen=True, slots=True)
class Mark:
    """发文机关标志的一行；比 ``room`` 宽时横向压缩。"""

    text: str
    size_pt: float
    ink: Ink
    width: float
    room: float

    @classmethod
    def of(cls, sheet: Sheet, runs: Runs, size_pt: float, room: float = layout.TYPE_AREA_WIDTH) -> Mark:
        """小标宋、``size_pt`` 磅的一行。"""
        text, faces = text_of(runs), sheet.faces[Role.XBS]
        return cls(text, size_pt, ink_of(faces, text, size_pt), width_of(faces, text, size_pt), room)

    def html(self, sheet: Sheet, page_top: float, axis: float) -> str:
        """墨迹顶距上页边 ``page_top``，以 ``axis`` 为中线。"""
        style = f"font-size:{pt(self.size_pt)};left:{mm(axis - self.width / 2 - 1)};width:{mm(self.width + 2)}"
        if self.width > self.room:
            style += f";transform:scaleX({self.room / self.width:.4f})"
        return line(self.text, page_top - sheet.top - self.ink.top, style, "mark")

    def spread(self, sheet: Sheet, page_top: float, axis: float) -> str:
        """同 :meth:`html`，字数少的加大字距，撑满 ``room``（联合行文，7.2.4）。"""
        gaps = len(self.text) - 1
        if self.width >= self.room or not gaps:
            return self.html(sheet, page_top, axis)
        spacing = (self.room - self.width) / gaps
        style = f"font-size:{pt(self.size_pt)};left:{mm(axis - self.room / 2)};letter-spacing:{mm(spacing)}"
        return line(self.text, page_top - sheet.top - self.ink.top, style, "mark")


def corner(document: Document, sheet: Sheet) -> str:
    """版心左上角的份号、密级和保密期限、紧急程度（7.2.1—7.2.3）。"""
    rows = layout.head_rows(has_copy_number=bool(document.copy_number), has_secrecy=bool(document.secrecy))
    items = zip(corner_items(document), rows, strict=True)
    return "".join(line(text, sheet.row_top(row), "left:0", name) for (text, name), row in items)


def corner_items(document: Document) -> tuple[tuple[str, str], ...]:
    """左上角各项：（文字，样式名）；没有的是空串。"""
    copy_number, secrecy, urgency = map(text_of, (document.copy_number, document.secrecy, document.urgency))
    return (copy_number, ""), (secrecy, "hei"), (urgency, "hei")


def line(text: str, top: float, style: str, name: str = "") -> str:
    """一行文字；空的不输出，位置照留。"""
    return raw_line(escape(text, quote=False), top, style, name) if text else ""


def raw_line(html: str, top: float, style: str, name: str = "") -> str:
    """一行已经转义的文字。"""
    kind = f' class="{name}"' if name else ""
    return f'<p{kind} style="top:{mm(top)};{style}">{html}</p>'


def rule(top: float, thickness: float, left: float, length: float) -> str:
    """红线。"""
    style = f"top:{mm(top)};left:{mm(left)};width:{mm(length)};height:{mm(thickness)}"
    return f'<div class="rule" style="{style}"></div>'
