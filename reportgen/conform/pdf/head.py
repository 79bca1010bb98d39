"""版头（7.2）和各格式标志的位置（10.1—10.3）。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.conform.numbers import (
    ALIGN_TOLERANCE,
    BODY_PT,
    BOTTOM,
    COMMAND_MARK_TOP,
    JOINT_TOLERANCE,
    LETTER_MARK_TOP,
    MARK_TOP,
    PAGE_WIDTH,
    POSITION_TOLERANCE,
    ROW_TOLERANCE,
    RULE_GAP,
    RULE_GAP_TOLERANCE,
    RULE_TOLERANCE,
    WIDTH,
)
from reportgen.conform.passage import Part
from reportgen.conform.pdf.bench import Bench, chars, is_near, judged, measure, mm, two_blank_lines, typeface, within
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
    x0, y0 = min(area.x0 for area in areas), min(area.y0 for area in areas)
    return Area(x0, y0, max(area.x1 for area in areas), max(area.y1 for area in areas))


def _mark(bench: Bench) -> Iterator[Result]:
    """标志的上边缘和左右居中；地方格式不核。"""
    marks, ink = bench.paper.part(Part.MARK), mark_ink(bench)
    if ink is None or bench.paper.form not in _MARK_ROWS:
        return
    name, top = _MARK_ROWS[bench.paper.form]
    yield measure(name, top, ink.y0, POSITION_TOLERANCE, marks, what="上边缘")
    if len(marks) == 1:
        axes = (bench.centre(1), PAGE_WIDTH / 2) if bench.paper.form == "信函" else (bench.centre(1),)
        yield measure(name, axes, ink.centre_x, POSITION_TOLERANCE, marks, what="中线")


def _joint(bench: Bench) -> Iterator[Result]:
    """联合行文：“文件”在各机关名称的右侧，上下居中。"""
    segments = [segment for line in bench.paper.part(Part.MARK) for segment in line.segments()]
    suffix = [segment for segment in segments if segment.text == "文件"]
    names = [segment for segment in segments if segment.text != "文件"]
    if len(names) < 2:
        return
    if not suffix:
        yield judged("G-7.2.4d", None, "“文件”在名称右侧居中", "没有单独的“文件”", "", segments)
        return
    inks = [bench.ink(segment) for segment in names]
    middle = (min(ink.y0 for ink in inks) + max(ink.y1 for ink in inks)) / 2
    own = bench.ink(suffix[0]).centre_y
    is_right = suffix[0].x0 > max(name.x1 for name in names) - 1
    is_met = is_near(own, middle, JOINT_TOLERANCE) and is_right
    measured = f"中线 {mm(own)}，{'在' if is_right else '不在'}名称右侧"
    yield judged("G-7.2.4d", is_met, f"中线 {mm(middle)}，在名称右侧", measured, within(JOINT_TOLERANCE), segments)


def _number(bench: Bench) -> Iterator[Result]:
    """发文字号（令号）：标志下空二行居中；上行文居左空一字，与末一个签发人同行。"""
    ink = mark_ink(bench)
    for line in bench.paper.part(Part.NUMBER)[:1]:
        if bench.paper.part(Part.SIGNER):
            yield _upward_number(bench, line)
            return
        name = "C-2" if bench.paper.form == "命令" else "G-7.2.5a"
        if ink:
            yield two_blank_lines(bench, name, ink.y1, line, "标志至发文字号", POSITION_TOLERANCE)
        yield measure(name, bench.centre(1), line.centre_x, POSITION_TOLERANCE, [line], what="中线")


def _upward_number(bench: Bench, line: Line) -> Result:
    last = max(_signer_segments(bench), key=lambda item: item.baseline)
    indent = line.x0 - bench.left(1)
    is_level = is_near(line.baseline, last.baseline, ALIGN_TOLERANCE)
    is_met = is_near(indent, chars(1), POSITION_TOLERANCE) and is_level
    measured = f"左空 {mm(indent)}，与末一签发人{'同行' if is_level else '不同行'}"
    expected = f"左空 {mm(chars(1)[0])}，与末一签发人同行"
    return judged("G-7.2.5c", is_met, expected, measured, within(POSITION_TOLERANCE), [line, last])


def _signer_segments(bench: Bench) -> list[Line]:
    """签发人各段：冠“签发人：”的一段，和同行、其下右半边的姓名。"""
    first, *others = bench.paper.part(Part.SIGNER)
    found = [first, *others]
    floor = max((rule.y0 for rule in bench.red_rules), default=first.baseline + 1)
    for line in bench.layout(1).lines:
        for segment in line.segments():
            is_below = first.baseline - 1 < line.baseline < floor and segment.x0 > bench.centre(1) - 5
            if is_below and all(segment.glyphs != item.glyphs for item in found):
                found.append(segment)
    return found


def _signers(bench: Bench) -> Iterator[Result]:
    """签发人：右空一字，“签发人”三字 3 号仿宋，姓名 3 号楷体；几个的对齐。"""
    if not bench.paper.part(Part.SIGNER):
        return
    segments = _signer_segments(bench)
    right = max(segment.x1 for segment in segments)
    targets = [bench.right(1) - width for width in chars(1)]
    # 几个签发人分栏左对齐，右边一栏的姓名可能短些。
    is_soft = len(segments) > 1
    yield measure("G-7.2.6a", targets, right, POSITION_TOLERANCE, segments, what="右边", is_soft=is_soft)
    ink = mark_ink(bench)
    if ink:
        highest = min(segments, key=lambda item: item.baseline)
        yield two_blank_lines(bench, "G-7.2.6a", ink.y1, highest, "标志至签发人", POSITION_TOLERANCE)
    lead, cut = segments[0].glyphs, len("签发人：")
    names = [*lead[cut:], *(glyph for segment in segments[1:] for glyph in segment.glyphs)]
    yield from typeface(bench, "G-7.2.6a", segments, "仿宋", BODY_PT, glyphs=lead[:3], what="签发人")
    if names:
        yield from typeface(bench, "G-7.2.6a", segments, "楷体", BODY_PT, glyphs=names, what="姓名")
        yield from _signer_columns(segments, names[0].x0)


def _signer_columns(segments: Sequence[Line], first: float) -> Iterator[Result]:
    """回行的第一个姓名与上一行第一个姓名对齐。"""
    rows: dict[float, float] = {}
    for segment in segments[1:]:
        row = round(segment.baseline, 1)
        if row > segments[0].baseline + 1:
            rows[row] = min(segment.x0, rows.get(row, segment.x0))
    if rows:
        worst = max(rows.values(), key=lambda value: abs(value - first))
        yield measure("G-7.2.6b", first, worst, ALIGN_TOLERANCE, segments, what="回行姓名左边")


def _rule(bench: Bench) -> Iterator[Result]:
    """红色分隔线：在发文字号下 4 毫米，与版心等宽，居中。"""
    numbers = bench.paper.part(Part.NUMBER)[:1]
    rules = [rule for rule in bench.red_rules if not numbers or rule.y0 > numbers[0].baseline]
    if not rules:
        yield judged("G-7.2.7", False, f"红线长 {mm(WIDTH)}", "没有红线", page=1)
        return
    rule = rules[0]
    yield measure("G-7.2.7", WIDTH, rule.length, RULE_TOLERANCE, [rule], what="长")
    yield measure("G-7.2.7", bench.centre(1), rule.centre_x, RULE_TOLERANCE, [rule], what="中点")
    for line in numbers:
        gap = rule.y0 - bench.ink(line).y1
        yield measure("G-7.2.7", RULE_GAP, gap, RULE_GAP_TOLERANCE, [rule, line], what="距发文字号")


_CORNER = ((Part.COPY, "G-7.2.1", 0), (Part.SECRET, "G-7.2.2", 1), (Part.URGENT, "G-7.2.3", 2))


def _corner(bench: Bench) -> Iterator[Result]:
    """份号、密级、紧急程度：顶格，依次在第一、二、三行；缺前面的要素时可以上移，也可以留空。"""
    present = [part for part, _, _ in _CORNER if bench.paper.part(part)]
    for part, name, row in _CORNER:
        for line in bench.paper.part(part)[:1]:
            yield measure(name, bench.left(1), line.x0, ALIGN_TOLERANCE, [line], what="左边")
            rows = {row, present.index(part)} | ({1} if part is Part.URGENT and Part.SECRET not in present else set())
            targets = [bench.first_row + number * bench.pitch for number in sorted(rows, reverse=True)]
            yield measure(name, targets, line.centre_y, ROW_TOLERANCE, [line], what="行的中线")


def _zones(bench: Bench) -> Result:
    """版头、主体、版记自上而下，页码在版心以外。"""
    paper = bench.paper
    flow = tuple(line for paragraph in paper.flow for line in paragraph.lines)
    order = (paper.part(Part.MARK), paper.title, paper.recipients, flow, paper.signatures, paper.dates, paper.cc)
    starts = [(lines[0].page, lines[0].baseline) for lines in (*order, paper.issue) if lines]
    is_outside = all(layout.footer.top > BOTTOM for layout in bench.portraits if layout.footer)
    is_ordered = starts == sorted(starts)
    measured = f"次序{'正确' if is_ordered else '颠倒'}，页码在版心{'外' if is_outside else '内'}"
    return judged("G-7.1", is_ordered and is_outside, "版头、主体、版记自上而下，页码在版心外", measured)
