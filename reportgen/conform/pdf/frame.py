"""坐标：PDF 的磅和左下角原点化为纸面的毫米和左上角原点，计入页面的旋转。"""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2

from reportgen.conform.numbers import PT


@dataclass(frozen=True, slots=True)
class Frame:
    """文件坐标（磅，左下角）到纸面坐标（毫米，左上角）。"""

    left: float
    bottom: float
    raw_width: float
    raw_height: float
    rotation: int

    @classmethod
    def of(cls, page: pypdfium2.PdfPage) -> Frame:
        """一页的坐标；以裁切框为纸面。"""
        left, bottom, right, top = page.get_cropbox()
        return cls(left, bottom, right - left, top - bottom, page.get_rotation() % 360)

    @property
    def width(self) -> float:
        """纸面显示时的宽，毫米。"""
        return (self.raw_height if self.rotation in (90, 270) else self.raw_width) * PT

    @property
    def height(self) -> float:
        """纸面显示时的高，毫米。"""
        return (self.raw_width if self.rotation in (90, 270) else self.raw_height) * PT

    def point(self, x: float, y: float) -> tuple[float, float]:
        """一点在纸面的位置。"""
        right, up = x - self.left, y - self.bottom
        match self.rotation:
            case 90:
                right, down = up, right
            case 180:
                right, down = self.raw_width - right, up
            case 270:
                right, down = self.raw_height - up, self.raw_width - right
            case _:
                down = self.raw_height - up
        return right * PT, down * PT

    def box(self, bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """左下右上 → 纸面的左上右下。"""
        corners = [self.point(bounds[0], bounds[1]), self.point(bounds[2], bounds[3])]
        xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
        return xs[0], ys[0], xs[1], ys[1]
