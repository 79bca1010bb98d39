"""纸张、版心、行与字、颜色、印刷（第 3—6 条）。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reportgen.conform.numbers import (
    BOTTOM_MARGIN,
    CHAR,
    CHARS,
    FITTED_CHAR,
    HEIGHT,
    LEFT,
    LINES,
    MARGIN_TOLERANCE,
    MIRRORED_LEFT,
    PAGE_HEIGHT,
    PAGE_TOLERANCE,
    PAGE_WIDTH,
    PLATE_TOLERANCE,
    PT,
    REGISTER_TOLERANCE,
    RIGHT_MARGIN,
    TOP,
    WIDTH,
)
from reportgen.conform.options import Profile
from reportgen.conform.passage import outcome
from reportgen.conform.pdf.bench import Bench, is_mirrored, is_near, measure, mm, within
from reportgen.conform.pdf.ink import Area
from reportgen.conform.pdf.lines import Layout, Line
from reportgen.conform.pdf.source import Glyph
from reportgen.conform.result import Result

_NO_FULL_LINE = "没有排满的正文行"
_TWO_PAGES = "首行、末行取自两页"
_NO_FULL_PAGE = "没有排满正文的页"


def check_page(bench: Bench) -> Iterator[Result]:
    """全部页面要求。"""
    yield from _paper(bench)
    yield _top(bench)
    yield from _sides(bench)
    area = _full_area(bench)
    yield from _height(bench, area)
    yield _rows(bench, area)
    yield _characters(bench)
    yield _character_width(bench)
    yield _pitch(bench)
    yield from _printing(bench)


def _paper(bench: Bench) -> Iterator[Result]:
    """纸张大小，取最不对的一页。"""
    sizes = [(sorted((layout.sheet.width, layout.sheet.height)), layout.number) for layout in bench.paper.layouts]
    (short, long), page = max(sizes, key=lambda item: abs(item[0][0] - PAGE_WIDTH) + abs(item[0][1] - PAGE_HEIGHT))
    is_met = is_near(short, PAGE_WIDTH, PAGE_TOLERANCE) and is_near(long, PAGE_HEIGHT, PAGE_TOLERANCE)
    for name in ("G-5.1", "R-12"):
        yield outcome(name, is_met, "210×297 毫米", f"{short:.2f}×{long:.2f} 毫米", within(PAGE_TOLERANCE), page=page)


def _top(bench: Bench) -> Result:
    """天头：首行排在版心顶的页，行框顶和字的墨迹顶。"""
    tops = []
    for layout in bench.portraits[1:] if bench.paper.form != "其他" else bench.portraits:
        line = _first_line(bench, layout)
        if line:
            box = bench.row_top(line)
            ink = bench.ink(line).y0
            tops.append((box, ink, line))
    if not tops:
        return outcome("G-5.2.1a", None, mm(TOP), "—", within(MARGIN_TOLERANCE), note="没有从版心第一行排起的页")
    is_box = bench.profile is Profile.BOX
    box, ink, line = max(tops, key=lambda item: abs((item[0] if is_box else item[1]) - TOP))
    is_met = is_near(box if is_box else ink, TOP, MARGIN_TOLERANCE)
    measured = f"行框 {mm(box)}，墨迹 {mm(ink)}"
    return outcome(
        "G-5.2.1a",
        is_met,
        f"{bench.profile} {mm(TOP)}",
        measured,
        within(MARGIN_TOLERANCE),
        page=line.page,
        boxes=[line.box],
    )


def _first_line(bench: Bench, layout: Layout) -> Line | None:
    """一页最上面的正文行；页首是表格、图或版记的没有。"""
    text = [line for line in layout.lines if abs(line.size - bench.paper.metrics.size) < 1]
    imprint = bench.paper.cc + bench.paper.issue
    if not text or text[0] is not layout.lines[0] or text[0] in imprint or text[0].centre_y > TOP + 2.2 * bench.pitch:
        return None
    is_under_figure = any(region.y0 < text[0].top for region in layout.regions)
    return None if is_under_figure else text[0]


def _sides(bench: Bench) -> Iterator[Result]:
    """订口、切口和版心的宽，取最不对的一页；印出行框和墨迹两个数。"""
    metrics = bench.paper.metrics
    if not metrics.lefts:
        for name, width in (("G-5.2.1b", LEFT), ("G-5.2.1c", WIDTH), ("G-5.2.1d", RIGHT_MARGIN)):
            yield outcome(name, None, mm(width), "—", within(MARGIN_TOLERANCE), note=_NO_FULL_LINE)
        return
    page = max(metrics.lefts, key=lambda number: _left_error(metrics.lefts[number], number))
    left = metrics.lefts[page]
    is_met = _left_error(left, page) <= MARGIN_TOLERANCE + 0.01
    own = [line for paragraph in bench.paper.paragraphs for line in paragraph.lines if line.page == page]
    strip = bench.camera.ink(page, Area(left - 2, own[0].top, left + 8, own[-1].bottom)) if own else None
    ink = f"，墨迹 {mm(strip.x0)}" if strip else ""
    yield outcome(
        "G-5.2.1b",
        is_met,
        mm(LEFT),
        f"字框 {mm(left)}{ink}",
        within(MARGIN_TOLERANCE),
        page=page,
    )
    page = max(metrics.lefts, key=lambda number: abs(metrics.right_of[number] - metrics.lefts[number] - WIDTH))
    yield measure("G-5.2.1c", WIDTH, metrics.right_of[page] - metrics.lefts[page], MARGIN_TOLERANCE, what="宽", page=page)
    page = next(iter(metrics.right_of))
    margin = bench.paper.layouts[page - 1].sheet.width - metrics.right_of[page]
    also = (LEFT,) if page % 2 == 0 else ()
    yield measure("G-5.2.1d", RIGHT_MARGIN, margin, MARGIN_TOLERANCE, also=also, what="右", page=page)


def _left_error(left: float, page: int) -> float:
    targets = (LEFT, MIRRORED_LEFT) if page % 2 == 0 else (LEFT,)
    return min(abs(left - target) for target in targets)


@dataclass(frozen=True)
class _Area:
    """排满的版心：首行和末行，可以不在同一页；``rows`` 是同一页时数得的行数。"""

    first: Line
    last: Line
    rows: int | None


def _full_area(bench: Bench) -> _Area | None:
    """正文从第一行排到末行的一页；没有这样的页时，首行取一页、末行取另一页。

    末行取自然段未完而转页的地方，那里一定排到了最后。
    """
    starts = {layout.number: line for layout in bench.portraits[1:] if (line := _first_line(bench, layout))}
    ends = dict(_page_ends(bench))
    whole = [page for page in ends if page in starts and _is_plain(bench, page)]
    if whole:
        page = max(whole, key=lambda number: len(bench.paper.layouts[number - 1].lines))
        return _Area(starts[page], ends[page], len(bench.paper.layouts[page - 1].lines))
    if not starts or not ends:
        return None
    return _Area(min(starts.values(), key=lambda line: line.baseline), max(ends.values(), key=lambda line: line.baseline), None)


def _page_ends(bench: Bench) -> Iterator[tuple[int, Line]]:
    """段中转页之处的末行；转过去不到三行的可能是为免孤行提前转的，信函首页的末行另有规定，都不取。"""
    for paragraph in bench.paper.paragraphs:
        for index, (before, after) in enumerate(pairwise(paragraph.lines), 1):
            is_exempt = (before.page == 1 and bench.paper.form == "信函") or len(paragraph.lines) - index < 3
            if after.page > before.page and not is_exempt and not bench.paper.layouts[before.page - 1].regions:
                yield before.page, before


def _is_plain(bench: Bench, page: int) -> bool:
    """全是正文行，没有图、表、注。"""
    layout = bench.paper.layouts[page - 1]
    own = sum(line.page == page for paragraph in bench.paper.paragraphs for line in paragraph.lines)
    return own == len(layout.lines) and not layout.regions


def _height(bench: Bench, area: _Area | None) -> Iterator[Result]:
    """版心的高和下白边。"""
    if area is None:
        note = _NO_FULL_PAGE
        yield outcome("G-5.2.1c", None, f"高 {mm(HEIGHT)}", "—", within(MARGIN_TOLERANCE), note=note)
        yield outcome("G-5.2.1d", None, f"下 {mm(BOTTOM_MARGIN)}", "—", within(MARGIN_TOLERANCE), note=note)
        return
    page, sheet = area.last.page, bench.paper.layouts[area.last.page - 1].sheet
    box = bench.row_bottom(area.last) - bench.row_top(area.first)
    ink = bench.ink(area.last).y1 - bench.ink(area.first).y0
    is_box = bench.profile is Profile.BOX
    is_met = is_near(box if is_box else ink, HEIGHT, MARGIN_TOLERANCE)
    boxes = [area.first.box, area.last.box]
    # 首行、末行不在同一页时，末行之下可能还有空，不足以判为不合格。
    yield outcome(
        "G-5.2.1c",
        is_met or (None if area.rows is None else False),
        f"{bench.profile} 高 {mm(HEIGHT)}",
        f"行框 {mm(box)}，墨迹 {mm(ink)}",
        within(MARGIN_TOLERANCE),
        page=page,
        boxes=boxes,
        note="" if area.rows else _TWO_PAGES,
    )
    if not is_met and area.rows is None:
        return
    bottom = bench.row_bottom(area.last) if is_box else bench.ink(area.last).y1
    yield measure("G-5.2.1d", BOTTOM_MARGIN, sheet.height - bottom, MARGIN_TOLERANCE, what="下", page=page, boxes=boxes)


def _rows(bench: Bench, area: _Area | None) -> Result:
    """排满的页有 22 行，而且 22 个行距撑满版心。"""
    expected = f"{LINES}行，撑满 {mm(HEIGHT)}"
    if area is None:
        return outcome("G-5.2.3a", None, expected, "—", note=f"{_NO_FULL_PAGE}；行距 {mm(bench.pitch)}")
    rows = area.rows or round((area.last.baseline - area.first.baseline) / bench.pitch) + 1
    filled = rows * bench.pitch if bench.profile is Profile.BOX else (rows - 1) * bench.pitch + CHAR
    is_met = rows == LINES and is_near(filled, HEIGHT, 1.5)
    note = f"行距 {mm(bench.pitch)}" + ("" if area.rows else f"；{_TWO_PAGES}")
    verdict = is_met or (None if area.rows is None else False)
    return outcome(
        "G-5.2.3a",
        verdict,
        expected,
        f"{rows}行，{mm(filled)}",
        within(1.5),
        page=area.last.page,
        boxes=[area.first.box, area.last.box],
        note=note,
    )


def _characters(bench: Bench) -> Result:
    """段中各满行最多排的字数，半角字按实宽折算；28 字的行最多 28 字，只容 27 字的最多 27 字。"""
    counts = [((line.x0 - bench.left(line.page)) / (line.size * PT) + sum(_ems(glyph) for glyph in line.glyphs), line) for paragraph in bench.paper.paragraphs for line in paragraph.lines[:-1]]
    expected = f"{CHARS}个字，撑满 {mm(WIDTH)}"
    if not counts:
        return outcome("G-5.2.3b", None, expected, "—", note=_NO_FULL_LINE)
    count, line = max(counts, key=lambda item: item[0])
    is_met = CHARS - 0.7 < count < CHARS + 0.4 and is_near(bench.right(line.page) - bench.left(line.page), WIDTH, 1.0)
    measured = f"最多{count:.1f}个字，宽 {mm(bench.right(line.page) - bench.left(line.page))}"
    return outcome("G-5.2.3b", is_met, expected, measured, within(MARGIN_TOLERANCE), at=[line])


def _ems(glyph: Glyph) -> float:
    """字宽，字。"""
    return (glyph.x1 - glyph.x0) / (glyph.size * PT)


def _character_width(bench: Bench) -> Result:
    """正文汉字的步距等于一个字（容许 28 字排满一行的收缩和两端对齐的伸展）。"""
    steps = [after.x0 - before.x0 for paragraph in bench.paper.paragraphs for line in paragraph.lines for before, after in pairwise(line.glyphs) if before.is_han and after.is_han]
    if not steps:
        return outcome("G-3.1", None, mm(CHAR), "—", note="没有正文")
    value = median(steps)
    is_met = is_near(value, (CHAR, FITTED_CHAR), 0.15)
    return outcome("G-3.1", is_met, mm(CHAR), mm(value), within(0.15))


def _pitch(bench: Bench) -> Result:
    """段内各行的行距一致。"""
    gaps = [(after.baseline - before.baseline, after) for paragraph in bench.paper.paragraphs for before, after in pairwise(paragraph.lines) if after.page == before.page]
    if not gaps:
        return outcome("G-3.2", None, "行距一致", "—", note="没有两行以上的自然段")
    odd = [line for gap, line in gaps if abs(gap - bench.pitch) > 0.3]
    is_met = len(odd) <= 0.1 * len(gaps)
    low, high = min(gap for gap, _ in gaps), max(gap for gap, _ in gaps)
    return outcome(
        "G-3.2",
        is_met,
        f"一致，{mm(bench.pitch)}",
        f"{low:.2f}—{high:.2f} 毫米",
        within(0.3),
        page=odd[0].page if odd else None,
        boxes=[line.box for line in odd[:3]],
    )


def _printing(bench: Bench) -> Iterator[Result]:
    """制版、双面、套正（6.1、6.2）。"""
    lefts = bench.paper.metrics.lefts
    same = [[value for page, value in lefts.items() if page % 2 == parity] for parity in (0, 1)]
    spread = max((max(values) - min(values) for values in same if values), default=0.0)
    drift = max(
        (abs(line.glyphs[-1].baseline - line.glyphs[0].baseline) for paragraph in bench.paper.paragraphs for line in paragraph.lines),
        default=0.0,
    )
    is_met = max(spread, drift) <= PLATE_TOLERANCE if lefts else None
    yield outcome(
        "G-6.1",
        is_met,
        "各页版心位置相同，不歪斜",
        f"相差 {mm(spread)}，倾斜 {mm(drift)}",
        within(PLATE_TOLERANCE),
        note="" if lefts else _NO_FULL_LINE,
    )
    odd = [value for page, value in lefts.items() if page % 2 == 1]
    even = [210 - right for page, right in bench.paper.metrics.right_of.items() if page % 2 == 0]
    if odd and even:
        off = abs(median(odd) - median(even))
        note = "页边镜像" if is_mirrored(bench) else "页边未镜像，28 与 26 毫米相差 2 毫米"
        yield outcome("G-6.2b", off <= REGISTER_TOLERANCE + 0.2, "套正", f"相差 {mm(off)}", within(REGISTER_TOLERANCE), note=note)
    if bench.paper.imprint_page is not None:
        pages = len(bench.paper.layouts)
        is_soft = not bench.options.is_even_page_required
        yield outcome("G-6.2a", pages % 2 == 0, "双数页", f"{pages}页", is_soft=is_soft)
    yield outcome(
        "E-5",
        not bench.loose_fonts,
        "文字可提取，字体嵌入",
        f"没有嵌入：{'、'.join(bench.loose_fonts)}" if bench.loose_fonts else "文字可提取，字体都已嵌入",
    )
