"""各表的位置：先定下每张表有哪些栏、多少行，公式再互相引用。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.model.assessment import Assessment, Standing
from reportgen.model.period import Month
from reportgen.model.records import FactorKind, Nature, ProcedureKind
from reportgen.settings import Scheme
from reportgen.tabulate.cells import Table
from reportgen.tabulate.project_fields import FIELDS


@dataclass(frozen=True)
class Places:
    """总表各表的位置；``last_month`` 是上月，首月为 None。"""

    projects: Table
    months: Table
    states: Table
    references: Table
    targets: Table
    summary: Table
    procedures: Table
    factors: Table
    problems: Table
    tasks: Table
    last_month: Month | None


#: 手续表中每项手续的各栏。
PROCEDURE_PARTS = ("status", "due", "done", "overdue")

PROBLEM_KEYS = (
    "number", "project", "name", "sponsor", "description", "kind", "measure", "unit", "others", "person", "raised",
    "due", "level", "state", "overdue", "age", "escalated", "request", "result", "closed", "evidence",
)  # fmt: skip
TASK_KEYS = (
    "project", "name", "number", "phase", "task", "planned_start", "planned_end", "actual_start", "actual_end",
    "unit", "person", "slip", "state", "note",
)  # fmt: skip
REFERENCE_KEYS = (
    "month", "low_node", "low", "high_node", "high", "numerator", "denominator", "reference", "cumulative", "plan",
    "rate", "gap",
)  # fmt: skip
TARGET_KEYS = (
    "id", "node", "label", "target", "taken", "numerator", "denominator", "value", "gap", "shortfall", "verdict",
)  # fmt: skip


def history(assessment: Assessment) -> tuple[Assessment, ...]:
    """首月至本月各月的评价，先后次序。"""
    return tuple(_back(assessment))[::-1]


def _back(assessment: Assessment) -> Iterator[Assessment]:
    current: Assessment | None = assessment
    while current is not None:
        yield current
        current = current.previous


def new_projects(assessment: Assessment) -> tuple[Standing, ...]:
    """新建项目，手续表的各行。"""
    return tuple(item for item in assessment.standings if item.project.nature is Nature.NEW)


def supplied_projects(assessment: Assessment) -> tuple[Standing, ...]:
    """续建项目，以及填报了要素的其他项目：要素表的各行。"""
    return tuple(item for item in assessment.standings if item.project.nature is Nature.CONTINUING or item.factors)


def places_of(assessment: Assessment, scheme: Scheme, summary_keys: tuple[str, ...]) -> Places:
    """总表各表的位置；``summary_keys`` 是汇总表各栏的键。"""
    months = [item.month for item in history(assessment)]
    count = len(assessment.standings)
    ids = ("number", "name")
    return Places(
        projects=Table("项目", tuple(field.key for field in FIELDS), count),
        months=Table(
            "逐月", (*ids, *(f"{kind}.{month}" for kind in ("cumulative", "month") for month in months)), count
        ),
        states=Table(
            "逐月状态", (*ids, *(f"{kind}.{month}" for kind in ("state", "completed") for month in months)), count
        ),
        references=Table("参考进度", REFERENCE_KEYS, len(months)),
        targets=Table("目标", TARGET_KEYS, len(scheme.targets)),
        summary=Table("汇总", summary_keys, sum(scope.kind != "project" for scope in assessment.scopes)),
        procedures=procedure_table(assessment),
        factors=factor_table(assessment),
        problems=problem_table("问题", assessment),
        tasks=Table("施工图", TASK_KEYS, sum(len(item.tasks) for item in assessment.standings)),
        last_month=assessment.previous.month if assessment.previous else None,
    )


def _monthly(months: Sequence[Month], *kinds: str) -> Iterator[str]:
    """逐月各表的栏：每种一组，组内一月一栏。"""
    return (f"{kind}.{month}" for kind in kinds for month in months)


def procedure_table(assessment: Assessment) -> Table:
    """手续表：每项手续四栏，末栏是逾期项数。"""
    parts = (f"{kind.name}.{part}" for kind in ProcedureKind for part in PROCEDURE_PARTS)
    return Table("手续", ("number", "name", *parts, "overdue"), len(new_projects(assessment)))


def factor_table(assessment: Assessment) -> Table:
    """要素表：每种要素一栏，末两栏是缺口数和说明。"""
    kinds = (kind.name for kind in FactorKind)
    return Table(
        "要素", ("number", "name", "locality", "unit", *kinds, "short", "note"), len(supplied_projects(assessment))
    )


def problem_table(sheet: str, assessment: Assessment) -> Table:
    """问题表（总表的“问题”、台账的“台账”），每行一个截止日已提出的问题。"""
    return Table(sheet, PROBLEM_KEYS, sum(len(item.problems) for item in assessment.standings))
