"""一件公文的排版任务：纯函数，可以放进任何执行器。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.model.document import Document
from reportgen.render.fonts import FontSet


@dataclass(frozen=True, slots=True)
class RenderedPaper:
    """排好的一件公文。

    Attributes:
        files: 格式（DOCX、PDF）→ 内容，次序照要求。
        pages: PDF 排版的页数；DOCX 的页数由打开它的软件决定，也记这个数。
        notices: 排版中的异常情况（缺字等），正常为空。
    """

    files: Mapping[str, bytes]
    pages: int
    notices: tuple[str, ...]


def render_document(
    document: Document, formats: Sequence[str], fonts: FontSet, font_names: Mapping[str, str]
) -> RenderedPaper:
    """排成 ``formats`` 所列格式（DOCX、PDF）。

    无论要哪些格式都先排 PDF：版记放在哪一页、正文断在哪里由它得出，DOCX 照用。

    Args:
        font_names: DOCX 写的字体名，键为仿宋、楷体、黑体、宋体、小标宋。
    """
    from reportgen.render.docx_writer import render_docx
    from reportgen.render.pdf_writer import render_pdf

    pdf = render_pdf(document, fonts)
    writers = {"PDF": lambda: pdf.data, "DOCX": lambda: render_docx(document, font_names, pdf.imprint, pdf.breaks)}
    return RenderedPaper({name: writers[name]() for name in formats}, pdf.pages, pdf.notices)
