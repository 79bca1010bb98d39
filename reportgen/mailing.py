"""重做邮件草稿：Word 文件经人修改以后，按成品文件夹里现在的文件再起草，放在 outputs/邮件/<期次>/。"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.companions import LETTER_TEMPLATE, enclosures_of
from reportgen.dispatch import LIST_FILE, dispatch_list, mail_drafts
from reportgen.errors import UsageError
from reportgen.explain import newest_month
from reportgen.model.finding import Finding
from reportgen.model.period import Month
from reportgen.pipeline import Request, examine
from reportgen.publish import (
    PublishReport,
    RenderedDocument,
    RenderedFile,
    Shelf,
    publish_aside,
    read_manifest,
)
from reportgen.reviews import CLERK_KIND


@dataclass(frozen=True)
class Mailing:
    """重做的邮件草稿。``edited`` 是与生成时不同、照现在的样子附上的文件；``findings`` 是没有起草的。"""

    month: Month
    report: PublishReport
    letters: int
    edited: tuple[str, ...]
    findings: tuple[Finding, ...]


def remake_mails(request: Request) -> Mailing:
    """按现在的文件重做一期的邮件草稿和发送清单；月度成品不动，冻结的月份也可以做。

    Raises:
        UsageError: 没有这一期的成品，或其中的文件不见了。
    """
    month = request.month or newest_month(request.outputs)
    folder = request.outputs / str(month)
    scheme, _, facts, _ = examine(request.inputs, month)
    papers, edited = _papers(folder)
    enclosures = list(enclosures_of(papers))
    letters, findings = mail_drafts(month, enclosures, facts.contacts, scheme, request.templates / LETTER_TEMPLATE)
    listing = dispatch_list(month, enclosures, facts.contacts, letters, scheme)
    files = [RenderedFile(Path(letter.path).name, letter.data, "EML") for letter in letters]
    document = RenderedDocument(CLERK_KIND, "邮件草稿", (), (*files, RenderedFile(LIST_FILE, listing, "XLSX")))
    return Mailing(
        month, publish_aside(request.outputs, Shelf.MAILS, month, [document]), len(letters), edited, tuple(findings)
    )


def _papers(folder: Path) -> tuple[list[RenderedDocument], tuple[str, ...]]:
    """成品里的各件公文，内容取现在的文件；以及与生成时不同的文件。"""
    try:
        manifest = read_manifest(folder)
    except (FileNotFoundError, ValueError):
        raise UsageError(f"{folder} 没有成品，不能起草邮件\n  修改：先生成这一期（make monthly）。") from None
    papers, edited = [], []
    for document in manifest.documents:
        if document.kind != CLERK_KIND:
            files = []
            for file in document.files:
                data = _read(folder / file.path)
                files.append(RenderedFile(file.path, data, file.format, file.pages))
                if hashlib.sha256(data).hexdigest() != file.sha256:
                    edited.append(file.path)
            papers.append(RenderedDocument(document.kind, document.title, document.recipients, tuple(files)))
    return papers, tuple(edited)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"读不到 {path}（{error.strerror}）\n  修改：把文件放回原处，或重新生成这一期。") from None


def mailing_lines(mailing: Mailing) -> Iterator[str]:
    """给经办人看的结果。"""
    title = f"{mailing.month.year}年{mailing.month.month}月"
    yield f"{title}：邮件草稿{mailing.letters}封，放在 {mailing.report.folder}"
    if mailing.edited:
        yield f"  照修改后的样子附上：{'、'.join(mailing.edited)}"
    for finding in mailing.findings:
        yield from str(finding).splitlines()
