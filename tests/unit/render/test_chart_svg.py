"""PDF 里的统计图：堆积、高图、竖注的数值、截断的柱。"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from reportgen.model.document import Chart, ChartKind, Run, Series
from reportgen.render.chart_plot import cut_at
from reportgen.render.chart_svg import chart_svg

SVG = "{http://www.w3.org/2000/svg}"
DARK = "#595959"


def numbers(*values: str) -> tuple[Decimal | None, ...]:
    return tuple(Decimal(value) if value else None for value in values)


def lights() -> Chart:
    """三组堆积：红、黄、绿。"""
    groups = {"红灯": numbers("2", "0"), "黄灯": numbers("8", "12"), "绿灯": numbers("20", "18")}
    series = tuple(Series(name, values, "柱") for name, values in groups.items())
    return Chart((Run("亮灯"),), "个", ("4月", "5月"), series, kind=ChartKind.STACKED)


def projects(*rates: str, count: int = 29, reference: str = "80") -> Chart:
    """各项目的完成率，前几个是 ``rates``，其余都是 50；带节点参考线。"""
    values = numbers(*rates) + (Decimal(50),) * (count - len(rates))
    names = tuple(str(number) for number in range(1, count + 1))
    line = Series("节点参考进度", (Decimal(reference),) * count, "阶梯")
    return Chart((Run("各项目"),), "%", names, (Series("完成率", values, "柱"), line), is_tall=True)


def elements(chart: Chart, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(chart_svg(chart, "x")).iter(f"{SVG}{tag}"))


def number(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name, "nan"))


def columns(chart: Chart) -> list[ElementTree.Element]:
    """各根柱，不含图例。"""
    return [item for item in elements(chart, "rect") if item.get("stroke") and number(item, "y") > 20]


def label(chart: Chart, text: str) -> ElementTree.Element:
    return next(item for item in elements(chart, "text") if item.text == text)


def test_stacked_segments_stand_on_each_other_and_sum_to_the_same_height() -> None:
    drawn = columns(lights())
    april = [item for item in drawn if item.get("x") == drawn[0].get("x")]
    may = [item for item in drawn if item.get("x") != drawn[0].get("x")]
    assert (len(april), len(may)) == (3, 2)  # 5 月没有红灯，不画
    for below, above in pairwise(april):
        assert number(above, "y") + number(above, "height") == pytest.approx(number(below, "y"), abs=0.15)
    total = [sum(number(item, "height") for item in group) for group in (april, may)]
    assert total[0] == pytest.approx(total[1], abs=0.3)


def test_segments_are_told_apart_without_colour() -> None:
    assert len({item.get("fill") for item in columns(lights())}) == 3


def test_segment_too_thin_for_its_number_has_it_beside() -> None:
    red = columns(lights())[0]
    beside = label(lights(), "2")
    assert number(beside, "x") > number(red, "x") + number(red, "width")
    assert not [item for item in elements(lights(), "text") if item.text == "0" and item.get("text-anchor") == "start"]


def test_tall_chart_is_twice_as_high_and_says_so() -> None:
    root = ElementTree.fromstring(chart_svg(projects(), "x"))
    assert (root.get("viewBox"), root.get("style")) == ("0 0 600 368", "height:92mm")
    assert ElementTree.fromstring(chart_svg(lights(), "x")).get("style") is None


@pytest.mark.parametrize("count", [12, 29, 60])
def test_every_project_has_its_serial_and_its_rate(count: int) -> None:
    rates = tuple(f"{40 + index * 0.1:.1f}" for index in range(count))
    texts = [item.text for item in elements(projects(*rates, count=count), "text")]
    shown = [rate.removesuffix(".0") for rate in rates]
    assert all(texts.count(rate) >= 1 for rate in shown)
    assert all(str(serial) in texts for serial in range(1, count + 1))


def test_upright_number_moves_into_the_bar_where_the_line_would_cross_it() -> None:
    above, inside = (label(projects(rate), rate) for rate in ("85.5", "78.5"))
    assert (above.get("fill"), inside.get("fill")) == ("#000", "#fff")


def test_bar_over_200_percent_is_cut_with_a_mark_and_keeps_its_true_number() -> None:
    cut, whole = projects("350.4"), projects("150.4")
    assert (cut_at(cut), cut_at(whole)) == (200, None)
    texts = [item.text for item in elements(cut, "text")]
    assert "350.4" in texts and "200" in texts and "400" not in texts
    bands = [[item for item in elements(chart, "path") if item.get("fill") == "#fff"] for chart in (cut, whole)]
    assert [len(found) for found in bands] == [1, 0]
    assert min(number(item, "y") for item in columns(cut)) > 0


def test_axis_is_not_cut_when_most_are_over_200_or_it_is_not_a_rate() -> None:
    assert cut_at(projects(*["300"] * 20)) is None
    money = Chart((Run("投资"),), "亿元", ("甲", "乙", "丙"), (Series("计划", numbers("1", "2", "300"), "柱"),))
    assert cut_at(money) is None


def test_missing_project_leaves_its_place_empty() -> None:
    full, missing = (len(columns(projects(rate))) for rate in ("50", ""))
    assert full - missing == 1
