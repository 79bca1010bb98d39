"""统计图的大小和坐标：矢量图按它画，DOCX 的图表同样大小、同样截断。

画布的单位是 1/4 毫米，原点在左上角。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from reportgen.model.document import Chart, ChartKind, Series
from reportgen.render.layout import CHART_HEIGHT, CHART_WIDTH, PT_PER_MM

BAR, LINE, STAIRS = "柱", "线", "阶梯"

WIDTH = CHART_WIDTH * 4
TEXT = 12.4  # 小五号
LEFT, RIGHT = 52.0, 8.0
MAX_BARS, MAX_POINTS = 14, 12  # 横注数值的最多柱数、点数

_TALL_HEIGHT = 92.0  # 高图，毫米
_TOP = 46.0  # 图例和单位
_UPRIGHT_ROOM = 36.0  # 柱顶竖注数值的地方
_LEAST_TEXT = 7.0  # 竖注的字再小就看不清，不注
_BARS_SHARE = 0.7  # 一个类别内柱占的宽
_TIGHT = 0.85  # 缩小的类别名之间留空
_MAX_TICKS = 6
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_MOST_PERCENT = Decimal(200)


def height_mm(chart: Chart) -> float:
    """图的高，毫米。"""
    return _TALL_HEIGHT if chart.is_tall else CHART_HEIGHT


def bars_of(chart: Chart) -> tuple[Series, ...]:
    """画成柱的各组数据。"""
    return tuple(series for series in chart.series if series.style == BAR)


def lines_of(chart: Chart) -> tuple[Series, ...]:
    """画成折线、阶梯线的各组数据。"""
    return tuple(series for series in chart.series if series.style != BAR)


def cut_at(chart: Chart) -> Decimal | None:
    """纵轴在哪里截断，不截断为 None：百分数的柱过半不超过 200 而有的超过，就画到 200，超过的画断口，数值照注。"""
    values = sorted(value for series in bars_of(chart) for value in series.values if value is not None)
    if chart.unit != "%" or not values or not values[len(values) // 2] <= _MOST_PERCENT < values[-1]:
        return None
    return _MOST_PERCENT


def upright_text(chart: Chart) -> float | None:
    """柱上竖注数值的字号；横着注得下的、太挤的、不是高图的为 None。"""
    bars = bars_of(chart)
    if (
        not chart.is_tall
        or not bars
        or chart.kind is ChartKind.STACKED
        or len(chart.categories) * len(bars) <= MAX_BARS
    ):
        return None
    slot = (WIDTH - LEFT - RIGHT) / len(chart.categories)
    pitch = slot if len(bars) == 1 else slot * _BARS_SHARE / len(bars)
    size = min(TEXT, pitch * 0.9)
    return size if size >= _LEAST_TEXT else None


def points(size: float) -> float:
    """画布上的字号化为磅。"""
    return size / 4 * PT_PER_MM


def text_width(text: str, size: float = TEXT) -> float:
    """文字的大致宽度：汉字一个字，其余半个字。"""
    return sum(size if ord(char) > 0x2E7F else size / 2 for char in text)


@dataclass(frozen=True, slots=True)
class Bar:
    """一根柱或堆积柱的一段：第 ``order`` 组第 ``index`` 个值，四边的位置；``is_cut`` 为真时顶端截断。"""

    order: int
    index: int
    value: Decimal
    left: float
    width: float
    top: float
    bottom: float
    is_cut: bool = False

    @property
    def has_room(self) -> bool:
        """柱里注得下一行字。"""
        return self.bottom - self.top > TEXT


@dataclass(frozen=True, slots=True)
class Plot:
    """绘图区：纵轴从 ``low`` 到 ``high``，每格 ``step``；类别名横排放不下时 ``is_upright``。

    ``name_size`` 是横排类别名的字号。
    """

    low: Decimal
    high: Decimal
    step: Decimal
    count: int
    height: float
    top: float
    bottom: float
    is_upright: bool
    name_size: float

    @classmethod
    def of(cls, chart: Chart) -> Plot:
        """``chart`` 的绘图区。"""
        low, high, step = _scale(*_range(chart))
        count, height = max(len(chart.categories), 1), height_mm(chart) * 4
        size = _name_size(chart.categories)
        letters = max(map(len, chart.categories), default=0)
        room = TEXT + 8 if size else min(letters * TEXT + 6, height * 0.45)
        top = _TOP + (_UPRIGHT_ROOM if upright_text(chart) else 0)
        return cls(low, high, step, count, height, top, height - room, size is None, size or TEXT)

    @property
    def slot(self) -> float:
        """一个类别的宽。"""
        return (WIDTH - LEFT - RIGHT) / self.count

    def x(self, index: float) -> float:
        """第 ``index`` 个类别（从 0 起）的中线。"""
        return LEFT + (index + 0.5) * self.slot

    def y(self, value: Decimal) -> float:
        """数值的纵坐标；超出纵轴的在边上。"""
        share = float((min(value, self.high) - self.low) / (self.high - self.low))
        return self.bottom - share * (self.bottom - self.top)

    def ticks(self) -> Iterator[Decimal]:
        """纵轴各格的数值。"""
        value = self.low
        while value <= self.high:
            yield value
            value += self.step

    def bars(self, chart: Chart) -> Iterator[Bar]:
        """各柱，先左后右；堆积的自下而上。"""
        group = bars_of(chart)
        for index in range(len(chart.categories)):
            values = tuple(series.values[index] for series in group)
            yield from self._stack(index, values) if chart.kind is ChartKind.STACKED else self._row(index, values)

    def _row(self, index: int, values: Sequence[Decimal | None]) -> Iterator[Bar]:
        """一个类别并列的柱。"""
        width = self.slot * _BARS_SHARE / len(values) if values else 0.0
        left = self.x(index) - self.slot * _BARS_SHARE / 2
        for order, value in enumerate(values):
            if value is not None:
                top, bottom = sorted((self.y(value), self.y(Decimal(0))))
                yield Bar(order, index, value, left + order * width, width, top, bottom, value > self.high)

    def _stack(self, index: int, values: Sequence[Decimal | None]) -> Iterator[Bar]:
        """一个类别堆积的柱；零没有高，不画。"""
        width, base = self.slot * _BARS_SHARE, Decimal(0)
        for order, value in enumerate(values):
            if value:
                top, bottom = self.y(base + value), self.y(base)
                yield Bar(order, index, value, self.x(index) - width / 2, width, top, bottom)
                base += value


def _name_size(names: Sequence[str]) -> float | None:
    """类别名横排的字号，放不下为 None；序号等西文不竖排，只缩小。"""
    longest = max(map(text_width, names), default=0.0)
    room = (WIDTH - LEFT - RIGHT) / max(len(names), 1) - 2
    if longest <= room:
        return TEXT
    return TEXT * room / longest * _TIGHT if all(map(str.isascii, names)) else None


def _values(chart: Chart) -> Iterator[Decimal]:
    """各柱的高、各点的值；堆积的柱是合计。"""
    bars = [series.values for series in bars_of(chart)]
    if chart.kind is ChartKind.STACKED:
        bars = [tuple(sum(filter(None, column), Decimal(0)) for column in zip(*bars, strict=True))]
    yield from (
        value for row in (*bars, *(series.values for series in lines_of(chart))) for value in row if value is not None
    )


def _range(chart: Chart) -> tuple[Decimal, Decimal]:
    """纵轴要容下的最小值和最大值，含零。"""
    values = (*_values(chart), Decimal(0))
    return min(values), cut_at(chart) or max(values)


def _scale(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """纵轴的下限、上限和每格的数值，取 1、2、2.5、5 的整倍数，至多六格。"""
    span = high - low or Decimal(1)
    unit = Decimal(1).scaleb((span / _MAX_TICKS).adjusted())
    step = next(unit * factor for factor in _STEPS if unit * factor * _MAX_TICKS >= span)
    bottom = (low / step).to_integral_value(ROUND_FLOOR) * step
    top = (high / step).to_integral_value(ROUND_CEILING) * step
    return bottom, top if top > bottom else bottom + step, step
