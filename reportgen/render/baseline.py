"""各种字体共一条基线：WeasyPrint 按字体各自的上升、下降量定行内的高低，补缺的字会把行撑高。

这里替换它的两个内部函数，基线一律在行框中线下 0.38 字，行高只由样式决定，
一页因此总是 22 行，换用单位自备的字体时各项位置也不变。
被替换的是非公开函数，与 :mod:`reportgen.render.justify` 一样只认一个版本，由它检查。
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline

from reportgen.render.ink import BASELINE_EM

_font_strut = inline.strut
_split_text_box = inline.split_text_box


def install() -> None:
    """装上共同的基线；重复调用无害。"""
    inline.strut = strut
    inline.split_text_box = split_text_box


def strut(style: Any) -> tuple[float, float]:
    """样式的行高，和基线距行框顶的高，CSS 像素。"""
    line_height, _ = _font_strut(style)
    return line_height, line_height / 2 + (BASELINE_EM - 0.5) * style["font_size"]


def split_text_box(*args: Any, **options: Any) -> tuple[Any, Any, Any]:
    """取得一行文字，再使它的外框正是样式的行高。"""
    box, resume, has_break = _split_text_box(*args, **options)
    if box is not None:
        line_height, baseline = strut(box.style)
        above = box.baseline - box.margin_top
        box.margin_top = baseline - above
        box.margin_bottom = line_height - box.height - box.margin_top
        box.baseline = baseline
    return box, resume, has_break
