"""生成 inputs/ 里的项目清单、通讯录、四本台账和演示填报表：``python -m tools.make_sample [文件夹]``。

内容出自 tools/sample/ 中的几张表（见其中的 说明.md）；每次生成的文件逐字节相同。
只写这里列出的文件，不动 方案.toml 和文件夹中的其他文件。
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from reportgen.model.period import Month
from tools.sample.forms import progress_grid
from tools.sample.grid import csv_bytes, workbook_bytes
from tools.sample.ledgers import issuance_grids, meeting_grids, problem_grids, roadmap_grids
from tools.sample.registers import contact_grids, list_grids
from tools.sample.schedules import factor_grid, procedure_grid
from tools.sample.story import MONTHS, YEAR, Story, Unit

INPUTS = Path(__file__).parents[1] / "inputs"


def sample_files(months: Iterable[int] = MONTHS) -> Iterator[tuple[str, bytes]]:
    """全部演示文件：（相对 inputs/ 的路径，内容）。

    Args:
        months: 有填报表的月份，4 至 12；四本台账记到其中最后一个月的月底。
    """
    story, filed = Story(), sorted(months)
    through = Month(YEAR, filed[-1])
    yield "项目清单.xlsx", workbook_bytes(list_grids(story))
    yield "通讯录.xlsx", workbook_bytes(contact_grids())
    yield "问题台账.xlsx", workbook_bytes(problem_grids(story, through))
    yield "施工图.xlsx", workbook_bytes(roadmap_grids(story, through))
    yield "联席会议.xlsx", workbook_bytes(meeting_grids(story, through))
    yield "发文登记.xlsx", workbook_bytes(issuance_grids(story, through))
    for month in filed:
        for unit in story.units:
            for name, data in _returns(story, unit, month):
                yield f"月度进展/{YEAR}-{month:02d}/{name}", data


def write_sample(target: Path) -> None:
    """把演示文件写进 ``target``。"""
    for name, data in sample_files():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _returns(story: Story, unit: Unit, month: int) -> Iterator[tuple[str, bytes]]:
    """一个单位一个月的报表；不报的月份没有。CSV 只有一张表，要素另成一个文件。"""
    entries = story.entries(unit, month)
    if not entries:
        return
    progress = progress_grid(story, unit, month, entries)
    others = [grid for grid in (procedure_grid(story, unit, month), factor_grid(story, unit, month)) if grid]
    name = unit.file_pattern.format(月=month)
    if not name.endswith(".csv"):
        yield name, workbook_bytes([progress, *others])
        return
    yield name, csv_bytes(progress)
    for grid in others:
        yield name.replace("进展", grid.name), csv_bytes(grid)


if __name__ == "__main__":
    write_sample(Path(sys.argv[1]) if len(sys.argv) > 1 else INPUTS)
