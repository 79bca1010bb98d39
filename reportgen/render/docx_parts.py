"""DOCX 的页面要素：节、页眉（标记、信函标志和红色双线）、页脚（页码）。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from reportgen.model.document import Document, Form, PageStyle, Runs, mark_texts, text_of
from reportgen.render import layout
from reportgen.render.docx_package import Piece
from reportgen.render.docx_styles import (
    BASELINE,
    INK_ABOVE,
    INK_BELOW,
    LETTER_MARK_LINE,
    NUMBER_ABOVE,
    RED,
    STAMP_LINE,
    STYLES,
    Style,
)
from reportgen.render.oxml import (
    XML_HEAD,
    namespaces,
    page_field,
    page_position,
    paragraph,
    rule_shape,
    run,
    spacing,
    text_box,
    twips,
)

#: 文本框、页眉页脚所需的名字空间。
DRAWING_PREFIXES = ("w", "r", "mc", "wp", "wps", "a", "c")

#: 页脚下边缘至下页边（缇）：14 磅固定行距的页码，一字线正在版心下 7 毫米（7.5，实测）。
_FOOTER_DISTANCE = 1446
#: 横排页的页码在左侧文本框内，页脚是空行，须让开版心。
_SIDE_FOOTER_DISTANCE = 850
#: 竖排文本框中页码行顶至一字线中心（毫米）：同横排为 2.64，LibreOffice 多 0.6，取中。
_DASH_DROP = 2.94

#: 横向压缩后仍留的余量（磅），以免排版软件取整后折行。
_SCALE_SLACK = 2

_PAGE_NUMBER_MM = layout.PAGE_NUMBER_PT / layout.PT_PER_MM
_PAGE_NUMBER_INDENT = round(layout.PAGE_NUMBER_PT * 20)


@dataclass
class Sheet:
    """一节：同样方向、同样页码的连续各页。``body`` 是段落和表格的 XML，依次追加；``chart`` 是图表的纸张。"""

    page: PageStyle
    is_landscape: bool = False
    is_numbered: bool = True
    body: list[str] = field(default_factory=list)
    chart: layout.SheetLayout | None = None

    @property
    def size(self) -> tuple[float, float]:
        """纸的宽、高。"""
        if self.chart:
            return self.chart.width, self.chart.height
        short, long = layout.PAGE_WIDTH, layout.PAGE_HEIGHT
        return (long, short) if self.is_landscape else (short, long)

    @property
    def width_mm(self) -> float:
        """版心宽。"""
        _, right, _, left = self.margins
        return self.size[0] - left - right

    @property
    def grid(self) -> layout.TypeArea:
        """版心的读法。"""
        return layout.GRIDS[self.page.profile]

    @property
    def margins(self) -> tuple[float, float, float, float]:
        """上、右、下、左（毫米）。

        双面对称时 Word 把双页的左右页边对调，横排页在纸面上该对调的却是上下，因此横排页左右、上下各取平均。
        """
        if self.chart:
            return self.chart.margins
        if not self.is_landscape:
            return (self.grid.top, layout.RIGHT_MARGIN, self.grid.bottom, layout.BINDING_MARGIN)
        top, right, bottom, left = layout.LANDSCAPE_MARGINS
        if not self.page.is_mirrored:
            return (top, right, bottom, left)
        return ((top + bottom) / 2, (left + right) / 2, (top + bottom) / 2, (left + right) / 2)


def ink_top(line: int, size: float, above: float = INK_ABOVE) -> float:
    """固定行距 ``line``（缇）的一行，行顶至 ``size`` 磅汉字字面上边缘的距离（缇）。

    ``above`` 是字面高出基线的字身数。
    """
    return BASELINE * line - above * size * 20


def number_ink_top(pitch: int) -> float:
    """发文字号一行的行顶至它的字面上边缘（缇）。"""
    return ink_top(pitch, layout.BODY_PT, NUMBER_ABOVE)


def section_xml(sheet: Sheet, index: int, is_letter_front: bool) -> str:
    """第 ``index`` 节（从 0 起）的页面设置；后面各节沿用第一节的页眉。"""
    top, right, bottom, left = (twips(length) for length in sheet.margins)
    width, height = sheet.size
    header = _header_distance(layout.SHEET_STAMP_TOP if sheet.chart else layout.STAMP_TOP)
    turn = ' w:orient="landscape"' if width > height else ""
    title_page = "<w:titlePg/>" if is_letter_front else ""
    grid = "" if sheet.is_landscape or sheet.chart else _text_grid(sheet.grid.pitch_twips)
    return (
        f'<w:sectPr>{_references(index, is_letter_front)}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turn}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{header}" w:footer="{_footer_distance(sheet)}" w:gutter="0"/>'
        f"{title_page}{grid}</w:sectPr>"
    )


def _footer_distance(sheet: Sheet) -> int:
    """页脚下边缘至下页边（缇）；图表的页码在表下 7 毫米。"""
    if sheet.chart:
        return _FOOTER_DISTANCE - twips(layout.BOX.bottom - sheet.chart.margins[2])
    return _SIDE_FOOTER_DISTANCE if sheet.is_landscape else _FOOTER_DISTANCE


def _text_grid(pitch: int) -> str:
    """22 行，只供 Word 的“页面设置”显示，各样式不对齐网格。

    不写每行 28 字：LibreOffice 把一格取整为 315 缇，版心因此窄 1.5 磅；28 字由字距达到。
    """
    return f'<w:docGrid w:type="lines" w:linePitch="{pitch}"/>'


def _references(index: int, is_letter_front: bool) -> str:
    kinds = [("footer", "default", f"rIdFooter{index}odd"), ("footer", "even", f"rIdFooter{index}even")]
    if index == 0:
        kinds += [("header", "default", "rIdHeaderOdd"), ("header", "even", "rIdHeaderEven")]
    if is_letter_front:
        kinds += [("header", "first", "rIdHeaderFirst"), ("footer", "first", "rIdFooterFirst")]
    return "".join(
        f'<w:{part}Reference w:type="{kind}" r:id="{rel}"/>' for part, kind, rel in sorted(kinds, reverse=True)
    )


def furniture(document: Document, sheets: list[Sheet], ids: Iterator[int]) -> Iterator[Piece]:
    """全部页眉和页脚部件。"""
    stamp = paragraph(Style.STAMP, run("　".join(document.stamps)))
    yield _header("rIdHeaderOdd", "headerOdd", stamp)
    yield _header("rIdHeaderEven", "headerEven", stamp)
    if document.form is Form.LETTER:
        yield _header("rIdHeaderFirst", "headerFirst", stamp + _letter_head(document, ids))
        yield _footer("rIdFooterFirst", "footerFirst", paragraph(Style.PAGE_NUMBER))
    for index, sheet in enumerate(sheets):
        yield _footer(f"rIdFooter{index}odd", f"footer{index}odd", _page_number(sheet, ids, is_odd=True))
        yield _footer(f"rIdFooter{index}even", f"footer{index}even", _page_number(sheet, ids, is_odd=False))


def _header(rel_id: str, name: str, content: str) -> Piece:
    data = f"{XML_HEAD}<w:hdr {namespaces(*DRAWING_PREFIXES)}>{content}</w:hdr>".encode()
    return Piece(rel_id, RT.HEADER, f"/word/{name}.xml", CT.WML_HEADER, data)


def _footer(rel_id: str, name: str, content: str) -> Piece:
    data = f"{XML_HEAD}<w:ftr {namespaces(*DRAWING_PREFIXES)}>{content}</w:ftr>".encode()
    return Piece(rel_id, RT.FOOTER, f"/word/{name}.xml", CT.WML_FOOTER, data)


def _header_distance(top: float = layout.STAMP_TOP) -> int:
    """页眉距：使标记的字面上边缘距上页边 ``top`` 毫米。"""
    return round(twips(top) - ink_top(STAMP_LINE, layout.STAMP_PT))


def _letter_head(document: Document, ids: Iterator[int]) -> str:
    """信函首页：标志字面上边缘距上页边 30 毫米，居纸面正中，其下和页底各一条红色双线（10.1）。

    末段只作版面支撑，把正文推到 :func:`_letter_body_top`。
    """
    mark_top = twips(layout.LETTER_MARK_TOP) - ink_top(LETTER_MARK_LINE, layout.LETTER_MARK_PT)
    before = round(mark_top - _header_distance() - STAMP_LINE)
    support = round(_letter_body_top(layout.GRIDS[document.page.profile]) - mark_top - LETTER_MARK_LINE)
    lower = layout.PAGE_HEIGHT - layout.LETTER_SECOND_RULE_BOTTOM - _double_rule()
    rules = _rules(_first_rule_top(), ids, is_thick_first=True) + _rules(lower, ids, is_thick_first=False)
    shift = twips((layout.BINDING_MARGIN - layout.RIGHT_MARGIN) / 2)
    properties = f'{spacing(LETTER_MARK_LINE, before)}<w:ind w:left="{-shift}" w:right="{shift}"/>'
    return mark_paragraph(Style.MARK, mark_texts(document)[0], properties) + paragraph(
        Style.BLANK, rules, spacing(support)
    )


def _letter_body_top(grid: layout.TypeArea) -> int:
    """信函首页的正文自版心第二行起（缇）：LibreOffice 把不足一行的余数平分到上下，正文高须为整行。"""
    return twips(grid.top) + grid.pitch_twips


def letter_gaps(grid: layout.TypeArea, rows: int) -> tuple[int, int]:
    """信函发文字号的段前，和标题之前空的二行每行的行距（缇）。

    发文字号的字面在第一条双线下 3 号字高的 7/8（10.1）；空行略作伸缩，使标题落在版心的整行上。

    Args:
        rows: 左侧份号、密级、紧急程度与右侧发文字号一共占的行数。
    """
    pitch = grid.pitch_twips
    ink = twips(_first_rule_top() + _double_rule() + layout.LETTER_NUMBER_GAP) - _letter_body_top(grid)
    before = round(ink - number_ink_top(pitch))
    title = (round((ink + layout.BODY_PT * 20) / pitch + 2) + rows - 1) * pitch
    return before, (title - before - rows * pitch) // 2


def _first_rule_top() -> float:
    ink_height = (INK_ABOVE + INK_BELOW) * layout.LETTER_MARK_PT / layout.PT_PER_MM
    return layout.LETTER_MARK_TOP + ink_height + layout.LETTER_RULE_GAP


def _double_rule() -> float:
    return layout.LETTER_THICK_RULE + layout.LETTER_RULE_SPACE + layout.LETTER_THIN_RULE


def _rules(top: float, ids: Iterator[int], *, is_thick_first: bool) -> str:
    """双线，居中于纸面；``top`` 是上面一条的上边缘（毫米）。"""
    weights = (layout.LETTER_THICK_RULE, layout.LETTER_THIN_RULE)
    first, second = weights if is_thick_first else reversed(weights)
    left = (layout.PAGE_WIDTH - layout.LETTER_RULE_LENGTH) / 2
    centres = (top + first / 2, top + _double_rule() - second / 2)
    return "".join(
        rule_shape(next(ids), left, centre, layout.LETTER_RULE_LENGTH, weight, RED)
        for centre, weight in zip(centres, (first, second), strict=True)
    )


def mark_paragraph(style: Style, mark: Runs, properties: str = "", before: str = "") -> str:
    """一行标志；字数多到超出版心时横向压缩。``before`` 是它之前的图形。"""
    text = text_of(mark)
    return paragraph(style, before + run(text, properties=narrowing(text, STYLES[style].size)), properties)


def narrowing(text: str, size: float, width_mm: float = layout.TYPE_AREA_WIDTH) -> str:
    """``size`` 磅的一行超出 ``width_mm`` 时横向压缩的字符属性，排得下时为空串。"""
    width = len(text) * size
    room = width_mm * layout.PT_PER_MM - _SCALE_SLACK
    return f'<w:w w:val="{int(room / width * 100)}"/>' if width > room else ""


def _page_number(sheet: Sheet, ids: Iterator[int], *, is_odd: bool) -> str:
    """页码居外侧、空一字（7.5）；横排页在与竖排页相同的纸面位置（8）；图表的居中。"""
    if not sheet.is_numbered:
        return paragraph(Style.PAGE_NUMBER)
    if sheet.chart:
        return paragraph(Style.PAGE_NUMBER, run("— ") + page_field() + run(" —"), '<w:jc w:val="center"/>')
    side = "right" if is_odd else "left"
    properties = f'<w:ind w:{side}="{_PAGE_NUMBER_INDENT}"/><w:jc w:val="{side}"/>'
    number = paragraph(Style.PAGE_NUMBER, run("— ") + page_field() + run(" —"), properties)
    if not sheet.is_landscape:
        return number
    top, bottom = layout.side_margins(sheet.page, is_even=not is_odd)
    right_edge = layout.LANDSCAPE_MARGINS[-1] - layout.PAGE_NUMBER_DROP + _DASH_DROP
    position = page_position(right_edge - _PAGE_NUMBER_MM, top)
    height = layout.PAGE_WIDTH - top - bottom
    box = text_box(next(ids), "页码", position, _PAGE_NUMBER_MM, height, number, is_vertical=True)
    return paragraph(Style.PAGE_NUMBER, box)
