"""审阅稿：增删在 PDF 里是下划线、删除线，在 DOCX 里是修订，接受得新文，拒绝得旧文。"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from reportgen.model.document import (
    Align,
    Block,
    Cell,
    Change,
    Document,
    Heading,
    Note,
    Paragraph,
    Run,
    Runs,
    text_of,
)
from reportgen.render.docx_writer import render_docx
from reportgen.render.pagination import OWN_PAGE
from reportgen.render.pdf_writer import render_pdf
from tests.support.docx_revisions import accepted, document_of, rejected, rows_left
from tests.support.docx_samples import FONT_NAMES, letter, small_table
from tests.support.pdf_papers import fonts
from tests.support.pdf_text import pdf_paragraphs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def plus(text: str) -> Run:
    return Run(text, change=Change.INSERTED)


def minus(text: str) -> Run:
    return Run(text, change=Change.DELETED)


def row(*texts: Runs) -> tuple[Cell, ...]:
    return tuple(Cell(runs, Align.LEFT) for runs in texts)


TABLE = replace(
    small_table(),
    title=(),
    unit=(),
    header=(row((Run("类别"),), (Run("计划"),), (Run("完成"),), (Run("比例"),)),),
    rows=(
        row((Run("新建"),), (Run("8亿元"),), (minus("3亿元"), plus("4亿元")), (Run("50%"),)),
        row((plus("续建"),), (plus("6亿元"),), (plus("2亿元"),), (plus("33%"),)),
        row((minus("其他"),), (minus("1亿元"),), (minus("0亿元"),), (minus("0%"),)),
    ),
)

BLOCKS: tuple[Block, ...] = (
    Paragraph((Run("截至6月底完成投资"), minus("60.1亿元"), plus("62.3亿元"), Run("，进展<顺利>。"))),
    Heading(1, (Run("一、"), minus("存在问题"), plus("主要问题"))),
    Heading(2, (Run("（一）供地"), plus("滞后。")), (Run("两个项目没有供地"), minus("和拆迁"), Run("。"))),
    Paragraph((plus("新增的一段。"),)),
    Paragraph((minus("删去的一段。"),)),
    Paragraph((Run("没有变化的一段。"),)),
    TABLE,
    Note((Run("注：数据"), minus("未经"), plus("已经"), Run("核对。"))),
)


def review() -> Document:
    """一份审阅稿：段落、标题、表格、注都有增删。"""
    return letter(blocks=BLOCKS, attachments=(), stamps=("审阅稿",))


def kept(runs: Runs, gone: Change) -> Runs:
    return tuple(Run(run.text) for run in runs if run.change is not gone)


def without(gone: Change) -> Document:
    """增删落定后的文稿，全删的段落和行不在了。"""
    return letter(blocks=tuple(settled(block, gone) for block in BLOCKS), attachments=(), stamps=("审阅稿",))


def settled(block: Block, gone: Change) -> Block:
    match block:
        case Heading():
            return Heading(block.level, kept(block.runs, gone), kept(block.rest, gone))
        case Paragraph() | Note():
            return type(block)(kept(block.runs, gone))
        case _:
            rows = (tuple(Cell(kept(cell.runs, gone), cell.align) for cell in line) for line in TABLE.rows)
            return replace(TABLE, rows=tuple(line for line in rows if any(cell.runs for cell in line)))


@pytest.fixture(scope="module")
def docx() -> bytes:
    return render_docx(review(), FONT_NAMES, OWN_PAGE)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_pdf(review(), fonts()).data


def plain_docx(gone: Change) -> list[str]:
    return accepted(render_docx(without(gone), FONT_NAMES, OWN_PAGE))


def test_accepting_all_gives_the_new_text(docx: bytes) -> None:
    assert accepted(docx) == plain_docx(Change.DELETED)
    assert "截至6月底完成投资62.3亿元，进展<顺利>。" in accepted(docx)
    assert rows_left(docx, is_accepted=True) == 1 + 2


def test_rejecting_all_gives_the_old_text(docx: bytes) -> None:
    assert rejected(docx) == plain_docx(Change.INSERTED)
    assert "截至6月底完成投资60.1亿元，进展<顺利>。" in rejected(docx)
    assert rows_left(docx, is_accepted=False) == 1 + 2


def test_marks_have_unique_numbers_one_neutral_author_and_no_date(docx: bytes) -> None:
    marks = [item for item in document_of(docx).iter() if item.tag in (f"{W}ins", f"{W}del")]
    numbers = [int(item.get(f"{W}id", "0")) for item in marks]
    assert numbers == list(range(1, len(marks) + 1)) and len(marks) > 12
    assert {item.get(f"{W}author") for item in marks} == {"审阅稿"}
    assert all(item.get(f"{W}date") is None for item in marks)


def test_a_paper_without_changes_has_no_marks() -> None:
    data = render_docx(letter(), FONT_NAMES, OWN_PAGE)
    assert not any(item.tag in (f"{W}ins", f"{W}del") for item in document_of(data).iter())


def test_a_run_in_heading_keeps_its_look_and_outline(docx: bytes) -> None:
    paragraphs = [item for item in document_of(docx).iter(f"{W}p") if "供地滞后" in "".join(item.itertext())]
    outline = paragraphs[0].find(f"{W}pPr/{W}outlineLvl")
    assert outline is not None and outline.get(f"{W}val") == "1"
    styles = [style.get(f"{W}val") for style in paragraphs[0].iter(f"{W}rStyle")]
    assert styles == ["Heading2Text", "Heading2Text"]


def test_audit_finds_nothing(docx: bytes, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="没有安装 openxml-audit")
    path = tmp_path / "审阅稿.docx"
    path.write_bytes(docx)
    assert [str(error) for error in audit.OpenXmlValidator().validate(path).errors] == []


def test_text_that_looks_like_a_mark_is_not_numbered() -> None:
    text = '<w:ins w:id="0" w:author="x">'
    data = render_docx(
        letter(
            blocks=(
                Paragraph(
                    (Run(text), plus("新")),
                ),
            ),
            attachments=(),
        ),
        FONT_NAMES,
        OWN_PAGE,
    )
    assert f"{text}新" in accepted(data)


def test_pdf_shows_old_and_new_in_reading_order(pdf: bytes) -> None:
    texts = pdf_paragraphs(pdf)
    expected = [text_of(block.runs) for block in BLOCKS if isinstance(block, Paragraph | Note)]
    assert [text for text in texts if text in expected] == expected


@pytest.mark.parametrize(("word", "share"), [("62.3亿元", (0.85, 1.2)), ("60.1亿元", (0.35, 0.75))])
def test_pdf_underlines_the_new_and_strikes_the_old(pdf: bytes, word: str, share: tuple[float, float]) -> None:
    """``share`` 是线在字框从上到下的什么地方。"""
    with pdfplumber.open(BytesIO(pdf)) as opened:
        page = opened.pages[0]
        found = page.search(word)[0]
        marks = [
            mark
            for mark in (*page.lines, *page.rects)
            if mark["x0"] < found["x0"] + 1.5 and mark["x1"] > found["x1"] - 4 and mark["height"] < 2
            and found["top"] - 2 < mark["top"] < found["bottom"] + 3
        ]  # fmt: skip
    assert marks
    height = found["bottom"] - found["top"]
    assert any(share[0] <= (mark["top"] - found["top"]) / height <= share[1] for mark in marks)
