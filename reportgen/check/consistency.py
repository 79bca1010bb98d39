"""同一期之内的核对：各金额之间、金额与状态、手续次序、印出的合计。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.check.fields import MONEY_NAMES
from reportgen.model.amount import plain
from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.records import (
    MonthlyReturns,
    Nature,
    PrintedTotal,
    ProcedureKind,
    ProcedureStatus,
    Progress,
    Project,
    SiteState,
)

_TOTAL_NAMES = {**MONEY_NAMES, "total_investment": "总投资", "annual_plan": "年度计划投资"}


def check_progress(project: Project, progress: Progress, doubtful: set[str]) -> Iterator[Finding]:
    """一个项目一个月的各金额。

    Args:
        doubtful: 已有差错的单元格（印刷形式的出处），其数不再与别的数相比。
    """
    month, cumulative = (
        _sound(progress, "month_investment", doubtful),
        _sound(progress, "cumulative_investment", doubtful),
    )
    lifetime, entered = (
        _sound(progress, "lifetime_investment", doubtful),
        _sound(progress, "statistical_investment", doubtful),
    )
    name = f"“{project.name}”"
    if month is not None and cumulative is not None and month > cumulative:
        place = progress.cells["cumulative_investment"].cell
        message = f"{name}本月完成{plain(month)}万元，大于 {place} 本年累计{plain(cumulative)}万元。"
        yield fault(progress.cells["month_investment"], "E206", message)
    if lifetime is not None and lifetime > project.total_investment:
        message = f"{name}开工以来累计{plain(lifetime)}万元，大于总投资{plain(project.total_investment)}万元。"
        yield fault(progress.cells["lifetime_investment"], "W202", message)
    if cumulative is not None and cumulative > project.annual_plan:
        message = f"{name}本年累计{plain(cumulative)}万元，大于年度计划{plain(project.annual_plan)}万元。"
        yield fault(progress.cells["cumulative_investment"], "W203", message)
    if entered is not None and cumulative is not None and entered > cumulative:
        place = progress.cells["cumulative_investment"].cell
        message = f"{name}入统投资{plain(entered)}万元，大于 {place} 本年累计{plain(cumulative)}万元。"
        yield fault(progress.cells["statistical_investment"], "W204", message)
    yield from _check_idle_money(project, progress)


def _sound(progress: Progress, field: str, doubtful: set[str]) -> Decimal | None:
    """没有差错的金额。"""
    value: Decimal | None = getattr(progress, field)
    return None if value is None or str(progress.cells[field]) in doubtful else value


def _check_idle_money(project: Project, progress: Progress) -> Iterator[Finding]:
    """未开工的新建项目有累计，或未复工的续建项目本月有完成；续建项目停冬之前的累计是正常的。"""
    field = "cumulative_investment" if project.nature is Nature.NEW else "month_investment"
    value: Decimal | None = getattr(progress, field)
    if progress.state is SiteState.IDLE and value:
        verb = "未开工" if project.nature is Nature.NEW else "未复工"
        place = progress.cells["state"].cell
        message = f"“{project.name}”{MONEY_NAMES[field]}{plain(value)}万元，而 {place} 填报{verb}。"
        yield fault(progress.cells[field], "W205", message)


def check_procedures(project: Project, returns: MonthlyReturns) -> Iterator[Finding]:
    """施工许可已办结而立项没有办结；立项没有填报的不作判断。"""
    approval = returns.procedures.get((project.number, ProcedureKind.APPROVAL))
    permit = returns.procedures.get((project.number, ProcedureKind.PERMIT))
    if approval is None or permit is None or permit.status is not ProcedureStatus.DONE:
        return
    if approval.status in (ProcedureStatus.DOING, ProcedureStatus.TODO):
        message = f"“{project.name}”施工许可已办结，{approval.cells['status'].cell} 立项{approval.status}。"
        yield fault(next(iter(permit.sources("status", "done_on"))), "W207", message)


def check_total(total: PrintedTotal) -> Iterator[Finding]:
    """印出的合计与各行相加、印出的项目数与行数。"""
    label = "".join(total.label.value.split())
    for field, printed in total.amounts.items():
        gap = printed - total.sums[field]
        if gap:
            texts = f"印的{_TOTAL_NAMES[field]}为{plain(printed)}万元，各行相加为{plain(total.sums[field])}万元"
            yield fault(total.cells[field], "W210", f"“{label}”{texts}，差{plain(gap)}万元。")
    if total.count is not None and total.count != total.rows:
        yield fault(total.label, "W213", f"“{label}”写明{total.count}个，所列{total.rows}个。")
