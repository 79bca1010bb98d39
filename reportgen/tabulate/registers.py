"""问题表、施工图表与“5个1”表：截至截止日的情形，天数由公式按截止日计算。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from reportgen.model.assessment import Assessment, FigureBook, Standing
from reportgen.model.registers import Problem, Task, TaskState
from reportgen.tabulate.cells import (
    FIRST_ROW,
    MISSING,
    Entry,
    Heading,
    Look,
    Paper,
    Sheet,
    Table,
    day,
    figure_entry,
    filled_rows,
    label,
    number,
    text,
)
from reportgen.tabulate.places import Places

_PROBLEM_HEADINGS = (
    ("编号", 10), ("项目\n序号", 5.5), ("项目名称", 20), ("包保领导", 8), ("问题", 30), ("类别", 7), ("解决措施", 30),
    ("牵头单位", 11), ("配合单位", 18), ("责任人", 12), ("提出日期", 10.5), ("办结时限", 10.5), ("协调层级", 9),
    ("状态", 7), ("逾期\n天数", 6), ("存续\n天数", 6), ("提格日期", 10.5), ("提请事项", 18), ("办理结果", 20),
    ("销号日期", 10.5), ("销号依据", 18),
)  # fmt: skip
_OVERDUE = "IF(ISNUMBER({due}),MAX(0,IF(ISNUMBER({closed}),{closed},截止日)-{due}),0)"
_AGE = "MAX(0,IF(ISNUMBER({closed}),{closed},截止日)-{raised})"


def problem_sheet(assessment: Assessment, table: Table, title: str, note: Entry) -> Sheet:
    """问题：每行一个截止日已提出的问题，项目次序，含已销号的。"""
    found = ((item, problem) for item in assessment.standings for problem in item.problems)
    rows = [_problem_row(item, problem, row, table, assessment) for row, (item, problem) in enumerate(found, FIRST_ROW)]
    return Sheet(
        name=table.sheet,
        title=title,
        note=note,
        headings=tuple(Heading(*one) for one in _PROBLEM_HEADINGS),
        rows=filled_rows(rows, len(table.keys), "截止日没有问题"),
        frozen=3,
    )


def _problem_row(item: Standing, problem: Problem, row: int, table: Table, assessment: Assessment) -> tuple[Entry, ...]:
    cutoff = assessment.month.last_day
    cells = {key: table.cell(key, row) for key in table.keys}
    is_closed, is_escalated = problem.is_closed(cutoff), problem.is_escalated(cutoff)
    is_settled_later = problem.closed_on is not None and not is_closed
    scope = f"problem:{problem.number}"
    return (
        label(problem.number),
        number(problem.project),
        text(item.project.name),
        label(item.project.sponsor),
        text(problem.description),
        label(problem.kind),
        text(problem.measure),
        label(problem.lead_unit),
        label("、".join(problem.other_units)),
        label(problem.person),
        day(problem.raised_on, is_earliest=True),
        day(problem.due_date),
        label(problem.level_at(cutoff).value),
        label(problem.state_at(cutoff).value),
        figure_entry(assessment.figures[f"overdue_days@{scope}"], Look.COUNT, _OVERDUE.format_map(cells)),
        figure_entry(assessment.figures[f"age_days@{scope}"], Look.COUNT, _AGE.format_map(cells)),
        day(problem.escalated_on if is_escalated else None),
        text(problem.request if is_escalated else ""),
        text("" if is_settled_later else problem.result),
        day(problem.closed_on if is_closed else None),
        text(problem.evidence if is_closed else ""),
    )


_TASK_HEADINGS = (
    ("项目\n序号", 5), ("项目名称", 26), ("编号", 7), ("阶段", 10), ("任务", 26), ("计划开始", 10.5),
    ("计划完成", 10.5), ("实际开始", 10.5), ("实际完成", 10.5), ("责任单位", 30), ("责任人", 13), ("拖后\n天数", 6),
    ("情形", 11), ("说明", 24),
)  # fmt: skip
_SLIP = "MAX(0,IF(ISNUMBER({actual_end}),{actual_end},截止日)-{planned_end})"
_TASK_STATE = (
    'IF(ISNUMBER({actual_end}),IF({slip}>0,"逾期完成","已完成"),IF({slip}>0,"逾期未完成",'
    'IF(ISNUMBER({actual_start}),"进行中",IF({planned_start}<截止日,"逾期未开始","未到期"))))'
)


def task_sheet(assessment: Assessment, table: Table, note: Entry) -> Sheet:
    """施工图：每行一项任务，项目次序。"""
    found = ((item, task) for item in assessment.standings for task in item.tasks)
    rows = [_task_row(item, task, row, table, assessment) for row, (item, task) in enumerate(found, FIRST_ROW)]
    return Sheet(
        name=table.sheet,
        title="项目推进施工图任务",
        note=note,
        headings=tuple(Heading(*one) for one in _TASK_HEADINGS),
        rows=filled_rows(rows, len(table.keys), "没有施工图任务"),
    )


def _task_row(item: Standing, task: Task, row: int, table: Table, assessment: Assessment) -> tuple[Entry, ...]:
    cutoff = assessment.month.last_day
    cells = {key: table.cell(key, row) for key in table.keys}
    slip = assessment.figures[f"slip_days@task:{task.project}/{task.number}"]
    return (
        number(task.project),
        text(item.project.name),
        label(task.number),
        label(task.phase),
        text(task.name),
        day(task.planned_start),
        day(task.planned_end),
        day(task.started_by(cutoff), is_earliest=True),
        day(task.ended_by(cutoff)),
        text(task.unit),
        label(task.person),
        figure_entry(slip, Look.COUNT, _SLIP.format_map(cells)),
        Entry(task.state_at(cutoff).value, Look.CENTER, _TASK_STATE.format_map(cells)),
        text(task.note),
    )


_MODEL_HEADINGS = (
    ("序号", 5), ("项目名称", 28), ("包保领导", 9), ("专班负责人", 11), ("成员单位", 28), ("联络员", 9),
    ("成立时间", 11), ("推进方案", 28), ("任务数", 7), ("已完成", 7), ("逾期", 7), ("缺项", 7),
)  # fmt: skip
_MODEL_KEYS = (
    "number", "name", "sponsor", "leader", "members", "liaison", "formed", "plan", "tasks", "done", "late", "lacking",
)  # fmt: skip
_LACKING = 'COUNTIF({sponsor},"—")+COUNTIF({leader},"—")+COUNTIF({plan},"—")+IF({tasks}=0,1,0)'


def model_sheet(assessment: Assessment, places: Places, note: Entry) -> Sheet:
    """“5个1”：每个项目的包保领导、专班、推进方案、施工图是否齐备，缺几项。"""
    table = Table("5个1", _MODEL_KEYS, len(assessment.standings))
    rows = [
        _model_row(item, {key: table.cell(key, row) for key in table.keys}, places, assessment.figures)
        for row, item in enumerate(assessment.standings, FIRST_ROW)
    ]
    return Sheet(
        name=table.sheet,
        title="“5个1”落实情况",
        note=note,
        headings=tuple(Heading(*one) for one in _MODEL_HEADINGS),
        rows=(*rows, _model_totals(rows, table, assessment.figures)),
        totals=1,
        paper=Paper.A4,
    )


_DONE = (TaskState.DONE, TaskState.DONE_LATE)
_LATE = (TaskState.LATE, TaskState.LATE_START)


def _model_row(item: Standing, cells: Mapping[str, str], places: Places, figures: FigureBook) -> tuple[Entry, ...]:
    force, scope = item.task_force, f"project:{item.project.number}"
    plan = force.plan if force else ""
    lacking = [not item.project.sponsor, force is None, not plan, not item.tasks].count(True)
    own = f"{places.tasks.range('project')},{cells['number']}"
    done, late = (_tasks_in(places, own, *states) for states in (_DONE, _LATE))
    return (
        number(item.project.number),
        text(item.project.name),
        label(item.project.sponsor),
        label(force.leader if force else MISSING),
        text(force.members if force else ""),
        label(force.liaison if force else ""),
        day(force.formed_on if force else None),
        Entry(plan or MISSING),
        figure_entry(figures[f"task_count@{scope}"], Look.COUNT, f"COUNTIFS({own})"),
        figure_entry(figures[f"task_done_count@{scope}"], Look.COUNT, done),
        figure_entry(figures[f"task_late_count@{scope}"], Look.COUNT, late),
        Entry(Decimal(lacking), Look.COUNT, _LACKING.format_map(cells)),
    )


def _tasks_in(places: Places, own: str, *states: TaskState) -> str:
    """本项目处于某几种情形的任务数。"""
    return "+".join(f'COUNTIFS({own},{places.tasks.range("state")},"{state.value}")' for state in states)


def _model_totals(rows: Sequence[Sequence[Entry]], table: Table, figures: FigureBook) -> tuple[Entry, ...]:
    """已成立专班、有推进方案的项目数，任务数与缺项数合计。"""
    filled, total = 'ROWS({0})-COUNTIF({0},"—")', "SUM({0})"
    cells = [label("合计" if key == "name" else "") for key in table.keys]
    for key, id, formula in (
        ("leader", "task_force_count", filled),
        ("plan", "plan_document_count", filled),
        ("tasks", "task_count", total),
        ("done", "task_done_count", total),
        ("late", "task_late_count", total),
    ):
        column = table.keys.index(key)
        cells[column] = figure_entry(figures[f"{id}@all"], Look.COUNT, formula.format(table.inner_range(key)))
    lacking = sum((row[-1].value for row in rows), Decimal(0))
    cells[-1] = Entry(lacking, Look.COUNT, total.format(table.inner_range("lacking")))
    return tuple(cells)
