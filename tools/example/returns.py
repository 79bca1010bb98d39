"""每月的填报：全市一个工作簿，一张进展表按建设性质分类、两行表头，手续、要素各一张。"""

from __future__ import annotations

from decimal import Decimal

from tools.example.tables import DEMO, YEAR, Line, project_names, read_table
from tools.sample.grid import Grid, Value, date_or_text

_HEADS: tuple[tuple[str, ...], ...] = (
    ("重大项目名称",),
    ("投资完成情况", "当月完成"),
    ("投资完成情况", "年初以来累计"),
    ("投资完成情况", "已入统投资"),
    ("是否纳统",),
    ("现场情况", "施工状态"),
    ("现场情况", "实际开（复）工时间"),
    ("现场情况", "停工时间"),
    ("现场情况", "实际竣工时间"),
    ("现场情况", "工程形象进度"),
    ("滞后原因及措施",),
    ("报送单位",),
)
_WIDTHS = (26, 11, 12, 12, 9, 10, 14, 12, 14, 32, 28, 22)
#: 进展.tsv 中照写的各栏。
_WRITTEN = ("入库", "状态", "开复工", "停工", "竣工", "形象进度", "原因")


def return_grids(month: int) -> tuple[Grid, ...]:
    """一个月的三张表。"""
    return _progress(month), _statuses("手续", month), _statuses("要素", month)


def _progress(month: int) -> Grid:
    grid = Grid("进展", _WIDTHS)
    grid.add("标题", f"云溪市{YEAR}年{month}月重大项目调度表{DEMO}", span=True)
    grid.add("说明", "单位：亿元", span=True)
    grid.add_head(_HEADS)
    listed = {line["序号"]: line for line in read_table("清单")}
    rows = {line["序号"]: line for line in read_table("进展") if line["月份"] == str(month)}
    for mark, nature in zip("一二", ("新建", "续建"), strict=True):
        chosen = [number for number in rows if listed[number]["建设性质"] == nature]
        grid.add("分类", f"{mark}、{nature}项目（{len(chosen)}个）", span=True)
        for number in chosen:
            unit = listed[number]["责任部门"].split(" ")[0]
            grid.add("数据", listed[number]["项目名称"], *_amounts(rows[number], month), *_words(rows[number]), unit)
    totals = [sum(_amounts(row, month)[index] for row in rows.values()) for index in range(3)]
    grid.add("合计", "合计", *map(Decimal, totals), *[None] * (len(_HEADS) - 4))
    return grid


def _amounts(row: Line, month: int) -> tuple[Decimal, Decimal, Decimal]:
    """当月、累计、入统；首月的当月是年初以来。"""
    earlier = [line for line in read_table("进展") if line["序号"] == row["序号"] and line["月份"] == str(month - 1)]
    before = Decimal(earlier[0]["累计"]) if earlier else Decimal(0)
    return Decimal(row["累计"]) - before, Decimal(row["累计"]), Decimal(row["入统"])


def _words(row: Line) -> list[Value]:
    return [date_or_text(row[name]) or None for name in _WRITTEN]


def _statuses(name: str, month: int) -> Grid:
    """手续表、要素表：一个项目一行，日期和缺口写在状态后的括号里。"""
    rows = [line for line in read_table(name) if line["月份"] == str(month)]
    kinds = [head for head in rows[0] if head not in ("月份", "序号")]
    grid = Grid(name, (26, *[20] * len(kinds)))
    grid.add("标题", f"云溪市{YEAR}年{month}月{name}情况{DEMO}", span=True)
    grid.add_head([("重大项目名称",), *((kind,) for kind in kinds)])
    for row in rows:
        grid.add("数据", project_names()[row["序号"]], *(row[kind] for kind in kinds))
    return grid
