"""一个台账文件：认出各张工作表是哪一种表，逐行读出，必填的核对有无，项目名称认定为序号。"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.period import Month, PartialDate
from reportgen.model.source import Source
from reportgen.read.cells import clean
from reportgen.read.grid import Cell, Grid
from reportgen.read.headers import Column, Head, find_head, hidden_findings, match_columns, unknown_findings
from reportgen.read.intake import RawFile
from reportgen.read.names import normalise
from reportgen.read.roster import Roster
from reportgen.read.table import Reading, Row, RowKind, body_rows, odd_row_findings, read_row
from reportgen.read.vocabulary.registers import SERIAL, Form
from reportgen.read.workbook import read_grids

#: 一格里的几个名称：顿号、逗号、分号、空白分开；括号里的不分。
_NAMES = re.compile(r"(?:[^\s、,，;；(（]|[(（][^()（）]*[)）]|[(（])+")
#: 两字姓名为了对齐而拉开的空格。
_PADDED = re.compile(r"(?<![\u3400-\u9fff])([\u3400-\u9fff])[ \u3000\u00a0]+([\u3400-\u9fff])(?![\u3400-\u9fff])")


@dataclass(frozen=True)
class Entry:
    """台账的一笔，必填的都已填。

    Attributes:
        reading: 各栏的值。places: 各栏的单元格，没有填的也有；合并的是左上角一格。
        project: 项目序号；没有项目一栏、没有填或认不出的为 None。
    """

    reading: Reading
    places: Mapping[str, Cell]
    project: int | None = None

    def text(self, name: str) -> str:
        """文字，没有填为空串。"""
        return self.reading.text(name)

    def key(self, name: str) -> str:
        """名称的规范化写法，用来比对。"""
        return normalise(self.reading.text(name))

    def number(self, name: str) -> str:
        """编号，只去掉空白、统一全半角和大小写，用来比对。"""
        return "".join(clean(self.reading.text(name)).split()).casefold()

    def required_day(self, name: str) -> PartialDate:
        """必填的日期。

        Raises:
            KeyError: 没有填，说明 ``name`` 不是必填的。
        """
        found = self.reading.day(name)
        if found is None:
            raise KeyError(name)
        return found

    def required_project(self) -> int:
        """必填的项目的序号。

        Raises:
            KeyError: 没有认定，说明项目不是必填的。
        """
        if self.project is None:
            raise KeyError("project")
        return self.project


@dataclass(frozen=True)
class _Sheet:
    """认出的一张表；``findings`` 是表头的差错。"""

    form: Form
    grid: Grid
    head: Head
    columns: Mapping[str, Column]
    findings: tuple[Finding, ...]


def read_register(
    file: RawFile, forms: Sequence[Form], roster: Roster, year: int
) -> tuple[tuple[tuple[Entry, ...], ...], list[Finding]]:
    """读一个台账文件；同一种表可以分在几张工作表（例如一个项目一张）。

    Args:
        forms: 文件里可能有的各种表；第一种必须有，其余可以没有。
        year: 用于补全没有写年份的日期。
    Returns:
        每种表的各笔，次序同 ``forms``，表内次序照旧；以及差错。
    """
    grids, found = read_grids(file.data, file.name)
    findings = list(found)
    entries: list[list[Entry]] = [[] for _ in forms]
    sheets = [(grid, _recognise(grid, forms, year)) for grid in grids]
    for grid, sheet in sheets:
        if sheet is None:
            findings += _unrecognised(grid, forms)
        else:
            read, sheet_findings = _read_sheet(sheet, roster, year)
            entries[forms.index(sheet.form)] += read
            findings += sheet_findings
    if grids and all(sheet is None or sheet.form is not forms[0] for _, sheet in sheets):
        findings.append(fault(Source(file.name, "", "", ""), "E107", f"找不到有{forms[0].titles}各列的表。"))
    return tuple(tuple(rows) for rows in entries), findings


def split_names(text: str) -> tuple[str, ...]:
    """一格里的几个名称；“王　五”是一个人。

    >>> split_names("王　五、市发改委（张三、李四）")
    ('王五', '市发改委（张三、李四）')
    """
    return tuple(_NAMES.findall(_PADDED.sub(r"\1\2", text)))


def official_names(text: str, roster: Roster) -> tuple[str, ...]:
    """一格里的几个名称，各换成规范写法。"""
    return tuple(roster.official(name) for name in split_names(text))


def repeated_findings(
    entries: Iterable[Entry], field: str, key: Callable[[Entry], Hashable | None], code: str = "E126"
) -> Iterator[Finding]:
    """``key`` 相同的各笔，指出两处的 ``field``；``key`` 为 None 的不查。"""
    seen: dict[Hashable, Entry] = {}
    for entry in entries:
        value = key(entry)
        earlier = entry if value is None else seen.setdefault(value, entry)
        if earlier is not entry:
            yield _repeated(entry.places[field].source, earlier.places[field].source, code)


def _repeated(place: Source, earlier: Source, code: str) -> Finding:
    if place == earlier:
        return fault(place, code, f"“{place.value}”合并在几行上，应一行一个。")
    other = earlier.cell if place.sheet == earlier.sheet else str(earlier)
    return fault(place, code, f"“{place.value}”与 {other} 重复。")


def _recognise(grid: Grid, forms: Iterable[Form], year: int) -> _Sheet | None:
    """第一种有名称栏、又有标志栏的表。"""
    for form in forms:
        head = find_head(grid, form.field(form.key))
        if head is not None:
            columns, findings = match_columns(head.headings, (*form.fields, SERIAL), Month(year, 12))
            if form.marks & columns.keys():
                unknown = unknown_findings(grid, head.headings, columns, findings)
                columns = _with_serial(columns, form)
                return _Sheet(form, grid, head, columns, (*findings, *unknown, *hidden_findings(grid, columns)))
    return None


def _with_serial(columns: dict[str, Column], form: Form) -> dict[str, Column]:
    serial = columns.pop(SERIAL.name, None)
    if serial is not None and form.serial and form.serial not in columns:
        columns[form.serial] = Column(form.field(form.serial), serial.heading)
    return columns


def _unrecognised(grid: Grid, forms: Iterable[Form]) -> Iterator[Finding]:
    if grid.cells:
        wanted = "，或".join(form.titles for form in forms)
        yield fault(grid.source(), "W105", f"工作表“{grid.sheet}”没有{wanted}各列，没有读取。")


def _read_sheet(sheet: _Sheet, roster: Roster, year: int) -> tuple[list[Entry], list[Finding]]:
    """一张表的各笔；缺必填项、项目认不出的不成为一笔。"""
    missing = [item.title for item in sheet.form.fields if item.name in sheet.form.required - sheet.columns.keys()]
    findings = [
        *sheet.findings,
        *(fault(sheet.grid.source(), "E107", f"表头没有“{title}”一列。") for title in missing),
    ]
    if missing:
        return [], findings
    rows = list(body_rows(sheet.grid, sheet.head, lambda text: roster.names.find(text) is not None))
    findings += odd_row_findings([row for row in rows if row.kind is not RowKind.NAMELESS], sheet.grid)
    entries: list[Entry] = []
    for row in rows:
        if row.kind is RowKind.NAMELESS:
            findings += _nameless(sheet, row)
        elif row.kind is RowKind.PROJECT:
            entry = _entry(sheet, row, year)
            findings += (*entry.reading.findings, *_empty_findings(sheet.form, entry))
            if sheet.form.required <= entry.reading.items.keys():
                entries.append(entry)
    known, name_findings = _with_projects(entries, sheet.form, roster)
    return known, [*findings, *name_findings]


def _nameless(sheet: _Sheet, row: Row) -> Iterator[Finding]:
    """没有填名称栏的行；只预先写了编号的不算。"""
    number = sheet.columns.get(sheet.form.serial)
    own = [cell.column for cell in sheet.grid.row(row.number)]
    if number is None or own != [number.heading.column]:
        title = sheet.form.field(sheet.form.key).title
        yield fault(row.key.source, "E120", f"第{row.number}行有内容（“{row.lead.text}”），没有填“{title}”。")


def _entry(sheet: _Sheet, row: Row, year: int) -> Entry:
    reading = read_row(sheet.grid, row.number, sheet.columns, year)
    places = {name: sheet.grid.cell(row.number, column.heading.column) for name, column in sheet.columns.items()}
    return Entry(reading, {name: cell.shown for name, cell in places.items()})


def _empty_findings(form: Form, entry: Entry) -> Iterator[Finding]:
    """必填而空缺的单元格；填了而读不出的已有差错。"""
    faulty = {finding.cell for finding in entry.reading.findings}
    for item in form.fields:
        if item.name in form.required - entry.reading.items.keys():
            place = entry.places[item.name].source
            if place.cell not in faulty:
                yield fault(place, "E120", f"“{item.title}”空缺。")


def _with_projects(entries: list[Entry], form: Form, roster: Roster) -> tuple[list[Entry], list[Finding]]:
    """认定项目名称；同一名称在一张表里只提示一次。必须有项目而认不出的去掉。"""
    resolved: dict[str, int | None] = {}
    findings: list[Finding] = []
    found: list[Entry] = []
    for entry in entries:
        if "project" in entry.reading.items:
            cell = entry.places["project"]
            if cell.text not in resolved:
                parsed = roster.names.resolve(cell)
                findings += parsed.findings
                resolved[cell.text] = parsed.value
            entry = replace(entry, project=resolved[cell.text])
        if entry.project is not None or "project" not in form.required:
            found.append(entry)
    return found, findings
