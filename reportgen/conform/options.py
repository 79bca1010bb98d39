"""核验的选项。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Profile(StrEnum):
    """版心的两种读法：BOX 量行框，22 个行高为 225 毫米；INK 量字的墨迹，首行字顶至末行字底为 225 毫米。"""

    BOX = "BOX"
    INK = "INK"


#: 各类字体的常用名称：小写，去掉空格、下划线和连字符后，名称含其一即属这一类；次序有关，先列的先认。
FONT_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "小标宋": ("小标宋", "xiaobiaosong", "xbsj", "xbs", "notoserifscbold"),
        "仿宋": ("仿宋", "fangsong", "simfang", "fandolfang", "fzfs", "stfangs", "cwtexfs", "zqfs"),
        "楷体": ("楷", "kai"),
        "黑体": ("黑体", "simhei", "heiti", "rghei", "fandolhei", "fzht", "stheiti", "notosanssc", "sourcehansans"),
        "宋体": ("宋体", "simsun", "rgsong", "fandolsong", "fzss", "stsong", "notoserifsc", "sourcehanserif"),
    }
)

#: 常被用来替代缺少的字体的字库，写法同上；用了它们就看不出原定的字体。
SUBSTITUTES = ("notosanscjk", "notoserifcjk", "dejavu", "wenquanyi", "droidsans", "arpl", "uming", "ukai", "liberation")


@dataclass(frozen=True, slots=True)
class Options:
    """核验的选项。

    Attributes:
        profile: 版心的读法，None 为由文件量得的行距和页边判断。
        is_even_page_required: 版记不在偶数页是否算不合格（7.4.1 的推算，默认只提示）。
        fonts: 字体的类别 → 属于这一类的名称，见 :data:`FONT_NAMES`。
    """

    profile: Profile | None = None
    is_even_page_required: bool = False
    fonts: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: FONT_NAMES)

    def font_role(self, name: str) -> str | None:
        """字体名称属于哪一类（仿宋、楷体、黑体、宋体、小标宋）；认不出的、可能是替代的为 None。"""
        key = name.split("+", 1)[-1].lower()
        for mark in " _-":
            key = key.replace(mark, "")
        if any(word in key for word in SUBSTITUTES):
            return None
        return next((role for role, words in self.fonts.items() if any(word in key for word in words)), None)
