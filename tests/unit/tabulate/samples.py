"""工作簿测试共用的评价：金额带小数，有未报、沿用、停工、并列，名称带公式和通配符。"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from reportgen.evaluate import assess
from reportgen.model.assessment import Assessment
from reportgen.model.period import Month
from reportgen.model.records import (
    Factor,
    FactorKind,
    FactorStatus,
    Facts,
    MonthlyReturns,
    Procedure,
    ProcedureKind,
    ProcedureStatus,
)
from tests.support.facts import day, facts, problems, scheme, task_forces, tasks

SCHEME = scheme()
MAY, JUNE = Month(2024, 5), Month(2024, 6)

#: 市工信局两个项目与市住建局两个项目完成率同为三分之一；“甲*”“甲乙区”靠通配符会混在一起。
PROJECTS = """
序号 | 名称         | 性质 | 计划     | 领导 | 牵头     | 属地   | 应开工  | 应竣工
1    | =1+1         | 续建 | 600      | 甲   | 市工信局 | 甲*    | 2024-03 | 2024-06-20
2    | 乙项目       | 新建 | 299.9997 | 甲   | 市工信局 | 甲乙区 | 2024-05 | 2024-06
3    | 丙项目       | 新建 | 300.3    | 乙   | 市住建局 | 甲*    | 2024-04 |
4    | 丁项目       | 续建 | 0        | 乙   | 市水利局 | 甲乙区 |         | 2025-03
5    | 戊项目       | 新建 | 150.15   | 丙   | 市住建局 | 甲乙区 | 2024-04 | 2024-05-31
"""

MONTHLY = {
    "2024-05": """
        序号 | 本月  | 累计    | 入统 | 入库 | 状态 | 开工
        1    | 50.3  | 150.1   | 99.9 | 是   | 在建 | 2024-03-11
        2    | 33.33 | 33.33   |      | 否   | 在建 | 2024-05
        3    | 0.1   | 100.1   | 60   | 是   | 在建 | 2024-04-02
        5    | 10    | 50.05   |      | 是   | 在建 | 2024-04-02
    """,
    "2024-06": """
        序号 | 本月  | 累计    | 入统 | 入库 | 状态 | 开工       | 停工       | 竣工
        1    | 49.9  | 200     | 120  | 是   | 竣工 | 2024-03-11 |            | 2024-06-20
        2    | 66.67 | 99.9999 |      | 否   | 停工 | 2024-05    | 2024-06-10 |
        4    | 7.7   |         |      |      | 在建 |            |            |
        5    | 0     | 50.05   | 50   |      | 在建 | 2024-04-02 |            |
    """,
}

PROBLEMS = """
编号 | 项目 | 提出       | 时限       | 提格       | 销号
=A1  | 1    | 2024-03-20 | 2024-05-10 | 2024-05-15 |
甲2  | 1    | 2024-04-30 | 2024-05-20 |            | 2024-05-25
乙1  | 2    | 2024-06    | 2024-06-30 | 2024-07-05 | 2024-07-03
乙2  | 2    | 2024-05-06 |            |            | 2024-06-30
丙1  | 3    | 2024-07-01 | 2024-08-30 |            |
"""

TASKS = """
任务 | 项目 | 计划始     | 计划终     | 实际始     | 实际终
1    | 1    | 2024-03-01 | 2024-03-31 | 2024-03-05 | 2024-04-02
2    | 1    | 2024-04-01 | 2024-04    | 2024-04-01 | 2024-04-20
1    | 2    | 2024-05-01 | 2024-06-15 | 2024-05-02 |
2    | 2    | 2024-06-01 | 2024-09-15 |            |
1    | 3    | 2024-06-01 | 2024-07-15 | 2024-06-01 | 2024-07-10
2    | 3    | 2024-08-01 | 2024-09-15 |            |
"""

FORCES = """
项目 | 负责人 | 成立    | 方案
1    | 张某   | 2024-04 | 方案甲
2    | 李某   | 2024-05 |
"""


def rich_facts() -> Facts:
    """两个月的事实，连同手续、要素、台账、施工图、专班。"""
    bare = facts(PROJECTS, MONTHLY)
    returns = {month: _with_matters(one) for month, one in bare.returns.items()}
    return replace(
        bare,
        returns=MappingProxyType(returns),
        problems=problems(PROBLEMS),
        tasks=tasks(TASKS),
        task_forces=task_forces(FORCES),
    )


def rich(month: Month = JUNE) -> Assessment:
    """``rich_facts`` 的评价；五月是首月。"""
    return assess(rich_facts(), SCHEME, month)


def late() -> Assessment:
    """最后一个节点之后的十二月，各目标都已过去。"""
    monthly = {"2024-11": "序号|累计\n1|590", "2024-12": "序号|累计\n1|600.1"}
    return assess(facts(PROJECTS, monthly), SCHEME, Month(2024, 12))


def poor() -> Assessment:
    """首月，一个续建项目，什么台账都没有。"""
    return assess(facts("序号|性质|计划\n1|续建|100", {"2024-04": "序号|累计\n1|"}), SCHEME, Month(2024, 4))


def _with_matters(returns: MonthlyReturns) -> MonthlyReturns:
    done, todo = ProcedureStatus.DONE, ProcedureStatus.TODO
    procedures = (
        Procedure(project=2, kind=ProcedureKind.APPROVAL, status=done, due_date=day("2024-04")),
        Procedure(project=2, kind=ProcedureKind.PERMIT, status=todo, due_date=day("2024-05-31")),
        Procedure(project=3, kind=ProcedureKind.PERMIT, status=todo, due_date=day("2024-07-01")),
        Procedure(project=3, kind=ProcedureKind.ENERGY, status=ProcedureStatus.EXEMPT, due_date=day("2024-01")),
    )
    factors = (
        Factor(project=1, kind=FactorKind.LAND, status=FactorStatus.SHORT, note="差20亩"),
        Factor(project=1, kind=FactorKind.FUNDS, status=FactorStatus.SECURED),
    )
    return replace(
        returns,
        procedures={(one.project, one.kind): one for one in procedures},
        factors={(one.project, one.kind): one for one in factors},
    )
