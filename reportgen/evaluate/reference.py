"""节点参考进度〔默认〕：投资目标连成的折线，年初为 0，节点之间按月均分。"""

from __future__ import annotations

from decimal import Decimal

from reportgen.model.amount import ratio
from reportgen.model.period import Month
from reportgen.model.source import Source
from reportgen.settings import Scheme, Target

START_RATE = "start_resume_rate"


def node_progress(scheme: Scheme, month: Month) -> Decimal:
    """``month`` 月底的节点参考进度（1 表示 100%）；最后一个节点之后保持不变。

    例如投资目标为6月底30%、9月底80%、11月底100%：4月 20%，6月 30%，7月 46.7%，9月 80%，11月起 100%。
    """
    low_month, low = Month(scheme.year, 1).shift(-1), Decimal(0)
    for target in scheme.investment_targets():
        if month <= target.node:
            span = Decimal(target.node.ordinal - low_month.ordinal)
            share = ratio((target.value - low) * (month.ordinal - low_month.ordinal), span)
            return low + (share or Decimal(0))
        low_month, low = target.node, target.value
    return low


def node_progress_sources(scheme: Scheme, month: Month) -> tuple[Source, ...]:
    """决定 ``month`` 参考进度的一个或两个投资目标。"""
    targets = scheme.investment_targets()
    later = [target for target in targets if target.node >= month]
    earlier = [target for target in targets if target.node < month]
    return tuple(target.source for target in (*earlier[-1:], *later[:1]))


def next_start_target(scheme: Scheme, month: Month) -> Target | None:
    """本月或以后的第一个开复工率目标；都已过去时是最后一个，方案没有这个目标时为 None。"""
    targets = sorted((item for item in scheme.targets if item.indicator == START_RATE), key=lambda item: item.node)
    return next((target for target in targets if target.node >= month), targets[-1] if targets else None)


def next_investment_target(scheme: Scheme, month: Month) -> Target:
    """本月或以后的第一个投资目标；都已过去时是最后一个。"""
    targets = scheme.investment_targets()
    return next((target for target in targets if target.node >= month), targets[-1])
