"""量 DOCX：读出、认要素、逐条核对；有排版结果时并入墨迹的实测。"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pypdfium2

from reportgen.conform.charts import CHART
from reportgen.conform.docx.body_checks import check_body
from reportgen.conform.docx.chart import chart_results, is_chart
from reportgen.conform.docx.ending_checks import check_ending
from reportgen.conform.docx.file_checks import check_file
from reportgen.conform.docx.folio_checks import check_folios
from reportgen.conform.docx.head_checks import check_head
from reportgen.conform.docx.imprint_checks import check_imprint
from reportgen.conform.docx.letter_checks import check_letter
from reportgen.conform.docx.merge import merge, with_ink
from reportgen.conform.docx.package import DocxPackage
from reportgen.conform.docx.page_checks import check_page
from reportgen.conform.docx.passages import passages_of
from reportgen.conform.docx.reader import read_story
from reportgen.conform.docx.roles import Paper, recognise
from reportgen.conform.elements import check_elements
from reportgen.conform.language import check_language
from reportgen.conform.options import Options
from reportgen.conform.result import FileReport, Result

_CHECKS: tuple[Callable[[Paper, Options], Iterator[Result]], ...] = (
    check_page,
    check_head,
    check_letter,
    check_body,
    check_ending,
    check_imprint,
    check_folios,
)


def check_docx(data: bytes, path: str, options: Options, rendered: bytes | None = None) -> FileReport:
    """核验一个 DOCX。

    Args:
        data: 文件内容。path: 报告中的文件名。
        rendered: 它由 LibreOffice 排成的 PDF；没有时位置只由属性推算。
    Raises:
        UnreadableError: 不是可以读出的 DOCX。
    """
    package = DocxPackage(data, path)
    paper = recognise(read_story(package), options)
    if is_chart(paper):
        pages = _page_count(rendered) if rendered else None
        return FileReport(path, "DOCX", CHART, pages, merge(chart_results(package, paper)))
    passages = passages_of(paper)
    results = [one for check in _CHECKS for one in check(paper, options)]
    results += [*check_file(package, paper), *check_elements(passages, paper.form), *check_language(passages)]
    if rendered is None:
        return FileReport(path, "DOCX", paper.form, None, merge(results))
    from reportgen.conform.pdf import check_pdf

    ink = check_pdf(rendered, path, options)
    return FileReport(path, "DOCX", paper.form, ink.pages, with_ink(results, ink.results))


def _page_count(rendered: bytes) -> int:
    with pypdfium2.PdfDocument(rendered) as pdf:
        return len(pdf)
