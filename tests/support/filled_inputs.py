"""把 ``reportgen init`` 写出的空文件夹填成可以出文的一套：三个项目、两个月的填报。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl

Value = str | float | date | None

_HEAD_ROW = 3
SETTINGS = {
    "城市": '"南湖市"',
    "名称": '"南湖市2026年重大项目市级领导包保工作方案"',
    "文号": '"南政办函〔2026〕3号"',
    "印发日期": "2026-01-20",
    "起始月份": "1",
    "总指挥": '"包保总指挥"',
    "发文机关": '"南湖市人民政府办公室"',
    "机关代字": '"南政办函"',
    "通报主送": '["各县区人民政府", "市直各部门"]',
    "项目数": "3",
    "新建": "2",
    "续建": "1",
    "总投资": '"12亿元"',
    "年度计划投资": '"6亿元"',
    "节点": "2026-06-30",
    "目标": '"40%"',
    "放假": '["2026-01-01/2026-01-03"]',
    "上班": "[]",
}
PROJECTS = (
    (1, "甲厂扩建", "甲公司", "建设厂房。", "新建", 5, 2, "周一鸣", "市工业局、市水务局", "东湖区", None),
    (2, "乙路改造", "乙公司", "改造道路。", "新建", 4, 3, "周一鸣", "市交通局", "南湖市", "分两段实施"),
    (3, "丙港续建", "丙公司", "建设泊位。", "续建", 3, 1, "吴二南", "市交通局", "西岭县", None),
)
PLANS = tuple((row[0], row[1], date(2026, 1, 10), date(2026, 11, 30), None) for row in PROJECTS)
RETURNS = {
    1: (("甲厂扩建", 0.1, 0.1, "已开工"), ("乙路改造", 0, 0, "未开工"), ("丙港续建", 0.2, 0.2, "已复工")),
    2: (("甲厂扩建", 0.2, 0.3, "已开工"), ("乙路改造", 0.4, 0.4, "已开工"), ("丙港续建", 0.1, 0.3, "已复工")),
}
PROBLEMS = (
    ("N-1", "乙路改造", "管线迁改未完成", "手续", "逐条会商", "市交通局", None, "张三", date(2026, 2, 5),
     date(2026, 2, 20), "专班", None, None, "办理中"),
)  # fmt: skip
TASKS = tuple(
    (row[1], "1", "前期", "办结手续", date(2026, 1, 5), date(2026, 3, 10), date(2026, 1, 6)) for row in PROJECTS
)
TASK_FORCES = tuple((row[1], "张三", "市工业局、东湖区", "李四", date(2026, 1, 8), f"{row[1]}方案") for row in PROJECTS)
MEETINGS = (("H-1", "周一鸣", "第一次联席会议", date(2026, 3, 6), "9:00", "二楼会议室", "周一鸣", "市交通局"),)
TOPICS = (("H-1", 1, "乙路改造", "管线迁改", "市交通局", "请各产权单位限期迁改"),)
ISSUANCES = (("2026-02", "D1", None, "第2期", "王五", date(2026, 3, 9), date(2026, 3, 9)),)
CONTACTS = (
    ("市交通局", "张三", None, "zs@example.com", 1, None),
    ("吴二南同志办公室", "李四", None, None, 1, "吴二南"),
)


def fill_settings(inputs: Path, values: Mapping[str, str] = SETTINGS) -> None:
    """把方案.toml 中各项“待填”换成 ``values``；没有列的一行删去。"""
    path = inputs / "方案.toml"
    lines = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        key = line.partition("=")[0].strip().strip('"')
        if '"待填"' not in line.partition("#")[0]:
            lines.append(line)
        elif key in values:
            lines.append(f'"{key}" = {values[key]}')
    path.write_text("\n".join(lines), encoding="utf-8")


def fill_books(inputs: Path) -> None:
    """填清单、建设计划、通讯录和四本台账，并放进两个月的填报表。"""
    add_rows(inputs / "项目清单.xlsx", {"项目清单": PROJECTS, "建设计划": PLANS})
    add_rows(inputs / "问题台账.xlsx", {"问题台账": PROBLEMS})
    add_rows(inputs / "施工图.xlsx", {"施工图": TASKS, "专班": TASK_FORCES})
    add_rows(inputs / "联席会议.xlsx", {"会议": MEETINGS, "议题": TOPICS})
    add_rows(inputs / "发文登记.xlsx", {"发文登记": ISSUANCES})
    add_rows(inputs / "通讯录.xlsx", {"通讯录": CONTACTS})
    for month, rows in RETURNS.items():
        write_return(inputs, month, rows)


def add_rows(path: Path, sheets: Mapping[str, Sequence[Sequence[Value]]]) -> None:
    """像经办人那样，在表头下面逐行填写。"""
    book = openpyxl.load_workbook(path)
    for name, rows in sheets.items():
        for number, row in enumerate(rows, _HEAD_ROW + 1):
            for column, value in enumerate(row, 1):
                book[name].cell(number, column, value)
    book.save(path)


def write_return(inputs: Path, month: int, rows: Sequence[Sequence[Value]]) -> None:
    """一个月的填报表，亿元。"""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["单位：亿元", "全市"])
    sheet.append(["项目名称", "本月完成投资", "本年累计完成投资", "建设状态"])
    for row in rows:
        sheet.append(list(row))
    folder = inputs / "月度进展" / f"2026-{month:02}"
    folder.mkdir(parents=True, exist_ok=True)
    book.save(folder / "全市.xlsx")
