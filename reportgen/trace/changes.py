"""变化：两期（或两版）的主要指标各差多少，哪些项目换了灯、换了状态，问题提出、提格、销号了哪些。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.model.amount import plain, points_text, yi_text
from reportgen.model.assessment import Assessment, Figure, Standing
from reportgen.model.registers import Problem
from reportgen.trace.edition import is_figure, scope_names
from reportgen.trace.find import PRINCIPAL

MISSING = "—"
_SAME = "持平"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """一个指标的变化；``scope`` 是范围，``scope_label`` 是它的中文名称，其余是印刷形式，缺数为“—”。"""

    id: str
    scope: str
    label: str
    scope_label: str
    before: str
    after: str
    difference: str


@dataclass(frozen=True, slots=True)
class Turn:
    """一个项目由一种情形变为另一种；``note`` 是补充说明。"""

    number: int
    name: str
    before: str
    after: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProblemEvent:
    """本月一个问题的变动：``event`` 是 提出、提格 或 销号。"""

    event: str
    project: str
    problem: Problem

    @property
    def evidence(self) -> str:
        """销号依据；不是销号的为空。"""
        return self.problem.evidence if self.event == "销号" else ""


def changed_figures(before: Mapping[str, Figure], after: Mapping[str, Figure]) -> list[ChangeRow]:
    """各范围的主要指标，两边都列，没有变化的也在内；次序同 ``after``。差由未修约的数得出。"""
    names = scope_names(after)
    return [
        ChangeRow(
            figure.id,
            figure.scope,
            figure.label,
            names[figure.scope],
            old.printed if old else MISSING,
            figure.printed,
            difference_text(old, figure),
        )
        for key, figure in after.items()
        if is_figure(figure) and figure.id in PRINCIPAL
        for old in [before.get(key)]
    ]


def difference_text(before: Figure | None, after: Figure) -> str:
    """带正负号的差：“+6.9个百分点”“-1.20亿元”“+2个”；相等为“持平”，缺数为“—”。"""
    if before is None or before.value is None or after.value is None:
        return MISSING
    difference = after.value - before.value
    return f"{'+' if difference > 0 else ''}{_amount(difference, after.unit)}" if difference else _SAME


def _amount(difference: Decimal, unit: str) -> str:
    if unit in ("比例", "百分点"):
        return f"{points_text(difference * 100 if unit == '比例' else difference)}个百分点"
    return f"{yi_text(difference)}亿元" if unit == "万元" else f"{plain(difference)}{unit}"


def light_turns(assessment: Assessment) -> list[Turn]:
    """与上月相比换了灯的项目；``note`` 是现在这种灯的理由所属的规则。首月为空。"""
    pairs = _pairs(assessment)
    return [_turn(now, old.light, now.light, _rules(now)) for old, now in pairs if old.light is not now.light]


def state_turns(assessment: Assessment) -> list[Turn]:
    """与上月相比现场状态变了的项目；``note`` 是竣工、停工或开（复）工的时间。首月为空。"""
    pairs = _pairs(assessment)
    return [_turn(now, old.state, now.state, _dated(now)) for old, now in pairs if old.state is not now.state]


def problem_events(assessment: Assessment) -> list[ProblemEvent]:
    """本月提出、提格、销号的问题，清单次序；同一问题可以不止一条。"""
    start, end = assessment.month.shift(-1).last_day, assessment.month.last_day
    return [
        ProblemEvent(event, standing.project.name, problem)
        for standing in assessment.standings
        for problem in standing.problems
        for event in _events(problem, start, end)
    ]


def _events(problem: Problem, start: date, end: date) -> Iterator[str]:
    """截至 ``end`` 已有而截至 ``start`` 还没有的变动。"""
    for event, has_happened in (
        ("提出", problem.is_raised),
        ("提格", problem.is_escalated),
        ("销号", problem.is_closed),
    ):
        if has_happened(end) and not has_happened(start):
            yield event


def _pairs(assessment: Assessment) -> Iterator[tuple[Standing, Standing]]:
    """（上月，本月）的现状，按项目序号对应。"""
    before = assessment.previous.standings if assessment.previous else ()
    old = {standing.project.number: standing for standing in before}
    return (
        (old[standing.project.number], standing) for standing in assessment.standings if standing.project.number in old
    )


def _turn(standing: Standing, before: str, after: str, note: str = "") -> Turn:
    return Turn(standing.project.number, standing.project.name, str(before), str(after), note)


def _rules(standing: Standing) -> str:
    return "、".join(dict.fromkeys(reason.rule for reason in standing.reasons if reason.light is standing.light))


def _dated(standing: Standing) -> str:
    found = standing.completed_on or standing.suspended_on or (standing.started_on if standing.is_active else None)
    return str(found or "")
