"""发文登记.xlsx 的读入。"""

from __future__ import annotations

import pytest

from reportgen.model.period import Month, PartialDate
from reportgen.read.issuance import parse_kind
from tests.unit.read.tables import Desk

HEAD = "期次 | 文种 | 对象 | 发文字号 | 签发人 | 成文日期 | 印发日期"
REGISTER = f"""
    {HEAD}
    2024-04 | D1 月度专报 | | 第1期 | 钱七 | @2024-05-08 | @2024-05-09
    2024年4月 | D3 | | 吉市政办函〔2024〕28号 | 钱七 | 2024年5月8日 |
    @2024-04-01 | 督办通知 | 抽水蓄能电站（投资进度） | 吉市政办函〔2024〕29号 | | |
    2024-04 | d2（包保领导月报） | 张　三 | 第1期 | | |
    2024-04 | D2 包保领导月报 | 李四 | 第1期 | | |
    2024-05 | D1 月度专报 | | 第2期 | | |
"""


def test_register_is_read(desk: Desk) -> None:
    desk.book("发文登记", 发文登记=REGISTER)
    outcome = desk.read()
    assert outcome.codes == []
    rows = outcome.facts.issuances
    assert [(row.month, row.kind, row.name) for row in rows] == [
        (Month(2024, 4), "D1", "月度专报"),
        (Month(2024, 4), "D3", ""),
        (Month(2024, 4), "", "督办通知"),
        (Month(2024, 4), "D2", "包保领导月报"),
        (Month(2024, 4), "D2", "包保领导月报"),
        (Month(2024, 5), "D1", "月度专报"),
    ]
    assert (rows[0].document_number, rows[0].signer) == ("第1期", "钱七")
    assert (rows[0].issued_on, rows[0].printed_on) == (PartialDate(2024, 5, 8), PartialDate(2024, 5, 9))
    assert (rows[1].issued_on, rows[1].printed_on) == (PartialDate(2024, 5, 8), None)
    assert (rows[2].target, rows[3].target) == ("抽水蓄能电站（投资进度）", "张三")
    assert str(rows[1].cells["document_number"]) == "发文登记.xlsx「发文登记」D3"


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("D4", "D4", ""),
        ("督办通知", "", "督办通知"),
        ("D4 督办通知", "D4", "督办通知"),
        ("Ｄ４：督办通知", "D4", "督办通知"),
        ("d4-《督办通知》", "D4", "督办通知"),
        ("D11（印发通知）", "D11", "印发通知"),
        ("通报（节点）", "", "通报（节点）"),
        ("D123", "", "D123"),
    ],
)
def test_kind_and_name(text: str, kind: str, name: str) -> None:
    assert parse_kind(text) == (kind, name)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("2024年4月 |", "|", [("E120", "A3")]),
        ("2024年4月 |", "第四期 |", [("E114", "A3")]),
        ("| D3 |", "| |", [("E120", "B3")]),
        ("| 2024年5月8日 |", "| 2204年5月8日 |", [("E114", "F3")]),
        ("2024-05 | D1 月度专报 | | 第2期", "2024-04 | D1 月度专报 | | 第2期", [("E126", "B7")]),
        ("| 第2期", "| 第1期", [("E130", "D7")]),
    ],
)
def test_fault_is_an_error_by_cell(desk: Desk, old: str, new: str, found: list[tuple[str, str]]) -> None:
    assert old in REGISTER
    desk.book("发文登记", 发文登记=REGISTER.replace(old, new))
    assert desk.read().codes == found


@pytest.mark.parametrize("number", ["吉市政办函〔2024〕28号", "吉市政办函(2024) 28号", "吉市政办函〔２０２４〕28号"])
def test_document_number_used_twice_names_both_cells(desk: Desk, number: str) -> None:
    desk.book("发文登记", 发文登记=REGISTER.replace("吉市政办函〔2024〕29号", number))
    finding = desk.read().only("E130")
    assert (finding.cell, finding.message) == ("D4", f"“{number}”与 D3 重复。")


def test_month_without_a_year_is_of_the_scheme(desk: Desk) -> None:
    desk.book("发文登记", 发文登记=f"{HEAD}\n6月 | D1")
    outcome = desk.read()
    assert outcome.codes == [("R105", "A2")]
    assert outcome.facts.issuances[0].month == Month(2024, 6)
