"""逐行比较：同一篇文字，PDF 与 LibreOffice 排出的 DOCX 每行从同一个字起吗。

只比正文的行：竖放页上 3 号字的行；没有 3 号字的文件，比用得最多的字号。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from reportgen.conform.numbers import BODY_PT, SIZE_TOLERANCE_PT
from reportgen.conform.pdf.source import Glyph, Sheet
from reportgen.conform.result import Box

_SAME_BASELINE = 1.0  # 毫米，基线相差在此之内是同一行


@dataclass(frozen=True, slots=True)
class Line:
    """一行字；``number`` 是它在这一页所比各行中的次序，从 1 起。"""

    number: int
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class LineDifference:
    """PDF 的一行与 DOCX 不同：``line`` 是 PDF 的行，``other`` 是 DOCX 里含这行首字的行。"""

    line: Line
    other: Line | None


@dataclass(frozen=True, slots=True)
class LineAgreement:
    """逐行比较的结果：``total`` 是 PDF 的行数。"""

    total: int
    differences: tuple[LineDifference, ...]

    @property
    def share(self) -> float:
        """行首相同的行所占的比例；没有行时为 1。"""
        return 1 - len(self.differences) / self.total if self.total else 1.0


def all_lines(sheets: Iterable[Sheet]) -> tuple[Line, ...]:
    """各页全部横排的字行，自上而下、自左而右。"""
    return tuple(line for sheet in sheets for line in _lines(sheet.number, sheet.glyphs))


def body_lines(sheets: Sequence[Sheet]) -> tuple[Line, ...]:
    """竖放页上正文的行。"""
    upright = [sheet for sheet in sheets if not sheet.is_landscape]
    size = _body_size(upright)
    return tuple(
        line
        for sheet in upright
        for line in _lines(sheet.number, [one for one in sheet.glyphs if abs(one.size - size) <= SIZE_TOLERANCE_PT])
    )


def _body_size(sheets: Sequence[Sheet]) -> float:
    sizes = Counter(round(one.size * 2) / 2 for sheet in sheets for one in sheet.glyphs)
    return BODY_PT if sizes[BODY_PT] or not sizes else sizes.most_common(1)[0][0]


def _lines(page: int, glyphs: Iterable[Glyph]) -> Iterator[Line]:
    rows: list[list[Glyph]] = []
    for glyph in sorted((one for one in glyphs if one.angle == 0), key=lambda one: one.baseline):
        if rows and glyph.baseline - rows[-1][-1].baseline < _SAME_BASELINE:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for number, row in enumerate(rows, 1):
        ordered = sorted(row, key=lambda one: one.x0)
        box = Box(page, ordered[0].x0, min(one.top for one in row), ordered[-1].x1, max(one.bottom for one in row))
        yield Line(number, "".join(one.text for one in ordered), box)


def compare_lines(pdf: Sequence[Line], docx: Sequence[Line]) -> LineAgreement:
    """PDF 的每一行，看 DOCX 有没有一行从同一个字起；文字有出入的先对齐。"""
    matched = _positions("".join(line.text for line in pdf), "".join(line.text for line in docx))
    others = _starts(docx)
    differences = []
    for start, line in _starts(pdf).items():
        place = matched.get(start)
        if place not in others:
            differences.append(LineDifference(line, _line_at(others, place)))
    return LineAgreement(len(pdf), tuple(differences))


def _starts(lines: Sequence[Line]) -> dict[int, Line]:
    """各行首字在全部文字中的位置 → 行。"""
    offsets = (0, *accumulate(len(line.text) for line in lines))
    return dict(zip(offsets, lines, strict=False))


def _line_at(lines: Mapping[int, Line], place: int | None) -> Line | None:
    if place is None:
        return None
    return lines[max(start for start in lines if start <= place)]


def _positions(left: str, right: str) -> Mapping[int, int]:
    """左边文字的位置 → 右边同一个字的位置。"""
    if left == right:
        return {place: place for place in range(len(left))}
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}
