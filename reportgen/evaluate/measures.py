"""计量：由一个范围内各项目的现状得出值与出处。

比例以 1 表示 100%，金额为万元，均不修约；分母为零的没有值，绝不当作 0 或 100%。
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

from reportgen.evaluate.reference import (
    next_investment_target,
    next_start_target,
    node_progress,
    node_progress_sources,
)
from reportgen.model.amount import ratio
from reportgen.model.assessment import Light, Matter, Standing
from reportgen.model.period import Month
from reportgen.model.records import FactorStatus, Nature, Procedure, ProcedureKind, ProcedureStatus
from reportgen.model.source import Source, merge_sources
from reportgen.settings import Scheme

Sources = tuple[Source, ...]


@dataclass(frozen=True)
class Group:
    """一个范围内各项目的现状，连同方案与月份。

    ``matters`` 是这些项目要提示、督办的事；``earlier`` 是它们上月的现状，首月为空。
    """

    standings: tuple[Standing, ...]
    scheme: Scheme
    month: Month
    matters: tuple[Matter, ...] = ()
    earlier: tuple[Standing, ...] = ()

    def within(self, numbers: Container[int]) -> Group:
        """序号在 ``numbers`` 中的项目。"""
        return replace(
            self,
            standings=tuple(item for item in self.standings if item.project.number in numbers),
            matters=tuple(item for item in self.matters if item.project in numbers),
            earlier=tuple(item for item in self.earlier if item.project.number in numbers),
        )

    def only(self, keep: Callable[[Standing], bool]) -> Group:
        """其中符合条件的项目。"""
        return self.within({item.project.number for item in self.standings if keep(item)})

    def sum(self, amount: Callable[[Standing], Decimal | None]) -> Decimal:
        """合计，未报的跳过。"""
        return sum((value for item in self.standings if (value := amount(item)) is not None), Decimal(0))

    def count(self, holds: Callable[[Standing], bool]) -> Decimal:
        """符合条件的项目数。"""
        return Decimal(sum(1 for item in self.standings if holds(item)))

    def cells(self, *names: str) -> Sources:
        """清单单元格。"""
        return merge_sources(item.project.sources(*names) for item in self.standings)

    def evidence(self, *names: str) -> Sources:
        """填报单元格，见 :attr:`Standing.evidence`。"""
        return merge_sources(item.evidence[name] for item in self.standings for name in names)


Measure = Callable[[Group], tuple[Decimal | None, Sources]]


def is_new(item: Standing) -> bool:
    """新建项目。"""
    return item.project.nature is Nature.NEW


def is_continuing(item: Standing) -> bool:
    """续建项目。"""
    return item.project.nature is Nature.CONTINUING


def plan(group: Group) -> Decimal:
    """Σ年度计划投资，万元。"""
    return group.sum(lambda item: item.project.annual_plan)


def cumulative(group: Group) -> Decimal:
    """Σ本年累计完成，万元。"""
    return group.sum(lambda item: item.cumulative)


def completion_rate(group: Group) -> tuple[Decimal | None, Sources]:
    """Σ本年累计完成÷Σ年度计划投资，绝不是各项目完成率的平均。"""
    return ratio(cumulative(group), plan(group)), (*group.evidence("cumulative"), *group.cells("annual_plan"))


def without_largest(group: Group) -> tuple[Decimal | None, Sources]:
    """剔除年度计划投资最大的一个；并列时剔除清单在前的。出处含全部计划数，因为“最大”由它们决定。"""
    if not group.standings:
        return None, ()
    largest = max(group.standings, key=lambda item: item.project.annual_plan)
    rest = group.only(lambda item: item is not largest)
    sources = (*rest.evidence("cumulative"), *group.cells("annual_plan"))
    return ratio(cumulative(rest), plan(rest)), sources


def active(group: Group) -> tuple[Decimal, Sources]:
    """开（复）工项目数。"""
    return group.count(lambda item: item.is_active), (*group.cells("nature"), *group.evidence("state"))


def active_rate(group: Group) -> tuple[Decimal | None, Sources]:
    """开（复）工项目数÷项目数。"""
    count, sources = active(group)
    return ratio(count, Decimal(len(group.standings))), sources


def due(group: Group) -> Group:
    """截止日前应竣工的项目。"""
    return group.only(lambda item: item.is_due)


def on_time_sources(group: Group) -> Sources:
    """出处含全部计划竣工时间（决定分母），以及应竣工项目的状态。"""
    return merge_sources([group.cells("due_date"), due(group).evidence("state", "completion")])


def on_time(group: Group) -> tuple[Decimal, Sources]:
    """按期竣工项目数；逾期竣工的是竣工而不是按期。"""
    return group.count(lambda item: item.is_on_time), on_time_sources(group)


def on_time_rate(group: Group) -> tuple[Decimal | None, Sources]:
    """按期竣工项目数÷应竣工项目数；没有应竣工项目时无值。"""
    return ratio(on_time(group)[0], Decimal(len(due(group).standings))), on_time_sources(group)


def reference(group: Group) -> tuple[Decimal, Sources]:
    """节点参考进度。"""
    return node_progress(group.scheme, group.month), node_progress_sources(group.scheme, group.month)


def on_target(group: Group) -> tuple[Decimal, Sources]:
    """完成率达到节点参考进度的项目数。"""
    return group.count(lambda item: item.is_on_target), merge_sources([completion_rate(group)[1], reference(group)[1]])


def gap_points(group: Group) -> tuple[Decimal | None, Sources]:
    """完成率与节点参考进度之差，百分点，正数为超前。"""
    rate, sources = completion_rate(group)
    progress, targets = reference(group)
    return None if rate is None else (rate - progress) * 100, merge_sources([sources, targets])


def node_shortfall(group: Group) -> tuple[Decimal, Sources]:
    """距下一节点目标尚差的投资额；已达到时为 0。"""
    target = next_investment_target(group.scheme, group.month)
    gap = target.value * plan(group) - cumulative(group)
    return max(gap, Decimal(0)), (*completion_rate(group)[1], target.source)


def start_shortfall(group: Group) -> tuple[Decimal | None, Sources]:
    """要达到开复工率目标还差几个项目；已达到的为 0，方案没有这个目标的无值。"""
    target = next_start_target(group.scheme, group.month)
    if target is None:
        return None, ()
    count, sources = active(group)
    needed = (target.value * len(group.standings)).to_integral_value(ROUND_CEILING)
    return max(needed - count, Decimal(0)), (*sources, target.source)


def idle_count(group: Group) -> tuple[Decimal, Sources]:
    """未开（复）工项目数，含停工与未报。"""
    return group.count(lambda item: not item.is_active), active(group)[1]


def base_rate(group: Group) -> tuple[Decimal | None, Sources]:
    """入库率 = 已入库 ÷ 已开（复）工。"""
    begun = group.only(lambda item: item.has_begun)
    in_base = begun.count(lambda item: item.is_in_statistics is True)
    return ratio(in_base, Decimal(len(begun.standings))), group.evidence("state", "base")


def not_in_base(group: Group) -> tuple[Decimal, Sources]:
    """已开（复）工而未填报入库的项目数。"""
    count = group.count(lambda item: item.has_begun and item.is_in_statistics is not True)
    return count, group.evidence("state", "base")


def statistical(group: Group) -> tuple[Decimal, Sources]:
    """Σ入统投资，万元。"""
    return group.sum(lambda item: item.statistical), group.evidence("statistical")


def statistical_rate(group: Group) -> tuple[Decimal | None, Sources]:
    """Σ入统投资÷Σ本年累计完成。"""
    value, sources = statistical(group)
    return ratio(value, cumulative(group)), (*sources, *group.evidence("cumulative"))


def light_sources(group: Group) -> Sources:
    """亮灯的依据：四条规则所看的全部单元格。"""
    facts = (group.evidence("state", "started", "base"), group.cells("planned_start"))
    problems = (row.sources("due_date", "closed_on") for item in group.standings for row in item.problems)
    return merge_sources([gap_points(group)[1], *facts, *problems])


def light_count(light: Light) -> Measure:
    """亮某种灯的项目数。"""
    return lambda group: (group.count(lambda item: item.light is light), light_sources(group))


def procedures(group: Group) -> list[Procedure]:
    """新建项目的各项手续。"""
    return [row for item in group.standings if is_new(item) for row in item.procedures]


def procedures_done(kind: ProcedureKind) -> Measure:
    """某项手续已办结的新建项目数。"""

    def measure(group: Group) -> tuple[Decimal, Sources]:
        rows = [row for row in procedures(group) if row.kind is kind]
        done = sum(row.status is ProcedureStatus.DONE for row in rows)
        return Decimal(done), merge_sources(row.sources("status") for row in rows)

    return measure


def procedures_overdue(group: Group) -> tuple[Decimal, Sources]:
    """逾期未办结的手续数。"""
    rows = procedures(group)
    overdue = sum(row.is_overdue(group.month.last_day) for row in rows)
    return Decimal(overdue), merge_sources(row.sources("status", "due_date") for row in rows)


def procedures_overdue_projects(group: Group) -> tuple[Decimal, Sources]:
    """有手续逾期未办结的新建项目数。"""
    overdue = {row.project for row in procedures(group) if row.is_overdue(group.month.last_day)}
    return Decimal(len(overdue)), procedures_overdue(group)[1]


def factors_short_projects(group: Group) -> tuple[Decimal, Sources]:
    """有要素缺口的项目数。"""
    short = {row.project for item in group.standings for row in item.factors if row.status is FactorStatus.SHORT}
    return Decimal(len(short)), factors_short(group)[1]


def factors_short(group: Group) -> tuple[Decimal, Sources]:
    """填报有缺口的要素数。"""
    rows = [row for item in group.standings for row in item.factors]
    short = sum(row.status is FactorStatus.SHORT for row in rows)
    return Decimal(short), merge_sources(row.sources("status") for row in rows)


def summed(amount: Callable[[Standing], Decimal | None], cells: Callable[[Group], Sources]) -> Measure:
    """金额合计，未报的跳过。"""
    return lambda group: (group.sum(amount), cells(group))


def counted(holds: Callable[[Standing], bool], cells: Callable[[Group], Sources]) -> Measure:
    """符合条件的项目数。"""
    return lambda group: (group.count(holds), cells(group))


def of(keep: Callable[[Standing], bool], measure: Measure) -> Measure:
    """只计符合条件的项目。"""
    return lambda group: measure(group.only(keep))
