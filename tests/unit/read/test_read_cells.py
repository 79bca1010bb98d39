"""单元格的写法：金额、日期、缺失。"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.amount import plain
from reportgen.model.period import PartialDate
from reportgen.model.source import Source
from reportgen.read.cells import Parsed, amount, day
from reportgen.read.grid import Cell, CellValue
from reportgen.read.names import normalise
from tests.unit.read.tables import RETURN, Desk


def cell(value: CellValue, text: str | None = None) -> Cell:
    """一个单元格；数与日期的原文另给。"""
    return Cell(1, 1, value, Source("f", "s", "A1", str(value) if text is None else text))


def codes(parsed: Parsed[object]) -> list[str]:
    """差错编号。"""
    return [finding.code for finding in parsed.findings]


@pytest.mark.parametrize(
    ("text", "unit", "expected", "code"),
    [
        ("1234.5", "万元", "1234.5", "R101"),
        ("１２３．４５", "万元", "123.45", "R101"),
        ("1,234,567.8", "万元", "1234567.8", "R101"),
        ("\u00a03\u00a0", "亿元", "30000", "R101"),
        ("-5", "万元", "-5", "R101"),
        ("1.2亿元", "万元", "12000", "R102"),
        ("1.2 亿", "万元", "12000", "R102"),
        ("5000万元", "亿元", "5000", "R102"),
        ("30000元", "亿元", "3", "R102"),
    ],
)
def test_text_amounts_are_repaired_and_logged(text: str, unit: str, expected: str, code: str) -> None:
    parsed = amount(cell(text), unit)
    assert parsed.value == Decimal(expected)
    assert codes(parsed) == [code]
    assert (parsed.findings[0].old, parsed.findings[0].new) == (text, f"{expected}万元")


@pytest.mark.parametrize(
    "text", ["约3亿", "3-5", "一百", "1_000", "0x10", "1,23", "12 34", "35%", "3个亿", "1e5", "٣", "1.2.3", "300万美元"]
)
def test_uncertain_amounts_are_errors(text: str) -> None:
    parsed = amount(cell(text), "万元")
    assert (parsed.value, codes(parsed)) == (None, ["E113"])


@pytest.mark.parametrize("text", ["", " ", "-", "—", "——", "－", "/", "／", "无", "待定"])
def test_blank_dash_and_undecided_are_missing_but_zero_is_zero(text: str) -> None:
    assert amount(cell(text or None, text), "万元") == Parsed(None, ())
    assert day(cell(text or None, text), 2024) == Parsed(None, ())
    assert amount(cell(Decimal(0), "0"), "万元").value == 0


def test_date_or_yes_in_an_amount_column_is_an_error() -> None:
    assert codes(amount(cell(PartialDate(2024, 5, 1), "2024-05-01"), "万元")) == ["E113"]
    assert codes(amount(cell(True, "是"), "万元")) == ["E113"]


@given(st.decimals(min_value=0, max_value=10**7, places=4), st.sampled_from(["元", "万元", "亿元"]))
def test_number_and_its_text_with_any_unit_agree(value: Decimal, unit: str) -> None:
    number = amount(cell(value, plain(value)), unit)
    assert number.findings == ()
    assert amount(cell(plain(value)), unit).value == number.value
    assert amount(cell(f"{plain(value)}{unit}"), "万元").value == number.value
    assert amount(cell(f"{value:,}"), unit).value == number.value


@given(st.integers(min_value=0, max_value=10**9))
def test_yuan_wan_and_yi_round_trip(wan: int) -> None:
    texts = [(plain(Decimal(wan) * 10000), "元"), (str(wan), "万元"), (plain(Decimal(wan) / 10000), "亿元")]
    assert {amount(cell(Decimal(text), text), unit).value for text, unit in texts} == {Decimal(wan)}


@given(st.text(max_size=12))
def test_any_text_gives_a_number_or_a_reason(text: str) -> None:
    parsed = amount(cell(text), "万元")
    assert parsed.value is None or codes(parsed)[0] in {"R101", "R102"}
    day(cell(text), 2024)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024.5", PartialDate(2024, 5)),
        ("2024.10", PartialDate(2024, 10)),
        ("2024年5月", PartialDate(2024, 5)),
        ("2024年 5 月底", PartialDate(2024, 5)),
        ("2024年5月中旬", PartialDate(2024, 5)),
        ("2024年6月底前", PartialDate(2024, 6)),
        ("2024年底", PartialDate(2024, 12)),
        ("2024-05-10", PartialDate(2024, 5, 10)),
        ("2024/5/1", PartialDate(2024, 5, 1)),
        ("2024.05.10", PartialDate(2024, 5, 10)),
        ("２０２４年５月１０日", PartialDate(2024, 5, 10)),
        ("20240510", PartialDate(2024, 5, 10)),
    ],
)
def test_dates_keep_their_precision(text: str, expected: PartialDate) -> None:
    assert day(cell(text), 2024) == Parsed(expected, ())


@pytest.mark.parametrize(
    ("text", "expected"), [("5月中旬", PartialDate(2024, 5)), ("6月30日", PartialDate(2024, 6, 30))]
)
def test_date_without_year_takes_the_year_of_the_scheme_and_says_so(text: str, expected: PartialDate) -> None:
    parsed = day(cell(text), 2024)
    assert (parsed.value, codes(parsed), parsed.findings[0].new) == (expected, ["R105"], str(expected))


@pytest.mark.parametrize(
    "text", ["尽快", "2024年", "2024-13-01", "2024年2月30日", "1999-05-01", "2101年1月", "5月或6月", "13月"]
)
def test_unclear_or_impossible_dates_are_errors(text: str) -> None:
    parsed = day(cell(text), 2024)
    assert (parsed.value, codes(parsed)) == (None, ["E114"])


def test_numeric_2024_1_is_ambiguous_but_2024_11_is_not() -> None:
    assert codes(day(cell(Decimal("2024.1")), 2024)) == ["W109"]
    assert day(cell(Decimal("2024.11")), 2024) == Parsed(PartialDate(2024, 11), ())


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_serial_number_is_the_day_it_stands_for(value: date) -> None:
    serial = (value - date(1899, 12, 30)) // timedelta(days=1)
    parsed = day(cell(Decimal(serial)), 2024)
    assert (parsed.value, codes(parsed)) == (PartialDate(value.year, value.month, value.day), ["R105"])


def test_date_cell_keeps_day_and_amount_is_exact(desk: Desk) -> None:
    text = RETURN.replace("是否开（复）工", "复工时间").replace("12000 | 是", "0.30000000000000004 | @2024-03-10")
    desk.sheets(进展=text.replace("| 否", "|").replace("300 | 是", "300 |"))
    station = desk.read().newest[1]
    assert station.started_on == PartialDate(2024, 3, 10)
    assert str(station.cumulative_investment) == "0.3"


@pytest.mark.parametrize(
    "text",
    [
        "★废盐综合利用（一期）",
        "废盐 综合\n利用(一期)",
        "①废盐综合利用（一期）",
        "2、废盐综合利用【一期】",
        "废盐\u200b综合利用（一期）※",
    ],
)
def test_names_that_differ_only_in_form_are_equal(text: str) -> None:
    assert normalise(text) == normalise("废盐综合利用（一期）")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("综合利用（一期）", "综合利用（二期）"),
        ("3.2万吨/日选矿", "2万吨/日选矿"),
        ("新城大路", "新城大路项目"),
        ("2×350MW机组", "2×35OMW机组"),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)
