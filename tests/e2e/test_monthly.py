"""命令行：退出码、成品、差错时原有成品不动、两次运行逐字节相同。"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import openpyxl

from tests.e2e.runs import INPUTS, ROOT

SPOILED = "月度进展/2024-06/市文广旅局6月报表.xlsx"


def reportgen(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, "-m", "reportgen", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def spoiled_inputs(folder: Path) -> Path:
    """演示数据的一份，6月市文广旅局的本年累计改成“约0.6亿”。"""
    inputs = folder / "inputs"
    shutil.copytree(INPUTS, inputs)
    book = openpyxl.load_workbook(inputs / SPOILED)
    book["进展"]["F3"] = "约0.6亿"
    book.save(inputs / SPOILED)
    return inputs


def test_two_runs_into_two_folders_are_byte_identical(tmp_path: Path, editions: Mapping[str, Path]) -> None:
    again = tmp_path / "别处"
    done = reportgen(
        *("monthly", "--month", "2024-06", "--outputs", str(again)),
        PYTHONHASHSEED="7",
        TZ="America/New_York",
        LC_ALL="C.UTF-8",
        USER="别人",
    )
    assert done.returncode == 0, done.stderr
    first, second = digests(editions["2024-06"]), digests(again / "2024-06")
    assert first == second
    assert {Path(name).suffix for name in first} == {".docx", ".pdf", ".json"}


def test_the_closing_summary_tells_what_was_made_missed_and_to_be_checked(tmp_path: Path) -> None:
    done = reportgen("monthly", "--month", "2024-06", "--outputs", str(tmp_path))
    assert "2024年6月：第1版已出" in done.stdout
    assert "关于2024年6月重大项目市级领导包保进展情况的报告（DOCX、PDF，" in done.stdout
    assert "未达到：T1 6月底开复工率，实际 93.1%" in done.stdout
    assert "数据核对：差错0条、提醒" in done.stdout
    assert "推进情况通报" in done.stderr
    again = reportgen("monthly", "--month", "2024-06", "--outputs", str(tmp_path))
    assert "数据和公文稿都没有变化，第1版仍然有效" in again.stdout


def test_errors_hold_back_the_papers_and_leave_the_old_edition_untouched(
    tmp_path: Path, editions: Mapping[str, Path]
) -> None:
    inputs, outputs = spoiled_inputs(tmp_path), tmp_path / "outputs"
    shutil.copytree(editions["2024-06"], outputs / "2024-06")
    before = digests(outputs / "2024-06")
    done = reportgen("monthly", "--month", "2024-06", "--inputs", str(inputs), "--outputs", str(outputs))
    assert done.returncode == 1
    assert f"{SPOILED}「进展」F3" in done.stdout
    assert "约0.6亿" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert digests(outputs / "2024-06") == before
    findings = json.loads((outputs / "核实/2024-06/findings.json").read_text(encoding="utf-8"))
    assert [(item["file"], item["sheet"], item["cell"]) for item in findings if item["severity"] == "E"] == [
        (SPOILED, "进展", "F3")
    ]


def test_a_draft_is_made_in_spite_of_errors_and_says_so_on_every_page(tmp_path: Path) -> None:
    import pypdfium2 as pdfium

    inputs, outputs = spoiled_inputs(tmp_path), tmp_path / "outputs"
    done = reportgen("draft", "--month", "2024-06", "--inputs", str(inputs), "--outputs", str(outputs))
    assert not (outputs / "2024-06").exists()
    pdfs = sorted((outputs / "草稿" / "2024-06").rglob("*.pdf"))
    assert len(pdfs) == 2, done.stdout + done.stderr
    for path in pdfs:
        with pdfium.PdfDocument(path) as pdf:
            assert all("草稿" in page.get_textpage().get_text_bounded() for page in pdf)
    assert "沿用最近一次填报数" in done.stdout or "约0.6亿" in done.stdout


def test_check_lists_every_fault_and_writes_nothing(tmp_path: Path) -> None:
    inputs = spoiled_inputs(tmp_path)
    done = reportgen("check", "--month", "2024-06", "--inputs", str(inputs), "--json")
    assert done.returncode == 1
    assert ("E", "F3") in [(item["severity"], item["cell"]) for item in json.loads(done.stdout)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["inputs"]


def test_wrong_usage_ends_with_2_and_says_how_to_mend_it(tmp_path: Path) -> None:
    bad_month = reportgen("monthly", "--month", "2024年6月", "--outputs", str(tmp_path))
    assert (bad_month.returncode, "2024-06" in bad_month.stderr) == (2, True)
    missing = reportgen("monthly", "--inputs", str(tmp_path / "没有"), "--outputs", str(tmp_path))
    assert (missing.returncode, "不存在" in missing.stderr) == (2, True)
    empty = tmp_path / "空"
    shutil.copytree(INPUTS, empty, ignore=shutil.ignore_patterns("月度进展"))
    nothing = reportgen("monthly", "--inputs", str(empty), "--outputs", str(tmp_path))
    assert (nothing.returncode, "没有2024年的填报表" in nothing.stderr) == (2, True)


def test_doctor_names_the_face_of_each_role() -> None:
    done = reportgen("doctor", "--json")
    names = {item["name"]: item["text"] for item in json.loads(done.stdout)}
    assert any("FandolFang" in text or "仿宋" in name for name, text in names.items())
