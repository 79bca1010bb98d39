"""与上月相比：主要指标的差、换了的灯和状态、问题的变动，以及变化清单.xlsx。"""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from reportgen.evaluate import assess
from reportgen.model.assessment import Assessment
from reportgen.model.period import Month
from reportgen.trace import changed_figures, changes_workbook, light_turns, problem_events, state_turns
from reportgen.trace.changes import difference_text
from tests.support.facts import facts, problems, scheme
from tests.unit.trace.papers import figure

LIST = """
序号 | 名称 | 性质 | 计划 | 属地
1    | 甲厂 | 续建 | 1000 | 龙潭区
2    | 乙路 | 新建 | 1000 | 丰满区
"""
MONTHLY = {
    "2024-04": "序号|累计|状态|入库|开工\n1|300|在建|是|2024-03\n2|0|未开复工||",
    "2024-05": "序号|累计|状态|入库|开工\n1|400|在建|是|2024-03\n2|20|在建|是|2024-05-08",
    "2024-06": "序号|累计|状态|入库|停工\n1|400|停工|是|2024-06-11\n2|52|在建|是|",
}
LEDGER = """
编号 | 项目 | 提出    | 时限    | 提格       | 销号
问1  | 1    | 2024-04 | 2024-09 |            | 2024-05-20
问2  | 2    | 2024-05 | 2024-09 | 2024-05-25 |
问3  | 2    | 2024-06 | 2024-09 |            |
"""


def judged(month: str) -> Assessment:
    given = replace(facts(LIST, MONTHLY), problems=problems(LEDGER))
    return assess(given, scheme(), Month.parse(month))


def compared(month: str) -> dict[tuple[str, str], tuple[str, str, str]]:
    assessment = judged(month)
    before = assessment.previous.figures if assessment.previous else {}
    rows = changed_figures(before, assessment.figures)
    return {(row.id, row.scope_label): (row.before, row.after, row.difference) for row in rows}


def test_differences_come_from_unrounded_values() -> None:
    rows = compared("2024-06")
    assert rows["completion_rate", "全部"] == ("21.0%", "22.6%", "+1.6个百分点")
    assert rows["cumulative_investment", "乙路"] == ("0.002亿元", "0.01亿元", "+0.003亿元")
    assert rows["start_resume_rate", "龙潭区"] == ("100.0%", "0.0%", "-100.0个百分点")
    assert rows["annual_plan", "全部"] == ("0.2亿元", "0.2亿元", "持平")
    assert rows["on_time_rate", "全部"] == ("—", "—", "—")


def test_only_principal_figures_are_compared() -> None:
    ids = {id for id, _ in compared("2024-06")}
    assert "completion_rate" in ids
    assert not ids & {"node_progress", "red_count", "completion_rate_change"}


def test_the_first_month_has_nothing_to_compare_with() -> None:
    assert compared("2024-04")["completion_rate", "全部"] == ("—", "15.0%", "—")
    assert light_turns(judged("2024-04")) == state_turns(judged("2024-04")) == []


@pytest.mark.parametrize(
    ("unit", "before", "after", "text"),
    [
        ("个", "3", "5", "+2个"),
        ("万元", "20000", "5000", "-1.50亿元"),
        ("比例", "0.3", "0.3", "持平"),
        ("比例", "0.30001", "0.3", "-0.001个百分点"),
        ("百分点", "-11", "-7.4666666666666666666", "+3.5个百分点"),
        ("比例", None, "0.3", "—"),
        ("比例", "0.3", None, "—"),
    ],
)
def test_difference_reads_with_sign_and_unit(unit: str, before: str | None, after: str | None, text: str) -> None:
    old, new = (figure("x", "某", "all", value, unit, "") for value in (before, after))
    assert difference_text(old, new) == text


def test_turned_states_and_lights_name_project_and_reason() -> None:
    may, june = judged("2024-05"), judged("2024-06")
    assert [(turn.name, turn.before, turn.after, turn.note) for turn in state_turns(may)] == [
        ("乙路", "未开复工", "在建", "2024年5月8日")
    ]
    assert [(turn.name, turn.after, turn.note) for turn in state_turns(june)] == [("甲厂", "停工", "2024年6月11日")]
    turned = [turn for turn in light_turns(june) if turn.name == "乙路"]
    assert [(turn.before, turn.after, turn.note) for turn in turned] == [("黄灯", "红灯", "投资")]


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        ("2024-04", [("提出", "问1")]),
        ("2024-05", [("销号", "问1"), ("提出", "问2"), ("提格", "问2")]),
        ("2024-06", [("提出", "问3")]),
    ],
)
def test_problems_are_told_in_the_month_something_happened(month: str, expected: list[tuple[str, str]]) -> None:
    events = problem_events(judged(month))
    assert [(event.event, event.problem.number) for event in events] == expected


def sheets(data: bytes) -> dict[str, list[list[str | None]]]:
    book = load_workbook(io.BytesIO(data))
    return {page.title: [[cell.value for cell in row] for row in page.iter_rows()] for page in book}


def test_workbook_lists_all_four_kinds_of_change() -> None:
    found = sheets(changes_workbook(judged("2024-06"), ("演示数据",)))
    assert list(found) == ["与上月比较", "亮灯变化", "现场状态变化", "问题变动"]
    first = found["与上月比较"]
    assert first[0][0] == "2024年6月与上月比较（演示数据）"
    assert first[1] == ["范围", "名称", "指标", "上月", "本月", "差"]
    assert ["全部", "全部", "年度计划投资完成率", "21.0%", "22.6%", "+1.6个百分点"] in first
    assert ["项目", "乙路", "年度计划投资完成率", "2.0%", "5.2%", "+3.2个百分点"] in first
    assert not [row for row in first if row[2] in ("年度计划投资", "按期竣工率")]
    assert ["1", "甲厂", "在建", "停工", "2024年6月11日"] in found["现场状态变化"]
    assert found["问题变动"][2][:4] == ["提出", "问3", "乙路", "问题问3"]


def test_first_month_workbook_says_there_is_no_month_before() -> None:
    found = sheets(changes_workbook(judged("2024-04")))
    assert found["与上月比较"][2][0] == "本期是首期，没有上月可以比较。"
    assert found["问题变动"][2][1] == "问1"


def test_same_assessment_same_bytes() -> None:
    assert changes_workbook(judged("2024-06")) == changes_workbook(judged("2024-06"))
