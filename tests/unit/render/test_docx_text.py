"""DOCX 的文字：与文稿逐段相同，单元格里的怪文字原样印出。"""

from __future__ import annotations

import io

import docx
import pytest

from reportgen.model.document import (
    Attachment,
    Document,
    Heading,
    Imprint,
    Paragraph,
    Table,
    paragraphs,
    text_of,
)
from reportgen.render.docx_writer import render_docx
from reportgen.render.layout import ImprintPlacement
from tests.support.docx_papers import PAPERS
from tests.support.docx_samples import FONT_NAMES, cell, letter, report, small_table, words
from tests.support.docx_text import docx_text

SAME_PAGE = ImprintPlacement(is_own_page=False)


def texts(document: Document, placement: ImprintPlacement = SAME_PAGE) -> list[str]:
    """文稿的非空段落。"""
    moved = placement.has_recipients
    return [text for runs in paragraphs(document, has_moved_recipients=moved) if (text := text_of(runs))]


@pytest.mark.parametrize("document", [letter(), report(), letter(attachments=())], ids=["信函", "专报", "无附件"])
@pytest.mark.parametrize("placement", [SAME_PAGE, ImprintPlacement(True), ImprintPlacement(True, 1)])
def test_text_equals_the_model_paragraph_by_paragraph(document: Document, placement: ImprintPlacement) -> None:
    assert docx_text(render_docx(document, FONT_NAMES, placement)) == texts(document)


@pytest.mark.parametrize(("document", "placement"), PAPERS.values(), ids=PAPERS.keys())
def test_every_form_says_what_the_model_says(document: Document, placement: ImprintPlacement) -> None:
    assert docx_text(render_docx(document, FONT_NAMES, placement)) == texts(document, placement)


def test_markup_in_a_cell_is_printed_literally() -> None:
    hostile = '<w:br/>&amp; "一、{{7*7}}" ]]>'
    document = letter(blocks=(Paragraph(words(hostile)), Heading(2, words(hostile), words(hostile))))
    found = docx_text(render_docx(document, FONT_NAMES, SAME_PAGE))
    assert hostile in found and hostile * 2 in found


def test_control_characters_that_xml_cannot_hold_are_left_out() -> None:
    document = letter(blocks=(Paragraph(words("甲\x00\x0b乙\ufffe丙")),))
    assert "甲乙丙" in docx_text(render_docx(document, FONT_NAMES, SAME_PAGE))


def test_missing_date_leaves_a_styled_empty_line_and_missing_both_leaves_nothing() -> None:
    def styles(document: Document) -> list[str]:
        opened = docx.Document(io.BytesIO(render_docx(document, FONT_NAMES, SAME_PAGE)))
        return [paragraph.style.name for paragraph in opened.paragraphs if paragraph.style is not None]

    assert "成文日期" in styles(letter(date=()))
    assert not {"发文机关署名", "成文日期"} & set(styles(letter(date=(), signatures=())))


def test_document_without_imprint_ends_after_its_last_attachment() -> None:
    document = letter(imprint=Imprint())
    assert docx_text(render_docx(document, FONT_NAMES, ImprintPlacement(True)))[-1] == "示例区"


def test_python_docx_reads_styles_tables_and_title_back() -> None:
    opened = docx.Document(io.BytesIO(render_docx(letter(), FONT_NAMES, SAME_PAGE)))
    named = {paragraph.style.name: paragraph.text for paragraph in opened.paragraphs if paragraph.style is not None}
    assert named["主送机关"] == "各县（市、区）人民政府，市直有关部门："
    assert named["公文标题"] == "关于全市重大项目\n6月份推进情况的通报"
    assert named["Heading 4"] == "（1）倒排工期"
    assert [len(table.columns) for table in opened.tables] == [4, 4, 11]
    assert opened.core_properties.title == "关于全市重大项目6月份推进情况的通报"


def test_run_in_heading_has_outline_level_and_keeps_body_style_for_the_rest() -> None:
    opened = docx.Document(io.BytesIO(render_docx(letter(), FONT_NAMES, SAME_PAGE)))
    found = next(paragraph for paragraph in opened.paragraphs if paragraph.text.startswith("（一）投资完成情况。"))
    assert found.style is not None and found.style.name == "公文正文"
    assert [(run.text, run.style.name) for run in found.runs if run.style is not None] == [
        ("（一）投资完成情况。", "二级标题字"),
        ("城镇老旧小区改造项目完成投资3.2亿元，进展较快。", "Default Paragraph Font"),
    ]
    assert [level.values() for level in found._p.iter("{*}outlineLvl")] == [["1"]]


def test_two_tables_in_a_row_stay_two_tables() -> None:
    bare = Table((), (), small_table().widths, (), (tuple(cell(text) for text in "甲乙丙丁"),))
    document = letter(blocks=(bare, bare), attachments=(Attachment(words("附表"), (bare,)),))
    opened = docx.Document(io.BytesIO(render_docx(document, FONT_NAMES, SAME_PAGE)))
    assert [[cell.text for cell in table.rows[0].cells] for table in opened.tables] == [["甲", "乙", "丙", "丁"]] * 3
