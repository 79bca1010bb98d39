"""事实记录：清单上的项目、每月填报的进展、手续与要素。金额一律为 Decimal 万元。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from reportgen.model.period import Month, PartialDate
from reportgen.model.registers import Issuance, Meeting, Problem, Task, TaskForce
from reportgen.model.source import Record, Source


class Nature(StrEnum):
    """建设性质。"""

    NEW = "新建"
    CONTINUING = "续建"


class SiteState(StrEnum):
    """截止日的现场状态。

    ``WORKING`` 对新建项目是已开工、对续建项目是已复工；``IDLE`` 是未开工或未复工。
    """

    WORKING = "在建"
    IDLE = "未开复工"
    SUSPENDED = "停工"
    COMPLETED = "竣工"
    UNREPORTED = "未报"


class ProcedureKind(StrEnum):
    """新建项目的五项手续，次序即印刷次序。"""

    APPROVAL = "立项"
    PLANNING = "规划"
    ENVIRONMENT = "环评"
    ENERGY = "能评"
    PERMIT = "施工许可"


class ProcedureStatus(StrEnum):
    """手续办理状态。"""

    DONE = "已办结"
    DOING = "在办"
    TODO = "未办"
    EXEMPT = "无需办理"
    UNKNOWN = "未填"


class FactorKind(StrEnum):
    """续建项目的要素保障。"""

    LAND = "用地"
    LABOUR = "用工"
    UTILITIES = "水电"
    TRANSPORT = "运输"
    MATERIALS = "钢筋商砼"
    FUNDS = "资金"
    LOANS = "融资"
    POLICY = "政策"
    QUOTAS = "指标"


class FactorStatus(StrEnum):
    """要素保障状态。"""

    SECURED = "已保障"
    SHORT = "有缺口"
    NOT_NEEDED = "不涉及"
    UNKNOWN = "未填"


@dataclass(frozen=True, kw_only=True)
class Project(Record):
    """清单中的一个项目（附件的一行），以及建设计划。

    Attributes:
        number: 序号，也是项目的标识。
        total_investment: 总投资，万元。annual_plan: 年度计划投资，万元。
        responsible_units: 责任部门，第一个牵头。
        locality: 属地政府原文；area: 归并后的属地（方案列为市本级的写法归为“市本级”）。
        planned_start: 计划开工（续建为计划复工）。due_date: 计划竣工。
        filing_unit: 每月填报进展的单位；建设计划未写明时是牵头责任部门。
    """

    number: int
    name: str
    legal_entity: str
    content: str
    nature: Nature
    total_investment: Decimal
    annual_plan: Decimal
    sponsor: str
    responsible_units: tuple[str, ...]
    locality: str
    area: str
    remark: str = ""
    planned_start: PartialDate | None = None
    due_date: PartialDate | None = None
    filing_unit: str = ""

    @property
    def lead_unit(self) -> str:
        """牵头责任部门。"""
        return self.responsible_units[0]


@dataclass(frozen=True, kw_only=True)
class Progress(Record):
    """一个项目一个月的进展。None 与空串都是“未报”，0 就是 0。

    投资单位万元；``state`` 只反映本月填报，不沿用上月。
    """

    project: int
    month: Month
    month_investment: Decimal | None = None
    cumulative_investment: Decimal | None = None
    statistical_investment: Decimal | None = None
    lifetime_investment: Decimal | None = None
    is_in_statistics: bool | None = None
    state: SiteState = SiteState.UNREPORTED
    started_on: PartialDate | None = None
    suspended_on: PartialDate | None = None
    completed_on: PartialDate | None = None
    physical_progress: str = ""
    reason: str = ""
    correction_note: str = ""
    filed_by: str = ""
    filed_on: PartialDate | None = None


@dataclass(frozen=True, kw_only=True)
class Procedure(Record):
    """一个新建项目的一项手续。``due_date`` 是计划办结，``done_on`` 是办结日期。"""

    project: int
    kind: ProcedureKind
    status: ProcedureStatus
    due_date: PartialDate | None = None
    done_on: PartialDate | None = None

    def is_overdue(self, cutoff: date) -> bool:
        """截至 ``cutoff`` 逾期：已到计划办结日，而未办结也非无需办理。"""
        is_settled = self.status in (ProcedureStatus.DONE, ProcedureStatus.EXEMPT)
        return not is_settled and self.due_date is not None and self.due_date.latest <= cutoff


@dataclass(frozen=True, kw_only=True)
class Factor(Record):
    """一个续建项目的一项要素。``note`` 说明缺口。"""

    project: int
    kind: FactorKind
    status: FactorStatus
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Contact(Record):
    """通讯录的一行。``stands_for`` 是由它代收的名称（如包保领导的姓名），``copies`` 是纸质件份数。"""

    unit: str
    person: str = ""
    email: str = ""
    copies: int = 1
    stands_for: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """它收谁的公文：单位自己和代收的各名称。"""
        return (self.unit, *self.stands_for)


@dataclass(frozen=True)
class MonthlyReturns:
    """一个月的全部填报；键为项目序号（手续、要素另加类别）。"""

    month: Month
    progress: Mapping[int, Progress]
    procedures: Mapping[tuple[int, ProcedureKind], Procedure]
    factors: Mapping[tuple[int, FactorKind], Factor]
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PrintedTotal(Record):
    """表内印出的一行合计、小计或分类标题，供与各行核对；``cells`` 的键是金额字段，行首单元格在 ``label``。

    Attributes:
        month: 所在月份，项目清单为 None。label: 行首单元格。
        amounts: 印出的各金额；sums: 它所管各行相加，键与 ``amounts`` 相同，万元。
        count: 印出的项目数，没有印为 None；rows: 它所管的行数。
    """

    month: Month | None
    label: Source
    amounts: Mapping[str, Decimal]
    sums: Mapping[str, Decimal]
    count: int | None
    rows: int


@dataclass(frozen=True, slots=True)
class InputFile:
    """读过的一个输入文件；``path`` 相对 inputs/。"""

    path: str
    sha256: str


@dataclass(frozen=True)
class Facts:
    """读入的全部事实：清单、截至本月的各月填报、通讯录、表内印出的合计、全年的台账与登记，以及读过的文件。"""

    projects: tuple[Project, ...]
    returns: Mapping[Month, MonthlyReturns]
    contacts: tuple[Contact, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    totals: tuple[PrintedTotal, ...] = ()
    problems: tuple[Problem, ...] = ()
    tasks: tuple[Task, ...] = ()
    task_forces: tuple[TaskForce, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    issuances: tuple[Issuance, ...] = ()
