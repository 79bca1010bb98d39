"""统计图画成 SVG：只用灰度、条纹、线型和标记区分各组数据，黑白打印也看得清。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from html import escape

from reportgen.model.amount import plain
from reportgen.model.document import Chart, Series, text_of
from reportgen.render import chart_ink as ink
from reportgen.render.chart_labels import value_labels
from reportgen.render.chart_plot import BAR, LEFT, RIGHT, STAIRS, TEXT, WIDTH, Plot, height_mm, lines_of, text_width


def chart_svg(chart: Chart, family: str) -> str:
    """统计图的 SVG 元素，大小见版面数值；``family`` 是图内文字的 font-family。

    图题不画在图内，写进 ``<title>`` 作替代文字。缺的数据不画。
    """
    plot = Plot.of(chart)
    height = f' style="height:{height_mm(chart):g}mm"' if chart.is_tall else ""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {plot.height:g}"{height} '
        f'font-family="{escape(family)}" font-size="{TEXT:g}">',
        f"<title>{escape(text_of(chart.title), quote=False)}</title>",
        _grid(plot, chart.unit),
        _categories(plot, chart.categories),
        *_bars(plot, chart),
        *_lines(plot, lines_of(chart)),
        *value_labels(plot, chart),
        _legend(chart.series),
        "</svg>",
    ]
    return "".join(parts)


def _grid(plot: Plot, unit: str) -> str:
    parts = [ink.text(4, plot.top - 16, unit, "start")]
    for value in plot.ticks():
        y = plot.y(value)
        parts.append(ink.thin(f"M{LEFT:.1f} {y:.1f}H{WIDTH - RIGHT:.1f}", ink.BLACK if value == 0 else "#d0d0d0"))
        parts.append(ink.text(LEFT - 5, y + 4, plain(value), "end"))
    parts.append(ink.thin(f"M{LEFT:.1f} {plot.top:.1f}V{plot.bottom:.1f}"))
    return "".join(parts)


def _categories(plot: Plot, names: tuple[str, ...]) -> str:
    """类别名；横排放不下时逐字竖排，太长的缩小。"""
    if not plot.is_upright:
        y = plot.bottom + TEXT + 4
        words = "".join(ink.text(plot.x(i), y, name, "middle") for i, name in enumerate(names))
        return f'<g font-size="{plot.name_size:.1f}">{words}</g>'
    room = plot.height - plot.bottom - 6
    sizes = (min(TEXT, room / max(len(name), 1)) for name in names)
    return "".join(
        ink.column(plot.x(i), plot.bottom + 4, name, size)
        for i, (name, size) in enumerate(zip(names, sizes, strict=True))
    )


def _bars(plot: Plot, chart: Chart) -> Iterator[str]:
    """并列或堆积的柱；超出纵轴的画断口。"""
    for bar in plot.bars(chart):
        yield ink.box(bar.order, bar.left, bar.top, bar.width, bar.bottom - bar.top)
        if bar.is_cut:
            yield ink.break_mark(bar.left, bar.top, bar.width)


def _lines(plot: Plot, group: tuple[Series, ...]) -> Iterator[str]:
    """折线与阶梯线；折线带标记。"""
    for order, series in enumerate(group):
        stairs = series.style == STAIRS
        for run in _runs(series.values):
            shape = _stairs(plot, run) if stairs else "L".join(f"{plot.x(i):.1f} {plot.y(v):.1f}" for i, v in run)
            yield ink.thick(f"M{shape}", order)
            if not stairs:
                yield from (ink.marker(order, plot.x(index), plot.y(value)) for index, value in run)


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


def _stairs(plot: Plot, run: list[tuple[int, Decimal]]) -> str:
    """阶梯线：每个类别内是一段水平线。"""
    return "L".join(
        f"{plot.x(index - 0.5):.1f} {plot.y(value):.1f}L{plot.x(index + 0.5):.1f} {plot.y(value):.1f}"
        for index, value in run
    )


def _legend(series: tuple[Series, ...]) -> str:
    """图例，排在图的上方居中。"""
    widths = [text_width(item.name) + 46 for item in series]
    x = max((WIDTH - sum(widths)) / 2, 0)
    counts = {True: 0, False: 0}
    parts = []
    for item, width in zip(series, widths, strict=True):
        is_bar = item.style == BAR
        parts.append(_key(item, counts[is_bar], x))
        parts.append(ink.text(x + 30, 15, item.name, "start"))
        counts[is_bar] += 1
        x += width
    return "".join(parts)


def _key(series: Series, order: int, x: float) -> str:
    """图例里的一块柱色或一段线。"""
    if series.style == BAR:
        return ink.box(order, x + 6, 5, 18, 11)
    line = ink.thick(f"M{x:.1f} 11h26", order)
    return line + ("" if series.style == STAIRS else ink.marker(order, x + 13, 11))
