"""各件公文：DOCX、PDF、合订本逐段印着文稿的文字，每页有演示数据的标记，各月的说法合乎当月情形。

文件逐个看的是两个节点月；说法看全部各月的文稿。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from reportgen.drafts import Draft
from reportgen.model.document import Document, Heading, Paragraph, Run, Runs, paragraphs, text_of
from reportgen.publish import read_manifest
from reportgen.publish.manifest import DocumentEntry
from tests.e2e.months import composed
from tests.e2e.runs import MONTHS, NODES
from tests.support.docx_revisions import accepted, rejected
from tests.support.docx_text import docx_text
from tests.support.pdf_text import pdf_paragraphs, squeezed

READERS = {"DOCX": docx_text, "PDF": pdf_paragraphs}
#: 一个节点月应当有的文种，D10 是只供经办人用的材料。
KINDS = {"D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9"}


def papers(month: str, edition: Path) -> list[tuple[Draft, DocumentEntry]]:
    """各件公文和它在清单上的一条；清单在公文之后是审阅稿、总表等。"""
    drafts = composed(month).drafts
    entries = read_manifest(edition).documents
    assert [entry.kind for entry in entries[: len(drafts)]] == [draft.paper.kind for draft in drafts]
    assert {entry.kind for entry in entries[len(drafts) :]} == {"D10"}
    return list(zip(drafts, entries, strict=False))


def written(document: Document) -> list[str]:
    """文稿各段的文字。"""
    return [squeezed(text_of(runs)) for runs in paragraphs(document) if text_of(runs).strip()]


def files(edition: Path, kind: str, format: str) -> Iterator[Path]:
    """一个文种的一种文件。"""
    for document in read_manifest(edition).documents:
        if document.kind == kind:
            yield from (edition / file.path for file in document.files if file.format == format)


def pdf_texts(path: Path) -> list[str]:
    """各页的文字。"""
    with pdfium.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


@pytest.mark.parametrize("month", NODES)
def test_every_file_of_every_paper_carries_the_text_of_its_document(month: str, editions: Mapping[str, Path]) -> None:
    made = papers(month, editions[month])
    assert {draft.paper.kind for draft, _ in made} == KINDS
    checked = 0
    for draft, entry in made:
        for file in entry.files:
            if file.format in READERS:
                found = READERS[file.format]((editions[month] / file.path).read_bytes())
                assert [squeezed(text) for text in found] == written(draft.document), file.path
                checked += 1
        assert {file.format for file in entry.files} >= set(draft.paper.formats), entry.title
    assert checked > 55


@pytest.mark.parametrize("month", NODES)
@pytest.mark.parametrize("volume", ["打印合订本", "施工图合订本"])
def test_bound_volume_carries_the_text_of_its_papers_one_after_another(
    month: str, volume: str, editions: Mapping[str, Path]
) -> None:
    bound = [draft for draft in composed(month).drafts if draft.paper.volume == volume]
    expected = [text for draft in bound for text in written(draft.document)]
    found = pdf_paragraphs((editions[month] / f"{volume}.pdf").read_bytes())
    assert found[-len(expected) :] == expected
    # 前面只有分发清单。
    assert all(text not in found[: -len(expected)] for text in expected if text.startswith("截至"))


def test_one_word_changed_in_the_document_would_be_noticed(editions: Mapping[str, Path]) -> None:
    draft, entry = papers("2024-06", editions["2024-06"])[0]
    (heading, *rest) = draft.document.blocks
    assert isinstance(heading, Heading)
    changed = replace(draft.document, blocks=(replace(heading, runs=(Run("一、总的进展"),)), *rest))
    found = docx_text((editions["2024-06"] / entry.files[0].path).read_bytes())
    assert [squeezed(text) for text in found] != written(changed)


@pytest.mark.parametrize("month", NODES)
def test_every_page_carries_the_mark_of_demonstration_data(month: str, editions: Mapping[str, Path]) -> None:
    for kind in ("D1", "D3", "D5", "D8"):
        for path in files(editions[month], kind, "PDF"):
            assert all("演示数据" in text for text in pdf_texts(path)), path.name


@pytest.mark.parametrize("month", NODES)
def test_the_body_of_the_report_to_the_commander_takes_three_pages(month: str, editions: Mapping[str, Path]) -> None:
    (path,) = files(editions[month], "D1", "PDF")
    texts = pdf_texts(path)
    (last,) = (page for page, text in enumerate(texts, 1) if "注：节点参考进度" in text)
    first_annex = next(page for page, text in enumerate(texts, 1) if re.search(r"^附件1\s*$", text, re.M))
    assert last <= 3
    # 附件说明和署名可以落到第四页，附件另面编排。
    assert first_annex <= 5


@pytest.mark.parametrize("kind", ["D1", "D3"])
@pytest.mark.parametrize("month", NODES)
def test_review_copy_reads_as_this_month_when_accepted_and_as_the_last_when_rejected(
    month: str, kind: str, editions: Mapping[str, Path]
) -> None:
    (paper,) = files(editions[month], kind, "DOCX")
    review = editions[month] / "审阅稿" / f"{paper.stem}（与上月比较）.docx"
    assert accepted(review.read_bytes()) == accepted(paper.read_bytes())
    left = {squeezed(text) for text in rejected(review.read_bytes())}
    (last,) = composed(MONTHS[MONTHS.index(month) - 1]).of_kind(kind)
    sentences = [squeezed(text_of(block.runs)) for block in last.document.blocks if isinstance(block, Paragraph)]
    assert len(sentences) > 5
    assert [sentence for sentence in sentences if sentence not in left] == []
    printed = "".join(pdf_paragraphs(review.with_suffix(".pdf").read_bytes()))
    assert "较上月" in printed and len(printed) > len("".join(written(last.document)))


# 各月的说法


def text(month: str, kind: str) -> str:
    """一个文种全部文稿的文字。"""
    return "\n".join(text_of(runs) for draft in composed(month).of_kind(kind) for runs in paragraphs(draft.document))


def words(month: str) -> Sequence[Runs]:
    """这个月全部文稿的各段。"""
    return [runs for draft in composed(month).drafts for runs in paragraphs(draft.document)]


def test_node_months_state_the_verdict_of_the_targets_that_are_due() -> None:
    june, july, november = (text(month, "D3") for month in ("2024-06", "2024-07", "2024-11"))
    assert "6月底开复工率。目标为100%，节点完成93.1%，未达到。" in june
    assert "6月底年度计划投资完成率。目标为30%以上，节点完成31.5%，达到。" in june
    assert "其余目标尚未到期。" in june
    assert "节点完成" not in july
    assert november.count("节点完成") == 5
    assert "9月底年度计划投资完成率。目标为80%以上，节点完成79.98%，未达到。" in november


def test_the_first_month_speaks_of_no_predecessor() -> None:
    april = "\n".join(map(text_of, words("2024-04")))
    assert "较上月" not in april
    assert "与上月" not in april
    assert "上月已亮灯" not in april
    assert "较上月" in text("2024-05", "D1")


def test_silent_units_and_carried_figures_are_named_where_the_reader_sees_them() -> None:
    for kind in ("D1", "D3"):
        assert "未报送的单位：市水利局" in text("2024-08", kind)
        assert "1个项目本月未报累计投资，沿用最近一次填报数：吉林市重点防洪" in text("2024-08", kind)
    assert "沿用最近一次填报数：蓝靛果种植加工基地" in text("2024-07", "D1")
    assert "未报送的单位" not in text("2024-06", "D3")


def test_each_sponsor_reads_only_of_his_own_projects() -> None:
    made = composed("2024-06")
    names = {project.sponsor: project.name for project in made.facts.projects}
    drafts = made.of_kind("D2")
    assert len(drafts) == len(names) == 7
    for draft in drafts:
        content = "\n".join(map(text_of, paragraphs(draft.document)))
        mine = [sponsor for sponsor, name in names.items() if name in content]
        assert len(mine) == 1 and f"包保领导：{mine[0]}" in content


def test_a_matter_reminded_of_twice_in_a_row_steps_up_to_supervision() -> None:
    stepped = 0
    for before, month in pairwise(MONTHS):
        last = {matter for _, matter in letters(before)}
        for name, matter in letters(month):
            assert name == "督办通知" or matter not in last, f"{month} {matter} 上月已经发过，应当督办"
            stepped += (("提示函", matter) in letters(before)) and name == "督办通知"
    assert stepped > 10


def letters(month: str) -> set[tuple[str, str]]:
    """一个月的提示函和督办通知：（名称，哪个项目的什么事）。"""
    made = composed(month).of_kind("D4")
    return {(draft.paper.name, draft.path.partition(f"-{draft.paper.name}-")[2]) for draft in made}
