"""项目清单、通讯录和四本台账：栏目即源表的栏目，序号换成项目名称。"""

from __future__ import annotations

from decimal import Decimal

from tools.example.tables import DEMO, YEAR, Line, project_names, read_table
from tools.sample.grid import Grid, Value, date_or_text

_LIST_WIDTHS = (6, 26, 26, 50, 9, 11, 12, 10, 20, 16, 24)
_PLAN_COLUMNS = ("序号", "项目名称", "计划开复工", "计划竣工")
_WIDTHS = {
    "别名": (30, 40),
    "单位别名": (10, 30, 30),
    "通讯录": (26, 12, 14, 24, 8, 12),
    "问题台账": (10, 24, 34, 8, 30, 18, 28, 10, 12, 12, 10, 12, 30, 9, 20, 12, 26),
    "施工图": (24, 6, 8, 30, 12, 12, 12, 12, 28, 10, 24),
    "专班": (24, 12, 46, 12, 12, 30),
    "会议": (10, 10, 30, 12, 8, 20, 10, 44, 10, 30),
    "议题": (10, 6, 24, 28, 16, 44, 40, 20, 12, 12),
    "发文登记": (10, 12, 12, 26, 12, 12, 12),
}


def books() -> dict[str, tuple[Grid, ...]]:
    """各个工作簿：文件名到各张表。"""
    return {
        "项目清单.xlsx": (_listing(), _plans(), _sheet("别名"), _sheet("单位别名")),
        "通讯录.xlsx": (_sheet("通讯录"),),
        "问题台账.xlsx": (_sheet("问题台账"),),
        "施工图.xlsx": (_sheet("施工图"), _sheet("专班")),
        "联席会议.xlsx": (_sheet("会议"), _sheet("议题")),
        "发文登记.xlsx": (_sheet("发文登记"),),
    }


def _listing() -> Grid:
    """清单：标题、单位、表头、各行、末行合计。"""
    lines = read_table("清单")
    heads = [head for head in lines[0] if head not in _PLAN_COLUMNS[2:]]
    grid = Grid("项目清单", _LIST_WIDTHS)
    grid.add("标题", f"云溪市{YEAR}年市级领导包保重大项目清单（演示数据：项目均为虚构）", span=True)
    grid.add("说明", "单位：亿元", span=True)
    grid.add_head([(f"{YEAR}{head}" if head == "年度计划投资" else head,) for head in heads])
    for line in lines:
        grid.add("数据", *(_listed(head, line[head]) for head in heads))
    sums = [sum(Decimal(line[head]) for line in lines) for head in ("总投资", "年度计划投资")]
    grid.add("合计", "合计", *[None] * 4, *map(Decimal, sums), *[None] * 4)
    return grid


def _listed(head: str, text: str) -> Value:
    if head == "序号":
        return int(text)
    if head in ("总投资", "年度计划投资"):
        return Decimal(text)
    return text.replace(" ", "、") or None


def _plans() -> Grid:
    grid = Grid("建设计划", (6, 30, 16, 16))
    grid.add("标题", f"包保项目建设计划{DEMO}", span=True)
    grid.add_head([("序号",), ("项目名称",), ("计划开（复）工时间",), ("计划竣工时间",)])
    for line in read_table("清单"):
        number, name, start, due = (line[head] for head in _PLAN_COLUMNS)
        grid.add("数据", int(number), name, date_or_text(start), date_or_text(due))
    return grid


def _sheet(name: str) -> Grid:
    """照源表写成的一张表。"""
    lines, named = read_table(name), project_names()
    grid = Grid(name, _WIDTHS[name], is_tall=True)
    grid.add("标题", f"{name}{DEMO}", span=True)
    grid.add_head([("项目名称" if head == "序号" else head,) for head in lines[0]])
    for line in lines:
        grid.add("数据", *_cells(line, named))
    return grid


def _cells(line: Line, named: dict[str, str]) -> list[Value]:
    return [named.get(text) if head == "序号" else _value(text) for head, text in line.items()]


def _value(text: str) -> Value:
    """整数和完整的日期各成其格，其余照写，空的不填。"""
    return int(text) if text.isdecimal() else date_or_text(text) or None
