"""DOCX 与 PDF 的一致：文字逐段、页数、行首；两份文件都由测试现做。"""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2
import pytest

from reportgen.conform.agree import AGREEMENT, NO_LIBREOFFICE, check_agreement
from reportgen.conform.agree_lines import body_lines, compare_lines
from reportgen.conform.pdf.source import read_sheets
from reportgen.conform.result import FileReport, Result, Verdict
from tests.unit.conform.small_files import docx_of, paragraphs, pdf_of, table

HEAD = "关于工作进展情况的报告"
LONG = (
    "截至六月底，全市重大项目累计完成投资六十二亿元，占年度计划的三成以上，进度比上月提高七个百分点，开工率达到九成。"
)
SHORT = "特此报告。"
CELLS = ("属地", "舒兰市经济开发区管理委员会")


def result(report: FileReport, name: str) -> Result:
    (found,) = (item for item in report.results if item.requirement == name)
    return found


def compare(texts: Sequence[str], pdf: bytes, rendering: bytes | None = None, cells: Sequence[str] = ()) -> FileReport:
    return check_agreement(docx_of(texts, cells), pdf, "甲", rendering)


def test_same_text_is_told_with_the_number_of_paragraphs() -> None:
    text = result(compare([HEAD, LONG, SHORT], pdf_of(paragraphs(HEAD, LONG, SHORT))), "A-1")
    assert (text.verdict, text.measured) == (Verdict.PASS, "3段逐段相同")


def test_one_wrong_figure_is_a_failure_and_both_readings_are_quoted() -> None:
    printed = pdf_of(paragraphs(HEAD, LONG.replace("六十二", "六十三"), SHORT))
    text = result(compare([HEAD, LONG, SHORT], printed), "A-1")
    assert text.verdict is Verdict.FAIL
    assert text.measured.startswith("1处不同：DOCX“完成投资六十二亿元")
    assert "，PDF“完成投资六十三亿元" in text.measured


def test_one_wrong_figure_is_found_without_tags() -> None:
    printed = pdf_of(paragraphs(HEAD, LONG.replace("六十二", "六十三"), SHORT), is_tagged=False)
    text = result(compare([HEAD, LONG, SHORT], printed), "A-1")
    assert text.verdict is Verdict.FAIL
    assert text.measured.startswith("1处不同：PDF 里依次找不到“截至六月底")


def test_paragraphs_run_together_are_a_difference() -> None:
    text = result(compare([HEAD, LONG, SHORT], pdf_of(paragraphs(HEAD, LONG + SHORT))), "A-1")
    assert text.verdict is Verdict.FAIL
    assert f"“{SHORT}”前分段" in text.measured


@pytest.mark.parametrize("is_tagged", [True, False])
def test_a_paragraph_that_turns_the_page_is_still_one(is_tagged: bool) -> None:
    filler = [f"第{number}个项目进展顺利。" for number in range(1, 21)]
    texts = [*filler, LONG, SHORT]
    printed = pdf_of(paragraphs(*texts), is_tagged=is_tagged)
    with pypdfium2.PdfDocument(printed) as pdf:
        assert len(pdf) == 2
        assert "截至" in pdf[0].get_textpage().get_text_bounded()
    assert result(compare(texts, printed), "A-1").verdict is Verdict.PASS


def test_without_tags_wrapped_cells_are_compared_by_their_characters() -> None:
    body = paragraphs(HEAD) + table(*CELLS)
    printed = pdf_of(body, is_tagged=False)
    same = result(compare([HEAD], printed, cells=CELLS), "A-1")
    assert same.verdict is Verdict.PASS
    assert "没有结构标记" in same.note
    other = result(compare([HEAD], printed, cells=("属地", "磐石市")), "A-1")
    assert other.verdict is Verdict.FAIL
    assert "磐石" in other.measured


def test_page_counts_are_compared_for_each_direction() -> None:
    pdf = pdf_of(paragraphs(HEAD) + f'<div class="wide">{paragraphs(SHORT)}</div>')
    upright = pdf_of(paragraphs(HEAD) + f'<div class="next">{paragraphs(SHORT)}</div>')
    assert result(compare([HEAD, SHORT], pdf, pdf), "A-2").verdict is Verdict.PASS
    pages = result(compare([HEAD, SHORT], pdf, upright), "A-2")
    assert (pages.verdict, pages.expected, pages.measured) == (Verdict.NOTE, "PDF 竖放1页、横放1页", "DOCX 竖放2页")


def test_lines_that_start_elsewhere_are_listed_with_page_line_and_both_texts() -> None:
    pdf = pdf_of(paragraphs(HEAD, LONG, SHORT))
    narrow = pdf_of(f'<div style="width: 150mm">{paragraphs(HEAD, LONG, SHORT)}</div>')
    lines = result(compare([HEAD, LONG, SHORT], pdf, narrow), "A-3")
    assert lines.verdict is Verdict.NOTE
    assert lines.measured == "5行中3行相同，占60.0%"
    assert "第1页第3行 PDF“" in lines.note
    assert lines.boxes[0].page == 1
    assert lines.boxes[0].x0 == pytest.approx(28, abs=0.5)


def test_same_lines_are_all_equal() -> None:
    pdf = pdf_of(paragraphs(HEAD, LONG, SHORT))
    lines = result(compare([HEAD, LONG, SHORT], pdf, pdf), "A-3")
    assert (lines.verdict, lines.note) == (Verdict.PASS, "")
    assert lines.measured.endswith("占100.0%")


def test_a_word_more_does_not_spoil_the_comparison_of_later_lines() -> None:
    with pypdfium2.PdfDocument(pdf_of(paragraphs(HEAD, LONG, SHORT))) as pdf:
        ours = body_lines(read_sheets(pdf))
    with pypdfium2.PdfDocument(pdf_of(paragraphs(HEAD + "（送审稿）", LONG, SHORT))) as pdf:
        theirs = body_lines(read_sheets(pdf))
    assert compare_lines(ours, theirs).differences == ()


def test_without_libreoffice_only_the_text_is_checked_and_it_says_so() -> None:
    report = compare([HEAD], pdf_of(paragraphs(HEAD)))
    assert [(item.requirement, item.verdict) for item in report.results] == [
        ("A-1", Verdict.PASS),
        ("A-2", Verdict.UNVERIFIED),
        ("A-3", Verdict.UNVERIFIED),
    ]
    assert report.results[1].note == NO_LIBREOFFICE
    assert report.is_conforming


def test_only_the_text_can_fail() -> None:
    assert [item.strength.value for item in AGREEMENT.values()] == ["规定", "实务", "实务"]
