"""词汇：公文稿里可以用的全部名称，由评价结果得出。

名称用本行业的中文说法，见 docs/公文稿.md。数字一律是带出处的指标；
取自填报表的文字是带单元格的引文，永远不会被当作公文稿的结构。
"""

from __future__ import annotations

from datetime import date

from reportgen.compose.charts import charts
from reportgen.compose.group_view import Views
from reportgen.compose.lexicon import title_words
from reportgen.compose.values import Quoted
from reportgen.model.assessment import Assessment, TargetResult, Verdict
from reportgen.model.document import Origin
from reportgen.model.period import Month, chinese_date
from reportgen.model.source import Source
from reportgen.settings import SCHEME_FILE, Scheme, Target

#: 印发之后几个工作日书面反馈〔默认〕：提示函、督办通知。
_FEEDBACK_WORKDAYS, _SUPERVISED_WORKDAYS = 5, 3

Context = dict[str, object]


def vocabulary(views: Views, scheme: Scheme) -> Context:
    """一期公文稿的全部名称。"""
    assessment = views.assessment
    groups = {
        kind: [views.group(scope) for scope in assessment.scopes if scope.kind == kind]
        for kind in ("all", "nature", "sponsor", "locality", "unit")
    }
    return {
        **month_names(assessment.month, scheme),
        "期": _period(assessment, scheme),
        "全部": groups["all"][0],
        **{str(group["名称"]): group for group in groups["nature"]},
        "包保领导": groups["sponsor"],
        "属地": groups["locality"],
        "牵头部门": groups["unit"],
        "项目": list(views.projects.values()),
        **views.lists(assessment.standings),
        "目标": [_target(item, target) for item, target in zip(assessment.targets, scheme.targets, strict=True)],
        "节点": _node(assessment, scheme),
        "未报送单位": list(assessment.silent_units),
        "图": charts(assessment, scheme),
        "词语": title_words((item.project for item in assessment.standings), scheme),
    }


def month_names(month: Month, scheme: Scheme) -> Context:
    """与数据无关、只由月份和方案设置得出的名称：有差错的月份也可以用。"""
    return {"期": _month(month), "方案": scheme_names(scheme), "日历": _calendar(month, scheme)}


def _month(month: Month) -> Context:
    return {
        "年": str(month.year),
        "月": str(month.month),
        "截止日": _day(month.last_day),
        "上月": str(month.shift(-1).month),
        "下月": str(month.shift(1).month),
    }


def _period(assessment: Assessment, scheme: Scheme) -> Context:
    return {
        **_month(assessment.month),
        "期号": str(assessment.month.ordinal - scheme.first_month.ordinal + 1),
        "是首期": assessment.previous is None,
    }


def scheme_names(scheme: Scheme) -> Context:
    """方案设置中的名称。"""
    day = scheme.issued_on
    return {
        "年度": str(scheme.year),
        "城市": scheme.city,
        "名称": _setting("名称", scheme.name),
        "文号": _setting("文号", scheme.document_number),
        "印发日期": _setting("印发日期", chinese_date(day), str(day)),
        "总指挥": scheme.commander,
        "发文机关": scheme.issuer,
        "机关代字": scheme.issuer_code,
        "专报名称": scheme.report_name,
        "通报主送": list(scheme.circular_recipients),
        "最少项目数": _setting("最少项目数", f"{scheme.rank_minimum}个", str(scheme.rank_minimum), "排名"),
    }


def _setting(key: str, text: str, written: str = "", table: str = "方案") -> Quoted:
    """方案.toml 中照录的文字；文件里的写法不同时是 ``written``。"""
    return Quoted(text, Origin(sources=(Source(SCHEME_FILE, table, key, written or text),)))


def _calendar(month: Month, scheme: Scheme) -> Context:
    calendar, following = scheme.calendar, month.shift(1)
    return {
        "反馈日": _day(calendar.nth_workday(following, calendar.issue_workday + _FEEDBACK_WORKDAYS)),
        "督办反馈日": _day(calendar.nth_workday(following, calendar.issue_workday + _SUPERVISED_WORKDAYS)),
        "核实日": _day(calendar.nth_workday(following, calendar.issue_workday - 1)),
        "下月预报日": _day(date(following.year, following.month, calendar.forecast_day)),
        "下月报送日": _day(calendar.nth_workday(following.shift(1), calendar.figures_workday)),
    }


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def target_wording(target: Target) -> Quoted:
    """目标的说法：“30%以上”，100% 不说以上。"""
    return Quoted(target.source.value + ("" if target.value == 1 else "以上"), Origin(sources=(target.source,)))


def _target(result: TargetResult, target: Target) -> Context:
    return {
        "编号": result.id,
        "节点": f"{result.node.month}月底",
        "指标": result.label,
        "目标": target_wording(target),
        "实际": Quoted(result.figure.printed, Origin(f"{result.id}@all", result.figure.sources))
        if result.figure
        else "—",
        "结论": result.verdict.value,
        "已到期": result.verdict is not Verdict.NOT_DUE,
        "达到": result.verdict is Verdict.MET,
    }


def _node(assessment: Assessment, scheme: Scheme) -> Context:
    """节点：本月是否节点，以及本月或以后的第一个节点。"""
    month = assessment.month
    nodes = sorted({target.node for target in scheme.targets})
    coming = next((node for node in nodes if node >= month), nodes[-1])
    return {
        "是节点月": month in nodes,
        "已过末节点": month > nodes[-1],
        "名称": f"{coming.month}月底",
        "投资已达到": assessment.figures["node_shortfall@all"].value == 0,
    }
