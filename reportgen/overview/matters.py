"""堵点和需要决定的事项：红黄灯项目，逾期的手续和问题，提格、督办和会议。"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.assessment import Assessment, Light, Standing
from reportgen.model.registers import Meeting
from reportgen.overview.values import (
    Blocker,
    ComingMeeting,
    Escalation,
    OverdueProblem,
    OverdueProcedure,
    Supervision,
)
from reportgen.overview.wording import figure_text, reason_text


def blockers(assessment: Assessment) -> tuple[Blocker, ...]:
    """红灯项目在前，黄灯在后，同灯按清单次序；绿灯说明不列。"""
    return tuple(
        _blocker(item, assessment)
        for light in (Light.RED, Light.YELLOW)
        for item in assessment.standings
        if item.light is light
    )


def _blocker(standing: Standing, assessment: Assessment) -> Blocker:
    return Blocker(
        light=standing.light.value,
        project=standing.project.name,
        reasons=tuple(
            reason_text(reason, standing, assessment.figures)
            for reason in standing.reasons
            if reason.light is not Light.GREEN
        ),
        filed_cause=standing.progress.reason if standing.progress else "",
        lead_unit=standing.project.lead_unit,
        sponsor=standing.project.sponsor,
    )


def overdue_procedures(assessment: Assessment) -> Iterator[OverdueProcedure]:
    """有手续逾期的项目，清单次序。"""
    cutoff = assessment.month.last_day
    for item in assessment.standings:
        rows = [row for row in item.procedures if row.is_overdue(cutoff)]
        if rows:
            texts = tuple(f"{row.kind.value}（{row.status.value}，计划{row.due_date}办结）" for row in rows)
            yield OverdueProcedure(item.project.name, item.project.lead_unit, texts)


def overdue_problems(assessment: Assessment) -> tuple[OverdueProblem, ...]:
    """超过时限没有销号的问题，超得最久的在前。"""
    cutoff = assessment.month.last_day
    rows = [(item, row) for item in assessment.standings for row in item.problems if row.is_overdue(cutoff)]
    rows.sort(key=lambda pair: -pair[1].overdue_days(cutoff))
    return tuple(
        OverdueProblem(
            row.number,
            item.project.name,
            row.description,
            row.lead_unit,
            str(row.due_date),
            figure_text(assessment.figures.get_in(f"problem:{row.number}", "overdue_days")),
        )
        for item, row in rows
    )


def escalations(assessment: Assessment) -> Iterator[Escalation]:
    """截止日已提格、没有销号的问题，清单次序。"""
    cutoff = assessment.month.last_day
    for item in assessment.standings:
        for row in item.problems:
            if row.is_escalated(cutoff) and not row.is_closed(cutoff):
                yield Escalation(
                    row.number, item.project.name, row.description, row.request, str(row.escalated_on or "")
                )


def supervisions(assessment: Assessment) -> Iterator[Supervision]:
    """要发督办通知的事项，清单次序。"""
    standings = {item.project.number: item for item in assessment.standings}
    for matter in assessment.matters:
        if matter.is_supervised:
            standing = standings[matter.project]
            yield Supervision(
                standing.project.name,
                matter.reason.light.value,
                reason_text(matter.reason, standing, assessment.figures),
                standing.project.lead_unit,
                matter.times > 1,
            )


def coming_meeting(meeting: Meeting) -> ComingMeeting:
    """一次要开的会议。"""
    when = f"{meeting.held_on}{meeting.time}"
    return ComingMeeting(
        meeting.name, when, meeting.place, meeting.chair, tuple(topic.subject for topic in meeting.topics)
    )
