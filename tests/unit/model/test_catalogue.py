"""差错目录与程序、手册一致。"""

from __future__ import annotations

import re

import pytest

from reportgen.model.catalogue import CATALOGUE, fault, manual_text
from reportgen.model.finding import Severity
from reportgen.model.source import Source
from tests.unit.read.tables import PROJECT_ROOT

SOURCES = ("read/*.py", "check/*.py", "render/*.py", "dispatch/*.py", "drafts.py", "printing.py")
CODE = re.compile(r'"([EWR][0-9]{3})"')


def used_codes() -> set[str]:
    """程序里出现的编号。"""
    files = (path for pattern in SOURCES for path in (PROJECT_ROOT / "reportgen").glob(pattern))
    return {code for path in files for code in CODE.findall(path.read_text(encoding="utf-8"))}


def test_every_code_used_is_listed_and_every_listed_code_is_used() -> None:
    assert used_codes() == set(CATALOGUE)


def test_codes_are_grouped_by_severity_and_stage() -> None:
    assert all(code[0] in set(Severity) and code[1] in "12356" for code in CATALOGUE)
    assert all(entry.remedy or entry.code[0] == "R" for entry in CATALOGUE.values())


def test_manual_page_is_the_generated_text() -> None:
    page = PROJECT_ROOT / "docs" / "差错目录.md"
    assert page.read_text(encoding="utf-8") == manual_text(), "重新生成：把 manual_text() 写入 docs/差错目录.md"


def test_fault_takes_the_remedy_of_the_catalogue_unless_given_one() -> None:
    source = Source("a.xlsx", "进展", "D17", "约3亿")
    assert fault(source, "E113", "说明。").fix == CATALOGUE["E113"].remedy
    assert fault(source, "E113", "说明。", "改。").fix == "改。"
    assert fault(source, "R101", "说明。", new="3").old == "约3亿"
    with pytest.raises(KeyError):
        fault(source, "E999", "说明。")
