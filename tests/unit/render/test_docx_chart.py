"""DOCX 图表：数据在内嵌工作簿里可以修改，图与工作簿一致。"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import openpyxl

from reportgen.model.document import Chart, ChartKind, Series
from reportgen.render.docx_chart import chart_drawing, chart_piece
from reportgen.render.docx_writer import render_docx
from reportgen.render.layout import ImprintPlacement
from reportgen.render.oxml import namespaces
from tests.support.docx_samples import FONT_NAMES, chart, report

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def test_embedded_workbook_holds_the_data_and_gaps_stay_empty() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(chart_piece(chart(), 1, "宋体").children[0].data))["Sheet1"]
    assert list(sheet.iter_rows(values_only=True)) == [
        (None, "累计完成", "上年同期", "节点目标"),
        ("1月", 3.1, 8.25, 10),
        ("2月", 8.25, 20, 10),
        ("3月", 20, 43.6, 30),
        ("4月", 43.6, 60.5, 30),
        ("5月", 60.5, None, 30),
        ("6月", 80, None, 60),
    ]


def test_each_series_points_to_its_own_column_and_shows_the_same_values() -> None:
    root = ElementTree.fromstring(chart_piece(chart(), 1, "宋体").data)
    series = {item.findtext(f"{C}tx//{C}v"): item for item in root.iter(f"{C}ser")}
    assert {name: item.findtext(f"{C}val//{C}f") for name, item in series.items()} == {
        "累计完成": "Sheet1!$B$2:$B$7",
        "上年同期": "Sheet1!$C$2:$C$7",
        "节点目标": "Sheet1!$D$2:$D$7",
    }
    last_year = series["上年同期"].findall(f"{C}val//{C}pt")
    assert [(point.get("idx"), point.findtext(f"{C}v")) for point in last_year] == [
        ("0", "8.25"),
        ("1", "20"),
        ("2", "43.6"),
        ("3", "60.5"),
    ]


def test_bars_and_lines_share_the_axes() -> None:
    root = ElementTree.fromstring(chart_piece(chart(), 1, "宋体").data)
    bars, lines = root.find(f".//{C}barChart"), root.find(f".//{C}lineChart")
    assert bars is not None and lines is not None
    assert [axis.get("val") for axis in bars.iter(f"{C}axId")] == [axis.get("val") for axis in lines.iter(f"{C}axId")]
    assert (len(bars.findall(f"{C}ser")), len(lines.findall(f"{C}ser"))) == (1, 2)


def test_values_stand_on_top_of_bars_or_at_their_foot_where_a_line_crosses() -> None:
    alone = replace(chart(), series=chart().series[:1])
    assert re.findall(rb'dLblPos val="(\w+)"', chart_piece(alone, 1, "宋体").data) == [b"outEnd"]
    assert re.findall(rb'dLblPos val="(\w+)"', chart_piece(chart(), 1, "宋体").data)[0] == b"inBase"


def test_many_values_are_not_labelled() -> None:
    many = tuple(str(number) for number in range(40))
    crowded = replace(chart(), categories=many, series=(Series("累计", (Decimal(1),) * 40, "柱"),))
    assert b"showVal" not in chart_piece(crowded, 1, "宋体").data


def test_alternative_text_tells_title_unit_and_every_value() -> None:
    drawing = ElementTree.fromstring(
        f"<root {namespaces('w', 'r', 'wp', 'a', 'c')}>{chart_drawing(chart(), 1, 5)}</root>"
    )
    text = next(element.get("descr") for element in drawing.iter() if element.tag.endswith("}docPr"))
    assert text is not None and text.startswith(
        "统计图：图1　1至6月完成投资，单位：亿元。累计完成：1月 3.1、2月 8.25、"
    )
    assert "5月 缺" in text


def test_category_that_looks_like_a_formula_stays_text() -> None:
    hostile = replace(chart(), categories=("=1+1",), series=(Series("=2+2", (Decimal(1),), "柱"),))
    sheet = openpyxl.load_workbook(io.BytesIO(chart_piece(hostile, 1, "宋体").children[0].data))["Sheet1"]
    assert [(item.value, item.data_type) for item in (sheet["A2"], sheet["B1"])] == [("=1+1", "s"), ("=2+2", "s")]


def test_every_chart_of_a_document_gets_its_own_part_and_workbook() -> None:
    data = render_docx(report(blocks=(chart(), chart())), FONT_NAMES, ImprintPlacement(False))
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert [name for name in names if name.startswith(("word/charts/chart", "word/embeddings/"))] == [
        "word/charts/chart1.xml",
        "word/charts/chart2.xml",
        "word/embeddings/chart1.xlsx",
        "word/embeddings/chart2.xlsx",
    ]


def stacked() -> Chart:
    series = tuple(
        Series(name, tuple(map(Decimal, values)), "柱")
        for name, values in (("红灯", (1, 9)), ("黄灯", (9, 0)), ("绿灯", (20, 21)))
    )
    return replace(chart(), categories=("4月", "5月"), series=series, kind=ChartKind.STACKED)


def rates(*values: float) -> Chart:
    bars = Series("完成率", tuple(Decimal(str(value)) for value in values), "柱")
    return replace(chart(), unit="%", categories=tuple(map(str, range(len(values)))), series=(bars,), is_tall=True)


def test_stacked_columns_overlap_wholly_and_thin_or_empty_segments_have_no_number() -> None:
    root = ElementTree.fromstring(chart_piece(stacked(), 1, "宋体").data)
    assert [item.get("val") for item in (*root.iter(f"{C}grouping"), *root.iter(f"{C}overlap"))] == ["stacked", "100"]
    omitted = [
        [int(idx.get("val", "")) for label in item.iter(f"{C}dLbl") for idx in label.iter(f"{C}idx")]
        for item in root.iter(f"{C}ser")
    ]
    assert omitted == [[0], [1], []]


def test_tall_chart_has_twice_the_height_in_word() -> None:
    heights = [re.findall(r'cy="(\d+)"', chart_drawing(one, 1, 1))[0] for one in (chart(), rates(50))]
    assert [int(height) / 36000 for height in heights] == [46, 92]


def test_many_bars_of_a_tall_chart_are_labelled_upright() -> None:
    data = chart_piece(rates(*range(29)), 1, "宋体").data
    assert b'rot="-5400000"' in data and b'<c:showVal val="1"/>' in data


def test_axis_ends_at_200_percent_but_the_workbook_keeps_the_true_value() -> None:
    piece = chart_piece(rates(50, 60, 350.4), 1, "宋体")
    assert ElementTree.fromstring(piece.data).find(f".//{C}valAx/{C}scaling/{C}max") is not None
    sheet = openpyxl.load_workbook(io.BytesIO(piece.children[0].data))["Sheet1"]
    assert sheet["B4"].value == 350.4
    assert b"c:max" not in chart_piece(rates(50, 60, 150.4), 1, "宋体").data
