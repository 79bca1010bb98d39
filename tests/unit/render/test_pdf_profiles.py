"""版心的两种读法、双面对称页边，和各种格式的文字次序（GB/T 9704—2012 5.2.1、5.2.3、6.2）。"""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import cast

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from reportgen.model.document import PageStyle, Profile, paragraphs, text_of
from reportgen.render.pdf_writer import render_pdf
from tests.support.pdf_geometry import MM, Box, ink_bands, ink_box, row_with, rows_of
from tests.support.pdf_papers import (
    BOX_PAGE,
    INK_PAGE,
    MIRRORED_PAGE,
    PAPERS,
    fonts,
    paragraphs_of,
    plain_letter,
    rendered,
)
from tests.support.pdf_text import pdf_paragraphs, squeezed

FULL = replace(plain_letter(1), blocks=paragraphs_of(1, "国" * 2000))


def near(value: float, tolerance: float) -> object:
    """毫米值，容差 ``tolerance``。"""
    return pytest.approx(value, abs=tolerance)


@pytest.mark.parametrize("page", [BOX_PAGE, INK_PAGE], ids=["BOX", "INK"])
@pytest.mark.parametrize("name", sorted(PAPERS))
def test_text_equals_the_document_in_every_form(name: str, page: PageStyle) -> None:
    result = rendered(name, page)
    wanted = paragraphs(PAPERS[name](), has_moved_recipients=result.imprint.has_recipients)
    assert pdf_paragraphs(result.data) == [text for runs in wanted if (text := squeezed(text_of(runs)))]
    assert result.notices == ()


def test_ink_profile_fills_225_mm_from_the_first_glyphs_to_the_last() -> None:
    data = render_pdf(replace(FULL, page=INK_PAGE), fonts()).data
    rows = rows_of(data, 2, 16.0)
    assert len(rows) == 22
    assert {len(row.text) for row in rows} == {28}
    ink = ink_box(data, 2, Box(28, 184, 20, 266))
    assert (ink.top, ink.bottom) == (near(37, 1), near(262, 1))
    assert [b.bottom - a.bottom for a, b in pairwise(rows)] == [near((225 - 16 * MM) / 21, 0.01)] * 21


@pytest.mark.parametrize("character", ["国", "旸", "喆", "堃", "黑"])
def test_rare_characters_do_not_change_the_line_pitch(character: str) -> None:
    text = "国" * 700 + character + "国" * 1000
    data = render_pdf(replace(FULL, blocks=paragraphs_of(1, text)), fonts()).data
    rows = rows_of(data, 2, 16.0)
    assert len(rows) == 22
    assert [b.bottom - a.bottom for a, b in pairwise(rows)] == [near(225 / 22, 0.01)] * 21


@pytest.mark.parametrize("name", ["letter", "report", "official"])
def test_page_numbers_imprint_and_stamps_are_at_the_same_places_in_both_profiles(name: str) -> None:
    box, ink = rendered(name, BOX_PAGE), rendered(name, INK_PAGE)
    assert box.pages == ink.pages
    feet = [ink_bands(result.data, 2, within=Box(20, 190, 265.5, 275)) for result in (box, ink)]
    assert [(band.top, band.x0) for band in feet[1]] == [(near(b.top, 0.1), near(b.x0, 0.1)) for b in feet[0]]
    ends = [ink_bands(result.data, result.pages, within=Box(20, 190, 230, 263))[-1] for result in (box, ink)]
    assert ends[1].bottom == near(ends[0].bottom, 0.1)
    tops = [ink_bands(result.data, 1, within=Box(20, 190, 5, 28)) for result in (box, ink)]
    assert [band.top for band in tops[1]] == [near(band.top, 0.1) for band in tops[0]]


@pytest.mark.parametrize("profile", list(Profile))
def test_mirrored_margins_swap_the_sides_of_even_pages(profile: Profile) -> None:
    data = render_pdf(replace(FULL, page=PageStyle(profile, is_mirrored=True)), fonts()).data
    even, odd = rows_of(data, 2, 16.0), rows_of(data, 3, 16.0)
    assert all((row.x0, row.x1) == (near(26, 0.15), near(182, 0.15)) for row in even)
    assert all((row.x0, row.x1) == (near(28, 0.15), near(184, 0.15)) for row in odd)
    assert row_with(data, 2, "—2—").x0 == near(26 + 14 * MM, 0.1)
    assert row_with(data, 3, "—3—").x1 == near(184 - 14 * MM, 0.1)


def test_mirrored_landscape_pages_keep_the_type_area_of_their_side() -> None:
    data = rendered("letter", MIRRORED_PAGE).data
    odd, even = (ink_box(data, page, Box(20, 34, 15, 195)) for page in (5, 6))
    assert odd.bottom == near(184 - 14 * MM, 0.4)
    assert even.top == near(26 + 14 * MM, 0.4)
    frame = ink_bands(data, 6, within=Box(34, 262, 20, 190))[0]
    assert frame.top == near(26, 0.2)


def test_mirrored_imprint_follows_the_even_page() -> None:
    result = rendered("report", MIRRORED_PAGE)
    rules = [band for band in ink_bands(result.data, result.pages) if band.x1 - band.x0 > 150]
    assert [(rule.x0, rule.x1) for rule in rules] == [(near(26, 0.1), near(182, 0.1))] * 3
    assert rules[-1].bottom == near(262, 0.15)


@pytest.mark.parametrize("name", ["official", "minutes", "command", "joint"])
def test_pdf_is_archival_tagged_and_titled(name: str) -> None:
    reader = PdfReader(BytesIO(rendered(name).data))
    root = cast(DictionaryObject, reader.trailer["/Root"])
    xmp = cast(StreamObject, root["/Metadata"].get_object()).get_data().decode()
    assert re.search('pdfaid:part(?:>|=")2', xmp) and re.search('pdfaid:conformance(?:>|=")U', xmp)
    assert cast(DictionaryObject, root["/MarkInfo"])["/Marked"]
    assert root["/Lang"] == "zh-CN"
    titles = {"command": "吉林市人民政府令第12号"}
    assert reader.metadata is not None
    assert reader.metadata.title == titles.get(name, "".join(PAPERS[name]().title_lines))
