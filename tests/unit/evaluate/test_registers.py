"""评价：台账、施工图、“5个1”、会议与函件，全部按截止日从日期推出。"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reportgen.evaluate import assess
from reportgen.evaluate.register_indicators import REGISTER_INDICATORS
from reportgen.model.assessment import Assessment, Light
from reportgen.model.period import Month
from reportgen.model.records import Facts
from tests.support.facts import facts, meetings, problems, scheme, task_forces, tasks

LIST = """
序号 | 性质 | 计划 | 领导 | 牵头     | 属地
1    | 续建 | 1000 | 甲   | 市工信局 | 龙潭区
2    | 新建 | 300  | 甲   | 市住建局 | 龙潭区
3    | 新建 | 200  | 乙   | 市住建局 | 丰满区
"""

#: 各月都完成全年计划，投资不亮灯。
MONTHLY = {
    f"2024-{month:02}": "序号|累计|状态|入库\n1|1000|在建|是\n2|300|在建|是\n3|200|在建|是" for month in range(4, 9)
}

LEDGER_TABLE = """
编号 | 项目 | 提出       | 时限       | 提格       | 销号
甲1  | 1    | 2024-03-20 | 2024-05-10 | 2024-05-15 |
甲2  | 1    | 2024-04-30 | 2024-05-20 |            | 2024-05-20
乙1  | 2    | 2024-05-06 | 2024-05-31 | 2024-05-20 | 2024-06-03
乙2  | 2    | 2024-05    |            |            | 2024-06-30
丙1  | 3    | 2024-06-01 | 2024-08-30 |            |
"""

LEDGER = problems(LEDGER_TABLE)


def judged(month: str, given: Facts) -> Assessment:
    return assess(given, scheme(), Month.parse(month))


def with_ledger() -> Facts:
    return replace(facts(LIST, MONTHLY), problems=LEDGER)


def printed(assessment: Assessment, *ids: str, scope: str = "all") -> list[str]:
    return [assessment.figures.get_in(scope, id).printed for id in ids]


COUNTS = ("problem_count", "open_problem_count", "closed_problem_count", "overdue_problem_count")
FLOWS = ("raised_in_month_count", "closed_in_month_count", "escalated_count", "closed_on_time_rate")


@pytest.mark.parametrize(
    ("month", "counts", "flows"),
    [
        ("2024-04", ["2个", "2个", "0个", "0个"], ["1个", "0个", "0项", "—"]),
        ("2024-05", ["4个", "3个", "1个", "1个"], ["2个", "1个", "2项", "100.0%"]),
        ("2024-06", ["5个", "2个", "3个", "1个"], ["1个", "2个", "1项", "50.0%"]),
    ],
)
def test_problems_are_counted_as_they_stood_at_the_month_end(month: str, counts: list[str], flows: list[str]) -> None:
    result = judged(month, with_ledger())
    assert (printed(result, *COUNTS), printed(result, *FLOWS)) == (counts, flows)


def test_an_old_month_made_again_does_not_know_what_came_later() -> None:
    april = {"2024-04": MONTHLY["2024-04"]}
    known_then = tuple(
        replace(row, closed_on=None, escalated_on=None) for row in LEDGER if row.is_raised(Month(2024, 4).last_day)
    )
    then = judged("2024-04", replace(facts(LIST, april), problems=known_then))
    again = judged("2024-04", with_ledger())
    assert {key: figure.value for key, figure in then.figures.items()} == {
        key: figure.value for key, figure in again.figures.items()
    }
    assert [row.number for row in again.standings[0].problems] == ["甲1", "甲2"]


def test_problems_belong_to_every_scope_of_their_project() -> None:
    result = judged("2024-06", with_ledger())
    counts = {scope.id: printed(result, "problem_count", scope=scope.id)[0] for scope in result.scopes}
    assert counts == {
        "all": "5个",
        "nature:新建": "3个",
        "nature:续建": "2个",
        "sponsor:甲": "4个",
        "sponsor:乙": "1个",
        "locality:龙潭区": "4个",
        "locality:丰满区": "1个",
        "unit:市工信局": "2个",
        "unit:市住建局": "3个",
        "project:1": "2个",
        "project:2": "2个",
        "project:3": "1个",
    }


def test_a_problem_without_a_limit_is_never_overdue_and_not_part_of_the_on_time_rate() -> None:
    result = judged("2024-06", with_ledger())
    assert printed(result, "closed_problem_count", "closed_on_time_rate", scope="project:2") == ["2个", "0.0%"]


def test_open_problems_fall_into_one_age_each() -> None:
    ledger = problems("""
    编号 | 项目 | 提出 | 销号
    1 | 1 | 2024-06-30 |
    2 | 1 | 2024-05-31 |
    3 | 1 | 2024-05-30 |
    4 | 1 | 2024-05-01 |
    5 | 1 | 2024-04-30 |
    6 | 1 | 2024-04-01 |
    7 | 1 | 2024-03-31 | 2024-07-01
    8 | 1 | 2024-04-01 | 2024-06-30
    """)
    result = judged("2024-06", replace(facts(LIST, MONTHLY), problems=ledger))
    ages = ("open_problems_30", "open_problems_60", "open_problems_90", "open_problems_older")
    assert printed(result, *ages) == ["2个", "2个", "2个", "1个"]
    assert printed(result, *ages, scope="project:2") == ["0个"] * 4


def test_days_of_each_problem_and_task_are_figures_and_stop_at_the_closing() -> None:
    roadmap = tasks("任务|项目|计划始|计划终|实际终\n打桩|1|2024-04|2024-05-31|2024-06-10\n封顶|1|2024-05|2024-06-20|")
    result = judged("2024-06", replace(with_ledger(), tasks=roadmap))
    assert printed(result, "overdue_days", "age_days", scope="problem:甲1") == ["51天", "102天"]
    assert printed(result, "overdue_days", "age_days", scope="problem:乙1") == ["3天", "28天"]
    assert printed(result, "slip_days", scope="task:1/打桩") == ["10天"]
    assert printed(result, "slip_days", scope="task:1/封顶") == ["10天"]
    assert printed(result, "longest_overdue_days") == ["51天"]
    closed_late, not_due = (printed(result, "longest_overdue_days", scope=f"project:{number}") for number in (2, 3))
    assert closed_late == not_due == ["0天"]


def test_tasks_are_counted_by_their_state_at_the_month_end() -> None:
    roadmap = tasks("""
    任务 | 项目 | 计划始     | 计划终     | 实际始     | 实际终
    按期 | 1    | 2024-04    | 2024-05    | 2024-04-01 | 2024-05-20
    逾期 | 1    | 2024-04    | 2024-05    | 2024-04-01 | 2024-07-01
    未动 | 1    | 2024-06-01 | 2024-07    |            |
    在干 | 2    | 2024-06-01 | 2024-07    | 2024-06-05 |
    未到 | 2    | 2024-07-01 | 2024-08    |            |
    """)
    ids = ("task_count", "task_due_count", "task_done_count", "task_late_count", "roadmap_count")
    given = replace(facts(LIST, MONTHLY), tasks=roadmap)
    assert printed(judged("2024-06", given), *ids) == ["5项", "2项", "1项", "2项", "2个"]
    assert printed(judged("2024-07", given), *ids) == ["5项", "4项", "2项", "2项", "2个"]
    assert [row.name for row in judged("2024-06", given).standings[1].tasks] == ["在干", "未到"]


def test_task_forces_count_from_the_month_they_were_formed() -> None:
    forces = task_forces("项目|负责人|成立|方案\n1|张三|2024-04-20|一号方案\n2|李四|2024-06-01|\n3|王五||三号方案")
    given = replace(facts(LIST, MONTHLY), task_forces=forces)
    assert printed(judged("2024-05", given), "task_force_count", "plan_document_count") == ["2个", "2个"]
    assert printed(judged("2024-06", given), "task_force_count", "plan_document_count") == ["3个", "2个"]
    assert [bool(item.task_force) for item in judged("2024-05", given).standings] == [True, False, True]


def test_meetings_of_this_month_and_of_the_next_are_listed_by_date() -> None:
    held = meetings("编号|日期\n三|2024-06-28\n一|2024-06-03\n二|2024-07-01\n四|2024-08-01\n五|2024-05-31")
    result = judged("2024-06", replace(facts(LIST, MONTHLY), meetings=held))
    assert [meeting.number for meeting in result.held_meetings] == ["一", "三"]
    assert [meeting.number for meeting in result.coming_meetings] == ["二"]


@pytest.mark.parametrize(
    ("due", "light"),
    [
        ("2024-06-30", Light.GREEN),
        ("2024-06-29", Light.YELLOW),
        ("2024-06-01", Light.YELLOW),
        ("2024-05-31", Light.RED),
    ],
)
def test_an_overdue_problem_lights_its_project(due: str, light: Light) -> None:
    ledger = problems(f"编号|项目|提出|时限\n1|2|2024-04-01|{due}")
    standing = judged("2024-06", replace(facts(LIST, MONTHLY), problems=ledger)).standings[1]
    assert standing.light is light
    if light is not Light.GREEN:
        (reason,) = standing.reasons
        assert (reason.rule, reason.light, reason.problem) == ("问题", light, ledger[0])
        assert [source.cell for source in reason.sources] == ["1时限", "1提出"]


def test_a_problem_closed_late_no_longer_lights() -> None:
    assert [row.light for row in judged("2024-06", with_ledger()).standings] == [Light.RED, Light.GREEN, Light.GREEN]


def test_every_overdue_problem_and_every_other_reason_is_a_matter_of_its_own_in_list_and_rule_order() -> None:
    monthly = {"2024-06": "序号|累计|状态|入库|开工\n1|1|在建|否|2024-05\n2|300|在建|是|\n3|59|在建|是|"}
    ledger = problems("编号|项目|提出|时限\n后|1|2024-04-01|2024-06-20\n前|1|2024-04-01|2024-05-01")
    result = judged("2024-06", replace(facts(LIST, monthly), problems=ledger))
    found = [
        (item.project, item.reason.rule, item.reason.problem.number if item.reason.problem else "", item.reason.light)
        for item in result.matters
    ]
    assert found == [
        (1, "投资", "", Light.RED),
        (1, "入库", "", Light.YELLOW),
        (1, "问题", "后", Light.YELLOW),
        (1, "问题", "前", Light.RED),
    ]
    assert [reason.light for reason in result.standings[2].reasons] == [Light.GREEN]


def test_a_matter_counts_its_months_in_a_row_and_begins_again_after_a_break() -> None:
    states = {"2024-04": "停工", "2024-05": "停工", "2024-06": "在建", "2024-07": "停工"}
    monthly = {
        month: f"序号|累计|状态|停工|入库\n1|1000|{state}|{month}|是\n2|300|在建||是\n3|200|在建||是"
        for month, state in states.items()
    }
    given = facts(LIST, monthly)
    lit = {month: [(item.reason.rule, item.times) for item in judged(month, given).matters] for month in states}
    assert lit == {
        "2024-04": [("开复工", 1)],
        "2024-05": [("开复工", 2)],
        "2024-06": [],
        "2024-07": [("开复工", 1)],
    }


def test_another_rule_of_the_same_project_is_another_matter() -> None:
    monthly = {
        "2024-07": "序号|累计|状态|停工\n1|1000|停工|2024-07\n2|300|在建|\n3|200|在建|",
        "2024-08": "序号|累计|状态|停工\n1|500|在建|\n2|300|在建|\n3|200|在建|",
    }
    (july,), (august,) = (judged(month, facts(LIST, monthly)).matters for month in monthly)
    assert [(item.reason.rule, item.times) for item in (july, august)] == [("开复工", 1), ("投资", 1)]


def test_another_problem_of_the_same_project_is_another_matter() -> None:
    ledger = problems("编号|项目|提出|时限|销号\n一|1|2024-04-01|2024-04-20|2024-05-02\n二|1|2024-04-01|2024-05-20|")
    given = replace(facts(LIST, MONTHLY), problems=ledger)
    lit = [
        [(m.reason.problem and m.reason.problem.number, m.times) for m in judged(month, given).matters]
        for month in MONTHLY
    ]
    assert lit == [[("一", 1)], [("二", 1)], [("二", 2)], [("二", 3)], [("二", 4)]]


def test_letters_are_reminders_first_and_supervision_when_red_or_yellow_twice() -> None:
    ledger = problems("编号|项目|提出|时限\n一|1|2024-04-01|2024-05-20\n二|2|2024-04-01|2024-04-20")
    given = replace(facts(LIST, MONTHLY), problems=ledger)
    letters = ("reminder_count", "supervision_count")
    counts = {month: printed(judged(month, given), *letters) for month in ("2024-04", "2024-05", "2024-06")}
    assert counts == {"2024-04": ["1件", "0件"], "2024-05": ["1件", "1件"], "2024-06": ["0件", "2件"]}
    assert printed(judged("2024-05", given), *letters, scope="sponsor:乙") == ["0件", "0件"]


def test_months_so_far_are_kept_for_the_charts() -> None:
    monthly = {
        "2024-04": "序号|本月|累计|状态|停工\n1|100|1000|停工|2024-04\n2|10|300|在建|\n3|10|200|在建|",
        "2024-05": "序号|本月|累计|状态\n1|7.5|1000|在建\n2|10|300|在建\n3|10|200|在建",
    }
    result = judged("2024-05", facts(LIST, monthly))
    series = ("green_count", "yellow_count", "red_count", "month_investment", "completion_rate", "node_progress")
    assert printed(result, *(f"{id}.2024-04" for id in series)) == ["2个", "1个", "0个", "0.01亿元", "100.0%", "20.0%"]
    assert printed(result, "yellow_count.2024-05", "yellow_count") == ["0个", "0个"]
    labels = [result.figures[f"{id}.2024-04@all"].label for id in ("yellow_count", "month_investment")]
    assert labels == ["4月底黄灯项目数", "4月完成投资"]


def test_sums_over_the_scopes_of_a_kind_give_the_whole() -> None:
    result = judged("2024-05", with_ledger())
    ids = [*COUNTS, *FLOWS[:3], "reminder_count", "supervision_count", "open_problems_30", "open_problems_older"]
    for id in ids:
        for kind in ("sponsor", "locality", "unit", "nature", "project"):
            parts = [result.figures.get_in(scope.id, id).value for scope in result.scopes if scope.kind == kind]
            assert sum(part for part in parts if part is not None) == result.figures.get_in("all", id).value, (id, kind)


@pytest.mark.parametrize(
    ("written", "instead", "cell"),
    [
        ("2024-05-10", "2024-06-10", "甲1时限"),
        ("2024-05-31", "2024-06-20", "乙1时限"),
        ("2024-06-03", "2024-04-30", "乙1销号"),
        ("2024-05-06", "2024-04-20", "乙1提出"),
    ],
)
def test_changing_one_cell_of_the_ledger_changes_only_figures_that_name_it(
    written: str, instead: str, cell: str
) -> None:
    assert LEDGER_TABLE.count(written) == 1
    before = judged("2024-06", with_ledger())
    ledger = problems(LEDGER_TABLE.replace(written, instead))
    after = judged("2024-06", replace(facts(LIST, MONTHLY), problems=ledger))
    changed = {key for key in before.figures if before.figures[key].value != after.figures[key].value}
    naming = {key for key, figure in before.figures.items() if any(source.cell == cell for source in figure.sources)}
    assert changed and changed <= naming


def test_letters_name_the_cells_of_last_month_that_make_them_a_second_one() -> None:
    monthly = {
        "2024-07": "序号|累计|状态\n1|{}|在建\n2|300|在建\n3|200|在建",
        "2024-08": "序号|累计|状态\n1|500|在建\n2|300|在建\n3|200|在建",
    }
    low, high = (
        judged("2024-08", facts(LIST, {month: table.format(july) for month, table in monthly.items()}))
        for july in ("300", "450")
    )
    letters = ("reminder_count", "supervision_count")
    assert (printed(low, *letters), printed(high, *letters)) == (["0件", "1件"], ["1件", "0件"])
    for id in letters:
        assert ("2024-07", "1累计") in {(source.file, source.cell) for source in low.figures[f"{id}@all"].sources}


def test_a_figure_that_is_not_zero_names_a_cell() -> None:
    roadmap = tasks("任务|项目|计划始|计划终\n打桩|1|2024-04|2024-05")
    forces = task_forces("项目|负责人\n1|张三")
    result = judged("2024-06", replace(with_ledger(), tasks=roadmap, task_forces=forces))
    ids = {*(item.id for item in REGISTER_INDICATORS), "overdue_days", "age_days", "slip_days"}
    figures = [figure for figure in result.figures.values() if figure.id in ids and figure.value]
    assert len(figures) > 100
    assert [figure.key for figure in figures if not figure.sources] == []
    assert result.figures["task_force_count@all"].value == Decimal(1)
