"""DOCX 首页的版头：文件、纪要、命令（GB/T 9704—2012 7.2、10.2、10.3），信函的发文字号（10.1），专报的报头（地方）。

图表没有版头，这里写它的标题和标题下的一行。

全部是正文里的段落和表格，用固定行距排到位：没有份号、密级的行照样空着，标志的位置因此不变；
经办人补填份号、改发文字号，别的行不动。位置从版心上边缘算起，单位缇。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.model.document import Document, Form, Runs, mark_texts, text_of
from reportgen.render import layout
from reportgen.render.docx_parts import ink_top, letter_gaps, mark_paragraph, narrowing, number_ink_top
from reportgen.render.docx_signature import ONE_CHAR, advance
from reportgen.render.docx_styles import BASELINE, INK_ABOVE, INK_BELOW, NUMBER_BELOW, RED, Style, TextStyle
from reportgen.render.oxml import BareCell, bare_table, page_position, paragraph, run, runs, spacing, text_box, twips

_TEXT_WIDTH = twips(layout.TYPE_AREA_WIDTH)

#: 文件标志之上的整行数：份号、密级、紧急程度各一行。
_ROWS_ABOVE_FILE_MARK = 3

#: 标志的行距，字。
_MARK_LINE_EM = 1.15


def head_xml(document: Document, ids: Iterator[int]) -> Iterator[str]:
    """标题之前的全部内容。"""
    grid = layout.GRIDS[document.page.profile]
    match document.form:
        case Form.LETTER:
            yield from _letter_head(document, grid)
        case Form.REPORT:
            yield from _report_head(document, grid, ids)
        case Form.COMMAND:
            yield from _command_head(document, grid, ids)
        case Form.FILE | Form.MINUTES:
            yield from _file_head(document, grid)
        case Form.SHEET:
            yield from _sheet_head(document)


def _file_head(document: Document, grid: layout.TypeArea) -> Iterator[str]:
    """文件、纪要：标志在版心上边缘下 35 毫米，空二行是发文字号和签发人，其下 4 毫米是红线，再空二行是标题。"""
    pitch = grid.pitch_twips
    rows = layout.signer_rows(len(document.signers))
    top = twips(layout.FILE_MARK_TOP - grid.top)
    yield from _classification(document, _ROWS_ABOVE_FILE_MARK)
    mark, mark_end, ink_bottom = _mark(document, grid, top, _ROWS_ABOVE_FILE_MARK * pitch)
    number_top = round(ink_bottom + 2 * pitch - number_ink_top(pitch))
    yield mark
    yield from _gap(number_top - mark_end)
    yield _upward_number(document, rows * pitch) if document.signers else _centred_number(document)
    number_end = number_top + rows * pitch
    title_top = layout.file_title_row(len(document.marks), len(document.signers)) * pitch
    yield from _rule(number_end, title_top, pitch, layout.FILE_RULE)


def _command_head(document: Document, grid: layout.TypeArea, ids: Iterator[int]) -> Iterator[str]:
    """命令：标志在版心上边缘下 20 毫米，空二行是令号，再空二行是正文，没有标题和红线（10.2）。

    正文按令号的墨迹排，比整行略高，一页的行数不变。
    """
    pitch = grid.pitch_twips
    top = twips(layout.COMMAND_MARK_TOP - grid.top)
    yield paragraph(Style.BLANK, _classification_box(document, grid, ids))
    mark, mark_end, ink_bottom = _mark(document, grid, top, pitch)
    number_top = round(ink_bottom + 2 * pitch - number_ink_top(pitch))
    yield mark
    yield from _gap(number_top - mark_end)
    yield _centred_number(document)
    body_row = layout.COMMAND_BODY_ROW + layout.joint_extra_rows(len(document.marks))
    by_ink = round(pitch + BASELINE * pitch + INK_BELOW * layout.BODY_PT * 20 - number_ink_top(pitch))
    yield from _gap(min(body_row * pitch - number_top - pitch, by_ink))


def _letter_head(document: Document, grid: layout.TypeArea) -> Iterator[str]:
    """信函：标志在首页页眉；发文字号居右，份号、密级、紧急程度在它左边依次排列，空二行编排标题（10.1）。"""
    items, pitch = _classified(document), grid.pitch_twips
    before, gap = letter_gaps(grid, max(1, len(items)))
    right = paragraph(Style.NUMBER, runs(document.number), spacing(pitch, before))
    if items:
        left = "".join(
            paragraph(style, runs(text), "" if row else spacing(pitch, before))
            for row, (style, text) in enumerate(items)
        )
        half = _TEXT_WIDTH // 2
        yield bare_table((BareCell(left, half), BareCell(right, half)), before + len(items) * pitch)
    else:
        yield right
    yield from [paragraph(Style.BLANK, properties=spacing(gap))] * 2


def _report_head(document: Document, grid: layout.TypeArea, ids: Iterator[int]) -> Iterator[str]:
    """专报（地方格式）：名称、期号居中，编发单位与日期分居两端，下为红色反线，空二行编排标题。"""
    pitch = grid.pitch_twips
    # 行距取得使字面上边缘正好在规定的位置；名称占三行，余下的空在期号之前
    top = twips(layout.REPORT_MARK_TOP - grid.top)
    line = round((top + INK_ABOVE * layout.REPORT_MARK_PT * 20) / BASELINE)
    box = _classification_box(document, grid, ids)
    yield mark_paragraph(Style.REPORT_MARK, mark_texts(document)[0], spacing(line), box)
    yield paragraph(Style.REPORT_NUMBER, runs(document.number), spacing(pitch, before=3 * pitch - line))
    end = 4 * pitch
    if document.head_left or document.head_right:
        yield paragraph(Style.REPORT_ISSUER, runs(document.head_left) + run("\t") + runs(document.head_right))
        end += pitch
    yield from _rule(end, end + 2 * pitch, pitch, layout.REPORT_RULE)


def _sheet_head(document: Document) -> Iterator[str]:
    """图表：标题居中，其下左右各一项。"""
    size = layout.SHEETS[document.sheet]
    title = spacing(twips(size.title_line), after=twips(layout.SHEET_TITLE_GAP))
    yield paragraph(Style.TITLE, run("\n".join(document.title_lines)), title)
    if document.head_left or document.head_right:
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(size.text_width)}"/></w:tabs>'
        yield paragraph(Style.SHEET_LINE, runs(document.head_left) + run("\t") + runs(document.head_right), tab)


def _classified(document: Document) -> list[tuple[Style, Runs]]:
    """有的几项：份号、密级、紧急程度。"""
    items = (
        (Style.COPY_NUMBER, document.copy_number),
        (Style.SECRECY, document.secrecy),
        (Style.URGENCY, document.urgency),
    )
    return [(style, text) for style, text in items if text]


def _classification(document: Document, rows: int) -> Iterator[str]:
    """版心左上角的 ``rows`` 行，没有内容的行空着（7.2.1—7.2.3）。"""
    places = layout.head_rows(has_copy_number=bool(document.copy_number), has_secrecy=bool(document.secrecy))
    by_style = dict(zip((Style.COPY_NUMBER, Style.SECRECY, Style.URGENCY), places, strict=True))
    filled = {by_style[style]: paragraph(style, runs(text)) for style, text in _classified(document)}
    yield from (filled.get(row, paragraph(Style.BLANK)) for row in range(rows))


def _classification_box(document: Document, grid: layout.TypeArea, ids: Iterator[int]) -> str:
    """命令、专报的标志靠上，份号、密级、紧急程度放在版心左上角的文本框里，不占正文的行；都没有时为空串。"""
    if not _classified(document):
        return ""
    rows = _ROWS_ABOVE_FILE_MARK
    position = page_position(layout.BINDING_MARGIN, grid.top)
    height = rows * grid.pitch_twips / layout.TWIPS_PER_MM
    return text_box(
        next(ids), "版头", position, layout.TYPE_AREA_WIDTH / 2, height, "".join(_classification(document, rows))
    )


def _mark(document: Document, grid: layout.TypeArea, top: int, start: int) -> tuple[str, int, int]:
    """标志的 XML，它下面一行的行顶，和它的墨迹下边缘；``start`` 是它上面一行的行底。"""
    if len(document.marks) > 1:
        return _joint_mark(document, grid, top, start)
    size = layout.FILE_MARK_PT
    line = round(_MARK_LINE_EM * size * 20)
    line_top = round(top - ink_top(line, size))
    mark = mark_paragraph(Style.FILE_MARK, mark_texts(document)[0], spacing(line, before=line_top - start))
    return mark, line_top + line, round(top + (INK_ABOVE + INK_BELOW) * size * 20)


def _joint_mark(document: Document, grid: layout.TypeArea, top: int, start: int) -> tuple[str, int, int]:
    """联合行文：各机关名称上下排列、左右撑齐，“文件”在右侧上下居中（7.2.4）。"""
    organs, suffix = len(document.marks), text_of(document.mark_suffix)
    size = layout.joint_mark_pt(organs, grid.pitch_mm)
    line = round(layout.JOINT_LINE_EM * size * 20)
    line_top = round(top - ink_top(line, size))
    suffix_mm = len(suffix) * layout.FILE_MARK_PT / layout.PT_PER_MM + layout.JOINT_GAP if suffix else 0.0
    longest = max(len(text_of(mark)) for mark in document.marks)
    name_mm = min(longest * size / layout.PT_PER_MM, layout.TYPE_AREA_WIDTH - suffix_mm)
    names = "".join(_joint_name(text_of(mark), size, name_mm, line) for mark in document.marks)
    cells = [BareCell(names, twips(name_mm))]
    if suffix:
        tall = spacing(round(_MARK_LINE_EM * layout.FILE_MARK_PT * 20)) + '<w:jc w:val="right"/>'
        cells.append(BareCell(mark_paragraph(Style.FILE_MARK, document.mark_suffix, tall), twips(suffix_mm), "center"))
    height = organs * line
    ink_bottom = line_top + height - line + round(ink_top(line, size) + (INK_ABOVE + INK_BELOW) * size * 20)
    before = paragraph(Style.BLANK, properties=spacing(line_top - start))
    return before + bare_table(cells, height, is_centred=True), line_top + height, ink_bottom


def _joint_name(name: str, size: float, width_mm: float, line: int) -> str:
    properties = (
        f'{narrowing(name, size, width_mm)}<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    )
    return paragraph(Style.FILE_MARK, run(name, properties=properties), f'{spacing(line)}<w:jc w:val="distribute"/>')


def _centred_number(document: Document) -> str:
    return paragraph(Style.FILE_NUMBER, runs(document.number))


def _upward_number(document: Document, height: int) -> str:
    """上行文：发文字号左空一字，与最后一行签发人同行；签发人右空一字（7.2.5、7.2.6）。"""
    number = paragraph(Style.FILE_NUMBER, runs(document.number), f'<w:ind w:left="{ONE_CHAR}"/><w:jc w:val="left"/>')
    signers, width = _signers(document.signers)
    return bare_table((BareCell(number, _TEXT_WIDTH - width, "bottom"), BareCell(signers, width)), height)


def _signers(signers: Sequence[Runs]) -> tuple[str, int]:
    """签发人的各行和它们占的宽：每行两人，姓名左端上下对齐，最长的姓名右空一字。"""
    label = advance("签发人：")
    columns = min(layout.SIGNERS_PER_ROW, len(signers))
    name = max(advance(text_of(signer)) for signer in signers)
    step = name + layout.SIGNER_GAP_CHARS * ONE_CHAR
    tabs = f'<w:tabs><w:tab w:val="left" w:pos="{label + step}"/></w:tabs>'
    lines = []
    for start in range(0, len(signers), columns):
        names = run("\t").join(runs(signer, TextStyle.SIGNER_NAME) for signer in signers[start : start + columns])
        content = names if start else run("签发人：") + names
        lines.append(paragraph(Style.SIGNERS, content, f'{tabs}<w:ind w:left="{label if start else 0}"/>'))
    # 格子右边就是版心右边，格内文字自左排起，右边自然空出一字
    return "".join(lines), label + name + (columns - 1) * step + ONE_CHAR


def _rule(number_end: int, title_top: int, pitch: int, weight_mm: float) -> Iterator[str]:
    """红线：在上一行的字面下 4 毫米，与版心等宽（7.2.7）；其后空二行，标题从 ``title_top`` 起。

    线画在空行的上边缘，不随发文字号的缩进变短；线的粗细从空行的行距里扣除。
    """
    below = (1 - BASELINE) * pitch - NUMBER_BELOW * layout.BODY_PT * 20
    before = twips(layout.FILE_RULE_GAP) - round(below)
    blank = title_top - number_end - before - twips(weight_mm)
    border = (
        f'<w:pBdr><w:top w:val="single" w:sz="{round(weight_mm * layout.PT_PER_MM * 8)}" '
        f'w:space="0" w:color="{RED}"/></w:pBdr>'
    )
    yield paragraph(Style.RED_RULE, properties=border + spacing(blank - blank // 2, before))
    yield paragraph(Style.BLANK, properties=spacing(blank // 2))


def _gap(height: int) -> Iterator[str]:
    """共高 ``height`` 的两个空行。"""
    yield from (paragraph(Style.BLANK, properties=spacing(line)) for line in (height - height // 2, height // 2))
