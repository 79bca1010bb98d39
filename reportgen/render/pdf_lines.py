"""PDF 各段断成的行：DOCX 照着断行，见 docx_fit.py。"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from reportgen.render.justify import text_boxes

_PARAGRAPHS = frozenset(("p", "h2", "h3", "h4", "h5"))


def line_texts(pages: Any) -> tuple[tuple[str, ...], ...]:
    """竖排页上各段的行，依阅读次序；跨页的段落是一段。"""
    found: dict[Any, list[str]] = {}
    for page in pages.pages:
        if page.width <= page.height:
            for block in _paragraphs(page._page_box):
                lines = found.setdefault(block.element, [])
                lines += ["".join(box.text for box in text_boxes(line)) for line in block.children]
    return tuple(map(tuple, found.values()))


def _paragraphs(box: Any) -> Iterator[Any]:
    """盒子里的段落，表格里的不算。"""
    for child in getattr(box, "children", ()):
        if child.element_tag in _PARAGRAPHS and child.children and isinstance(child.children[0], boxes.LineBox):
            yield child
        elif not isinstance(child, boxes.TableBox):
            yield from _paragraphs(child)
