"""DOCX 的版记：固定在版心下边缘的文本框（GB/T 9704—2012 7.4）。

不用浮动表格或图文框：LibreOffice 7.4 把它们留在正文中。
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.document import Document, Form, Imprint, Runs, moved_recipients, text_of
from reportgen.render import layout
from reportgen.render.docx_styles import IMPRINT_LINE, Style
from reportgen.render.oxml import TYPE_AREA_BOTTOM, paragraph, run, runs, text_box, twips

_CHAR = round(layout.IMPRINT_PT * 20)  # 4号的一个字，缇


def imprint_xml(document: Document, placement: layout.ImprintPlacement, ids: Iterator[int]) -> str:
    """版记：固定在版心下边缘的文本框（7.4）；信函不画线（10.1）。没有版记时为空串。"""
    rows = _imprint_rows(document.imprint, moved_recipients(document) if placement.has_recipients else ())
    if not rows:
        return ""
    has_rules = document.form is not Form.LETTER
    content = _ruled(rows) if has_rules else "".join(content for content, _ in rows)
    lines = sum(count for _, count in rows)
    height = lines * IMPRINT_LINE / layout.TWIPS_PER_MM + (len(rows) + 1) * layout.IMPRINT_RULE * has_rules
    # 正文区的下边缘比版心低时（INK），版记仍落在版心下边缘
    foot = layout.BOX.bottom - layout.GRIDS[document.page.profile].bottom
    box = text_box(
        next(ids), "版记", TYPE_AREA_BOTTOM, layout.TYPE_AREA_WIDTH, height + foot, content,
        wrap="<wp:wrapTopAndBottom/>", foot_mm=foot,
    )  # fmt: skip
    return paragraph(Style.THIN, box)


def _imprint_rows(imprint: Imprint, recipients: Runs) -> list[tuple[str, int]]:
    """用线隔开的各项的段落和行数；移来的主送在抄送之上，两者之间没有线（7.4.2）。"""
    rows = []
    lists = []
    if recipients:
        lists.append(text_of(recipients))
    if imprint.cc:
        lists.append(f"抄送：{text_of(imprint.cc)}")
    if lists:
        # 左右各空一字，回行与冒号后的首字对齐（7.4.2）；用缇，因为 leftChars 与悬挂并用时各软件读法不同
        indent = f'<w:ind w:left="{4 * _CHAR}" w:right="{_CHAR}" w:hanging="{3 * _CHAR}"/>'
        content = "".join(paragraph(Style.IMPRINT, run(text), indent) for text in lists)
        rows.append((content, sum(map(_line_count, lists))))
    if imprint.issuer or imprint.date:
        edge = twips(layout.TYPE_AREA_WIDTH) - _CHAR
        properties = (
            f'<w:tabs><w:tab w:val="right" w:pos="{edge}"/></w:tabs><w:ind w:left="{_CHAR}" w:right="{_CHAR}"/>'
        )
        rows.append((paragraph(Style.IMPRINT, runs(imprint.issuer) + run("\t") + runs(imprint.date), properties), 1))
    return rows


def _line_count(names: str) -> int:
    """主送、抄送占的行数，按每行排得下的字数从宽估算。"""
    per_line = int(layout.TYPE_AREA_WIDTH * layout.PT_PER_MM / layout.IMPRINT_PT) - 5 - 1
    return -(-(len(names) - 3) // per_line)


def _ruled(rows: list[tuple[str, int]]) -> str:
    """首末线 0.35 毫米，中间线 0.25 毫米（7.4.1）。"""
    edge, inner = (round(weight * layout.PT_PER_MM * 8) for weight in (layout.IMPRINT_RULE, layout.IMPRINT_INNER_RULE))
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{weight}" w:space="0" w:color="000000"/>'
        for side, weight in (("top", edge), ("bottom", edge), ("insideH", inner))
    )
    width = twips(layout.TYPE_AREA_WIDTH)
    margins = '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
    cells = "".join(
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc></w:tr>'
        for content, _ in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>{cells}</w:tbl>{paragraph(Style.THIN)}'
    )
