"""图表：认得出不是公文，没有不合格；公文不会误认成图表；审阅稿核验不出错。"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from reportgen.conform.agree import check_agreement
from reportgen.conform.docx import check_docx
from reportgen.conform.options import Options
from reportgen.conform.pdf import check_pdf
from reportgen.conform.report_text import text_report
from reportgen.conform.result import FileReport, Verdict
from reportgen.model.document import Change, Document, Form, Paragraph, Run, Sheet
from reportgen.render.docx_writer import render_docx
from reportgen.render.pdf_writer import PdfResult, render_pdf
from tests.support.docx_raw import para, raw_docx
from tests.support.docx_samples import FONT_NAMES
from tests.support.pdf_papers import fonts, letter, report, runs, table
from tests.support.sheet_papers import gantt, ledger, sheet

NOT_OFFICIAL = "不是公文格式（图表）"

CHARTS = {
    "挂图A3横": sheet(gantt(20)),
    "挂图A4横": sheet(gantt(6), size=Sheet.A4_WIDE),
    "台账A4横": sheet(ledger(30), size=Sheet.A4_WIDE),
    "台账A4": sheet(ledger(30), size=Sheet.A4, stamps=()),
}


@cache
def files(document: Document) -> tuple[PdfResult, bytes]:
    pdf = render_pdf(document, fonts())
    return pdf, render_docx(document, FONT_NAMES, pdf.imprint, pdf.breaks)


def reports(document: Document) -> tuple[FileReport, FileReport]:
    """PDF 和 DOCX 的报告。"""
    pdf, docx = files(document)
    return check_pdf(pdf.data, "图.pdf"), check_docx(docx, "图.docx", Options())


@pytest.mark.parametrize("document", CHARTS.values(), ids=CHARTS.keys())
def test_charts_are_told_from_official_papers_and_nothing_fails(document: Document) -> None:
    for one in reports(document):
        assert one.form == "图表"
        assert {item.verdict for item in one.results} == {Verdict.PASS}
        assert {item.requirement for item in one.results} <= {"S-2", "E-5", "G-8c"}
        assert NOT_OFFICIAL in "\n".join(text_report([one]))


@pytest.mark.parametrize("document", CHARTS.values(), ids=CHARTS.keys())
def test_text_of_both_files_is_found_equal(document: Document) -> None:
    pdf, docx = files(document)
    text = check_agreement(docx, pdf.data, "图", None).results[0]
    assert (text.verdict, "逐段相同" in text.measured) == (Verdict.PASS, True)


def test_size_of_the_paper_is_named() -> None:
    for one in reports(CHARTS["挂图A3横"]):
        (told,) = [item for item in one.results if item.requirement == "S-2"]
        assert told.measured == f"{NOT_OFFICIAL}，420×297 毫米"


def test_pages_of_a_laid_out_word_file_are_counted() -> None:
    pdf, docx = files(CHARTS["台账A4横"])
    assert check_docx(docx, "台账.docx", Options(), pdf.data).pages == pdf.pages > 1


@pytest.mark.parametrize("document", [letter(), report()], ids=["信函", "专报"])
def test_official_papers_with_tables_stay_official(document: Document) -> None:
    assert [one.form for one in reports(document)] == [document.form.value] * 2


def test_official_paper_on_the_wrong_way_round_is_not_excused_by_its_table() -> None:
    """正文短、表很长的通报仍是公文。"""
    document = replace(letter(), blocks=(Paragraph(runs("现将有关情况通报如下。")), table(20)), attachments=())
    assert [one.form for one in reports(document)] == [Form.LETTER.value] * 2


def test_a_landscape_annex_in_its_own_file_is_not_a_chart() -> None:
    size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    data = raw_docx(para("附件1") + para("项目进展情况表", '<w:jc w:val="center"/>'), size)
    assert check_docx(data, "附件.docx", Options()).form != "图表"


def test_review_copy_is_checked_without_breaking_down() -> None:
    words = (Run("投资"), Run("60亿元", change=Change.DELETED), Run("62亿元", change=Change.INSERTED), Run("。"))
    pdf, word = reports(replace(letter(), blocks=(Paragraph(words),), attachments=()))
    assert (pdf.form, word.form) == ("信函", "信函")
    (about_file,) = [item for item in word.results if item.requirement == "E-5"]
    assert (about_file.verdict, "2 处修订" in about_file.measured) == (Verdict.NOTE, True)
    assert [item.requirement for item in word.results if item.verdict is Verdict.FAIL] == []
