"""台账与登记：问题、施工图、专班、联席会议、发文登记。

这些表全年一本，逐笔记日期；某一期的情形一律按截止日从日期推出，所以重出旧的一期结果不变。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reportgen.model.period import Month, PartialDate
from reportgen.model.source import Record


class ProblemLevel(StrEnum):
    """问题由哪一级协调，从低到高。"""

    TASK_FORCE = "专班"
    SPONSOR = "包保领导"
    MEETING = "联席会议"
    COMMANDER = "总指挥"


class ProblemState(StrEnum):
    """问题截至某日的办理状态。"""

    OPEN = "未办"
    DOING = "办理中"
    CLOSED = "已销号"


@dataclass(frozen=True, kw_only=True)
class Problem(Record):
    """问题台账的一行。

    Attributes:
        number: 台账编号。project: 项目序号。description: 问题。kind: 类别（手续、要素、资金等）。
        measure: 解决措施。lead_unit: 牵头单位；other_units: 配合单位。person: 责任人。
        raised_on: 提出日期。due_date: 办结时限，没有定的为 None。
        level: 协调层级。escalated_on: 提格日期，没有提格的为 None；request: 提请研究的事项。
        state: 表中写的办理状态，只说明填表时的情形。
        result: 办理结果。closed_on: 销号日期。evidence: 销号依据。
    """

    number: str
    project: int
    description: str
    kind: str = ""
    measure: str = ""
    lead_unit: str = ""
    other_units: tuple[str, ...] = ()
    person: str = ""
    raised_on: PartialDate
    due_date: PartialDate | None = None
    level: ProblemLevel = ProblemLevel.TASK_FORCE
    escalated_on: PartialDate | None = None
    request: str = ""
    state: ProblemState = ProblemState.DOING
    result: str = ""
    closed_on: PartialDate | None = None
    evidence: str = ""

    def is_raised(self, cutoff: date) -> bool:
        """截至 ``cutoff`` 已经提出。"""
        return self.raised_on.earliest <= cutoff

    def is_closed(self, cutoff: date) -> bool:
        """截至 ``cutoff`` 已经销号。"""
        return self.closed_on is not None and self.closed_on.latest <= cutoff

    def is_escalated(self, cutoff: date) -> bool:
        """截至 ``cutoff`` 已经提格。"""
        return self.escalated_on is not None and self.escalated_on.latest <= cutoff

    def state_at(self, cutoff: date) -> ProblemState:
        """截至 ``cutoff`` 的办理状态；以后才销号的，当时算办理中。"""
        if self.is_closed(cutoff):
            return ProblemState.CLOSED
        return ProblemState.DOING if self.state is ProblemState.CLOSED else self.state

    def level_at(self, cutoff: date) -> ProblemLevel:
        """截至 ``cutoff`` 的协调层级；以后才提格到总指挥的，当时算联席会议。"""
        if self.level is ProblemLevel.COMMANDER and self.escalated_on and not self.is_escalated(cutoff):
            return ProblemLevel.MEETING
        return self.level

    def overdue_days(self, cutoff: date) -> int:
        """超过时限的天数；没有时限或没有超过的为 0，已销号的算到销号那天。"""
        if self.due_date is None:
            return 0
        end = self.closed_on.latest if self.closed_on and self.is_closed(cutoff) else cutoff
        return max(0, (end - self.due_date.latest).days)

    def is_overdue(self, cutoff: date) -> bool:
        """没有销号而超过时限。"""
        return not self.is_closed(cutoff) and self.overdue_days(cutoff) > 0

    def age_days(self, cutoff: date) -> int:
        """提出至今（已销号的至销号）的天数。"""
        end = self.closed_on.latest if self.closed_on and self.is_closed(cutoff) else cutoff
        return max(0, (end - self.raised_on.earliest).days)


class TaskState(StrEnum):
    """施工图一项任务截至某日的情形。"""

    NOT_DUE = "未到期"
    DOING = "进行中"
    LATE_START = "逾期未开始"
    LATE = "逾期未完成"
    DONE = "已完成"
    DONE_LATE = "逾期完成"


@dataclass(frozen=True, kw_only=True)
class Task(Record):
    """项目推进施工图的一项任务。

    Attributes:
        project: 项目序号。number: 任务编号。phase: 阶段（前期、开工、主体等）。name: 任务。
        planned_start、planned_end: 计划起止。actual_start、actual_end: 实际起止。
        unit: 责任单位。person: 责任人。note: 说明。
    """

    project: int
    number: str
    phase: str
    name: str
    planned_start: PartialDate
    planned_end: PartialDate
    actual_start: PartialDate | None = None
    actual_end: PartialDate | None = None
    unit: str = ""
    person: str = ""
    note: str = ""

    def started_by(self, cutoff: date) -> PartialDate | None:
        """截至 ``cutoff`` 的实际开始；还没有开始的为 None。"""
        return self.actual_start if self.actual_start and self.actual_start.earliest <= cutoff else None

    def ended_by(self, cutoff: date) -> PartialDate | None:
        """截至 ``cutoff`` 的实际完成；还没有完成的为 None。"""
        return self.actual_end if self.actual_end and self.actual_end.latest <= cutoff else None

    def slip_days(self, cutoff: date) -> int:
        """比计划完成拖后的天数；没有拖后的为 0，没有完成的算到 ``cutoff``。"""
        end = self.ended_by(cutoff)
        return max(0, ((end.latest if end else cutoff) - self.planned_end.latest).days)

    def state_at(self, cutoff: date) -> TaskState:
        """截至 ``cutoff`` 的情形。"""
        is_late = self.slip_days(cutoff) > 0
        if self.ended_by(cutoff):
            return TaskState.DONE_LATE if is_late else TaskState.DONE
        if is_late:
            return TaskState.LATE
        if self.started_by(cutoff):
            return TaskState.DOING
        return TaskState.LATE_START if self.planned_start.latest < cutoff else TaskState.NOT_DUE


@dataclass(frozen=True, kw_only=True)
class TaskForce(Record):
    """一个项目的专班与推进方案（“5个1”）。

    Attributes:
        project: 项目序号。leader: 专班负责人。members: 成员单位。liaison: 联络员。
        formed_on: 成立时间。plan: 推进方案的名称，没有制定的为空。
    """

    project: int
    leader: str
    members: str = ""
    liaison: str = ""
    formed_on: PartialDate | None = None
    plan: str = ""

    def is_formed(self, cutoff: date) -> bool:
        """截至 ``cutoff`` 已经成立；没有写成立时间的算已成立。"""
        return bool(self.leader) and (self.formed_on is None or self.formed_on.earliest <= cutoff)


@dataclass(frozen=True, kw_only=True)
class Topic(Record):
    """联席会议的一个议题。

    Attributes:
        meeting: 会议编号。order: 议题次序。project: 项目序号，不限于一个项目的为 None。
        subject: 议题。proposer: 提出单位。situation: 情况与建议。
        conclusion: 议定事项，没有开会的为空。unit: 责任单位。due_date: 完成时限。
        is_escalated: 议定提请总指挥研究。
    """

    meeting: str
    order: int
    project: int | None
    subject: str
    proposer: str = ""
    situation: str = ""
    conclusion: str = ""
    unit: str = ""
    due_date: PartialDate | None = None
    is_escalated: bool = False


@dataclass(frozen=True, kw_only=True)
class Meeting(Record):
    """一次联席会议，由包保领导召集。

    Attributes:
        number: 会议编号。sponsor: 召集的包保领导。name: 会议名称。
        held_on: 日期。time: 时间的写法，如“14:30”。place: 地点。chair: 主持人。
        attendants、absentees、observers: 出席、请假、列席。
    """

    number: str
    sponsor: str
    name: str
    held_on: PartialDate
    time: str = ""
    place: str = ""
    chair: str = ""
    attendants: tuple[str, ...] = ()
    absentees: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Issuance(Record):
    """发文登记的一行：登记了才印，没有登记的留空。

    Attributes:
        month: 期次。kind: 文种编号（D1…D11），只写名称的为空。name: 文种名称，同一编号有几种公文时用来区分，可以不填。
        target: 对象（包保领导、项目、会议等的名称），一期只出一件的不填。
        document_number: 发文字号或期号。signer: 签发人。issued_on: 成文日期。printed_on: 印发日期。
    """

    month: Month
    kind: str
    name: str = ""
    target: str = ""
    document_number: str = ""
    signer: str = ""
    issued_on: PartialDate | None = None
    printed_on: PartialDate | None = None
