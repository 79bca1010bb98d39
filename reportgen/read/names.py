"""项目名称的认定：规范化之后必须完全一致，或在别名表中；从不猜测。"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.read.cells import Parsed
from reportgen.read.grid import Cell

#: 名称前后常见的标记。①②… 在兼容规范化时会变成数字，须先去掉。
_MARKS = re.compile(r"[★☆▲△●○◆◇■□※*\u2460-\u2473]")
_SERIAL = re.compile(r"^[0-9]{1,3}[.、)](?![0-9])")
_QUOTES = str.maketrans(
    dict.fromkeys("“”„‟〝〞＂‘’'「」『』", '"')
    | dict.fromkeys("×✕xX", "×")
    | {"【": "(", "】": ")", "〔": "(", "〕": ")"}
)
_MAX_SUGGESTIONS = 3


def normalise(name: str) -> str:
    """比对用的写法：去掉空白、零宽字符、★▲①和行首序号，统一全半角、括号、引号、乘号与大小写。

    >>> normalise("★废盐综合\\n利用（一期）") == normalise("废盐综合利用(一期)")
    True
    """
    shown = unicodedata.normalize("NFKC", _MARKS.sub("", name))
    visible = "".join(char for char in shown if not char.isspace() and unicodedata.category(char) != "Cf")
    return _SERIAL.sub("", visible).translate(_QUOTES).casefold()


@dataclass(frozen=True, slots=True)
class NameBook:
    """清单名称与别名。``names`` 是序号到清单写法，``keys`` 是规范写法到序号。"""

    names: Mapping[int, str]
    keys: Mapping[str, int]

    @classmethod
    def of(cls, names: Mapping[int, str], aliases: Mapping[str, int]) -> NameBook:
        """由清单名称和别名（原文到序号）建立；清单名称优先。"""
        keys = {normalise(alias): number for alias, number in aliases.items()}
        return cls(names, keys | {normalise(name): number for number, name in names.items()})

    def find(self, text: str) -> int | None:
        """名称对应的序号；不在清单也不是别名时为 None。"""
        return self.keys.get(normalise(text))

    def resolve(self, cell: Cell) -> Parsed[int]:
        """认定项目：写法不同的记 R104，不在清单的是 E117 并列出相近名称。"""
        number = self.find(cell.text)
        if number is None:
            return Parsed(None, (self._unknown(cell),))
        listed = self.names[number]
        if "".join(cell.text.split()) == "".join(listed.split()):
            return Parsed(number)
        return Parsed(number, (fault(cell.source, "R104", f"“{cell.text}”认定为“{listed}”。", new=listed),))

    def _unknown(self, cell: Cell) -> Finding:
        near = self.nearest(cell.text)
        hint = f"相近的有：{'、'.join(f'“{name}”' for name in near)}。" if near else ""
        fix = f"{hint}更正名称；确属同一项目的，在项目清单的“别名”表登记。"
        return fault(cell.source, "E117", f"项目“{cell.text}”不在清单。", fix)

    def nearest(self, text: str) -> tuple[str, ...]:
        """最相近的清单名称，至多三个，只供提示。"""
        found = difflib.get_close_matches(normalise(text), sorted(self.keys), _MAX_SUGGESTIONS, 0.4)
        return _unique(self.names[self.keys[key]] for key in found)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
