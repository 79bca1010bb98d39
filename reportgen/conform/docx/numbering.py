"""自动编号：按编号定义算出每段前的文字，如“一、”“（二）”。"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from reportgen.conform.docx.names import Element, find, find_all, number, value

_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class _Level:
    text: str
    form: str
    start: int
    properties: Element | None


class Numbering:
    """编号的计数器；按正文次序调用 :meth:`label`。"""

    def __init__(self, numbering: Element | None) -> None:
        """``numbering`` 是编号部件的 XML，可以没有。"""
        levels = {
            value(item, "w:abstractNumId"): {
                int(number(value(level, "w:ilvl"))): _Level(
                    value(find(level, "w:lvlText")),
                    value(find(level, "w:numFmt"), default="decimal"),
                    int(number(value(find(level, "w:start")), 1)),
                    find(level, "w:pPr"),
                )
                for level in find_all(item, "w:lvl")
            }
            for item in find_all(numbering, "w:abstractNum")
        }
        self._families = {
            value(item, "w:numId"): value(find(item, "w:abstractNumId")) for item in find_all(numbering, "w:num")
        }
        self._levels = levels
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def label(self, list_id: str, level: int) -> str:
        """下一个编号；项目符号和没有定义的为空串。"""
        family = self._families.get(list_id, "")
        levels = self._levels.get(family, {})
        if level not in levels or levels[level].form in ("bullet", "none"):
            return ""
        counts = self._counts[family]
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return re.sub(r"%(\d)", lambda matched: self._piece(levels, counts, int(matched[1]) - 1), levels[level].text)

    def properties(self, list_id: str, level: int) -> Element | None:
        """这一级编号自带的段落属性（缩进、制表位），没有为 None。"""
        found = self._levels.get(self._families.get(list_id, ""), {}).get(level)
        return None if found is None else found.properties

    @staticmethod
    def _piece(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        if level not in levels:
            return ""
        count = counts.get(level, levels[level].start)
        return chinese(count) if "hinese" in levels[level].form or "deograph" in levels[level].form else str(count)


def chinese(count: int) -> str:
    """1 至 99 的汉字数目，如“十二”。"""
    tens, ones = divmod(count, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens % 10]) + "十" + (_DIGITS[ones] if ones else "")
