"""两份文件的文字：DOCX 和 PDF 各按阅读次序取出一段一条，去掉空白后逐段比较。

PDF 的段落取自结构标记；没有标记的见 :mod:`agree_stream`。
"""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from reportgen.conform.docx.story import Paragraph, Story, Table, with_boxes

#: 自成一段的标记；下面没有这类标记的就是一段。
_BLOCKS = re.compile("^(P|H[1-6]?|LI|TH|TD|Caption|Title)$")
_FIGURE = "Figure"
_SHOWN = 24  # 报告里引一段文字的长度


@dataclass(frozen=True, slots=True)
class DocxText:
    """DOCX 的文字；``paragraphs`` 依次是全部段落和单元格，``free`` 是不在表格里的，``cells`` 是表格里的。"""

    paragraphs: tuple[str, ...]
    free: tuple[str, ...]
    cells: tuple[str, ...]


def squeezed(text: str) -> str:
    """去掉全部空白：行末的空格印不出来，两种文件无从比较。"""
    return "".join(text.split())


def docx_text(story: Story) -> DocxText:
    """正文、文本框、表格的文字，以及首页页眉独有的（信函的发文机关标志在那里）；不含页码和各页都有的页眉。"""
    head = [(text, False) for text in _first_page_only(story)]
    body = [(text, isinstance(block, Table)) for block in story.blocks for text in _texts(block)]
    found = [(squeezed(text), is_cell) for text, is_cell in (*head, *body) if text.strip()]
    return DocxText(
        tuple(text for text, _ in found),
        tuple(text for text, is_cell in found if not is_cell),
        tuple(text for text, is_cell in found if is_cell),
    )


def _texts(block: Paragraph | Table) -> Iterator[str]:
    paragraphs = block.paragraphs if isinstance(block, Table) else (block,)
    return (item.text for item in with_boxes(paragraphs))


def _first_page_only(story: Story) -> Iterator[str]:
    """首页页眉里有、别的页眉里没有的文字。"""
    pieces = story.sections[0].shown(is_footer=False) if story.sections else ()
    common = {item.text for piece in pieces if piece.kind != "first" for item in piece.all_paragraphs}
    for piece in pieces:
        if piece.kind == "first":
            yield from (item.text for item in piece.all_paragraphs if item.text and item.text not in common)


def tagged_text(pdf: pypdfium2.PdfDocument) -> tuple[str, ...] | None:
    """按结构标记取出的段落，跨页的段落是两条；没有标记为 None。不含页码、页眉、图内文字。"""
    pieces = [piece for page in pdf for piece in _page_pieces(page)]
    return tuple(pieces) or None


def _page_pieces(page: pypdfium2.PdfPage) -> list[str]:
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return []
    try:
        marked = _marked_text(page)
        roots = [
            pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
            for index in range(pdfium.FPDF_StructTree_CountChildren(tree))
        ]
        return [text for root in roots if root for text in _leaves(root, marked) if text]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _marked_text(page: pypdfium2.PdfPage) -> Mapping[int, str]:
    """标记号 → 文字。"""
    texts: dict[int, str] = defaultdict(str)
    textpage = page.get_textpage()
    for index in range(textpage.count_chars()):
        item = pdfium.FPDFText_GetTextObject(textpage, index)
        if item:
            texts[pdfium.FPDFPageObj_GetMarkedContentID(item)] += chr(pdfium.FPDFText_GetUnicode(textpage, index))
    textpage.close()
    return {number: text for number, text in texts.items() if number >= 0}


def _leaves(element: Any, marked: Mapping[int, str]) -> Iterator[str]:
    """元素之下的各段；图的替代部分不算文字。"""
    kind = _kind(element)
    if kind == _FIGURE:
        return
    children = [child for child, _ in _children(element) if child]
    inner = [text for child in children for text in _leaves(child, marked)]
    if inner or not _BLOCKS.match(kind):
        yield from inner
    else:
        yield squeezed(_text(element, marked))


def _text(element: Any, marked: Mapping[int, str]) -> str:
    """元素的文字，不含图内的；排在别的页上的部分没有标记号（-1），不在此取。"""
    if _kind(element) == _FIGURE:
        return ""
    parts = (_text(child, marked) if child else marked.get(number, "") for child, number in _children(element))
    return "".join(parts)


def _children(element: Any) -> Iterator[tuple[Any, int]]:
    """（下级元素，标记号）；是文字的没有下级元素。"""
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        yield child, pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)


def _kind(element: Any) -> str:
    read: Callable[..., int] = pdfium.FPDF_StructElement_GetType
    length = read(element, None, 0)
    buffer = ctypes.create_string_buffer(length)
    read(element, buffer, length)
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le")


def paragraph_differences(docx: Sequence[str], pdf: Sequence[str]) -> list[str]:
    """不同之处，印刷形式；空即逐段一致。PDF 的一段可以因换页、制表分成几条，DOCX 的不可以。"""
    if "".join(docx) == "".join(pdf):
        return [f"PDF 没有在“{shorten(text)}”前分段" for text in _unbroken(docx, pdf)]
    matcher = SequenceMatcher(None, docx, pdf, autojunk=False)
    found = []
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        left, right = "".join(docx[a0:a1]), "".join(pdf[b0:b1])
        if kind != "equal" and left != right:
            found.append(_difference(left, right))
    return found


def _unbroken(docx: Sequence[str], pdf: Sequence[str]) -> Iterator[str]:
    starts = {0, *accumulate(map(len, pdf))}
    positions = (0, *accumulate(map(len, docx)))
    return (text for start, text in zip(positions, docx, strict=False) if start not in starts)


def _difference(left: str, right: str) -> str:
    """两段不同的文字，从第一个不同的字引起。"""
    start = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    start = max(start - 6, 0)
    return f"DOCX“{shorten(left[start:])}”，PDF“{shorten(right[start:])}”"


def shorten(text: str) -> str:
    """引文，太长的截断。"""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
