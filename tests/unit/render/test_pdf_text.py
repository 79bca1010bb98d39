"""PDF 的文字与结构：逐段等于文稿，跨页的一段仍是一段，取到的值原样印出。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from pypdf import PdfReader

from reportgen.model.document import Document, Imprint, Paragraph, paragraphs, text_of
from reportgen.render.pdf_writer import render_pdf
from tests.support.pdf_papers import cells, chart, fonts, letter, plain_letter, rendered, report, runs, table
from tests.support.pdf_text import pdf_paragraphs, squeezed

HOSTILE = '<b>&amp;</b> "一、{{7*7}}" </td><img src="file:///etc/passwd"> 100<200'


def expected(document: Document) -> list[str]:
    """文稿各段的文字。"""
    return [text for runs_ in paragraphs(document) if (text := squeezed(text_of(runs_)))]


@pytest.mark.parametrize("name", ["letter", "report"])
def test_text_equals_the_document_paragraph_by_paragraph(name: str) -> None:
    document = {"letter": letter, "report": report}[name]()
    assert pdf_paragraphs(rendered(name).data) == expected(document)


def test_hostile_text_is_printed_literally_everywhere() -> None:
    bad = runs(HOSTILE)
    paper = replace(
        report(),
        marks=(bad,),
        number=bad,
        title_lines=(HOSTILE[:20],),
        recipients=bad,
        blocks=(
            Paragraph(bad),
            replace(table(1), title=bad, rows=(cells(*[HOSTILE] * 5),)),
            replace(chart(), title=bad),
        ),
        signatures=(bad,),
        date=bad,
        imprint=Imprint(bad, bad, ()),
        stamps=(HOSTILE,),
    )
    result = render_pdf(paper, fonts())
    assert result.notices == ()
    assert pdf_paragraphs(result.data) == expected(paper)


def test_very_long_cell_is_printed_whole() -> None:
    paper = replace(plain_letter(1), blocks=(replace(table(1), rows=(cells("1", "长" * 32767, "3", "4", "5"),)),))
    pages = pypdfium2.PdfDocument(render_pdf(paper, fonts()).data)
    assert sum(page.get_textpage().get_text_range().count("长") for page in pages) == 32767


def test_cell_across_pages_is_one_cell() -> None:
    paper = replace(plain_letter(1), blocks=(replace(table(1), rows=(cells("1", "长" * 3000, "3", "4", "5"),)),))
    assert pdf_paragraphs(render_pdf(paper, fonts()).data) == expected(paper)


def test_line_breaks_in_a_cell_are_kept_and_empty_parts_leave_nothing() -> None:
    paper = replace(
        plain_letter(1),
        recipients=(),
        number=(),
        blocks=(replace(table(1), rows=(cells("甲局\n乙局", "", "", "", ""),)),),
    )
    assert pdf_paragraphs(render_pdf(paper, fonts()).data) == expected(paper)


def test_headings_become_bookmarks() -> None:
    titles = [item["/Title"] for item in _bookmarks(PdfReader(BytesIO(rendered("letter").data)).outline)]
    headings = ["一、总体进展", "（一）开复工情况。", "1.新建项目。", "（1）手续办理", "二、存在问题"]
    assert titles == [text_of(letter().title), *headings, *(text_of(item.title) for item in letter().attachments)]


def _bookmarks(outline: Any) -> Iterator[Any]:
    for item in outline:
        if isinstance(item, list):
            yield from _bookmarks(item)
        else:
            yield item


def test_table_heads_carry_their_scope_and_are_tagged_once() -> None:
    with pdfplumber.open(BytesIO(rendered("letter").data)) as pdf:
        found = list(_elements(pdf.structure_tree))
    heads = [element for element in found if element["type"] == "TH"]
    assert len(heads) == 2 * 6
    assert {element["attributes"]["Scope"] for element in heads} == {"Column"}
    assert [element["type"] for element in found].count("Table") == 2


def test_chart_is_a_figure_with_alternative_text() -> None:
    with pdfplumber.open(BytesIO(rendered("report").data)) as pdf:
        figures = [element for element in _elements(pdf.structure_tree) if element["type"] == "Figure"]
    assert [figure["alt_text"] for figure in figures] == [text_of(chart().title)]


def _elements(tree: Any) -> Iterator[Any]:
    for element in tree:
        yield element
        yield from _elements(element.get("children", ()))
