"""台账、施工图、“5个1”和函件的指标。

依据：方案二（一）施工图、三（二）问题台账与提格、三（三）督导考评；标〔默认〕的方案未规定。
"""

from __future__ import annotations

from reportgen.evaluate import register_measures as m
from reportgen.evaluate.indicator import Indicator
from reportgen.model.registers import Problem, TaskState

_PROBLEMS = (
    Indicator("problem_count", "问题数", "个", "截止日已提出的问题数，含已销号的", m.problems_where(lambda *_: True)),
    Indicator(
        "open_problem_count",
        "未销号问题数",
        "个",
        "已提出而未销号的问题数",
        m.problems_where(m.at_cutoff(m.is_open), "closed_on"),
    ),
    Indicator(
        "closed_problem_count",
        "已销号问题数",
        "个",
        "截止日已销号的问题数",
        m.problems_where(m.at_cutoff(Problem.is_closed), "closed_on"),
    ),
    Indicator(
        "overdue_problem_count",
        "逾期问题数",
        "个",
        "截止日已超过办结时限而未销号的问题数",
        m.problems_where(m.at_cutoff(Problem.is_overdue), "due_date", "closed_on"),
    ),
    Indicator(
        "longest_overdue_days",
        "最长逾期天数",
        "天",
        "逾期问题的截止日－办结时限，取最大；没有逾期问题的计0",
        m.longest_overdue_days,
    ),
    Indicator(
        "raised_in_month_count", "本月新增问题数", "个", "本月提出的问题数", m.problems_where(m.raised_this_month)
    ),
    Indicator(
        "closed_in_month_count",
        "本月销号问题数",
        "个",
        "本月销号的问题数",
        m.problems_where(m.closed_this_month, "closed_on"),
    ),
    Indicator(
        "escalated_count",
        "提格事项数",
        "项",
        "截止日已提格而未销号的问题数",
        m.problems_where(m.at_cutoff(m.is_open_escalated), "escalated_on", "closed_on"),
    ),
    Indicator(
        "closed_on_time_rate",
        "按时销号率",
        "比例",
        "销号不晚于办结时限的问题数÷已销号而定有办结时限的问题数",
        m.closed_on_time_rate,
    ),
    Indicator("open_problems_30", "提出30天以内的未销号问题数", "个", "提出不超过30天的未销号问题数", m.aged(0, 30)),
    Indicator("open_problems_60", "提出31至60天的未销号问题数", "个", "提出31至60天的未销号问题数", m.aged(31, 60)),
    Indicator("open_problems_90", "提出61至90天的未销号问题数", "个", "提出61至90天的未销号问题数", m.aged(61, 90)),
    Indicator("open_problems_older", "提出超过90天的未销号问题数", "个", "提出超过90天的未销号问题数", m.aged(91)),
)

_ROADMAP = (
    Indicator("task_count", "任务数", "项", "施工图所列任务数", m.task_count),
    Indicator("task_due_count", "到期任务数", "项", "计划完成不晚于截止日的任务数，含已完成的", m.tasks_due),
    Indicator(
        "task_done_count",
        "已完成任务数",
        "项",
        "截止日已完成的任务数，含逾期完成的",
        m.tasks_in(TaskState.DONE, TaskState.DONE_LATE),
    ),
    Indicator(
        "task_late_count",
        "逾期任务数",
        "项",
        "截止日逾期未完成和逾期未开始的任务数",
        m.tasks_in(TaskState.LATE, TaskState.LATE_START),
    ),
    Indicator(
        "task_force_count",
        "已成立专班项目数",
        "个",
        "截止日已成立专班的项目数",
        m.task_forces(lambda item: item.task_force is not None, "leader", "formed_on"),
    ),
    Indicator("roadmap_count", "有施工图的项目数", "个", "施工图中列有任务的项目数", m.roadmaps),
    Indicator(
        "plan_document_count",
        "有推进方案的项目数",
        "个",
        "已成立专班而写明推进方案的项目数",
        m.task_forces(lambda item: item.task_force is not None and bool(item.task_force.plan), "formed_on", "plan"),
    ),
)

_LETTERS = (
    Indicator(
        "reminder_count",
        "提示事项数",
        "件",
        "〔默认〕黄灯理由数，不含连续第二个月亮灯的；一事一函",
        m.letters(lambda matter: not matter.is_supervised),
    ),
    Indicator(
        "supervision_count",
        "督办事项数",
        "件",
        "〔默认〕红灯理由数与连续第二个月亮灯的黄灯理由数之和；一事一函",
        m.letters(lambda matter: matter.is_supervised),
    ),
)

#: 问题、施工图与“5个1”、函件，依次。
REGISTER_INDICATORS: tuple[Indicator, ...] = (*_PROBLEMS, *_ROADMAP, *_LETTERS)
