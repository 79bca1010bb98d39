"""月度填报表的读入：版式、单位、状态、手续、要素、合并。"""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.model.period import PartialDate
from reportgen.model.records import FactorKind, FactorStatus, ProcedureKind, ProcedureStatus, SiteState
from tests.unit.read.tables import RETURN, Desk

FIRST = "废盐综合利用项目（一期）"


def test_plain_sheet_reads_without_findings(desk: Desk) -> None:
    desk.sheets(进展=RETURN)
    outcome = desk.read()
    assert outcome.codes == []
    station = outcome.newest[1]
    assert (station.month_investment, station.cumulative_investment) == (Decimal(5000), Decimal(12000))
    assert station.state is SiteState.WORKING and outcome.newest[3].state is SiteState.IDLE
    assert outcome.newest[3].cumulative_investment == 0
    assert str(station.cells["cumulative_investment"]) == "月度进展/2024-04/填报.xlsx「进展」C2"


def test_two_row_head_title_unit_totals_categories_and_notes(desk: Desk) -> None:
    desk.sheets(
        进展="""
        2024年4月重点项目进展 | < | < | < | <
        填报单位：市工信局 | | 填报日期：2024年5月6日 | | 单位：亿元
        序号 | 项目名称 | 投资完成情况 | < | 形象进度
        ^ | ^ | 本月 | 本年累计 | ^
        一、续建项目（1个）
        1 | 抽水蓄能电站 | 0.5 | 1.2 | 厂房开挖
        二、新建项目（2个）
        2 | 废盐综合利用项目（一期） | 0.03 | 0.03 | —
        3 | 废盐综合利用项目（二期） | 0 | 0 | 无
        | 小计 | 0.03 | 0.03
        | 合 计 | 0.53 | 1.23
        注：数据截至4月底。
        填报人：王五 | | 审核人：赵六
        """
    )
    outcome = desk.read()
    assert outcome.codes == []
    station = outcome.newest[1]
    assert station.cumulative_investment == Decimal(12000)
    assert (station.filed_by, station.filed_on) == ("市工信局", PartialDate(2024, 5, 6))
    assert (station.physical_progress, outcome.newest[2].physical_progress) == ("厂房开挖", "")
    assert [(total.label.cell, total.count, total.rows) for total in outcome.facts.totals] == [
        ("A5", 1, 1),
        ("A7", 2, 2),
        ("B10", None, 2),
        ("B11", None, 3),
    ]
    assert outcome.facts.totals[-1].sums == {"month_investment": Decimal(5300), "cumulative_investment": Decimal(12300)}


@pytest.mark.parametrize(
    "head",
    ["本年累计完成投资", "1-4月累计完成投资", "2024年\\n累计完成（万元）", "截至4月底累计完成投资", "年初以来累计投资"],
)
def test_cumulative_head_variants(desk: Desk, head: str) -> None:
    desk.sheets(进展=f"单位：万元\n项目名称 | {head}\n抽水蓄能电站 | 12000\n{FIRST} | 1\n废盐综合利用项目（二期） | 2")
    outcome = desk.read()
    assert outcome.codes == []
    assert outcome.newest[1].cumulative_investment == 12000


@pytest.mark.parametrize("head", ["2023年累计完成投资", "1-3月累计完成投资"])
def test_column_of_another_period_is_an_error(desk: Desk, head: str) -> None:
    desk.sheets(进展=RETURN.replace("本年累计完成投资（万元）", f"{head}（万元）"))
    outcome = desk.read()
    assert outcome.codes == [("E109", "C1")]
    assert outcome.newest[1].cumulative_investment is None


def test_bare_cumulative_head_is_read_with_a_warning(desk: Desk) -> None:
    desk.sheets(进展=RETURN.replace("本年累计完成投资", "累计完成投资"))
    assert desk.read().codes == [("W108", "C1")]


def test_title_of_another_month_is_an_error(desk: Desk) -> None:
    desk.sheets(进展="2024年3月项目进展\n" + RETURN.strip("\n"))
    assert desk.read().codes == [("E124", "A1")]


def test_repeated_head_names_both_and_takes_neither(desk: Desk) -> None:
    desk.sheets(进展=RETURN.replace("是否开（复）工", "当月完成投资"))
    outcome = desk.read()
    assert ("E108", "D1") in outcome.codes
    assert "B1" in outcome.only("E108").message
    assert outcome.newest[1].month_investment is None


def test_unit_order_is_cell_head_sheet_default(desk: Desk) -> None:
    desk.sheets(
        进展="""
        单位：亿元
        项目名称 | 本月完成投资 | 本年累计完成投资（万元）
        抽水蓄能电站 | 0.5 | 12000
        废盐综合利用项目（一期） | 300万元 | 300
        废盐综合利用项目（二期） | 0 | 0
        """
    )
    outcome = desk.read()
    assert outcome.codes == [("R102", "B4")]
    assert [outcome.newest[number].month_investment for number in (1, 2)] == [Decimal(5000), Decimal(300)]
    assert outcome.newest[1].cumulative_investment == 12000


def test_default_unit_is_said_once_per_sheet(desk: Desk) -> None:
    desk.sheets(进展=RETURN.replace("（万元）", ""))
    outcome = desk.read()
    assert outcome.codes == [("W106", "B1")]
    assert outcome.newest[1].month_investment == 5000


def test_two_units_above_the_head_are_an_error(desk: Desk) -> None:
    desk.sheets(进展="项目进展（亿元） | 单位：万元\n" + RETURN.strip("\n").replace("（万元）", ""))
    assert ("E110", "B1") in desk.read().codes


def test_unknown_column_and_sheet_are_named(desk: Desk) -> None:
    desk.sheets(进展=RETURN.replace("是否开（复）工", "天气"), 选项="是\n否")
    outcome = desk.read()
    assert outcome.codes == [("W105", ""), ("W107", "")]
    assert "D1“天气”" in outcome.only("W107").message
    assert outcome.only("W105").sheet == "选项"


def test_unknown_project_shows_the_nearest_names(desk: Desk) -> None:
    desk.sheets(进展=RETURN + "    废盐综合利用项目 | 1 | 1 | 是\n")
    outcome = desk.read()
    assert outcome.codes == [("E117", "A5")]
    fix = outcome.only("E117").fix
    assert fix.startswith("相近的有：") and "（一期）”" in fix and "（二期）”" in fix


def test_names_differing_only_in_form_are_recognised_and_logged(desk: Desk) -> None:
    desk.sheets(进展=RETURN.replace("抽水蓄能电站", "★ 抽水\\n蓄能电站").replace(FIRST, "废盐综合利用项目(一期)"))
    outcome = desk.read()
    assert outcome.codes == [("R104", "A2"), ("R104", "A3")]
    assert set(outcome.newest) == {1, 2, 3}


def test_row_without_name_is_an_error(desk: Desk) -> None:
    desk.sheets(进展=RETURN + "    | 700 | 700 | 是\n    4\n")
    assert ("E118", "B5") in desk.read().codes


def test_unfiled_project_is_named_with_its_unit(desk: Desk) -> None:
    desk.sheets(进展=RETURN.replace("废盐综合利用项目（二期） | 0 | 0 | 否", "废盐综合利用项目（二期） | | — | 待定"))
    outcome = desk.read()
    assert outcome.codes == [("W111", "")]
    assert outcome.only("W111").message == "市工信局没有填报“废盐综合利用项目（二期）”的进展。"
    assert 3 not in outcome.newest


def test_same_project_in_two_files_merges_fields(desk: Desk) -> None:
    desk.sheets(进展=RETURN)
    desk.sheets(name="属地.xlsx", 进展="项目名称 | 形象进度 | 是否入库\n抽水蓄能电站 | 大坝填筑 | 是")
    outcome = desk.read()
    assert outcome.codes == []
    station = outcome.newest[1]
    assert (station.physical_progress, station.is_in_statistics, station.month_investment) == ("大坝填筑", True, 5000)
    assert station.cells["physical_progress"].file == "月度进展/2024-04/属地.xlsx"


def test_conflicting_values_name_both_cells_and_take_neither(desk: Desk) -> None:
    desk.sheets(进展=RETURN)
    desk.sheets(name="属地.xlsx", 进展="项目名称 | 本年累计（亿元）\n抽水蓄能电站 | 1.3")
    outcome = desk.read()
    finding = outcome.only("E119")
    assert (finding.file, finding.cell) == ("月度进展/2024-04/属地.xlsx", "B2")
    assert "填“1.3”，月度进展/2024-04/填报.xlsx「进展」C2 填“12000”" in finding.message
    assert outcome.newest[1].cumulative_investment is None


def test_equal_repeats_are_one_warning(desk: Desk) -> None:
    desk.sheets(进展=RETURN)
    desk.sheets(name="属地.xlsx", 进展="项目名称 | 本年累计（亿元） | 本月（亿元）\n抽水蓄能电站 | 1.2 | 0.5")
    assert [code for code, _ in desk.read().codes] == ["W110"]


def test_merged_text_fills_down_and_merged_amount_is_an_error(desk: Desk) -> None:
    desk.sheets(
        进展="""
        项目名称 | 本年累计完成投资（万元） | 形象进度
        抽水蓄能电站 | 12000 | 正常施工
        废盐综合利用项目（一期） | 300 | ^
        废盐综合利用项目（二期） | ^ | ^
        """
    )
    outcome = desk.read()
    assert outcome.codes == [("E116", "B3"), ("R103", "C2")]
    assert "B3:B4" in outcome.only("E116").message
    assert [outcome.newest[number].physical_progress for number in (1, 2, 3)] == ["正常施工"] * 3
    assert outcome.newest[2].cumulative_investment is None


STATE_CASES = [
    ("项目状态", "已复工", SiteState.WORKING),
    ("建设状态", "停工", SiteState.SUSPENDED),
    ("开复工情况", "未复工", SiteState.IDLE),
    ("项目状态", "完工", SiteState.COMPLETED),
    ("是否复工", "√", SiteState.WORKING),
    ("是否开（复）工", "停工", SiteState.SUSPENDED),
    ("是否开（复）工", "", SiteState.UNREPORTED),
    ("是否复工 | 停工时间", "是 | 2024-04-10", SiteState.SUSPENDED),
    ("是否复工 | 停工时间 | 复工时间", "是 | 2023年11月 | 2024年3月", SiteState.WORKING),
    ("是否复工 | 竣工时间", "是 | 2024年4月", SiteState.COMPLETED),
    ("是否复工 | 竣工时间", "是 | 2024年5月", SiteState.WORKING),
    ("复工时间", "2024年3月5日", SiteState.WORKING),
    ("复工时间", "2024年5月5日", SiteState.UNREPORTED),
]


@pytest.mark.parametrize(("head", "row", "state"), STATE_CASES)
def test_site_state(desk: Desk, head: str, row: str, state: SiteState) -> None:
    desk.sheets(进展=f"项目名称 | 本月（万元） | {head}\n抽水蓄能电站 | 1 | {row}")
    assert desk.read().newest[1].state is state


@pytest.mark.parametrize(
    ("head", "row", "cell"),
    [
        ("项目状态 | 竣工时间", "在建 | 2024-04-02", "C2"),
        ("项目状态 | 停工时间", "在建 | 2024-04-02", "C2"),
        ("是否复工 | 复工时间", "否 | 2024-04-02", "C2"),
        ("竣工时间 | 是否复工", "2024-04-02 | 否", "C2"),
    ],
)
def test_state_against_dates_is_an_error(desk: Desk, head: str, row: str, cell: str) -> None:
    desk.sheets(进展=f"项目名称 | 本月（万元） | {head}\n抽水蓄能电站 | 1 | {row}")
    assert ("E123", cell) in desk.read().codes


def test_start_date_is_resumption_for_continuing_projects(desk: Desk) -> None:
    desk.sheets(进展=f"项目名称 | 开工时间 | 复工时间\n抽水蓄能电站 | 2021年6月 | 2024年3月\n{FIRST} | 2024-04-08 |")
    progress = desk.read().newest
    assert progress[1].started_on == PartialDate(2024, 3) and progress[1].cells["started_on"].cell == "C2"
    assert progress[2].started_on == PartialDate(2024, 4, 8)


PROCEDURE_LAYOUTS = {
    "一项一列": f"""
        项目名称 | 立项 | 规划许可 | 环评 | 节能审查 | 施工许可证
        {FIRST} | 已办结2024-01-10 | 已办结（2024年2月） | 在办（6月底前） | 无需办理 | 未办
        """,
    "一组三列": "\n".join(
        (
            "项目名称 | 立项 | < | < | 规划 | < | < | 环评 | < | < | 能评 | < | < | 施工许可 | < | <",
            "^" + " | 状态 | 计划办结 | 办结日期" * 5,
            f"{FIRST} | 已办结 | | @2024-01-10 | 已办结 | | 2024年2月 | 在办 | 2024年6月 | | 无需办理 | | | 未办 | |",
        )
    ),
    "一项一行": f"""
        项目名称 | 手续名称 | 办理状态 | 计划办结时间 | 办结日期
        {FIRST} | 立项 | 已办结 | | 2024-01-10
        ^ | 规划 | 已办结 | | 2024年2月
        ^ | 环评 | 在办 | 2024年6月 |
        ^ | 能评 | 无需办理 | |
        ^ | 施工许可 | 未办 | |
        """,
}


@pytest.mark.parametrize("layout", PROCEDURE_LAYOUTS)
def test_three_layouts_give_the_same_procedures(desk: Desk, layout: str) -> None:
    desk.sheets(进展=RETURN, 手续=PROCEDURE_LAYOUTS[layout])
    outcome = desk.read()
    assert [code for code, _ in outcome.codes if code[0] != "R"] == []
    found = {kind: item for (_, kind), item in outcome.facts.returns[max(outcome.facts.returns)].procedures.items()}
    assert {kind: item.status for kind, item in found.items()} == {
        ProcedureKind.APPROVAL: ProcedureStatus.DONE,
        ProcedureKind.PLANNING: ProcedureStatus.DONE,
        ProcedureKind.ENVIRONMENT: ProcedureStatus.DOING,
        ProcedureKind.ENERGY: ProcedureStatus.EXEMPT,
        ProcedureKind.PERMIT: ProcedureStatus.TODO,
    }
    assert found[ProcedureKind.APPROVAL].done_on == PartialDate(2024, 1, 10)
    assert found[ProcedureKind.PLANNING].done_on == PartialDate(2024, 2)
    assert found[ProcedureKind.ENVIRONMENT].due_date == PartialDate(2024, 6)


def test_procedure_without_status_but_done_date_is_done_and_logged(desk: Desk) -> None:
    desk.sheets(进展=RETURN, 手续=f"项目名称 | 手续 | 状态 | 办结日期\n{FIRST} | 环评 | | 2024-03-01")
    outcome = desk.read()
    assert outcome.codes == [("R106", "D2")]
    procedure = outcome.facts.returns[max(outcome.facts.returns)].procedures[2, ProcedureKind.ENVIRONMENT]
    assert procedure.status is ProcedureStatus.DONE


def test_odd_procedure_word_is_an_error(desk: Desk) -> None:
    desk.sheets(进展=RETURN, 手续=f"项目名称 | 立项\n{FIRST} | 快了")
    assert desk.read().codes == [("E115", "B2")]


FACTOR_LAYOUTS = {
    "说明在格内": "项目名称 | 用地 | 用水用电 | 融资贷款\n抽水蓄能电站 | 有缺口（差50亩） | 已保障 | 不涉及",
    "说明另列": """
        项目名称 | 用地 | < | 水电 | < | 融资 | <
        ^ | 保障情况 | 说明 | 保障情况 | 说明 | 保障情况 | 说明
        抽水蓄能电站 | 有缺口 | 差50亩 | 已保障 | | 不涉及 |
        """,
    "一项一行": """
        项目名称 | 要素名称 | 保障情况 | 说明
        抽水蓄能电站 | 用地 | 有缺口 | 差50亩
        抽水蓄能电站 | 水电 | 已保障 |
        抽水蓄能电站 | 融资 | 不涉及 |
        """,
}


@pytest.mark.parametrize("layout", FACTOR_LAYOUTS)
def test_three_layouts_give_the_same_factors(desk: Desk, layout: str) -> None:
    desk.sheets(进展=RETURN, 要素=FACTOR_LAYOUTS[layout])
    outcome = desk.read()
    assert outcome.codes == []
    found = outcome.facts.returns[max(outcome.facts.returns)].factors
    assert {kind: (item.status, item.note) for (_, kind), item in found.items()} == {
        FactorKind.LAND: (FactorStatus.SHORT, "差50亩"),
        FactorKind.UTILITIES: (FactorStatus.SECURED, ""),
        FactorKind.LOANS: (FactorStatus.NOT_NEEDED, ""),
    }


def test_earlier_months_report_errors_only(desk: Desk) -> None:
    desk.sheets("2024-04", 进展=RETURN.replace("（万元）", "").replace("12000", "约3亿"))
    desk.sheets("2024-05", 进展=RETURN)
    outcome = desk.read("2024-05")
    assert outcome.codes == [("E113", "C2")]
    assert outcome.only("E113").file == "月度进展/2024-04/填报.xlsx"


def test_earlier_month_without_files_is_mentioned(desk: Desk) -> None:
    desk.sheets("2024-05", 进展=RETURN)
    outcome = desk.read("2024-05")
    assert outcome.codes == [("W112", "")]
    assert len(outcome.facts.returns) == 2
