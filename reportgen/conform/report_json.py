"""供程序读取的报告。"""

from __future__ import annotations

import json
from collections.abc import Sequence

from reportgen.conform.report import basis, checked_count, counts, ordered, profile_name, requirement_of
from reportgen.conform.result import Box, FileReport, Result

#: 报告的格式；增减字段时加一。
SCHEMA = 1


def json_report(reports: Sequence[FileReport]) -> str:
    """JSON 文本：``files`` 每份文件一项，长度单位毫米，原点在纸面左上角。"""
    answer = {
        "schema": SCHEMA,
        "is_conforming": all(report.is_conforming for report in reports),
        "files": [_file(report) for report in reports],
    }
    return json.dumps(answer, ensure_ascii=False, indent=1)


def _file(report: FileReport) -> dict[str, object]:
    return {
        "path": report.path,
        "format": report.format,
        "form": report.form,
        "profile": profile_name(report) or None,
        "pages": report.pages,
        "is_conforming": report.is_conforming,
        "checked": checked_count(report),
        "counts": {verdict.value: count for verdict, count in counts(report.results).items()},
        "results": [_result(result) for result in ordered(report.results)],
    }


def _result(result: Result) -> dict[str, object]:
    requirement = requirement_of(result)
    return {
        "id": requirement.id,
        "clause": requirement.clause,
        "basis": basis(requirement),
        "strength": requirement.strength.value,
        "element": requirement.element,
        "requirement": requirement.text,
        "verdict": result.verdict.value,
        "expected": result.expected,
        "measured": result.measured,
        "tolerance": result.tolerance,
        "page": result.page,
        "note": result.note,
        "boxes": [_box(box) for box in result.boxes],
    }


def _box(box: Box) -> dict[str, float]:
    """保留两位小数：比量具的误差还小。"""
    return {
        "page": box.page,
        "x0": round(box.x0, 2),
        "y0": round(box.y0, 2),
        "x1": round(box.x1, 2),
        "y1": round(box.y1, 2),
    }
