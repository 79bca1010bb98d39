"""预览的工作台：数据读一次，公文稿每次重新成文、排版，页面转成图片。"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reportgen.compose.finding_view import filing_units, unit_findings
from reportgen.compose.group_view import Views
from reportgen.compose.routing import Paper, load_catalogue, papers_of
from reportgen.compose.subjects import Subject, subjects_of
from reportgen.compose.vocabulary import vocabulary
from reportgen.drafts import Desk, Draft
from reportgen.errors import ReportgenError
from reportgen.evaluate import assess
from reportgen.model.finding import Finding
from reportgen.pipeline import Request, examine
from reportgen.render.fonts import FontSet, resolve_fonts
from reportgen.render.job import render_document

#: 预览图片的分辨率，点每英寸；屏幕上看得清，又不慢。
_DPI = 110


@dataclass(frozen=True, slots=True)
class Sheets:
    """一件公文的页面。``images`` 是各页的 PNG；``error`` 不空时公文稿有误，没有页面。"""

    title: str
    images: tuple[bytes, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class _Month:
    """一期的数据：各种公文的对象、公文稿的名称、成文的工具。"""

    desk: Desk
    views: Views
    context: Mapping[str, object]
    findings: Mapping[str, Sequence[Finding]]


class Studio:
    """一个月份的预览。数据在第一次用到时读入，此后不变；公文目录和公文稿随改随读。"""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._made: dict[tuple[str, int, int], Sheets] = {}

    @property
    def version(self) -> str:
        """公文稿文件夹的版本：有文件增减或改动就变。"""
        files = sorted(self._request.templates.iterdir())
        return str(hash(tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)))

    def papers(self) -> list[tuple[Paper, tuple[Subject, ...]]]:
        """本月的各种公文和各自的对象。

        Raises:
            TemplateError: 公文目录有误。
        """
        data = self._data
        papers = papers_of(load_catalogue(self._request.templates), data.views.assessment.month, data.desk.scheme)
        return [(paper, subjects_of(paper.per, data.views, data.findings)) for paper in papers]

    def sheets(self, paper: int, subject: int) -> Sheets:
        """第 ``paper`` 种公文第 ``subject`` 件（都从 0 起）的页面；公文稿没有改动的不重排。"""
        key = (self.version, paper, subject)
        if key not in self._made:
            self._made = {old: made for old, made in self._made.items() if old[0] == key[0]}
            self._made[key] = self._render(paper, subject)
        return self._made[key]

    def _render(self, paper: int, subject: int) -> Sheets:
        title = ""
        try:
            chosen, subjects = self.papers()[paper]
            title = " ".join(filter(None, (chosen.name, subjects[subject].name)))
            document = self._draft(chosen, subjects[subject]).document
            rendered = render_document(document, ("PDF",), self._fonts, {})
        except ReportgenError as error:
            return Sheets(title, error=str(error))
        return Sheets(title, tuple(_images(rendered.files["PDF"])))

    def _draft(self, paper: Paper, subject: Subject) -> Draft:
        data = self._data
        (draft,) = data.desk.drafts([paper], data.views.assessment.month, data.context, lambda _: (subject,))
        return draft

    @cached_property
    def _fonts(self) -> FontSet:
        return resolve_fonts(self._request.fonts)

    @cached_property
    def _data(self) -> _Month:
        scheme, month, facts, findings = examine(self._request.inputs, self._request.month)
        views = Views.of(assess(facts, scheme, month))
        desk = Desk(self._request.templates, scheme, facts.projects, facts.issuances, inputs=self._request.inputs)
        units = unit_findings(findings, filing_units(facts))
        return _Month(desk, views, vocabulary(views, scheme), units)


def _images(data: bytes) -> list[bytes]:
    """PDF 各页的 PNG。"""
    import pypdfium2

    images = []
    for page in pypdfium2.PdfDocument(data):
        buffer = io.BytesIO()
        page.render(scale=_DPI / 72).to_pil().save(buffer, "PNG")
        images.append(buffer.getvalue())
    return images


def template_excerpt(folder: Path, error: str) -> str:
    """差错所指那一行公文稿的原文；消息没有指明行的为空。"""
    import re

    found = re.search(r"公文稿 (\S+\.j2) 第(\d+)行", error)
    path = folder / found[1] if found else None
    if found is None or path is None or not path.is_file():
        return ""
    lines = path.read_text("utf-8-sig", "replace").splitlines()
    number = int(found[2])
    return f"{number}　{lines[number - 1]}" if 0 < number <= len(lines) else ""
