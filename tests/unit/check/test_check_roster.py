"""清单核对。"""

from __future__ import annotations

from tests.unit.read.tables import LIST, PLAN, RETURN, Desk


def test_sound_list_and_returns_give_no_findings(desk: Desk) -> None:
    desk.roster(LIST + "    合计 3 个项目 | | | | | 84.6794 | 11.5\n")
    desk.sheets(进展=RETURN)
    assert desk.read().codes == [] and desk.check().codes == []


def test_counts_against_the_scheme(desk: Desk) -> None:
    desk.roster(LIST.replace("烧碱5万吨 | 新建 | 8", "烧碱5万吨 | 续建 | 8"))
    desk.sheets(进展=RETURN)
    outcome = desk.check()
    assert [finding.message for finding in outcome.findings] == [
        "清单有新建项目1个，方案设置为2个。",
        "清单有续建项目2个，方案设置为1个。",
    ]
    assert {finding.code for finding in outcome.findings} == {"E203"}


def test_sums_against_the_scheme(desk: Desk) -> None:
    desk.roster(LIST.replace("| 2.5 |", "| 2.51 |"))
    desk.sheets(进展=RETURN)
    assert desk.check().only("E204").message == "清单年度计划投资相加为11.51亿元，方案设置为11.5亿元。"


def test_printed_total_of_the_list(desk: Desk) -> None:
    desk.roster(LIST + "    合计 4 个项目 | | | | | 84.6794 | 11.6\n")
    desk.sheets(进展=RETURN)
    outcome = desk.check()
    assert outcome.codes == [("W210", "G6"), ("W213", "A6")]
    assert (
        outcome.only("W210").message == "“合计4个项目”印的年度计划投资为116000万元，各行相加为115000万元，差1000万元。"
    )
    assert outcome.only("W213").message == "“合计4个项目”写明4个，所列3个。"


def test_project_below_the_minimum_of_the_scheme_is_pointed_out(desk: Desk) -> None:
    desk.roster(LIST.replace("| 69.7 |", "| 72.9794 |").replace("| 6.9794 |", "| 3.7 |"))
    desk.sheets(进展=RETURN)
    outcome = desk.check()
    assert outcome.codes == [("W211", "F4")]
    assert "总投资3.7亿元，不足方案所称的5亿元" in outcome.only("W211").message


def test_completion_planned_before_start(desk: Desk) -> None:
    desk.roster(plan=PLAN.replace("2024-10-31", "2024年4月"))
    desk.sheets(进展=RETURN)
    assert desk.check().codes == [("W209", "C3")]
    desk.roster(plan=PLAN.replace("2024-10-31", "2024年5月"))
    assert desk.check().codes == []


def test_negative_plan_is_an_error(desk: Desk) -> None:
    desk.roster(LIST.replace("| 2.5 |", "| -2.5 |"))
    desk.sheets(进展=RETURN.replace("| 300 | 300 |", "| | |"))
    assert ("E202", "G4") in desk.check().codes


def test_projects_without_planned_dates_are_listed(desk: Desk) -> None:
    desk.roster(plan=PLAN.replace("2024-10-31", "待定").replace("| 2025年12月", "|"))
    desk.sheets(进展=RETURN)
    outcome = desk.check()
    assert outcome.codes == [("W214", "")]
    assert outcome.only("W214").message == (
        "2个项目没有计划竣工时间：“废盐综合利用项目（一期）”、“废盐综合利用项目（二期）”。"
    )
