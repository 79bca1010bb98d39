"""文件、纪要、命令首页的版头（GB/T 9704—2012 7.2、10.2、10.3），两种版心都量。"""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.model.document import Document, PageStyle
from reportgen.render.layout import BODY_PT, FILE_MARK_PT, GRIDS, PDF_TRACKING_PT
from reportgen.render.pdf_writer import render_pdf
from tests.support.pdf_geometry import MM, Box, ink_bands, ink_box, page_with, row_centre, row_with, rows_of
from tests.support.pdf_papers import BOX_PAGE, INK_PAGE, crowded, fonts, joint, official, rendered, runs, upward

CHAR = (BODY_PT + PDF_TRACKING_PT) * MM
BOTH = pytest.mark.parametrize("page", [BOX_PAGE, INK_PAGE], ids=["BOX", "INK"])


def near(value: float, tolerance: float) -> object:
    """毫米值，容差 ``tolerance``。"""
    return pytest.approx(value, abs=tolerance)


def pitch(page: PageStyle) -> float:
    """行距。"""
    return GRIDS[page.profile].pitch_mm


def pdf(document: Document) -> bytes:
    """排成 PDF。"""
    return render_pdf(document, fonts()).data


def number_ink(data: bytes, text: str) -> Box:
    """首页发文字号的墨迹。"""
    row = row_with(data, 1, text)
    first = next(index for index in range(len(row.text)) if row.text.startswith(text, index))
    glyphs = row.glyphs[first : first + len(text)]
    return ink_box(data, 1, Box(glyphs[0].x0, glyphs[-1].x1, row.bottom - 6.5, row.bottom + 0.5))


@BOTH
@pytest.mark.parametrize(
    ("name", "number", "title"),
    [("official", "吉市政发〔2024〕3号", "吉林市人民政府关于做好"), ("minutes", "〔2024〕6号", "研究重大项目")],
)
def test_mark_number_rule_and_title_of_a_file(name: str, number: str, title: str, page: PageStyle) -> None:
    data = rendered(name, page).data
    mark, rule = ink_bands(data, 1, red=True)
    ink = number_ink(data, number)
    row = row_with(data, 1, number)
    assert mark.top == near(72, 0.2)
    assert (mark.x0 + mark.x1) / 2 == near(106, 0.6)
    assert mark.x1 - mark.x0 <= 156
    assert ink.top - mark.bottom == near(2 * pitch(page), 0.3)
    assert (row.x0 + row.x1) / 2 == near(106, 0.3)
    assert rule.top - ink.bottom == near(4, 0.2)
    assert (rule.x0, rule.x1) == (near(28, 0.1), near(184, 0.1))
    first = row_with(data, 1, title)
    title_ink = ink_box(data, 1, Box(first.x0 - 1, first.x1 + 1, rule.bottom + 5, rule.bottom + 32))
    assert title_ink.top - rule.bottom == near(2 * pitch(page), 1.5)


@BOTH
def test_corner_rows_and_their_type(page: PageStyle) -> None:
    data = rendered("official", page).data
    texts = (("000001", "RG-FangSong"), ("秘密★1年", "RG-Hei"), ("特急", "RG-Hei"))
    for index, (text, face) in enumerate(texts):
        row = row_with(data, 1, text)
        assert (row.text, row.x0) == (text, near(28, 0.05))
        assert row.glyphs[0].font.startswith(face)
        assert row_centre(data, 1, text) == near(GRIDS[page.profile].top + (index + 0.5) * pitch(page), 0.5)


@pytest.mark.parametrize(
    ("copy_number", "secrecy", "urgency", "rows"),
    [
        ("", "秘密★1年", "", {"秘密★1年": 1}),
        ("", "", "加急", {"加急": 0}),
        ("000012", "", "加急", {"000012": 0, "加急": 1}),
        ("", "机密", "加急", {"机密": 1, "加急": 2}),
    ],
)
def test_secrecy_keeps_row_two_and_urgency_follows(
    copy_number: str, secrecy: str, urgency: str, rows: dict[str, int]
) -> None:
    data = pdf(
        replace(official(), copy_number=runs(copy_number), secrecy=runs(secrecy), urgency=runs(urgency), attachments=())
    )
    for text, row in rows.items():
        assert row_centre(data, 1, text) == near(37 + (row + 0.5) * 225 / 22, 0.5)


@BOTH
def test_upward_number_stands_on_the_row_of_the_last_signers(page: PageStyle) -> None:
    data = rendered("upward", page).data
    first, last = row_with(data, 1, "签发人：王建国"), row_with(data, 1, "吉市发改〔2024〕30号")
    assert first.text == "签发人：王建国李旸"
    assert last.text == "吉市发改〔2024〕30号欧阳文华"
    assert last.bottom - first.bottom == near(pitch(page), 0.02)
    assert last.x0 == near(28 + CHAR, 0.05)
    assert last.x1 + CHAR + 4 * CHAR == near(184 - CHAR, 0.2)
    assert first.glyphs[4].x0 == near(last.glyphs[-4].x0, 0.05)
    assert [glyph.font for glyph in first.glyphs[:7]] == ["RG-FangSong"] * 4 + ["RG-Kai"] * 3
    mark = ink_bands(data, 1, red=True)[0]
    signer = ink_box(data, 1, Box(first.x0, first.glyphs[6].x1, first.bottom - 6, first.bottom + 0.5))
    assert signer.top - mark.bottom == near(2 * pitch(page), 0.6)


def test_single_signer_ends_one_character_from_the_edge() -> None:
    data = pdf(upward(1))
    row = row_with(data, 1, "签发人：王建国")
    assert row.text == "吉市发改〔2024〕30号签发人：王建国"
    assert row.x1 == near(184 - CHAR, 0.2)
    marks, rule = ink_bands(data, 1, red=True)
    assert rule.top - marks.bottom == near(2 * 225 / 22 + 5.6 + 4, 0.4)


@BOTH
def test_joint_marks_are_stacked_and_justified_with_the_suffix_beside(page: PageStyle) -> None:
    data = rendered("joint", page).data
    rule = ink_bands(data, 1, red=True)[-1]
    suffix_left = next(glyph.x0 for glyph in rows_of(data, 1, FILE_MARK_PT)[0].glyphs if glyph.text == "文")
    names = ink_bands(data, 1, red=True, within=Box(20, suffix_left - 1, 60, rule.top - 1))
    (suffix,) = ink_bands(data, 1, red=True, within=Box(suffix_left, 190, 60, rule.top - 1))
    assert len(names) == 3
    assert names[0].top == near(72, 0.3)
    assert all((name.x0, name.x1) == (near(names[0].x0, 1.2), near(names[0].x1, 1.2)) for name in names)
    assert (suffix.top + suffix.bottom) / 2 == near((names[0].top + names[-1].bottom) / 2, 0.6)
    assert (names[0].x0 + suffix.x1) / 2 == near(106, 1)
    assert names[0].x0 >= 28 and suffix.x1 <= 184
    assert number_ink(data, "吉市发改联〔2024〕8号").top - names[-1].bottom == near(2 * pitch(page), 0.5)
    title = row_with(data, 1, "关于联合开展")
    title_ink = ink_box(data, 1, Box(title.x0, title.x1, rule.bottom + 5, rule.bottom + 32))
    assert title_ink.top - rule.bottom == near(2 * pitch(page), 1.5)


@pytest.mark.parametrize("organs", [2, 4, 6])
@BOTH
def test_joint_papers_show_body_text_on_the_first_page(organs: int, page: PageStyle) -> None:
    data = pdf(replace(joint(organs), page=page))
    assert page_with(data, "截至6月底") == 1
    rule = ink_bands(data, 1, red=True)[-1]
    title = row_with(data, 1, "关于联合开展")
    ink = ink_box(data, 1, Box(title.x0, title.x1, rule.bottom + 5, rule.bottom + 32))
    assert ink.top - rule.bottom == near(2 * pitch(page), 1.5)


def test_joint_signers_still_leave_body_text_on_the_first_page() -> None:
    paper = replace(joint(5), signers=upward(5).signers)
    assert page_with(pdf(paper), "截至6月底") == 1


@BOTH
def test_command_has_no_title_and_its_body_is_two_lines_below_the_number(page: PageStyle) -> None:
    data = rendered("command", page).data
    (mark,) = ink_bands(data, 1, red=True)
    ink = number_ink(data, "第12号")
    assert mark.top == near(57, 0.2)
    assert ink.top - mark.bottom == near(2 * pitch(page), 0.3)
    assert (ink.x0 + ink.x1) / 2 == near(106, 0.6)
    body = row_with(data, 1, "《吉林市")
    top = ink_box(data, 1, Box(28, 184, ink.bottom + 5, body.bottom + 0.5)).top
    assert top - ink.bottom == near(2 * pitch(page), 1.5)
    assert not rows_of(data, 1, 22.0)


@BOTH
def test_recipients_move_to_the_imprint_when_they_push_the_body_off_page_one(page: PageStyle) -> None:
    result = render_pdf(replace(crowded(), page=page), fonts())
    data, last = result.data, result.pages
    assert result.imprint.has_recipients
    assert page_with(data, "截至6月底") == 1
    assert page_with(data, "主送：") == last
    rows = rows_of(data, last, 14.0)
    to = next(row for row in rows if row.text.startswith("主送："))
    cc = next(row for row in rows if row.text.startswith("抄送："))
    wrapped = rows[rows.index(to) + 1]
    assert (to.x0, cc.x0) == (near(28 + 14 * MM, 0.1), near(28 + 14 * MM, 0.1))
    assert wrapped.x0 == near(to.glyphs[3].x0, 0.1)
    assert rows[rows.index(cc) - 1].text.endswith("。")
    rules = [band for band in ink_bands(data, last) if band.x1 - band.x0 > 150 and band.bottom - band.top < 1]
    assert len(rules) == 3
    assert rules[-1].bottom == near(262, 0.2)
    assert rules[0].bottom < to.bottom and rules[1].top > cc.bottom - 1


def test_moved_recipients_alone_make_an_imprint() -> None:
    paper = crowded()
    result = render_pdf(replace(paper, imprint=replace(paper.imprint, cc=(), issuer=(), date=())), fonts())
    assert page_with(result.data, "主送：") == result.pages


def test_few_recipients_stay_under_the_title() -> None:
    result = rendered("official")
    assert not result.imprint.has_recipients
    assert row_with(result.data, 1, "各县（市）区人民政府").x0 == near(28, 0.05)
