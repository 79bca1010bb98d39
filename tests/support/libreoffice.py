"""用 LibreOffice 把 DOCX 转成 PDF，只用随程序的字体，不受本机设置影响。"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from reportgen.render.fonts import SHIPPED_FOLDER

_TIMEOUT_SECONDS = 300

#: 办公字体 → 随程序字体的族名和粗细。
_SUBSTITUTES = {
    "仿宋_GB2312": ("FandolFang R", "regular"),
    "仿宋": ("FandolFang R", "regular"),
    "楷体_GB2312": ("FandolKai", "regular"),
    "楷体": ("FandolKai", "regular"),
    "黑体": ("Noto Sans SC", "medium"),
    "宋体": ("Noto Serif SC", "regular"),
    "方正小标宋简体": ("Noto Serif SC", "bold"),
}


def find_soffice() -> str | None:
    """soffice 的路径；没有安装时为 None。"""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert_to_pdf(
    files: Sequence[Path], folder: Path, substitutes: Mapping[str, tuple[str, str]] = _SUBSTITUTES
) -> dict[Path, Path] | None:
    """一次转换若干文件，返回源文件到 PDF 的对应；没有安装 LibreOffice 时为 None。

    Args:
        folder: 空闲文件夹，放字体设置、LibreOffice 的用户设置和结果。
    Raises:
        RuntimeError: LibreOffice 没有写出某个文件。
    """
    soffice = find_soffice()
    if soffice is None:
        return None
    output = folder / "pdf"
    output.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "FONTCONFIG_FILE": str(_font_settings(folder, substitutes)), "LC_ALL": "C.UTF-8"}
    profile = (folder / "profile").resolve().as_uri()
    command = [
        soffice,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(output),
    ]
    done = subprocess.run(
        [*command, *map(str, files)], env=environment, capture_output=True, text=True, timeout=_TIMEOUT_SECONDS
    )
    results = {file: output / f"{file.stem}.pdf" for file in files}
    missing = [file.name for file, pdf in results.items() if not pdf.is_file()]
    if missing:
        raise RuntimeError(f"LibreOffice 没有转换 {'、'.join(missing)}：{done.stderr[-500:]}")
    return results


def _font_settings(folder: Path, substitutes: Mapping[str, tuple[str, str]]) -> Path:
    """字体设置文件：只列随程序的字体，并把办公字体名指到它们。"""
    rules = "".join(_rule(name, *target) for name, target in substitutes.items())
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{SHIPPED_FOLDER}</dir><cachedir>{folder.resolve() / 'font-cache'}</cachedir>{rules}</fontconfig>",
        encoding="utf-8",
    )
    return path


def _rule(name: str, family: str, weight: str) -> str:
    return (
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{family}</string></edit>'
        f'<edit name="weight" mode="assign"><const>{weight}</const></edit></match>'
    )
