"""主体：主送机关、正文、附件说明（7.3.2—7.3.4），纪要的名单（10.3）。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reportgen.conform.language import broken_lines
from reportgen.conform.numbers import ALIGN_TOLERANCE, BODY_PT, INDENT, POSITION_TOLERANCE
from reportgen.conform.passage import Part, Passage
from reportgen.conform.pdf.bench import Bench, chars, is_near, judged, measure, mm, typeface
from reportgen.conform.pdf.lines import Line
from reportgen.conform.pdf.paper import Paragraph, note_items
from reportgen.conform.result import Result


def check_text(bench: Bench) -> Iterator[Result]:
    """主体的全部要求，标题除外。"""
    yield from _recipients(bench)
    yield _first_page(bench)
    yield from _paragraphs(bench)
    yield from _notes(bench)
    yield from _attendance(bench)
    yield from broken_lines(_breaks(bench))


def _recipients(bench: Bench) -> Iterator[Result]:
    """主送机关：标题下空一行，各行顶格。"""
    lines = bench.paper.recipients
    if not lines:
        return
    worst = max(lines, key=lambda line: abs(line.x0 - bench.left(line.page)))
    yield measure("G-7.3.2", bench.left(worst.page), worst.x0, ALIGN_TOLERANCE, [worst], what="左边")
    if bench.paper.title:
        yield _one_blank(bench, "G-7.3.2", bench.paper.title[-1], lines[0], "标题下空")


def _one_blank(bench: Bench, name: str, before: Line, line: Line, what: str) -> Result:
    """两行之间空一行；不在同一页的，空行在页末看不出。"""
    if before.page != line.page:
        return judged(name, None, f"{what} {mm(bench.pitch)}", "—", "", [line], note="前后两行不在同一页")
    gap = line.centre_y - before.centre_y - bench.pitch
    return measure(name, bench.pitch, gap, POSITION_TOLERANCE, [line], what=what)


def _gap_above(bench: Bench, name: str, line: Line) -> Iterator[Result]:
    """正文与其下的要素之间空一行；中间有表格、图、注的，从它们的下边量起，只作提示。"""
    before = max((item for item in bench.body if _is_before(item, line)), key=_place, default=None)
    if before is None:
        return
    layout = bench.layout(line.page)
    bottoms = [item.bottom for item in layout.lines if item.baseline < line.baseline - 1]
    bottoms += [region.y1 for region in layout.regions if region.y1 < line.baseline]
    if not bottoms or (before.page == line.page and max(bottoms) <= before.bottom + 0.5):
        yield _one_blank(bench, name, before, line, "正文下空")
    else:
        gap = bench.row_top(line) - max(bottoms)
        yield measure(name, bench.pitch, gap, bench.pitch / 2, [line], what="其上空", is_soft=True)


def _place(line: Line) -> tuple[int, float]:
    return line.page, line.baseline


def _is_before(line: Line, other: Line) -> bool:
    return _place(line) < _place(other)


def _first_page(bench: Bench) -> Result:
    """首页有正文。"""
    found = [line for paragraph in bench.paper.flow for line in paragraph.lines if line.page == 1]
    return judged("G-7.3.3a", bool(found), "首页有正文", f"首页正文{len(found)}行", "", found[:1], page=1)


def _paragraphs(bench: Bench) -> Iterator[Result]:
    """自然段左空二字，回行顶格；正文紧接主送机关。"""
    paper = bench.paper
    first = [paragraph.lines[0] for paragraph in paper.paragraphs if not _is_centred(bench, paragraph)]
    rest = [line for paragraph in paper.paragraphs for line in paragraph.lines[1:]]
    if first:
        line = max(first, key=lambda item: _indent_error(bench, item))
        indent = line.x0 - bench.left(line.page)
        yield measure("G-7.3.3b", chars(INDENT), indent, ALIGN_TOLERANCE, [line], what="左空")
    if rest:
        line = max(rest, key=lambda item: abs(item.x0 - bench.left(item.page)))
        indent = line.x0 - bench.left(line.page)
        yield measure("G-7.3.3b", 0.0, indent, ALIGN_TOLERANCE, [line], what="回行左空")
    if paper.recipients and paper.flow and paper.flow[0].lines[0].page == paper.recipients[-1].page:
        line = paper.flow[0].lines[0]
        gap = line.centre_y - paper.recipients[-1].centre_y
        yield measure("G-7.3.3b", bench.pitch, gap, POSITION_TOLERANCE, [line], what="主送机关至正文")


def _indent_error(bench: Bench, line: Line) -> float:
    value = line.x0 - bench.left(line.page)
    return min(abs(value - target) for target in chars(INDENT))


def _is_centred(bench: Bench, paragraph: Paragraph) -> bool:
    """居中的一行，例如表题、印发件的题注。"""
    line = paragraph.lines[0]
    is_inset = line.x0 > bench.left(line.page) + chars(3)[0]
    return len(paragraph.lines) == 1 and is_inset and is_near(line.centre_x, bench.centre(line.page), 2.0)


def _breaks(bench: Bench) -> list[Passage]:
    """段里每一处回行：前一行和后一行以换行符相连。"""
    return [
        Passage(f"{before.text}\n{after.text}", Part.BODY, after.page, (before.box, after.box))
        for paragraph in bench.paper.paragraphs
        for before, after in pairwise(paragraph.lines)
    ]


# 附件说明、出席名单


def _notes(bench: Bench) -> Iterator[Result]:
    """附件说明：正文下空一行，左空二字，几个附件的编号和回行对齐。"""
    notes = bench.paper.notes
    if not notes:
        return
    yield from _gap_above(bench, "G-7.3.4a", notes[0])
    indent = notes[0].x0 - bench.left(notes[0].page)
    yield measure("G-7.3.4a", chars(INDENT), indent, ALIGN_TOLERANCE, notes[:1], what="左空")
    items = note_items(notes)
    heads = [item[0].glyphs[_number_start(item[0])].x0 for item in items]
    if len(items) > 1:
        worst = max(heads, key=lambda value: abs(value - heads[0]))
        yield measure("G-7.3.4b", heads[0], worst, ALIGN_TOLERANCE, notes, what="序号左边")
    for item in items:
        name_x = item[0].glyphs[_name_start(item[0])].x0
        for line in item[1:]:
            yield measure("G-7.3.4b", name_x, line.x0, ALIGN_TOLERANCE, [line], what="回行左边")


def _number_start(line: Line) -> int:
    """附件序号（没有序号时为名称）是第几个字。"""
    return _start(r"^附件[：:]", line)


def _name_start(line: Line) -> int:
    """附件名称从第几个字起。"""
    return _start(r"^(?:附件[：:])?(?:\d{1,2}[.．、])?", line)


def _start(pattern: str, line: Line) -> int:
    found = re.match(pattern, line.text)
    return min(found.end() if found else 0, len(line.glyphs) - 1)


def _attendance(bench: Bench) -> Iterator[Result]:
    """纪要的出席、请假、列席：空一行，左空二字，名称黑体，回行与冒号后的首字对齐，次序固定。"""
    groups = bench.paper.attendance
    if not groups:
        return
    yield from _gap_above(bench, "M-2", groups[0].lines[0])
    for group in groups:
        name = "M-2" if group.text.startswith("出席") else "M-3"
        first, *rest = group.lines
        indent = first.x0 - bench.left(first.page)
        yield measure(name, chars(INDENT), indent, ALIGN_TOLERANCE, [first], what="左空")
        yield from typeface(bench, name, [first], "黑体", BODY_PT, glyphs=first.glyphs[:2])
        start = first.glyphs[min(3, len(first.glyphs) - 1)].x0
        for line in rest:
            yield measure(name, start, line.x0, ALIGN_TOLERANCE, [line], what="回行左边")
    names = [group.text[:2] for group in groups]
    is_met = names == sorted(names, key=["出席", "请假", "列席"].index)
    yield judged("M-3", is_met, "出席、请假、列席依次", "、".join(names), "", [group.lines[0] for group in groups])
