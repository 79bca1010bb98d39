"""独立重算：删去公式的结果，由 LibreOffice Calc 重新计算，再与原来存下的逐格相比。

不删去结果的话，LibreOffice 照信存下的数，等于没有核对。
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from pathlib import Path

import pytest
from lxml import etree

from reportgen.conform.libreoffice import find_soffice
from reportgen.model.amount import plain
from reportgen.model.assessment import FigureBook

_TIMEOUT_SECONDS = 240
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

#: 工作表，单元格。
Place = tuple[str, str]


@dataclass(frozen=True)
class Cell:
    """一格：公式（没有为空串）和存下的值（没有为 None）。"""

    formula: str
    value: float | str | None


Cells = Mapping[Place, Cell]
#: 单元格 → （应是，实是）。
Unequal = dict[Place, tuple[str, str]]


def require_calc() -> str:
    """soffice 的路径；没有装 Calc 时跳过，在 ``.ci/run`` 里（REQUIRE_LIBREOFFICE）则算不通过。"""
    soffice = find_soffice()
    if soffice is not None and (Path(soffice).resolve().parent / "libsclo.so").exists():
        return soffice
    reason = "没有安装 LibreOffice Calc（libreoffice-calc-nogui），不能独立重算公式"
    if os.environ.get("REQUIRE_LIBREOFFICE"):
        pytest.fail(reason)
    pytest.skip(reason)


def recalculated(workbooks: Sequence[bytes], folder: Path) -> list[Cells]:
    """删去公式结果后由 Calc 重新计算的全部单元格，每本工作簿一项；一次转换。

    Args:
        folder: 空闲文件夹，放用户设置、副本和结果。
    """
    soffice, output = require_calc(), folder / "made"
    sources = [folder / f"{index}.xlsx" for index, _ in enumerate(workbooks)]
    for source, workbook in zip(sources, workbooks, strict=True):
        source.write_bytes(without_results(workbook))
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    done = subprocess.run(
        [*command, "--outdir", str(output), *map(str, sources)],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=_TIMEOUT_SECONDS,
        check=False,
    )
    missing = [source.name for source in sources if not (output / source.name).is_file()]
    assert not missing, f"Calc 没有写出重算的工作簿：{done.stderr[-500:]}"
    return [read_cells((output / source.name).read_bytes()) for source in sources]


def without_results(workbook: bytes) -> bytes:
    """删去每个公式的结果。"""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, _bare(data) if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name) else data)
    return buffer.getvalue()


def _bare(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for cell in root.iter(f"{_MAIN}c"):
        result = cell.find(f"{_MAIN}v")
        if cell.find(f"{_MAIN}f") is not None and result is not None:
            cell.remove(result)
            cell.attrib.pop("t", None)
    bare: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return bare


def read_cells(workbook: bytes) -> dict[Place, Cell]:
    """全部单元格的公式与存下的值，直接取自 XML，数不经过任何修约。"""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        strings = _shared_strings(package)
        return {
            (sheet, cell.get("r")): _cell(cell, strings)
            for sheet, path in _sheets(package)
            for cell in etree.fromstring(package.read(path)).iter(f"{_MAIN}c")
        }


def _sheets(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    relations = etree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target") for one in relations}
    book = etree.fromstring(package.read("xl/workbook.xml"))
    return [
        (one.get("name"), f"xl/{targets[one.get(_REL_ID)].removeprefix('/xl/')}") for one in book.iter(f"{_MAIN}sheet")
    ]


def _shared_strings(package: zipfile.ZipFile) -> list[str]:
    root = etree.fromstring(package.read("xl/sharedStrings.xml"))
    return ["".join(part.text or "" for part in item.iter(f"{_MAIN}t")) for item in root]


def _cell(cell: etree._Element, strings: list[str]) -> Cell:
    formula, value = cell.findtext(f"{_MAIN}f") or "", cell.findtext(f"{_MAIN}v")
    if value is None:
        return Cell(formula, None)
    kind = cell.get("t", "n")
    if kind == "s":
        return Cell(formula, strings[int(value)])
    return Cell(formula, float(value) if kind == "n" else value)


def digits(value: float | Decimal | str | None) -> str:
    """可以相比的写法：数取最接近的双精度数，四舍五入到 15 位有效数字——双精度数保证存得下、Calc 写得出的位数。

    先取能还原的最短写法再四舍五入，与 Calc 一致；直接修约二进制值的话，恰在两数正中的会差一。
    """
    if value is None or isinstance(value, str):
        return f"“{value}”"
    shortest = Decimal(repr(float(value)))
    return plain(Context(prec=15, rounding=ROUND_HALF_UP).plus(shortest))


def differences(stored: Cells, computed: Cells) -> Unequal:
    """存下的结果与重算不同的公式：单元格 → （存下的，重算的）。"""
    return _unequal({place: cell.value for place, cell in stored.items() if cell.formula}, computed)


def misstated(cells: Cells, figures: FigureBook, places: Mapping[Place, str]) -> Unequal:
    """与指标不同的单元格：单元格 → （指标，表中的值）；没有值的指标在表中是“—”。"""
    values = ((place, figures[key].value) for place, key in places.items())
    return _unequal({place: "—" if value is None else value for place, value in values}, cells)


def _unequal(expected: Mapping[Place, float | Decimal | str | None], cells: Cells) -> Unequal:
    pairs = {place: (digits(value), digits(cells[place].value)) for place, value in expected.items()}
    return {place: pair for place, pair in pairs.items() if pair[0] != pair[1]}


def count_formulas(cells: Cells) -> int:
    """公式的个数。"""
    return sum(bool(cell.formula) for cell in cells.values())
