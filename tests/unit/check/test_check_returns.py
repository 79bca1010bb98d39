"""填报核对：数量级、各金额之间、状态、手续、合计、与以前月份。"""

from __future__ import annotations

import pytest

from tests.unit.read.tables import RETURN, Desk

STATION = "抽水蓄能电站"
FIRST = "废盐综合利用项目（一期）"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("5000 | 12000 | 11000 | 600000", []),
        ("5000 | 120000000 | 11000 | 600000", [("E205", "C2")]),
        ("5000 | 1.2 | 1 | 600000", [("E205", "C2"), ("E205", "D2")]),
        ("50000000 | 12000 | 11000 | 600000", [("E205", "B2")]),
        ("5000 | 12000 | 11000 | 69.7", [("E205", "E2")]),
        ("0 | 0 | 0 | 0", []),
        ("-5 | 12000 | 11000 | 600000", [("E202", "B2")]),
        ("12001 | 12000 | 11000 | 600000", [("E206", "B2")]),
        ("5000 | 12000 | 12001 | 600000", [("W204", "D2")]),
        ("5000 | 12000 | 11000 | 697001", [("W202", "E2")]),
        ("5000 | 70000 | 11000 | 697000", []),
        ("5000 | 70001 | 11000 | 697000", [("W203", "C2")]),
    ],
)
def test_amounts_of_one_month(desk: Desk, row: str, expected: list[tuple[str, str]]) -> None:
    head = "项目名称 | 本月完成（万元） | 本年累计（万元） | 入统投资（万元） | 开工以来累计（万元）"
    desk.sheets(进展=f"{head}\n{STATION} | {row}")
    assert desk.check().codes == expected


def test_scale_message_names_both_amounts_and_the_ratio(desk: Desk) -> None:
    desk.sheets(进展=f"项目名称 | 本年累计（亿元）\n{STATION} | 12000")
    message = desk.check().only("E205").message
    assert message == "“抽水蓄能电站”本年累计完成读为120000000万元，年度计划70000万元，是其1714倍，单位可能弄错。"


@pytest.mark.parametrize(
    ("name", "row", "expected"),
    [
        (FIRST, "300 | 300 | 未开工 | |", [("W205", "C2")]),
        (FIRST, "0 | 0 | 未开工 | |", []),
        (STATION, "0 | 5000 | 未复工 | |", []),
        (STATION, "100 | 5000 | 未复工 | |", [("W205", "B2")]),
        (STATION, "100 | 5000 | 竣工 | |", [("W212", "D2")]),
        (FIRST, "300 | 300 | 竣工 | | 2024-04-20", [("W206", "D2")]),
        (FIRST, "300 | 300 | 竣工 | 2024-04-02 | 2024-04-20", []),
        (FIRST, "300 | 300 | 在建 | 2024-05-02 |", [("W208", "E2")]),
        (FIRST, "300 | 300 | 在建 | 2024年4月 | 2024年10月", [("W208", "F2")]),
    ],
)
def test_states_and_dates(desk: Desk, name: str, row: str, expected: list[tuple[str, str]]) -> None:
    head = "项目名称 | 本月（万元） | 本年累计（万元） | 项目状态 | 开工时间 | 竣工时间"
    desk.sheets(进展=f"{head}\n{name} | {row}")
    assert desk.check().codes == expected


def test_permit_before_approval(desk: Desk) -> None:
    desk.sheets(进展=RETURN, 手续=f"项目名称 | 立项 | 施工许可\n{FIRST} | 在办 | 已办结")
    outcome = desk.check()
    assert outcome.codes == [("W207", "C2")]
    assert "B2 立项在办" in outcome.only("W207").message


@pytest.mark.parametrize("row", ["已办结 | 已办结", "无需办理 | 已办结", "| 已办结", "未办 | 在办"])
def test_permit_in_order(desk: Desk, row: str) -> None:
    desk.sheets(进展=RETURN, 手续=f"项目名称 | 立项 | 施工许可\n{FIRST} | {row}")
    assert desk.check().codes == []


def test_printed_sums_and_counts_of_a_return(desk: Desk) -> None:
    desk.sheets(
        进展=f"""
        项目名称 | 本年累计（亿元）
        一、续建项目（2个）
        {STATION} | 1.2
        二、新建项目（1个）
        {FIRST} | 0.03
        合计 | 1.24
        """
    )
    outcome = desk.check()
    assert outcome.codes == [("W210", "B6"), ("W213", "A2")]
    assert outcome.only("W210").message == "“合计”印的本年累计完成为12400万元，各行相加为12300万元，差100万元。"


def two_months(desk: Desk, april: str, may: str) -> list[tuple[str, str]]:
    """两个月各一行，列为 本月、本年累计、核减说明；5月的核对结果。"""
    head = "项目名称 | 本月（万元） | 本年累计（万元） | 核减说明"
    desk.sheets("2024-04", 进展=f"{head}\n{STATION} | {april}")
    desk.sheets("2024-05", 进展=f"{head}\n{STATION} | {may}")
    return desk.check("2024-05").codes


@pytest.mark.parametrize(
    ("april", "may", "expected"),
    [
        ("5000 | 12000", "3000 | 15000", []),
        ("5000 | 12000", "3000 | 15001", [("W201", "C2")]),
        ("5000 | 12000", "3000.0001 | 15000", [("W201", "C2")]),
        ("5000 | 12000", "0 | 12000", []),
        ("5000 | 12000", "100 | 11999", [("E201", "C2")]),
        ("5000 | 12000", "100 | 11999 | 核减重复计列", []),
        ("5000 | 12000", "| 15001", []),
        ("|", "3000 | 15000", []),
        ("5000 | 12000", "|", []),
    ],
)
def test_cumulative_against_last_month(desk: Desk, april: str, may: str, expected: list[tuple[str, str]]) -> None:
    assert two_months(desk, april, may) == expected


def test_fall_names_both_cells(desk: Desk) -> None:
    two_months(desk, "5000 | 12000", "100 | 11999")
    message = desk.check("2024-05").only("E201").message
    assert "11999万元" in message and "4月的12000万元（月度进展/2024-04/填报.xlsx「进展」C2）" in message


def test_fall_is_seen_across_an_unreported_month(desk: Desk) -> None:
    head = "项目名称 | 本年累计（万元）"
    for month, value in (("2024-04", "12000"), ("2024-05", ""), ("2024-06", "11000")):
        desk.sheets(month, 进展=f"{head}\n{STATION} | {value}")
    assert desk.check("2024-06").codes == [("E201", "B2")]


def test_earlier_months_repeat_errors_but_not_warnings(desk: Desk) -> None:
    head = "项目名称 | 本月（万元） | 本年累计（万元）"
    for month, row in (
        ("2024-04", "5000 | 12000"),
        ("2024-05", "1 | 11000"),
        ("2024-06", "1 | 12000"),
        ("2024-07", "0 | 12000"),
    ):
        desk.sheets(month, 进展=f"{head}\n{STATION} | {row}")
    outcome = desk.check("2024-07")
    assert [(finding.code, finding.file) for finding in outcome.findings] == [("E201", "月度进展/2024-05/填报.xlsx")]


def test_completion_after_earlier_start_is_sound(desk: Desk) -> None:
    head = "项目名称 | 项目状态 | 竣工时间"
    desk.sheets("2024-04", 进展=f"{head}\n{FIRST} | 在建 |")
    desk.sheets("2024-05", 进展=f"{head}\n{FIRST} | 竣工 | 2024-05-20")
    assert desk.check("2024-05").codes == []
