"""属性的叠加：文档默认值 → 表格样式 → 段落样式链 → 字符样式链 → 直接格式，再换算成 :mod:`look`。

主题字体胜过同一处写的字体名；写明字数的缩进胜过缇；悬挂与首行缩进互相取代。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from reportgen.conform.docx.look import SLOTS, Border, Length, ParagraphLook, RunLook
from reportgen.conform.docx.names import Element, attributes, find, find_all, is_on, local_name, number, value
from reportgen.conform.docx.numbering import Numbering

#: 属性名 → 属性 → 值，已按先后叠加。
Flat = dict[str, dict[str, str]]

#: 没有写明时为开的段落开关（架构的默认值）。
_ON_BY_DEFAULT = frozenset(("kinsoku", "overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid", "widowControl"))
_SWITCHES = (*_ON_BY_DEFAULT, "keepNext", "keepLines", "pageBreakBefore", "contextualSpacing")
_FIRST_INDENTS = ("hanging", "hangingChars", "firstLine", "firstLineChars")
_ALIGNMENTS = {"start": "left", "end": "right", "justify": "both", "thaiDistribute": "distribute"}
_DEFAULT_POINTS = 10.0
_LINE = 240.0


class Styles:
    """样式表。"""

    def __init__(self, styles: Element | None, theme: Element | None, numbering: Numbering) -> None:
        """``styles``、``theme`` 是两个部件的 XML，可以没有；``numbering`` 供编号自带的缩进。"""
        self._numbering = numbering
        items = find_all(styles, "w:style")
        self._items = {value(item, "w:styleId"): item for item in items}
        self._defaults = {
            value(item, "w:type"): value(item, "w:styleId") for item in items if is_on(value(item, "w:default") or "0")
        }
        self._run_defaults = find(styles, "w:docDefaults/w:rPrDefault/w:rPr")
        self._paragraph_defaults = find(styles, "w:docDefaults/w:pPrDefault/w:pPr")
        self._theme_fonts = _theme_fonts(theme)
        self._chain = lru_cache(maxsize=None)(self._find_chain)

    def name(self, style_id: str) -> str:
        """样式的显示名称。"""
        return value(find(self._items.get(style_id), "w:name"), default=style_id)

    def paragraph(self, properties: Element | None, table_style: str = "") -> ParagraphLook:
        """段落的样子；``properties`` 是它的 ``w:pPr``。"""
        style_id = value(find(properties, "w:pStyle")) or self._defaults.get("paragraph", "")
        layers = [self._paragraph_defaults, *self._layers(table_style, "w:pPr"), *self._layers(style_id, "w:pPr")]
        return _paragraph_look(self.name(style_id), self._flatten([*layers, properties]))

    def run(self, paragraph: Element | None, properties: Element | None, table_style: str = "") -> RunLook:
        """文字的样子；``paragraph`` 是所在段落的 ``w:pPr``，``properties`` 是它自己的 ``w:rPr``。"""
        style_id = value(find(paragraph, "w:pStyle")) or self._defaults.get("paragraph", "")
        character = value(find(properties, "w:rStyle")) or self._defaults.get("character", "")
        layers = [self._run_defaults, *self._layers(table_style, "w:rPr"), *self._layers(style_id, "w:rPr")]
        flat = self._flatten([*layers, *self._layers(character, "w:rPr"), properties])
        return self._run_look(flat)

    def table_borders(self, style_id: str) -> Mapping[str, Border]:
        """表格样式的边框。"""
        flat: Flat = {}
        for item in self._chain(style_id):
            _overlay(flat, find(item, "w:tblPr"))
        return borders(flat, "tblBorders")

    def _flatten(self, layers: Iterable[Element | None]) -> Flat:
        """各层属性叠加，后面的盖过前面的；编号自带的缩进盖过更下面各层，本层写的缩进又盖过它。"""
        flat: Flat = {}
        for layer in layers:
            listed = find(layer, "w:numPr")
            if listed is not None:
                level = int(number(value(find(listed, "w:ilvl"))))
                _overlay(flat, self._numbering.properties(value(find(listed, "w:numId")), level))
            _overlay(flat, layer)
        return flat

    def _layers(self, style_id: str, part: str) -> Iterator[Element | None]:
        return (find(item, part) for item in self._chain(style_id))

    def _find_chain(self, style_id: str) -> tuple[Element, ...]:
        """样式链，基准样式在前；循环引用到此为止。"""
        chain: list[Element] = []
        while (item := self._items.get(style_id)) is not None and item not in chain:
            chain.append(item)
            style_id = value(find(item, "w:basedOn"))
        return tuple(reversed(chain))

    def _run_look(self, flat: Flat) -> RunLook:
        chosen = flat.get("rFonts", {})
        themed = frozenset(slot for slot in SLOTS if _theme_key(slot) in chosen)
        fonts = {slot: self._font(chosen, slot) for slot in SLOTS}
        color = flat.get("color", {}).get("val", "auto")
        return RunLook(
            fonts=fonts,
            themed=themed,
            size=number(flat.get("sz", {}).get("val"), _DEFAULT_POINTS * 2) / 2,
            is_bold=_switch(flat, "b"),
            is_italic=_switch(flat, "i"),
            is_hidden=_switch(flat, "vanish"),
            color="" if color == "auto" else color.upper(),
            tracking=number(flat.get("spacing", {}).get("val")),
            scale=number(flat.get("w", {}).get("val"), 100),
            languages=flat.get("lang", {}),
        )

    def _font(self, chosen: Mapping[str, str], slot: str) -> str:
        theme = chosen.get(_theme_key(slot))
        return chosen.get(slot, "") if theme is None else self._theme_fonts.get(theme, "")


def _overlay(flat: Flat, layer: Element | None) -> None:
    """叠上一层；缩进、间距、字体、语言逐个属性叠加。"""
    for child in () if layer is None else layer:
        name = local_name(child)
        if name in ("pBdr", "tblBorders", "tabs", "numPr"):
            for item in child:
                key = value(item, "w:pos") if name == "tabs" else local_name(item)
                flat[f"{name}/{key}"] = attributes(item)
        elif name == "rFonts":
            _overlay_fonts(flat.setdefault(name, {}), attributes(child))
        elif name == "ind":
            _overlay_indents(flat.setdefault(name, {}), attributes(child))
        elif name in ("spacing", "lang"):
            flat[name] = flat.get(name, {}) | attributes(child)
        else:
            flat[name] = attributes(child)


def _overlay_fonts(below: dict[str, str], above: Mapping[str, str]) -> None:
    """一个位置是一项属性：上一层写了名称，下一层的主题就不算数。"""
    for slot in SLOTS:
        if slot in above or _theme_key(slot) in above:
            below.pop(slot, None)
            below.pop(_theme_key(slot), None)
    below.update(above)


def _overlay_indents(below: dict[str, str], above: Mapping[str, str]) -> None:
    renamed = {name.replace("start", "left").replace("end", "right"): text for name, text in above.items()}
    if any(name in renamed for name in _FIRST_INDENTS):
        opposite = "firstLine" if any(name.startswith("hanging") for name in renamed) else "hanging"
        below.pop(opposite, None)
        below.pop(f"{opposite}Chars", None)
    below.update(renamed)


def _theme_key(slot: str) -> str:
    return "cstheme" if slot == "cs" else f"{slot}Theme"


def _switch(flat: Flat, name: str, default: bool = False) -> bool:
    return is_on(flat[name].get("val", "1")) if name in flat else default


def _paragraph_look(style: str, flat: Flat) -> ParagraphLook:
    spacing, indents = flat.get("spacing", {}), flat.get("ind", {})
    align = flat.get("jc", {}).get("val", "left")
    outline = int(number(flat.get("outlineLvl", {}).get("val"), 9))
    return ParagraphLook(
        style=style,
        align=_ALIGNMENTS.get(align, align),
        left=_length(indents, "left"),
        right=_length(indents, "right"),
        first=_first_indent(indents),
        line=number(spacing.get("line"), _LINE),
        line_rule=spacing.get("lineRule", "auto"),
        before=_gap(spacing, "before"),
        after=_gap(spacing, "after"),
        outline=outline if outline < 9 else None,
        switches={name: _switch(flat, name, name in _ON_BY_DEFAULT) for name in _SWITCHES},
        borders=borders(flat, "pBdr"),
        tabs=tuple(
            (item.get("val", ""), number(item.get("pos"))) for name, item in flat.items() if name.startswith("tabs/")
        ),
        frame=flat.get("framePr"),
        list_id=flat.get("numPr/numId", {}).get("val", ""),
        list_level=int(number(flat.get("numPr/ilvl", {}).get("val"))),
    )


def _length(indents: Mapping[str, str], name: str) -> Length:
    chars = number(indents.get(f"{name}Chars")) / 100
    return Length(number(indents.get(name)), chars or None)


def _first_indent(indents: Mapping[str, str]) -> Length:
    hanging, first = _length(indents, "hanging"), _length(indents, "firstLine")
    if hanging.chars or (hanging.twips and not first.chars):
        return Length(-hanging.twips, None if hanging.chars is None else -hanging.chars)
    return first


def _gap(spacing: Mapping[str, str], name: str) -> float:
    """段前、段后；“自动”按网页的 14 磅。"""
    if is_on(spacing.get(f"{name}Autospacing")):
        return 280.0
    lines = number(spacing.get(f"{name}Lines")) / 100
    return lines * _LINE if lines else number(spacing.get(name))


def borders(flat: Flat, group: str) -> dict[str, Border]:
    """``group``（pBdr、tblBorders）各边的边框。"""
    prefix = f"{group}/"
    return {
        name.removeprefix(prefix): Border(
            item.get("val", ""), number(item.get("sz")), _color(item.get("color", "")), number(item.get("space"))
        )
        for name, item in flat.items()
        if name.startswith(prefix)
    }


def _color(text: str) -> str:
    return "" if text == "auto" else text.upper()


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """主题字体的名称：东亚字体空着的取简体中文（Hans）的一个。"""
    found: dict[str, str] = {}
    for group in ("major", "minor"):
        fonts = find(theme, f"a:themeElements/a:fontScheme/a:{group}Font")
        latin, east, complex_ = (value(find(fonts, f"a:{slot}"), "typeface") for slot in ("latin", "ea", "cs"))
        hans = next((item for item in find_all(fonts, "a:font") if item.get("script") == "Hans"), None)
        found |= {f"{group}HAnsi": latin, f"{group}Ascii": latin, f"{group}Bidi": complex_}
        found[f"{group}EastAsia"] = east or value(hans, "typeface")
    return found
