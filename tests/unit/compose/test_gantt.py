"""项目推进施工图：横道、时间的写法、情形和出处。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportgen.compose.gantt import roadmap
from reportgen.evaluate import assess
from reportgen.model.document import Gantt, GanttRow, Span, text_of
from reportgen.model.period import Month, PartialDate
from reportgen.model.registers import Task
from reportgen.model.source import Source
from tests.support.facts import day, facts, scheme

JUNE = Month(2024, 6)


def task(start: str, end: str, began: str = "", ended: str = "", note: str = "") -> Task:
    names = ("planned_start", "planned_end", "actual_start", "actual_end", "name", "note")
    cells = {name: Source("施工图.xlsx", "施工图", f"{name}2", "") for name in names}
    return Task(
        project=1,
        number="7",
        phase="主体",
        name="厂房主体施工",
        planned_start=known(start),
        planned_end=known(end),
        actual_start=day(began),
        actual_end=day(ended),
        unit="市工信局",
        person="张某",
        note=note,
        cells=cells,
    )


def known(text: str) -> PartialDate:
    found = day(text)
    assert found is not None
    return found


def drawn(*tasks: Task, month: Month = JUNE) -> Gantt | None:
    listed = facts("序号|性质|计划\n1|新建|1000", {"2024-06": "序号|累计\n1|10"})
    return roadmap(replace(assess(listed, scheme(), JUNE).standings[0], tasks=tasks), month)


def row(one: Task, month: Month = JUNE) -> GanttRow:
    gantt = drawn(one, month=month)
    assert gantt is not None
    return gantt.rows[0]


def test_project_without_tasks_has_no_chart() -> None:
    assert drawn() is None


def test_time_axis_holds_every_bar_and_the_reporting_month() -> None:
    early, late = task("2024-03-05", "2024-04"), task("2024-05", "2025-02", "2024-02-20")
    both, first = drawn(early, late), drawn(early)
    assert both is not None and first is not None
    assert (both.first, both.last, both.cutoff) == (Month(2024, 2), Month(2025, 2), date(2024, 6, 30))
    assert (first.first, first.last) == (Month(2024, 3), JUNE)


def test_row_tells_phase_task_owner_and_dates_without_the_year_of_the_report() -> None:
    cells = row(task("2024-04", "2025-03-31", "2024-04-10")).cells
    assert [text_of(cell) for cell in cells] == [
        "主体",
        "厂房主体施工",
        "市工信局",
        "张某",
        "4月—2025年3月31日",
        "4月10日至今",
    ]


def test_unfinished_task_is_drawn_open_to_the_cutoff() -> None:
    assert row(task("2024-04", "2024-08", "2024-04-10")).actual == Span(date(2024, 4, 10), date(2024, 6, 30), True)


def test_planned_bar_runs_from_the_first_to_the_last_possible_day() -> None:
    assert row(task("2024-04", "2024-08")).planned == Span(date(2024, 4, 1), date(2024, 8, 31))


def test_later_events_are_not_yet_known_in_an_earlier_month() -> None:
    one = task("2024-04", "2024-05-31", "2024-04-10", "2024-06-12")
    in_may = row(one, Month(2024, 5))
    assert (in_may.actual, text_of(in_may.state)) == (Span(date(2024, 4, 10), date(2024, 5, 31), True), "进行中")
    assert text_of(row(one).state) == "逾期完成，拖后12天"


def test_late_task_tells_days_and_the_note() -> None:
    late = row(task("2024-04", "2024-06-18", "2024-04-10", note="设备没有到货"))
    assert text_of(late.state) == "逾期未完成，拖后12天；设备没有到货"
    assert text_of(row(task("2024-06-10", "2024-08", note="等待批复")).state) == "逾期未开始；等待批复"
    assert text_of(row(task("2024-04", "2024-08", "2024-04-10", note="照计划")).state) == "进行中"


def test_task_with_only_its_end_filed_shows_that_day() -> None:
    done = row(task("2024-04", "2024-06-18", "", "2024-06-01"))
    assert done.actual == Span(date(2024, 6, 1), date(2024, 6, 1))
    assert (text_of(done.cells[5]), text_of(done.state)) == ("6月1日", "已完成")


def test_texts_know_their_cells_and_days_their_figure() -> None:
    late = row(task("2024-04", "2024-06-18", "2024-04-10"))
    assert [run.origin.sources[0].cell for cell in (late.cells[1], late.cells[4]) for run in cell if run.origin] == [
        "name2",
        "planned_start2",
        "planned_end2",
    ]
    assert [run.origin.figure for run in late.state if run.origin and run.text == "12天"] == ["slip_days@task:1/7"]
