"""figures.json 的主要指标，以及问题、任务、专班的各项个数，与独立重算逐项相同。"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.e2e import months
from tests.e2e.recompute import Results, recompute, rounded
from tests.e2e.recompute_registers import recompute_registers
from tests.e2e.runs import INPUTS, MONTHS

PRINCIPAL = {
    "start_resume_rate", "new_start_rate", "continuing_resume_rate", "completion_rate",
    "completion_rate_without_largest", "on_time_rate", "cumulative_investment", "month_investment",
    "annual_plan", "projects_on_target",
}  # fmt: skip

#: 全市的完成率（一位小数的百分数）、开（复）工数、按期竣工率，由人工核对。
STORY = {
    "2024-04": ("17.5", 18, None),
    "2024-05": ("24.3", 25, None),
    "2024-06": ("31.5", 27, None),
    "2024-07": ("46.2", 27, None),
    "2024-08": ("61.9", 28, None),
    "2024-09": ("80.0", 29, Fraction(1, 2)),
    "2024-10": ("89.8", 29, Fraction(3, 4)),
    "2024-11": ("98.6", 29, Fraction(6, 8)),
}


REGISTERS = {
    "problem_count", "open_problem_count", "closed_problem_count", "overdue_problem_count", "longest_overdue_days",
    "raised_in_month_count", "closed_in_month_count", "escalated_count", "closed_on_time_rate",
    "open_problems_30", "open_problems_60", "open_problems_90", "open_problems_older",
    "task_count", "task_due_count", "task_done_count", "task_late_count",
    "roadmap_count", "task_force_count", "plan_document_count",
}  # fmt: skip


@pytest.fixture(scope="module")
def expected() -> dict[str, Results]:
    registers = recompute_registers(INPUTS)
    return {month: found | registers[month] for month, found in recompute(INPUTS).items()}


@pytest.mark.parametrize("month", MONTHS)
def test_recomputed_city_figures_tell_the_known_story(month: str, expected: dict[str, Results]) -> None:
    completion, active, on_time = STORY[month]
    city = {figure: value for (figure, scope), value in expected[month].items() if scope == "all"}
    assert city["completion_rate"] is not None
    assert f"{rounded(city['completion_rate']) * 100:.1f}" == completion
    assert city["start_resume_rate"] == Fraction(active, 29)
    assert city["on_time_rate"] == on_time
    assert city["annual_plan"] == 1960380


def test_september_is_just_short_of_the_target(expected: dict[str, Results]) -> None:
    rate = expected["2024-09"]["completion_rate", "all"]
    assert rate is not None
    assert Fraction(799, 1000) < rate < Fraction(8, 10)


def test_the_ledgers_have_something_of_every_kind(expected: dict[str, Results]) -> None:
    for figure in REGISTERS:
        assert any(expected[month][figure, "all"] for month in MONTHS), figure


@pytest.mark.parametrize("month", MONTHS)
def test_figures_equal_the_recomputation(month: str, expected: dict[str, Results]) -> None:
    published = {
        (figure["id"], figure["scope"]): figure["value"]
        for figure in months.figures(month)
        if figure["id"] in PRINCIPAL | REGISTERS
    }
    assert published.keys() == expected[month].keys()
    different = {
        key: (published[key], value) for key, value in expected[month].items() if not _same(published[key], value)
    }
    assert not different


def _same(published: str | None, expected: Fraction | None) -> bool:
    """金额和个数位数有限，逐位相等；除不尽的比例按 28 位有效数字相等。"""
    if published is None or expected is None:
        return published is expected
    return Decimal(published) == rounded(expected)
