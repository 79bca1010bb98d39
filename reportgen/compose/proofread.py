"""对渲染后的句子做文字检查：标点重叠、空括号、“0个：”、没有单位的数之类，出在哪一行就报哪一行。

只查公文稿写出来的毛病：完全落在一个填入值里的写法是原表的文字，不改也不报。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.compose.marks import MASK, Line

_FAULTS = tuple(
    (re.compile(pattern), message)
    for pattern, message in (
        (r"([。，、；：])\1", "标点重复"),
        (r"[，、；：]。|。[，、；：]|[，；：]、|[、；]，|，；", "标点相连"),
        (r"（）|“”|《》", "括号或引号里是空的"),
        (r"^[。，、；：）”》]", "句首是标点"),
        (r"(?<![\d.])0个：", "“0个”后面又列名单"),
        (r"(?:高于|低于|提高|下降|增加|减少|尚差|相差)(?:[-−]|0(?:\.0+)?(?![\d.]))", "增减的数是零或带负号"),
        (r"(亿元|万元|个百分点|%)\1|(?<=\d)(?:个个|项项|件件|天天)|%个百分点", "单位重复"),
        (r"([^。；：]{6,}[。；])\1", "同一句话写了两遍"),
        (r"(?:原因|措施|依据|名单|涉及|分别是)：$", "冒号后面没有文字"),
        (r"[^零一二三四五六七八九十百][，、]$", "句末是逗号或顿号"),
    )
)

_ASCII_PUNCTUATION = re.compile(
    rf"(?<=[一-龥”）》{MASK}])[,;:?!](?=[一-龥“（《{MASK}]|$)|(?<=[一-龥])[.\")](?![\w.])|[\"(](?=[一-龥])"
)
#: 一个数到此为止；空串是句末。
_STOPS = ("", "，", "。", "；", "、", "）")
_PAIRS = {"）": "（", "”": "“", "》": "《"}


def proofread(line: Line) -> Line:
    """检查一个自然段，无误时原样返回。

    Raises:
        TemplateError: 有毛病；消息引用原句的片段。
    """
    for message, start, end in _faults(line):
        excerpt = line.text[max(0, start - 8) : end + 8]
        raise line.error(
            f"{message}：“{excerpt}”", "多半是某个值为空或已带标点、单位；用 {% if %} 判断，或删去多余的字。"
        )
    return line


def _faults(line: Line) -> Iterator[tuple[str, int, int]]:
    for pattern, message in _FAULTS:
        for match in pattern.finditer(line.text):
            if set(line.shape[match.start() : match.end()]) != {MASK}:
                yield message, match.start(), match.end()
    for match in _ASCII_PUNCTUATION.finditer(line.shape):
        yield "汉字间用了半角标点", match.start(), match.end()
    yield from _without_unit(line)
    yield from _unpaired(line.shape)


def _without_unit(line: Line) -> Iterator[tuple[str, int, int]]:
    """句子里光有数字的指标：后面就是标点，单位落在了助词“数”里。"""
    end = 0
    for piece in line.pieces:
        start, end = end, end + len(piece.text)
        is_figure = piece.origin is not None and piece.origin.figure != ""
        if is_figure and start and piece.text[-1:].isdigit() and line.text[end : end + 1] in _STOPS:
            yield "数字后面没有单位", start, end


def _unpaired(shape: str) -> Iterator[tuple[str, int, int]]:
    """不配对的括号、引号、书名号。"""
    waiting: list[tuple[str, int]] = []
    for index, char in enumerate(shape):
        if char in _PAIRS.values():
            waiting.append((char, index))
        elif char in _PAIRS and (not waiting or waiting.pop()[0] != _PAIRS[char]):
            yield "括号或引号不配对", index, index + 1
            return
    if waiting:
        yield "括号或引号不配对", waiting[-1][1], waiting[-1][1] + 1
