"""渲染过程中的记号：填入的值只留编号，文字不经过模板；每行记得自己的模板和行号。

记号用私用区字符，公文稿自己的文字里不许出现，见 :mod:`reportgen.compose.source`。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reportgen.compose.values import Ordinal, runs_of
from reportgen.errors import TemplateError
from reportgen.model.document import Origin, Run, Runs

_VALUE, _LINE, _END = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_VALUE}(\\d+){_END}|{_LINE}(\\d+):(\\d+){_END}")

#: 在 :attr:`Line.shape` 中代替填入文字的占位字符。
MASK = "\ufffc"

_BLANKS = " \t　\u00a0"


@dataclass(frozen=True, slots=True)
class Piece:
    """一行中的一段；``is_inert`` 表示填入的值，永远不会成为结构。"""

    text: str
    origin: Origin | None = None
    is_inert: bool = False


@dataclass
class Insertions:
    """一次渲染中填入的全部值；``names`` 是公文稿可用的名称，供提示相近者。"""

    names: tuple[str, ...] = ()
    pieces: list[Piece] = field(default_factory=list)

    def mark(self, value: object) -> str:
        """登记一个值，返回它的记号。

        Raises:
            Misuse: 不能印的值。
        """
        if isinstance(value, Ordinal):
            return self._add(Piece(str(value)))
        return "".join(self._add(Piece(run.text, run.origin, is_inert=True)) for run in runs_of(value))

    def _add(self, piece: Piece) -> str:
        self.pieces.append(piece)
        return f"{_VALUE}{len(self.pieces) - 1}{_END}"


def line_mark(template: int, line: int) -> str:
    """行号记号；``template`` 是模板在环境中的编号。"""
    return f"{_LINE}{template}:{line}{_END}"


@dataclass(frozen=True)
class Line:
    """渲染后的一行；``number`` 是模板中的行号。"""

    template: str
    number: int
    pieces: tuple[Piece, ...]

    @cached_property
    def text(self) -> str:
        """纯文字。"""
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def shape(self) -> str:
        """与 ``text`` 等长，填入的字都换成占位字符：结构只从这里认。"""
        return "".join(MASK * len(piece.text) if piece.is_inert else piece.text for piece in self.pieces)

    def cut(self, start: int, end: int | None = None) -> Line:
        """第 start 至 end 字（按 ``text`` 计），去掉首尾空白。"""
        return self._cut(start, end, _BLANKS)

    def trimmed(self) -> Line:
        """去掉首尾的半角空白；全角空格留着，可作手写的空位。"""
        return self._cut(0, None, " \t")

    def _cut(self, start: int, end: int | None, blanks: str) -> Line:
        inner = self.shape[start:end]
        start += len(inner) - len(inner.lstrip(blanks))
        return Line(self.template, self.number, _slice(self.pieces, start, start + len(inner.strip(blanks))))

    @property
    def runs(self) -> Runs:
        """文字与来历；公文稿自己的文字相邻的并为一段。"""
        return merged_runs(Run(piece.text, piece.origin) for piece in self.pieces)

    def error(self, message: str, fix: str = "") -> TemplateError:
        """本行的差错。"""
        return TemplateError(self.template, self.number, message, fix)


def merged_runs(runs: Iterable[Run]) -> Runs:
    """没有来历的文字相邻的并为一段。"""
    merged: list[Run] = []
    for run in runs:
        if merged and merged[-1].origin is None and run.origin is None:
            merged[-1] = Run(merged[-1].text + run.text)
        else:
            merged.append(run)
    return tuple(merged)


def read_lines(rendered: str, insertions: Insertions, templates: Sequence[str]) -> tuple[Line, ...]:
    """把渲染结果拆成行，去掉首尾的半角空白和空行；``templates`` 是各编号的模板名称。"""
    lines = (_line(raw, insertions, templates) for raw in rendered.split("\n"))
    return tuple(line for line in lines if line.pieces)


def _line(raw: str, insertions: Insertions, templates: Sequence[str]) -> Line:
    """行号取第一个可见字之前最后的记号：循环、宏在行首留下的记号都在它前面。"""
    template, number = "", 0
    pieces: list[Piece] = []
    for found in _tokens(raw, insertions):
        if isinstance(found, Piece):
            pieces.append(found)
        elif not any(piece.is_inert or piece.text.strip(_BLANKS) for piece in pieces):
            template, number = templates[found[0]], found[1]
    return Line(template, number, tuple(pieces)).trimmed()


def _tokens(raw: str, insertions: Insertions) -> Iterator[Piece | tuple[int, int]]:
    """依次给出文字与记号；行号记号为（模板编号，行号）。"""
    position = 0
    for match in _MARK.finditer(raw):
        if match.start() > position:
            yield Piece(raw[position : match.start()])
        yield insertions.pieces[int(match[1])] if match[1] else (int(match[2]), int(match[3]))
        position = match.end()
    if position < len(raw):
        yield Piece(raw[position:])


def _slice(pieces: Sequence[Piece], start: int, end: int) -> tuple[Piece, ...]:
    chosen = []
    for piece in pieces:
        text = piece.text[max(start, 0) : max(end, 0)]
        if text:
            chosen.append(Piece(text, piece.origin, piece.is_inert))
        start, end = start - len(piece.text), end - len(piece.text)
    return tuple(chosen)
