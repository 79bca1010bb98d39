"""表格：``::表`` 与 ``::完`` 之间的竖线行，``<`` 并入左格，``^`` 并入上格。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from reportgen.compose.marks import Line
from reportgen.compose.proofread import proofread
from reportgen.model.document import Align, Cell, Paragraph, Run, Runs, Table

OPTIONS = ("标题", "单位", "宽", "齐", "表头", "空")

_END = "::完"
_OPTION = re.compile(r"(?:^|[ \t　]+)([^\s=|]+)=")
_BAR = re.compile(r"(?<!\\)\|")
_ESCAPED_BAR = re.compile(r"\\(?=\|)")
_LEFT, _UP = "<", "^"

Place = tuple[int, int]


@dataclass(frozen=True)
class _Row:
    """一行单元格的原文。"""

    line: Line
    cells: tuple[Line, ...]


def parse_table(start: Line, following: Iterator[Line]) -> Table | Paragraph:
    """从 ``::表`` 行起读一张表，读到 ``::完`` 为止。

    表身没有行而写了“空=…”时，得到代替表格的自然段。

    Raises:
        TemplateError: 选项、列数、合并有误，没有 ``::完``，或没有表身。
    """
    options = _options(start)
    rows = tuple(_rows(start, following))
    header = _header_count(start, options)
    if len(rows) <= header:
        return _empty(start, options, len(rows) < header)
    columns = len(rows[0].cells)
    aligns = _aligns(start, options, columns)
    cells = _cells(rows, header, aligns)
    return Table(
        title=_runs(options, "标题"),
        unit=(Run("单位："), *_runs(options, "单位")) if "单位" in options else (),
        widths=_widths(start, options, columns),
        header=cells[:header],
        rows=cells[header:],
    )


def _options(start: Line) -> Mapping[str, Line]:
    body = start.cut(len("::表"))
    found = list(_OPTION.finditer(body.shape))
    bounds = [*(match.start() for match in found), len(body.shape)]
    if body.shape[: bounds[0]].strip():
        raise start.error(f"“::表”的选项写法不对：“{body.text}”", "写作“名称=值”，各项之间空一格。")
    options: dict[str, Line] = {}
    for match, end in zip(found, bounds[1:], strict=True):
        name = match[1]
        if name not in OPTIONS or name in options:
            problem = "写了两次" if name in options else "不认识"
            raise start.error(f"“::表”的选项“{name}”{problem}", f"可写的选项有：{'、'.join(OPTIONS)}。")
        value = body.cut(match.end(), end)
        if value.pieces:
            options[name] = value
    return options


def _runs(options: Mapping[str, Line], name: str) -> Runs:
    return options[name].runs if name in options else ()


def _header_count(start: Line, options: Mapping[str, Line]) -> int:
    text = options["表头"].shape if "表头" in options else "1"
    if not re.fullmatch(r"[0-9]", text):
        raise start.error(f"“表头={text}”应是表头的行数", "通常写 表头=1 或略去。")
    return int(text)


def _empty(start: Line, options: Mapping[str, Line], lacks_header: bool) -> Paragraph:
    if lacks_header:
        raise start.error("表头的行数比表格的行数还多", "核对“表头=”和竖线行。")
    if "空" not in options:
        raise start.error("这张表没有表身", "用 {% if %} 把整张表包起来，或加选项 空=本期无……。")
    return Paragraph(proofread(options["空"]).runs)


def _rows(start: Line, following: Iterator[Line]) -> Iterator[_Row]:
    columns = 0
    for line in following:
        if line.shape == _END:
            return
        if not line.shape.startswith("|"):
            if line.shape.startswith(("::", "===")):
                break
            raise line.error(
                f"表格里只能写竖线行，这一行是“{line.text[:12]}”", "行首行末都写“|”；表格结束写一行“::完”。"
            )
        row = _Row(line, tuple(_split(line)))
        columns = columns or len(row.cells)
        if len(row.cells) != columns:
            raise line.error(
                f"这一行有{len(row.cells)}格，第一行有{columns}格", "每行的格数要相同；合并的格写“<”或“^”。"
            )
        yield row
    raise start.error("这张表没有结束", "表格之后另起一行写“::完”。")


def _split(line: Line) -> Iterator[Line]:
    bars = [match.start() for match in _BAR.finditer(line.shape)]
    if len(bars) < 2 or bars[-1] != len(line.shape) - 1:
        raise line.error("表格的行要以“|”结束", "在行末补上“|”；格内要印竖线时写“\\|”。")
    for left, right in pairwise(bars):
        yield _unescaped(line.cut(left + 1, right))


def _unescaped(cell: Line) -> Line:
    """去掉“\\|”中的反斜线。"""
    starts = [0, *(match.end() for match in _ESCAPED_BAR.finditer(cell.shape))]
    ends = [*(start - 1 for start in starts[1:]), len(cell.shape)]
    parts = (cell.cut(start, end).pieces for start, end in zip(starts, ends, strict=True))
    return (
        cell if len(starts) == 1 else Line(cell.template, cell.number, tuple(piece for part in parts for piece in part))
    )


def _widths(start: Line, options: Mapping[str, Line], columns: int) -> tuple[Decimal, ...]:
    items = _column_items(start, options, "宽", columns) or ["1"] * columns
    if not all(re.fullmatch(r"\d{1,3}(\.\d)?", item) and Decimal(item) for item in items):
        raise start.error(f"“宽={','.join(items)}”应是各列的相对宽度", "写作 宽=6,20,10 的样子。")
    return tuple(Decimal(item) for item in items)


def _aligns(start: Line, options: Mapping[str, Line], columns: int) -> tuple[Align, ...]:
    items = _column_items(start, options, "齐", columns) or [Align.CENTER] * columns
    try:
        return tuple(Align(item) for item in items)
    except ValueError:
        raise start.error(f"“齐={','.join(items)}”只能用 左、中、右", "写作 齐=中,左,右 的样子。") from None


def _column_items(start: Line, options: Mapping[str, Line], name: str, columns: int) -> list[str]:
    if name not in options:
        return []
    items = [item.strip() for item in re.split("[,，]", options[name].shape)]
    if len(items) != columns:
        raise start.error(f"“{name}”写了{len(items)}列，表格有{columns}列", "每列写一项，用逗号分开。")
    return items


def _cells(rows: Sequence[_Row], header: int, aligns: Sequence[Align]) -> tuple[tuple[Cell, ...], ...]:
    """算出合并：每个有文字的格占一块长方形。"""
    areas: dict[Place, list[Place]] = {}
    owners: dict[Place, Place] = {}
    for row_index, row in enumerate(rows):
        for column in range(len(row.cells)):
            place = (row_index, column)
            owners[place] = owner = _owner(rows, place, owners, header)
            areas.setdefault(owner, []).append(place)
    return tuple(
        tuple(
            _cell(rows[row_index], column, areas[row_index, column], Align.CENTER if row_index < header else align)
            for column, align in enumerate(aligns)
            if (row_index, column) in areas
        )
        for row_index in range(len(rows))
    )


def _owner(rows: Sequence[_Row], place: Place, owners: Mapping[Place, Place], header: int) -> Place:
    row, column = place
    line, mark = rows[row].line, rows[row].cells[column].shape
    if mark == _LEFT:
        if column == 0:
            raise line.error("第一格不能写“<”：左边没有格可并", "空白的格什么都不写。")
        return owners[row, column - 1]
    if mark == _UP:
        if row in (0, header):
            raise line.error("这一行不能写“^”：上面没有格可并", "表头与表身不能合并；空白的格什么都不写。")
        return owners[row - 1, column]
    return place


def _cell(row: _Row, column: int, area: Sequence[Place], align: Align) -> Cell:
    rowspan = max(place[0] for place in area) - area[0][0] + 1
    columns = {place[1] for place in area}
    colspan = max(columns) - min(columns) + 1
    if rowspan * colspan != len(area):
        raise row.line.error(f"从第{column + 1}格合并出来的不是长方形", "核对这一格右边的“<”和下面的“^”。")
    return Cell(row.cells[column].runs, align, colspan, rowspan)
