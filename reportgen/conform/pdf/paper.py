"""认出的公文：各要素在纸上的行，以及它们的文字。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportgen.conform.language import level_of
from reportgen.conform.numbers import CHAR
from reportgen.conform.passage import Part, Passage
from reportgen.conform.pdf.lines import Layout, Line
from reportgen.conform.pdf.metrics import Metrics
from reportgen.conform.pdf.rules import InkRule


@dataclass(frozen=True)
class Paragraph:
    """一个自然段：在各页上的行。"""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """文字，不含回行。"""
        return "".join(line.text for line in self.lines)

    @property
    def level(self) -> int:
        """层次 1—4；正文为 0。"""
        return level_of(self.text)


@dataclass(frozen=True)
class Attachment:
    """一个附件，或随文印发的印发件；``label`` 为 None 的是印发件，或漏了标识的附件。"""

    label: Line | None
    title: tuple[Line, ...]
    flow: tuple[Paragraph, ...]
    is_issued: bool = False


@dataclass(frozen=True)
class Paper:
    """认出的一份公文；没有的要素为空。

    Attributes:
        form: 公文格式：文件、信函、纪要、命令、专报，认不出的为“其他”。
        layouts: 各页。rules: 首页和末两页的长横线。metrics: 量得的尺寸。
        head: 版头各要素的行。title: 标题各行。recipients: 主送机关各行。
        flow: 正文各段。attendance: 纪要的出席等名单。notes: 附件说明各行。
        signatures、dates、annotations: 署名、成文日期、附注的行。
        attachments: 附件和印发件。cc、issue: 版记的行。
    """

    form: str
    layouts: tuple[Layout, ...]
    rules: tuple[InkRule, ...]
    metrics: Metrics
    head: Mapping[Part, tuple[Line, ...]]
    title: tuple[Line, ...]
    recipients: tuple[Line, ...]
    flow: tuple[Paragraph, ...]
    attendance: tuple[Paragraph, ...]
    notes: tuple[Line, ...]
    signatures: tuple[Line, ...]
    dates: tuple[Line, ...]
    annotations: tuple[Line, ...]
    attachments: tuple[Attachment, ...]
    cc: tuple[Line, ...]
    issue: tuple[Line, ...]

    @property
    def imprint_page(self) -> int | None:
        """版记所在页。"""
        lines = self.cc + self.issue
        return lines[0].page if lines else None

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """正文和附件正文的各段。"""
        return self.flow + tuple(item for attachment in self.attachments for item in attachment.flow)

    def part(self, part: Part) -> tuple[Line, ...]:
        """版头一个要素的行。"""
        return self.head.get(part, ())


def paragraphs(lines: Iterable[Line], metrics: Metrics) -> tuple[Paragraph, ...]:
    """把相接的行并成自然段：行首缩进，或上一行未排满而以句末标点结束，就是新段。"""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _starts_paragraph(line, groups[-1][-1], metrics):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(Paragraph(tuple(group)) for group in groups)


def _starts_paragraph(line: Line, before: Line, metrics: Metrics) -> bool:
    indent = line.x0 - metrics.left(line.page)
    if 0.6 * CHAR < indent < 4 * CHAR:
        return True
    is_apart = line.page == before.page and line.baseline - before.baseline > 1.6 * metrics.pitch
    is_short = before.x1 < metrics.right(before.page) - 3 * CHAR
    return is_apart or (is_short and before.text[-1:] in "。：；！？”）" and indent < 0.6 * CHAR)


# 文字


def passages(paper: Paper) -> tuple[Passage, ...]:
    """全文的文字，按要素和自然段。"""
    return (*_main_passages(paper), *_annex_passages(paper))


def _main_passages(paper: Paper) -> Iterator[Passage]:
    """版头、主体和文末。"""
    yield from (_passage(lines, part) for part, lines in paper.head.items())
    for lines, part in ((paper.title, Part.TITLE), (paper.recipients, Part.RECIPIENTS)):
        if lines:
            yield _passage(lines, part)
    yield from (_passage(item.lines, Part.BODY) for item in (*paper.flow, *paper.attendance))
    yield from (_passage(lines, Part.ATTACHMENT_NOTE) for lines in note_items(paper.notes))
    yield from (_passage([line], Part.SIGNATURE) for line in paper.signatures)
    yield from (_passage([line], Part.DATE) for line in paper.dates)
    if paper.annotations:
        yield _passage(paper.annotations, Part.ANNOTATION)


def _annex_passages(paper: Paper) -> Iterator[Passage]:
    """附件、表格和版记。"""
    for attachment in paper.attachments:
        if attachment.label:
            yield _passage([attachment.label], Part.LABEL)
        if attachment.title:
            yield _passage(attachment.title, Part.ISSUED_TITLE if attachment.is_issued else Part.ATTACHMENT_TITLE)
        part = Part.BODY if attachment.is_issued else Part.ATTACHMENT_BODY
        yield from (_passage(item.lines, part) for item in attachment.flow)
    yield from (_passage([line], Part.CELL) for layout in paper.layouts for line in layout.cells)
    yield from (_passage(lines, Part.CC) for lines in _split(paper.cc, r"^[抄主分]送[：:]"))
    if paper.issue:
        yield _passage(paper.issue, Part.ISSUE)


def note_items(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """附件说明：一个附件的各行为一条。"""
    return _split(lines, r"^(附件[：:])?\s?\d{1,2}\s?[.．、]")


def _split(lines: Sequence[Line], start: str) -> list[tuple[Line, ...]]:
    """在合乎 ``start`` 的行之前分开。"""
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or re.match(start, line.text):
            groups.append([])
        groups[-1].append(line)
    return [tuple(group) for group in groups]


def _passage(lines: Sequence[Line], part: Part) -> Passage:
    text = "".join(line.text for line in lines)
    return Passage(text, part, lines[0].page, tuple(line.box for line in lines))
