"""DOCX 照 PDF 断行：只动字距，不动文字；在 LibreOffice 中各行从同一个字起。"""

from __future__ import annotations

import io
import re
import zipfile
from itertools import accumulate
from pathlib import Path

import docx
import pytest

from reportgen.model.document import Attachment, Document, Heading, Paragraph
from reportgen.render.docx_fit import LineFit, Part
from reportgen.render.docx_writer import render_docx
from reportgen.render.fonts import resolve_fonts
from reportgen.render.layout import BODY_PT, ImprintPlacement
from reportgen.render.pdf_writer import render_pdf
from tests.support.docx_samples import FONT_NAMES, letter, words
from tests.support.docx_text import docx_text
from tests.support.libreoffice import convert_to_pdf
from tests.support.pdf_geometry import rows_of

SAME_PAGE = ImprintPlacement(is_own_page=False)

#: 首行 26 字，第二行 28 字。
PLAIN = "国" * 26 + "民" * 28 + "政" * 5
#: 首行末尾 PDF 不拆“108.6亿元”，DOCX 会断在“亿”前。
BOUND = "国" * 22 + "108.6亿元，" + "民" * 10

_RUN = re.compile(r'<w:r>.*?(?:<w:spacing w:val="(-?\d+)"/>)?</w:rPr><w:t xml:space="preserve">(.*?)</w:t></w:r>')


def tracked(content: str) -> list[tuple[str, int | None]]:
    """各段文字和它自己的字距。"""
    return [(text, int(value) if value else None) for value, text in _RUN.findall(content)]


def fitted(text: str, *lines: str) -> list[tuple[str, int | None]]:
    assert "".join(lines) == text
    return tracked(LineFit([lines]).content(Part(text)))


def test_lines_that_break_alike_by_themselves_stay_one_plain_run() -> None:
    assert fitted(PLAIN, "国" * 26, "民" * 28, "政" * 5) == [(PLAIN, None)]


def test_paragraph_without_known_lines_is_written_as_before() -> None:
    assert tracked(LineFit().content(Part(PLAIN))) == [(PLAIN, None)]


def test_only_the_line_that_would_take_more_is_widened() -> None:
    first, second = fitted(BOUND, "国" * 22, BOUND[22:])
    assert first[0] == "国" * 22 and second == (BOUND[22:], None)
    # 首行余四个字，摊到 22 个字上，仍差 4 磅排满
    assert first[1] is not None and 55 > first[1] > 45


def test_line_too_full_for_the_measure_is_tightened() -> None:
    first, second = fitted("国" * 27 + "民" * 9, "国" * 27, "民" * 9)
    assert first[0] == "国" * 27 and first[1] is not None and -25 < first[1] < -5
    assert second == ("民" * 9, None)


def test_line_ended_by_hand_is_not_stretched() -> None:
    content = LineFit([("国国", "民民")]).content(Part("国国\n民民"))
    assert "<w:spacing" not in content and "<w:br/>" in content


def test_heading_and_text_of_one_line_keep_their_own_character_styles() -> None:
    fit = LineFit([("（一）标题。" + "国" * 16, "108.6亿元。")])
    content = fit.content(Part("（一）标题。", style="Heading2Text"), Part("国" * 16 + "108.6亿元。"))
    values = tracked(content)
    assert [text for text, _ in values] == ["（一）标题。", "国" * 16, "108.6亿元。"]
    assert values[0][1] == values[1][1] is not None and values[2][1] is None
    assert content.count("Heading2Text") == 1


def test_blanks_at_the_line_end_that_the_pdf_drops_are_kept() -> None:
    text = "国" * 22 + " 108.6亿元"
    assert "".join(one for one, _ in tracked(LineFit([("国" * 22, "108.6亿元")]).content(Part(text)))) == text


SAMPLE_BLOCKS = (
    Paragraph(words(BOUND)),
    Heading(1, words("一、总体情况")),
    Heading(2, words("（一）11月底按期竣工率。"), words("目标为100%，节点完成75.0%，未达到。")),
    Heading(3, words("1.新建项目。"), words("截至6月底，29个项目开复工率达到100%，完成投资108.6亿元。" * 4)),
    Paragraph(words("29个项目（续建13个、新建16个）总投资372.02亿元，年度计划投资84.65亿元，占“55.4%”。" * 6)),
    Paragraph(words("国" * 500)),
)


def sample() -> Document:
    """数字与汉字交错的信函，横排附件里另有一段与正文相同的文字。"""
    wide = Attachment(words("清单"), (Paragraph(words(BOUND)),), is_landscape=True)
    return letter(blocks=SAMPLE_BLOCKS, attachments=(wide,))


@pytest.fixture(scope="module")
def papers() -> tuple[bytes, bytes]:
    """样张的 DOCX 和 PDF。"""
    made = render_pdf(sample(), resolve_fonts(None, use_system=False))
    return render_docx(sample(), FONT_NAMES, made.imprint, made.breaks), made.data


def test_breaks_say_each_paragraph_once_in_order_even_across_pages() -> None:
    made = render_pdf(sample(), resolve_fonts(None, use_system=False))
    texts = ["".join(lines) for lines in made.breaks]
    expected = [BOUND, "一、总体情况", "国" * 500]
    assert [text for text in texts if text in expected] == expected
    assert next(lines for lines in made.breaks if "".join(lines) == BOUND)[1].startswith("108.6亿元")


def test_fitted_letter_says_the_same_text(papers: tuple[bytes, bytes]) -> None:
    plain = render_docx(sample(), FONT_NAMES, ImprintPlacement(True))
    assert docx_text(papers[0]) == docx_text(plain)


def test_landscape_paragraph_is_not_fitted_to_portrait_lines(papers: tuple[bytes, bytes]) -> None:
    same = [item for item in docx.Document(io.BytesIO(papers[0])).paragraphs if item.text == BOUND]
    assert [len(item.runs) for item in same] == [2, 1]


def test_without_breaks_no_run_carries_its_own_tracking() -> None:
    data = render_docx(sample(), FONT_NAMES, SAME_PAGE)
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert not re.search(r"<w:rPr>(?:(?!</w:rPr>).)*<w:spacing", body)


def line_starts(data: bytes) -> list[int]:
    """前三页 3 号字各行的首字是第几个字。"""
    rows = ["".join(row.text.split()) for page in (1, 2, 3) for row in rows_of(data, page, BODY_PT)]
    return [0, *accumulate(map(len, rows))]


@pytest.mark.libreoffice
def test_in_libreoffice_every_line_starts_where_it_does_in_the_pdf(papers: tuple[bytes, bytes], tmp_path: Path) -> None:
    source = tmp_path / "样张.docx"
    source.write_bytes(papers[0])
    made = convert_to_pdf([source], tmp_path, is_strict=True)
    if made is None:
        pytest.skip("没有安装 LibreOffice（soffice），没有比较断行")
    starts = line_starts(papers[1])
    assert len(starts) > 40
    assert line_starts(made[source].read_bytes()) == starts
