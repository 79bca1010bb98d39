"""文件、纪要和命令的版头（GB/T 9704—2012 7.2、10.2、10.3），坐标见 head_parts.py。"""

from __future__ import annotations

from html import escape

from reportgen.model.document import Document, Runs, mark_texts, signer_texts, text_of
from reportgen.render import layout
from reportgen.render.fonts import Role
from reportgen.render.head_parts import CHAR, TYPE_AXIS, Mark, Sheet, corner, line, raw_line, rule
from reportgen.render.html_css import mm
from reportgen.render.ink import width_of

_WHOLE_WIDTH = f"left:0;width:{mm(layout.TYPE_AREA_WIDTH)}"


def file_head(document: Document, sheet: Sheet) -> str:
    """文件、纪要：左上角各项、标志、发文字号（上行文与签发人同行）、红线。"""
    organs, signers = len(document.marks), len(document.signers)
    marks, bottom = _marks(document, sheet, layout.FILE_MARK_TOP)
    number = text_of(document.number)
    ink = sheet.body_ink(number)
    first = bottom + 2 * sheet.pitch - ink.top
    last = first + (layout.signer_rows(signers) - 1) * sheet.pitch
    place, name = (f"left:{mm(CHAR)}", "") if signers else (_WHOLE_WIDTH, "center")
    parts = (
        corner(document, sheet),
        marks,
        line(number, last, place, name),
        _signers(document, sheet, first),
        rule(last + ink.bottom + layout.FILE_RULE_GAP, layout.FILE_RULE, 0, layout.TYPE_AREA_WIDTH),
    )
    return sheet.head(layout.file_title_row(organs, signers), parts)


def command_head(document: Document, sheet: Sheet) -> str:
    """命令：标志、下空二行居中的令号；正文在其下空二行，没有红线。"""
    marks, bottom = _marks(document, sheet, layout.COMMAND_MARK_TOP)
    number = text_of(document.number)
    top = bottom + 2 * sheet.pitch - sheet.body_ink(number).top
    rows = layout.COMMAND_BODY_ROW + layout.joint_extra_rows(len(document.marks))
    return sheet.head(rows, (corner(document, sheet), marks, line(number, top, _WHOLE_WIDTH, "center")))


def _marks(document: Document, sheet: Sheet, page_top: float) -> tuple[str, float]:
    """标志和它的墨迹下缘。"""
    texts = mark_texts(document)
    if len(document.marks) > 1:
        return _joint_marks(sheet, texts[:-1], texts[-1], page_top)
    mark = Mark.of(sheet, texts[0], layout.FILE_MARK_PT)
    return mark.html(sheet, page_top, TYPE_AXIS), page_top - sheet.top + mark.ink.height


def _joint_marks(sheet: Sheet, names: tuple[Runs, ...], suffix: Runs, page_top: float) -> tuple[str, float]:
    """联合行文：各机关名称上下排列、左右撑齐，“文件”在右侧上下居中，合起来居中。"""
    size = layout.joint_mark_pt(len(names), sheet.pitch)
    ending = Mark.of(sheet, suffix, layout.FILE_MARK_PT)
    beside = ending.width + layout.JOINT_GAP if suffix else 0.0
    widest = max(width_of(sheet.faces[Role.XBS], text_of(name), size) for name in names)
    room = min(widest, layout.TYPE_AREA_WIDTH - beside)
    marks = [Mark.of(sheet, name, size, room) for name in names]
    left = TYPE_AXIS - (room + beside) / 2
    step = layout.JOINT_LINE_EM * size / layout.PT_PER_MM
    html = "".join(mark.spread(sheet, page_top + row * step, left + room / 2) for row, mark in enumerate(marks))
    height = (len(marks) - 1) * step + marks[-1].ink.height
    if suffix:
        middle = page_top + (height - ending.ink.height) / 2
        html += ending.html(sheet, middle, left + room + beside - ending.width / 2)
    return html, page_top - sheet.top + height


def _signers(document: Document, sheet: Sheet, top: float) -> str:
    """签发人：每行两人，姓名左端对齐，整块右空一字；“签发人：”仿宋，姓名楷体（7.2.6）。"""
    texts = signer_texts(document)
    widths = [_width(sheet, Role.KAI, text_of(name)) for name in document.signers]
    columns = min(len(texts), layout.SIGNERS_PER_ROW)
    step = max(widths, default=0.0) + layout.SIGNER_GAP_CHARS * CHAR
    start = layout.TYPE_AREA_WIDTH - CHAR - columns * step + layout.SIGNER_GAP_CHARS * CHAR
    html = ""
    for index, (text, name) in enumerate(zip(texts, document.signers, strict=True)):
        row, column = divmod(index, columns)
        lead = text_of(text[: len(text) - len(name)])
        left = start + column * step - _width(sheet, Role.FANGSONG, lead)
        shown = f'{escape(lead, quote=False)}<span class="kai">{escape(text_of(name), quote=False)}</span>'
        html += raw_line(shown, top + row * sheet.pitch, f"left:{mm(left)}")
    return html


def _width(sheet: Sheet, role: Role, text: str) -> float:
    return width_of(sheet.faces[role], text, layout.BODY_PT, layout.PDF_TRACKING_PT)
