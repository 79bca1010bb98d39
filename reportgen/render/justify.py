"""两端对齐汉字行：WeasyPrint 只拉开空格，汉字行的右端因此参差。

这里替换它的内部函数 ``justify_line``，把一行余下的宽度平均分到每两个字之间。
被替换的是非公开函数，所以只认 70 版；版式测试量每行右端。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import create_layout

from reportgen.errors import RenderError

SUPPORTED_MAJOR = "70"

_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_stretch_spaces = inline.justify_line


def install() -> None:
    """装上汉字两端对齐；重复调用无害。

    Raises:
        RenderError: WeasyPrint 不是 70 版。
    """
    if weasyprint.__version__.split(".")[0] != SUPPORTED_MAJOR:
        raise RenderError(
            f"WeasyPrint 是 {weasyprint.__version__} 版，汉字两端对齐只适用于 {SUPPORTED_MAJOR} 版\n"
            f"  修改：重新执行 make，按锁定的版本安装。"
        )
    inline.justify_line = justify_line


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """把 ``extra_width``（CSS 像素）平均加在行内各字之间；没有汉字的行仍只拉开空格。"""
    texts = [box.text for box in text_boxes(line)]
    gaps = sum(map(len, texts)) - 1
    if gaps < 1 or not any(map(_CJK.search, texts)):
        _stretch_spaces(context, line, extra_width)
    else:
        _spread(context, line, extra_width / gaps, 0.0)


def text_boxes(box: Any) -> Iterator[Any]:
    """一行里的文字盒子，依阅读次序。"""
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from text_boxes(child)


def _spread(context: Any, box: Any, gap: float, shift: float) -> float:
    """把盒子右移 ``shift``，其中每个字后加 ``gap``；返回其后内容应右移多少。"""
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        return shift + _widen(context, box, gap)
    if not isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.translate(shift, 0)
        return shift
    box.position_x += shift
    end = shift
    for child in box.children:
        if child.is_in_normal_flow():
            end = _spread(context, child, gap, end)
    box.width += end - shift
    return end


def _widen(context: Any, box: Any, gap: float) -> float:
    """按加宽后的字距重排一段文字，返回增加的宽度。"""
    if not box.text:
        return 0.0
    style = box.style.copy()
    spacing = style["letter_spacing"]
    style["letter_spacing"] = gap + (0 if spacing == "normal" else spacing)
    box.style = style
    box.pango_layout = create_layout(box.text, style, context, None, box.justification_spacing)
    box.pango_layout.deactivate()
    added = gap * len(box.text)
    box.width += added
    return added
