"""有排版结果时：属性量不出的位置量墨迹，两处的实测都印出，取较差的结论。"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.conform.docx import check_docx
from reportgen.conform.libreoffice import ConversionError
from reportgen.conform.libreoffice import convert_to_pdf as convert
from reportgen.conform.options import Options
from reportgen.conform.result import Result, Verdict
from tests.support.docx_edits import DOCUMENT, STYLES, drop, edited, put
from tests.support.docx_mutants import paper
from tests.support.libreoffice import FONTS, convert_to_pdf

pytestmark = pytest.mark.libreoffice

_MARK = '//w:p[w:pPr/w:pStyle/@w:val="FileMark"]/w:pPr/w:spacing'
#: 标志改用单倍行距，高度随字体而变，属性推算不出。
_LOOSE = (
    drop(DOCUMENT, _MARK),
    put(STYLES, '//w:style[@w:styleId="FileMark"]//w:spacing[@w:line]', line="240", lineRule="auto"),
)
FILES = {"信函": paper("信函"), "文件": paper("文件"), "松": edited(paper("文件"), _LOOSE)}


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Result]]:
    """各文件并入排版结果后的核验结果，一次转换。"""
    folder = tmp_path_factory.mktemp("conform-docx")
    paths = {name: folder / f"{name}.docx" for name in FILES}
    for name, data in FILES.items():
        paths[name].write_bytes(data)
    made = convert_to_pdf(list(paths.values()), folder / "work")
    if made is None:
        pytest.skip("没有安装 LibreOffice（soffice），不能排版后再量")
    reports = {name: check_docx(FILES[name], name, Options(), made[path].read_bytes()) for name, path in paths.items()}
    assert all(report.pages for report in reports.values())
    return {name: {one.requirement: one for one in report.results} for name, report in reports.items()}


@pytest.mark.parametrize("name", ["信函", "文件"])
def test_our_papers_conform_after_layout_too(results: dict[str, dict[str, Result]], name: str) -> None:
    assert [(one.requirement, one.measured) for one in results[name].values() if one.verdict is Verdict.FAIL] == []


@pytest.mark.parametrize("requirement", ["L-1", "L-2", "L-3", "G-7.5b", "G-5.2.3a"])
def test_property_and_ink_are_both_printed(results: dict[str, dict[str, Result]], requirement: str) -> None:
    measured = results["信函"][requirement].measured
    before, after = measured.split("；排版后 ", 1)
    assert before and after


def test_what_properties_cannot_tell_is_measured_in_ink(results: dict[str, dict[str, Result]]) -> None:
    assert {one.requirement: one.verdict for one in check_docx(FILES["松"], "松", Options()).results}[
        "G-7.2.4b"
    ] is Verdict.UNVERIFIED
    result = results["松"]["G-7.2.4b"]
    assert result.verdict is Verdict.FAIL
    assert result.measured.startswith("居中，量不出高度；排版后 ")


def test_office_fonts_are_shown_by_the_files_given(tmp_path: Path) -> None:
    source = tmp_path / "-文件 一.docx"  # 名字像选项也转得了
    source.write_bytes(FILES["文件"])
    made = convert([source], tmp_path / "work", {"仿宋_GB2312": FONTS["仿宋_GB2312"]}, is_strict=True)
    assert made is not None
    data = made[source].read_bytes()
    assert b"FandolFang" in data and b"NotoSans-" not in data


def test_failed_conversion_is_said_in_chinese(tmp_path: Path) -> None:
    source = tmp_path / "残.docx"
    source.write_bytes(FILES["文件"][:3000])
    with pytest.raises(ConversionError, match="没有转换"):
        convert([source], tmp_path / "work", FONTS)
