"""测试用的事实：把看得见的文字表格变成清单与逐月填报。

表格首行是列名，列间用 “|” 分隔，空格可省；空白的格是未填。每格的出处是
“清单”或月份加列名，例如 ``Source("2024-06", "", "3累计", "500")``。
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from reportgen.model.period import Month, PartialDate
from reportgen.model.records import Facts, MonthlyReturns, Nature, Progress, Project, SiteState
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


def _cells(place: str, row: Mapping[str, str], names: Mapping[str, str]) -> Mapping[str, Source]:
    cells = {
        field: Source(place, "", f"{row['序号']}{name}", row[name]) for name, field in names.items() if row.get(name)
    }
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


def _money(text: str) -> Decimal | None:
    return Decimal(text) if text else None
