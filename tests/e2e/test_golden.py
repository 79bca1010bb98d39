"""定稿文字：首期、三个节点月、末节点之后各种公文的全部文字，与 tests/golden 中看过的逐行相同。"""

from __future__ import annotations

import difflib
from collections.abc import Mapping

import pytest

from reportgen.model.period import Month
from tests.e2e.runs import INPUTS
from tests.e2e.year import Year, year_in
from tools.make_golden import FULL_MONTH, GOLDEN, GOLDEN_MONTHS, golden_files, month_papers

#: 一次至多显示的差异行数。
_SHOWN = 80


@pytest.fixture
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    return year_in(tmp_path_factory.getbasetemp())


def difference(agreed: Mapping[str, str], found: Mapping[str, str]) -> str:
    """两组文字的差异，空则相同；``-`` 是定稿，``+`` 是现在的。"""
    lines = [
        line
        for name in sorted({*agreed, *found})
        for line in difflib.unified_diff(
            agreed.get(name, "").splitlines(),
            found.get(name, "").splitlines(),
            f"定稿 {name}",
            f"现在 {name}",
            n=1,
            lineterm="",
        )
    ]
    more = [f"…… 另有{len(lines) - _SHOWN}行"] if len(lines) > _SHOWN else []
    return "\n".join([*lines[:_SHOWN], *more])


def agreed_files(month: Month) -> dict[str, str]:
    """``month`` 的定稿文字。"""
    return {path.name: path.read_text(encoding="utf-8") for path in (GOLDEN / str(month)).glob("*.txt")}


@pytest.mark.parametrize("month", GOLDEN_MONTHS, ids=str)
def test_papers_of_the_month_read_as_agreed(month: Month, year: Year) -> None:
    found = golden_files(year[month].drafts, is_full=month == FULL_MONTH)
    report = difference(agreed_files(month), found)
    assert not report, f"\n{report}\n有意的改动：运行 make golden 重写定稿，并在提交前通读差异。"


def test_ledgers_kept_to_the_end_of_the_year_change_no_earlier_month(year: Year) -> None:
    _, drafts = month_papers(INPUTS, FULL_MONTH)
    assert not difference(agreed_files(FULL_MONTH), golden_files(drafts, is_full=True))


def test_golden_folders_are_those_of_the_golden_months_and_small_enough_to_review() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {str(month) for month in GOLDEN_MONTHS}
    assert sum(path.stat().st_size for path in GOLDEN.rglob("*.txt")) < 450_000


def test_a_changed_word_a_lost_and_a_new_paper_are_shown() -> None:
    old = {"D1.txt": "首句。\n占31.5%，达到。\n末句。\n", "D6.txt": "提请研究。\n"}
    new = {"D1.txt": "首句。\n占31.5%，未达到。\n末句。\n", "D9.txt": "请核实。\n"}
    report = difference(old, new).splitlines()
    assert {"-占31.5%，达到。", "+占31.5%，未达到。", "-提请研究。", "+请核实。", "--- 定稿 D1.txt"} <= set(report)
    assert difference(old, old) == ""


def test_long_differences_are_cut_with_their_number() -> None:
    assert difference({}, {"D1.txt": "行\n" * 200}).endswith("…… 另有123行")
