"""横线：从绘出的页面上找与版心差不多长的线，量其两端、粗细和高度。

版记的线常画成边框，红线可能是表格的边，只有墨迹可靠。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from reportgen.conform.numbers import PT
from reportgen.conform.result import Box

_COARSE, _FINE = 200, 1200  # 点每英寸：找线、量线
_SHORTEST = 120.0  # 毫米
_THICKEST = 2.5
_PALE = 190


@dataclass(frozen=True, slots=True)
class InkRule:
    """一条横线的墨迹，毫米。"""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    is_red: bool

    @property
    def length(self) -> float:
        """长。"""
        return self.x1 - self.x0

    @property
    def thickness(self) -> float:
        """粗。"""
        return self.y1 - self.y0

    @property
    def centre_x(self) -> float:
        """左右的中点。"""
        return (self.x0 + self.x1) / 2

    @property
    def box(self) -> Box:
        """报告里的一块。"""
        return Box(self.page, self.x0, self.y0, self.x1, self.y1)


def find_rules(pdf: pypdfium2.PdfDocument, page: int) -> tuple[InkRule, ...]:
    """第 ``page`` 页的长横线，自上而下。"""
    sheet = pdf[page - 1]
    image = sheet.render(scale=_COARSE / 72).to_numpy()
    scale = 25.4 / _COARSE
    dark = image[..., 0] < _PALE  # 蓝色分量：黑线、红线都暗
    found: list[InkRule] = []
    for top, bottom in _bundles(_spans(dark.sum(axis=1) * scale >= _SHORTEST), round(1.5 / scale)):
        if (bottom - top) * scale <= 2 * _THICKEST:
            found += _refine(sheet, page, top * scale, bottom * scale)
    return tuple(found)


def _bundles(spans: list[tuple[int, int]], gap: int) -> list[tuple[int, int]]:
    """相距不到 ``gap`` 的并成一束，如信函的双线。"""
    bundles: list[tuple[int, int]] = []
    for top, bottom in spans:
        if bundles and top - bundles[-1][1] <= gap:
            bundles[-1] = (bundles[-1][0], bottom)
        else:
            bundles.append((top, bottom))
    return bundles


def _refine(sheet: pypdfium2.PdfPage, page: int, top: float, bottom: float) -> Iterator[InkRule]:
    """粗看到的一束线，逐条细量；不是连成一条的（例如一行字）不算。"""
    height = sheet.get_height()
    above = max(top - 0.5, 0) / PT
    below = height - (bottom + 0.5) / PT
    image = sheet.render(scale=_FINE / 72, crop=(0, max(below, 0), 0, above)).to_numpy()
    scale = 25.4 / _FINE
    mask = image[..., 0] < 128
    rows = mask.sum(axis=1) * scale >= _SHORTEST
    for first, last in _spans(rows):
        x0, x1 = _longest(mask[(first + last) // 2])
        if (x1 - x0) * scale >= _SHORTEST and (last - first) * scale <= _THICKEST:
            middle = image[(first + last) // 2, (x0 + x1) // 2]
            is_red = bool(middle[2] > 150 and middle[0] < 130)
            y0 = above * PT + first * scale
            yield InkRule(page, x0 * scale, y0, x1 * scale, y0 + (last - first) * scale, is_red)


def _longest(row: NDArray[np.bool_]) -> tuple[int, int]:
    """一行像素里最长的一段。"""
    return max(_spans(row), key=lambda span: span[1] - span[0], default=(0, 0))


def _spans(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(start), int(stop)) for start, stop in zip(edges[::2], edges[1::2], strict=True)]
