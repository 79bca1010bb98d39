"""页码（7.5、10.1）。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.conform.numbers import PAGE_NUMBER_SIDE_TOLERANCE, PAGE_NUMBER_TOLERANCE, PAGE_NUMBER_Y, PT, SMALL_CHAR
from reportgen.conform.pdf.bench import Bench, judged, measure
from reportgen.conform.pdf.ink import Area
from reportgen.conform.pdf.lines import Layout, Line
from reportgen.conform.result import Result

_FORM = re.compile(r"^—(\d+)—$")
_DASHES = "—―─-–－"


def check_numbering(bench: Bench) -> Iterator[Result]:
    """页码的全部要求；横排页的位置另核。"""
    yield _form(bench)
    yield from _height(bench)
    yield from _side(bench)
    yield from _blank_pages(bench)
    yield _continuity(bench)
    if bench.paper.form == "信函":
        footers = [footer] if (footer := bench.layout(1).footer) else []
        measured = footers[0].text if footers else "没有"
        yield judged("L-9", not footers, "首页不显示页码", measured, "", footers, page=1)


def is_blank(layout: Layout) -> bool:
    """没有内容的页，页边的标记不计。"""
    return not layout.lines and not layout.cells and not layout.regions


def bare_pages(bench: Bench) -> tuple[int, ...]:
    """不该有页码的页：版记页之前的空白页，以及有空白页时的版记页。"""
    imprint = bench.paper.imprint_page
    if imprint is None:
        return ()
    first = imprint
    while first > 1 and is_blank(bench.layout(first - 1)):
        first -= 1
    return tuple(range(first, imprint + 1)) if first < imprint else ()


def _may_lack(bench: Bench, layout: Layout) -> bool:
    """可以没有页码的页：空白页、版记前有空白页的版记页、信函首页、两页的信函。"""
    is_letter = bench.paper.form == "信函" and (layout.number == 1 or len(bench.paper.layouts) <= 2)
    return is_letter or is_blank(layout) or layout.number in bare_pages(bench)


def _form(bench: Bench) -> Result:
    """写法；该有页码而没有的也算。"""
    layouts = bench.paper.layouts
    missing = [layout.number for layout in layouts if layout.footer is None and not _may_lack(bench, layout)]
    odd = [layout.footer for layout in layouts if layout.footer and not _FORM.match(layout.footer.text)]
    seen = [f"第{page}页没有页码" for page in missing] + [f"第{line.page}页“{line.text}”" for line in odd]
    page = missing[0] if missing and not odd else None
    return judged("G-7.5a", not seen, "— 1 —", "、".join(seen[:4]) or "都是 — 1 — 的写法", "", odd, page=page)


def _dash(bench: Bench, footer: Line) -> Area | None:
    """页码左边一字线的墨迹；不是一字线的，量整个页码。"""
    first = footer.glyphs[0]
    chosen = footer.glyphs[:1] if first.text in _DASHES else footer.glyphs
    em = first.size * PT
    x0, x1 = min(item.x0 for item in chosen), max(item.x1 for item in chosen)
    return bench.camera.ink(footer.page, Area(x0, first.baseline - em, x1, first.baseline + 0.3 * em))


def _upright(bench: Bench) -> list[Line]:
    """竖排页上的页码。"""
    footers = [layout.footer for layout in bench.portraits if layout.footer]
    return [footer for footer in footers if footer.glyphs[0].angle == 0]


def _height(bench: Bench) -> Iterator[Result]:
    """一字线的高度，取最不对的一页。"""
    found = [(ink.centre_y, line) for line in _upright(bench) if (ink := _dash(bench, line))]
    if found:
        value, line = max(found, key=lambda item: abs(item[0] - PAGE_NUMBER_Y))
        yield measure("G-7.5b", PAGE_NUMBER_Y, value, PAGE_NUMBER_TOLERANCE, [line], what="一字线")


def _side(bench: Bench) -> Iterator[Result]:
    """单页码右空一字，双页码左空一字，取最不对的一页。"""
    found = [(*_place(bench, line), line) for line in _upright(bench)]
    if found:
        expected, value, what, line = max(found, key=lambda item: abs(item[0] - item[1]))
        yield measure("G-7.5c", expected, value, PAGE_NUMBER_SIDE_TOLERANCE, [line], what=what)


def _place(bench: Bench, line: Line) -> tuple[float, float, str]:
    """应在之处、所在之处；单双看页码的数。"""
    digits = "".join(char for char in line.text if char.isdecimal())
    if int(digits or line.page) % 2:
        return bench.right(line.page) - SMALL_CHAR, line.x1, "单页码右边"
    return bench.left(line.page) + SMALL_CHAR, line.x0, "双页码左边"


def _blank_pages(bench: Bench) -> Iterator[Result]:
    """空白页和其后的版记页没有页码；没有空白页的版记页有页码。"""
    imprint = bench.paper.imprint_page
    if imprint is None:
        return
    bare = bare_pages(bench)
    if bare:
        numbered = [footer for page in bare if (footer := bench.layout(page).footer)]
        measured = "、".join(f"第{line.page}页有页码" for line in numbered) or "都没有页码"
        pages = "、".join(map(str, bare))
        yield judged("G-7.5d", not numbered, f"第{pages}页不编页码", measured, "", numbered, page=bare[0])
    else:
        layout = bench.layout(imprint)
        is_met = layout.footer is not None or _may_lack(bench, layout)
        measured = layout.footer.text if layout.footer else "没有"
        yield judged("G-7.5d", is_met, "之前没有空白页的版记页有页码", measured, page=imprint)


def _continuity(bench: Bench) -> Result:
    """页码等于第几面。"""
    footers = [layout.footer for layout in bench.paper.layouts if layout.footer]
    numbers = [(int(digits), line) for line in footers if (digits := re.sub(r"\D", "", line.text)[:4])]
    if not numbers:
        return judged("G-7.5e", None, "连续", "—", note="没有页码")
    wrong = [(value, line) for value, line in numbers if value != line.page]
    measured = "、".join(f"第{line.page}面编{value}" for value, line in wrong[:3]) or f"{len(numbers)}个页码连续"
    return judged("G-7.5e", not wrong, "连续", measured, "", [line for _, line in wrong])
