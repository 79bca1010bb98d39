"""能印进公文的值：指标、带出处的文字、由它们组成的词句；除此之外一律拒绝。

数字没有出处就不能印：裸的数、空值、列表填进公文稿都是错误。
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import SupportsIndex

from jinja2 import Undefined

from reportgen.model.assessment import Figure
from reportgen.model.document import Origin, Run, Runs, text_of


class Misuse(ValueError):
    """公文稿用错了值或助词；环境捕获后补上模板和行号，成为 TemplateError。"""

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


class Quoted(str):
    """取自单元格的文字，记得出处；与别的文字相加得 :class:`Phrase`。"""

    origin: Origin

    def __new__(cls, text: str, origin: Origin) -> Quoted:
        quoted = super().__new__(cls, text)
        quoted.origin = origin
        return quoted

    def __getnewargs__(self) -> tuple[str, Origin]:  # type: ignore[override]
        return str(self), self.origin

    def __getitem__(self, key: SupportsIndex | slice) -> Quoted:
        return Quoted(super().__getitem__(key), self.origin)

    def __add__(self, other: object) -> Phrase:  # type: ignore[override]
        return Phrase.of(self, other)

    def __radd__(self, other: object) -> Phrase:
        return Phrase.of(other, self)


class Ordinal(str):
    """公文稿有意生成的序号（``中文数``、``序号``）：放在行首可作层次序号。"""


class Rendered(str):
    """宏或 ``{% set %}`` 块已经排好的一段公文稿，不是数据，原样通过。"""


@dataclass(frozen=True, slots=True)
class Phrase:
    """一段词句：文字与指标相间，各自保留出处。"""

    runs: Runs = ()

    @classmethod
    def of(cls, *parts: object) -> Phrase:
        """依次连接若干值。

        Raises:
            Misuse: 其中有不能印出的值。
        """
        return cls(tuple(run for part in parts for run in runs_of(part)))

    @property
    def text(self) -> str:
        """纯文字。"""
        return text_of(self.runs)

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.runs)

    def __add__(self, other: object) -> Phrase:
        return Phrase.of(self, other)

    def __radd__(self, other: object) -> Phrase:
        return Phrase.of(other, self)

    def join(self, items: Iterable[object]) -> Phrase:
        """以本词句为间隔，连接 ``items``。"""
        joined = Phrase()
        for index, item in enumerate(items):
            joined = Phrase.of(joined, self, item) if index else Phrase.of(item)
        return joined


def origin_of(figure: Figure) -> Origin:
    """指标的来历。"""
    return Origin(figure.key, figure.sources)


def runs_of(value: object) -> Runs:
    """把一个值变成可以印出的文字；空文字得空组。

    Raises:
        Misuse: 不是能印的类型，或含有不能印的字符。
        jinja2.UndefinedError: 没有的名称。
    """
    match value:
        case Phrase():
            return value.runs
        case Figure():
            return _run(value.printed, origin_of(value))
        case Quoted():
            return _run(str(value), value.origin)
        case Rendered():
            raise Misuse("宏和 {% set %} 块的结果已经排好，不能再作助词的参数或与别的文字相加", "直接写 {{ 宏名() }}。")
        case str():
            return _run(str(value), None)
        case bool() | int() | float() | Decimal():
            raise Misuse(
                f"数字没有出处：{value} 不是指标，不能印出",
                "改用带出处的指标；循环次序用 | 序号 或 | 中文数。",
            )
        case None:
            raise Misuse("这里的值是空的，没有可印的文字", "先用 {% if … %} 判断，另写一句。")
        case Undefined():
            value._fail_with_undefined_error()
        case list() | tuple() | dict() | set() | frozenset():
            raise Misuse("这里是一组值，不能直接印出", "用 | 顿号 连成一句，或用 {% for %} 逐个写。")
        case _:
            raise Misuse(f"这里是一条记录（{type(value).__name__}），不能直接印出", "写明要印它的哪一项，如 p.名称。")


def _run(text: str, origin: Origin | None) -> Runs:
    """换行与制表符换成一个全角空格；控制字符、残缺的代理字符拒绝。"""
    joined = "　".join(part for part in _lines(text) if part)
    for char in joined:
        if is_unprintable(char):
            raise Misuse(
                f"{_place(origin)}文字“{_visible(joined)}”含有不能印刷的字符 U+{ord(char):04X}",
                "在原单元格中删去这个字符后重新填写。",
            )
    return (Run(joined, origin),) if joined else ()


def _lines(text: str) -> list[str]:
    for breaker in "\r\t\u2028\u2029":
        text = text.replace(breaker, "\n")
    return text.split("\n")


def is_unprintable(char: str) -> bool:
    """是否控制字符、残缺的代理字符或非字符码位。"""
    return unicodedata.category(char) in {"Cc", "Cs"} or ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef"


def _place(origin: Origin | None) -> str:
    return f"{origin.sources[0]} 的" if origin and origin.sources else ""


def _visible(text: str) -> str:
    """供消息引用：不可印的字符换成替代符，太长的截去。"""
    shown = "".join("�" if is_unprintable(char) else char for char in text)
    return f"{shown[:20]}…" if len(shown) > 20 else shown
