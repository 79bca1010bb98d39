"""两种公文：DOCX 与 PDF 文字一致，每个印出的数都有出处。"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from reportgen.evaluate import assess
from reportgen.model.document import Document, Run, paragraphs, text_of
from reportgen.model.period import Month
from reportgen.pipeline import Request, compose, examine
from tests.e2e.runs import INPUTS, MONTHS, ROOT, read_figures
from tests.support.docx_text import docx_text
from tests.support.pdf_text import pdf_paragraphs, squeezed

#: 公文稿自己写的数字：期次与日期、目标的说法、附件序号、规则说明。
_OWN_NUMBERS = re.compile(
    r"\d{4}年|\d{1,2}月|\d{1,2}日|“5个比例”|完成率超过100%的项目|计为0|项目数2个以上|附件\d|^\d\.|：\d\."
)
_UNITS = re.compile(r"(个百分点|亿元|万元|个|项)$")


@pytest.fixture(scope="session")
def documents() -> Mapping[str, tuple[Document, ...]]:
    """各期的文稿，键为月份。"""
    return {month: _compose(Month.parse(month)) for month in MONTHS}


def _compose(month: Month) -> tuple[Document, ...]:
    scheme, _, facts, _ = examine(INPUTS, month)
    assessment = assess(facts, scheme, month)
    request = Request(INPUTS, ROOT / "outputs", ROOT / "templates", ROOT / "fonts", month)
    return tuple(draft.document for draft in compose(assessment, scheme, request))


def _files(edition: Path, format: str) -> list[Path]:
    manifest = json.loads((edition / "manifest.json").read_text(encoding="utf-8"))
    files = (file for document in manifest["documents"] for file in document["files"])
    return [edition / file["path"] for file in files if file["format"] == format]


def _runs(document: Document) -> Iterator[Run]:
    for runs in paragraphs(document):
        yield from runs


@pytest.mark.parametrize("month", MONTHS)
def test_word_and_pdf_carry_the_same_text_paragraph_by_paragraph(
    month: str, editions: Mapping[str, Path], documents: Mapping[str, tuple[Document, ...]]
) -> None:
    word, pdf = _files(editions[month], "DOCX"), _files(editions[month], "PDF")
    assert len(word) == len(pdf) == len(documents[month]) == 2
    for word_file, pdf_file, document in zip(word, pdf, documents[month], strict=True):
        written = [squeezed(text_of(runs)) for runs in paragraphs(document) if text_of(runs).strip()]
        assert [squeezed(text) for text in docx_text(word_file.read_bytes())] == written
        assert [squeezed(text) for text in pdf_paragraphs(pdf_file.read_bytes())] == written


@pytest.mark.parametrize("month", MONTHS)
def test_every_printed_number_leads_to_a_figure_with_that_text(
    month: str, editions: Mapping[str, Path], documents: Mapping[str, tuple[Document, ...]]
) -> None:
    figures = {f"{item['id']}@{item['scope']}": item for item in read_figures(editions[month])}
    quoted = {
        (item["printed"], *(tuple(source.values()) for source in item["sources"]))
        for item in figures.values()
        if item["id"] == "quoted_text"
    }
    checked = 0
    for document in documents[month]:
        for run in _runs(document):
            if run.origin is None:
                assert not re.search(r"\d", _OWN_NUMBERS.sub("", run.text)), f"没有出处的数字：{run.text}"
                continue
            if not re.search(r"\d", run.text):
                continue
            checked += 1
            if run.origin.figure:
                figure = figures[run.origin.figure]
                assert figure["sources"], run
                assert _bare(run.text) == _bare(figure["printed"].lstrip("-")), run
            else:
                cells = ((item.file, item.sheet, item.cell, item.value) for item in run.origin.sources)
                assert (run.text, *cells) in quoted, run
    assert checked > 300


def _bare(text: str) -> str:
    return _UNITS.sub("", text)


@pytest.mark.parametrize("month", MONTHS)
def test_every_page_carries_the_mark_of_demonstration_data(month: str, editions: Mapping[str, Path]) -> None:
    for file in _files(editions[month], "PDF"):
        with pdfium.PdfDocument(file) as pdf:
            texts = [page.get_textpage().get_text_bounded() for page in pdf]
        assert all("演示数据" in text for text in texts)


@pytest.mark.parametrize("month", MONTHS)
def test_the_report_to_the_commander_stays_within_three_pages(month: str, editions: Mapping[str, Path]) -> None:
    with pdfium.PdfDocument(_files(editions[month], "PDF")[0]) as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
    first_attachment = next(index for index, text in enumerate(texts) if re.search(r"^附件1\s*$", text, re.M))
    assert first_attachment <= 3


def test_node_months_state_the_verdict_of_the_targets_that_are_due(
    documents: Mapping[str, tuple[Document, ...]],
) -> None:
    june, july, november = (_text(documents[month][1]) for month in ("2024-06", "2024-07", "2024-11"))
    assert "6月底开复工率。目标为100%，节点完成93.1%，未达到。" in june
    assert "6月底年度计划投资完成率。目标为30%以上，节点完成31.5%，达到。" in june
    assert "其余目标尚未到期。" in june
    assert "节点完成" not in july
    assert november.count("节点完成") == 5
    assert "9月底年度计划投资完成率。目标为80%以上，节点完成79.98%，未达到。" in november


def test_the_first_month_speaks_of_no_predecessor(documents: Mapping[str, tuple[Document, ...]]) -> None:
    for document in documents["2024-04"]:
        assert "较上月" not in _text(document)
        assert "与上月" not in _text(document)
    assert "较上月" in _text(documents["2024-05"][0])


def test_silent_units_and_carried_figures_are_named_where_the_reader_sees_them(
    documents: Mapping[str, tuple[Document, ...]],
) -> None:
    for document in documents["2024-08"]:
        assert "未报送的单位：市水利局" in _text(document)
        assert "1个项目本月未报累计投资，沿用最近一次填报数：吉林市重点防洪" in _text(document)
    assert "沿用最近一次填报数：蓝靛果种植加工基地" in _text(documents["2024-07"][0])
    assert "未报送的单位" not in _text(documents["2024-06"][1])


def _text(document: Document) -> str:
    return "\n".join(text_of(runs) for runs in paragraphs(document))
