"""标题（7.3.1），信函的标题（10.1），命令的正文位置（10.2）。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportgen.conform.language import CLOSING, OPENING
from reportgen.conform.numbers import ALIGN_TOLERANCE, LAST_LINE_CHARS, PT, TITLE_CHARS, TITLE_GAP_TOLERANCE
from reportgen.conform.passage import Part
from reportgen.conform.pdf.bench import Bench, judged, measure, two_blank_lines
from reportgen.conform.pdf.lines import Line
from reportgen.conform.result import Result

_SAME = 0.4  # 两行相差不到 0.4 字算一样长


def check_title(bench: Bench) -> Iterator[Result]:
    """标题的全部要求；命令没有标题，量令号至正文。"""
    title = bench.paper.title
    if not title:
        yield from _order_body(bench)
        return
    name = "L-7" if bench.paper.form == "信函" else "G-7.3.1b"
    yield from _gap(bench, name, title[0])
    worst = max(title, key=lambda line: abs(line.centre_x - bench.centre(1)))
    yield measure(name, bench.centre(1), worst.centre_x, ALIGN_TOLERANCE, title, what="中线")
    yield _shape(title)


def _gap(bench: Bench, name: str, line: Line) -> Iterator[Result]:
    """标题之上空二行：文件从红线量起，信函从其上最后一个要素量起；别的格式只作提示。"""
    paper = bench.paper
    above = [rule.y1 for rule in bench.red_rules if rule.y1 < line.top]
    if paper.form == "信函" or not above:
        parts = (Part.NUMBER, Part.COPY, Part.SECRET, Part.URGENT)
        above += [bench.ink(item).y1 for part in parts for item in paper.part(part)]
    if above:
        is_soft = paper.form not in ("文件", "信函")
        yield two_blank_lines(bench, name, max(above), line, "其上空", TITLE_GAP_TOLERANCE, is_soft=is_soft)


def _shape(title: Sequence[Line]) -> Result:
    """多行标题成梯形或菱形；不在括号、单位处断开。"""
    widths = [(line.x1 - line.x0) / (line.size * PT) for line in title]
    shape = shape_of(widths)
    faults = list(_bad_breaks([line.text for line in title]))
    if max(widths) > TITLE_CHARS + 0.3:
        faults.append(f"一行超过{TITLE_CHARS}字")
    if len(title) > 1 and widths[-1] < LAST_LINE_CHARS:
        faults.append(f"末行不足{LAST_LINE_CHARS}字")
    is_shapely = shape in ("一行", "梯形", "菱形")
    rows = "、".join(f"{width:.1f}" for width in widths)
    measured = "，".join([f"{shape}（各行 {rows} 字）", *faults])
    note = "是否拆开词语须由人看"
    is_met = is_shapely and not faults
    return judged("G-7.3.1c", is_met, "梯形或菱形，词意完整", measured, "", title, note=note, is_soft=is_shapely)


def shape_of(widths: Sequence[float]) -> str:
    """各行宽度（字）的形状：一行、梯形、菱形、长方形或沙漏形。"""
    if len(widths) == 1:
        return "一行"
    if max(widths) - min(widths) < _SAME:
        return "长方形"
    steps = [after - before for before, after in pairwise(widths)]
    moves = [step > 0 for step in steps if abs(step) >= _SAME]
    if len(set(moves)) == 1:
        return "梯形"
    return "菱形" if moves == sorted(moves, reverse=True) else "沙漏形"


def _bad_breaks(texts: Sequence[str]) -> Iterator[str]:
    """断得不好的回行处。"""
    for before, after in pairwise(texts):
        if after[0] in CLOSING or before[-1] in OPENING or re.match("[的和与及]", after):
            yield f"“{before[-2:]}／{after[:2]}”断得不好"
        elif before[-1].isdecimal() and re.match(r"[\d年月日号%个]", after):
            yield f"“{before[-2:]}／{after[:2]}”拆开了数"
        elif re.search("(?:关于|对)$", before):
            yield f"“{before[-2:]}”留在行末"


def _order_body(bench: Bench) -> Iterator[Result]:
    """命令的正文在令号下空二行。"""
    numbers, flow = bench.paper.part(Part.NUMBER), bench.paper.flow
    if bench.paper.form == "命令" and numbers and flow:
        bottom = bench.ink(numbers[0]).y1
        yield two_blank_lines(bench, "C-2", bottom, flow[0].lines[0], "令号至正文", TITLE_GAP_TOLERANCE)
