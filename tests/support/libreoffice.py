"""用 LibreOffice 把 DOCX 转成 PDF，办公字体用随程序的字体显示。"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportgen.conform.libreoffice import convert_to_pdf as convert
from reportgen.render.fonts import SHIPPED_FOLDER

#: 办公字体 → 随程序的字体文件。
FONTS = {
    name: SHIPPED_FOLDER / file
    for file, names in {
        "FandolFang-Regular.otf": ("仿宋_GB2312", "仿宋"),
        "FandolKai-Regular.otf": ("楷体_GB2312", "楷体"),
        "NotoSansSC-Medium.ttf": ("黑体",),
        "NotoSerifSC-Regular.ttf": ("宋体",),
        "NotoSerifSC-Bold.ttf": ("方正小标宋简体",),
    }.items()
    for name in names
}


def convert_to_pdf(files: Sequence[Path], folder: Path, *, is_strict: bool = False) -> dict[Path, Path] | None:
    """一次转换若干文件，返回源文件到 PDF 的对应；没有安装 LibreOffice 时为 None。

    Args:
        folder: 空闲文件夹。is_strict: 见 :func:`reportgen.conform.libreoffice.convert_to_pdf`。
    """
    return convert(files, folder, FONTS, is_strict=is_strict)
