"""流水线：读入 → 核对 → 评价 → 成文 → 排版 → 出文，六步依次在 :func:`run` 中。

有 E 类差错时不出文，只发布核实材料；草稿照出，另放 outputs/草稿/。
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reportgen.check import check_facts, check_notice
from reportgen.compose.notice_vocabulary import notice_vocabulary
from reportgen.compose.routing import Paper, load_catalogue, papers_of, papers_on_issue, recipients_of
from reportgen.compose.template import compose_document
from reportgen.compose.vocabulary import vocabulary
from reportgen.errors import UsageError
from reportgen.evaluate import assess, listing_figures
from reportgen.model.assessment import Assessment, Figure, FigureBook
from reportgen.model.catalogue import fault
from reportgen.model.document import Document, paragraphs, text_of
from reportgen.model.finding import Finding, has_errors
from reportgen.model.period import Month
from reportgen.model.records import Facts
from reportgen.model.source import Source
from reportgen.progress import Progress, SilentProgress
from reportgen.publish import (
    FontUse,
    PublishReport,
    RenderedDocument,
    RenderedFile,
    lock_outputs,
    prepare_outputs,
    publish_edition,
    publish_notice,
    publish_packet,
)
from reportgen.read import available_months, read_facts, read_listing
from reportgen.render.coverage import character_findings
from reportgen.render.fonts import FontSet, resolve_fonts
from reportgen.render.job import RenderedPaper, render_document
from reportgen.settings import Scheme, load_scheme

DRAFT_FOLDER = "草稿"
DEMO_STAMP, DRAFT_STAMP = "演示数据", "草稿"


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


@dataclass(frozen=True, slots=True)
class Draft:
    """成文待排的一件公文；``path`` 是成品的相对路径（不含扩展名）。"""

    paper: Paper
    document: Document
    path: str
    recipients: tuple[str, ...]


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
        _font_uses(fonts),
    )
    return Outcome(month, tuple(findings), assessment, report, held.packet if held else None, documents)


def _withheld(request: Request, month: Month, findings: Sequence[Finding], facts: Facts) -> Outcome:
    """有差错：不出文，发布核实材料。"""
    return Outcome(month, tuple(findings), packet=publish_packet(request.outputs, month, findings, facts.inputs))


def issue_notice(request: Request, progress: Progress | None = None, executor: Executor | None = None) -> Outcome:
    """出印发通知：只用方案设置和项目清单，不用月度填报；``request`` 的期次不起作用。

    有差错时不出文，也没有核实材料；结果的期次是印发的月份。

    Raises:
        ReportgenError: 同 :func:`run`。
    """
    prepare_outputs(request.outputs)
    with lock_outputs(request.outputs):
        return _issue_notice(request, progress or SilentProgress(), executor)


def _issue_notice(request: Request, progress: Progress, executor: Executor | None) -> Outcome:
    scheme = load_scheme(request.inputs)
    month = Month(scheme.issued_on.year, scheme.issued_on.month)
    facts, findings = read_listing(request.inputs, scheme)
    findings += check_notice(facts, scheme)
    if has_errors(findings):
        return Outcome(month, tuple(findings))
    figures = listing_figures(facts.projects, scheme)
    drafts = compose_notice(facts, figures, scheme, request)
    fonts = resolve_fonts(request.fonts)
    findings += check_characters(drafts, fonts, scheme, request.templates)
    if has_errors(findings):
        return Outcome(month, tuple(findings))
    documents, notices = render(drafts, fonts, scheme.fonts, progress, executor)
    findings += notices
    report = publish_notice(
        request.outputs,
        month,
        documents,
        (*figures.values(), *quoted_figures(draft.document for draft in drafts)),
        findings,
        facts.inputs,
        _font_uses(fonts),
    )
    return Outcome(month, tuple(findings), report=report, documents=documents)


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
    context = vocabulary(assessment, scheme)
    stamps = _stamps(scheme, is_draft=request.is_draft)
    papers = papers_of(load_catalogue(request.templates), assessment.month, scheme)
    projects = [item.project for item in assessment.standings]
    return tuple(
        Draft(
            paper,
            compose_document(
                request.templates / paper.template, context, kind=paper.kind, stamps=stamps, page=scheme.page
            ),
            paper.path(order, assessment.month),
            recipients_of(paper, projects, scheme),
        )
        for order, paper in enumerate(papers, 1)
    )


def compose_notice(facts: Facts, figures: FigureBook, scheme: Scheme, request: Request) -> tuple[Draft, ...]:
    """印发方案时的公文；成品直接放在印发通知的文件夹里。"""
    context = notice_vocabulary(facts.projects, figures, scheme)
    stamps = _stamps(scheme, is_draft=False)
    return tuple(
        Draft(
            paper,
            compose_document(
                request.templates / paper.template, context, kind=paper.kind, stamps=stamps, page=scheme.page
            ),
            paper.file_name,
            recipients_of(paper, facts.projects, scheme),
        )
        for paper in papers_on_issue(load_catalogue(request.templates))
    )


def _stamps(scheme: Scheme, *, is_draft: bool) -> tuple[str, ...]:
    """每页要印的标记。"""
    marks = ((scheme.is_demo, DEMO_STAMP), (is_draft, DRAFT_STAMP))
    return tuple(stamp for is_used, stamp in marks if is_used)


def _font_uses(fonts: FontSet) -> tuple[FontUse, ...]:
    """选定的各字体，记入清单。"""
    return tuple(FontUse(face.role.value, face.name, face.sha256) for chain in fonts.faces.values() for face in chain)


def check_characters(drafts: Sequence[Draft], fonts: FontSet, scheme: Scheme, templates: Path) -> list[Finding]:
    """成文之后查每个字有没有字体可印；没有单元格的文字算在公文稿名下。"""
    papers = ((draft.document, Source(f"{templates.name}/{draft.paper.template}", "", "", "")) for draft in drafts)
    return character_findings(papers, fonts, scheme.fonts)


def render(
    drafts: Sequence[Draft],
    fonts: FontSet,
    font_names: Mapping[str, str],
    progress: Progress,
    executor: Executor | None = None,
) -> tuple[tuple[RenderedDocument, ...], list[Finding]]:
    """排版：一件公文一个任务，互不依赖，次序不影响结果；返回成品和排版中的提醒。"""
    finished, findings = [], []
    with _executor(executor, len(drafts)) as pool:
        jobs = [
            pool.submit(render_document, draft.document, draft.paper.formats, fonts, dict(font_names))
            for draft in drafts
        ]
        progress.start(len(jobs))
        try:
            for draft, job in zip(drafts, jobs, strict=True):
                progress.step(draft.paper.name)
                rendered = job.result()
                finished.append(_finished(draft, rendered))
                findings += [fault(Source(draft.path, "", "", ""), "W501", notice) for notice in rendered.notices]
        finally:
            progress.done()
    return tuple(finished), findings


def _finished(draft: Draft, rendered: RenderedPaper) -> RenderedDocument:
    files = (
        RenderedFile(f"{draft.path}.{name.lower()}", data, name, rendered.pages)
        for name, data in rendered.files.items()
    )
    return RenderedDocument(draft.paper.kind, text_of(draft.document.title), draft.recipients, tuple(files))


def quoted_figures(documents: Iterable[Document]) -> Iterator[Figure]:
    """公文中照录的、含数字的填报文字，各成一条，使印出的每个数字都能追溯到单元格。"""
    seen = set()
    for document in documents:
        for runs in paragraphs(document):
            for item in runs:
                origin = item.origin
                if origin is None or origin.figure or not origin.sources or not any(map(str.isdigit, item.text)):
                    continue
                place = origin.sources[0]
                figure = Figure(
                    "quoted_text",
                    "照录填报文字",
                    f"cell:{place.file}/{place.sheet}/{place.cell}/{item.text}",
                    None,
                    "",
                    item.text,
                    "照录单元格文字",
                    origin.sources,
                )
                if figure.key not in seen:
                    seen.add(figure.key)
                    yield figure


@contextmanager
def _executor(given: Executor | None, jobs: int) -> Iterator[Executor]:
    """调用者给的执行器，或本机进程池；后者用完即关。"""
    if given is not None:
        yield given
        return
    with ProcessPoolExecutor(max_workers=max(1, min(jobs, os.cpu_count() or 1))) as pool:
        yield pool
