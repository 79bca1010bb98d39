"""字节 → 网格：xlsx 与 CSV；读取库的一切异常都在这里变成差错。"""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter

from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.period import PartialDate
from reportgen.model.source import Source
from reportgen.read.grid import Cell, CellValue, Grid, Merge
from reportgen.read.guard import RefusedError, guard_workbook

Grids = tuple[tuple[Grid, ...], tuple[Finding, ...]]

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CSV_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


def read_grids(data: bytes, file: str) -> Grids:
    """读一个文件的全部可见工作表。类型由内容判断，不由扩展名判断。

    Args:
        data: 文件内容。
        file: 相对 inputs/ 的路径，用于差错和出处。
    """
    try:
        if data.startswith(b"PK"):
            grids, findings = _read_xlsx(data, file)
            return grids, (*_suffix_findings(file), *findings)
        _refuse_foreign(data, file)
        return (_read_csv(data, file),), ()
    except RefusedError as refused:
        return (), (fault(Source(file, "", "", ""), refused.code, str(refused)),)


def _suffix_findings(file: str) -> Iterator[Finding]:
    if not file.lower().endswith(".xlsx"):
        yield fault(Source(file, "", "", ""), "W113", "文件内容是 xlsx，扩展名不是。")


def _refuse_foreign(data: bytes, file: str) -> None:
    if not data:
        raise RefusedError("E101", "文件是空的。")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise RefusedError("E103", "文件设有打开密码。")
        raise RefusedError("E102", "文件是旧版 xls 或 et 格式。")
    if not file.lower().endswith(".csv"):
        raise RefusedError("E102", "文件内容不是 xlsx。")


def _read_xlsx(data: bytes, file: str) -> Grids:
    has_formula = guard_workbook(data)
    formulas = _load(data, has_results=False)
    results = _load(data, has_results=True) if has_formula else formulas
    visible = [sheet for sheet in formulas.worksheets if sheet.sheet_state == "visible"]
    hidden = [sheet.title for sheet in formulas.worksheets if sheet.sheet_state != "visible"]
    grids = tuple(_sheet_grid(sheet, results[sheet.title], file) for sheet in visible)
    return grids, tuple(
        fault(Source(file, name, "", ""), "W103", f"工作表“{name}”是隐藏的，没有读取。") for name in hidden
    )


def _load(data: bytes, *, has_results: bool) -> Any:
    """openpyxl 对损坏的文件会抛出十几种异常，一律译成“文件打不开”。"""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data), data_only=has_results, keep_links=False)
    except Exception as error:
        raise RefusedError("E101", f"文件损坏或不完整（{type(error).__name__}）。") from None


def _sheet_grid(sheet: Any, results: Any, file: str) -> Grid:
    cells: dict[tuple[int, int], Cell] = {}
    for row in sheet.iter_rows():
        for raw in row:
            if raw.value is not None:
                cells[raw.row, raw.column] = _xlsx_cell(raw, results, Source(file, sheet.title, raw.coordinate, ""))
    last_row = max((row for row, _ in cells), default=0)
    for area in sheet.merged_cells.ranges:
        merge = Merge(area.min_row, min(area.max_row, last_row), area.min_col, area.max_col)
        _apply_merge(cells, merge, Source(file, sheet.title, "", ""))
    rows = (number for number, shape in sheet.row_dimensions.items() if shape.hidden and number <= last_row)
    return Grid(file, sheet.title, cells, tuple(sorted(rows)), _hidden_columns(sheet))


def _apply_merge(cells: dict[tuple[int, int], Cell], merge: Merge, place: Source) -> None:
    """在左上角单元格记下合并区域，并让被覆盖的单元格指向它；空的合并区域不必理会。"""
    start = cells.get((merge.first_row, merge.first_column))
    if start is None:
        return
    anchor = Cell(start.row, start.column, start.value, start.source, start.problem, merge)
    for row in range(merge.first_row, merge.last_row + 1):
        for column in range(merge.first_column, merge.last_column + 1):
            source = Source(place.file, place.sheet, f"{get_column_letter(column)}{row}", "")
            cells[row, column] = Cell(row, column, None, source, merge=merge, anchor=anchor)
    cells[anchor.row, anchor.column] = anchor


def _hidden_columns(sheet: Any) -> tuple[int, ...]:
    hidden: set[int] = set()
    for letter, shape in sheet.column_dimensions.items():
        if shape.hidden:
            first = shape.min or column_index_from_string(letter)
            hidden.update(range(first, (shape.max or first) + 1))
    return tuple(sorted(column for column in hidden if column <= sheet.max_column))


def _xlsx_cell(raw: Any, results: Any, place: Source) -> Cell:
    """openpyxl 的单元格 → :class:`Cell`；公式取文件里存的结果。"""
    shown = results[raw.coordinate] if raw.data_type == "f" else raw
    problem = ""
    if raw.data_type == "f" and shown.value is None:
        problem, value, text = "E111", None, _formula_text(raw.value)
    elif shown.data_type == "e":
        problem, value, text = "E112", None, str(shown.value)
    else:
        value, text = _typed(shown.value, str(shown.number_format))
        problem = "" if value is not None or not text else "E112"
    return Cell(raw.row, raw.column, value, Source(place.file, place.sheet, place.cell, text), problem)


def _formula_text(value: object) -> str:
    return str(getattr(value, "text", value))


def _typed(value: object, number_format: str) -> tuple[CellValue, str]:
    """值与原文；浮点数经 15 位有效数字成为 Decimal，非有限的数没有值。"""
    match value:
        case bool():
            return value, "是" if value else "否"
        case int():
            return Decimal(value), str(value)
        case float():
            number = Decimal("%.15g" % value)  # noqa: UP031
            return (number if number.is_finite() else None), format(number, "f")
        case datetime() | date():
            return _dated(value, number_format)
        case _:
            return str(value), str(value)


def _dated(value: date, number_format: str) -> tuple[CellValue, str]:
    """日期单元格；显示格式没有“日”的只精确到月。年份出格的不成其为日期，只留原文。"""
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format).lower()
    if "d" in shown or shown in {"", "general"}:
        return PartialDate(value.year, value.month, value.day), f"{value:%Y-%m-%d}"
    return PartialDate(value.year, value.month), f"{value.year}年{value.month}月"


def _read_csv(data: bytes, file: str) -> Grid:
    text = _decode(data)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise RefusedError("E106", f"CSV 写法有误（{error}）。") from None
    cells = {
        (row, column): _csv_cell(row, column, value, file)
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value.strip()
    }
    return Grid(file, "", cells)


def _csv_cell(row: int, column: int, text: str, file: str) -> Cell:
    value = Decimal(text.strip()) if _CSV_NUMBER.fullmatch(text.strip()) else text
    return Cell(row, column, value, Source(file, "", f"{get_column_letter(column)}{row}", text))


def _decode(data: bytes) -> str:
    """严格解码，依次试 UTF-8、带标记的 UTF-16、GB18030，从不猜测。"""
    has_mark = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if has_mark else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RefusedError("E106", "不是 UTF-8、UTF-16 或 GB18030 编码。")
