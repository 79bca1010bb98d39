"""打开交付的文件，认出每段文字、每张表在哪个标题之下；各种格式的结果写法相同。"""

from __future__ import annotations

import email
import email.policy
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pdfplumber
from docx.table import Table
from docx.text.paragraph import Paragraph

from tests.support.docx_text import docx_text

#: 正文之外的段落，样式 → 位置。
_PARTS = {"Recipients": "主送", "Signature": "署名", "DocumentTitle": "标题", "AttachmentNote": "附件说明"}
_HEADINGS = {"Heading1", "AttachmentTitle"}
_CAPTIONS = {"TableTitle", "Heading2"}
FIGURES = "图"


@dataclass(frozen=True)
class Passage:
    """一段文字和它上面的标题；图题的 ``column`` 是“图”，其余是“正文”。"""

    headings: tuple[str, ...]
    text: str
    column: str = "正文"


@dataclass(frozen=True)
class Grid:
    """一张表和它上面的标题、表题；合并的格重复写出。"""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Content = Sequence[Passage | Grid]


def content_of(path: Path) -> Content:
    """一个交付文件的全部文字和表，去掉空白。"""
    return tuple(_READERS[path.suffix.lower()](path.read_bytes()))


def holds(content: Content, heading: str, column: str, row: Sequence[str], text: str) -> bool:
    """标题 ``heading`` 之下，``row`` 各格所在行的 ``column`` 一栏（或正文、图）有没有 ``text``；标题可以只写一部分。"""
    for item in content:
        if any(squeezed(heading) in name for name in item.headings):
            texts = _cells(item, column, row) if isinstance(item, Grid) else _own(item, column)
            if any(squeezed(text) in found for found in texts):
                return True
    return False


def squeezed(text: object) -> str:
    """去掉全部空白。"""
    return "".join(str("" if text is None else text).split())


def _own(item: Passage, column: str) -> Iterator[str]:
    if item.column == column:
        yield item.text


def _cells(grid: Grid, column: str, row: Sequence[str]) -> Iterator[str]:
    """表头里有 ``column`` 的那一列，在各格含有 ``row`` 的行上的文字；缺格的行对不齐，不算。"""
    wanted = {squeezed(part) for part in row}
    head: tuple[str, ...] = ()
    for cells in grid.rows:
        if not head:
            head = cells if squeezed(column) in cells else ()
        elif wanted and wanted <= set(cells) and len(cells) == len(head):
            yield cells[head.index(squeezed(column))]


def _word(data: bytes) -> Iterator[Passage | Grid]:
    heading, caption = "正文", ""
    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            rows = tuple(tuple(squeezed(cell.text) for cell in row.cells) for row in block.rows)
            yield Grid((heading, caption), rows)
            continue
        style, text = _style(block), squeezed(block.text)
        if style in _HEADINGS:
            heading, caption = text, ""
        elif style in _CAPTIONS:
            caption = text
        elif text:
            column = FIGURES if style == "FigureTitle" else "正文"
            yield Passage((_PARTS.get(style, heading), caption), text, column)
    for line in docx_text(data):
        if line.startswith("抄送："):
            yield Passage(("抄送",), squeezed(line))


def _style(paragraph: Paragraph) -> str:
    return paragraph.style.style_id if paragraph.style else ""


def _workbook(data: bytes) -> Iterator[Grid]:
    for sheet in openpyxl.load_workbook(io.BytesIO(data), data_only=True):
        rows = tuple(tuple(squeezed(_shown(value)) for value in row) for row in sheet.iter_rows(values_only=True))
        yield Grid((squeezed(sheet.title),), rows)


def _shown(value: object) -> object:
    """单元格的值；日期写成年-月-日。"""
    return value.date() if hasattr(value, "date") else value


def _portable(data: bytes) -> Iterator[Passage | Grid]:
    """按结构标记读 PDF；紧靠在表之上的一段是表题。"""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        marked: dict[tuple[int, int], str] = {}
        for page in pdf.pages:
            for char in page.chars:
                if isinstance(char.get("mcid"), int):
                    key = (page.page_number, int(char["mcid"]))
                    marked[key] = marked.get(key, "") + char["text"]
        heading, above = "正文", ""
        for element in (part for root in pdf.structure_tree for part in _parts(root)):
            if element["type"] == "Table":
                rows = (row for part in element.get("children", ()) for row in _rows(part))
                yield Grid((heading, above), tuple(tuple(_marked(cell, marked) for cell in row) for row in rows))
            elif element["type"] == "P":
                above = _marked(element, marked)
                yield Passage((heading, ""), above)
            else:
                heading, above = _marked(element, marked), ""


def _parts(element: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """标题、段落和表，阅读次序。"""
    if element["type"] in ("H1", "H2", "P", "Table"):
        yield element
    else:
        for child in element.get("children", ()):
            yield from _parts(child)


def _rows(element: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    children = element.get("children", [])
    if element["type"] == "TR":
        yield children
    else:
        for child in children:
            yield from _rows(child)


def _marked(element: dict[str, Any], marked: Mapping[tuple[int, int], str]) -> str:
    own = "".join(marked.get((element.get("page_number", 0), mcid), "") for mcid in element.get("mcids", ()))
    return squeezed(own + "".join(_marked(child, marked) for child in element.get("children", ())))


class _Web(HTMLParser):
    """网页：标题、段落、列表项、表。"""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Passage | Grid] = []
        self._headings = ["正文", ""]
        self._rows: list[list[str]] = []
        self._text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """开始一张表、一行，或一段文字。"""
        if tag == "table":
            self._rows = []
        elif tag == "tr":
            self._rows.append([])
        if tag in ("h1", "h2", "h3", "p", "li", "td", "th"):
            self._text = ""

    def handle_data(self, data: str) -> None:
        """攒下文字。"""
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        """一段文字、一格、一张表完了。"""
        text = squeezed(self._text)
        if tag in ("h1", "h2"):
            self._headings = [text, ""]
        elif tag == "h3":
            self._headings[1] = text
        elif tag in ("td", "th"):
            self._rows[-1].append(text)
        elif tag in ("p", "li"):
            self.found.append(Passage(tuple(self._headings), text))
        elif tag == "table":
            self.found.append(Grid(tuple(self._headings), tuple(map(tuple, self._rows))))


def _web(data: bytes) -> Content:
    parser = _Web()
    parser.feed(data.decode())
    return parser.found


def _mail(data: bytes) -> Iterator[Passage]:
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body()
    yield Passage(("收件人",), squeezed(message["To"]))
    yield Passage(("正文",), squeezed(body.get_content() if body else ""))
    for part in message.iter_attachments():
        yield Passage(("附件",), squeezed(part.get_filename()))


_READERS: Mapping[str, Callable[[bytes], Iterator[Passage | Grid] | Content]] = {
    ".docx": _word, ".xlsx": _workbook, ".pdf": _portable, ".html": _web, ".eml": _mail,
}  # fmt: skip
