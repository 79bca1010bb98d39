"""输入文件：列出、读出字节、记下摘要；读完之后核对是否被改动。"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.period import Month
from reportgen.model.records import InputFile
from reportgen.model.source import Source

RETURNS_FOLDER = "月度进展"
RETURN_SUFFIXES = frozenset({".xlsx", ".csv", ".xls", ".et"})
_LOCK_PREFIX = "~$"


@dataclass(frozen=True)
class RawFile:
    """读出的一个文件；``name`` 相对 inputs/，用“/”分隔。"""

    path: Path
    name: str
    data: bytes

    @cached_property
    def input_file(self) -> InputFile:
        """路径与内容摘要。"""
        return InputFile(self.name, hashlib.sha256(self.data).hexdigest())


def load(inputs: Path, name: str) -> RawFile:
    """读 ``inputs`` 下的一个文件。

    Raises:
        OSError: 文件不存在或不能读。
    """
    path = inputs / name
    return RawFile(path, name, path.read_bytes())


def return_names(inputs: Path, month: Month) -> tuple[str, ...]:
    """一个月的填报表，按名称排序。"""
    return tuple(name for name in _names(inputs, month) if _is_return(name))


def skipped_findings(inputs: Path, month: Month) -> Iterator[Finding]:
    """月度文件夹里没有读的文件；以“.”开头的是系统文件，不必提。"""
    for name in _names(inputs, month):
        base = name.rpartition("/")[2]
        if base.startswith(_LOCK_PREFIX):
            yield fault(Source(name, "", "", ""), "W102", f"“{base}”没有读取。")
        elif not _is_return(name) and not base.startswith("."):
            yield fault(Source(name, "", "", ""), "W101", f"“{base}”没有读取。")


def available_months(inputs: Path, year: int) -> tuple[Month, ...]:
    """``year`` 年有填报表的各月，从早到晚。"""
    return tuple(month for month in (Month(year, number) for number in range(1, 13)) if return_names(inputs, month))


def changed_findings(files: Iterable[RawFile]) -> Iterator[Finding]:
    """再读一遍，内容与先前不同的文件。"""
    for file in files:
        try:
            is_same = file.path.read_bytes() == file.data
        except OSError:
            is_same = False
        if not is_same:
            yield fault(Source(file.name, "", "", ""), "E105", "程序读取期间文件被改动或移走。")


def _names(inputs: Path, month: Month) -> list[str]:
    folder = inputs / RETURNS_FOLDER / str(month)
    return sorted(f"{RETURNS_FOLDER}/{month}/{path.name}" for path in folder.iterdir()) if folder.is_dir() else []


def _is_return(name: str) -> bool:
    base = name.rpartition("/")[2]
    return Path(base).suffix.lower() in RETURN_SUFFIXES and not base.startswith((_LOCK_PREFIX, "."))
