"""量 PDF：``check_pdf`` 逐条核验一份文件，谁做的都行。"""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from reportgen.conform.charts import CHART
from reportgen.conform.elements import check_elements
from reportgen.conform.language import check_language
from reportgen.conform.options import Options
from reportgen.conform.pdf.annex import check_annex
from reportgen.conform.pdf.area import check_area
from reportgen.conform.pdf.bench import Bench, judged
from reportgen.conform.pdf.chart import chart_results, is_chart
from reportgen.conform.pdf.closing import check_closing
from reportgen.conform.pdf.head import check_head
from reportgen.conform.pdf.imprint import check_imprint
from reportgen.conform.pdf.ink import Camera
from reportgen.conform.pdf.kinds import check_kinds
from reportgen.conform.pdf.landscape import check_landscape
from reportgen.conform.pdf.letter import check_letter
from reportgen.conform.pdf.lines import lay_out
from reportgen.conform.pdf.numbering import check_numbering
from reportgen.conform.pdf.page import check_page, check_paper
from reportgen.conform.pdf.paper import passages
from reportgen.conform.pdf.recognise import recognise
from reportgen.conform.pdf.rules import find_rules
from reportgen.conform.pdf.source import loose_fonts, read_sheets
from reportgen.conform.pdf.text import check_text
from reportgen.conform.pdf.title import check_title
from reportgen.conform.result import FileReport, Result
from reportgen.conform.table import TABLE
from reportgen.errors import ReportgenError

_ORDER = {name: index for index, name in enumerate(TABLE)}
_CHECKS = (
    check_page,
    check_area,
    check_kinds,
    check_head,
    check_letter,
    check_title,
    check_text,
    check_closing,
    check_annex,
    check_imprint,
    check_numbering,
    check_landscape,
)


class ConformError(ReportgenError):
    """文件打不开，无法核验。"""


def check_pdf(data: bytes, path: str, options: Options | None = None) -> FileReport:
    """核验一份 PDF；结果按要求表的次序，没有出现的要素不出结果。

    Raises:
        ConformError: 不是 PDF、损坏、加密或没有页。
    """
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ConformError(f"{path}：打不开，不是 PDF、已损坏或有密码。") from error
    try:
        return _check(pdf, path, options or Options())
    finally:
        pdf.close()


def _check(pdf: pypdfium2.PdfDocument, path: str, options: Options) -> FileReport:
    layouts = [lay_out(sheet) for sheet in read_sheets(pdf)]
    if not layouts:
        raise ConformError(f"{path}：没有页。")
    last = len(layouts)
    rules = [rule for page in sorted({1, max(1, last - 1), last}) for rule in find_rules(pdf, page)]
    bench = Bench(recognise(layouts, rules), Camera(pdf), options, loose_fonts(pdf))
    is_sheet = is_chart(bench.paper)
    found = chart_results(bench) if is_sheet else _results(bench)
    results = sorted(found, key=lambda result: _ORDER[result.requirement])
    return FileReport(path, "PDF", CHART if is_sheet else bench.paper.form, last, tuple(results))


def _results(bench: Bench) -> Iterator[Result]:
    if not any(layout.sheet.glyphs for layout in bench.paper.layouts):
        yield from _picture_only(bench)
        return
    for check in _CHECKS:
        yield from check(bench)
    text = passages(bench.paper)
    yield from check_language(text)
    yield from check_elements(text, bench.paper.form)
    yield judged("R-20", None, "签发前审核", "—", note="人名、地名、引文和数字须由人对照原件核对")


def _picture_only(bench: Bench) -> Iterator[Result]:
    """没有文字的 PDF（扫描件）：只能量纸张。"""
    yield from check_paper(bench)
    yield judged("E-5", False, "文字可提取，字体嵌入", "没有文字，可能是扫描件")
    measured = {"G-5.1", "R-12", "E-5"}
    yield from (judged(name, None, "—", "—", note="文件里没有文字，量不出") for name in TABLE if name not in measured)
