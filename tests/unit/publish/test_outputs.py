"""动手之前的检查，以及运行锁。"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.errors import PublishError
from reportgen.publish import lock_outputs, prepare_outputs
from reportgen.publish.files import explained
from tests.unit.publish.samples import publish, tree

ROOT = Path(__file__).parents[3]

HOLDER = """
import sys
from pathlib import Path
from reportgen.publish.lock import lock_outputs
with lock_outputs(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """另一个进程，正持有 tmp_path 的锁。"""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_missing_folder_is_made_and_nothing_is_left_in_it(tmp_path: Path) -> None:
    prepare_outputs(tmp_path / "深/处/outputs")
    assert tree(tmp_path / "深/处/outputs") == {".lock": b""}


def test_a_file_in_the_place_of_outputs_is_named(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_text("我的")
    with pytest.raises(PublishError, match=r"outputs 是一个文件[\s\S]*修改："):
        prepare_outputs(tmp_path / "outputs")
    assert (tmp_path / "outputs").read_text() == "我的"


def test_a_nearly_full_disk_is_found_early(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"只剩 \d+ MB，至少要有 \d+ MB[\s\S]*腾出空间"):
        prepare_outputs(tmp_path, minimum_free=shutil.disk_usage(tmp_path).total + 2**40)


@pytest.mark.parametrize("has_lock", [False, True])
def test_a_read_only_folder_is_found_early(has_lock: bool) -> None:
    """锁文件已经在、又写得进去时，也要发现文件夹不能写。"""
    folder = Path(tempfile.mkdtemp(prefix="reportgen-readonly-"))
    outputs = folder / "outputs"
    outputs.mkdir()
    if has_lock:
        (outputs / ".lock").touch()
        (outputs / ".lock").chmod(0o666)
    try:
        folder.chmod(0o755)
        outputs.chmod(0o555)
        message = _as_ordinary_user(outputs)
        assert "无法写出" in message
        assert "没有写入权限" in message
        assert "修改：" in message
        assert os.listdir(outputs) == [".lock"] * has_lock
    finally:
        shutil.rmtree(folder)


def _as_ordinary_user(outputs: Path) -> str:
    """在子进程里以普通用户检查 ``outputs``，返回拒绝的说明；root 不受权限位约束。"""
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.seteuid(65534)
            prepare_outputs(outputs)
        except PublishError as error:
            os.write(write_end, str(error).encode())
        finally:
            os._exit(0)
    os.close(write_end)
    with open(read_end, "rb") as pipe:
        message = pipe.read().decode()
    os.waitpid(pid, 0)
    return message


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EROFS, "磁盘是只读的"),
        (errno.EACCES, "没有写入权限，或文件正被占用"),
        (errno.EBUSY, "文件正被占用"),
        (errno.EIO, "磁盘读写出错"),
        (errno.ELOOP, "系统报告"),
    ],
)
def test_system_errors_are_told_in_chinese_with_place_and_remedy(number: int, reason: str) -> None:
    with pytest.raises(PublishError) as caught, explained(Path("outputs")):
        raise OSError(number, os.strerror(number), "outputs/2024-06/通报.docx")
    assert str(caught.value).startswith(f"无法写出 outputs/2024-06/通报.docx：{reason}")
    assert "\n  修改：" in str(caught.value)


def test_a_second_process_is_refused_until_the_first_is_gone(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    for action in (prepare_outputs, publish):
        with pytest.raises(PublishError, match="正在运行"):
            action(tmp_path)
    assert os.listdir(tmp_path) == [".lock"]
    holder.kill()
    holder.wait()
    assert publish(tmp_path).edition == 1


def test_a_run_that_holds_the_lock_may_publish_within_it(
    tmp_path: Path,
) -> None:
    with lock_outputs(tmp_path):
        prepare_outputs(tmp_path)
        assert publish(tmp_path).edition == 1


def test_another_thread_is_refused_like_another_process(tmp_path: Path) -> None:
    refusals: list[PublishError] = []

    def attempt() -> None:
        try:
            publish(tmp_path)
        except PublishError as error:
            refusals.append(error)

    with lock_outputs(tmp_path):
        thread = threading.Thread(target=attempt)
        thread.start()
        thread.join()
    assert len(refusals) == 1
    assert publish(tmp_path).edition == 1
