"""一张表的各行：分出项目行、合计行、分类行和注释，把单元格读成带出处的值。"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.period import PartialDate
from reportgen.model.records import ProcedureStatus
from reportgen.model.source import Source
from reportgen.read import cells
from reportgen.read.cells import Parsed, clean
from reportgen.read.grid import Cell, Grid
from reportgen.read.headers import Column, Head, label
from reportgen.read.vocabulary.field import Kind
from reportgen.read.vocabulary.returns import FACTOR_STATES, PROCEDURE_STATES

#: 选项的值也是文字（StrEnum）。
Value = Decimal | str | PartialDate | bool

Option = TypeVar("Option", bound=StrEnum)

_TOTAL = re.compile(r"(合\s*计|总\s*计|共\s*计)")
_SUBTOTAL = re.compile(r"小\s*计")
_CATEGORIES = (
    re.compile(r"[一二三四五六七八九十]+\s*[、.]|(?:新建|续建|在建|其他|其它|计划\S{0,4})项目\s*(?:[(].*[)])?$"),
    re.compile(r"[(][一二三四五六七八九十]+[)]"),
    re.compile(r"——"),
)
_NOTE = re.compile(
    r"(注|备注|说明)\s*[::]|注\d|(填报|填表|审核|制表|报送|编制|签发|联系|单位|部门|主管|负责|盖章|日期|电话)\S{0,6}\s*[::]"
)
_ORDINAL = re.compile(r"[甲乙丙丁]|栏次|\d{1,2}")


class RowKind(StrEnum):
    """表头以下一行是什么。"""

    PROJECT = "项目"
    TOTAL = "合计"
    SUBTOTAL = "小计"
    CATEGORY = "分类"
    OTHER = "其他"
    NAMELESS = "缺名称"
    SECOND_HEAD = "表头"


@dataclass(frozen=True, slots=True)
class Row:
    """表头以下的一行；``key`` 是名称格（合并时是左上角一格），``lead`` 是行首文字，``level`` 是分类层次。"""

    kind: RowKind
    number: int
    key: Cell
    lead: Cell
    level: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """一个值和它的单元格。"""

    value: Value
    source: Source


@dataclass(frozen=True)
class Reading:
    """若干字段的值；没有填报的字段不在其中。"""

    items: Mapping[str, Item]
    findings: tuple[Finding, ...] = ()

    def money(self, name: str) -> Decimal | None:
        """金额，万元。"""
        value = self._value(name)
        return value if isinstance(value, Decimal) else None

    def text(self, name: str) -> str:
        """文字，没有填报为空串。"""
        value = self._value(name)
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> PartialDate | None:
        """日期。"""
        value = self._value(name)
        return value if isinstance(value, PartialDate) else None

    def flag(self, name: str) -> bool | None:
        """是否。"""
        value = self._value(name)
        return value if isinstance(value, bool) else None

    def choice(self, name: str, options: type[Option]) -> Option | None:
        """选项。"""
        value = self._value(name)
        return value if isinstance(value, options) else None

    def source(self, name: str) -> Source | None:
        """字段的单元格。"""
        item = self.items.get(name)
        return item.source if item else None

    def sources(self) -> dict[str, Source]:
        """各字段的单元格。"""
        return {name: item.source for name, item in self.items.items()}

    def _value(self, name: str) -> Value | None:
        item = self.items.get(name)
        return item.value if item else None


def body_rows(grid: Grid, head: Head, is_known: Callable[[str], bool]) -> Iterator[Row]:
    """表头以下的各行，从上到下；空行不给。

    Args:
        is_known: 名称是否是已知项目；已知的总是项目行，不论写法像不像分类或注释。
    """
    for number in range(head.last_row + 1, grid.last_row + 1):
        own = list(grid.row(number))
        if own:
            yield _classify(grid, head, number, own, is_known)


def _classify(grid: Grid, head: Head, number: int, own: list[Cell], is_known: Callable[[str], bool]) -> Row:
    key = _key_cell(grid, head, number)
    leads = [cell for cell in own if cell.column <= head.key_column] or own[:1]
    if key.text and is_known(key.text):
        return Row(RowKind.PROJECT, number, key, leads[0])
    for lead in leads:
        kind, level = _lead_kind(lead, own)
        if kind is not None:
            return Row(kind, number, key, lead, level)
    if key.text and label(key.text) == label(grid.cell(head.last_row, head.key_column).shown.text):
        return Row(_repeat_kind(grid, head, own), number, key, leads[0])
    if all(_ORDINAL.fullmatch(clean(cell.text)) for cell in own) or (not key.text and _is_serial_only(head, own)):
        return Row(RowKind.OTHER, number, key, leads[0])
    return Row(RowKind.PROJECT if key.text else RowKind.NAMELESS, number, key, leads[0])


def _key_cell(grid: Grid, head: Head, number: int) -> Cell:
    """名称格；横向合并到别的列里的不算名称。"""
    cell = grid.cell(number, head.key_column)
    return cell if cell.anchor and cell.anchor.column != cell.column else cell.shown


def _lead_kind(lead: Cell, own: list[Cell]) -> tuple[RowKind | None, int]:
    text = clean(lead.text)
    if _TOTAL.match(text):
        return RowKind.TOTAL, 0
    if _SUBTOTAL.match(text):
        return RowKind.SUBTOTAL, 0
    level = next((index for index, pattern in enumerate(_CATEGORIES, 1) if pattern.match(text)), 0)
    if level:
        return RowKind.CATEGORY, level
    if _NOTE.match(text):
        return RowKind.OTHER, 0
    if len(own) == 1 and lead.merge and lead.merge.is_wide:
        return RowKind.CATEGORY, 1
    return None, 0


def _repeat_kind(grid: Grid, head: Head, own: list[Cell]) -> RowKind:
    """换页重印的表头不必读；内容不同的第二个表头则无法读取。"""
    first = {
        label(grid.cell(row, cell.column).shown.text)
        for row in range(head.first_row, head.last_row + 1)
        for cell in own
    }
    return RowKind.OTHER if all(label(cell.text) in first for cell in own) else RowKind.SECOND_HEAD


def _is_serial_only(head: Head, own: list[Cell]) -> bool:
    """只预先写了序号的空行。"""
    return len(own) == 1 and own[0].column < head.key_column and isinstance(own[0].value, Decimal)


def odd_row_findings(rows: list[Row], grid: Grid) -> Iterator[Finding]:
    """缺名称的行、第二个表头、隐藏的行列。"""
    for row in rows:
        if row.kind is RowKind.NAMELESS:
            yield fault(row.lead.source, "E118", f"第{row.number}行有内容（“{row.lead.text}”），没有项目名称。")
        if row.kind is RowKind.SECOND_HEAD:
            yield fault(row.key.source, "E125", f"第{row.number}行是另一个表头。")
    hidden = [f"第{row.number}行" for row in rows if row.number in grid.hidden_rows and row.kind is not RowKind.OTHER]
    if hidden:
        yield fault(grid.source(), "W104", f"隐藏的{'、'.join(hidden)}已照常读入。")


def read_row(grid: Grid, number: int, columns: Mapping[str, Column], year: int) -> Reading:
    """按 ``columns`` 读一行的全部字段。"""
    items: dict[str, Item] = {}
    findings: list[Finding] = []
    for column in columns.values():
        reading = read_cell(grid.cell(number, column.heading.column), column, year)
        findings += reading.findings
        items |= {name: item for name, item in reading.items.items() if name not in items}
    return Reading(items, tuple(findings))


def read_cell(cell: Cell, column: Column, year: int) -> Reading:
    """读一个单元格；合并的文字向下填充（R103），合并的金额是差错（E116）。"""
    merge = cell.merge
    if merge is not None and merge.is_tall and column.field.kind is Kind.MONEY:
        is_faulty = cell.anchor is None and not cells.is_missing(cell)
        return Reading(
            {}, (fault(cell.source, "E116", f"金额“{cell.text}”合并在 {merge.address}。"),) if is_faulty else ()
        )
    if cell.anchor is not None and (cell.anchor.row == cell.row or cell.anchor.column != cell.column):
        return Reading({})
    reading = _parse(cell.shown, column, year)
    if cell.anchor is None or not reading.items:
        return reading if cell.anchor is None else Reading({})
    return Reading(reading.items, tuple(_fill_finding(cell, column)))


def _fill_finding(cell: Cell, column: Column) -> Iterator[Finding]:
    """一个合并区域只记一次，记在左上角。"""
    if cell.anchor is not None and cell.merge is not None and cell.row == cell.anchor.row + 1:
        message = f"{column.field.title}“{cell.anchor.text}”合并在 {cell.merge.address}，已填入各行。"
        yield fault(cell.anchor.source, "R103", message, new=cell.anchor.text)


def _parse(cell: Cell, column: Column, year: int) -> Reading:
    name, title = column.field.name, column.field.title
    match column.field.kind:
        case Kind.MONEY:
            return _single(name, cell, cells.amount(cell, column.unit))
        case Kind.DATE:
            return _single(name, cell, cells.day(cell, year))
        case Kind.CHOICE:
            return _single(name, cell, cells.choice(cell, column.field.options, title))
        case Kind.PROCEDURE:
            return _procedure(cell, name, year)
        case Kind.FACTOR:
            return _factor(cell, name)
        case Kind.NAME:
            return _single(name, cell, cells.words(cell, joint=""))
        case _:
            return _single(name, cell, cells.words(cell))


def _single(name: str, cell: Cell, parsed: Parsed[Value]) -> Reading:
    items = {} if parsed.value is None else {name: Item(parsed.value, cell.source)}
    return Reading(items, parsed.findings)


_WITH_DETAIL = re.compile(r"([^(:]+?)\s*(?:\((.*)\)|[:](.*)|([0-9]{4}.*|[0-9]{1,2}月.*))?", re.DOTALL)


def _split(cell: Cell) -> tuple[str, str]:
    """“已办结（2024年5月）”分成状态与后面的说明。"""
    match = _WITH_DETAIL.fullmatch(clean(cell.text).replace("【", "(").replace("】", ")"))
    return (match[1], match[2] or match[3] or match[4] or "") if match else (cell.text, "")


def _procedure(cell: Cell, name: str, year: int) -> Reading:
    """手续格：状态，后面可带日期；已办结的是办结日期，其余是计划办结。"""
    if cell.problem or cells.is_missing(cell):
        return Reading({}, cells.problem(cell))
    word, detail = _split(cell)
    status = PROCEDURE_STATES.get(word)
    prefix = name.removesuffix("status")
    if status is None:
        return Reading({}, _odd_choice(cell, "手续", PROCEDURE_STATES))
    items: dict[str, Item] = {name: Item(status, cell.source)}
    if not detail:
        return Reading(items)
    parsed = cells.day_from_text(re.sub(r"^(计划|预计|拟)|(办结|完成|取得|批复)$", "", detail), cell.source, year)
    if parsed.value is not None:
        part = "done_on" if status is ProcedureStatus.DONE else "due_date"
        items[prefix + part] = Item(parsed.value, cell.source)
    return Reading(items, parsed.findings)


def _factor(cell: Cell, name: str) -> Reading:
    """要素格：状态，后面可带说明。"""
    if cell.problem or cells.is_missing(cell):
        return Reading({}, cells.problem(cell))
    word, detail = _split(cell)
    status = FACTOR_STATES.get(word)
    if status is None:
        return Reading({}, _odd_choice(cell, "要素", FACTOR_STATES))
    items: dict[str, Item] = {name: Item(status, cell.source)}
    if detail:
        items[name.removesuffix("status") + "note"] = Item(detail, cell.source)
    return Reading(items)


def _odd_choice(cell: Cell, what: str, options: Mapping[str, object]) -> tuple[Finding, ...]:
    shown = "、".join(word for word in options if len(word) > 1)
    return (fault(cell.source, "E115", f"{what}填“{cell.text}”，不在约定之内。", f"改填：{shown}。"),)
