"""同一期换版以后，与上一版的差别：列出来，并在专报、通报上标出来，放在 outputs/审阅/。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.drafts import Draft
from reportgen.errors import UsageError
from reportgen.explain import read_edition
from reportgen.model.period import Month
from reportgen.printing import print_drafts
from reportgen.progress import SilentProgress
from reportgen.publish import (
    Manifest,
    PublishReport,
    RenderedDocument,
    RenderedFile,
    Shelf,
    differences,
    paper_names,
    publish_aside,
    read_manifest,
)
from reportgen.render.fonts import FontSet
from reportgen.reviews import CLERK_KIND, edition_review_drafts
from reportgen.trace import Edition, EditionChanges, changed_between, changed_cells, edition_change_text


@dataclass(frozen=True)
class Comparison:
    """与本期上一版的差别，以及对照材料所在的文件夹。"""

    changes: EditionChanges
    folder: Path


def compare_editions(
    outputs: Path,
    month: Month,
    report: PublishReport,
    drafts: Sequence[Draft],
    fonts: FontSet,
    font_names: Mapping[str, str],
    executor: Executor | None = None,
) -> Comparison | None:
    """换版以后与上一版比较，写出对照材料；没有换版、上一版没有出处记录的为 None。"""
    if report.history is None:
        return None
    try:
        before, after = read_edition(report.history), read_edition(report.folder)
        changes = _differences(before, after, _papers(report.history), _papers(report.folder))
    except UsageError:
        return None
    listing = RenderedFile(f"第{report.edition}版的变化.txt", edition_change_text(changes), "TXT")
    documents = [RenderedDocument(CLERK_KIND, "与上一版的变化", (), (listing,))]
    reviews = tuple(edition_review_drafts(drafts, before.traces, before.number))
    if reviews:
        documents += print_drafts(reviews, {}, fonts, font_names, SilentProgress(), executor).documents
    return Comparison(changes, publish_aside(outputs, Shelf.REVIEW, month, documents).folder)


def edition_changes(old: Path, new: Path) -> EditionChanges:
    """``old``（历史里的旧版）与 ``new``（现有的一版）的差别。

    Raises:
        UsageError: 有一版缺文件或已损坏。
    """
    return _differences(read_edition(old), read_edition(new), _papers(old), _papers(new))


def _differences(before: Edition, after: Edition, old: Manifest, new: Manifest) -> EditionChanges:
    changed, dropped = differences(old, new)
    known = set(paper_names(old, new))
    return EditionChanges(
        before.title,
        after.title,
        tuple(name for name in changed if name in known),
        tuple(name for name in changed if name not in known),
        dropped,
        changed_between(before, after),
        changed_cells(before, after),
    )


def _papers(folder: Path) -> Manifest:
    """``folder`` 的清单，不列只供经办人用的材料：数一变它们必变。"""
    manifest = read_manifest(folder)
    return replace(manifest, documents=tuple(item for item in manifest.documents if item.kind != CLERK_KIND))
