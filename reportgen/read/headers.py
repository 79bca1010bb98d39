"""找表头：按约定用语而不按位置；一至三行，父子表头相接；单位、年度、月份从表头文字中分出。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.period import Month
from reportgen.model.source import Source
from reportgen.read.cells import clean
from reportgen.read.grid import Cell, Grid
from reportgen.read.vocabulary.field import Field, Kind
from reportgen.read.vocabulary.heads import IGNORED, SUBHEADS
from reportgen.read.vocabulary.returns import VAGUE_CUMULATIVE

#: 表头只在前这么多行里找，至多这么多行高。
_SEARCH_ROWS = 40
_MAX_HEIGHT = 3

_UNIT = "(亿元|万元|元)"
_LABEL_UNIT = re.compile(
    rf"[(\[【](?:金额)?(?:单位[::]?)?{_UNIT}[)\]】]|单位[::]{_UNIT}|[,/、:]{_UNIT}$|(亿元|万元)$|^{_UNIT}$"
)
_TITLE_UNIT = re.compile(rf"单位\s*[::]\s*{_UNIT}|[(\[【]\s*{_UNIT}\s*[)\]】]")
_YEAR = re.compile(r"(20[0-9]{2})(?:年(?!度)|(?=年度))")
_MONTH = re.compile(r"(?:截至|截止)?(?:1月?[-~至—–]+)?([0-9]{1,2})月(?:份|底|末)?(?!日)")
_TITLE_MONTH = re.compile(r"(20[0-9]{2})\s*年\s*([0-9]{1,2})\s*月(?!\s*[0-9]{1,2}\s*日)")
_FILED = re.compile(r"填报|填表|报送|编制|时间|日期")


@dataclass(frozen=True, slots=True)
class Label:
    """一段表头文字：``words`` 是去掉空白、标点、单位、年度、月份之后的用语。"""

    words: str
    unit: str = ""
    year: int | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """一列的表头；``path`` 从上到下，``source`` 是最下面一格。"""

    column: int
    path: tuple[Label, ...]
    source: Source

    @property
    def names(self) -> Iterator[str]:
        """可能的用语：父子相接（父表头去掉“情况”），再到只看下级。"""
        parts = [label.words for label in self.path]
        for start in range(len(parts)):
            yield "".join(parts[start:])
            yield "".join(part.removesuffix("情况") for part in parts[start:-1]) + parts[-1]

    @property
    def unit(self) -> str:
        """表头写明的金额单位，下级优先；没有写为空串。"""
        return next((label.unit for label in reversed(self.path) if label.unit), "")

    @property
    def shown(self) -> str:
        """印在消息里的表头。"""
        return "".join(label.words for label in self.path)


@dataclass(frozen=True, slots=True)
class Head:
    """表头占的行与各列。"""

    first_row: int
    last_row: int
    key_column: int
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """认出的一列；``unit`` 只用于金额。"""

    field: Field
    heading: Heading
    unit: str = ""


def label(text: str) -> Label:
    """表头文字 → 用语。“2024 年度计划\\n投资（亿元）” → 年度计划投资、亿元、2024。"""
    shown = re.sub(r"\s+", "", clean(text))
    unit = _LABEL_UNIT.search(shown)
    shown = _LABEL_UNIT.sub("", shown)
    year, month = _YEAR.search(shown), _MONTH.search(_YEAR.sub("", shown))
    if month:
        shown = _YEAR.sub("", shown).replace(month[0], "" if "累计" in shown else "本月", 1)
    words = re.sub(r"[\W_]+", "", _YEAR.sub("", shown))
    found = next((group for group in unit.groups() if group), "") if unit else ""
    return Label(words, found, int(year[1]) if year else None, int(month[1]) if month else None)


def find_head(grid: Grid, key: Field) -> Head | None:
    """找表头：前 40 行里第一个写着 ``key`` 用语、且同行另有内容的单元格。"""
    for row in range(1, min(grid.last_row, _SEARCH_ROWS) + 1):
        cells = list(grid.row(row))
        for cell in cells:
            if len(cells) > 1 and label(cell.text).words in key.words:
                return _head(grid, cell)
    return None


def _head(grid: Grid, key: Cell) -> Head:
    first = key.row - 1 if _is_parent_row(grid, key) else key.row
    last = key.merge.last_row if key.merge else key.row
    while last - first + 1 < _MAX_HEIGHT and _is_child_row(grid, last + 1, key.column):
        last += 1
    headings = (_heading(grid, column, first, last) for column in range(1, grid.last_column + 1))
    return Head(first, last, key.column, tuple(heading for heading in headings if heading.path))


def _is_parent_row(grid: Grid, key: Cell) -> bool:
    """上一行有横向合并、又不盖住项目名称一列的，是父表头；整行合并的是表题。"""
    cells = grid.row(key.row - 1) if key.row > 1 else iter(())
    return any(
        cell.merge.is_wide and not cell.merge.first_column <= key.column <= cell.merge.last_column
        for cell in cells
        if cell.merge and not _TITLE_UNIT.search(clean(cell.text))
    )


def _is_child_row(grid: Grid, row: int, key_column: int) -> bool:
    """项目名称一列为空、其余都是文字且含有约定用语的，是下级表头。"""
    cells = list(grid.row(row))
    if not cells or (grid.cell(row, key_column).shown.row == row and grid.cell(row, key_column).text):
        return False
    labels = [label(cell.text) for cell in cells]
    return all(isinstance(cell.value, str) for cell in cells) and any(
        found.words in SUBHEADS or (found.unit and not found.words) for found in labels
    )


def _heading(grid: Grid, column: int, first: int, last: int) -> Heading:
    found: dict[Source, str] = {}
    for row in range(first, last + 1):
        cell = _head_cell(grid, row, column, last)
        if cell.text:
            found[cell.source] = cell.text
    lowest = list(found)[-1] if found else grid.source()
    return Heading(column, tuple(label(text) for text in found.values()), lowest)


def _head_cell(grid: Grid, row: int, column: int, last: int) -> Cell:
    """表头格；CSV 没有合并，父表头只写在一组的第一列，其右空格沿用它。"""
    cell = grid.cell(row, column).shown
    left = column
    while not cell.text and row < last and left > 1 and grid.cell(row + 1, left).text:
        left -= 1
        cell = grid.cell(row, left)
        if cell.merge or (cell.text and not grid.cell(row + 1, left).text):
            return grid.cell(row, column)
    return cell


def match_columns(
    headings: Iterable[Heading], fields: Iterable[Field], month: Month
) -> tuple[dict[str, Column], tuple[Finding, ...]]:
    """把各列与 ``fields`` 对上。

    Returns:
        字段名到列；重复的（E108）与年度、月份不符的（E109）不取，只给差错。
    """
    by_words = {word: field for field in reversed(list(fields)) for word in field.words}
    columns: dict[str, Column] = {}
    findings: list[Finding] = []
    repeated: set[str] = set()
    for heading in headings:
        field = next((by_words[name] for name in heading.names if name in by_words), None)
        if field is None:
            continue
        wrong = tuple(_period_findings(heading, month))
        findings += wrong
        if field.name in columns:
            findings.append(_repeated(heading, columns[field.name].heading))
            repeated.add(field.name)
        elif not wrong:
            columns[field.name] = Column(field, heading)
            findings += _vague(heading, field)
    return {name: column for name, column in columns.items() if name not in repeated}, tuple(findings)


def _repeated(heading: Heading, earlier: Heading) -> Finding:
    message = f"表头“{heading.shown}”与 {earlier.source.cell} 的“{earlier.shown}”含义相同。"
    return fault(heading.source, "E108", message)


def _period_findings(heading: Heading, month: Month) -> Iterator[Finding]:
    for found in heading.path:
        if found.year not in (None, month.year):
            yield fault(heading.source, "E109", f"表头写的是{found.year}年，本期是{month.year}年。")
        if found.month not in (None, month.month):
            yield fault(heading.source, "E109", f"表头写的是{found.month}月，本期是{month.month}月。")


def _vague(heading: Heading, field: Field) -> Iterator[Finding]:
    """只写“累计”的列；表头写明截至某月的，已说明是本年。"""
    is_dated = any(found.month or found.year for found in heading.path)
    if (
        field.name == "cumulative_investment"
        and not is_dated
        and all(name in VAGUE_CUMULATIVE for name in heading.names if name)
    ):
        yield fault(heading.source, "W108", f"表头“{heading.shown}”没有写明自何时累计，按本年累计读取。")


def unknown_findings(
    grid: Grid, headings: Iterable[Heading], columns: Mapping[str, Column], findings: Iterable[Finding]
) -> Iterator[Finding]:
    """没有认出、也不属于可以不读的列，一张表说一次；``findings`` 已指出的列不再说。"""
    known = {column.heading.column for column in columns.values()}
    faulty = {finding.cell for finding in findings}
    unknown = [
        f"{heading.source.cell}“{heading.shown}”"
        for heading in headings
        if heading.column not in known and heading.source.cell not in faulty and IGNORED.isdisjoint(heading.names)
    ]
    if unknown:
        yield fault(grid.source(), "W107", f"没有认出的列：{'、'.join(unknown)}，没有读取。")


def hidden_findings(grid: Grid, columns: Mapping[str, Column]) -> Iterator[Finding]:
    """隐藏而照常读入的列，一张表说一次。"""
    hidden = [column.heading for column in columns.values() if column.heading.column in grid.hidden_columns]
    if hidden:
        places = "、".join(heading.source.cell for heading in sorted(hidden, key=lambda heading: heading.column))
        yield fault(grid.source(), "W104", f"隐藏的列（表头在 {places}）已照常读入。")


def apply_units(
    columns: dict[str, Column], grid: Grid, head: Head, default: str
) -> tuple[dict[str, Column], tuple[Finding, ...]]:
    """给金额列定单位：表头自带 → 表题或单位行 → ``default``（提醒一次）。"""
    stated = _title_units(grid, head)
    if len({unit for unit, _ in stated}) > 1:
        message = f"{stated[0][1].cell} 写的是{stated[0][0]}，{stated[-1][1].cell} 写的是{stated[-1][0]}。"
        return {}, (fault(stated[-1][1], "E110", message),)
    fallback = stated[0][0] if stated else default
    money = [column for column in columns.values() if column.field.kind is Kind.MONEY]
    unstated = [column for column in money if not column.heading.unit]
    findings: tuple[Finding, ...] = ()
    if unstated and not stated:
        titles = "、".join(f"“{column.heading.shown}”" for column in unstated)
        findings = (fault(unstated[0].heading.source, "W106", f"{titles}没有写明单位，按{default}读取。"),)
    fixed = {
        column.field.name: Column(column.field, column.heading, column.heading.unit or fallback) for column in money
    }
    return {**columns, **fixed}, findings


def _title_units(grid: Grid, head: Head) -> list[tuple[str, Source]]:
    """表头以上各行写的单位与其位置。"""
    cells = (cell for row in range(1, head.first_row) for cell in grid.row(row))
    matches = ((_TITLE_UNIT.search(clean(cell.text)), cell.source) for cell in cells)
    return [(match[1] or match[2], source) for match, source in matches if match]


def check_title_month(grid: Grid, head: Head, month: Month) -> Iterator[Finding]:
    """表题写明的月份应是 ``month``；填报日期不算。"""
    for row in range(1, head.first_row):
        for cell in grid.row(row):
            match = _TITLE_MONTH.search(clean(cell.text))
            if match and not _FILED.search(cell.text) and (int(match[1]), int(match[2])) != (month.year, month.month):
                yield fault(cell.source, "E124", f"表题写的是{match[1]}年{int(match[2])}月，文件夹是{month}。")
