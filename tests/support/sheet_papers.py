"""图表测试用的文稿：横道图挂图、台账；内容均为虚构。"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from reportgen.model.document import (
    Align,
    Block,
    Cell,
    Document,
    Form,
    Gantt,
    GanttRow,
    Run,
    Runs,
    Sheet,
    Span,
    Table,
)
from reportgen.model.period import Month


def words(text: str) -> Runs:
    """一段文字。"""
    return (Run(text),) if text else ()


def gantt_row(number: int, task: str, planned: Span, actual: Span | None, state: str = "按期") -> GanttRow:
    """一项任务。"""
    return GanttRow(
        (words(str(number)), words(task), words("示例建设公司"), words("张某某")), planned, actual, words(state)
    )


def gantt(count: int = 20, task: str = "场区道路和雨污水管网施工") -> Gantt:
    """``count`` 项任务的横道图：逐月推移，前三分之一做完，一项正在做，其余没有开始。"""
    rows = []
    for index in range(count):
        first = date(2024, 3, 1) + timedelta(days=index * 240 // count)
        planned = Span(first, first + timedelta(days=44))
        done, doing = index < count // 3, index == count // 3
        actual = Span(first, planned.last) if done else Span(first, date(2024, 6, 30), True) if doing else None
        rows.append(
            gantt_row(index + 1, task, planned, actual, "已完成" if done else "滞后12天" if doing else "未开始")
        )
    return Gantt(
        title=(),
        headings=("序号", "任务", "责任单位", "责任人"),
        widths=(12.0, 60.0, 34.0, 20.0),
        first=Month(2024, 3),
        last=Month(2024, 12),
        cutoff=date(2024, 6, 30),
        rows=tuple(rows),
    )


def sheet(*blocks: Block, size: Sheet = Sheet.A3_WIDE, stamps: tuple[str, ...] = ("演示数据",)) -> Document:
    """一张图表。"""
    return Document(
        kind="D8",
        form=Form.SHEET,
        marks=(),
        number=(),
        title=words("示例产业园一期项目推进施工图"),
        title_lines=("示例产业园一期项目推进施工图",),
        recipients=(),
        blocks=blocks,
        signatures=(),
        date=(),
        head_left=words("包保领导：李某某　　牵头部门：示例市工业和信息化局"),
        head_right=words("截至2024年6月30日"),
        stamps=stamps,
        sheet=size,
    )


def ledger(count: int = 40) -> Table:
    """``count`` 行的问题台账。"""
    names = ("编号", "项目名称", "问题", "解决措施", "牵头单位", "办结时限", "办理状态")
    body = tuple(
        tuple(
            Cell(words(text), Align.LEFT)
            for text in (
                f"W{number:03d}",
                "示例产业园一期项目",
                "供电线路迁改方案没有批复，场平施工不能连续作业",
                "由市供电公司会同属地政府现场办公，十个工作日内批复方案",
                "市供电公司",
                "2024年7月15日",
                "办理中",
            )
        )
        for number in range(1, count + 1)
    )
    widths = tuple(map(Decimal, (8, 20, 34, 40, 14, 16, 10)))
    return Table((), (), widths, (tuple(Cell(words(name)) for name in names),), body)
