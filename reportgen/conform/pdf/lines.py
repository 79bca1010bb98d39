"""把一页的字排成行；表格和图里的字另放，页码和页边的标记另放。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from reportgen.conform.numbers import BOTTOM, BOX_PITCH, LEFT, PT, TOP
from reportgen.conform.pdf.source import Colour, Glyph, Shape, Sheet
from reportgen.conform.result import Box

_SAME_LINE = 1.0  # 基线相差不到 1 毫米是一行
_WIDE_GAP = 1.5  # 空出 1.5 字以上分为两段


@dataclass(frozen=True)
class Line:
    """一行字，自左而右。"""

    page: int
    glyphs: tuple[Glyph, ...]

    @cached_property
    def text(self) -> str:
        """文字，没有空格。"""
        return "".join(glyph.text for glyph in self.glyphs)

    @cached_property
    def x0(self) -> float:
        """左边。"""
        return self.glyphs[0].x0

    @cached_property
    def x1(self) -> float:
        """右边。"""
        return max(glyph.x1 for glyph in self.glyphs)

    @cached_property
    def size(self) -> float:
        """字号，磅，取最多的。"""
        return Counter(round(glyph.size, 2) for glyph in self.glyphs).most_common(1)[0][0]

    @cached_property
    def baseline(self) -> float:
        """基线。"""
        return Counter(round(glyph.baseline, 3) for glyph in self.glyphs).most_common(1)[0][0]

    @cached_property
    def colour(self) -> Colour:
        """颜色，取最多的。"""
        return Counter(glyph.colour for glyph in self.glyphs).most_common(1)[0][0]

    @cached_property
    def font(self) -> str:
        """字体名，取最多的；有汉字时只看汉字。"""
        chosen = [glyph.font for glyph in self.glyphs if glyph.is_han] or [glyph.font for glyph in self.glyphs]
        return Counter(chosen).most_common(1)[0][0]

    @property
    def top(self) -> float:
        """字框上边。"""
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        """字框下边。"""
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def centre_y(self) -> float:
        """字框的中线，也是行框的中线。"""
        return self.baseline - 0.36 * self.size * PT

    @property
    def centre_x(self) -> float:
        """左右的中线。"""
        return (self.x0 + self.x1) / 2

    @property
    def box(self) -> Box:
        """报告里的一块。"""
        return Box(self.page, self.x0, self.top, self.x1, self.bottom)

    def segments(self) -> tuple[Line, ...]:
        """按较宽的空白分成几段，例如左右两端各有文字的一行。"""
        groups: list[list[Glyph]] = [[self.glyphs[0]]]
        for before, glyph in zip(self.glyphs, self.glyphs[1:], strict=False):
            if glyph.x0 - before.x1 > _WIDE_GAP * glyph.size * PT:
                groups.append([])
            groups[-1].append(glyph)
        return tuple(Line(self.page, tuple(group)) for group in groups)


@dataclass(frozen=True)
class Region:
    """表格或图所占的一块。"""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    is_table: bool

    def holds(self, glyph: Glyph) -> bool:
        """字在其中。"""
        middle = (glyph.top + glyph.bottom) / 2
        return self.y0 <= middle <= self.y1 and self.x0 - 1 <= glyph.x0 <= self.x1 + 1

    @property
    def box(self) -> Box:
        """报告里的一块。"""
        return Box(self.page, self.x0, self.y0, self.x1, self.y1)


@dataclass(frozen=True)
class Layout:
    """一页分好的内容。

    Attributes:
        lines: 版心里的字行，不含表格和图里的。cells: 表格和图里的字行。regions: 表格和图。
        footer: 页码所在的行，没有为 None。furniture: 版心以上的标记，如“演示数据”。
    """

    sheet: Sheet
    lines: tuple[Line, ...]
    cells: tuple[Line, ...]
    regions: tuple[Region, ...]
    footer: Line | None
    furniture: tuple[Line, ...]

    @property
    def number(self) -> int:
        """第几页，从 1 起。"""
        return self.sheet.number


def lay_out(sheet: Sheet) -> Layout:
    """分出一页的字行、表格和页码。"""
    regions = tuple(_regions(sheet))
    upright = [glyph for glyph in sheet.glyphs if glyph.angle == 0]
    inside = [glyph for glyph in upright if any(region.holds(glyph) for region in regions)]
    kept = {id(glyph) for glyph in inside}
    lines = rows(sheet.number, (glyph for glyph in upright if id(glyph) not in kept))
    footer = _rotated_footer(sheet) if sheet.is_landscape else None
    footer = footer or next((line for line in reversed(lines) if _is_footer(line, sheet)), None)
    furniture = tuple(_furniture(lines, sheet))
    rest = tuple(line for line in lines if line is not footer and line not in furniture)
    return Layout(sheet, rest, tuple(rows(sheet.number, inside)), regions, footer, furniture)


def rows(page: int, glyphs: Iterable[Glyph]) -> list[Line]:
    """同一基线上的字成为一行，自上而下。"""
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda item: (item.baseline, item.x0)):
        if groups and glyph.baseline - groups[-1][0].baseline < _SAME_LINE:
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return [Line(page, tuple(sorted(group, key=lambda item: item.x0))) for group in groups]


_STAMP = re.compile("演示数据|草稿|样稿|征求意见稿")


def _furniture(lines: Sequence[Line], sheet: Sheet) -> Iterator[Line]:
    """版心以上、与正文隔开的页眉和标记；首页的发文机关标志不算。"""
    top = LEFT if sheet.is_landscape else TOP
    for line, after in zip_longest(lines, lines[1:]):
        is_above = line.bottom < top - 1 and not _is_mark(line, sheet)
        is_apart = after is None or after.baseline - line.baseline > 1.5 * BOX_PITCH
        if is_above and (is_apart or _STAMP.search(line.text)):
            yield line


def _is_mark(line: Line, sheet: Sheet) -> bool:
    """首页上方的大字或红字是发文机关标志，不是页边的标记。"""
    return sheet.number == 1 and (line.size >= 20 or line.colour.is_red)


_FOOTER = re.compile(r"^[—―─–－-]?\d{1,4}[—―─–－-]?$")


def _is_footer(line: Line, sheet: Sheet) -> bool:
    """页码：下白边里含数字的短行；写成页码样子的，高些也算。"""
    lift = 25 if _FOOTER.match(line.text) else 0
    limit = (sheet.height - 30 if sheet.is_landscape else BOTTOM + 0.5) - lift
    return line.centre_y > limit and len(line.text) <= 14 and any(char.isdecimal() for char in line.text)


def _rotated_footer(sheet: Sheet) -> Line | None:
    """横排页上转过的页码：不改方向，按字的先后排。"""
    turned = [glyph for glyph in sheet.glyphs if glyph.angle in (90, 270)]
    near_side = [glyph for glyph in turned if glyph.x0 < 45 or glyph.x1 > sheet.width - 45]
    return Line(sheet.number, tuple(near_side)) if near_side and len(near_side) <= 14 else None


def _regions(sheet: Sheet) -> Iterator[Region]:
    """有竖线或成块图形的横带；竖线在两条以上的是表格。"""
    blocks = sorted((shape for shape in sheet.shapes if _is_block(shape)), key=lambda shape: shape.y0)
    groups: list[list[Shape]] = []
    lowest = 0.0
    for shape in blocks:
        if groups and shape.y0 <= lowest + 1:
            groups[-1].append(shape)
            lowest = max(lowest, shape.y1)
        else:
            groups.append([shape])
            lowest = shape.y1
    yield from (_region(sheet, group) for group in groups if max(shape.y1 for shape in group) - group[0].y0 > 3)


def _is_block(shape: Shape) -> bool:
    """不是横线，也不是与版心等宽的外框（版记的线常画成框）。"""
    return shape.height > 1.5 and shape.width < 150


def _region(sheet: Sheet, blocks: Sequence[Shape]) -> Region:
    y0, y1 = min(shape.y0 for shape in blocks), max(shape.y1 for shape in blocks)
    rules = [shape for shape in sheet.shapes if shape.is_rule and y0 - 1 <= shape.y0 <= y1 + 1]
    spread = [*blocks, *rules]
    uprights = {round(shape.x0) for shape in blocks if shape.width <= 1.5}
    is_table = len(uprights) >= 2 and all(shape.width <= 1.5 for shape in blocks)
    return Region(sheet.number, min(shape.x0 for shape in spread), y0, max(shape.x1 for shape in spread), y1, is_table)
