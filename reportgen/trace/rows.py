"""两张表的行和列怎样对应：行按行首的名称，列按表头；次序变了也认得出。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from reportgen.trace.outline import OldBlock, Row

#: 名称只在前几列里找。
_FIRST_COLUMNS = 4

#: 序号、名次、数：逐期会变，不能当名称。
_CHANGING = re.compile(r"第?[-\d.,％%]+(?:位|名|个|项|亿元|万元|个百分点)?|[一二三四五六七八九十]+|[—/]?")

Key = tuple[str, ...]


def match_rows(old: Sequence[Row], new: Sequence[Row]) -> dict[int, int]:
    """新表的行 → 旧表的行（都从 0 起）；没有对上的不出现。

    在前几列里选对上最多、重名最少的一列（或几列合起来）作名称；重名的依次对应。
    """
    best: dict[int, int] = {}
    rank = (0, 0)
    for columns in _candidates(old, new):
        before, after = _keys(old, columns), _keys(new, columns)
        places = {key: index for index, key in enumerate(before)}
        found = {index: places[key] for index, key in enumerate(after) if key in places}
        distinct = len({key[:-1] for key in after})
        if (len(found), distinct) > rank:
            best, rank = found, (len(found), distinct)
    return best


def match_columns(old: OldBlock, new: OldBlock) -> dict[int, int]:
    """新表的列 → 旧表的列（都从 1 起）：列数相同的依次对应，不同的按表头。"""
    if old.width == new.width:
        return {column: column for column in range(1, new.width + 1)}
    before, after = (_captions(block) for block in (old, new))
    places = {caption: column for column, caption in before.items()}
    return {column: places[caption] for column, caption in after.items() if caption in places}


def _candidates(old: Sequence[Row], new: Sequence[Row]) -> Iterable[tuple[int, ...]]:
    """可作名称的列：先单列，后前几列合起来；序号、数字的列除外。"""
    first = range(1, _FIRST_COLUMNS + 1)
    named = [column for column in first if _names(old, column) and _names(new, column)]
    yield from ((column,) for column in named)
    yield from (tuple(named[:count]) for count in range(2, len(named) + 1))


def _names(rows: Sequence[Row], column: int) -> bool:
    texts = [text for index in range(len(rows)) if (text := _value(rows, index, column))]
    return sum(bool(_CHANGING.fullmatch(text)) for text in texts) * 2 < len(texts)


def _keys(rows: Sequence[Row], columns: Sequence[int]) -> list[Key]:
    """每行的名称，末项是同名的第几个。"""
    seen: Counter[Key] = Counter()
    keys = []
    for index in range(len(rows)):
        key = tuple(_value(rows, index, column) for column in columns)
        seen[key] += 1
        keys.append((*key, str(seen[key])))
    return keys


def _value(rows: Sequence[Row], index: int, column: int) -> str:
    """这一行这一列的文字；合并掉的取左边的格，左边没有的取上边的。"""
    left = [spot for spot in rows[index] if spot <= column]
    if left:
        return rows[index][max(left)]
    return next((row[column] for row in reversed(rows[:index]) if column in row), "")


def _captions(block: OldBlock) -> dict[int, str]:
    """列 → 它上面各层表头的文字。"""
    return {
        column: "\n".join(_value(block.header, row, column) for row in range(len(block.header)))
        for column in range(1, block.width + 1)
    }
