"""审阅稿：专报和通报与上月的一期相比改了什么，标在新稿上，供领导和经办人核对；不分发。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.compose.group_view import Views
from reportgen.compose.routing import Paper
from reportgen.compose.subjects import WHOLE
from reportgen.compose.vocabulary import vocabulary
from reportgen.drafts import Desk, Draft
from reportgen.model.assessment import Assessment
from reportgen.trace import paper_text, review_document

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
    for draft in drafts:
        if draft.paper.kind in _REVIEWED:
            (before,) = desk.drafts([draft.paper], month, context, lambda _: (WHOLE,))
            reviewed = review_document(draft.document, paper_text(before.document), f"审阅稿：与{month.month}月比较")
            name = draft.path.rpartition("/")[2]
            yield Draft(_review_paper(draft.paper), reviewed, f"{REVIEW_FOLDER}/{name}（与上月比较）", ())


def _review_paper(paper: Paper) -> Paper:
    return replace(paper, kind=CLERK_KIND, name=REVIEW_FOLDER, recipients=(), formats=("DOCX", "PDF"), volume="")
