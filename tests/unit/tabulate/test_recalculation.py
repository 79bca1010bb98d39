"""公式由 LibreOffice Calc 独立重算：未报、沿用、并列、除以零、没有问题的月份都与存下的结果相同。"""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from reportgen.tabulate import ledger_figure_cells, ledger_workbook, master_figure_cells, master_workbook
from tests.support.calc import Cells, differences, digits, misstated, read_cells, recalculated
from tests.unit.tabulate.samples import MAY, SCHEME, late, poor, rich

pytestmark = pytest.mark.libreoffice

MONTHS = {"六月": rich(), "首月": rich(MAY), "节点之后": late(), "什么都没有": poor()}


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cells]:
    """各月重算后的总表、台账。"""
    books = {f"总表{name}": master_workbook(one, SCHEME) for name, one in MONTHS.items()}
    books |= {f"台账{name}": ledger_workbook(one, SCHEME) for name, one in MONTHS.items()}
    made = recalculated(list(books.values()), tmp_path_factory.mktemp("calc"))
    return dict(zip(books, made, strict=True))


@pytest.mark.parametrize("name", MONTHS)
def test_recalculated_results_are_the_stored_ones(name: str, computed: dict[str, Cells]) -> None:
    assert differences(read_cells(master_workbook(MONTHS[name], SCHEME)), computed[f"总表{name}"]) == {}
    assert differences(read_cells(ledger_workbook(MONTHS[name], SCHEME)), computed[f"台账{name}"]) == {}


@pytest.mark.parametrize("name", MONTHS)
def test_recalculated_figures_are_those_of_the_assessment(name: str, computed: dict[str, Cells]) -> None:
    one = MONTHS[name]
    assert misstated(computed[f"总表{name}"], one.figures, master_figure_cells(one, SCHEME)) == {}
    assert misstated(computed[f"台账{name}"], one.figures, ledger_figure_cells(one, SCHEME)) == {}


def test_a_result_changed_in_the_file_is_found(computed: dict[str, Cells]) -> None:
    place = next(place for place, key in master_figure_cells(MONTHS["六月"], SCHEME).items() if key == "gap_points@all")
    forged = read_cells(changed(master_workbook(MONTHS["六月"], SCHEME), place[1]))
    assert set(differences(forged, computed["总表六月"])) == {place}


def changed(workbook: bytes, cell: str) -> bytes:
    """项目表的 ``cell`` 一格，存下的结果末一位改一改。"""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            data = source.read(name).decode()
            if name == "xl/worksheets/sheet2.xml":
                data, count = re.subn(rf'(<c r="{cell}".*?<v>)(-?[\d.]{{15}})', r"\g<1>\g<2>9", data, count=1)
                assert count == 1
            target.writestr(name, data)
    return buffer.getvalue()


def test_numbers_compare_by_fifteen_digits() -> None:
    assert digits(1 / 3) == "0.333333333333333"
    assert digits(0.33169472344037350) == digits(0.331694723440374)
    assert digits(0.1 + 0.2) == digits(0.3)
    assert digits(0.333333333333334) != digits(1 / 3)
    assert digits(-0.0) == digits(0) != digits("0")
