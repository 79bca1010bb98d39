"""进度：终端上是进度条，否则一件一行，作为程序库使用时不出声。"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


class Progress(Protocol):
    """进度的显示。调用次序：``start`` 一次，每件开始制作时 ``step``，最后（出错也要）``done``。"""

    def start(self, total: int) -> None:
        """共有 ``total`` 件。"""

    def step(self, title: str) -> None:
        """开始制作下一件，如“推进情况通报 PDF”。"""

    def done(self) -> None:
        """全部结束，或中途停止。"""


class SilentProgress:
    """不显示。"""

    def start(self, total: int) -> None:
        """不显示。"""

    def step(self, title: str) -> None:
        """不显示。"""

    def done(self) -> None:
        """不显示。"""


class PlainProgress:
    """一件一行，如 ``[ 2/5 ] 推进情况通报 PDF``。"""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._total = 0
        self._count = 0

    def start(self, total: int) -> None:
        """记下件数。"""
        self._total, self._count = total, 0

    def step(self, title: str) -> None:
        """写一行。"""
        self._count += 1
        width = len(str(self._total))
        self._stream.write(f"[ {self._count:>{width}}/{self._total} ] {title}\n")
        self._stream.flush()

    def done(self) -> None:
        """没有要收的。"""


class BarProgress:
    """终端进度条，显示正在制作的一件；结束后擦去，不与小结混在一起。"""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None
        self._count = 0

    def start(self, total: int) -> None:
        """画出进度条。"""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as RichProgress

        self._bar = RichProgress(
            TextColumn("正在制作"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TextColumn("{task.description}", markup=False),
            TimeElapsedColumn(),
            console=Console(file=self._stream),
            transient=True,
        )
        self._count = 0
        self._task = self._bar.add_task("准备", total=total)
        self._bar.start()

    def step(self, title: str) -> None:
        """换成这一件的名称；已经开始的前一件算完成。"""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._count, description=title, refresh=True)
            self._count += 1

    def done(self) -> None:
        """收起进度条，光标恢复。"""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def open_progress(stream: TextIO | None = None) -> Progress:
    """``stream``（默认标准错误）是终端时给进度条，否则一件一行。"""
    target = stream or sys.stderr
    return BarProgress(target) if target.isatty() else PlainProgress(target)
