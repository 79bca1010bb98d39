"""一个指标的定义。"""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.evaluate.measures import Measure


@dataclass(frozen=True)
class Indicator:
    """一个指标的定义；``measure`` 由范围内的项目得出值与出处。

    ``is_listed`` 为真的是清单原有的金额，按原有的小数位印出。
    """

    id: str
    label: str
    unit: str
    formula: str
    measure: Measure
    is_listed: bool = False
