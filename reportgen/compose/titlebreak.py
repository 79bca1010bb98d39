"""标题回行：词意完整，排列对称，长短适宜，成梯形或菱形（GB/T 9704—2012 7.3.1）。

宽度以全角字计；2号字在版心内每行至多 20 字。
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jieba import Tokenizer

MAX_CELLS = 20
#: 不超过此数的标题不回行，回行后各行也尽量不超过。
PREFERRED_CELLS = 18

_MAX_LINES = 4
_NO_START = {"的", "和", "与", "及", "暨", "等", "之"}
_NO_START_CHARS = set("、，。；：！？）》」』”’")
_NO_END = {"关于", "对", "在", "为", "将", "向", "从", "由", "和", "与", "及", "暨", "第", "各"}
_NO_END_CHARS = set("（《「『“‘")
_UNIT = re.compile(r"(?:年|月|日|号|个|项|届|次|万|亿|元|%|条|款|批|期|季度)")
_DIGIT_END = re.compile(r"[0-9一二三四五六七八九十]$")
_KIND_ONLY = re.compile(r".{0,4}(?:通知|通报|意见|决定|函|批复|请示|报告|公告|方案|办法|规定|专报)")


def break_title(title: str, words: Iterable[str] = ()) -> tuple[str, ...]:
    """把标题分成若干行。

    Args:
        title: 标题；含“|”时就在那里回行，不再计算。
        words: 不可拆开的专用词，如机关名称。
    Returns:
        各行文字，行末空格去掉。
    """
    if "|" in title:
        return tuple(part.strip() for part in title.split("|") if part.strip())
    return balanced_lines(title, words)


def balanced_lines(title: str, words: Iterable[str] = ()) -> tuple[str, ...]:
    """按词意和形状回行，“|”不作记号。"""
    text = title.strip()
    if cells(text) <= PREFERRED_CELLS:
        return (text,)
    tokens = _glued(_tokens(text, words))
    widths = [cells(token) for token in tokens]
    if sum(widths) <= MAX_CELLS * _MAX_LINES:
        layouts = (ends for count in range(2, _MAX_LINES + 1) for ends in _layouts(widths, count))
        best = min(layouts, key=lambda ends: _cost(tokens, ends), default=())
        if best:
            return tuple(line.strip() for line in _cut(tokens, best))
    return tuple(line.strip() for line in _filled(tokens))


def cells(text: str) -> float:
    """宽度，全角字为 1，半角字为 0.5。"""
    return sum(0.5 if char.isascii() or unicodedata.east_asian_width(char) == "H" else 1 for char in text)


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    """分词器。词典直接读入：jieba 自己的做法要在系统临时文件夹里写、读缓存。"""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba import Tokenizer
    tokenizer = Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def _tokens(text: str, words: Iterable[str]) -> Iterator[str]:
    """分词；专用词和不长的书名号各成一词，因此不会被拆开。"""
    whole = sorted({word for word in words if 1 < cells(word) <= PREFERRED_CELLS}, key=lambda word: (-len(word), word))
    pattern = "|".join([r"《[^》]{1,16}》", *map(re.escape, whole)])
    for index, part in enumerate(re.split(f"({pattern})", text)):
        if index % 2:
            yield part
        elif part:
            yield from _tokenizer().cut(part, HMM=False)


def _glued(tokens: Iterable[str]) -> list[str]:
    """把不宜分在两行的词粘在一起：的、顿号、数与单位、关于……"""
    glued: list[str] = []
    last = ""
    for token in tokens:
        if glued and (_sticks_back(token, last) or last in _NO_END or last[-1] in _NO_END_CHARS):
            glued[-1] += token
        else:
            glued.append(token)
        last = token
    return glued


def _sticks_back(token: str, last: str) -> bool:
    if token.isspace() or token in _NO_START or token[0] in _NO_START_CHARS:
        return True
    return bool(_UNIT.match(token) and _DIGIT_END.search(last))


def _layouts(widths: Sequence[float], lines: int, start: int = 0) -> Iterator[tuple[int, ...]]:
    """分成 ``lines`` 行的各种分法（各行末位），每行不超过 20 字。"""
    if lines == 1:
        if 0 < sum(widths[start:]) <= MAX_CELLS:
            yield (len(widths),)
        return
    width = 0.0
    for end in range(start + 1, len(widths)):
        width += widths[end - 1]
        if width > MAX_CELLS:
            return
        if sum(widths[end:]) <= MAX_CELLS * (lines - 1):
            for rest in _layouts(widths, lines - 1, end):
                yield (end, *rest)


def _cut(tokens: Sequence[str], ends: Sequence[int]) -> list[str]:
    return ["".join(tokens[start:end]) for start, end in zip((0, *ends), ends, strict=False)]


def _cost(tokens: Sequence[str], ends: Sequence[int]) -> float:
    lines = _cut(tokens, ends)
    widths = [cells(line.strip()) for line in lines]
    breaks = sum(_break_cost(tokens[end - 1], line) for end, line in zip(ends, lines[1:], strict=False))
    crowded = sum(max(0.0, width - PREFERRED_CELLS) for width in widths)
    return 4 * len(lines) + _shape_cost(widths) + breaks + crowded


def _break_cost(before: str, line: str) -> float:
    """在 ``before`` 之后回行、下一行为 ``line`` 的代价；“关于”前、空格处最宜回行。"""
    cost = 0.0
    if line.startswith("关于"):
        cost -= 4
    if before[-1].isspace():
        cost -= 3
    if _KIND_ONLY.fullmatch(line):
        cost += 6
    if before.endswith(("的", "、")):
        cost -= 1
    return cost


def _shape_cost(widths: Sequence[float]) -> float:
    """梯形、菱形最好；长方形差，沙漏形最差。"""
    cost = 2 * sum(max(0.0, 5 - width) for width in widths)
    if max(widths) - min(widths) < 1:
        cost += 3
    peak = widths.index(max(widths))
    rises = all(a <= b for a, b in pairwise(widths[: peak + 1]))
    falls = all(a >= b for a, b in pairwise(widths[peak:]))
    if not (rises and falls):
        cost += 14
    elif 0 < peak < len(widths) - 1:
        cost -= 1.5
    return cost + sum(0.7 * max(0.0, abs(a - b) - 6.5) for a, b in pairwise(widths))


def _filled(tokens: Iterable[str]) -> Iterator[str]:
    """过长的标题：逐行填满，超过一行的词按字拆开。"""
    line = ""
    for token in tokens:
        for part in [token] if cells(token) <= MAX_CELLS else list(token):
            if line and cells(line + part) > MAX_CELLS:
                yield line
                line = ""
            line += part
    yield line
