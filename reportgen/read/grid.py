"""单元格网格：读取库与其余代码之间的中立形式，一经读入不再改变。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from openpyxl.utils import get_column_letter

from reportgen.model.period import PartialDate
from reportgen.model.source import Source

CellValue = None | str | bool | Decimal | PartialDate


@dataclass(frozen=True, slots=True)
class Merge:
    """一个合并区域；行列从 1 起，两端都含。"""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    @property
    def address(self) -> str:
        """区域地址，如 ``B4:B8``。"""
        start = f"{get_column_letter(self.first_column)}{self.first_row}"
        return f"{start}:{get_column_letter(self.last_column)}{self.last_row}"

    @property
    def is_tall(self) -> bool:
        """是否跨行。"""
        return self.last_row > self.first_row

    @property
    def is_wide(self) -> bool:
        """是否跨列。"""
        return self.last_column > self.first_column


@dataclass(frozen=True, slots=True)
class Cell:
    """一个单元格。

    Attributes:
        value: 值；数一律是 Decimal，日期带原有精度。
        problem: 单元格本身读不出时的目录编号（E111、E112），否则为空。
        merge: 所在合并区域；anchor: 被合并区域覆盖时，区域左上角的单元格。
    """

    row: int
    column: int
    value: CellValue
    source: Source
    problem: str = ""
    merge: Merge | None = None
    anchor: Cell | None = None

    @property
    def text(self) -> str:
        """原文，去掉首尾空白；空单元格和被合并覆盖的单元格为空串。"""
        return self.source.value.strip()

    @property
    def shown(self) -> Cell:
        """使用者在这个位置看到的单元格：被合并覆盖时是左上角那一格。"""
        return self.anchor or self


@dataclass(frozen=True)
class Grid:
    """一张工作表。``cells`` 只存非空的和被合并的单元格，键为（行，列）。"""

    file: str
    sheet: str
    cells: Mapping[tuple[int, int], Cell]
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = field(default=())

    @cached_property
    def last_row(self) -> int:
        """有内容的最后一行，空表为 0。"""
        return max((row for row, _ in self.cells), default=0)

    @cached_property
    def last_column(self) -> int:
        """有内容的最后一列，空表为 0。"""
        return max((column for _, column in self.cells), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """第 ``row`` 行第 ``column`` 列；没有内容时给出空单元格。"""
        found = self.cells.get((row, column))
        return found or Cell(row, column, None, self.source(f"{get_column_letter(column)}{row}"))

    def row(self, row: int) -> Iterator[Cell]:
        """一行中自身有内容的单元格，从左到右。"""
        cells = (self.cells.get((row, column)) for column in range(1, self.last_column + 1))
        return (cell for cell in cells if cell is not None and cell.text)

    def source(self, address: str = "") -> Source:
        """本表中某个地址的出处，不带原文。"""
        return Source(self.file, self.sheet, address, "")
