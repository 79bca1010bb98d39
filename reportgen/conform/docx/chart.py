"""认图表（台账、挂图）：首节就横放，或纸比 A4 大，或没有公文的要素而字多在表里。"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.conform.charts import LARGE_SHEET, check_chart
from reportgen.conform.docx.file_checks import check_file
from reportgen.conform.docx.fittings import is_layout
from reportgen.conform.docx.folio_checks import check_tables
from reportgen.conform.docx.package import DocxPackage
from reportgen.conform.docx.roles import Paper
from reportgen.conform.result import Result


def is_chart(paper: Paper) -> bool:
    """是图表，不是公文；单独成文件的横排附件不算。"""
    if not paper.story.sections:
        return False
    first = paper.story.sections[0]
    if max(first.width, first.height) > LARGE_SHEET:
        return True
    if paper.mark or paper.number or paper.annexes:
        return False
    has_elements = any((paper.recipients, paper.signatures, paper.notes, paper.imprint))
    return first.is_landscape or (not has_elements and _cell_share(paper) > 0.5)


def chart_results(package: DocxPackage, paper: Paper) -> Iterator[Result]:
    """图表的核验结果。"""
    first = paper.story.sections[0]

    def about_files() -> Iterator[Result]:
        yield from check_file(package, paper)
        yield from check_tables(paper)

    return check_chart(f"{first.width:.0f}×{first.height:.0f} 毫米", about_files())


def _cell_share(paper: Paper) -> float:
    """表格里的字占全部字的比例；排版用的表格不算。"""
    tables = [table for table in paper.story.tables if not is_layout(table)]
    cells = sum(len(item.text) for table in tables for item in table.paragraphs)
    others = sum(len(item.text) for item in paper.story.paragraphs)
    return cells / max(1, cells + others)
