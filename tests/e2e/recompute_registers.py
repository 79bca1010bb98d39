"""独立重算：从问题台账和施工图用日期重算问题、任务、专班的各项个数，供核对 figures.json。

这是另一套算法，不引用 reportgen。某月的情形一律看月底以前的日期。
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from tests.e2e.recompute import Project, Results, name_key, read_names, read_projects, table_of
from tests.e2e.sheets import Grid, Table, last_day, read_grids, squeeze

LEDGER, ROADMAP = "问题台账.xlsx", "施工图.xlsx"


@dataclass(frozen=True)
class Problem:
    """台账的一行；只写到月份的提出日期取月初，其余取月末。"""

    project: int
    raised: date
    due: date | None
    escalated: date | None
    closed: date | None


@dataclass(frozen=True)
class Task:
    """施工图的一行；``started`` 只写到月份的取月初，其余取月末。"""

    project: int
    start: date
    end: date
    started: date | None
    ended: date | None


@dataclass(frozen=True)
class Force:
    """专班表的一行。"""

    project: int
    leader: str
    formed: date | None
    plan: str


@dataclass(frozen=True)
class Registers:
    """两本台账。"""

    problems: Sequence[Problem]
    tasks: Sequence[Task]
    forces: Sequence[Force]


def recompute_registers(inputs: Path) -> dict[str, Results]:
    """各月的全部结果，键为 ``2024-06`` 这样的月份。"""
    projects = read_projects(inputs)
    registers = read_registers(inputs, projects)
    results = {}
    for folder in sorted((inputs / "月度进展").iterdir()):
        year, month = map(int, folder.name.split("-"))
        results[folder.name] = measure_scopes(projects, registers, date(year, month, monthrange(year, month)[1]))
    return results


# 读入


def read_registers(inputs: Path, projects: Sequence[Project]) -> Registers:
    """读两本台账。"""
    names = read_names(inputs, list(projects))
    ledger, roadmap = (read_grids(inputs / name) for name in (LEDGER, ROADMAP))
    return Registers(
        problems=[_problem(*row) for row in _rows(ledger["问题台账"], names, "^问题$")],
        tasks=[_task(*row) for row in _rows(roadmap["施工图"], names, "^任务")],
        forces=[_force(*row) for row in _rows(roadmap["专班"], names, "负责人")],
    )


def _rows(grid: Grid, names: dict[str, int], required: str) -> Iterator[tuple[int, Table, list[object]]]:
    """项目序号、表、行；没有填 ``required`` 一栏的不是数据行，项目名称向下合并的沿用上一行。"""
    table, number = table_of(grid), 0
    for row in table.rows:
        if squeeze(table.cell(row, required)):
            name = name_key(table.cell(row, "^项目名称"))
            number = names[name] if name else number
            yield number, table, row


def _problem(project: int, table: Table, row: list[object]) -> Problem:
    raised = first_day(table.cell(row, "^提出日期"))
    assert raised is not None, f"项目 {project} 的问题没有提出日期"
    due, escalated, closed = (last_day(table.cell(row, head)) for head in ("^办结时限", "^提格日期", "^销号日期"))
    return Problem(project, raised, due, escalated, closed)


def _task(project: int, table: Table, row: list[object]) -> Task:
    start, end, ended = (last_day(table.cell(row, head)) for head in ("^计划开始", "^计划完成", "^实际完成"))
    assert start is not None and end is not None, f"项目 {project} 的任务没有计划起止"
    return Task(project, start, end, first_day(table.cell(row, "^实际开始")), ended)


def _force(project: int, table: Table, row: list[object]) -> Force:
    leader, plan = (squeeze(table.cell(row, head)) for head in ("负责人", "^推进方案"))
    return Force(project, leader, first_day(table.cell(row, "^成立时间")), plan)


def first_day(value: object) -> date | None:
    """日期；只写到月份的取 1 日，没有填的为 None。"""
    if isinstance(value, datetime):
        return value.date()
    parts = [int(part) for part in re.findall(r"\d+", squeeze(value))]
    return date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1) if parts else None


# 计算


def measure_scopes(projects: Sequence[Project], registers: Registers, cutoff: date) -> Results:
    """全部范围的全部个数。"""
    scopes = dict.fromkeys(scope for project in projects for scope in project.scopes)
    results: Results = {}
    for scope in scopes:
        members = {project.number for project in projects if scope in project.scopes}
        problems = [row for row in registers.problems if row.project in members and row.raised <= cutoff]
        tasks = [row for row in registers.tasks if row.project in members]
        forces = [row for row in registers.forces if row.project in members]
        found = {**measure_problems(problems, cutoff), **measure_tasks(tasks, cutoff), **measure_forces(forces, cutoff)}
        results |= {(figure, scope): value for figure, value in found.items()}
    return results


def measure_problems(problems: Sequence[Problem], cutoff: date) -> dict[str, Fraction | None]:
    """一个范围内已提出的问题。"""
    month = (cutoff.year, cutoff.month)
    closed = [row for row in problems if row.closed and row.closed <= cutoff]
    still = [row for row in problems if row not in closed]
    limited = [row for row in closed if row.due]
    in_time = [row for row in limited if row.closed and row.due and row.closed <= row.due]
    late = [(cutoff - row.due).days for row in still if row.due and row.due < cutoff]
    ages = [cutoff - row.raised for row in still]
    return {
        "problem_count": Fraction(len(problems)),
        "open_problem_count": Fraction(len(still)),
        "closed_problem_count": Fraction(len(closed)),
        "overdue_problem_count": Fraction(len(late)),
        "longest_overdue_days": Fraction(max(late, default=0)),
        "raised_in_month_count": Fraction(sum((row.raised.year, row.raised.month) == month for row in problems)),
        "closed_in_month_count": Fraction(
            sum(row.closed is not None and (row.closed.year, row.closed.month) == month for row in closed)
        ),
        "escalated_count": Fraction(sum(row.escalated is not None and row.escalated <= cutoff for row in still)),
        "closed_on_time_rate": Fraction(len(in_time), len(limited)) if limited else None,
        "open_problems_30": Fraction(sum(age <= timedelta(30) for age in ages)),
        "open_problems_60": Fraction(sum(timedelta(30) < age <= timedelta(60) for age in ages)),
        "open_problems_90": Fraction(sum(timedelta(60) < age <= timedelta(90) for age in ages)),
        "open_problems_older": Fraction(sum(age > timedelta(90) for age in ages)),
    }


def measure_tasks(tasks: Sequence[Task], cutoff: date) -> dict[str, Fraction | None]:
    """一个范围内施工图的任务。"""
    undone = [row for row in tasks if not (row.ended and row.ended <= cutoff)]
    idle = [row for row in undone if not (row.started and row.started <= cutoff)]
    late = [row for row in undone if row.end < cutoff or (row in idle and row.start < cutoff)]
    return {
        "task_count": Fraction(len(tasks)),
        "task_due_count": Fraction(sum(row.end <= cutoff for row in tasks)),
        "task_done_count": Fraction(len(tasks) - len(undone)),
        "task_late_count": Fraction(len(late)),
        "roadmap_count": Fraction(len({row.project for row in tasks})),
    }


def measure_forces(forces: Sequence[Force], cutoff: date) -> dict[str, Fraction | None]:
    """一个范围内已成立的专班；没有写成立时间的算已成立。"""
    formed = [row for row in forces if row.leader and (row.formed is None or row.formed <= cutoff)]
    return {
        "task_force_count": Fraction(len({row.project for row in formed})),
        "plan_document_count": Fraction(len({row.project for row in formed if row.plan})),
    }
