"""待排的公文：由公文稿成文，查字，排版，列出照录的数字；月度公文与印发通知共用。"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reportgen.compose.routing import Paper, recipients_of
from reportgen.compose.template import compose_document
from reportgen.model.assessment import Figure
from reportgen.model.catalogue import fault
from reportgen.model.document import Document, paragraphs, text_of
from reportgen.model.finding import Finding
from reportgen.model.records import Project
from reportgen.model.source import Source
from reportgen.progress import Progress
from reportgen.publish import FontUse, RenderedDocument, RenderedFile
from reportgen.render.coverage import character_findings
from reportgen.render.fonts import FontSet
from reportgen.render.job import RenderedPaper, render_document
from reportgen.settings import Scheme

DEMO_STAMP, DRAFT_STAMP = "演示数据", "草稿"


@dataclass(frozen=True, slots=True)
class Draft:
    """成文待排的一件公文；``path`` 是成品的相对路径（不含扩展名）。"""

    paper: Paper
    document: Document
    path: str
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class Desk:
    """成文要用的东西：公文稿文件夹、方案、清单项目，以及是不是草稿。"""

    templates: Path
    scheme: Scheme
    projects: Sequence[Project]
    is_draft: bool = False

    def draft(self, paper: Paper, context: Mapping[str, object], path: str) -> Draft:
        """按公文稿写成一件公文；``path`` 是成品的相对路径（不含扩展名）。

        Raises:
            TemplateError: 公文稿有误。
        """
        marks = ((self.scheme.is_demo, DEMO_STAMP), (self.is_draft, DRAFT_STAMP))
        document = compose_document(
            self.templates / paper.template,
            context,
            kind=paper.kind,
            stamps=tuple(stamp for is_used, stamp in marks if is_used),
            page=self.scheme.page,
        )
        return Draft(paper, document, path, recipients_of(paper, self.projects, self.scheme))


def font_uses(fonts: FontSet) -> tuple[FontUse, ...]:
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
