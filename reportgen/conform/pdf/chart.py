"""认图表（台账、挂图）：首页就横放，或纸比 A4 大，或没有公文的要素而字多在表里。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.conform.charts import LARGE_SHEET, check_chart
from reportgen.conform.pdf.bench import Bench
from reportgen.conform.pdf.landscape import check_table_heads
from reportgen.conform.pdf.page import check_fonts
from reportgen.conform.pdf.paper import Paper
from reportgen.conform.result import Result

_LABEL = re.compile("附件")


def is_chart(paper: Paper) -> bool:
    """是图表，不是公文；单独成文件的横排附件不算。"""
    first = paper.layouts[0]
    if max(first.sheet.width, first.sheet.height) > LARGE_SHEET:
        return True
    if paper.head or (first.lines and _LABEL.match(first.lines[0].text)):
        return False
    if first.sheet.is_landscape:
        return bool(first.sheet.glyphs)
    return not _has_elements(paper) and _cell_share(paper) > 0.5


def chart_results(bench: Bench) -> Iterator[Result]:
    """图表的核验结果。"""
    sheet = bench.paper.layouts[0].sheet
    size = f"{sheet.width:.0f}×{sheet.height:.0f} 毫米"

    def about_files() -> Iterator[Result]:
        yield check_fonts(bench)
        yield from check_table_heads(bench)

    return check_chart(size, about_files())


def _has_elements(paper: Paper) -> bool:
    """有主送机关、署名、附件或版记。"""
    return any((paper.recipients, paper.signatures, paper.notes, paper.attachments, paper.cc, paper.issue))


def _cell_share(paper: Paper) -> float:
    """表格和图里的字占全部字的比例。"""
    cells = sum(len(line.glyphs) for layout in paper.layouts for line in layout.cells)
    others = sum(len(line.glyphs) for layout in paper.layouts for line in layout.lines)
    return cells / max(1, cells + others)
