"""亮灯〔默认〕：投资、开复工、入库、问题四条规则，取最重的一条；阈值见方案.toml。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.model.assessment import Light, LightReason, Standing
from reportgen.model.period import Month, PartialDate
from reportgen.model.records import SiteState
from reportgen.model.source import Source
from reportgen.settings import Thresholds


def light_reasons(standing: Standing, thresholds: Thresholds, month: Month) -> tuple[LightReason, ...]:
    """一个项目的亮灯理由，按投资、开复工、入库、问题的次序；状态未报的项目不下开复工、入库的结论。"""
    reasons = (
        _investment(standing, thresholds, month),
        _start(standing, thresholds, month),
        _base(standing, thresholds, month),
        *_problems(standing, thresholds, month),
    )
    return tuple(reason for reason in reasons if reason is not None)


def _investment(standing: Standing, thresholds: Thresholds, month: Month) -> LightReason | None:
    light = investment_light(thresholds, month, standing.rate, standing.reference)
    if light is None:
        return None
    return LightReason(
        "投资", light, sources=(*standing.evidence["cumulative"], *standing.project.sources("annual_plan"))
    )


def _start(standing: Standing, thresholds: Thresholds, month: Month) -> LightReason | None:
    """未开（复）工自计划月份起算，停工自停工月份起算。"""
    if standing.state is SiteState.SUSPENDED:
        since, sources = standing.suspended_on, standing.evidence["state"]
    elif standing.state is SiteState.IDLE:
        since = standing.project.planned_start
        sources = (*standing.evidence["state"], *standing.project.sources("planned_start"))
    else:
        return None
    yellow, red = thresholds.start_yellow_months, thresholds.start_red_months
    return _delayed("开复工", month, since, yellow, red, sources)


def _base(standing: Standing, thresholds: Thresholds, month: Month) -> LightReason | None:
    """已开（复）工而填报尚未入库，自开（复）工月份起算。"""
    if standing.is_in_statistics is not False or not standing.has_begun:
        return None
    sources = (*standing.evidence["base"], *standing.evidence["started"])
    yellow, red = thresholds.base_yellow_months, thresholds.base_red_months
    return _delayed("入库", month, standing.started_on, yellow, red, sources)


def _problems(standing: Standing, thresholds: Thresholds, month: Month) -> Iterator[LightReason]:
    """每个逾期未销号的问题一条，台账次序。"""
    cutoff = month.last_day
    for problem in standing.problems:
        days = 0 if problem.is_closed(cutoff) else problem.overdue_days(cutoff)
        if days >= thresholds.problem_yellow_days:
            light = Light.RED if days >= thresholds.problem_red_days else Light.YELLOW
            yield LightReason("问题", light, sources=problem.sources("due_date", "raised_on"), problem=problem)


def investment_light(thresholds: Thresholds, month: Month, rate: Decimal | None, reference: Decimal) -> Light | None:
    """投资一条的灯：落后为绿（须说明）、黄、红；不落后或无从计算时为 None。"""
    if rate is None or rate >= reference:
        return None
    behind = (reference - rate) * 100
    if behind > thresholds.red_points or (month.month >= thresholds.half_from_month and rate * 2 < reference):
        return Light.RED
    return Light.YELLOW if behind > thresholds.yellow_points else Light.GREEN


def _delayed(
    rule: str, month: Month, since: PartialDate | None, yellow: int, red: int, sources: tuple[Source, ...]
) -> LightReason | None:
    """拖延满 ``yellow`` 个月黄灯、满 ``red`` 个月红灯；不知起算月份或未满时为 None。"""
    if since is None:
        return None
    months = month.ordinal - since.in_month.ordinal
    if months < yellow:
        return None
    return LightReason(rule, Light.RED if months >= red else Light.YELLOW, months, since, sources)
