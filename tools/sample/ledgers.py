"""问题台账、施工图、联席会议、发文登记四本台账，记到 ``through`` 月底。

源表写的是全年的结果；``through`` 月底以后的事当时还不知道，不写出来：
问题退回销号、提格以前的样子，任务没有后来的实际日期，下月的会议只有议题，再往后的会议没有。
"""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.model.period import Month
from tools.sample.grid import Grid, Value, date_or_text
from tools.sample.story import Story
from tools.sample.tables import Line, read_table

PROBLEM_WIDTHS = (10, 26, 32, 8, 32, 12, 24, 13, 12, 12, 10, 12, 34, 9, 24, 12, 28)
TASK_WIDTHS = (36, 6, 12, 32, 13, 13, 13, 13, 36, 18, 30)
TASK_FORCE_WIDTHS = (36, 16, 60, 14, 13, 50)
MEETING_WIDTHS = (12, 10, 34, 12, 8, 18, 10, 44, 16, 44)
TOPIC_WIDTHS = (12, 6, 30, 34, 14, 44, 40, 14, 12, 12)
ISSUANCE_WIDTHS = (10, 22, 40, 26, 12, 13, 13)

#: 销号、提格、开会以后才有的各栏。
_CLOSING = ("办理结果", "销号日期", "销号依据")
_CONCLUDING = ("议定事项", "责任单位", "完成时限")


def problem_grids(story: Story, through: Month) -> tuple[Grid, ...]:
    """问题台账.xlsx：到时已经提出的问题。"""
    lines = [_problem_at(line, through) for line in read_table("问题台账") if _has_come(line["提出日期"], through)]
    return (_grid(story, "问题台账", "重大项目问题清单台账（演示数据：内容均为虚构）", PROBLEM_WIDTHS, lines),)


def roadmap_grids(story: Story, through: Month) -> tuple[Grid, ...]:
    """施工图.xlsx：全部任务，到时已经成立的专班。"""
    tasks = [_task_at(line, through) for line in read_table("施工图")]
    forces = [line for line in read_table("专班") if _has_come(line["成立时间"], through)]
    return (
        _grid(story, "施工图", "项目推进施工图（演示数据：任务、日期、人员均为虚构）", TASK_WIDTHS, tasks),
        _grid(story, "专班", "项目推进专班（演示数据：人员、日期均为虚构）", TASK_FORCE_WIDTHS, forces),
    )


def meeting_grids(story: Story, through: Month) -> tuple[Grid, ...]:
    """联席会议.xlsx：到时开过的和下月拟开的会议。"""
    meetings = [line for line in read_table("会议") if _has_come(line["日期"], through.shift(1))]
    held = {line["会议编号"] for line in meetings if _has_come(line["日期"], through)}
    called = {line["会议编号"] for line in meetings}
    topics = [_topic_at(line, held) for line in read_table("议题") if line["会议编号"] in called]
    meetings = [line if line["会议编号"] in held else line | {"请假": ""} for line in meetings]
    return (
        _grid(story, "会议", "联席会议（演示数据：会议均为虚构）", MEETING_WIDTHS, meetings),
        _grid(story, "议题", "联席会议议题（演示数据：内容均为虚构）", TOPIC_WIDTHS, topics),
    )


def issuance_grids(story: Story, through: Month) -> tuple[Grid, ...]:
    """发文登记.xlsx：到时已经成文的公文。"""
    lines = [line for line in read_table("发文登记") if _has_come(line["成文日期"], through)]
    return (_grid(story, "发文登记", "发文登记（演示数据：字号、签发人、日期均为虚构）", ISSUANCE_WIDTHS, lines),)


def _problem_at(line: Line, through: Month) -> Line:
    """到时的样子：销号了的写明状态，没有销号的没有结果；没有提格的算联席会议层级。"""
    is_closed = _has_come(line["销号日期"], through)
    now = line | ({"办理状态": "已销号"} if is_closed else dict.fromkeys(_CLOSING, ""))
    if line["提格日期"] and not _has_come(line["提格日期"], through):
        now |= {"协调层级": "联席会议", "提格日期": "", "提请事项": ""}
    return now


def _task_at(line: Line, through: Month) -> Line:
    return line | {name: "" for name in ("实际开始", "实际完成") if not _has_come(line[name], through)}


def _topic_at(line: Line, held: set[str]) -> Line:
    """还没有开的会议只有议题。"""
    if line["会议编号"] in held:
        return line
    return line | dict.fromkeys(_CONCLUDING, "") | {"提请总指挥": "否"}


def _has_come(day: str, through: Month) -> bool:
    """``day``（2024-06-30 的样子，没有为空串）不晚于 ``through`` 月底。"""
    return bool(day) and day <= through.last_day.isoformat()


def _grid(story: Story, name: str, title: str, widths: tuple[float, ...], lines: Iterable[Line]) -> Grid:
    """一张表：栏目即源表的栏目，序号换成项目名称，简称不写。"""
    heads = [head for head in read_table(name)[0] if head != "简称"]
    grid = Grid(name, widths, is_tall=True)
    grid.add("标题", title, span=True)
    grid.add_head([("项目名称" if head == "序号" else head,) for head in heads])
    for line in lines:
        grid.add("数据", *(_cell(story, head, line[head]) for head in heads))
    return grid


def _cell(story: Story, head: str, text: str) -> Value:
    if head == "序号":
        return story.listed[int(text)].name if text else None
    return int(text) if text.isdecimal() else date_or_text(text) or None
