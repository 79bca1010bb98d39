"""总表与台账打开后看得见的东西：文字、数、公式、格式与打印设置。"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from reportgen.evaluate import assess
from reportgen.model.assessment import Assessment
from reportgen.model.period import Month
from reportgen.tabulate import ledger_workbook, master_figure_cells, master_workbook
from reportgen.tabulate.writer import LONGEST_TEXT, fitted_text
from tests.support.facts import facts
from tests.unit.tabulate.samples import MAY, SCHEME, late, poor, rich

#: Excel 2010、WPS、LibreOffice 都有的函数。
PLAIN_FUNCTIONS = {
    "AND", "COUNT", "COUNTIF", "COUNTIFS", "DATE", "DAY", "IF", "INDEX", "ISNUMBER", "MATCH", "MAX", "MONTH", "N",
    "OR", "ROUND", "ROWS", "SUM", "SUMIFS", "SUMPRODUCT", "YEAR",
}  # fmt: skip


def opened(workbook: bytes, *, data_only: bool = True) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook), data_only=data_only)


def table(sheet: Any) -> dict[str, dict[str, Any]]:
    """一张表：名称（第二栏）→ 栏名（去掉换行）→ 值。"""
    heads = [str(cell.value).replace("\n", "") for cell in sheet[3]]
    return {str(row[1]): dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=4, values_only=True)}


@pytest.fixture(scope="module")
def master() -> Any:
    return opened(master_workbook(rich(), SCHEME))


@pytest.fixture(scope="module")
def ledger() -> Any:
    return opened(ledger_workbook(rich(), SCHEME))


# 总表


def test_sheets_come_in_reading_order(master: Any) -> None:
    assert master.sheetnames == [
        "说明", "项目", "逐月", "逐月状态", "参考进度", "目标", "汇总", "手续", "要素", "问题", "施工图", "5个1",
    ]  # fmt: skip


def test_unreported_and_carried_amounts_are_told_apart(master: Any) -> None:
    projects = table(master["项目"])
    assert projects["丁项目"]["本年累计完成（万元）"] == "未报"
    assert projects["丁项目"]["年度计划完成率"] == "—"
    assert projects["丙项目"]["累计数来源"] == "沿用"
    assert projects["丙项目"]["本月完成（万元）"] == "未报"
    assert master["项目"]["L6"].number_format.endswith('"＊"')
    assert projects["合计"]["本年累计完成（万元）"] == pytest.approx(200 + 99.9999 + 100.1 + 50.05)


def test_suspended_project_does_not_count_as_active(master: Any) -> None:
    row = table(master["项目"])["乙项目"]
    assert (row["现场状态"], row["计入开复工"], row["开（复）工过"], row["停工时间"]) == (
        "停工",
        0,
        1,
        datetime(2024, 6, 10),
    )


def test_equal_rates_share_a_rank_and_small_groups_have_none(master: Any) -> None:
    groups = table(master["汇总"])
    assert [groups[name]["完成率名次"] for name in ("市工信局", "市住建局", "市水利局")] == [1, 1, "—"]
    assert not groups["甲"]["完成率名次"]


def test_wildcards_in_a_name_match_only_the_name(master: Any) -> None:
    groups = table(master["汇总"])
    assert (groups["甲*"]["项目数"], groups["甲乙区"]["项目数"]) == (2, 3)
    assert '"=甲~*"' in opened(master_workbook(rich(), SCHEME), data_only=False)["汇总"]["C10"].value


def test_past_and_coming_targets_have_their_verdicts(master: Any) -> None:
    targets = {row[0]: row for row in master["目标"].iter_rows(min_row=4, values_only=True)}
    assert [targets[id][-1] for id in ("T1", "T2", "T3", "T5")] == ["未达到", "达到", "未到期", "未到期"]
    assert targets["T1"][5:8] == (3, 5, 0.6)
    assert targets["T3"][4] == datetime(2024, 6, 30)


def test_after_the_last_node_no_verdict_changes_any_more() -> None:
    book = opened(master_workbook(late(), SCHEME))
    assert [book["目标"][f"K{row}"].value for row in range(4, 9)] == [
        "无法计算", "无法计算", "无法计算", "未达到", "未达到",
    ]  # fmt: skip
    assert [cell.value for cell in book["参考进度"][5]][3:8] == ["—", "—", 100, 1, 1]


def test_months_side_by_side_and_the_current_one_comes_from_the_project_sheet(master: Any) -> None:
    months = table(master["逐月"])
    assert (months["丙项目"]["5月底累计"], months["丙项目"]["6月完成"]) == (100.1, "未报")
    assert months["合计"]["5月完成"] == pytest.approx(50.3 + 33.33 + 0.1 + 10)
    assert opened(master_workbook(rich(), SCHEME), data_only=False)["逐月"]["D4"].value == "=项目!$L$4"


def test_first_month_has_nothing_to_compare_with() -> None:
    groups = table(opened(master_workbook(rich(MAY), SCHEME))["汇总"])
    assert groups["全部"]["完成率较上月（百分点）"] == "—"
    assert "completion_rate_change@all" not in master_figure_cells(rich(MAY), SCHEME).values()


def test_a_miss_never_shows_as_met() -> None:
    just_short = assess(facts("序号|性质|计划\n1|续建|10000", {"2024-06": "序号|累计\n1|2996"}), SCHEME, Month(2024, 6))
    targets = opened(master_workbook(just_short, SCHEME))["目标"]
    assert (targets["H5"].value, targets["H5"].number_format, targets["K5"].value) == (0.2996, "0.00%_ ", "未达到")


def test_procedures_factors_and_roles(master: Any) -> None:
    procedures = table(master["手续"])
    assert procedures["乙项目"]["施工许可逾期"] == 1
    assert (procedures["丙项目"]["施工许可逾期"], procedures["丙项目"]["能评逾期"]) == (0, 0)
    assert procedures["丙项目"]["立项"] == "未填"
    assert table(master["要素"])["=1+1"]["说明"] == "用地：差20亩"
    roles = table(master["5个1"])
    assert [roles[name]["缺项"] for name in ("=1+1", "乙项目", "丙项目", "丁项目")] == [0, 1, 2, 3]


def test_tasks_have_their_state_and_slip(master: Any) -> None:
    rows = [row for row in master["施工图"].iter_rows(min_row=4, values_only=True)]
    assert [(row[11], row[12]) for row in rows] == [
        (2, "逾期完成"), (0, "已完成"), (15, "逾期未完成"), (0, "逾期未开始"), (0, "进行中"), (0, "未到期"),
    ]  # fmt: skip


# 台账


def test_ledger_tells_the_state_of_the_cutoff(ledger: Any) -> None:
    rows = {row[0]: row for row in ledger["台账"].iter_rows(min_row=4, values_only=True)}
    assert set(rows) == {"=A1", "甲2", "乙1", "乙2"}
    assert [rows[number][13] for number in ("=A1", "甲2", "乙1", "乙2")] == ["办理中", "已销号", "办理中", "已销号"]
    assert [rows[number][14] for number in ("=A1", "甲2", "乙1", "乙2")] == [51, 5, 0, 0]
    assert rows["乙1"][19] == "—"


def test_ledger_statistics_by_level_sponsor_and_unit(ledger: Any) -> None:
    rows = {row[:2]: row[2:] for row in ledger["统计"].iter_rows(min_row=4, values_only=True)}
    assert rows["全部", "全部"][:8] == (4, 2, 2, 1, 51, 1, 1, 1)
    assert rows["包保领导", "甲"] == rows["全部", "全部"]
    assert rows["包保领导", "乙"][:6] == (0, 0, 0, 0, 0, 0)
    assert rows["协调层级", "专班"][0] == 4


def test_cutoff_is_one_named_cell() -> None:
    book = opened(ledger_workbook(rich(), SCHEME), data_only=False)
    assert book.defined_names["截止日"].attr_text == "'说明'!$B$4"
    assert book["说明"]["B4"].value == datetime(2024, 6, 30)
    assert "截止日" in book["台账"]["O4"].value
    assert book["台账"]["A2"].value.startswith('="截至"&YEAR(截止日)')


def test_month_without_problems_says_so() -> None:
    book = opened(ledger_workbook(poor(), SCHEME))
    assert book["台账"]["B4"].value == "截止日没有问题"
    assert book["统计"]["C4"].value == 0


# 写法


def test_text_that_looks_like_a_formula_stays_text() -> None:
    book = opened(master_workbook(rich(), SCHEME), data_only=False)
    cell = book["项目"]["B4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_formulas_use_only_functions_every_office_has() -> None:
    used = set()
    for workbook in (master_workbook(rich(), SCHEME), ledger_workbook(rich(), SCHEME)):
        for sheet in opened(workbook, data_only=False):
            for row in sheet.iter_rows():
                used |= {
                    name for cell in row if cell.data_type == "f" for name in re.findall(r"([A-Z]+)\(", cell.value)
                }
    assert used <= PLAIN_FUNCTIONS


def test_amounts_are_stored_as_filed(master: Any) -> None:
    assert [master["项目"][f"J{row}"].value for row in range(4, 9)] == [600, 299.9997, 300.3, 0, 150.15]


@pytest.mark.parametrize(("name", "paper"), [("项目", "8"), ("目标", "9")])
def test_pages_are_set_up_for_print(master: Any, name: str, paper: str) -> None:
    sheet = master[name]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", paper)
    assert (sheet.print_title_rows, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("$1:$3", True)
    assert sheet.oddHeader.right.text == "演示数据"
    assert sheet.oddFooter.center.text == "第&P页，共&N页"


def test_list_can_be_filtered_without_the_total(master: Any) -> None:
    sheet = master["项目"]
    assert (sheet.auto_filter.ref, sheet.freeze_panes) == ("A3:AM8", "C4")


def test_same_assessment_makes_the_same_bytes_without_names_or_clock() -> None:
    first, second = (master_workbook(rich(), SCHEME) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>" in core
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {"2000-01-01"}


def test_overlong_text_is_cut_aloud() -> None:
    whole, rare = "长" * LONGEST_TEXT, "𠮷" * 20_000
    assert fitted_text(whole) == whole
    for text in (whole + "尾", rare):
        cut = fitted_text(text)
        assert len(cut.encode("utf-16-le")) // 2 <= LONGEST_TEXT
        assert cut.endswith(f"……（以下从略，全文共{len(text)}字，见填报表）")


def test_every_printed_figure_of_a_project_has_its_cell() -> None:
    cells = master_figure_cells(rich(), SCHEME)
    assert cells["项目", "N4"] == "completion_rate@project:1"
    assert cells["项目", "N9"] == "completion_rate@all"
    assert ("项目", "L7") not in cells, "未报的不是指标"


def test_rows_are_high_enough_for_their_text() -> None:
    sheet = opened(master_workbook(rich(), SCHEME))["说明"]
    heights = {sheet.cell(row, 1).value: sheet.row_dimensions[row].height for row in range(4, sheet.max_row + 1)}
    assert heights["亮灯"] > heights["截止日"] + 10


def labels(assessment: Assessment) -> list[str]:
    return [str(cell.value) for cell in opened(master_workbook(assessment, SCHEME))["说明"]["A"]]


def test_explanation_names_what_a_reader_meets() -> None:
    assert {"未报", "“—”", "单位", "亮灯", "截止日"} <= set(labels(rich()))
