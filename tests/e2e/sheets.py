"""独立读表：只用 openpyxl 和 csv 打开清单与填报表，按表头文字找栏目。不引用 reportgen。"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import openpyxl

Grid = list[list[object]]

WAN_PER_UNIT = {"元": Fraction(1, 10000), "万元": Fraction(1), "亿元": Fraction(10000)}
BLANKS = {"", "-", "—", "/", "无", "待定"}


def squeeze(value: object) -> str:
    """单元格文字：全角转半角，去掉空白；浮点数取 15 位有效数字。"""
    text = "" if value is None else format(value, ".15g") if isinstance(value, float) else str(value)
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def amount(value: object, unit: str) -> Fraction | None:
    """金额，万元；格内自带单位的以格内为准，没有填的为 None。

    Raises:
        ValueError: 不是一个数。
    """
    text = squeeze(value).replace(",", "")
    if text in BLANKS:
        return None
    found = re.fullmatch(r"(-?\d[\d.]*(?:e[-+]\d+)?)(亿元|万元|元)?", text)
    if not found:
        raise ValueError(f"不是金额：{value!r}")
    return Fraction(found[1]) * WAN_PER_UNIT[found[2] or unit]


def last_day(value: object) -> date | None:
    """日期；只写到月或年的取其最后一天，没有填的为 None。"""
    if isinstance(value, datetime):
        return value.date()
    parts = [int(part) for part in re.findall(r"\d+", squeeze(value))]
    if not parts:
        return None
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def read_grids(path: Path) -> dict[str, Grid]:
    """各张可见的表，键为表名；CSV 只有一张，表名为空串。"""
    if path.suffix.lower() == ".csv":
        rows = list(csv.reader(io.StringIO(_decoded(path.read_bytes()), newline="")))
        width = max(map(len, rows))
        return {"": [[*row, *[None] * (width - len(row))] for row in rows]}
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in book
        if sheet.sheet_state == "visible"
    }


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


@dataclass(frozen=True)
class Table:
    """一张表：``title`` 是表头以上的文字，``heads`` 是各列名称（父子两行连写），``rows`` 是表头以下各行。"""

    title: str
    heads: list[str]
    rows: Grid

    def column(self, pattern: str) -> int | None:
        """第一个名称符合 ``pattern`` 的列，从 0 起；没有则为 None。"""
        return next((index for index, head in enumerate(self.heads) if re.search(pattern, head)), None)

    def cell(self, row: list[object], pattern: str) -> object:
        """``row`` 在该列的值；没有这一列的为 None。"""
        index = self.column(pattern)
        return None if index is None else row[index]

    def cells(self, row: list[object], pattern: str) -> list[object]:
        """``row`` 在名称符合 ``pattern`` 的各列的值。"""
        return [value for head, value in zip(self.heads, row, strict=True) if re.search(pattern, head)]

    def unit(self, column: int) -> str:
        """该列金额的单位：先看表头，再看标题行，都没有写的为万元。"""
        found = re.search(r"(?:\(|单位:)(亿元|万元|元)", self.heads[column] + self.title)
        return found[1] if found else "万元"

    def money(self, row: list[object], pattern: str) -> Fraction | None:
        """``row`` 在该列的金额，万元。"""
        index = self.column(pattern)
        return None if index is None else amount(row[index], self.unit(index))


def find_table(grid: Grid, key: str = "项目名称") -> Table | None:
    """按含 ``key`` 的一行找到表头；没有这样一行的为 None。

    表头为两行时，下一行在 ``key`` 栏及其左边都是空的（上下合并）。
    """
    texts = [[squeeze(value) for value in row] for row in grid]
    start = next((number for number, row in enumerate(texts) if key in row), None)
    if start is None:
        return None
    heads, below = texts[start], texts[start + 1] if start + 1 < len(texts) else []
    title = "".join(text for row in texts[:start] for text in row)
    if not below or any(below[: heads.index(key) + 1]):
        return Table(title, heads, grid[start + 1 :])
    return Table(title, _joined(heads, below), grid[start + 2 :])


def _joined(parents: list[str], children: list[str]) -> list[str]:
    """横向合并的上级名称归各个下级所有。"""
    joined, current = [], ""
    for parent, child in zip(parents, children, strict=True):
        current = parent or current
        joined.append(current + child)
    return joined
