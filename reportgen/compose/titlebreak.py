"""标题回行：词意完整，排列对称，形如梯形或菱形（GB/T 9704—2012 7.3.1）。

宽度以全角字计：2号字竖排页的版心每行至多 20 字，横排页 28 字。
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jieba import Tokenizer

#: 每行至多的字数：竖排页版心 156 毫米，横排页 225 毫米。
PORTRAIT_CELLS, LANDSCAPE_CELLS = 20, 28

#: 两边各留一字：不超过每行字数减 2 的标题不回行，回行后各行也尽量不超过。
_MARGIN_CELLS = 2
_MIN_CELLS = 3
_MAX_LINES = 4
_NO_START = {"的", "和", "与", "及", "暨", "等", "之"}
_NO_START_CHARS = set("、，。；：！？）》」』”’")
_NO_END = {"关于", "对", "在", "为", "将", "向", "从", "由", "和", "与", "及", "暨", "第", "各"}
_NO_END_CHARS = set("（《「『“‘")
_UNIT = re.compile(r"(?:年|月|日|号|个|项|届|次|万|亿|元|%|条|款|批|期|季度)")
_DIGIT_END = re.compile(r"[0-9一二三四五六七八九十]$")
_KIND_ONLY = re.compile(r".{0,4}(?:通知|通报|意见|决定|函|批复|请示|报告|公告|方案|办法|规定|专报)")
#: 修饰后面名词的地名和时间，其后不宜回行。
_MODIFIER = re.compile(r".*[省市县区年月]|全国|.*年度|.*季度|[上下]半年|.*[0-9]")
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”|（[^）]*）")


def balanced_lines(title: str, words: Iterable[str] = (), limit: int = PORTRAIT_CELLS) -> tuple[str, ...]:
    """把标题分成若干行。

    Args:
        words: 不可拆开的专用词，如机关、项目名称。
        limit: 每行至多的字数。
    Returns:
        各行文字，行末空格去掉；四行也排不下的逐行填满。
    """
    text = title.strip()
    preferred = limit - _MARGIN_CELLS
    if cells(text) <= preferred:
        return (text,)
    whole = {word for word in words if 1 < cells(word) <= preferred}
    tokens = _glued(_tokens(text, whole))
    widths = [cells(token) for token in tokens]
    if sum(widths) > limit * _MAX_LINES:
        return tuple(line.strip() for line in _filled(tokens, limit))
    breaks = _break_costs(tokens)
    layouts = (ends for count in range(2, _MAX_LINES + 1) for ends in _layouts(widths, count, limit))
    best = min(layouts, key=lambda ends: _cost(_cut(tokens, ends), ends, breaks, preferred), default=())
    lines = _cut(tokens, best) if best else _filled(tokens, limit)
    return tuple(line.strip() for line in lines)


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
    """分词；专用词各成一词，因此不会被拆开，长的优先。"""
    pattern = "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
    for index, part in enumerate(re.split(f"({pattern})", text) if pattern else [text]):
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


def _layouts(widths: Sequence[float], lines: int, limit: int, start: int = 0) -> Iterator[tuple[int, ...]]:
    """分成 ``lines`` 行的各种分法（各行末位），每行不超过 ``limit`` 字。"""
    if lines == 1:
        if 0 < sum(widths[start:]) <= limit:
            yield (len(widths),)
        return
    width = 0.0
    for end in range(start + 1, len(widths)):
        width += widths[end - 1]
        if width > limit:
            return
        if sum(widths[end:]) <= limit * (lines - 1):
            for rest in _layouts(widths, lines - 1, limit, end):
                yield (end, *rest)


def _cut(tokens: Sequence[str], ends: Sequence[int]) -> list[str]:
    return ["".join(tokens[start:end]) for start, end in zip((0, *ends), ends, strict=False)]


def _cost(lines: Sequence[str], ends: Sequence[int], breaks: Sequence[float], preferred: int) -> float:
    """一种分法的代价，越小越好；``breaks`` 是在各词之前回行的代价。"""
    widths = [cells(line.strip()) for line in lines]
    crowded = sum(max(0.0, width - preferred) for width in widths)
    stubs = 12 * sum(width < _MIN_CELLS for width in widths) + 6 * bool(_KIND_ONLY.fullmatch(lines[-1]))
    return 4 * len(lines) + _shape_cost(widths) + sum(breaks[end] for end in ends[:-1]) + crowded + stubs


def _break_costs(tokens: Sequence[str]) -> list[float]:
    """在各词之前回行的代价；首词之前不回行，计 0。"""
    text = "".join(tokens)
    starts = accumulate(map(len, tokens[:-1]))
    later = (_break_cost(before, text, start) for before, start in zip(tokens, starts, strict=False))
    return [0.0, *later]


def _break_cost(before: str, text: str, start: int) -> float:
    """在第 ``start`` 字之前回行的代价：“关于”前、空格处最宜；拆开词典里的词、书名号，或在修饰语之后都不宜。"""
    cost = 0.0
    if text.startswith("关于", start):
        cost -= 5
    if before[-1].isspace():
        cost -= 3
    if before.endswith(("的", "、")):
        cost -= 1
    if _MODIFIER.fullmatch(before):
        cost += 2.5
    if _is_inside_word(text, start):
        cost += 4
    if any(match.start() < start < match.end() for match in _QUOTED.finditer(text)):
        cost += 6
    return cost


def _is_inside_word(text: str, position: int) -> bool:
    """此处是否在词典里一个三至六字词的中间：分词时它可能已被拆成两个短词。"""
    known = _tokenizer().FREQ
    return any(
        known.get(text[start : start + length])
        for length in range(3, 7)
        for start in range(max(0, position - length + 1), position)
    )


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


def _filled(tokens: Iterable[str], limit: int) -> Iterator[str]:
    """过长的标题：逐行填满，超过一行的词按字拆开。"""
    line = ""
    for token in tokens:
        for part in [token] if cells(token) <= limit else list(token):
            if line and cells(line + part) > limit:
                yield line
                line = ""
            line += part
    yield line
