"""单元格与工作表的样子：先排成值，再由 :mod:`reportgen.tabulate.writer` 写成 XLSX。"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from reportgen.model.assessment import Figure
from reportgen.model.period import PartialDate

#: 单元格的值：数一律是 Decimal，日期是当天，其余是文字。
Value = Decimal | str | date

#: 缺值、未报在表中的写法。
MISSING, UNREPORTED = "—", "未报"

#: 每张表第1行表题、第2行说明、第3行栏名，第4行起为数据。
HEADING_ROW = 3
FIRST_ROW = HEADING_ROW + 1


class Look(StrEnum):
    """单元格的样子：数的格式与对齐。"""

    TEXT = "文字"
    CENTER = "居中"
    MONEY = "金额"
    CARRIED = "沿用的金额"
    YI = "亿元"
    RATE = "比例"
    POINTS = "百分点"
    COUNT = "个数"
    DAY = "日期"
    MONTH = "月份"
    PLAIN = "常规"


class Paper(StrEnum):
    """打印用纸，都横放。"""

    A3 = "A3"
    A4 = "A4"


@dataclass(frozen=True, slots=True)
class Entry:
    """一个单元格。

    Attributes:
        value: 值；有公式的是公式的结果，随文件存下。
        formula: 公式，不带等号；没有公式的为空串。
        figure: 它就是哪个指标（``标识@范围``），不是指标的为空串。
        places: 比例、百分点显示几位小数；未达到的不显得达到（79.98%），不为零的不显得为零。
    """

    value: Value = ""
    look: Look = Look.TEXT
    formula: str = ""
    figure: str = ""
    places: int = 1


@dataclass(frozen=True, slots=True)
class Heading:
    """一栏的栏名和宽（字符）。"""

    text: str
    width: float


@dataclass(frozen=True)
class Sheet:
    """一张工作表。

    Attributes:
        title: 表题。note: 表题下的说明。headings: 栏名。
        rows: 从第4行起的各行；``totals`` 是末尾合计行的行数，其余各行可以筛选。
        frozen: 冻结的左边栏数，打印成几页宽（``pages_wide``）时每页重复。
        is_one_page: 缩到一页。names: 名称 → 单元格（如 ``$B$5``）。
    """

    name: str
    title: str
    note: Entry
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Entry, ...], ...]
    totals: int = 0
    frozen: int = 2
    paper: Paper = Paper.A3
    pages_wide: int = 1
    is_one_page: bool = False
    is_filtered: bool = True
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Table:
    """一张表的位置：栏的键与行数，供公式引用。没有行的表留一个空行。"""

    sheet: str
    keys: tuple[str, ...]
    count: int

    @property
    def last_row(self) -> int:
        """最后一个数据行的行号。"""
        return FIRST_ROW + max(self.count, 1) - 1

    def cell(self, key: str, row: int) -> str:
        """本表内的引用，列固定，如 ``$K5``。"""
        return f"${self._letter(key)}{row}"

    def outer_cell(self, key: str, row: int) -> str:
        """别的表引用本表的一格，如 ``项目!$K$5``。"""
        return f"{quote_sheetname(self.sheet)}!${self._letter(key)}${row}"

    def inner_range(self, key: str) -> str:
        """本表内引用一栏的全部数据行，如 ``$K$4:$K$32``。"""
        letter = self._letter(key)
        return f"${letter}${FIRST_ROW}:${letter}${self.last_row}"

    def range(self, key: str) -> str:
        """引用一栏的全部数据行，如 ``项目!$K$4:$K$32``。"""
        return f"{quote_sheetname(self.sheet)}!{self.inner_range(key)}"

    def _letter(self, key: str) -> str:
        return str(xl_col_to_name(self.keys.index(key)))


def cell_name(row: int, column: int) -> str:
    """``row`` 行（从 1 起）``column`` 列（从 0 起）的地址，如 ``K5``。"""
    return f"{xl_col_to_name(column)}{row}"


def text(value: str) -> Entry:
    """文字，左对齐。"""
    return Entry(value)


def label(value: str) -> Entry:
    """短文字，居中。"""
    return Entry(value, Look.CENTER)


def number(value: int | Decimal) -> Entry:
    """个数、序号。"""
    return Entry(Decimal(value), Look.COUNT)


def day(value: PartialDate | None, *, is_earliest: bool = False) -> Entry:
    """日期；只知月份的存月末（``is_earliest`` 时存月初），印到月。"""
    if value is None:
        return Entry(MISSING, Look.CENTER)
    return Entry(value.earliest if is_earliest else value.latest, Look.MONTH if value.day is None else Look.DAY)


def figure_entry(figure: Figure, look: Look, formula: str) -> Entry:
    """由公式算出的指标；没有值的是“—”，小数位数与印刷形式相同。"""
    value = MISSING if figure.value is None else figure.value
    return Entry(value, look, formula, figure.key, decimals(figure.printed))


def decimals(printed: str) -> int:
    """印刷形式的小数位数，至少一位。"""
    match = re.search(r"\.(\d+)", printed)
    return len(match[1]) if match else 1


def filled_rows(rows: Sequence[tuple[Entry, ...]], width: int, message: str) -> tuple[tuple[Entry, ...], ...]:
    """没有行的表写一行“无……”。"""
    if rows:
        return tuple(rows)
    return ((Entry(MISSING, Look.CENTER), text(message), *(Entry() for _ in range(width - 2))),)


def quoted(value: str) -> str:
    """公式中的文字常量。"""
    escaped = value.replace('"', '""')
    return f'"{escaped}"'


def criterion(cell: str, name: str) -> str:
    """按名称统计的条件：引用名称所在的单元格。

    名称含通配符或以比较号开头时，写成转义的文字，免得被当作式样。
    """
    if name[:1] not in "<>=" and not set(name) & set("*?~"):
        return cell
    escaped = "".join(f"~{char}" if char in "*?~" else char for char in name)
    return quoted(f"={escaped}")
