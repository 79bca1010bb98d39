"""印发通知：只用方案设置和项目清单，不分月份，放在 outputs/印发通知/。"""

from __future__ import annotations

from concurrent.futures import Executor

from reportgen.check import check_notice
from reportgen.compose.notice_vocabulary import notice_vocabulary
from reportgen.compose.routing import load_catalogue, papers_on_issue
from reportgen.drafts import Desk, check_characters, font_uses, quoted_figures
from reportgen.evaluate import listing_figures
from reportgen.model.finding import has_errors
from reportgen.model.period import Month
from reportgen.pipeline import Outcome, Request
from reportgen.printing import print_drafts
from reportgen.progress import Progress, SilentProgress
from reportgen.publish import lock_outputs, prepare_outputs, publish_notice
from reportgen.read import read_listing
from reportgen.render.fonts import resolve_fonts
from reportgen.settings import load_scheme


def issue_notice(request: Request, progress: Progress | None = None, executor: Executor | None = None) -> Outcome:
    """出印发通知：只用方案设置和项目清单，不用月度填报；``request`` 的期次不起作用。

    有差错时不出文，也没有核实材料；结果的期次是印发的月份。

    Raises:
        ReportgenError: 同 :func:`reportgen.pipeline.run`。
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
    desk = Desk(request.templates, scheme, facts.projects, inputs=request.inputs)
    context = notice_vocabulary(facts.projects, figures, scheme)
    papers = papers_on_issue(load_catalogue(request.templates))
    drafts = [desk.draft(paper, context, paper.file_name) for paper in papers]
    fonts = resolve_fonts(request.fonts)
    findings += check_characters(drafts, fonts, scheme, request.templates)
    if has_errors(findings):
        return Outcome(month, tuple(findings))
    printed = print_drafts(drafts, {}, fonts, scheme.fonts, progress, executor)
    findings += printed.notices
    report = publish_notice(
        request.outputs,
        month,
        printed.documents,
        (*figures.values(), *quoted_figures(draft.document for draft in drafts)),
        findings,
        facts.inputs,
        font_uses(fonts),
    )
    return Outcome(month, tuple(findings), report=report, documents=printed.documents)
