"""别人做的 DOCX：没有本系统的样式，靠内容和样子认要素，量得的值说得通。"""

from __future__ import annotations

import io

import pytest
from docx import Document as new_document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from reportgen.conform.docx import check_docx
from reportgen.conform.options import Options
from reportgen.conform.result import FileReport, Result, Verdict
from tests.support.docx_raw import SECTION, para, raw_docx

_TEXT = "为进一步加强项目建设工作，推动经济高质量发展，现就有关事项通知如下，请认真贯彻执行。" * 3


def by_id(report: FileReport) -> dict[str, Result]:
    return {result.requirement: result for result in report.results}


def tutorial_paper() -> bytes:
    """照网上的教程用 python-docx 做的红头文件：28 磅行距、西文字体、没有红线和页码。"""
    document = new_document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)

    def add(text: str, font: str = "仿宋", size: float = 16, align: WD_ALIGN_PARAGRAPH | None = None,
            indent: int = 2, color: str = "") -> None:  # fmt: skip
        item = document.add_paragraph()
        run = item.add_run(text)
        run.font.size, run.font.name = Pt(size), "Times New Roman"
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        if color:
            run.font.color.rgb = RGBColor.from_string(color)
        layout = item.paragraph_format
        layout.line_spacing_rule, layout.line_spacing, layout.space_after = WD_LINE_SPACING.EXACTLY, Pt(28), Pt(0)
        layout.first_line_indent = Pt(size * indent)
        if align is not None:
            item.alignment = align

    centre, right = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    add("某市人民政府文件", "方正小标宋简体", 50, centre, 0, "FF0000")
    for _ in range(2):
        add("", indent=0)
    add("某政发〔2023〕5号", align=centre, indent=0)
    for _ in range(2):
        add("", indent=0)
    add("某市人民政府关于加强项目建设的通知", "方正小标宋简体", 22, centre, 0)
    add("", indent=0)
    add("各县（市、区）人民政府：", indent=0)
    add(_TEXT)
    add("一、提高认识", "黑体")
    add(_TEXT)
    add("1、明确分工。")
    add("附件：1.任务清单")
    add("某市人民政府", align=right, indent=0)
    add("2023年05月06日", align=right, indent=0)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def tutorial() -> FileReport:
    return check_docx(tutorial_paper(), "教程.docx", Options())


def test_form_and_page_of_a_tutorial_paper_are_seen(tutorial: FileReport) -> None:
    results = by_id(tutorial)
    assert tutorial.form == "文件" and not tutorial.is_conforming
    right = ("G-5.1", "G-5.2.1a", "G-5.2.1b", "G-5.2.1c", "G-7.2.4c", "G-7.2.5b", "G-7.3.1a", "G-7.3.1d", "G-7.3.2")
    assert {name: results[name].verdict for name in right} == dict.fromkeys(right, Verdict.PASS)


@pytest.mark.parametrize(
    ("name", "verdict", "measured"),
    [
        ("G-5.2.2", Verdict.NOTE, "Times New Roman"),
        ("G-5.2.3a", Verdict.NOTE, "行距 28 磅，22 行，余 7.7 mm"),
        ("G-5.2.3b", Verdict.NOTE, "27 字"),
        ("G-7.2.4b", Verdict.FAIL, "上边缘 30.0 mm"),
        ("G-7.2.7", Verdict.FAIL, "没有红线"),
        ("G-7.3.5.4", Verdict.FAIL, "2023年05月06日"),
        ("G-7.5a", Verdict.FAIL, "没有页码"),
        ("P-3", Verdict.FAIL, "1、"),
        ("E-5", Verdict.NOTE, "creator：python-docx"),
    ],
)
def test_faults_of_a_tutorial_paper_are_measured(
    tutorial: FileReport, name: str, verdict: Verdict, measured: str
) -> None:
    result = by_id(tutorial)[name]
    assert result.verdict is verdict
    assert measured in result.measured


def test_blank_default_document_gets_plausible_values() -> None:
    buffer = io.BytesIO()
    new_document().save(buffer)
    results = by_id(check_docx(buffer.getvalue(), "空白.docx", Options()))
    assert results["G-5.1"].measured == "215.9×279.4 mm"
    assert (results["G-5.2.1a"].measured, results["G-5.2.1b"].measured) == ("25.4 mm", "31.7 mm")


_SIZE = '<w:sz w:val="{0}"/><w:rFonts w:ascii="{1}" w:hAnsi="{1}" w:eastAsia="{1}"/>'
_LINE = '<w:spacing w:line="579" w:lineRule="exact"/>'
_BODY, _TITLE = _SIZE.format(32, "仿宋"), _SIZE.format(44, "小标宋体")
_RED = '<w:sz w:val="100"/><w:color w:val="C00000"/><w:rFonts w:eastAsia="小标宋体"/>'
_CENTRE = f'{_LINE}<w:jc w:val="center"/>'
_BLANK = para("", _LINE, _BODY)
_PAGE = "<w:r><w:t>— </w:t></w:r><w:r><w:pgNum/></w:r><w:r><w:t> —</w:t></w:r>"
_RULE = '<w:r><w:pict><v:line from="0,5pt" to="442.2pt,5pt" strokecolor="#c00" strokeweight="1.5pt"/></w:pict></w:r>'


def office_paper(*, ending: str = "", number: str = "某政发〔2023〕5号", footers: str = "") -> bytes:
    """办公软件里手工排的文件：红线是旧式图形，标题分两段，署名靠左缩进，页码在图文框里。"""
    body = (
        para("某市人民政府文件", _CENTRE, _RED) + _BLANK * 2 + para(number, _CENTRE, _BODY)
        + f"<w:p><w:pPr>{_LINE}</w:pPr>{_RULE}</w:p>" + _BLANK
        + para("某市人民政府", _CENTRE, _TITLE) + para("关于加强项目建设的通知", _CENTRE, _TITLE) + _BLANK
        + para("各区人民政府：", _LINE, _BODY) + para(f"　　{_TEXT}", _LINE, _BODY) + _BLANK
        + para("某市人民政府", f'{_LINE}<w:ind w:left="5400"/>', _BODY)
        + para("2023年5月6日", f'{_LINE}<w:ind w:left="5350"/>', _BODY) + ending
    )  # fmt: skip
    footers = footers or f'<w:p><w:pPr><w:framePr w:hAnchor="margin" w:xAlign="outside"/></w:pPr>{_PAGE}</w:p>'
    section = f'<w:footerReference w:type="default" r:id="footer1"/>{SECTION}'
    return raw_docx(body, section, {"footer1": footers})


def test_elements_are_recognised_without_any_style() -> None:
    results = by_id(check_docx(office_paper(), "手工.docx", Options()))
    assert results["G-7.2.7"].measured.startswith("长 156.0 mm")
    assert results["G-7.3.1c"].measured == "6 字、11 字"
    assert results["G-7.3.3b"].verdict is Verdict.PASS
    assert results["G-7.3.5.1b"].measured == "偏 -0.9 mm"
    assert (results["G-7.5a"].verdict, results["G-7.5a"].measured) == (Verdict.NOTE, "未指明字体；10 磅")


def test_frame_at_the_outside_is_the_right_side_but_its_inset_is_measured() -> None:
    assert "单页空 0.0 mm" in by_id(check_docx(office_paper(), "手工.docx", Options()))["G-7.5c"].measured
    centred = f'<w:p><w:pPr><w:framePr w:hAnchor="margin" w:xAlign="center"/></w:pPr>{_PAGE}</w:p>'
    assert "单页居中" in by_id(check_docx(office_paper(footers=centred), "手工.docx", Options()))["G-7.5c"].measured


def test_imprint_drawn_with_paragraph_borders_is_measured() -> None:
    border = '<w:{0} w:val="single" w:sz="{1}" w:space="1" w:color="auto"/>'
    small = _SIZE.format(28, "仿宋")
    inset = '<w:ind w:left="1120" w:hanging="840" w:right="280"/>'
    first = f"<w:pBdr>{border.format('top', 8)}{border.format('bottom', 6)}</w:pBdr>{inset}"
    last = f'<w:pBdr>{border.format("bottom", 8)}</w:pBdr><w:ind w:left="280" w:right="280"/>'
    ending = para("抄送：市委办公室，市人大常委会办公室。", first, small) + para(
        "某市人民政府办公室　2023年5月7日印发", last, small
    )
    results = by_id(check_docx(office_paper(ending=ending), "手工.docx", Options()))
    assert results["G-7.4.1a"].measured.startswith("0.35、0.26、0.35 mm")
    assert results["G-7.4.2a"].verdict is Verdict.PASS
    assert results["G-7.4.1b"].verdict is Verdict.UNVERIFIED


def test_letter_is_told_by_its_number_when_the_head_is_printed_paper() -> None:
    body = para("某政办函〔2023〕5号", f'{_LINE}<w:jc w:val="right"/>', _BODY) + para("关于项目的函", _CENTRE, _TITLE)
    assert check_docx(raw_docx(body), "函.docx", Options()).form == "信函"
