"""属性的叠加：样式、主题、编号、节，别的软件写的也要读对。"""

from __future__ import annotations

import pytest

from reportgen.conform.docx.package import DocxPackage, UnreadableError
from reportgen.conform.docx.reader import read_story
from reportgen.conform.docx.story import Paragraph, Story
from tests.support.docx_raw import SECTION, para, raw_docx, style, zipped

_THEME = (
    '<a:themeElements><a:fontScheme name="x"><a:majorFont/><a:minorFont><a:latin typeface="Aptos"/>'
    '<a:ea typeface=""/><a:font script="Hans" typeface="等线"/></a:minorFont></a:fontScheme></a:themeElements>'
)
_DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>'
    '<w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
)


def story_of(body: str, section: str = SECTION, **parts: str) -> Story:
    return read_story(DocxPackage(raw_docx(body, section, parts), "别人的.docx"))


def only(body: str, **parts: str) -> Paragraph:
    return story_of(body, **parts).paragraphs[0]


def test_theme_font_is_resolved_to_the_chinese_face() -> None:
    look = only(para("正文"), styles=_DEFAULTS, theme=_THEME).first_look
    assert (look.fonts["ascii"], look.fonts["eastAsia"], look.size) == ("Aptos", "等线", 10.5)
    assert look.themed == {"ascii", "eastAsia"}


def test_theme_wins_over_the_name_written_beside_it() -> None:
    look = only(
        para("正文", run='<w:rFonts w:eastAsia="仿宋" w:eastAsiaTheme="minorEastAsia"/>'), theme=_THEME
    ).first_look
    assert look.fonts["eastAsia"] == "等线"


def test_name_written_nearer_wins_over_theme_further_away() -> None:
    look = only(para("正文", run='<w:rFonts w:eastAsia="仿宋"/>'), styles=_DEFAULTS, theme=_THEME).first_look
    assert (look.fonts["eastAsia"], look.fonts["ascii"]) == ("仿宋", "Aptos")


def test_run_beats_character_style_beats_paragraph_style_beats_base() -> None:
    styles = (
        style("Base", '<w:rPr><w:sz w:val="20"/><w:b/><w:color w:val="FF0000"/></w:rPr>', is_default=True)
        + style("Child", '<w:basedOn w:val="Base"/><w:rPr><w:sz w:val="30"/></w:rPr>')
        + style("Strong", '<w:rPr><w:sz w:val="44"/></w:rPr>', "character")
    )
    look = only(para("字", '<w:pStyle w:val="Child"/>', '<w:rStyle w:val="Strong"/><w:b w:val="0"/>'), styles=styles)
    assert (look.first_look.size, look.first_look.is_bold, look.first_look.color) == (22, False, "FF0000")


def test_indent_in_characters_wins_over_twips() -> None:
    item = only(para("段", '<w:ind w:firstLineChars="200" w:firstLine="420"/>', '<w:sz w:val="32"/>'))
    assert item.left_mm == pytest.approx(11.29, abs=0.01)


def test_hanging_indent_replaces_first_line_of_the_style() -> None:
    styles = style("Normal", '<w:pPr><w:ind w:firstLine="640"/></w:pPr>', is_default=True)
    item = only(para("段", '<w:ind w:left="1120" w:hanging="840"/>'), styles=styles)
    assert (round(item.left_mm, 2), round(item.turn_left_mm, 2)) == (4.94, 19.76)


def test_leading_full_width_spaces_count_as_indent() -> None:
    assert only(para("　　段", run='<w:sz w:val="32"/>')).left_mm == pytest.approx(11.29, abs=0.01)


def test_automatic_number_is_part_of_the_text_and_brings_its_indent() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1、"/><w:pPr><w:ind w:left="640"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    items = story_of(para("总体情况", listed) * 11, numbering=numbering).paragraphs
    assert (items[0].text, items[10].text) == ("一、总体情况", "十一、总体情况")
    assert items[0].turn_left_mm == pytest.approx(11.29, abs=0.01)


def test_deleted_and_hidden_text_is_not_text() -> None:
    deleted = "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
    inserted = "<w:ins><w:r><w:t>留</w:t></w:r></w:ins>"
    assert only(f"<w:p>{deleted}{hidden}{inserted}</w:p>").text == "留"


@pytest.mark.parametrize(
    "field",
    [
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "<w:r><w:pgNum/></w:r>",
    ],
    ids=["simple", "complex", "pgNum"],
)
def test_page_field_is_recognised_however_it_is_written(field: str) -> None:
    item = only(f"<w:p><w:r><w:t>— </w:t></w:r>{field}<w:r><w:t> —</w:t></w:r></w:p>")
    assert [run.field for run in item.runs] == ["", "PAGE", ""]


def test_later_section_inherits_footers_and_first_page_footer_needs_title_page() -> None:
    first = (
        f'<w:p><w:pPr><w:sectPr><w:footerReference w:type="default" r:id="footer1"/>{SECTION}</w:sectPr></w:pPr></w:p>'
    )
    last = f'<w:footerReference w:type="first" r:id="footer2"/>{SECTION}'
    story = story_of(first + para("二"), last, footer1=para("甲"), footer2=para("乙"))
    assert [[f.paragraphs[0].text for f in section.shown(is_footer=True)] for section in story.sections] == [
        ["甲"],
        ["甲"],
    ]
    assert story.paragraphs[1].section == 1 and story.paragraphs[1].starts_page


def test_page_break_makes_the_next_paragraph_start_a_page() -> None:
    story = story_of('<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + para("附件"))
    assert [item.starts_page for item in story.paragraphs] == [False, True]


def test_continuous_section_does_not_start_a_page() -> None:
    first = f"<w:p><w:pPr><w:sectPr>{SECTION}</w:sectPr></w:pPr></w:p>"
    story = story_of(first + para("二"), f'<w:type w:val="continuous"/>{SECTION}')
    assert story.paragraphs[1].section == 1 and not story.paragraphs[1].starts_page


def test_vml_line_is_measured() -> None:
    line = '<v:line style="position:absolute" from="0,10pt" to="442.2pt,10pt" strokecolor="red" strokeweight="2pt"/>'
    (shape,) = only(f"<w:p><w:r><w:pict>{line}</w:pict></w:r></w:p>").shapes
    assert (shape.kind, round(shape.width), shape.color) == ("线", 156, "FF0000")
    assert shape.weight == pytest.approx(0.706, abs=0.001)


def test_alternative_drawings_are_read_once() -> None:
    drawing = (
        "<w:drawing><wp:anchor>"
        '<wp:positionV relativeFrom="page"><wp:posOffset>3600000</wp:posOffset></wp:positionV>'
        '<wp:extent cx="5616000" cy="0"/><a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="line"/>'
        '<a:ln w="25400"><a:solidFill><a:srgbClr val="ff0000"/></a:solidFill></a:ln></wps:spPr></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    picture = '<w:pict><v:line from="0,0" to="442pt,0"/></w:pict>'
    choices = f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{picture}</mc:Fallback>'
    both = f"<mc:AlternateContent>{choices}</mc:AlternateContent>"
    (shape,) = only(f"<w:p><w:r>{both}</w:r></w:p>").shapes
    assert (shape.width, shape.y.mm, shape.color) == (156, 100, "FF0000")


def test_strict_ooxml_is_read_like_transitional() -> None:
    files = {
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="m" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
        '<w:p><w:r><w:t>严格格式</w:t></w:r></w:p><w:sectPr><w:pgSz w:w="595.3pt" w:h="841.9pt"/></w:sectPr>'
        "</w:body></w:document>",
    }
    story = read_story(DocxPackage(zipped(files), "严格.docx"))
    assert story.paragraphs[0].text == "严格格式"
    assert story.sections[0].width == pytest.approx(210, abs=0.1)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 truncated", "打不开"),
        (zipped({"a.txt": "x"}), "没有 Word 正文"),
        (raw_docx(para("x"))[:200], "打不开"),
    ],
)
def test_file_that_is_no_docx_is_refused_in_chinese(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        DocxPackage(data, "坏.docx")


def test_entity_definitions_are_refused() -> None:
    files = {
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="m" Type="x/officeDocument" Target="d.xml"/></Relationships>',
        "d.xml": '<!DOCTYPE d [<!ENTITY e "boom">]><d>&e;</d>',
    }
    with pytest.raises(UnreadableError, match="DOCTYPE"):
        DocxPackage(zipped(files), "实体.docx")
