"""词汇：公文稿里可以用的全部名称，由评价结果得出。

名称用本行业的中文说法，见 docs/公文稿.md。数字一律是带出处的指标；
取自填报表的文字是带单元格的引文，永远不会被当作公文稿的结构。
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from reportgen.compose.figure_names import figures_in
from reportgen.compose.lexicon import title_words
from reportgen.compose.project_view import ProjectView, project_view
from reportgen.compose.values import Quoted
from reportgen.model.assessment import Assessment, Figure, Light, Scope, Standing, TargetResult, Verdict
from reportgen.model.document import Chart, Origin, Run, Series
from reportgen.model.period import Month, chinese_date
from reportgen.model.records import FactorStatus, SiteState
from reportgen.model.source import Source, merge_sources
from reportgen.settings import SCHEME_FILE, Scheme, Target

Context = dict[str, object]


def vocabulary(assessment: Assessment, scheme: Scheme) -> Context:
    """一期公文稿的全部名称。"""
    views = {
        item.project.number: project_view(
            item, figures_in(assessment.figures, f"project:{item.project.number}"), assessment.month
        )
        for item in assessment.standings
    }
    listed = list(views.values())
    groups = {
        kind: [_group(assessment, scope, views) for scope in assessment.scopes if scope.kind == kind]
        for kind in ("all", "nature", "sponsor", "locality", "unit")
    }
    return {
        "期": _period(assessment, scheme),
        "方案": scheme_names(scheme),
        "日历": _calendar(assessment.month, scheme),
        "全部": groups["all"][0],
        **{str(group["名称"]): group for group in groups["nature"]},
        "包保领导": groups["sponsor"],
        "属地": groups["locality"],
        "牵头部门": groups["unit"],
        "项目": listed,
        **_chosen(assessment, views),
        "目标": [_target(item, target) for item, target in zip(assessment.targets, scheme.targets, strict=True)],
        "节点": _node(assessment, scheme),
        "未报送单位": list(assessment.silent_units),
        "图": {"完成率走势": _trend_chart(assessment, scheme)},
        "词语": title_words((item.project for item in assessment.standings), scheme),
    }


def _period(assessment: Assessment, scheme: Scheme) -> Context:
    month = assessment.month
    return {
        "年": str(month.year),
        "月": str(month.month),
        "期号": str(month.ordinal - scheme.first_month.ordinal + 1),
        "是首期": assessment.previous is None,
        "截止日": _day(month.last_day),
        "上月": str(month.shift(-1).month),
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
    }


def _setting(key: str, text: str, written: str = "") -> Quoted:
    """方案.toml 中照录的文字；文件里的写法不同时是 ``written``。"""
    return Quoted(text, Origin(sources=(Source(SCHEME_FILE, "方案", key, written or text),)))


def _calendar(month: Month, scheme: Scheme) -> Context:
    calendar, following = scheme.calendar, month.shift(1)
    return {
        "反馈日": _day(calendar.nth_workday(following, calendar.issue_workday + 5)),
        "下月预报日": _day(date(following.year, following.month, calendar.forecast_day)),
        "下月报送日": _day(calendar.nth_workday(following.shift(1), calendar.figures_workday)),
    }


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _group(assessment: Assessment, scope: Scope, views: Mapping[int, ProjectView]) -> Context:
    name: str = scope.name
    if scope.kind in ("sponsor", "unit"):
        field = "sponsor" if scope.kind == "sponsor" else "responsible_units"
        first = next(item for item in assessment.standings if item.project.number == scope.members[0])
        name = Quoted(scope.name, Origin(sources=first.project.sources(field)))
    return {
        "名称": name,
        "项目": [views[number] for number in scope.members],
        **figures_in(assessment.figures, scope.id),
    }


def _chosen(assessment: Assessment, views: Mapping[int, ProjectView]) -> dict[str, list[ProjectView]]:
    """按情形挑出的项目，清单次序。"""
    choices: Mapping[str, Callable[[Standing], bool]] = {
        "未开复工项目": lambda item: item.state is SiteState.IDLE,
        "停工项目": lambda item: item.state is SiteState.SUSPENDED,
        "状态未报项目": lambda item: item.state is SiteState.UNREPORTED,
        "沿用项目": lambda item: item.carried_from is not None,
        "未报项目": lambda item: not item.is_reported and item.carried_from is None,
        "红灯项目": lambda item: item.light is Light.RED,
        "黄灯项目": lambda item: item.light is Light.YELLOW,
        "未达参考项目": lambda item: not item.is_on_target,
        "超计划项目": lambda item: item.rate is not None and item.rate > 1,
        "应竣工项目": lambda item: item.is_due,
        "按期竣工项目": lambda item: item.is_on_time,
        "逾期竣工项目": lambda item: item.is_due and not item.is_on_time and item.state is SiteState.COMPLETED,
        "到期未竣工项目": lambda item: item.is_due and item.state is not SiteState.COMPLETED,
        "未入库项目": lambda item: item.has_begun and item.is_in_statistics is not True,
        "手续逾期项目": lambda item: any(row.is_overdue(assessment.month.last_day) for row in item.procedures),
        "要素有缺口项目": lambda item: any(row.status is FactorStatus.SHORT for row in item.factors),
    }
    return {
        name: [views[item.project.number] for item in assessment.standings if holds(item)]
        for name, holds in choices.items()
    }


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


def _trend_chart(assessment: Assessment, scheme: Scheme) -> Chart:
    """各月底的累计完成率与节点参考进度；数值就是印出的数。"""
    figures = [figure for figure in assessment.figures.values() if "." in figure.id]
    rates = [figure for figure in figures if figure.id.startswith("completion_rate.")]
    references = [figure for figure in figures if figure.id.startswith("node_progress.")]
    return Chart(
        title=(Run(f"{scheme.year}年各月底年度计划投资完成率与节点参考进度"),),
        unit="%",
        categories=tuple(f"{Month.parse(figure.id.partition('.')[2]).month}月" for figure in rates),
        series=(
            Series("累计完成率", tuple(map(_printed_percent, rates)), "柱"),
            Series("节点参考进度", tuple(map(_printed_percent, references)), "线"),
        ),
        origin=Origin(sources=merge_sources(figure.sources for figure in rates)),
    )


def _printed_percent(figure: Figure) -> Decimal | None:
    return None if figure.value is None else Decimal(figure.printed.removesuffix("%"))
