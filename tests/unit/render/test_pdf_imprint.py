"""版记的位置：偶数的最后一面、版心最下，首末线粗、中间线细（GB/T 9704—2012 7.4、7.5、10.1）。"""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.model.document import Imprint
from reportgen.render.layout import ImprintPlacement
from reportgen.render.pagination import OWN_PAGE, SAME_PAGE, settle
from reportgen.render.pdf_writer import render_pdf
from tests.support.pdf_geometry import Box, ink_bands, page_with, row_with, rows_of
from tests.support.pdf_papers import fonts, plain_letter, rendered, report, runs, table

CC = "市委办公室，市人大常委会办公室。"
BLANK_BEFORE = ImprintPlacement(is_own_page=True, blank_pages=1)


@pytest.mark.parametrize(
    ("tried", "text_page", "imprint_page", "settled"),
    [
        (SAME_PAGE, 2, 2, SAME_PAGE),
        (SAME_PAGE, 1, 1, OWN_PAGE),
        (SAME_PAGE, 3, 4, OWN_PAGE),
        (SAME_PAGE, 2, 3, BLANK_BEFORE),
        (OWN_PAGE, 3, 4, OWN_PAGE),
        (OWN_PAGE, 4, 6, BLANK_BEFORE),
        (BLANK_BEFORE, 4, 6, BLANK_BEFORE),
    ],
)
def test_placement_follows_from_the_last_page_of_text(
    tried: ImprintPlacement, text_page: int, imprint_page: int, settled: ImprintPlacement
) -> None:
    assert settle(tried, text_page, imprint_page) == settled


@pytest.mark.parametrize(
    ("lines", "pages", "placement", "numbers"),
    [
        (10, 2, OWN_PAGE, [2]),  # 正文恰好一页
        (11, 2, SAME_PAGE, [2]),
        (29, 2, SAME_PAGE, [2]),  # 偶数页，恰好放得下
        (30, 4, BLANK_BEFORE, [2]),  # 偶数页，放不下
        (34, 4, OWN_PAGE, [2, 3, 4]),
    ],
)
def test_letter_imprint_is_at_the_foot_of_the_last_even_page(
    lines: int, pages: int, placement: ImprintPlacement, numbers: list[int]
) -> None:
    result = render_pdf(plain_letter(lines, CC), fonts())
    assert (result.pages, result.imprint) == (pages, placement)
    assert page_with(result.data, "抄送：") == pages
    last = rows_of(result.data, pages, 14.0)[0]
    assert last.text == f"抄送：{CC}"
    ink = ink_bands(result.data, pages, within=Box(28, 184, 250, 263))
    assert ink[-1].bottom == pytest.approx(261, abs=0.6)
    assert all(band.x1 - band.x0 < 150 for band in ink)
    assert [page for page in range(1, pages + 1) if _numbered(result.data, page)] == numbers


def _numbered(data: bytes, page: int) -> bool:
    return any(row.text == f"—{page}—" for row in rows_of(data, page))


def test_without_imprint_the_page_count_is_not_forced_even() -> None:
    for lines, pages in ((10, 1), (11, 2), (34, 3)):
        result = render_pdf(plain_letter(lines), fonts())
        assert (result.pages, result.imprint) == (pages, SAME_PAGE)


def test_after_a_landscape_last_page_the_imprint_has_its_own_page() -> None:
    assert (rendered("letter").pages, rendered("letter").imprint) == (8, OWN_PAGE)
    report_result = rendered("report")
    assert (report_result.pages, report_result.imprint) == (6, BLANK_BEFORE)
    assert not rows_of(report_result.data, 5, 14.0)
    assert not _numbered(report_result.data, 6)


def test_report_imprint_rules_and_rows() -> None:
    data = rendered("report").data
    rules = [band for band in ink_bands(data, 6) if band.x1 - band.x0 > 150]
    assert [(rule.x0, rule.x1) for rule in rules] == [(pytest.approx(28, abs=0.1), pytest.approx(184, abs=0.1))] * 3
    first, inner, last = (rule.bottom - rule.top for rule in rules)
    assert (first, inner, last) == (*(pytest.approx(width, abs=0.1) for width in (0.35, 0.25, 0.35)),)
    assert inner < first
    assert rules[-1].bottom == pytest.approx(262, abs=0.15)
    cc, wrapped = rows_of(data, 6, 14.0)[:2]
    assert cc.x0 == pytest.approx(28 + 4.94, abs=0.1)
    assert wrapped.x0 == pytest.approx(cc.glyphs[3].x0, abs=0.1)
    issue = row_with(data, 6, "印发")
    assert (issue.x0, issue.x1) == (pytest.approx(28 + 4.94, abs=0.1), pytest.approx(184 - 4.94, abs=0.1))


def test_imprint_shares_an_even_page_that_ends_with_a_table() -> None:
    paper = replace(report(), blocks=(table(20),), attachments=())
    result = render_pdf(paper, fonts())
    assert (result.pages, result.imprint) == (2, SAME_PAGE)
    assert row_with(result.data, 2, "印发")


@pytest.mark.parametrize("imprint", [Imprint(cc=runs("各县（市）区。")), Imprint(date=runs("2024年7月5日印发"))])
def test_partial_report_imprint_keeps_both_outer_rules(imprint: Imprint) -> None:
    result = render_pdf(replace(report(), blocks=(), attachments=(), imprint=imprint), fonts())
    rules = [band for band in ink_bands(result.data, 2) if band.x1 - band.x0 > 150]
    assert len(rules) == 2
    assert rules[-1].bottom == pytest.approx(262, abs=0.15)
