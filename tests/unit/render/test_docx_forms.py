"""文件、上行文、联合行文、命令、纪要的 DOCX 在 LibreOffice 中的版面（GB/T 9704—2012 第7、10章）。"""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.support.pdf_geometry import Box, glyphs_of, ink_bands, ink_box, page_with, row_with, rows_of

pytestmark = pytest.mark.libreoffice

Pdfs = dict[str, bytes]

PITCH = 28.95 * 25.4 / 72
STRICT_PITCH = 29.6 * 25.4 / 72
CHAR = 15.7 * 25.4 / 72  # 3号字的一个字，含字距
SMALL_CHAR = 14 * 25.4 / 72
FULL_CHAR = 16 * 25.4 / 72


def near(value: float, tolerance: float = 0.5) -> object:
    """毫米值，容差 ``tolerance``。"""
    return pytest.approx(value, abs=tolerance)


def row_ink(data: bytes, page: int, text: str) -> Box:
    """含 ``text`` 的 3 号字行的墨迹。"""
    row = row_with(data, page, text)
    return ink_box(data, page, Box(row.x0 - 0.5, row.x1 + 0.5, row.bottom - 8, row.bottom + 1.2))


def mark_ink(data: bytes) -> Box:
    """标志的墨迹：红线以上的红色。"""
    bands = [band for band in ink_bands(data, 1, red=True) if band.bottom - band.top > 2]
    return Box(min(band.x0 for band in bands), max(band.x1 for band in bands), bands[0].top, bands[-1].bottom)


def red_rule(data: bytes) -> Box:
    """红线。"""
    (rule,) = [band for band in ink_bands(data, 1, red=True) if band.bottom - band.top < 2]
    return rule


@pytest.mark.parametrize(
    ("name", "top"),
    [
        ("文件", 72),
        ("文件无份号", 72),
        ("文件长名", 72),
        ("上行文", 72),
        ("联合盖章", 72),
        ("纪要", 72),
        ("严格", 72),
        ("命令", 57),
        ("严格命令", 57),
    ],
)
def test_ink_of_the_mark_starts_where_the_standard_says_whatever_stands_above(pdfs: Pdfs, name: str, top: int) -> None:
    mark = mark_ink(pdfs[name])
    assert mark.top == near(top)
    assert (mark.x0 + mark.x1) / 2 == near(106)
    assert mark.x0 > 27.5 and mark.x1 < 184.5


@pytest.mark.parametrize("name", ["文件", "文件主送移走", "严格"])
def test_copy_number_secrecy_and_urgency_stand_in_rows_one_to_three(pdfs: Pdfs, name: str) -> None:
    rows = rows_of(pdfs[name], 1, 16.0)[:3]
    assert [row.text for row in rows] == ["000001", "机密★1年", "特急"]
    assert [row.x0 for row in rows] == [near(28)] * 3
    pitch = STRICT_PITCH if name == "严格" else PITCH
    centres = [row_ink(pdfs[name], 1, row.text) for row in rows]
    assert centres[1].top - centres[0].top == near(pitch, 1.5)  # 数字比汉字矮
    assert centres[2].top - centres[1].top == near(pitch)


def test_secrecy_alone_stays_in_row_two(pdfs: Pdfs) -> None:
    assert row_with(pdfs["上行文"], 1, "机密").bottom == near(row_with(pdfs["文件"], 1, "机密").bottom, 0.1)


@pytest.mark.parametrize(("name", "number"), [("文件", "示政发"), ("联合盖章", "示政发"), ("纪要", "第3期")])
def test_number_is_centred_two_lines_below_the_mark_and_rule_4_mm_below_it(pdfs: Pdfs, name: str, number: str) -> None:
    mark, row, rule = mark_ink(pdfs[name]), row_with(pdfs[name], 1, number), red_rule(pdfs[name])
    assert (row.x0 + row.x1) / 2 == near(106, 1)
    ink = row_ink(pdfs[name], 1, number)
    assert ink.top - mark.bottom == near(2 * PITCH, 1)
    assert rule.top - ink.bottom == near(4)
    assert (rule.x0, rule.x1) == (near(28), near(184))


@pytest.mark.parametrize(
    ("name", "title"),
    [("文件", "示例市人民政府"), ("上行文", "示例市人民政府"), ("纪要", "关于研究"), ("联合盖章", "示例市人民政府")],
)
def test_title_is_two_lines_below_the_rule_and_text_falls_on_whole_rows(pdfs: Pdfs, name: str, title: str) -> None:
    rule = red_rule(pdfs[name])
    row = next(row for row in rows_of(pdfs[name], 1, 22.0) if row.text.startswith(title))
    ink = ink_box(pdfs[name], 1, Box(row.x0 - 1, row.x1 + 1, row.bottom - 9, row.bottom + 1))
    assert ink.top - rule.bottom == near(2 * PITCH, 1.5)
    assert len(rows_of(pdfs[name], 1, 16.0)) > 5
    last = rows_of(pdfs[name], 1, 16.0)[-1]
    # 满页末行
    assert last.bottom == near(rows_of(pdfs["满页"], 2, 16.0)[-1].bottom, 0.3)


def test_several_signers_stand_two_in_a_row_and_the_number_on_their_last_row(pdfs: Pdfs) -> None:
    rows = rows_of(pdfs["上行文"], 1, 16.0)
    first = next(row for row in rows if "签发人：" in row.text)
    last = next(row for row in rows if "示政报" in row.text)
    assert first.text == "签发人：张三欧阳某某" and last.text == "示政报〔某某〕某号李四五"
    assert last.bottom - first.bottom == near(PITCH, 0.2)
    assert last.x0 == near(28 + CHAR)
    name = next(glyph for glyph in first.glyphs if glyph.text == "张")
    wrapped = next(glyph for glyph in last.glyphs if glyph.text == "李")
    assert wrapped.x0 == near(name.x0, 0.3)
    assert first.x1 == near(184 - CHAR)
    assert name.font != first.glyphs[0].font
    assert ink_box(pdfs["上行文"], 1, Box(100, 184, 100, 117)).top - mark_ink(pdfs["上行文"]).bottom == near(
        2 * PITCH, 1
    )


def test_single_signer_stands_on_the_row_of_the_number_one_character_from_the_edge(pdfs: Pdfs) -> None:
    row = row_with(pdfs["上行文一人"], 1, "签发人：张三")
    assert row.text.startswith("示政发") and row.x1 == near(184 - CHAR)


def test_joint_names_have_equal_width_and_the_suffix_stands_at_half_height(pdfs: Pdfs) -> None:
    names = [band for band in ink_bands(pdfs["联合盖章"], 1, within=Box(28, 130, 71, 112))]
    assert len(names) == 3
    assert all((band.x0, band.x1) == (near(names[0].x0, 1), near(names[0].x1, 1)) for band in names)
    suffix = ink_box(pdfs["联合盖章"], 1, Box(131, 184, 71, 112))
    assert (suffix.top + suffix.bottom) / 2 == near((names[0].top + names[-1].bottom) / 2, 1)


def test_sealed_date_is_four_characters_from_the_edge_and_the_signature_centred_on_it(pdfs: Pdfs) -> None:
    page = page_with(pdfs["文件"], "某年某月某日")
    rows = rows_of(pdfs["文件"], page, 16.0)
    date = next(row for row in rows if row.text == "某年某月某日")
    signer = rows[rows.index(date) - 1]
    assert date.x1 == near(184 - 4 * CHAR)
    assert (signer.x0 + signer.x1) / 2 == near((date.x0 + date.x1) / 2)
    assert signer.bottom - rows[rows.index(date) - 2].bottom == near(3 * PITCH, 0.1)
    assert rows[rows.index(date) + 1].text == "（此件公开发布）"
    assert rows[rows.index(date) + 1].x0 == near(28 + 2 * FULL_CHAR)


def test_joint_signatures_leave_room_for_seals_side_by_side(pdfs: Pdfs) -> None:
    rows = rows_of(pdfs["联合盖章"], 2, 16.0)
    date = next(row for row in rows if row.text == "某年某月某日")
    names = rows[rows.index(date) - 1].glyphs
    centres = [(names[a].x0 + names[b].x1) / 2 for a, b in ((0, 6), (7, 11), (12, 19))]
    assert all(right - left > 45 for left, right in pairwise(centres))
    assert centres[0] - 22.5 > 26 and centres[2] == near((date.x0 + date.x1) / 2, 0.8)


def test_four_organs_stand_in_two_rows_five_lines_apart(pdfs: Pdfs) -> None:
    page = page_with(pdfs["联合四家"], "示例市人民法院")
    rows = [row for row in rows_of(pdfs["联合四家"], page, 16.0) if row.text.startswith("示例市")]
    assert [row.text for row in rows] == ["示例市人民政府示例军分区", "示例市监察委员会示例市人民法院"]
    assert rows[1].bottom - rows[0].bottom == near(5 * PITCH, 0.1)


def test_unsealed_joint_signatures_start_together_and_the_date_two_characters_later(pdfs: Pdfs) -> None:
    rows = rows_of(pdfs["联合不盖章"], page_with(pdfs["联合不盖章"], "某年某月某日"), 16.0)
    date = next(index for index, row in enumerate(rows) if row.text == "某年某月某日")
    names = rows[date - 3 : date]
    assert [row.text for row in names] == ["示例市人民政府", "示例军分区", "示例市监察委员会"]
    assert [row.x0 for row in names] == [near(rows[date].x0 - 2 * CHAR)] * 3
    assert max(row.x1 for row in names) == near(184 - 2 * CHAR)


def test_command_has_number_text_and_room_for_the_name_stamp(pdfs: Pdfs) -> None:
    mark, number = mark_ink(pdfs["命令"]), row_ink(pdfs["命令"], 1, "第12号")
    assert (number.x0 + number.x1) / 2 == near(106) and number.top - mark.bottom == near(2 * PITCH, 1)
    assert row_ink(pdfs["命令"], 1, "重大项目管理办法").top - number.bottom == near(2 * PITCH, 1)
    rows = rows_of(pdfs["命令"], 1, 16.0)
    office = next(row for row in rows if row.text == "市长")
    date = next(row for row in rows if row.text == "某年某月某日")
    assert office.x1 == near(184 - 4 * CHAR - 40 - 2 * CHAR) and date.x1 == near(184 - 4 * CHAR)
    text = rows[rows.index(office) - 1]
    assert office.bottom - text.bottom == near(3.5 * PITCH, 0.2)
    assert date.bottom - office.bottom == near(2.5 * PITCH, 0.2)
    assert [band for band in ink_bands(pdfs["命令"], 1, red=True) if band.bottom - band.top < 2] == []


def test_attendance_is_aligned_after_the_colon(pdfs: Pdfs) -> None:
    page = page_with(pdfs["纪要"], "出席：")
    rows = rows_of(pdfs["纪要"], page, 16.0)
    at = next(index for index, row in enumerate(rows) if row.text.startswith("出席："))
    assert [row.text[:3] for row in rows[at:]] == ["出席：", "设局王", "请假：", "列席："]
    assert rows[at].bottom - rows[at - 1].bottom == near(2 * PITCH, 0.1)
    assert [rows[at].x0, rows[at + 2].x0, rows[at + 3].x0] == [near(28 + 2 * CHAR)] * 3
    assert rows[at + 1].x0 == near(rows[at].glyphs[3].x0, 0.3)
    assert rows[at].glyphs[0].font != rows[at].glyphs[3].font


def test_letter_stacks_secrecy_and_urgency_left_of_the_number(pdfs: Pdfs) -> None:
    rows = rows_of(pdfs["信函密级"], 1, 16.0)
    assert rows[0].text.startswith("机密★1年示市政办函") and rows[0].x1 == near(184)
    assert rows[1].text == "加急" and rows[1].x0 == near(28)
    assert rows[1].bottom - rows[0].bottom == near(PITCH, 0.3)
    rules = [band for band in ink_bands(pdfs["信函密级"], 1, red=True) if band.bottom - band.top < 1]
    ink = ink_box(pdfs["信函密级"], 1, Box(28, 60, rules[1].bottom + 0.5, 64))
    assert ink.top == near(rules[1].bottom + 4.94)


def test_moved_recipients_stand_over_cc_without_a_rule_between(pdfs: Pdfs) -> None:
    data = pdfs["文件主送移走"]
    last = len(glyphs_of(data))
    rows = rows_of(data, last, 14.0)
    to = next(row for row in rows if row.text.startswith("主送："))
    cc = next(row for row in rows if row.text.startswith("抄送："))
    assert to.x0 == near(28 + SMALL_CHAR) and rows[1].x0 == near(28 + 4 * SMALL_CHAR)
    bands = ink_bands(data, last, within=Box(20, 190, 37, 264))
    rules = [band for band in bands if band.x1 - band.x0 > 150 and band.bottom - band.top < 1]
    assert len(rules) == 3 and rules[-1].bottom == near(262)
    assert rules[0].bottom < to.bottom < cc.bottom < rules[1].top
    assert "主送" not in "".join(row.text for page in range(1, last) for row in rows_of(data, page))


def test_strict_profile_fills_the_type_area_with_22_lines_on_mirrored_pages(pdfs: Pdfs) -> None:
    for page, left in ((2, 26), (3, 28)):
        rows = rows_of(pdfs["严格"], page, 16.0)
        assert [len(row.text) for row in rows] == [28] * 22
        assert all((row.x0, row.x1) == (near(left), near(left + 156, 0.8)) for row in rows)
        assert all(below.bottom - above.bottom == near(STRICT_PITCH, 0.05) for above, below in pairwise(rows))
        ink = ink_box(pdfs["严格"], page, Box(20, 190, 30, 264.5))
        assert (ink.top, ink.bottom) == (near(37.5, 1.5), near(262.5, 1.5))


def test_strict_profile_keeps_imprint_and_page_number_where_they_belong(pdfs: Pdfs) -> None:
    data = pdfs["严格专报"]
    last = len(glyphs_of(data))
    rules = [
        band
        for band in ink_bands(data, last, within=Box(20, 190, 230, 264))
        if band.x1 - band.x0 > 150 and band.bottom - band.top < 1
    ]
    assert rules[-1].bottom == near(262)
    number = next(row for row in rows_of(data, 2, 14.0) if row.text == "—2—")
    assert number.x0 == near(26 + SMALL_CHAR)
    dash = ink_box(data, 2, Box(number.x0, number.x0 + 4.5, 264, 275))
    assert (dash.top + dash.bottom) / 2 == near(269)


def test_blank_page_before_the_imprint_leaves_both_without_numbers(pdfs: Pdfs) -> None:
    data = pdfs["严格"]
    last = len(glyphs_of(data))
    assert rows_of(data, last - 1) == []
    assert all("—" not in row.text for row in rows_of(data, last))


def test_landscape_title_is_on_row_three(pdfs: Pdfs) -> None:
    data = pdfs["信函"]
    page = next(
        page
        for page in range(1, len(glyphs_of(data)) + 1)
        if [row.text for row in rows_of(data, page)][1:3] == ["附件2", "包保重大项目清单"]
    )
    label, title = row_with(data, page, "附件2"), row_with(data, page, "包保重大项目清单")
    assert title.bottom - label.bottom == near(2 * PITCH, 1)
    assert label.x0 == near(35)


def test_section_that_ends_on_a_full_page_adds_no_page(pdfs: Pdfs) -> None:
    data = pdfs["信函密级"]
    assert len(rows_of(data, 3, 16.0)) == 21 and len(glyphs_of(data)) == 4
