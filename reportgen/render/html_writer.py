"""把文稿写成 HTML：PDF 的底稿，也供网页预览。

元素的先后就是阅读次序；位置由样式表决定，需要量字的几处（版头、署名、附件说明）写在元素上。
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from html import escape

from reportgen.model.document import (
    Align,
    Attachment,
    Block,
    Cell,
    Chart,
    Document,
    Form,
    Gantt,
    Heading,
    Imprint,
    IssuedText,
    Note,
    Paragraph,
    Runs,
    Table,
    attachment_labels,
    attachment_notes,
    mark_texts,
    moved_recipients,
    text_of,
)
from reportgen.render import layout
from reportgen.render.chart_svg import chart_svg
from reportgen.render.fonts import FontSet, Role
from reportgen.render.gantt import gantt_html
from reportgen.render.gantt_plan import Room
from reportgen.render.head_parts import CHAR
from reportgen.render.html_css import family_stack, mm, sheet_class, stylesheet
from reportgen.render.html_text import bound, plain
from reportgen.render.ink import width_of
from reportgen.render.layout import ImprintPlacement
from reportgen.render.masthead import masthead
from reportgen.render.sheet import attachment_room, main_room, sheet_line
from reportgen.render.signature import signature

#: 标记正文首段、文末和版记所在页的锚点，定主送机关和版记的位置时用。
TEXT_START, TEXT_END, IMPRINT_START = "text-start", "text-end", "imprint"

_ALIGN = {Align.LEFT: "l", Align.CENTER: "c", Align.RIGHT: "r"}
_LONG_CELL = 400  # 字数多于此的单元格准许跨页


def has_imprint(document: Document, placement: ImprintPlacement) -> bool:
    """有没有版记；各项全空，又没有移来的主送机关，即无。"""
    imprint = document.imprint
    return bool(imprint.cc or imprint.issuer or imprint.date or placement.has_recipients)


def render_html(document: Document, fonts: FontSet, imprint: ImprintPlacement) -> str:
    """完整的 HTML，带样式表，字体按名称引用。"""
    return markup(document, fonts, imprint, f"<style>{stylesheet(fonts, document.page)}</style>")


def markup(document: Document, fonts: FontSet, imprint: ImprintPlacement, style: str = "") -> str:
    """文稿的 HTML；``style`` 放进 head，PDF 的样式表另给。"""
    title = escape(_name(document), quote=False)
    stamp = escape("　".join(document.stamps))
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>{style}</head>'
        f'<body data-stamp="{stamp}">{_sections(document, fonts, imprint)}</body></html>'
    )


def _name(document: Document) -> str:
    """标题；命令没有标题，用标志和令号。"""
    return "".join(document.title_lines) or "".join(map(text_of, (*mark_texts(document), document.number)))


def _sections(document: Document, fonts: FontSet, placement: ImprintPlacement) -> str:
    """首页与正文、各附件、版记；版记在本页时放进最后一个部分。"""
    name = document.form.name.lower()
    if document.form is Form.SHEET:
        name = f'"{name} {sheet_class(document.sheet)}"'
    sections = [(f"section class={name}", _main(document, fonts, placement))]
    if document.issued:
        sections.append(("section class=issued", _issued(document.issued, document, fonts)))
    for label, attachment in zip(attachment_labels(document), document.attachments, strict=True):
        name = '"attachment wide"' if attachment.is_landscape else "attachment"
        sections.append((f"section class={name}", _attachment(label, attachment, fonts)))
    tail = f'<div id="{TEXT_END}"></div>'
    imprint = _imprint(document, placement) if has_imprint(document, placement) else ""
    if not placement.is_own_page:
        tail += imprint
    bodies = [f"<{opening}>{body}" for opening, body in sections]
    html = "</section>".join(bodies) + tail + "</section>"
    if imprint and placement.is_own_page:
        bare = " bare" if placement.blank_pages else ""
        html += f'<section class="own-page{bare}">{imprint}</section>'
    return html


def _main(document: Document, fonts: FontSet, placement: ImprintPlacement) -> str:
    """首页与正文；主送机关移到版记的，这里不编排（7.3.2）。"""
    parts = [
        masthead(document, fonts),
        _title(document.title_lines) if document.title_lines else "",
        sheet_line(document),
        "" if placement.has_recipients else _paragraph(document.recipients, "flush"),
        _text(document.blocks, fonts, main_room(document, fonts)),
        "" if document.issued else _notes(document, fonts),
        signature(document, fonts),
        _attendance(document, fonts),
    ]
    return "".join(parts)


def _title(lines: Iterable[str]) -> str:
    spans = "".join(f"<span>{escape(line, quote=False)}</span>" for line in lines)
    return f"<h1>{spans}</h1>"


def _issued(issued: IssuedText, document: Document, fonts: FontSet) -> str:
    """印发件：标题在首行，附件说明在文末。"""
    room = main_room(document, fonts)
    return _title(issued.title_lines) + _blocks(issued.blocks, fonts, room) + _notes(document, fonts)


def _attachment(label: str, attachment: Attachment, fonts: FontSet) -> str:
    title = _title(attachment.title_lines) if attachment.title_lines else f"<h1>{plain(attachment.title)}</h1>"
    blocks = _blocks(attachment.blocks, fonts, attachment_room(attachment))
    return f'<p class="label">{label}</p>{title}{blocks}'


def _text(blocks: Iterable[Block], fonts: FontSet, room: Room) -> str:
    """正文各块：首块标出位置，末块留两行与署名同页（7.3.5.5）。"""
    parts = [_block(block, fonts, room) for block in blocks]
    if parts:
        parts[0] = f'<div id="{TEXT_START}">{parts[0]}</div>'
        parts[-1] = f'<div class="keep">{parts[-1]}</div>'
    return "".join(parts)


def _blocks(blocks: Iterable[Block], fonts: FontSet, room: Room) -> str:
    return "".join(_block(block, fonts, room) for block in blocks)


def _block(block: Block, fonts: FontSet, room: Room) -> str:
    """一块；``room`` 是横道图可用的地方。"""
    match block:
        case Heading():
            return _heading(block)
        case Paragraph():
            return _paragraph(block.runs)
        case Note():
            return f'<p class="note">{plain(block.runs)}</p>'
        case Table():
            return _table(block)
        case Chart():
            svg = chart_svg(block, family_stack(fonts.faces[Role.SONG]))
            return f"<figure>{svg}<figcaption>{plain(block.title)}</figcaption></figure>"
        case Gantt():
            return gantt_html(block, room, fonts)


def _heading(heading: Heading) -> str:
    """层次标题：单独成行的用 h2…h5，与正文接排的只标出标题部分。"""
    if heading.rest:
        return f'<p><span class="level{heading.level}">{bound(heading.runs)}</span>{bound(heading.rest)}</p>'
    return f"<h{heading.level + 1}>{bound(heading.runs)}</h{heading.level + 1}>"


def _paragraph(runs: Runs, name: str = "") -> str:
    kind = f' class="{name}"' if name else ""
    return f"<p{kind}>{bound(runs)}</p>" if runs else ""


def _table(table: Table) -> str:
    total = sum(table.widths, Decimal(0))
    columns = "".join(f'<col style="width:{width / total * 100:.3f}%">' for width in table.widths)
    head = "".join(_row(row, 'th scope="col"') for row in table.header)
    body = "".join(_row(row, "td") for row in table.rows)
    caption = f'<p class="table-title">{plain(table.title)}</p>' if table.title else ""
    unit = f'<p class="unit">{plain(table.unit)}</p>' if table.unit else ""
    return f"{caption}{unit}<table><colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>"


def _row(cells: tuple[Cell, ...], tag: str) -> str:
    """一行；字多到一页可能排不下的行准许跨页。"""
    is_long = any(len(text_of(cell.runs)) > _LONG_CELL for cell in cells)
    return ('<tr class="long">' if is_long else "<tr>") + "".join(_cell(cell, tag) for cell in cells) + "</tr>"


def _cell(cell: Cell, tag: str) -> str:
    spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    if cell.rowspan > 1:
        spans += f' rowspan="{cell.rowspan}"'
    return f'<{tag} class="{_ALIGN[cell.align]}"{spans}>{plain(cell.runs)}</{tag[:2]}>'


def _notes(document: Document, fonts: FontSet) -> str:
    """附件说明：左空二字，回行与附件名称的首字对齐（7.3.4）。"""
    titles = (text_of(attachment.title) for attachment in document.attachments)
    lines = []
    for index, (runs, title) in enumerate(zip(attachment_notes(document), titles, strict=True)):
        text = text_of(runs)
        lead = text[: len(text) - len(title)]
        hang = width_of(fonts.faces[Role.FANGSONG], lead, layout.BODY_PT, layout.PDF_TRACKING_PT)
        left = 2 * CHAR + (hang if index == 0 else 3 * CHAR + hang)
        style = f"margin-left:{mm(left)};text-indent:{mm(-hang)}"
        lines.append(f'<p class="listed" style="{style}">{plain(runs)}</p>')
    return f'<div class="keep">{"".join(lines)}</div>' if lines else ""


def _attendance(document: Document, fonts: FontSet) -> str:
    """出席、请假、列席：左空二字，名称黑体，回行与冒号后的首字对齐（10.3）。"""
    lines = []
    for name, people in document.attendance:
        lead = f"{name}："
        hang = width_of(fonts.faces[Role.HEI], lead, layout.BODY_PT, layout.PDF_TRACKING_PT)
        style = f"margin-left:{mm(2 * CHAR + hang)};text-indent:{mm(-hang)}"
        lead = f'<span class="hei">{escape(lead, quote=False)}</span>'
        lines.append(f'<p class="attendance" style="{style}">{lead}{bound(people)}</p>')
    return f"<div>{''.join(lines)}</div>" if lines else ""


def _imprint(document: Document, placement: ImprintPlacement) -> str:
    """版记；信函没有线（10.1），移来的主送机关在抄送之上（7.4.2）。"""
    imprint = document.imprint
    to = f'<p class="cc">{plain(moved_recipients(document))}</p>' if placement.has_recipients else ""
    cc = f'<p class="cc">抄送：{plain(imprint.cc)}</p>' if imprint.cc else ""
    issue = ""
    if imprint.issuer or imprint.date:
        issue = f'<div class="issue">{_issue_line(imprint)}</div>'
    ruled = "" if document.form is Form.LETTER else ' class="ruled"'
    inner = f'<div id="{IMPRINT_START}"{ruled}>{to}{cc}{issue}</div>'
    return f'<div class="imprint-call"><div class="imprint">{inner}</div></div>'


def _issue_line(imprint: Imprint) -> str:
    issuer = f"<p>{plain(imprint.issuer)}</p>" if imprint.issuer else ""
    date = f'<p class="issue-date">{plain(imprint.date)}</p>' if imprint.date else ""
    return issuer + date
