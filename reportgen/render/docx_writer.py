"""把 :class:`Document` 写成 DOCX：版面合 GB/T 9704—2012，样式可改，表格和图表可编辑。

同样的文稿得到同样的字节；不读时钟、用户名、当前目录。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from reportgen.model.document import (
    Attachment,
    Block,
    Change,
    Chart,
    Document,
    Form,
    Gantt,
    Heading,
    IssuedText,
    Note,
    Paragraph,
    Runs,
    Table,
    attachment_labels,
    attachment_notes,
    mark_texts,
    text_of,
)
from reportgen.render import layout
from reportgen.render.docx_chart import chart_drawing, chart_piece
from reportgen.render.docx_fit import FIRST_LINE, LineFit, Lines, Part
from reportgen.render.docx_fonts import font_table_xml
from reportgen.render.docx_heads import head_xml
from reportgen.render.docx_imprint import imprint_xml
from reportgen.render.docx_package import build_package
from reportgen.render.docx_parts import (
    DRAWING_PREFIXES,
    Sheet,
    furniture,
    section_xml,
)
from reportgen.render.docx_signature import KEPT, ONE_CHAR, advance, attendance_xml, is_signed, signing_xml
from reportgen.render.docx_styles import HEADINGS, STYLES, Style, heading_text_style, styles_xml
from reportgen.render.docx_tables import table_xml
from reportgen.render.fonts import Role
from reportgen.render.gantt import gantt_table
from reportgen.render.layout import ImprintPlacement
from reportgen.render.oxml import (
    XML_HEAD,
    namespaces,
    number_changes,
    paragraph,
    run,
    runs,
    spacing,
    twips,
    whole_change,
)

_BLANK = paragraph(Style.BLANK)
_THIN = paragraph(Style.THIN)
_LONGEST_KEPT = 5 * layout.CHARS_PER_LINE
_PAGE_BREAK = paragraph(Style.BLANK, '<w:r><w:br w:type="page"/></w:r>')

#: 横排附件标题下的空隙（缇）。
_WIDE_TITLE_GAP = twips(layout.LANDSCAPE_TITLE_GAP)


@dataclass
class _Job:
    """写一件公文时共用的东西：断行的办法，累积的图形编号和用到的图表。"""

    fit: LineFit
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    charts: list[Chart] = field(default_factory=list)


def render_docx(
    document: Document, font_names: Mapping[str, str], imprint: ImprintPlacement, breaks: Sequence[Lines] = ()
) -> bytes:
    """写成 DOCX。

    Args:
        document: 文稿。
        font_names: 字体角色（仿宋、楷体、黑体、宋体、小标宋）对应的办公字体名称。
        imprint: 版记的位置，由 PDF 排版得出。
        breaks: 竖排页各段在 PDF 中的行，DOCX 照着断行；没有列出的段落自然断行。
    """
    job = _Job(LineFit(() if document.form is Form.SHEET else breaks))
    sheets = _sheets(document, imprint, job)
    pieces = [
        *furniture(document, sheets, job.ids),
        *(chart_piece(chart, number, font_names[Role.SONG]) for number, chart in enumerate(job.charts, 1)),
    ]
    chart = _chart_size(document)
    pitch = twips(layout.SHEET_LINE) if chart else layout.GRIDS[document.page.profile].pitch_twips
    return build_package(
        _file_title(document),
        _document_xml(sheets, document.form),
        styles_xml(font_names, pitch, chart),
        font_table_xml(font_names),
        pieces,
        is_mirrored=document.page.is_mirrored and chart is None,
    )


def _chart_size(document: Document) -> layout.SheetLayout | None:
    """图表的纸张；公文为 None。"""
    return layout.SHEETS[document.sheet] if document.form is Form.SHEET else None


def _file_title(document: Document) -> str:
    """文件属性里的标题；命令没有标题，用标志和令号。"""
    runs_of_mark = (one for mark in mark_texts(document) for one in mark)
    return "".join(document.title_lines) or text_of((*runs_of_mark, *document.number))


def _document_xml(sheets: Sequence[Sheet], form: Form) -> bytes:
    """各节依次排列；节的页面设置放在该节的末段里，最后一节的直接放在正文末尾。

    不另加一段来放：一页正好排满时，再小的一段也会多出一页。
    """
    content = []
    for index, sheet in enumerate(sheets):
        section = section_xml(sheet, index, index == 0 and form is Form.LETTER)
        *body, end = sheet.body
        if index == len(sheets) - 1:
            content += [*body, end, section]
        else:
            before, mark, after = end.rpartition("</w:pPr>")
            content += [*body, before, section, mark, after]
    root = namespaces(*DRAWING_PREFIXES)
    text = number_changes("".join(content))
    return f"{XML_HEAD}<w:document {root}><w:body>{text}</w:body></w:document>".encode()


def _sheets(document: Document, placement: ImprintPlacement, job: _Job) -> list[Sheet]:
    """正文一节；附件的方向改变时另起一节；版记独占一页时再起一节。"""
    front = Sheet(document.page, chart=_chart_size(document))
    front.body += [*head_xml(document, job.ids), *_opening(document, job, has_recipients=not placement.has_recipients)]
    has_notes = bool(document.attachments) and document.issued is None
    write = _signed_blocks if is_signed(document) else _blocks
    front.body += write(document.blocks, front.width_mm, job)
    if has_notes:
        kept = KEPT if is_signed(document) else ""
        front.body += [paragraph(Style.BLANK, properties=kept), *_attachment_notes(attachment_notes(document), kept)]
    front.body += [*signing_xml(document), *attendance_xml(document)]
    if document.issued:
        front.body += _issued(document.issued, attachment_notes(document), front.width_mm, job)
    sheets = [front]
    for label, attachment in zip(attachment_labels(document), document.attachments, strict=True):
        is_new_section = attachment.is_landscape != sheets[-1].is_landscape
        if is_new_section:
            sheets.append(Sheet(document.page, attachment.is_landscape))
        sheets[-1].body += _attachment(label, attachment, sheets[-1].width_mm, job, has_break=not is_new_section)
    sheets += _imprint_sheet(sheets[-1], imprint_xml(document, placement, job.ids), placement)
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
    body = [*[_PAGE_BREAK] * placement.blank_pages, content]
    return [Sheet(last.page, is_numbered=not placement.blank_pages, body=body)]


def _opening(document: Document, job: _Job, *, has_recipients: bool) -> Iterator[str]:
    """标题、空一行、主送机关（7.3.1、7.3.2）；标题回行用段内换行，仍是一个段落。图表的标题另写。

    Args:
        has_recipients: 主送机关在这里，没有移到版记。
    """
    if document.title_lines and document.form is not Form.SHEET:
        yield paragraph(Style.TITLE, run("\n".join(document.title_lines)))
        yield _BLANK
    if document.recipients and has_recipients:
        yield paragraph(Style.RECIPIENTS, _content(document.recipients, job, indent=0))


def _blocks(blocks: Sequence[Block], width_mm: float, job: _Job) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield _heading(block, job)
            case Paragraph():
                yield _prose(block.runs, job)
            case Note():
                yield paragraph(Style.NOTE, runs(block.runs), change=whole_change(block.runs))
            case Table():
                # 表后的细行防止前后两个表在 Word 中连成一个
                yield table_xml(block, width_mm) + _THIN
            case Gantt():
                yield table_xml(gantt_table(block), width_mm) + _THIN
            case Chart():
                yield _chart(block, job)


def _signed_blocks(blocks: Sequence[Block], width_mm: float, job: _Job) -> Iterator[str]:
    """其后直接署名的正文：末段不长时与署名同页，署名不单独落在一页（7.3.5.5）。

    长段不绑：LibreOffice 会把整段移到下一页，首页可能因此没有正文（7.3.3）。
    """
    match blocks:
        case [*others, Paragraph(parts)] if len(text_of(parts)) <= _LONGEST_KEPT:
            yield from _blocks(others, width_mm, job)
            yield _prose(parts, job, KEPT)
        case _:
            yield from _blocks(blocks, width_mm, job)


def _prose(parts: Runs, job: _Job, properties: str = "") -> str:
    return paragraph(Style.BODY, _content(parts, job), properties, whole_change(parts))


def _content(parts: Runs, job: _Job, indent: int = FIRST_LINE) -> str:
    """一段的内容照 PDF 断行；有增删的是审阅稿，自然断行。"""
    if any(part.change for part in parts):
        return runs(parts)
    return job.fit.content(Part(text_of(parts)), indent=indent)


def _heading(heading: Heading, job: _Job) -> str:
    """独立成行的标题用“标题 1—4”样式。

    接排的标题是公文正文段落：标题文字用与“标题 N”链接的字符样式，段落带大纲级别。
    这样导航窗格找得到它，改“标题 N”样式两种标题一起变，正文部分仍随“公文正文”；
    这也正是在 Word 里选中半段文字点“标题 2”的结果。
    """
    style, everything = HEADINGS[heading.level - 1], (*heading.runs, *heading.rest)
    role = STYLES[style].role
    if any(part.change for part in everything):
        return _revised_heading(heading, whole_change(everything))
    if not heading.rest:
        return paragraph(style, job.fit.content(Part(text_of(heading.runs), role)))
    lead = Part(text_of(heading.runs), role, heading_text_style(heading.level))
    content = job.fit.content(lead, Part(text_of(heading.rest)))
    return paragraph(Style.BODY, content, f'<w:outlineLvl w:val="{heading.level - 1}"/>')


def _revised_heading(heading: Heading, change: Change | None) -> str:
    """审阅稿里有增删的标题，样式同 :func:`_heading`，自然断行；``change`` 是整段的增删。"""
    if not heading.rest:
        return paragraph(HEADINGS[heading.level - 1], runs(heading.runs), change=change)
    content = runs(heading.runs, heading_text_style(heading.level)) + runs(heading.rest)
    return paragraph(Style.BODY, content, f'<w:outlineLvl w:val="{heading.level - 1}"/>', change)


def _chart(chart: Chart, job: _Job) -> str:
    job.charts.append(chart)
    figure = paragraph(Style.FIGURE, chart_drawing(chart, len(job.charts), next(job.ids)))
    return figure + (paragraph(Style.FIGURE_TITLE, runs(chart.title)) if chart.title else "")


def _attachment_notes(notes: Sequence[Runs], kept: str) -> Iterator[str]:
    """附件说明：左空二字，回行与附件名称的首字对齐（7.3.4）；缩进用缇，算法见 :func:`advance`。

    Args:
        kept: 与其后的署名同页的段落属性，没有署名时为空串。
    """
    lead = advance("附件：")
    for index, note in enumerate(notes, 1):
        number = advance(f"{index}.") if len(notes) > 1 else 0
        left = 2 * ONE_CHAR + lead + number
        hanging = number + (lead if index == 1 else 0)
        yield paragraph(Style.ATTACHMENT_NOTE, runs(note), f'{kept}<w:ind w:left="{left}" w:hanging="{hanging}"/>')


def _issued(issued: IssuedText, notes: Sequence[Runs], width_mm: float, job: _Job) -> Iterator[str]:
    """印发件另面编排：标题在首行，附件说明在文末。"""
    yield paragraph(Style.TITLE, run("\n".join(issued.title_lines)), "<w:pageBreakBefore/>")
    yield _BLANK
    yield from _blocks(issued.blocks, width_mm, job)
    if notes:
        yield _BLANK
        yield from _attachment_notes(notes, "")


def _attachment(label: str, attachment: Attachment, width_mm: float, job: _Job, *, has_break: bool) -> Iterator[str]:
    """附件另面编排：标识在首行顶格，标题居中在第三行（7.3.7）；横排页矮，标题之后只留 2 毫米，与 PDF 相同。"""
    page_break = "<w:pageBreakBefore/>" if has_break else ""
    yield paragraph(Style.ATTACHMENT_LABEL, run(label), page_break)
    yield _BLANK
    title = run("\n".join(attachment.title_lines)) if attachment.title_lines else runs(attachment.title)
    yield paragraph(Style.ATTACHMENT_TITLE, title)
    yield paragraph(Style.THIN, properties=spacing(_WIDE_TITLE_GAP)) if attachment.is_landscape else _BLANK
    # 横排页没有断行可照，它的文字若与竖排页的一段相同也不套用
    own = replace(job, fit=LineFit()) if attachment.is_landscape else job
    yield from _blocks(attachment.blocks, width_mm, own)
