"""墨迹：把页面的一块按 600 点每英寸绘出，量有墨之处的范围。"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from reportgen.conform.numbers import PT

_DPI = 600
_MM = 25.4 / _DPI


@dataclass(frozen=True, slots=True)
class Area:
    """页面上的一块，毫米。"""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def centre_x(self) -> float:
        """左右的中线。"""
        return (self.x0 + self.x1) / 2

    @property
    def centre_y(self) -> float:
        """上下的中线。"""
        return (self.y0 + self.y1) / 2


class Camera:
    """一份 PDF 的墨迹；同一块只绘一次。"""

    def __init__(self, pdf: pypdfium2.PdfDocument) -> None:
        self._pdf = pdf
        self._seen: dict[tuple[int, Area, bool], Area | None] = {}

    def ink(self, page: int, area: Area, *, is_red: bool = False) -> Area | None:
        """第 ``page`` 页 ``area`` 内墨迹的范围，没有墨为 None；``is_red`` 只看红色。"""
        key = (page, area, is_red)
        if key not in self._seen:
            self._seen[key] = self._measure(page, area, is_red)
        return self._seen[key]

    def _measure(self, page: int, area: Area, is_red: bool) -> Area | None:
        sheet = self._pdf[page - 1]
        width, height = sheet.get_size()
        x0, y0 = max(area.x0, 0) / PT, max(area.y0, 0) / PT
        crop = (x0, max(height - area.y1 / PT, 0), max(width - area.x1 / PT, 0), y0)
        if crop[0] + crop[2] >= width or crop[1] + crop[3] >= height:
            return None
        image = sheet.render(scale=_DPI / 72, crop=crop).to_numpy()
        mask = _mask(image, is_red)
        rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        if not rows.size:
            return None
        left, top = x0 * PT, y0 * PT
        return Area(
            left + float(columns[0]) * _MM,
            top + float(rows[0]) * _MM,
            left + float(columns[-1] + 1) * _MM,
            top + float(rows[-1] + 1) * _MM,
        )


def _mask(image: NDArray[np.uint8], is_red: bool) -> NDArray[np.bool_]:
    """有墨的像素；图像按蓝、绿、红排列。"""
    blue, red = image[..., 0], image[..., 2]
    mask: NDArray[np.bool_] = (red > 150) & (blue < 120) if is_red else blue < 128
    return mask
