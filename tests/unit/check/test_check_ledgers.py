"""台账、施工图、专班、发文登记的核对。"""

from __future__ import annotations

import pytest

from reportgen.check import check_kinds
from tests.unit.read.tables import RETURN, Desk

STATION = "抽水蓄能电站"
FIRST, SECOND = "废盐综合利用项目（一期）", "废盐综合利用项目（二期）"
LEDGER = f"""
    编号 | 项目名称 | 问题 | 提出日期 | 办结时限 | 协调层级 | 提格日期 | 提请事项 | 办理状态 | 销号日期 | 销号依据
    1 | {STATION} | 林地 | @2024-03-05 | 2024年4月 | 总指挥 | @2024-04-20 | 请省里支持 | 办理中 | |
    2 | {FIRST} | 蒸汽 | 2024年3月 | @2024-03-20 | 专班 | | | 已销号 | @2024-04-18 | 验收单
"""
TASKS = f"""
    项目名称 | 任务 | 计划开始 | 计划完成 | 实际开始 | 实际完成
    {STATION} | 林地 | 2024年3月 | @2024-04-20 | @2024-03-02 | 2024年4月
    {FIRST} | 平场 | 2024年4月 | 2024年4月 | |
    {SECOND} | 平场 | 2024年5月 | 2024年6月 | |
"""
FORCES = f"""
    项目名称 | 专班负责人 | 成立时间
    {STATION} | 张三 | 2024年4月
    {FIRST} | 李四 |
    {SECOND} | 李四 | @2024-05-06
"""
REGISTER = """
    期次 | 文种 | 对象 | 发文字号 | 成文日期 | 印发日期
    2024-04 | D1 月度专报 | | 第1期 | @2024-05-08 | @2024-05-08
    2024-04 | 推进情况通报 | | 吉市政办函〔2024〕28号 | @2024-05-08 | @2024-05-09
"""


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """4月、5月的填报本身没有可说的。"""
    desk.sheets("2024-05", 进展=RETURN.replace("12000", "17000").replace("300 | 300", "300 | 600"))
    return desk


def checked(desk: Desk, name: str, **sheets: str) -> list[tuple[str, str]]:
    """一个读入没有差错的台账，4月核对的结果。"""
    desk.book(name, **sheets)
    assert desk.read().codes == []
    return desk.check().codes


def test_sound_ledgers_give_no_findings(desk: Desk) -> None:
    desk.book("问题台账", 问题台账=LEDGER)
    desk.book("发文登记", 发文登记=REGISTER)
    assert checked(desk, "施工图", 施工图=TASKS, 专班=FORCES.replace("@2024-05-06", "")) == []


def test_without_ledgers_there_is_nothing_to_say(desk: Desk) -> None:
    desk.sheets(进展=RETURN.replace("| 5000 | 12000 | 是", "| 5000 | 12000 | 停工"))
    assert desk.check().codes == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("@2024-04-18", "@2024-02-28", ("E207", "J3")),
        ("@2024-04-20", "@2024-03-04", ("E207", "G2")),
        ("@2024-03-20", "@2024-02-20", ("W218", "E3")),
        ("| 验收单", "|", ("W215", "J3")),
        ("| 已销号 |", "| 办理中 |", ("W216", "J3")),
        ("| 办理中 | |", "| 已销号 | |", ("W216", "I2")),
        ("| 请省里支持", "|", ("W217", "G2")),
        ("| 总指挥 | @2024-04-20 |", "| 总指挥 | |", ("W217", "F2")),
        ("| 总指挥 | @2024-04-20 |", "| 联席会议 | @2024-04-20 |", ("W217", "F2")),
    ],
)
def test_faulty_problem(desk: Desk, old: str, new: str, found: tuple[str, str]) -> None:
    assert old in LEDGER
    assert checked(desk, "问题台账", 问题台账=LEDGER.replace(old, new)) == [found]


def test_message_says_both_dates(desk: Desk) -> None:
    desk.book("问题台账", 问题台账=LEDGER.replace("@2024-04-18", "@2024-02-28"))
    assert desk.check().only("E207").message == "销号2024年2月28日，早于 D3 提出2024年3月。"


def test_month_precision_is_given_the_benefit_of_the_doubt(desk: Desk) -> None:
    text = LEDGER.replace("@2024-03-05", "@2024-04-25").replace("@2024-04-20", "2024年4月")
    assert checked(desk, "问题台账", 问题台账=text) == []


def test_what_happens_after_the_cutoff_is_left_for_its_own_month(desk: Desk) -> None:
    later = (
        LEDGER.replace("@2024-04-18 | 验收单", "@2024-05-18 |")
        .replace("@2024-04-20 | 请省里支持", "@2024-05-20 |")
        .rstrip()
    )
    raised = f"\n    3 | {SECOND} | 缺电 | @2024-05-05 | @2024-05-01 | 总指挥 | | | 已销号 | |\n"
    assert checked(desk, "问题台账", 问题台账=later + raised) == []
    assert desk.check("2024-05").codes == [
        ("W215", "J3"),
        ("W216", "I4"),
        ("W217", "F4"),
        ("W217", "G2"),
        ("W218", "E4"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("2024年5月 | 2024年6月", "2024年6月 | 2024年5月", ("E207", "D4")),
        ("@2024-03-02 | 2024年4月", "@2024-03-02 | @2024-03-01", ("E207", "F2")),
        ("@2024-03-02 | 2024年4月", "| 2024年4月", ("W219", "F2")),
    ],
)
def test_faulty_task(desk: Desk, old: str, new: str, found: tuple[str, str]) -> None:
    forces = FORCES.replace("@2024-05-06", "")
    assert old in TASKS
    assert checked(desk, "施工图", 施工图=TASKS.replace(old, new), 专班=forces) == [found]


def test_projects_without_tasks_or_task_force_are_named_once(desk: Desk) -> None:
    tasks = "\n".join(TASKS.split("\n")[:3])
    assert checked(desk, "施工图", 施工图=tasks, 专班=FORCES) == [("W220", ""), ("W221", "")]
    outcome = desk.check()
    assert outcome.only("W220").message == f"2个项目没有施工图：“{FIRST}”、“{SECOND}”。"
    assert outcome.only("W221").message == f"1个项目没有专班：“{SECOND}”。"
    assert desk.check("2024-05").codes == [("W220", "")]


def test_road_map_without_the_task_force_sheet(desk: Desk) -> None:
    assert checked(desk, "施工图", 施工图=TASKS) == [("W221", "")]
    assert desk.check().only("W221").message.startswith("3个项目没有专班")


@pytest.mark.parametrize(
    ("closing", "found"),
    [
        ("| 已销号 | @2024-04-18 | 验收单", [("W222", "D3")]),
        ("| 已销号 | @2024-05-18 | 验收单", []),
        ("| 办理中 | |", []),
    ],
)
def test_suspended_project_wants_an_open_problem(desk: Desk, closing: str, found: list[tuple[str, str]]) -> None:
    desk.book("问题台账", 问题台账=LEDGER.replace("| 已销号 | @2024-04-18 | 验收单", closing))
    desk.sheets(进展=RETURN.replace("| 300 | 300 | 是", "| 300 | 300 | 停工"))
    assert desk.check().codes == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("第1期 | @2024-05-08", "第1期 | @2024-04-29", ("W223", "E2")),
        ("@2024-05-08 | @2024-05-09", "@2024-05-08 | @2024-05-07", ("W223", "F3")),
    ],
)
def test_odd_dates_of_issue(desk: Desk, old: str, new: str, found: tuple[str, str]) -> None:
    assert old in REGISTER
    assert checked(desk, "发文登记", 发文登记=REGISTER.replace(old, new)) == [found]
    assert desk.check("2024-05").codes == []


def test_paper_of_the_moment_may_be_dated_within_the_month(desk: Desk) -> None:
    text = REGISTER.replace("D1 月度专报 |", "D7 纪要 | 第1次联席会议").replace(
        "第1期 | @2024-05-08", "第1期 | @2024-04-19"
    )
    assert checked(desk, "发文登记", 发文登记=text) == []


@pytest.mark.parametrize("kind", ["D12", "D1 通报", "会议纪要"])
def test_kind_must_be_in_the_catalogue_of_papers(desk: Desk, kind: str) -> None:
    papers = [("D1", "月度专报"), ("D3", "推进情况通报")]
    desk.book("发文登记", 发文登记=REGISTER)
    assert list(check_kinds(desk.read().facts.issuances, papers)) == []
    desk.book("发文登记", 发文登记=REGISTER.replace("D1 月度专报", kind))
    (finding,) = check_kinds(desk.read().facts.issuances, papers)
    assert (finding.code, finding.cell, finding.message) == ("E208", "B2", f"“{kind}”不在公文目录。")
