"""量 PDF：字行的位置（毫米）和墨迹的范围，坐标原点在纸面左上角。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import numpy as np
import pdfplumber
import pypdfium2
from numpy.typing import NDArray

MM = 25.4 / 72
_DPI = 300

#: 一页的墨迹，每个像素一个真假值。
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Glyph:
    """一个字；``font`` 是去掉子集前缀的字体名。"""

    text: str
    x0: float
    x1: float
    bottom: float
    size: float
    font: str
    upright: bool


@dataclass(frozen=True)
class Row:
    """同一条基线上的一行字。"""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """行的文字。"""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def x0(self) -> float:
        """左边。"""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """右边。"""
        return self.glyphs[-1].x1

    @property
    def bottom(self) -> float:
        """下边。"""
        return self.glyphs[0].bottom

    @property
    def face(self) -> tuple[str, float]:
        """首字的字体名和磅数。"""
        return self.glyphs[0].font, self.glyphs[0].size


@dataclass(frozen=True)
class Box:
    """墨迹的范围。"""

    x0: float
    x1: float
    top: float
    bottom: float


@lru_cache(maxsize=32)
def glyphs_of(data: bytes) -> tuple[tuple[Glyph, ...], ...]:
    """各页的字，空格不计。"""
    with pdfplumber.open(BytesIO(data)) as pdf:
        return tuple(
            tuple(
                Glyph(
                    char["text"],
                    char["x0"] * MM,
                    char["x1"] * MM,
                    char["bottom"] * MM,
                    round(char["size"], 1),
                    char["fontname"].split("+")[-1],
                    char["upright"],
                )
                for char in page.chars
                if char["text"].strip()
            )
            for page in pdf.pages
        )


def rows_of(data: bytes, page: int, size: float | None = None) -> list[Row]:
    """第 ``page`` 页（从 1 起）自上而下的字行；``size`` 只要这一磅数的字。"""
    lines: list[list[Glyph]] = []
    chosen = (glyph for glyph in glyphs_of(data)[page - 1] if glyph.upright and size in (None, glyph.size))
    for glyph in sorted(chosen, key=lambda item: item.bottom):
        if lines and glyph.bottom - lines[-1][0].bottom < 1:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [Row(tuple(sorted(line, key=lambda item: item.x0))) for line in lines]


def row_with(data: bytes, page: int, text: str) -> Row:
    """含 ``text`` 的那一行。"""
    return next(row for row in rows_of(data, page) if text in row.text)


def page_with(data: bytes, text: str) -> int:
    """``text`` 首次出现的页。"""
    pages = range(1, len(glyphs_of(data)) + 1)
    return next(page for page in pages if any(text in row.text for row in rows_of(data, page)))


def ink_bands(data: bytes, page: int, *, red: bool = False, within: Box | None = None) -> list[Box]:
    """第 ``page`` 页的墨迹，按空白行分成若干横带；``red`` 只看红色，``within`` 只看这一块。"""
    mask = _mask(data, page, red)
    if within is not None:
        clipped = np.zeros_like(mask)
        area = (slice(_px(within.top), _px(within.bottom)), slice(_px(within.x0), _px(within.x1)))
        clipped[area] = mask[area]
        mask = clipped
    return [_box(mask, top, bottom) for top, bottom in _spans(np.asarray(mask.any(axis=1)))]


def ink_box(data: bytes, page: int, within: Box) -> Box:
    """一块之内全部墨迹的范围。"""
    bands = ink_bands(data, page, within=within)
    sides = [(band.x0, band.x1) for band in bands]
    return Box(min(x0 for x0, _ in sides), max(x1 for _, x1 in sides), bands[0].top, bands[-1].bottom)


def row_centre(data: bytes, page: int, text: str) -> float:
    """含 ``text`` 的那一行墨迹的中线高度。"""
    row = row_with(data, page, text)
    high = row.face[1] * MM * 1.25
    ink = ink_box(data, page, Box(row.x0 - 0.5, row.x1 + 0.5, row.bottom - high, row.bottom + 0.5))
    return (ink.top + ink.bottom) / 2


@lru_cache(maxsize=32)
def _mask(data: bytes, page: int, red: bool) -> Mask:
    image = pypdfium2.PdfDocument(data)[page - 1].render(scale=_DPI / 72).to_numpy()
    blue, crimson = image[..., 0], image[..., 2]
    mask: Mask = (crimson > 150) & (blue < 110) if red else blue < 127
    return mask


def _spans(flags: Mask) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(int), [0]))))
    return zip(map(int, edges[::2]), map(int, edges[1::2]), strict=True)


def _box(mask: Mask, top: int, bottom: int) -> Box:
    columns = np.flatnonzero(mask[top:bottom].any(axis=0))
    return Box(_mm(int(columns[0])), _mm(int(columns[-1]) + 1), _mm(top), _mm(bottom))


def _mm(pixels: int) -> float:
    return pixels * 25.4 / _DPI


def _px(mm: float) -> int:
    return round(mm * _DPI / 25.4)
