"""读公文稿文件：编码、不许出现的字符、前置部分与正文的分界。"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportgen.compose.marks import MASK
from reportgen.compose.values import is_unprintable
from reportgen.errors import TemplateError

_FENCE = "---"


@dataclass(frozen=True, slots=True)
class PaperSource:
    """一份公文稿的原文。

    ``front`` 是两条 ``---`` 之间的文字（从第2行起），没有时为 None；
    ``body`` 把前置部分换成等数的空行，因此行号不变。
    """

    name: str
    front: str | None
    body: str


def read_source(path: Path) -> PaperSource:
    """读一份公文稿。

    Raises:
        TemplateError: 不是 UTF-8、含有不许出现的字符，或前置部分没有结束。
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TemplateError(path.name, line, "不是 UTF-8 编码", "用记事本打开，另存为 UTF-8 编码。") from None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, checked in enumerate(lines, 1):
        _check_characters(path.name, number, checked)
    if lines[0].rstrip() != _FENCE:
        return PaperSource(path.name, None, "\n".join(lines))
    fences = [index for index, line in enumerate(lines) if line.rstrip() == _FENCE]
    if len(fences) < 2:
        raise TemplateError(path.name, 1, "前置部分没有结束", "在正文之前另起一行写三个减号“---”。")
    end = fences[1]
    body = [""] * (end + 1) + lines[end + 1 :]
    return PaperSource(path.name, "\n".join(lines[1:end]), "\n".join(body))


def _check_characters(name: str, number: int, line: str) -> None:
    """控制字符、私用区字符（程序用作记号）和占位字符都不许写进公文稿。"""
    for char in line:
        if char != "\t" and (
            is_unprintable(char) or "\ue000" <= char <= "\uf8ff" or char in {MASK, "\u2028", "\u2029"}
        ):
            raise TemplateError(name, number, f"含有不许使用的字符 U+{ord(char):04X}", "删去这个字符。")
