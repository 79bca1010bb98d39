"""出处记录的值：一件公文有哪些文字、印了哪些指标、照录了哪些单元格，各在什么位置。"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from reportgen.model.source import Source

#: 位置的写法，见 :class:`Place`。
_PLACE = re.compile(
    r"(?P<part>.+?)(?:第(?P<paragraph>\d+)段"
    r"|(?P<kind>[表图])(?P<index>\d+)(?:(?P<head>表头)?第(?P<row>\d+)行第(?P<column>\d+)格|(?P<label>表题|单位))?)?"
)

PARAGRAPH, TABLE, PICTURE = "段", "表", "图"


@dataclass(frozen=True, slots=True)
class Place:
    """公文里的一个位置；写出来就是给人看的说法，如“正文第3段”“附件1表2第4行第5格”“标题”。

    Attributes:
        part: 部分：标题、主送、正文、印发件、附件1 等。
        kind: 段、表、图；不分块的部分为空串。index: 第几段（表、图），各自从 1 起。
        row、column: 表身的行、列，从 1 起，合并的格按它的第一列；不在格里的为 0。
        is_header: 行在表头里。label: 表题或单位。
    """

    part: str
    kind: str = ""
    index: int = 0
    row: int = 0
    column: int = 0
    is_header: bool = False
    label: str = ""

    def __str__(self) -> str:
        if not self.kind:
            return self.part
        if self.kind == PARAGRAPH:
            return f"{self.part}第{self.index}段"
        cell = f"{'表头' if self.is_header else ''}第{self.row}行第{self.column}格" if self.row else self.label
        return f"{self.part}{self.kind}{self.index}{cell}"

    @classmethod
    def parse(cls, text: str) -> Place:
        """由写法得到位置。

        Raises:
            ValueError: 空串。
        """
        found = _PLACE.fullmatch(text)
        if found is None:
            raise ValueError("位置不能为空")
        if found["paragraph"]:
            return cls(found["part"], PARAGRAPH, int(found["paragraph"]))
        if not found["kind"]:
            return cls(text)
        row, column = int(found["row"] or 0), int(found["column"] or 0)
        return cls(
            found["part"], found["kind"], int(found["index"]), row, column, bool(found["head"]), found["label"] or ""
        )

    @property
    def block(self) -> Place:
        """所在的段、表或图。"""
        return replace(self, row=0, column=0, is_header=False, label="")


@dataclass(frozen=True, slots=True)
class Passage:
    """一处文字。"""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class PaperText:
    """一件公文的全部文字，阅读次序；可以取自文稿，也可以取自旧版的出处记录，供两版比较。"""

    passages: tuple[Passage, ...]


Address = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Quote:
    """照录的一个单元格和它印在的各处。"""

    source: Source
    places: tuple[Place, ...]

    @property
    def address(self) -> Address:
        """文件、工作表、单元格。"""
        return address_of(self.source)


def address_of(source: Source) -> Address:
    """单元格的地址，不含内容。"""
    return source.file, source.sheet, source.cell


@dataclass(frozen=True)
class PaperTrace:
    """一件公文的出处记录。

    Attributes:
        path: 成品的相对路径，不含扩展名。kind: 文种编号。title: 标题。
        figures: 指标的键 → 印在的各处。quotes: 照录的单元格。
        text: 全部文字；只记需要与以后各版比较的公文，其余为空。
    """

    path: str
    kind: str
    title: str
    figures: Mapping[str, tuple[Place, ...]]
    quotes: tuple[Quote, ...]
    text: PaperText = PaperText(())

    def figures_at(self, place: Place) -> tuple[str, ...]:
        """印在 ``place`` 的指标。"""
        return tuple(key for key, places in self.figures.items() if place in places)

    def quotes_at(self, place: Place) -> tuple[Source, ...]:
        """照录在 ``place`` 的单元格。"""
        return tuple(quote.source for quote in self.quotes if place in quote.places)


@dataclass(frozen=True)
class Traces:
    """一版各件公文的出处记录，分发次序。"""

    papers: tuple[PaperTrace, ...] = ()
