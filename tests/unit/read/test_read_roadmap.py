"""施工图.xlsx 的读入：任务与专班。"""

from __future__ import annotations

import pytest

from reportgen.model.period import PartialDate
from tests.unit.read.tables import Desk

ALKALI = "废盐综合利用项目（一期）"
TASKS = f"""
    项目名称 | 编号 | 阶段 | 任务 | 计划开始 | 计划完成 | 实际开始 | 实际完成 | 责任单位 | 责任人 | 说明
    抽水蓄能电站 | 1 | 前期 | 林地手续 | 2024年3月 | @2024-04-20 | @2024-03-02 | 2024年4月 | 市林业局 | 王五 | 已批
    抽水蓄能电站 | 2 | 主体 | 大坝填筑 | @2024-05-01 | 2024年12月底 | | | 甲公司 | |
    {ALKALI} | 1 | 开工 | 场地平整 | 2024年5月 | 2024年6月 | | | 经开区 | |
"""
FORCES = f"""
    项目名称 | 专班负责人 | 成员单位 | 联络员 | 成立时间 | 推进方案
    抽水蓄能电站 | 张三 | 市发改委\\n市林业局，蛟河市 | 王五 | 2024年4月 | 电站推进方案
    {ALKALI} | 李四 | | | |
"""


def test_tasks_and_task_forces_are_read(desk: Desk) -> None:
    desk.book("施工图", 施工图=TASKS, 专班=FORCES)
    outcome = desk.read()
    assert outcome.codes == []
    first, second, third = outcome.facts.tasks
    assert (first.project, first.number, first.phase, first.name) == (1, "1", "前期", "林地手续")
    assert (first.planned_start, first.planned_end) == (PartialDate(2024, 3), PartialDate(2024, 4, 20))
    assert (first.actual_start, first.actual_end) == (PartialDate(2024, 3, 2), PartialDate(2024, 4))
    assert (first.unit, first.person, first.note) == ("市林业局", "王五", "已批")
    assert (second.actual_start, second.actual_end, third.project) == (None, None, 2)
    assert str(first.cells["actual_end"]) == "施工图.xlsx「施工图」H2"
    force, bare = outcome.facts.task_forces
    assert (force.project, force.leader, force.liaison, force.plan) == (1, "张三", "王五", "电站推进方案")
    assert (force.members, force.formed_on) == ("市发改委、市林业局、蛟河市", PartialDate(2024, 4))
    assert (bare.project, bare.leader, bare.members, bare.formed_on) == (2, "李四", "", None)


def test_one_sheet_a_project_with_a_two_row_head_and_a_merged_name(desk: Desk) -> None:
    head = "包保项目 | 工作任务 | 计划 | < | 实际 | < | 责任部门\n^ | ^ | 开始 | 完成 | 开始 | 完成 | ^\n"
    desk.book(
        "施工图",
        电站=head
        + "抽水蓄能电站 | 林地 | 2024年3月 | 2024年4月 | 2024年3月 | | 市林业局\n^ | 征地 | 2024年4月 | 2024年5月",
        废盐=head + f"{ALKALI} | 平场 | 2024年5月 | 2024年6月",
    )
    outcome = desk.read()
    assert outcome.codes == [("R103", "A3")]
    assert [(task.project, task.name, task.number) for task in outcome.facts.tasks] == [
        (1, "林地", ""),
        (1, "征地", ""),
        (2, "平场", ""),
    ]
    assert outcome.facts.tasks[0].actual_start == PartialDate(2024, 3)
    assert outcome.facts.tasks[0].unit == "市林业局"
    assert outcome.facts.task_forces == ()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("| 大坝填筑 |", "| |", ("E120", "D3")),
        ("| @2024-05-01 |", "| |", ("E120", "E3")),
        ("| 2024年12月底 |", "| 待定 |", ("E120", "F3")),
        ("| 2024年12月底 |", "| 年底 |", ("E114", "F3")),
        ("| 2 | 主体", "| 1 | 主体", ("E126", "B3")),
        (f"{ALKALI} | 1 |", "| 1 |", ("E120", "A4")),
    ],
)
def test_faulty_task_is_an_error_by_cell(desk: Desk, old: str, new: str, found: tuple[str, str]) -> None:
    assert old in TASKS
    desk.book("施工图", 施工图=TASKS.replace(old, new), 专班=FORCES)
    assert desk.read().codes == [found]


def test_two_task_forces_of_a_project_and_one_without_a_leader(desk: Desk) -> None:
    text = FORCES + "    抽水蓄能电站 | 赵六 | | | |\n    废盐综合利用项目（二期） | | 市工信局 | | |\n"
    desk.book("施工图", 施工图=TASKS, 专班=text)
    outcome = desk.read()
    assert outcome.codes == [("E120", "B5"), ("E126", "A4")]
    assert outcome.only("E126").message == "“抽水蓄能电站”与 A2 重复。"
