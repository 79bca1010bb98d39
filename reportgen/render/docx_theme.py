"""DOCX 的主题部件：Word 要求有，样式一概不引用它，故只写架构规定的最少内容，全部黑白灰。"""

from __future__ import annotations

from reportgen.render.oxml import XML_HEAD, namespaces

_COLORS = {
    **{"dk1": "000000", "lt1": "FFFFFF", "dk2": "404040", "lt2": "F2F2F2"},
    **{
        f"accent{index}": grey
        for index, grey in enumerate(("505050", "C8C8C8", "7F7F7F", "A6A6A6", "262626", "D9D9D9"), 1)
    },
    **{"hlink": "000000", "folHlink": "000000"},
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_FACES = '<a:latin typeface=""/><a:ea typeface=""/><a:cs typeface=""/>'


def theme_xml() -> bytes:
    """``word/theme/theme1.xml``。"""
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLORS.items())
    return (
        f'{XML_HEAD}<a:theme {namespaces("a")} name="公文"><a:themeElements>'
        f'<a:clrScheme name="公文">{colors}</a:clrScheme>'
        f'<a:fontScheme name="公文"><a:majorFont>{_FACES}</a:majorFont>'
        f"<a:minorFont>{_FACES}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="公文"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    ).encode()
