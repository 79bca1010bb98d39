"""手续表（新建项目）和要素表（续建项目）：竖表、分组、横表、简表几种排法。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reportgen.model.period import Month
from tools.sample.forms import DEMO, write_day
from tools.sample.grid import Grid, Value
from tools.sample.story import YEAR, Listed, Story, Unit
from tools.sample.tables import Line, read_table

PROCEDURES = ("立项", "规划", "环评", "能评", "施工许可")
FACTORS = ("用地", "用工", "水电", "运输", "钢筋商砼", "资金", "融资", "政策", "指标")
EXEMPT = "无需办理"


@dataclass(frozen=True)
class Step:
    """一项手续截至月底的情况。"""

    status: str
    due: date | None = None
    done: date | None = None


def procedure_step(text: str, month: int) -> Step:
    """由“计划→实际”推出截至该月底的情况；计划办结前一个月起算在办。"""
    if text == EXEMPT:
        return Step(EXEMPT)
    planned, _, actual = text.partition("→")
    due, end = date.fromisoformat(planned), Month(YEAR, month).last_day
    if actual and date.fromisoformat(actual) <= end:
        return Step("已办结", due, date.fromisoformat(actual))
    is_doing = Month(due.year, due.month).shift(-1) <= Month(YEAR, month)
    return Step("在办" if is_doing else "未办", due)


def procedure_grid(story: Story, unit: Unit, month: int) -> Grid | None:
    """单位该月的手续表；没有新建项目时为 None。"""
    projects = [item for item in story.projects_of(unit) if item.nature == "新建"]
    if not projects:
        return None
    lines = {int(line["序号"]): line for line in read_table("手续")}
    rows = [
        (story.name_in_returns(item.number), [procedure_step(lines[item.number][kind], month) for kind in PROCEDURES])
        for item in projects
    ]
    build = {"竖表": _procedures_down, "分组": _procedures_grouped, "简表": _procedures_brief}[unit.procedure_form]
    return build(rows, unit)


Rows = list[tuple[str, list[Step]]]


def _procedures_down(rows: Rows, unit: Unit) -> Grid:
    grid = Grid("手续", (30, 12, 12, 16, 16))
    _add_title(grid, unit, "新建项目手续办理情况")
    grid.add_head([("项目名称",), ("手续名称",), ("办理状态",), ("计划办结时间",), ("办结日期",)])
    for name, steps in rows:
        cells = [(step.status, _day(step.due, unit), _day(step.done, unit)) for step in steps]
        _add_down(grid, name, zip(PROCEDURES, cells, strict=True))
    return grid


def _procedures_grouped(rows: Rows, unit: Unit) -> Grid:
    grid = Grid("手续", (30, *[10, 13, 13] * len(PROCEDURES)))
    _add_title(grid, unit, "新建项目手续办理情况")
    grid.add_head(
        [("项目名称",), *((kind, column) for kind in PROCEDURES for column in ("状态", "计划办结", "办结日期"))]
    )
    for name, steps in rows:
        cells = [value for step in steps for value in (step.status, _day(step.due, unit), _day(step.done, unit))]
        grid.add("数据", name, *cells)
    return grid


def _procedures_brief(rows: Rows, unit: Unit) -> Grid:
    grid = Grid("手续", (30, *[20] * len(PROCEDURES)))
    _add_title(grid, unit, "新建项目手续办理情况")
    grid.add_head([("项目名称",), *((kind,) for kind in PROCEDURES)])
    for name, steps in rows:
        grid.add("数据", name, *(_brief(step, unit) for step in steps))
    return grid


def _brief(step: Step, unit: Unit) -> str:
    """状态和日期写在一格：已办结写办结日期，其余写计划。"""
    if step.done is not None:
        return f"{step.status}（{_day(step.done, unit)}）"
    return step.status if step.due is None else f"{step.status}（计划{_day(step.due, unit)}）"


def factor_grid(story: Story, unit: Unit, month: int) -> Grid | None:
    """单位该月的要素表；没有续建项目时为 None。"""
    projects = [item for item in story.projects_of(unit) if item.nature == "续建"]
    if not projects:
        return None
    build = {"竖表": _factors_down, "分组": _factors_grouped, "横表": _factors_across}[unit.factor_form]
    return build([(story.name_in_returns(item.number), factor_states(item, month)) for item in projects], unit)


def factor_states(item: Listed, month: int) -> list[tuple[str, str]]:
    """项目九项要素该月的（情形，说明）；源表没有提到的是已保障。"""
    lines = [line for line in read_table("要素") if int(line["序号"]) == item.number and _covers(line, month)]
    named = {line["要素"]: (line["情形"], line["说明"]) for line in lines}
    return [named.get(kind, ("已保障", "")) for kind in FACTORS]


FactorRows = list[tuple[str, list[tuple[str, str]]]]


def _factors_down(rows: FactorRows, unit: Unit) -> Grid:
    grid = Grid("要素", (30, 12, 12, 40))
    _add_title(grid, unit, "续建项目要素保障情况")
    grid.add_head([("项目名称",), ("要素名称",), ("保障情况",), ("说明",)])
    for name, states in rows:
        cells = [(status, note or None) for status, note in states]
        _add_down(grid, name, zip(FACTORS, cells, strict=True))
    return grid


def _factors_grouped(rows: FactorRows, unit: Unit) -> Grid:
    grid = Grid("要素", (30, *[10, 18] * len(FACTORS)))
    _add_title(grid, unit, "续建项目要素保障情况")
    grid.add_head([("项目名称",), *((kind, column) for kind in FACTORS for column in ("保障情况", "说明"))])
    for name, states in rows:
        grid.add("数据", name, *(text or None for state in states for text in state))
    return grid


def _factors_across(rows: FactorRows, unit: Unit) -> Grid:
    grid = Grid("要素", (30, *[13] * len(FACTORS)))
    _add_title(grid, unit, "续建项目要素保障情况")
    grid.add_head([("项目名称",), *((kind,) for kind in FACTORS)])
    for name, states in rows:
        grid.add("数据", name, *(f"{status}（{note}）" if note else status for status, note in states))
    return grid


def _add_down(grid: Grid, name: str, items: Iterable[tuple[str, Sequence[Value]]]) -> None:
    """竖表里一个项目的各行；名称只写一次，向下合并。"""
    top = len(grid.lines)
    for kind, cells in items:
        grid.add("数据", name if len(grid.lines) == top else None, kind, *cells)
    grid.merges.append((top, 0, len(grid.lines) - 1, 0))


def _covers(line: Line, month: int) -> bool:
    return int(line["起始月"]) <= month <= int(line["截止月"])


def _add_title(grid: Grid, unit: Unit, title: str) -> None:
    grid.add("标题", f"{title}{DEMO}", span=True)
    grid.add("说明", f"填报单位：{unit.full_name}", span=True)


def _day(value: date | None, unit: Unit) -> Value:
    return None if value is None else write_day(value, unit.date_style)
