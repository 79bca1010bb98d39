"""把排好的各件接成一册，供双面打印。

每件从右手页（奇数页）起，前面不够的补一张没有页码的空白页；各件的页码照旧；单面印的（挂图）不补。
书签一件一条，其下是它的附件。
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from reportgen.model.document import Cell, Document, PageStyle, Run, Table, attachment_labels, text_of
from reportgen.render.fonts import FontSet
from reportgen.render.pdf_writer import Typeset, lay_out, typeset

_A4 = (210 / 25.4 * 96, 297 / 25.4 * 96)  # 宽、高，CSS 像素


@dataclass(frozen=True, slots=True)
class Part:
    """一件排好的页；``name`` 是书签，``attachments`` 是其下各附件的书签。"""

    pages: tuple[Any, ...]
    name: str
    attachments: tuple[str, ...]


def part_of(made: Typeset, name: str = "") -> Part:
    """一件公文；没有另给书签的用标题，没有标题的用文种编号。"""
    document = made.document
    labels = zip(attachment_labels(document), document.attachments, strict=True)
    return Part(
        tuple(made.pages.pages),
        name or text_of(document.title) or document.kind,
        tuple(f"{label}　{text_of(attachment.title)}" for label, attachment in labels),
    )


def bind(parts: Sequence[Part], title: str, fonts: FontSet, *, is_duplex: bool = True) -> tuple[Any, tuple[int, ...]]:
    """接成一册；返回 WeasyPrint 的文档，和各件的首页在册中是第几页（从 1 起，双面印的都是奇数）。"""
    pages: list[Any] = []
    starts = []
    for part in parts:
        if is_duplex and len(pages) % 2:
            pages.append(_blank((pages[-1].width, pages[-1].height), fonts).pages[0])
        starts.append(len(pages) + 1)
        pages += _marked(part)
    return _blank(_A4, fonts, title).copy(pages), tuple(starts)


def _marked(part: Part) -> Iterator[Any]:
    """各页的副本，只有这一件和各附件的书签；各附件的标题是末尾几个一级书签。"""
    titles = [(page, mark) for page in part.pages for mark in page.bookmarks if mark[0] == 1]
    found = tuple(zip(part.attachments, titles[len(titles) - len(part.attachments) :], strict=True))
    for index, page in enumerate(part.pages):
        marked = copy.copy(page)
        marked.bookmarks = [] if index else [(1, part.name, (0, 0), "open")]
        marked.bookmarks += [(2, label, mark[2], "open") for label, (place, mark) in found if place is page]
        yield marked


def _blank(size: tuple[float, float], fonts: FontSet, title: str = "") -> Any:
    """一张空白页，没有页码和标记；背面与正面一样大。"""
    width, height = size
    none = "".join(f"@{box}{{content:none}}" for box in ("top-right", "bottom-right", "bottom-left"))
    style = f"@page{{size:{width}px {height}px;{none}}}"
    head = f"<title>{escape(title, quote=False)}</title><style>{style}</style>"
    return lay_out(f'<html lang="zh-CN"><head>{head}</head><body></body></html>', fonts, PageStyle())


def front_part(cover: Document, parts: Sequence[Part], fonts: FontSet) -> Part:
    """排好的分发清单：它的页数影响各件的起页，起页又要填在它上面，排到页数不变为止。

    起页越往后，清单只会更长，所以必有结果。
    """
    before = 2
    while True:
        front = part_of(typeset(_listed(cover, _starts(before, parts)), fonts))
        after = len(front.pages) + len(front.pages) % 2
        if after == before:
            return front
        before = after


def _starts(before: int, parts: Sequence[Part]) -> list[int]:
    """前面有 ``before`` 页时各件的起页。"""
    starts = []
    for part in parts:
        before += before % 2
        starts.append(before + 1)
        before += len(part.pages)
    return starts


def _listed(cover: Document, starts: Sequence[int]) -> Document:
    """填上起页和起张的分发清单。"""
    place, table = next((place, block) for place, block in enumerate(cover.blocks) if isinstance(block, Table))
    rows = tuple((*row[:-2], *_numbers(start)) for row, start in zip(table.rows, starts, strict=True))
    return replace(cover, blocks=(*cover.blocks[:place], replace(table, rows=rows), *cover.blocks[place + 1 :]))


def _numbers(start: int) -> tuple[Cell, Cell]:
    """起页，和双面打印的起张。"""
    return Cell((Run(str(start)),)), Cell((Run(str((start + 1) // 2)),))
