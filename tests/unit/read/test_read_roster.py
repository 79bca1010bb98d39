"""项目清单.xlsx 的读入。"""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.errors import UsageError
from reportgen.model.period import PartialDate
from reportgen.model.records import Nature
from tests.unit.read.tables import LIST, PLAN, RETURN, Desk


def test_list_plan_and_alias_read_without_findings(desk: Desk) -> None:
    desk.sheets(进展=RETURN)
    outcome = desk.read()
    assert outcome.codes == []
    first, second, third = outcome.facts.projects
    assert (first.number, first.name, first.nature) == (1, "抽水蓄能电站", Nature.CONTINUING)
    assert second.total_investment == Decimal("69794")
    assert second.responsible_units == ("市工信局", "市商务局")
    assert third.area == "市本级" and third.locality == "吉林市城区"
    assert third.remark == "不包含设备" and second.remark == ""
    assert (first.filing_unit, second.filing_unit) == ("蛟河市", "市工信局")
    assert first.planned_start == PartialDate(2024, 3)
    assert second.due_date == PartialDate(2024, 10, 31)


def test_each_value_knows_its_cell(desk: Desk) -> None:
    desk.sheets(进展=RETURN)
    project = desk.read().facts.projects[1]
    assert str(project.cells["annual_plan"]) == "项目清单.xlsx「项目清单」G4"
    assert str(project.cells["due_date"]) == "项目清单.xlsx「建设计划」C3"
    assert project.cells["total_investment"].value == "6.9794"


def test_heads_may_come_in_any_order_and_with_line_breaks(desk: Desk) -> None:
    columns = [line.split("|") for line in LIST.strip().splitlines()[1:]]
    shuffled = "\n".join(" | ".join(reversed([part.strip() for part in row])) for row in columns)
    desk.roster("单位：亿元\n" + shuffled.replace("2024 年度计划投资", "2024年度\\n计划投资"))
    desk.sheets(进展=RETURN)
    outcome = desk.read()
    assert outcome.codes == []
    assert outcome.facts.projects[0].annual_plan == Decimal(70000)


def test_printed_total_of_the_list_is_kept(desk: Desk) -> None:
    desk.roster(LIST + "    合计 4 个项目 | | | | | 84.6794 | 11.6\n")
    desk.sheets(进展=RETURN)
    (total,) = desk.read().facts.totals
    assert (total.count, total.rows) == (4, 3)
    assert total.amounts == {"total_investment": Decimal("846794"), "annual_plan": Decimal("116000")}
    assert total.sums["annual_plan"] == Decimal("115000")


def test_unit_default_of_the_list_is_yi_and_said_once(desk: Desk) -> None:
    desk.roster(LIST.replace("单位：亿元", "清单"))
    desk.sheets(进展=RETURN)
    outcome = desk.read()
    assert outcome.codes == [("W106", "F2")]
    assert outcome.facts.projects[0].total_investment == Decimal(697000)


def test_empty_required_cell_names_the_cell(desk: Desk) -> None:
    desk.roster(LIST.replace("续建 | 69.7", "续建 |"))
    desk.sheets(进展=RETURN.replace("抽水蓄能电站 | 5000 | 12000 | 是\n", ""))
    outcome = desk.read()
    assert ("E120", "F3") in outcome.codes
    assert [project.number for project in outcome.facts.projects] == [2, 3]


def test_repeated_number_and_name_name_both_rows(desk: Desk) -> None:
    desk.roster(LIST.replace("3 | 废盐综合利用项目（二期）", "2 | 废盐综合利用项目(一期)"))
    desk.sheets(进展=RETURN.replace("废盐综合利用项目（二期） | 0 | 0 | 否\n", ""))
    found = [finding for finding in desk.read().findings if finding.code == "E121"]
    assert [(finding.cell, finding.message) for finding in found] == [
        ("A5", "“2”与 A4 重复。"),
        ("B5", "“废盐综合利用项目(一期)”与 B4 重复。"),
    ]


def test_alias_for_an_unlisted_project_is_an_error(desk: Desk) -> None:
    desk.roster(
        alias="""
            别名 | 项目名称
            电站 | 风力电站
            废盐项目（一期） | 废盐综合利用项目（一期）
            废盐项目(一期) | 抽水蓄能电站
        """
    )
    desk.sheets(进展=RETURN)
    assert desk.read().codes == [("E122", "A4"), ("E122", "B2")]


def test_alias_of_a_unit_gives_the_filing_unit_its_usual_name(desk: Desk) -> None:
    desk.roster(alias="类别 | 别名 | 清单名称\n单位 | 市工业和信息化局 | 市工信局")
    desk.sheets(进展="填报单位：市工业和信息化局\n" + RETURN.strip("\n"))
    assert desk.read().newest[2].filed_by == "市工信局"


def test_plan_for_an_unknown_project_is_an_error(desk: Desk) -> None:
    desk.roster(plan=PLAN.replace("抽水蓄能电站", "抽水蓄能"))
    desk.sheets(进展=RETURN)
    outcome = desk.read()
    assert outcome.codes == [("E117", "A2")]
    assert outcome.only("E117").fix.startswith("相近的有：“抽水蓄能电站”")


def test_missing_column_of_the_list_is_named(desk: Desk) -> None:
    desk.roster(LIST.replace("包保领导", "领导干部"))
    desk.sheets(进展=RETURN)
    outcome = desk.read()
    assert outcome.only("E107").message == "表头没有“包保领导”一列。"
    assert outcome.facts.projects == ()


def test_missing_list_stops_with_a_remedy(desk: Desk) -> None:
    desk.sheets(进展=RETURN)
    (desk.inputs / "项目清单.xlsx").unlink()
    with pytest.raises(UsageError, match=r"把 项目清单\.xlsx 放进"):
        desk.read()


def test_mistyped_head_of_the_plan_is_named(desk: Desk) -> None:
    desk.roster(plan=PLAN.replace("计划竣工", "竣工的计划"))
    desk.sheets(进展=RETURN)
    outcome = desk.read()
    assert outcome.codes == [("W107", "")]
    assert outcome.only("W107").sheet == "建设计划" and "C1“竣工的计划”" in outcome.only("W107").message
