"""生成 examples/云溪市2025/inputs/ 里的各个工作簿：``python -m tools.make_example [文件夹]``。

内容出自 tools/example/ 中的几张表，全是虚构；每次生成的文件逐字节相同。
方案.toml 和 方案正文.j2 是手写的，不由这里生成。
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tools.example.books import books
from tools.example.returns import return_grids
from tools.example.tables import MONTHS, YEAR
from tools.sample.grid import workbook_bytes

INPUTS = Path(__file__).parents[1] / "examples" / f"云溪市{YEAR}" / "inputs"


def example_files() -> Iterator[tuple[str, bytes]]:
    """全部工作簿：（相对 inputs/ 的路径，内容）。"""
    for name, grids in books().items():
        yield name, workbook_bytes(grids)
    for month in MONTHS:
        folder = f"月度进展/{YEAR}-{month:02}"
        yield f"{folder}/云溪市重大项目调度表（{month}月）.xlsx", workbook_bytes(return_grids(month))


def write_example(target: Path) -> None:
    """把各个工作簿写进 ``target``。"""
    for name, data in example_files():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    write_example(Path(sys.argv[1]) if len(sys.argv) > 1 else INPUTS)
