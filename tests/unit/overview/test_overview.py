"""总览：一页说清对照节点到了哪里、堵在哪里、要决定什么；每个数都与指标一致。"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from reportgen.overview import overview_html, overview_of
from tests.unit.overview.samples import (
    FINDINGS,
    LIST,
    PAPERS,
    SCHEME,
    SVG,
    alone,
    judged,
    page,
    section,
    tags,
    with_registers,
)


@pytest.fixture(scope="module")
def html() -> str:
    return page()


def test_sections_answer_in_the_order_of_the_questions(html: str) -> None:
    assert re.findall(r"<h2>(.*?)</h2>", html) == [
        "对照节点", "堵点", "需要决定的事项", "与上月相比", "本期公文", "填报质量",
    ]  # fmt: skip
    assert re.findall(r'href="#(\w+)"', html) == re.findall(r'<section id="(\w+)"', html)


def test_every_marked_figure_prints_what_the_assessment_says(html: str) -> None:
    figures = with_registers(judged()).figures
    marked = re.findall(r'data-figure="([^"]+)">([^<]*)</span>', html)
    assert len({key for key, _ in marked}) >= 30
    for key, text in marked:
        assert unescape(text) == figures[unescape(key)].printed.removeprefix("-"), key
    assert {"completion_rate@all", "node_shortfall@all", "T1@all", "overdue_days@problem:W-03"} <= dict(marked).keys()


def test_headlines_stand_against_the_node(html: str) -> None:
    text = section(html, "standing")
    assert "本月是6月底节点。年度计划投资完成率28.9%，低于节点参考进度1.1个百分点" in text
    assert "未达到的目标：6月底开复工率、6月底年度计划投资完成率；红灯项目2个、黄灯项目1个。" in text
    assert "距6月底投资目标（30%以上）尚差|0.03亿元|" in text
    assert "开复工率|66.7%|已开（复）工4个，未开（复）工2个|" in text
    assert "按期竣工率|0.0%|应竣工1个，按期竣工0个|" in text
    assert "6月底|开复工率|100%|66.7%|未达到|" in text
    assert "9月底|年度计划投资完成率|80%以上|—|未到期|" in text


@pytest.mark.parametrize(
    ("month", "node", "shortfall"),
    [
        ("2024-05", "下一节点是6月底。", "距6月底投资目标（30%以上）尚差"),
        ("2024-07", "下一节点是9月底。", "距9月底投资目标（80%以上）尚差"),
        ("2024-12", "各节点都已过，对照11月底节点。", "距11月底投资目标（100%）尚差"),
    ],
)
def test_node_follows_the_month(month: str, node: str, shortfall: str) -> None:
    text = section(page(alone(month)), "standing")
    assert text.startswith(f"对照节点|{node}")
    assert shortfall in text


def test_reached_target_and_no_due_completion_are_said_in_words() -> None:
    text = section(page(alone("2024-07")), "standing")
    assert "尚差|0.00亿元|已达到|" in text
    assert "按期竣工率|—|本期无应竣工项目|" in text


def test_red_projects_stand_before_yellow_ones_with_reason_and_lead_unit(html: str) -> None:
    text = section(html, "blockers")
    reasons = "完成率10.0%，低于节点参考进度20.0个百分点|问题“用地红线与沟渠重叠”超过办结时限25天|"
    red = f"红灯|冷链园|{reasons}市住建局|甲|征地未完成|"
    yellow = "黄灯|医院扩建|2024年5月停工，尚未复工|市卫健委|乙|"
    assert red in text and yellow in text
    assert text.index(red) < text.index(yellow)
    assert "抽水蓄能" not in text and "新大桥" not in text


def test_overdue_procedures_problems_and_silent_units_are_named(html: str) -> None:
    text = section(html, "blockers")
    assert "冷链园|施工许可（在办，计划2024年5月办结）|市住建局|" in text
    assert "能评" not in text
    assert "W-07|冷链园|外线工程未立项|市自然资源局|2024年5月31日|30天|W-03|冷链园|" in text
    assert "W-09" not in text
    assert "没有报送的单位|市水利局。|" in text


def test_decisions_are_open_escalations_supervised_matters_and_coming_meetings(html: str) -> None:
    text = section(html, "decisions")
    assert "提请研究|提格日期|W-07|冷链园|外线工程未立项|提请明确建设主体|2024年6月20日|督办事项|" in text
    assert "红灯|冷链园|完成率10.0%，低于节点参考进度20.0个百分点|市住建局|" in text
    assert "黄灯|冷链园|问题“用地红线与沟渠重叠”超过办结时限25天；上月已提示|市住建局|" in text
    assert "医院扩建" not in text
    assert "第二次联席会议|2024年7月9日14:30|三号会议室|甲|外线工程建设主体|" in text


def test_changes_since_last_month(html: str) -> None:
    text = section(html, "changes")
    assert "年度计划投资完成率28.9%，较上月提高7.0个百分点。|" in text
    assert "本月完成投资0.20亿元，较上月增加0.07亿元。|" in text
    assert "新开（复）工：冷链园。|" in text
    assert "新提出问题：W-07“外线工程未立项”。|已销号问题：W-09“占道施工”。|" in text


def test_falls_light_turns_and_suspensions_are_said() -> None:
    assert section(page(judged("2024-05")), "changes") == (
        "与上月相比|年度计划投资完成率22.0%，较上月提高4.5个百分点。|本月完成投资0.13亿元，较上月减少0.07亿元。|"
        "开复工率50.0%，较上月下降16.7个百分点。|转为黄灯：医院扩建。|新停工：医院扩建。|"
    )


def test_first_month_has_nothing_to_compare_with() -> None:
    assert section(page(judged("2024-04")), "changes") == "与上月相比|本期是首期，没有上月可比。|"


def test_papers_are_linked_by_relative_paths_with_pages_and_copies(html: str) -> None:
    text = section(html, "papers")
    assert "月度专报|重大项目专报Word（3页）PDF（3页）印8份|督办通知|督办通知（冷链园）Word（1页）印2份|" in text
    assert text.endswith("督办通知（医院扩建）Word（1页）|")
    assert 'href="01-%E4%B8%93%E6%8A%A5/%E4%B8%93%E6%8A%A5%20%231.docx"' in html


def test_quality_counts_lead_to_the_quality_report(html: str) -> None:
    text = section(html, "quality")
    assert "差错0条、提醒2条、修正1条，逐条见质量报告。" in text
    assert "本月未报、沿用以前数的项目：再生塑料。" in text
    assert 'href="%E8%B4%A8%E9%87%8F%E6%8A%A5%E5%91%8A.html"' in html


def test_a_quiet_month_says_so_in_each_place() -> None:
    quiet = alone("2024-07")
    quiet = replace(quiet, standings=tuple(replace(item, reasons=()) for item in quiet.standings))
    html = overview_html(overview_of(quiet, SCHEME, (), (), {})).decode()
    assert section(html, "blockers") == (
        "堵点|红灯、黄灯项目|没有红灯、黄灯项目。|逾期手续|没有逾期手续。|逾期问题|没有逾期问题。|"
        "没有报送的单位|各单位本月都已报送。|"
    )
    assert section(html, "decisions") == (
        "需要决定的事项|提格事项|没有提请总指挥研究的事项。|督办事项|没有督办事项。|要开的联席会议|下月没有安排联席会议。|"
    )
    assert section(html, "papers") == "本期公文|本期没有公文。|"
    assert "0个：" not in html and "。。" not in html


def test_sample_data_carry_the_stamp_and_real_data_do_not(html: str) -> None:
    assert '<p class="stamp">演示数据</p>' in html
    real = overview_of(judged(), replace(SCHEME, is_demo=False), PAPERS, FINDINGS, {})
    assert "演示数据" not in overview_html(real).decode()


def test_h32_names_are_text_never_markup() -> None:
    nasty = LIST.replace("冷链园  ", '<b onclick="x()">&amp;</b>')
    html = page(with_registers(judged(table=nasty)))
    assert "&lt;b onclick=" in html and "&amp;amp;" in html
    assert "<b onclick" not in html
    tags(html)


@pytest.mark.parametrize("chart", ["<script>1</script>", "", "&lt;svg"])
def test_only_svg_goes_in_as_a_picture(chart: str) -> None:
    with pytest.raises(ValueError, match="不是 SVG"):
        overview_html(overview_of(judged(), SCHEME, PAPERS, FINDINGS, {"走势": chart}))


def test_chart_stands_under_its_title(html: str) -> None:
    assert f'<figcaption>完成率走势</figcaption><div class="picture">{SVG}</div>' in html


def test_lights_differ_in_word_and_sign_not_only_in_colour(html: str) -> None:
    signs = dict(re.findall(r'\.light\.(red|yellow)::before \{ content: "(.)" \}', html))
    assert signs == {"red": "●", "yellow": "◐"}
    assert set(re.findall(r'class="light \w+">(..)<', html)) == {"红灯", "黄灯", "绿灯"}


def test_same_input_gives_the_same_bytes(html: str) -> None:
    assert page() == html
