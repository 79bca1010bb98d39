"""两份文件的一致：同一件公文的 DOCX 和 PDF，文字、页数、行首各一条要求，列在要求表之外。

页数和行首要看 LibreOffice 怎样排 DOCX，没有它时这两条无法核验，并照实说明。
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pypdfium2

from reportgen.conform.agree_lines import LineAgreement, LineDifference, all_lines, body_lines, compare_lines
from reportgen.conform.agree_stream import line_differences
from reportgen.conform.agree_text import docx_text, paragraph_differences, tagged_text
from reportgen.conform.docx.package import DocxPackage
from reportgen.conform.docx.reader import read_story
from reportgen.conform.pdf.source import Sheet, read_sheets
from reportgen.conform.result import FileReport, Requirement, Result, Strength, Verdict, judge

#: 行首相同的行至少占这么多，算一致。
LINE_SHARE = 0.95

TEXT, PAGES, LINES = "A-1", "A-2", "A-3"

#: 编号 → 要求。
AGREEMENT: Mapping[str, Requirement] = MappingProxyType(
    {
        item.id: item
        for item in (
            Requirement(TEXT, "本系统", "文字一致", "DOCX 与 PDF 的文字逐段相同。", Strength.REQUIRED),
            Requirement(
                PAGES, "本系统", "页数一致", "DOCX 与 PDF 的页数相同，竖放页和横放页分别计。", Strength.PRACTICE
            ),
            Requirement(LINES, "本系统", "行首一致", "DOCX 与 PDF 正文的行从同一个字起。", Strength.PRACTICE),
        )
    }
)

NO_LIBREOFFICE = "没有安装 LibreOffice，排不出 DOCX 的页和行，这一条没有核验"

_MOST_SHOWN = 5


def check_agreement(docx: bytes, pdf: bytes, path: str, rendering: bytes | None) -> FileReport:
    """比较一件公文的两份文件。

    Args:
        path: 报告里写的名称。
        rendering: LibreOffice 由 DOCX 排出的 PDF，不加中西文间距，标点不悬挂；没有时为 None。
    """
    with pypdfium2.PdfDocument(pdf) as printed:
        sheets = read_sheets(printed)
        results = [_check_text(docx, path, printed, sheets)]
    if rendering is None:
        results += [_unverified(PAGES), _unverified(LINES)]
    else:
        with pypdfium2.PdfDocument(rendering) as laid_out:
            others = read_sheets(laid_out)
        results += [_check_pages(sheets, others), _check_lines(sheets, others)]
    return FileReport(path, "DOCX 与 PDF", "", len(sheets), tuple(results))


def _check_text(docx: bytes, path: str, printed: pypdfium2.PdfDocument, sheets: Sequence[Sheet]) -> Result:
    written, tagged = docx_text(read_story(DocxPackage(docx, path))), tagged_text(printed)
    if tagged is None:
        found = line_differences(written, all_lines(sheets))
        note = "PDF 没有结构标记，按字行比较；表格里的字只核对有无"
    else:
        found, note = paragraph_differences(written.paragraphs, tagged), "PDF 按结构标记取段落"
    count = len(written.paragraphs)
    measured = f"{len(found)}处不同：{'；'.join(found[:_MOST_SHOWN])}" if found else f"{count}段逐段相同"
    return Result(TEXT, judge(AGREEMENT[TEXT], not found), "逐段相同", measured, note=note)


def _check_pages(sheets: Sequence[Sheet], others: Sequence[Sheet]) -> Result:
    """PDF 有的空白页 DOCX 也应有，所以空白页同样计数。"""
    printed, laid_out = _page_counts(sheets), _page_counts(others)
    return Result(PAGES, judge(AGREEMENT[PAGES], printed == laid_out), f"PDF {printed}", f"DOCX {laid_out}")


def _page_counts(sheets: Sequence[Sheet]) -> str:
    wide = sum(sheet.is_landscape for sheet in sheets)
    return f"竖放{len(sheets) - wide}页、横放{wide}页" if wide else f"竖放{len(sheets)}页"


def _check_lines(sheets: Sequence[Sheet], others: Sequence[Sheet]) -> Result:
    found = compare_lines(body_lines(sheets), body_lines(others))
    same = found.total - len(found.differences)
    return Result(
        LINES,
        judge(AGREEMENT[LINES], found.share >= LINE_SHARE),
        f"{LINE_SHARE:.0%}以上的行相同",
        f"{found.total}行中{same}行相同，占{_percent(same, found.total)}",
        boxes=tuple(item.line.box for item in found.differences),
        note=_list(found),
    )


def _percent(part: int, whole: int) -> str:
    """百分数，一位小数，向下舍去：没有全部相同就不印成 100%。"""
    return f"{part * 1000 // whole / 10 if whole else 100:.1f}%"


def _list(found: LineAgreement) -> str:
    return "；".join(map(_describe, found.differences))


def _describe(item: LineDifference) -> str:
    other = f"“{item.other.text[:10]}”" if item.other else "没有对应的行"
    return f"第{item.line.box.page}页第{item.line.number}行 PDF“{item.line.text[:10]}”，DOCX {other}"


def _unverified(name: str) -> Result:
    return Result(name, Verdict.UNVERIFIED, "", "", note=NO_LIBREOFFICE)
