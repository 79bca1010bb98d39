"""examples/ 里的第二个方案：每次生成逐字节相同，写着演示数据，与第一个方案处处不同。"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from reportgen.model.period import Month
from reportgen.model.records import Nature
from reportgen.pipeline import examine
from reportgen.settings import load_scheme
from tools.make_example import INPUTS, example_files

ROOT = Path(__file__).resolve().parents[3]
WRITTEN_BY_HAND = {"方案.toml", "方案正文.j2"}


def test_other_clock_locale_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    extra = {"PYTHONHASHSEED": "7", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-X", "utf8", "-m", "tools.make_example", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **extra}, check=True)
    made = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert made == dict(example_files())


def test_the_shipped_example_is_what_the_script_makes() -> None:
    shipped = {path.relative_to(INPUTS).as_posix(): path for path in INPUTS.rglob("*") if path.is_file()}
    made = dict(example_files())
    assert set(shipped) == set(made) | WRITTEN_BY_HAND
    assert [name for name, data in made.items() if shipped[name].read_bytes() != data] == []


def test_everything_says_that_it_is_invented() -> None:
    assert load_scheme(INPUTS).is_demo
    for name, data in example_files():
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert "演示数据" in package.read("xl/sharedStrings.xml").decode(), name
    book = openpyxl.load_workbook(INPUTS / "通讯录.xlsx")["通讯录"]
    assert all(str(row[3]).endswith("@example.com") for row in book.iter_rows(min_row=3, values_only=True))


def test_the_scheme_differs_from_the_first_in_what_a_scheme_may_change() -> None:
    first, other = load_scheme(ROOT / "inputs"), load_scheme(INPUTS)
    for field in (
        "year",
        "city",
        "issuer",
        "issuer_code",
        "first_month",
        "thresholds",
        "rank_minimum",
        "page",
        "checks",
    ):
        assert getattr(first, field) != getattr(other, field), field
    nodes = [sorted({str(target.node)[5:] for target in scheme.targets}) for scheme in (first, other)]
    assert nodes[1] == ["03", "08", "12"] and not set(nodes[1]) & set(nodes[0])
    assert (len(first.targets), len(other.targets)) == (5, 6)


@pytest.mark.parametrize("month", [2, 3, 4])
def test_the_example_reads_without_errors_or_repairs(month: int) -> None:
    scheme, _, facts, findings = examine(INPUTS, Month(2025, month))
    assert len(facts.projects) == scheme.checks.projects == 14
    assert [project.nature for project in facts.projects].count(Nature.NEW) == 8
    assert sum(project.annual_plan for project in facts.projects) == Decimal(700000)
    assert {finding.code for finding in findings} == {"W221"}
