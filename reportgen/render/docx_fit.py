"""使 DOCX 的行断在 PDF 断的地方。

同样的字，两边有时断在不同处：PDF 里数字与单位不拆行，DOCX 没有不改动文字而能做到这一点的属性；
DOCX 的字距以整缇计；行末差一点时，两边的取舍也不同。
这里按字宽推算 DOCX 自然断在哪里，与 PDF 不同的行才调字距，使这一行恰好排满、断在同一处。
文字不变，段落照常编辑；改动文字以后，至多是原来调过的几个字略疏或略密。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby, pairwise, repeat

from reportgen.render import layout
from reportgen.render.fonts import Face, Role, resolve_fonts
from reportgen.render.ink import width_of
from reportgen.render.oxml import run, twips

#: 一段在 PDF 中的各行，行首行末的空格可有可无。
Lines = tuple[str, ...]

#: 首行缩进二字，以缇计（样式以字计，字距不算在内）。
FIRST_LINE = round(2 * layout.BODY_PT * 20)

_MEASURE = twips(layout.TYPE_AREA_WIDTH)
#: 调过的行比版心窄这么多（缇）：排不进下一个字，换用字宽略有出入的字体也不致溢出。
_MARGIN = 80
#: 推算的误差（缇）：余地少于前者的行按排不下计，差得不多于后者的字按排得下计。
_LEAST_SPARE, _DOUBT = 12, 40
#: 中西文相接处不计字距（LibreOffice，实测），行因此宽出一个字距。
_SCRIPT_CHANGE = -layout.DOCX_TRACKING_TWIPS
#: 一个字连同不能在行首的标点。
_HEAD = re.compile(r".[，。、；：？！）》」』】〕〗”’%％)]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """同一种字体的文字；``style`` 是它的字符样式，没有为空串。"""

    text: str
    role: Role = Role.FANGSONG
    style: str = ""


class LineFit:
    """按 PDF 的断行写 DOCX 的一段文字。"""

    def __init__(self, breaks: Iterable[Lines] = ()) -> None:
        """``breaks`` 是竖排页各段在 PDF 中的行；没有列出的段落不调字距。"""
        filled = (tuple(line for line in lines if line.strip()) for lines in breaks)
        self._lines: Mapping[str, Lines] = {_solid("".join(lines)): lines for lines in filled}

    def content(self, *parts: Part, indent: int = FIRST_LINE) -> str:
        """一段的内容，只在要调字距处分开；``indent`` 是首行缩进，缇。"""
        text = "".join(part.text for part in parts)
        if _solid(text) not in self._lines:
            return "".join(run(part.text, part.style) for part in parts)
        styles = (part.style for part in parts for _ in part.text)
        marked = zip(text, styles, self._changes(parts, indent), strict=True)
        return "".join(
            run("".join(char for char, *_ in group), style, _tracking(change))
            for (style, change), group in groupby(marked, key=lambda item: item[1:])
        )

    def _changes(self, parts: Sequence[Part], indent: int) -> Iterator[int]:
        """每个字另加的字距，缇。"""
        letters = [(char, part.role) for part in parts for char in part.text]
        text = "".join(char for char, _ in letters)
        for start, end in pairwise(self._cuts(text)):
            stop = len(text[:end].rstrip())
            spare = _MEASURE - (0 if start else indent) - _width(letters[start:stop])
            is_forced = "\n" in text[stop:end]
            following = 0.0 if is_forced else _width(letters[end : end + _head_length(text[end:])])
            yield from repeat(_change(spare, following, stop - start), end - start)

    def _cuts(self, text: str) -> tuple[int, ...]:
        """PDF 各行在 ``text`` 中的起点，和末行的终点。"""
        lines = self._lines[_solid(text)]
        places = [place for place, char in enumerate(text) if not char.isspace()]
        starts = accumulate(len(_solid(line)) for line in lines[:-1])
        return (0, *(places[start] for start in starts), len(text))


def _tracking(change: int) -> str:
    return f'<w:spacing w:val="{layout.DOCX_TRACKING_TWIPS + change}"/>' if change else ""


def _solid(text: str) -> str:
    """去掉空格的文字：PDF 的行末不留空格。"""
    return "".join(text.split())


def _change(spare: float, following: float, count: int) -> int:
    """使余 ``spare`` 缇的 ``count`` 个字排满一行所需另加的字距；自然就断在这里的为 0。

    ``following`` 是后面不可分的部分的宽，没有为 0。
    """
    takes_more = 0 < following <= spare + _DOUBT - _SCRIPT_CHANGE
    return int((spare - _MARGIN) // count) if takes_more or spare < _LEAST_SPARE else 0


def _head_length(text: str) -> int:
    """``text`` 开头几个字不可分。"""
    found = _HEAD.match(text)
    return found.end() if found else 0


def _width(letters: Sequence[tuple[str, Role]]) -> float:
    """排成一行的宽，缇。"""
    changes = sum(left.isascii() != right.isascii() for (left, _), (right, _) in pairwise(letters))
    return sum(_advance(*letter) for letter in letters) + _SCRIPT_CHANGE * changes


@lru_cache(maxsize=4096)
def _advance(char: str, role: Role) -> float:
    """一个字连同字距的宽，缇；量随程序的字体，成品因此不随本机的字体而变。"""
    return width_of(_faces(role), char, layout.BODY_PT) * layout.TWIPS_PER_MM + layout.DOCX_TRACKING_TWIPS


@lru_cache(maxsize=len(Role))
def _faces(role: Role) -> tuple[Face, ...]:
    return resolve_fonts(None, use_system=False).faces[role]
