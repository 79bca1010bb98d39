"""出处记录 traces.json：由成文的各件公文记下，供说明来源和比较两版；逐字节稳定。

一个 JSON 数组，一行一件公文；位置写作“正文第3段”这样的文字（:class:`~reportgen.trace.values.Place`）。
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import cast

from reportgen.model.document import Document, Run, text_of
from reportgen.model.source import Source
from reportgen.trace.places import located_runs, paper_text
from reportgen.trace.values import Address, PaperText, PaperTrace, Passage, Place, Quote, Traces, address_of

#: 记下全部文字的文种：要与上月、上一版逐字比较的。
_COMPARED = ("D1", "D3")


def trace_papers(papers: Iterable[tuple[str, str, Document]]) -> Traces:
    """由（成品路径不含扩展名，文种编号，文稿）得到出处记录，次序不变。"""
    return Traces(tuple(_trace(path, kind, document) for path, kind, document in papers))


def _trace(path: str, kind: str, document: Document) -> PaperTrace:
    figures: dict[str, list[Place]] = {}
    quotes: dict[Address, tuple[Source, list[Place]]] = {}
    for place, runs in located_runs(document):
        for run in runs:
            if run.origin and run.origin.figure:
                figures.setdefault(run.origin.figure, []).append(place)
            for source in _quoted(run):
                quotes.setdefault(address_of(source), (source, []))[1].append(place)
    return PaperTrace(
        path,
        kind,
        text_of(document.title),
        {key: tuple(dict.fromkeys(places)) for key, places in figures.items()},
        tuple(Quote(source, tuple(dict.fromkeys(places))) for source, places in quotes.values()),
        paper_text(document) if kind in _COMPARED else PaperText(()),
    )


def _quoted(run: Run) -> tuple[Source, ...]:
    """直接取自单元格的文字的单元格；由指标印出的另记在指标名下。"""
    return run.origin.sources if run.origin and not run.origin.figure else ()


def traces_bytes(traces: Traces) -> bytes:
    """traces.json 的内容，UTF-8、末尾换行。"""
    rows = ",\n".join(json.dumps(_row(paper), ensure_ascii=False) for paper in traces.papers)
    return (f"[\n{rows}\n]\n" if rows else "[]\n").encode("utf-8", "backslashreplace")


def parse_traces(data: bytes) -> Traces:
    """由 traces.json 的内容得到出处记录。

    Raises:
        ValueError: 损坏或不合约定。
    """
    try:
        rows = json.loads(data)
        if not isinstance(rows, list):
            raise TypeError(rows)
        return Traces(tuple(_paper(row) for row in rows))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("出处记录损坏或不合约定") from error


def _row(paper: PaperTrace) -> Mapping[str, object]:
    return {
        "path": paper.path,
        "kind": paper.kind,
        "title": paper.title,
        "figures": {key: [str(place) for place in places] for key, places in paper.figures.items()},
        "cells": _cell_tree(paper.quotes),
        "texts": {str(passage.place): passage.text for passage in paper.text.passages},
    }


def _cell_tree(quotes: Iterable[Quote]) -> Mapping[str, object]:
    """文件 → 工作表 → 单元格 → [内容, 各处…]；同一文件只写一次名称。"""
    tree: dict[str, dict[str, dict[str, list[str]]]] = {}
    for quote in quotes:
        file, sheet, cell = quote.address
        places = [str(place) for place in quote.places]
        tree.setdefault(file, {}).setdefault(sheet, {})[cell] = [quote.source.value, *places]
    return tree


def _paper(row: Mapping[str, object]) -> PaperTrace:
    figures = {key: _places(places) for key, places in _object(row["figures"]).items()}
    texts = tuple(Passage(Place.parse(place), str(text)) for place, text in _object(row["texts"]).items())
    quotes = tuple(_quotes(_object(row["cells"])))
    return PaperTrace(str(row["path"]), str(row["kind"]), str(row["title"]), figures, quotes, PaperText(texts))


def _quotes(tree: Mapping[str, object]) -> Iterable[Quote]:
    for file, sheets in tree.items():
        for sheet, cells in _object(sheets).items():
            for cell, entry in _object(cells).items():
                value, *places = cast("list[str]", entry)
                yield Quote(Source(file, sheet, cell, value), _places(places))


def _places(texts: object) -> tuple[Place, ...]:
    return tuple(map(Place.parse, cast("list[str]", texts)))


def _object(data: object) -> Mapping[str, object]:
    if not isinstance(data, dict):
        raise TypeError(data)
    return data
