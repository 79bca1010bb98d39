"""汇总范围：全部、建设性质、包保领导、属地、牵头部门、单个项目，均按清单次序。"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reportgen.model.assessment import Scope
from reportgen.model.records import Nature, Project

_GROUPED: tuple[tuple[str, Callable[[Project], str]], ...] = (
    ("sponsor", lambda project: project.sponsor),
    ("locality", lambda project: project.area),
    ("unit", lambda project: project.lead_unit),
)


def scopes(projects: Iterable[Project]) -> tuple[Scope, ...]:
    """全部汇总范围；新建、续建即使没有项目也各有一个。"""
    listed = tuple(projects)
    found = [Scope("all", "", tuple(project.number for project in listed))]
    for nature in Nature:
        found.append(Scope("nature", nature.value, tuple(p.number for p in listed if p.nature is nature)))
    for kind, name_of in _GROUPED:
        for name in dict.fromkeys(name_of(project) for project in listed):
            found.append(Scope(kind, name, tuple(p.number for p in listed if name_of(p) == name)))
    found.extend(Scope("project", str(project.number), (project.number,)) for project in listed)
    return tuple(found)
