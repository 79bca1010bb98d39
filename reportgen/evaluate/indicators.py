"""指标：每个指标的标识、名称、单位、算法和计量，一处列全；docs/指标与公式.md 由此生成。

依据：方案“3个节点、5个比例”；标〔默认〕的方案未规定，是本系统的约定。
"""

from __future__ import annotations

from reportgen.evaluate import measures as m
from reportgen.evaluate.indicator import Indicator
from reportgen.evaluate.register_indicators import REGISTER_INDICATORS
from reportgen.model.assessment import Light
from reportgen.model.records import ProcedureKind, SiteState

#: 现状直接得出的全部指标；与上月比较的变化、名次、节点结论见 figures.py。
INDICATORS: tuple[Indicator, ...] = (
    Indicator("project_count", "项目数", "个", "清单所列项目数", m.counted(lambda _: True, lambda g: g.cells("name"))),
    Indicator(
        "total_investment",
        "总投资",
        "万元",
        "Σ总投资",
        m.summed(lambda item: item.project.total_investment, lambda g: g.cells("total_investment")),
        is_listed=True,
    ),
    Indicator(
        "annual_plan",
        "年度计划投资",
        "万元",
        "Σ年度计划投资",
        m.summed(lambda item: item.project.annual_plan, lambda g: g.cells("annual_plan")),
        is_listed=True,
    ),
    Indicator(
        "cumulative_investment",
        "本年累计完成投资",
        "万元",
        "Σ本年累计完成；本月未报的沿用最近一次，从未报过的计0",
        m.summed(lambda item: item.cumulative, lambda g: g.evidence("cumulative")),
    ),
    Indicator(
        "month_investment",
        "本月完成投资",
        "万元",
        "Σ本月完成；未报的不计",
        m.summed(lambda item: item.month_investment, lambda g: g.evidence("month")),
    ),
    Indicator("completion_rate", "年度计划投资完成率", "比例", "Σ本年累计完成÷Σ年度计划投资", m.completion_rate),
    Indicator(
        "completion_rate_without_largest",
        "剔除最大项目后的年度计划投资完成率",
        "比例",
        "剔除年度计划投资最大的项目后，Σ本年累计完成÷Σ年度计划投资",
        m.without_largest,
    ),
    Indicator("node_progress", "节点参考进度", "比例", "〔默认〕投资目标连成的折线，节点之间按月均分", m.reference),
    Indicator("gap_points", "完成率与节点参考进度之差", "百分点", "（完成率－节点参考进度）×100", m.gap_points),
    Indicator(
        "projects_on_target", "完成率达到节点参考进度的项目数", "个", "完成率不低于节点参考进度的项目数", m.on_target
    ),
    Indicator(
        "node_shortfall",
        "距节点投资目标尚差",
        "万元",
        "节点目标×Σ年度计划投资－Σ本年累计完成，不足0的计0",
        m.node_shortfall,
    ),
    Indicator("active_count", "开（复）工项目数", "个", "在建与竣工的项目数；停工、未报不计", m.active),
    Indicator("idle_count", "未开（复）工项目数", "个", "未开复工、停工与未报的项目数", m.idle_count),
    Indicator(
        "start_shortfall",
        "距开复工率目标尚差的项目数",
        "个",
        "开复工率目标×项目数（进一取整）－开（复）工项目数，不足0的计0",
        m.start_shortfall,
    ),
    Indicator("start_resume_rate", "开复工率", "比例", "（新建开工数＋续建复工数）÷清单所列项目数", m.active_rate),
    Indicator("new_start_count", "新建开工数", "个", "新建项目中在建与竣工的项目数", m.of(m.is_new, m.active)),
    Indicator("new_start_rate", "新建开工率", "比例", "新建开工数÷新建项目数", m.of(m.is_new, m.active_rate)),
    Indicator(
        "continuing_resume_count", "续建复工数", "个", "续建项目中在建与竣工的项目数", m.of(m.is_continuing, m.active)
    ),
    Indicator(
        "continuing_resume_rate", "续建复工率", "比例", "续建复工数÷续建项目数", m.of(m.is_continuing, m.active_rate)
    ),
    Indicator(
        "suspended_count",
        "停工项目数",
        "个",
        "截止日停工的项目数",
        m.counted(lambda item: item.state is SiteState.SUSPENDED, lambda g: g.evidence("state")),
    ),
    Indicator(
        "due_count",
        "应竣工项目数",
        "个",
        "计划竣工在本年度且不晚于截止日的项目数",
        m.counted(lambda item: item.is_due, lambda g: g.cells("due_date")),
    ),
    Indicator("on_time_count", "按期竣工项目数", "个", "应竣工项目中竣工不晚于计划的项目数", m.on_time),
    Indicator("on_time_rate", "按期竣工率", "比例", "按期竣工项目数÷应竣工项目数", m.on_time_rate),
    Indicator(
        "completed_count",
        "竣工项目数",
        "个",
        "截止日已竣工的项目数",
        m.counted(lambda item: item.state is SiteState.COMPLETED, lambda g: g.evidence("state", "completion")),
    ),
    Indicator("base_rate", "入库率", "比例", "已入库项目数÷已开（复）工项目数", m.base_rate),
    Indicator("not_in_base_count", "已开（复）工未入库项目数", "个", "已开（复）工而未填报入库的项目数", m.not_in_base),
    Indicator("statistical_investment", "入统投资", "万元", "Σ入统投资，本月未报的沿用最近一次", m.statistical),
    Indicator("statistical_rate", "入统率", "比例", "Σ入统投资÷Σ本年累计完成", m.statistical_rate),
    Indicator(
        "carried_count",
        "沿用上月数的项目数",
        "个",
        "本月未报本年累计完成而沿用此前数的项目数",
        m.counted(lambda item: item.carried_from is not None, lambda g: g.evidence("cumulative")),
    ),
    Indicator(
        "unreported_count",
        "未报项目数",
        "个",
        "截至本月从未报过本年累计完成的项目数",
        m.counted(lambda item: not item.is_reported and item.carried_from is None, lambda g: g.cells("name")),
    ),
    Indicator("green_count", "绿灯项目数", "个", "〔默认〕亮绿灯的项目数", m.light_count(Light.GREEN)),
    Indicator("yellow_count", "黄灯项目数", "个", "〔默认〕亮黄灯的项目数", m.light_count(Light.YELLOW)),
    Indicator("red_count", "红灯项目数", "个", "〔默认〕亮红灯的项目数", m.light_count(Light.RED)),
    *(
        Indicator(
            f"{kind.name.lower()}_done_count",
            f"{kind.value}已办结项目数",
            "个",
            f"新建项目中{kind.value}已办结的项目数",
            m.procedures_done(kind),
        )
        for kind in ProcedureKind
    ),
    Indicator(
        "procedures_overdue_count", "逾期手续数", "项", "新建项目已到计划办结日而未办结的手续数", m.procedures_overdue
    ),
    Indicator(
        "procedures_overdue_projects",
        "手续逾期项目数",
        "个",
        "有手续已到计划办结日而未办结的新建项目数",
        m.procedures_overdue_projects,
    ),
    Indicator("factors_short_projects", "要素有缺口项目数", "个", "填报要素有缺口的项目数", m.factors_short_projects),
    Indicator("factors_short_count", "要素缺口数", "项", "续建项目填报有缺口的要素数", m.factors_short),
    *REGISTER_INDICATORS,
)
