"""图表的页面：纸张、标题、题注、页码、标记，表头跨页重复；Word 文件同样的纸张和文字。"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest

from reportgen.model.document import Document, Heading, Note, Paragraph, Sheet, paragraphs, text_of
from reportgen.render.docx_writer import render_docx
from reportgen.render.pagination import SAME_PAGE
from reportgen.render.pdf_writer import PdfResult, render_pdf
from tests.support.docx_samples import FONT_NAMES
from tests.support.docx_text import docx_text
from tests.support.pdf_geometry import MM, glyphs_of, ink_bands, row_with, rows_of
from tests.support.pdf_papers import MIRRORED_PAGE, fonts, runs
from tests.support.pdf_text import pdf_paragraphs, squeezed
from tests.support.sheet_papers import gantt, ledger, sheet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

#: 纸张 → 宽、高、左、右页边（毫米）和标题的磅数。
SIZES = {
    Sheet.A4: (210.0, 297.0, 25.0, 20.0, 18.0),
    Sheet.A4_WIDE: (297.0, 210.0, 20.0, 20.0, 18.0),
    Sheet.A3_WIDE: (420.0, 297.0, 25.0, 20.0, 26.0),
}
BLOCKS = (
    Heading(1, runs("一、待办问题")),
    Paragraph(runs("共四十项，都在办理中。")),
    ledger(),
    Note(runs("注：演示。")),
)


@cache
def printed(size: Sheet) -> PdfResult:
    return render_pdf(sheet(*BLOCKS, size=size), fonts())


@cache
def written(size: Sheet) -> bytes:
    return render_docx(sheet(*BLOCKS, size=size), FONT_NAMES, SAME_PAGE)


@pytest.mark.parametrize("size", list(Sheet))
def test_paper_title_and_the_line_below_it(size: Sheet) -> None:
    width, height, left, right, points = SIZES[size]
    data = printed(size).data
    page = pypdfium2.PdfDocument(data)[0]
    assert (page.get_width() * MM, page.get_height() * MM) == (pytest.approx(width), pytest.approx(height))
    title, line = row_with(data, 1, "推进施工图"), row_with(data, 1, "包保领导")
    assert ("XBS" in title.face[0], title.face[1]) == (True, points)
    assert (title.x0 + title.x1) / 2 == pytest.approx((left + width - right) / 2, abs=0.5)
    assert (line.x0, line.x1) == (pytest.approx(left, abs=0.6), pytest.approx(width - right, abs=0.6))
    assert 0 < line.bottom - title.bottom < 12 and line.face[1] == 12
    assert title.bottom < 20 + points * MM * 1.4


@pytest.mark.parametrize("size", list(Sheet))
def test_page_numbers_are_centred_in_the_foot_of_every_page(size: Sheet) -> None:
    width, height, left, right, _ = SIZES[size]
    result = printed(size)
    for number in range(1, result.pages + 1):
        folio = rows_of(result.data, number)[-1]
        assert squeezed(folio.text) == f"—{number}—"
        assert folio.face[1] == 14
        assert (folio.x0 + folio.x1) / 2 == pytest.approx((left + width - right) / 2, abs=0.5)
        dash = [band for band in ink_bands(result.data, number) if band.top > height - 20]
        assert (dash[0].top + dash[0].bottom) / 2 == pytest.approx(height - 20 + 7, abs=0.6)


def test_stamp_stands_at_the_top_of_every_page_clear_of_the_table() -> None:
    result = printed(Sheet.A4_WIDE)
    assert result.pages > 1
    for page in range(1, result.pages + 1):
        stamp = row_with(result.data, page, "演示数据")
        assert stamp.bottom < 17 and stamp.x1 == pytest.approx(277, abs=0.6)


def test_ledger_repeats_its_head_and_prints_every_row() -> None:
    data = printed(Sheet.A4_WIDE).data
    texts = ["".join(glyph.text for glyph in page) for page in glyphs_of(data)]
    assert all("解决措施" in text for text in texts)
    assert sum(text.count("W0") for text in texts) == 40


@pytest.mark.parametrize("size", list(Sheet))
def test_text_is_title_line_and_blocks_in_both_files(size: Sheet) -> None:
    document = sheet(*BLOCKS, size=size)
    expected = [squeezed(text_of(part)) for part in paragraphs(document) if text_of(part).strip()]
    assert expected[:2] == ["示例产业园一期项目推进施工图", "包保领导：李某某牵头部门：示例市工业和信息化局"]
    assert pdf_paragraphs(printed(size).data) == expected
    assert [squeezed(text) for text in docx_text(written(size))] == expected
    assert printed(size).notices == ()


def test_without_stamp_and_line_nothing_is_left_in_their_place() -> None:
    bare = replace(sheet(ledger(3), stamps=()), head_left=(), head_right=())
    rows = rows_of(render_pdf(bare, fonts()).data, 1)
    assert "推进施工图" in rows[0].text and "编号" in rows[1].text


@pytest.mark.parametrize("size", list(Sheet))
def test_word_section_has_the_size_and_margins(size: Sheet) -> None:
    width, height, left, right, points = SIZES[size]
    (section,) = part(written(size), "word/document.xml").iter(f"{W}sectPr")
    page, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert page is not None and margins is not None
    assert [int(page.get(f"{W}{side}", "")) / 1440 * 25.4 for side in "wh"] == [
        pytest.approx(width, abs=0.02),
        pytest.approx(height, abs=0.02),
    ]
    assert (page.get(f"{W}orient") == "landscape") is (width > height)
    found = {side: int(margins.get(f"{W}{side}", "")) / 1440 * 25.4 for side in ("top", "right", "bottom", "left")}
    assert found == {
        side: pytest.approx(size, abs=0.02) for side, size in zip(found, (20, right, 20, left), strict=True)
    }
    sizes = {style.get(f"{W}styleId"): style.find(f"{W}rPr/{W}sz") for style in styles(written(size))}
    assert [half_points(sizes[name]) for name in ("DocumentTitle", "Body", "Heading1")] == [points, 12, 12]


def styles(data: bytes) -> list[ElementTree.Element]:
    return [item for item in part(data, "word/styles.xml").iter(f"{W}style") if item.get(f"{W}type") == "paragraph"]


def half_points(size: ElementTree.Element | None) -> float:
    assert size is not None
    return int(size.get(f"{W}val", "")) / 2


def part(data: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return ElementTree.fromstring(package.read(name))


def test_mirrored_margins_are_only_for_official_papers() -> None:
    mirrored = replace(sheet(ledger(3)), page=MIRRORED_PAGE)
    settings = part(render_docx(mirrored, FONT_NAMES, SAME_PAGE), "word/settings.xml")
    assert settings.find(f"{W}mirrorMargins") is None


@pytest.mark.parametrize("document", [sheet(*BLOCKS, size=Sheet.A4), sheet(gantt(4))], ids=["台账", "挂图"])
def test_audit_finds_nothing(document: Document, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="没有安装 openxml-audit")
    path = tmp_path / "图表.docx"
    path.write_bytes(render_docx(document, FONT_NAMES, SAME_PAGE))
    assert [str(error) for error in audit.OpenXmlValidator().validate(path).errors] == []
