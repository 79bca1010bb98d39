"""一件公文的排版任务：纯函数，可以放进任何执行器。

排版的库在用到时才引入：把任务交给别的进程的一方用不着它们。
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.model.document import Document
from reportgen.render.fonts import FontSet

if TYPE_CHECKING:
    from reportgen.render.pdf_writer import Typeset


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

    无论要哪些格式都先排出 PDF 的页：版记放在哪一页、正文断在哪里由它得出，DOCX 照用。

    Args:
        font_names: DOCX 写的字体名，键为仿宋、楷体、黑体、宋体、小标宋。
    """
    from reportgen.render.pdf_writer import typeset

    return write_files(typeset(document, fonts), formats, fonts, font_names)


def write_files(made: Typeset, formats: Sequence[str], fonts: FontSet, font_names: Mapping[str, str]) -> RenderedPaper:
    """由排好的页写出 ``formats`` 所列格式的文件；参数同 :func:`render_document`。"""
    from reportgen.render.docx_writer import render_docx
    from reportgen.render.pdf_lines import line_texts
    from reportgen.render.pdf_writer import write_pdf

    files, notices = {}, made.notices
    for name in formats:
        if name == "PDF":
            files[name], found = write_pdf(made.pages, fonts)
            notices += found
        else:
            files[name] = render_docx(made.document, font_names, made.imprint, line_texts(made.pages))
    return RenderedPaper(files, len(made.pages.pages), tuple(dict.fromkeys(notices)))
