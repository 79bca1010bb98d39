"""手写 XML 的 DOCX：别的软件会写、本系统不写的样子。"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOT = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
#: 部件的种类 → 根元素。
_ELEMENTS = {
    "styles": "w:styles",
    "settings": "w:settings",
    "numbering": "w:numbering",
    "theme": "a:theme",
    "footer": "w:ftr",
    "header": "w:hdr",
}
#: A4、37/35/28/26 毫米的节。
SECTION = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1446" w:gutter="0"/>'
)


def raw_docx(body: str, section: str = SECTION, parts: Mapping[str, str] | None = None) -> bytes:
    """DOCX。

    Args:
        body: 正文的 XML。section: 最后一节的页面设置。
        parts: 部件名称（``styles``、``footer1``……，也是关系标识）→ 根元素里的 XML。
    """
    parts = parts or {}
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in parts
    )
    files = {
        "_rels/.rels": _relations(f'<Relationship Id="m" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"<w:document {_ROOT}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(relations),
    }
    for name, content in parts.items():
        element = _ELEMENTS[name.rstrip("0123456789")]
        files[f"word/{name}.xml"] = f"<{element} {_ROOT}>{content}</{element}>"
    return zipped(files)


def zipped(files: Mapping[str, str]) -> bytes:
    """打成文件包。"""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in files.items():
            target.writestr(name, content)
    return buffer.getvalue()


def para(text: str, properties: str = "", run: str = "") -> str:
    """一个段落：``properties`` 是段落属性，``run`` 是文字属性。"""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def style(style_id: str, content: str, kind: str = "paragraph", *, is_default: bool = False) -> str:
    """一个样式。"""
    default = ' w:default="1"' if is_default else ""
    return f'<w:style w:type="{kind}"{default} w:styleId="{style_id}"><w:name w:val="{style_id}"/>{content}</w:style>'


def _relations(content: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}">{content}</Relationships>'
