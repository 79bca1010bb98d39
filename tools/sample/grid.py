"""格子与成文件：一张表先排成格子，再写成字节恒定的 xlsx 或 csv。

同样的格子在任何机器上得到同样的字节：压缩包成员按名排序、日期固定、不压缩
（各家 zlib 压缩结果不一），文档属性里没有人名、机器名和时钟。
"""

from __future__ import annotations

import csv
import io
import math
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Value = str | int | Decimal | date | None

#: 写进文档属性的固定时间，取方案印发日期。
CREATED = datetime(2024, 4, 12)
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
DATE_FORMAT = "yyyy-mm-dd"
#: 一行字的高度，磅。
LINE_HEIGHT = 16

#: 各类行在通用格式之外的格式。
STYLES: dict[str, dict[str, object]] = {
    "标题": {"font_size": 16, "font_name": "黑体"},
    "说明": {"font_size": 10},
    "表头": {"bold": True, "border": 1, "bg_color": "#E7E6E6"},
    "分类": {"bold": True, "border": 1},
    "数据": {"border": 1},
    "合计": {"bold": True, "border": 1},
}


@dataclass(frozen=True)
class Line:
    """一行格子；``kind`` 是 STYLES 的键。``span`` 为真时首格横贯全表。"""

    kind: str
    cells: Sequence[Value]
    span: bool = False


@dataclass
class Grid:
    """一张工作表。

    Attributes:
        widths: 各列宽（字符）。lines: 各行。
        merges: 合并区（首行、首列、末行、末列，从 0 起）。
        money_format: Decimal 格的数字格式；空串时照 Decimal 自身的小数位显示。
        head: 每页重复的表头行（首、末，从 0 起）。
        is_tall: 数据行按最长的一格折成几行定行高；否则由打开它的软件定。
    """

    name: str
    widths: Sequence[float]
    money_format: str = ""
    lines: list[Line] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    head: tuple[int, int] = (0, 0)
    is_tall: bool = False

    def add(self, kind: str, *cells: Value, span: bool = False) -> None:
        """加一行。"""
        self.lines.append(Line(kind, cells, span))

    def add_head(self, heads: Sequence[tuple[str, ...]]) -> None:
        """加表头：各列写（上级，下级）或（名称，）；有下级时排两行并合并。"""
        top = len(self.lines)
        depth = max(len(head) for head in heads)
        for level in range(depth):
            self.add("表头", *(head[level] if level < len(head) else None for head in heads))
        self.head = (top, top + depth - 1)
        for column, head in enumerate(heads):
            if len(head) < depth:
                self.merges.append((top, column, top + depth - 1, column))
            elif depth > 1 and (column == 0 or heads[column - 1][0] != head[0]):
                last = max(index for index, other in enumerate(heads) if other[0] == head[0])
                self.merges.append((top, column, top, last))


def date_or_text(text: str) -> Value:
    """完整的日期填成日期格，其余照写。"""
    return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else text


def workbook_bytes(grids: Sequence[Grid]) -> bytes:
    """把若干工作表写成 xlsx，返回字节。"""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"author": "reportgen 演示", "comments": "演示数据", "created": CREATED})
    for grid in grids:
        _write(book, grid)
    book.close()
    return _repacked(buffer.getvalue())


def csv_bytes(grid: Grid, encoding: str = "gb18030") -> bytes:
    """把一张表写成 csv，日期写成 2024-06-30 的样子。"""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for line in grid.lines:
        writer.writerow("" if value is None else value for value in line.cells)
    return buffer.getvalue().encode(encoding)


def _write(book: xlsxwriter.Workbook, grid: Grid) -> None:
    sheet = book.add_worksheet(grid.name)
    formats: dict[tuple[str, str, str], Format] = {}

    def look(kind: str, value: Value) -> Format:
        key = (kind, _alignment(kind, value), _number_format(value, grid.money_format))
        if key not in formats:
            formats[key] = book.add_format(_properties(*key))
        return formats[key]

    last_column = len(grid.widths) - 1
    spans = [(row, 0, row, last_column) for row, line in enumerate(grid.lines) if line.span and last_column]
    for area in [*grid.merges, *spans]:
        sheet.merge_range(*area, "", look(grid.lines[area[0]].kind, None))
    for row, line in enumerate(grid.lines):
        for column, value in enumerate(line.cells):
            _put(sheet, row, column, value, look(line.kind, value))
    for column, size in enumerate(grid.widths):
        sheet.set_column(column, column, size)
    _set_page(sheet, grid)


def _put(sheet: Worksheet, row: int, column: int, value: Value, look: Format) -> None:
    if value is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, look)
    else:
        sheet.write_number(row, column, value, look)


def _set_page(sheet: Worksheet, grid: Grid) -> None:
    """A4 横向，一页宽，表头每页重复并冻结。"""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.repeat_rows(*grid.head)
    sheet.freeze_panes(grid.head[1] + 1, 0)
    sheet.set_footer("&C第&P页，共&N页")
    for row, line in enumerate(grid.lines):
        if line.kind == "标题":
            sheet.set_row(row, 30)
        elif grid.is_tall and line.kind == "数据":
            sheet.set_row(row, LINE_HEIGHT * _text_lines(grid, line))


def _text_lines(grid: Grid, line: Line) -> int:
    """一行中最长的一格要折成几行；汉字占两个字符，格内左右共留一个汉字。"""
    return max(
        1,
        *(
            math.ceil(sum(2 if ord(character) > 0x2E7F else 1 for character in text) / (width - 2))
            for text, width in zip(line.cells, grid.widths, strict=True)
            if isinstance(text, str)
        ),
    )


def _alignment(kind: str, value: Value) -> str:
    if kind in {"标题", "表头"}:
        return "center"
    if isinstance(value, Decimal):
        return "right"
    return "left" if isinstance(value, str) or value is None else "center"


def _number_format(value: Value, money_format: str) -> str:
    if isinstance(value, date):
        return DATE_FORMAT
    if not isinstance(value, Decimal):
        return "General"
    return money_format or format(Decimal(0).scaleb(int(value.as_tuple().exponent)), "f")


def _properties(kind: str, align: str, number: str) -> dict[str, object]:
    common: dict[str, object] = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}
    return common | {"align": align, "num_format": number} | STYLES[kind]


def _repacked(data: bytes) -> bytes:
    """成员按名排序、日期固定、不压缩的同一个压缩包。"""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in sorted(source.namelist()):
            member = zipfile.ZipInfo(name, ZIP_DATE)
            member.create_system = 3  # 默认随操作系统而异
            target.writestr(member, source.read(name))
    return buffer.getvalue()
