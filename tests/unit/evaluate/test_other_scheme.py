"""评价：换一个年度、首月、节点和目标，规则照样成立。"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.evaluate import assess
from reportgen.model.assessment import Assessment, Light, Verdict
from reportgen.model.period import Month
from reportgen.settings import Scheme
from tests.support.facts import facts
from tests.support.schemes import other_scheme

LIST = """
序号 | 性质 | 计划 | 应竣工
1    | 续建 | 800  | 2025-08
2    | 新建 | 200  | 2025-12-20
"""

TARGETS = """
编号 | 节点       | 指标               | 目标
甲   | 2025-05-31 | 开复工率           | 50%
乙   | 2025-05-31 | 年度计划投资完成率 | 25%
丙   | 2025-08-31 | 开复工率           | 100%
丁   | 2025-08-31 | 年度计划投资完成率 | 60%
戊   | 2025-08-31 | 按期竣工率         | 100%
己   | 2025-10-31 | 年度计划投资完成率 | 90%
庚   | 2025-12-31 | 年度计划投资完成率 | 100%
辛   | 2025-12-31 | 按期竣工率         | 100%
"""


def filed(month: int) -> str:
    """``month`` 月的填报：累计每月加 80 万元，1 号 6 月复工、9 月竣工，2 号 3 月开工、12 月竣工。"""
    first = "未开复工" if month < 6 else "在建" if month < 9 else "竣工"
    second = "未开复工" if month < 3 else "在建" if month < 12 else "竣工"
    return (
        "序号|累计|状态|竣工\n"
        f"1|{60 * month}|{first}|{'2025-09-01' if month > 8 else ''}\n"
        f"2|{20 * month}|{second}|{'2025-12' if month > 11 else ''}"
    )


YEAR = {f"2025-{month:02}": filed(month) for month in range(1, 13)}


@pytest.fixture
def scheme(tmp_path: Path) -> Scheme:
    return other_scheme(tmp_path, TARGETS)


def judged(scheme: Scheme, month: int) -> Assessment:
    return assess(facts(LIST, YEAR), scheme, Month(2025, month))


def printed(assessment: Assessment, id: str) -> str:
    return assessment.figures[f"{id}@all"].printed


def test_reference_joins_the_nodes_of_the_scheme_from_january_on(scheme: Scheme) -> None:
    shown = [printed(judged(scheme, month), "node_progress") for month in range(1, 13)]
    assert shown == [
        "5.0%", "10.0%", "15.0%", "20.0%", "25.0%", "36.7%", "48.3%", "60.0%", "75.0%", "90.0%", "95.0%", "100.0%",
    ]  # fmt: skip


def test_reference_stays_after_the_last_node(tmp_path: Path) -> None:
    short = other_scheme(tmp_path, "编号|节点|指标|目标\n一|2025-05-31|年度计划投资完成率|40%")
    assert [printed(judged(short, month), "node_progress") for month in (4, 5, 6, 12)] == [
        "32.0%",
        "40.0%",
        "40.0%",
        "40.0%",
    ]
    assert printed(judged(short, 12), "node_shortfall") == "0.00亿元"
    assert [item.verdict for item in judged(short, 12).targets] == [Verdict.MET]


def test_each_target_keeps_the_verdict_of_its_own_node(scheme: Scheme) -> None:
    verdicts = {
        month: "".join(
            {"达到": "√", "未达到": "×", "未到期": "·"}[item.verdict] for item in judged(scheme, month).targets
        )
        for month in (1, 5, 8, 10, 12)
    }
    assert verdicts == {1: "········", 5: "√√······", 8: "√√√√×···", 10: "√√√√××··", 12: "√√√√××××"}
    last = judged(scheme, 12)
    assert [printed(last, id) for id in ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛")] == [
        "50.0%", "40.0%", "100.0%", "64.0%", "0.0%", "80.0%", "96.0%", "0.0%",
    ]  # fmt: skip


def test_projects_still_to_start_are_counted_against_the_next_start_target(scheme: Scheme, tmp_path: Path) -> None:
    """50% 的目标两个项目开一个就够；此后按 100%。"""
    assert [printed(judged(scheme, month), "start_shortfall") for month in (2, 3, 5, 6)] == ["1个", "0个", "0个", "0个"]
    late = other_scheme(tmp_path, TARGETS.replace("丙   | 2025-08-31 | 开复工率           | 100%\n", ""))
    assert printed(judged(late, 2), "start_shortfall") == "1个"
    none = other_scheme(tmp_path, "编号|节点|指标|目标\n一|2025-05-31|年度计划投资完成率|40%")
    assert printed(judged(none, 2), "start_shortfall") == "—"


def test_january_has_no_month_before_it(scheme: Scheme) -> None:
    first = judged(scheme, 1)
    assert first.previous is None
    assert [printed(first, f"{id}_change") for id in ("completion_rate", "month_investment")] == ["—", "—"]
    assert [key for key in first.figures if key.startswith("completion_rate.")] == ["completion_rate.2025-01@all"]
    assert len([key for key in judged(scheme, 12).figures if key.startswith("red_count.")]) == 12


def test_lights_follow_the_nodes_of_the_scheme(scheme: Scheme) -> None:
    lights = [judged(scheme, month).standings[0].light for month in (8, 9, 10, 12)]
    assert lights == [Light.GREEN, Light.GREEN, Light.YELLOW, Light.GREEN]


def test_a_list_of_one_continuing_project(scheme: Scheme) -> None:
    only = assess(facts("序号|性质|计划\n7|续建|10", {"2025-01": "序号|累计\n7|1"}), scheme, Month(2025, 1))
    assert (printed(only, "project_count"), printed(only, "new_start_rate"), printed(only, "completion_rate")) == (
        "1个",
        "—",
        "10.0%",
    )
    assert only.figures["project_count@nature:新建"].value == 0
