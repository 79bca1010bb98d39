"""文末：署名、成文日期、附注（7.3.5、7.3.6），签名章（7.3.5.3、10.2），附件的编排（7.3.7）。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.conform.numbers import (
    ALIGN_TOLERANCE,
    DATE_SHIFT,
    INDENT,
    LEFT,
    POSITION_TOLERANCE,
    SEALED_RIGHT,
    TOP,
    UNSEALED_RIGHT,
)
from reportgen.conform.passage import Part, outcome
from reportgen.conform.pdf.bench import Bench, chars, is_near, measure, mm, within
from reportgen.conform.pdf.lines import Line
from reportgen.conform.pdf.paper import Attachment
from reportgen.conform.result import Result

_OFFICE = re.compile(r"^(省长|市长|县长|区长|州长|主席|主任|局长|厅长|部长|总理|司令员)")


def check_closing(bench: Bench) -> Iterator[Result]:
    """文末和附件的全部要求。"""
    paper = bench.paper
    if paper.dates:
        if paper.form == "命令" or any(_OFFICE.match(line.text) for line in paper.signatures):
            yield from _stamped(bench)
        elif paper.signatures:
            yield from _signed(bench)
        yield _same_page(bench)
    yield from _annotation(bench)
    yield from _attachments(bench)


def _last_text(bench: Bench) -> Line | None:
    """署名之上的末行：附件说明或正文。"""
    paper = bench.paper
    lines = paper.notes or tuple(line for paragraph in paper.flow for line in paragraph.lines)
    return lines[-1] if lines else None


def _signed(bench: Bench) -> Iterator[Result]:
    """署名和日期：从日期的右空和是否居中判断盖不盖章，再按那一种量。"""
    paper = bench.paper
    date, organs = paper.dates[0], paper.signatures
    right = bench.right(date.page) - date.x1
    is_sealed_right = is_near(right, chars(SEALED_RIGHT), ALIGN_TOLERANCE)
    shift = date.x0 - organs[-1].x0
    is_shifted = is_near(shift, chars(DATE_SHIFT), ALIGN_TOLERANCE)
    is_centred = is_near(date.centre_x, organs[-1].centre_x, POSITION_TOLERANCE) and not is_shifted
    segments = [segment for line in organs for segment in line.segments()]
    if is_centred or (is_sealed_right and not is_shifted) or len(segments) > len(organs):
        yield from _sealed(bench, date, segments)
    else:
        yield from _unsealed(bench, date, organs)


def _sealed(bench: Bench, date: Line, organs: Sequence[Line]) -> Iterator[Result]:
    """加盖印章：日期右空四字，署名以日期为准居中，其上给印章留位置。"""
    boxes = [date.box, *(organ.box for organ in organs)]
    right = bench.right(date.page) - date.x1
    expected, *also = chars(SEALED_RIGHT)
    yield measure("G-7.3.5.1a", expected, right, ALIGN_TOLERANCE, also=also, what="右空", page=date.page, boxes=boxes[:1])
    last = organs[-1]
    is_wide = last.x1 - last.x0 > date.x1 - date.x0 + 2 * expected
    name = "G-7.3.5.1b" if len(organs) == 1 else "G-7.3.5.1d"
    yield measure(
        name,
        date.centre_x,
        last.centre_x,
        ALIGN_TOLERANCE,
        what="署名中线",
        page=date.page,
        boxes=boxes,
        is_soft=is_wide,
    )
    if len(organs) > 1:
        yield _joint_order(bench, "G-7.3.5.1d", organs)
        inside = all(organ.x0 > bench.left(organ.page) - 0.5 and organ.x1 < bench.right(organ.page) + 0.5 for organ in organs)
        yield outcome("G-7.3.5.1d", inside, "两端不超出版心", "未超出" if inside else "超出", page=date.page, boxes=boxes)
    text = _last_text(bench)
    if text and text.page == organs[0].page:
        blanks = (organs[0].centre_y - text.centre_y) / bench.pitch - 1
        is_met = 0.8 <= blanks <= 3.2
        yield outcome(
            "G-7.3.5.1c",
            is_met,
            "空一至三行给印章，顶端距正文一行之内",
            f"空{blanks:.1f}行",
            page=date.page,
            boxes=boxes,
            is_soft=True,
            note="电子文件不绘印章",
        )


def _unsealed(bench: Bench, date: Line, organs: Sequence[Line]) -> Iterator[Result]:
    """不加盖印章：署名空一行、右空二字，日期首字比署名首字右移二字；日期长时日期右空二字。"""
    first, boxes = organs[0], [date.box, *(organ.box for organ in organs)]
    expected, *also = chars(DATE_SHIFT)
    yield measure(
        "G-7.3.5.2a",
        expected,
        date.x0 - first.x0,
        ALIGN_TOLERANCE,
        also=also,
        what="日期右移",
        page=date.page,
        boxes=boxes,
    )
    longest = max([*organs, date], key=lambda line: line.x1)
    expected, *also = chars(UNSEALED_RIGHT)
    yield measure(
        "G-7.3.5.2a",
        expected,
        bench.right(longest.page) - longest.x1,
        ALIGN_TOLERANCE,
        also=also,
        what="右空",
        page=date.page,
        boxes=[longest.box],
    )
    text = _last_text(bench)
    if text and text.page == first.page:
        gap = first.centre_y - text.centre_y - bench.pitch
        yield measure("G-7.3.5.2a", bench.pitch, gap, POSITION_TOLERANCE, what="署名之上空", at=[first])
    if len(organs) > 1:
        yield _joint_order(bench, "G-7.3.5.2b", organs)


def _joint_order(bench: Bench, name: str, organs: Sequence[Line]) -> Result:
    """署名的次序与标志里机关的次序相同。"""
    marks = "".join(line.text for line in bench.paper.part(Part.MARK))
    places = [marks.find(organ.text) for organ in organs]
    known = [place for place in places if place >= 0]
    is_met = known == sorted(known) if len(known) > 1 else None
    note = "" if is_met is not None else "标志里没有这几个机关，次序须由人看"
    return outcome(
        name,
        is_met,
        "与发文机关标志次序相同",
        "、".join(organ.text for organ in organs),
        page=organs[0].page,
        boxes=[organ.box for organ in organs],
        note=note,
    )


def _stamped(bench: Bench) -> Iterator[Result]:
    """签名章：正文下空二行，右空四字，日期在其下空一行、右空四字。"""
    date, organs = bench.paper.dates[0], bench.paper.signatures
    name = "C-3" if bench.paper.form == "命令" else "G-7.3.5.3"
    expected, *also = chars(SEALED_RIGHT)
    right = bench.right(date.page) - date.x1
    yield measure(name, expected, right, ALIGN_TOLERANCE, also=also, what="日期右空", at=[date])
    text = _last_text(bench)
    if organs and text and text.page == organs[0].page:
        gap = (organs[0].centre_y - text.centre_y) / bench.pitch - 1
        yield outcome(
            name,
            1.5 <= gap <= 4,
            "正文至签名章空二行",
            f"职务之上空{gap:.1f}行",
            page=date.page,
            boxes=[organs[0].box],
            is_soft=True,
            note="签名章不绘，职务上下居中",
        )


def _same_page(bench: Bench) -> Result:
    """署名页有正文。"""
    page = bench.paper.dates[0].page
    text = [line for paragraph in bench.paper.flow for line in paragraph.lines if line.page == page]
    text += [line for line in bench.paper.notes if line.page == page]
    return outcome(
        "G-7.3.5.5",
        bool(text),
        "署名页有正文",
        f"正文和附件说明{len(text)}行",
        page=page,
        boxes=[bench.paper.dates[0].box],
    )


def _annotation(bench: Bench) -> Iterator[Result]:
    """附注：日期下一行，左空二字，加圆括号。"""
    lines = bench.paper.annotations
    if not lines:
        return
    boxes = [line.box for line in lines]
    indent = lines[0].x0 - bench.left(lines[0].page)
    expected, *also = chars(INDENT)
    yield measure("G-7.3.6", expected, indent, ALIGN_TOLERANCE, also=also, what="左空", page=lines[0].page, boxes=boxes)
    text = "".join(line.text for line in lines)
    is_met = text.startswith("（") and text.endswith("）")
    yield outcome("G-7.3.6", is_met, "加圆括号", f"{text[:1]}……{text[-1:]}", page=lines[0].page, boxes=boxes)
    for date in bench.paper.dates:
        if date.page == lines[0].page:
            gap = lines[0].centre_y - date.centre_y
            yield measure("G-7.3.6", bench.pitch, gap, POSITION_TOLERANCE, what="日期至附注", page=date.page, boxes=boxes)


# 附件


def _attachments(bench: Bench) -> Iterator[Result]:
    """附件另面编排，在版记之前；首行标识，第三行标题。"""
    labelled = [attachment for attachment in bench.paper.attachments if attachment.label]
    yield from _own_page(bench, labelled)
    for attachment in labelled:
        yield from _label_place(bench, attachment)
        yield from _title_place(bench, attachment)


_STRAY = re.compile(r"^附件\s?\d*[：:]?$")


def _own_page(bench: Bench, labelled: Sequence[Attachment]) -> Iterator[Result]:
    stray = [paragraph.lines[0] for paragraph in bench.paper.paragraphs if _STRAY.match(paragraph.text)]
    if not labelled and not stray:
        return
    imprint = bench.paper.imprint_page or len(bench.paper.layouts) + 1
    late = [attachment.page for attachment in labelled if attachment.page > imprint]
    pages = "、".join(str(attachment.page) for attachment in labelled)
    measured = f"第{pages}页起" if not stray else f"第{stray[0].page}页的附件不在页首"
    measured += "，在版记之后" if late else ""
    yield outcome(
        "G-7.3.7a",
        not stray and not late,
        "另面编排，在版记之前",
        measured,
        page=stray[0].page if stray else labelled[0].page,
        boxes=[line.box for line in stray],
    )


def _label_place(bench: Bench, attachment: Attachment) -> Iterator[Result]:
    """附件标识：顶格，第一行。"""
    label = attachment.label
    if label is None:
        return
    is_wide = bench.paper.layouts[attachment.page - 1].sheet.is_landscape
    box = [label.box]
    left, top = (297 - TOP - 225, LEFT) if is_wide else (bench.left(attachment.page), TOP)
    # 横排页的版心只由表格看出，允差放宽到一毫米。
    yield measure(
        "G-7.3.7b",
        left,
        label.x0,
        POSITION_TOLERANCE if is_wide else ALIGN_TOLERANCE,
        what="左边",
        page=label.page,
        boxes=box,
    )
    row = label.centre_y - top
    is_met = 0 < row < bench.pitch + 0.5
    yield outcome(
        "G-7.3.7b",
        is_met,
        f"第一行（距版心上边缘不到 {mm(bench.pitch)}）",
        f"中线距上边缘 {mm(row)}",
        page=label.page,
        boxes=box,
    )


def _title_place(bench: Bench, attachment: Attachment) -> Iterator[Result]:
    """附件标题：居中，第三行；横排页的行距可小，只作提示。"""
    label, title = attachment.label, attachment.title
    if label is None or not title:
        return
    sheet = bench.paper.layouts[attachment.page - 1].sheet
    is_wide = sheet.is_landscape
    boxes = [line.box for line in title]
    centre = (35 + sheet.width - TOP) / 2 if is_wide else bench.centre(attachment.page)
    worst = max(title, key=lambda line: abs(line.centre_x - centre))
    yield measure("G-7.3.7c", centre, worst.centre_x, POSITION_TOLERANCE, what="中线", page=attachment.page, boxes=boxes)
    gap = title[0].centre_y - label.centre_y
    yield outcome(
        "G-7.3.7c",
        is_near(gap, 2 * bench.pitch, POSITION_TOLERANCE),
        f"第三行，距标识 {mm(2 * bench.pitch)}",
        f"距标识 {mm(gap)}",
        within(POSITION_TOLERANCE),
        page=attachment.page,
        boxes=boxes,
        is_soft=is_wide,
    )
