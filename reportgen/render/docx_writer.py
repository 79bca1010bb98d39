"""把 :class:`Document` 写成 DOCX：版面合 GB/T 9704—2012，样式可改，表格和图表可编辑。

同样的文稿得到同样的字节；不读时钟、用户名、当前目录。
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from reportgen.model.document import (
    Attachment,
    Block,
    Chart,
    Document,
    Form,
    Heading,
    Note,
    Paragraph,
    Runs,
    Table,
    attachment_labels,
    attachment_notes,
    text_of,
)
from reportgen.render import layout
from reportgen.render.docx_chart import chart_drawing, chart_piece
from reportgen.render.docx_imprint import imprint_xml
from reportgen.render.docx_package import build_package
from reportgen.render.docx_parts import (
    DRAWING_PREFIXES,
    Sheet,
    furniture,
    letter_lines,
    mark_paragraph,
    section_xml,
)
from reportgen.render.docx_styles import HEADINGS, PITCH, STYLES, Style, font_table_xml, heading_text_style, styles_xml
from reportgen.render.docx_tables import table_xml
from reportgen.render.fonts import Role
from reportgen.render.layout import ImprintPlacement
from reportgen.render.oxml import XML_HEAD, namespaces, paragraph, run, runs, spacing, twips

_BLANK = paragraph(Style.BLANK)
_THIN = paragraph(Style.THIN)
_KEPT = "<w:keepNext/>"
_LONGEST_KEPT = 5 * layout.CHARS_PER_LINE
_PAGE_BREAK = paragraph(Style.BLANK, '<w:r><w:br w:type="page"/></w:r>')

#: 专报名称占三行，余下的空在期号之前，期号及以后的文字落在整行上。
_REPORT_NUMBER_GAP = 3 * PITCH - STYLES[Style.REPORT_MARK].line

#: 成文日期未登记时按它的宽度安排署名，日期行留空待填。
_USUAL_DATE = "2024年12月31日"

#: 横排附件标识的行距、标题下的空隙（缇）。
_WIDE_LABEL_LINE, _WIDE_TITLE_GAP = twips(8), twips(2)

#: 3号全角、半角字的字距（缇）。
_FULL = round(layout.BODY_PT * 20) + layout.DOCX_TRACKING_TWIPS
_HALF = round(layout.BODY_PT * 10) + layout.DOCX_TRACKING_TWIPS


@dataclass
class _Job:
    """写一件公文时累积的东西：图形编号和用到的图表。"""

    ids: Iterator[int] = field(default_factory=lambda: count(1))
    charts: list[Chart] = field(default_factory=list)


def render_docx(document: Document, font_names: Mapping[str, str], imprint: ImprintPlacement) -> bytes:
    """写成 DOCX。

    Args:
        document: 文稿。
        font_names: 字体角色（仿宋、楷体、黑体、宋体、小标宋）对应的办公字体名称。
        imprint: 版记的位置，由 PDF 排版得出。
    """
    job = _Job()
    sheets = _sheets(document, imprint, job)
    pieces = [
        *furniture(document, sheets, job.ids),
        *(chart_piece(chart, number, font_names[Role.SONG]) for number, chart in enumerate(job.charts, 1)),
    ]
    title = "".join(document.title_lines)
    main = _document_xml(sheets, document.form)
    return build_package(title, main, styles_xml(font_names), font_table_xml(font_names), pieces)


def _document_xml(sheets: Sequence[Sheet], form: Form) -> bytes:
    """各节依次排列；节的页面设置放在该节末尾的一段里，最后一节的直接放在正文末尾。"""
    content = []
    for index, sheet in enumerate(sheets):
        section = section_xml(sheet, index, index == 0 and form is Form.LETTER)
        is_last = index == len(sheets) - 1
        content += [*sheet.body, section if is_last else paragraph(Style.THIN, properties=section)]
    root = namespaces(*DRAWING_PREFIXES)
    return f"{XML_HEAD}<w:document {root}><w:body>{''.join(content)}</w:body></w:document>".encode()


def _sheets(document: Document, placement: ImprintPlacement, job: _Job) -> list[Sheet]:
    """正文一节；附件的方向改变时另起一节；版记独占一页时再起一节。"""
    front = Sheet()
    is_signed = bool(document.signature or document.date)
    front.body += _HEADS[document.form](document)
    write = _signed_blocks if is_signed and not document.attachments else _blocks
    front.body += write(document.blocks, front.width_mm, job)
    if document.attachments:
        front.body += [_BLANK, *_attachment_notes(attachment_notes(document), is_signed=is_signed)]
    if is_signed:
        front.body += [paragraph(Style.BLANK, properties=_KEPT), *_signature(document.signature, document.date)]
    sheets = [front]
    for label, attachment in zip(attachment_labels(document), document.attachments, strict=True):
        is_new_section = attachment.is_landscape != sheets[-1].is_landscape
        if is_new_section:
            sheets.append(Sheet(attachment.is_landscape))
        sheets[-1].body += _attachment(label, attachment, sheets[-1].width_mm, job, has_break=not is_new_section)
    sheets += _imprint_sheet(sheets[-1], imprint_xml(document, job.ids), placement)
    return sheets


def _imprint_sheet(last: Sheet, content: str, placement: ImprintPlacement) -> list[Sheet]:
    """版记接在最后一节，或另起一节；前有空白页时空白页和版记页都不编页码（7.5）。

    空白页是真实的空页：用“偶数页”分节符时 LibreOffice 输出 PDF 会丢掉它。
    """
    if not content:
        return []
    if not placement.is_own_page and not last.is_landscape:
        last.body.append(content)
        return []
    return [Sheet(is_numbered=not placement.blank_pages, body=[*[_PAGE_BREAK] * placement.blank_pages, content])]


def _letter_head(document: Document) -> Iterator[str]:
    """信函：标志在首页页眉；发文字号居右，空二行编排标题（10.1）。"""
    number, *gap = letter_lines()
    yield paragraph(Style.NUMBER, runs(document.number), spacing(number))
    yield from (paragraph(Style.BLANK, properties=spacing(line)) for line in gap)
    yield from _opening(document)


def _report_head(document: Document) -> Iterator[str]:
    """专报（地方格式）：名称、期号居中，编发单位与日期分居两端，下为红色反线，空二行编排标题。"""
    yield mark_paragraph(Style.REPORT_MARK, document.mark)
    yield paragraph(Style.REPORT_NUMBER, runs(document.number), spacing(PITCH, before=_REPORT_NUMBER_GAP))
    if document.head_left or document.head_right:
        ends = runs(document.head_left) + run("\t") + runs(document.head_right)
        yield paragraph(Style.REPORT_ISSUER, ends)
    yield from (paragraph(Style.REPORT_RULE), _BLANK)
    yield from _opening(document)


#: 各公文格式的版头；文件、上行文、纪要、命令在此加入。
_HEADS: Mapping[Form, Callable[[Document], Iterator[str]]] = {Form.LETTER: _letter_head, Form.REPORT: _report_head}


def _opening(document: Document) -> Iterator[str]:
    """标题、空一行、主送机关（7.3.1、7.3.2）；标题回行用段内换行，仍是一个段落。"""
    yield paragraph(Style.TITLE, run("\n".join(document.title_lines)))
    yield _BLANK
    if document.recipients:
        yield paragraph(Style.RECIPIENTS, runs(document.recipients))


def _blocks(blocks: Sequence[Block], width_mm: float, job: _Job) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield _heading(block)
            case Paragraph():
                yield paragraph(Style.BODY, runs(block.runs))
            case Note():
                yield paragraph(Style.NOTE, runs(block.runs))
            case Table():
                # 表后的细行防止前后两个表在 Word 中连成一个
                yield table_xml(block, width_mm) + _THIN
            case Chart():
                yield _chart(block, job)


def _signed_blocks(blocks: Sequence[Block], width_mm: float, job: _Job) -> Iterator[str]:
    """其后直接署名的正文：末段不长时与署名同页，署名不单独落在一页（7.3.5.5）。

    长段不绑：LibreOffice 会把整段移到下一页，首页可能因此没有正文（7.3.3）。
    """
    match blocks:
        case [*others, Paragraph(parts)] if len(text_of(parts)) <= _LONGEST_KEPT:
            yield from _blocks(others, width_mm, job)
            yield paragraph(Style.BODY, runs(parts), _KEPT)
        case _:
            yield from _blocks(blocks, width_mm, job)


def _heading(heading: Heading) -> str:
    """独立成行的标题用“标题 1—4”样式。

    接排的标题是公文正文段落：标题文字用与“标题 N”链接的字符样式，段落带大纲级别。
    这样导航窗格找得到它，改“标题 N”样式两种标题一起变，正文部分仍随“公文正文”；
    这也正是在 Word 里选中半段文字点“标题 2”的结果。
    """
    style = HEADINGS[heading.level - 1]
    if not heading.rest:
        return paragraph(style, runs(heading.runs))
    content = runs(heading.runs, heading_text_style(heading.level)) + runs(heading.rest)
    return paragraph(Style.BODY, content, f'<w:outlineLvl w:val="{heading.level - 1}"/>')


def _chart(chart: Chart, job: _Job) -> str:
    job.charts.append(chart)
    figure = paragraph(Style.FIGURE, chart_drawing(chart, len(job.charts), next(job.ids)))
    return figure + (paragraph(Style.FIGURE_TITLE, runs(chart.title)) if chart.title else "")


def _attachment_notes(notes: Sequence[Runs], *, is_signed: bool) -> Iterator[str]:
    """附件说明：左空二字，回行与附件名称的首字对齐（7.3.4）；缩进用缇，算法见 :func:`advance`。"""
    lead = advance("附件：")
    for index, note in enumerate(notes, 1):
        number = advance(f"{index}.") if len(notes) > 1 else 0
        left = 2 * _FULL + lead + number
        hanging = number + (lead if index == 1 else 0)
        kept = _KEPT if is_signed and index == len(notes) else ""
        yield paragraph(Style.ATTACHMENT_NOTE, runs(note), f'{kept}<w:ind w:left="{left}" w:hanging="{hanging}"/>')


def _signature(signature: Runs, date: Runs) -> Iterator[str]:
    """不加盖印章的署名与日期：日期首字比署名首字右移二字，较长的一个右空二字（7.3.5.2）。

    缺其中一项时留一个空行，样式和缩进已经设好，登记后可以直接填写。
    """
    signer_width, date_width = advance(text_of(signature)), advance(text_of(date) or _USUAL_DATE)
    indent = 2 * _FULL
    is_signer_longer = signer_width >= date_width
    signer_right = indent if is_signer_longer else 2 * indent + date_width - signer_width
    date_right = signer_width - date_width if is_signer_longer else indent
    yield paragraph(Style.SIGNATURE, runs(signature), f'<w:ind w:right="{signer_right}"/>')
    yield paragraph(Style.DATE, runs(date), f'<w:ind w:right="{date_right}"/>')


def advance(text: str) -> int:
    """3号字 ``text`` 的宽度（缇）：半角字占半个字。"""
    return sum(_HALF if character.isascii() else _FULL for character in text)


def _attachment(label: str, attachment: Attachment, width_mm: float, job: _Job, *, has_break: bool) -> Iterator[str]:
    """附件另面编排：标识在首行顶格，标题居中在第三行（7.3.7）；横排页矮，标题紧接标识，与 PDF 相同。"""
    page_break = "<w:pageBreakBefore/>" if has_break else ""
    label_line = spacing(_WIDE_LABEL_LINE) if attachment.is_landscape else ""
    title_line = spacing(PITCH, after=_WIDE_TITLE_GAP) if attachment.is_landscape else ""
    gap = () if attachment.is_landscape else (_BLANK,)
    yield paragraph(Style.ATTACHMENT_LABEL, run(label), page_break + label_line)
    yield from gap
    yield paragraph(Style.ATTACHMENT_TITLE, runs(attachment.title), title_line)
    yield from gap
    yield from _blocks(attachment.blocks, width_mm, job)
