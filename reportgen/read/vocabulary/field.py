"""一个字段：名称、填什么、表头的各种写法；以及各表通用的选项。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product


class Kind(StrEnum):
    """一栏填什么。"""

    MONEY = "金额"
    DATE = "日期"
    CHOICE = "选项"
    TEXT = "文字"
    NAME = "名称"
    PROCEDURE = "手续"
    FACTOR = "要素"


@dataclass(frozen=True, slots=True)
class Field:
    """一个字段。

    Attributes:
        words: 表头的各种写法，第一个用于消息。options: 选项的写法到值，只用于选项。
    """

    name: str
    kind: Kind
    words: tuple[str, ...]
    options: Mapping[str, bool | StrEnum] = field(default_factory=dict, hash=False, repr=False)

    @property
    def title(self) -> str:
        """印在消息里的栏目名称。"""
        return self.words[0]


def joined(*parts: Iterable[str]) -> tuple[str, ...]:
    """各部分依次相接的全部写法。"""
    return tuple("".join(words) for words in product(*parts))


#: 没有填报的各种写法（已转为半角）。
MISSING = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "无", "暂无", "待定", "未报", "未填"})

FLAGS: Mapping[str, bool] = {
    **dict.fromkeys(("是", "√", "✓", "✔", "Y", "已入库", "已入", "已纳入", "入库"), True),
    **dict.fromkeys(("否", "×", "✗", "✘", "X", "N", "未入库", "未入", "未纳入"), False),
}

PROJECT_NAME = Field(
    "name",
    Kind.NAME,
    ("项目名称", "项目", "项目名", "包保项目", "包保项目名称", "重大项目名称", "建设项目", "工程名称"),
)
