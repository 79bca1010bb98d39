"""PDF 的版式：逐项量位置、字体和字号（GB/T 9704—2012）。"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from reportgen.render.layout import BODY_PT, PDF_TRACKING_PT
from reportgen.render.pdf_writer import render_pdf
from tests.support.pdf_geometry import MM, Box, glyphs_of, ink_bands, ink_box, page_with, row_centre, row_with, rows_of
from tests.support.pdf_papers import fonts, paragraphs_of, plain_letter, rendered, runs

CHAR = (BODY_PT + PDF_TRACKING_PT) * MM
LETTER, REPORT = rendered("letter").data, rendered("report").data
BODY = ("RG-FangSong", 16.0)


def near(value: float, tolerance: float) -> object:
    """毫米值，容差 ``tolerance``。"""
    return pytest.approx(value, abs=tolerance)


def test_full_page_has_22_lines_of_28_characters_filling_the_type_area() -> None:
    data = render_pdf(replace(plain_letter(1), blocks=paragraphs_of(1, "国" * 2000)), fonts()).data
    rows = rows_of(data, 2, 16.0)
    assert len(rows) == 22
    assert {len(row.text) for row in rows} == {28}
    assert {round(row.x0, 1) for row in rows} == {28.0}
    assert all(row.x1 == near(184, 0.15) for row in rows)
    pitches = [below.bottom - above.bottom for above, below in pairwise(rows)]
    assert pitches == [near(225 / 22, 0.01)] * 21


def test_wrapped_lines_end_flush_and_last_lines_keep_their_spacing() -> None:
    rows = rows_of(LETTER, 2, 16.0)
    last = next(row for row in rows if row.text.endswith("手续办理"))
    wrapped = [above for above, below in pairwise(rows) if below.x0 < 29]
    assert len(wrapped) > 10
    assert all(row.x1 == near(184, 0.15) for row in wrapped)
    assert last.glyphs[-1].x0 - last.glyphs[-2].x0 == near(CHAR, 0.01)


def test_cells_are_not_stretched() -> None:
    row = row_with(LETTER, page_with(LETTER, "统计表") + 1, "第1号重大项目")
    gaps = {round(b.x0 - a.x0, 2) for a, b in pairwise(row.glyphs) if b.text in "大项目"}
    assert gaps == {round(10.5 * MM, 2)}


def test_letter_mark_and_double_rules() -> None:
    mark, thick, thin, second_thin, second_thick = ink_bands(LETTER, 1, red=True)
    assert mark.top == near(30, 0.2)
    assert (mark.x0 + mark.x1) / 2 == near(105, 0.5)
    assert thick.top - mark.bottom == near(4, 0.2)
    assert thick.bottom - thick.top > 2 * (thin.bottom - thin.top)
    assert second_thick.bottom == near(277, 0.2)
    assert second_thick.bottom - second_thick.top > 2 * (second_thin.bottom - second_thin.top)
    for rule in (thick, thin, second_thin, second_thick):
        assert (rule.x0, rule.x1) == (near(20, 0.2), near(190, 0.2))
    assert not ink_bands(LETTER, 2, red=True)


def test_letter_number_is_at_the_right_under_the_first_rule() -> None:
    number = ink_box(LETTER, 1, Box(28, 190, 48.5, 65))
    assert number.top - 47.95 == near(4.94, 0.2)
    assert row_with(LETTER, 1, "吉市政办函〔2024〕15号").x1 == near(184, 0.3)
    title = ink_box(LETTER, 1, Box(28, 190, 65, 88))
    assert title.top - number.bottom == near(2 * 225 / 22, 1.5)


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("关于2024年重大项目", ("RG-XBS-Bold", 22.0)),
        ("各县（市）区", BODY),
        ("一、总体进展", ("RG-Hei-Medium", 16.0)),
        ("（一）开复工情况", ("RG-Kai", 16.0)),
        ("1.新建项目", BODY),
        ("2024年7月5日", BODY),
        ("附件1", ("RG-Hei-Medium", 16.0)),
        ("地和分责任部门统计表", ("RG-XBS-Bold", 22.0)),
        ("单位：亿元", ("RG-FangSong", 12.0)),
        ("序号项目名称", ("RG-Hei-Medium", 10.5)),
        ("抄送：", ("RG-FangSong", 14.0)),
    ],
)
def test_type_of_each_element(text: str, face: tuple[str, float]) -> None:
    row = row_with(LETTER, page_with(LETTER, text), text)
    start = row.text.index(text)
    assert (row.glyphs[start].font, row.glyphs[start].size) == face


def test_run_in_heading_is_followed_by_body_type() -> None:
    row = row_with(LETTER, 1, "（一）开复工情况。")
    assert {glyph.font for glyph in row.glyphs[:9]} == {"RG-Kai"}
    assert row.glyphs[9].font == "RG-FangSong"


def test_recipients_are_flush_and_paragraphs_indented_two_characters() -> None:
    assert row_with(LETTER, 1, "各县（市）区").x0 == near(28, 0.05)
    gap = row_centre(LETTER, 1, "各县（市）区") - row_centre(LETTER, 1, "推进情况的通报")
    assert gap == near(2 * 225 / 22, 0.6)
    for text in ("截至6月底，29个", "一、总体进展", "（一）开复工情况"):
        assert row_with(LETTER, 1, text).x0 == near(28 + 2 * CHAR, 0.05)


def test_page_numbers_stand_outside_and_the_first_page_of_a_letter_has_none() -> None:
    assert not ink_bands(LETTER, 1, within=Box(28, 184, 263, 275))
    for page, area in ((2, Box(28, 37, 264, 276)), (3, Box(174, 184, 264, 276))):
        row = row_with(LETTER, page, f"—{page}—")
        dash = ink_box(LETTER, page, Box(*((row.x0, row.x0 + 4) if page == 2 else (row.x1 - 4, row.x1)), 264, 276))
        assert (dash.top + dash.bottom) / 2 == near(269, 0.2)
        assert ink_bands(LETTER, page, within=area)
        assert row.face == ("RG-Song", 14.0)
    assert row_with(LETTER, 2, "—2—").x0 == near(28 + 14 * MM, 0.1)
    assert row_with(LETTER, 3, "—3—").x1 == near(184 - 14 * MM, 0.1)


def test_landscape_numbers_keep_the_place_they_have_on_portrait_pages() -> None:
    odd = ink_box(LETTER, 5, Box(20, 34, 20, 190))
    even = ink_box(LETTER, 6, Box(20, 34, 20, 190))
    dash = ink_box(LETTER, 5, Box(20, 34, odd.bottom - 3, odd.bottom))
    assert (dash.x0 + dash.x1) / 2 == near(28, 0.2)
    assert odd.bottom == near(184 - 14 * MM, 0.4)
    assert even.top == near(28 + 14 * MM, 0.4)
    assert [glyph.text for glyph in glyphs_of(LETTER)[4] if not glyph.upright] == ["—", "5", "—"]


def test_stamps_are_on_every_page_outside_the_type_area() -> None:
    for page, glyphs in enumerate(glyphs_of(REPORT), 1):
        row = row_with(REPORT, page, "演示数据")
        right = 260 if max(glyph.x1 for glyph in glyphs) > 211 else 184
        stamp = ink_box(REPORT, page, Box(right - 40, right, 10, 25))
        assert row.text.endswith("草稿")
        assert row.face == ("RG-Hei-Medium", 12.0)
        assert stamp.top == near(15, 0.4)
        assert stamp.x1 == near(right, 0.3)


def test_landscape_attachment_uses_the_turned_type_area() -> None:
    frame = next(band for band in ink_bands(LETTER, 6) if band.x1 - band.x0 > 200)
    assert (ink_box(LETTER, 6, Box(34, 262, 20, 190)).x0, frame.x1) == (near(35, 0.2), near(260, 0.2))
    label, title = row_with(LETTER, 5, "附件2"), row_with(LETTER, 5, "项目进展情况表")
    assert label.x0 == near(35, 0.1)
    assert (title.x0 + title.x1) / 2 == near((35 + 260) / 2, 0.3)


def test_table_head_is_repeated_on_each_page() -> None:
    for page in (5, 6, 7):
        assert row_with(LETTER, page, "序号项目名称")
        assert row_with(LETTER, page, "总投资年度计划")


def test_attachment_label_is_on_row_one_and_title_on_row_three() -> None:
    assert row_with(LETTER, 4, "附件1").x0 == near(28, 0.05)
    assert row_centre(LETTER, 4, "附件1") == near(37 + 0.5 * 225 / 22, 0.5)
    assert row_centre(LETTER, 4, "重大项目包保服务工作") == near(37 + 2.5 * 225 / 22, 0.5)


def test_attachment_list_wraps_to_the_first_character_of_the_name() -> None:
    first, second = row_with(LETTER, 3, "附件：1.重大"), row_with(LETTER, 3, "2.项目进展")
    page = rows_of(LETTER, 3)
    wrapped = page[[row.text for row in page].index(first.text) + 1]
    assert first.x0 == near(28 + 2 * CHAR, 0.05)
    assert wrapped.x0 == near(first.glyphs[5].x0, 0.1)
    assert second.glyphs[2].x0 == near(first.glyphs[5].x0, 0.1)


@pytest.mark.parametrize(
    ("organ", "inset", "longer"),
    [("吉林市重大项目包保工作领导小组办公室", 2, "organ"), ("市政府", 2, "date")],
)
def test_date_starts_two_characters_right_of_the_signature(organ: str, inset: int, longer: str) -> None:
    data = render_pdf(replace(plain_letter(2), signatures=(runs(organ),)), fonts()).data
    page = page_with(data, "2024年7月5日")
    signature, date = rows_of(data, page, 16.0)[-2:]
    assert (signature.text, date.text) == (organ, "2024年7月5日")
    assert date.x0 - signature.x0 == near(2 * CHAR, 0.1)
    outer = signature if longer == "organ" else date
    assert outer.x1 == near(184 - inset * CHAR, 0.2)
    assert date.bottom - signature.bottom == near(225 / 22, 0.05)


def test_report_masthead() -> None:
    mark, rule = ink_bands(REPORT, 1, red=True)
    assert mark.top == near(45, 0.2)
    assert (mark.x0 + mark.x1) / 2 == near(106, 0.5)
    assert (rule.x0, rule.x1) == (near(28, 0.1), near(184, 0.1))
    number, left, right = (row_with(REPORT, 1, text) for text in ("第6期", "市重大项目包保办公室", "2024年7月5日"))
    assert (number.x0 + number.x1) / 2 == near(106, 0.3)
    assert left.bottom == near(right.bottom, 0.01)
    title = ink_box(REPORT, 1, Box(28, 184, rule.bottom + 5, rule.bottom + 32))
    assert title.top - rule.bottom == near(2 * 225 / 22, 1.5)


def test_long_mark_is_compressed_to_the_type_area() -> None:
    data = render_pdf(replace(plain_letter(1), marks=(runs("吉林市重大项目包保工作领导小组办公室"),)), fonts()).data
    mark = ink_bands(data, 1, red=True)[0]
    assert mark.x1 - mark.x0 == near(155, 1.5)
    assert mark.top == near(30, 0.2)


def test_unregistered_number_keeps_its_room() -> None:
    data = render_pdf(replace(plain_letter(1), number=(), date=()), fonts()).data
    assert row_with(data, 1, "推进情况的通报").bottom == near(row_with(LETTER, 1, "推进情况的通报").bottom, 0.01)


@pytest.mark.parametrize("lines", [10, 11, 12])
def test_signature_is_never_alone_on_a_page(lines: int) -> None:
    data = render_pdf(plain_letter(lines), fonts()).data
    page = page_with(data, "2024年7月5日")
    assert any("认真组织实施" in row.text for row in rows_of(data, page))


def test_heading_stays_with_the_next_paragraph() -> None:
    assert rows_of(LETTER, 2, 16.0)[-1].text != "二、存在问题"
    assert rows_of(LETTER, 3, 16.0)[0].text == "二、存在问题"


def test_digits_stay_with_their_unit_and_punctuation_off_line_starts() -> None:
    texts = [f"{'文' * shift}共62.38亿元，占31.8%，（其中29个项目）高于1.8个百分点。" * 6 for shift in range(12)]
    blocks = tuple(block for text in texts for block in paragraphs_of(1, text))
    data = render_pdf(replace(plain_letter(1), blocks=blocks), fonts()).data
    rows = [row for page in range(1, len(glyphs_of(data)) + 1) for row in rows_of(data, page, 16.0)]
    starts, ends = {row.text[0] for row in rows}, {row.text[-1] for row in rows}
    assert not starts & set("，。；、）：%个亿年月日")
    assert not ends & set("（“《")
