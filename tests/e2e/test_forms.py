"""docs/格式 的样稿：每种格式都排得出，两种文件文字一致、核验没有不合格。"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.compose.template import compose_document
from reportgen.conform.docx import check_docx
from reportgen.conform.options import Options
from reportgen.conform.pdf import check_pdf
from reportgen.conform.result import Verdict
from reportgen.model.document import paragraphs, text_of
from reportgen.render.docx_writer import render_docx
from reportgen.render.fonts import resolve_fonts
from reportgen.render.pdf_writer import render_pdf
from reportgen.settings import load_scheme
from tests.e2e.runs import INPUTS, ROOT
from tests.support.docx_text import docx_text
from tests.support.pdf_text import pdf_paragraphs, squeezed

SAMPLES = sorted((ROOT / "docs" / "格式").glob("*.j2"))


def test_there_is_a_sample_and_a_picture_of_every_form() -> None:
    manual = (ROOT / "docs" / "公文格式.md").read_text(encoding="utf-8")
    assert {path.stem for path in SAMPLES} == {"文件", "上行文", "联合行文", "信函", "纪要", "命令", "专报", "图表"}
    assert all(f"格式/{path.stem}.png" in manual and path.with_suffix(".png").is_file() for path in SAMPLES)


@pytest.mark.parametrize("template", SAMPLES, ids=lambda path: path.stem)
def test_word_and_pdf_of_every_form_carry_the_same_text_and_conform(template: Path) -> None:
    document = compose_document(template, {}, kind="样稿", stamps=())
    pdf = render_pdf(document, resolve_fonts(None, use_system=False))
    docx = render_docx(document, load_scheme(INPUTS).fonts, pdf.imprint, pdf.breaks)
    texts = paragraphs(document, has_moved_recipients=pdf.imprint.has_recipients)
    written = [squeezed(text_of(runs)) for runs in texts if text_of(runs).strip()]
    assert [squeezed(text) for text in pdf_paragraphs(pdf.data)] == written
    assert [squeezed(text) for text in docx_text(docx)] == written
    assert pdf.notices == ()
    reports = (check_pdf(pdf.data, f"{template.stem}.pdf"), check_docx(docx, f"{template.stem}.docx", Options()))
    failed = [item for report in reports for item in report.results if item.verdict is Verdict.FAIL]
    assert failed == []
