"""有差错的月份：不出文，成品原样，另出核实材料，每个填报单位一件数据核实单；草稿照出，每页标明。"""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pypdfium2 as pdfium
import pytest

from tests.e2e.returns import ALSO_SPOILED, SPOILED, spoiled_inputs
from tests.e2e.runs import digests, few_papers, reportgen
from tests.support.docx_text import docx_text

MONTH = "2024-06"
#: 填坏的两处：填报单位 → 文件、工作表、单元格。
PLACES = {"市文广旅局": SPOILED, "市农业农村局": ALSO_SPOILED}
Held = tuple[CompletedProcess[str], Path]


@pytest.fixture(scope="module")
def held(editions: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Held:
    """两个单位各填坏一格，成品文件夹里已有上次的一版；程序的回答和成品文件夹。测试不得改动其中的文件。"""
    base = tmp_path_factory.mktemp("faulty")
    inputs, outputs = spoiled_inputs(base, *PLACES.values()), base / "outputs"
    shutil.copytree(editions[MONTH], outputs / MONTH)
    return reportgen("monthly", "--month", MONTH, "--inputs", inputs, "--outputs", outputs), outputs


def packet(held: Held) -> Path:
    """核实材料的文件夹。"""
    return held[1] / "核实" / MONTH


def test_nothing_is_published_and_the_old_edition_stays_as_it_is(held: Held, editions: Mapping[str, Path]) -> None:
    done, outputs = held
    assert done.returncode == 1
    assert "填报数据有差错，没有出文；上次的成品没有改动" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert digests(outputs / MONTH) == digests(editions[MONTH])
    assert {path.name for path in outputs.iterdir()} == {".lock", MONTH, "核实"}


def test_every_fault_is_told_with_its_cell_and_what_stands_in_it(held: Held) -> None:
    done, _ = held
    for file, sheet, cell in PLACES.values():
        assert f"{file}「{sheet}」{cell}" in done.stdout
    assert done.stdout.count("约0.6亿") == len(PLACES)


def test_the_packet_holds_a_list_the_findings_and_a_sheet_for_every_unit(held: Held) -> None:
    findings = json.loads((packet(held) / "findings.json").read_text(encoding="utf-8"))
    errors = {(item["file"], item["sheet"], item["cell"]) for item in findings if item["severity"] == "E"}
    assert errors == set(PLACES.values())
    listing = (packet(held) / "核实清单.txt").read_text(encoding="utf-8-sig")
    assert "差错2处" in listing
    for file, sheet, cell in PLACES.values():
        assert f"文件：{file}" in listing and f"「{sheet}」{cell}" in listing
    units = {path.stem.rpartition("-")[2] for path in packet(held).rglob("*数据核实单-*.docx")}
    assert units >= PLACES.keys()
    assert {path.suffix for path in packet(held).rglob("*") if path.is_file()} == {".txt", ".json", ".docx"}


@pytest.mark.parametrize("unit", PLACES)
def test_the_sheet_of_a_unit_names_its_own_cells_and_no_other_unit_s(unit: str, held: Held) -> None:
    (path,) = packet(held).rglob(f"*数据核实单-{unit}.docx")
    texts = docx_text(path.read_bytes())
    content = "\n".join(texts)
    assert f"填报单位：{unit}" in texts
    assert "须改正的差错（不改正不能出文）" in texts
    file, sheet, cell = PLACES[unit]
    assert {file.rpartition("/")[2], sheet, cell} <= set(texts)
    assert "约0.6亿" in content and "演示数据" in stamps(path.read_bytes())
    others = [place[0].rpartition("/")[2] for name, place in PLACES.items() if name != unit]
    assert [name for name in others if name in content] == []


# 草稿


def test_a_draft_is_made_in_spite_of_errors_and_says_so_on_every_page(tmp_path: Path) -> None:
    inputs, outputs = spoiled_inputs(tmp_path), tmp_path / "outputs"
    templates = few_papers(tmp_path, ("D2", "D3", "D5"))
    done = reportgen("draft", "--month", MONTH, "--inputs", inputs, "--outputs", outputs, "--templates", templates)
    assert done.returncode == 1
    assert "约0.6亿" in done.stdout
    assert not (outputs / MONTH).exists()
    draft = outputs / "草稿" / MONTH
    pdfs, words = ([*draft.glob(f"0*/*.{suffix}")] for suffix in ("pdf", "docx"))
    assert (len(pdfs), len(words)) == (2, 8)
    for path in pdfs:
        with pdfium.PdfDocument(path) as pdf:
            assert all("草稿" in page.get_textpage().get_text_bounded() for page in pdf), path.name
    assert [path.name for path in words if "草稿" not in stamps(path.read_bytes())] == []
    # 有疑问的数按未报，沿用上月的。
    circular = next(path for path in words if "通报" in path.name)
    assert any("沿用最近一次填报数：北大湖整体开发" in text for text in docx_text(circular.read_bytes()))


def stamps(data: bytes) -> str:
    """各页眉都有的标记。"""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        headers = [package.read(name).decode() for name in package.namelist() if name.startswith("word/header")]
    assert headers
    marks = ("演示数据", "草稿")
    return "".join(mark for mark in marks if all(mark in header for header in headers))
