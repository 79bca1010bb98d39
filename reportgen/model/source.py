"""出处：每个值都知道自己来自哪个文件、哪张表、哪个单元格。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """一个单元格。

    Attributes:
        file: 相对 inputs/ 的路径，用 “/” 分隔。
        sheet: 工作表名；CSV 为空串，配置文件为键的路径。
        cell: 单元格地址，如 ``D17``。
        value: 单元格原文（修正之前）。
    """

    file: str
    sheet: str
    cell: str
    value: str

    def __str__(self) -> str:
        sheet = f"「{self.sheet}」" if self.sheet else ""
        return f"{self.file}{sheet}{self.cell}"


@dataclass(frozen=True, kw_only=True)
class Record:
    """带出处的记录：``cells`` 把字段名映射到单元格。"""

    cells: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    def source(self, name: str) -> Source | None:
        """字段 ``name`` 的单元格；该字段没有填报时为 None。"""
        return self.cells.get(name)

    def sources(self, *names: str) -> tuple[Source, ...]:
        """若干字段的单元格，缺失的跳过。"""
        return tuple(self.cells[name] for name in names if name in self.cells)


def merge_sources(groups: Iterable[Iterable[Source]]) -> tuple[Source, ...]:
    """合并多组出处：去重，保持先后次序。"""
    return tuple(dict.fromkeys(source for group in groups for source in group))
