"""署名、成文日期、附注和纪要名单的位置（GB/T 9704—2012 7.3.5、7.3.6、10.3），两种版心都量。"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from reportgen.model.document import Document, PageStyle, Sealing
from reportgen.render.layout import BODY_PT, GRIDS, PDF_TRACKING_PT, SEAL_DIAMETER, SEAL_RAISE
from reportgen.render.pdf_writer import render_pdf
from tests.support.pdf_geometry import MM, Row, page_with, row_with, rows_of
from tests.support.pdf_papers import BOX_PAGE, INK_PAGE, fonts, joint, official, paragraphs_of, rendered, runs

CHAR = (BODY_PT + PDF_TRACKING_PT) * MM
DATE = "2024年7月5日"
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


def centre(row: Row) -> float:
    """行的横向中线。"""
    return (row.x0 + row.x1) / 2


def pieces(row: Row) -> list[Row]:
    """同一行里隔开的几段。"""
    starts = [0] + [index for index, (a, b) in enumerate(pairwise(row.glyphs), 1) if b.x0 - a.x1 > 1]
    return [Row(row.glyphs[start:end]) for start, end in zip(starts, [*starts[1:], None], strict=True)]


@BOTH
def test_sealed_signature_is_centred_on_the_date_with_room_for_the_seal(page: PageStyle) -> None:
    data = rendered("official", page).data
    rows = rows_of(data, page_with(data, DATE), 16.0)
    note, organ, date, annotation = rows[-4:]
    assert (note.text, organ.text, date.text) == ("附件：项目进展情况表", "吉林市人民政府", DATE)
    assert date.x1 == near(184 - 4 * CHAR, 0.2)
    assert centre(organ) == near(centre(date), 0.2)
    assert date.bottom - organ.bottom == near(pitch(page), 0.02)
    assert annotation.bottom - date.bottom == near(pitch(page), 0.02)
    assert (annotation.text, annotation.x0) == ("（此件公开发布）", near(28 + 2 * CHAR, 0.05))
    seal_top = (organ.bottom + date.bottom) / 2 - BODY_PT * MM / 2 - SEAL_RAISE - SEAL_DIAMETER / 2
    assert 0 < seal_top - note.bottom < pitch(page)


def test_long_sealed_signature_stays_in_the_type_area_over_its_date() -> None:
    organ = "吉林市重大项目包保服务工作领导小组办公室（市发展和改革委员会）"[:26]
    data = pdf(replace(official(), signatures=(runs(organ),), annotation=()))
    rows = rows_of(data, page_with(data, DATE), 16.0)
    assert rows[-2].text == organ
    assert rows[-2].x1 <= 184.2
    assert centre(rows[-1]) == near(centre(rows[-2]), 0.3)


@pytest.mark.parametrize("lines", range(9, 15))
def test_seal_stays_in_the_type_area_on_the_page_of_its_text(lines: int) -> None:
    paper = replace(official(), blocks=paragraphs_of(lines, "请认真组织实施。"), annotation=(), attachments=())
    data = pdf(paper)
    page = page_with(data, DATE)
    rows = rows_of(data, page, 16.0)
    assert "请认真组织实施。" in [row.text for row in rows]
    seal_bottom = (rows[-1].bottom + rows[-2].bottom) / 2 - BODY_PT * MM / 2 - SEAL_RAISE + SEAL_DIAMETER / 2
    assert seal_bottom < 262


@BOTH
def test_joint_seals_stand_in_one_row_without_touching(page: PageStyle) -> None:
    data = rendered("joint", page).data
    organs, date, _ = rows_of(data, page_with(data, DATE), 16.0)[-3:]
    names = pieces(organs)
    assert [name.text for name in names] == ["市发展改革委", "市财政局", "市自然资源局"]
    centres = [centre(name) for name in names]
    assert [b - a for a, b in pairwise(centres)] == [near(47, 0.2)] * 2
    assert centres[0] - SEAL_DIAMETER / 2 > 28 and centres[-1] + SEAL_DIAMETER / 2 < 184
    assert centre(date) == near(centres[-1], 0.2)
    assert date.x1 == near(184 - 4 * CHAR, 0.2)


def test_joint_seals_in_two_rows_keep_their_order_and_distance() -> None:
    data = pdf(joint(5))
    page = page_with(data, DATE)
    first, second, date, _ = rows_of(data, page, 16.0)[-4:]
    assert [name.text for name in pieces(first)] == ["市发展改革委", "市财政局", "市自然资源局"]
    assert [name.text for name in pieces(second)] == ["市水利局", "市交通运输局"]
    assert second.bottom - first.bottom > SEAL_DIAMETER
    assert [centre(name) for name in pieces(second)] == [near(centre(name), 0.2) for name in pieces(first)[1:]]
    assert centre(date) == near(centre(pieces(second)[-1]), 0.2)


def test_long_joint_names_stand_two_in_a_row() -> None:
    names = ("吉林市发展和改革委员会", "吉林市自然资源局", "吉林市交通运输局")
    data = pdf(replace(joint(3), signatures=tuple(map(runs, names))))
    first, second, date, _ = rows_of(data, page_with(data, DATE), 16.0)[-4:]
    assert [name.text for name in pieces(first)] == list(names[:2])
    assert second.text == names[2]
    assert centre(second) == near(centre(pieces(first)[1]), 0.2)
    assert centre(date) == near(centre(second), 0.2)


@BOTH
def test_joint_unsealed_signatures_stand_below_each_other(page: PageStyle) -> None:
    data = rendered("joint_unsealed", page).data
    rows = rows_of(data, page_with(data, DATE), 16.0)
    body, *names, date, _ = rows[-6:]
    assert [row.text for row in names] == ["市发展改革委", "市财政局", "市自然资源局"]
    assert {round(row.x0, 2) for row in names} == {round(names[0].x0, 2)}
    assert date.x0 - names[0].x0 == near(2 * CHAR, 0.1)
    assert max(row.x1 for row in (*names, date)) == near(184 - 2 * CHAR, 0.2)
    assert names[0].bottom - body.bottom == near(2 * pitch(page), 0.05)
    assert [b.bottom - a.bottom for a, b in pairwise([*names, date])] == [near(pitch(page), 0.02)] * 3


@BOTH
def test_signature_stamp_has_room_right_of_the_office(page: PageStyle) -> None:
    data = rendered("command", page).data
    body, office, date = rows_of(data, 1, 16.0)[-3:]
    assert (office.text, date.text) == ("市长", DATE)
    stamp_left, stamp_right = 184 - 4 * CHAR - 40, 184 - 4 * CHAR
    assert office.x1 == near(stamp_left - 2 * CHAR, 0.2)
    assert date.x1 == near(stamp_right, 0.2)
    assert office.bottom - body.bottom == near(3.5 * pitch(page), 0.05)
    assert date.bottom - office.bottom == near(2.5 * pitch(page), 0.05)


@pytest.mark.parametrize("sealing", list(Sealing))
@pytest.mark.parametrize("lines", [8, 10, 12, 13, 14])
def test_signature_is_on_a_page_with_body_text(lines: int, sealing: Sealing) -> None:
    office = runs("市长") if sealing is Sealing.STAMP else ()
    paper = replace(
        official(),
        blocks=paragraphs_of(lines, "请认真组织实施。"),
        sealing=sealing,
        office_title=office,
        signatures=() if office else official().signatures,
        attachments=(),
    )
    data = pdf(paper)
    texts = [row.text for row in rows_of(data, page_with(data, DATE), 16.0)]
    assert "请认真组织实施。" in texts
    assert texts[-1] == "（此件公开发布）"


@pytest.mark.parametrize("sealing", [Sealing.NONE, Sealing.SEAL])
def test_unregistered_date_keeps_the_place_of_the_signature(sealing: Sealing) -> None:
    paper = replace(official(), sealing=sealing, date=runs("2024年12月31日"))
    dated, undated = pdf(paper), pdf(replace(paper, date=()))
    organs = [row_with(data, 2, "吉林市人民政府") for data in (dated, undated)]
    notes = [row_with(data, 2, "此件公开发布") for data in (dated, undated)]
    assert [(row.x0, row.bottom) for row in organs[1:]] == [(organs[0].x0, organs[0].bottom)]
    assert notes[1].bottom == near(notes[0].bottom, 0.01)


@BOTH
def test_attendance_follows_the_text_and_wraps_after_the_colon(page: PageStyle) -> None:
    data = rendered("minutes", page).data
    number = page_with(data, "出席：")
    rows = rows_of(data, number, 16.0)
    first = next(index for index, row in enumerate(rows) if row.text.startswith("出席："))
    present, wrapped = rows[first], rows[first + 1]
    assert present.x0 == near(28 + 2 * CHAR, 0.05)
    people = present.glyphs[-1].bottom
    assert people - rows[first - 1].bottom == near(2 * pitch(page), 0.05)
    assert wrapped.bottom - people == near(pitch(page), 0.02)
    assert wrapped.x0 == near(present.glyphs[3].x0, 0.1)
    assert [glyph.font.split("-")[1] for glyph in present.glyphs[:4]] == ["Hei", "Hei", "Hei", "FangSong"]
    leave, sitting = (row_with(data, page_with(data, text), text) for text in ("请假：", "列席："))
    assert leave.x0 == sitting.x0 == near(present.x0, 0.01)
