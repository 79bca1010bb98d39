"""DOCX 原生图表：图表部件加内嵌工作簿，在 Word、WPS 中双击即可改数据。

黑白打印也分得清：柱用深灰、横纹、浅灰、竖纹，线用实线圆点、虚线方块，阶梯用点线横杠。
Word 没有阶梯线，逐类别的横杠标出各值，点线只作连接。
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from reportgen.model.amount import plain
from reportgen.model.document import Chart, ChartKind, Series, text_of
from reportgen.render import layout
from reportgen.render.chart_plot import BAR, STAIRS, Plot, cut_at, height_mm, points, upright_text
from reportgen.render.docx_package import Piece, canonical_zip
from reportgen.render.oxml import XML_HEAD, emu, namespaces, xml_attribute, xml_text

#: 柱数（点数）不超过此数时横着标出数值；再多就互相压住。
_MOST_LABELS = 16


def _striped(pattern: str) -> str:
    return (
        f'<a:pattFill prst="{pattern}"><a:fgClr><a:srgbClr val="000000"/></a:fgClr>'
        '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
    )


#: 各组柱的底色和条纹，次序与 PDF 的图相同。
_BAR_FILLS = (
    '<a:solidFill><a:srgbClr val="595959"/></a:solidFill>',
    _striped("narHorz"),
    '<a:solidFill><a:srgbClr val="C8C8C8"/></a:solidFill>',
    _striped("narVert"),
)
#: 线型、数据点的形状和大小。
_LINES = (("solid", "circle", 5), ("dash", "square", 5), ("dashDot", "triangle", 6))
_STEP = ("sysDot", "dash", 12)
#: 绘图区在图中的位置（上边、高）：上方留给图例和单位，左方、下方留给坐标；高图、矮图各一。
_PLOT_AREA = {False: (0.2, 0.66), True: (0.16, 0.75)}
_WHITE = '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></c:spPr>'
_STRAIGHT = '<c:smooth val="0"/>'


def chart_piece(chart: Chart, number: int, font: str) -> Piece:
    """第 ``number`` 个图表（从 1 起）的部件；关系标识见 :func:`chart_drawing`。"""
    workbook = Piece("rId1", RT.PACKAGE, f"/word/embeddings/chart{number}.xlsx", CT.SML_SHEET, _workbook(chart))
    data = _chart_xml(chart, font).encode()
    return Piece(_rel_id(number), RT.CHART, f"/word/charts/chart{number}.xml", CT.DML_CHART, data, (workbook,))


def chart_drawing(chart: Chart, number: int, shape_id: int) -> str:
    """正文中嵌入第 ``number`` 个图表的一段，带替代文字。"""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{emu(layout.CHART_WIDTH)}" cy="{emu(height_mm(chart))}"/>'
        f'<wp:docPr id="{shape_id}" name="统计图{number}" descr="{xml_attribute(_alternative_text(chart))}"/>'
        f"<wp:cNvGraphicFramePr/><a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{_rel_id(number)}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def _rel_id(number: int) -> str:
    return f"rIdChart{number}"


def _alternative_text(chart: Chart) -> str:
    """替代文字：图题、单位和全部数值，供看不见图的读者。"""
    series = "；".join(f"{item.name}：{_values_text(chart.categories, item.values)}" for item in chart.series)
    return f"统计图：{text_of(chart.title)}，单位：{chart.unit}。{series}。"


def _values_text(categories: Sequence[str], values: Sequence[Decimal | None]) -> str:
    pairs = zip(categories, values, strict=True)
    return "、".join(f"{category} {'缺' if value is None else plain(value)}" for category, value in pairs)


def _workbook(chart: Chart) -> bytes:
    """内嵌工作簿：A 列类别，其后每组数据一列。"""
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": datetime(2000, 1, 1)})
        sheet = workbook.add_worksheet("Sheet1")
        for row, category in enumerate(chart.categories, 1):
            sheet.write_string(row, 0, category)  # write() 会把“=”开头的文字当成公式
        for column, series in enumerate(chart.series, 1):
            sheet.write_string(0, column, series.name)
            for row, value in enumerate(series.values, 1):
                if value is not None:
                    sheet.write_number(row, column, value)
    return canonical_zip(buffer.getvalue())


def _chart_xml(chart: Chart, font: str) -> str:
    bars = [(index, item) for index, item in enumerate(chart.series) if item.style == BAR]
    lines = [(index, item) for index, item in enumerate(chart.series) if item.style != BAR]
    plots = (_bar_chart(chart, bars) if bars else "") + (_line_chart(chart, lines) if lines else "")
    legend = '<c:legend><c:legendPos val="t"/><c:overlay val="0"/></c:legend>' if len(chart.series) > 1 else ""
    return (
        f"{XML_HEAD}<c:chartSpace {namespaces('c', 'a', 'r')}>"
        '<c:date1904 val="0"/><c:lang val="zh-CN"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{_plot_layout(chart)}{plots}{_axes(chart)}</c:plotArea>'
        f'{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900">{_typeface(font)}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _plot_layout(chart: Chart) -> str:
    top, height = _PLOT_AREA[chart.is_tall]
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="0.07"/><c:y val="{top}"/><c:w val="0.91"/><c:h val="{height}"/></c:manualLayout></c:layout>'
    )


def _typeface(font: str) -> str:
    name = xml_attribute(font)
    return f'<a:latin typeface="{name}"/><a:ea typeface="{name}"/>'


def _bar_chart(chart: Chart, bars: Sequence[tuple[int, Series]]) -> str:
    items = "".join(
        _series(chart, index, item, _bar_look(order) + _bar_labels(chart, bars, order))
        for order, (index, item) in enumerate(bars)
    )
    is_stacked = chart.kind is ChartKind.STACKED
    grouping, overlap = ("stacked", '<c:overlap val="100"/>') if is_stacked else ("clustered", "")
    return (
        f'<c:barChart><c:barDir val="col"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
        f'{items}<c:gapWidth val="60"/>{overlap}<c:axId val="1"/><c:axId val="2"/></c:barChart>'
    )


def _bar_labels(chart: Chart, bars: Sequence[object], order: int) -> str:
    """数值注在柱顶（outEnd）、柱脚（inBase，免得被折线压住）或堆积的各段正中（ctr）；柱多的高图竖注。"""
    if chart.kind is ChartKind.STACKED:
        shown = {bar.index for bar in Plot.of(chart).bars(chart) if bar.order == order and bar.has_room}
        return _labels("ctr", omitted=[index for index in range(len(chart.categories)) if index not in shown])
    position = "outEnd" if len(bars) == len(chart.series) else "inBase"
    size = upright_text(chart)
    if size is not None:
        return _labels(position, turn=_turned(size))
    return _labels(position) if _is_sparse(chart, bars) else ""


def _turned(size: float) -> str:
    """左转 90 度的字。"""
    return (
        '<c:txPr><a:bodyPr rot="-5400000" vert="horz"/><a:lstStyle/>'
        f'<a:p><a:pPr><a:defRPr sz="{round(points(size) * 10) * 10}"/></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _line_chart(chart: Chart, lines: Sequence[tuple[int, Series]]) -> str:
    labels = _labels("t") if _is_sparse(chart, lines) else ""
    looks = (_STEP if item.style == STAIRS else _LINES[order % len(_LINES)] for order, (_, item) in enumerate(lines))
    items = "".join(
        _series(chart, index, item, _line_look(look) + labels, _STRAIGHT)
        for look, (index, item) in zip(looks, lines, strict=True)
    )
    return (
        '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'{items}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>'
    )


def _bar_look(order: int) -> str:
    outline = '<a:ln w="6350"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'
    return f'<c:spPr>{_BAR_FILLS[order % len(_BAR_FILLS)]}{outline}</c:spPr><c:invertIfNegative val="0"/>'


def _line_look(look: tuple[str, str, int]) -> str:
    dash, symbol, size = look
    black = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    return (
        f'<c:spPr><a:ln w="12700">{black}<a:prstDash val="{dash}"/></a:ln></c:spPr>'
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/><c:spPr>{black}</c:spPr></c:marker>'
    )


def _is_sparse(chart: Chart, series: Sequence[object]) -> bool:
    """数值不多，注得下。"""
    return len(series) * len(chart.categories) <= _MOST_LABELS


def _labels(position: str, turn: str = "", omitted: Sequence[int] = ()) -> str:
    """各数值的位置，衬白底；``omitted`` 各点不注。"""
    shown = {"LegendKey": 0, "Val": 1, "CatName": 0, "SerName": 0, "Percent": 0, "BubbleSize": 0}
    items = "".join(f'<c:show{name} val="{value}"/>' for name, value in shown.items())
    none = "".join(f'<c:dLbl><c:idx val="{index}"/><c:delete val="1"/></c:dLbl>' for index in omitted)
    return f'<c:dLbls>{none}{_WHITE}{turn}<c:dLblPos val="{position}"/>{items}</c:dLbls>'


def _series(chart: Chart, index: int, series: Series, look: str, tail: str = "") -> str:
    """一组数据；引用内嵌工作簿的单元格，并存一份现值供未打开数据时显示。"""
    column, size = xl_col_to_name(index + 1), len(chart.categories)
    values = [(row, plain(value)) for row, value in enumerate(series.values) if value is not None]
    name_xml = _reference("str", f"Sheet1!${column}$1", 1, [(0, series.name)])
    category_xml = _reference("str", f"Sheet1!$A$2:$A${size + 1}", size, list(enumerate(chart.categories)))
    value_xml = _reference("num", f"Sheet1!${column}$2:${column}${size + 1}", size, values)
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx>{name_xml}</c:tx>{look}'
        f"<c:cat>{category_xml}</c:cat><c:val>{value_xml}</c:val>{tail}</c:ser>"
    )


def _reference(kind: str, formula: str, count: int, points: Sequence[tuple[int, str]]) -> str:
    code = "<c:formatCode>General</c:formatCode>" if kind == "num" else ""
    items = "".join(f'<c:pt idx="{index}"><c:v>{xml_text(value)}</c:v></c:pt>' for index, value in points)
    return (
        f"<c:{kind}Ref><c:f>{formula}</c:f>"
        f'<c:{kind}Cache>{code}<c:ptCount val="{count}"/>{items}</c:{kind}Cache></c:{kind}Ref>'
    )


def _axes(chart: Chart) -> str:
    grid_line = '<a:ln w="6350"><a:solidFill><a:srgbClr val="D0D0D0"/></a:solidFill></a:ln>'
    grid = f"<c:majorGridlines><c:spPr>{grid_line}</c:spPr></c:majorGridlines>"
    limit = cut_at(chart)
    most = "" if limit is None else f'<c:max val="{plain(limit)}"/>'
    return (
        f'<c:catAx>{_axis(1, "b")}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="1"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx>{_axis(2, "l", most, grid, _unit_title(chart.unit))}<c:crossAx val="1"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _axis(axis_id: int, position: str, most: str = "", grid: str = "", title: str = "") -> str:
    return (
        f'<c:axId val="{axis_id}"/><c:scaling><c:orientation val="minMax"/>{most}</c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{position}"/>{grid}{title}<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></c:spPr>'
    )


def _unit_title(unit: str) -> str:
    """纵轴单位，横写在轴的上端。"""
    if not unit:
        return ""
    return (
        '<c:title><c:tx><c:rich><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr><a:defRPr b="0"/></a:pPr>'
        f'<a:r><a:rPr lang="zh-CN" sz="900" b="0"/><a:t>{xml_text(unit)}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0.01"/><c:y val="0.01"/>'
        '</c:manualLayout></c:layout><c:overlay val="0"/></c:title>'
    )
