"""统计图的笔：文字、线、柱的底色和条纹、线型、标记，写成 SVG。

只用黑、白、灰和条纹，黑白打印也分得清。
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

#: 各组柱的底色和条纹：深灰、横纹、浅灰、竖纹；DOCX 的图表次序相同。
_FILLS = (("#595959", ""), ("#fff", "H"), ("#c8c8c8", ""), ("#fff", "V"))
_STRIPE = 3.0
_DASHES = ("", "7 4", "2 3", "10 3 2 3")
BLACK, WHITE = "#000", "#fff"


def text(x: float, y: float, words: str, anchor: str) -> str:
    """一行横排的字，``y`` 是基线。"""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words, quote=False)}</text>'


def upright(x: float, y: float, words: str, size: float, ink: str) -> str:
    """一行字左转 90 度，自 ``y`` 向上写，中线在 ``x``。"""
    turn = f'transform="rotate(-90 {x:.1f} {y:.1f})" x="{x:.1f}" y="{y + size * 0.35:.1f}"'
    return f'<text {turn} font-size="{size:.1f}" fill="{ink}">{escape(words, quote=False)}</text>'


def column(x: float, top: float, words: str, size: float) -> str:
    """一列逐字竖排的字。"""
    letters = "".join(text(x, top + (i + 0.9) * size, char, "middle") for i, char in enumerate(words))
    return f'<g font-size="{size:.1f}">{letters}</g>'


def path(shape: str, style: str) -> str:
    """一条线。"""
    return f'<path d="{shape}" fill="none" {style}/>'


def thin(shape: str, ink: str = BLACK) -> str:
    """一条细线。"""
    return path(shape, f'stroke="{ink}" stroke-width="0.7"')


def thick(shape: str, order: int) -> str:
    """第 ``order`` 条数据线；第一条是实线。"""
    pattern = _DASHES[order % len(_DASHES)]
    dash = f' stroke-dasharray="{pattern}"' if pattern else ""
    return path(shape, f'stroke="{BLACK}" stroke-width="1.4"{dash}')


def patch(left: float, top: float, width: float, height: float) -> str:
    """衬在数值下面的白底。"""
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{WHITE}"/>'


def box(order: int, left: float, top: float, width: float, height: float) -> str:
    """第 ``order`` 组的一根柱。"""
    fill, stripes = _FILLS[order % len(_FILLS)]
    sides = f'x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"'
    shape = ""
    if stripes == "H":
        shape = "".join(f"M{left:.1f} {top + step:.1f}h{width:.1f}" for step in _stripes(height))
    elif stripes == "V":
        shape = "".join(f"M{left + step:.1f} {top:.1f}v{height:.1f}" for step in _stripes(width))
    return f'<rect {sides} fill="{fill}" stroke="{BLACK}" stroke-width="0.5"/>{thin(shape) if shape else ""}'


def break_mark(left: float, top: float, width: float) -> str:
    """柱上的断口：一道斜的白带，上下各一条线。"""
    start, end = left - 2, left + width + 2
    band = f"M{start:.1f} {top + 12:.1f}L{end:.1f} {top + 6:.1f}V{top + 10:.1f}L{start:.1f} {top + 16:.1f}Z"
    edges = "".join(f"M{start:.1f} {top + low:.1f}L{end:.1f} {top + low - 6:.1f}" for low in (12, 16))
    return f'<path d="{band}" fill="{WHITE}"/>{thin(edges)}'


def marker(order: int, x: float, y: float) -> str:
    """第 ``order`` 条折线的标记：圆、方、三角、菱形，分实心、空心。"""
    shapes = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="{BLACK}"/>',
        f'<rect x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6" fill="{WHITE}" stroke="{BLACK}"/>',
        f'<path d="M{x:.1f} {y - 4:.1f}l4 7h-8z" fill="{BLACK}"/>',
        f'<path d="M{x:.1f} {y - 4:.1f}l4 4l-4 4l-4 -4z" fill="{WHITE}" stroke="{BLACK}"/>',
    )
    return shapes[order % len(shapes)]


def _stripes(length: float) -> Iterator[float]:
    """条纹的位置。"""
    return (index * _STRIPE for index in range(1, int(length / _STRIPE) + 1))
