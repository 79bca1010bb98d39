"""与以前月份的核对：累计不应下降，累计应等于上月加本月，竣工之前应有开工。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.model.amount import plain
from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.period import Month
from reportgen.model.records import Facts, Nature, Progress, Project, SiteState

_EVER_STARTED = (SiteState.WORKING, SiteState.SUSPENDED, SiteState.COMPLETED)


def check_trend(facts: Facts, project: Project, progress: Progress, doubtful: set[str]) -> Iterator[Finding]:
    """一个项目本月与以前月份相比。

    Args:
        doubtful: 已有差错的单元格（印刷形式的出处），其数不再相比。
    """
    cumulative = progress.cumulative_investment
    if cumulative is not None and str(progress.cells["cumulative_investment"]) not in doubtful:
        fall = list(_check_fall(facts, project, progress, cumulative))
        yield from fall or _check_step(facts, project, progress, cumulative)
    yield from _check_start(facts, project, progress)


def _earlier(facts: Facts, project: Project, month: Month) -> list[Progress]:
    """以前各月的进展，从近到远。"""
    months = sorted((earlier for earlier in facts.returns if earlier < month), reverse=True)
    found = (facts.returns[earlier].progress.get(project.number) for earlier in months)
    return [progress for progress in found if progress is not None]


def _check_fall(facts: Facts, project: Project, progress: Progress, cumulative: Decimal) -> Iterator[Finding]:
    """与最近一次填报的累计相比；写明核减的不算。"""
    for earlier in _earlier(facts, project, progress.month):
        before = earlier.cumulative_investment
        if before is not None:
            if cumulative < before and not progress.correction_note:
                place = earlier.cells["cumulative_investment"]
                message = (
                    f"“{project.name}”本年累计{plain(cumulative)}万元，少于{earlier.month.month}月的"
                    f"{plain(before)}万元（{place}），没有核减说明。"
                )
                yield fault(progress.cells["cumulative_investment"], "E201", message)
            return


def _check_step(facts: Facts, project: Project, progress: Progress, cumulative: Decimal) -> Iterator[Finding]:
    """累计应等于上月累计加本月完成，一分不差；上月没有填报的、写明核减的不比。"""
    last_month = facts.returns.get(progress.month.shift(-1))
    last = last_month.progress.get(project.number) if last_month else None
    if (
        last is None
        or last.cumulative_investment is None
        or progress.month_investment is None
        or progress.correction_note
    ):
        return
    gap = cumulative - last.cumulative_investment - progress.month_investment
    if gap:
        message = (
            f"“{project.name}”本年累计{plain(cumulative)}万元，上月累计{plain(last.cumulative_investment)}万元"
            f"（{last.cells['cumulative_investment']}）加本月{plain(progress.month_investment)}万元"
            f"（{progress.cells['month_investment'].cell}），相差{plain(gap)}万元。"
        )
        yield fault(progress.cells["cumulative_investment"], "W201", message)


def _check_start(facts: Facts, project: Project, progress: Progress) -> Iterator[Finding]:
    """新建项目竣工，而以前没有开工过，本月也没有填开工时间；续建项目本已开工。"""
    if project.nature is not Nature.NEW or progress.state is not SiteState.COMPLETED or progress.started_on is not None:
        return
    if all(earlier.state not in _EVER_STARTED for earlier in _earlier(facts, project, progress.month)):
        yield fault(progress.cells["state"], "W206", f"“{project.name}”填报竣工，没有开工记录。")
