"""测试用的事实：把看得见的文字表格变成清单、逐月填报、台账、施工图与会议。

表格首行是列名，列间用 “|” 分隔，空格可省；空白的格是未填。每格的出处是
“清单”、月份、“台账”等加行首的编号与列名，例如 ``Source("2024-06", "", "3累计", "500")``。
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from reportgen.model.period import Month, PartialDate
from reportgen.model.records import Facts, MonthlyReturns, Nature, Progress, Project, SiteState
from reportgen.model.registers import Meeting, Problem, Task, TaskForce
from reportgen.model.source import Source
from reportgen.settings import Scheme, load_scheme

PROJECT_ROOT = Path(__file__).resolve().parents[2]


def scheme() -> Scheme:
    """随程序提供的方案设置。"""
    return load_scheme(PROJECT_ROOT / "inputs")


def rows(table: str) -> list[dict[str, str]]:
    """文字表格的各行。"""
    lines = [line.strip() for line in table.strip().splitlines() if line.strip()]
    heads = [head.strip() for head in lines[0].split("|")]
    return [dict(zip(heads, (cell.strip() for cell in line.split("|")), strict=True)) for line in lines[1:]]


def day(text: str) -> PartialDate | None:
    """``2024-06`` 或 ``2024-06-15``。"""
    return PartialDate(*(int(part) for part in text.split("-"))) if text else None


def _some_day(text: str) -> PartialDate:
    found = day(text)
    assert found is not None, "这一栏必须填日期"
    return found


def _cells(place: str, row: Mapping[str, str], names: Mapping[str, str]) -> Mapping[str, Source]:
    label = next(iter(row.values()))
    cells = {field: Source(place, "", f"{label}{name}", row[name]) for name, field in names.items() if row.get(name)}
    return MappingProxyType(cells)


_PROJECT = {"名称": "name", "性质": "nature", "计划": "annual_plan", "应开工": "planned_start", "应竣工": "due_date"}
_PROGRESS = {
    "本月": "month_investment",
    "累计": "cumulative_investment",
    "入统": "statistical_investment",
    "入库": "is_in_statistics",
    "状态": "state",
    "开工": "started_on",
    "停工": "suspended_on",
    "竣工": "completed_on",
}


_PROBLEM = {"提出": "raised_on", "时限": "due_date", "提格": "escalated_on", "销号": "closed_on"}
_TASK = {
    "任务": "name",
    "计划始": "planned_start",
    "计划终": "planned_end",
    "实际始": "actual_start",
    "实际终": "actual_end",
}
_TASK_FORCE = {"负责人": "leader", "成立": "formed_on", "方案": "plan"}


def projects(table: str) -> tuple[Project, ...]:
    """列：序号、名称、性质、计划（万元）、领导、牵头、属地、应开工、应竣工；后五列可省。"""
    made = []
    for row in rows(table):
        plan = Decimal(row["计划"])
        made.append(
            Project(
                number=int(row["序号"]),
                name=row.get("名称") or f"项目{row['序号']}",
                legal_entity="",
                content="",
                nature=Nature(row["性质"]),
                total_investment=plan * 2,
                annual_plan=plan,
                sponsor=row.get("领导") or "甲",
                responsible_units=(row.get("牵头") or "市工信局",),
                locality=row.get("属地") or "龙潭区",
                area=row.get("属地") or "龙潭区",
                planned_start=day(row.get("应开工", "")),
                due_date=day(row.get("应竣工", "")),
                cells=_cells("清单", row, _PROJECT),
            )
        )
    return tuple(made)


def returns(month: str, table: str) -> MonthlyReturns:
    """列：序号、本月、累计、入统、入库（是/否）、状态、开工、停工、竣工；除序号外可省。"""
    progress = {}
    for row in rows(table):
        number = int(row["序号"])
        progress[number] = Progress(
            project=number,
            month=Month.parse(month),
            month_investment=_money(row.get("本月", "")),
            cumulative_investment=_money(row.get("累计", "")),
            statistical_investment=_money(row.get("入统", "")),
            is_in_statistics={"是": True, "否": False}.get(row.get("入库", "")),
            state=SiteState(row["状态"]) if row.get("状态") else SiteState.UNREPORTED,
            started_on=day(row.get("开工", "")),
            suspended_on=day(row.get("停工", "")),
            completed_on=day(row.get("竣工", "")),
            cells=_cells(month, row, _PROGRESS),
        )
    return MonthlyReturns(Month.parse(month), progress, {}, {})


def facts(project_table: str, monthly: Mapping[str, str]) -> Facts:
    """清单与逐月填报。"""
    filed = {Month.parse(month): returns(month, table) for month, table in monthly.items()}
    return Facts(projects(project_table), filed)


def problems(table: str) -> tuple[Problem, ...]:
    """列：编号、项目、提出、时限、提格、销号；后三列可省。"""
    return tuple(
        Problem(
            number=row["编号"],
            project=int(row["项目"]),
            description=f"问题{row['编号']}",
            raised_on=_some_day(row["提出"]),
            due_date=day(row.get("时限", "")),
            escalated_on=day(row.get("提格", "")),
            closed_on=day(row.get("销号", "")),
            cells=_cells("台账", row, _PROBLEM),
        )
        for row in rows(table)
    )


def tasks(table: str) -> tuple[Task, ...]:
    """列：任务、项目、计划始、计划终、实际始、实际终；后两列可省。"""
    return tuple(
        Task(
            project=int(row["项目"]),
            number=row["任务"],
            phase="",
            name=row["任务"],
            planned_start=_some_day(row["计划始"]),
            planned_end=_some_day(row["计划终"]),
            actual_start=day(row.get("实际始", "")),
            actual_end=day(row.get("实际终", "")),
            cells=_cells("施工图", row, _TASK),
        )
        for row in rows(table)
    )


def task_forces(table: str) -> tuple[TaskForce, ...]:
    """列：项目、负责人、成立、方案；后两列可省。"""
    return tuple(
        TaskForce(
            project=int(row["项目"]),
            leader=row["负责人"],
            formed_on=day(row.get("成立", "")),
            plan=row.get("方案", ""),
            cells=_cells("专班", row, _TASK_FORCE),
        )
        for row in rows(table)
    )


def meetings(table: str) -> tuple[Meeting, ...]:
    """列：编号、日期。"""
    return tuple(
        Meeting(number=row["编号"], sponsor="甲", name="联席会议", held_on=_some_day(row["日期"]))
        for row in rows(table)
    )


def _money(text: str) -> Decimal | None:
    return Decimal(text) if text else None
