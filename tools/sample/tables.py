"""读演示数据的源表：UTF-8、制表符分隔、首行为表头的文本文件。"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent

#: 一张表的一行：表头 → 文本；行尾省去的空栏补成空串。
Line = dict[str, str]


def read_rows(name: str) -> list[list[str]]:
    """``name``.tsv 的各行，每行为各栏文本。"""
    text = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line]


@cache
def read_table(name: str) -> tuple[Line, ...]:
    """``name``.tsv 除首行外的各行，按首行的栏名取值。"""
    head, *rows = read_rows(name)
    return tuple(dict(zip(head, row + [""] * (len(head) - len(row)), strict=True)) for row in rows)
