"""节点：参考进度折线与各目标的结论，按未修约的数比较。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from reportgen.model.amount import points_text
from reportgen.model.assessment import Assessment, TargetResult
from reportgen.model.period import Month
from reportgen.settings import Scheme, Target
from reportgen.tabulate.cells import (
    FIRST_ROW,
    MISSING,
    Entry,
    Heading,
    Look,
    Paper,
    Sheet,
    decimals,
    figure_entry,
    label,
)
from reportgen.tabulate.months import state_total_cell
from reportgen.tabulate.places import Places, history
from reportgen.tabulate.ratios import gap_points, lacking, share

#: 指标 → 分子、分母的指标标识。
_PARTS = {
    "start_resume_rate": ("active_count", "project_count"),
    "completion_rate": ("cumulative_investment", "annual_plan"),
    "on_time_rate": ("on_time_count", "due_count"),
}


# 参考进度


def reference_sheet(assessment: Assessment, scheme: Scheme, places: Places, note: Entry) -> Sheet:
    """参考进度：每行一个月，投资目标连成的折线与各月底完成率之差；最后一行是本月。"""
    headings = (
        ("月底", 11), ("上一节点", 11), ("上一目标", 9), ("下一节点", 11), ("下一目标", 9), ("参考分子", 9),
        ("参考分母", 9), ("参考进度", 9), ("累计完成\n（万元）", 13), ("年度计划\n（万元）", 13), ("完成率", 9),
        ("差\n（百分点）", 10),
    )  # fmt: skip
    return Sheet(
        name=places.references.sheet,
        title="节点参考进度〔默认〕与完成率",
        note=note,
        headings=tuple(Heading(*one) for one in headings),
        rows=tuple(_reference_rows(assessment, scheme, places)),
        frozen=1,
        paper=Paper.A4,
        is_filtered=False,
    )


def _reference_rows(assessment: Assessment, scheme: Scheme, places: Places) -> Iterator[tuple[Entry, ...]]:
    total_row = places.projects.last_row + 1
    for row, one in enumerate(history(assessment), FIRST_ROW):
        cells = {key: places.references.cell(key, row) for key in places.references.keys}
        book, suffix = assessment.figures, f".{one.month}@all"
        cumulative = places.months.outer_cell(f"cumulative.{one.month}", total_row)
        gap = figure_entry(one.figures["gap_points@all"], Look.POINTS, _GAP.format_map(cells))
        yield (
            Entry(one.month.last_day, Look.DAY),
            *_polyline(scheme, one.month, places, cells),
            figure_entry(book[f"node_progress{suffix}"], Look.RATE, _REFERENCE.format_map(cells)),
            _linked(one, "cumulative_investment", cumulative),
            _linked(one, "annual_plan", places.projects.outer_cell("plan", total_row)),
            figure_entry(book[f"completion_rate{suffix}"], Look.RATE, _RATE.format_map(cells)),
            gap if one is assessment else replace(gap, figure=""),
        )


_DENOMINATOR = (
    "IF(ISNUMBER({high_node}),(YEAR({high_node})-YEAR({low_node}))*12+MONTH({high_node})-MONTH({low_node}),1)"
)
_NUMERATOR = (
    "IF(ISNUMBER({high_node}),ROUND(100*({low}*{denominator}+({high}-{low})"
    "*((YEAR({month})-YEAR({low_node}))*12+MONTH({month})-MONTH({low_node}))),6),100*{low})"
)
_REFERENCE = "{numerator}/(100*{denominator})"
_RATE = share("{cumulative}", "{plan}")
_GAP = gap_points("{cumulative}", "{plan}", "{numerator}", "{denominator}")


def _polyline(
    scheme: Scheme, month: Month, places: Places, cells: Mapping[str, str]
) -> tuple[Entry, Entry, Entry, Entry, Entry, Entry]:
    """前后两个节点的日期和目标，以及参考进度的分子（百分点×月数）、分母（月数）。"""
    earlier = [target for target in scheme.investment_targets() if target.node < month]
    later = [target for target in scheme.investment_targets() if target.node >= month]
    start, low = (earlier[-1].node, earlier[-1].value) if earlier else (Month(scheme.year - 1, 12), Decimal(0))
    span = later[0].node.ordinal - start.ordinal if later else 1
    top = low * span + (later[0].value - low) * (month.ordinal - start.ordinal) if later else low
    return (
        *(_node(scheme, earlier[-1], places) if earlier else (Entry(start.last_day, Look.DAY), Entry(low, Look.RATE))),
        *(_node(scheme, later[0], places) if later else (label(MISSING), label(MISSING))),
        Entry(top * 100, Look.PLAIN, _NUMERATOR.format_map(cells)),
        Entry(Decimal(span), Look.COUNT, _DENOMINATOR.format_map(cells)),
    )


def _node(scheme: Scheme, target: Target, places: Places) -> tuple[Entry, Entry]:
    """引自目标表的节点日期和目标。"""
    row = target_row(scheme, target)
    return (
        Entry(target.node.last_day, Look.DAY, places.targets.outer_cell("node", row)),
        Entry(target.value, Look.RATE, places.targets.outer_cell("target", row)),
    )


def _linked(one: Assessment, id: str, cell: str) -> Entry:
    """引自别处的某月合计。"""
    return Entry(one.figures[f"{id}@all"].value or Decimal(0), Look.MONEY, cell)


# 目标


def target_row(scheme: Scheme, target: Target) -> int:
    """``target`` 在目标表的行号。"""
    return FIRST_ROW + scheme.targets.index(target)


def next_target(scheme: Scheme, month: Month) -> Target:
    """“距节点目标尚差”所对照的目标：本月或以后的第一个投资目标，都已过去时是最后一个。"""
    targets = scheme.investment_targets()
    return next((target for target in targets if target.node >= month), targets[-1])


def target_sheet(assessment: Assessment, scheme: Scheme, places: Places, note: Entry) -> Sheet:
    """目标：每行一个，已到的取节点当月的数，未到的取本月的数。"""
    headings = (
        ("编号", 7), ("节点", 11), ("指标", 20), ("目标", 9), ("取数", 11), ("分子\n（个或万元）", 13),
        ("分母\n（个或万元）", 13), ("完成情况", 10), ("与目标之差\n（百分点）", 11), ("尚差\n（个或万元）", 12),
        ("结论", 10),
    )  # fmt: skip
    return Sheet(
        name=places.targets.sheet,
        title="各节点的目标",
        note=note,
        headings=tuple(Heading(*one) for one in headings),
        rows=tuple(
            _target_entries(result, row, assessment, places) for row, result in enumerate(assessment.targets, FIRST_ROW)
        ),
        frozen=1,
        paper=Paper.A4,
        is_filtered=False,
    )


def _target_entries(result: TargetResult, row: int, assessment: Assessment, places: Places) -> tuple[Entry, ...]:
    cells = {key: places.targets.cell(key, row) for key in places.targets.keys}
    taken = _taken(result, assessment)
    measured = _measured(result, assessment, taken, places, cells) if taken else (label(MISSING),) * 6
    return (
        label(result.id),
        Entry(result.node.last_day, Look.DAY),
        label(result.label),
        Entry(result.target, Look.RATE),
        *measured,
        Entry(result.verdict.value, Look.CENTER, _VERDICT.format_map(cells)),
    )


_VERDICT = (
    'IF({node}>截止日,"未到期",IF(ISNUMBER({value}),'
    'IF(ROUND({numerator}-{target}*{denominator},6)>=0,"达到","未达到"),"无法计算"))'
)
_VALUE = share("{numerator}", "{denominator}")
_TARGET_GAP = gap_points("{numerator}", "{denominator}", "ROUND(100*{target},6)", "1")
_SHORTFALL = lacking("{numerator}", "{denominator}", "{target}")


def _taken(result: TargetResult, assessment: Assessment) -> Assessment | None:
    """取哪个月的数：节点当月，未到的取本月；节点当月没有评价的为 None。"""
    month = min(result.node, assessment.month)
    return next((one for one in history(assessment) if one.month == month), None)


def _measured(
    result: TargetResult, assessment: Assessment, taken: Assessment, places: Places, cells: Mapping[str, str]
) -> tuple[Entry, ...]:
    """取数月份、分子、分母、完成情况、与目标之差、尚差。"""
    top, bottom = (taken.figures[f"{id}@all"].value or Decimal(0) for id in _PARTS[result.indicator])
    figure = taken.figures[f"{result.indicator}@all"]
    key = f"{result.id}@all" if result.figure is not None else figure.key
    gap = None if figure.value is None else (figure.value - result.target) * 100
    look, rest = (Look.MONEY, Look.MONEY) if result.indicator == "completion_rate" else (Look.COUNT, Look.PLAIN)
    above, below = _part_cells(result.indicator, taken.month, places)
    return (
        Entry(taken.month.last_day, Look.DAY),
        Entry(top, look, above),
        Entry(bottom, look, below),
        replace(figure_entry(figure, Look.RATE, _VALUE.format_map(cells)), figure=key),
        _target_gap(gap, _TARGET_GAP.format_map(cells)),
        Entry(max(Decimal(0), result.target * bottom - top), rest, _SHORTFALL.format_map(cells)),
    )


def _target_gap(gap: Decimal | None, formula: str) -> Entry:
    if gap is None:
        return Entry(MISSING, Look.POINTS, formula)
    return Entry(gap, Look.POINTS, formula, places=decimals(points_text(gap)))


def _part_cells(indicator: str, month: Month, places: Places) -> tuple[str, str]:
    """分子、分母引自哪里。"""
    total_row = places.projects.last_row + 1
    if indicator == "completion_rate":
        cumulative = places.months.outer_cell(f"cumulative.{month}", total_row)
        return cumulative, places.projects.outer_cell("plan", total_row)
    if indicator == "start_resume_rate":
        return state_total_cell(places, "active_count", month), f"COUNT({places.projects.range('number')})"
    return state_total_cell(places, "on_time_count", month), state_total_cell(places, "due_count", month)
