"""独立重算：从清单和填报表用分数重算十项主要指标，供核对 figures.json。

这是另一套算法，不引用 reportgen。金额为 Fraction 万元，比例为 Fraction（1 表示 100%），
分母为零的比例为 None。
"""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.e2e.sheets import Table, find_table, last_day, read_grids, squeeze

#: 一期的结果：(指标, 范围) → 值。
Results = dict[tuple[str, str], Fraction | None]

STATES = {
    "是": "在建", "在建": "在建", "已开工": "在建", "已复工": "在建", "停工": "停工",
    "否": "未开工", "未开工": "未开工", "未复工": "未开工", "竣工": "竣工", "已竣工": "竣工", "": "",
}  # fmt: skip

CUMULATIVE, MONTH = r"^(?!开工以来).*累计", r"本月|当月"
STARTED, SUSPENDED, COMPLETED = r"复\)?工时间", r"停工时间", r"竣工时间"
#: 开工、复工分两栏填的，复工一栏在后，以它为准。
STATE = r"是否[开复]|状态$"


@dataclass(frozen=True)
class Project:
    """清单的一行；``name`` 去掉了空格、标点，``due`` 是计划竣工，``scopes`` 是它所在的各个范围。"""

    number: int
    name: str
    nature: str
    annual_plan: Fraction
    due: date | None
    scopes: tuple[str, ...]


@dataclass(frozen=True)
class Filing:
    """一个项目一个月的填报；没有填的状态为空串，其余为 None。"""

    state: str = ""
    cumulative: Fraction | None = None
    month_investment: Fraction | None = None
    completed_on: date | None = None


@dataclass(frozen=True)
class Status:
    """一个项目截至月底的状态。"""

    project: Project
    is_active: bool
    is_due: bool
    is_on_time: bool
    is_on_target: bool
    cumulative: Fraction
    month_investment: Fraction


def recompute(inputs: Path) -> dict[str, Results]:
    """各月的全部结果，键为 ``2024-06`` 这样的月份。"""
    scheme, projects = read_scheme(inputs), read_projects(inputs)
    names = read_names(inputs, projects)
    history: list[tuple[date, dict[int, Filing]]] = []
    results = {}
    for folder in sorted((inputs / "月度进展").iterdir()):
        year, month = map(int, folder.name.split("-"))
        history.append((date(year, month, monthrange(year, month)[1]), read_month(folder, names)))
        reference = node_progress(scheme, month)
        results[folder.name] = measure_all([status(project, history, reference) for project in projects])
    return results


def rounded(value: Fraction) -> Decimal:
    """28 位有效数字，四舍五入。"""
    return Context(prec=28, rounding=ROUND_HALF_UP).divide(Decimal(value.numerator), Decimal(value.denominator))


# 读入


def read_scheme(inputs: Path) -> dict[str, Any]:
    """方案设置。"""
    return tomllib.loads((inputs / "方案.toml").read_text(encoding="utf-8"))


def read_projects(inputs: Path) -> list[Project]:
    """清单各项目，清单次序。"""
    grids = read_grids(inputs / "项目清单.xlsx")
    plan, table = table_of(grids["建设计划"]), table_of(grids["项目清单"])
    due = {name_key(plan.cell(row, "^项目名称")): last_day(plan.cell(row, "计划竣工")) for row in plan.rows}
    city_level = set(read_scheme(inputs)["属地"]["市本级"])
    return [_project(table, row, due, city_level) for row in table.rows if table.cell(row, "^项目名称")]


def _project(table: Table, row: list[object], due: dict[str, date | None], city_level: set[str]) -> Project:
    number, name, nature, sponsor, locality = (
        squeeze(table.cell(row, head)) for head in ("^序号", "^项目名称", "^建设性质", "^包保领导", "^属地")
    )
    lead = re.split(r"[\s、,，]", str(table.cell(row, "^责任部门")).strip())[0]
    annual_plan = table.money(row, "年度计划投资")
    assert annual_plan is not None, f"项目 {number} 没有年度计划投资"
    scopes = (
        "all",
        f"sponsor:{sponsor}",
        f"locality:{'市本级' if locality in city_level else locality}",
        f"unit:{lead}",
        f"nature:{nature}",
        f"project:{number}",
    )
    return Project(int(number), name_key(name), nature, annual_plan, due.get(name_key(name)), scopes)


def read_names(inputs: Path, projects: Sequence[Project]) -> dict[str, int]:
    """清单名称和别名（去掉空格、标点）到序号。"""
    names = {project.name: project.number for project in projects}
    aliases = table_of(read_grids(inputs / "项目清单.xlsx")["别名"], "别名")
    for row in aliases.rows:
        listed = name_key(aliases.cell(row, "^清单名称"))
        if listed in names:
            names[name_key(aliases.cell(row, "^别名"))] = names[listed]
    return names


def read_month(folder: Path, names: dict[str, int]) -> dict[int, Filing]:
    """一个月全部填报表中的进展，键为项目序号。

    Raises:
        KeyError: 名称不在清单里，或状态不认识。
    """
    filings: dict[int, Filing] = {}
    for path in sorted(folder.iterdir()):
        for grid in read_grids(path).values():
            table = find_table(grid)
            if table is None or table.column(CUMULATIVE) is None:
                continue
            for row in table.rows:
                name = name_key(table.cell(row, "^项目名称"))
                if name and "合计" not in name:
                    assert names[name] not in filings, f"{path.name}：{name} 重复填报"
                    filings[names[name]] = _filing(table, row)
    return filings


def _filing(table: Table, row: list[object]) -> Filing:
    completed_on = last_day(table.cell(row, COMPLETED))
    words = [STATES[squeeze(value)] for value in table.cells(row, STATE)]
    state = "竣工" if completed_on else next((word for word in reversed(words) if word), "")
    started, suspended = (last_day(table.cell(row, column)) for column in (STARTED, SUSPENDED))
    if state == "在建" and suspended and not (started and started >= suspended):
        state = "停工"
    return Filing(state, table.money(row, CUMULATIVE), table.money(row, MONTH), completed_on)


def table_of(grid: list[list[object]], key: str = "项目名称") -> Table:
    """表头含 ``key`` 的表。"""
    table = find_table(grid, key)
    assert table is not None, f"没有“{key}”一栏"
    return table


def name_key(name: object) -> str:
    """名称去掉空格、标点。"""
    return re.sub(r"\W", "", squeeze(name))


# 计算


def node_progress(scheme: dict[str, Any], month: int) -> Fraction:
    """节点参考进度：年初为 0，与各投资节点连成折线，节点之间按月均分。"""
    nodes = [(0, Fraction(0))]
    for target in scheme["目标"]:
        if target["指标"] == "年度计划投资完成率":
            nodes.append((target["节点"].month, Fraction(target["目标"].rstrip("%")) / 100))
    for (since, low), (until, high) in pairwise(nodes):
        if month <= until:
            return low + (high - low) * Fraction(month - since, until - since)
    return nodes[-1][1]


def status(project: Project, history: Sequence[tuple[date, dict[int, Filing]]], reference: Fraction) -> Status:
    """截至最后一个月的状态：本月没有填的，竣工和累计数沿用此前最近一次。"""
    cutoff = history[-1][0]
    filings = [(end, filed.get(project.number, Filing())) for end, filed in history]
    present = filings[-1][1]
    last_state = next((filing.state for _, filing in reversed(filings) if filing.state), "")
    is_completed = last_state == "竣工"
    cumulative = next(
        (filing.cumulative for _, filing in reversed(filings) if filing.cumulative is not None), Fraction(0)
    )
    due = project.due
    is_due = due is not None and due.year == cutoff.year and due <= cutoff
    return Status(
        project=project,
        is_active=is_completed or present.state == "在建",
        is_due=is_due,
        is_on_time=is_due and is_completed and due is not None and completion_date(filings) <= due,
        is_on_target=cumulative >= reference * project.annual_plan,
        cumulative=cumulative,
        month_investment=present.month_investment or Fraction(0),
    )


def completion_date(filings: Sequence[tuple[date, Filing]]) -> date:
    """最近一次填报的竣工时间；从未填过的取首次报竣工那个月的月底。"""
    completed = [(end, filing) for end, filing in filings if filing.state == "竣工"]
    return next((filing.completed_on for _, filing in reversed(completed) if filing.completed_on), completed[0][0])


def measure_all(statuses: Sequence[Status]) -> Results:
    """全部范围的全部指标。"""
    scopes = dict.fromkeys(scope for item in statuses for scope in item.project.scopes)
    return {
        (figure, scope): value
        for scope in scopes
        for figure, value in measure([item for item in statuses if scope in item.project.scopes]).items()
    }


def measure(members: Sequence[Status]) -> dict[str, Fraction | None]:
    """一个范围的十项指标。"""
    largest = max(members, key=lambda item: item.project.annual_plan)
    due = [item.is_on_time for item in members if item.is_due]
    return {
        "start_resume_rate": _share([item.is_active for item in members]),
        "new_start_rate": _share([item.is_active for item in members if item.project.nature == "新建"]),
        "continuing_resume_rate": _share([item.is_active for item in members if item.project.nature == "续建"]),
        "completion_rate": _completion(members),
        "completion_rate_without_largest": _completion([item for item in members if item is not largest]),
        "on_time_rate": _share(due),
        "cumulative_investment": sum((item.cumulative for item in members), Fraction(0)),
        "month_investment": sum((item.month_investment for item in members), Fraction(0)),
        "annual_plan": sum((item.project.annual_plan for item in members), Fraction(0)),
        "projects_on_target": Fraction(sum(item.is_on_target for item in members)),
    }


def _share(flags: Sequence[bool]) -> Fraction | None:
    return Fraction(sum(flags), len(flags)) if flags else None


def _completion(members: Sequence[Status]) -> Fraction | None:
    plan = sum((item.project.annual_plan for item in members), Fraction(0))
    return sum((item.cumulative for item in members), Fraction(0)) / plan if plan else None
