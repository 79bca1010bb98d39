"""核验命令对着全年的成品：没有不合格，两份文件一致；改坏的文件查得出来。"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reportgen.cli import main
from reportgen.conform import libreoffice
from tests.e2e.runs import MONTHS

Report = dict[str, Any]

#: 全年成品（信函、专报）在一种文件里至少自动核验这么多条不同的要求。
LEAST_CHECKED = {"PDF": 75, "DOCX": 70}
#: 用 LibreOffice 排版的月份：一次转换，首月没有上月数，六月是节点月。
LAID_OUT = ("2024-04", "2024-06")


def conform(*files: Path) -> tuple[int, list[Report]]:
    """退出码和各份报告。"""
    result = CliRunner().invoke(main, ["conform", "--json", *map(str, files)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, json.loads(result.stdout)["files"]


def papers(edition: Path) -> list[Path]:
    return sorted(chain(edition.rglob("*.docx"), edition.rglob("*.pdf")))


def checked(reports: Sequence[Report], format: str) -> set[str]:
    """一种文件里自动核验过的要求。"""
    results = (item for report in reports if report["format"] == format for item in report["results"])
    return {item["id"] for item in results if item["verdict"] != "无法核验"}


def failures(reports: Sequence[Report]) -> list[str]:
    return [
        f"{report['path']} {item['id']} 应为 {item['expected']}，实测 {item['measured']}"
        for report in reports
        for item in report["results"]
        if item["verdict"] == "不合格"
    ]


def only(reports: Sequence[Report], name: str) -> list[Report]:
    return [item for report in reports for item in report["results"] if item["id"] == name]


@pytest.fixture(scope="module")
def year(editions: Mapping[str, Path]) -> Mapping[str, tuple[int, list[Report]]]:
    """各月的退出码和报告，不经 LibreOffice。"""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(libreoffice, "find_soffice", lambda: None)
        return {month: conform(*papers(editions[month])) for month in MONTHS}


@pytest.mark.parametrize("month", MONTHS)
def test_every_paper_conforms_in_both_files(month: str, year: Mapping[str, tuple[int, list[Report]]]) -> None:
    code, reports = year[month]
    assert failures(reports) == []
    assert code == 0
    assert [report["format"] for report in reports] == ["DOCX", "PDF", "DOCX", "PDF", "DOCX 与 PDF", "DOCX 与 PDF"]
    assert {report["form"] for report in reports} == {"信函", "专报", ""}


def test_number_of_requirements_checked_is_told(
    year: Mapping[str, tuple[int, list[Report]]], capsys: pytest.CaptureFixture[str]
) -> None:
    reports = list(chain.from_iterable(found for _, found in year.values()))
    counts = {format: len(checked(reports, format)) for format in LEAST_CHECKED}
    with capsys.disabled():
        print(f"\n自动核验的要求：{'，'.join(f'{format} {count}条' for format, count in counts.items())}")
    assert all(counts[format] >= least for format, least in LEAST_CHECKED.items()), counts


def test_word_and_pdf_are_found_equal_paragraph_by_paragraph(year: Mapping[str, tuple[int, list[Report]]]) -> None:
    texts = only(list(chain.from_iterable(found for _, found in year.values())), "A-1")
    assert len(texts) == 2 * len(MONTHS)
    assert all(re.fullmatch(r"\d{3,4}段逐段相同", item["measured"]) for item in texts)


@pytest.mark.libreoffice
def test_laid_out_by_libreoffice_the_papers_still_conform_with_the_same_pages(
    editions: Mapping[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    if libreoffice.find_soffice() is None:
        pytest.skip("没有安装 LibreOffice，没有核验 DOCX 排版后的位置、页数和行首")
    code, reports = conform(*chain.from_iterable(papers(editions[month]) for month in LAID_OUT))
    assert failures(reports) == []
    assert code == 0
    assert {item["verdict"] for item in only(reports, "A-2")} == {"合格"}
    lines = only(reports, "A-3")
    with capsys.disabled():
        print("\n行首：" + "；".join(item["measured"] for item in lines))
    assert len(lines) == 2 * len(LAID_OUT)
    assert {item["verdict"] for item in lines} == {"合格"}


def test_a_margin_moved_by_hand_is_caught_under_its_own_id(editions: Mapping[str, Path], tmp_path: Path) -> None:
    source = next(papers(editions["2024-06"])[0].parent.glob("*.docx"))
    broken = tmp_path / "改过.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = re.sub(rb'(<w:pgMar w:top=")\d+', rb"\g<1>1440", data)
            new.writestr(name, data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(libreoffice, "find_soffice", lambda: None)
        code, reports = conform(broken)
    assert code == 1
    assert "G-5.2.1a" in {item["id"] for item in reports[0]["results"] if item["verdict"] == "不合格"}


def test_answer_has_the_fields_programs_rely_on(year: Mapping[str, tuple[int, list[Report]]]) -> None:
    _, reports = year[MONTHS[0]]
    fields = {"path", "format", "form", "profile", "pages", "is_conforming", "checked", "counts", "results"}
    assert all(set(report) == fields for report in reports)
    result = {"id", "clause", "basis", "strength", "element", "requirement", "verdict", "expected", "measured",
              "tolerance", "page", "note", "boxes"}  # fmt: skip
    assert all(set(item) == result for report in reports for item in report["results"])
    assert all(box["page"] >= 1 for report in reports for item in report["results"] for box in item["boxes"])
