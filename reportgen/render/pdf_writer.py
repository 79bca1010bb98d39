"""把文稿排成 PDF：WeasyPrint 排版，版记定位，文字有结构标记，不写日期，同样的文稿得同样的字节。

标准为 PDF/A-2u 并带结构标记；字体只嵌用到的字。
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from reportgen.errors import RenderError
from reportgen.model.document import Document, PageStyle
from reportgen.render import baseline, html_writer, justify, pagination, pdf_lines, pdf_tags
from reportgen.render.fonts import Face, FontSet, Role
from reportgen.render.html_css import font_faces, stylesheet
from reportgen.render.layout import ImprintPlacement

_Faces = tuple[tuple[Role, tuple[Face, ...]], ...]


@dataclass(frozen=True, slots=True)
class PdfResult:
    """排好的 PDF。

    Attributes:
        data: 文件内容。pages: 页数，含空白页。imprint: 版记的位置。
        notices: 排版中的异常情况（缺字等），正常为空。
        breaks: 竖排页各段的行，依阅读次序；DOCX 照着断行。
    """

    data: bytes
    pages: int
    imprint: ImprintPlacement
    notices: tuple[str, ...]
    breaks: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Typeset:
    """排好而没有写成文件的一件公文：同样的页可以写成单独的文件，也可以接进合订本。

    Attributes:
        pages: WeasyPrint 的文档。imprint: 版记的位置。notices: 排版中的异常情况。
    """

    document: Document
    pages: Any
    imprint: ImprintPlacement
    notices: tuple[str, ...]


def render_pdf(document: Document, fonts: FontSet) -> PdfResult:
    """把文稿排成 PDF。

    Raises:
        RenderError: 引用了外部资源，或 WeasyPrint 版本不对。
    """
    made = typeset(document, fonts)
    data, notices = write_pdf(made.pages, fonts)
    found = tuple(dict.fromkeys((*made.notices, *notices)))
    return PdfResult(data, len(made.pages.pages), made.imprint, found, pdf_lines.line_texts(made.pages))


def typeset(document: Document, fonts: FontSet) -> Typeset:
    """排版，不写文件。

    Raises:
        RenderError: 引用了外部资源，或 WeasyPrint 版本不对。
    """
    justify.install()
    baseline.install()
    with _messages() as notices:
        pages, placement = _paginate(document, fonts)
    pages.url_fetcher.check()
    return Typeset(document, pages, placement, tuple(notices))


def write_pdf(pages: Any, fonts: FontSet) -> tuple[bytes, tuple[str, ...]]:
    """把排好的页写成 PDF；返回内容和写出中的异常情况。"""
    with _messages() as notices:
        data = write(pages)
    return data, (*notices, *_stray_fonts(pages, fonts))


def lay_out(html: str, fonts: FontSet, page: PageStyle) -> Any:
    """把一份 HTML 排成页；其中引用的资源一律不读，到 :func:`write` 时报错。"""
    shared = _shared(tuple(fonts.faces.items()), page)
    source = HTML(string=html, url_fetcher=_Fetcher(frozenset()))
    return source.render(font_config=shared.config, stylesheets=[shared.css])


def write(pages: Any) -> bytes:
    """把排好的页写成 PDF。

    Raises:
        RenderError: 排版或写出时有对外部资源的引用。
    """
    with pdf_tags.recording() as tree, warnings.catch_warnings():
        # WeasyPrint 70 打开自带的 sRGB 色彩文件后不关闭。
        warnings.simplefilter("ignore", ResourceWarning)
        data: bytes = pages.write_pdf(pdf_variant="pdf/a-2u", pdf_tags=True, finisher=tree.tidy)
    pages.url_fetcher.check()
    return data


def _paginate(document: Document, fonts: FontSet) -> tuple[Any, ImprintPlacement]:
    """排版，直到主送机关和版记的位置排定；多数一遍，至多五遍。"""
    pages, placement = _first_pass(document, fonts)
    while html_writer.has_imprint(document, placement):
        settled = pagination.settle(
            placement, _pages_of(pages, html_writer.TEXT_END)[-1], _pages_of(pages, html_writer.IMPRINT_START)[-1]
        )
        if settled == placement:
            break
        placement = settled
        pages = _lay_out(document, fonts, placement)
    return pages, placement


def _first_pass(document: Document, fonts: FontSet) -> tuple[Any, ImprintPlacement]:
    """先排一遍；首页没有正文而移走主送机关就有的，移到版记（7.3.2）。"""
    ends_landscape = bool(document.attachments) and document.attachments[-1].is_landscape
    kept, moved = (
        pagination.first_try(has_recipients=has_recipients, ends_landscape=ends_landscape)
        for has_recipients in (False, True)
    )
    pages = _lay_out(document, fonts, kept)
    if not document.recipients or _shows_text_first(pages):
        return pages, kept
    without = _lay_out(document, fonts, moved)
    return (without, moved) if _shows_text_first(without) else (pages, kept)


def _lay_out(document: Document, fonts: FontSet, placement: ImprintPlacement) -> Any:
    return lay_out(html_writer.markup(document, fonts, placement), fonts, document.page)


def _shows_text_first(pages: Any) -> bool:
    """首页有没有正文（7.3.3）；没有正文的文稿按有计。"""
    return _pages_of(pages, html_writer.TEXT_START)[:1] in ([], [1])


def _pages_of(pages: Any, anchor: str) -> list[int]:
    """锚点所在的各页，从 1 起。"""
    return [number for number, page in enumerate(pages.pages, 1) if anchor in page.anchors]


def _stray_fonts(pages: Any, fonts: FontSet) -> list[str]:
    """印出来的字用了选定以外的字体，逐个说明。"""
    chosen = {face.family for stack in fonts.faces.values() for face in stack}
    families = sorted({font.family for font in pages.fonts.values()} - chosen)
    return [f"有的字选定的字体都没有，改用了“{family}”" for family in families]


@dataclass(frozen=True, slots=True)
class _Shared:
    """一套字体共用的排版设置；每件公文重建会多占几百兆内存。"""

    config: FontConfiguration
    css: CSS


@lru_cache(maxsize=2)
def _shared(faces: _Faces, page: PageStyle) -> _Shared:
    fonts = FontSet(dict(faces), ())
    config = FontConfiguration()
    fetcher = _Fetcher(frozenset(face.path.as_uri() for _, stack in faces for face in stack))
    css = CSS(string=font_faces(fonts) + stylesheet(fonts, page), font_config=config, url_fetcher=fetcher)
    fetcher.check()
    return _Shared(config, css)


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """只准读取指定文件；WeasyPrint 会吞掉异常，所以拒绝的都记下，排完再报。"""

    def __init__(self, allowed: frozenset[str]) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._allowed = allowed
        self._refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> Any:
        """取得 ``url`` 的内容；不在准许之列的一律拒绝。"""
        if url not in self._allowed:
            self._refused.append(url)
            raise ValueError(f"不准读取 {url}")
        return super().fetch(url, headers)

    def check(self) -> None:
        """有过被拒绝的请求即报错。"""
        if self._refused:
            raise RenderError(f"文稿引用了外部资源，已拒绝：{'、'.join(sorted(set(self._refused)))}")


@contextmanager
def _messages() -> Iterator[list[str]]:
    """收集 WeasyPrint 的警告。"""
    logger = logging.getLogger("weasyprint")
    handler = _Collector()
    logger.addHandler(handler)
    try:
        yield handler.texts
    finally:
        logger.removeHandler(handler)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """记下一条警告的文字。"""
        self.texts.append(record.getMessage())
