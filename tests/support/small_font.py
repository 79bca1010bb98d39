"""测试用的小字体。"""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen


def write_font(path: Path, family: str, characters: str = "一二三", fs_type: int = 0) -> Path:
    """写一个只有空白字形的小字体。"""
    cmap = {ord(char): f"uni{ord(char):04X}" for char in characters}
    glyphs = [".notdef", *cmap.values()]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap(cmap)
    empty = T2CharStringPen(1000, None).getCharString()
    builder.setupCFF("Small", {}, {name: empty for name in glyphs}, {})
    builder.setupHorizontalMetrics({name: (1000, 0) for name in glyphs})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": {"zh": family, "en": family}, "styleName": "Regular"})
    builder.setupOS2(fsType=fs_type)
    builder.setupPost()
    builder.save(path)
    return path
