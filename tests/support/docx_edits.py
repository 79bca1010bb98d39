"""改 DOCX 的部件：给元素写属性、去掉元素、加元素、改文字；找不到要改的地方即失败。"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = {
    "w": _W,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
}
DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
FIRST_HEADER, CORE = "word/headerFirst.xml", "docProps/core.xml"

#: 对一个部件的改动。
Change = Callable[[etree._Element], None]


@dataclass(frozen=True)
class Edit:
    """改哪个部件、怎么改；``part`` 可用 ``*`` 指多个部件。"""

    part: str
    change: Change


def edited(data: bytes, edits: Sequence[Edit]) -> bytes:
    """改动以后的文件。"""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for edit in edits:
        names = [name for name in parts if fnmatch(name, edit.part)]
        assert names, f"没有部件 {edit.part}"
        for name in names:
            root = etree.fromstring(parts[name])
            edit.change(root)
            parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


def _found(root: etree._Element, path: str) -> list[etree._Element]:
    found = root.xpath(path, namespaces=_SPACES)
    assert isinstance(found, list) and found, f"没有 {path}"
    return list(found)


def put(part: str, path: str, **attributes: str) -> Edit:
    """给找到的元素写上属性（``w:`` 名字空间；名称以 ``_`` 开头的不带名字空间）。"""

    def change(root: etree._Element) -> None:
        for element in _found(root, path):
            for name, text in attributes.items():
                element.set(name[1:] if name.startswith("_") else f"{{{_W}}}{name}", text)

    return Edit(part, change)


def drop(part: str, path: str) -> Edit:
    """去掉找到的元素。"""

    def change(root: etree._Element) -> None:
        for element in _found(root, path):
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)

    return Edit(part, change)


def add(part: str, path: str, xml: str, place: int = 0) -> Edit:
    """在找到的元素里第 ``place`` 个位置加上 ``xml``。"""
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())

    def change(root: etree._Element) -> None:
        for element in _found(root, path):
            holder = etree.fromstring(f"<x {names}>{xml}</x>")
            for offset, child in enumerate(list(holder)):
                element.insert(place + offset if place >= 0 else len(element), child)

    return Edit(part, change)


def retype(part: str, old: str, new: str, kind: str = "w:t") -> Edit:
    """改 ``kind`` 元素里的文字。"""

    def change(root: etree._Element) -> None:
        hits = [element for element in _found(root, f"//{kind}") if old in (element.text or "")]
        assert hits, f"没有文字 {old}"
        for element in hits:
            element.text = (element.text or "").replace(old, new)

    return Edit(part, change)


def replace_text(part: str, path: str, text: str) -> Edit:
    """换掉找到的元素的文字。"""

    def change(root: etree._Element) -> None:
        for element in _found(root, path):
            element.text = text

    return Edit(part, change)


def shift(part: str, path: str, name: str, amount: int) -> Edit:
    """给找到的元素的数值属性 ``w:name`` 加上 ``amount``。"""

    def change(root: etree._Element) -> None:
        for element in _found(root, path):
            element.set(f"{{{_W}}}{name}", str(int(element.get(f"{{{_W}}}{name}", "0")) + amount))

    return Edit(part, change)
