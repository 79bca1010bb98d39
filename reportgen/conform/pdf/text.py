"""主体：标题、主送机关、正文、附件说明（7.3.1—7.3.4），信函的标题（10.1）、命令的正文（10.2）、纪要的名单（10.3）。"""

from __future__ import annotations

from itertools import pairwise
import re
from collections.abc import Iterator, Sequence

from reportgen.conform.language import CLOSING, OPENING, broken_lines
from reportgen.conform.numbers import (
    ALIGN_TOLERANCE,
    BODY_PT,
    INDENT,
    LAST_LINE_CHARS,
    POSITION_TOLERANCE,
    PT,
    TITLE_CHARS,
    TITLE_GAP_TOLERANCE,
)
from reportgen.conform.passage import Part, Passage, outcome
from reportgen.conform.pdf.bench import Bench, chars, is_near, measure, mm, two_blank_lines, typeface_of
from reportgen.conform.pdf.lines import Line
from reportgen.conform.pdf.paper import Paragraph, note_items
from reportgen.conform.result import Result


def check_text(bench: Bench) -> Iterator[Result]:
    """主体的全部要求。"""
    yield from _title(bench)
    yield from _recipients(bench)
    yield _first_page(bench)
    yield from _paragraphs(bench)
    yield from _notes(bench)
    yield from _attendance(bench)
    yield from broken_lines(_breaks(bench))


# 标题


def _title(bench: Bench) -> Iterator[Result]:
    title = bench.paper.title
    boxes = [line.box for line in title]
    if not title:
        if bench.paper.form == "命令":
            yield from _order_body(bench)
        return
    name = "L-7" if bench.paper.form == "信函" else "G-7.3.1b"
    yield from _title_gap(bench, name, title[0])
    worst = max(title, key=lambda line: abs(line.centre_x - bench.centre(1)))
    yield measure(name, bench.centre(1), worst.centre_x, ALIGN_TOLERANCE, what="中线", page=1, boxes=boxes)
    yield _shape(title)


def _title_gap(bench: Bench, name: str, line: Line) -> Iterator[Result]:
    """标题之上空二行：文件从红线量起，信函从其上最后一个要素量起；地方格式只作提示。"""
    paper = bench.paper
    above = [rule.y1 for rule in bench.red_rules if rule.y1 < line.top]
    if paper.form == "信函" or not above:
        parts = (Part.NUMBER, Part.COPY, Part.SECRET, Part.URGENT)
        above += [bench.ink(item).y1 for part in parts for item in paper.part(part)]
    if not above:
        return
    is_soft = paper.form not in ("文件", "信函")
    yield two_blank_lines(bench, name, max(above), line, "其上空", TITLE_GAP_TOLERANCE, is_soft=is_soft)


def _shape(title: Sequence[Line]) -> Result:
    """多行标题成梯形或菱形；不在括号、单位处断开。"""
    widths = [(line.x1 - line.x0) / (line.size * PT) for line in title]
    shape = shape_of(widths)
    faults = list(_bad_breaks([line.text for line in title]))
    if max(widths) > TITLE_CHARS + 0.3:
        faults.append(f"一行超过{TITLE_CHARS}字")
    if len(title) > 1 and widths[-1] < LAST_LINE_CHARS:
        faults.append(f"末行不足{LAST_LINE_CHARS}字")
    measured = f"{shape}（各行 {'、'.join(f'{width:.1f}' for width in widths)} 字）"
    measured += f"，{'，'.join(faults)}" if faults else ""
    is_met = shape in ("一行", "梯形", "菱形") and not faults
    return outcome(
        "G-7.3.1c",
        is_met,
        "梯形或菱形，词意完整",
        measured,
        page=1,
        boxes=[line.box for line in title],
        note="是否拆开词语须由人看",
        is_soft=shape in ("一行", "梯形", "菱形"),
    )


def shape_of(widths: Sequence[float]) -> str:
    """各行宽度（字）的形状：一行、梯形、菱形、长方形或沙漏形。"""
    if len(widths) == 1:
        return "一行"
    if max(widths) - min(widths) < 0.4:
        return "长方形"
    steps = [after - before for before, after in pairwise(widths)]
    signs = [0 if abs(step) < 0.4 else (1 if step > 0 else -1) for step in steps]
    moves = [sign for sign in signs if sign]
    if all(sign > 0 for sign in moves) or all(sign < 0 for sign in moves):
        return "梯形"
    is_diamond = moves == sorted(moves, reverse=True)
    return "菱形" if is_diamond else "沙漏形"


def _bad_breaks(texts: Sequence[str]) -> Iterator[str]:
    """断得不好的回行处。"""
    for before, after in pairwise(texts):
        if after[0] in CLOSING or before[-1] in OPENING or re.match("[的和与及]", after):
            yield f"“{before[-2:]}／{after[:2]}”断得不好"
        elif re.search(r"\d$", before) and re.match(r"[\d年月日号%个]", after):
            yield f"“{before[-2:]}／{after[:2]}”拆开了数"
        elif re.search("(?:关于|对)$", before):
            yield f"“{before[-2:]}”留在行末"


def _order_body(bench: Bench) -> Iterator[Result]:
    """命令没有标题，正文在令号下空二行。"""
    numbers, flow = bench.paper.part(Part.NUMBER), bench.paper.flow
    if numbers and flow:
        yield two_blank_lines(bench, "C-2", bench.ink(numbers[0]).y1, flow[0].lines[0], "令号至正文", TITLE_GAP_TOLERANCE)


# 主送机关、正文


def _recipients(bench: Bench) -> Iterator[Result]:
    """主送机关：标题下空一行，各行顶格。"""
    lines = bench.paper.recipients
    if not lines:
        return
    boxes = [line.box for line in lines]
    worst = max(lines, key=lambda line: abs(line.x0 - bench.left(line.page)))
    yield measure("G-7.3.2", bench.left(worst.page), worst.x0, ALIGN_TOLERANCE, what="左边", page=worst.page, boxes=boxes)
    if bench.paper.title:
        yield _one_blank(bench, "G-7.3.2", bench.paper.title[-1], lines[0], "标题下空")


def _one_blank(bench: Bench, name: str, before: Line, line: Line, what: str, *, is_soft: bool = False) -> Result:
    """两行之间空一行；不在同一页的，空行在页末看不出。"""
    if before.page != line.page:
        return outcome(name, None, f"{what} {mm(bench.pitch)}", "—", at=[line], note="前后两行不在同一页")
    gap = line.centre_y - before.centre_y - bench.pitch
    return measure(name, bench.pitch, gap, POSITION_TOLERANCE, what=what, at=[line], is_soft=is_soft)


def _gap_above(bench: Bench, name: str, before: Line, line: Line) -> Result:
    """正文与其下要素之间空一行；中间有表格、图、注的，从它们的下边量起，只作提示。"""
    layout = bench.paper.layouts[line.page - 1]
    bottoms = [item.bottom for item in layout.lines if item.baseline < line.baseline - 1]
    bottoms += [region.y1 for region in layout.regions if region.y1 < line.baseline]
    lowest = max(bottoms, default=0.0)
    if before.page == line.page and lowest <= before.bottom + 0.5:
        return _one_blank(bench, name, before, line, "正文下空")
    if not bottoms:
        return _one_blank(bench, name, before, line, "正文下空")
    gap = bench.row_top(line) - lowest
    return measure(name, bench.pitch, gap, bench.pitch / 2, what="其上空", at=[line], is_soft=True)


def _first_page(bench: Bench) -> Result:
    """首页有正文。"""
    found = [line for paragraph in bench.paper.flow for line in paragraph.lines if line.page == 1]
    return outcome("G-7.3.3a", bool(found), "首页有正文", f"首页正文{len(found)}行", at=found[:1])


def _paragraphs(bench: Bench) -> Iterator[Result]:
    """自然段左空二字，回行顶格；正文紧接主送机关。"""
    paper = bench.paper
    if not paper.paragraphs:
        return
    first = [paragraph.lines[0] for paragraph in paper.paragraphs if not _is_centred(bench, paragraph)]
    rest = [line for paragraph in paper.paragraphs for line in paragraph.lines[1:]]
    if first:
        line = max(first, key=lambda item: _indent_error(bench, item))
        value = line.x0 - bench.left(line.page)
        yield measure(
            "G-7.3.3b",
            chars(INDENT)[0],
            value,
            ALIGN_TOLERANCE,
            also=chars(INDENT)[1:],
            what="左空",
            page=line.page,
            boxes=[line.box],
        )
    if rest:
        line = max(rest, key=lambda item: abs(item.x0 - bench.left(item.page)))
        yield measure(
            "G-7.3.3b",
            0,
            line.x0 - bench.left(line.page),
            ALIGN_TOLERANCE,
            what="回行左空",
            page=line.page,
            boxes=[line.box],
        )
    if paper.recipients and paper.flow and paper.flow[0].lines[0].page == paper.recipients[-1].page:
        gap = paper.flow[0].lines[0].centre_y - paper.recipients[-1].centre_y
        yield measure(
            "G-7.3.3b",
            bench.pitch,
            gap,
            POSITION_TOLERANCE,
            what="主送机关至正文",
            page=1,
            boxes=[paper.flow[0].lines[0].box],
        )


def _indent_error(bench: Bench, line: Line) -> float:
    value = line.x0 - bench.left(line.page)
    return min(abs(value - target) for target in chars(INDENT))


def _is_centred(bench: Bench, paragraph: Paragraph) -> bool:
    """居中的一行，例如表题、印发件的题注。"""
    line = paragraph.lines[0]
    is_short = line.x0 > bench.left(line.page) + 3 * chars(1)[0]
    return len(paragraph.lines) == 1 and is_short and is_near(line.centre_x, bench.centre(line.page), 2.0)


def _breaks(bench: Bench) -> list[Passage]:
    """段里每一处回行：前一行和后一行以换行符相连。"""
    return [Passage(f"{before.text}\n{after.text}", Part.BODY, after.page, (before.box, after.box)) for paragraph in bench.paper.paragraphs for before, after in pairwise(paragraph.lines)]


# 附件说明、出席名单


def _notes(bench: Bench) -> Iterator[Result]:
    """附件说明：正文下空一行，左空二字，几个附件的编号和回行对齐。"""
    notes = bench.paper.notes
    if not notes:
        return
    boxes = [line.box for line in notes]
    above = [line for paragraph in bench.paper.paragraphs for line in paragraph.lines if _is_before(line, notes[0])]
    if above:
        yield _gap_above(bench, "G-7.3.4a", max(above, key=lambda line: (line.page, line.baseline)), notes[0])
    indent = notes[0].x0 - bench.left(notes[0].page)
    yield measure(
        "G-7.3.4a",
        chars(INDENT)[0],
        indent,
        ALIGN_TOLERANCE,
        also=chars(INDENT)[1:],
        what="左空",
        page=notes[0].page,
        boxes=boxes[:1],
    )
    items = note_items(notes)
    heads = [_number_x(item[0]) for item in items]
    if len(items) > 1:
        worst = max(heads, key=lambda value: abs(value - heads[0]))
        yield measure("G-7.3.4b", heads[0], worst, ALIGN_TOLERANCE, what="序号左边", page=notes[0].page, boxes=boxes)
    for item in items:
        for line in item[1:]:
            yield measure(
                "G-7.3.4b",
                _name_x(item[0]),
                line.x0,
                ALIGN_TOLERANCE,
                what="回行左边",
                page=line.page,
                boxes=[line.box],
            )


def _is_before(line: Line, other: Line) -> bool:
    return (line.page, line.baseline) < (other.page, other.baseline)


def _number_x(line: Line) -> float:
    """附件序号（没有序号时为名称）的左边。"""
    found = re.match(r"^附件[：:]", line.text)
    return line.glyphs[found.end() if found and found.end() < len(line.glyphs) else 0].x0


def _name_x(line: Line) -> float:
    """附件名称首字的左边。"""
    found = re.match(r"^(?:附件[：:])?(?:\d{1,2}[.．、])?", line.text)
    cut = found.end() if found else 0
    return line.glyphs[min(cut, len(line.glyphs) - 1)].x0


def _attendance(bench: Bench) -> Iterator[Result]:
    """纪要的出席、请假、列席：空一行，左空二字，名称黑体，回行与冒号后的首字对齐，次序固定。"""
    groups = bench.paper.attendance
    if not groups:
        return
    flow = bench.paper.flow
    if flow:
        yield _one_blank(bench, "M-2", flow[-1].lines[-1], groups[0].lines[0], "正文下空")
    for group in groups:
        name = "M-2" if group.text.startswith("出席") else "M-3"
        first = group.lines[0]
        indent = first.x0 - bench.left(first.page)
        yield measure(
            name,
            chars(INDENT)[0],
            indent,
            ALIGN_TOLERANCE,
            also=chars(INDENT)[1:],
            what="左空",
            page=first.page,
            boxes=[first.box],
        )
        yield from typeface_of(bench, name, first.glyphs[:2], "黑体", BODY_PT, [first.box], first.page)
        for line in group.lines[1:]:
            yield measure(
                name,
                first.glyphs[min(3, len(first.glyphs) - 1)].x0,
                line.x0,
                ALIGN_TOLERANCE,
                what="回行左边",
                page=line.page,
                boxes=[line.box],
            )
    names = [group.text[:2] for group in groups]
    ordered = sorted(names, key=["出席", "请假", "列席"].index)
    is_met = names == ordered
    yield outcome("M-3", is_met, "出席、请假、列席依次", "、".join(names))
