"""全文的尺寸：正文字号、行距、各页版心的左右，都从字行量出。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reportgen.conform.numbers import BODY_PT, BOX_PITCH, CHAR, LEFT, MARGIN_TOLERANCE, PT, WIDTH
from reportgen.conform.pdf.lines import Layout, Line

_RAGGED = 0.6  # 各行右端相差 0.6 毫米以上，没有两端对齐


@dataclass(frozen=True)
class Metrics:
    """量得的尺寸。

    Attributes:
        size: 正文字号，磅。pitch: 行距，毫米。
        lefts、rights: 各页版心的左、右边，毫米；没有排满的行的页没有。
        is_ragged: 各行右端不齐，或都差不到一个字排满，``rights`` 是左边加标准的版心宽。
        widest: 最宽的一行到版心左边的距离，毫米；没有排满的行为 0。
    """

    size: float
    pitch: float
    lefts: Mapping[int, float]
    rights: Mapping[int, float]
    is_ragged: bool
    widest: float

    def left(self, page: int) -> float:
        """一页版心的左边；没有排满的行时取同为单（双）页的。"""
        return _same_parity(self.lefts, page, LEFT)

    def right(self, page: int) -> float:
        """一页版心的右边，同上。"""
        return _same_parity(self.rights, page, LEFT + WIDTH)


def _same_parity(values: Mapping[int, float], page: int, default: float) -> float:
    if page in values:
        return values[page]
    same = [value for number, value in values.items() if (number - page) % 2 == 0] or list(values.values())
    return median(same) if same else default


def measure_lines(layouts: Sequence[Layout]) -> Metrics:
    """从竖排页的字行量出尺寸。"""
    lines = [line for layout in layouts if not layout.sheet.is_landscape for line in layout.lines]
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size * 4) / 4] += len(line.glyphs)
    size = sizes.most_common(1)[0][0] if sizes else BODY_PT
    body = [line for line in lines if abs(line.size - size) < 0.5]
    wrapped = {page: found for page in {line.page for line in body} if (found := list(_wrapped(body, page)))}
    lefts = {page: median(after.x0 for _, after in found) for page, found in wrapped.items()}
    ends = [line.x1 - lefts[page] for page, found in wrapped.items() for line, _ in found]
    widest = max(ends, default=0.0)
    is_uneven = bool(ends) and (widest - min(ends) > _RAGGED or widest < WIDTH - MARGIN_TOLERANCE)
    is_ragged = is_uneven and widest > WIDTH - CHAR
    rights = {page: lefts[page] + WIDTH for page in lefts}
    if not is_ragged:
        rights = {page: median(line.x1 for line, _ in found) for page, found in wrapped.items()}
    return Metrics(size, _pitch(body, size), lefts, rights, is_ragged, widest)


def _wrapped(body: Sequence[Line], page: int) -> Iterator[tuple[Line, Line]]:
    """一页里排满而回行的行和它的下一行：下一行紧接而且不缩进。"""
    own = [line for line in body if line.page == page]
    edge = min(line.x0 for line in own) + 0.5 * CHAR
    for line, after in pairwise(own):
        is_next = after.baseline - line.baseline < 2.2 * line.size * PT
        if is_next and after.x0 < edge and line.x1 - line.x0 > 0.8 * WIDTH:
            yield line, after


def _pitch(body: Sequence[Line], size: float) -> float:
    """相邻两行基线的距离，取中位数。"""
    gaps = [
        after.baseline - before.baseline
        for before, after in pairwise(body)
        if before.page == after.page and 0 < after.baseline - before.baseline < 2.2 * size * PT
    ]
    return median(gaps) if gaps else BOX_PITCH
