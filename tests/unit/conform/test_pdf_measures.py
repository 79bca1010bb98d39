"""量得的数和认出的要素：版心的两种读法、各种格式、别的程序做的 PDF、扫描件。"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from reportgen.conform.options import Options, Profile
from reportgen.conform.pdf import ConformError, check_pdf
from reportgen.conform.pdf.title import shape_of
from reportgen.conform.result import FileReport, Result, Verdict
from reportgen.conform.table import TABLE
from reportgen.model.document import PageStyle, Sealing
from reportgen.model.document import Profile as PageProfile
from reportgen.render.pdf_writer import lay_out, render_pdf, write
from tests.support.pdf_mutants import PAPERS, PLAIN, Mutant, long_file, sound
from tests.support.pdf_papers import fonts, runs


@cache
def report_of(name: str) -> FileReport:
    return check_pdf(sound(name).data, name)


def of(report: FileReport, requirement: str) -> list[Result]:
    """一条要求的各个结果。"""
    return [result for result in report.results if result.requirement == requirement]


def numbers_in(text: str) -> tuple[float, ...]:
    """文字里的数。"""
    return tuple(float(found) for found in re.findall(r"\d+(?:\.\d+)?", text))


# 版心


def test_both_readings_of_the_type_area_are_printed() -> None:
    (top,) = of(report_of("长文"), "G-5.2.1a")
    assert top.expected == "BOX 37.00 毫米"
    box, ink = numbers_in(top.measured)
    assert box == pytest.approx(37, abs=0.3)
    assert ink == pytest.approx(39.8, abs=0.3)
    (rows,) = of(report_of("长文"), "G-5.2.3a")
    assert numbers_in(rows.measured) == pytest.approx((22, 225), abs=0.2)
    (characters,) = of(report_of("长文"), "G-5.2.3b")
    assert numbers_in(characters.measured) == pytest.approx((28, 156), abs=0.2)


def test_ink_profile_is_recognised_and_measured_by_ink() -> None:
    paper = replace(long_file(), page=PageStyle(PageProfile.INK, is_mirrored=True))
    report = check_pdf(render_pdf(paper, fonts()).data, "ink.pdf")
    assert report.is_conforming
    (top,) = of(report, "G-5.2.1a")
    assert top.expected.startswith("INK")
    assert numbers_in(top.measured)[1] == pytest.approx(37, abs=1)
    assert of(report, "G-6.2b")[0].note == "页边镜像"
    assert of(report, "G-5.2.1b")[0].verdict is Verdict.PASS


def test_profile_can_be_demanded() -> None:
    report = check_pdf(sound("长文").data, "box.pdf", Options(profile=Profile.INK))
    assert of(report, "G-5.2.1a")[0].verdict is Verdict.FAIL


def test_even_page_can_be_demanded() -> None:
    mutant = Mutant("版记在单页", "专报", "G-7.4.1c", css=".own-page{break-before:page}")
    lenient = check_pdf(mutant.render(), "odd.pdf")
    strict = check_pdf(mutant.render(), "odd.pdf", Options(is_even_page_required=True))
    assert of(lenient, "G-6.2a")[0].verdict is Verdict.NOTE
    assert of(strict, "G-6.2a")[0].verdict is Verdict.FAIL


# 认出的内容


@pytest.mark.parametrize(
    ("paper", "requirement", "measured"),
    [
        ("文件", "G-7.2.4b", "上边缘 72.0"),
        ("文件", "G-7.2.7", "长 156.0"),
        ("文件", "G-7.3.5.1a", "右空 22.2"),
        ("文件", "G-7.4.1b", "末条线下边 261.9"),
        ("文件", "G-7.5b", "一字线 269.0"),
        ("信函", "L-1", "上边缘 30.0"),
        ("信函", "L-2", "长 170.0"),
        ("信函", "L-3", "长 170.0"),
        ("命令", "C-1", "上边缘 57.0"),
        ("纪要", "M-1", "上边缘 72.0"),
    ],
)
def test_measured_millimetres(paper: str, requirement: str, measured: str) -> None:
    results = of(report_of(paper), requirement)
    what, _, value = measured.rpartition(" ")
    found = [numbers_in(item.measured)[0] for item in results if item.measured.startswith(f"{what} ")]
    assert found[0] == pytest.approx(float(value), abs=0.15)


def test_results_show_page_and_box() -> None:
    (mark, *_) = of(report_of("文件"), "G-7.2.4b")
    (box,) = mark.boxes
    assert mark.page == box.page == 1
    assert 60 < box.y0 < 75 < box.y1 < 100
    assert mark.tolerance == "±1 毫米"


def test_most_requirements_are_measured_over_all_forms() -> None:
    covered = {result.requirement for name in PAPERS for result in report_of(name).results}
    covered -= {"R-20"}  # 只说明须由人核对
    assert len(covered) >= 95
    assert covered <= set(TABLE)


def test_signature_stamp_of_a_paper_is_measured() -> None:
    stamped = replace(long_file(), signatures=(), sealing=Sealing.STAMP, office_title=runs("市　　长"))
    report = check_pdf(render_pdf(stamped, fonts()).data, "stamped.pdf")
    right, blanks = of(report, "G-7.3.5.3")
    assert (right.verdict, blanks.verdict) == (Verdict.PASS, Verdict.PASS)
    assert blanks.expected == "正文至签名章空二行"


def test_stamp_at_the_top_is_furniture() -> None:
    paper = replace(long_file(), stamps=("演示数据", "草稿"))
    assert check_pdf(render_pdf(paper, fonts()).data, "stamp.pdf").is_conforming


# 转过的页


def turned(angle: int) -> FileReport:
    """信函的横排页加上旋转，显示为竖放。"""
    writer = PdfWriter()
    for page in PdfReader(BytesIO(sound("信函").data)).pages:
        if page.mediabox.width > page.mediabox.height:
            page.rotate(angle)
        writer.add_page(page)
    out = BytesIO()
    writer.write(out)
    return check_pdf(out.getvalue(), "turned.pdf")


def test_table_turned_counter_clockwise_passes() -> None:
    assert {result.verdict for result in of(turned(270), "G-8b")} == {Verdict.PASS}


def test_table_turned_clockwise_fails() -> None:
    assert {result.verdict for result in of(turned(90), "G-8b")} == {Verdict.FAIL}


# 别的程序做的


@cache
def stranger() -> FileReport:
    """普通网页排成的 PDF：没有版头，页边和字号都不对，没有页码。"""
    style = (
        "@page{margin:20mm}@page :left{margin:20mm;@bottom-left{content:none}}@page :right{@bottom-right{content:none}}"
        "html{font:12pt/1.5 'RG Song';letter-spacing:0}h1{text-align:left}p{text-indent:0}"
    )
    body = f"<h1>关于网页的说明</h1><p>{PLAIN * 3}</p>" * 4
    page = lay_out(f"<html lang=zh><style>{style}</style>{body}</html>", fonts(), PageStyle())
    return check_pdf(write(page), "web.pdf")


def test_stranger_gets_plausible_values() -> None:
    report = stranger()
    assert report.form == "其他"
    assert of(report, "G-5.1")[0].verdict is Verdict.PASS
    (left,) = of(report, "G-5.2.1b")
    assert left.verdict is Verdict.FAIL
    assert numbers_in(left.measured)[0] == pytest.approx(20, abs=0.5)
    assert [result.measured for result in of(report, "G-5.2.2")][1] == "12.00 磅，有的 22.00 磅"
    assert of(report, "G-7.5a")[0].measured.startswith("第1页没有页码")


def test_unknown_font_is_not_judged() -> None:
    report = check_pdf(sound("文件").data, "x.pdf", Options(fonts={}))
    for requirement in ("G-5.2.2", "G-7.3.1a", "G-7.3.3d", "G-7.2.4c"):
        first = of(report, requirement)[0]
        assert (first.verdict, "替代" in first.note) == (Verdict.UNVERIFIED, True), requirement
    assert of(report, "G-3.1")[0].verdict is Verdict.UNVERIFIED
    assert report.is_conforming


def test_scan_is_measured_as_paper_only() -> None:
    out = BytesIO()
    Image.new("RGB", (2480, 3508), "white").save(out, "PDF", resolution=300)
    report = check_pdf(out.getvalue(), "scan.pdf")
    verdicts = {result.requirement: result.verdict for result in report.results}
    assert verdicts["G-5.1"] is Verdict.PASS
    assert verdicts["E-5"] is Verdict.NOTE
    assert verdicts["G-5.2.1a"] is Verdict.UNVERIFIED


def test_damaged_file_is_named() -> None:
    with pytest.raises(ConformError, match="坏：打不开"):
        check_pdf(b"%PDF-1.7 nothing", "坏")


@pytest.mark.parametrize(
    ("widths", "shape"),
    [
        ((12,), "一行"),
        ((10, 16), "梯形"),
        ((16, 10), "梯形"),
        ((10, 16, 8), "菱形"),
        ((6, 9, 12), "梯形"),
        ((11, 11), "长方形"),
        ((14, 6, 14), "沙漏形"),
        ((8, 14, 8, 14), "沙漏形"),
    ],
)
def test_shape_of_a_title(widths: tuple[float, ...], shape: str) -> None:
    assert shape_of(widths) == shape
