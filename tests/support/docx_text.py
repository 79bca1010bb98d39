"""从 DOCX 中按阅读次序取出文字，与 ``model.document.paragraphs`` 逐段比较。"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

#: 页面标记不是公文的文字。
_FURNITURE_STYLES = {"PageStamp"}

#: 一个段落里用制表符分开的两项，在文稿中是两段。
_SPLIT_STYLES = {"ReportIssuer", "SheetLine", "Imprint", "Signers", "Signature"}

#: 一个段落里接排的各段文字，在文稿中各是一段。
_RUN_STYLES = {"OfficeTitle"}

#: 信函的标志在页眉里，文稿把这几项排在标志之前。
_FIRST_STYLES = {"CopyNumber", "Secrecy", "Urgency"}


def docx_text(data: bytes) -> list[str]:
    """首页页眉、正文、文本框的非空段落，依阅读次序；不含页码、页面标记和图内文字。"""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = ElementTree.fromstring(package.read("word/document.xml"))
        roots = [*_first_headers(package, document), document]
    items = [item for root in roots for item in _paragraphs(root) if item[1]]
    return [text for style, text in sorted(items, key=lambda item: item[0] not in _FIRST_STYLES)]


def _first_headers(package: zipfile.ZipFile, document: ElementTree.Element) -> Iterator[ElementTree.Element]:
    relations = ElementTree.fromstring(package.read("word/_rels/document.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    for reference in document.iter(f"{_W}headerReference"):
        if reference.get(f"{_W}type") == "first":
            yield ElementTree.fromstring(package.read(f"word/{targets[reference.get(f'{_R}id')]}"))


def _paragraphs(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """各段的样式和文字。"""
    for element in root.iter(f"{_W}p"):
        style = element.find(f"{_W}pPr/{_W}pStyle")
        name = "" if style is None else style.get(f"{_W}val", "")
        if name in _FURNITURE_STYLES:
            continue
        if name in _RUN_STYLES:
            yield from ((name, "".join(own_text(run))) for run in element.iter(f"{_W}r"))
            continue
        text = "".join(own_text(element))
        yield from ((name, part) for part in (text.split("\t") if name in _SPLIT_STYLES else [text]))


def own_text(element: ElementTree.Element) -> Iterator[str]:
    """段落自己的文字；其中文本框里的段落另算。"""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag not in (f"{_W}txbxContent", f"{_W}tabs"):
            yield from own_text(child)
