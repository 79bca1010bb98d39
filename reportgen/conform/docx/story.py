"""读出的内容：段落、表格、图形、节，按文档次序；看它们是什么要素在 :mod:`roles`。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.conform.docx.look import Border, ParagraphLook, RunLook

#: 段落两端不算文字的空白。
_BLANKS = " \t\n\u3000\u00a0"


@dataclass(frozen=True, slots=True)
class Run:
    """一段同样字体的文字；``field`` 是域的名称（``PAGE``），普通文字为空串。"""

    text: str
    look: RunLook
    field: str = ""


@dataclass(frozen=True, slots=True)
class Offset:
    """图形在一个方向上的位置：``mm`` 与 ``align`` 只有一个有值。"""

    relative: str = ""
    mm: float | None = None
    align: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """一个图形。

    Attributes:
        kind: 线、框（文本框）、图表、图片、其他。
        width、height: 毫米。weight: 线的粗细，毫米，没有写明为 None。
        color: 线的颜色。paragraphs: 文本框里的段落。is_vertical: 文字转 90 度。
    """

    kind: str
    width: float
    height: float
    x: Offset
    y: Offset
    weight: float | None
    color: str
    paragraphs: tuple[Paragraph, ...] = ()
    rules: tuple[Border, ...] = ()
    is_vertical: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """一个段落。

    Attributes:
        runs: 文字，换行为 ``\\n``、制表为 ``\\t``。look: 段落的样子。mark: 段落标记的样子，空段落的高度由它定。
        label: 自动编号的文字。section: 第几节，从 0 起。
        order: 在正文中的次序，表格里的同表格，页眉页脚和文本框里的为 -1。
        starts_page: 另起一页。is_cell: 在表格里。
        offset、width: 所在单元格距表格左边的毫米数和宽，不在表格里为 0 和 None。
    """

    runs: tuple[Run, ...]
    look: ParagraphLook
    mark: RunLook
    label: str = ""
    section: int = 0
    order: int = -1
    starts_page: bool = False
    shapes: tuple[Shape, ...] = ()
    is_cell: bool = False
    offset: float = 0.0
    width: float | None = None

    @property
    def text(self) -> str:
        """文字，两端空白已去；自动编号算在内。"""
        return (self.label + "".join(run.text for run in self.runs)).strip(_BLANKS)

    @property
    def is_blank(self) -> bool:
        """没有文字。"""
        return not self.text

    @property
    def visible(self) -> tuple[Run, ...]:
        """有字的各段。"""
        return tuple(run for run in self.runs if run.text.strip(_BLANKS))

    @property
    def first_look(self) -> RunLook:
        """首字的样子；空段落是段落标记的。"""
        return self.visible[0].look if self.visible else self.mark

    @property
    def size(self) -> float:
        """首字的字号，磅。"""
        return self.first_look.size

    @property
    def left_mm(self) -> float:
        """首行左空，毫米；段首的全角空格也算。"""
        blanks = len(raw := "".join(run.text for run in self.runs)) - len(raw.lstrip("\u3000"))
        return self.look.left.in_mm(self.size) + self.look.first.in_mm(self.size) + blanks * self.size * 25.4 / 72

    @property
    def has_leading_tab(self) -> bool:
        """以制表符开头：位置由制表位定。"""
        return "".join(run.text for run in self.runs).startswith("\t")

    @property
    def turn_left_mm(self) -> float:
        """回行左空，毫米。"""
        return self.look.left.in_mm(self.size)

    @property
    def right_mm(self) -> float:
        """右空，毫米。"""
        return self.look.right.in_mm(self.size)


@dataclass(frozen=True, slots=True)
class Row:
    """表格的一行：``height`` 是固定的行高，缇，不固定为 None；``is_whole`` 是不许跨页。"""

    cells: tuple[tuple[Paragraph, ...], ...]
    height: float | None
    is_header: bool
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Table:
    """一个表格；``width`` 毫米，没有写明为 None。``borders`` 是表格的边框（四周和 insideH、insideV）。"""

    rows: tuple[Row, ...]
    borders: Mapping[str, Border]
    width: float | None
    is_centred: bool
    section: int = 0
    order: int = -1

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """全部单元格的段落。"""
        return tuple(item for row in self.rows for cell in row.cells for item in cell)


@dataclass(frozen=True, slots=True)
class Furniture:
    """一节的页眉页脚：``kind`` 是 default、even、first；``is_footer`` 是页脚。"""

    kind: str
    is_footer: bool
    paragraphs: tuple[Paragraph, ...]

    @property
    def all_paragraphs(self) -> tuple[Paragraph, ...]:
        """连同文本框里的段落。"""
        return with_boxes(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Section:
    """一节：页面设置（毫米）与页眉页脚（已承接前一节）。

    Attributes:
        kind: 从哪里起，nextPage、continuous 等。has_first: 首页不同。
        grid: docGrid 的属性。starts: pgNumType 的起始页码，没有为 None。
    """

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    gutter: float
    header: float
    footer: float
    kind: str
    has_first: bool
    grid: Mapping[str, str]
    starts: int | None
    furniture: tuple[Furniture, ...] = ()

    @property
    def is_landscape(self) -> bool:
        """横放。"""
        return self.width > self.height

    @property
    def area_width(self) -> float:
        """版心宽。"""
        return self.width - self.left - self.right - self.gutter

    @property
    def area_height(self) -> float:
        """版心高。"""
        return self.height - abs(self.top) - abs(self.bottom)

    def shown(self, *, is_footer: bool) -> tuple[Furniture, ...]:
        """会印出来的页眉或页脚：没有“首页不同”时首页的不算。"""
        return tuple(
            item for item in self.furniture if item.is_footer is is_footer and (item.kind != "first" or self.has_first)
        )


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Story:
    """整个文件：``blocks`` 是正文的段落和表格，依次。"""

    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """正文的段落，不含表格里的。"""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        """正文的表格。"""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def with_boxes(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """段落连同其中文本框里的段落。"""
    found: list[Paragraph] = []
    for item in paragraphs:
        found.append(item)
        for shape in item.shapes:
            found += with_boxes(shape.paragraphs)
    return tuple(found)
