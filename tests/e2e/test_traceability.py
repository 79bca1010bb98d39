"""每个指标都能追溯到单元格：出处真实、合计与出处相符，改一格只动引用它的指标；公文里的每个数都有来历。

看全部各月的指标和文稿，六月与成品文件夹里的 figures.json 相同。
"""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from openpyxl.utils.cell import coordinate_to_tuple

from reportgen.model.document import Document, Run, paragraphs
from tests.e2e import months
from tests.e2e.agreement import OWN_NUMBERS, bare
from tests.e2e.months import compose_month, composed, figures_of
from tests.e2e.recompute import read_projects
from tests.e2e.returns import raise_cumulative
from tests.e2e.runs import INPUTS, MONTHS, FigureEntry, SourceEntry, read_figures
from tests.e2e.sheets import Grid, amount, find_table, read_grids

SUMS = {"annual_plan", "cumulative_investment", "month_investment", "total_investment", "statistical_investment"}
SCHEME = "方案.toml"

grids_of = cache(read_grids)


@pytest.fixture(params=MONTHS)
def month(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def figures(month: str) -> list[FigureEntry]:
    return [figure for figure in months.figures(month) if figure["value"] is not None]


def test_published_figures_are_those_looked_at_here(editions: Mapping[str, Path]) -> None:
    assert read_figures(editions["2024-06"]) == months.figures("2024-06")


def test_every_source_quotes_its_cell(figures: list[FigureEntry]) -> None:
    sources = {tuple(source.values()): source for figure in figures for source in figure["sources"]}.values()
    assert len(sources) > 500
    assert [source for source in sources if not _quotes_its_cell(source)] == []


def test_every_figure_other_than_zero_names_a_source(figures: list[FigureEntry]) -> None:
    assert [_key(figure) for figure in figures if not figure["sources"] and Decimal(figure["value"] or 0)] == []


def test_sums_equal_the_cells_they_name(figures: list[FigureEntry]) -> None:
    sums = [figure for figure in figures if figure["id"] in SUMS]
    assert {figure["id"] for figure in sums} == SUMS
    assert [_key(figure) for figure in sums if Fraction(figure["value"] or 0) != _sum_of(figure["sources"])] == []


def test_changing_one_cell_changes_only_the_figures_that_name_it(tmp_path: Path) -> None:
    inputs = Path(shutil.copytree(INPUTS, tmp_path / "inputs"))
    month = MONTHS[-1]
    place = raise_cumulative(inputs, inputs / "月度进展" / month, "聚氨酯助剂系列产品", wan=7)
    before = {_key(figure): figure for figure in months.figures(month)}
    after = {_key(figure): figure for figure in figures_of(compose_month(inputs, month))}

    changed = {key for key in before.keys() & after.keys() if _shown(before[key]) != _shown(after[key])}
    naming = {key for key, figure in before.items() if place in map(_place, figure["sources"])}
    project = next(project for project in read_projects(inputs) if project.number == 9)
    assert changed <= naming
    assert {(id, scope) for id in ("cumulative_investment", "completion_rate") for scope in project.scopes} <= changed
    assert {_change(before[key], after[key]) for key in changed if key[0] == "cumulative_investment"} == {7}


# 印出的数


def test_every_printed_number_is_a_figure_a_quotation_or_the_template_s_own(month: str) -> None:
    figures = {f"{item['id']}@{item['scope']}": item for item in months.figures(month)}
    quoted = {
        (item["printed"], *(tuple(source.values()) for source in item["sources"]))
        for item in figures.values()
        if item["id"] == "quoted_text"
    }
    checked = 0
    for draft in composed(month).drafts:
        for run in _numbered(draft.document):
            checked += 1
            if run.origin is None:
                assert not re.search(r"\d", _without_own(run.text, draft.paper.kind)), f"没有出处的数字：{run.text}"
            elif run.origin.figure.startswith("finding:"):
                assert draft.paper.kind == "D9", run
            elif run.origin.figure:
                figure = figures[run.origin.figure]
                assert figure["sources"] or not Decimal(figure["value"] or 0), run
                assert bare(run.text) == bare(figure["printed"]), run
            else:
                cells = ((item.file, item.sheet, item.cell, item.value) for item in run.origin.sources)
                assert (run.text, *cells) in quoted, run
    assert checked > 2000


def _numbered(document: Document) -> Iterator[Run]:
    """印出的含数字的各段文字；标题取回行以前的，来历才在。"""
    rest = chain.from_iterable(paragraphs(replace(document, title_lines=())))
    return (run for run in chain(document.title, rest) if re.search(r"\d", run.text))


def _without_own(text: str, kind: str) -> str:
    """去掉公文稿自己的数字；议题单、名次表的序号单占一格。"""
    return "" if kind == "D7" and text.isdigit() else OWN_NUMBERS.sub("", text)


# 工具


def _key(figure: FigureEntry) -> tuple[str, str]:
    return figure["id"], figure["scope"]


def _place(source: SourceEntry) -> tuple[str, str, str]:
    return source["file"], source["sheet"], source["cell"]


def _shown(figure: FigureEntry) -> tuple[str | None, str]:
    return figure["value"], figure["printed"]


def _change(before: FigureEntry, after: FigureEntry) -> Fraction:
    return Fraction(after["value"] or 0) - Fraction(before["value"] or 0)


def _quotes_its_cell(source: SourceEntry) -> bool:
    if source["file"] == SCHEME:
        return str(_setting(source)) == source["value"]
    return _is_text_of(source["value"], _cell(source))


def _is_text_of(text: str, value: object) -> bool:
    """``text`` 是单元格 ``value`` 的原文；数按 15 位有效数字比较，日期按年月日比较。"""
    if isinstance(value, datetime):
        return text == value.date().isoformat()
    if isinstance(value, int | float):
        try:
            return Decimal(text) == Decimal(format(value, ".15g"))
        except InvalidOperation:
            return False
    return text == ("" if value is None else value)


def _grid(source: SourceEntry) -> Grid:
    return grids_of(INPUTS / source["file"])[source["sheet"]]


def _cell(source: SourceEntry) -> object:
    row, column = coordinate_to_tuple(source["cell"])
    return _grid(source)[row - 1][column - 1]


def _setting(source: SourceEntry) -> object:
    """方案设置的值：``sheet`` 是键的路径，如 ``目标[2]``（从 1 数起），``cell`` 是最后一级的键。"""
    node: object = tomllib.loads((INPUTS / SCHEME).read_text(encoding="utf-8"))
    for part in [*filter(None, re.split(r"[.\[\]]", source["sheet"])), source["cell"]]:
        if isinstance(node, list):
            node = node[int(part) - 1]
        else:
            assert isinstance(node, dict)
            node = node[part]
    return node


def _sum_of(sources: list[SourceEntry]) -> Fraction:
    """各出处按所在栏的单位换算成万元之和。"""
    return sum((_wan(source) or Fraction(0) for source in sources), Fraction(0))


def _wan(source: SourceEntry) -> Fraction | None:
    table = find_table(_grid(source))
    assert table is not None, source
    _, column = coordinate_to_tuple(source["cell"])
    return amount(_cell(source), table.unit(column - 1))
