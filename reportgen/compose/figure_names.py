"""指标在公文稿里的名称。"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.model.assessment import Figure

#: 指标标识与公文稿里的名称。
FIGURE_NAMES: Mapping[str, str] = {
    "project_count": "项目数",
    "total_investment": "总投资",
    "annual_plan": "计划",
    "cumulative_investment": "累计",
    "month_investment": "本月完成",
    "completion_rate": "完成率",
    "completion_rate_without_largest": "剔除最大完成率",
    "node_progress": "参考进度",
    "gap_points": "与参考差",
    "projects_on_target": "达标数",
    "node_shortfall": "尚差投资",
    "active_count": "开复工数",
    "idle_count": "未开复工数",
    "start_shortfall": "开复工尚差数",
    "start_resume_rate": "开复工率",
    "new_start_count": "新建开工数",
    "new_start_rate": "新建开工率",
    "continuing_resume_count": "续建复工数",
    "continuing_resume_rate": "续建复工率",
    "suspended_count": "停工数",
    "due_count": "应竣工数",
    "on_time_count": "按期竣工数",
    "on_time_rate": "按期竣工率",
    "completed_count": "竣工数",
    "base_rate": "入库率",
    "not_in_base_count": "未入库数",
    "statistical_investment": "入统投资",
    "statistical_rate": "入统率",
    "carried_count": "沿用数",
    "unreported_count": "未报数",
    "green_count": "绿灯数",
    "yellow_count": "黄灯数",
    "red_count": "红灯数",
    "approval_done_count": "立项办结数",
    "planning_done_count": "规划办结数",
    "environment_done_count": "环评办结数",
    "energy_done_count": "能评办结数",
    "permit_done_count": "施工许可办结数",
    "procedures_overdue_count": "逾期手续数",
    "procedures_overdue_projects": "手续逾期项目数",
    "factors_short_count": "要素缺口数",
    "factors_short_projects": "要素有缺口项目数",
    "problem_count": "问题数",
    "open_problem_count": "未销号问题数",
    "closed_problem_count": "已销号问题数",
    "overdue_problem_count": "逾期问题数",
    "longest_overdue_days": "最长逾期天数",
    "raised_in_month_count": "本月新增问题数",
    "closed_in_month_count": "本月销号问题数",
    "escalated_count": "提格事项数",
    "closed_on_time_rate": "按时销号率",
    "open_problems_30": "问题30天以内数",
    "open_problems_60": "问题31至60天数",
    "open_problems_90": "问题61至90天数",
    "open_problems_older": "问题90天以上数",
    "task_count": "任务数",
    "task_due_count": "到期任务数",
    "task_done_count": "已完成任务数",
    "task_late_count": "逾期任务数",
    "task_force_count": "已成立专班项目数",
    "roadmap_count": "有施工图项目数",
    "plan_document_count": "有推进方案项目数",
    "reminder_count": "提示事项数",
    "supervision_count": "督办事项数",
    "completion_rate_change": "完成率变化",
    "start_resume_rate_change": "开复工率变化",
    "month_investment_change": "本月完成变化",
    "on_time_rate_change": "按期竣工率变化",
    "completion_rate_rank": "名次",
    "node_count": "节点数",
    "target_count": "目标数",
}


def figures_in(figures: Mapping[str, Figure], scope: str) -> dict[str, Figure]:
    """范围 ``scope`` 的指标，键从 ``标识@范围`` 换成公文稿里的名称；该范围没有的指标（如不排名的名次）不出现。"""
    keyed = ((name, figures.get(f"{id}@{scope}")) for id, name in FIGURE_NAMES.items())
    return {name: figure for name, figure in keyed if figure is not None}
