"""信函的双线、版头各要素和首页末行（10.1）。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.conform.numbers import (
    ALIGN_TOLERANCE,
    LETTER_RULE,
    LETTER_SECOND_RULE,
    LETTER_THICK_PT,
    LETTER_THIN_PT,
    LETTER_WEIGHT_TOLERANCE_PT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PT,
    RULE_GAP,
    RULE_GAP_TOLERANCE,
    RULE_TOLERANCE,
    SEVEN_EIGHTHS,
)
from reportgen.conform.passage import Part
from reportgen.conform.pdf.bench import Bench, judged, measure, mm, within
from reportgen.conform.pdf.head import mark_ink
from reportgen.conform.pdf.lines import Line
from reportgen.conform.pdf.rules import InkRule
from reportgen.conform.result import Result

_DOUBLE = 2.5  # 双线的两条相距不到 2.5 毫米


def check_letter(bench: Bench) -> Iterator[Result]:
    """信函特有的要求；别的格式不出结果。"""
    if bench.paper.form != "信函":
        return
    upper = [rule for rule in bench.red_rules if rule.y1 < PAGE_HEIGHT / 2]
    lower = [rule for rule in bench.red_rules if rule.y1 >= PAGE_HEIGHT / 2]
    yield from _first(bench, upper)
    yield from _second(bench, lower)
    yield from _weights([*upper, *lower])
    if upper:
        yield from _under_first(bench, max(rule.y1 for rule in upper))
    if lower:
        yield from _last_line(bench, min(rule.y0 for rule in lower))


def _first(bench: Bench, rules: Sequence[InkRule]) -> Iterator[Result]:
    """第一条双线：标志下 4 毫米，上粗下细。"""
    yield from _pair(bench, "L-2", rules, "上粗下细")
    ink = mark_ink(bench)
    if rules and ink:
        yield measure("L-2", RULE_GAP, rules[0].y0 - ink.y1, RULE_GAP_TOLERANCE, rules[:1], what="距标志")


def _second(bench: Bench, rules: Sequence[InkRule]) -> Iterator[Result]:
    """第二条双线：距下页边 20 毫米，上细下粗；标准没有说量到哪条线，取双线上下边中近的一边。"""
    yield from _pair(bench, "L-3", rules, "上细下粗")
    if rules:
        edges = (("下边", rules[-1].y1, rules[-1]), ("上边", rules[0].y0, rules[0]))
        what, value, rule = min(edges, key=lambda edge: abs(edge[1] - LETTER_SECOND_RULE))
        yield measure("L-3", LETTER_SECOND_RULE, value, RULE_TOLERANCE, [rule], what=what)


def _pair(bench: Bench, name: str, rules: Sequence[InkRule], order: str) -> Iterator[Result]:
    """两条线：长、居中（纸面或版心的中线）、粗细的次序。"""
    if not rules:
        yield judged(name, False, f"长 {mm(LETTER_RULE)} 的双线", "没有线", page=1)
        return
    worst = max(rules, key=lambda rule: abs(rule.length - LETTER_RULE))
    yield measure(name, LETTER_RULE, worst.length, RULE_TOLERANCE, rules, what="长")
    axes = (PAGE_WIDTH / 2, bench.centre(1))
    off = max(rules, key=lambda rule: min(abs(rule.centre_x - axis) for axis in axes))
    yield measure(name, axes, off.centre_x, RULE_TOLERANCE, rules, what="中点")
    is_double = len(rules) == 2 and rules[1].y0 - rules[0].y1 < _DOUBLE
    seen = "上粗下细" if rules[0].thickness > rules[-1].thickness else "上细下粗"
    weights = "、".join(f"{rule.thickness:.2f}" for rule in rules)
    yield judged(name, is_double and seen == order, f"两条，{order}", f"自上而下 {weights} 毫米", "", rules)


def _weights(rules: Sequence[InkRule]) -> Iterator[Result]:
    """粗细的惯例。"""
    if not rules:
        return
    values = [rule.thickness / PT for rule in rules]
    low, high = LETTER_THIN_PT[0] - LETTER_WEIGHT_TOLERANCE_PT, LETTER_THICK_PT[1] + LETTER_WEIGHT_TOLERANCE_PT
    is_met = all(low <= value <= high for value in values)
    measured = "、".join(f"{value:.2f}" for value in values) + " 磅"
    tolerance = f"±{LETTER_WEIGHT_TOLERANCE_PT} 磅"
    yield judged("L-4", is_met, "细线 0.75 磅，粗线 1.5—2.25 磅", measured, tolerance, rules)


def _under_first(bench: Bench, floor: float) -> Iterator[Result]:
    """份号等顶格在左、发文字号顶格在右，第一行距双线 3 号字高的 7/8。"""
    paper = bench.paper
    corner = [line for part in (Part.COPY, Part.SECRET, Part.URGENT) for line in paper.part(part)]
    for line in corner:
        yield measure("L-5", bench.left(1), line.x0, ALIGN_TOLERANCE, [line], what="左边")
    for line in corner[:1]:
        yield _seven_eighths(bench, "L-5", line, floor)
    for line in paper.part(Part.NUMBER)[:1]:
        yield measure("L-6", bench.right(1), line.x1, ALIGN_TOLERANCE, [line], what="右边")
        yield _seven_eighths(bench, "L-6", line, floor)


def _seven_eighths(bench: Bench, name: str, line: Line, floor: float) -> Result:
    """与双线的距离：数字比汉字矮，从字框顶到墨迹顶之间有一处合乎即可。"""
    box, ink = line.top - floor, bench.ink(line).y0 - floor
    is_met = box <= SEVEN_EIGHTHS + RULE_GAP_TOLERANCE and ink >= SEVEN_EIGHTHS - RULE_GAP_TOLERANCE
    measured = f"距双线 {mm(box)}（字框）、{mm(ink)}（字顶）"
    return judged(name, is_met, f"距双线 {mm(SEVEN_EIGHTHS)}", measured, within(RULE_GAP_TOLERANCE), [line])


def _last_line(bench: Bench, ceiling: float) -> Iterator[Result]:
    """首页末行距第二条双线不小于 3 号字高的 7/8。"""
    lines = [line for line in bench.layout(1).lines if line.baseline < ceiling + SEVEN_EIGHTHS]
    if lines:
        gap = ceiling - bench.ink(lines[-1]).y1
        is_met = gap >= SEVEN_EIGHTHS - RULE_GAP_TOLERANCE
        yield judged("L-8", is_met, f"不小于 {mm(SEVEN_EIGHTHS)}", mm(gap), within(RULE_GAP_TOLERANCE), lines[-1:])
