"""版心的高、行数、每行字数（5.2.1、5.2.3）和字、行的步距（3.1、3.2）。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reportgen.conform.numbers import (
    BOTTOM_MARGIN,
    CHAR,
    CHARS,
    ENGINE_SHIFT,
    FILL_TOLERANCE,
    FITTED_CHAR,
    HEIGHT,
    LINES,
    MARGIN_TOLERANCE,
    PITCH_SPREAD,
    PT,
    STEP_TOLERANCE,
    TOP,
    WIDTH,
)
from reportgen.conform.options import Profile
from reportgen.conform.pdf.bench import Bench, is_near, judged, measure, mm, within
from reportgen.conform.pdf.lines import Layout, Line
from reportgen.conform.pdf.source import Glyph
from reportgen.conform.result import Result

_NO_FULL_PAGE = "没有排满正文的页"
_TWO_PAGES = "首行、末行取自两页"
_ENGINE = "Word 一类软件按固定行距排的字在行里偏下，不到 1.4 毫米"


@dataclass(frozen=True)
class _Area:
    """排满的版心：首行和末行，可以不在同一页；``rows`` 是同一页时数得的行数。"""

    first: Line
    last: Line
    rows: int | None


def check_area(bench: Bench) -> Iterator[Result]:
    """天头、版心的高、行数、字数和步距。"""
    area = _full_area(bench)
    yield _top(bench)
    yield from _height(bench, area)
    yield _rows(bench, area)
    yield _characters(bench)
    yield _character_step(bench)
    yield _pitch(bench)


# 天头


def _top(bench: Bench) -> Result:
    """天头：首行排在版心顶的页，行框顶和字的墨迹顶；取最不对的一页。"""
    lines = [line for layout in bench.portraits if (line := _first_line(bench, layout))]
    expected = f"{bench.profile} {mm(TOP)}"
    if not lines:
        return judged("G-5.2.1a", None, expected, "—", within(MARGIN_TOLERANCE), note="没有从版心第一行排起的页")
    is_box = bench.profile is Profile.BOX
    line = max(lines, key=lambda item: abs((bench.row_top(item) if is_box else bench.ink(item).y0) - TOP))
    box, ink = bench.row_top(line), bench.ink(line).y0
    is_met = _is_edge(box, TOP) if is_box else is_near(ink, TOP, MARGIN_TOLERANCE)
    note = _ENGINE if is_box and box - TOP > MARGIN_TOLERANCE and is_met else ""
    measured = f"行框 {mm(box)}，墨迹 {mm(ink)}"
    return judged("G-5.2.1a", is_met, expected, measured, within(MARGIN_TOLERANCE), [line], note=note)


def _is_edge(value: float, target: float) -> bool:
    """行框的边在应有之处：字在行里居中的差不到允差，偏下的另加排版软件的偏移。"""
    return target - MARGIN_TOLERANCE <= value <= target + MARGIN_TOLERANCE + ENGINE_SHIFT


def _first_line(bench: Bench, layout: Layout) -> Line | None:
    """一页最上面的正文行；首页的版头、页首的图表和版记不算，附件说明上面空一行，也不算。"""
    has_head = layout.number == 1 and bool(bench.paper.head or bench.paper.title)
    first = layout.lines[0] if layout.lines and not has_head else None
    if first is None or first in bench.paper.cc + bench.paper.issue + bench.paper.notes[:1]:
        return None
    is_body = abs(first.size - bench.paper.metrics.size) < 1 and first.centre_y < TOP + 2.2 * bench.pitch
    is_under_figure = any(region.y0 < first.top for region in layout.regions)
    return first if is_body and not is_under_figure else None


# 版心的高和行数


def _full_area(bench: Bench) -> _Area | None:
    """正文从第一行排到末行的一页；没有这样的页时，首行取一页、末行取另一页。"""
    starts = {layout.number: line for layout in bench.portraits if (line := _first_line(bench, layout))}
    ends = dict(_page_ends(bench))
    whole = [page for page in ends if page in starts and _is_plain(bench, page)]
    if whole:
        page = max(whole, key=lambda number: len(bench.layout(number).lines))
        return _Area(starts[page], ends[page], len(bench.layout(page).lines))
    if not starts or not ends:
        return None
    first = min(starts.values(), key=lambda line: line.baseline)
    return _Area(first, max(ends.values(), key=lambda line: line.baseline), None)


def _page_ends(bench: Bench) -> Iterator[tuple[int, Line]]:
    """段中转页之处的末行，那里一定排到了最后。

    转过去不到三行的可能是为免孤行提前转的，信函首页的末行另有规定，有图表的页行不在格上，都不取。
    """
    for paragraph in bench.paper.paragraphs:
        for index, (before, after) in enumerate(pairwise(paragraph.lines), 1):
            is_letter_head = before.page == 1 and bench.paper.form == "信函"
            is_exempt = is_letter_head or len(paragraph.lines) - index < 3 or bench.layout(before.page).regions
            if after.page > before.page and not is_exempt:
                yield before.page, before


def _is_plain(bench: Bench, page: int) -> bool:
    """全是正文行，没有图、表、注。"""
    layout = bench.layout(page)
    return not layout.regions and sum(line.page == page for line in bench.body) == len(layout.lines)


def _height(bench: Bench, area: _Area | None) -> Iterator[Result]:
    """版心的高和下白边。首行、末行不在同一页时，末行之下可能还有空，不足以判为不合格。"""
    expected, tolerance = f"{bench.profile} 高 {mm(HEIGHT)}", within(MARGIN_TOLERANCE)
    if area is None:
        yield judged("G-5.2.1c", None, expected, "—", tolerance, note=_NO_FULL_PAGE)
        yield judged("G-5.2.1d", None, f"下 {mm(BOTTOM_MARGIN)}", "—", tolerance, note=_NO_FULL_PAGE)
        return
    is_box = bench.profile is Profile.BOX
    box = bench.row_bottom(area.last) - bench.row_top(area.first)
    ink = bench.ink(area.last).y1 - bench.ink(area.first).y0
    is_met = is_near(box if is_box else ink, HEIGHT, MARGIN_TOLERANCE)
    measured, at = f"行框 {mm(box)}，墨迹 {mm(ink)}", [area.last, area.first]
    verdict, note = (is_met, "") if area.rows else (is_met or None, _TWO_PAGES)
    yield judged("G-5.2.1c", verdict, expected, measured, tolerance, at, note=note)
    if verdict is not None:
        bottom = bench.row_bottom(area.last) if is_box else bench.ink(area.last).y1
        margin = bench.layout(area.last.page).sheet.height - bottom
        targets = (BOTTOM_MARGIN, BOTTOM_MARGIN - ENGINE_SHIFT) if is_box else (BOTTOM_MARGIN,)
        yield measure("G-5.2.1d", targets, margin, MARGIN_TOLERANCE, at, what="下")


def _rows(bench: Bench, area: _Area | None) -> Result:
    """排满的页有 22 行，而且 22 个行距撑满版心。"""
    expected = f"{LINES}行，撑满 {mm(HEIGHT)}"
    pitch = f"行距 {mm(bench.pitch)}"
    if area is None:
        return judged("G-5.2.3a", None, expected, "—", note=f"{_NO_FULL_PAGE}；{pitch}")
    rows = area.rows or round((area.last.baseline - area.first.baseline) / bench.pitch) + 1
    filled = rows * bench.pitch if bench.profile is Profile.BOX else (rows - 1) * bench.pitch + CHAR
    is_met = rows == LINES and is_near(filled, HEIGHT, FILL_TOLERANCE)
    verdict, note = (is_met, pitch) if area.rows else (is_met or None, f"{pitch}；{_TWO_PAGES}")
    at = [area.last, area.first]
    return judged("G-5.2.3a", verdict, expected, f"{rows}行，{mm(filled)}", within(FILL_TOLERANCE), at, note=note)


# 每行字数和步距


def _characters(bench: Bench) -> Result:
    """段中各满行最多排的字数，半角字按实宽折算；能排 28 字的行最多 28 字，只容 27 字的最多 27 字。"""
    expected = f"{CHARS}个字，撑满 {mm(WIDTH)}"
    counts = [
        ((line.x0 - bench.left(line.page)) / (line.size * PT) + sum(map(_ems, line.glyphs)), line)
        for paragraph in bench.paper.paragraphs
        for line in paragraph.lines[:-1]
    ]
    if not counts or bench.is_substituted:
        note = "正文的字体认不出，字宽不可靠" if counts else "没有排满的正文行"
        return judged("G-5.2.3b", None, expected, "—", note=note)
    count, line = max(counts, key=lambda item: item[0])
    width = bench.paper.metrics.widest
    is_met = CHARS - 0.7 < count < CHARS + 0.4 and is_near(width, WIDTH, MARGIN_TOLERANCE)
    return judged("G-5.2.3b", is_met, expected, f"最多{count:.1f}个字，{mm(width)}", within(MARGIN_TOLERANCE), [line])


def _ems(glyph: Glyph) -> float:
    """字宽，字。"""
    return (glyph.x1 - glyph.x0) / (glyph.size * PT)


def _character_step(bench: Bench) -> Result:
    """正文汉字的步距等于一个字，容许 28 字排满一行的收缩和两端对齐的伸展。"""
    steps = [
        after.x0 - before.x0
        for line in bench.body
        for before, after in pairwise(line.glyphs)
        if before.is_han and after.is_han
    ]
    if not steps or bench.is_substituted:
        note = "正文的字体认不出，字宽不可靠" if steps else "没有正文"
        return judged("G-3.1", None, mm(CHAR), "—", note=note)
    value = median(steps)
    is_met = is_near(value, (CHAR, FITTED_CHAR), STEP_TOLERANCE)
    return judged("G-3.1", is_met, mm(CHAR), mm(value), within(STEP_TOLERANCE))


def _pitch(bench: Bench) -> Result:
    """段内各行的行距一致；容许少数几处为排下印章、署名而调整。"""
    gaps = [
        (after.baseline - before.baseline, after)
        for paragraph in bench.paper.paragraphs
        for before, after in pairwise(paragraph.lines)
        if after.page == before.page
    ]
    if not gaps:
        return judged("G-3.2", None, "行距一致", "—", note="没有两行以上的自然段")
    odd = [line for gap, line in gaps if abs(gap - bench.pitch) > PITCH_SPREAD]
    low, high = min(gap for gap, _ in gaps), max(gap for gap, _ in gaps)
    is_met = len(odd) <= 0.1 * len(gaps)
    measured = f"{low:.2f}—{high:.2f} 毫米"
    return judged("G-3.2", is_met, f"一致，{mm(bench.pitch)}", measured, within(PITCH_SPREAD), odd)
