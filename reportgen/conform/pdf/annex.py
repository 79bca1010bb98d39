"""附件的编排（7.3.7）。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.conform.numbers import ALIGN_TOLERANCE, BOTTOM_MARGIN, LEFT, POSITION_TOLERANCE, TOP
from reportgen.conform.pdf.bench import Bench, is_near, judged, measure, mm, within
from reportgen.conform.pdf.lines import Line
from reportgen.conform.pdf.paper import Attachment
from reportgen.conform.result import Result

_STRAY = re.compile(r"^附件\s?\d*[：:]?$")


def check_annex(bench: Bench) -> Iterator[Result]:
    """附件另面编排，在版记之前；首行标识，第三行标题。"""
    labelled = [attachment for attachment in bench.paper.attachments if attachment.label]
    yield from _own_page(bench, labelled)
    for attachment in labelled:
        if attachment.label:
            yield from _label(bench, attachment.label)
            yield from _title(bench, attachment, attachment.label)


def _own_page(bench: Bench, labelled: Sequence[Attachment]) -> Iterator[Result]:
    stray = [paragraph.lines[0] for paragraph in bench.paper.paragraphs if _STRAY.match(paragraph.text)]
    labels = [attachment.label for attachment in labelled if attachment.label]
    if not labels and not stray:
        return
    imprint = bench.paper.imprint_page or len(bench.paper.layouts) + 1
    late = [label for label in labels if label.page > imprint]
    pages = "、".join(str(label.page) for label in labels)
    measured = f"第{stray[0].page}页的附件不在页首" if stray else f"第{pages}页起"
    measured += "，在版记之后" if late else ""
    yield judged("G-7.3.7a", not stray and not late, "另面编排，在版记之前", measured, "", stray or late or labels)


def _is_wide(bench: Bench, line: Line) -> bool:
    return bench.layout(line.page).sheet.is_landscape


def _label(bench: Bench, label: Line) -> Iterator[Result]:
    """附件标识：顶格，第一行。横排页的版心由竖排页转来：左边是下白边，上边是订口。"""
    is_wide = _is_wide(bench, label)
    left, top = (BOTTOM_MARGIN, LEFT) if is_wide else (bench.left(label.page), TOP)
    # 横排页没有正文行，版心的左边取标准的数，允差放宽。
    tolerance = POSITION_TOLERANCE * 2.5 if is_wide else ALIGN_TOLERANCE
    yield measure("G-7.3.7b", left, label.x0, tolerance, [label], what="左边")
    row = label.centre_y - top
    expected = f"第一行（距版心上边缘不到 {mm(bench.pitch)}）"
    yield judged("G-7.3.7b", -2 < row < bench.pitch + 0.5, expected, f"中线距上边缘 {mm(row)}", "", [label])


def _title(bench: Bench, attachment: Attachment, label: Line) -> Iterator[Result]:
    """附件标题：居中，第三行；横排页的行距可以不同，只作提示。"""
    title = attachment.title
    if not title:
        return
    sheet, is_wide = bench.layout(label.page).sheet, _is_wide(bench, label)
    centre = (BOTTOM_MARGIN + sheet.width - TOP) / 2 if is_wide else bench.centre(label.page)
    worst = max(title, key=lambda line: abs(line.centre_x - centre))
    tolerance = POSITION_TOLERANCE * (2.5 if is_wide else 1)
    yield measure("G-7.3.7c", centre, worst.centre_x, tolerance, title, what="中线")
    gap, expected = title[0].centre_y - label.centre_y, 2 * bench.pitch
    is_met = is_near(gap, expected, POSITION_TOLERANCE)
    wanted, measured = f"第三行，距标识 {mm(expected)}", f"距标识 {mm(gap)}"
    yield judged("G-7.3.7c", is_met, wanted, measured, within(POSITION_TOLERANCE), title, is_soft=is_wide)
