"""运行锁：同一个成品文件夹同时只许一次运行；持锁的进程无论怎样结束，锁随之释放。"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from reportgen.errors import PublishError
from reportgen.publish.files import explained

LOCK_NAME = ".lock"

#: 当前执行路径已经持有的锁；使整次运行持锁时，其中的出文不会把自己拒之门外。
_HELD: ContextVar[frozenset[Path]] = ContextVar("reportgen_held_locks", default=frozenset())

_BUSY = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}


@contextmanager
def lock_outputs(outputs: Path) -> Iterator[None]:
    """锁住 ``outputs``（须已存在）直到离开；同一执行路径可以重入。

    Raises:
        PublishError: 另一次运行正占用，或锁文件无法建立。
    """
    key = outputs.resolve()
    if key in _HELD.get():
        yield
        return
    with explained(outputs):
        handle = os.open(outputs / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _acquire(handle, outputs)
        token = _HELD.set(_HELD.get() | {key})
        try:
            yield
        finally:
            _HELD.reset(token)
    finally:
        os.close(handle)


def _acquire(handle: int, outputs: Path) -> None:
    with explained(outputs):
        try:
            _try_lock(handle)
        except OSError as error:
            if error.errno not in _BUSY:
                raise
            raise PublishError(
                f"正在运行：另一次运行正在使用 {outputs}\n  修改：等它结束后再运行；各自运行请用不同的 --outputs。"
            ) from None


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
