"""汇总范围：全部、建设性质、包保领导、属地、牵头部门、单个项目，均按清单次序。"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from reportgen.model.assessment import Scope
from reportgen.model.records import Nature, Project


def scopes(projects: Sequence[Project]) -> tuple[Scope, ...]:
    """全部汇总范围；新建、续建即使没有项目也各有一个。"""
    table = _table(projects)
    natures = table.groupby("nature", sort=False)["number"]
    found = [Scope("all", "", tuple(table["number"]))]
    for nature in Nature:
        members = natures.get_group(nature.value) if nature.value in natures.groups else ()
        found.append(Scope("nature", nature.value, tuple(members)))
    for kind in ("sponsor", "locality", "unit"):
        for name, members in table.groupby(kind, sort=False)["number"]:
            found.append(Scope(kind, str(name), tuple(members)))
    found.extend(Scope("project", str(number), (number,)) for number in table["number"])
    return tuple(found)


def _table(projects: Sequence[Project]) -> pd.DataFrame:
    """每行一个项目；列 number、nature、sponsor、locality（归并后的属地）、unit（牵头部门）。"""
    rows = [(item.number, item.nature.value, item.sponsor, item.area, item.lead_unit) for item in projects]
    return pd.DataFrame(rows, columns=["number", "nature", "sponsor", "locality", "unit"], dtype=object)
