"""附件标题：两种输出印同样的各行，横排、竖排都居中；附件说明印不回行的标题。"""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest

from reportgen.model.document import Attachment, Document
from reportgen.render.docx_writer import render_docx
from reportgen.render.layout import ImprintPlacement
from reportgen.render.pdf_writer import render_pdf
from tests.support.docx_samples import FONT_NAMES
from tests.support.pdf_geometry import rows_of
from tests.support.pdf_papers import fonts, plain_letter, runs, table

TITLE = "吉林市2024年重大项目市级领导包保服务项目清单"
LINES = ("吉林市2024年重大项目", "市级领导包保服务项目清单")


def paper(*, is_landscape: bool, lines: tuple[str, ...] = LINES) -> Document:
    return replace(plain_letter(1), attachments=(Attachment(runs(TITLE), (table(2),), is_landscape, lines),))


@pytest.mark.parametrize("is_landscape", [False, True])
def test_pdf_prints_the_lines_of_the_title_centred_one_below_the_other(is_landscape: bool) -> None:
    data = render_pdf(paper(is_landscape=is_landscape), fonts()).data
    first, second = rows_of(data, 2, 22.0)
    assert (first.text, second.text) == LINES
    assert second.glyphs[0].bottom > first.glyphs[0].bottom + 5
    centres = [(row.glyphs[0].x0 + row.glyphs[-1].x1) / 2 for row in (first, second)]
    assert centres[0] == pytest.approx(centres[1], abs=0.5)
    assert f"附件：{TITLE}" in "".join(row.text for row in rows_of(data, 1, 16.0))


@pytest.mark.parametrize("is_landscape", [False, True])
def test_docx_breaks_the_title_in_the_same_places_within_one_paragraph(is_landscape: bool) -> None:
    data = render_docx(paper(is_landscape=is_landscape), FONT_NAMES, ImprintPlacement(False))
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    titles = [item.text for item in paragraphs if item.style and item.style.name == "附件标题"]
    assert titles == ["\n".join(LINES)]


def test_a_title_without_given_lines_is_wrapped_by_the_page() -> None:
    data = render_pdf(paper(is_landscape=False, lines=()), fonts()).data
    assert "".join(row.text for row in rows_of(data, 2, 22.0)) == TITLE
