"""把空表写成 XLSX：表题、说明、带批注的表头、日期格和下拉选项；同样的表写出同样的字节。"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reportgen.read.headers import label
from reportgen.read.vocabulary.field import Field, Kind
from reportgen.scaffold.forms import Blank, Column

_HEAD_ROW = 2
#: 预先设好格式和选项的最后一行。
_LAST_ROW = 500
_CREATED = datetime(2000, 1, 1)
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_LOOKS: Mapping[str, dict[str, object]] = {
    "标题": {"font_name": "黑体", "font_size": 16},
    "说明": {"font_size": 10},
    "表头": {"bold": True, "border": 1, "bg_color": "#E7E6E6", "align": "center", "text_wrap": True},
    "文字": {"border": 1, "text_wrap": True},
    "日期": {"border": 1, "align": "center", "num_format": "yyyy-mm-dd"},
}


def workbook_bytes(sheets: Sequence[Blank], year: int) -> bytes:
    """写成 XLSX；不写作者和当时的时间。``year`` 用在填写说明里。"""
    buffer = io.BytesIO()
    with Workbook(buffer, _OPTIONS) as book:
        book.set_properties({"created": _CREATED})
        looks = {name: book.add_format({**_FONT, **look}) for name, look in _LOOKS.items()}
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, looks, year)
    return buffer.getvalue()


def _write(target: Worksheet, sheet: Blank, looks: Mapping[str, Format], year: int) -> None:
    target.set_row(0, 28, looks["标题"])
    target.set_row(1, None, looks["说明"])
    target.write_string(0, 0, sheet.title, looks["标题"])
    target.write_string(1, 0, sheet.note, looks["说明"])
    target.set_row(_HEAD_ROW, 32)
    target.set_comments_author("填写说明")
    for index, column in enumerate(sheet.columns):
        _write_column(target, index, column, _field(sheet, column), looks, year)
    for number, row in enumerate(sheet.rows, _HEAD_ROW + 1):
        for index, text in enumerate(row):
            _write_value(target, number, index, text, looks["文字"])
    target.freeze_panes(_HEAD_ROW + 1, 0)
    target.set_landscape()
    target.set_paper(9)
    target.fit_to_pages(1, 0)
    target.repeat_rows(_HEAD_ROW)


def _field(sheet: Blank, column: Column) -> Field | None:
    """这一栏读入时的字段；程序不读的为 None。"""
    words = label(column.title).words
    return next((field for field in sheet.fields if words in field.words), None)


def _write_column(
    target: Worksheet, index: int, column: Column, field: Field | None, looks: Mapping[str, Format], year: int
) -> None:
    is_day = field is not None and field.kind is Kind.DATE
    target.set_column(index, index, column.width, looks["日期" if is_day else "文字"])
    target.write_string(_HEAD_ROW, index, column.title, looks["表头"])
    if column.hint:
        target.write_comment(_HEAD_ROW, index, column.hint.replace("{年}", str(year)), {"font_size": 10})
    options = _options(field)
    if options:
        target.data_validation(
            _HEAD_ROW + 1,
            index,
            _LAST_ROW,
            index,
            {
                "validate": "list",
                "source": options,
                "error_type": "warning",
                "error_title": "填写",
                "error_message": "请从下拉选项中选。",
            },
        )


def _options(field: Field | None) -> list[str]:
    """下拉选项：每个值取第一种写法。"""
    first: dict[object, str] = {}
    for word, value in field.options.items() if field else ():
        first.setdefault(value, word)
    return list(first.values())


def _write_value(target: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """份数等整数写成数，其余都是文字。"""
    if text.isdecimal():
        target.write_number(row, column, int(text), look)
    elif text:
        target.write_string(row, column, text, look)
    else:
        target.write_blank(row, column, None, look)
