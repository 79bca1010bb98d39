"""版记（7.4），信函的版记（10.1）。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.conform.numbers import (
    ALIGN_TOLERANCE,
    BOTTOM,
    RULE_TOLERANCE,
    SMALL_CHAR,
    THICK_RULE,
    THICKNESS_TOLERANCE,
    THIN_RULE,
    WIDTH,
)
from reportgen.conform.pdf.bench import Bench, judged, measure, mm, within
from reportgen.conform.pdf.lines import Line
from reportgen.conform.pdf.rules import InkRule
from reportgen.conform.result import Result

_REACH = 12.0  # 首条线在第一个要素之上不到 12 毫米
_CC = re.compile("^(抄|主|分)送[：:]")


def check_imprint(bench: Bench) -> Iterator[Result]:
    """版记的全部要求；没有版记时不出结果。"""
    page = bench.paper.imprint_page
    if page is None:
        return
    rules = tuple(_own_rules(bench, page))
    if bench.paper.form == "信函":
        yield from _letter(bench, page, rules)
    else:
        yield from _rules(bench, page, rules)
        yield from _issue(bench, page, rules)
    yield from _cc(bench, rules)
    yield from _even(bench, page)


def _own_rules(bench: Bench, page: int) -> Iterator[InkRule]:
    """版记的线：在第一个要素附近及其下的黑线，表格的不算。"""
    first = (bench.paper.cc + bench.paper.issue)[0]
    tables = bench.layout(page).regions
    for rule in bench.paper.rules:
        in_table = any(table.y0 - 1 <= rule.y0 <= table.y1 + 1 for table in tables)
        if rule.page == page and not rule.is_red and not in_table and rule.y0 > first.top - _REACH:
            yield rule


def _letter(bench: Bench, page: int, rules: Sequence[InkRule]) -> Iterator[Result]:
    """信函的版记没有线，没有印发机关和日期，在版心最下方。"""
    issue, last = bench.paper.issue, (bench.paper.cc + bench.paper.issue)[-1]
    measured = f"{'有' if issue else '没有'}印发行，{len(rules)}条线"
    yield judged("L-10", not rules and not issue, "没有印发行和分隔线", measured, "", [*rules, *issue], page=page)
    is_met = -0.5 <= BOTTOM - last.bottom <= SMALL_CHAR and page == len(bench.paper.layouts)
    yield judged("L-10", is_met, f"末行在版心最下，{mm(BOTTOM)}", f"末行字底 {mm(last.bottom)}", "一字之内", [last])


def _rules(bench: Bench, page: int, rules: Sequence[InkRule]) -> Iterator[Result]:
    """版记的线：长、粗、首末两条的位置。"""
    if not rules:
        yield judged("G-7.4.1a", False, f"长 {mm(WIDTH)}", "没有线", page=page)
        yield judged("G-7.4.1b", False, f"末条线下边 {mm(BOTTOM)}", "没有线", page=page)
        return
    worst = max(rules, key=lambda rule: abs(rule.length - WIDTH))
    yield measure("G-7.4.1a", WIDTH, worst.length, RULE_TOLERANCE, rules, what="长")
    yield measure("G-7.4.1a", bench.centre(page), worst.centre_x, RULE_TOLERANCE, rules, what="中点")
    yield _thickness((rules[0], rules[-1]), THICK_RULE, "首末线粗")
    if len(rules) > 2:
        yield _thickness(rules[1:-1], THIN_RULE, "中间线粗")
    yield measure("G-7.4.1b", BOTTOM, rules[-1].y1, RULE_TOLERANCE, rules[-1:], what="末条线下边")
    first = (bench.paper.cc + bench.paper.issue)[0]
    is_above = len(rules) > 1 and rules[0].y1 <= first.baseline
    is_last = page == len(bench.paper.layouts)
    measured = f"首条线{'在' if is_above else '不在'}其上，第{page}页"
    yield judged("G-7.4.1b", is_above and is_last, "首条线在第一个要素之上，在最后一面", measured, "", rules[:1])


def _thickness(rules: Sequence[InkRule], expected: float, what: str) -> Result:
    worst = max(rules, key=lambda rule: abs(rule.thickness - expected))
    return measure("G-7.4.1a", expected, worst.thickness, THICKNESS_TOLERANCE, rules, what=what, is_soft=True)


def _even(bench: Bench, page: int) -> Iterator[Result]:
    """版记在偶数页；标准没有明说，默认只提示，按选项才不合格（记在 6.2 双面印刷）。"""
    is_met = page % 2 == 0
    yield judged("G-7.4.1c", is_met, "偶数页", f"第{page}页", page=page)
    pages = len(bench.paper.layouts)
    is_soft = not bench.options.is_even_page_required
    yield judged("G-6.2a", pages % 2 == 0, "双数页", f"{pages}页", is_soft=is_soft)


def _cc(bench: Bench, rules: Sequence[InkRule]) -> Iterator[Result]:
    """抄送、主送：左右各空一字，回行与冒号后的首字对齐；主送与抄送之间没有线。"""
    heads = [line for line in bench.paper.cc if _CC.match(line.text)]
    start: Line | None = None
    for line in bench.paper.cc:
        left, limit = bench.left(line.page) + SMALL_CHAR, bench.right(line.page) - SMALL_CHAR
        start = line if line in heads else start
        if start is None:
            continue
        name = "G-7.4.2b" if start.text.startswith("主送") else "G-7.4.2a"
        expected = left if line is start else start.glyphs[min(3, len(start.glyphs) - 1)].x0
        what = "左边" if line is start else "回行左边"
        yield measure(name, expected, line.x0, ALIGN_TOLERANCE, [line], what=what)
        is_met = line.x1 <= limit + ALIGN_TOLERANCE
        yield judged(name, is_met, f"右边不过 {mm(limit)}", f"右边 {mm(line.x1)}", within(ALIGN_TOLERANCE), [line])
    if len(heads) > 1:
        between = [rule for rule in rules if heads[0].baseline < rule.y0 < heads[1].baseline]
        yield judged("G-7.4.2b", not between, "主送在抄送之上，之间没有线", f"{len(between)}条线", "", heads)


def _issue(bench: Bench, page: int, rules: Sequence[InkRule]) -> Iterator[Result]:
    """印发机关和日期：在末条线之上，左右各空一字，与抄送之间有细线。"""
    if not bench.paper.issue:
        yield judged("G-7.4.3", False, "有印发机关和印发日期", "没有", page=page)
        return
    line = bench.paper.issue[-1]
    first, *others = line.segments()
    left, right = bench.left(page) + SMALL_CHAR, bench.right(page) - SMALL_CHAR
    yield measure("G-7.4.3", left, first.x0, ALIGN_TOLERANCE, [line], what="机关左边")
    if others:
        yield measure("G-7.4.3", right, others[-1].x1, ALIGN_TOLERANCE, [line], what="日期右边")
    below = [rule for rule in rules if rule.y0 > line.baseline]
    above = [rule for rule in rules if rule.y1 < line.top + 0.5]
    is_lowest = bool(below) and below[0].y0 - line.bottom < SMALL_CHAR
    is_met = is_lowest and (not bench.paper.cc or len(above) >= 2)
    measured = f"其下{len(below)}条线，其上{len(above)}条线"
    yield judged("G-7.4.3", is_met, "在末条线之上，与抄送之间有线", measured, "", [line])
