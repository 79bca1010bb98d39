"""页码（7.5、10.1）和横排页（8）。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.conform.numbers import (
    ALIGN_TOLERANCE,
    PAGE_HEIGHT,
    PAGE_NUMBER_SIDE_TOLERANCE,
    PAGE_NUMBER_TOLERANCE,
    PAGE_NUMBER_Y,
    SMALL_CHAR,
)
from reportgen.conform.passage import outcome
from reportgen.conform.pdf.bench import Bench, is_near, measure, mm, within
from reportgen.conform.pdf.ink import Area
from reportgen.conform.pdf.lines import Layout, Line
from reportgen.conform.result import Box, Result

_FORM = re.compile(r"^—(\d+)—$")


def check_numbering(bench: Bench) -> Iterator[Result]:
    """页码和横排页的全部要求。"""
    yield _form(bench)
    yield from _height(bench)
    yield from _side(bench)
    yield from _blank_pages(bench)
    yield _continuity(bench)
    if bench.paper.form == "信函":
        footer = bench.paper.layouts[0].footer
        yield outcome(
            "L-9",
            footer is None,
            "首页不显示页码",
            footer.text if footer else "没有",
            page=1,
            boxes=[footer.box] if footer else [],
        )
    for layout in bench.paper.layouts:
        if layout.sheet.is_landscape or _is_turned(layout):
            yield from _landscape(bench, layout)
    yield from _table_heads(bench)


def is_blank(layout: Layout) -> bool:
    """没有内容的页，页边的标记不计。"""
    return not layout.lines and not layout.cells and not layout.regions


def _bare_pages(bench: Bench) -> tuple[int, ...]:
    """不该有页码的页：版记页之前的空白页，以及有空白页时的版记页。"""
    imprint = bench.paper.imprint_page
    if imprint is None:
        return ()
    blanks = []
    page = imprint - 1
    while page > 0 and is_blank(bench.paper.layouts[page - 1]):
        blanks.append(page)
        page -= 1
    return (*blanks, imprint) if blanks else ()


def _form(bench: Bench) -> Result:
    """写法；该有页码而没有的也算。"""
    bare = _bare_pages(bench)
    wrong: list[tuple[str, int, Line | None]] = []
    for layout in bench.paper.layouts:
        is_first_letter = bench.paper.form == "信函" and layout.number == 1
        if layout.footer is None:
            is_short_letter = bench.paper.form == "信函" and len(bench.paper.layouts) <= 2
            if layout.number not in bare and not is_first_letter and not is_blank(layout) and not is_short_letter:
                wrong.append(("没有页码", layout.number, None))
        elif not _FORM.match(layout.footer.text):
            wrong.append((layout.footer.text, layout.number, layout.footer))
    measured = "、".join(f"第{page}页“{text}”" for text, page, _ in wrong[:3]) or "— 1 — 的写法"
    boxes = [line.box for _, _, line in wrong if line]
    return outcome("G-7.5a", not wrong, "— 1 —", measured, page=wrong[0][1] if wrong else None, boxes=boxes[:3])


def _dash(bench: Bench, footer: Line) -> Area | None:
    """页码左边一字线的墨迹；不是一字线的，量整个页码。"""
    glyph = footer.glyphs[0]
    chosen = footer.glyphs[:1] if glyph.text in "—―─-–－" else footer.glyphs
    x0, x1 = min(item.x0 for item in chosen), max(item.x1 for item in chosen)
    high = glyph.size * 25.4 / 72
    return bench.camera.ink(footer.page, Area(x0, glyph.baseline - high, x1, glyph.baseline + 0.3 * high))


def _height(bench: Bench) -> Iterator[Result]:
    """一字线的高度，取最不对的一页。"""
    found = [(ink.centre_y, layout.footer) for layout in bench.portraits if layout.footer and layout.footer.glyphs[0].angle == 0 and (ink := _dash(bench, layout.footer))]
    if found:
        value, line = max(found, key=lambda item: abs(item[0] - PAGE_NUMBER_Y))
        yield measure("G-7.5b", PAGE_NUMBER_Y, value, PAGE_NUMBER_TOLERANCE, what="一字线", at=[line])


def _side(bench: Bench) -> Iterator[Result]:
    """单页码右空一字，双页码左空一字；左右按页码的数。"""
    errors = []
    for layout in bench.portraits:
        line = layout.footer
        if line and line.glyphs[0].angle == 0:
            expected, value, side = _side_of(bench, line, layout.number)
            errors.append((abs(value - expected), expected, value, side, line))
    if errors:
        _, expected, value, side, line = max(errors, key=lambda item: item[0])
        yield measure("G-7.5c", expected, value, PAGE_NUMBER_SIDE_TOLERANCE, what=side, at=[line])


def _side_of(bench: Bench, line: Line, page: int) -> tuple[float, float, str]:
    digits = "".join(char for char in line.text if char.isdecimal())
    is_odd = int(digits or page) % 2 == 1
    if is_odd:
        return bench.right(page) - SMALL_CHAR, line.x1, "单页码右边"
    return bench.left(page) + SMALL_CHAR, line.x0, "双页码左边"


def _blank_pages(bench: Bench) -> Iterator[Result]:
    """空白页和其后的版记页没有页码；没有空白页的版记页有页码。"""
    imprint = bench.paper.imprint_page
    if imprint is None:
        return
    bare = _bare_pages(bench)
    footer = bench.paper.layouts[imprint - 1].footer
    numbered = [page for page in bare if bench.paper.layouts[page - 1].footer]
    if bare:
        measured = f"第{'、'.join(map(str, numbered))}页有页码" if numbered else "都没有页码"
        yield outcome("G-7.5d", not numbered, f"第{'、'.join(map(str, sorted(bare)))}页不编页码", measured, page=bare[0])
    else:
        is_exempt = bench.paper.form == "信函" and (imprint == 1 or len(bench.paper.layouts) <= 2)
        is_met = footer is not None or is_exempt
        yield outcome("G-7.5d", is_met, "之前没有空白页的版记页有页码", footer.text if footer else "没有", page=imprint)


def _continuity(bench: Bench) -> Result:
    """页码等于第几面。"""
    numbers = [(int(digits), layout.number) for layout in bench.paper.layouts if layout.footer and (digits := re.sub(r"\D", "", layout.footer.text)[:4])]
    wrong = [(value, page) for value, page in numbers if value != page]
    measured = "、".join(f"第{page}面编{value}" for value, page in wrong[:3]) or f"{len(numbers)}个页码连续"
    is_met = not wrong if numbers else None
    return outcome("G-7.5e", is_met, "连续", measured, page=wrong[0][1] if wrong else None, note="" if numbers else "没有页码")


# 横排页


def _is_turned(layout: Layout) -> bool:
    """竖放的纸上文字多数是转过的。"""
    glyphs = layout.sheet.glyphs
    return bool(glyphs) and sum(glyph.angle in (90, 270) for glyph in glyphs) > len(glyphs) / 2


def _landscape(bench: Bench, layout: Layout) -> Iterator[Result]:
    """横排页：页码转到与竖排页相同的位置，表头在纸面左侧。"""
    if _is_turned(layout):
        angles = [glyph.angle for glyph in layout.sheet.glyphs if glyph.angle in (90, 270)]
        is_up = angles.count(270) > len(angles) / 2
        yield outcome("G-8b", is_up, "文字自下而上，表头在左", f"文字自{'下而上' if is_up else '上而下'}", page=layout.number)
        return
    footer, sheet = layout.footer, layout.sheet
    box = [Box(sheet.number, footer.x0 - 1, footer.baseline - 8, footer.x1 + 1, footer.baseline + 8)] if footer else []
    if footer is None or footer.glyphs[0].angle == 0:
        if layout.number not in _bare_pages(bench):
            seen = "页码没有转到竖排页的位置" if footer else "没有页码"
            yield outcome("G-8a", False, "与竖排页同一位置", seen, page=layout.number, boxes=box)
        return
    is_left = footer.x1 < sheet.width / 2
    yield outcome(
        "G-8b",
        is_left,
        "表头在纸面左侧",
        f"横放后页码在{'左' if is_left else '右'}，表头在纸面{'左' if is_left else '右'}侧",
        page=layout.number,
        boxes=box,
    )
    yield from _turned_number(bench, layout, footer, is_left=is_left)


def _turned_number(bench: Bench, layout: Layout, footer: Line, *, is_left: bool) -> Iterator[Result]:
    """转过的页码化回竖放的纸面再量：高度和左右。"""
    sheet = layout.sheet
    ys = [glyph.baseline for glyph in footer.glyphs]
    x0, x1 = min(glyph.x0 for glyph in footer.glyphs), max(glyph.x1 for glyph in footer.glyphs)
    whole = bench.camera.ink(sheet.number, Area(x0 - 1, min(ys) - 8, x1 + 1, max(ys) + 8))
    if whole is None:
        return
    # 一字线在两端，取一端半毫米内的墨迹就是它的。
    dash = bench.camera.ink(sheet.number, Area(x0 - 1, whole.y0, x1 + 1, whole.y0 + 2)) or whole
    height = PAGE_HEIGHT - dash.centre_x if is_left else dash.centre_x
    start, stop = (whole.y0, whole.y1) if is_left else (sheet.height - whole.y1, sheet.height - whole.y0)
    is_odd = layout.number % 2 == 1
    left, right = bench.left(layout.number), bench.right(layout.number)
    expected, value = (right - SMALL_CHAR, stop) if is_odd else (left + SMALL_CHAR, start)
    is_met = is_near(height, PAGE_NUMBER_Y, PAGE_NUMBER_TOLERANCE)
    is_met = is_met and is_near(value, expected, PAGE_NUMBER_SIDE_TOLERANCE)
    box = Box(sheet.number, whole.x0, whole.y0, whole.x1, whole.y1)
    yield outcome(
        "G-8a",
        is_met,
        f"高 {mm(PAGE_NUMBER_Y)}，{'右' if is_odd else '左'}边 {mm(expected)}",
        f"高 {mm(height)}，{'右' if is_odd else '左'}边 {mm(value)}",
        f"{within(ALIGN_TOLERANCE)}、{within(PAGE_NUMBER_SIDE_TOLERANCE)}",
        page=sheet.number,
        boxes=[box],
    )


def _table_heads(bench: Bench) -> Iterator[Result]:
    """跨页的表格每页重复表头。"""
    broken = []
    spanning = 0
    for before, after in zip(bench.paper.layouts, bench.paper.layouts[1:], strict=False):
        if not _continues(before, after):
            continue
        spanning += 1
        if _first_row(before) != _first_row(after):
            broken.append(after.number)
    if spanning:
        measured = f"第{'、'.join(map(str, broken))}页没有重复" if broken else f"{spanning}处跨页都重复"
        yield outcome("G-8c", not broken, "跨页重复表头", measured, page=broken[0] if broken else None)


def _continues(before: Layout, after: Layout) -> bool:
    """前一页以表格结束，后一页以同样宽的表格开头。"""
    above = [region for region in before.regions if region.is_table]
    below = [region for region in after.regions if region.is_table]
    if not above or not below:
        return False
    first, last = below[0], above[-1]
    is_top = all(line.top > first.y0 for line in after.lines)
    is_bottom = all(line.bottom < last.y1 for line in before.lines)
    is_same = is_near(first.x0, last.x0, 1.0) and is_near(first.x1, last.x1, 1.0)
    return is_top and is_bottom and is_same


def _first_row(layout: Layout) -> str:
    """页上第一个表格（跨页前为最后一个）首行的文字。"""
    return layout.cells[0].text if layout.cells else ""
