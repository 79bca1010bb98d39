"""认公文里位置固定的部分：横线、版记、页码，以及排版用的表格。"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportgen.conform.docx import patterns
from reportgen.conform.docx.look import Border
from reportgen.conform.docx.names import mm_of_twips
from reportgen.conform.docx.patterns import is_red
from reportgen.conform.docx.reader import table_rules
from reportgen.conform.docx.story import Offset, Paragraph, Shape, Story, Table, with_boxes

#: 标志的字号：红色的至少这么大；不红的要大过标题许多。
_MARK_PT, _BLACK_MARK_PT = 20.0, 30.0


@dataclass(frozen=True, slots=True)
class Rule:
    """一条横线。

    Attributes:
        length: 毫米，不知道为 None。weight: 毫米。y: 图形的位置，段落边框为 None。
        gap: 段落边框距本段文字（下边框）或本段上边（上边框）的毫米数，图形为 None。
        holder: 所在段落。is_top: 上边框。
    """

    length: float | None
    weight: float | None
    color: str
    x: Offset | None
    y: Offset | None
    gap: float | None
    holder: Paragraph
    is_top: bool = False


@dataclass(frozen=True, slots=True)
class Folio:
    """一处页码：第几节的哪一种页脚；放在文本框里的有 ``shape``。"""

    section: int
    kind: str
    paragraph: Paragraph
    shape: Shape | None


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记：``rules`` 是横线，从上到下；``shape`` 是装它的文本框，没有为 None；``is_reversed`` 为印发在抄送之上。"""

    moved: Paragraph | None
    cc: Paragraph | None
    printed: Paragraph | None
    rules: tuple[Border, ...]
    width: float | None
    shape: Shape | None
    is_reversed: bool = False

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """有的各行。"""
        return tuple(item for item in (self.moved, self.cc, self.printed) if item is not None)


def place_of(items: Sequence[Paragraph], wanted: Paragraph) -> int:
    """``wanted`` 的次序（按同一个对象）。"""
    return next(index for index, item in enumerate(items) if item is wanted)


def match(items: Sequence[Paragraph] | Iterator[Paragraph], test: Callable[[str], bool]) -> Paragraph | None:
    """第一个文字合乎 ``test`` 的段落。"""
    return next((item for item in items if item.text and test(item.text)), None)


def is_mark(item: Paragraph) -> bool:
    """像发文机关标志：红色大字，或特大的字。"""
    least = _MARK_PT if is_red(item.first_look.color) else _BLACK_MARK_PT
    return bool(item.text) and item.size >= least


def is_layout(table: Table) -> bool:
    """用来排版的表格：没有竖线，有版头或版记的字样。"""
    vertical = table.borders.get("insideV")
    wanted = (patterns.SIGNER, patterns.CC, patterns.PRINTED_DATE, patterns.NUMBER)
    has_words = any(pattern.search(item.text) for item in table.paragraphs for pattern in wanted)
    has_mark = any(map(is_mark, table.paragraphs))
    return not (vertical and vertical.is_drawn) and (has_words or has_mark)


def rules_of(item: Paragraph, story: Story) -> Iterator[Rule]:
    """段落里的横线：图形的线和上下边框。"""
    for shape in item.shapes:
        if shape.kind == "线" and shape.width > shape.height:
            yield Rule(shape.width, shape.weight, shape.color, shape.x, shape.y, None, item)
    if item.order < 0:
        return
    width = story.sections[min(item.section, len(story.sections) - 1)].area_width
    for side in ("top", "bottom"):
        border = item.look.borders.get(side)
        if border and border.is_drawn:
            length = width - item.turn_left_mm - item.right_mm
            gap = mm_of_twips(item.look.before if side == "top" else border.space * 20)
            yield Rule(length, border.weight_mm, border.color, None, None, gap, item, side == "top")


def find_imprint(story: Story) -> Imprint | None:
    """版记：最后几段、文本框或表格里的抄送和印发。"""
    for block in reversed(story.blocks):
        if isinstance(block, Table):
            if is_layout(block) and (found := _imprint_of(block.paragraphs, block.width, None, _table_lines(block))):
                return found
            continue
        for shape in block.shapes:
            lines = shape.rules or _paragraph_lines(shape.paragraphs)
            if found := _imprint_of(with_boxes(shape.paragraphs), shape.width, shape, lines):
                return found
    tail = [item for item in story.paragraphs if item.text][-4:]
    lines = _paragraph_lines(tail)
    width = story.sections[-1].area_width if lines and story.sections else None
    return _imprint_of(tail, width, None, lines)


def _paragraph_lines(items: Sequence[Paragraph]) -> tuple[Border, ...]:
    """各段的上下边框。"""
    borders = [item.look.borders.get(side) for item in items for side in ("top", "bottom")]
    return tuple(border for border in borders if border is not None and border.is_drawn)


def _table_lines(table: Table) -> tuple[Border, ...]:
    return tuple(table_rules(table))


def _imprint_of(
    items: Sequence[Paragraph], width: float | None, shape: Shape | None, rules: tuple[Border, ...]
) -> Imprint | None:
    cc = match(items, lambda text: bool(patterns.CC.match(text)))
    moved = match(items, lambda text: bool(patterns.MOVED_RECIPIENTS.match(text)))
    printed = match(items, lambda text: bool(patterns.PRINTED_DATE.search(text) and patterns.PRINTED.search(text)))
    is_reversed = cc is not None and printed is not None and place_of(items, cc) > place_of(items, printed)
    return Imprint(moved, cc, printed, rules, width, shape, is_reversed) if cc or printed else None


def find_folios(story: Story) -> Iterator[Folio]:
    """各节会印出来的页码。"""
    for number, section in enumerate(story.sections):
        for footer in section.shown(is_footer=True):
            for item in footer.paragraphs:
                if _has_page(item):
                    yield Folio(number, footer.kind, item, None)
                for shape in item.shapes:
                    for inner in with_boxes(shape.paragraphs):
                        if _has_page(inner):
                            yield Folio(number, footer.kind, inner, shape)


def _has_page(item: Paragraph) -> bool:
    return any(run.field == "PAGE" for run in item.runs)
