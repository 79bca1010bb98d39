"""逐月各表：投资、现场状态与竣工、节点参考进度。本月一栏引自项目表。"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from reportgen.model.assessment import Assessment, Standing
from reportgen.model.period import Month
from reportgen.tabulate.cells import (
    FIRST_ROW,
    Entry,
    Heading,
    Look,
    Sheet,
    Table,
    day,
    figure_entry,
    label,
    number,
    text,
)
from reportgen.tabulate.places import Places, history
from reportgen.tabulate.project_fields import cumulative_entry, month_entry

#: 逐月状态表末尾的各行：键 → 名称，次序即印刷次序。
STATE_TOTALS = {
    "active_count": "开（复）工项目数",
    "start_resume_rate": "开复工率",
    "due_count": "应竣工项目数",
    "on_time_count": "按期竣工项目数",
    "on_time_rate": "按期竣工率",
}

#: 一栏的填法：某月某项目的现状 → 单元格。
Fill = Callable[[Standing], Entry]


def month_sheet(assessment: Assessment, places: Places, note: Entry) -> Sheet:
    """逐月投资：每行一个项目，先是各月底累计，后是各月完成，末行合计。"""
    blocks: dict[str, Fill] = {"cumulative": cumulative_entry, "month": month_entry}
    past = history(assessment)
    totals = [
        Entry(
            one.figures[f"{id}@all"].value or Decimal(0),
            Look.MONEY,
            f"SUM({places.months.inner_range(f'{kind}.{one.month}')})",
            f"{id}@all" if one is assessment else "",
        )
        for kind, id in (("cumulative", "cumulative_investment"), ("month", "month_investment"))
        for one in past
    ]
    return Sheet(
        name=places.months.sheet,
        title="逐月投资（万元）",
        note=note,
        headings=_headings(past, ("{}月底累计", 12.5), ("{}月完成", 11)),
        rows=(*_rows(past, places, places.months, blocks), (label(""), label("合计"), *totals)),
        totals=1,
    )


def state_sheet(assessment: Assessment, places: Places, note: Entry) -> Sheet:
    """逐月状态：每行一个项目，先是各月底现场状态，后是竣工时间；末尾各行是开复工与按期竣工。"""
    blocks: dict[str, Fill] = {
        "state": lambda item: label(item.state.value),
        "completed": lambda item: day(item.completed_on),
    }
    past = history(assessment)
    return Sheet(
        name=places.states.sheet,
        title="逐月现场状态与竣工",
        note=note,
        headings=_headings(past, ("{}月底", 9), ("{}月底前\n竣工时间", 11)),
        rows=(*_rows(past, places, places.states, blocks), *_state_totals(past, places)),
        totals=len(STATE_TOTALS),
    )


def state_total_cell(places: Places, id: str, month: Month) -> str:
    """逐月状态表末尾某一行某个月的单元格。"""
    row = places.states.last_row + 1 + list(STATE_TOTALS).index(id)
    return places.states.outer_cell(f"state.{month}", row)


def _headings(past: tuple[Assessment, ...], *blocks: tuple[str, float]) -> tuple[Heading, ...]:
    named = (Heading(title.format(one.month.month), width) for title, width in blocks for one in past)
    return (Heading("序号", 5), Heading("项目名称", 34), *named)


def _rows(
    past: tuple[Assessment, ...], places: Places, table: Table, blocks: dict[str, Fill]
) -> Iterator[tuple[Entry, ...]]:
    """各项目的行；本月的格引自项目表。"""
    for index, item in enumerate(past[-1].standings):
        cells = []
        for kind, fill in blocks.items():
            for one in past:
                entry = fill(one.standings[index])
                if one is past[-1]:
                    entry = Entry(entry.value, entry.look, places.projects.outer_cell(kind, FIRST_ROW + index))
                cells.append(entry)
        yield (number(item.project.number), text(item.project.name), *cells)


def _state_totals(past: tuple[Assessment, ...], places: Places) -> Iterator[tuple[Entry, ...]]:
    blank = tuple(Entry() for _ in past)
    for id, name in STATE_TOTALS.items():
        look = Look.RATE if id.endswith("rate") else Look.COUNT
        cells = (_state_total(one, one is past[-1], id, look, places) for one in past)
        yield (label(""), label(name), *cells, *blank)


def _state_total(one: Assessment, is_current: bool, id: str, look: Look, places: Places) -> Entry:
    entry = figure_entry(one.figures[f"{id}@all"], look, _STATE_FORMULAS[id](places, one.month))
    return entry if is_current else Entry(entry.value, look, entry.formula)


def _active_formula(places: Places, month: Month) -> str:
    states = places.states.inner_range(f"state.{month}")
    return f'COUNTIF({states},"在建")+COUNTIF({states},"竣工")'


def _due_formula(places: Places, month: Month) -> str:
    due = places.projects.range("due")
    return f'COUNTIFS({due},">="&DATE(年度,1,1),{due},"<="&{_date(month.last_day)})'


def _on_time_formula(places: Places, month: Month) -> str:
    due, states = places.projects.range("due"), places.states.inner_range(f"state.{month}")
    is_due = f"ISNUMBER({due})*({due}>=DATE(年度,1,1))*({due}<={_date(month.last_day)})"
    return f'SUMPRODUCT({is_due}*({states}="竣工")*({places.states.inner_range(f"completed.{month}")}<={due}))'


def _share_formula(top: str, bottom: str) -> Callable[[Places, Month], str]:
    def formula(places: Places, month: Month) -> str:
        above, below = (state_total_cell(places, id, month).split("!")[1] for id in (top, bottom))
        return f'IF({below}=0,"—",{above}/{below})'

    return formula


def _active_rate_formula(places: Places, month: Month) -> str:
    active = state_total_cell(places, "active_count", month).split("!")[1]
    return f"{active}/COUNT({places.states.inner_range('number')})"


_STATE_FORMULAS: dict[str, Callable[[Places, Month], str]] = {
    "active_count": _active_formula,
    "start_resume_rate": _active_rate_formula,
    "due_count": _due_formula,
    "on_time_count": _on_time_formula,
    "on_time_rate": _share_formula("on_time_count", "due_count"),
}


def _date(value: date) -> str:
    return f"DATE({value.year},{value.month},{value.day})"
