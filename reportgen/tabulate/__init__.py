"""工作簿：总表.xlsx 与问题清单台账，公式都是活的，结果随公式存下，与 figures.json 一致。"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reportgen.model.assessment import Assessment
from reportgen.settings import Scheme
from reportgen.tabulate.about import about_sheet, cutoff, ledger_lines, master_lines, master_parameters, note
from reportgen.tabulate.cells import FIRST_ROW, Sheet, cell_name
from reportgen.tabulate.matters import factor_sheet, procedure_sheet
from reportgen.tabulate.months import month_sheet, state_sheet
from reportgen.tabulate.nodes import reference_sheet, target_sheet
from reportgen.tabulate.places import places_of, problem_table
from reportgen.tabulate.projects import project_sheet
from reportgen.tabulate.registers import model_sheet, problem_sheet, task_sheet
from reportgen.tabulate.statistics import statistics_sheet
from reportgen.tabulate.summary import summary_sheet
from reportgen.tabulate.summary_fields import KEYS
from reportgen.tabulate.writer import workbook_bytes

__all__ = ["ledger_figure_cells", "ledger_workbook", "master_figure_cells", "master_workbook"]

#: （工作表，单元格）→ 指标的键。
FigureCells = Mapping[tuple[str, str], str]


def master_workbook(assessment: Assessment, scheme: Scheme) -> bytes:
    """总表.xlsx：全部项目、各月、目标、汇总、手续、要素、问题，金额万元，比例1表示100%。"""
    return workbook_bytes(_master_sheets(assessment, scheme), scheme, "总表")


def ledger_workbook(assessment: Assessment, scheme: Scheme) -> bytes:
    """D5 问题清单台账：截止日的台账与统计。"""
    return workbook_bytes(_ledger_sheets(assessment, scheme), scheme, "问题清单台账")


def master_figure_cells(assessment: Assessment, scheme: Scheme) -> FigureCells:
    """总表中就是某个指标的单元格，供核对与追溯。"""
    return _figure_cells(_master_sheets(assessment, scheme))


def ledger_figure_cells(assessment: Assessment, scheme: Scheme) -> FigureCells:
    """台账中就是某个指标的单元格。"""
    return _figure_cells(_ledger_sheets(assessment, scheme))


def _master_sheets(assessment: Assessment, scheme: Scheme) -> tuple[Sheet, ...]:
    places = places_of(assessment, scheme, KEYS)
    plain = note(assessment, scheme)
    references = reference_sheet(assessment, scheme, places, plain)
    parameters = master_parameters(assessment, scheme, places, references)
    month = f"{assessment.month.year}年{assessment.month.month}月"
    return (
        about_sheet(f"重大项目包保总表（{month}）", assessment, scheme, parameters, master_lines(scheme)),
        project_sheet(assessment, places, plain),
        month_sheet(assessment, places, plain),
        state_sheet(assessment, places, plain),
        references,
        target_sheet(assessment, scheme, places, plain),
        summary_sheet(assessment, places, plain),
        procedure_sheet(assessment, plain),
        factor_sheet(assessment, plain),
        problem_sheet(assessment, places.problems, "问题", plain),
        task_sheet(assessment, places.tasks, plain),
        model_sheet(assessment, places, plain),
    )


def _ledger_sheets(assessment: Assessment, scheme: Scheme) -> tuple[Sheet, ...]:
    table, heading = problem_table("台账", assessment), note(assessment, scheme)
    return (
        problem_sheet(assessment, table, "问题清单台账", heading),
        statistics_sheet(assessment, table, heading),
        about_sheet("问题清单台账说明", assessment, scheme, (cutoff(assessment),), ledger_lines()),
    )


def _figure_cells(sheets: tuple[Sheet, ...]) -> FigureCells:
    return MappingProxyType(
        {
            (sheet.name, cell_name(row, column)): entry.figure
            for sheet in sheets
            for row, entries in enumerate(sheet.rows, FIRST_ROW)
            for column, entry in enumerate(entries)
            if entry.figure
        }
    )
