"""清单与方案本身的指标，与月份无关：印发通知用。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.evaluate.indicators import INDICATORS
from reportgen.evaluate.scopes import scopes
from reportgen.model.amount import yi_exact_text
from reportgen.model.assessment import Figure, FigureBook, Scope
from reportgen.model.records import Project
from reportgen.model.source import Source, merge_sources
from reportgen.settings import Scheme

_KINDS = ("all", "nature", "project")
_AMOUNTS = ("total_investment", "annual_plan")
_DEFINITIONS = {item.id: item for item in INDICATORS}


def listing_figures(projects: Sequence[Project], scheme: Scheme) -> FigureBook:
    """项目数、总投资、年度计划投资（全部、新建、续建、各项目，万元），以及方案的节点数、目标数。"""
    by_number = {project.number: project for project in projects}
    groups = [(scope, [by_number[number] for number in scope.members]) for scope in scopes(projects)]
    measured = (
        figure for scope, members in groups if scope.kind in _KINDS for figure in _scope_figures(scope, members)
    )
    return FigureBook((*measured, *_scheme_figures(scheme)))


def _yi_text(wan: Decimal) -> str:
    """清单中金额的写法：亿元数值，保留原有的小数位，至少一位（7.0）。"""
    text = yi_exact_text(wan)
    return text if "." in text else f"{text}.0"


def _scope_figures(scope: Scope, projects: Sequence[Project]) -> Iterator[Figure]:
    names = merge_sources(project.sources("name") for project in projects)
    yield _count(scope, len(projects), names)
    for id in _AMOUNTS:
        item = _DEFINITIONS[id]
        value = sum((getattr(project, id) for project in projects), Decimal(0))
        cells = merge_sources(project.sources(id) for project in projects)
        text = f"{_yi_text(value)}亿元"
        yield Figure(id, item.label, scope.id, value, item.unit, text, item.formula, cells)


def _count(scope: Scope, value: int, names: tuple[Source, ...]) -> Figure:
    item = _DEFINITIONS["project_count"]
    return Figure(item.id, item.label, scope.id, Decimal(value), item.unit, f"{value}个", item.formula, names)


def _scheme_figures(scheme: Scheme) -> Iterator[Figure]:
    """“3个节点”“5个比例”。"""
    sources = tuple(target.source for target in scheme.targets)
    nodes = len({target.node for target in scheme.targets})
    for id, label, value in (("node_count", "节点数", nodes), ("target_count", "目标数", len(sources))):
        formula = f"{label}，按方案设置的“目标”计"
        yield Figure(id, label, "all", Decimal(value), "个", f"{value}个", formula, sources)
