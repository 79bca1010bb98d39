"""两段文字逐词比较：数字连同单位是一个词，其余一字一词；零碎的相同字并入两边的改动。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby

from reportgen.model.document import Change, Run, Runs, text_of

_UNITS = "个百分点|亿元|万元|元|%|‰|个|项|位|件|天|年|月|日"
_NUMBER = rf"-?\d+(?:[.,]\d+)*(?:{_UNITS})?"
_TOKEN = re.compile(rf"{_NUMBER}|[A-Za-z]+|.", re.DOTALL)
_DIGITS = re.compile(_NUMBER)

#: 相似度低于此数的两段，整段换掉比逐字标出好读。
_LEAST_ALIKE = 0.35

#: （旧文，新文）；相同的一段两者相等。
Piece = tuple[str, str]


def marked(new: Runs, old: str) -> Runs:
    """标出 ``new`` 与 ``old`` 相比新增的文字，并插入删去的文字。

    去掉“删去”的恰是 ``new``，去掉“新增”的恰是 ``old``；填入文字的来历保留。
    """
    result: list[Run] = []
    start = 0
    for before, after in pieces(old, text_of(new)):
        end = start + len(after)
        if before == after:
            result += cut(new, start, end)
        else:
            result += deleted(before)
            result += inserted(tuple(cut(new, start, end)))
        start = end
    return tuple(result) or new


def inserted(runs: Runs) -> Runs:
    """整段标为新增。"""
    return tuple(replace(run, change=Change.INSERTED) for run in runs)


def deleted(text: str) -> Runs:
    """整段标为删去；没有文字的为空组。"""
    return (Run(text, change=Change.DELETED),) if text else ()


def cut(runs: Runs, start: int, end: int) -> Iterator[Run]:
    """第 ``start`` 到 ``end`` 个字之间的文字，来历和标记保留。"""
    for run in runs:
        text = run.text[max(start, 0) : max(end, 0)]
        if text:
            yield replace(run, text=text)
        start, end = start - len(run.text), end - len(run.text)


def pieces(old: str, new: str) -> Iterator[Piece]:
    """依次相同或不同的各段。"""
    if old == new:
        yield old, new
        return
    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.ratio() < _LEAST_ALIKE:
        yield old, new
        return
    found = [("".join(left[a:b]), "".join(right[c:d])) for _, a, b, c, d in matcher.get_opcodes()]
    kept = [_is_kept(found, index) for index in range(len(found))]
    for is_kept, group in groupby(zip(kept, found, strict=True), key=lambda item: item[0]):
        chosen = [piece for _, piece in group]
        yield from chosen if is_kept else [("".join(a for a, _ in chosen), "".join(b for _, b in chosen))]


def _is_kept(found: Sequence[Piece], index: int) -> bool:
    """相同而值得保留的一段：夹在两处改动之间的单个字不算，标点算。"""
    before, after = found[index]
    is_between = 0 < index < len(found) - 1
    return before == after and not (is_between and len(before) == 1 and before.isalnum())


def likeness(one: str, other: str) -> float:
    """两段文字不计数字的相似程度，0 到 1：相邻两字相同的多少。"""
    left, right = _pairs(one), _pairs(other)
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0


def _pairs(text: str) -> Counter[str]:
    padded = f"^{_DIGITS.sub('', text)}$"
    return Counter(padded[index : index + 2] for index in range(len(padded) - 1))
