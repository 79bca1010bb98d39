"""流水线：读入 → 核对 → 评价 → 成文 → 排版 → 出文，六步依次在 :func:`run` 中。

有 E 类差错时不出文，只发布核实材料；草稿照出，另放 outputs/草稿/。
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from reportgen.check import check_facts
from reportgen.compose.routing import load_catalogue, papers_of
from reportgen.compose.vocabulary import vocabulary
from reportgen.drafts import Desk, Draft, check_characters, font_uses, quoted_figures, render
from reportgen.errors import UsageError
from reportgen.evaluate import assess
from reportgen.model.assessment import Assessment
from reportgen.model.finding import Finding, has_errors
from reportgen.model.period import Month
from reportgen.model.records import Facts
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
from reportgen.render.fonts import resolve_fonts
from reportgen.settings import Scheme, load_scheme

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
        documents: 已出的公文，分发次序。
    """

    month: Month
    findings: tuple[Finding, ...]
    assessment: Assessment | None = None
    report: PublishReport | None = None
    packet: PublishReport | None = None
    documents: tuple[RenderedDocument, ...] = ()


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
    if has_errors(findings) and not request.is_draft:
        return _withheld(request, month, findings, facts)
    assessment = assess(facts, scheme, month)
    drafts = compose(assessment, scheme, request)
    fonts = resolve_fonts(request.fonts)
    findings += check_characters(drafts, fonts, scheme, request.templates)
    held = _withheld(request, month, findings, facts) if has_errors(findings) else None
    if held and not request.is_draft:
        return held
    documents, notices = render(drafts, fonts, scheme.fonts, progress, executor)
    findings += notices
    report = publish_edition(
        request.outputs / DRAFT_FOLDER if request.is_draft else request.outputs,
        month,
        documents,
        (*assessment.figures.values(), *quoted_figures(draft.document for draft in drafts)),
        findings,
        facts.inputs,
        font_uses(fonts),
    )
    return Outcome(month, tuple(findings), assessment, report, held.packet if held else None, documents)


def _withheld(request: Request, month: Month, findings: Sequence[Finding], facts: Facts) -> Outcome:
    """有差错：不出文，发布核实材料。"""
    return Outcome(month, tuple(findings), packet=publish_packet(request.outputs, month, findings, facts.inputs))


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


def compose(assessment: Assessment, scheme: Scheme, request: Request) -> tuple[Draft, ...]:
    """按公文目录和公文稿成文，分发次序。"""
    projects = [item.project for item in assessment.standings]
    desk = Desk(request.templates, scheme, projects, request.is_draft)
    context = vocabulary(assessment, scheme)
    papers = papers_of(load_catalogue(request.templates), assessment.month, scheme)
    return tuple(
        desk.draft(paper, context, paper.path(order, assessment.month)) for order, paper in enumerate(papers, 1)
    )
