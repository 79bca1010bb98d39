"""审阅稿：专报和通报与上月、与本期的上一版相比改了什么，标在新稿上，供领导和经办人核对；不分发。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.compose.group_view import Views
from reportgen.compose.routing import Paper
from reportgen.compose.subjects import WHOLE
from reportgen.compose.vocabulary import vocabulary
from reportgen.drafts import Desk, Draft
from reportgen.model.assessment import Assessment
from reportgen.model.document import Document
from reportgen.trace import Traces, has_changes, paper_text, review_document

REVIEW_FOLDER = "审阅稿"
#: 只供经办人用的材料，清单里记在总表、质量报告名下。
CLERK_KIND = "D10"
#: 出审阅稿的文种。
_REVIEWED = ("D1", "D3")


def review_drafts(drafts: Sequence[Draft], assessment: Assessment, desk: Desk) -> Iterator[Draft]:
    """各件审阅稿；首期没有上月，不出。"""
    if assessment.previous is None:
        return
    context = vocabulary(Views.of(assessment.previous), desk.scheme)
    month = assessment.previous.month
    for draft in _reviewed(drafts):
        (before,) = desk.drafts([draft.paper], month, context, lambda _: (WHOLE,))
        reviewed = review_document(draft.document, paper_text(before.document), f"审阅稿：与{month.month}月比较")
        yield _review(draft, reviewed, f"{REVIEW_FOLDER}/{_name(draft)}（与上月比较）")


def edition_review_drafts(drafts: Sequence[Draft], before: Traces, edition: int) -> Iterator[Draft]:
    """与本期第 ``edition`` 版比较的审阅稿；没有改动的、那一版没有的不出。"""
    texts = {paper.path: paper.text for paper in before.papers}
    for draft in _reviewed(drafts):
        if draft.path in texts:
            reviewed = review_document(draft.document, texts[draft.path], f"审阅稿：与第{edition}版比较")
            if has_changes(reviewed):
                yield _review(draft, reviewed, f"{_name(draft)}（与第{edition}版比较）")


def _reviewed(drafts: Sequence[Draft]) -> Iterator[Draft]:
    return (draft for draft in drafts if draft.paper.kind in _REVIEWED and draft.paper.name != REVIEW_FOLDER)


def _name(draft: Draft) -> str:
    return draft.path.rpartition("/")[2]


def _review(draft: Draft, document: Document, path: str) -> Draft:
    return Draft(_review_paper(draft.paper), document, path, ())


def _review_paper(paper: Paper) -> Paper:
    return replace(paper, kind=CLERK_KIND, name=REVIEW_FOLDER, recipients=(), formats=("DOCX", "PDF"), volume="")
