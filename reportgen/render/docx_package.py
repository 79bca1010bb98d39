"""DOCX 文件包：只含本文件自己的部件，同样的内容得到同样的字节。

不用 python-docx 的默认模板：模板带有过时的样式副本、缩略图、主题字体和 2013 年的日期。
部件之间的关系、内容类型由 python-docx 的 OPC 对象写出。
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from reportgen.render.docx_theme import theme_xml
from reportgen.render.oxml import XML_HEAD, namespaces, xml_text

#: ZIP 能记的最早日期；真正的时间不写入，以免每次运行字节不同。
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)

_SETTINGS = (
    '<w:zoom w:percent="100"/>{mirror}<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    "<w:compat><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>{modes}</w:compat>"
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
)

#: Word 2013 以后的排版规则；没有这几项时 Word 按“兼容模式”打开。
_MODES = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """文件包中的一个部件。

    Attributes:
        rel_id: 所属部件引用它的关系标识。relation: 关系类型。
        name: 包内路径，如 ``/word/header1.xml``。children: 它自己引用的部件。
    """

    rel_id: str
    relation: str
    name: str
    content_type: str
    data: bytes
    children: tuple[Piece, ...] = ()


def build_package(
    title: str, document: bytes, styles: bytes, fonts: bytes, pieces: Iterable[Piece], *, is_mirrored: bool
) -> bytes:
    """组装 DOCX。

    Args:
        title: 文件属性中的标题。
        document、styles、fonts: 正文、样式表、字体表的 XML。
        pieces: 正文引用的页眉、页脚、图表。
        is_mirrored: 双页的左右页边对调。
    """
    modes = "".join(_compatibility(name, value) for name, value in _MODES.items())
    settings = _SETTINGS.format(modes=modes, mirror="<w:mirrorMargins/>" if is_mirrored else "")
    common = (
        Piece("rIdStyles", RT.STYLES, "/word/styles.xml", CT.WML_STYLES, styles),
        Piece("rIdSettings", RT.SETTINGS, "/word/settings.xml", CT.WML_SETTINGS, _settings(settings)),
        Piece("rIdFonts", RT.FONT_TABLE, "/word/fontTable.xml", CT.WML_FONT_TABLE, fonts),
        Piece("rIdTheme", RT.THEME, "/word/theme/theme1.xml", CT.OFC_THEME, theme_xml()),
    )
    main = Piece("rId1", RT.OFFICE_DOCUMENT, "/word/document.xml", CT.WML_DOCUMENT_MAIN, document, (*common, *pieces))
    properties = Piece(
        "rId2", RT.CORE_PROPERTIES, "/docProps/core.xml", CT.OPC_CORE_PROPERTIES, _core_properties(title)
    )
    package = Package()
    for piece in (main, properties):
        package.load_rel(piece.relation, _part(package, piece), piece.rel_id)
    buffer = io.BytesIO()
    package.save(buffer)
    return canonical_zip(buffer.getvalue())


def canonical_zip(data: bytes) -> bytes:
    """重新打包：成员按名称排序，日期固定。"""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in sorted(source.namelist()):
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            target.writestr(member, source.read(name))
    return buffer.getvalue()


def _part(package: Package, piece: Piece) -> Part:
    part = Part(PackURI(piece.name), piece.content_type, piece.data, package)
    for child in piece.children:
        part.load_rel(child.relation, _part(package, child), child.rel_id)
    return part


def _settings(content: str) -> bytes:
    return f"{XML_HEAD}<w:settings {namespaces('w')}>{content}</w:settings>".encode()


def _compatibility(name: str, value: int) -> str:
    return f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'


def _core_properties(title: str) -> bytes:
    """文件属性：只有标题和语言，不写作者和时间。"""
    return (
        f'{XML_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{xml_text(title)}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>"
    ).encode()
