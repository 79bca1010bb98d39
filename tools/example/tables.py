"""读源表：UTF-8、制表符分隔、首行为栏名的文本文件；行尾的空栏可以省去。"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
YEAR = 2025
MONTHS = (2, 3, 4)
DEMO = "（演示数据：内容均为虚构）"

#: 一行：栏名 → 文本。
Line = dict[str, str]


@cache
def read_table(name: str) -> tuple[Line, ...]:
    """``name``.tsv 的各行。"""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    head, *rows = [line.split("\t") for line in lines]
    return tuple(dict(zip(head, row + [""] * (len(head) - len(row)), strict=True)) for row in rows)


def project_names() -> dict[str, str]:
    """序号到项目名称。"""
    return {line["序号"]: line["项目名称"] for line in read_table("清单")}
