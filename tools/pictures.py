"""文档用的图片：几页从左到右拼成一张，只留灰和红十六种颜色，文件小，同一台机器上每次逐字节相同。"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL.Image import Dither, Image, Resampling, new

_GAP = 8
#: 十一级灰，五级从浅到深的红。
_PALETTE = (
    *((level, level, level) for level in (0, 25, 51, 76, 102, 127, 153, 178, 204, 229, 255)),
    *((255, pale, pale) for pale in (220, 165, 110, 55, 0)),
)
_POINTS_PER_INCH = 72


def pdf_pages(pdf: bytes | Path, dpi: float, numbers: Sequence[int] | None = None) -> list[Image]:
    """PDF 的页，``numbers`` 从 0 起，None 为全部。"""
    with pdfium.PdfDocument(pdf) as document:
        chosen = range(len(document)) if numbers is None else numbers
        return [document[number].render(scale=dpi / _POINTS_PER_INCH).to_pil().convert("RGB") for number in chosen]


def bookmarks(pdf: Path) -> list[tuple[str, int]]:
    """PDF 的书签：名称和页，页从 0 起。"""
    with pdfium.PdfDocument(pdf) as document:
        return [(str(mark.get_title()), int(mark.get_dest().get_index())) for mark in document.get_toc()]


def shrunk(page: Image, factor: float) -> Image:
    """按比例缩小。"""
    size = (round(page.width * factor), round(page.height * factor))
    return page.resize(size, Resampling.LANCZOS)


def write_picture(pages: Sequence[Image], target: Path) -> Path:
    """各页从左到右拼成一张 PNG，灰底。"""
    size = (sum(page.width + _GAP for page in pages) + _GAP, max(page.height for page in pages) + 2 * _GAP)
    sheet = new("RGB", size, "grey")
    left = _GAP
    for page in pages:
        sheet.paste(page, (left, _GAP))
        left += page.width + _GAP
    target.parent.mkdir(parents=True, exist_ok=True)
    palette = new("P", (1, 1))
    palette.putpalette([value for colour in _PALETTE for value in colour])
    sheet.quantize(palette=palette, dither=Dither.NONE).save(target, optimize=True)
    return target
