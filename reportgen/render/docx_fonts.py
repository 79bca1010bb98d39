"""DOCX 的字体表，和各处指明字体的写法。"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.render.oxml import XML_HEAD, namespaces, xml_attribute

#: Windows 与常见字库中的别名，缺少前者时 Word 取后者。
_ALTERNATIVES = {
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "黑体": "SimHei",
    "宋体": "SimSun",
    "方正小标宋简体": "方正小标宋_GBK",
}


def font_table_xml(fonts: Mapping[str, str]) -> bytes:
    """``word/fontTable.xml``：声明中文字符集和别名，缺字体的计算机据此选替代字体。"""
    items = "".join(_font(name) for name in dict.fromkeys(fonts.values()))
    return f"{XML_HEAD}<w:fonts {namespaces('w')}>{items}</w:fonts>".encode()


def _font(name: str) -> str:
    alternative = _ALTERNATIVES.get(name)
    alternative_xml = f'<w:altName w:val="{alternative}"/>' if alternative else ""
    return (
        f'<w:font w:name="{xml_attribute(name)}">{alternative_xml}'
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
    )


def font_slots(name: str) -> str:
    """西文、东亚、复杂文种四个位置都指明，否则数字和标点会换成别的字体。"""
    value = xml_attribute(name)
    slots = " ".join(f'w:{slot}="{value}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f'<w:rFonts w:hint="eastAsia" {slots}/>'
