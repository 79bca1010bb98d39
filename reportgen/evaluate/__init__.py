"""评价：由事实得出现状、指标、亮灯与节点结论，全部用未修约的 Decimal。"""

from __future__ import annotations

from reportgen.evaluate.figures import figure_book
from reportgen.evaluate.listing import listing_figures
from reportgen.evaluate.matters import matters
from reportgen.evaluate.scopes import scopes
from reportgen.evaluate.standing import standings
from reportgen.evaluate.targets import target_figures, target_results
from reportgen.model.assessment import Assessment, FigureBook, Standing
from reportgen.model.period import Month
from reportgen.model.records import Facts
from reportgen.model.registers import Meeting
from reportgen.settings import Scheme

__all__ = ["assess", "listing_figures"]


def assess(facts: Facts, scheme: Scheme, month: Month) -> Assessment:
    """``month`` 的评价，连同首月以来各月的评价（经 ``previous`` 相连）。

    Args:
        facts: 其 ``returns`` 含首月至 ``month`` 的每个月。
    """
    previous: Assessment | None = None
    for past in sorted(facts.returns):
        if past <= month:
            previous = _assess(facts, scheme, past, previous)
    if previous is None or previous.month != month:
        raise ValueError(f"facts 中没有 {month} 的填报")
    return previous


def _assess(facts: Facts, scheme: Scheme, month: Month, previous: Assessment | None) -> Assessment:
    areas = scopes(facts.projects)
    rows = standings(facts, scheme, month)
    letters = matters(rows, previous)
    figures = figure_book(areas, rows, letters, scheme, month, previous)
    results = target_results(scheme, month, figures, previous)
    return Assessment(
        month=month,
        standings=rows,
        scopes=areas,
        figures=FigureBook((*figures.values(), *target_figures(results))),
        targets=results,
        silent_units=_silent_units(rows),
        matters=letters,
        held_meetings=_meetings_in(facts, month),
        coming_meetings=_meetings_in(facts, month.shift(1)),
        previous=previous,
    )


def _meetings_in(facts: Facts, month: Month) -> tuple[Meeting, ...]:
    """``month`` 内的联席会议，按日期先后。"""
    chosen = (meeting for meeting in facts.meetings if meeting.held_on.in_month == month)
    return tuple(sorted(chosen, key=lambda meeting: meeting.held_on.latest))


def _silent_units(rows: tuple[Standing, ...]) -> tuple[str, ...]:
    """本月一个项目都没有报的填报单位，按清单次序。"""
    has_filed: dict[str, bool] = {}
    for row in rows:
        unit = row.project.filing_unit or row.project.lead_unit
        has_filed[unit] = has_filed.get(unit, False) or row.progress is not None
    return tuple(unit for unit, filed in has_filed.items() if not filed)
