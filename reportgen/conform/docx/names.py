"""OOXML 的名字空间、属性和单位换算；其余模块只用这里的小函数取值。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
TWIPS_PER_MM = 1440 / 25.4
EMU_PER_MM = 36000

#: VML 长度的单位，毫米。
_VML_UNITS = {"": 25.4 / 72, "pt": 25.4 / 72, "mm": 1.0, "cm": 10.0, "in": 25.4, "px": 25.4 / 96}


def tag(name: str) -> str:
    """``w:p`` 化为带名字空间的标签。"""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def find(element: Element | None, path: str) -> Element | None:
    """``w:pPr/w:ind`` 式的路径；没有时为 None。"""
    return None if element is None else element.find(path, _SPACES)


def find_all(element: Element | None, path: str) -> list[Element]:
    """同上，全部。"""
    return [] if element is None else element.findall(path, _SPACES)


def each(element: Element, *names: str) -> Iterator[Element]:
    """依文档次序遍历各级后代。"""
    yield from element.iter(*map(tag, names))


def value(element: Element | None, name: str = "w:val", default: str = "") -> str:
    """属性值；元素或属性没有时为 ``default``。"""
    return default if element is None else element.get(tag(name) if ":" in name else name, default)


def local_name(element: Element) -> str:
    """不带名字空间的标签；注释、处理指令为空串。"""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attributes(element: Element) -> dict[str, str]:
    """不带名字空间的属性；什么都没写的开关元素等于 ``val="1"``。"""
    found = {etree.QName(name).localname: text for name, text in element.attrib.items()}
    return found or {"val": "1"}


def is_on(text: str | None) -> bool:
    """开关属性的值；没有这个元素（None）为关。"""
    return text is not None and text.lower() not in ("0", "false", "off", "none")


def number(text: str | None, default: float = 0.0) -> float:
    """数值属性，缇；也认得严格格式里带单位的写法（``12pt``、``2.5cm``）。"""
    matched = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*(pt|mm|cm|in)?\s*", text or "")
    if matched is None:
        return default
    amount, unit = float(matched[1]), matched[2]
    return amount if unit is None else amount * _VML_UNITS[unit] * TWIPS_PER_MM


def vml_mm(text: str) -> float | None:
    """VML 的长度，毫米；认不出的为 None。"""
    matched = re.fullmatch(r"\s*(-?\d*\.?\d+)\s*([a-z]*)\s*", text)
    return float(matched[1]) * _VML_UNITS[matched[2]] if matched and matched[2] in _VML_UNITS else None


def mm_of_twips(twips: float) -> float:
    """缇化为毫米。"""
    return twips / TWIPS_PER_MM


def mm_of_emu(text: str) -> float:
    """EMU 化为毫米。"""
    return number(text) / EMU_PER_MM
