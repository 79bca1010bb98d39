"""标题：公文稿里的一行标题 → 不带回行记号的文字和回行后的各行。"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.compose.marks import Line, merged_runs
from reportgen.compose.titlebreak import PORTRAIT_CELLS, balanced_lines, cells
from reportgen.model.document import Runs


@dataclass(frozen=True, slots=True)
class Title:
    """公文、印发件或附件的标题；``lines`` 是回行后的各行。"""

    runs: Runs
    lines: tuple[str, ...]


def title_of(line: Line, words: Iterable[str], limit: int = PORTRAIT_CELLS) -> Title:
    """一行标题；没有文字的（命令）是空的标题。

    Args:
        line: 公文稿写的标题；含“|”时就在那里回行，填入文字里的竖线不算。
        words: 自动回行时不拆开的词。limit: 每行至多的字数。
    Raises:
        TemplateError: 手工分的一行超过 ``limit`` 字。
    """
    parts = _parts(line)
    if not line.pieces:
        return Title((), ())
    if len(parts) == 1:
        return Title(line.runs, balanced_lines(line.text, words, limit))
    for part in parts:
        if cells(part.text) > limit:
            raise line.error(f"标题的“{part.text}”超过每行{limit}字", "调整“|”的位置，或不写“|”由程序回行。")
    return Title(merged_runs(run for part in parts for run in part.runs), tuple(part.text for part in parts))


def _parts(line: Line) -> tuple[Line, ...]:
    """按公文稿里手工写的“|”分开。"""
    bars = [match.start() for match in re.finditer(r"\|", line.shape)]
    starts, ends = [0, *(bar + 1 for bar in bars)], [*bars, len(line.shape)]
    cut = (line.cut(start, end) for start, end in zip(starts, ends, strict=True))
    return tuple(part for part in cut if part.pieces)
