"""统计图：数值是印出的数，次序照清单和月份，没有数的不出。"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reportgen.compose.charts import charts
from reportgen.evaluate import assess
from reportgen.model.assessment import Assessment, Figure, FigureBook
from reportgen.model.document import ChartKind
from reportgen.model.period import Month
from tests.support.facts import facts, scheme

LIST = """
序号 | 性质 | 计划    | 领导 | 牵头     | 属地
1    | 续建 | 1000000 | 甲   | 市工信局 | 龙潭区
2    | 新建 | 300000  | 甲   | 市住建局 | 丰满区
3    | 新建 | 200000  | 乙   | 市住建局 | 龙潭区
"""
MONTHS = {
    "2024-04": "序号|本月|累计|状态\n1|100000|200000|在建\n2|30000|30000|在建\n3|0|0|未开复工",
    "2024-05": "序号|本月|累计|状态\n1|123456|323456|在建\n2|30000|60000|在建\n3|0|0|未开复工",
}


def judged(month: str = "2024-05", monthly: dict[str, str] = MONTHS) -> Assessment:
    return assess(facts(LIST, monthly), scheme(), Month.parse(month))


def without(assessment: Assessment, *ids: str) -> Assessment:
    kept = tuple(figure for figure in assessment.figures.values() if figure.id.partition(".")[0] not in ids)
    return replace(assessment, figures=FigureBook(kept))


def with_problems(assessment: Assessment, *counts: int) -> Assessment:
    """加上各档未销号问题数。"""
    names = ("open_problems_30", "open_problems_60", "open_problems_90", "open_problems_older")
    bare = without(assessment, *names)
    extra = (
        Figure(name, name, "all", Decimal(count), "个", f"{count}个", "", ())
        for name, count in zip(names, counts, strict=True)
    )
    return replace(assessment, figures=FigureBook((*bare.figures.values(), *extra)))


def test_trend_shows_each_month_as_printed() -> None:
    chart = charts(judged(), scheme())["完成率走势"]
    assert chart.categories == ("4月", "5月")
    assert [series.values for series in chart.series] == [
        (Decimal("15.3"), Decimal("25.6")),
        (Decimal("20.0"), Decimal("25.0")),
    ]


def test_projects_stand_in_list_order_against_the_reference() -> None:
    chart = charts(judged(), scheme())["各项目完成率"]
    assert (chart.categories, chart.is_tall) == (("1", "2", "3"), True)
    assert chart.series[0].values == (Decimal("32.3"), Decimal("20.0"), Decimal("0.0"))
    assert (chart.series[1].name, set(chart.series[1].values)) == ("节点参考进度（25.0%）", {Decimal(25)})


def test_plan_and_progress_stand_by_locality_in_yi() -> None:
    chart = charts(judged(), scheme())["投资分布"]
    assert (chart.categories, chart.unit) == (("龙潭区", "丰满区"), "亿元")
    assert chart.series[0].values == (Decimal(120), Decimal(30))
    assert chart.series[1].values == (Decimal("32.35"), Decimal("6.00"))


def test_lights_of_every_month_add_up_to_the_number_of_projects() -> None:
    chart = charts(judged(), scheme())["亮灯走势"]
    assert chart.kind is ChartKind.STACKED
    assert [series.name for series in chart.series] == ["红灯", "黄灯", "绿灯"]
    assert [sum(filter(None, month)) for month in zip(*(item.values for item in chart.series), strict=True)] == [3, 3]


def test_lights_and_months_come_from_the_earlier_assessments_when_there_is_no_trend_figure() -> None:
    plain = judged()
    kept = tuple(figure for figure in plain.figures.values() if "." not in figure.id)
    bare = replace(plain, figures=FigureBook(kept))
    for name in ("亮灯走势", "本月投资走势", "完成率走势"):
        assert charts(bare, scheme())[name].series == charts(plain, scheme())[name].series


def test_investment_of_each_month_is_printed_in_yi_and_unreported_month_is_missing() -> None:
    assert charts(judged(), scheme())["本月投资走势"].series[0].values == (Decimal("13.00"), Decimal("15.35"))
    silent = {**MONTHS, "2024-05": "序号|本月|累计|状态\n1||323456|在建"}
    assert charts(judged(monthly=silent), scheme())["本月投资走势"].series[0].values == (Decimal("13.00"), None)


def test_age_of_problems_stands_in_four_steps() -> None:
    chart = charts(with_problems(judged(), 3, 0, 1, 4), scheme())["问题存续"]
    assert dict(zip(chart.categories, chart.series[0].values, strict=True)) == {
        "30天以内": 3,
        "31至60天": 0,
        "61至90天": 1,
        "90天以上": 4,
    }


def test_charts_with_nothing_to_show_are_left_out() -> None:
    assert "问题存续" not in charts(with_problems(judged(), 0, 0, 0, 0), scheme())
    nothing = charts(judged("2024-04", {"2024-04": "序号|状态\n1|在建"}), scheme())
    assert {"完成率走势", "各项目完成率", "本月投资走势"}.isdisjoint(nothing)
    assert {"投资分布", "亮灯走势"} <= set(nothing)


def test_chart_remembers_the_cells_it_came_from() -> None:
    origin = charts(judged(), scheme())["本月投资走势"].origin
    assert origin is not None
    assert {source.file for source in origin.sources} == {"2024-04", "2024-05"}
