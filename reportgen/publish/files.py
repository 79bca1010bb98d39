"""落盘：写文件并同步到磁盘，把系统错误说成中文。"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from reportgen.errors import PublishError

_CLOSE_FILES = "关闭用 Word、WPS 或 PDF 阅读器打开的成品文件，再运行一次。"
_FREE_SPACE = "清理磁盘，腾出空间后再运行一次。"
_GRANT = "换一个可以写入的文件夹（--outputs），或请管理员授予写入权限。"

#: 系统错误号 → （原因，补救办法）。
_REASONS: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: ("磁盘已满", _FREE_SPACE),
    errno.EDQUOT: ("磁盘配额已用完", _FREE_SPACE),
    errno.EFBIG: ("文件超过允许的大小", _FREE_SPACE),
    errno.EACCES: ("没有写入权限，或文件正被占用", f"{_CLOSE_FILES}仍不行的，{_GRANT}"),
    errno.EPERM: ("没有写入权限，或文件正被占用", f"{_CLOSE_FILES}仍不行的，{_GRANT}"),
    errno.EROFS: ("磁盘是只读的", _GRANT),
    errno.EBUSY: ("文件正被占用", _CLOSE_FILES),
    errno.ETXTBSY: ("文件正被占用", _CLOSE_FILES),
    errno.EIO: ("磁盘读写出错", "检查磁盘或网络盘的连接，再运行一次。"),
    errno.ENOENT: ("文件或文件夹在运行中被移走", "运行期间不要移动成品文件夹，再运行一次。"),
    errno.ENOTDIR: ("同名的文件占了文件夹的位置", "把这个文件移走或改名，再运行一次。"),
    errno.EEXIST: ("同名的文件占了文件夹的位置", "把这个文件移走或改名，再运行一次。"),
    errno.EXDEV: ("成品文件夹跨了两个磁盘", "把 outputs 连同其中的文件夹放在同一个磁盘上。"),
    errno.ENAMETOOLONG: ("路径太长", "把成品文件夹放到层次较浅的位置。"),
    errno.ENOLCK: ("这个磁盘不支持文件锁", "把成品文件夹放到本机磁盘上（--outputs）。"),
}


@contextmanager
def explained(place: Path) -> Iterator[None]:
    """其中的 OSError 变为 :class:`~reportgen.errors.PublishError`；``place`` 是没有更具体路径时所指的位置。"""
    try:
        yield
    except OSError as error:
        default = (f"系统报告 {error.strerror or error}", "排除故障后再运行一次。")
        reason, fix = _REASONS.get(error.errno or 0, default)
        raise PublishError(f"无法写出 {error.filename or place}：{reason}\n  修改：{fix}") from error


def write_file(path: Path, data: bytes) -> None:
    """新建 ``path`` 写入 ``data`` 并同步到磁盘；已有同名文件时报错，不覆盖。"""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def copy_file(source: Path, target: Path) -> None:
    """原样复制（连同修改时间；符号链接仍是链接）并同步到磁盘。"""
    shutil.copy2(source, target, follow_symlinks=False)
    if not target.is_symlink():
        handle = os.open(target, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_folder(folder: Path) -> None:
    """把文件夹的目录项同步到磁盘；Windows 不需要也不允许。"""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """同步 ``folder`` 及其各级子文件夹的目录项，先里后外。"""
    for path, _, _ in os.walk(folder, topdown=False):
        sync_folder(Path(path))


def sync_up(folder: Path, root: Path) -> None:
    """从 ``folder`` 起逐级向上同步到 ``root``。"""
    sync_folder(folder)
    if folder != root:
        sync_up(folder.parent, root)


def sha256_of(path: Path) -> str:
    """文件的 SHA-256；符号链接取其指向的文字，不跟随。"""
    if path.is_symlink():
        return hashlib.sha256(os.fsencode(os.readlink(path))).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_tree(folder: Path) -> dict[str, str]:
    """``folder`` 中各文件的相对路径（“/”分隔，已排序）→ SHA-256；管道、设备等不计，文件夹不存在时为空。"""
    found = {}
    for root, _, names in os.walk(folder):
        for path in (Path(root, name) for name in names):
            mode = path.lstat().st_mode
            if stat.S_ISREG(mode) or stat.S_ISLNK(mode):
                found[path.relative_to(folder).as_posix()] = sha256_of(path)
    return dict(sorted(found.items()))
