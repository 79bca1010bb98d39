"""核验命令对着全年的成品：没有不合格，两份文件一致；改坏的文件查得出来。

两个节点月核验全部公文的全部文件；其余各月核验专报、通报，九月还有别的公文每种一件。
合订本是几件公文接成的一册，审阅稿在 PDF 上印着删去的字，都不是公文，不在其列。
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reportgen.cli import main
from reportgen.conform import libreoffice
from reportgen.drafts import Draft
from reportgen.publish import read_manifest
from reportgen.render.fonts import resolve_fonts
from reportgen.render.job import render_document
from tests.e2e.months import composed
from tests.e2e.runs import MONTHS, NODES

Report = dict[str, Any]

OTHERS = tuple(month for month in MONTHS if month not in NODES)
SEPTEMBER = "2024-09"
#: 全年成品在一种文件里至少自动核验这么多条不同的要求。
LEAST_CHECKED = {"PDF": 75, "DOCX": 85}
#: 用 LibreOffice 排版的公文：一次转换，六月各种公文各一件。
LAID_OUT = "2024-06"


def conform(*files: Path) -> tuple[int, list[Report]]:
    """退出码和各份报告。"""
    result = CliRunner().invoke(main, ["conform", "--json", *map(str, files)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, json.loads(result.stdout)["files"]


def papers(edition: Path) -> list[Path]:
    """一期全部公文的 DOCX、PDF，不含只供经办人用的材料。"""
    entries = read_manifest(edition).documents
    files = (file for entry in entries if entry.kind != "D10" for file in entry.files)
    return [edition / file.path for file in files if file.format in LEAST_CHECKED]


def first_of_each(files: Sequence[Path]) -> list[Path]:
    """各文件夹里的第一件，DOCX、PDF 都有的两份都要。"""
    first = {(path.parent, path.suffix): path for path in reversed(sorted(files))}
    return list(first.values())


def chosen(month: str) -> list[Draft]:
    """专报和通报；九月是每种公文的第一件。"""
    first = {draft.paper.name: draft for draft in reversed(composed(month).drafts)}
    return [draft for draft in first.values() if month == SEPTEMBER or draft.paper.kind in ("D1", "D3")]


def rendered(months: Sequence[str], folder: Path) -> Mapping[str, list[Path]]:
    """各月选出的公文排好，写在 ``folder`` 里，不经出文。"""
    fonts = resolve_fonts(None, use_system=False)
    drafts = [(month, draft) for month in months for draft in chosen(month)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        jobs = [
            pool.submit(render_document, draft.document, draft.paper.formats, fonts, dict(composed(month).scheme.fonts))
            for month, draft in drafts
        ]
        made: dict[str, list[Path]] = {month: [] for month in months}
        for (month, draft), job in zip(drafts, jobs, strict=True):
            for format, data in job.result().files.items():
                path = folder / month / f"{draft.paper.name}.{format.lower()}"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                made[month].append(path)
    return made


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
def nodes(editions: Mapping[str, Path]) -> Mapping[str, tuple[int, list[Report]]]:
    """两个节点月的退出码和报告，不经 LibreOffice。"""
    with without_libreoffice():
        return {month: conform(*papers(editions[month])) for month in NODES}


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[int, list[Report]]]:
    """其余各月的退出码和报告，不经 LibreOffice。"""
    made = rendered(OTHERS, tmp_path_factory.mktemp("papers"))
    with without_libreoffice():
        return {month: conform(*files) for month, files in made.items()}


@contextmanager
def without_libreoffice() -> Iterator[None]:
    """当作没有安装 LibreOffice。"""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(libreoffice, "find_soffice", lambda: None)
        yield


@pytest.mark.parametrize("month", NODES)
def test_every_paper_of_a_node_month_conforms_in_all_its_files(
    month: str, nodes: Mapping[str, tuple[int, list[Report]]]
) -> None:
    code, reports = nodes[month]
    assert failures(reports) == []
    assert code == 0
    forms = {(report["format"], report["form"]) for report in reports}
    assert forms == {
        *(("DOCX", form) for form in ("专报", "信函", "文件", "纪要", "图表")),
        *(("PDF", form) for form in ("专报", "信函", "图表")),
        ("DOCX 与 PDF", ""),
    }
    assert len(reports) > 55


@pytest.mark.parametrize("month", OTHERS)
def test_papers_of_the_other_months_conform(month: str, others: Mapping[str, tuple[int, list[Report]]]) -> None:
    code, reports = others[month]
    assert failures(reports) == []
    assert code == 0
    names = {Path(report["path"]).name for report in reports}
    assert names >= {f"{name}.{format}" for name in ("月度专报", "推进情况通报") for format in ("docx", "pdf")}
    assert month != SEPTEMBER or len(names) >= 12


def test_number_of_requirements_checked_is_told(nodes: Mapping[str, tuple[int, list[Report]]]) -> None:
    reports = list(chain.from_iterable(found for _, found in nodes.values()))
    counts = {format: len(checked(reports, format)) for format in LEAST_CHECKED}
    files = {format: sum(report["format"] == format for report in reports) for format in LEAST_CHECKED}
    told = "，".join(f"{format} {files[format]}个文件{count}条" for format, count in counts.items())
    print(f"自动核验的要求：{told}")
    assert all(counts[format] >= least for format, least in LEAST_CHECKED.items()), counts


def test_word_and_pdf_are_found_equal_paragraph_by_paragraph(nodes: Mapping[str, tuple[int, list[Report]]]) -> None:
    texts = only(list(chain.from_iterable(found for _, found in nodes.values())), "A-1")
    assert len(texts) == 2 * len(NODES)
    assert all(re.fullmatch(r"\d{3,4}段逐段相同", item["measured"]) for item in texts)


@pytest.mark.libreoffice
def test_laid_out_by_libreoffice_the_papers_still_conform_with_the_same_pages(editions: Mapping[str, Path]) -> None:
    if libreoffice.find_soffice() is None:
        pytest.skip("没有安装 LibreOffice，没有核验 DOCX 排版后的位置、页数和行首")
    code, reports = conform(*first_of_each(papers(editions[LAID_OUT])))
    assert failures(reports) == []
    assert code == 0
    assert [item["verdict"] for item in only(reports, "A-2")] == ["合格"] * 2
    lines = only(reports, "A-3")
    print("行首：" + "；".join(item["measured"] for item in lines))
    assert [item["verdict"] for item in lines] == ["合格"] * 2


def test_a_margin_moved_by_hand_is_caught_under_its_own_id(editions: Mapping[str, Path], tmp_path: Path) -> None:
    source = next(path for path in papers(editions["2024-06"]) if path.suffix == ".docx")
    broken = tmp_path / "改过.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = re.sub(rb'(<w:pgMar w:top=")\d+', rb"\g<1>1440", data)
            new.writestr(name, data)
    with without_libreoffice():
        code, reports = conform(broken)
    assert code == 1
    assert "G-5.2.1a" in {item["id"] for item in reports[0]["results"] if item["verdict"] == "不合格"}


def test_answer_has_the_fields_programs_rely_on(nodes: Mapping[str, tuple[int, list[Report]]]) -> None:
    _, reports = nodes[NODES[0]]
    fields = {"path", "format", "form", "profile", "pages", "is_conforming", "checked", "counts", "results"}
    assert all(set(report) == fields for report in reports)
    result = {"id", "clause", "basis", "strength", "element", "requirement", "verdict", "expected", "measured",
              "tolerance", "page", "note", "boxes"}  # fmt: skip
    assert all(set(item) == result for report in reports for item in report["results"])
    assert all(box["page"] >= 1 for report in reports for item in report["results"] for box in item["boxes"])
