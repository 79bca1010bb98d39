"""随公文一起出的材料：合订本、总表和台账、邮件草稿和发送清单、总览和质量报告。

公文以外的都只供经办人用，清单里记在 D10 名下。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.dispatch import LIST_FILE, MAIL_FOLDER, Enclosure, copies_of, dispatch_list, mail_drafts
from reportgen.drafts import Desk, Draft
from reportgen.model.assessment import Assessment
from reportgen.model.document import Chart, Document, Sheet, text_of
from reportgen.model.finding import Finding
from reportgen.model.records import Contact
from reportgen.overview import (
    OVERVIEW_FILE,
    QUALITY_FILE,
    FileLink,
    PaperLink,
    overview_html,
    overview_of,
    quality_html,
)
from reportgen.printing import Printed
from reportgen.publish import RenderedDocument, RenderedFile
from reportgen.publish.folder import named_safely
from reportgen.render.chart_svg import chart_svg
from reportgen.reviews import CLERK_KIND, REVIEW_FOLDER
from reportgen.tabulate import ledger_workbook, master_workbook
from reportgen.trace import changes_workbook

MASTER_FILE = "总表.xlsx"
CHANGES_FILE = "变化清单.xlsx"
COVER_TEMPLATE = "分发清单.j2"
LETTER_TEMPLATE = "邮件.txt"

_LEDGER_KIND = "D5"
_MAILED = ("DOCX", "XLSX")
_SCREEN_FONTS = "sans-serif"


def covers(
    drafts: Sequence[Draft], contacts: Sequence[Contact], desk: Desk, names: Mapping[str, object]
) -> dict[str, Document]:
    """各册 A4 合订本的分发清单；挂图的一册没有。"""
    made = {}
    for volume in dict.fromkeys(draft.paper.volume for draft in drafts if draft.paper.volume):
        chosen = [draft for draft in drafts if draft.paper.volume == volume]
        if all(draft.document.sheet is not Sheet.A3_WIDE for draft in chosen):
            rows = [_cover_row(draft, contacts) for draft in chosen]
            made[volume] = desk.document(COVER_TEMPLATE, {**names, "册名": volume, "分发": rows}, CLERK_KIND)
    return made


def _cover_row(draft: Draft, contacts: Sequence[Contact]) -> Mapping[str, object]:
    copies = copies_of(draft.recipients, contacts)
    return {"公文": text_of(draft.document.title), "收件": list(draft.recipients), "份数": str(copies)}


@dataclass(frozen=True)
class Companions:
    """一期的全部成品：公文在前，随附的材料在后；以及起草邮件时的提醒。"""

    documents: tuple[RenderedDocument, ...]
    findings: tuple[Finding, ...]


def with_companions(
    drafts: Sequence[Draft],
    printed: Printed,
    assessment: Assessment,
    contacts: Sequence[Contact],
    charts: Mapping[str, Chart],
    findings: Sequence[Finding],
    desk: Desk,
) -> Companions:
    """配齐一期的成品；各文件的路径已换成安全的写法。

    Args:
        drafts: 与 ``printed.documents`` 一一对应。findings: 至今的差错、提醒、修正，不含起草邮件的。
    """
    month, scheme = assessment.month, desk.scheme
    ledger = ledger_workbook(assessment, scheme)
    papers = named_safely([_with_ledger(item, ledger) for item in printed.documents], ())
    issued = [paper for draft, paper in zip(drafts, papers, strict=True) if draft.paper.name != REVIEW_FOLDER]
    enclosures = list(enclosures_of(issued))
    letters, missing = mail_drafts(month, enclosures, contacts, scheme, desk.templates / LETTER_TEMPLATE)
    noted = (*findings, *missing)
    links = [_link(draft, paper, contacts) for draft, paper in zip(drafts, papers, strict=True) if paper in issued]
    pictures = {text_of(chart.title): chart_svg(chart, _SCREEN_FONTS) for chart in charts.values()}
    view = overview_of(assessment, scheme, links, noted, pictures)
    extras = (
        *(
            _clerk(volume.name, RenderedFile(f"{volume.name}.pdf", volume.data, "PDF", volume.pages))
            for volume in printed.volumes
        ),
        _clerk("总览", RenderedFile(OVERVIEW_FILE, overview_html(view), "HTML")),
        _clerk("质量报告", RenderedFile(QUALITY_FILE, quality_html(month, noted, assessment, scheme), "HTML")),
        _clerk("总表", RenderedFile(MASTER_FILE, master_workbook(assessment, scheme), "XLSX")),
        _clerk("变化清单", RenderedFile(CHANGES_FILE, changes_workbook(assessment, desk.stamps), "XLSX")),
        _clerk("邮件草稿", *(RenderedFile(letter.path, letter.data, "EML") for letter in letters)),
        _clerk(
            "发送清单",
            RenderedFile(
                f"{MAIL_FOLDER}/{LIST_FILE}", dispatch_list(month, enclosures, contacts, letters, scheme), "XLSX"
            ),
        ),
    )
    return Companions((*papers, *extras), tuple(missing))


def _clerk(title: str, *files: RenderedFile) -> RenderedDocument:
    return RenderedDocument(CLERK_KIND, title, (), files)


def _with_ledger(document: RenderedDocument, ledger: bytes) -> RenderedDocument:
    """问题清单台账另有一份可筛选的 XLSX，与 PDF 同名。"""
    if document.kind != _LEDGER_KIND:
        return document
    stem = document.files[0].path.rpartition(".")[0]
    return replace(document, files=(*document.files, RenderedFile(f"{stem}.xlsx", ledger, "XLSX")))


def enclosures_of(papers: Sequence[RenderedDocument]) -> Iterator[Enclosure]:
    """各件公文寄出的文件：可以修改的格式；没有的（挂图）寄 PDF。"""
    for paper in papers:
        for file in [file for file in paper.files if file.format in _MAILED] or paper.files:
            yield Enclosure(paper.kind, paper.title, file.path, file.data, paper.recipients)


def _link(draft: Draft, paper: RenderedDocument, contacts: Sequence[Contact]) -> PaperLink:
    files = tuple(FileLink(file.format, file.path, file.pages) for file in paper.files)
    return PaperLink(draft.paper.name, paper.title, files, copies_of(paper.recipients, contacts))
