from __future__ import annotations

import pytest

from reportgen.compose.numerals import LARGEST, from_chinese, to_chinese


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九"),
     (100, "一百"), (105, "一百零五"), (110, "一百一十"), (999, "九百九十九")],
)  # fmt: skip
def test_chinese_numerals_as_written_in_headings(number: int, text: str) -> None:
    assert to_chinese(number) == text
    assert from_chinese(text) == number


@pytest.mark.parametrize("text", ["", "一十二", "百", "零", "二二", "１"])
def test_irregular_numerals_are_not_numbers(text: str) -> None:
    assert from_chinese(text) is None


@pytest.mark.parametrize("number", [0, -1, LARGEST + 1])
def test_numbers_out_of_range_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="不在 1—999 之间"):
        to_chinese(number)
