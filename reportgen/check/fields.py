"""逐个值的核对：正负、数量级、日期是否已到。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.model.amount import half_up, plain, ratio
from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.records import Progress, Project, SiteState

#: 金额字段的名称。
MONEY_NAMES = {
    "month_investment": "本月完成",
    "cumulative_investment": "本年累计完成",
    "statistical_investment": "入统投资",
    "lifetime_investment": "开工以来累计完成",
}
_DATE_NAMES = {"started_on": "开（复）工时间", "suspended_on": "停工时间", "completed_on": "竣工时间"}

#: 万元误作亿元（或反之）相差一万倍；基数是计划，实际可能只完成几个百分点，也可能超过计划，
#: 所以上限取一百倍，下限取五千分之一。
_TOO_MANY_TIMES = Decimal(100)
_TOO_SMALL_PART = Decimal(1) / 5000


def check_values(project: Project, progress: Progress) -> Iterator[Finding]:
    """一个项目一个月的各个值。"""
    yield from _check_signs(project, progress)
    yield from _check_scales(project, progress)
    yield from _check_dates(project, progress)


def _check_signs(project: Project, progress: Progress) -> Iterator[Finding]:
    for field, name in MONEY_NAMES.items():
        value: Decimal | None = getattr(progress, field)
        if value is not None and value < 0:
            yield fault(progress.cells[field], "E202", f"“{project.name}”{name}为{plain(value)}万元。")


def _check_scales(project: Project, progress: Progress) -> Iterator[Finding]:
    """累计、入统比年度计划，开工以来累计比总投资；本月只查过大，因为一个月完成得少是常事。"""
    plan, total = project.annual_plan, project.total_investment
    for field, base_name, base, has_floor in (
        ("month_investment", "年度计划", plan, False),
        ("cumulative_investment", "年度计划", plan, True),
        ("statistical_investment", "年度计划", plan, True),
        ("lifetime_investment", "总投资", total, True),
    ):
        value: Decimal | None = getattr(progress, field)
        times = ratio(value, base) if value else None
        if times is not None and (times >= _TOO_MANY_TIMES or (has_floor and 0 < times <= _TOO_SMALL_PART)):
            message = (
                f"“{project.name}”{MONEY_NAMES[field]}读为{plain(value or base)}万元，"
                f"{base_name}{plain(base)}万元，{_times_text(times)}，单位可能弄错。"
            )
            yield fault(progress.cells[field], "E205", message)


def _times_text(times: Decimal) -> str:
    if times >= 1:
        return f"是其{half_up(times, 0)}倍"
    return f"只有其{half_up(1 / times, 0)}分之一"


def _check_dates(project: Project, progress: Progress) -> Iterator[Finding]:
    cut_off = progress.month.last_day
    for field, name in _DATE_NAMES.items():
        value = getattr(progress, field)
        if value is not None and value.earliest > cut_off:
            yield fault(progress.cells[field], "W208", f"“{project.name}”{name}为{value}，晚于截止日。")
    if progress.state is SiteState.COMPLETED and progress.completed_on is None:
        yield fault(progress.cells["state"], "W212", f"“{project.name}”填报竣工，没有竣工时间。")
