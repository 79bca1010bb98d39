"""已发布的一版：指标、出处记录和文件，都从成品文件夹读回；以及范围的中文名称。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.model.assessment import Figure, FigureBook
from reportgen.model.period import Month
from reportgen.trace.values import Place, Traces

ALL = "全部"

#: 照录文字也各占 figures.json 一条，范围以此开头；它们不是指标。
_QUOTED = "cell:"


@dataclass(frozen=True)
class Edition:
    """一版成品。``files``：公文路径（不含扩展名）→ 它的各文件。"""

    month: Month
    number: int
    figures: FigureBook
    traces: Traces
    files: Mapping[str, tuple[str, ...]]

    @property
    def title(self) -> str:
        """“2024年6月第2版”。"""
        return f"{self.month.year}年{self.month.month}月第{self.number}版"


@dataclass(frozen=True, slots=True)
class Usage:
    """一件公文里印着所问内容的各处。"""

    title: str
    files: tuple[str, ...]
    places: tuple[Place, ...]


def usages(edition: Edition, key: str) -> tuple[Usage, ...]:
    """印有指标 ``key`` 的公文。"""
    return tuple(
        Usage(paper.title, edition.files.get(paper.path, (paper.path,)), paper.figures[key])
        for paper in edition.traces.papers
        if key in paper.figures
    )


def is_figure(figure: Figure) -> bool:
    """是指标，不是照录的文字。"""
    return not figure.scope.startswith(_QUOTED)


def scope_names(figures: Mapping[str, Figure]) -> dict[str, str]:
    """范围 → 中文名称：全部、人名、单位、属地、性质，项目取清单上的名称。"""
    names = {}
    for figure in figures.values():
        if is_figure(figure):
            kind, _, name = figure.scope.partition(":")
            names[figure.scope] = name if kind != "all" else ALL
    for scope in names:
        listed = figures.get(f"project_count@{scope}")
        if scope.startswith("project:") and listed and listed.sources:
            names[scope] = " ".join(listed.sources[0].value.split())
    return names
