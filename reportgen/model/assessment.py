"""评价结果：指标、节点结论、亮灯与各项目的现状。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reportgen.model.period import Month, PartialDate
from reportgen.model.records import Factor, Procedure, Progress, Project, SiteState
from reportgen.model.registers import Meeting, Problem, Task, TaskForce
from reportgen.model.source import Source


@dataclass(frozen=True, slots=True)
class Figure:
    """一个指标值，即 figures.json 的一条。

    Attributes:
        id: 标识，如 ``completion_rate``。scope: 范围，如 ``all``、``sponsor:张三``。
        value: 未修约的值；比例 1 表示 100%，金额为万元；不可计算时为 None。
        unit: 值的单位：比例、万元、个、百分点、位。
        printed: 印刷形式；值为 None 时是“—”。
        formula: 算法，中文。sources: 参与计算的单元格。
    """

    id: str
    label: str
    scope: str
    value: Decimal | None
    unit: str
    printed: str
    formula: str
    sources: tuple[Source, ...]

    @property
    def key(self) -> str:
        """``标识@范围``。"""
        return f"{self.id}@{self.scope}"


class Light(StrEnum):
    """亮灯，印字不印颜色。"""

    GREEN = "绿灯"
    YELLOW = "黄灯"
    RED = "红灯"


class Verdict(StrEnum):
    """一个目标的结论。"""

    MET = "达到"
    MISSED = "未达到"
    NOT_DUE = "未到期"
    UNDEFINED = "无法计算"


@dataclass(frozen=True, slots=True)
class TargetResult:
    """“5个比例”之一在其节点的结论。

    ``figure`` 是节点月份的指标；未到期时为 None。
    """

    id: str
    node: Month
    indicator: str
    label: str
    target: Decimal
    figure: Figure | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class LightReason:
    """亮灯的一条理由。

    Attributes:
        rule: 投资、开复工、入库、问题。
        months: 拖延的月数；since: 起算的计划月份或停工、开工时间。投资一条两者都是 None，
            落后幅度见指标 ``gap_points``。
        problem: 问题一条所说的问题；其余为 None。
    """

    rule: str
    light: Light
    months: int | None = None
    since: PartialDate | None = None
    sources: tuple[Source, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """一件要提示或督办的事：一个项目的一条黄灯或红灯理由，一事一函。

    ``times`` 是同一件事连续亮灯的第几个月，从 1 起。
    """

    project: int
    reason: LightReason
    times: int

    @property
    def is_supervised(self) -> bool:
        """用督办通知：红灯，或连续第二个月黄灯；否则用提示函〔默认〕。"""
        return self.reason.light is Light.RED or self.times > 1


@dataclass(frozen=True)
class Standing:
    """一个项目截至本月的现状。

    Attributes:
        progress: 本月填报，未报为 None。
        state: 现场状态；本月未报而此前已报竣工的，仍为竣工。
        cumulative: 本年累计完成，万元；本月未报的沿用此前最近一次的数
            （``carried_from`` 是那个月份），从未报过的计 0。
        statistical: 入统投资，万元；is_in_statistics: 是否入库；都取最近一次填报，未报过为 None。
        started_on: 开（复）工时间。suspended_on: 停工时间，未停工为 None。completed_on: 竣工时间。
        is_due: 截止日前应竣工。is_on_time: 应竣工且按期竣工。
        rate: 年度计划投资完成率；reference: 节点参考进度（1 表示 100%）。
        reasons: 亮灯理由，空则为绿灯且无须说明。
        evidence: 各项事实的单元格，键为 state、started、cumulative、month、
            statistical、base、completion。
        problems: 截止日已提出的问题，台账次序，含已销号的。tasks: 施工图任务，表中次序。
        task_force: 截止日已成立的专班，没有为 None。
    """

    project: Project
    progress: Progress | None
    state: SiteState
    cumulative: Decimal
    is_reported: bool
    carried_from: Month | None
    statistical: Decimal | None
    is_in_statistics: bool | None
    started_on: PartialDate | None
    suspended_on: PartialDate | None
    completed_on: PartialDate | None
    is_due: bool
    is_on_time: bool
    rate: Decimal | None
    reference: Decimal
    procedures: tuple[Procedure, ...]
    factors: tuple[Factor, ...]
    evidence: Mapping[str, tuple[Source, ...]]
    reasons: tuple[LightReason, ...] = ()
    problems: tuple[Problem, ...] = ()
    tasks: tuple[Task, ...] = ()
    task_force: TaskForce | None = None

    @property
    def is_active(self) -> bool:
        """计入开复工：在建或已竣工；停工、未报不计。"""
        return self.state in (SiteState.WORKING, SiteState.COMPLETED)

    @property
    def has_begun(self) -> bool:
        """开（复）工过：在建、停工、竣工。"""
        return self.state in (SiteState.WORKING, SiteState.SUSPENDED, SiteState.COMPLETED)

    @property
    def is_on_target(self) -> bool:
        """年度计划投资完成率达到节点参考进度（按未修约的数）。"""
        return self.rate is not None and self.rate >= self.reference

    @property
    def light(self) -> Light:
        """各条理由中最重的灯；没有理由的为绿灯。"""
        lights = {reason.light for reason in self.reasons}
        return next((light for light in (Light.RED, Light.YELLOW) if light in lights), Light.GREEN)

    @property
    def month_investment(self) -> Decimal | None:
        """本月完成，万元；未报为 None。"""
        return self.progress.month_investment if self.progress else None


class FigureBook(Mapping[str, Figure]):
    """全部指标，键为 ``标识@范围``，保持计算次序。"""

    def __init__(self, figures: tuple[Figure, ...]) -> None:
        self._figures = {figure.key: figure for figure in figures}

    def __getitem__(self, key: str) -> Figure:
        return self._figures[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    def get_in(self, scope: str, id: str) -> Figure:
        """范围 ``scope`` 内的指标 ``id``。

        Raises:
            KeyError: 没有这个指标。
        """
        return self._figures[f"{id}@{scope}"]


@dataclass(frozen=True, slots=True)
class Scope:
    """汇总范围。``kind`` 取 all、sponsor、locality、unit、nature、project；members 是项目序号。"""

    kind: str
    name: str
    members: tuple[int, ...]

    @property
    def id(self) -> str:
        """figures.json 中的写法，如 ``sponsor:张三``。"""
        return self.kind if self.kind == "all" else f"{self.kind}:{self.name}"


@dataclass(frozen=True)
class Assessment:
    """一个月的评价。

    Attributes:
        standings: 每个项目一条，清单次序。scopes: 各汇总范围，清单次序。
        figures: 全部指标。targets: 五个目标。
        silent_units: 本月没有报送的牵头部门。
        matters: 要提示或督办的事，清单次序。
        held_meetings: 本月开过的联席会议；coming_meetings: 下月要开的。
        previous: 上月的评价；首月为 None。
    """

    month: Month
    standings: tuple[Standing, ...]
    scopes: tuple[Scope, ...]
    figures: FigureBook
    targets: tuple[TargetResult, ...]
    silent_units: tuple[str, ...]
    matters: tuple[Matter, ...] = ()
    held_meetings: tuple[Meeting, ...] = ()
    coming_meetings: tuple[Meeting, ...] = ()
    previous: Assessment | None = None
