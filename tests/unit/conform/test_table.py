"""要求表：条目齐全，强度分得清，数值合得上。"""

from __future__ import annotations

import re

import pytest

from reportgen.conform import numbers
from reportgen.conform.options import Options
from reportgen.conform.passage import outcome
from reportgen.conform.result import Strength, Verdict, judge
from reportgen.conform.table import TABLE


def test_every_family_of_requirements_is_there() -> None:
    families = {re.match("[A-Z]+", name)[0] for name in TABLE}  # type: ignore[index]
    assert families == {"G", "N", "P", "U", "L", "C", "M", "S", "R", "E"}
    assert len(TABLE) > 100


def test_each_requirement_says_what_and_where() -> None:
    for name, requirement in TABLE.items():
        assert requirement.id == name
        assert requirement.clause and requirement.element, name
        assert requirement.text.endswith("。"), name
        assert " " not in requirement.element, name


@pytest.mark.parametrize(
    ("name", "clause", "strength"),
    [
        ("G-5.2.1a", "5.2.1", Strength.REQUIRED),
        ("G-5.2.3b", "5.2.3", Strength.NORMAL),
        ("G-7.2.4c", "7.2.4", Strength.RECOMMENDED),
        ("G-7.3.3c", "7.3.3", Strength.OPTIONAL),
        ("G-7.4.1c", "6.2、7.4.1", Strength.DERIVED),
        ("L-4", "10.1", Strength.PRACTICE),
        ("R-8", "条例 八", Strength.REQUIRED),
    ],
)
def test_clause_and_strength(name: str, clause: str, strength: Strength) -> None:
    assert (TABLE[name].clause, TABLE[name].strength) == (clause, strength)


def test_only_required_ones_can_fail() -> None:
    for requirement in TABLE.values():
        expected = Verdict.FAIL if requirement.strength is Strength.REQUIRED else Verdict.NOTE
        assert judge(requirement, False) is expected
        assert judge(requirement, None) is Verdict.UNVERIFIED


def test_soft_outcome_of_a_required_one_is_a_note() -> None:
    assert outcome("G-7.4.1a", False, "0.35 毫米", "1 毫米", is_soft=True).verdict is Verdict.NOTE
    assert outcome("G-7.4.1a", False, "156 毫米", "150 毫米").verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (numbers.RIGHT_MARGIN, 26),
        (numbers.BOTTOM_MARGIN, 35),
        (numbers.BOX_PITCH * 22, 225),
        (numbers.INK_PITCH * 21 + numbers.CHAR, 225),
        (numbers.FITTED_CHAR * 28, 156),
        (numbers.SEVEN_EIGHTHS, 4.939),
        (numbers.MARK_TOP, 72),
        (numbers.COMMAND_MARK_TOP, 57),
        (numbers.LETTER_SECOND_RULE, 277),
        (numbers.PAGE_NUMBER_Y, 269),
    ],
)
def test_numbers_add_up(value: float, expected: float) -> None:
    assert value == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize(
    ("font", "role"),
    [
        ("RG-FangSong", "仿宋"),
        ("ABCDEF+仿宋_GB2312", "仿宋"),
        ("FandolFang-Regular", "仿宋"),
        ("STKaiti", "楷体"),
        ("SimHei", "黑体"),
        ("RG-Hei-Medium", "黑体"),
        ("NSimSun", "宋体"),
        ("NotoSerifSC-Regular", "宋体"),
        ("FZXBSJW--GB1-0", "小标宋"),
        ("方正小标宋简体", "小标宋"),
        ("RG-XBS-Bold", "小标宋"),
        ("DejaVuSans", None),
        ("NotoSansCJKsc-Regular", None),
        ("AR PL UKai CN", None),
        ("MicrosoftYaHei", None),
    ],
)
def test_font_role_by_name(font: str, role: str | None) -> None:
    assert Options().font_role(font) == role
