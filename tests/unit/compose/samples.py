"""公文稿测试的共用样本：指标、取自单元格的文字、前置部分。"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from reportgen.compose.template import compose_document
from reportgen.compose.values import Quoted
from reportgen.model.assessment import Figure
from reportgen.model.document import Document, Origin
from reportgen.model.source import Source

FRONT = "---\n格式: 信函\n发文机关: 市政府办公室\n标题: 关于进展的通报\n---\n"
#: 正文第一行之前的行数。
FRONT_LINES = FRONT.count("\n")
TEMPLATE = "通报.j2"

Context = Mapping[str, object]


def figure(value: str | None, unit: str, printed: str, label: str = "某指标", cell: str = "D5") -> Figure:
    """一个指标，出处是 表.xlsx「进展」的 ``cell``。"""
    amount = None if value is None else Decimal(value)
    return Figure("figure", label, "all", amount, unit, printed, "算法", (source(cell),))


def quote(text: str, cell: str = "B2") -> Quoted:
    """取自 表.xlsx「进展」``cell`` 的文字。"""
    return Quoted(text, Origin(sources=(source(cell),)))


def source(cell: str) -> Source:
    """表.xlsx「进展」的一个单元格。"""
    return Source("表.xlsx", "进展", cell, "原文")


def compose_text(folder: Path, text: str, context: Context | None = None) -> Document:
    """把整份公文稿写成公文。"""
    path = folder / TEMPLATE
    path.write_text(text, encoding="utf-8")
    return compose_document(path, context or {}, kind="D3", stamps=("草稿",))
