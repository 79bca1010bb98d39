"""台账、施工图、专班在公文稿里的样子。"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from reportgen.compose.quoting import NONE, View, quoted
from reportgen.model.assessment import FigureBook
from reportgen.model.period import PartialDate
from reportgen.model.registers import Problem, Task, TaskForce


def problem_view(problem: Problem, project: Mapping[str, object], figures: FigureBook, cutoff: date) -> View:
    """台账的一个问题，截至 ``cutoff`` 的情形；``项目`` 是它所在项目的样子。"""
    scope = f"problem:{problem.number}"
    is_closed, is_escalated = problem.is_closed(cutoff), problem.is_escalated(cutoff)
    return {
        "编号": quoted(problem, "number", problem.number),
        "项目": project,
        "问题": quoted(problem, "description", problem.description),
        "类别": quoted(problem, "kind", problem.kind),
        "措施": quoted(problem, "measure", problem.measure),
        "牵头单位": quoted(problem, "lead_unit", problem.lead_unit),
        "配合单位": [quoted(problem, "other_units", unit) for unit in problem.other_units],
        "责任人": quoted(problem, "person", problem.person),
        "提出日期": quoted(problem, "raised_on", str(problem.raised_on)),
        "时限": _date(problem, "due_date", problem.due_date),
        "层级": quoted(problem, "level", problem.level_at(cutoff).value),
        "状态": quoted(problem, "state", problem.state_at(cutoff).value),
        "办理结果": quoted(problem, "result", problem.result if is_closed else ""),
        "销号日期": _date(problem, "closed_on", problem.closed_on if is_closed else None),
        "销号依据": quoted(problem, "evidence", problem.evidence if is_closed else ""),
        "提格日期": _date(problem, "escalated_on", problem.escalated_on if is_escalated else None),
        "提请事项": quoted(problem, "request", problem.request if is_escalated else ""),
        "逾期天数": figures.get_in(scope, "overdue_days"),
        "存续天数": figures.get_in(scope, "age_days"),
        "已销号": is_closed,
        "是逾期": problem.is_overdue(cutoff),
    }


def task_view(task: Task, project: Mapping[str, object], figures: FigureBook, cutoff: date) -> View:
    """施工图的一项任务，截至 ``cutoff`` 的情形。"""
    return {
        "编号": quoted(task, "number", task.number),
        "项目": project,
        "阶段": quoted(task, "phase", task.phase),
        "任务": quoted(task, "name", task.name),
        "计划开始": _date(task, "planned_start", task.planned_start),
        "计划完成": _date(task, "planned_end", task.planned_end),
        "实际开始": _date(task, "actual_start", task.started_by(cutoff)),
        "实际完成": _date(task, "actual_end", task.ended_by(cutoff)),
        "责任单位": quoted(task, "unit", task.unit),
        "责任人": quoted(task, "person", task.person),
        "情形": task.state_at(cutoff).value,
        "拖后天数": figures.get_in(f"task:{task.project}/{task.number}", "slip_days"),
    }


def task_force_view(force: TaskForce) -> View:
    """一个项目的专班与推进方案。"""
    return {
        "负责人": quoted(force, "leader", force.leader),
        "成员单位": quoted(force, "members", force.members),
        "联络员": quoted(force, "liaison", force.liaison),
        "成立时间": _date(force, "formed_on", force.formed_on),
        "方案": quoted(force, "plan", force.plan),
    }


def _date(record: Problem | Task | TaskForce, field: str, day: PartialDate | None) -> object:
    return quoted(record, field, str(day)) if day else NONE
