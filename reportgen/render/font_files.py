"""字体文件：有哪些、叫什么、能否嵌入、有哪些字。不管用作哪一种公文字体。

fontTools 只在真要打开字体时才引入，没有自备字体的机器不为它花时间。
"""

from __future__ import annotations

import os
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_SUFFIXES = (".ttf", ".otf")
_COLLECTIONS = (".ttc", ".otc")
_NAME_IDS = (1, 4, 6, 16)  # 家族名、全名、PostScript 名、排印家族名
_RESTRICTED = 2  # OpenType OS/2.fsType 第0至3位：2 为禁止嵌入


@dataclass(frozen=True, slots=True)
class FontFile:
    """一个字体文件。

    Attributes:
        names: 各种语言的名称，已化为便于比较的写法（见 :func:`plain`）。
        refusal: 不能使用的原因，可用的为空串。
    """

    path: Path
    names: frozenset[str]
    refusal: str = ""


def plain(name: str) -> str:
    """字体名称便于比较的写法：不分全角半角和大小写，不计空格、连字符和下划线。"""
    return "".join(char for char in unicodedata.normalize("NFKC", name).casefold() if char not in " -_")


def folder_fonts(folder: Path | None) -> list[FontFile]:
    """``folder`` 里的字体文件，按文件名排列；没有这个文件夹则为空。"""
    paths = sorted(folder.iterdir()) if folder and folder.is_dir() else []
    return [font for path in paths if (font := _folder_font(path))]


def _folder_font(path: Path) -> FontFile | None:
    match path.suffix.lower():
        case suffix if suffix in _COLLECTIONS:
            refusal = "是字体集合，无法指定用其中哪一个，请换成单独的 .ttf 或 .otf 文件"
            return FontFile(path, frozenset(), refusal)
        case suffix if suffix in _SUFFIXES:
            return open_font(path)
    return None


def installed_fonts(wanted: Iterable[str]) -> list[FontFile]:
    """系统安装的单字体文件中，名称（:func:`plain` 的写法）在 ``wanted`` 里的。

    由 fontconfig 的 fc-list 列出；没有 fc-list 或它出错时为空。字体集合（.ttc）无法选定其中一个，不列。
    """
    known = frozenset(wanted)
    found = (line.partition("\t") for line in sorted(set(_fc_list())))
    return [
        open_font(Path(file))
        for file, _, families in found
        if Path(file).suffix.lower() in _SUFFIXES and known.intersection(map(plain, families.split(",")))
    ]


def _fc_list() -> list[str]:
    """fc-list 的各行：文件、制表符、逗号隔开的家族名。"""
    command = shutil.which("fc-list")
    if not command:
        return []
    arguments = [command, "--format", "%{file}\t%{family}\n"]
    try:
        answer = subprocess.run(arguments, capture_output=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    return os.fsdecode(answer.stdout).splitlines()


def open_font(path: Path) -> FontFile:
    """打开 ``path``，读出名称并判断能否使用。"""
    from fontTools.ttLib import TTFont

    try:
        # 自己打开文件：TTFont 遇到坏文件时不关闭它打开的
        with path.open("rb") as stream, TTFont(stream, lazy=True) as font:
            records = [record for record in font["name"].names if record.nameID in _NAME_IDS]
            names = frozenset(plain(record.toUnicode(errors="replace")) for record in records)
            is_restricted = font["OS/2"].fsType & 0x0F == _RESTRICTED
            font.getBestCmap()
    except Exception:  # fontTools 对坏文件抛出的异常没有共同的父类
        return FontFile(path, frozenset(), "字体文件已损坏，读不出来")
    return FontFile(path, names, "字体的许可禁止嵌入文件（fsType 为 2），PDF 不能使用" if is_restricted else "")


@lru_cache(maxsize=32)
def code_points(path: Path) -> frozenset[int]:
    """字体有的码位。"""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
