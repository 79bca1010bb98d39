"""版头（7.2）和各格式标志的位置（10.1—10.3）。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.conform.numbers import (
    ALIGN_TOLERANCE,
    BODY_PT,
    COMMAND_MARK_TOP,
    JOINT_TOLERANCE,
    LETTER_MARK_TOP,
    MARK_TOP,
    PAGE_WIDTH,
    POSITION_TOLERANCE,
    RULE_GAP,
    RULE_GAP_TOLERANCE,
    RULE_TOLERANCE,
    TOP,
    WIDTH,
)
from reportgen.conform.passage import Part, outcome
from reportgen.conform.pdf.bench import Bench, chars, is_near, measure, mm, two_blank_lines, typeface_of, within
from reportgen.conform.pdf.ink import Area
from reportgen.conform.pdf.lines import Line
from reportgen.conform.result import Result

_MARK_ROWS = {
    "文件": ("G-7.2.4b", MARK_TOP),
    "信函": ("L-1", LETTER_MARK_TOP),
    "命令": ("C-1", COMMAND_MARK_TOP),
    "纪要": ("M-1", MARK_TOP),
}


def check_head(bench: Bench) -> Iterator[Result]:
    """版头的全部要求。"""
    yield from _mark(bench)
    yield from _joint(bench)
    if bench.paper.form in ("文件", "命令"):
        yield from _number(bench)
        yield from _signers(bench)
    if bench.paper.form == "文件":
        yield from _rule(bench)
    if bench.paper.form != "信函":
        yield from _corner(bench)
    yield _zones(bench)


def mark_ink(bench: Bench) -> Area | None:
    """各行标志合起来的墨迹。"""
    areas = [bench.ink(line) for line in bench.paper.part(Part.MARK)]
    if not areas:
        return None
    return Area(
        min(area.x0 for area in areas),
        min(area.y0 for area in areas),
        max(area.x1 for area in areas),
        max(area.y1 for area in areas),
    )


def _mark(bench: Bench) -> Iterator[Result]:
    """标志的上边缘和左右居中；地方格式不核。"""
    ink = mark_ink(bench)
    if ink is None or bench.paper.form not in _MARK_ROWS:
        return
    name, top = _MARK_ROWS[bench.paper.form]
    boxes = [line.box for line in bench.paper.part(Part.MARK)]
    yield measure(name, top, ink.y0, POSITION_TOLERANCE, what="上边缘", page=1, boxes=boxes)
    also = (PAGE_WIDTH / 2,) if bench.paper.form == "信函" else ()
    centre = bench.centre(1)
    if len(boxes) == 1:
        yield measure(name, centre, ink.centre_x, POSITION_TOLERANCE, also=also, what="中线", page=1, boxes=boxes)


def _joint(bench: Bench) -> Iterator[Result]:
    """联合行文：“文件”在各机关名称的右侧，上下居中。"""
    segments = [segment for line in bench.paper.part(Part.MARK) for segment in line.segments()]
    suffix = [segment for segment in segments if segment.text == "文件"]
    names = [segment for segment in segments if segment.text != "文件"]
    if len(names) < 2:
        return
    boxes = [segment.box for segment in segments]
    if not suffix:
        yield outcome("G-7.2.4d", None, "“文件”在名称右侧居中", "没有单独的“文件”", page=1, boxes=boxes)
        return
    inks = [bench.ink(segment) for segment in names]
    middle = (min(ink.y0 for ink in inks) + max(ink.y1 for ink in inks)) / 2
    own = bench.ink(suffix[0])
    is_met = is_near(own.centre_y, middle, JOINT_TOLERANCE) and suffix[0].x0 > max(name.x1 for name in names) - 1
    yield outcome(
        "G-7.2.4d",
        is_met,
        f"中线 {mm(middle)}，在名称右侧",
        f"中线 {mm(own.centre_y)}",
        within(JOINT_TOLERANCE),
        page=1,
        boxes=boxes,
    )


def _number(bench: Bench) -> Iterator[Result]:
    """发文字号（令号）：标志下空二行；平行文、下行文居中，上行文居左空一字。"""
    ink = mark_ink(bench)
    for line in bench.paper.part(Part.NUMBER)[:1]:
        box = [line.box]
        name = "C-2" if bench.paper.form == "命令" else "G-7.2.5a"
        signers = bench.paper.part(Part.SIGNER)
        if ink and not signers:
            yield two_blank_lines(bench, name, ink.y1, line, "标志至发文字号", POSITION_TOLERANCE)
        if not signers:
            yield measure(name, bench.centre(1), line.centre_x, POSITION_TOLERANCE, what="中线", page=1, boxes=box)
            return
        last = max(_signer_segments(bench), key=lambda item: item.baseline)
        indent = line.x0 - bench.left(1)
        is_level = is_near(line.baseline, last.baseline, ALIGN_TOLERANCE)
        is_met = is_near(indent, chars(1), POSITION_TOLERANCE) and is_level
        yield outcome(
            "G-7.2.5c",
            is_met,
            f"左空 {mm(chars(1)[0])}，与末一签发人同行",
            f"左空 {mm(indent)}，{'同行' if is_level else '不同行'}",
            within(POSITION_TOLERANCE),
            page=1,
            boxes=box,
        )


def _signer_segments(bench: Bench) -> list[Line]:
    """签发人各段：冠“签发人：”的一段，和其下右半边的姓名。"""
    signers = list(bench.paper.part(Part.SIGNER))
    first = signers[0]
    floor = max((rule.y0 for rule in bench.red_rules), default=first.baseline + 1)
    for line in bench.paper.layouts[0].lines:
        for segment in line.segments():
            is_below = first.baseline - 1 < line.baseline < floor
            if is_below and segment.x0 > bench.centre(1) - 5 and all(segment.glyphs != item.glyphs for item in signers):
                signers.append(segment)
    return signers


def _signers(bench: Bench) -> Iterator[Result]:
    """签发人：右空一字，标题字 3 号仿宋，姓名 3 号楷体；几个的对齐。"""
    if not bench.paper.part(Part.SIGNER):
        return
    segments = _signer_segments(bench)
    boxes = [segment.box for segment in segments]
    right = max(segment.x1 for segment in segments)
    targets = [bench.right(1) - width for width in chars(1)]
    # 几个签发人分栏左对齐，右边一栏的姓名可能短些。
    yield measure(
        "G-7.2.6a",
        targets[0],
        right,
        POSITION_TOLERANCE,
        also=targets[1:],
        what="右边",
        page=1,
        boxes=boxes,
        is_soft=len(segments) > 1,
    )
    ink = mark_ink(bench)
    if ink:
        highest = min(segments, key=lambda item: item.baseline)
        yield two_blank_lines(bench, "G-7.2.6a", ink.y1, highest, "标志至签发人", POSITION_TOLERANCE)
    lead = segments[0].glyphs
    cut = segments[0].text.find("：") + 1 or len("签发人：")
    yield from typeface_of(bench, "G-7.2.6a", lead[:3], "仿宋", BODY_PT, boxes, 1, what="签发人")
    names = [*lead[cut:], *(glyph for segment in segments[1:] for glyph in segment.glyphs)]
    if names:
        yield from typeface_of(bench, "G-7.2.6a", names, "楷体", BODY_PT, boxes, 1, what="姓名")
    rows = sorted({round(segment.baseline, 1) for segment in segments})
    if len(rows) > 1:
        first = lead[cut].x0 if len(lead) > cut else segments[0].x0
        starts = [min(segment.x0 for segment in segments if round(segment.baseline, 1) == row) for row in rows[1:]]
        worst = max(starts, key=lambda value: abs(value - first))
        yield measure("G-7.2.6b", first, worst, ALIGN_TOLERANCE, what="回行姓名左边", page=1, boxes=boxes)


def _rule(bench: Bench) -> Iterator[Result]:
    """红色分隔线：在发文字号下 4 毫米，与版心等宽，居中。"""
    numbers = bench.paper.part(Part.NUMBER)
    floor = numbers[0].baseline if numbers else 0
    rules = [rule for rule in bench.red_rules if rule.y0 > floor]
    if not rules:
        yield outcome("G-7.2.7", False, f"红线长 {mm(WIDTH)}", "没有红线", page=1)
        return
    rule = rules[0]
    yield measure("G-7.2.7", WIDTH, rule.length, RULE_TOLERANCE, what="长", at=[rule])
    yield measure("G-7.2.7", bench.centre(1), rule.centre_x, RULE_TOLERANCE, what="中点", at=[rule])
    if numbers:
        lowest = max(bench.ink(line).y1 for line in numbers[:1])
        yield measure(
            "G-7.2.7",
            RULE_GAP,
            rule.y0 - lowest,
            RULE_GAP_TOLERANCE,
            what="距发文字号",
            page=1,
            boxes=[rule.box, numbers[0].box],
        )


_CORNER = ((Part.COPY, "G-7.2.1", 0), (Part.SECRET, "G-7.2.2", 1), (Part.URGENT, "G-7.2.3", 2))


def _corner(bench: Bench) -> Iterator[Result]:
    """份号、密级、紧急程度：顶格，第一、二、三行；没有密级的，紧急程度可在第一或第二行。"""
    present = [part for part, _, _ in _CORNER if bench.paper.part(part)]
    for part, name, row in _CORNER:
        for line in bench.paper.part(part)[:1]:
            yield measure(name, bench.left(1), line.x0, ALIGN_TOLERANCE, what="左边", at=[line])
            rows = {row, present.index(part)} | ({1} if part is Part.URGENT and Part.SECRET not in present else set())
            targets = [bench.first_row + number * bench.pitch for number in sorted(rows, reverse=True)]
            yield measure(
                name,
                targets[0],
                line.centre_y,
                POSITION_TOLERANCE * 1.5,
                also=targets[1:],
                what="行的中线",
                page=1,
                boxes=[line.box],
            )


def _zones(bench: Bench) -> Result:
    """版头、主体、版记自上而下，页码在版心以外。"""
    paper = bench.paper
    order: list[Sequence[Line]] = [
        paper.part(Part.MARK),
        paper.title,
        paper.recipients,
        tuple(line for paragraph in paper.flow for line in paragraph.lines),
        paper.signatures,
        paper.dates,
        paper.cc,
        paper.issue,
    ]
    starts = [(lines[0].page, lines[0].baseline) for lines in order if lines]
    footers = [layout.footer for layout in bench.portraits if layout.footer]
    is_outside = all(footer.top > TOP + 225 for footer in footers)
    is_ordered = starts == sorted(starts)
    measured = f"{'次序正确' if is_ordered else '次序颠倒'}，页码在版心{'外' if is_outside else '内'}"
    return outcome("G-7.1", is_ordered and is_outside, "版头、主体、版记自上而下，页码在版心外", measured)
