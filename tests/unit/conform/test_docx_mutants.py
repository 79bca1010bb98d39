"""改坏一处，就由那一条查出来；没有改动的一处也不报。"""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from reportgen.conform.docx import check_docx
from reportgen.conform.options import Options
from reportgen.conform.result import FileReport, Result, Verdict
from tests.support.docx_mutants import MUTANTS, PAPERS, Mutant, broken, paper

#: 越靠后越差。
_ORDER = (Verdict.PASS, Verdict.UNVERIFIED, Verdict.NOTE, Verdict.FAIL)


@cache
def clean_report(name: str) -> FileReport:
    return check_docx(paper(name), name, Options())


def by_id(report: FileReport) -> dict[str, Result]:
    return {result.requirement: result for result in report.results}


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_mutation_is_caught_under_its_own_id(mutant: Mutant) -> None:
    before = by_id(clean_report(mutant.paper)).get(mutant.requirement)
    after = by_id(check_docx(broken(mutant), mutant.name, Options()))[mutant.requirement]
    assert after.verdict in (Verdict.NOTE, Verdict.FAIL), after.measured
    assert before is None or _ORDER.index(after.verdict) > _ORDER.index(before.verdict)


@pytest.mark.parametrize("name", PAPERS)
def test_unbroken_paper_has_nothing_wrong(name: str) -> None:
    report = clean_report(name)
    assert [(one.requirement, one.measured) for one in report.results if one.verdict is Verdict.FAIL] == []
    assert report.form == {"上行文": "文件"}.get(name, name)


def test_each_requirement_has_one_result_in_table_order() -> None:
    for name in PAPERS:
        counts = Counter(one.requirement for one in clean_report(name).results)
        assert set(counts.values()) == {1}


def test_most_of_the_table_is_checked_from_properties() -> None:
    checked = {one.requirement for name in PAPERS for one in clean_report(name).results}
    assert len(checked) >= 90


def test_mutants_touch_each_kind_of_clause() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 120
    assert len({mutant.requirement for mutant in MUTANTS}) >= 60
