"""金额与比例：Decimal 计算，四舍五入只做一次，未达标绝不印成达标。

金额在程序中一律是 Decimal 万元；印刷时换算为亿元（1 亿元 = 10000 万元）。
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

WAN_PER_YI = Decimal(10000)
YUAN_PER_WAN = Decimal(10000)

#: 各计量单位折合万元。
WAN_PER_UNIT = {"元": 1 / YUAN_PER_WAN, "万元": Decimal(1), "亿元": WAN_PER_YI}

#: 除法精度：28 位有效数字，与 figures.json 的约定一致。
_CONTEXT = Context(prec=28, rounding=ROUND_HALF_UP)

#: 增加小数位的上限；超过仍不能区分时按原值印出。
_MAX_PLACES = 26


def to_wan(value: Decimal, unit: str) -> Decimal:
    """把 ``unit``（元、万元、亿元）的数换算为万元。

    Raises:
        KeyError: 不是这三个单位之一。
    """
    return value * WAN_PER_UNIT[unit]


def ratio(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """两数之比（1 表示 100%，28 位有效数字）；分母为零时为 None，绝不是 0 或 100%。"""
    if denominator == 0:
        return None
    return _CONTEXT.divide(numerator, denominator)


def half_up(value: Decimal, places: int) -> Decimal:
    """四舍五入到 ``places`` 位小数。

    >>> half_up(Decimal("97.25"), 1)
    Decimal('97.3')
    """
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=Context(prec=60))
    return abs(rounded) if rounded == 0 else rounded


def plain(value: Decimal) -> str:
    """不带指数、不带多余零的十进制写法，负零写作 0。"""
    text = format(value.normalize(Context(prec=60)), "f")
    return "0" if text in {"-0", ""} else text


def percent_text(rate: Decimal, targets: Iterable[Decimal] = ()) -> str:
    """比例的印刷形式，一位小数加“%”。

    未达到 ``targets`` 中某个目标而四舍五入后会显得达到时（29.96% 印成 30.0%），
    增加小数位直到看得出未达到。

    >>> percent_text(Decimal("0.2996"), [Decimal("0.3")])
    '29.96%'
    """
    percent = rate * 100
    missed = [target * 100 for target in targets if rate < target]
    return f"{_rounded(percent, 1, lambda shown: all(shown < limit for limit in missed))}%"


def points_text(points: Decimal) -> str:
    """百分点数值（不带单位），一位小数；不为零的差不印成 0.0。"""
    return _rounded(points, 1, lambda shown: bool(shown) == bool(points))


def yi_text(wan: Decimal, places: int = 2) -> str:
    """万元金额印成亿元数值（不带单位），默认两位小数；不为零的金额不印成 0.00。"""
    return _rounded(wan / WAN_PER_YI, places, lambda shown: bool(shown) == bool(wan))


def yi_exact_text(wan: Decimal) -> str:
    """万元金额印成亿元数值，保留清单原有的全部小数位。"""
    return plain(wan / WAN_PER_YI)


def _rounded(value: Decimal, places: int, is_true: Callable[[Decimal], bool]) -> str:
    """修约到 ``places`` 位；结果不真实时逐位增加小数，至多 ``_MAX_PLACES`` 位。"""
    for digits in range(places, _MAX_PLACES):
        shown = half_up(value, digits)
        if is_true(shown):
            return format(shown, "f")
    return plain(value)
