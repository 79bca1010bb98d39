"""问题台账.xlsx：全年一本，一行一个问题。可以没有。"""

from __future__ import annotations

from reportgen.model.finding import Finding
from reportgen.model.period import PartialDate
from reportgen.model.registers import Problem, ProblemLevel, ProblemState
from reportgen.read.intake import RawFile
from reportgen.read.register import Entry, official_names, read_register, repeated_findings
from reportgen.read.roster import Roster
from reportgen.read.table import Reading
from reportgen.read.vocabulary.registers import PROBLEM_FORM

LEDGER_FILE = "问题台账.xlsx"


def read_ledger(file: RawFile, roster: Roster, year: int) -> tuple[tuple[Problem, ...], list[Finding]]:
    """读问题台账，按表中次序。"""
    (entries,), findings = read_register(file, (PROBLEM_FORM,), roster, year)
    findings += repeated_findings(entries, "number", lambda entry: entry.number("number"))
    return tuple(_problem(entry, roster) for entry in entries), findings


def _problem(entry: Entry, roster: Roster) -> Problem:
    reading = entry.reading
    escalated_on, closed_on = reading.day("escalated_on"), reading.day("closed_on")
    return Problem(
        number=entry.text("number"),
        project=entry.required_project(),
        description=entry.text("description"),
        kind=entry.text("kind"),
        measure=entry.text("measure"),
        lead_unit=roster.official(entry.text("lead_unit")),
        other_units=official_names(entry.text("other_units"), roster),
        person=entry.text("person"),
        raised_on=entry.required_day("raised_on"),
        due_date=reading.day("due_date"),
        level=_level(reading, escalated_on),
        escalated_on=escalated_on,
        request=entry.text("request"),
        state=_state(reading, closed_on),
        result=entry.text("result"),
        closed_on=closed_on,
        evidence=entry.text("evidence"),
        cells=reading.sources(),
    )


def _level(reading: Reading, escalated_on: PartialDate | None) -> ProblemLevel:
    """没有填的，提了格的归总指挥，其余归专班。"""
    implied = ProblemLevel.TASK_FORCE if escalated_on is None else ProblemLevel.COMMANDER
    return reading.choice("level", ProblemLevel) or implied


def _state(reading: Reading, closed_on: PartialDate | None) -> ProblemState:
    """没有填的，有销号日期的是已销号，其余算办理中。"""
    implied = ProblemState.DOING if closed_on is None else ProblemState.CLOSED
    return reading.choice("state", ProblemState) or implied
