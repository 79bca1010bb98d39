"""排好而没有写成文件的一件公文：同样的页可以写成单独的文件，也可以接进合订本。"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportgen.model.document import Document
from reportgen.render import baseline, justify, pdf_writer
from reportgen.render.fonts import FontSet
from reportgen.render.layout import ImprintPlacement


@dataclass(frozen=True, slots=True)
class Typeset:
    """一件公文和它排好的页。

    Attributes:
        pages: WeasyPrint 的文档。imprint: 版记的位置。notices: 排版中的异常情况。
    """

    document: Document
    pages: Any
    imprint: ImprintPlacement
    notices: tuple[str, ...]


def typeset(document: Document, fonts: FontSet) -> Typeset:
    """排版，不写文件。

    Raises:
        RenderError: 引用了外部资源，或 WeasyPrint 版本不对。
    """
    justify.install()
    baseline.install()
    with pdf_writer._messages() as notices:
        pages, placement = pdf_writer._paginate(document, fonts)
    pages.url_fetcher.check()
    return Typeset(document, pages, placement, tuple(notices))


def write_pdf(pages: Any, fonts: FontSet) -> tuple[bytes, tuple[str, ...]]:
    """写成 PDF；返回内容和写出中的异常情况。"""
    with pdf_writer._messages() as notices:
        data = pdf_writer.write(pages)
    return data, (*notices, *pdf_writer._stray_fonts(pages, fonts))
