"""项目清单.xlsx（清单、建设计划、别名、单位别名）与通讯录.xlsx。"""

from __future__ import annotations

from decimal import Decimal

from tools.sample.grid import Grid, Value, date_or_text
from tools.sample.story import Story
from tools.sample.tables import read_rows, read_table

LIST_WIDTHS = (6, 26, 24, 60, 9, 11, 12, 10, 13, 12, 20)


def list_grids(story: Story) -> tuple[Grid, ...]:
    """项目清单.xlsx 的各张表。"""
    return _annex(), _plan(story), _project_aliases(), _unit_aliases()


def contact_grids() -> tuple[Grid, ...]:
    """通讯录.xlsx 的一张表；地址只用 example.com，不会寄给任何人。"""
    grid = Grid("通讯录", (28, 14, 22, 28, 8, 16))
    grid.add("标题", "通讯录（演示数据：人员、邮箱均为虚构）", span=True)
    head, *rows = read_rows("通讯录")
    grid.add_head([(name,) for name in head])
    for row in rows:
        *texts, copies, stands_for = [*row, *[""] * (len(head) - len(row))]
        grid.add("数据", *texts, int(copies), stands_for or None)
    return (grid,)


def _annex() -> Grid:
    """方案附件原样：标题、单位、表头、合计和 29 行；数字照附件的小数位显示。"""
    title, unit, head, total, *rows = read_rows("清单")
    grid = Grid("项目清单", LIST_WIDTHS)
    grid.add("标题", *title, span=True)
    grid.add("说明", *unit, span=True)
    grid.add_head([(name,) for name in head])
    label, *_, total_investment, annual_plan = total
    grid.merges.append((len(grid.lines), 0, len(grid.lines), 4))
    grid.add("合计", label, *[None] * 4, Decimal(total_investment), Decimal(annual_plan), *[None] * 4)
    for row in rows:
        grid.add("数据", *_annex_cells([*row, *[""] * (len(head) - len(row))]))
    return grid


def _annex_cells(row: list[str]) -> list[Value]:
    """清单一行的格子；几个责任部门在同一格中分行写。"""
    number, *texts, total, plan, sponsor, units, locality, remark = row
    amounts = (Decimal(total), Decimal(plan))
    return [int(number), *texts, *amounts, sponsor, units.replace(" ", "\n"), locality, remark or None]


def _plan(story: Story) -> Grid:
    grid = Grid("建设计划", (6, 44, 18, 18, 18))
    grid.add("标题", "包保项目建设计划（演示数据：日期均为虚构）", span=True)
    grid.add_head([("序号",), ("项目名称",), ("计划开（复）工",), ("计划竣工",), ("填报单位",)])
    for number, line in story.schedule.items():
        cells = (date_or_text(line["计划开复工"]), date_or_text(line["计划竣工"]), line["填报单位"])
        grid.add("数据", number, story.listed[number].name, *cells)
    return grid


def _project_aliases() -> Grid:
    grid = Grid("别名", (36, 60))
    grid.add("标题", "项目名称的其他写法（演示数据）", span=True)
    grid.add_head([("别名",), ("清单名称",)])
    for line in read_table("别名"):
        if line["类别"] == "项目":
            grid.add("数据", line["常用名称"], line["标准名称"])
    return grid


def _unit_aliases() -> Grid:
    grid = Grid("单位别名", (10, 36, 24))
    grid.add("标题", "责任部门和属地的其他写法（演示数据）", span=True)
    grid.add_head([("类别",), ("其他写法",), ("清单写法",)])
    for line in read_table("别名"):
        if line["类别"] != "项目":
            grid.add("数据", line["类别"], line["常用名称"], line["标准名称"])
    return grid
