"""每个指标都能追溯到单元格：出处真实、合计与出处相符，改一格只动引用它的指标。"""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.cell import coordinate_to_tuple

from tests.e2e.recompute import CUMULATIVE, read_projects
from tests.e2e.runs import INPUTS, MONTHS, FigureEntry, SourceEntry, read_figures, run_monthly
from tests.e2e.sheets import Grid, amount, find_table, read_grids, squeeze

SUMS = {"annual_plan", "cumulative_investment", "month_investment", "total_investment", "statistical_investment"}
SCHEME = "方案.toml"

grids_of = cache(read_grids)


@pytest.fixture(params=MONTHS)
def figures(request: pytest.FixtureRequest, editions: Mapping[str, Path]) -> list[FigureEntry]:
    return [figure for figure in read_figures(editions[request.param]) if figure["value"] is not None]


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


def test_changing_one_cell_changes_only_the_figures_that_name_it(tmp_path: Path, editions: Mapping[str, Path]) -> None:
    inputs = Path(shutil.copytree(INPUTS, tmp_path / "inputs"))
    month = MONTHS[-1]
    place = _raise_cumulative(inputs, inputs / "月度进展" / month, "聚氨酯助剂系列产品", wan=7)
    before = {_key(figure): figure for figure in read_figures(editions[month])}
    after = {_key(figure): figure for figure in read_figures(run_monthly(inputs, tmp_path / "outputs", month))}

    changed = {key for key in before.keys() & after.keys() if _shown(before[key]) != _shown(after[key])}
    naming = {key for key, figure in before.items() if place in map(_place, figure["sources"])}
    project = next(project for project in read_projects(inputs) if project.number == 9)
    assert changed <= naming
    assert {(id, scope) for id in ("cumulative_investment", "completion_rate") for scope in project.scopes} <= changed
    assert {_change(before[key], after[key]) for key in changed if key[0] == "cumulative_investment"} == {7}


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


def _raise_cumulative(inputs: Path, folder: Path, project: str, wan: int) -> tuple[str, str, str]:
    """把 ``project`` 的本年累计加 ``wan`` 万元，返回改动的文件、表和单元格。"""
    for path in sorted(folder.glob("*.xlsx")):
        for title, grid in read_grids(path).items():
            table = find_table(grid)
            column = table.column(CUMULATIVE) if table else None
            rows = [number for number, row in enumerate(grid, 1) if project in map(squeeze, row)]
            if table is None or column is None or not rows:
                continue
            assert table.unit(column) == "万元"
            book = openpyxl.load_workbook(path)
            cell = book[title].cell(rows[0], column + 1)
            cell.value += wan
            book.save(path)
            return str(path.relative_to(inputs)), title, cell.coordinate
    raise AssertionError(f"{folder} 中没有 {project}")
