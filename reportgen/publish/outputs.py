"""成品文件夹：动手之前先看能不能写，免得排版半天才发现写不出；已有哪些月份。"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from reportgen.errors import PublishError
from reportgen.model.period import Month
from reportgen.publish.exchange import recover
from reportgen.publish.files import explained, write_file
from reportgen.publish.lock import lock_outputs
from reportgen.publish.manifest import MANIFEST_NAME

#: 开工前至少要有的剩余空间，字节；一期成品连同暂存约二三十兆。
MINIMUM_FREE = 100 * 2**20

_PROBE_NAME = ".write-test"
_MEGABYTE = 2**20


def prepare_outputs(outputs: Path, minimum_free: int = MINIMUM_FREE) -> None:
    """建好并检查成品文件夹，收拾上次中断的残留；在排版之前调用。

    Raises:
        PublishError: 位置被文件占用、不能写入、空间不足，或另一次运行正在使用。
    """
    if outputs.exists() and not outputs.is_dir():
        raise PublishError(f"{outputs} 是一个文件，不能存放成品\n  修改：把它移走，或用 --outputs 指定另一个文件夹。")
    with explained(outputs):
        outputs.mkdir(parents=True, exist_ok=True)
        with lock_outputs(outputs):
            _probe(outputs)
            _require_space(outputs, minimum_free)
            recover(outputs)


def published_months(outputs: Path) -> tuple[Month, ...]:
    """有成品的月份，从早到晚。"""
    return tuple(sorted(month for path in outputs.glob(f"*/{MANIFEST_NAME}") if (month := _month(path.parent.name))))


def _month(name: str) -> Month | None:
    try:
        return Month.parse(name)
    except ValueError:
        return None


def _probe(outputs: Path) -> None:
    """真写一个文件再删掉；只看权限位判断不了只读盘、网络盘和配额。"""
    path = outputs / _PROBE_NAME
    path.unlink(missing_ok=True)
    write_file(path, b"reportgen\n")
    os.unlink(path)


def _require_space(outputs: Path, minimum_free: int) -> None:
    free = shutil.disk_usage(outputs).free
    if free < minimum_free:
        raise PublishError(
            f"{outputs} 所在磁盘只剩 {free // _MEGABYTE} MB，至少要有 {minimum_free // _MEGABYTE} MB\n"
            "  修改：清理磁盘，腾出空间后再运行一次。"
        )
