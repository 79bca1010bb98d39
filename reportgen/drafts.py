"""待排的公文：由公文稿成文，查字，列出照录的数字；月度公文、印发通知和审阅稿共用。"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.compose.registration import registration
from reportgen.compose.routing import Paper, recipients_of
from reportgen.compose.subjects import WHOLE, Subject
from reportgen.compose.template import compose_document
from reportgen.model.assessment import Figure
from reportgen.model.document import Document, paragraphs
from reportgen.model.finding import Finding
from reportgen.model.period import Month
from reportgen.model.records import Project
from reportgen.model.registers import Issuance
from reportgen.model.source import Source
from reportgen.publish import FontUse
from reportgen.render.coverage import character_findings
from reportgen.render.fonts import FontSet
from reportgen.settings import Scheme

DEMO_STAMP, DRAFT_STAMP = "演示数据", "草稿"

#: 一种公文 → 它的全部对象。
SubjectsOf = Callable[[Paper], Sequence[Subject]]


@dataclass(frozen=True, slots=True)
class Draft:
    """成文待排的一件公文；``path`` 是成品的相对路径（不含扩展名）。"""

    paper: Paper
    document: Document
    path: str
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class Desk:
    """成文要用的东西：公文稿文件夹、方案、清单项目、发文登记，是不是草稿，以及方案正文所在的文件夹。"""

    templates: Path
    scheme: Scheme
    projects: Sequence[Project]
    issuances: Sequence[Issuance] = ()
    is_draft: bool = False
    inputs: Path | None = None

    def drafts(
        self, papers: Sequence[Paper], month: Month, context: Mapping[str, object], subjects: SubjectsOf
    ) -> Iterator[Draft]:
        """一期的各件公文，分发次序；``subjects`` 给出一种公文的全部对象。"""
        for order, paper in enumerate(papers, 1):
            for number, subject in enumerate(subjects(paper), 1):
                names = {
                    **context,
                    **subject.names,
                    "图": {**_charts(context), **_charts(subject.names)},
                    "登记": registration(self.issuances, paper, month, subject.name),
                }
                yield self.draft(paper, names, paper.path(order, month, subject.name, number), subject)

    def draft(self, paper: Paper, context: Mapping[str, object], path: str, subject: Subject = WHOLE) -> Draft:
        """按公文稿写成一件公文；``path`` 是成品的相对路径（不含扩展名）。

        Raises:
            TemplateError: 公文稿有误。
        """
        document = self.document(paper.template, context, paper.kind)
        chosen = [item for item in self.projects if not subject.projects or item.number in subject.projects]
        return Draft(paper, document, path, recipients_of(paper, chosen, self.scheme, subject.recipients))

    def document(self, template: str, context: Mapping[str, object], kind: str) -> Document:
        """按公文稿 ``template`` 写成文稿，每页印上该印的标记。"""
        return compose_document(
            self.templates / template,
            context,
            kind=kind,
            stamps=self.stamps,
            page=self.scheme.page,
            inputs=self.inputs,
        )

    @property
    def stamps(self) -> tuple[str, ...]:
        """每一页要印的标记。"""
        marks = ((self.scheme.is_demo, DEMO_STAMP), (self.is_draft, DRAFT_STAMP))
        return tuple(stamp for is_used, stamp in marks if is_used)


def _charts(names: Mapping[str, object]) -> Mapping[str, object]:
    charts = names.get("图")
    return charts if isinstance(charts, Mapping) else {}


def font_uses(fonts: FontSet) -> tuple[FontUse, ...]:
    """选定的各字体，记入清单。"""
    return tuple(FontUse(face.role.value, face.name, face.sha256) for chain in fonts.faces.values() for face in chain)


def check_characters(drafts: Sequence[Draft], fonts: FontSet, scheme: Scheme, templates: Path) -> list[Finding]:
    """成文之后查每个字有没有字体可印；没有单元格的文字算在公文稿名下。"""
    papers = ((draft.document, Source(f"{templates.name}/{draft.paper.template}", "", "", "")) for draft in drafts)
    return character_findings(papers, fonts, scheme.fonts)


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
