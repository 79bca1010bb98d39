"""施工图.xlsx：“施工图”一行一项任务，“专班”一行一个项目。可以没有。"""

from __future__ import annotations

from collections.abc import Hashable

from reportgen.model.finding import Finding
from reportgen.model.registers import Task, TaskForce
from reportgen.read.intake import RawFile
from reportgen.read.register import Entry, official_names, read_register, repeated_findings
from reportgen.read.roster import Roster
from reportgen.read.vocabulary.registers import TASK_FORCE_FORM, TASK_FORM

ROADMAP_FILE = "施工图.xlsx"


def read_roadmap(
    file: RawFile, roster: Roster, year: int
) -> tuple[tuple[tuple[Task, ...], tuple[TaskForce, ...]], list[Finding]]:
    """读任务和专班，按表中次序。"""
    (tasks, forces), findings = read_register(file, (TASK_FORM, TASK_FORCE_FORM), roster, year)
    findings += repeated_findings(tasks, "number", _task_key)
    findings += repeated_findings(forces, "project", lambda entry: entry.project)
    roadmap = tuple(_task(entry, roster) for entry in tasks), tuple(_task_force(entry, roster) for entry in forces)
    return roadmap, findings


def _task_key(entry: Entry) -> Hashable | None:
    """编号在一个项目之内不得重复；没有填的不查。"""
    number = entry.number("number")
    return (entry.project, number) if number else None


def _task(entry: Entry, roster: Roster) -> Task:
    reading = entry.reading
    return Task(
        project=entry.required_project(),
        number=entry.text("number"),
        phase=entry.text("phase"),
        name=entry.text("name"),
        planned_start=entry.required_day("planned_start"),
        planned_end=entry.required_day("planned_end"),
        actual_start=reading.day("actual_start"),
        actual_end=reading.day("actual_end"),
        unit=roster.official(entry.text("unit")),
        person=entry.text("person"),
        note=entry.text("note"),
        cells=reading.sources(),
    )


def _task_force(entry: Entry, roster: Roster) -> TaskForce:
    return TaskForce(
        project=entry.required_project(),
        leader=entry.text("leader"),
        members="、".join(official_names(entry.text("members"), roster)),
        liaison=entry.text("liaison"),
        formed_on=entry.reading.day("formed_on"),
        plan=entry.text("plan"),
        cells=entry.reading.sources(),
    )
