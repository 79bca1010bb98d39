"""统计图上注的数值：数据不多时横注，高图的柱多时竖注；不压住别的数值、标记和线。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportgen.model.amount import half_up, plain
from reportgen.model.document import Chart, ChartKind
from reportgen.render import chart_ink as ink
from reportgen.render.chart_plot import (
    LINE,
    MAX_BARS,
    MAX_POINTS,
    STAIRS,
    TEXT,
    Bar,
    Plot,
    bars_of,
    lines_of,
    text_width,
    upright_text,
)

_DARK = 0  # 深灰的一组：数值可以用白字注在柱里


def value_labels(plot: Plot, chart: Chart) -> Iterator[str]:
    """全部数值。"""
    bars = tuple(plot.bars(chart))
    if chart.kind is ChartKind.STACKED:
        yield from _inside(bars)
        return
    size = upright_text(chart)
    if size is not None:
        yield from (_upright(plot, chart, bar, size) for bar in bars)
        bars = ()
    elif plot.count * len(bars_of(chart)) > MAX_BARS:
        bars = ()
    yield from _across(plot, chart, bars)


def _printed(value: Decimal) -> str:
    return plain(half_up(value, 2))


def _inside(bars: tuple[Bar, ...]) -> Iterator[str]:
    """堆积的柱：注在各段正中；段太矮的注在右边，与下面的一个相碰就不注。"""
    beside = (0.0, 0.0)
    for bar in bars:
        label = _printed(bar.value)
        half, right = text_width(label) / 2 + 1, bar.left + bar.width
        x, y = (bar.left + right) / 2, (bar.top + bar.bottom) / 2
        if bar.has_room and 2 * half <= bar.width:
            yield ink.patch(x - half, y - TEXT / 2, 2 * half, TEXT) + ink.text(x, y + TEXT * 0.35, label, "middle")
        elif right != beside[0] or beside[1] - y >= TEXT * 0.8:
            beside = (right, y)
            yield ink.text(right + 2, y + TEXT * 0.35, label, "start")


def _upright(plot: Plot, chart: Chart, bar: Bar, size: float) -> str:
    """竖注的数值：柱顶以上；被线穿过时，用白字注在深灰的柱里。"""
    label = _printed(bar.value)
    length = text_width(label, size)
    places = [(bar.top - 4, ink.BLACK)]
    if bar.order == _DARK and length + 8 < bar.bottom - bar.top and not bar.is_cut:
        places += [(bar.top + 4 + length, ink.WHITE), (bar.bottom - 4, ink.WHITE)]
    levels = [plot.y(value) for series in lines_of(chart) for value in series.values if value is not None]
    free = (place for place in places if not any(place[0] - length - 2 < y < place[0] + 2 for y in levels))
    y, colour = next(free, places[0])
    return ink.upright(bar.left + bar.width / 2, y, label, size, colour)


@dataclass(frozen=True, slots=True)
class _Spot:
    """要横注的数值、它的中线和可以注的高度（先选在前的）。"""

    x: float
    lines: tuple[float, ...]
    value: Decimal


def _across(plot: Plot, chart: Chart, bars: tuple[Bar, ...]) -> Iterator[str]:
    """横注的数值，衬白底；会压住别的数值或标记的不注。"""
    points = [(plot.x(i), v) for line in lines_of(chart) if line.style == LINE for i, v in enumerate(line.values)]
    taken = [(x, plot.y(value) + 5.5, 3.0) for x, value in points if value is not None]
    for spot in (*_line_spots(plot, chart), *_bar_spots(plot, bars)):
        label = _printed(spot.value)
        half = text_width(label) / 2
        y = next((y for y in spot.lines if y < plot.bottom and not _is_taken(taken, spot.x, y, half)), None)
        if y is not None:
            taken.append((spot.x, y, half))
            yield ink.patch(spot.x - half, y - TEXT + 2, 2 * half, TEXT) + ink.text(spot.x, y, label, "middle")


def _line_spots(plot: Plot, chart: Chart) -> Iterator[_Spot]:
    """折线先于阶梯线；注在点的上方，不行则下方。"""
    if plot.count <= MAX_POINTS:
        for series in sorted(lines_of(chart), key=lambda item: item.style == STAIRS):
            for index, value in enumerate(series.values):
                if value is not None:
                    y = plot.y(value)
                    yield _Spot(plot.x(index), (y - 7, y + TEXT + 6.2), value)


def _bar_spots(plot: Plot, bars: tuple[Bar, ...]) -> Iterator[_Spot]:
    """注在柱顶（负数在柱底）；被折线占住的注在柱脚。"""
    for bar in bars:
        first = bar.top - 3 if bar.value >= 0 else bar.bottom + TEXT
        yield _Spot(bar.left + bar.width / 2, (first, plot.y(Decimal(0)) - 4), bar.value)


def _is_taken(taken: list[tuple[float, float, float]], x: float, y: float, half: float) -> bool:
    """这里的数值是否会压住已注的。"""
    return any(abs(x - other) < half + width + 2 and abs(y - line) < TEXT for other, line, width in taken)
