"""改填报表：像填报单位那样改一格，返回改动的位置。"""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl

from tests.e2e.recompute import CUMULATIVE
from tests.e2e.runs import INPUTS
from tests.e2e.sheets import find_table, read_grids, squeeze

#: 六月市文广旅局、市农业农村局的本年累计：文件、工作表、单元格。
SPOILED = ("月度进展/2024-06/市文广旅局6月报表.xlsx", "进展", "F3")
ALSO_SPOILED = ("月度进展/2024-06/市农业农村局2024年6月进展情况.xlsx", "进展", "E5")


def spoiled_inputs(folder: Path, *places: tuple[str, str, str]) -> Path:
    """演示数据的一份，各处的数改成“约0.6亿”；不写各处的改 :data:`SPOILED`。"""
    inputs = Path(shutil.copytree(INPUTS, folder / "inputs"))
    for file, sheet, cell in places or (SPOILED,):
        book = openpyxl.load_workbook(inputs / file)
        assert isinstance(book[sheet][cell].value, int | float), (file, sheet, cell)
        book[sheet][cell] = "约0.6亿"
        book.save(inputs / file)
    return inputs


def raise_cumulative(inputs: Path, folder: Path, project: str, wan: int) -> tuple[str, str, str]:
    """把 ``folder`` 里 ``project`` 的本年累计加 ``wan`` 万元，返回改动的文件、表和单元格。"""
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
            return path.relative_to(inputs).as_posix(), title, cell.coordinate
    raise AssertionError(f"{folder} 中没有 {project}")
