"""排错一处的 PDF 都查得出，而且记在自己的条目下；没有排错的没有不合格。"""

from __future__ import annotations

import pytest

from reportgen.conform.pdf import check_pdf
from reportgen.conform.result import Verdict
from tests.support.pdf_mutants import MUTANTS, PAPERS, Mutant, sound

_FORMS = {
    "长文": "文件", "上行文": "文件", "联合行文": "文件", "空白页": "文件", "短信函": "信函",
}  # fmt: skip


@pytest.mark.parametrize("name", PAPERS)
def test_sound_paper_has_no_failure(name: str) -> None:
    report = check_pdf(sound(name).data, name)
    failures = [
        (item.requirement, item.measured) for item in report.results if item.verdict in (Verdict.FAIL, Verdict.NOTE)
    ]
    # 纪要和专报的标题没有机关，联合行文的部门向下级政府行文，都只是提示。
    assert [name for name, _ in failures if name not in ("G-7.3.1d", "R-16")] == []
    assert report.is_conforming
    assert report.form == _FORMS.get(name, name)
    assert report.pages == sound(name).pages


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_broken_paper_is_caught_under_its_own_requirement(mutant: Mutant) -> None:
    report = check_pdf(mutant.render(), mutant.name)
    verdicts = {item.verdict for item in report.results if item.requirement == mutant.requirement}
    assert verdicts & {Verdict.FAIL, Verdict.NOTE}, mutant.requirement


def test_there_are_enough_mutants_and_requirements() -> None:
    assert len(MUTANTS) >= 60
    assert len({mutant.requirement for mutant in MUTANTS}) >= 60
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)
