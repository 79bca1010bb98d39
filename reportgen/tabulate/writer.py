"""把排好的工作表写成 XLSX：数、文字、公式各用各的写法，文字绝不成为公式；同样的表写出同样的字节。"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reportgen.settings import Scheme
from reportgen.tabulate.cells import HEADING_ROW, Entry, Look, Paper, Sheet, Value
from reportgen.tabulate.heights import heading_height, row_height

#: 一格最多的字数（UTF-16 单位），XLSX 的限度；超过的截去并写明。
LONGEST_TEXT = 32_767

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_CREATED = datetime(2000, 1, 1)
_EPOCH = date(1899, 12, 30)
_PAPERS = {Paper.A3: 8, Paper.A4: 9}
_NUMBER_FORMATS = {
    Look.MONEY: "#,##0.00_ ",
    Look.CARRIED: '#,##0.00"＊"',
    Look.YI: "#,##0.0000_ ",
    Look.COUNT: "0",
    Look.DAY: "yyyy-mm-dd",
    Look.MONTH: "yyyy-mm",
}
_CENTERED = (Look.CENTER, Look.COUNT, Look.DAY, Look.MONTH)
#: 以这些字符开头的文字加“文字”记号，双击编辑后也不会变成公式。
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "\t", "\r")


def workbook_bytes(sheets: Sequence[Sheet], scheme: Scheme, title: str) -> bytes:
    """写成 XLSX；第一张表在最前。公式连同结果一起存下，不写作者和当时的时间。"""
    buffer = io.BytesIO()
    font = {"font_name": scheme.fonts["宋体"], "font_size": 10}
    with Workbook(buffer, {**_OPTIONS, "default_format_properties": font}) as workbook:
        workbook.set_properties({"title": title, "created": _CREATED})
        formats = Formats(workbook, scheme.fonts["黑体"])
        for sheet in sheets:
            _write_sheet(workbook.add_worksheet(sheet.name), sheet, formats, "演示数据" if scheme.is_demo else "")
            for name, cell in sheet.names.items():
                workbook.define_name(name, f"='{sheet.name}'!{cell}")
    return buffer.getvalue()


class Formats:
    """工作簿的单元格格式，同样的只建一个。"""

    def __init__(self, workbook: Workbook, heading_font: str) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, str, bool, bool], Format] = {}
        bold = {"font_name": heading_font, "valign": "vcenter"}
        self.title = workbook.add_format({**bold, "font_size": 16})
        self.note = workbook.add_format({"valign": "vcenter"})
        self.heading = workbook.add_format(
            {**bold, "align": "center", "text_wrap": True, "border": 1, "bg_color": "#E7E6E6"}
        )

    def of(self, entry: Entry, is_total: bool) -> Format:
        """一格的格式；合计行加粗，“=”开头的文字另加记号。"""
        is_quoted = isinstance(entry.value, str) and entry.value.startswith(_FORMULA_STARTS)
        key = (_number_format(entry), _align(entry.look), is_total, is_quoted)
        if key not in self._made:
            self._made[key] = self._workbook.add_format(_properties(*key))
        return self._made[key]


def _number_format(entry: Entry) -> str:
    if entry.look in (Look.RATE, Look.POINTS):
        return f"0.{'0' * entry.places}{'%' if entry.look is Look.RATE else ''}_ "
    return _NUMBER_FORMATS.get(entry.look, "General")


def _align(look: Look) -> str:
    if look is Look.TEXT:
        return "left"
    return "center" if look in _CENTERED else "right"


def _properties(number_format: str, align: str, is_total: bool, is_quoted: bool) -> dict[str, str | int | bool]:
    made: dict[str, str | int | bool] = {"border": 1, "valign": "vcenter", "text_wrap": True}
    made |= {"num_format": number_format, "align": align}
    if is_total:
        made |= {"bold": True, "bg_color": "#F2F2F2"}
    if is_quoted:
        made["quote_prefix"] = True
    return made


def _write_sheet(target: Worksheet, sheet: Sheet, formats: Formats, stamp: str) -> None:
    target.set_row(0, 28)
    target.set_row(HEADING_ROW - 1, heading_height(sheet.headings))
    _write_entry(target, 0, 0, Entry(sheet.title), formats.title)
    _write_entry(target, 1, 0, sheet.note, formats.note)
    for column, heading in enumerate(sheet.headings):
        target.set_column(column, column, heading.width)
        target.write_string(HEADING_ROW - 1, column, heading.text, formats.heading)
    body = len(sheet.rows) - sheet.totals
    for index, row in enumerate(sheet.rows):
        target.set_row(HEADING_ROW + index, row_height(row, sheet.headings))
        for column, entry in enumerate(row):
            _write_entry(target, HEADING_ROW + index, column, entry, formats.of(entry, index >= body))
    if sheet.is_filtered:
        target.autofilter(HEADING_ROW - 1, 0, HEADING_ROW + body - 1, len(sheet.headings) - 1)
    target.freeze_panes(HEADING_ROW, sheet.frozen)
    _set_up_print(target, sheet, stamp)


def _set_up_print(target: Worksheet, sheet: Sheet, stamp: str) -> None:
    """横放，定宽几页，栏名每页重复，页脚有页码，页眉右上有“演示数据”。"""
    target.set_landscape()
    target.set_paper(_PAPERS[sheet.paper])
    target.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    target.fit_to_pages(sheet.pages_wide, int(sheet.is_one_page))
    if sheet.pages_wide > 1:
        target.repeat_columns(0, sheet.frozen - 1)
    target.center_horizontally()
    target.repeat_rows(0, HEADING_ROW - 1)
    target.print_area(0, 0, HEADING_ROW + len(sheet.rows) - 1, len(sheet.headings) - 1)
    if stamp:
        target.set_header(f"&R{stamp}")
    target.set_footer(f"&L{sheet.name}&C第&P页，共&N页")


def _write_entry(target: Worksheet, row: int, column: int, entry: Entry, look: Format) -> None:
    if entry.formula:
        target.write_formula(row, column, f"={entry.formula}", look, _stored(entry.value))
    elif isinstance(entry.value, str):
        target.write_string(row, column, fitted_text(entry.value), look)
    else:
        target.write_number(row, column, _stored(entry.value), look)


def _stored(value: Value) -> int | float | str:
    """存入文件的值：整数不带小数点，其余是最接近的双精度数；日期是序号。"""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return (value - _EPOCH).days
    return int(value) if value == value.to_integral_value() and abs(value) < 10**15 else float(value)


def fitted_text(value: str) -> str:
    """一格装不下的文字截去后面的，并写明全文字数；装得下的原样返回。"""
    if len(value.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return value
    notice = f"……（以下从略，全文共{len(value)}字，见填报表）"
    room = (LONGEST_TEXT - len(notice)) * 2
    return value.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + notice
