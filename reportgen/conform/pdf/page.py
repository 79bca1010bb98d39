"""纸张、订口、切口、制版和双面印刷（5.1、5.2.1、6.1、6.2）。"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from reportgen.conform.numbers import (
    LEFT,
    MARGIN_TOLERANCE,
    MIRRORED_LEFT,
    PAGE_HEIGHT,
    PAGE_TOLERANCE,
    PAGE_WIDTH,
    PLATE_TOLERANCE,
    REGISTER_TOLERANCE,
    RIGHT_MARGIN,
    WIDTH,
)
from reportgen.conform.pdf.bench import Bench, is_near, judged, measure, mm, within
from reportgen.conform.pdf.ink import Area
from reportgen.conform.result import Result

_NO_FULL_LINE = "没有排满的正文行"


def check_page(bench: Bench) -> Iterator[Result]:
    """全部页面要求；版心的高、行数、字数另核。"""
    yield from check_paper(bench)
    yield from _sides(bench)
    yield from _printing(bench)
    yield check_fonts(bench)


def check_fonts(bench: Bench) -> Result:
    """文字可以提取，字体嵌入文件。"""
    loose = "、".join(bench.loose_fonts)
    measured = f"没有嵌入：{loose}" if loose else "文字可提取，字体都已嵌入"
    return judged("E-5", not loose, "文字可提取，字体嵌入", measured)


def check_paper(bench: Bench) -> Iterator[Result]:
    """纸张大小，取最不对的一页。"""
    sizes = [(sorted((layout.sheet.width, layout.sheet.height)), layout.number) for layout in bench.paper.layouts]
    (short, long), page = max(sizes, key=lambda item: abs(item[0][0] - PAGE_WIDTH) + abs(item[0][1] - PAGE_HEIGHT))
    is_met = is_near(short, PAGE_WIDTH, PAGE_TOLERANCE) and is_near(long, PAGE_HEIGHT, PAGE_TOLERANCE)
    measured = f"{short:.2f}×{long:.2f} 毫米"
    for name in ("G-5.1", "R-12"):
        yield judged(name, is_met, "210×297 毫米", measured, within(PAGE_TOLERANCE), page=page)


def _sides(bench: Bench) -> Iterator[Result]:
    """订口、切口和版心的宽，取最不对的一页；订口印出字框和墨迹两个数。"""
    lefts, rights = bench.paper.metrics.lefts, bench.paper.metrics.rights
    tolerance = within(MARGIN_TOLERANCE)
    if not lefts:
        for name, width in (("G-5.2.1b", LEFT), ("G-5.2.1c", WIDTH), ("G-5.2.1d", RIGHT_MARGIN)):
            yield judged(name, None, mm(width), "—", tolerance, note=_NO_FULL_LINE)
        return
    page = max(lefts, key=lambda number: _left_error(lefts[number], number))
    own = [line for line in bench.body if line.page == page]
    strip = bench.camera.ink(page, Area(lefts[page] - 2, own[0].top, lefts[page] + 8, own[-1].bottom)) if own else None
    measured = f"字框 {mm(lefts[page])}" + (f"，墨迹 {mm(strip.x0)}" if strip else "")
    is_met = _left_error(lefts[page], page) <= MARGIN_TOLERANCE + 0.01
    yield judged("G-5.2.1b", is_met, mm(LEFT), measured, tolerance, own[:1], page=page)
    if bench.paper.metrics.is_ragged:
        note = "各行没有排满，看不出版心的右边"
        yield judged("G-5.2.1c", None, f"宽 {mm(WIDTH)}", "—", tolerance, note=note)
        return
    page = max(lefts, key=lambda number: abs(rights[number] - lefts[number] - WIDTH))
    yield measure("G-5.2.1c", WIDTH, rights[page] - lefts[page], MARGIN_TOLERANCE, what="宽", page=page)
    page = next(iter(rights))
    targets = (RIGHT_MARGIN, LEFT) if page % 2 == 0 else (RIGHT_MARGIN,)
    margin = bench.layout(page).sheet.width - rights[page]
    yield measure("G-5.2.1d", targets, margin, MARGIN_TOLERANCE, what="右", page=page)


def _left_error(left: float, page: int) -> float:
    """与订口的差；双页也可以是镜像的。"""
    targets = (LEFT, MIRRORED_LEFT) if page % 2 == 0 else (LEFT,)
    return min(abs(left - target) for target in targets)


def _printing(bench: Bench) -> Iterator[Result]:
    """制版和套正（6.1、6.2）。"""
    lefts, rights = bench.paper.metrics.lefts, bench.paper.metrics.rights
    same = [[value for page, value in lefts.items() if page % 2 == parity] for parity in (0, 1)]
    spread = max((max(values) - min(values) for values in same if values), default=0.0)
    drift = max((abs(line.glyphs[-1].baseline - line.glyphs[0].baseline) for line in bench.body), default=0.0)
    measured, tolerance = f"相差 {mm(spread)}，倾斜 {mm(drift)}", within(PLATE_TOLERANCE)
    is_met = max(spread, drift) <= PLATE_TOLERANCE if lefts else None
    note = "" if lefts else _NO_FULL_LINE
    yield judged("G-6.1", is_met, "各页版心位置相同，不歪斜", measured, tolerance, note=note)
    odd = [value for page, value in lefts.items() if page % 2 == 1]
    even = [bench.layout(page).sheet.width - right for page, right in rights.items() if page % 2 == 0]
    if odd and even and not bench.paper.metrics.is_ragged:
        off = abs(median(odd) - median(even))
        is_mirrored = all(left < LEFT - 1 for page, left in lefts.items() if page % 2 == 0)
        note = "页边镜像" if is_mirrored else "页边未镜像，28 与 26 毫米相差 2 毫米"
        is_met = off <= REGISTER_TOLERANCE + 0.2
        yield judged("G-6.2b", is_met, "套正", f"相差 {mm(off)}", within(REGISTER_TOLERANCE), note=note)
