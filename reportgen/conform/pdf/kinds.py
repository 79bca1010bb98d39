"""字体、字号、颜色（5.2.2、5.2.4、6.2、7.2.4、7.3.1、7.3.3）。"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.conform.language import heading_of
from reportgen.conform.numbers import BODY_PT, SMALL_PT, TITLE_PT
from reportgen.conform.passage import Part, outcome
from reportgen.conform.pdf.bench import Bench, typeface, typeface_of
from reportgen.conform.pdf.lines import Line
from reportgen.conform.pdf.paper import Paragraph
from reportgen.conform.pdf.source import Colour, Glyph
from reportgen.conform.result import Result

_LEVEL_ROLES = {1: "黑体", 2: "楷体", 3: "仿宋", 4: "仿宋"}


def check_kinds(bench: Bench) -> Iterator[Result]:
    """全部字体、字号、颜色要求。"""
    paper = bench.paper
    yield from _body(bench)
    yield from _headings(bench)
    if paper.title:
        yield from typeface(bench, "G-7.3.1a", paper.title, "小标宋", TITLE_PT)
    marks = paper.part(Part.MARK)
    if marks:
        yield from typeface(bench, "G-7.2.4c", marks, "小标宋", None)
    for part, name, role in (
        (Part.COPY, "G-7.2.1", None),
        (Part.SECRET, "G-7.2.2", "黑体"),
        (Part.URGENT, "G-7.2.3", "黑体"),
    ):
        for line in paper.part(part)[:1]:
            yield from typeface(bench, name, (line,), role or bench.role(line.font) or "仿宋", BODY_PT)
    for attachment in paper.attachments:
        if attachment.label:
            yield from typeface(bench, "G-7.3.7b", (attachment.label,), "黑体", BODY_PT)
    for name, lines in (("G-7.4.2a", paper.cc), ("G-7.4.3", paper.issue)):
        if lines:
            yield from typeface(bench, name, lines, "仿宋", SMALL_PT, is_soft=True)
    footers = [layout.footer for layout in paper.layouts if layout.footer]
    if footers:
        yield from typeface(bench, "G-7.5a", footers, "宋体", SMALL_PT, is_soft=True)
    yield from _colours(bench)


def _body(bench: Bench) -> Iterator[Result]:
    """正文、主送、附件说明、署名、日期：3 号仿宋，层次标题除外。"""
    paper = bench.paper
    glyphs = [glyph for paragraph in paper.paragraphs for glyph in _plain(paragraph)]
    lines = (*paper.recipients, *paper.notes, *paper.signatures, *paper.dates, *paper.annotations)
    glyphs += [glyph for line in lines for glyph in line.glyphs]
    if not glyphs:
        return
    first = next((paragraph.lines[0] for paragraph in paper.paragraphs), None) or lines[0]
    odd = [line for line in _body_lines(bench) if abs(line.size - BODY_PT) > 0.26]
    shown = odd[0] if odd else first
    yield from typeface_of(bench, "G-5.2.2", glyphs, "仿宋", BODY_PT, [shown.box], shown.page)


def _body_lines(bench: Bench) -> Iterator[Line]:
    for paragraph in bench.paper.paragraphs:
        yield from paragraph.lines


def _plain(paragraph: Paragraph) -> Iterator[Glyph]:
    """段里不属于层次标题的字。"""
    glyphs = [glyph for line in paragraph.lines for glyph in line.glyphs]
    return iter(glyphs[len(heading_of(paragraph.text)) :] if paragraph.level else glyphs)


def _headings(bench: Bench) -> Iterator[Result]:
    """各层标题的字体，每层一个结果。"""
    for level, role in _LEVEL_ROLES.items():
        found = [paragraph for paragraph in bench.paper.paragraphs if paragraph.level == level]
        glyphs = []
        for paragraph in found:
            own = [glyph for line in paragraph.lines for glyph in line.glyphs]
            glyphs += own[: len(heading_of(paragraph.text))]
        if glyphs:
            boxes = [paragraph.lines[0].box for paragraph in found]
            yield from typeface_of(bench, "G-7.3.3d", glyphs, role, BODY_PT, boxes, found[0].lines[0].page, what=f"第{level}层")


def _colours(bench: Bench) -> Iterator[Result]:
    """除发文机关标志外，文字都是黑色；红色够红。"""
    paper = bench.paper
    marks = paper.part(Part.MARK)
    coloured = [line for line in _all_lines(bench) if line not in marks and _off(line)]
    seen = "、".join(sorted({str(colour) for line in coloured for colour in _off(line)})[:3])
    measured = f"{len(coloured)}行有 {seen}" if coloured else "都是黑色"
    yield outcome(
        "G-5.2.4",
        not coloured,
        "黑色",
        measured,
        page=coloured[0].page if coloured else None,
        boxes=[line.box for line in coloured[:3]],
    )
    if marks:
        colour = marks[0].colour
        yield outcome("G-7.2.4c", colour.is_red, "红色", str(colour), at=marks)
    if bench.red_rules or any(line.colour.is_red for line in marks):
        is_pure = not coloured
        reds = sorted({str(line.colour) for line in marks if line.colour.is_red})
        yield outcome("G-6.2c", is_pure, "黑色和红色", f"红 {'、'.join(reds) or '线'}，其余{measured}", is_soft=True)


def _off(line: Line) -> set[Colour]:
    """一行里不是黑色的颜色。"""
    return {glyph.colour for glyph in line.glyphs if not glyph.colour.is_black}


def _all_lines(bench: Bench) -> Iterator[Line]:
    """正文、表格、页码的字行；图里的字不计。"""
    for layout in bench.paper.layouts:
        yield from layout.lines
        for line in layout.cells:
            if any(region.is_table and region.holds(line.glyphs[0]) for region in layout.regions):
                yield line
        if layout.footer:
            yield layout.footer
