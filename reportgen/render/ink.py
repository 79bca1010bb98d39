"""字形的墨迹与字宽：GB/T 9704—2012 的距离量到墨迹，排版软件只知道行框。

墨迹以毫米计，从行框顶量起，行框的行高等于字号。
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from reportgen.render.fonts import Face
from reportgen.render.layout import PT_PER_MM

#: 行框的行高等于字号时，基线距行框顶的字数；各种字体相同，见 baseline.py。
BASELINE_EM = 0.88

_SAMPLE = "国"


@dataclass(frozen=True, slots=True)
class Ink:
    """一行字的墨迹上、下边缘，毫米，从行框顶向下量。"""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        """墨迹的高，毫米。"""
        return self.bottom - self.top


def ink_of(faces: Sequence[Face], text: str, size_pt: float) -> Ink:
    """``text`` 的墨迹；空白文字按“国”字计，使未登记的内容也留出同样的空位。"""
    spans = [span for char in text if (span := _span(_face_for(faces, char).path, char))]
    if not spans:
        spans = [span for char in _SAMPLE if (span := _span(faces[0].path, char))]
    em = size_pt / PT_PER_MM
    return Ink((BASELINE_EM - max(high for _, high in spans)) * em, (BASELINE_EM - min(low for low, _ in spans)) * em)


def width_of(faces: Sequence[Face], text: str, size_pt: float, tracking_pt: float = 0.0) -> float:
    """``text`` 排成一行的宽，毫米，含每个字后的字距。"""
    ems = sum(_advance(_face_for(faces, char).path, char) for char in text)
    return (ems * size_pt + tracking_pt * len(text)) / PT_PER_MM


def _face_for(faces: Sequence[Face], char: str) -> Face:
    """印这个字的字体；都没有时取首选。"""
    return next((face for face in faces if ord(char) in _font(face.path).getBestCmap()), faces[0])


@lru_cache(maxsize=16)
def _font(path: Path) -> TTFont:
    return TTFont(BytesIO(path.read_bytes()), lazy=True)


@lru_cache(maxsize=4096)
def _span(path: Path, char: str) -> tuple[float, float] | None:
    """字形的下缘和上缘距基线的字数；没有墨迹（空格）返回 None。"""
    font = _font(path)
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[font.getBestCmap().get(ord(char), ".notdef")].draw(pen)
    if pen.bounds is None:
        return None
    return pen.bounds[1] / font["head"].unitsPerEm, pen.bounds[3] / font["head"].unitsPerEm


@lru_cache(maxsize=4096)
def _advance(path: Path, char: str) -> float:
    font = _font(path)
    return float(font["hmtx"][font.getBestCmap().get(ord(char), ".notdef")][0] / font["head"].unitsPerEm)
