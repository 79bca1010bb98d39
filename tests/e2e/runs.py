"""像经办人那样运行命令行；端到端测试都从这里出成品。"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TypedDict

ROOT = Path(__file__).resolve().parents[2]
INPUTS = ROOT / "inputs"
MONTHS = tuple(f"2024-{month:02}" for month in range(4, 12))


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


def run_monthly(inputs: Path, outputs: Path, month: str) -> Path:
    """出一期公文，返回这一期的文件夹；没有成功出文的，把程序的话作为断言消息。"""
    options = ["--inputs", str(inputs), "--outputs", str(outputs), "--month", month]
    command = [sys.executable, "-m", "reportgen", "monthly", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{month} 没有出文（退出码 {done.returncode}）：\n{done.stdout}\n{done.stderr}"
    return outputs / month


def read_figures(edition: Path) -> list[FigureEntry]:
    """一期的 figures.json。"""
    figures: list[FigureEntry] = json.loads((edition / "figures.json").read_text(encoding="utf-8"))
    return figures
