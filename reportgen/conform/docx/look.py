"""解析后的字符与段落属性：默认值、样式、直接格式都已叠加。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.conform.docx.names import mm_of_twips

#: 字体的四个位置。
SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


@dataclass(frozen=True, slots=True)
class RunLook:
    """一段文字的样子。

    Attributes:
        fonts: 四个位置的字体名，主题字体已化为实名。themed: 由主题决定的位置。
        size: 磅。color: 六位十六进制，自动色为空串。
        tracking: 字距，缇。scale: 横向缩放，百分数。
    """

    fonts: Mapping[str, str]
    themed: frozenset[str]
    size: float
    is_bold: bool
    is_italic: bool
    is_hidden: bool
    color: str
    tracking: float
    scale: float
    languages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Length:
    """缩进：以字计（``chars``，字数）或以缇计；写明字数的以字数为准。"""

    twips: float = 0.0
    chars: float | None = None

    def in_mm(self, size: float) -> float:
        """毫米；``size`` 是段落的字号，磅。"""
        return mm_of_twips(self.twips if self.chars is None else self.chars * size * 20)


@dataclass(frozen=True, slots=True)
class Border:
    """一条边框：``size`` 是八分之一磅，``space`` 是磅。"""

    style: str
    size: float
    color: str
    space: float

    @property
    def weight_mm(self) -> float:
        """粗细。"""
        return self.size / 8 * 25.4 / 72

    @property
    def is_drawn(self) -> bool:
        """画得出来。"""
        return self.style not in ("", "nil", "none") and self.size > 0


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """一个段落的样子。

    Attributes:
        style: 样式的显示名称。align: left、center、right、both、distribute。
        left、right、first: 左缩进、右缩进、首行缩进（悬挂为负）。
        line: 行距，缇；``line_rule`` 为 auto 时是 240 分之一行。before、after: 段前段后，缇。
        outline: 大纲级别，0 为最高，正文为 None。
        switches: keepNext、kinsoku、overflowPunct、autoSpaceDE、autoSpaceDN、snapToGrid、
            pageBreakBefore 等开关。
        borders: 边 → 边框。tabs: （对齐, 位置缇）。frame: 图文框属性，没有为 None。
        list_id、list_level: 自动编号，没有为空串。
    """

    style: str
    align: str
    left: Length
    right: Length
    first: Length
    line: float
    line_rule: str
    before: float
    after: float
    outline: int | None
    switches: Mapping[str, bool]
    borders: Mapping[str, Border]
    tabs: tuple[tuple[str, float], ...]
    frame: Mapping[str, str] | None
    list_id: str
    list_level: int

    @property
    def exact_line(self) -> float | None:
        """固定行距，缇；不是固定值的为 None。"""
        return self.line if self.line_rule == "exact" else None
