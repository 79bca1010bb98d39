"""字体：给每一种公文字体找到可以嵌入 PDF 的文件。

先用单位放在 ``fonts/`` 的字体，再用系统安装的同类字体，最后用随程序的自由字体；
前一种字体没有的字由后一种补，都没有的由专门的补字字体补。样式表里的字体名都加“RG”前缀，以免与系统字体重名。
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from reportgen.errors import RenderError
from reportgen.render.font_files import FontFile, code_points, folder_fonts, installed_fonts, plain

SHIPPED_FOLDER = Path(__file__).resolve().parents[1] / "fonts"

#: 环境变量：设为 0 时不找系统安装的字体，各台电脑得到同样的 PDF。
SYSTEM_SWITCH = "REPORTGEN_SYSTEM_FONTS"

OWN, INSTALLED, SHIPPED = "单位自备", "系统安装", "随程序"


class Role(StrEnum):
    """公文用的五种字体。"""

    FANGSONG = "仿宋"
    KAI = "楷体"
    HEI = "黑体"
    SONG = "宋体"
    XBS = "小标宋"


#: 专收生僻字的字体，不单独使用，补在各种字体之后。
SUPPLEMENT = "补字"

#: 样式表里的字体名；单位自备和系统安装的另加后缀，同一种字体的前后两个文件才不重名。
_FAMILIES: Mapping[str, str] = {
    Role.FANGSONG: "RG FangSong",
    Role.KAI: "RG Kai",
    Role.HEI: "RG Hei",
    Role.SONG: "RG Song",
    Role.XBS: "RG XBS",
    SUPPLEMENT: "RG Ext",
}
_FAMILY_SUFFIXES = {OWN: " Own", INSTALLED: " Sys"}

_SHIPPED_FILES = {
    Role.FANGSONG: "FandolFang-Regular.otf",
    Role.KAI: "FandolKai-Regular.otf",
    Role.HEI: "NotoSansSC-Medium.ttf",
    Role.SONG: "NotoSerifSC-Regular.ttf",
    Role.XBS: "NotoSerifSC-Bold.ttf",
}

#: 随程序的补字字体：前者补 GB2312 以外的字，后者补前者没有的扩展B区的字；用特细体，在仿宋、楷体中间不显得黑。
_SHIPPED_SUPPLEMENTS = {"RG Rare": "NotoSerifSC-ExtraLight.ttf", "RG Ext": "NotoSerifJP-ExtraLight.ttf"}

#: 办公电脑上各种字体的名称，靠前的优先。
_OFFICE_NAMES: Mapping[str, tuple[str, ...]] = {
    Role.FANGSONG: (
        *("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "FZFangSong-Z02"),
        *("方正仿宋简体", "FZFangSong-Z02S", "华文仿宋", "STFangsong"),
    ),
    Role.KAI: (
        *("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "FZKai-Z03"),
        *("方正楷体简体", "FZKai-Z03S", "华文楷体", "STKaiti"),
    ),
    Role.HEI: ("黑体", "SimHei", "方正黑体_GBK", "FZHei-B01", "方正黑体简体", "FZHei-B01S", "华文黑体", "STHeiti"),
    Role.SONG: (
        *("宋体", "SimSun", "新宋体", "NSimSun", "方正书宋_GBK", "FZShuSong-Z01"),
        *("方正书宋简体", "FZShuSong-Z01S", "华文宋体", "STSong"),
    ),
    Role.XBS: (
        *("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
        *("方正小标宋", "小标宋", "小标宋体", "文星标宋"),
    ),
    SUPPLEMENT: (
        *("宋体-ExtB", "SimSun-ExtB", "宋体-方正超大字符集", "Simsun (Founder Extended)"),
        *("花園明朝B", "HanaMinB", "BabelStone Han"),
    ),
}
#: 比较用的名称 → 用途、优先次序、通用名称。
_RANKS = {plain(name): (role, order, name) for role, names in _OFFICE_NAMES.items() for order, name in enumerate(names)}

#: 选定的文件：用途 → 文件和它的通用名称。
_Chosen = Mapping[str, tuple[Path, str]]


@dataclass(frozen=True)
class Face:
    """一个选定的字体文件。

    Attributes:
        role: 用作哪一种字体。family: 样式表里的字体名，如 ``RG FangSong``。
        path: 文件。name: 字体的通用名称。origin: 单位自备、系统安装、随程序。
    """

    role: Role
    family: str
    path: Path
    name: str
    origin: str

    @cached_property
    def sha256(self) -> str:
        """文件的 SHA-256，用到时才算。"""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Rejected:
    """单位自备或系统安装而不能使用的字体文件；``reason`` 是原因。"""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class FontSet:
    """各种字体所用的文件：首选在前，其后依次补缺字。"""

    faces: Mapping[Role, tuple[Face, ...]]
    rejected: tuple[Rejected, ...]

    @property
    def supplements(self) -> tuple[Face, ...]:
        """各种字体共用的补字字体，按先后。"""
        shared = frozenset[Path].intersection(*(frozenset(face.path for face in row) for row in self.faces.values()))
        return tuple(face for face in self.faces[Role.SONG] if face.path in shared)


@dataclass(frozen=True, slots=True)
class Coverage:
    """一段文字里首选字体没有的字，按出现的先后，不重复。

    Attributes:
        borrowed: 字 → 补它的字体。absent: 哪个字体都没有的字。
    """

    borrowed: Mapping[str, Face]
    absent: tuple[str, ...]


def resolve_fonts(office_dir: Path | None, *, use_system: bool = True) -> FontSet:
    """为五种字体选定文件。

    Args:
        office_dir: 单位自备字体的文件夹，可以没有。
        use_system: 是否找系统安装的字体；环境变量 ``REPORTGEN_SYSTEM_FONTS=0`` 也可关掉。
    Raises:
        RenderError: 随程序的字体文件缺失。
    """
    own = folder_fonts(office_dir)
    looks_at_system = use_system and os.environ.get(SYSTEM_SWITCH) != "0"
    system = installed_fonts(_RANKS) if looks_at_system else []
    found = {OWN: _choose(own), INSTALLED: _choose(system)}
    faces = {role: tuple(_chain(role, found)) for role in Role}
    return FontSet(faces, (*_rejected(own), *_rejected(system)))


def missing_characters(text: str, faces: tuple[Face, ...]) -> Coverage:
    """``text`` 中首选字体 ``faces[0]`` 没有的字由谁补、哪些没有字体可印；空白、换行和控制符不计。"""
    borrowed: dict[str, Face] = {}
    absent: list[str] = []
    for char in filter(is_printed, dict.fromkeys(text)):
        face = next((face for face in faces if ord(char) in code_points(face.path)), None)
        if face is None:
            absent.append(char)
        elif face is not faces[0]:
            borrowed[char] = face
    return Coverage(borrowed, tuple(absent))


def is_printed(char: str) -> bool:
    """是否需要字形：控制符、格式符、空白、换行和异体字选择符不需要。"""
    is_selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return not is_selector and unicodedata.category(char) not in ("Cc", "Cf", "Zl", "Zp", "Zs")


def _chain(role: Role, found: Mapping[str, _Chosen]) -> Iterator[Face]:
    """``role`` 首选的字体，其后是补缺字的字体；``found`` 是来历 → 找到的文件，先单位自备、后系统安装。"""
    yield from list(_found(role, role, found))[:1]
    yield _shipped(role, _FAMILIES[role], _SHIPPED_FILES[role])
    yield from _found(role, SUPPLEMENT, found)
    yield from (_shipped(role, family, name) for family, name in _SHIPPED_SUPPLEMENTS.items())


def _found(role: Role, use: str, found: Mapping[str, _Chosen]) -> Iterator[Face]:
    """找到的字体中用作 ``use`` 的，补在 ``role`` 里。"""
    for origin, chosen in found.items():
        if use in chosen:
            path, name = chosen[use]
            yield Face(role, _FAMILIES[use] + _FAMILY_SUFFIXES[origin], path, name, origin)


def _shipped(role: Role, family: str, file_name: str) -> Face:
    path = SHIPPED_FOLDER / file_name
    if not path.is_file():
        raise RenderError(f"缺少随程序的{role}字体 {path.name}\n  修改：程序文件不全，请重新取得完整的程序文件。")
    return Face(role, family, path, path.stem, SHIPPED)


def _choose(fonts: Iterable[FontFile]) -> _Chosen:
    """每种用途取名称次序最前的可用文件；次序相同取文件名在前的。"""
    usable = ((_rank(font), font.path) for font in fonts if not font.refusal)
    chosen: dict[str, tuple[Path, str]] = {}
    for rank, path in sorted((rank, path) for rank, path in usable if rank):
        use, _, name = rank
        chosen.setdefault(use, (path, name))
    return chosen


def _rank(font: FontFile) -> tuple[str, int, str] | None:
    """字体的用途、优先次序、通用名称；不是公文用的字体返回 None。"""
    return min((_RANKS[name] for name in font.names if name in _RANKS), default=None)


def _rejected(fonts: Iterable[FontFile]) -> Iterator[Rejected]:
    for font in fonts:
        if font.refusal:
            yield Rejected(font.path, font.refusal)
        elif _rank(font) is None:
            yield Rejected(font.path, "不是公文使用的字体，按名称没有认出来")
