"""说明：一个指标怎样算出、用了哪些单元格、印在哪里；一个单元格被谁用到。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportgen.model.amount import plain
from reportgen.model.assessment import Figure
from reportgen.model.source import Source
from reportgen.trace.edition import Edition, Usage, is_figure, scope_names, usages
from reportgen.trace.find import find, nearest, same_elsewhere
from reportgen.trace.values import PaperTrace, Passage, Place, address_of

#: 各处列出的最多项数，其余用 --json 看。
MOST_CELLS = MOST_HITS = 20
MOST_PLACES = 6


@dataclass(frozen=True)
class FigureAnswer:
    """一个指标：``scope`` 是范围的中文名称，``papers`` 是印有它的公文，``elsewhere`` 是别的范围同样指标的个数。"""

    figure: Figure
    scope: str
    papers: tuple[Usage, ...]
    elsewhere: int


@dataclass(frozen=True)
class CellAnswer:
    """一个单元格：用到它的指标和照录它的公文。"""

    source: Source
    figures: tuple[FigureAnswer, ...]
    papers: tuple[Usage, ...]


@dataclass(frozen=True)
class PassageAnswer:
    """公文里的一句：它印的指标和照录的单元格。"""

    title: str
    place: Place
    text: str
    figures: tuple[FigureAnswer, ...]
    cells: tuple[Source, ...]


@dataclass(frozen=True)
class Explanation:
    """对一次询问的回答；``edition`` 是成品的期次和版次，``nearest`` 是没有找到时相近的名称。"""

    edition: str
    query: str
    figures: tuple[FigureAnswer, ...] = ()
    cells: tuple[CellAnswer, ...] = ()
    passages: tuple[PassageAnswer, ...] = ()
    nearest: tuple[str, ...] = ()

    @property
    def is_found(self) -> bool:
        """有没有找到。"""
        return bool(self.figures or self.cells or self.passages)


def explained(edition: Edition, query: str) -> Explanation:
    """在一版成品里查 ``query``。"""
    hits = find(edition, query)
    desk = _Desk(edition, scope_names(edition.figures))
    return Explanation(
        edition.title,
        query,
        tuple(desk.figure(figure) for figure in hits.figures),
        tuple(desk.cell(source) for source in hits.cells),
        tuple(desk.passage(paper, passage) for paper, passage in hits.passages),
        () if hits else nearest(edition, query),
    )


@dataclass(frozen=True)
class _Desk:
    """查一版成品要用的东西。"""

    edition: Edition
    names: Mapping[str, str]

    def figure(self, figure: Figure) -> FigureAnswer:
        scope = self.names.get(figure.scope, figure.scope)
        elsewhere = same_elsewhere(self.edition.figures, figure)
        return FigureAnswer(figure, scope, usages(self.edition, figure.key), elsewhere)

    def cell(self, source: Source) -> CellAnswer:
        address = address_of(source)
        users = (
            self.figure(figure)
            for figure in self.edition.figures.values()
            if is_figure(figure) and any(address_of(one) == address for one in figure.sources)
        )
        papers = (
            Usage(paper.title, self.edition.files.get(paper.path, (paper.path,)), quote.places)
            for paper in self.edition.traces.papers
            for quote in paper.quotes
            if quote.address == address
        )
        return CellAnswer(source, tuple(sorted(users, key=lambda user: not user.papers)), tuple(papers))

    def passage(self, paper: PaperTrace, passage: Passage) -> PassageAnswer:
        keys = paper.figures_at(passage.place)
        figures = tuple(self.figure(self.edition.figures[key]) for key in keys if key in self.edition.figures)
        return PassageAnswer(paper.title, passage.place, passage.text, figures, paper.quotes_at(passage.place))


def explanation_lines(explanation: Explanation) -> list[str]:
    """给人看的说明：只有一项的写全，几项的各写一行。"""
    lines = [f"{explanation.edition}：{explanation.query}"]
    if not explanation.is_found:
        return [*lines, *_not_found(explanation.nearest)]
    if len(explanation.figures) == 1 and not explanation.cells:
        return [*lines, *_figure_lines(explanation.figures[0])]
    if len(explanation.cells) == 1 and not explanation.figures:
        return [*lines, *_cell_lines(explanation.cells[0])]
    if explanation.passages:
        lines += _limited([line for one in explanation.passages for line in _passage_lines(one)], "行")
    if explanation.figures:
        lines.append(f"指标{len(explanation.figures)}个，写出键再查一次可看全：")
        lines += _limited([f"  {_brief(answer)}" for answer in explanation.figures], "个")
    if explanation.cells:
        lines.append(f"单元格{len(explanation.cells)}个：")
        lines += _limited([f"  {_valued(answer.source)}" for answer in explanation.cells], "个")
    return lines


def explanation_data(explanation: Explanation) -> dict[str, object]:
    """供程序读取的说明，全部列出。"""
    return {
        "edition": explanation.edition,
        "query": explanation.query,
        "figures": [_figure_data(answer) for answer in explanation.figures],
        "cells": [
            {
                **_source_data(answer.source),
                "figures": [user.figure.key for user in answer.figures],
                "papers": _papers_data([*answer.papers, *_printed_in(answer)]),
            }
            for answer in explanation.cells
        ],
        "passages": [
            {
                "title": answer.title,
                "place": str(answer.place),
                "text": answer.text,
                "figures": [user.figure.key for user in answer.figures],
                "cells": [_source_data(source) for source in answer.cells],
            }
            for answer in explanation.passages
        ],
        "nearest": list(explanation.nearest),
    }


def _not_found(nearest: Sequence[str]) -> list[str]:
    lines = ["  没有找到：这一版没有这个指标、印出的文字或用到的单元格。"]
    return [*lines, f"  相近的有：{'、'.join(nearest)}"] if nearest else lines


def _figure_lines(answer: FigureAnswer) -> Iterator[str]:
    figure = answer.figure
    yield f"{figure.label}（{answer.scope}）：{figure.printed}"
    yield f"  键：{figure.key}"
    if figure.value is None:
        yield "  未修约：没有数"
    else:
        note = "，1为100%" if figure.unit == "比例" else ""
        yield f"  未修约：{plain(figure.value)}（{figure.unit}{note}）"
    yield f"  算法：{figure.formula}"
    yield from _source_lines(figure.sources)
    yield from _usage_lines("印在", answer.papers)
    if figure.scope == "all" and answer.elsewhere:
        yield f"  另有{answer.elsewhere}个范围有这个指标，名称后加上范围即可查，如“{figure.label} 新建”。"


def _cell_lines(answer: CellAnswer) -> Iterator[str]:
    yield _valued(answer.source)
    if answer.figures:
        yield f"  用到它的指标{len(answer.figures)}个："
        yield from _limited([f"    {_brief(user)}" for user in answer.figures], "个")
    else:
        yield "  没有指标用到它。"
    yield from _usage_lines("印有这些指标的公文", _printed_in(answer))
    yield from _usage_lines("照录在", answer.papers)


def _passage_lines(answer: PassageAnswer) -> Iterator[str]:
    yield f"{answer.title}　{answer.place}：{answer.text}"
    yield from (f"  {_brief(user)}" for user in answer.figures)
    yield from (f"  照录 {_valued(source)}" for source in answer.cells)


def _source_lines(sources: Sequence[Source]) -> Iterator[str]:
    """单元格按文件和工作表归在一起；太多的只列前若干格。"""
    if not sources:
        yield "  单元格：没有用到（设置或缺数）"
        return
    yield f"  单元格{len(sources)}格："
    shown = sources[:MOST_CELLS]
    sheets: dict[tuple[str, str], list[str]] = {}
    for source in shown:
        sheets.setdefault((source.file, source.sheet), []).append(f"{source.cell}“{_short(source.value)}”")
    for (file, sheet), cells in sheets.items():
        yield f"    {file}{f'「{sheet}」' if sheet else ''}：{'、'.join(cells)}"
    if len(sources) > len(shown):
        yield f"    等{len(sources)}格，全部的用 --json 看。"


def _usage_lines(lead: str, papers: Sequence[Usage]) -> Iterator[str]:
    if not papers:
        if lead == "印在":
            yield "  没有公文印它。"
        return
    yield f"  {lead}："
    for usage in papers:
        yield f"    {usage.title}（{'、'.join(usage.files)}）：{_places(usage.places)}"


def _places(places: Sequence[Place]) -> str:
    shown = "、".join(map(str, places[:MOST_PLACES]))
    return f"{shown}等{len(places)}处" if len(places) > MOST_PLACES else shown


def _brief(answer: FigureAnswer) -> str:
    printed = f"，印在{len(answer.papers)}件公文里" if answer.papers else ""
    return f"{answer.figure.key}　{answer.figure.label}（{answer.scope}）{answer.figure.printed}{printed}"


def _valued(source: Source) -> str:
    return f"{source}“{_short(source.value)}”"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:30]}…" if len(line) > 30 else line


def _limited(lines: Sequence[str], unit: str) -> list[str]:
    rest = [f"  ……共{len(lines)}{unit}，全部的用 --json 看。"] if len(lines) > MOST_HITS else []
    return [*lines[:MOST_HITS], *rest]


def _printed_in(answer: CellAnswer) -> tuple[Usage, ...]:
    """印有由这个单元格算出的指标的公文，各处合在一起。"""
    merged: dict[tuple[str, tuple[str, ...]], dict[Place, None]] = {}
    for user in answer.figures:
        for usage in user.papers:
            merged.setdefault((usage.title, usage.files), {}).update(dict.fromkeys(usage.places))
    return tuple(Usage(title, files, tuple(places)) for (title, files), places in merged.items())


def _figure_data(answer: FigureAnswer) -> dict[str, object]:
    figure = answer.figure
    return {
        "key": figure.key,
        "label": figure.label,
        "scope": figure.scope,
        "scope_label": answer.scope,
        "value": None if figure.value is None else plain(figure.value),
        "unit": figure.unit,
        "printed": figure.printed,
        "formula": figure.formula,
        "sources": [_source_data(source) for source in figure.sources],
        "papers": _papers_data(answer.papers),
    }


def _papers_data(papers: Iterable[Usage]) -> list[dict[str, object]]:
    return [
        {"title": usage.title, "files": list(usage.files), "places": list(map(str, usage.places))} for usage in papers
    ]


def _source_data(source: Source) -> dict[str, str]:
    return {"file": source.file, "sheet": source.sheet, "cell": source.cell, "value": source.value}
