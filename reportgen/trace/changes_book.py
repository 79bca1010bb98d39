"""变化清单.xlsx：与上月比较、亮灯变化、现场状态变化、问题变动，各一张表；同样的评价得同样的字节。"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

import xlsxwriter

from reportgen.model.assessment import Assessment
from reportgen.model.period import Month
from reportgen.trace.changes import (
    MISSING,
    ChangeRow,
    ProblemEvent,
    Turn,
    changed_figures,
    light_turns,
    problem_events,
    state_turns,
)

#: 比较的范围和它们的叫法。
_SCOPES = {"all": "全部", "sponsor": "包保领导", "locality": "属地", "unit": "牵头部门", "project": "项目"}

#: 项目只比较这几项，开复工、亮灯另有表。
_OF_PROJECT = ("completion_rate", "cumulative_investment", "month_investment", "annual_plan")

_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}
_A4 = 9


@dataclass(frozen=True)
class _Sheet:
    """一张表：``columns`` 是（栏名，宽，是否居中），``empty`` 是没有行时的一句话。"""

    name: str
    columns: tuple[tuple[str, float, bool], ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


def changes_workbook(assessment: Assessment, stamps: Sequence[str] = ()) -> bytes:
    """变化清单.xlsx 的内容；``stamps`` 是要印的标记，如“演示数据”。首月没有上月，各表写明。"""
    buffer = io.BytesIO()
    month = assessment.month
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        made = datetime.combine(month.last_day, time())
        book.set_properties({"title": f"{_title(month)}变化清单", "created": made})
        formats = {
            "title": book.add_format({**_FONT, "font_name": "黑体", "font_size": 16, "align": "center"}),
            "head": book.add_format({**_FONT, "bold": True, "border": 1, "align": "center", "bg_color": "#E7E6E6"}),
            "left": book.add_format({**_FONT, "border": 1}),
            "center": book.add_format({**_FONT, "border": 1, "align": "center"}),
            "note": book.add_format(_FONT),
        }
        for sheet in _sheets(assessment):
            _write(book, formats, sheet, month, stamps)
    return buffer.getvalue()


def _sheets(assessment: Assessment) -> Iterable[_Sheet]:
    previous = assessment.previous
    first = "" if previous else "本期是首期，没有上月可以比较。"
    before = previous.figures if previous else {}
    rows = changed_figures(before, assessment.figures) if previous else []
    yield _Sheet(
        "与上月比较",
        (
            ("范围", 12, True),
            ("名称", 40, False),
            ("指标", 36, False),
            ("上月", 16, True),
            ("本月", 16, True),
            ("差", 18, True),
        ),
        tuple(_compared(row) for row in rows if _is_listed(row)),
        first or "没有可以比较的指标。",
    )
    yield _turn_sheet("亮灯变化", light_turns(assessment), first or "各项目亮灯与上月相同。")
    yield _turn_sheet("现场状态变化", state_turns(assessment), first or "各项目现场状态与上月相同。")
    yield _problem_sheet(problem_events(assessment))


def _is_listed(row: ChangeRow) -> bool:
    """列出的行：两边都没有数的、没有调整的年度计划不列，项目只列投资。"""
    kind = row.scope.partition(":")[0]
    if kind not in _SCOPES or (row.before, row.after) == (MISSING, MISSING):
        return False
    if row.id == "annual_plan" and row.before == row.after:
        return False
    return kind != "project" or row.id in _OF_PROJECT


def _compared(row: ChangeRow) -> tuple[str, ...]:
    kind = _SCOPES[row.scope.partition(":")[0]]
    return kind, row.scope_label, row.label, row.before, row.after, row.difference


def _turn_sheet(name: str, turns: Sequence[Turn], empty: str) -> _Sheet:
    columns = (
        ("序号", 8, True),
        ("项目名称", 48, False),
        ("上月", 16, True),
        ("本月", 16, True),
        ("说明", 24, True),
    )
    rows = tuple((str(turn.number), turn.name, turn.before, turn.after, turn.note) for turn in turns)
    return _Sheet(name, columns, rows, empty)


def _problem_sheet(events: Sequence[ProblemEvent]) -> _Sheet:
    columns = (
        ("变动", 8, True),
        ("编号", 12, True),
        ("项目名称", 32, False),
        ("问题", 40, False),
        ("牵头单位", 16, True),
        ("办结时限", 16, True),
        ("销号依据", 24, False),
    )
    rows = tuple(
        (
            event.event,
            event.problem.number,
            event.project,
            event.problem.description,
            event.problem.lead_unit,
            str(event.problem.due_date or ""),
            event.evidence,
        )
        for event in events
    )
    return _Sheet("问题变动", columns, rows, "本月没有问题提出、提格或销号。")


def _write(
    book: xlsxwriter.Workbook,
    formats: dict[str, xlsxwriter.format.Format],
    sheet: _Sheet,
    month: Month,
    stamps: Sequence[str],
) -> None:
    page = book.add_worksheet(sheet.name)
    last = len(sheet.columns) - 1
    mark = f"（{'、'.join(stamps)}）" if stamps else ""
    page.merge_range(0, 0, 0, last, f"{_title(month)}{sheet.name}{mark}", formats["title"])
    page.set_row(0, 30)
    for column, (name, width, _) in enumerate(sheet.columns):
        page.set_column(column, column, width)
        page.write_string(1, column, name, formats["head"])
    for index, row in enumerate(sheet.rows, 2):
        for column, text in enumerate(row):
            page.write_string(index, column, text, formats["center" if sheet.columns[column][2] else "left"])
    if sheet.rows:
        page.autofilter(1, 0, len(sheet.rows) + 1, last)
        page.ignore_errors({"number_stored_as_text": f"A1:H{len(sheet.rows) + 2}"})
    else:
        page.write_string(2, 0, sheet.empty, formats["note"])
        page.merge_range(2, 0, 2, last, sheet.empty, formats["note"])
    _set_page(page, mark)


def _set_page(page: xlsxwriter.worksheet.Worksheet, mark: str) -> None:
    """A4 横放，缩到一页宽，表头每页重复，页脚有页码。"""
    page.freeze_panes(2, 0)
    page.repeat_rows(0, 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_footer(f"&L{mark}&C— &P —")


def _title(month: Month) -> str:
    return f"{month.year}年{month.month}月"
