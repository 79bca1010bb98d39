"""生僻字从清单到纸面：有字体的印出并提醒，没有字体的不出文，都指出单元格。"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from subprocess import CompletedProcess

import openpyxl
import pypdfium2 as pdfium

from tests.e2e.runs import INPUTS, few_papers, reportgen

MONTH = "2024-04"
LIST = "项目清单.xlsx"


def run_with_sponsor(folder: Path, name: str) -> tuple[CompletedProcess[str], Path]:
    """清单第一个项目的包保领导改作 ``name``，出一期通报；返回运行结果和成品文件夹。"""
    inputs, outputs = folder / "inputs", folder / "outputs"
    shutil.copytree(INPUTS, inputs)
    book = openpyxl.load_workbook(inputs / LIST)
    book["项目清单"]["H5"] = name
    book.save(inputs / LIST)
    options = ("--month", MONTH, "--inputs", inputs, "--outputs", outputs)
    return reportgen("monthly", *options, "--templates", few_papers(folder, ("D3",), has_annexes=True)), outputs


def found_in(path: Path) -> list[tuple[str, str, str]]:
    """findings.json 里排版一段的（编号，工作表，单元格）。"""
    items = json.loads(path.read_text(encoding="utf-8"))
    return [(item["code"], item["sheet"], item["cell"]) for item in items if item["code"][1] == "5"]


def test_a_rare_name_is_printed_and_reported_at_its_cell(tmp_path: Path) -> None:
    done, outputs = run_with_sponsor(tmp_path, "李堃𠮷")
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(found_in(outputs / MONTH / "findings.json")) == {
        ("W502", "项目清单", "H5"),
        ("W503", "项目清单", "H5"),
    }
    with pdfium.PdfDocument(next((outputs / MONTH).rglob("*通报*.pdf"))) as pdf:
        assert "李堃𠮷" in "".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_a_character_without_any_font_holds_back_the_papers(tmp_path: Path) -> None:
    done, outputs = run_with_sponsor(tmp_path, "李🚀")
    assert done.returncode == 1
    assert "E501 项目清单.xlsx「项目清单」H5" in done.stdout
    assert "“🚀”（U+1F680）" in done.stdout
    assert not (outputs / MONTH).exists()
    assert ("E501", "项目清单", "H5") in found_in(outputs / "核实" / MONTH / "findings.json")
