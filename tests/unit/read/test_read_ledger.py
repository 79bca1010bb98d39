"""问题台账.xlsx 的读入，以及各台账共有的版式：表头、合并、空缺、名称认定、分表。"""

from __future__ import annotations

import hashlib
from time import perf_counter

import openpyxl
import pytest

from reportgen.model.period import PartialDate
from reportgen.model.registers import Problem, ProblemLevel, ProblemState
from reportgen.read.register import split_names
from tests.unit.read.tables import LIST, RETURN, Desk

HEAD = (
    "编号 | 项目名称 | 问题 | 类别 | 解决措施 | 牵头单位 | 配合单位 | 责任人 | 提出日期 | 办结时限"
    " | 协调层级 | 提格日期 | 提请事项 | 办理状态 | 办理结果 | 销号日期 | 销号依据"
)
STATION = "抽水蓄能电站"
LEDGER = f"""
    {HEAD}
    W-01 | {STATION} | 林地手续未批 | 手续 | 专人盯办 | 市发改委 | 市林业局、市资源局 | 王五 \
    | @2024-03-05 | 2024年4月底 | 总指挥 | @2024-04-20 | 请省里支持 | 办理中 | | |
    W-02 | 废盐综合利用项目（一期） | 蒸汽管线未通 | 要素 | | 经开区 | | \
    | 2024年3月 | | 专班 | | | 已销号 | 已通汽 | @2024-04-18 | 验收单
"""
ALIASES = "类别 | 别名 | 项目名称\n项目 | 电站 | 抽水蓄能电站\n单位 | 市工业和信息化局 | 市工信局"


def problems(desk: Desk, text: str, **sheets: str) -> tuple[Problem, ...]:
    """没有差错的台账。"""
    desk.book("问题台账", 问题台账=text, **sheets)
    outcome = desk.read()
    assert outcome.codes == []
    return outcome.facts.problems


def codes(desk: Desk, text: str) -> list[tuple[str, str]]:
    desk.book("问题台账", 问题台账=text)
    return desk.read().codes


def test_every_column_is_read_and_knows_its_cell(desk: Desk) -> None:
    first, second = problems(desk, LEDGER)
    assert (first.number, first.project, first.description, first.kind) == ("W-01", 1, "林地手续未批", "手续")
    assert (first.measure, first.lead_unit, first.person) == ("专人盯办", "市发改委", "王五")
    assert first.other_units == ("市林业局", "市资源局")
    assert (first.raised_on, first.due_date) == (PartialDate(2024, 3, 5), PartialDate(2024, 4))
    assert (first.level, first.escalated_on) == (ProblemLevel.COMMANDER, PartialDate(2024, 4, 20))
    assert (first.request, first.state, first.closed_on) == ("请省里支持", ProblemState.DOING, None)
    assert (second.project, second.other_units, second.due_date) == (2, (), None)
    assert (second.level, second.state) == (ProblemLevel.TASK_FORCE, ProblemState.CLOSED)
    assert (second.result, second.closed_on, second.evidence) == ("已通汽", PartialDate(2024, 4, 18), "验收单")
    assert str(first.cells["project"]) == "问题台账.xlsx「问题台账」B2"
    assert str(second.cells["evidence"]) == "问题台账.xlsx「问题台账」Q3"


def test_no_file_is_no_problem_and_a_file_is_listed_with_its_digest(desk: Desk) -> None:
    desk.sheets(进展=RETURN)
    assert desk.read().facts.problems == ()
    desk.book("问题台账", 问题台账=LEDGER)
    data = (desk.inputs / "问题台账.xlsx").read_bytes()
    assert {file.path: file.sha256 for file in desk.read().facts.inputs}["问题台账.xlsx"] == (
        hashlib.sha256(data).hexdigest()
    )


def test_empty_form_is_no_fault(desk: Desk) -> None:
    assert problems(desk, HEAD) == ()


def test_other_heads_order_title_notes_and_row_numbers(desk: Desk) -> None:
    (problem,) = problems(
        desk,
        """
        重大项目包保问题清单台账 | < | < | < | < | < | <
        序号 | 问题编号 | 提出\\n时间 | 存在问题 | 包保项目 | 责任部门 | 协调层级（专班/包保领导/联席会议/总指挥）
        一、手续类
        1 | 7 | 2024.3.5 | 林地手续未批 | 抽水蓄能 电站 | 市发改委 | 联席会议
        2
        合计 | | | 1个
        填表人：王五
        """,
    )
    assert (problem.number, problem.level, problem.lead_unit) == ("7", ProblemLevel.MEETING, "市发改委")
    assert problem.raised_on == PartialDate(2024, 3, 5)


def test_row_number_stands_for_the_missing_number(desk: Desk) -> None:
    (problem,) = problems(
        desk, f"序号 | 项目名称 | 问题 | 提出日期\n3 | {STATION} | 缺电 | @2024-03-05\n甲-4 | | |\n5 | | |"
    )
    assert problem.number == "3"


def test_state_and_level_left_blank_follow_the_dates(desk: Desk) -> None:
    first, second = problems(
        desk,
        f"""
        编号 | 项目名称 | 问题 | 提出日期 | 提格日期 | 销号日期
        1 | {STATION} | 缺电 | @2024-03-05 | @2024-04-01 |
        2 | {STATION} | 缺水 | @2024-03-05 | | @2024-04-01
        """,
    )
    assert (first.level, first.state) == (ProblemLevel.COMMANDER, ProblemState.DOING)
    assert (second.level, second.state) == (ProblemLevel.TASK_FORCE, ProblemState.CLOSED)


def test_several_sheets_are_one_ledger(desk: Desk) -> None:
    found = problems(desk, LEDGER, 下半年=f"编号 | 项目名称 | 问题 | 提出日期\nW-03 | {STATION} | 缺电 | @2024-07-01")
    assert [problem.number for problem in found] == ["W-01", "W-02", "W-03"]


def test_project_and_unit_names_go_through_the_aliases(desk: Desk) -> None:
    desk.roster(alias=ALIASES)
    desk.book(
        "问题台账",
        台账="""
        编号 | 项目名称 | 问题 | 提出日期 | 牵头单位 | 配合单位
        1 | 电站 | 缺电 | @2024-03-05 | 市工业和信息化局 | 市供电公司，市工业和信息化局（电力科）；市工业和信息化局
        2 | 电站 | 缺水 | @2024-03-06 | |
        """,
    )
    outcome = desk.read()
    assert outcome.codes == [("R104", "B2")]
    problem = outcome.facts.problems[0]
    assert (problem.project, problem.lead_unit) == (1, "市工信局")
    assert problem.other_units == ("市供电公司", "市工业和信息化局（电力科）", "市工信局")


def test_unit_aliases_may_stand_on_a_second_alias_sheet(desk: Desk) -> None:
    units = """
        类别 | 其他写法 | 清单写法
        单位 | 市工业和信息化局 | 市工信局
        单位 | 市工业和信息化局 | 市商务局
    """
    desk.book("项目清单", 项目清单=LIST, 别名="别名 | 项目名称\n电站 | 抽水蓄能电站", 单位别名=units)
    desk.sheets(进展="填报单位：市工业和信息化局\n" + RETURN.strip("\n"))
    outcome = desk.read()
    assert outcome.newest[2].filed_by == "市工信局"
    assert outcome.codes == [("E122", "B3")]
    assert outcome.only("E122").sheet == "单位别名"


@pytest.mark.parametrize("column", ["A", "B", "C", "I"])
def test_empty_required_cell_is_an_error_and_the_row_is_left_out(desk: Desk, column: str) -> None:
    rows = LEDGER.split("\n")
    parts = rows[2].split("|")
    parts["ABCDEFGHI".index(column)] = " "
    rows[2] = "|".join(parts)
    desk.book("问题台账", 问题台账="\n".join(rows))
    outcome = desk.read()
    assert outcome.codes == [("E120", f"{column}2")]
    assert [problem.number for problem in outcome.facts.problems] == ["W-02"]


def test_missing_required_column_and_missing_sheet_are_named(desk: Desk) -> None:
    desk.book("问题台账", 问题台账=LEDGER.replace("提出日期", "登记人"))
    assert desk.read().only("E107").message == "表头没有“提出日期”一列。"
    desk.book("问题台账", 目录="第一页 | 说明")
    outcome = desk.read()
    assert outcome.codes == [("E107", ""), ("W105", "")]
    assert "“编号”、“项目名称”、“问题”、“提出日期”" in outcome.only("E107").message


def test_same_number_twice_names_both_cells(desk: Desk) -> None:
    desk.book("问题台账", 问题台账=LEDGER.replace("W-02", "ｗ- 01"))
    finding = desk.read().only("E126")
    assert (finding.cell, finding.message) == ("A3", "“ｗ- 01”与 A2 重复。")


def test_merged_text_is_filled_but_one_number_is_one_row(desk: Desk) -> None:
    desk.book(
        "问题台账",
        问题台账=f"""
        编号 | 项目名称 | 问题 | 提出日期 | 解决措施
        1 | {STATION} | 缺电 | @2024-03-05 | 架线
        2 | ^ | 缺水 | @2024-03-06 | 打井
        3 | ^ | 缺路 | @2024-03-07 | 修路
        ^ | ^ | 缺桥 | @2024-03-07 | 架桥
        """,
    )
    outcome = desk.read()
    assert outcome.codes == [("E126", "A4"), ("R103", "A4"), ("R103", "B2")]
    assert outcome.only("E126").message == "“3”合并在几行上，应一行一个。"
    assert [problem.project for problem in outcome.facts.problems] == [1, 1, 1, 1]


def test_unreadable_dates_choices_and_unknown_projects_are_errors_by_cell(desk: Desk) -> None:
    text = (
        LEDGER.replace("@2024-03-05", "三月上旬")
        .replace("@2024-04-20", "@1924-04-20")
        .replace("| 专班 |", "| 县里 |")
        .replace("| 已销号 |", "| 差不多 |")
        .replace("废盐综合利用项目（一期）", "废盐利用项目一期")
    )
    desk.book("问题台账", 问题台账=text)
    outcome = desk.read()
    assert outcome.codes == [("E114", "I2"), ("E114", "L2"), ("E115", "K3"), ("E115", "N3"), ("E117", "B3")]
    assert outcome.only("E117").fix.startswith("相近的有：“废盐综合利用项目（一期）”")
    assert "改填：未办、" in next(finding.fix for finding in outcome.findings if finding.cell == "N3")
    assert outcome.facts.problems == ()


def test_column_not_known_is_named(desk: Desk) -> None:
    desk.book("问题台账", 问题台账=LEDGER.replace("销号依据", "心得"))
    assert "Q1“心得”" in desk.read().only("W107").message


def test_second_table_under_the_first_is_an_error(desk: Desk) -> None:
    second = "\n    序 | 项目名称 | 时间 | 地点"
    assert ("E125", "B4") in codes(desk, LEDGER.rstrip() + second)


def test_text_like_formula_or_template_stays_text(desk: Desk) -> None:
    (problem,) = problems(
        desk, f"编号 | 项目名称 | 问题 | 提出日期\n1 | {STATION} | {{{{7*7}}}}<b>&缺电\\n缺水 | @2024-03-05"
    )
    assert problem.description == "{{7*7}}<b>&缺电 缺水"


def test_damaged_ledger_is_one_error_and_the_rest_is_read(desk: Desk) -> None:
    desk.book("问题台账", 问题台账=LEDGER)
    (desk.inputs / "问题台账.xlsx").write_bytes(b"PK broken")
    outcome = desk.read()
    assert [(finding.code, finding.file) for finding in outcome.findings] == [("E101", "问题台账.xlsx")]
    assert set(outcome.newest) == {1, 2, 3}


def test_hidden_rows_and_columns_are_read_and_said(desk: Desk) -> None:
    desk.book("问题台账", 问题台账=LEDGER)
    path = desk.inputs / "问题台账.xlsx"
    book = openpyxl.load_workbook(path)
    book["问题台账"].row_dimensions[3].hidden = True
    book["问题台账"].column_dimensions["K"].hidden = True
    book.save(path)
    outcome = desk.read()
    assert outcome.codes == [("W104", ""), ("W104", "")]
    assert {finding.message for finding in outcome.findings} == {
        "隐藏的第3行已照常读入。",
        "隐藏的列（表头在 K1）已照常读入。",
    }
    assert len(outcome.facts.problems) == 2


@pytest.mark.parametrize("filler", ["(", "（市发改委", "、", "王 ", "(2024)"])
def test_longest_cell_is_split_in_no_time(filler: str) -> None:
    text = filler * (32767 // len(filler))
    began = perf_counter()
    split_names(text)
    assert perf_counter() - began < 1
