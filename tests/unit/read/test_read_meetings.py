"""联席会议.xlsx 的读入：会议与议题。"""

from __future__ import annotations

import io
from datetime import time

import openpyxl
import pytest

from reportgen.model.period import PartialDate
from reportgen.read.register import split_names
from tests.unit.read.tables import Desk, workbook_bytes

MEETINGS = """
    会议编号 | 包保领导 | 会议名称 | 日期 | 时间 | 地点 | 主持人 | 出席 | 请假 | 列席
    LX-01 | 张三 | 第1次联席会议 | @2024-04-18 | 14：30 | 第二会议室 | 张　三 | 市发改委、蛟河市\\n甲公司 | 王　五 |
    LX-02 | 李四 | 第2次联席会议 | 2024年5月20日 | 上午9时 | 第一会议室 | 李四 | 市工信局 | | 市供电公司
"""
TOPICS = """
    会议编号 | 次序 | 项目名称 | 议题 | 提出单位 | 情况与建议 | 议定事项 | 责任单位 | 完成时限 | 提请总指挥
    LX-01 | 2 | | 用电保障 | 市发改委 | 负荷不足 | 增容 | 市供电公司 | 2024年6月 | 否
    LX-01 | 1 | 抽水蓄能电站 | 林地手续 | 市发改委 | 未批复 | 报省里 | 市林业局 | @2024-05-10 | 是
    LX-02 | | 废盐综合利用项目（一期） | 蒸汽 | | | | | |
    LX-02 | | 废盐综合利用项目（二期） | 用地 | | | | | |
"""


def test_meetings_with_their_topics_in_order(desk: Desk) -> None:
    desk.book("联席会议", 会议=MEETINGS, 议题=TOPICS)
    outcome = desk.read()
    assert outcome.codes == []
    first, second = outcome.facts.meetings
    assert (first.number, first.sponsor, first.name) == ("LX-01", "张三", "第1次联席会议")
    assert (first.held_on, first.time, first.place) == (PartialDate(2024, 4, 18), "14:30", "第二会议室")
    assert (first.chair, first.absentees, first.observers) == ("张三", ("王五",), ())
    assert first.attendants == ("市发改委", "蛟河市", "甲公司")
    assert [(topic.order, topic.project, topic.subject) for topic in first.topics] == [
        (1, 1, "林地手续"),
        (2, None, "用电保障"),
    ]
    topic = first.topics[0]
    assert (topic.proposer, topic.situation, topic.conclusion) == ("市发改委", "未批复", "报省里")
    assert (topic.unit, topic.due_date, topic.is_escalated) == ("市林业局", PartialDate(2024, 5, 10), True)
    assert str(topic.cells["conclusion"]) == "联席会议.xlsx「议题」G3"
    assert (second.time, [(topic.order, topic.project) for topic in second.topics]) == ("上午9时", [(1, 2), (2, 3)])
    assert first.topics[1].is_escalated is False and second.topics[0].conclusion == ""


def test_meetings_without_topics(desk: Desk) -> None:
    desk.book("联席会议", 会议=MEETINGS)
    outcome = desk.read()
    assert outcome.codes == []
    assert [meeting.topics for meeting in outcome.facts.meetings] == [(), ()]


def test_unit_alias_holds_for_attendants_and_topics(desk: Desk) -> None:
    desk.roster(alias="类别 | 别名 | 项目名称\n单位 | 发改委 | 市发改委")
    desk.book("联席会议", 会议=MEETINGS.replace("市发改委", "发改委"), 议题=TOPICS.replace("市发改委", "发改委"))
    outcome = desk.read()
    assert outcome.codes == []
    first = outcome.facts.meetings[0]
    assert (first.attendants[0], first.topics[0].proposer) == ("市发改委", "市发改委")


def test_time_cell_of_the_spreadsheet(desk: Desk) -> None:
    desk.book("联席会议", 会议=MEETINGS)
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes({"会议": MEETINGS})))
    book["会议"]["E2"] = time(9, 5)
    book.save(desk.inputs / "联席会议.xlsx")
    assert desk.read().facts.meetings[0].time == "09:05"


@pytest.mark.parametrize(
    ("sheet", "old", "new", "found"),
    [
        ("会议", "LX-01 |", "|", [("E120", "A2"), ("E127", "A2"), ("E127", "A3")]),
        ("会议", "| 李四 | 第2次", "| | 第2次", [("E120", "B3"), ("E127", "A4"), ("E127", "A5")]),
        ("会议", "2024年5月20日", "下周一", [("E114", "D3"), ("E127", "A4"), ("E127", "A5")]),
        ("会议", "| 李四 | 第2次", "| 李肆 | 第2次", [("E128", "B3")]),
        ("会议", "LX-02", "lx-01", [("E126", "A3"), ("E127", "A4"), ("E127", "A5")]),
        ("议题", "LX-02 | | 废盐综合利用项目（二期）", "LX-3 | | 废盐综合利用项目（二期）", [("E127", "A5")]),
        ("议题", "| 用电保障 |", "| |", [("E120", "D2")]),
        ("议题", "LX-01 | 2 |", "LX-01 | 1 |", [("E126", "B3")]),
        ("议题", "LX-01 | 2 |", "LX-01 | 其二 |", [("E115", "B2")]),
        ("议题", "| 否", "| 不", [("E115", "J2")]),
        ("议题", "（二期） | 用地", "（三期） | 用地", [("E117", "C5")]),
    ],
)
def test_fault_is_an_error_by_cell(desk: Desk, sheet: str, old: str, new: str, found: list[tuple[str, str]]) -> None:
    sheets = {"会议": MEETINGS, "议题": TOPICS}
    assert old in sheets[sheet]
    desk.book("联席会议", **sheets | {sheet: sheets[sheet].replace(old, new)})
    assert desk.read().codes == found


def test_unknown_sponsor_is_answered_with_those_of_the_list(desk: Desk) -> None:
    desk.book("联席会议", 会议=MEETINGS.replace("| 李四 | 第2次", "| 李肆 | 第2次"))
    assert desk.read().only("E128").fix == "清单上有：张三、李四。"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张三、李四,王五；赵六;钱七", ("张三", "李四", "王五", "赵六", "钱七")),
        ("张　三 李四\n王 五", ("张三", "李四", "王五")),
        ("市发改委（张三、李四），蛟河市 (王五, 赵六)", ("市发改委（张三、李四）", "蛟河市", "(王五, 赵六)")),
        ("市发改委（张三、李四", ("市发改委（张三", "李四")),
        (" 、, ", ()),
    ],
)
def test_names_in_one_cell(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names
