"""统计图画成 SVG：只用灰度、斜线、线型和标记区分各组数据，黑白打印也看得清。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from html import escape

from reportgen.model.amount import half_up, plain
from reportgen.model.document import Chart, Series, text_of
from reportgen.render.layout import CHART_HEIGHT, CHART_WIDTH

# 画布的单位是 1/4 毫米。
WIDTH, HEIGHT = CHART_WIDTH * 4, CHART_HEIGHT * 4
_TEXT = 12.4  # 小五号
_LEFT, _RIGHT, _TOP = 52.0, 8.0, 46.0
_MAX_TICKS = 6
_MAX_LABELLED_BARS, _MAX_LABELLED_POINTS = 14, 12
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))

BAR, LINE, STAIRS = "柱", "线", "阶梯"
#: 各组柱的底色和条纹：深灰、横纹、浅灰、竖纹。
_FILLS = (("#595959", ""), ("#fff", "H"), ("#c8c8c8", ""), ("#fff", "V"))
_STRIPE = 3.0
_DASHES = ("", "7 4", "2 3", "10 3 2 3")


def chart_svg(chart: Chart, family: str) -> str:
    """统计图的 SVG 元素，大小见版面数值；``family`` 是图内文字的 font-family。

    图题不画在图内，写进 ``<title>`` 作替代文字。缺的数据不画。
    """
    plot = _Plot.of(chart)
    bars = [series for series in chart.series if series.style == BAR]
    lines = [series for series in chart.series if series.style != BAR]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" '
        f'font-family="{escape(family)}" font-size="{_TEXT:g}">',
        f"<title>{escape(text_of(chart.title), quote=False)}</title>",
        _grid(plot, chart.unit),
        _categories(plot, chart.categories),
        *_bars(plot, bars),
        *_lines(plot, lines),
        *_labels(plot, bars, lines),
        _legend(chart.series),
        "</svg>",
    ]
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Plot:
    """绘图区：纵轴从 ``low`` 到 ``high``，每格 ``step``；``slot`` 是一个类别的宽。"""

    low: Decimal
    high: Decimal
    step: Decimal
    count: int
    bottom: float
    is_upright: bool

    @classmethod
    def of(cls, chart: Chart) -> _Plot:
        values = [value for series in chart.series for value in series.values if value is not None]
        low, high, step = _scale(min([*values, Decimal(0)]), max([*values, Decimal(0)]))
        count = max(len(chart.categories), 1)
        longest = max(map(_text_width, chart.categories), default=0.0)
        upright = longest > (WIDTH - _LEFT - _RIGHT) / count - 2
        letters = max(map(len, chart.categories), default=0)
        room = min(letters * _TEXT + 6, HEIGHT * 0.45) if upright else _TEXT + 8
        return cls(low, high, step, count, HEIGHT - room, upright)

    @property
    def slot(self) -> float:
        """一个类别的宽。"""
        return (WIDTH - _LEFT - _RIGHT) / self.count

    def x(self, index: float) -> float:
        """第 ``index`` 个类别（从 0 起）的中线。"""
        return _LEFT + (index + 0.5) * self.slot

    def y(self, value: Decimal) -> float:
        """数值的纵坐标。"""
        share = float((value - self.low) / (self.high - self.low))
        return self.bottom - share * (self.bottom - _TOP)

    def ticks(self) -> Iterator[Decimal]:
        """纵轴各格的数值。"""
        value = self.low
        while value <= self.high:
            yield value
            value += self.step


def _scale(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """纵轴的下限、上限和每格的数值，取 1、2、2.5、5 的整倍数，至多六格。"""
    span = high - low or Decimal(1)
    unit = Decimal(1).scaleb((span / _MAX_TICKS).adjusted())
    step = next(unit * factor for factor in _STEPS if unit * factor * _MAX_TICKS >= span)
    bottom = (low / step).to_integral_value(ROUND_FLOOR) * step
    top = (high / step).to_integral_value(ROUND_CEILING) * step
    return bottom, top if top > bottom else bottom + step, step


def _grid(plot: _Plot, unit: str) -> str:
    parts = [_text(4, _TOP - 16, unit, "start")]
    for value in plot.ticks():
        y = plot.y(value)
        ink = "#000" if value == 0 else "#d0d0d0"
        parts.append(_path(f"M{_LEFT:.1f} {y:.1f}H{WIDTH - _RIGHT:.1f}", f'stroke="{ink}" stroke-width="0.7"'))
        parts.append(_text(_LEFT - 5, y + 4, plain(value), "end"))
    parts.append(_path(f"M{_LEFT:.1f} {_TOP:.1f}V{plot.bottom:.1f}", 'stroke="#000" stroke-width="0.7"'))
    return "".join(parts)


def _categories(plot: _Plot, names: tuple[str, ...]) -> str:
    """类别名；横排放不下时逐字竖排，太长的缩小。"""
    if not plot.is_upright:
        return "".join(_text(plot.x(i), plot.bottom + _TEXT + 4, name, "middle") for i, name in enumerate(names))
    return "".join(_column(plot.x(i), plot.bottom + 4, name, HEIGHT - plot.bottom - 6) for i, name in enumerate(names))


def _column(x: float, top: float, name: str, room: float) -> str:
    """一列竖排的字。"""
    size = min(_TEXT, room / max(len(name), 1))
    letters = "".join(_text(x, top + (i + 0.9) * size, char, "middle") for i, char in enumerate(name))
    return f'<g font-size="{size:.1f}">{letters}</g>'


def _bars(plot: _Plot, group: list[Series]) -> Iterator[str]:
    """并列的柱。"""
    for order, series in enumerate(group):
        for index, value in enumerate(series.values):
            if value is not None:
                left, width = _bar(plot, len(group), order, index)
                top, bottom = sorted((plot.y(value), plot.y(Decimal(0))))
                yield _box(order, left, top, width, bottom - top)


def _box(order: int, left: float, top: float, width: float, height: float) -> str:
    """第 ``order`` 组的一根柱。"""
    fill, stripes = _FILLS[order % len(_FILLS)]
    sides = f'x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"'
    shape = ""
    if stripes == "H":
        shape = "".join(f"M{left:.1f} {top + step:.1f}h{width:.1f}" for step in _stripes(height))
    elif stripes == "V":
        shape = "".join(f"M{left + step:.1f} {top:.1f}v{height:.1f}" for step in _stripes(width))
    lines = _path(shape, 'stroke="#000" stroke-width="0.7"') if shape else ""
    return f'<rect {sides} fill="{fill}" stroke="#000" stroke-width="0.5"/>{lines}'


def _stripes(length: float) -> Iterator[float]:
    """条纹的位置。"""
    return (index * _STRIPE for index in range(1, int(length / _STRIPE) + 1))


def _bar(plot: _Plot, count: int, order: int, index: int) -> tuple[float, float]:
    """第 ``order`` 组第 ``index`` 根柱的左边和宽。"""
    width = plot.slot * 0.7 / count
    return plot.x(index) - plot.slot * 0.35 + order * width, width


def _lines(plot: _Plot, group: list[Series]) -> Iterator[str]:
    """折线与阶梯线；折线带标记。"""
    for order, series in enumerate(group):
        stairs = series.style == STAIRS
        for run in _runs(series.values):
            shape = _stairs(plot, run) if stairs else "L".join(f"{plot.x(i):.1f} {plot.y(v):.1f}" for i, v in run)
            yield _path(f"M{shape}", f'stroke="#000" stroke-width="1.4"{_dash(order)}')
            if not stairs:
                yield from (_marker(order, plot.x(index), plot.y(value)) for index, value in run)


def _labels(plot: _Plot, bars: list[Series], lines: list[Series]) -> Iterator[str]:
    """数据不多时注数值，衬白底；会压住别的数值或标记的不注。"""
    points = [(plot.x(i), v) for series in lines if series.style == LINE for i, v in enumerate(series.values)]
    taken = [(x, plot.y(value) + 5.5, 3.0) for x, value in points if value is not None]
    for spot in (*_line_spots(plot, lines), *_bar_spots(plot, bars)):
        label = plain(half_up(spot.value, 2))
        half = _text_width(label) / 2
        y = next((y for y in spot.lines if y < plot.bottom and not _is_taken(taken, spot.x, y, half)), None)
        if y is not None:
            taken.append((spot.x, y, half))
            box = f'x="{spot.x - half:.1f}" y="{y - _TEXT + 2:.1f}" width="{2 * half:.1f}" height="{_TEXT:.1f}"'
            yield f'<rect {box} fill="#fff"/>{_text(spot.x, y, label, "middle")}'


@dataclass(frozen=True, slots=True)
class _Spot:
    """要注的数值、它的中线和可以注的高度（先选在前的）。"""

    x: float
    lines: tuple[float, ...]
    value: Decimal


def _line_spots(plot: _Plot, lines: list[Series]) -> Iterator[_Spot]:
    """折线先于阶梯线；注在点的上方，不行则下方。"""
    if plot.count <= _MAX_LABELLED_POINTS:
        for series in sorted(lines, key=lambda item: item.style == STAIRS):
            for index, value in enumerate(series.values):
                if value is not None:
                    y = plot.y(value)
                    yield _Spot(plot.x(index), (y - 7, y + _TEXT + 6.2), value)


def _bar_spots(plot: _Plot, bars: list[Series]) -> Iterator[_Spot]:
    """注在柱顶（负数在柱底）；被折线占住的注在柱脚。"""
    if plot.count * len(bars) <= _MAX_LABELLED_BARS:
        for order, series in enumerate(bars):
            for index, value in enumerate(series.values):
                if value is not None:
                    left, width = _bar(plot, len(bars), order, index)
                    offset = -3 if value >= 0 else _TEXT
                    yield _Spot(left + width / 2, (plot.y(value) + offset, plot.y(Decimal(0)) - 4), value)


def _is_taken(taken: list[tuple[float, float, float]], x: float, y: float, half: float) -> bool:
    """这里的数值是否会压住已注的。"""
    return any(abs(x - other) < half + width + 2 and abs(y - line) < _TEXT for other, line, width in taken)


def _runs(values: tuple[Decimal | None, ...]) -> Iterator[list[tuple[int, Decimal]]]:
    """相连的数据点，遇缺断开。"""
    run: list[tuple[int, Decimal]] = []
    for index, value in enumerate(values):
        if value is not None:
            run.append((index, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _stairs(plot: _Plot, run: list[tuple[int, Decimal]]) -> str:
    """阶梯线：每个类别内是一段水平线。"""
    return "L".join(
        f"{plot.x(index - 0.5):.1f} {plot.y(value):.1f}L{plot.x(index + 0.5):.1f} {plot.y(value):.1f}"
        for index, value in run
    )


def _marker(order: int, x: float, y: float) -> str:
    """第 ``order`` 条折线的标记：圆、方、三角、菱形，前两种分实心、空心。"""
    shapes = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="#000"/>',
        f'<rect x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6" fill="#fff" stroke="#000"/>',
        f'<path d="M{x:.1f} {y - 4:.1f}l4 7h-8z" fill="#000"/>',
        f'<path d="M{x:.1f} {y - 4:.1f}l4 4l-4 4l-4 -4z" fill="#fff" stroke="#000"/>',
    )
    return shapes[order % len(shapes)]


def _legend(series: tuple[Series, ...]) -> str:
    """图例，排在图的上方居中。"""
    widths = [_text_width(item.name) + 46 for item in series]
    x = max((WIDTH - sum(widths)) / 2, 0)
    counts = {True: 0, False: 0}
    parts = []
    for item, width in zip(series, widths, strict=True):
        is_bar = item.style == BAR
        parts.append(_key(item, counts[is_bar], x))
        parts.append(_text(x + 30, 15, item.name, "start"))
        counts[is_bar] += 1
        x += width
    return "".join(parts)


def _key(series: Series, order: int, x: float) -> str:
    """图例里的一块柱色或一段线。"""
    if series.style == BAR:
        return _box(order, x + 6, 5, 18, 11)
    line = _path(f"M{x:.1f} 11h26", f'stroke="#000" stroke-width="1.4"{_dash(order)}')
    return line + ("" if series.style == STAIRS else _marker(order, x + 13, 11))


def _dash(order: int) -> str:
    """第 ``order`` 条线的线型；第一条是实线。"""
    pattern = _DASHES[order % len(_DASHES)]
    return f' stroke-dasharray="{pattern}"' if pattern else ""


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text, quote=False)}</text>'


def _path(shape: str, style: str) -> str:
    return f'<path d="{shape}" fill="none" {style}/>'


def _text_width(text: str) -> float:
    """文字的大致宽度：汉字一个字，其余半个字。"""
    return sum(_TEXT if ord(char) > 0x2E7F else _TEXT / 2 for char in text)
