"""DOCX 在 LibreOffice 中的版面：逐项量位置（GB/T 9704—2012）。

LibreOffice 7.4 不理会“中西文间距不自动调整”，故字数只在不含数字的段落里数。
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.support.pdf_geometry import Box, glyphs_of, ink_bands, ink_box, page_with, row_with, rows_of

pytestmark = pytest.mark.libreoffice

Pdfs = dict[str, bytes]


def near(value: float, tolerance: float = 0.5) -> object:
    """毫米值，容差 ``tolerance``。"""
    return pytest.approx(value, abs=tolerance)


def red_lines(data: bytes, page: int) -> list[Box]:
    """红线：高不足 1 毫米的红色横带。"""
    return [band for band in ink_bands(data, page, red=True) if band.bottom - band.top < 1]


def page_count(data: bytes) -> int:
    """页数。"""
    return len(glyphs_of(data))


def test_full_page_has_22_lines_of_28_characters_in_the_type_area(pdfs: Pdfs) -> None:
    rows = rows_of(pdfs["满页"], 2, 16.0)
    assert [len(row.text) for row in rows] == [28] * 22
    assert all((row.x0, row.x1) == (near(28), near(184, 0.7)) for row in rows)
    assert all(below.bottom - above.bottom == near(28.95 * 25.4 / 72, 0.05) for above, below in pairwise(rows))


def test_letter_mark_and_double_rules_are_where_the_standard_puts_them(pdfs: Pdfs) -> None:
    mark = max(ink_bands(pdfs["信函"], 1, red=True), key=lambda band: band.bottom - band.top)
    assert mark.top == near(30)
    assert (mark.x0 + mark.x1) / 2 == near(105)
    assert mark.x0 > 28 - 1 and mark.x1 < 184
    lines = red_lines(pdfs["信函"], 1)
    assert [(line.x0, line.x1) for line in lines] == [(near(20), near(190))] * 4
    assert lines[0].top == near(mark.bottom + 4)
    assert lines[3].bottom == near(277, 0.2)
    thickness = [line.bottom - line.top for line in lines]
    assert thickness[0] > thickness[1] + 0.3 and thickness[3] > thickness[2] + 0.3


def test_letter_number_hangs_right_under_the_first_rule(pdfs: Pdfs) -> None:
    row = row_with(pdfs["信函"], 1, "示市政办函")
    ink = ink_box(pdfs["信函"], 1, Box(row.x0, 185, 50, 62))
    assert ink.top == near(red_lines(pdfs["信函"], 1)[1].bottom + 4.94)
    assert row.x1 == near(184)


def test_letter_has_no_page_number_on_page_one_and_shows_it_from_page_two(pdfs: Pdfs) -> None:
    numbers = [[row.text for row in rows_of(pdfs["信函"], page, 14.0)] for page in (1, 2, 3)]
    assert numbers == [[], ["—2—"], ["—3—"]]


@pytest.mark.parametrize(("page", "edge"), [(2, "left"), (3, "right")])
def test_page_number_is_7_mm_under_the_type_area_one_character_inside(pdfs: Pdfs, page: int, edge: str) -> None:
    row = next(row for row in rows_of(pdfs["信函"], page, 14.0) if row.text == f"—{page}—")
    dash = ink_box(pdfs["信函"], page, Box(row.x0, row.x0 + 4.5, 264, 275))
    assert (dash.top + dash.bottom) / 2 == near(269)
    assert (row.x0 == near(28 + 4.94)) if edge == "left" else (row.x1 == near(184 - 4.94))


def test_landscape_page_number_sits_where_it_is_on_portrait_pages(pdfs: Pdfs) -> None:
    first = page_with(pdfs["信函"], "包保重大项目清单") + 1
    while not any("项目法人" in row.text for row in rows_of(pdfs["信函"], first)):
        first += 1
    for page in (first, first + 1):
        sideways = [glyph for glyph in glyphs_of(pdfs["信函"])[page - 1] if not glyph.upright]
        assert "".join(glyph.text for glyph in sideways) == f"—{page}—"
        dash = ink_bands(pdfs["信函"], page, within=Box(20, 34, 0, 210))
        assert (dash[0].x0 + dash[0].x1) / 2 == near(28)
        if page % 2:
            assert dash[-1].bottom == near(210 - 26 - 4.94)
        else:
            assert dash[0].top == near(28 + 4.94)


def test_landscape_table_repeats_its_header_within_the_landscape_margins(pdfs: Pdfs) -> None:
    pages = [
        page
        for page in range(1, page_count(pdfs["信函"]) + 1)
        if any("项目法人" in row.text for row in rows_of(pdfs["信函"], page))
    ]
    assert len(pages) > 2
    ink = ink_bands(pdfs["信函"], pages[1], within=Box(34, 297, 25, 190))
    assert (ink[0].top, ink[0].x0, ink[0].x1) == (near(28), near(35), near(260))
    assert ink[-1].bottom < 184.5


def test_date_starts_two_characters_right_of_the_signature(pdfs: Pdfs) -> None:
    page = page_with(pdfs["满页"], "某年某月某日")
    rows = rows_of(pdfs["满页"], page, 16.0)
    date = next(row for row in rows if row.text == "某年某月某日")
    signer = next(row for row in rows if row.text == "示例市人民政府办公室")
    assert date.x0 - signer.x0 == near(2 * 5.54)
    assert signer.x1 == near(184 - 2 * 5.54)


def test_signature_never_stands_on_a_page_without_text(pdfs: Pdfs) -> None:
    page = page_with(pdfs["署名跨页"], "某年某月某日")
    assert page == 2
    assert "国" in rows_of(pdfs["署名跨页"], page, 16.0)[0].text


def test_letter_imprint_is_only_cc_at_the_foot_of_the_last_page_without_rules(pdfs: Pdfs) -> None:
    last = page_count(pdfs["信函"])
    rows = [row for row in rows_of(pdfs["信函"], last, 14.0) if row.bottom < 264]
    assert rows[0].text.startswith("抄送：市委办公室，") and rows[0].x0 == near(28 + 4.94)
    assert rows[1].x0 == near(28 + 4 * 4.94)
    foot = ink_bands(pdfs["信函"], last, within=Box(20, 190, 200, 265))
    assert foot[-1].bottom == near(261, 1.5)
    assert all(band.bottom - band.top > 2 for band in foot)


def test_report_masthead_number_and_red_rule(pdfs: Pdfs) -> None:
    red = ink_bands(pdfs["专报"], 1, red=True)
    assert red[0].top == near(45) and (red[0].x0 + red[0].x1) / 2 == near(106)
    number = row_with(pdfs["专报"], 1, "第6期")
    assert (number.x0 + number.x1) / 2 == near(106, 1)
    rule = red_lines(pdfs["专报"], 1)[-1]
    assert (rule.x0, rule.x1) == (near(28), near(184))
    assert rule.top == near(ink_box(pdfs["专报"], 1, Box(28, 184, 79, rule.top - 0.2)).bottom + 4)


def test_report_imprint_rules_close_the_type_area(pdfs: Pdfs) -> None:
    last = page_count(pdfs["专报"])
    bands = ink_bands(pdfs["专报"], last, within=Box(20, 190, 240, 264))
    rules = [band for band in bands if band.x1 - band.x0 > 150]
    assert len(rules) == 3 and rules[-1].bottom == near(262)
    assert all((rule.x0, rule.x1) == (near(28), near(184)) for rule in rules)
    issuer = row_with(pdfs["专报"], last, "印发")
    assert (issuer.x0, issuer.x1) == (near(28 + 4.94), near(184 - 4.94))


def test_blank_page_and_imprint_page_are_real_and_unnumbered(pdfs: Pdfs) -> None:
    last = page_count(pdfs["空白页"])
    assert [row.text for row in rows_of(pdfs["空白页"], last - 1)] == ["演示数据草稿"]
    assert "抄送" in rows_of(pdfs["空白页"], last)[1].text
    assert not any("—" in row.text for row in rows_of(pdfs["空白页"], last))


def test_stamp_is_on_every_page_at_the_top_right(pdfs: Pdfs) -> None:
    for name in ("信函", "专报", "空白页"):
        for page in range(1, page_count(pdfs[name]) + 1):
            row = row_with(pdfs[name], page, "演示数据")
            is_landscape = any("项目法人" in other.text for other in rows_of(pdfs[name], page))
            assert row.x1 == near(260 if is_landscape else 184)
            assert ink_box(pdfs[name], page, Box(row.x0, row.x1, 10, 22)).top == near(15, 0.3)
