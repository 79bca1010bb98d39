"""横道图的尺寸：字号、各栏宽、行高，使一面纸正好排满，排不下时缩小字号，文字从不截断。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from reportgen.model.document import STATE_HEADING, Gantt, GanttRow, Runs, text_of
from reportgen.render.fonts import Face, FontSet, Role
from reportgen.render.ink import width_of
from reportgen.render.layout import PT_PER_MM

#: 可用的字号，磅，从大到小；行距 1.3 倍。
SIZES = (12.0, 10.5, 9.0, 8.0, 7.5)
LEADING = 1.3
#: 时间轴的栏头高、图例高、框线粗和单元格上下、左右的内边距，毫米。
HEAD, KEY, BORDER = 13.0, 8.0, 0.176
PAD_Y, PAD_X = 0.6, 0.8

_LEAST_ROW = 5.4  # 计划、实际两条横道排得开
_MOST_SPARE = 10.0  # 行少时每行至多加高这么多
_STATE = (20.0, 40.0)  # 情形栏至少、至多的宽
_AXIS_SHARE = 0.35  # 时间轴至少占全宽的比例
_SLACK = 3.0  # 排满一面时留的余量
_STRETCHES = (1.0, 1.35, 1.7)  # 文字排不下时先加宽左边最宽的一栏，使左边共宽这么多倍，再缩小字号
_USUAL_SIZE = 10.5  # 不求排满或排不下一面时的字号


@dataclass(frozen=True, slots=True)
class Room:
    """放横道图的地方，毫米；``height`` 为 None 时不求排满，行高随文字。"""

    width: float
    height: float | None = None


@dataclass(frozen=True, slots=True)
class GanttPlan:
    """定下的尺寸，毫米：``columns`` 左边各栏的宽，``axis`` 时间轴的宽，``state`` 情形栏的宽，``heights`` 各行的高。"""

    size_pt: float
    columns: tuple[float, ...]
    axis: float
    state: float
    heights: tuple[float, ...]


def plan_gantt(gantt: Gantt, room: Room, fonts: FontSet) -> GanttPlan:
    """取排得下的最大字号，余下的高平均分给各行；最小的字号也排不下的用通常的字号，接排到下一面。"""
    usual = _sized(gantt, room.width, fonts, _USUAL_SIZE, 1.0)
    if room.height is None:
        return usual
    available = room.height - HEAD - KEY - _SLACK
    plans = (_sized(gantt, room.width, fonts, size, stretch) for size in SIZES for stretch in _STRETCHES)
    plan = next((plan for plan in plans if sum(plan.heights) <= available), usual)
    spare = max(0.0, available - sum(plan.heights)) / max(1, len(plan.heights))
    heights = tuple(height + min(spare, _MOST_SPARE) for height in plan.heights)
    return GanttPlan(plan.size_pt, plan.columns, plan.axis, plan.state, heights)


def _sized(gantt: Gantt, width: float, fonts: FontSet, size: float, stretch: float) -> GanttPlan:
    """用 ``size`` 磅的字、左边加宽到 ``stretch`` 倍时各栏的宽和各行起码的高；时间轴不窄于规定的比例。"""
    faces = fonts.faces[Role.FANGSONG]
    state = _state_width(gantt, faces, size)
    room = width * (1 - _AXIS_SHARE) - state
    columns = _stretched(gantt.widths, min(stretch * sum(gantt.widths), room))
    heights = tuple(_row_height(row, (*columns, state), faces, size) for row in gantt.rows)
    return GanttPlan(size, columns, width - sum(columns) - state, state, heights)


def _stretched(widths: Sequence[float], total: float) -> tuple[float, ...]:
    """各栏共宽 ``total``：多出的都给最宽的一栏，不够的一起收窄。"""
    own = sum(widths)
    if total <= own:
        return tuple(width * total / own for width in widths)
    widest = max(range(len(widths)), key=widths.__getitem__)
    return tuple(width + (total - own) * (index == widest) for index, width in enumerate(widths))


def _state_width(gantt: Gantt, faces: Sequence[Face], size: float) -> float:
    """情形栏排得下最长的一行，不过宽。"""
    texts = [STATE_HEADING, *(line for row in gantt.rows for line in text_of(row.state).split("\n"))]
    longest = max(width_of(faces, text, size) for text in texts)
    least, most = _STATE
    return min(max(longest + 2 * PAD_X + 1.0, least), most)


def _row_height(row: GanttRow, widths: Sequence[float], faces: Sequence[Face], size: float) -> float:
    cells = zip((*row.cells, row.state), widths, strict=True)
    lines = max(line_count(runs, width - 2 * PAD_X - BORDER, faces, size) for runs, width in cells)
    return max(lines * size * LEADING / PT_PER_MM + 2 * PAD_Y + BORDER, _LEAST_ROW)


def line_count(runs: Runs, width: float, faces: Sequence[Face], size: float) -> int:
    """``size`` 磅的文字在 ``width`` 毫米里排成几行；回行处标点挤不下、数字不拆开，每行按少排一字估计。"""
    return sum(_lines(text_of(runs), width, faces, size))


def _lines(text: str, width: float, faces: Sequence[Face], size: float) -> Iterator[int]:
    em = size / PT_PER_MM
    for line in text.split("\n"):
        long = width_of(faces, line, size)
        yield 1 if long <= width else ceil(long / max(width - em, em))
