"""WordprocessingML 片段：文字、段落、图形各一个函数，返回 XML 文本。

Word 的尖括号只出现在 ``docx_*`` 各模块；属性元素的先后次序由调用处按架构书写，
``openxml-audit`` 的测试核对。长度单位在参数名中注明：``_mm`` 毫米，其余为缇（1/20 磅）。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from xml.sax.saxutils import escape

from reportgen.model.document import Change, Run, text_of
from reportgen.render.layout import EMU_PER_MM, TWIPS_PER_MM

_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}

XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: XML 1.0 不能表示的字符，写进去 Word 就打不开文件。
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = {"\t": "<w:tab/>", "\n": "<w:br/>"}

#: 修订标记，编号写成 0，全文写完后由 :func:`number_changes` 编号；不写真人和日期。
_CHANGE_TAGS = {Change.INSERTED: "w:ins", Change.DELETED: "w:del"}
_CHANGE_AUTHOR = "审阅稿"
_UNNUMBERED = re.compile('<(w:ins|w:del) w:id="0"')


def namespaces(*prefixes: str) -> str:
    """根元素的名字空间声明。"""
    return " ".join(f'xmlns:{prefix}="{_NAMESPACES[prefix]}"' for prefix in prefixes)


def twips(length_mm: float) -> int:
    """毫米化为缇。"""
    return round(length_mm * TWIPS_PER_MM)


def emu(length_mm: float) -> int:
    """毫米化为 EMU。"""
    return round(length_mm * EMU_PER_MM)


def xml_text(text: str) -> str:
    """元素内容；去掉 XML 容不下的控制字符。"""
    return escape(_ILLEGAL.sub("", text))


def xml_attribute(text: str) -> str:
    """属性值（不含引号）。"""
    return escape(_ILLEGAL.sub("", text), {'"': "&quot;", "\n": " ", "\t": " "})


def run(text: str, style: str = "", properties: str = "", tag: str = "w:t") -> str:
    """一段文字；空文字返回空串。制表符、换行写成 Word 的对应元素；``tag`` 是文字的元素。

    ``w:hint`` 写在每一段上：没有它，Word 用西文字体画 “” — … 等两可的标点。
    """
    if not text:
        return ""
    style_xml = f'<w:rStyle w:val="{style}"/>' if style else ""
    pieces = (_BREAKS.get(piece) or _piece(piece, tag) for piece in re.split("([\t\n])", text) if piece)
    return f'<w:r><w:rPr>{style_xml}<w:rFonts w:hint="eastAsia"/>{properties}</w:rPr>{"".join(pieces)}</w:r>'


def _piece(text: str, tag: str) -> str:
    return f'<{tag} xml:space="preserve">{xml_text(text)}</{tag}>'


def runs(parts: Iterable[Run], style: str = "") -> str:
    """连续的文字并成一段，便于在 Word 中查找和修改；审阅稿的增删写成修订。"""
    return "".join(
        _revised(text_of(group), style, change) if change else run(text_of(group), style)
        for change, group in groupby(parts, key=lambda part: part.change)
    )


def _revised(text: str, style: str, change: Change) -> str:
    tag = _CHANGE_TAGS[change]
    content = run(text, style, tag="w:delText" if change is Change.DELETED else "w:t")
    return f"{change_mark(change, is_open=True)}{content}</{tag}>" if content else ""


def change_mark(change: Change, *, is_open: bool = False) -> str:
    """修订标记的开始标签；``is_open`` 为假时自成一个元素，用在段落标记和表格行上。"""
    return f'<{_CHANGE_TAGS[change]} w:id="0" w:author="{_CHANGE_AUTHOR}"{"" if is_open else "/"}>'


def number_changes(xml: str) -> str:
    """给全文的修订编号，从 1 起；文字里的尖括号已经转义，不会认错。"""
    numbers = count(1)
    return _UNNUMBERED.sub(lambda match: f'<{match[1]} w:id="{next(numbers)}"', xml)


def whole_change(parts: Iterable[Run]) -> Change | None:
    """文字全是新增或全是删去的，是哪一种；没有文字或只有一部分的为 None。"""
    changes = {part.change for part in parts if part.text}
    return changes.pop() if len(changes) == 1 else None


def paragraph(style: str, content: str = "", properties: str = "", change: Change | None = None) -> str:
    """一个段落；``properties`` 是样式之外的段落属性，``change`` 是整段的新增或删去。"""
    mark = f"<w:rPr>{change_mark(change)}</w:rPr>" if change else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}{mark}</w:pPr>{content}</w:p>'


def spacing(line: int, before: int = 0, after: int = 0) -> str:
    """固定行距与段前、段后。"""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'


def page_field() -> str:
    """页码域。"""
    return f'<w:fldSimple w:instr=" PAGE ">{run("1")}</w:fldSimple>'


def rule_shape(shape_id: int, x_mm: float, y_mm: float, length_mm: float, weight_mm: float, color: str) -> str:
    """锚定在页面上的水平线；``y_mm`` 是线的中心。"""
    shape = (
        f"<wps:wsp><wps:cNvCnPr/><wps:spPr>{_frame(emu(length_mm), 0)}"
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{emu(weight_mm)}"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></a:ln>'
        "</wps:spPr><wps:bodyPr/></wps:wsp>"
    )
    return _anchor(shape_id, "红线", page_position(x_mm, y_mm), (emu(length_mm), 0), "<wp:wrapNone/>", shape)


def text_box(
    shape_id: int, name: str, position: str, width_mm: float, height_mm: float, content: str,
    *, wrap: str = "<wp:wrapNone/>", is_vertical: bool = False, foot_mm: float = 0.0,
) -> str:  # fmt: skip
    """锚定的无框文本框，文字自下边缘排起，离下边缘 ``foot_mm``；``is_vertical`` 时文字顺时针转 90 度。"""
    size = (emu(width_mm), emu(height_mm))
    flow = 'vert="vert" anchor="t"' if is_vertical else 'vert="horz" anchor="b"'
    shape = (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>{_frame(*size)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        f'<wps:bodyPr rot="0" wrap="square" lIns="0" tIns="0" rIns="0" bIns="{emu(foot_mm)}" {flow}>'
        "<a:noAutofit/></wps:bodyPr></wps:wsp>"
    )
    return _anchor(shape_id, name, position, size, wrap, shape)


def page_position(x_mm: float, y_mm: float) -> str:
    """从纸面左上角量起的位置。"""
    return (
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{emu(x_mm)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{emu(y_mm)}</wp:posOffset></wp:positionV>'
    )


#: 版心左下角。
TYPE_AREA_BOTTOM = (
    '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
    '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
)


def _frame(width: int, height: int) -> str:
    return f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _anchor(shape_id: int, name: str, position: str, size: tuple[int, int], wrap: str, shape: str) -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{shape_id}" behindDoc="0" '
        'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'{position}<wp:extent cx="{size[0]}" cy="{size[1]}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>{wrap}'
        f'<wp:docPr id="{shape_id}" name="{name}{shape_id}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_NAMESPACES["wps"]}">{shape}</a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


@dataclass(frozen=True, slots=True)
class BareCell:
    """无框表格的一格：段落、宽度、竖向对齐。"""

    content: str
    width: int
    align: str = "top"


def bare_table(cells: Sequence[BareCell], height: int, *, is_centred: bool = False) -> str:
    """没有框线、固定行高的一行表格，用来并排安放文字。"""
    centred = '<w:jc w:val="center"/>' if is_centred else ""
    columns = "".join(f'<w:gridCol w:w="{cell.width}"/>' for cell in cells)
    content = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{cell.width}" w:type="dxa"/><w:vAlign w:val="{cell.align}"/></w:tcPr>'
        f"{cell.content}</w:tc>"
        for cell in cells
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(cell.width for cell in cells)}" w:type="dxa"/>{centred}'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>{content}</w:tr></w:tbl>'
    )
