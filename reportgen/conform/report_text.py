"""文字报告：每份文件先说概况，再逐条列出，不合格在前。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reportgen.conform.report import (
    cited,
    form_name,
    ordered,
    page_name,
    profile_name,
    requirement_of,
    summary,
)
from reportgen.conform.result import FileReport, Result, Verdict


def text_report(reports: Sequence[FileReport]) -> Iterator[str]:
    """逐行的报告，文件之间空一行。"""
    for index, report in enumerate(reports):
        if index:
            yield ""
        yield from _file(report)


def _file(report: FileReport) -> Iterator[str]:
    yield report.path
    pages = "页数未排版" if report.pages is None else f"{report.pages}页"
    yield f"  {report.format}，{pages}，公文格式：{form_name(report)}" if report.form else f"  {report.format}，{pages}"
    if profile := profile_name(report):
        yield f"  版心读法：{profile}"
    yield f"  {summary(report)}"
    for verdict, results in groupby(ordered(report.results), key=lambda result: result.verdict):
        yield f"  【{verdict.value}】"
        for result in results:
            yield from _result(result)


def _result(result: Result) -> Iterator[str]:
    """合格的一行；其余把要求和说明另写一行。"""
    requirement = requirement_of(result)
    parts = [
        f"{result.requirement} {requirement.element}（{cited(requirement)}）",
        f"应为 {result.expected}" if result.expected else "",
        f"实测 {result.measured}" if result.measured else "",
        f"允差 {result.tolerance}" if result.tolerance else "",
        page_name(result),
    ]
    yield "  " + "；".join(part for part in parts if part)
    if result.verdict in (Verdict.FAIL, Verdict.NOTE):
        yield f"      要求：{requirement.text}"
    if result.note and result.verdict is not Verdict.PASS:
        label = "原因" if result.verdict is Verdict.UNVERIFIED else "说明"
        yield f"      {label}：{result.note}"
