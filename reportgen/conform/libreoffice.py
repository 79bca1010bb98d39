"""用 LibreOffice 把 DOCX 排成 PDF：自带的用户设置和字体设置，不受本机影响，也不影响正开着的 LibreOffice。

办公字体（仿宋_GB2312 等）多半没有装，由调用处给出各个字体名用哪个文件。
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from reportgen.errors import ReportgenError

_TIMEOUT_SECONDS = 300
#: OS/2 的粗细等级 → fontconfig 的粗细。
_WEIGHTS = ((250, 40), (300, 50), (350, 55), (400, 80), (500, 100), (600, 180), (700, 200), (1000, 210))
#: LibreOffice 7.4 不理会“中西文间距不自动调整”和“标点不悬挂”，在中间格式里改过来。
_STRICT = (
    (re.compile(rb'style:text-autospace="[^"]*"'), b'style:text-autospace="none"'),
    (re.compile(rb'style:punctuation-wrap="[^"]*"'), b'style:punctuation-wrap="simple"'),
)


class ConversionError(ReportgenError):
    """LibreOffice 没有写出 PDF。"""


def find_soffice() -> str | None:
    """soffice 的路径；没有安装时为 None。"""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert_to_pdf(
    files: Sequence[Path], folder: Path, fonts: Mapping[str, Path], *, is_strict: bool = False
) -> dict[Path, Path] | None:
    """一次转换若干文件，返回源文件到 PDF 的对应；没有安装 LibreOffice 时为 None。

    Args:
        folder: 空闲文件夹，放字体设置、用户设置和结果。
        fonts: 文件里写的字体名 → 用来显示它的字体文件；只用得到这些文件及同一文件夹里的字体。
        is_strict: 先转成中间格式，关掉自动加的中西文间距和标点悬挂，回行更近于 Word；多一次转换的时间。
    Raises:
        ConversionError: LibreOffice 没有写出某个文件，或超过时限。
    """
    soffice = find_soffice()
    if soffice is None:
        return None
    folder = folder.resolve()
    environment = {**os.environ, "FONTCONFIG_FILE": str(_font_settings(folder, fonts)), "LC_ALL": "C.UTF-8"}
    command = (soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to")
    copies = _copies(files, folder / "input")
    if is_strict:
        copies = _convert(command, "fodt", copies, folder / "strict", environment)
        for copy in copies:
            _make_strict(copy)
    made = _convert(command, "pdf", copies, folder / "pdf", environment)
    return dict(zip(files, made, strict=True))


def _copies(files: Iterable[Path], folder: Path) -> list[Path]:
    """编了号的副本：原名可能重复，或含有 LibreOffice 当作选项的字符。"""
    folder.mkdir(parents=True, exist_ok=True)
    copies = []
    for index, file in enumerate(files, 1):
        copies.append(folder / f"{index}{file.suffix}")
        shutil.copyfile(file, copies[-1])
    return copies


def _convert(
    command: Sequence[str], kind: str, files: Sequence[Path], output: Path, environment: Mapping[str, str]
) -> list[Path]:
    output.mkdir(exist_ok=True)
    message = _run([*command, kind, "--outdir", str(output), *map(str, files)], environment)
    results = [output / f"{file.stem}.{kind}" for file in files]
    missing = [file.name for file, made in zip(files, results, strict=True) if not made.is_file()]
    if missing:
        raise ConversionError(f"LibreOffice 没有转换 {'、'.join(missing)}：{message[-500:]}")
    return results


def _run(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """运行到结束，返回它的消息；超时把它和它的子进程一起结束。"""
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            return process.communicate(timeout=_TIMEOUT_SECONDS)[1]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise ConversionError(f"LibreOffice 过了 {_TIMEOUT_SECONDS} 秒没有转完") from None


def _make_strict(file: Path) -> None:
    data = file.read_bytes()
    for pattern, replacement in _STRICT:
        data = pattern.sub(replacement, data)
    file.write_bytes(data)


def _font_settings(folder: Path, fonts: Mapping[str, Path]) -> Path:
    """字体设置文件：只列所给字体的文件夹，并把文件里写的字体名指到它们。"""
    folders = "".join(
        f"<dir>{escape(str(one))}</dir>" for one in sorted({file.resolve().parent for file in fonts.values()})
    )
    rules = "".join(_rule(name, *_family(file)) for name, file in fonts.items())
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"{folders}<cachedir>{escape(str(folder / 'font-cache'))}</cachedir>{rules}</fontconfig>",
        encoding="utf-8",
    )
    return path


def _family(file: Path) -> tuple[str, int]:
    """字体文件的家族名和 fontconfig 的粗细。"""
    from fontTools.ttLib import TTFont

    with file.open("rb") as stream, TTFont(stream, lazy=True, fontNumber=0) as font:
        name = font["name"].getDebugName(1) or file.stem
        grade = font["OS/2"].usWeightClass
    return str(name), next(weight for limit, weight in _WEIGHTS if grade <= limit)


def _rule(name: str, family: str, weight: int) -> str:
    return (
        f'<match target="pattern"><test name="family"><string>{escape(name)}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{escape(family)}</string></edit>'
        f'<edit name="weight" mode="assign"><int>{weight}</int></edit></match>'
    )
