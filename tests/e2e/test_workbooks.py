"""总表与台账的公式由 LibreOffice Calc 独立重算，逐格与存下的结果、与指标相同。"""

from __future__ import annotations

import pytest

from reportgen.evaluate import assess
from reportgen.model.assessment import Assessment
from reportgen.model.period import Month
from reportgen.read import read_facts
from reportgen.settings import Scheme, load_scheme
from reportgen.tabulate import ledger_figure_cells, ledger_workbook, master_figure_cells, master_workbook
from tests.e2e.runs import INPUTS
from tests.support.calc import Cells, count_formulas, differences, misstated, read_cells, recalculated

pytestmark = pytest.mark.libreoffice

#: 六月是第一个节点，十一月是最后一个节点。
NODES = ("2024-06", "2024-11")


@pytest.fixture(scope="module", params=NODES)
def month(request: pytest.FixtureRequest) -> tuple[Assessment, Scheme]:
    scheme, when = load_scheme(INPUTS), Month.parse(request.param)
    facts, _ = read_facts(INPUTS, scheme, when)
    return assess(facts, scheme, when), scheme


@pytest.fixture(scope="module")
def books(month: tuple[Assessment, Scheme], tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Cells, Cells]]:
    """总表、台账：（存下的，重算的）。"""
    made = [master_workbook(*month), ledger_workbook(*month)]
    computed = recalculated(made, tmp_path_factory.mktemp("calc"))
    return list(zip(map(read_cells, made), computed, strict=True))


def test_every_formula_recalculates_to_the_stored_result(
    month: tuple[Assessment, Scheme], books: list[tuple[Cells, Cells]]
) -> None:
    counts = [count_formulas(stored) for stored, _ in books]
    print(f"{month[0].month}：总表 {counts[0]} 个公式，台账 {counts[1]} 个公式")
    assert counts[0] > 2000
    assert counts[1] > 150
    assert [differences(stored, computed) for stored, computed in books] == [{}, {}]


def test_recalculated_figures_are_those_of_the_assessment(
    month: tuple[Assessment, Scheme], books: list[tuple[Cells, Cells]]
) -> None:
    places = (master_figure_cells(*month), ledger_figure_cells(*month))
    wrong = [misstated(computed, month[0].figures, found) for (_, computed), found in zip(books, places, strict=True)]
    assert len(places[0]) > 1500
    assert wrong == [{}, {}]


def test_principal_figures_of_every_group_stand_in_the_workbook(month: tuple[Assessment, Scheme]) -> None:
    shown = set(master_figure_cells(*month).values())
    principal = (
        "start_resume_rate", "new_start_rate", "continuing_resume_rate", "completion_rate", "on_time_rate",
        "cumulative_investment", "month_investment", "annual_plan", "projects_on_target",
    )  # fmt: skip
    groups = [scope.id for scope in month[0].scopes if scope.kind != "project"]
    assert {f"{id}@{scope}" for id in principal for scope in groups} <= shown
    assert "completion_rate_without_largest@all" in shown
