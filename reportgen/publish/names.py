"""文件名：在 Linux、Windows、麒麟和邮件附件里都能用，过长的缩短，重名的加序号。"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable

#: 一个文件名最多的字节数（UTF-8）；ext4 和多数文件系统的上限。
MAX_BYTES = 255

_UNNAMED = "未命名"

#: Windows 不许用的字符换成看上去相同的全角字符，保持可读。
_FULL_WIDTH = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")

#: 看不见的字符：控制、格式（含双向控制符）、代理、行段分隔。
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}

_LEADING = re.compile(r"^(?:[-.\s]|~\$)+")

_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|CLOCK\$|(?:COM|LPT)[0-9¹²³])", re.IGNORECASE)

#: 扩展名至多这么多字节；更长的“.”视为名称的一部分。
_MAX_EXTENSION = 16


def safe_name(text: str) -> str:
    """把 ``text`` 变成安全的单个文件名；已经安全的不变。

    >>> safe_name("致/住建局：<急>.docx")
    '致／住建局：＜急＞.docx'
    >>> safe_name("CON.docx")
    '_CON.docx'
    """
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    seen = "".join(char for char in spaced if unicodedata.category(char) not in _INVISIBLE)
    name = _LEADING.sub("", seen.translate(_FULL_WIDTH)).rstrip(". ") or _UNNAMED
    if _RESERVED.fullmatch(name.partition(".")[0].strip()):
        name = f"_{name}"
    return _shortened(name, "")


def safe_path(path: str) -> str:
    """逐段取 :func:`safe_name`；结果是相对路径，不会指到文件夹之外。"""
    return "/".join(safe_name(part) for part in path.split("/") if part) or _UNNAMED


def tagged(path: str, tag: str) -> str:
    """在扩展名之前加 ``tag``：``报告.docx`` → ``报告（2）.docx``；长度仍不超限。"""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}{_shortened(name, tag)}"


def same_name_key(path: str) -> str:
    """两个路径此值相同，在不分大小写或统一字符写法的文件系统上就是同一个文件。"""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def free_name(path: str, taken: Collection[str], label: str = "") -> str:
    """``path``（加上 ``label``）不与 ``taken`` 重名的写法，重名时依次编号 2、3……

    Args:
        taken: 已占用路径的 :func:`same_name_key`。
        label: 说明文字，如“人工修改稿”，写在全角括号里。
    """
    number = 1
    while True:
        mark = f"{label}{number if number > 1 else ''}"
        name = tagged(path, f"（{mark}）") if mark else path
        if same_name_key(name) not in taken:
            return name
        number += 1


def unique_paths(paths: Iterable[str], reserved: Iterable[str] = ()) -> tuple[str, ...]:
    """安全且互不相同的路径，次序不变；``reserved`` 是不许占用的路径。"""
    taken = {same_name_key(path) for path in reserved}
    names = []
    for path in paths:
        name = free_name(safe_path(path), taken)
        taken.add(same_name_key(name))
        names.append(name)
    return tuple(names)


def _shortened(name: str, tag: str) -> str:
    """在扩展名之前加 ``tag``；超过上限时截短名称并附其摘要，扩展名和 ``tag`` 保留。"""
    stem, dot, extension = name.rpartition(".")
    if not stem or len(_encoded(extension)) > _MAX_EXTENSION:
        stem, dot, extension = name, "", ""
    tail = f"{tag}{dot}{extension}"
    if len(_encoded(f"{stem}{tail}")) <= MAX_BYTES:
        return f"{stem}{tail}"
    tail = f"~{hashlib.sha256(_encoded(name)).hexdigest()[:8]}{tail}"
    room = MAX_BYTES - len(_encoded(tail))
    return f"{_encoded(stem)[:room].decode(errors='ignore')}{tail}"


def _encoded(name: str) -> bytes:
    """磁盘上的写法；人放进来的文件名可能不是 UTF-8，Python 以代理字符表示。"""
    return name.encode("utf-8", "surrogateescape")
