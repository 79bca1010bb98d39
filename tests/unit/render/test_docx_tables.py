"""DOCX 表格：合并单元格、表头重复、列宽、速度。"""

from __future__ import annotations

import time
from xml.etree import ElementTree

from reportgen.model.document import Table
from reportgen.render.docx_tables import table_xml
from reportgen.render.oxml import namespaces
from tests.support.docx_samples import cell, small_table, wide_table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parsed(table: Table, width_mm: float = 156.0) -> ElementTree.Element:
    """表格的 w:tbl 元素。"""
    root = ElementTree.fromstring(f"<root {namespaces('w')}>{table_xml(table, width_mm)}</root>")
    found = root.find(f"{W}tbl")
    assert found is not None
    return found


def grid(table: Table) -> list[list[str]]:
    """各行的单元格：文字，跨列记作 ×n，纵向延续记作 “↑”。"""
    return [[_cell_text(item) for item in row.iter(f"{W}tc")] for row in parsed(table).iter(f"{W}tr")]


def _cell_text(item: ElementTree.Element) -> str:
    merge, span = item.find(f"{W}tcPr/{W}vMerge"), item.find(f"{W}tcPr/{W}gridSpan")
    if merge is not None and merge.get(f"{W}val") is None:
        return "↑"
    text = "".join(piece.text or "" for piece in item.iter(f"{W}t"))
    return text if span is None else f"{text}×{span.get(f'{W}val')}"


def test_cells_swallowed_by_a_merge_are_continued_in_the_right_columns() -> None:
    assert grid(small_table()) == [
        ["类别", "投资×2", "完成率"],
        ["↑", "年度计划", "累计完成", "↑"],
        ["新建", "80.1", "40.5", "50.6%"],
        ["↑", "10.2", "3.1", "30.4%"],
        ["合计×2", "43.6", "48.3%"],
    ]


def test_block_of_three_rows_and_two_columns_keeps_the_grid() -> None:
    table = Table((), (), small_table().widths, (), (
        (cell("甲"), cell("块", colspan=2, rowspan=3), cell("乙")),
        (cell("丙"), cell("丁")),
        (cell("戊"), cell("己")),
        tuple(cell(text) for text in "一二三四"),
    ))  # fmt: skip
    assert grid(table) == [["甲", "块×2", "乙"], ["丙", "↑", "丁"], ["戊", "↑", "己"], ["一", "二", "三", "四"]]


def test_header_rows_repeat_and_no_row_breaks_across_pages() -> None:
    rows = list(parsed(small_table()).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_row_with_a_very_long_cell_may_break() -> None:
    table = Table((), (), small_table().widths[:1], (), ((cell("长" * 401),),))
    assert parsed(table).find(f"{W}tr/{W}trPr/{W}cantSplit") is None


def test_columns_fill_the_width_exactly_in_the_given_proportions() -> None:
    columns = [int(item.get(f"{W}w", "0")) for item in parsed(wide_table(1), 225.0).iter(f"{W}gridCol")]
    assert sum(columns) == round(225 * 1440 / 25.4)
    assert abs(columns[3] - sum(columns) * 46 / 180) <= 1


def test_alignment_of_each_cell_is_kept() -> None:
    items = parsed(small_table()).findall(f"{W}tr/{W}tc/{W}p")
    aligned = {"".join(t.text or "" for t in item.iter(f"{W}t")): item.find(f"{W}pPr/{W}jc") for item in items}
    assert [_value(aligned[text]) for text in ("新建", "40.5", "80.1")] == ["left", "right", None]


def _value(element: ElementTree.Element | None) -> str | None:
    return None if element is None else element.get(f"{W}val")


def test_three_thousand_rows_are_written_in_seconds() -> None:
    started = time.perf_counter()
    table_xml(wide_table(3000), 225.0)
    assert time.perf_counter() - started < 5
