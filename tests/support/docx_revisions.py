"""DOCX 的修订：全部接受、全部拒绝以后的文字，像办公软件那样连同整段、整行的增删。"""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = ElementTree.Element


def document_of(data: bytes) -> Element:
    """正文部件。"""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return ElementTree.fromstring(package.read("word/document.xml"))


def accepted(data: bytes) -> list[str]:
    """接受全部修订后各段的文字，空段不计。"""
    return _resolved(document_of(data), "del")


def rejected(data: bytes) -> list[str]:
    """拒绝全部修订后各段的文字，空段不计。"""
    return _resolved(document_of(data), "ins")


def rows_left(data: bytes, *, is_accepted: bool) -> int:
    """接受或拒绝全部修订后表格的行数。"""
    gone = "del" if is_accepted else "ins"
    rows = document_of(data).iter(f"{_W}tr")
    return sum(row.find(f"{_W}trPr/{_W}{gone}") is None for row in rows)


def _resolved(root: Element, dropped: str) -> list[str]:
    texts = []
    pending = ""
    for paragraph in root.iter(f"{_W}p"):
        pending += "".join(_texts(paragraph, dropped))
        if paragraph.find(f"{_W}pPr/{_W}rPr/{_W}{dropped}") is None:  # 段落标记也去掉的，与下一段相连
            texts.append(pending)
            pending = ""
    return [text for text in (*texts, pending) if text]


def _texts(element: Element, dropped: str) -> list[str]:
    if element.tag == f"{_W}{dropped}":
        return []
    if element.tag in (f"{_W}t", f"{_W}delText"):
        return [element.text or ""]
    return [text for child in element for text in _texts(child, dropped)]
