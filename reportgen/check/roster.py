"""清单核对：项目数、两个合计、总投资下限、建设计划的次序，以及清单印出的合计行。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reportgen.check.consistency import check_total
from reportgen.model.amount import plain, yi_exact_text
from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.records import Facts, Nature, Project
from reportgen.model.source import Source
from reportgen.settings import Scheme

_AMOUNTS = {"total_investment": "总投资", "annual_plan": "年度计划投资"}


def check_roster(facts: Facts, scheme: Scheme) -> Iterator[Finding]:
    """清单与建设计划；没有读出项目时不查，读入阶段已说明原因。"""
    if facts.projects:
        yield from check_listing(facts, scheme)
        yield from _check_plans(facts)


def check_listing(facts: Facts, scheme: Scheme) -> Iterator[Finding]:
    """清单与方案设置的核对数、清单印出的合计逐项相比；``facts`` 须有项目。"""
    yield from _check_counts(facts, scheme)
    yield from _check_sums(facts, scheme)
    for project in facts.projects:
        yield from _check_project(project, scheme.checks.minimum)
    for total in facts.totals:
        if total.month is None:
            yield from check_total(total)


def _sheet(facts: Facts) -> Source:
    """清单所在的表。"""
    first = facts.projects[0].cells["name"]
    return Source(first.file, first.sheet, "", "")


def _check_counts(facts: Facts, scheme: Scheme) -> Iterator[Finding]:
    natures = [project.nature for project in facts.projects]
    for name, found, expected in (
        ("项目", len(natures), scheme.checks.projects),
        ("新建项目", natures.count(Nature.NEW), scheme.checks.new),
        ("续建项目", natures.count(Nature.CONTINUING), scheme.checks.continuing),
    ):
        if found != expected:
            yield fault(_sheet(facts), "E203", f"清单有{name}{found}个，方案设置为{expected}个。")


def _check_sums(facts: Facts, scheme: Scheme) -> Iterator[Finding]:
    for field, name in _AMOUNTS.items():
        found = sum((getattr(project, field) for project in facts.projects), Decimal(0))
        expected: Decimal = getattr(scheme.checks, field)
        if found != expected:
            message = f"清单{name}相加为{yi_exact_text(found)}亿元，方案设置为{yi_exact_text(expected)}亿元。"
            yield fault(_sheet(facts), "E204", message)


def _check_plans(facts: Facts) -> Iterator[Finding]:
    """没有计划时间的项目：缺计划竣工的不进入按期竣工率，缺计划开（复）工的不亮开复工灯；以及次序颠倒的。"""
    for field, name in (("planned_start", "计划开（复）工时间"), ("due_date", "计划竣工时间")):
        missing = [f"“{project.name}”" for project in facts.projects if getattr(project, field) is None]
        if missing:
            message = f"{len(missing)}个项目没有{name}：{'、'.join(missing)}。"
            yield fault(replace(_sheet(facts), sheet="建设计划"), "W214", message)
    for project in facts.projects:
        start, due = project.planned_start, project.due_date
        if start is not None and due is not None and due.latest < start.earliest:
            message = f"“{project.name}”计划{due}竣工，早于计划开（复）工的{start}。"
            yield fault(project.cells["due_date"], "W209", message)


def _check_project(project: Project, minimum: Decimal | None) -> Iterator[Finding]:
    for field, name in _AMOUNTS.items():
        value: Decimal = getattr(project, field)
        if value < 0:
            yield fault(project.cells[field], "E202", f"“{project.name}”{name}为{plain(value)}万元。")
    if minimum is not None and project.total_investment < minimum:
        found, promised = yi_exact_text(project.total_investment), yi_exact_text(minimum)
        message = f"“{project.name}”总投资{found}亿元，不足方案所称的{promised}亿元。"
        yield fault(project.cells["total_investment"], "W211", message)
