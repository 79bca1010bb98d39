"""像经办人那样运行命令行；端到端测试都从这里出成品。"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypedDict

ROOT = Path(__file__).resolve().parents[2]
INPUTS = ROOT / "inputs"
TEMPLATES = ROOT / "templates"
MONTHS = tuple(f"2024-{month:02}" for month in range(4, 12))
#: 全部文件逐个看过的月份：第一个节点月和最后一个节点月，合起来各种公文都有。
NODES = ("2024-06", "2024-11")


class SourceEntry(TypedDict):
    """figures.json 中的一个出处。"""

    file: str
    sheet: str
    cell: str
    value: str


class FigureEntry(TypedDict):
    """figures.json 的一条。"""

    id: str
    label: str
    scope: str
    value: str | None
    unit: str
    printed: str
    formula: str
    sources: list[SourceEntry]


class Editions(Mapping[str, Path]):
    """各期成品的文件夹，键为 ``2024-06`` 这样的月份；每期只出一次，用到才出，也可以预先在后台出。"""

    def __init__(self, outputs: Path) -> None:
        self._outputs = outputs
        self._made: dict[str, Future[Path]] = {}
        # 一次只出一期：同一个成品文件夹不能有两个程序在用。
        self._desk = ThreadPoolExecutor(1)

    def prepare(self, months: Iterable[str]) -> None:
        """在后台依次出各期。"""
        for month in months:
            if month not in self._made:
                self._made[month] = self._desk.submit(run_monthly, INPUTS, self._outputs, month)

    def close(self) -> None:
        """还没有开始出的不再出。"""
        self._desk.shutdown(cancel_futures=True)

    def __getitem__(self, month: str) -> Path:
        if month not in MONTHS:
            raise KeyError(month)
        self.prepare([month])
        return self._made[month].result()

    def __iter__(self) -> Iterator[str]:
        return iter(MONTHS)

    def __len__(self) -> int:
        return len(MONTHS)


def reportgen(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """运行一条命令。"""
    return subprocess.run(
        [sys.executable, "-m", "reportgen", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )


def run_monthly(inputs: Path, outputs: Path, month: str) -> Path:
    """出一期公文，返回这一期的文件夹；没有成功出文的，把程序的话作为断言消息。"""
    done = reportgen("monthly", "--inputs", inputs, "--outputs", outputs, "--month", month)
    assert done.returncode == 0, f"{month} 没有出文（退出码 {done.returncode}）：\n{done.stdout}\n{done.stderr}"
    return outputs / month


def few_papers(folder: Path, kinds: Collection[str], *, has_annexes: bool = False) -> Path:
    """公文稿的一份，每月只出 ``kinds`` 各文种，不合订，一般没有附件；出得快，供要出好几次的测试用。

    别的公文仍在目录里（发文登记用到它们的名称），只是改成印发方案时才出。
    """
    templates = Path(shutil.copytree(TEMPLATES, folder / "templates"))
    catalogue = templates / "目录.toml"
    head, *papers = catalogue.read_text(encoding="utf-8").split('[["公文"]]')
    changed = [_loose(paper) if _kind(paper) in kinds else paper.replace('"每月"', '"印发方案时"') for paper in papers]
    catalogue.write_text('[["公文"]]'.join((head, *changed)), encoding="utf-8")
    for path in () if has_annexes else templates.glob("D*.j2"):
        path.write_text(path.read_text(encoding="utf-8").partition("\n=== 附件")[0], encoding="utf-8")
    return templates


def _kind(paper: str) -> str:
    return next(line.partition(" = ")[2].strip('"') for line in paper.splitlines() if line.startswith('"编号"'))


def _loose(paper: str) -> str:
    """不合订。"""
    return "".join(line for line in paper.splitlines(keepends=True) if not line.startswith('"合订"'))


def digests(folder: Path) -> dict[str, str]:
    """文件夹里各文件的 SHA-256，键为相对路径；不含锁文件。"""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def read_figures(edition: Path) -> list[FigureEntry]:
    """一期的 figures.json。"""
    figures: list[FigureEntry] = json.loads((edition / "figures.json").read_text(encoding="utf-8"))
    return figures
