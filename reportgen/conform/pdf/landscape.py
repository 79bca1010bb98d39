"""横排页：页码和表头的方向（8），跨页的表头。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reportgen.conform.numbers import (
    PAGE_HEIGHT,
    PAGE_NUMBER_SIDE_TOLERANCE,
    PAGE_NUMBER_TOLERANCE,
    PAGE_NUMBER_Y,
    SMALL_CHAR,
)
from reportgen.conform.pdf.bench import Bench, is_near, judged, mm, within
from reportgen.conform.pdf.ink import Area
from reportgen.conform.pdf.lines import Layout, Line
from reportgen.conform.pdf.numbering import bare_pages
from reportgen.conform.result import Box, Result

_REACH = 8.0  # 转过的页码自原点起占的长，毫米


@dataclass(frozen=True)
class _Patch:
    """页面上的一块。"""

    page: int
    box: Box


def check_landscape(bench: Bench) -> Iterator[Result]:
    """横排页的全部要求；没有横排页和跨页表格的不出结果。"""
    for layout in bench.paper.layouts:
        if _is_turned(layout):
            yield _direction(layout)
        elif layout.sheet.is_landscape:
            yield from _number(bench, layout)
    yield from check_table_heads(bench)


def _is_turned(layout: Layout) -> bool:
    """竖放的纸上文字多数是转过的。"""
    glyphs = layout.sheet.glyphs
    return bool(glyphs) and sum(glyph.angle in (90, 270) for glyph in glyphs) > len(glyphs) / 2


def _direction(layout: Layout) -> Result:
    angles = [glyph.angle for glyph in layout.sheet.glyphs]
    is_up = angles.count(270) > angles.count(90)
    measured = f"文字自{'下而上' if is_up else '上而下'}"
    return judged("G-8b", is_up, "文字自下而上，表头在左", measured, page=layout.number)


def _number(bench: Bench, layout: Layout) -> Iterator[Result]:
    """横放的页：页码转到与竖排页相同的位置；从页码在哪一侧看出表头朝哪边。"""
    footer, page = layout.footer, layout.number
    if footer is None:
        if page not in bare_pages(bench):
            yield judged("G-8a", False, "与竖排页同一位置", "没有页码", page=page)
        return
    if footer.glyphs[0].angle == 0:
        yield judged("G-8a", False, "与竖排页同一位置", "页码没有转到竖排页的位置", "", [footer])
        return
    is_left = footer.x1 < layout.sheet.width / 2
    side = "左" if is_left else "右"
    measured = f"横放后页码在{side}，表头在纸面{side}侧"
    yield judged("G-8b", is_left, "表头在纸面左侧", measured, page=page)
    yield from _turned(bench, layout, footer, is_left=is_left)


def _turned(bench: Bench, layout: Layout, footer: Line, *, is_left: bool) -> Iterator[Result]:
    """转过的页码化回竖放的纸面再量：高度和左右。"""
    page, sheet = layout.number, layout.sheet
    ys = [glyph.baseline for glyph in footer.glyphs]
    x0, x1 = min(glyph.x0 for glyph in footer.glyphs) - 1, max(glyph.x1 for glyph in footer.glyphs) + 1
    whole = bench.camera.ink(page, Area(x0, min(ys) - _REACH, x1, max(ys) + _REACH))
    if whole is None:
        return
    # 一字线在两端，一端 2 毫米内只有它的墨迹。
    dash = bench.camera.ink(page, Area(x0, whole.y0, x1, whole.y0 + 2)) or whole
    height = PAGE_HEIGHT - dash.centre_x if is_left else dash.centre_x
    start, stop = (whole.y0, whole.y1) if is_left else (sheet.height - whole.y1, sheet.height - whole.y0)
    is_odd = page % 2 == 1
    expected = bench.right(page) - SMALL_CHAR if is_odd else bench.left(page) + SMALL_CHAR
    value, side = (stop, "右") if is_odd else (start, "左")
    is_met = is_near(height, PAGE_NUMBER_Y, PAGE_NUMBER_TOLERANCE)
    is_met = is_met and is_near(value, expected, PAGE_NUMBER_SIDE_TOLERANCE)
    wanted = f"高 {mm(PAGE_NUMBER_Y)}，{side}边 {mm(expected)}"
    tolerance = f"{within(PAGE_NUMBER_TOLERANCE)}、{within(PAGE_NUMBER_SIDE_TOLERANCE)}"
    patch = _Patch(page, Box(page, whole.x0, whole.y0, whole.x1, whole.y1))
    yield judged("G-8a", is_met, wanted, f"高 {mm(height)}，{side}边 {mm(value)}", tolerance, [patch])


def check_table_heads(bench: Bench) -> Iterator[Result]:
    """跨页的表格每页重复表头。"""
    spans = [(before, after) for before, after in pairwise(bench.paper.layouts) if _continues(before, after)]
    if spans:
        broken = [after.number for before, after in spans if _first_row(before) != _first_row(after)]
        measured = f"第{'、'.join(map(str, broken))}页没有重复" if broken else f"{len(spans)}处跨页都重复"
        yield judged("G-8c", not broken, "跨页重复表头", measured, page=broken[0] if broken else None)


def _continues(before: Layout, after: Layout) -> bool:
    """前一页以表格结束，后一页以同样宽的表格开头。"""
    above = [region for region in before.regions if region.is_table]
    below = [region for region in after.regions if region.is_table]
    if not above or not below:
        return False
    first, last = below[0], above[-1]
    is_whole = all(line.top > first.y0 for line in after.lines) and all(line.bottom < last.y1 for line in before.lines)
    return is_whole and is_near(first.x0, last.x0, 1.0) and is_near(first.x1, last.x1, 1.0)


def _first_row(layout: Layout) -> str:
    """页上第一个表格首行的文字。"""
    return layout.cells[0].text if layout.cells else ""
