"""换版：一次就位，旧版收存；中途停在任何一步，下次启动都能回到完整的旧版或新版。

次序：暂存文件夹写好并同步 → 记下意图（.publish.json）→ 与成品文件夹对调 → 旧版收进 .history → 撤销意图。
Linux 用 renameat2(RENAME_EXCHANGE) 一步对调；文件系统不支持时分两步改名，凭意图接着做完。
新版是否已就位按文件夹的 inode 判断，与内容无关。
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from reportgen.errors import PublishError
from reportgen.publish.files import sync_folder, sync_up, write_file

JOURNAL_NAME = ".publish.json"
HISTORY_NAME = ".history"

#: 文件被占用时，再试之前等待的秒数。
RETRY_DELAYS = (0.1, 0.4, 1.0)

_JOURNAL_DRAFT = f"{JOURNAL_NAME}.tmp"
_STAGING = re.compile(r"\.staging-\d{4}-\d{2}-(?:\d+|核实|印发通知)")
_OCCUPIED = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Move:
    """换版的意图；三个路径都相对 outputs/。

    Attributes:
        staging: 写好的新版。target: 成品文件夹。attic: 旧版收存处，须未被占用。
        inode: 新版文件夹的 inode。
    """

    staging: str
    target: str
    attic: str
    inode: int


def commit(outputs: Path, move: Move) -> None:
    """使新版就位、旧版收存。新版未能就位时恢复原状，清掉暂存，原样抛出 OSError。

    Raises:
        PublishError: 新版已就位，但收存旧版时出错；下次启动自动接着做完。
    """
    try:
        _write_journal(outputs, move)
        _put(outputs, move)
    except OSError:
        _withdraw(outputs, move)
        raise
    try:
        _settle(outputs, move)
    except OSError as error:
        raise PublishError(
            f"新版已经就位（{outputs / move.target}），但收存旧版时出错：{error.strerror}\n"
            "  修改：再运行一次，程序会接着收存。"
        ) from error


def recover(outputs: Path) -> None:
    """收拾上次没有做完的换版，清掉没有用上的暂存；须持锁调用。没有残留时什么也不做。

    Raises:
        PublishError: 换版记录损坏，不敢猜测。
    """
    move = _read_journal(outputs)
    if move is not None:
        if _is_waiting(outputs, move):
            _put(outputs, move)
        _settle(outputs, move)
    (outputs / _JOURNAL_DRAFT).unlink(missing_ok=True)
    for path in sorted(outputs.iterdir()):
        if _STAGING.fullmatch(path.name):
            shutil.rmtree(path)


def retire(outputs: Path, target: str, attic: str) -> None:
    """把 ``target`` 文件夹收进 ``attic``（都相对 outputs/），一次改名。"""
    goal, parent = outputs / attic, (outputs / target).parent
    goal.parent.mkdir(parents=True, exist_ok=True)
    _patiently(lambda: os.rename(outputs / target, goal))
    sync_up(goal.parent, outputs)
    sync_up(parent, outputs)


def _put(outputs: Path, move: Move) -> None:
    """新版就位；原有成品换到暂存的名下（对调）或直接收存（两步改名）。"""
    staging, target, attic = outputs / move.staging, outputs / move.target, outputs / move.attic
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        if _patiently(lambda: exchange(staging, target)):
            return
        attic.parent.mkdir(parents=True, exist_ok=True)
        _patiently(lambda: os.rename(target, attic))
        sync_up(attic.parent, outputs)
    _patiently(lambda: os.rename(staging, target))


def _settle(outputs: Path, move: Move) -> None:
    """新版就位之后：旧版收存，同步，撤销意图。可以重复做。"""
    staging, target, attic = outputs / move.staging, outputs / move.target, outputs / move.attic
    sync_up(target.parent, outputs)
    if staging.exists():
        attic.parent.mkdir(parents=True, exist_ok=True)
        _patiently(lambda: os.rename(staging, attic))
        sync_up(attic.parent, outputs)
    os.unlink(outputs / JOURNAL_NAME)
    sync_folder(outputs)


def _withdraw(outputs: Path, move: Move) -> None:
    """新版没能就位：两步改名只做了一步的放回旧版，再撤销意图，最后清暂存（次序不能颠倒）。"""
    target, attic = outputs / move.target, outputs / move.attic
    if not target.exists() and attic.exists():
        os.rename(attic, target)
    for name in (JOURNAL_NAME, _JOURNAL_DRAFT):
        (outputs / name).unlink(missing_ok=True)
    sync_folder(outputs)
    shutil.rmtree(outputs / move.staging, ignore_errors=True)


def _is_waiting(outputs: Path, move: Move) -> bool:
    staging = outputs / move.staging
    return staging.exists() and staging.stat().st_ino == move.inode


def _write_journal(outputs: Path, move: Move) -> None:
    draft = outputs / _JOURNAL_DRAFT
    write_file(draft, json.dumps(asdict(move), ensure_ascii=False).encode())
    os.replace(draft, outputs / JOURNAL_NAME)
    sync_folder(outputs)


def _read_journal(outputs: Path) -> Move | None:
    path = outputs / JOURNAL_NAME
    try:
        data = json.loads(path.read_bytes())
        return Move(str(data["staging"]), str(data["target"]), str(data["attic"]), int(data["inode"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        raise PublishError(
            f"上次出文没有做完，而记录 {path} 已损坏\n"
            f"  修改：核对 {outputs} 中以 .staging- 开头的文件夹（其中可能是旧版），"
            "需要的移到别处，再删除这个记录文件。"
        ) from None


def exchange(first: Path, second: Path) -> bool:
    """一步对调两个文件夹；系统或文件系统不支持时返回 False，什么也不做。"""
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(second))


def _patiently(action: Callable[[], T]) -> T:
    """文件被占用（Word、WPS、杀毒软件）时稍等再试几次。"""
    for delay in RETRY_DELAYS:
        try:
            return action()
        except OSError as error:
            if error.errno not in _OCCUPIED:
                raise
        time.sleep(delay)
    return action()
