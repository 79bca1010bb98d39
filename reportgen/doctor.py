"""检查本机能否运行：解释器、各包、系统程序库、字体、磁盘。只得出结论，不打印。"""

from __future__ import annotations

import ctypes
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from reportgen.errors import RenderError, UsageError
from reportgen.render.font_files import code_points
from reportgen.render.fonts import SHIPPED, Face, FontSet, Role, resolve_fonts
from reportgen.settings import SCHEME_FILE, load_scheme

MINIMUM_PYTHON = (3, 11)
MINIMUM_PANGO = (1, 44)  # WeasyPrint 70 的要求
MINIMUM_FREE = 500 * 1024**2  # 字节：一个月的成品连同暂存和历史约 100 MB，留余量

_INSTALL_LIBRARIES = "键入 make setup 安装。"
_REINSTALL = "键入 make clean setup 重新安装。"


class Verdict(StrEnum):
    """一项检查的结论：注意不妨碍运行，失败则不能生成公文。"""

    OK = "正常"
    WARN = "注意"
    FAIL = "失败"


@dataclass(frozen=True, slots=True)
class Check:
    """一项检查：``text`` 是实际情况，``remedy`` 是补救办法（正常时为空串）。"""

    name: str
    verdict: Verdict
    text: str
    remedy: str = ""


def examine(office_dir: Path | None, inputs: Path, outputs: Path, lock: Path) -> list[Check]:
    """逐项检查本机。

    Args:
        office_dir: 单位自备字体的文件夹。inputs: 方案.toml 所在的文件夹。
        outputs: 成品文件夹，可以还不存在。lock: 锁定版本的文件 requirements.txt。
    """
    return [
        check_python(),
        check_packages(lock),
        check_pango(),
        check_font_subsetter(),
        *check_fonts(office_dir, inputs),
        check_office_suite(),
        check_outputs(outputs),
        check_free_space(outputs),
    ]


def check_python() -> Check:
    """解释器的版本。"""
    text = platform.python_version()
    if sys.version_info >= MINIMUM_PYTHON:
        return Check("Python", Verdict.OK, text)
    return Check(
        "Python", Verdict.FAIL, f"{text}，需要 3.11 或更高版本", "装好 Python 3.11，再键入 make clean setup 重新安装。"
    )


def check_packages(lock: Path) -> Check:
    """已装各包与 ``lock`` 锁定的版本是否一致；版本不同，生成的文件可能与别处不同。"""
    name = "各包版本"
    try:
        text = lock.read_text(encoding="utf-8")
    except OSError:
        return Check(name, Verdict.WARN, f"找不到 {lock.name}，没有核对", "在项目文件夹里运行。")
    locked = re.findall(r"^([\w.-]+)==([\w.+!]+)", text, re.MULTILINE)
    wrong = [difference for package, wanted in locked if (difference := _difference(package, wanted))]
    if not wrong:
        return Check(name, Verdict.OK, f"{len(locked)}个，都与锁定的版本一致")
    verdict = Verdict.FAIL if any("没有安装" in difference for difference in wrong) else Verdict.WARN
    return Check(name, verdict, "；".join(wrong), _REINSTALL)


def _difference(package: str, wanted: str) -> str:
    try:
        actual = version(package)
    except PackageNotFoundError:
        return f"{package} 没有安装"
    return "" if actual == wanted else f"{package} 是 {actual}，锁定的是 {wanted}"


def check_pango() -> Check:
    """排版程序库 Pango。"""
    name = "Pango"
    library = _load("libpango-1.0.so.0")
    if not (library and _load("libpangoft2-1.0.so.0")):
        return Check(name, Verdict.FAIL, "没有安装，不能生成 PDF", _INSTALL_LIBRARIES)
    library.pango_version_string.restype = ctypes.c_char_p
    text = library.pango_version_string().decode()
    if tuple(map(int, text.split(".")[:2])) < MINIMUM_PANGO:
        return Check(name, Verdict.FAIL, f"{text}，需要 1.44 或更高版本", "升级操作系统，或换一台电脑。")
    return Check(name, Verdict.OK, text)


def check_font_subsetter() -> Check:
    """字体裁剪程序库 harfbuzz-subset。"""
    if _load("libharfbuzz-subset.so.0"):
        return Check("harfbuzz-subset", Verdict.OK, "已安装")
    return Check("harfbuzz-subset", Verdict.WARN, "没有安装，生成 PDF 要慢十几倍", _INSTALL_LIBRARIES)


def _load(library: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(library)
    except OSError:
        return None


def check_fonts(office_dir: Path | None, inputs: Path) -> list[Check]:
    """五种字体在 PDF 里用哪个文件、缺哪些字，在 Word 文件里写什么名称；以及没有用上的字体文件。"""
    try:
        fonts = resolve_fonts(office_dir)
    except RenderError as error:
        return [Check("字体", Verdict.FAIL, str(error).splitlines()[0], "重新取得完整的程序文件。")]
    names = _office_names(inputs)
    rare = "、".join(f"{face.name}（{face.origin}）" for face in fonts.supplements)
    return [
        *(_font_check(fonts.faces[role], names.get(role, "")) for role in Role),
        Check("字体·补字", Verdict.OK, f"以上字体没有的字依次由 {rare}补"),
        *_rejections(fonts),
    ]


def _office_names(inputs: Path) -> Mapping[str, str]:
    """方案设置的 Word 字体名；设置读不出来的为空，由别的命令说明。"""
    try:
        return load_scheme(inputs).fonts
    except UsageError:
        return {}


def _font_check(faces: Sequence[Face], office_name: str) -> Check:
    """一种字体；``faces`` 是首选和补字的字体，``office_name`` 是 Word 文件写的名称。"""
    first = faces[0]
    name = f"字体·{first.role}"
    word = f"Word 文件写“{office_name}”" if office_name else f"Word 文件的字体名没有读出，见 {SCHEME_FILE}"
    text = f"PDF 用 {first.name}（{first.origin}，{first.path.name}），{_lacking(faces)}；{word}"
    if _han("gb2312") - code_points(first.path):
        return Check(name, Verdict.WARN, text, "常用字不全，一行字会有两种字形；换一个字数齐全的字体文件。")
    if first.origin == SHIPPED:
        text += "；要用单位的字体，见 fonts/说明.txt"
    return Check(name, Verdict.OK, text)


def _lacking(faces: Sequence[Face]) -> str:
    """首选字体缺多少汉字，由谁补。"""
    basic, wide = (_han(codec) - code_points(faces[0].path) for codec in ("gb2312", "gbk"))
    if not wide:
        return "GBK 的汉字齐全"
    helpers = dict.fromkeys(face.name for face in faces[1:] if wide & code_points(face.path))
    parts = f"GB2312 的汉字{f'缺{len(basic)}个' if basic else '齐全'}，GBK 的缺{len(wide)}个"
    return f"{parts}，由 {'、'.join(helpers)} 补"


@lru_cache(maxsize=2)
def _han(codec: str) -> frozenset[int]:
    """字符集的汉字：gb2312 有 6763 个，gbk 有 20902 个。"""
    return frozenset(code for code in range(0x4E00, 0xA000) if chr(code).encode(codec, "ignore"))


def _rejections(fonts: FontSet) -> Iterator[Check]:
    for rejected in fonts.rejected:
        remedy = "换一个字体文件；不换也能运行，另用别的字体。"
        yield Check("字体·未用", Verdict.WARN, f"{rejected.path.name}：{rejected.reason}", remedy)


def check_office_suite() -> Check:
    """LibreOffice：生成公文用不着，测试和预览 DOCX 才用。"""
    command = shutil.which("soffice") or shutil.which("libreoffice")
    text = f"已安装（{command}）" if command else "没有安装；生成公文用不着，只有部分测试要用"
    return Check("LibreOffice", Verdict.OK, text)


def check_outputs(outputs: Path) -> Check:
    """成品文件夹能否写入；还不存在的看上一级。不留下任何文件。"""
    if outputs.is_file():
        return Check(
            "成品文件夹", Verdict.FAIL, f"{outputs} 是一个文件，不是文件夹", "把它改名，或用 --outputs 另指一个文件夹。"
        )
    folder = _existing(outputs)
    try:
        with tempfile.TemporaryFile(dir=folder):
            return Check("成品文件夹", Verdict.OK, f"{outputs} 可以写入")
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        remedy = f"请管理员给当前用户写入 {folder} 的权限，或用 --outputs 换一个文件夹。"
        return Check("成品文件夹", Verdict.FAIL, f"{outputs} 不能写入（{reason}）", remedy)


def check_free_space(outputs: Path) -> Check:
    """成品文件夹所在磁盘的剩余空间。"""
    free = shutil.disk_usage(_existing(outputs)).free
    text = f"剩余 {free // 1024**2} MB"
    if free >= MINIMUM_FREE:
        return Check("磁盘", Verdict.OK, text)
    return Check("磁盘", Verdict.WARN, f"{text}，可能不够", "清理磁盘，至少留出 500 MB。")


def _existing(folder: Path) -> Path:
    """``folder`` 或离它最近的已有上级文件夹。"""
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.is_dir())
