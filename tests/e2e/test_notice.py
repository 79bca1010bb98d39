"""make notice：DOCX、PDF 与方案原文逐段逐格相同，放在自己的文件夹，有差错不出文。"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from tests.e2e.runs import INPUTS, ROOT
from tests.support.docx_text import docx_text
from tests.support.notice import differences, flat, original, original_inputs
from tests.support.pdf_text import pdf_paragraphs, squeezed

NAME = "关于印发重大项目市级领导包保服务工作方案的通知"


def run(inputs: Path, outputs: Path, *options: str) -> subprocess.CompletedProcess[str]:
    places = ["--inputs", str(inputs), "--outputs", str(outputs), *options]
    command = [sys.executable, "-m", "reportgen", "notice", *places]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path | str]:
    """照原文设置出的印发通知；测试不得改动其中的文件。"""
    folder = tmp_path_factory.mktemp("notice")
    done = run(original_inputs(folder / "inputs"), folder / "outputs")
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return {"outputs": folder / "outputs", "inputs": folder / "inputs", "said": done.stdout}


def file(issued: Mapping[str, Path | str], suffix: str) -> bytes:
    return Path(issued["outputs"], "印发通知", f"{NAME}.{suffix}").read_bytes()


def test_word_file_repeats_the_original(issued: Mapping[str, Path | str]) -> None:
    expected = original()
    found = [text for text in map(squeezed, docx_text(file(issued, "docx"))) if text]
    assert differences([*expected.prose, *flat(expected.rows)], found) == []


def test_pdf_repeats_the_original(issued: Mapping[str, Path | str]) -> None:
    expected = original()
    assert differences([*expected.prose, *flat(expected.rows)], pdf_paragraphs(file(issued, "pdf"))) == []


def test_letter_scheme_and_list_each_begin_on_a_page_of_their_own(issued: Mapping[str, Path | str]) -> None:
    with pdfium.PdfDocument(file(issued, "pdf")) as pdf:
        pages = [squeezed(page.get_textpage().get_text_range()) for page in pdf]
        wide = [page.get_width() > page.get_height() for page in pdf]
    assert "请认真组织实施" in pages[0] and "现制定工作方案如下" not in pages[0]
    assert pages[1].startswith("演示数据") or pages[1].startswith("吉林市2024年重大项目")
    assert "现制定工作方案如下" in pages[1] and "附件：吉林市2024年市级领导包保重大项目清单" not in pages[1]
    first = wide.index(True)
    assert "附件：吉林市2024年市级领导包保重大项目清单" in pages[first - 1]
    assert wide == [False] * first + [True] * (len(pages) - first)
    assert all("演示数据" in page and ("序号" in page) is turned for page, turned in zip(pages, wide, strict=True))


def test_contradictions_of_the_original_are_listed_with_their_places(issued: Mapping[str, Path | str]) -> None:
    said = str(issued["said"])
    for place in ("W301 方案.toml「机关」发文机关", "W302 方案.toml「机关」机关代字", "W304 方案.toml「方案」名称"):
        assert f"提醒 {place}" in said
    assert "提醒 W211 项目清单.xlsx「项目清单」F10" in said
    findings = json.loads(Path(issued["outputs"], "印发通知", "findings.json").read_text(encoding="utf-8"))
    assert {finding["code"] for finding in findings} == {"W211", "W301", "W302", "W304", "W306", "W307"}


def test_edition_names_the_notice_and_reads_no_monthly_return(issued: Mapping[str, Path | str]) -> None:
    manifest = json.loads(Path(issued["outputs"], "印发通知", "manifest.json").read_text(encoding="utf-8"))
    (document,) = manifest["documents"]
    assert (document["kind"], manifest["month"], manifest["edition"]) == ("D11", "2024-04", 1)
    assert [one["path"] for one in manifest["inputs"]] == ["方案.toml", "项目清单.xlsx"]
    assert {"龙潭区", "市本级", "市发改委", "市供电公司"} <= set(document["recipients"])


def test_second_run_changes_nothing_and_new_settings_keep_the_old_edition(
    issued: Mapping[str, Path | str], tmp_path: Path
) -> None:
    outputs = tmp_path / "outputs"
    shutil.copytree(Path(issued["outputs"]), outputs)
    assert "没有变化" in run(Path(issued["inputs"]), outputs).stdout
    assert "第2版已出" in run(INPUTS, outputs).stdout
    assert (outputs / ".history" / "印发通知" / "1" / f"{NAME}.docx").read_bytes() == file(issued, "docx")
    assert sorted(path.name for path in outputs.iterdir() if path.is_dir()) == [".history", "印发通知"]


def test_list_that_does_not_add_up_stops_the_notice(tmp_path: Path) -> None:
    inputs = original_inputs(tmp_path / "inputs")
    scheme = inputs / "方案.toml"
    scheme.write_text(scheme.read_text(encoding="utf-8").replace('"项目数" = 29', '"项目数" = 30'), encoding="utf-8")
    done = run(inputs, tmp_path / "outputs", "--json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["folder"], answer["files"]) == (1, None, [])
    assert [one["code"] for one in answer["findings"] if one["severity"] == "E"] == ["E203"]
    assert not (tmp_path / "outputs" / "印发通知").exists()
