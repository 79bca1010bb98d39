"""字体、字号、颜色（5.2.2、5.2.4、6.2、7.2.4、7.3.1、7.3.3）。"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.conform.language import heading_of
from reportgen.conform.numbers import BODY_PT, SIZE_TOLERANCE_PT, SMALL_PT, TITLE_PT
from reportgen.conform.passage import Part
from reportgen.conform.pdf.bench import Bench, judged, typeface
from reportgen.conform.pdf.lines import Line
from reportgen.conform.pdf.paper import Paragraph
from reportgen.conform.pdf.source import Colour, Glyph
from reportgen.conform.result import Result

_LEVEL_ROLES = {1: "黑体", 2: "楷体", 3: "仿宋", 4: "仿宋"}
_CORNER_ROLES = ((Part.COPY, "G-7.2.1", None), (Part.SECRET, "G-7.2.2", "黑体"), (Part.URGENT, "G-7.2.3", "黑体"))


def check_kinds(bench: Bench) -> Iterator[Result]:
    """全部字体、字号、颜色要求。"""
    yield from _body(bench)
    yield from _headings(bench)
    yield from _head(bench)
    for attachment in bench.paper.attachments:
        if attachment.label:
            yield from typeface(bench, "G-7.3.7b", [attachment.label], "黑体", BODY_PT)
    yield from _small(bench)
    yield from _colours(bench)


def _body(bench: Bench) -> Iterator[Result]:
    """正文、主送、附件说明、署名、日期：3 号仿宋，层次标题除外。"""
    paper = bench.paper
    others = (*paper.recipients, *paper.notes, *paper.signatures, *paper.dates, *paper.annotations)
    glyphs = [glyph for paragraph in paper.paragraphs for glyph in _plain(paragraph)]
    glyphs += [glyph for line in others for glyph in line.glyphs]
    lines = [*bench.body, *others]
    if glyphs:
        odd = [line for line in lines if abs(line.size - BODY_PT) > SIZE_TOLERANCE_PT]
        yield from typeface(bench, "G-5.2.2", odd or lines[:1], "仿宋", BODY_PT, glyphs=glyphs)


def _glyphs(paragraph: Paragraph) -> list[Glyph]:
    return [glyph for line in paragraph.lines for glyph in line.glyphs]


def _plain(paragraph: Paragraph) -> list[Glyph]:
    """段里不属于层次标题的字。"""
    return _glyphs(paragraph)[len(heading_of(paragraph.text)) if paragraph.level else 0 :]


def _headings(bench: Bench) -> Iterator[Result]:
    """各层标题的字体，每层一个结果。"""
    for level, role in _LEVEL_ROLES.items():
        found = [paragraph for paragraph in bench.paper.paragraphs if paragraph.level == level]
        glyphs = [glyph for item in found for glyph in _glyphs(item)[: len(heading_of(item.text))]]
        if glyphs:
            lines = [paragraph.lines[0] for paragraph in found]
            yield from typeface(bench, "G-7.3.3d", lines, role, BODY_PT, glyphs=glyphs, what=f"第{level}层")


def _head(bench: Bench) -> Iterator[Result]:
    """标题、标志和左上角各要素。"""
    paper = bench.paper
    marks = paper.part(Part.MARK)
    if paper.title:
        yield from typeface(bench, "G-7.3.1a", paper.title, "小标宋", TITLE_PT)
    if marks:
        yield from typeface(bench, "G-7.2.4c", marks, "小标宋", None)
        colour = marks[0].colour
        yield judged("G-7.2.4c", colour.is_red, "红色", str(colour), "", marks)
    for part, name, role in _CORNER_ROLES:
        lines = paper.part(part)
        if lines:
            yield from typeface(bench, name, lines, role, BODY_PT)


def _small(bench: Bench) -> Iterator[Result]:
    """版记 4 号仿宋，页码 4 号宋体。"""
    footers = [layout.footer for layout in bench.paper.layouts if layout.footer]
    for name, lines, role in (
        ("G-7.4.2a", bench.paper.cc, "仿宋"),
        ("G-7.4.3", bench.paper.issue, "仿宋"),
        ("G-7.5a", footers, "宋体"),
    ):
        if lines:
            yield from typeface(bench, name, lines, role, SMALL_PT, is_soft=True)


def _colours(bench: Bench) -> Iterator[Result]:
    """除发文机关标志外，文字都是黑色。"""
    marks = bench.paper.part(Part.MARK)
    coloured = [line for line in _all_lines(bench) if line not in marks and _off(line)]
    seen = "、".join(sorted({str(colour) for line in coloured for colour in _off(line)})[:3])
    measured = f"{len(coloured)}行有 {seen}" if coloured else "都是黑色"
    yield judged("G-5.2.4", not coloured, "黑色", measured, "", coloured)
    reds = sorted({str(line.colour) for line in marks if line.colour.is_red})
    if reds or bench.red_rules:
        measured = f"红 {'、'.join(reds) or '线'}，其余{measured}"
        yield judged("G-6.2c", not coloured, "黑色和红色", measured, "", coloured, is_soft=True)


def _off(line: Line) -> set[Colour]:
    """一行里不是黑色的颜色。"""
    return {glyph.colour for glyph in line.glyphs if not glyph.colour.is_black}


def _all_lines(bench: Bench) -> Iterator[Line]:
    """正文、表格、页码的字行；图里的字不计。"""
    for layout in bench.paper.layouts:
        tables = [region for region in layout.regions if region.is_table]
        yield from layout.lines
        yield from (line for line in layout.cells if any(table.holds(line.glyphs[0]) for table in tables))
        if layout.footer:
            yield layout.footer
