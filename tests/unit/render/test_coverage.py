"""缺字：由谁补印、哪个单元格、Word 文件怎样；没有字体可印的不准印。"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from reportgen.model.document import (
    Attachment,
    Block,
    Cell,
    Chart,
    Document,
    Heading,
    Imprint,
    IssuedText,
    Note,
    Origin,
    Paragraph,
    Run,
    Runs,
    Sealing,
    Series,
    Table,
    text_of,
)
from reportgen.model.finding import Finding
from reportgen.model.source import Source
from reportgen.render.coverage import character_findings, printed_texts
from reportgen.render.fonts import Role, resolve_fonts
from reportgen.render.pdf_writer import render_pdf
from tests.support.pdf_papers import letter, plain_letter, runs
from tests.support.small_font import write_font

OFFICE = {"仿宋": "仿宋_GB2312", "楷体": "楷体_GB2312", "黑体": "黑体", "宋体": "宋体", "小标宋": "方正小标宋简体"}
WIDE = {**OFFICE, "仿宋": "仿宋", "楷体": "楷体"}
TEMPLATE = Source("templates/D1.j2", "", "", "")
RARE = "旸堃喆垚镕㻬䶮𫟹𠮷"


def cell_run(text: str, cell: str = "I5") -> Runs:
    """取自项目清单一个单元格的文字。"""
    return (Run(text, Origin(sources=(Source("项目清单.xlsx", "项目清单", cell, text),))),)


def paper(*blocks: Block) -> Document:
    return replace(plain_letter(1), blocks=blocks, attachments=())


def findings(*documents: Document, font_names: dict[str, str] = WIDE, fonts: Path | None = None) -> list[Finding]:
    chosen = resolve_fonts(fonts, use_system=False)
    return character_findings(((document, TEMPLATE) for document in documents), chosen, font_names)


def marks(found: list[Finding]) -> list[tuple[str, str, str]]:
    """（编号，单元格，字）。"""
    return [(item.code, item.cell or item.file, item.message[1]) for item in found]


def test_ordinary_papers_give_no_findings() -> None:
    assert findings(letter(), font_names=OFFICE) == []


def test_borrowed_character_is_named_with_its_cell_the_roles_and_the_helper() -> None:
    (found,) = findings(paper(Paragraph((Run("包保领导"), *cell_run("李堃")))))
    assert (found.code, found.file, found.sheet, found.cell) == ("W502", "项目清单.xlsx", "项目清单", "I5")
    assert found.message == (
        "“堃”（U+5803）：仿宋没有这个字，由 NotoSerifSC-ExtraLight（随程序）补印，字形与前后的字不同。"
    )
    assert "fonts 文件夹" in found.fix


def test_one_finding_for_a_character_and_a_cell_however_often_it_is_printed() -> None:
    name, other = cell_run("李堃"), cell_run("王堃", "I9")
    blocks = (Heading(1, name), Heading(2, name, name), Paragraph(name + name), Note(other))
    found = findings(paper(*blocks), paper(*blocks))
    assert marks(found) == [("W502", "I5", "堃"), ("W502", "I9", "堃")]
    assert "楷体、仿宋没有这个字" in found[0].message


def test_text_of_the_template_is_reported_at_the_template() -> None:
    assert marks(findings(paper(Paragraph(runs("李堃"))))) == [("W502", "templates/D1.j2", "堃")]


def test_text_made_of_several_cells_is_reported_at_the_one_that_has_the_character() -> None:
    sources = tuple(Source("清单.xlsx", "表", cell, text) for cell, text in (("A1", "李明"), ("A2", "王喆")))
    assert marks(findings(paper(Paragraph((Run("李明、王喆", Origin(sources=sources)),))))) == [("W502", "A2", "喆")]


def test_character_without_any_font_is_an_error_at_its_cell_and_nothing_else() -> None:
    found = findings(paper(Paragraph(cell_run("甲🚀乙\ue123丙")), Heading(1, cell_run("甲🚀乙\ue123丙"))))
    assert marks(found) == [("E501", "I5", "🚀"), ("E501", "I5", "\ue123")]
    assert "不能排印" in found[0].message
    assert "simsunb.ttf" in found[0].fix


def test_own_font_with_the_character_mends_the_error(tmp_path: Path) -> None:
    document = paper(Paragraph(cell_run("甲𠀀")))
    assert marks(findings(document)) == [("E501", "I5", "𠀀")]
    write_font(tmp_path / "simsunb.ttf", "宋体-ExtB", "𠀀")
    (found,) = findings(document, fonts=tmp_path)
    assert (found.code, "由 宋体-ExtB（单位自备）补印" in found.message) == ("W502", True)


def test_characters_outside_gb2312_are_reported_for_word_files_that_name_gb2312_fonts() -> None:
    document = paper(Paragraph(cell_run("李堃二〇二四年")), Heading(2, cell_run("李堃二〇二四年")))
    found = findings(document, font_names=OFFICE)
    assert marks(found) == [("W502", "I5", "堃"), ("W503", "I5", "堃"), ("W503", "I5", "〇")]
    assert "仿宋_GB2312、楷体_GB2312 没有这个字" in found[1].message
    assert "把“仿宋_GB2312”改为“仿宋”，把“楷体_GB2312”改为“楷体”" in found[1].fix
    assert [item.code for item in findings(document)] == ["W502"]


def test_punctuation_of_gb2312_and_blanks_are_no_fault_in_word_files() -> None:
    text = "—…·“”‘’〔〕《》①⑩㈠℃％‰±×÷～Ⅰ○●★→\u3000\u00a0\u2003\u2060"
    assert findings(paper(Paragraph(cell_run(text))), font_names=OFFICE) == []


@pytest.mark.parametrize(
    ("document", "role"),
    [
        (paper(Heading(1, cell_run("堃"))), Role.HEI),
        (paper(Heading(2, cell_run("堃"))), Role.KAI),
        (paper(Heading(3, cell_run("堃"))), Role.FANGSONG),
        (paper(Heading(1, runs("一、甲。"), cell_run("堃"))), Role.FANGSONG),
        (paper(Table(cell_run("堃"), (), (Decimal(1),), (), ())), Role.HEI),
        (paper(Table((), (), (Decimal(1),), ((Cell(cell_run("堃")),),), ())), Role.HEI),
        (paper(Table((), cell_run("堃"), (Decimal(1),), (), ((Cell(cell_run("堃")),),))), Role.FANGSONG),
        (paper(Chart(cell_run("堃"), "%", ("4月",), (Series("率", (None,), "柱"),))), Role.HEI),
        (paper(Chart((), "%", ("堃",), (Series("率", (None,), "柱"),))), Role.SONG),
        (replace(plain_letter(1), title=cell_run("堃")), Role.XBS),
        (replace(plain_letter(1), marks=(cell_run("堃"),)), Role.XBS),
        (replace(plain_letter(1), signers=(cell_run("堃"),)), Role.KAI),
        (replace(plain_letter(1), attendance=(("出席", cell_run("堃")),)), Role.FANGSONG),
        (replace(plain_letter(1), stamps=("堃",)), Role.HEI),
    ],
)
def test_the_role_is_that_of_the_place_where_the_text_is_printed(document: Document, role: Role) -> None:
    assert {printed for printed, texts in printed_texts(document) if "堃" in text_of(texts)} == {role}


def test_every_text_of_a_paper_is_examined() -> None:
    """每个要素里各有一个不同的生僻字，都要查到。"""
    rare = iter(map(chr, range(0x3400, 0x3500)))
    used: list[str] = []

    def text() -> Runs:
        used.append(next(rare))
        return runs(used[-1])

    def blocks() -> tuple[Block, ...]:
        table = Table(text(), text(), (Decimal(1),), ((Cell(text()),),), ((Cell(text()),),))
        chart = Chart(text(), text_of(text()), (text_of(text()),), (Series(text_of(text()), (None,), "柱"),))
        return (Heading(1, text(), text()), Heading(4, text()), Paragraph(text()), Note(text()), table, chart)

    title = text()
    document = replace(
        letter(),
        marks=(text(),),
        mark_suffix=text(),
        number=text(),
        copy_number=text(),
        secrecy=text(),
        urgency=text(),
        signers=(text(),),
        recipients=text(),
        signatures=(text(),),
        office_title=text(),
        date=text(),
        head_left=text(),
        head_right=text(),
        annotation=text(),
        title=title,
        title_lines=(text_of(title),),
        sealing=Sealing.STAMP,
        attendance=((text_of(text()), text()),),
        blocks=blocks(),
        issued=IssuedText(text(), (), blocks()),
        attachments=(Attachment(text(), blocks()), Attachment(text(), blocks(), is_landscape=True)),
        imprint=Imprint(text(), text(), text()),
        stamps=(text_of(text()),),
    )
    assert {item.message[1] for item in findings(document)} == set(used)


def test_rare_names_are_embedded_without_an_empty_box_or_a_stray_font() -> None:
    text = f"包保领导{RARE}等"
    document = replace(
        paper(Heading(1, runs(f"一、{text}")), Heading(2, runs(f"（一）{text}")), Paragraph(runs(text))),
        title=runs(text),
        title_lines=(text,),
    )
    result = render_pdf(document, resolve_fonts(None, use_system=False))
    assert result.notices == ()
    with pdfplumber.open(BytesIO(result.data)) as pdf:
        chars = [char for page in pdf.pages for char in page.chars]
    printed = "".join(char["text"] for char in chars)
    assert all(printed.count(char) == 4 for char in RARE)
    used = {(char["text"], char["fontname"].partition("+RG-")[2].partition("-")[0]) for char in chars}
    assert {font for text, font in used if text == "堃"} == {"XBS", "Hei", "Rare"}
    assert {font for text, font in used if text == "𠮷"} == {"Ext"}
    assert {font for _, font in used} == {"FangSong", "Kai", "Hei", "XBS", "Rare", "Ext"}
