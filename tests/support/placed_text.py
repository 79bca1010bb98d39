"""从 DOCX、PDF 读出各处的文字；位置的写法与 traces.json 相同，如“正文第2段”“附件1表1第30行第9格”。

只看文件本身：DOCX 靠样式，PDF 靠结构标记。
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pdfplumber

from tests.support.docx_text import own_text
from tests.support.pdf_text import marked_text, squeezed, text_in

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "正文"
#: 算作“第几段”的段落：标题、正文、注。
_PARAGRAPH_STYLES = {"Heading1", "Heading2", "Heading3", "Heading4", "Body", "Note"}

#: 一行各格：（第几列，文字）。
Row = list[tuple[int, str]]


@dataclass(frozen=True)
class Item:
    """依次读到的一块：``kind`` 是 段、表、图、部分；部分的 ``text`` 是“附件1”这样的标识。"""

    kind: str
    text: str = ""
    header: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def placed_docx(data: bytes) -> Mapping[str, str]:
    """DOCX 各处的文字，去掉全部空白。"""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = ElementTree.fromstring(package.read("word/document.xml")).find(f"{_W}body")
    assert body is not None
    return dict(_placed(_docx_items(body)))


def placed_pdf(data: bytes, pages: int | None = None) -> Mapping[str, str]:
    """PDF 各处的文字，去掉全部空白；表题、单位行混在段落里，所以“第几段”只在它们之前可信。

    Args:
        pages: 只读前几页。
    """
    with pdfplumber.open(BytesIO(data), pages=list(range(1, pages + 1)) if pages else None) as pdf:
        (document,) = pdf.structure_tree
    return dict(_placed(_pdf_items(document, marked_text(data))))


def _placed(items: Iterable[Item]) -> Iterator[tuple[str, str]]:
    part, counts = _BODY, Counter[str]()
    for item in items:
        counts[item.kind] += 1
        if item.kind == "部分":
            part, counts = item.text, Counter()
        elif item.kind == "段":
            yield f"{part}第{counts['段']}段", squeezed(item.text)
        for head, rows in (("表头", item.header), ("", item.rows)):
            for number, row in enumerate(rows, 1):
                for column, text in row:
                    yield f"{part}{item.kind}{counts[item.kind]}{head}第{number}行第{column}格", squeezed(text)


def _docx_items(body: ElementTree.Element) -> Iterator[Item]:
    for element in body:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        name = "" if style is None else style.get(f"{_W}val", "")
        if element.tag == f"{_W}tbl" and _is_listing(element):
            rows = element.findall(f"{_W}tr")
            heads = [row for row in rows if row.find(f"{_W}trPr/{_W}tblHeader") is not None]
            yield Item("表", header=[*map(_docx_row, heads)], rows=[_docx_row(row) for row in rows if row not in heads])
        elif name in _PARAGRAPH_STYLES:
            yield Item("段", "".join(own_text(element)))
        elif name == "Figure":
            yield Item("图")
        elif name == "AttachmentLabel":
            yield Item("部分", "".join(own_text(element)))


def _is_listing(table: ElementTree.Element) -> bool:
    """有表头的才是公文里的表；版头、署名排版用的表没有表头。"""
    return table.find(f"{_W}tr/{_W}trPr/{_W}tblHeader") is not None


def _docx_row(row: ElementTree.Element) -> Row:
    cells, column = [], 1
    for cell in row.findall(f"{_W}tc"):
        merged, span = cell.find(f"{_W}tcPr/{_W}vMerge"), cell.find(f"{_W}tcPr/{_W}gridSpan")
        if merged is None or merged.get(f"{_W}val") == "restart":
            cells.append((column, "".join("".join(own_text(item)) for item in cell.iter(f"{_W}p"))))
        column += 1 if span is None else int(span.get(f"{_W}val", "1"))
    return cells


def _pdf_items(document: dict[str, Any], marked: Mapping[tuple[int, int], str]) -> Iterator[Item]:
    first, *annexes = document["children"]
    opening = next(index for index, element in enumerate(first["children"]) if element["type"] == "H1")
    # 标题之后的一块是主送机关，图表是表头下的一行。
    yield from _pdf_blocks(first["children"][opening + 2 :], marked)
    for annex in annexes:
        label, *blocks = annex["children"]
        if text_in(label, marked).startswith("附件"):
            yield Item("部分", text_in(label, marked))
            yield from _pdf_blocks(blocks[1:], marked)


def _pdf_blocks(elements: Iterable[dict[str, Any]], marked: Mapping[tuple[int, int], str]) -> Iterator[Item]:
    for element in elements:
        if element["type"] == "Table":
            yield _pdf_table(element, marked)
        elif element["type"] == "Figure":
            yield Item("图")
        elif element["type"] in ("P", "H2", "H3", "H4", "H5"):
            yield Item("段", text_in(element, marked))
        elif element["type"] in ("Div", "NonStruct", "Sect"):
            yield from _pdf_blocks(element.get("children", ()), marked)


def _pdf_table(table: dict[str, Any], marked: Mapping[tuple[int, int], str]) -> Item:
    """表；表头里有空格的是横道图，空的一列是时间轴。

    pdfplumber 略去空格，所以表身只有末格以前没有空格的行可信；横道图的末格总在末列。
    """
    head, body = ([_pdf_row(row, marked) for row in group["children"]] for group in table["children"])
    axis = next((column for row in head for column, text in row if not text), None)
    if axis is None:
        return Item("表", header=head, rows=body)
    last = head[0][-1][0] - 1
    return Item("图", rows=[[*row[: axis - 1], (last, row[-1][1])] for row in body])


def _pdf_row(row: dict[str, Any], marked: Mapping[tuple[int, int], str]) -> Row:
    cells, column = [], 1
    for cell in row["children"]:
        cells.append((column, text_in(cell, marked)))
        column += int(cell.get("attributes", {}).get("ColSpan", 1))
    return cells
