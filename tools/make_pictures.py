"""把 docs/格式 里各种格式的样稿排成 PDF，首页和末页画成图片，供 docs/公文格式.md 使用。"""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium

from reportgen.compose.template import compose_document
from reportgen.render.fonts import resolve_fonts
from reportgen.render.pdf_writer import render_pdf

FORMS = Path(__file__).resolve().parent.parent / "docs" / "格式"
_DPI = 60


def make_pictures(folder: Path = FORMS) -> list[Path]:
    """每份样稿一张图：全部各页从左到右拼在一起。返回写出的图片。"""
    return [_picture(template) for template in sorted(folder.glob("*.j2"))]


def _picture(template: Path) -> Path:
    from PIL import Image

    document = compose_document(template, {}, kind="样稿", stamps=())
    with pdfium.PdfDocument(render_pdf(document, resolve_fonts(None, use_system=False)).data) as pdf:
        pages = [page.render(scale=_DPI / 72).to_pil() for page in pdf]
    gap = 8
    size = (sum(page.width + gap for page in pages) + gap, max(page.height for page in pages) + 2 * gap)
    sheet = Image.new("RGB", size, "grey")
    left = gap
    for page in pages:
        sheet.paste(page, (left, gap))
        left += page.width + gap
    target = template.with_suffix(".png")
    sheet.save(target, optimize=True)
    return target


if __name__ == "__main__":
    for picture in make_pictures():
        print(picture)
