"""质量报告：逐条写明位置和改法，各填报单位报得怎样。"""

from __future__ import annotations

from dataclasses import replace

from reportgen.model.assessment import Assessment
from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.period import Month
from reportgen.model.source import Source
from reportgen.overview import quality_html
from tests.unit.overview.samples import FINDINGS, SCHEME, WARNING, filed, judged, section, tags

JUNE = Month(2024, 6)
INDUSTRY, SHARED = "月度进展/2024-06/工信局.xlsx", "月度进展/2024-06/合报.xlsx"


def report(findings: tuple[Finding, ...] = FINDINGS, assessment: Assessment | None = None) -> str:
    html = quality_html(JUNE, findings, assessment, SCHEME).decode()
    tags(html)
    return html


def test_findings_stand_by_severity_file_and_cell_with_their_remedy() -> None:
    html = report()
    assert section(html, "summary").startswith("总的情况|差错0条、提醒2条、修正1条。回到总览|")
    assert section(html, "errors") == "差错|没有差错。|"
    assert section(html, "warnings") == (
        "提醒|照印，请核实。|"
        f"{INDUSTRY}|位置|编号|事实|修改|「进展」D9|W203 累计数大于年度计划|超过年度计划。|核实该数。|"
        "通讯录.xlsx|位置|编号|事实|修改|—|W601 收件单位不在通讯录|“市水利局”不在通讯录。|"
        "在通讯录.xlsx 补上这个单位；由别的单位代收的，写进那个单位的“代收”栏。|"
    )
    assert section(html, "repairs") == (
        "修正|程序已照约定认定，请过目。|"
        f"{INDUSTRY}|位置|编号|事实|原值 → 新值|修改|"
        "「进展」E9|R101 文字改读为数|全角数字。|１２ → 12|无须处理，请过目。|"
    )


def test_without_an_assessment_the_units_are_left_for_later() -> None:
    assert "数据有差错，本期没有评价" in section(report(), "summary")


def test_each_filing_unit_says_what_it_filed_and_what_is_carried() -> None:
    text = section(report((), judged()), "summary")
    assert "市水利局|再生塑料|未报送|没有填报：再生塑料；沿用以前数：再生塑料（5月）|" in text
    assert "市住建局|冷链园、新大桥|已报|" in text


def test_unit_that_filed_only_some_projects() -> None:
    june = judged()
    standings = tuple(replace(item, progress=None) if item.project.number == 3 else item for item in june.standings)
    text = section(report((), replace(june, standings=standings)), "summary")
    assert "市住建局|冷链园、新大桥|部分未报|没有填报：新大桥|" in text


def test_filing_unit_of_the_plan_comes_before_the_lead_unit() -> None:
    june = judged()
    standings = tuple(
        replace(item, project=replace(item.project, filing_unit="蛟河市")) if item.project.number == 1 else item
        for item in june.standings
    )
    text = section(report((), replace(june, standings=standings)), "summary")
    assert "蛟河市|抽水蓄能|已报|" in text
    assert "市工信局|热电联产|已报|" in text


def test_findings_of_a_shared_file_count_for_the_unit_with_most_projects() -> None:
    june = filed(judged(), {1: INDUSTRY, 5: SHARED, 2: SHARED, 3: SHARED})
    shared = fault(Source(SHARED, "进展", "C3", "9"), "W203", "超过年度计划。")
    text = section(report((*FINDINGS, shared, shared), june), "summary")
    assert "市工信局|抽水蓄能、热电联产|已报|工信局.xlsx、合报.xlsx|提醒1条、修正1条|" in text
    assert "市住建局|冷链园、新大桥|已报|合报.xlsx|提醒2条|" in text


def test_findings_keep_their_order_within_a_file_and_none_is_lost() -> None:
    rows = tuple(replace(WARNING, cell=f"D{number}") for number in (12, 3, 7))
    text = section(report(rows), "warnings")
    assert [text.index(f"「进展」D{number}|") for number in (12, 3, 7)] == sorted(
        text.index(f"「进展」D{number}|") for number in (12, 3, 7)
    )


def test_h32_cell_text_is_never_markup() -> None:
    nasty = replace(WARNING, message='“<img src="http://example.com/x">”不是数。', file="<i>.xlsx")
    html = report((nasty,))
    assert "&lt;img src=" in html and "<img" not in html and "<i>" not in html


def test_sample_data_carry_the_stamp() -> None:
    assert '<p class="stamp">演示数据</p>' in report()
    assert "演示数据" not in quality_html(JUNE, (), None, replace(SCHEME, is_demo=False)).decode()


def test_it_leads_back_to_the_overview_and_says_who_it_is_for() -> None:
    html = report()
    assert 'href="%E6%80%BB%E8%A7%88.html"' in html
    assert "只供经办人使用，不外发。" in html
