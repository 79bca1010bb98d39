"""对齐：两列东西按次序一一对上，使相似程度的总和最大。"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

#: 一对：旧的第几个、新的第几个，从 0 起；没有对上的一边为 None。
Pair = tuple[int | None, int | None]

#: 相似程度低于此数的不对。
LEAST = 0.4


def align(old: Sequence[A], new: Sequence[B], score: Callable[[A, B], float]) -> list[Pair]:
    """``old`` 与 ``new`` 的对应，两边的次序都不变，全部列出；同一处先列旧的。

    Args:
        score: 相似程度，0 到 1；低于 :data:`LEAST` 的不对。
    """
    scores = [[score(before, after) for after in new] for before in old]
    best = _best(scores, len(old), len(new))
    pairs: list[Pair] = []
    row, column = 0, 0
    while row < len(old) and column < len(new):
        here = scores[row][column]
        if here >= LEAST and best[row][column] == here + best[row + 1][column + 1]:
            pairs.append((row, column))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            pairs.append((row, None))
            row += 1
        else:
            pairs.append((None, column))
            column += 1
    return [
        *pairs,
        *((index, None) for index in range(row, len(old))),
        *((None, index) for index in range(column, len(new))),
    ]


def _best(scores: Sequence[Sequence[float]], rows: int, columns: int) -> list[list[float]]:
    """从每一对位置起往后能得到的最大总和。"""
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in reversed(range(rows)):
        for column in reversed(range(columns)):
            here = scores[row][column]
            joined = here + best[row + 1][column + 1] if here >= LEAST else 0.0
            best[row][column] = max(joined, best[row + 1][column], best[row][column + 1])
    return best
