"""HTML：结构与次序、转义、统计图。"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from reportgen.model.document import Chart, Heading, Paragraph, Series
from reportgen.render.chart_svg import chart_svg
from reportgen.render.html_writer import render_html
from reportgen.render.pagination import OWN_PAGE, SAME_PAGE
from tests.support.pdf_papers import chart, fonts, letter, plain_letter, runs

SVG = "{http://www.w3.org/2000/svg}"


def test_page_is_complete_and_in_reading_order() -> None:
    html = render_html(letter(), fonts(), OWN_PAGE)
    assert html.startswith('<!DOCTYPE html><html lang="zh-CN">')
    texts = ("吉市政办函〔2024〕15号", "推进情况的通报</span>", "各县（市）区", "一、总体进展", "附件：1.", "7月5日")
    positions = [html.index(text, html.index("<body")) for text in (*texts, "附件1</p>", "附件2</p>", "抄送：")]
    assert positions == sorted(positions)
    assert "url(" not in html


def test_heading_levels_are_elements_and_run_in_headings_are_not() -> None:
    blocks = (
        *(Heading(level, runs(f"标题{level}")) for level in (1, 2, 3, 4)),
        Heading(2, runs("（一）接排。"), runs("正文。")),
    )
    html = render_html(replace(plain_letter(1), blocks=blocks), fonts(), SAME_PAGE)
    for level in (1, 2, 3, 4):
        assert f"<h{level + 1}>标题{level}</h{level + 1}>" in html
    assert '<p><span class="level2">（一）接排。</span>正文。</p>' in html


@pytest.mark.parametrize(
    "text", ["62.38亿元", "31.8%", "2024年", "29个", "100万元", "2024年5月15日", "2024年6月", "7月12日", "2024 年"]
)
def test_number_and_unit_are_bound(text: str) -> None:
    html = render_html(replace(plain_letter(1), blocks=(Paragraph(runs(f"共{text}。")),)), fonts(), SAME_PAGE)
    assert f'共<span class="bound">{text}</span>。' in html
    assert "\u2060" not in html


def test_number_and_unit_from_different_runs_are_bound() -> None:
    paragraph = Paragraph((*runs("共"), *runs("29"), *runs("个项目")))
    html = render_html(replace(plain_letter(1), blocks=(paragraph,)), fonts(), SAME_PAGE)
    assert '共<span class="bound">29个</span>项目' in html


def test_stamps_are_escaped() -> None:
    html = render_html(replace(plain_letter(1), stamps=('"><b>', "草稿")), fonts(), SAME_PAGE)
    assert 'data-stamp="&quot;&gt;&lt;b&gt;　草稿"' in html


def test_chart_is_well_formed_and_names_everything() -> None:
    root = ElementTree.fromstring(chart_svg(chart(), "'RG Song'"))
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert root.findtext(f"{SVG}title") == chart().title[0].text
    assert {"当月完成投资", "累计完成率", "节点参考进度", "%", "4月", "11月", "100", "60.2"} <= set(texts)


def test_missing_values_break_lines_and_leave_no_bar() -> None:
    values = (Decimal(1), None, Decimal(3), Decimal(4))
    line = Chart(runs("图"), "亿元", ("甲", "乙", "丙", "丁"), (Series("线", values, "线"),))
    bars = replace(line, series=(Series("柱", values, "柱"),))
    assert len(re.findall(r'stroke-width="1\.4"', chart_svg(line, "x"))) == 2 + 1  # 两段线和图例
    root = ElementTree.fromstring(chart_svg(bars, "x"))
    filled = [item for item in root.iter(f"{SVG}rect") if item.get("fill") == "#595959"]
    assert len(filled) == 3 + 1  # 三根柱和图例


def test_bar_heights_are_proportional_and_negative_bars_hang() -> None:
    values = (Decimal(2), Decimal(4), Decimal(-2))
    svg = chart_svg(Chart(runs("图"), "亿元", ("甲", "乙", "丙"), (Series("柱", values, "柱"),)), "x")
    one, two, three = [
        item for item in ElementTree.fromstring(svg).iter(f"{SVG}rect") if item.get("fill") == "#595959"
    ][:3]
    heights = [float(item.get("height", "0")) for item in (one, two, three)]
    assert heights == [pytest.approx(heights[1] / 2, abs=0.1), heights[1], pytest.approx(heights[1] / 2, abs=0.1)]
    base = float(one.get("y", "0")) + heights[0]
    assert float(three.get("y", "0")) == pytest.approx(base, abs=0.15)


def test_chart_uses_grey_only_and_prints_no_float_noise() -> None:
    series = (Series("甲", (Decimal("0.1") + Decimal("0.2"),), "柱"), Series("乙", (Decimal("0.123456789"),), "柱"))
    svg = chart_svg(Chart(runs("图"), "亿元", ("一",), series), "x")
    assert not re.findall(r"\d\.\d{3,}", svg)
    colours = set(re.findall(r"#[0-9a-f]{3,6}", svg))
    assert all(
        len({*colour[1:]} if len(colour) == 4 else {colour[1:3], colour[3:5], colour[5:]}) == 1 for colour in colours
    )


def test_hostile_names_stay_text_in_the_chart() -> None:
    bad = "<b>&\"'"
    svg = chart_svg(Chart(runs(bad), bad, (bad,), (Series(bad, (Decimal(1),), "柱"),)), "x")
    root = ElementTree.fromstring(svg)
    assert root.findtext(f"{SVG}title") == bad
    assert [item.text for item in root.iter(f"{SVG}text")].count(bad) == 3


def test_many_long_names_stay_inside_the_picture() -> None:
    names = tuple(f"第{index}个名称很长的重大项目" for index in range(29))
    svg = chart_svg(Chart(runs("图"), "%", names, (Series("率", (Decimal(50),) * 29, "柱"),)), "x")
    spots = [
        (float(item.get("x", "0")), float(item.get("y", "0")))
        for item in ElementTree.fromstring(svg).iter(f"{SVG}text")
    ]
    assert all(0 <= x <= 600 and 0 <= y <= 300 for x, y in spots)
