"""版头：份号、密级、标志、发文字号、签发人、红线（GB/T 9704—2012 7.2、10.2、10.3）。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.conform import numbers
from reportgen.conform.docx.fittings import Rule
from reportgen.conform.docx.measures import (
    BASELINE,
    ESTIMATED,
    INK_BELOW,
    chars,
    distinct,
    examples,
    gap_text,
    ink_gap_mm,
    ink_top_mm,
    is_size,
    is_two_lines,
    mm,
    near,
    pitch_twips,
    pt,
    result,
    section_of,
    span_mm,
    stacked_top_mm,
    type_faults,
)
from reportgen.conform.docx.names import mm_of_twips
from reportgen.conform.docx.patterns import SIGNER, is_red
from reportgen.conform.docx.roles import Paper
from reportgen.conform.docx.story import Paragraph
from reportgen.conform.options import Options
from reportgen.conform.result import Result

#: 标志上边缘的条款和高度。
_MARKS = {
    "文件": ("G-7.2.4b", numbers.MARK_TOP),
    "纪要": ("M-1", numbers.MARK_TOP),
    "命令": ("C-1", numbers.COMMAND_MARK_TOP),
}
_FLUSH = 0.3  # 顶格的允差，毫米


def check_head(paper: Paper, options: Options) -> Iterator[Result]:
    """版头各条；信函的另见 ``letter_checks``，地方格式的版头标准没有规定。"""
    yield from _marginal(paper, options)
    if paper.mark and paper.form != "专报":
        yield _mark_type(paper.mark, options)
    if paper.mark and paper.form in _MARKS:
        yield _mark_place(paper)
    if paper.form == "文件":
        yield from _number(paper)
        yield from _signers(paper, options)
        yield from _red_rule(paper)
    if paper.form == "命令":
        yield from _command_number(paper)
    yield _zones(paper)


def _marginal(paper: Paper, options: Options) -> Iterator[Result]:
    """份号、密级、紧急程度：顶格、3 号，密级和紧急程度用黑体。"""
    items = (
        ("G-7.2.1", paper.copy_number, None, r"^\d{6}$", "6 位数字，3 号，顶格"),
        ("G-7.2.2", paper.secrecy, "黑体", r"^(绝密|机密|秘密)(★.*)?$", "3 号黑体，顶格"),
        ("G-7.2.3", paper.urgency, "黑体", r"^(特\s*急|加\s*急)$", "3 号黑体，顶格，特急或加急"),
    )
    for name, item, role, pattern, expected in items:
        if item is not None:
            faults = [] if re.match(pattern, item.text) else [item.text]
            faults += [] if near(item.left_mm, 0, _FLUSH) else [f"左空 {mm(item.left_mm)}"]
            if role:
                faults += type_faults(item, role, numbers.BODY_PT, options)
            elif not is_size(item.size, numbers.BODY_PT):
                faults.append(pt(item.size))
            yield result(name, not faults, expected, examples(faults, item.text))


def _mark_type(mark: tuple[Paragraph, ...], options: Options) -> Result:
    looks = [item.first_look for item in mark]
    faults = [
        f"{look.fonts['eastAsia'] or '未指明'}"
        for look in looks
        if options.font_role(look.fonts["eastAsia"]) != "小标宋"
    ]
    faults += [f"颜色 #{look.color or '自动'}" for look in looks if not is_red(look.color)]
    faults += ["加粗" for look in looks if look.is_bold]
    fine = f"{looks[0].fonts['eastAsia']}，{pt(looks[0].size)}，#{looks[0].color}"
    return result("G-7.2.4c", not faults, "小标宋，红色", examples(faults, fine))


def _mark_place(paper: Paper) -> Result:
    """标志居中；上边缘由固定行距推算，推算不出的要看排版结果。"""
    name, wanted = _MARKS[paper.form]
    item = paper.mark[0]
    top = mark_top(paper)
    is_centred = is_mark_centred(paper)
    place = "量不出高度" if top is None else f"上边缘 {mm(top)}"
    is_high = near(top, wanted, numbers.POSITION_TOLERANCE)
    is_met = is_high if is_centred else False
    measured = f"{'居中' if is_centred else item.look.align}，{place}"
    return result(name, is_met, f"居中，上边缘 {mm(wanted)}", measured, mm(numbers.POSITION_TOLERANCE), ESTIMATED)


def is_mark_centred(paper: Paper) -> bool:
    """标志居中；联合行文的标志在表格里，看表格。"""
    if paper.mark[0].is_cell:
        return any(table.is_centred for table in paper.story.tables if table.order == paper.mark[0].order)
    return all(is_middle(item) for item in paper.mark)


def mark_top(paper: Paper) -> float | None:
    """标志字面的上边缘，毫米；行距不固定、位置不明的为 None。"""
    item = paper.mark[0]
    section = section_of(paper.story, item)
    if item.order >= 0:
        line_top = stacked_top_mm(paper.story.blocks, item, section.top, section)
    else:
        headers = [one for one in section.shown(is_footer=False) if item in one.paragraphs]
        line_top = stacked_top_mm(headers[0].paragraphs, item, section.header, section) if headers else None
    return None if line_top is None else ink_top_mm(line_top, item.look.line, item.size)


def is_middle(item: Paragraph) -> bool:
    """居中，左右缩进相等（信函可按纸面居中，差 2 毫米）。"""
    sides = item.left_mm - item.right_mm
    return item.look.align in ("center", "distribute") and abs(sides) <= 2 * numbers.POSITION_TOLERANCE + 0.1


def _number(paper: Paper) -> Iterator[Result]:
    number = paper.number
    if number is None or not paper.mark:
        return
    below = paper.signers[0] if paper.signers else number
    gaps = [gap for item in paper.mark if (gap := ink_gap_mm(paper.story, item, below)) is not None]
    gap = min(gaps, default=None)
    is_spaced = is_two_lines(gap, pitch_of(paper))
    if paper.signers:
        left = (number.offset + number.left_mm) / numbers.CHAR
        is_level = any(signer.order == number.order for signer in paper.signers)
        measured = f"左空 {chars(left)}，{'同行' if is_level else '不同行'}"
        is_inset = bool(near(left, 1, 0.1))
        yield result("G-7.2.5c", is_level and is_inset, "左空 1 字，与最后一个签发人同一行", measured)
        yield result("G-7.2.5a", is_spaced, "标志下空 2 行", gap_text(gap), mm(numbers.TITLE_GAP_TOLERANCE), ESTIMATED)
        return
    is_centred = number.look.align == "center" and near(number.left_mm, number.right_mm, _FLUSH)
    is_met = is_spaced if is_centred else False
    measured = f"{'居中' if is_centred else '不居中'}，{gap_text(gap)}"
    yield result("G-7.2.5a", is_met, "标志下空 2 行，居中", measured, mm(numbers.TITLE_GAP_TOLERANCE), ESTIMATED)


def pitch_of(paper: Paper) -> float | None:
    """正文的行距，缇；没有正文时为 BOX 的。"""
    if not paper.body:
        return float(numbers.BOX_PITCH_TWIPS)
    return pitch_twips(paper.body[0], section_of(paper.story, paper.body[0]))


def _signers(paper: Paper, options: Options) -> Iterator[Result]:
    """“签发人：”仿宋，姓名楷体，右空一字（右缩进或右对齐的制表位）；还没有填姓名的不看字体。"""
    if not paper.signers:
        return
    faults = []
    for item in paper.signers:
        found = SIGNER.search(item.text)
        faults += ["“签发人”后没有全角冒号"] if found and not found[0].endswith("：") else []
        fonts = [run.look.fonts["eastAsia"] for run in item.visible if not SIGNER.fullmatch(run.text)][-1:]
        faults += [f"姓名 {font}" for font in fonts if options.font_role(font) != "楷体"]
    edge = min(_right_gap(item, paper) for item in paper.signers)
    faults += [] if near(edge, numbers.CHAR, numbers.POSITION_TOLERANCE) else [f"右空 {mm(edge)}"]
    measured = examples(faults, f"姓名楷体，右空 {mm(edge)}")
    yield result("G-7.2.6a", not faults, "签发人：仿宋，姓名楷体，右空 1 字", measured, mm(numbers.POSITION_TOLERANCE))


def _right_gap(item: Paragraph, paper: Paper) -> float:
    """末一个姓名右边的空；姓名用制表位隔开的从制表位量起。"""
    width = section_of(paper.story, item).area_width
    pieces = item.text.split("\t")
    if len(pieces) == 1 or len(item.look.tabs) < len(pieces) - 1:
        return width - span_mm(item, width)[1]
    kind, place = item.look.tabs[len(pieces) - 2]
    start = item.offset + mm_of_twips(place)
    return width - start if kind in ("right", "end") else width - start - len(pieces[-1]) * numbers.FITTED_CHAR


def _red_rule(paper: Paper) -> Iterator[Result]:
    """红线：与版心等宽，距发文字号 4 毫米；图形的高度要看排版结果。"""
    rules = [rule for rule in paper.rules if is_red(rule.color)]
    if not rules:
        yield result("G-7.2.7", False, "红色，长 156 mm，在发文字号下 4 mm", "没有红线")
        return
    rule = rules[0]
    gap = rule_gap(rule, paper)
    is_wide = near(rule.length, numbers.WIDTH, numbers.RULE_TOLERANCE)
    is_low = None if gap is None else near(gap, numbers.RULE_GAP, 2 * numbers.RULE_GAP_TOLERANCE)
    is_met = bool(is_wide) and is_low is not False
    shown = "长不明" if rule.length is None else f"长 {mm(rule.length)}"
    measured = shown if gap is None else f"{shown}，距字号 {mm(gap)}（{ESTIMATED}）"
    yield result("G-7.2.7", is_met, "红色，长 156 mm，在发文字号下 4 mm", measured, "±0.5 mm")


def rule_gap(rule: Rule, paper: Paper) -> float | None:
    """段落边框距上面发文字号字面下边缘的毫米数；图形为 None。"""
    if rule.gap is None or paper.number is None or paper.number.look.exact_line is None:
        return None
    below = (1 - BASELINE) * paper.number.look.line - INK_BELOW * paper.number.size * 20
    is_next = rule.holder is paper.number or rule.holder.order == paper.number.order + 1
    return mm_of_twips(below + paper.number.look.after) + rule.gap if is_next else None


def _command_number(paper: Paper) -> Iterator[Result]:
    if paper.number is None or not paper.mark or not paper.body:
        return
    gaps = [ink_gap_mm(paper.story, *pair) for pair in ((paper.mark[-1], paper.number), (paper.number, paper.body[0]))]
    is_centred = paper.number.look.align == "center"
    met = [is_two_lines(gap, pitch_of(paper)) for gap in gaps]
    is_met = False if not is_centred or False in met else (None if None in met else True)
    measured = f"{'居中' if is_centred else '不居中'}，上{gap_text(gaps[0])}，下{gap_text(gaps[1])}"
    yield result("C-2", is_met, "居中，上下各空 2 行", measured, mm(numbers.TITLE_GAP_TOLERANCE), ESTIMATED)


def _zones(paper: Paper) -> Result:
    """各要素自上而下；版记之后不再有文字。

    附件说明不在其列：印发的文件另有自己的附件说明，排在通知的署名之后。
    """
    parts = (
        ("标志", paper.mark[:1]),
        ("发文字号", (paper.number,)),
        ("标题", paper.title[:1]),
        ("主送机关", (paper.recipients,)),
        ("正文", paper.body[:1]),
        ("署名", paper.signatures[:1]),
        ("附件", tuple(annex.label for annex in paper.annexes[:1])),
    )
    placed = [(name, item.order) for name, items in parts for item in items if item is not None and item.order >= 0]
    orders = [order for _, order in placed]
    tail = paper.story.paragraphs[-1:]
    measured = "→".join(name for name, _ in placed) or "没有认出要素"
    after = [item for item in tail if paper.imprint and paper.imprint.shape and item.text]
    faults = [] if orders == sorted(orders) else [f"次序颠倒：{measured}"]
    faults += [f"版记后还有{distinct(item.text[:8] for item in after)}"] if after else []
    return result("G-7.1", not faults, "版头→主体→版记", examples(faults, measured))
