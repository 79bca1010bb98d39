"""认版头：标志、份号、发文字号等，以及由此看出的公文格式。"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from reportgen.conform.numbers import WIDTH
from reportgen.conform.passage import Part
from reportgen.conform.pdf.lines import Layout, Line
from reportgen.conform.pdf.rules import InkRule

_MARK_SIZE, _LARGE = 20, 25  # 磅：红色的标志、黑色的标志至少这么大
_MARK_NAME = re.compile(r"(?:文件|令|纪要|简报|专报|政府|委员会|党委|[委局厅院部]|办公[厅室]|公司|会)$")
_LOCAL = re.compile(r"专报|简报|快报|信息|动态|要情|周报|月报|日报|参考|工作情况|督查|内参")
_NUMBER = re.compile(
    r"[〔\[［（(【]\s?(?:19|20)?\d{2}\s?[〕\]］）)】].*号|^第?.{0,5}[〔\[].*号$|^第?\s?\d*\s?号$|第\d*期"
)
_REACH = 80.0  # 标志之下 80 毫米以内的红线是版头的
_NUMBER_REACH = 45.0

Head = Mapping[Part, tuple[Line, ...]]


def read_head(first: Layout, rules: Sequence[InkRule]) -> tuple[Head, list[Line]]:
    """首页版头各要素的行，和版头以下的行。"""
    marks = _marks(first)
    if not marks:
        return {}, list(first.lines)
    floor = _floor(first, marks[-1].bottom, rules)
    head: dict[Part, list[Line]] = {Part.MARK: list(marks)}
    for line in first.lines:
        if line.baseline <= floor and line not in marks:
            for segment in line.segments():
                part = _part(segment)
                if part:
                    head.setdefault(part, []).append(segment)
    rest = [line for line in first.lines if line.baseline > floor and line not in marks]
    return {part: tuple(lines) for part, lines in head.items()}, rest


def form_of(head: Head, rules: Sequence[InkRule]) -> str:
    """公文格式：有比版心宽的红色双线是信函，其余看标志的末尾，再看标志的高度。"""
    marks = head.get(Part.MARK, ())
    if not marks:
        return "其他"
    if _has_double_rule(rules):
        return "信函"
    for ending, form in (("文件", "文件"), ("纪要", "纪要"), ("令", "命令")):
        if any(line.text.endswith(ending) for line in marks):
            return form
    if _LOCAL.search("".join(line.text for line in marks)):
        return "专报"
    return "信函" if marks[0].top < 50 else "文件"


def _has_double_rule(rules: Sequence[InkRule]) -> bool:
    red = [rule for rule in rules if rule.page == 1 and rule.is_red and rule.length > WIDTH + 2]
    return any(after.y0 - before.y1 < 2.5 for before, after in pairwise(red))


def _marks(first: Layout) -> tuple[Line, ...]:
    """发文机关标志：首页上部的红色大字；没有红字时取特别大而像机关名称的字。"""
    upper = [line for line in first.lines if line.baseline < first.sheet.height * 0.6 and "关于" not in line.text]
    red = [line for line in upper if line.colour.is_red and line.size >= _MARK_SIZE]
    if red:
        return tuple(red)
    return tuple(line for line in upper if line.size >= _LARGE and _MARK_NAME.search(line.text))[:1]


def _floor(first: Layout, bottom: float, rules: Sequence[InkRule]) -> float:
    """版头的下边：标志、红线、字号中最低的。"""
    reds = [rule.y1 for rule in rules if rule.page == 1 and rule.is_red and bottom < rule.y1 < bottom + _REACH]
    floor = max([bottom, *reds])
    for line in first.lines:
        is_head = any(_part(segment) for segment in line.segments())
        if bottom - 1 < line.baseline < floor + _NUMBER_REACH and is_head:
            floor = max(floor, line.bottom)
    return floor


def _part(segment: Line) -> Part | None:
    """版头的一段文字是什么。"""
    text = segment.text
    for part, pattern in (
        (Part.COPY, r"^\d{4,8}$"),
        (Part.SECRET, r"^(?:绝密|机密|秘密)"),
        (Part.URGENT, r"^(?:特急|加急|特提|平急|急件)$"),
        (Part.SIGNER, r"^签发人"),
    ):
        if re.match(pattern, text):
            return part
    return Part.NUMBER if len(text) < 30 and not text.endswith("：") and _NUMBER.search(text) else None
