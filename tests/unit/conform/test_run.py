"""核验命令：给什么文件做什么事，退出码说清结果。"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import main
from reportgen.conform import libreoffice
from reportgen.conform.options import Options
from reportgen.conform.run import pairs, run_conform
from reportgen.errors import UsageError
from tests.unit.conform.small_files import docx_of, paragraphs, pdf_of

TEXTS = ("关于工作进展情况的报告", "现将有关情况报告如下。")


@pytest.fixture(autouse=True)
def without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """排版另有测试；这里不等 LibreOffice。"""
    monkeypatch.setattr(libreoffice, "find_soffice", lambda: None)


@pytest.fixture
def docx(tmp_path: Path) -> Path:
    path = tmp_path / "报告.docx"
    path.write_bytes(docx_of(TEXTS))
    return path


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "报告.pdf"
    path.write_bytes(pdf_of(paragraphs(*TEXTS)))
    return path


def conform(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["conform", *map(str, arguments)])


def reports_of(result: Result) -> dict[str, dict[str, object]]:
    return {Path(file["path"]).name: file for file in json.loads(result.stdout)["files"]}


def test_a_pair_of_the_same_name_is_also_compared(docx: Path, pdf: Path) -> None:
    result = conform(docx, pdf, "--json")
    names = [file["format"] for file in json.loads(result.stdout)["files"]]
    assert names == ["DOCX", "PDF", "DOCX 与 PDF"]


def test_different_text_in_the_pair_is_a_failure_under_its_own_id(docx: Path, pdf: Path) -> None:
    pdf.write_bytes(pdf_of(paragraphs(TEXTS[0], "现将有关情况通报如下。")))
    outcome = run_conform([docx, pdf], Options())
    text = outcome.items[-1].report.results[0]
    assert (text.requirement, text.verdict.value) == ("A-1", "不合格")
    assert outcome.exit_code == 1


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["甲.docx", "乙.pdf"], [("甲.docx", "乙.pdf")]),
        (["甲.pdf", "乙.docx", "乙.pdf"], [("乙.docx", "乙.pdf")]),
        (["甲.docx", "乙.docx", "丙.pdf"], []),
        (["甲.DOCX", "甲.PDF", "乙.pdf"], [("甲.DOCX", "甲.PDF")]),
        (["甲.docx"], []),
    ],
)
def test_files_are_paired_by_name_or_when_they_are_just_two(names: list[str], expected: list[tuple[str, str]]) -> None:
    assert [(one.name, other.name) for one, other in pairs([Path(name) for name in names])] == expected


def test_a_stranger_s_loose_page_has_failures_and_exit_one(docx: Path) -> None:
    result = conform(docx)
    assert result.exit_code == 1
    assert "【不合格】" in result.stdout
    assert "G-5.1 纸张" in result.stdout  # python-docx 的空白文稿是信纸，不是 A4


def test_kind_is_told_by_content_not_by_name(tmp_path: Path, pdf: Path) -> None:
    renamed = tmp_path / "报告.bin"
    renamed.write_bytes(pdf.read_bytes())
    (report,) = reports_of(conform(renamed, "--json")).values()
    assert report["format"] == "PDF"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("旧.doc", b"\xd0\xcf\x11\xe0", "另存为 .docx"),
        ("坏.docx", b"PK\x03\x04 broken", "打不开"),
        ("坏.pdf", b"%PDF-1.7 broken", "打不开"),
    ],
)
def test_unreadable_file_is_named_with_exit_three_and_others_are_still_checked(
    tmp_path: Path, pdf: Path, name: str, content: bytes, reason: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    result = conform(bad, pdf, "--json")
    assert result.exit_code == 3
    assert name in result.stderr
    assert reason in result.stderr
    assert list(reports_of(result)) == ["报告.pdf"]


def test_missing_file_is_unreadable(tmp_path: Path) -> None:
    result = conform(tmp_path / "没有.pdf")
    assert result.exit_code == 3
    assert "没有.pdf" in result.stderr


def test_a_zip_that_is_no_document_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "包.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("内容.txt", "无")
    assert conform(path).exit_code == 3


def test_wrong_usage_is_exit_two(docx: Path) -> None:
    assert conform().exit_code == 2
    assert conform(docx, "--profile", "大").exit_code == 2
    assert conform(docx, docx).exit_code == 2
    with pytest.raises(UsageError, match="没有给要核验的文件"):
        run_conform([], Options())


def test_without_libreoffice_it_says_what_was_left_out(docx: Path) -> None:
    result = conform(docx)
    assert "没有安装 LibreOffice" in result.stderr


def test_page_report_is_written_beside_the_text(tmp_path: Path, pdf: Path) -> None:
    page = tmp_path / "核验.html"
    result = conform(pdf, "--html", page)
    assert "报告.pdf" in result.stdout
    assert "data:image/png;base64," in page.read_text(encoding="utf-8")


def test_profile_given_by_hand_is_used(pdf: Path) -> None:
    assert "版心读法：INK" in conform(pdf, "--profile", "INK").stdout
    assert "版心读法：BOX" in conform(pdf, "--profile", "BOX").stdout
