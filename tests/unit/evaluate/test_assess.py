"""评价：三个比例、边界情形与逐级汇总。"""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.evaluate import assess
from reportgen.evaluate.indicators import INDICATORS
from reportgen.model.assessment import Assessment, Light, Verdict
from reportgen.model.period import Month
from tests.support.facts import facts, scheme

LIST = """
序号 | 性质 | 计划 | 领导 | 牵头     | 属地   | 应开工  | 应竣工
1    | 续建 | 1000 | 甲   | 市工信局 | 龙潭区 |         | 2024-09
2    | 新建 | 300  | 甲   | 市住建局 | 龙潭区 | 2024-05 |
3    | 新建 | 200  | 乙   | 市住建局 | 丰满区 | 2024-04 | 2024-10-15
"""


def judged(month: str, monthly: dict[str, str], table: str = LIST) -> Assessment:
    return assess(facts(table, monthly), scheme(), Month.parse(month))


def value(assessment: Assessment, id: str, scope: str = "all") -> Decimal | None:
    return assessment.figures.get_in(scope, id).value


def printed(assessment: Assessment, id: str, scope: str = "all") -> str:
    return assessment.figures.get_in(scope, id).printed


def test_completion_rate_is_the_ratio_of_sums_and_without_largest_drops_the_largest_plan() -> None:
    result = judged("2024-04", {"2024-04": "序号|累计\n1|100\n2|60\n3|40"})
    assert value(result, "completion_rate") == Decimal(200) / Decimal(1500)
    assert value(result, "completion_rate_without_largest") == Decimal("0.2")
    assert printed(result, "completion_rate", "sponsor:甲") == "12.3%"
    assert value(result, "completion_rate_without_largest", "project:1") is None
    assert printed(result, "completion_rate_without_largest", "project:1") == "—"


def test_suspended_and_unreported_sites_do_not_count_as_started_but_completed_ones_do() -> None:
    result = judged("2024-04", {"2024-04": "序号|状态\n1|竣工\n2|停工"})
    assert value(result, "active_count") == 1
    assert printed(result, "start_resume_rate") == "33.3%"
    assert value(result, "new_start_rate") == 0
    assert value(result, "continuing_resume_rate") == 1
    assert value(result, "new_start_rate", "nature:续建") is None
    assert value(result, "suspended_count") == 1


def test_missing_cumulative_is_carried_from_the_last_valid_month_and_never_reported_counts_zero() -> None:
    result = judged(
        "2024-06", {"2024-04": "序号|累计\n1|100", "2024-05": "序号|累计\n1|", "2024-06": "序号|累计\n2|30"}
    )
    first, second, third = result.standings
    assert (first.cumulative, first.carried_from) == (100, Month(2024, 4))
    assert (second.is_reported, third.is_reported, third.carried_from) == (True, False, None)
    assert value(result, "cumulative_investment") == 130
    assert (value(result, "carried_count"), value(result, "unreported_count")) == (1, 1)


def test_a_zero_is_a_zero_and_is_not_carried_over() -> None:
    result = judged("2024-05", {"2024-04": "序号|累计\n1|0", "2024-05": "序号|累计\n1|0"})
    assert (result.standings[0].is_reported, result.standings[0].carried_from) == (True, None)


def test_on_time_rate_counts_only_planned_completions_and_late_completion_is_not_on_time() -> None:
    monthly = {
        "2024-08": "序号|状态\n1|在建\n3|在建",
        "2024-09": "序号|状态\n1|在建\n3|在建",
        "2024-10": "序号|状态|竣工\n1|竣工|2024-10-08\n3|竣工|2024-10-15",
    }
    before, at_due, after = (judged(month, monthly) for month in monthly)
    assert (value(before, "on_time_rate"), printed(before, "on_time_rate")) == (None, "—")
    assert value(at_due, "on_time_rate") == 0
    assert (value(after, "due_count"), value(after, "on_time_count"), value(after, "on_time_rate")) == (
        2,
        1,
        Decimal("0.5"),
    )
    assert value(after, "completed_count") == 2


def test_completion_known_only_to_the_month_is_judged_by_its_last_day() -> None:
    result = judged("2024-10", {"2024-10": "序号|状态|竣工\n3|竣工|2024-10"})
    assert result.standings[2].is_on_time is False


def test_completed_stays_completed_when_the_next_return_is_blank() -> None:
    result = judged("2024-10", {"2024-09": "序号|状态\n1|竣工", "2024-10": "序号|累计\n2|1"})
    assert result.standings[0].is_active and result.standings[0].is_on_time


def test_a_miss_never_prints_as_met_and_exactly_on_target_is_met() -> None:
    miss = judged("2024-06", {"2024-06": "序号|累计\n1|449.9"})
    assert printed(miss, "completion_rate") == "29.99%"
    assert miss.targets[1].verdict is Verdict.MISSED
    met = judged("2024-06", {"2024-06": "序号|累计\n1|450"})
    assert (printed(met, "completion_rate"), met.targets[1].verdict) == ("30.0%", Verdict.MET)


def test_targets_wait_for_their_node_and_keep_the_value_of_their_node() -> None:
    monthly = {"2024-06": "序号|累计\n1|450", "2024-07": "序号|累计\n1|900"}
    result = judged("2024-07", monthly)
    verdicts = {item.id: item.verdict for item in result.targets}
    assert verdicts == {
        "T1": Verdict.MISSED,
        "T2": Verdict.MET,
        "T3": Verdict.NOT_DUE,
        "T4": Verdict.NOT_DUE,
        "T5": Verdict.NOT_DUE,
    }
    assert result.figures["T2@all"].printed == "30.0%"
    assert [item.figure for item in result.targets[2:]] == [None] * 3


def test_on_time_target_without_any_due_project_is_undefined_not_met() -> None:
    table = "序号|性质|计划\n1|新建|10"
    result = judged("2024-11", {"2024-11": "序号|累计|状态\n1|10|在建"}, table)
    assert result.targets[-1].verdict is Verdict.UNDEFINED


@pytest.mark.parametrize(
    ("month", "text"),
    [
        ("2024-04", "20.0%"),
        ("2024-05", "25.0%"),
        ("2024-06", "30.0%"),
        ("2024-07", "46.7%"),
        ("2024-08", "63.3%"),
        ("2024-09", "80.0%"),
        ("2024-10", "90.0%"),
        ("2024-11", "100.0%"),
        ("2024-12", "100.0%"),
    ],
)
def test_node_progress_follows_the_straight_lines_between_nodes(month: str, text: str) -> None:
    result = judged(month, {month: "序号|累计\n1|1"})
    assert printed(result, "node_progress") == text


def test_change_on_last_month_comes_from_unrounded_values_and_is_absent_in_the_first_month() -> None:
    monthly = {"2024-04": "序号|累计\n1|100.4", "2024-05": "序号|累计\n1|300.6"}
    assert value(judged("2024-04", monthly), "completion_rate_change") is None
    change = value(judged("2024-05", monthly), "completion_rate_change")
    assert change is not None and abs(change - Decimal("200.2") / 15) < Decimal("1e-20")


def test_projects_on_target_include_equality_and_follow_the_reference() -> None:
    result = judged("2024-06", {"2024-06": "序号|累计\n1|300\n2|89.99\n3|60"})
    assert value(result, "projects_on_target") == 2
    assert value(result, "projects_on_target", "project:2") == 0


def test_ranks_share_a_place_on_ties_and_skip_small_groups_and_sponsors() -> None:
    table = """
    序号 | 性质 | 计划 | 领导 | 牵头 | 属地
    1 | 新建 | 100 | 甲 | A局 | 东区
    2 | 新建 | 100 | 甲 | A局 | 东区
    3 | 新建 | 100 | 乙 | B局 | 西区
    4 | 新建 | 100 | 乙 | B局 | 西区
    5 | 新建 | 100 | 丙 | C局 | 南区
    6 | 新建 | 100 | 丙 | C局 | 南区
    7 | 新建 | 100 | 丙 | D局 | 北区
    """
    result = judged("2024-04", {"2024-04": "序号|累计\n1|50\n2|10\n3|30\n4|30\n5|10\n6|10\n7|99"}, table)
    ranks = {key: figure.printed for key, figure in result.figures.items() if figure.id == "completion_rate_rank"}
    assert ranks == {
        "completion_rate_rank@locality:东区": "第1位",
        "completion_rate_rank@locality:西区": "第1位",
        "completion_rate_rank@locality:南区": "第3位",
        "completion_rate_rank@unit:A局": "第1位",
        "completion_rate_rank@unit:B局": "第1位",
        "completion_rate_rank@unit:C局": "第3位",
    }


def test_units_that_filed_nothing_are_named_in_list_order() -> None:
    assert judged("2024-04", {"2024-04": "序号|累计\n1|"}).silent_units == ("市住建局",)


@pytest.mark.parametrize(
    ("month", "cumulative", "light", "reasons"),
    [
        ("2024-07", "467", Light.GREEN, []),
        ("2024-07", "460", Light.GREEN, [Light.GREEN]),
        ("2024-07", "366", Light.YELLOW, [Light.YELLOW]),
        ("2024-07", "166", Light.RED, [Light.RED]),
        ("2024-06", "149", Light.RED, [Light.RED]),
        ("2024-06", "150", Light.YELLOW, [Light.YELLOW]),
        ("2024-05", "120", Light.YELLOW, [Light.YELLOW]),
    ],
)
def test_investment_light(month: str, cumulative: str, light: Light, reasons: list[Light]) -> None:
    result = judged(month, {month: f"序号|累计|状态|入库\n1|{cumulative}|在建|是"})
    assert result.standings[0].light is light
    assert [reason.light for reason in result.standings[0].reasons] == reasons


def test_start_light_turns_yellow_when_the_planned_month_has_passed_and_red_after_three_months() -> None:
    months = ("2024-04", "2024-05", "2024-07", "2024-08")
    monthly = {month: "序号|累计|状态\n2|300|未开复工" for month in months}
    lights = [judged(month, monthly).standings[1].light for month in months]
    assert lights == [Light.GREEN, Light.YELLOW, Light.YELLOW, Light.RED]


def test_base_light_counts_months_since_start_and_unknown_is_not_judged() -> None:
    monthly = {
        "2024-04": "序号|累计|状态|开工|入库\n2|300|在建|2024-04-02|否\n3|200|在建|2024-04-02|",
        "2024-05": "序号|累计|状态|入库\n2|300|在建|否\n3|200|在建|",
        "2024-06": "序号|累计|状态|入库\n2|300|在建|否\n3|200|在建|",
    }
    lights = [judged(month, monthly).standings[1].light for month in monthly]
    assert lights == [Light.GREEN, Light.YELLOW, Light.RED]
    assert judged("2024-06", monthly).standings[2].light is Light.GREEN


def test_every_figure_of_every_scope_has_a_formula_and_the_parts_add_up() -> None:
    result = judged("2024-04", {"2024-04": "序号|本月|累计|状态\n1|1|100|在建\n2|2|60|在建\n3|3|40|未开复工"})
    assert all(figure.formula for figure in result.figures.values())
    assert len({indicator.id for indicator in INDICATORS}) == len(INDICATORS)
    for id in ("annual_plan", "cumulative_investment", "month_investment", "active_count"):
        for kind in ("sponsor", "locality", "unit", "nature", "project"):
            parts = [value(result, id, scope.id) for scope in result.scopes if scope.kind == kind]
            assert sum(part for part in parts if part is not None) == value(result, id), (id, kind)


@pytest.mark.parametrize(
    ("month", "text"), [("97", "-3万元"), ("49.5", "-0.01亿元"), ("100", "0.00亿元"), ("150", "0.01亿元")]
)
def test_a_change_of_less_than_half_a_hundredth_of_a_yi_is_printed_in_wan(month: str, text: str) -> None:
    monthly = {"2024-04": "序号|本月|累计\n1|100|100", "2024-05": f"序号|本月|累计\n1|{month}|300"}
    assert printed(judged("2024-05", monthly), "month_investment_change") == text


def test_changing_one_cell_changes_only_figures_that_name_it_as_a_source() -> None:
    table = "序号|本月|累计|入统|入库|状态\n1|10|100|90|是|在建\n2|6|{}|50|是|在建\n3|4|40|30|否|在建"
    before = judged("2024-04", {"2024-04": table.format("60")})
    after = judged("2024-04", {"2024-04": table.format("75.5")})
    changed = {key for key in before.figures if before.figures[key].value != after.figures[key].value}
    naming = {
        key
        for key, figure in before.figures.items()
        if any((source.file, source.cell) == ("2024-04", "2累计") for source in figure.sources)
    }
    assert {"cumulative_investment@all", "completion_rate@project:2", "gap_points@locality:龙潭区"} <= changed
    assert changed <= naming


def test_ranks_compare_unrounded_decimals_not_floats() -> None:
    table = "序号|性质|计划|属地\n1|新建|1|东区\n2|新建|1|东区\n3|新建|1|西区\n4|新建|1|西区"
    filed = "序号|累计\n1|0.5\n2|0.5\n3|0.5\n4|0.50000000000000000001"
    result = judged("2024-04", {"2024-04": filed}, table)
    ranks = [printed(result, "completion_rate_rank", f"locality:{area}") for area in ("东区", "西区")]
    assert ranks == ["第2位", "第1位"]
