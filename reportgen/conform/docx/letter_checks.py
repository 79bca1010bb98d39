"""信函（GB/T 9704—2012 10.1）：标志、双线、发文字号、标题的位置。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportgen.conform import numbers
from reportgen.conform.docx.fittings import Rule
from reportgen.conform.docx.head_checks import is_mark_centred, mark_top, pitch_of
from reportgen.conform.docx.measures import (
    ESTIMATED,
    distinct,
    gap_text,
    ink_gap_mm,
    ink_height_mm,
    ink_top_mm,
    is_two_lines,
    mm,
    near,
    result,
    section_of,
    span_mm,
    stacked_top_mm,
)
from reportgen.conform.docx.names import mm_of_twips
from reportgen.conform.docx.patterns import is_red
from reportgen.conform.docx.roles import Paper
from reportgen.conform.docx.story import Paragraph, Section
from reportgen.conform.options import Options
from reportgen.conform.result import Result

#: 由固定行距推算的墨迹位置的允差，毫米。
_ESTIMATE = 1.0
#: 双线两条相距不超过这么多毫米。
_PAIR = 3.0
_FLUSH = 0.3


def check_letter(paper: Paper, options: Options) -> Iterator[Result]:
    """信函各条；别的格式没有。"""
    if paper.form != "信函":
        return
    top = mark_top(paper) if paper.mark else None
    if paper.mark:
        yield _mark(paper, top)
    red = sorted((rule for rule in paper.rules if is_red(rule.color)), key=_height)
    yield from _double_rules(red, paper, top)
    if paper.number is not None:
        yield _number(paper, paper.number, red)
    yield from _marginal(paper, red)
    if paper.title and paper.number is not None:
        yield _title_gap(paper, paper.number)


def _mark(paper: Paper, top: float | None) -> Result:
    is_centred = is_mark_centred(paper)
    is_high = near(top, numbers.LETTER_MARK_TOP, _ESTIMATE)
    place = "量不出高度" if top is None else f"上边缘 {mm(top)}"
    is_met = is_high if is_centred else False
    measured = f"{'居中' if is_centred else '不居中'}，{place}"
    return result("L-1", is_met, f"居中，上边缘 {mm(numbers.LETTER_MARK_TOP)}", measured, mm(_ESTIMATE), ESTIMATED)


def _height(rule: Rule) -> float:
    return rule.y.mm if rule.y is not None and rule.y.relative == "page" and rule.y.mm is not None else 0.0


def _double_rules(red: Sequence[Rule], paper: Paper, mark: float | None) -> Iterator[Result]:
    """两条双线：长、居中、粗细次序、位置；不是按纸面定位的要看排版结果。"""
    pairs = [pair for pair in pairwise(red) if 0 < _height(pair[1]) - _height(pair[0]) <= _PAIR]
    if len(pairs) < 2:
        known = "没有按纸面定位的两条双线" if red else "没有红线"
        for name, expected in (("L-2", "标志下 4 mm，长 170 mm"), ("L-3", "距下页边 20 mm，长 170 mm")):
            yield result(name, None if len(red) >= 2 else False, expected, known)
        return
    first, second = pairs[0], pairs[-1]
    gap = None
    if mark is not None:
        gap = _height(first[0]) - (first[0].weight or 0) / 2 - mark - ink_height_mm(paper.mark[-1].size)
    is_close = near(gap, numbers.RULE_GAP, _ESTIMATE)
    measured = f"{_described(first)}，{'距标志量不出' if gap is None else f'距标志 {mm(gap)}'}"
    is_met = False if not _is_shaped(first, is_thick_first=True) or is_close is False else is_close
    yield result("L-2", is_met, "标志下 4 mm，长 170 mm，上粗下细", measured, "±0.5 mm", ESTIMATED)
    bottom = _height(second[1]) + (second[1].weight or 0) / 2
    is_low = near(bottom, numbers.LETTER_SECOND_RULE, numbers.ALIGN_TOLERANCE)
    measured = f"{_described(second)}，下边缘 {mm(bottom)}"
    is_met = bool(is_low) and _is_shaped(second, is_thick_first=False)
    yield result("L-3", is_met, "下边缘 277 mm，长 170 mm，上细下粗", measured, "±0.5 mm")
    yield _weights([*first, *second])


def _is_shaped(pair: Sequence[Rule], *, is_thick_first: bool) -> bool:
    """长 170 毫米、居中于纸面或版心，粗细次序对。"""
    above, below = (rule.weight or 0.0 for rule in pair)
    is_ordered = above > below if is_thick_first else above < below
    return is_ordered and all(near(rule.length, numbers.LETTER_RULE, numbers.RULE_TOLERANCE) and _is_centred(rule)
                              for rule in pair)  # fmt: skip


def _is_centred(rule: Rule) -> bool:
    if rule.x is None or rule.length is None:
        return False
    if rule.x.align:
        return rule.x.align == "center"
    left = (numbers.PAGE_WIDTH - rule.length) / 2
    return rule.x.relative != "page" or any(
        near(rule.x.mm, place, numbers.RULE_TOLERANCE) for place in (left, left + 1)
    )


def _described(pair: Sequence[Rule]) -> str:
    lengths = distinct(mm(rule.length or 0) for rule in pair)
    weights = "、".join(f"{rule.weight or 0:.2f}" for rule in pair)
    return f"长 {lengths}，粗 {weights} mm"


def _weights(rules: Sequence[Rule]) -> Result:
    points = sorted((rule.weight or 0) / numbers.PT for rule in rules)
    slack = numbers.LETTER_WEIGHT_TOLERANCE_PT
    thin, thick = points[: len(points) // 2], points[len(points) // 2 :]
    is_met = all(numbers.LETTER_THIN_PT[0] - slack <= one <= numbers.LETTER_THIN_PT[1] + slack for one in thin) and all(
        numbers.LETTER_THICK_PT[0] - slack <= one <= numbers.LETTER_THICK_PT[1] + slack for one in thick
    )
    measured = "、".join(f"{point:.2f}" for point in points)
    return result("L-4", is_met, "粗 1.5 至 2.25 磅，细 0.75 磅", f"{measured} 磅", f"±{slack} 磅")


def _number(paper: Paper, number: Paragraph, red: Sequence[Rule]) -> Result:
    """右顶格；字面在第一条双线下 7/8 字高。"""
    section = section_of(paper.story, number)
    is_flush = near(section.area_width - span_mm(number, section.area_width)[1], 0, _FLUSH)
    top = _ink_top(paper, number, section)
    under = _height(red[1]) + (red[1].weight or 0) / 2 if len(red) > 1 and _height(red[1]) else None
    gap = None if top is None or under is None else top - under
    is_close = near(gap, numbers.SEVEN_EIGHTHS, _ESTIMATE)
    is_met = is_close if is_flush else False
    place = "距双线量不出" if gap is None else f"距双线 {mm(gap)}"
    measured = f"{'右顶格' if is_flush else '不在右边顶格'}，{place}"
    expected = f"右顶格，双线下 {mm(numbers.SEVEN_EIGHTHS)}"
    return result("L-6", is_met, expected, measured, mm(_ESTIMATE), ESTIMATED)


def _marginal(paper: Paper, red: Sequence[Rule]) -> Iterator[Result]:
    """份号、密级、紧急程度：左顶格，最上一个在第一条双线下 7/8 字高。"""
    items = [item for item in (paper.copy_number, paper.secrecy, paper.urgency) if item is not None]
    if not items:
        return
    under = _height(red[1]) + (red[1].weight or 0) / 2 if len(red) > 1 and _height(red[1]) else None
    top = _ink_top(paper, items[0], section_of(paper.story, items[0]))
    gap = None if top is None or under is None else top - under
    is_flush = all(near(item.offset + item.left_mm, 0, _FLUSH) for item in items)
    is_close = near(gap, numbers.SEVEN_EIGHTHS, _ESTIMATE)
    place = "距双线量不出" if gap is None else f"距双线 {mm(gap)}"
    measured = f"{'左顶格' if is_flush else '不在左边顶格'}，{place}"
    expected = f"左顶格，双线下 {mm(numbers.SEVEN_EIGHTHS)}"
    yield result("L-5", is_close if is_flush else False, expected, measured, mm(_ESTIMATE), ESTIMATED)


def _ink_top(paper: Paper, item: Paragraph, section: Section) -> float | None:
    """正文中一行的字面上边缘；首页页眉高过上页边时正文随之下移。"""
    headers = [one for one in section.shown(is_footer=False) if one.kind == "first"]
    heights = [one.look.before + one.look.line + one.look.after for header in headers for one in header.paragraphs]
    is_fixed = all(one.look.exact_line is not None for header in headers for one in header.paragraphs)
    if not is_fixed:
        return None
    body = max(section.top, section.header + mm_of_twips(sum(heights)))
    top = stacked_top_mm(paper.story.blocks, item, body, section)
    return None if top is None else ink_top_mm(top, item.look.line, item.size)


def _title_gap(paper: Paper, number: Paragraph) -> Result:
    """标题与其上最后一个要素空二行：密级、紧急程度可在发文字号之下。"""
    above = [item for item in (number, paper.copy_number, paper.secrecy, paper.urgency) if item is not None]
    gaps = [gap for item in above if (gap := ink_gap_mm(paper.story, item, paper.title[0])) is not None]
    gap = min(gaps, default=None)
    is_met = is_two_lines(gap, pitch_of(paper))
    return result("L-7", is_met, "上一要素下空 2 行", gap_text(gap), mm(numbers.TITLE_GAP_TOLERANCE), ESTIMATED)
