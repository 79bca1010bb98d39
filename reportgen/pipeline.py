"""流水线：读入 → 核对 → 评价 → 成文 → 排版 → 出文，六步依次在 :func:`run` 中。

有 E 类差错时不出文，只发布核实材料；草稿照出，另放 outputs/草稿/。
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from reportgen.check import check_facts, check_kinds
from reportgen.companions import covers, with_companions
from reportgen.comparison import Comparison, compare_editions
from reportgen.compose.charts import charts
from reportgen.compose.finding_view import filing_units, unit_findings
from reportgen.compose.group_view import Views
from reportgen.compose.routing import PER_FILING_UNIT, load_catalogue, papers_of
from reportgen.compose.subjects import finding_subjects, subjects_of
from reportgen.compose.vocabulary import month_names, vocabulary
from reportgen.drafts import Desk, Draft, check_characters, font_uses, quoted_figures
from reportgen.errors import UsageError
from reportgen.evaluate import assess
from reportgen.model.assessment import Assessment
from reportgen.model.finding import Finding, has_errors
from reportgen.model.period import Month
from reportgen.model.records import Facts
from reportgen.printing import print_drafts
from reportgen.progress import Progress, SilentProgress
from reportgen.publish import (
    PublishReport,
    RenderedDocument,
    lock_outputs,
    prepare_outputs,
    publish_edition,
    publish_packet,
)
from reportgen.read import available_months, read_facts
from reportgen.render.fonts import FontSet, resolve_fonts
from reportgen.reviews import review_drafts
from reportgen.settings import Scheme, load_scheme
from reportgen.trace import trace_papers, traces_bytes

DRAFT_FOLDER = "草稿"


@dataclass(frozen=True, slots=True)
class Request:
    """一次运行的要求。

    Attributes:
        inputs、outputs、templates: 文件夹。fonts: 单位自备字体的文件夹，可不存在。
        month: 期次；None 取有填报表的最近一个月。is_draft: 有差错也出草稿。
    """

    inputs: Path
    outputs: Path
    templates: Path
    fonts: Path
    month: Month | None = None
    is_draft: bool = False


@dataclass(frozen=True)
class Outcome:
    """一次运行的结果。

    Attributes:
        assessment: 有差错而未出草稿时为 None。
        report: 出文结果；packet: 核实材料；各在没有发布时为 None。
        documents: 已出的公文，分发次序。comparison: 与上一版的差别；首版、没有变化时为 None。
    """

    month: Month
    findings: tuple[Finding, ...]
    assessment: Assessment | None = None
    report: PublishReport | None = None
    packet: PublishReport | None = None
    documents: tuple[RenderedDocument, ...] = ()
    comparison: Comparison | None = None


def run(request: Request, progress: Progress | None = None, executor: Executor | None = None) -> Outcome:
    """出一期公文。

    Args:
        executor: 排版用的执行器；None 时用本机进程池。
    Raises:
        ReportgenError: 无法继续（用法、公文稿、磁盘等），成品保持原样。
    """
    prepare_outputs(request.outputs)
    with lock_outputs(request.outputs):
        return _run(request, progress or SilentProgress(), executor)


def _run(request: Request, progress: Progress, executor: Executor | None) -> Outcome:
    scheme, month, facts, findings = examine(request.inputs, request.month)
    catalogue = load_catalogue(request.templates)
    findings += check_kinds(facts.issuances, [(paper.kind, paper.name) for paper in catalogue])
    if has_errors(findings) and not request.is_draft:
        desk = Desk(request.templates, scheme, facts.projects, inputs=request.inputs)
        return _withheld(request, desk, month, findings, facts, resolve_fonts(request.fonts), executor)
    assessment = assess(facts, scheme, month)
    desk = Desk(request.templates, scheme, facts.projects, facts.issuances, request.is_draft, request.inputs)
    drafts, context = compose(assessment, facts, findings, desk)
    fonts = resolve_fonts(request.fonts)
    findings += check_characters(drafts, fonts, scheme, request.templates)
    held = _withheld(request, desk, month, findings, facts, fonts, executor) if has_errors(findings) else None
    if held and not request.is_draft:
        return held
    everything = (*drafts, *review_drafts(drafts, assessment, desk))
    fronts = covers(drafts, facts.contacts, desk, context)
    printed = print_drafts(everything, fronts, fonts, scheme.fonts, progress, executor)
    findings += printed.notices
    whole = with_companions(everything, printed, assessment, facts.contacts, charts(assessment, scheme), findings, desk)
    findings += whole.findings
    folder = request.outputs / DRAFT_FOLDER if request.is_draft else request.outputs
    report = publish_edition(
        folder,
        month,
        whole.documents,
        (*assessment.figures.values(), *quoted_figures(draft.document for draft in drafts)),
        findings,
        facts.inputs,
        font_uses(fonts),
        traces_bytes(trace_papers((draft.path, draft.paper.kind, draft.document) for draft in drafts)),
    )
    changes = compare_editions(folder, month, report, drafts, fonts, scheme.fonts, executor)
    packet = held.packet if held else None
    return Outcome(month, tuple(findings), assessment, report, packet, whole.documents, changes)


def _withheld(
    request: Request,
    desk: Desk,
    month: Month,
    findings: Sequence[Finding],
    facts: Facts,
    fonts: FontSet,
    executor: Executor | None,
) -> Outcome:
    """有差错：不出文，发布核实材料，每个填报单位一件数据核实单。"""
    papers = [paper for paper in load_catalogue(desk.templates) if paper.per == PER_FILING_UNIT]
    subjects = finding_subjects(unit_findings(findings, filing_units(facts)))
    drafts = tuple(desk.drafts(papers, month, month_names(month, desk.scheme), lambda _: subjects))
    printed = print_drafts(drafts, {}, fonts, desk.scheme.fonts, SilentProgress(), executor)
    packet = publish_packet(request.outputs, month, findings, facts.inputs, printed.documents)
    return Outcome(month, tuple(findings), packet=packet)


def examine(inputs: Path, month: Month | None) -> tuple[Scheme, Month, Facts, list[Finding]]:
    """读入并核对，不写任何文件；返回方案、期次、事实和全部差错。"""
    scheme = load_scheme(inputs)
    chosen = month or newest_month(inputs, scheme)
    facts, findings = read_facts(inputs, scheme, chosen)
    return scheme, chosen, facts, [*findings, *check_facts(facts, scheme, chosen)]


def newest_month(inputs: Path, scheme: Scheme) -> Month:
    """有填报表的最近一个月。

    Raises:
        UsageError: 一个月都没有。
    """
    months = available_months(inputs, scheme.year)
    if not months:
        raise UsageError(
            f"{inputs}/月度进展 中没有{scheme.year}年的填报表\n"
            f"  修改：把各单位的填报表放进 {inputs}/月度进展/{scheme.year}-04 这样的文件夹。"
        )
    return months[-1]


def compose(
    assessment: Assessment, facts: Facts, findings: Sequence[Finding], desk: Desk
) -> tuple[tuple[Draft, ...], Mapping[str, object]]:
    """按公文目录和公文稿成文，分发次序；另返回公文稿共用的名称。"""
    views = Views.of(assessment)
    units = unit_findings(findings, filing_units(facts))
    papers = papers_of(load_catalogue(desk.templates), assessment.month, desk.scheme)
    context = vocabulary(views, desk.scheme)
    drafts = desk.drafts(papers, assessment.month, context, lambda paper: subjects_of(paper.per, views, units))
    return tuple(drafts), context
