"""一个项目在公文稿里的样子。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from reportgen.compose.figure_names import figures_in
from reportgen.compose.quoting import NONE, UNREPORTED, View, quoted
from reportgen.compose.register_view import problem_view, task_force_view, task_view
from reportgen.compose.values import Phrase, Quoted, origin_of
from reportgen.model.assessment import Figure, FigureBook, LightReason, Standing
from reportgen.model.document import Origin, Run
from reportgen.model.period import Month
from reportgen.model.records import (
    Factor,
    FactorKind,
    FactorStatus,
    Nature,
    Procedure,
    ProcedureKind,
    ProcedureStatus,
    Project,
    SiteState,
)


def listed_view(project: Project, figures: Mapping[str, Figure]) -> View:
    """清单、建设计划与该项目的各项指标。"""
    return {
        **figures,
        "序号": quoted(project, "number", str(project.number)),
        "名称": quoted(project, "name", project.name),
        "法人单位": quoted(project, "legal_entity", project.legal_entity),
        "建设内容": quoted(project, "content", project.content),
        "性质": quoted(project, "nature", project.nature.value),
        "领导": quoted(project, "sponsor", project.sponsor),
        "牵头部门": quoted(project, "responsible_units", project.lead_unit),
        "责任部门": [quoted(project, "responsible_units", unit) for unit in project.responsible_units],
        "属地": quoted(project, "locality", project.locality),
        "主送单位": [
            quoted(project, "responsible_units", project.lead_unit),
            *([quoted(project, "locality", project.locality)] if project.area == project.locality else []),
        ],
        "填报单位": quoted(project, "filing_unit", project.filing_unit or project.lead_unit),
        "备注": quoted(project, "remark", project.remark),
        "计划开工": quoted(project, "planned_start", str(project.planned_start or NONE)),
        "计划竣工": quoted(project, "due_date", str(project.due_date or NONE)),
    }


def project_view(standing: Standing, book: FigureBook, month: Month) -> View:
    """清单、进展、手续、要素、问题、任务与该项目的各项指标。"""
    progress = standing.progress
    view: View = {
        **listed_view(standing.project, figures_in(book, f"project:{standing.project.number}")),
        "开复工时间": Quoted(str(standing.started_on or NONE), Origin(sources=standing.evidence["started"])),
        "竣工时间": Quoted(str(standing.completed_on or NONE), Origin(sources=standing.evidence["completion"])),
        "状态": Quoted(state_word(standing), Origin(sources=standing.evidence["state"])),
        "入库": Quoted(_base_word(standing), Origin(sources=standing.evidence["base"])),
        "灯": standing.light.value,
        "亮灯原因": [reason_phrase(reason, standing, book) for reason in standing.reasons],
        "形象进度": quoted(progress, "physical_progress", progress.physical_progress if progress else ""),
        "滞后原因": quoted(progress, "reason", progress.reason if progress else ""),
        "沿用": f"{standing.carried_from.month}月" if standing.carried_from else "",
        "手续": _statuses(standing.procedures, ProcedureKind, ProcedureStatus.UNKNOWN),
        "逾期手续": [
            {
                "手续": row.kind.value,
                "状态": quoted(row, "status", row.status.value),
                "计划办结": quoted(row, "due_date", str(row.due_date)),
            }
            for row in standing.procedures
            if row.is_overdue(month.last_day)
        ],
        "要素": _statuses(standing.factors, FactorKind, FactorStatus.UNKNOWN),
        "要素缺口": [
            {"要素": row.kind.value, "说明": quoted(row, "note", row.note)}
            for row in standing.factors
            if row.status is FactorStatus.SHORT
        ],
        "专班": task_force_view(standing.task_force) if standing.task_force else None,
    }
    problems = [problem_view(row, view, book, month.last_day) for row in standing.problems]
    view["问题"] = [row for row in problems if not row["已销号"]]
    view["已销号问题"] = [row for row in problems if row["已销号"]]
    view["任务"] = [task_view(row, view, book, month.last_day) for row in standing.tasks]
    return view


def _statuses(rows: Iterable[Procedure | Factor], kinds: Iterable[StrEnum], unknown: StrEnum) -> dict[str, Quoted]:
    """各项手续或要素的状态；没有填报的印“未填”。"""
    filed = {row.kind.value: row for row in rows}
    return {
        kind.value: quoted(
            filed.get(kind.value), "status", filed[kind.value].status if kind.value in filed else unknown
        )
        for kind in kinds
    }


def state_word(standing: Standing) -> str:
    """现场状态按建设性质的说法：新建说开工，续建说复工。"""
    verb = _started_verb(standing)
    words = {SiteState.WORKING: f"已{verb}", SiteState.IDLE: f"未{verb}", SiteState.COMPLETED: "已竣工"}
    return words.get(standing.state, standing.state.value)


def _base_word(standing: Standing) -> str:
    if standing.is_in_statistics is None:
        return UNREPORTED
    return "已入库" if standing.is_in_statistics else "未入库"


def reason_phrase(reason: LightReason, standing: Standing, book: FigureBook) -> Phrase:
    """亮灯原因的说法，数字带出处。"""
    if reason.rule == "投资":
        scope = f"project:{standing.project.number}"
        rate, gap = book.get_in(scope, "completion_rate"), book.get_in(scope, "gap_points")
        behind = Run(gap.printed.removeprefix("-"), origin_of(gap))
        return Phrase.of("完成率", rate, "，低于节点参考进度") + Phrase((behind,))
    if reason.problem is not None:
        problem = reason.problem
        days = book.get_in(f"problem:{problem.number}", "overdue_days")
        return Phrase.of(
            "问题“", quoted(problem, "description", problem.description.rstrip("。；，")), "”超过办结时限", days
        )
    since, verb = Run(str(reason.since), Origin(sources=reason.sources)), _started_verb(standing)
    if reason.rule == "入库":
        return Phrase((since, Run(f"{verb}，尚未入库")))
    if standing.state is SiteState.SUSPENDED:
        return Phrase((since, Run("停工，尚未复工")))
    return Phrase((Run("计划"), since, Run(f"{verb}，尚未{verb}")))


def _started_verb(standing: Standing) -> str:
    return "开工" if standing.project.nature is Nature.NEW else "复工"
