"""横道图：横道的位置与日期相合，黑白分得清，二十行排满一面 A3，三十四行仍是一面，文字从不截断。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber
import pytest

from reportgen.model.document import (
    Attachment,
    Document,
    Gantt,
    Note,
    Paragraph,
    Sheet,
    Span,
    paragraphs,
    text_of,
)
from reportgen.model.period import Month
from reportgen.render.docx_writer import render_docx
from reportgen.render.pagination import SAME_PAGE
from reportgen.render.pdf_writer import PdfResult, render_pdf
from tests.support.docx_samples import FONT_NAMES
from tests.support.docx_text import docx_text
from tests.support.pdf_geometry import MM, glyphs_of, rows_of
from tests.support.pdf_papers import fonts, letter, runs
from tests.support.pdf_text import pdf_paragraphs, squeezed
from tests.support.sheet_papers import gantt, gantt_row, ledger, sheet

LONG = "厂房钢结构吊装、屋面檩条及围护系统安装（含防火涂料施工和隐蔽工程验收）"
WHITE, DARK, GREY = (1.0, 1.0, 1.0), (0.251, 0.251, 0.251), (0.627, 0.627, 0.627)
TOLERANCE = 0.25  # 毫米，一天是 0.75 毫米


class Drawing:
    """第一页的图形，毫米。"""

    def __init__(self, data: bytes) -> None:
        with pdfplumber.open(BytesIO(data)) as pdf:
            page = pdf.pages[0]
            self.shapes = [*page.rects, *page.curves]
            self.lines = list(page.lines)

    def bars(self, fill: tuple[float, float, float]) -> list[tuple[float, float, float]]:
        """这种底色的横道：左、右、上，自上而下。"""
        found = [(shape["x0"] * MM, shape["x1"] * MM, shape["top"] * MM) for shape in self.filled(fill)]
        return sorted(found, key=lambda bar: bar[2])

    def filled(self, fill: tuple[float, float, float]) -> list[dict[str, Any]]:
        """时间轴上这种底色的图形；图例在它左边，不算。"""
        left = self.axis()[0] - 0.5
        return [shape for shape in self.shapes if colour(shape) == fill and shape["x0"] * MM > left]

    def axis(self) -> tuple[float, float]:
        """时间轴的左右端：栏头里横贯全轴的线。"""
        across = [line for line in self.lines if line["width"] * MM > 100]
        tier = min(across, key=lambda line: line["width"])  # 其余是格子的框线，多出线的粗细
        return tier["x0"] * MM, tier["x1"] * MM

    def uprights(self, shade: tuple[float, float, float]) -> list[float]:
        """这种深浅的竖线的横坐标。"""
        return sorted({round(line["x0"] * MM, 2) for line in self.lines if is_upright(line) and stroke(line) == shade})


def is_upright(line: dict[str, Any]) -> bool:
    return bool(line["width"] < 0.1 < line["height"])


def colour(shape: dict[str, Any]) -> tuple[float, ...]:
    return tuple(round(part, 3) for part in shape["non_stroking_color"])


def stroke(line: dict[str, Any]) -> tuple[float, ...]:
    return tuple(round(part, 3) for part in line["stroking_color"])


def plan(*spans: tuple[Span, Span | None]) -> Gantt:
    rows = tuple(gantt_row(number, "任务", *pair) for number, pair in enumerate(spans, 1))
    return replace(gantt(1), rows=rows)


def drawn(chart: Gantt) -> Drawing:
    return Drawing(printed(sheet(chart)).data)


@cache
def printed(document: Document) -> PdfResult:
    result = render_pdf(document, fonts())
    assert result.notices == ()
    return result


def x_of(day: date, axis: tuple[float, float]) -> float:
    """这一天零点的横坐标：三月一日至十二月三十一日共 306 天。"""
    return axis[0] + (day - date(2024, 3, 1)).days / 306 * (axis[1] - axis[0])


def near(value: float) -> Any:
    return pytest.approx(value, abs=TOLERANCE)


def test_bars_run_from_the_first_day_to_the_end_of_the_last() -> None:
    planned, actual = Span(date(2024, 4, 1), date(2024, 6, 30)), Span(date(2024, 4, 11), date(2024, 7, 5))
    drawing = drawn(plan((planned, actual)))
    axis = drawing.axis()
    ((left, right, top),) = drawing.bars(WHITE)
    assert (left, right) == (near(x_of(date(2024, 4, 1), axis)), near(x_of(date(2024, 7, 1), axis)))
    ((start, end, below),) = drawing.bars(DARK)
    assert (start, end) == (near(x_of(date(2024, 4, 11), axis)), near(x_of(date(2024, 7, 6), axis)))
    assert below > top + 1


def test_open_bar_ends_in_a_point_at_the_last_day() -> None:
    span = Span(date(2024, 4, 1), date(2024, 6, 30))
    drawing = drawn(plan((span, replace(span, is_open=True))))
    ((left, right, _),) = drawing.bars(DARK)
    axis = drawing.axis()
    assert (left, right) == (near(x_of(date(2024, 4, 1), axis)), near(x_of(date(2024, 7, 1), axis)))
    (arrow,) = drawing.filled(DARK)
    assert len({round(y, 1) for _, y in arrow["pts"]}) == 3  # 上、下和箭头尖


def test_months_and_the_cut_off_day_are_drawn_at_their_place() -> None:
    drawing = drawn(gantt(3))
    axis = drawing.axis()
    months = [near(x_of(date(2024, month, 1), axis)) for month in range(4, 13)]
    assert drawing.uprights(GREY) == months
    assert near(x_of(date(2024, 7, 1), axis)) in drawing.uprights((0.0, 0.0, 0.0))
    assert "截止日6月30日" in text_on(printed(sheet(gantt(3))).data, 1)


def test_spans_beyond_the_axis_are_cut_at_its_ends_and_those_wholly_outside_not_drawn() -> None:
    beyond = Span(date(2023, 12, 1), date(2025, 2, 1))
    outside = Span(date(2023, 1, 1), date(2023, 2, 1))
    drawing = drawn(plan((beyond, None), (outside, outside)))
    ((left, right, _),) = drawing.bars(WHITE)
    assert (left, right) == (near(drawing.axis()[0]), near(drawing.axis()[1]))
    assert drawing.bars(DARK) == []


def test_a_single_day_is_still_seen() -> None:
    day = Span(date(2024, 12, 31), date(2024, 12, 31))
    drawing = drawn(plan((day, day)))
    ((left, right, _),) = drawing.bars(DARK)
    assert right - left == pytest.approx(0.8, abs=0.1) and right <= drawing.axis()[1] + 0.1


def test_without_a_cut_off_day_on_the_axis_there_is_no_line() -> None:
    chart = replace(gantt(3), cutoff=date(2025, 6, 30))
    assert text_on(printed(sheet(chart)).data, 1).count("截止日") == 1  # 只在图例里


def test_only_black_white_and_grey_are_used() -> None:
    drawing = drawn(gantt(20))
    shades = {colour(shape) for shape in drawing.shapes} | {stroke(line) for line in drawing.lines}
    assert all(max(shade) - min(shade) < 0.01 for shade in shades)


def text_on(data: bytes, page: int) -> str:
    return "".join(glyph.text for glyph in glyphs_of(data)[page - 1])


def row_tops(data: bytes) -> list[float]:
    return [top for _, _, top in Drawing(data).bars(WHITE)]


def test_twenty_rows_fill_one_page() -> None:
    result = printed(sheet(gantt(20)))
    tops = row_tops(result.data)
    assert (result.pages, len(tops)) == (1, 20)
    steps = [after - before for before, after in pairwise(tops)]
    assert (min(steps), max(steps)) == (near(steps[0]), near(steps[0]))
    assert 258 < tops[-1] + steps[0] < 272  # 末行离页边不远，其下是图例


@pytest.mark.parametrize("task", ["场区道路和雨污水管网施工", LONG])
def test_thirty_four_rows_still_fit_one_page(task: str) -> None:
    result = printed(sheet(gantt(34, task)))
    assert (result.pages, len(row_tops(result.data))) == (1, 34)
    assert text_on(result.data, 1).count(task[-6:]) == 34


@pytest.mark.parametrize(("tasks", "problems"), [(6, 2), (14, 6), (20, 4)])
def test_words_and_a_table_on_the_same_sheet_leave_it_one_page(tasks: int, problems: int) -> None:
    """施工图连同项目情况、未销号问题和注排在一面上，照样排满。"""
    around = (Paragraph(runs(LONG * 4)), gantt(tasks), ledger(problems), Note(runs(f"注：{LONG * 3}")))
    result = printed(sheet(*around))
    assert result.pages == 1
    if tasks > 6:
        note = rows_of(result.data, 1)[-2]  # 末行是页码
        assert note.bottom > 265


def test_long_names_wrap_and_are_never_cut() -> None:
    data = printed(sheet(gantt(8, LONG * 3))).data
    assert pdf_paragraphs(data).count(LONG * 3) == 8


def test_too_many_rows_go_on_under_a_repeated_head() -> None:
    result = printed(sheet(gantt(90)))
    texts = [text_on(result.data, page) for page in range(1, result.pages + 1)]
    assert result.pages == 3
    assert all("责任单位" in text and "截止日6月30日" in text for text in texts)
    assert [text for text in pdf_paragraphs(result.data) if text.isdigit()] == [str(n) for n in range(1, 91)]


@pytest.mark.parametrize("size", list(Sheet))
def test_text_is_the_same_in_both_files_in_the_order_of_the_model(size: Sheet) -> None:
    document = sheet(replace(gantt(5), title=runs("图1　推进计划")), size=size)
    expected = [squeezed(text_of(runs_)) for runs_ in paragraphs(document) if text_of(runs_).strip()]
    pdf = printed(document)
    docx = render_docx(document, FONT_NAMES, pdf.imprint, pdf.breaks)
    assert pdf_paragraphs(pdf.data) == expected
    assert [squeezed(text) for text in docx_text(docx)] == expected
    assert "进展情况" in expected


def test_bars_carry_alternative_text() -> None:
    with pdfplumber.open(BytesIO(printed(sheet(gantt(4))).data)) as pdf:
        texts = [item["alt_text"] for item in figures(pdf.structure_tree)]
    assert texts[0] == "时间轴：2024年3月至2024年12月，截止日2024年6月30日"
    assert texts[1] == "计划2024年3月1日至2024年4月14日，实际2024年3月1日至2024年4月14日"
    assert texts[2].endswith("开始，尚未完成")
    assert texts[3].endswith("没有开始")
    assert texts[-1].startswith("图例：计划、实际")


def figures(tree: Any) -> Any:
    for element in tree:
        if element["type"] == "Figure":
            yield element
        yield from figures(element.get("children", ()))


def test_axis_over_three_years_labels_what_fits() -> None:
    chart = replace(gantt(3), first=Month(2023, 1), last=Month(2026, 12))
    text = text_on(printed(sheet(chart)).data, 1)
    assert all(f"{year}年" in text for year in (2023, 2024, 2025, 2026))
    assert "12月" not in text.replace("截止日6月30日", "")


def test_chart_also_stands_in_an_official_paper_and_its_landscape_annex() -> None:
    small = replace(gantt(3), widths=(8.0, 40.0, 24.0, 14.0))
    annex = Attachment(runs("推进计划"), (gantt(3),), True)
    document = replace(letter(), blocks=(small,), attachments=(annex,))
    result = printed(document)
    pages = [page for page in range(1, result.pages + 1) if "责任单位" in text_on(result.data, page)]
    for page, right in zip(pages, (184.0, 262.0), strict=True):
        heads = [row for row in rows_of(result.data, page) if "进展情况" in row.text]
        assert right - 20 < heads[0].x1 < right
    assert render_docx(document, FONT_NAMES, SAME_PAGE)
