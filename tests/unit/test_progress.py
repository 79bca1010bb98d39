"""进度：终端上是进度条，否则一件一行，静默的不出声。"""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.progress import BarProgress, PlainProgress, Progress, SilentProgress, open_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(progress: Progress, titles: list[str]) -> None:
    progress.start(len(titles))
    for title in titles:
        progress.step(title)
    progress.done()


def test_plain_progress_writes_one_line_per_paper() -> None:
    stream = io.StringIO()
    run(open_progress(stream), ["月度专报 Word", "推进情况通报 PDF"])
    assert stream.getvalue() == "[ 1/2 ] 月度专报 Word\n[ 2/2 ] 推进情况通报 PDF\n"


def test_plain_numbers_line_up() -> None:
    stream = io.StringIO()
    run(PlainProgress(stream), [f"提示函{index}" for index in range(12)])
    assert stream.getvalue().splitlines()[8:10] == ["[  9/12 ] 提示函8", "[ 10/12 ] 提示函9"]


def test_a_terminal_gets_a_bar_naming_the_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    stream = Terminal()
    progress = open_progress(stream)
    assert isinstance(progress, BarProgress)
    progress.start(2)
    progress.step("月度专报 Word")
    progress.step("[急] 通报 PDF")
    shown = stream.getvalue()
    assert "正在制作" in shown
    assert "月度专报 Word" in shown
    assert "[急] 通报 PDF" in shown
    assert "0/2" in shown
    assert "1/2" in shown
    progress.done()
    progress.done()
    assert stream.getvalue().endswith("\x1b[2K")


def test_silent_progress_writes_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    run(SilentProgress(), ["月度专报"])
    assert capfd.readouterr() == ("", "")


def test_importing_progress_does_not_import_rich() -> None:
    code = "import sys, reportgen.progress; sys.exit('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0
