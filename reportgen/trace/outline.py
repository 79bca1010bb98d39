"""由各处的文字还原一件公文的结构：部分 → 段、表、图；供与另一版对齐。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from reportgen.trace.diff import likeness
from reportgen.trace.values import PARAGRAPH, TABLE, PaperText, Passage

#: 表的一行：列（从 1 起）→ 文字；合并掉的、空白的列不出现。
Row = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class OldBlock:
    """一段、一张表或一幅图；段和图只有 ``text``，表的 ``text`` 是表题。"""

    kind: str
    text: str
    unit: str = ""
    header: tuple[Row, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def width(self) -> int:
        """表的列数。"""
        return max((column for row in (*self.header, *self.rows) for column in row), default=0)

    def likeness(self, other: OldBlock) -> float:
        """与另一块的相似程度，0 到 1；不是一类的为 0。表按表题和表头比。"""
        if self.kind != other.kind:
            return 0.0
        return likeness(self._face(), other._face())

    def _face(self) -> str:
        heads = (text for row in self.header for text in row.values())
        return "\n".join([self.text, *heads]) if self.kind == TABLE else self.text


def outline(paper: PaperText) -> dict[str, tuple[OldBlock, ...]]:
    """各部分的块；标题等不分块的部分不在内。"""
    parts: dict[str, list[OldBlock]] = {}
    inside = (passage for passage in paper.passages if passage.place.kind)
    for place, group in groupby(inside, key=lambda passage: passage.place.block):
        parts.setdefault(place.part, []).append(_block(place.kind, tuple(group)))
    return {part: tuple(blocks) for part, blocks in parts.items()}


def heads(paper: PaperText) -> dict[str, str]:
    """标题等不分块的部分的文字。"""
    return {passage.place.part: passage.text for passage in paper.passages if not passage.place.kind}


def _block(kind: str, passages: tuple[Passage, ...]) -> OldBlock:
    if kind != TABLE:
        first = passages[0]
        return OldBlock(kind, first.text if kind == PARAGRAPH or not first.place.row else "")
    labels = {passage.place.label: passage.text for passage in passages if passage.place.label}
    cells = [passage for passage in passages if passage.place.row]
    header = _rows(passage for passage in cells if passage.place.is_header)
    rows = _rows(passage for passage in cells if not passage.place.is_header)
    return OldBlock(kind, labels.get("表题", ""), labels.get("单位", ""), header, rows)


def _rows(cells: Iterable[Passage]) -> tuple[Row, ...]:
    found: dict[int, dict[int, str]] = {}
    for passage in cells:
        found.setdefault(passage.place.row, {})[passage.place.column] = passage.text
    return tuple(found.get(row, {}) for row in range(1, max(found, default=0) + 1))
