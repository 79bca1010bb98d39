"""统计图：由评价结果得出，数值就是印出的数；没有数可画的图不出。"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from reportgen.model.assessment import Assessment, Figure
from reportgen.model.document import Chart, ChartKind, Origin, Run, Series
from reportgen.model.period import Month
from reportgen.model.source import merge_sources
from reportgen.settings import Scheme

_BAR, _LINE, _STAIRS = "柱", "线", "阶梯"
_UNITS = ("%", "亿元", "个")

#: 亮灯图各组，最重的在最下面、颜色最深。
_LIGHTS = (("红灯", "red_count"), ("黄灯", "yellow_count"), ("绿灯", "green_count"))
_AGES = (
    ("30天以内", "open_problems_30"),
    ("31至60天", "open_problems_60"),
    ("61至90天", "open_problems_90"),
    ("90天以上", "open_problems_older"),
)
_FEW = 7  # 类别不多于此的用矮图


def charts(assessment: Assessment, scheme: Scheme) -> dict[str, Chart]:
    """一期的全部统计图，键是公文稿里的名称；没有数可画的不在其中。"""
    makers: Mapping[str, Callable[[Assessment, Scheme], Chart]] = {
        "完成率走势": trend_chart,
        "各项目完成率": project_chart,
        "投资分布": plan_share_chart,
        "亮灯走势": light_chart,
        "问题存续": problem_age_chart,
        "本月投资走势": month_chart,
    }
    made = {name: make(assessment, scheme) for name, make in makers.items()}
    return {name: chart for name, chart in made.items() if _has_values(chart)}


def trend_chart(assessment: Assessment, scheme: Scheme) -> Chart:
    """各月底的累计完成率（%）与节点参考进度。"""
    months, rates = _by_month(assessment, "completion_rate")
    references = _by_month(assessment, "node_progress")[1]
    return _chart(
        f"{scheme.year}年各月底年度计划投资完成率与节点参考进度",
        "%",
        months,
        (("累计完成率", rates, _BAR), ("节点参考进度", references, _LINE)),
    )


def project_chart(assessment: Assessment, scheme: Scheme) -> Chart:
    """各项目的完成率（%），清单次序，横轴是序号；横线是节点参考进度。"""
    numbers = [str(item.project.number) for item in assessment.standings]
    rates = [assessment.figures.get_in(f"project:{number}", "completion_rate") for number in numbers]
    reference = assessment.figures.get_in("all", "node_progress")
    return _chart(
        f"{assessment.month.month}月底各项目年度计划投资完成率（横轴为清单序号）",
        "%",
        numbers,
        (
            ("完成率", rates, _BAR),
            (f"节点参考进度（{reference.printed}）", [reference] * len(numbers), _STAIRS),
        ),
        is_tall=True,
    )


def plan_share_chart(assessment: Assessment, scheme: Scheme) -> Chart:
    """各属地的年度计划投资与本年累计完成投资（亿元），清单次序。

    按属地分：要素保障由属地负责，属地本来就要排名；包保领导之间不作比较，
    牵头部门多数只有一个项目，画出来与各项目的图重复。
    """
    scopes = [scope for scope in assessment.scopes if scope.kind == "locality"]
    plans, done = (
        [assessment.figures.get_in(scope.id, id) for scope in scopes] for id in ("annual_plan", "cumulative_investment")
    )
    return _chart(
        f"{scheme.year}年各属地年度计划投资与累计完成投资",
        "亿元",
        [scope.name for scope in scopes],
        (("年度计划投资", plans, _BAR), ("本年累计完成投资", done, _BAR)),
        is_tall=len(scopes) > _FEW,
    )


def light_chart(assessment: Assessment, scheme: Scheme) -> Chart:
    """各月底的红灯、黄灯、绿灯项目数，堆积。"""
    months = _by_month(assessment, "red_count")[0]
    groups = tuple((name, _by_month(assessment, id)[1], _BAR) for name, id in _LIGHTS)
    return _chart(f"{scheme.year}年各月底亮灯项目数", "个", months, groups, kind=ChartKind.STACKED)


def problem_age_chart(assessment: Assessment, scheme: Scheme) -> Chart:
    """未销号问题按提出至今的天数分组的个数。"""
    found = [(name, figure) for name, id in _AGES if (figure := assessment.figures.get(f"{id}@all"))]
    return _chart(
        f"{assessment.month.month}月底未销号问题的存续时间",
        "个",
        [name for name, _ in found],
        (("未销号问题数", [figure for _, figure in found], _BAR),),
    )


def month_chart(assessment: Assessment, scheme: Scheme) -> Chart:
    """各月当月完成的投资（亿元）。"""
    months, amounts = _by_month(assessment, "month_investment")
    return _chart(f"{scheme.year}年各月当月完成投资", "亿元", months, (("当月完成投资", amounts, _BAR),))


def _by_month(assessment: Assessment, id: str) -> tuple[list[str], list[Figure]]:
    """年初以来各月的指标：月份的写法，和各月的数。"""
    past = tuple(_history(assessment))[::-1]
    figures = [assessment.figures.get(f"{id}.{one.month}@all") or one.figures.get_in("all", id) for one in past]
    return [_month_name(one.month) for one in past], figures


def _history(assessment: Assessment | None) -> Iterator[Assessment]:
    """本月及以前各月的评价，从近到远。"""
    while assessment is not None:
        yield assessment
        assessment = assessment.previous


def _month_name(month: Month) -> str:
    return f"{month.month}月"


def _chart(
    title: str,
    unit: str,
    categories: Sequence[str],
    groups: Iterable[tuple[str, Sequence[Figure], str]],
    *,
    kind: ChartKind = ChartKind.COLUMNS,
    is_tall: bool = False,
) -> Chart:
    """由各组（名称、指标、样式）得出统计图。"""
    listed = tuple(groups)
    return Chart(
        title=(Run(title),),
        unit=unit,
        categories=tuple(categories),
        series=tuple(Series(name, tuple(map(_shown, figures)), style) for name, figures, style in listed),
        origin=Origin(sources=merge_sources(figure.sources for _, figures, _ in listed for figure in figures)),
        kind=kind,
        is_tall=is_tall,
    )


def _shown(figure: Figure) -> Decimal | None:
    """印出的数，不带单位；没有值或未报的为 None。"""
    if figure.value is None:
        return None
    unit = next((unit for unit in _UNITS if figure.printed.endswith(unit)), None)
    return Decimal(figure.printed.removesuffix(unit)) if unit else None


def _has_values(chart: Chart) -> bool:
    """第一组数据以外另有参照的，看第一组；全是零或全缺的没有可画。"""
    bars = (series for series in chart.series if series.style == _BAR)
    return any(value for series in bars for value in series.values)
