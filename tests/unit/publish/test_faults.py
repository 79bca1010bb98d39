"""在每一步停下、断电式中断或出错：再启动之后，这个月要么整个是旧版，要么整个是新版。"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.errors import PublishError
from reportgen.publish import exchange as exchange_module
from reportgen.publish import prepare_outputs, publish_packet, verify_edition
from tests.unit.publish.samples import CIRCULAR_PDF, CIRCULAR_WORD, ERROR, JUNE, MAY, leftovers, publish, tree

#: 改变磁盘状态的系统调用。
CALLS = ("rename", "replace", "fsync", "write", "mkdir", "unlink", "rmdir", "sendfile", "link", "symlink")

METHODS = pytest.mark.parametrize("method", ["对调", "两步改名"])


class Shim:
    """数改变磁盘状态的调用，到第 ``at`` 次（从 1 起）执行 ``fault``。"""

    def __init__(self, patch: pytest.MonkeyPatch, method: str, at: int, fault: Callable[[], None]) -> None:
        self.count, self.at, self.fault = 0, at, fault
        for name in CALLS:
            patch.setattr(os, name, self.counted(getattr(os, name)))
        swap = exchange_module.exchange if method == "对调" else lambda first, second: False
        patch.setattr(exchange_module, "exchange", self.counted(swap))
        patch.setattr(exchange_module, "RETRY_DELAYS", ())

    def counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*args: Any, **options: Any) -> Any:
            self.count += 1
            if self.count == self.at:
                self.fault()
            return call(*args, **options)

        return wrapper


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """五月、六月各有一版，六月有人工修改稿和外来文件，另有一份过时的核实材料。"""
    outputs = tmp_path_factory.mktemp("template") / "outputs"
    publish(outputs, "五月", MAY)
    publish_packet(outputs, JUNE, [ERROR])
    publish(outputs, "旧版", findings=(ERROR,))
    (outputs / "2024-06" / CIRCULAR_WORD).write_bytes(b"edited by hand")
    (outputs / "2024-06/照片.jpg").write_bytes(b"photo")
    return outputs


def kill_self() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed_run(outputs: Path, method: str, at: int) -> bool:
    """在子进程里发布新版，第 ``at`` 步前 SIGKILL；返回是否真被杀（False 为全部步骤已走完）。"""
    pid = os.fork()
    if pid == 0:
        with pytest.MonkeyPatch.context() as patch:
            Shim(patch, method, at, kill_self)
            try:
                publish(outputs, "新版")
            except BaseException:
                os._exit(3)
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def assert_whole(outputs: Path, template: Path) -> str:
    """这个月是完整的旧版或新版，别的月份没有变；返回是哪一版。"""
    assert tree(outputs / "2024-05") == tree(template / "2024-05")
    month, old = tree(outputs / "2024-06"), tree(template / "2024-06")
    if month == old:
        return "旧版"
    assert month["01 专报/专报.docx"] == "专报新版".encode()
    assert month["02 通报/通报（人工修改稿）.docx"] == b"edited by hand"
    assert month["照片.jpg"] == b"photo"
    assert not [problem for problem in verify_edition(outputs / "2024-06") if problem.is_fault]
    return "新版"


def assert_finished(outputs: Path, template: Path) -> None:
    """再运行一次之后：新版在位，旧版原样在历史，核实材料已收，没有残留。"""
    publish(outputs, "新版")
    assert assert_whole(outputs, template) == "新版"
    assert tree(outputs / ".history/2024-06/1") == tree(template / "2024-06")
    assert sorted(os.listdir(outputs / ".history/2024-06")) == ["1"]
    assert tree(outputs / ".history/核实/2024-06/1") == tree(template / "核实/2024-06")
    assert not (outputs / "核实").exists()
    assert leftovers(outputs) == []


@METHODS
def test_killed_at_every_step_the_month_is_wholly_old_or_wholly_new(
    tmp_path: Path, template: Path, method: str
) -> None:
    seen = []
    for at in range(1, 500):
        outputs = tmp_path / f"{at}"
        shutil.copytree(template, outputs, symlinks=True)
        landed = killed_run(outputs, method, at)
        if method == "对调":
            assert_whole(outputs, template)
        prepare_outputs(outputs, 0)
        seen.append(assert_whole(outputs, template))
        assert leftovers(outputs) == []
        assert_finished(outputs, template)
        shutil.rmtree(outputs)
        if not landed:
            break
    assert not landed
    assert len(seen) > 40
    assert seen == sorted(seen, key=["旧版", "新版"].index)
    assert set(seen) == {"旧版", "新版"}


@METHODS
def test_killed_again_while_recovering_loses_nothing(tmp_path: Path, template: Path, method: str) -> None:
    """先停在换版的各步，再在收拾残留的各步停一次。"""
    total = steps(tmp_path / "count", template, method)
    for first in range(total - 14, total + 1):
        for second in (2, 7):
            outputs = tmp_path / f"{first}-{second}"
            shutil.copytree(template, outputs, symlinks=True)
            killed_run(outputs, method, first)
            killed_run(outputs, method, second)
            prepare_outputs(outputs, 0)
            assert_whole(outputs, template)
            assert_finished(outputs, template)
            shutil.rmtree(outputs)


def steps(outputs: Path, template: Path, method: str) -> int:
    """一次完整发布的步数。"""
    shutil.copytree(template, outputs, symlinks=True)
    with pytest.MonkeyPatch.context() as patch:
        shim = Shim(patch, method, 0, kill_self)
        publish(outputs, "新版")
    return shim.count


@METHODS
def test_an_error_at_every_step_is_told_and_leaves_a_whole_edition(tmp_path: Path, template: Path, method: str) -> None:
    def fail() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    told: list[bool] = []
    total = steps(tmp_path / "count", template, method)
    for at in range(1, total + 1):
        outputs = tmp_path / f"{at}"
        shutil.copytree(template, outputs, symlinks=True)
        with pytest.MonkeyPatch.context() as patch:
            Shim(patch, method, at, fail)
            try:
                publish(outputs, "新版")
                told.append(False)
            except PublishError as error:
                assert "修改：" in str(error)
                told.append(True)
        whole = assert_whole(outputs, template)
        assert told[-1] or whole == "新版"
        if whole == "旧版":
            assert [name for name in leftovers(outputs) if name.startswith(".staging")] == []
        prepare_outputs(outputs, 0)
        assert_finished(outputs, template)
        shutil.rmtree(outputs)
    # 文件夹本来就在时，建文件夹的失败无关紧要，不算。
    assert told.count(False) < total // 4


@METHODS
def test_ctrl_c_at_every_step_keeps_the_same_promise(tmp_path: Path, template: Path, method: str) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    total = steps(tmp_path / "count", template, method)
    for at in range(1, total + 1, 3):
        outputs = tmp_path / f"{at}"
        shutil.copytree(template, outputs, symlinks=True)
        with pytest.MonkeyPatch.context() as patch:
            Shim(patch, method, at, interrupt)
            with pytest.raises(KeyboardInterrupt):
                publish(outputs, "新版")
        prepare_outputs(outputs, 0)
        assert_whole(outputs, template)
        assert_finished(outputs, template)
        shutil.rmtree(outputs)


@pytest.mark.parametrize(
    ("change", "named"),
    [((b"pdf \xe9", b"pdF \xe9"), CIRCULAR_PDF), ((b"0.2996", b"0.3996"), "figures.json")],
)
def test_bytes_that_do_not_read_back_are_never_published(
    tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch, change: tuple[bytes, bytes], named: str
) -> None:
    outputs = tmp_path / "outputs"
    shutil.copytree(template, outputs)
    real = os.write
    old, new = change
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data).replace(old, new)))
    with pytest.raises(PublishError, match=f"核验不符：{named}（被改动）；原有成品没有变动"):
        publish(outputs, "新版")
    assert assert_whole(outputs, template) == "旧版"
    assert leftovers(outputs) == []


def test_a_system_without_exchange_falls_back_and_a_failed_exchange_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FileNotFoundError, match="没有的"):
        exchange_module.exchange(tmp_path, tmp_path / "没有的")
    monkeypatch.setattr(ctypes, "CDLL", lambda *args, **options: object())
    assert exchange_module.exchange(tmp_path, tmp_path / "没有的") is False


def test_an_occupied_folder_is_tried_again(tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = tmp_path / "outputs"
    shutil.copytree(template, outputs)
    refusals = [PermissionError(errno.EACCES, "占用"), OSError(errno.EBUSY, "占用")]
    real = exchange_module.exchange

    def occupied(first: Path, second: Path) -> bool:
        if refusals:
            raise refusals.pop()
        return real(first, second)

    monkeypatch.setattr(exchange_module, "exchange", occupied)
    monkeypatch.setattr(exchange_module, "RETRY_DELAYS", (0, 0))
    assert publish(outputs, "新版").edition == 2
    assert refusals == []


def test_a_failure_after_the_new_edition_is_in_place_says_so(
    tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = tmp_path / "outputs"
    shutil.copytree(template, outputs)
    with monkeypatch.context() as patch:
        patch.setattr(exchange_module, "_settle", lambda outputs, move: os.rmdir(outputs))
        with pytest.raises(PublishError, match="新版已经就位"):
            publish(outputs, "新版")
    assert assert_whole(outputs, template) == "新版"
    assert_finished(outputs, template)


def test_a_damaged_journal_stops_and_deletes_nothing(tmp_path: Path, template: Path) -> None:
    outputs = tmp_path / "outputs"
    shutil.copytree(template, outputs)
    shutil.copytree(template / "2024-06", outputs / ".staging-2024-06-2")
    (outputs / ".publish.json").write_text("{")
    with pytest.raises(PublishError, match="已损坏"):
        publish(outputs, "新版")
    assert tree(outputs / ".staging-2024-06-2") == tree(template / "2024-06")


def test_files_reach_the_disk_before_the_exchange_and_folders_after(
    tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = tmp_path / "outputs"
    shutil.copytree(template, outputs)
    trace: list[str] = []
    real = exchange_module.exchange

    def swap(first: Path, second: Path) -> bool:
        trace.append("对调")
        return real(first, second)

    monkeypatch.setattr(os, "fsync", lambda handle: trace.append(os.readlink(f"/proc/self/fd/{handle}")))
    monkeypatch.setattr(exchange_module, "exchange", swap)
    folder = publish(outputs, "新版").folder
    at = trace.index("对调")
    before, after = trace[:at], trace[at + 1 :]
    staging = outputs / ".staging-2024-06-2"
    written = [path.relative_to(folder) for path in [folder, *folder.rglob("*")]]
    assert {str(staging / path) for path in written} <= set(before)
    assert before.index(str(staging)) > max(before.index(str(staging / path)) for path in written if path != Path("."))
    assert before.index(str(outputs / ".publish.json.tmp")) > before.index(str(staging))
    assert after[0] == str(outputs)
    assert str(outputs / ".history/2024-06") in after
