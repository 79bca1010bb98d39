"""把文稿写成 HTML：PDF 的底稿，也供网页预览。

元素的先后就是阅读次序；位置由样式表决定，需要量字的几处（版头、署名、附件说明）写在元素上。
"""

from __future__ import annotations

import re
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
    Heading,
    Imprint,
    Note,
    Paragraph,
    Runs,
    Table,
    attachment_labels,
    attachment_notes,
    text_of,
)
from reportgen.render import layout
from reportgen.render.chart_svg import chart_svg
from reportgen.render.fonts import FontSet, Role
from reportgen.render.html_css import CHAR_PT, family_stack, mm, stylesheet
from reportgen.render.ink import width_of
from reportgen.render.layout import ImprintPlacement
from reportgen.render.masthead import masthead

#: 标记文末和版记所在页的锚点，版记定位时用。
TEXT_END, IMPRINT_START = "text-end", "imprint"

#: 数字与紧随的单位不分在两行。
_BOUND = re.compile(r"[0-9][0-9.,]*(?:亿元|万元|[%‰℃\u4e00-\u9fff])")
_ALIGN = {Align.LEFT: "l", Align.CENTER: "c", Align.RIGHT: "r"}
_LONG_CELL = 400  # 字数多于此的单元格准许跨页
_CHAR_MM = CHAR_PT / layout.PT_PER_MM
_USUAL_DATE = "2024年12月31日"  # 成文日期未登记时按它的宽度留空


def has_imprint(imprint: Imprint) -> bool:
    """有没有版记；三项全空即无。"""
    return bool(imprint.cc or imprint.issuer or imprint.date)


def render_html(document: Document, fonts: FontSet, imprint: ImprintPlacement) -> str:
    """完整的 HTML，带样式表，字体按名称引用。"""
    return markup(document, fonts, imprint, f"<style>{stylesheet(fonts)}</style>")


def markup(document: Document, fonts: FontSet, imprint: ImprintPlacement, style: str = "") -> str:
    """文稿的 HTML；``style`` 放进 head，PDF 的样式表另给。"""
    title = escape("".join(document.title_lines), quote=False)
    stamp = escape("　".join(document.stamps))
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>{style}</head>'
        f'<body data-stamp="{stamp}">{_sections(document, fonts, imprint)}</body></html>'
    )


def _sections(document: Document, fonts: FontSet, placement: ImprintPlacement) -> str:
    """首页与正文、各附件、版记；版记在本页时放进最后一个部分。"""
    sections = [(f"section class={document.form.name.lower()}", _main(document, fonts))]
    for label, attachment in zip(attachment_labels(document), document.attachments, strict=True):
        name = '"attachment wide"' if attachment.is_landscape else "attachment"
        sections.append((f"section class={name}", _attachment(label, attachment, fonts)))
    tail = f'<div id="{TEXT_END}"></div>'
    imprint = _imprint(document) if has_imprint(document.imprint) else ""
    if not placement.is_own_page:
        tail += imprint
    bodies = [f"<{opening}>{body}" for opening, body in sections]
    html = "</section>".join(bodies) + tail + "</section>"
    if placement.is_own_page:
        bare = " bare" if placement.blank_pages else ""
        html += f'<section class="own-page{bare}">{imprint}</section>'
    return html


def _main(document: Document, fonts: FontSet) -> str:
    lines = "".join(f"<span>{escape(line, quote=False)}</span>" for line in document.title_lines)
    parts = [
        masthead(document, fonts).html,
        f"<h1>{lines}</h1>",
        _paragraph(document.recipients, "flush"),
        _blocks(document.blocks, fonts, ends_text=True),
        _notes(document, fonts),
        _signature(document, fonts),
    ]
    return "".join(parts)


def _attachment(label: str, attachment: Attachment, fonts: FontSet) -> str:
    title = f"<h1>{_plain(attachment.title)}</h1>"
    return f'<p class="label">{label}</p>{title}{_blocks(attachment.blocks, fonts)}'


def _blocks(blocks: Iterable[Block], fonts: FontSet, *, ends_text: bool = False) -> str:
    """各块；``ends_text`` 为真时末段留两行与署名同页（7.3.5.5）。"""
    parts = [_block(block, fonts) for block in blocks]
    if ends_text and parts:
        parts[-1] = f'<div class="keep">{parts[-1]}</div>'
    return "".join(parts)


def _block(block: Block, fonts: FontSet) -> str:
    match block:
        case Heading():
            return _heading(block)
        case Paragraph():
            return _paragraph(block.runs)
        case Note():
            return f'<p class="note">{_plain(block.runs)}</p>'
        case Table():
            return _table(block)
        case Chart():
            svg = chart_svg(block, family_stack(fonts.faces[Role.SONG]))
            return f"<figure>{svg}<figcaption>{_plain(block.title)}</figcaption></figure>"


def _heading(heading: Heading) -> str:
    """层次标题：单独成行的用 h2…h5，与正文接排的只标出标题部分。"""
    if heading.rest:
        return f'<p><span class="level{heading.level}">{_bound(heading.runs)}</span>{_bound(heading.rest)}</p>'
    return f"<h{heading.level + 1}>{_bound(heading.runs)}</h{heading.level + 1}>"


def _paragraph(runs: Runs, name: str = "") -> str:
    kind = f' class="{name}"' if name else ""
    return f"<p{kind}>{_bound(runs)}</p>" if runs else ""


def _table(table: Table) -> str:
    total = sum(table.widths, Decimal(0))
    columns = "".join(f'<col style="width:{width / total * 100:.3f}%">' for width in table.widths)
    head = "".join(_row(row, 'th scope="col"') for row in table.header)
    body = "".join(_row(row, "td") for row in table.rows)
    caption = f'<p class="table-title">{_plain(table.title)}</p>' if table.title else ""
    unit = f'<p class="unit">{_plain(table.unit)}</p>' if table.unit else ""
    return f"{caption}{unit}<table><colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>"


def _row(cells: tuple[Cell, ...], tag: str) -> str:
    """一行；字多到一页可能排不下的行准许跨页。"""
    is_long = any(len(text_of(cell.runs)) > _LONG_CELL for cell in cells)
    return ('<tr class="long">' if is_long else "<tr>") + "".join(_cell(cell, tag) for cell in cells) + "</tr>"


def _cell(cell: Cell, tag: str) -> str:
    spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    if cell.rowspan > 1:
        spans += f' rowspan="{cell.rowspan}"'
    return f'<{tag} class="{_ALIGN[cell.align]}"{spans}>{_plain(cell.runs)}</{tag[:2]}>'


def _notes(document: Document, fonts: FontSet) -> str:
    """附件说明：左空二字，回行与附件名称的首字对齐（7.3.4）。"""
    titles = (text_of(attachment.title) for attachment in document.attachments)
    lines = []
    for index, (runs, title) in enumerate(zip(attachment_notes(document), titles, strict=True)):
        text = text_of(runs)
        lead = text[: len(text) - len(title)]
        hang = width_of(fonts.faces[Role.FANGSONG], lead, layout.BODY_PT, layout.PDF_TRACKING_PT)
        left = 2 * _CHAR_MM + (hang if index == 0 else 3 * _CHAR_MM + hang)
        style = f"margin-left:{mm(left)};text-indent:{mm(-hang)}"
        lines.append(f'<p class="listed" style="{style}">{_plain(runs)}</p>')
    return f'<div class="keep">{"".join(lines)}</div>' if lines else ""


def _signature(document: Document, fonts: FontSet) -> str:
    """不加盖印章的署名和成文日期：日期首字比署名首字右移二字（7.3.5.2）。"""
    organ, date = text_of(document.signature), text_of(document.date)
    if not organ and not date:
        return ""
    organ_width, date_width = (
        width_of(fonts.faces[Role.FANGSONG], text, layout.BODY_PT, layout.PDF_TRACKING_PT)
        for text in (organ, date or _USUAL_DATE)
    )
    two = 2 * _CHAR_MM
    if date_width <= organ_width:
        organ_right, date_right = two, organ_width - date_width
    else:
        organ_right, date_right = 2 * two + date_width - organ_width, two
    rows = ((organ, organ_right), (date, date_right))
    lines = (f'<p style="margin-right:{mm(right)}">{escape(text, quote=False)}</p>' for text, right in rows)
    return f'<div class="sign">{"".join(lines)}</div>'


def _imprint(document: Document) -> str:
    """版记；信函没有线（10.1）。"""
    imprint = document.imprint
    cc = f'<p class="cc">抄送：{_plain(imprint.cc)}</p>' if imprint.cc else ""
    issue = ""
    if imprint.issuer or imprint.date:
        issue = f'<div class="issue">{_issue_line(imprint)}</div>'
    ruled = "" if document.form is Form.LETTER else ' class="ruled"'
    inner = f'<div id="{IMPRINT_START}"{ruled}>{cc}{issue}</div>'
    return f'<div class="imprint-call"><div class="imprint">{inner}</div></div>'


def _issue_line(imprint: Imprint) -> str:
    issuer = f"<p>{_plain(imprint.issuer)}</p>" if imprint.issuer else ""
    date = f'<p class="issue-date">{_plain(imprint.date)}</p>' if imprint.date else ""
    return issuer + date


def _bound(runs: Runs) -> str:
    """正文文字，数字与单位不拆行。"""
    return _BOUND.sub(lambda match: f'<span class="bound">{match[0]}</span>', _plain(runs))


def _plain(runs: Runs) -> str:
    """转义后的文字；换行照排。"""
    return escape(text_of(runs), quote=False).replace("\n", "<br>")
