"""行高：按文字和栏宽估计要几行，写进文件；各种表格软件打开、打印都不必再调。"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from math import ceil

from reportgen.tabulate.cells import Entry, Heading

#: 10 磅字一行的高和上下余量，磅；行高的上限。
_LINE, _PADDING, _HIGHEST = 13.5, 3.0, 409.0


def row_height(entries: Iterable[Entry], headings: Sequence[Heading]) -> float:
    """一行的高，磅；由最高的一格决定。"""
    cells = zip(entries, headings, strict=True)
    return _height(_lines(entry.value, heading.width) for entry, heading in cells if isinstance(entry.value, str))


def heading_height(headings: Iterable[Heading]) -> float:
    """栏名行的高，磅。"""
    return _height(_lines(heading.text, heading.width) for heading in headings)


def _height(lines: Iterable[int]) -> float:
    return min(_HIGHEST, max(lines, default=1) * _LINE + _PADDING)


def _lines(text: str, width: float) -> int:
    """折成几行；汉字等全角字符按两个字符宽。"""
    return sum(max(1, ceil(_width(part) / max(width - 0.5, 2))) for part in text.split("\n"))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
