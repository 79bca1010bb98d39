"""横道图的图形：时间轴的栏头、一行的横道、图例；只用白底黑框和深灰，黑白打印可辨。

坐标以毫米计，一毫米是一个画布单位；横道左端是起日的零点，右端是止日的二十四点。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from reportgen.model.document import Gantt, GanttRow, Span
from reportgen.model.period import Month, chinese_date
from reportgen.render.gantt_plan import HEAD
from reportgen.render.layout import PT_PER_MM

_LABEL_PT = 9.0
_YEAR_FOOT, _MONTH_FOOT = HEAD * 0.34, HEAD * 0.68  # 栏头三层：年、月、截止日
_TICK, _TICK_MONTH = 1.2, 12.0  # 旬的短线；一个月宽于此才画
_TICK_DAYS = (11, 21)
_BAR_SHARE, _BAR_GAP, _THICKEST, _THINNEST = 0.3, 0.5, 4.0, 1.5
_NARROWEST = 0.8  # 一天的横道也看得见
_DARK = "#404040"
_OUTLINE = 'fill="#fff" stroke="#000" stroke-width="0.3"'
_CUTOFF = 'stroke="#000" stroke-width="0.5"'
_KEY_HEIGHT, _KEY_BAR = 6.0, 9.0


@dataclass(frozen=True, slots=True)
class Axis:
    """时间轴：自 ``start`` 起共 ``days`` 天，宽 ``width`` 毫米。"""

    months: tuple[Month, ...]
    start: date
    days: int
    width: float

    @classmethod
    def of(cls, gantt: Gantt, width: float) -> Axis:
        """横道图的时间轴，起止月份都是整月。"""
        months = tuple(gantt.first.shift(step) for step in range(gantt.last.ordinal - gantt.first.ordinal + 1))
        start = date(gantt.first.year, gantt.first.month, 1)
        return cls(months, start, (gantt.last.last_day - start).days + 1, width)

    def x(self, day: date) -> float:
        """一天开始处的横坐标；轴外的取轴端。"""
        return min(max((day - self.start).days, 0), self.days) / self.days * self.width

    def end(self, day: date) -> float:
        """一天结束处的横坐标。"""
        return self.x(day + timedelta(days=1))

    def holds(self, day: date) -> bool:
        """这一天在轴上。"""
        return 0 <= (day - self.start).days < self.days


def head_svg(gantt: Gantt, width: float, family: str) -> str:
    """时间轴的栏头：年、月、旬，截止日的标签和箭头。"""
    axis = Axis.of(gantt, width)
    parts = [
        *_years(axis),
        *_months(axis),
        _line(f"M0 {_YEAR_FOOT:.3f}H{width:.3f}M0 {_MONTH_FOOT:.3f}H{width:.3f}", 'stroke="#000" stroke-width="0.2"'),
        _cutoff_label(axis, gantt.cutoff),
    ]
    title = f"时间轴：{gantt.first.year}年{gantt.first.month}月至{gantt.last.year}年{gantt.last.month}月"
    if axis.holds(gantt.cutoff):
        title += f"，截止日{chinese_date(gantt.cutoff)}"
    return _svg(width, HEAD, title, parts, family)


def row_svg(gantt: Gantt, row: GanttRow, width: float, height: float) -> str:
    """一行：上为计划，下为实际；竖线是月份和截止日。"""
    axis = Axis.of(gantt, width)
    thick = min(max(height * _BAR_SHARE, _THINNEST), _THICKEST)
    top = (height - 2 * thick - _BAR_GAP) / 2
    parts = [_grid(axis, height), _planned(axis, row.planned, top, thick)]
    if row.actual:
        parts.append(_actual(axis, row.actual, top + thick + _BAR_GAP, thick))
    if axis.holds(gantt.cutoff):
        parts.append(_line(f"M{axis.end(gantt.cutoff):.3f} 0V{height:.3f}", _CUTOFF))
    return _svg(width, height, _described(row), parts)


def key_svg(family: str) -> str:
    """图例。"""
    middle = _KEY_HEIGHT / 2
    bar = f'y="{middle - 1.5:.3f}" width="{_KEY_BAR}" height="3"'
    samples = (
        (f'<rect x="{{x}}" {bar} {_OUTLINE}/>', "计划"),
        (f'<rect x="{{x}}" {bar} fill="{_DARK}"/>', "实际"),
        ("{arrow}", "实际，尚未完成"),
        ("{line}", "截止日"),
    )
    x, parts = 0.0, []
    for shape, name in samples:
        arrow = _arrow(x, x + _KEY_BAR, middle - 1.5, 3.0)
        line = _line(f"M{x + _KEY_BAR / 2} 0V{_KEY_HEIGHT}", _CUTOFF)
        parts.append(shape.format(x=x, arrow=arrow, line=line))
        parts.append(_text(x + _KEY_BAR + 1.5, middle + 1.2, name, "start"))
        x += _KEY_BAR + 6.0 + len(name) * _em(_LABEL_PT)
    return _svg(x, _KEY_HEIGHT, "图例：" + "、".join(name for _, name in samples), parts, family)


def _years(axis: Axis) -> Iterator[str]:
    """各年：标在该年各月的中间，两年之间一条竖线。"""
    for year in sorted({month.year for month in axis.months}):
        own = [month for month in axis.months if month.year == year]
        left, right = axis.x(_first_day(own[0])), axis.end(own[-1].last_day)
        yield _text((left + right) / 2, _YEAR_FOOT - 1.2, f"{year}年", "middle")
        if left:
            yield _line(f"M{left:.3f} 0V{_YEAR_FOOT:.3f}", 'stroke="#000" stroke-width="0.2"')


def _months(axis: Axis) -> Iterator[str]:
    """各月：排不下“12月”的只写数字，还排不下的每季写一个。"""
    for month in axis.months:
        left, right = axis.x(_first_day(month)), axis.end(month.last_day)
        name = _month_name(month, right - left)
        if name:
            yield _text((left + right) / 2, _MONTH_FOOT - 1.2, name, "middle")
        if left:
            yield _line(f"M{left:.3f} {_YEAR_FOOT:.3f}V{_MONTH_FOOT:.3f}", 'stroke="#000" stroke-width="0.2"')
        if right - left >= _TICK_MONTH:
            ticks = (axis.x(date(month.year, month.month, day)) for day in _TICK_DAYS)
            shape = "".join(f"M{x:.3f} {_MONTH_FOOT:.3f}v{-_TICK}" for x in ticks)
            yield _line(shape, 'stroke="#000" stroke-width="0.15"')


def _month_name(month: Month, room: float) -> str:
    em = _em(_LABEL_PT)
    if room >= 2 * em + 0.4:
        return f"{month.month}月"
    return str(month.month) if room >= em + 0.3 or month.month in (1, 4, 7, 10) else ""


def _cutoff_label(axis: Axis, cutoff: date) -> str:
    """截止日的标签在线的左边，排不下时在右边；箭头指着线。"""
    if not axis.holds(cutoff):
        return ""
    x, label = axis.end(cutoff), f"截止日{cutoff.month}月{cutoff.day}日"
    is_left = x > (len(label) + 1) * _em(_LABEL_PT)
    text = _text(x - 2 if is_left else x + 2, HEAD - 1.1, label, "end" if is_left else "start")
    return f'{text}<path d="M{x:.3f} {HEAD:.3f}l-1.3 -2.6h2.6z" fill="#000"/>'


def _grid(axis: Axis, height: float) -> str:
    """月份之间的浅色竖线。"""
    shape = "".join(f"M{axis.x(_first_day(month)):.3f} 0V{height:.3f}" for month in axis.months[1:])
    return _line(shape, 'stroke="#a0a0a0" stroke-width="0.15"') if shape else ""


def _planned(axis: Axis, span: Span, top: float, thick: float) -> str:
    """计划：白底黑框；框线画在横道以内。"""
    left, right = _ends(axis, span)
    if right <= left:
        return ""
    inset = 0.15
    sides = f'x="{left + inset:.3f}" y="{top + inset:.3f}" width="{right - left - 2 * inset:.3f}"'
    return f'<rect {sides} height="{thick - 2 * inset:.3f}" {_OUTLINE}/>'


def _actual(axis: Axis, span: Span, top: float, thick: float) -> str:
    """实际：深灰；没有结束的末端是箭头。"""
    left, right = _ends(axis, span)
    if right <= left:
        return ""
    if span.is_open:
        return _arrow(left, right, top, thick)
    return f'<rect x="{left:.3f}" y="{top:.3f}" width="{right - left:.3f}" height="{thick:.3f}" fill="{_DARK}"/>'


def _arrow(left: float, right: float, top: float, thick: float) -> str:
    neck = max(left, right - thick)
    points = f"{left:.3f},{top:.3f} {neck:.3f},{top:.3f} {right:.3f},{top + thick / 2:.3f} "
    points += f"{neck:.3f},{top + thick:.3f} {left:.3f},{top + thick:.3f}"
    return f'<polygon points="{points}" fill="{_DARK}"/>'


def _ends(axis: Axis, span: Span) -> tuple[float, float]:
    """横道的左右端；整条在轴外的两端相同，很短的加宽到看得见。"""
    left, right = axis.x(span.first), axis.end(span.last)
    if 0 < right - left < _NARROWEST:
        left = min(left, axis.width - _NARROWEST)
        right = left + _NARROWEST
    return left, right


def _described(row: GanttRow) -> str:
    """替代文字：计划、实际的起止，供看不见图的读者。"""
    planned = f"计划{chinese_date(row.planned.first)}至{chinese_date(row.planned.last)}"
    if row.actual is None:
        return f"{planned}，没有开始"
    start = chinese_date(row.actual.first)
    actual = f"{start}开始，尚未完成" if row.actual.is_open else f"{start}至{chinese_date(row.actual.last)}"
    return f"{planned}，实际{actual}"


def _first_day(month: Month) -> date:
    return date(month.year, month.month, 1)


def _em(size_pt: float) -> float:
    return size_pt / PT_PER_MM


def _svg(width: float, height: float, title: str, parts: list[str], family: str = "") -> str:
    font = f' font-family="{escape(family)}" font-size="{_em(_LABEL_PT):.3f}"' if family else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.3f}mm" height="{height:.3f}mm" '
        f'viewBox="0 0 {width:.3f} {height:.3f}"{font}>'
        f"<title>{escape(title, quote=False)}</title>{''.join(parts)}</svg>"
    )


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.3f}" y="{y:.3f}" text-anchor="{anchor}">{escape(text, quote=False)}</text>'


def _line(shape: str, style: str) -> str:
    return f'<path d="{shape}" fill="none" {style}/>'
