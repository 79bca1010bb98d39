"""DOCX 的样式表：每种公文要素一个中文名称的样式，经办人改样式即改全文。

样式是一张表（:data:`STYLES`）；字号、行距、字距取自 ``layout``，依据见各行注明的条款。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from reportgen.render import layout
from reportgen.render.docx_fonts import font_slots
from reportgen.render.fonts import Role
from reportgen.render.oxml import XML_HEAD, namespaces, spacing, twips

RED = layout.RED.removeprefix("#")

#: 固定行距 L 的一行，Word 与 LibreOffice 都把基线放在行顶以下 0.8 L；汉字字面的上边缘约在
#: 基线上 0.845 字身，下边缘约在基线下 0.1 字身（小标宋、黑体、仿宋相近）。
BASELINE, INK_ABOVE, INK_BELOW = 0.8, 0.845, 0.1
#: 仿宋的发文字号：字面比小标宋矮，六角括号比汉字低。
NUMBER_ABOVE, NUMBER_BELOW = 0.8, 0.15


class Style(StrEnum):
    """样式标识；显示的中文名称见 :data:`STYLES`。"""

    NORMAL = "Normal"
    BODY = "Body"
    BLANK = "Blank"
    TITLE = "DocumentTitle"
    RECIPIENTS = "Recipients"
    HEADING_1 = "Heading1"
    HEADING_2 = "Heading2"
    HEADING_3 = "Heading3"
    HEADING_4 = "Heading4"
    ATTACHMENT_NOTE = "AttachmentNote"
    SIGNATURE = "Signature"
    DATE = "IssueDate"
    ATTACHMENT_LABEL = "AttachmentLabel"
    ATTACHMENT_TITLE = "AttachmentTitle"
    TABLE_TITLE = "TableTitle"
    TABLE_UNIT = "TableUnit"
    TABLE_HEAD = "TableHead"
    TABLE_CELL = "TableCell"
    FIGURE = "Figure"
    FIGURE_TITLE = "FigureTitle"
    NOTE = "Note"
    MARK = "IssuerMark"
    NUMBER = "DocumentNumber"
    REPORT_MARK = "ReportMark"
    REPORT_NUMBER = "ReportNumber"
    REPORT_ISSUER = "ReportIssuer"
    RED_RULE = "RedRule"
    COPY_NUMBER = "CopyNumber"
    SECRECY = "Secrecy"
    URGENCY = "Urgency"
    FILE_MARK = "FileMark"
    FILE_NUMBER = "FileNumber"
    SIGNERS = "Signers"
    OFFICE_TITLE = "OfficeTitle"
    ANNOTATION = "Annotation"
    ATTENDANCE = "Attendance"
    IMPRINT = "Imprint"
    PAGE_NUMBER = "PageNumber"
    STAMP = "PageStamp"
    SHEET_LINE = "SheetLine"
    THIN = "Thin"
    TABLE = "OfficialTable"


@dataclass(frozen=True, slots=True)
class Spec:
    """一个段落样式。

    Attributes:
        name: Word 中显示的名称；``heading 1`` 等是内置名称，导航窗格和目录认它。
        role: 字体。size: 磅。align: ``w:jc`` 的值。
        line: 固定行距（缇），0 为单倍，None 为正文的行距。
        first_chars: 首行缩进的字数。outline: 大纲级别，0 为最高，None 为正文。
        is_kept: 与下段同页。following: 回车后的样式。borders: 边框和制表位的 XML。
        indent: 左、右、悬挂缩进（缇）。
    """

    name: str
    role: Role
    size: float = layout.BODY_PT
    align: str = "both"
    line: int | None = None
    first_chars: int = 0
    outline: int | None = None
    is_kept: bool = False
    color: str = "000000"
    following: Style | None = None
    borders: str = ""
    indent: tuple[int, int, int] = (0, 0, 0)


#: 专报编发行：左、右各空一字，右端对齐的制表位。
_REPORT_ENDS = f'<w:tabs><w:tab w:val="right" w:pos="{twips(layout.TYPE_AREA_WIDTH - layout.CHAR_MM)}"/></w:tabs>'
_ONE_CHAR = round(layout.BODY_PT * 20)
#: 注：左空二字，回行与“注：”之后对齐。
_NOTE_INDENT = (round(layout.TABLE_UNIT_PT * 80), 0, round(layout.TABLE_UNIT_PT * 40))

#: 各小字样式的固定行距（缇），与 PDF 相同：表内 13.5 磅，单位和注 7 毫米，版记 7.2 毫米。
TABLE_LINE, SMALL_LINE, IMPRINT_LINE = 270, twips(7), twips(7.2)
STAMP_LINE = PAGE_NUMBER_LINE = round(layout.PAGE_NUMBER_PT * 20)
#: 信函标志的行距取字面放得下的最小值，使字面上边缘可以准确定位。
LETTER_MARK_LINE = 920

STYLES: Mapping[Style, Spec] = {
    Style.NORMAL: Spec("Normal", Role.FANGSONG),
    Style.BODY: Spec("公文正文", Role.FANGSONG, first_chars=2),  # 7.3.3
    Style.BLANK: Spec("空行", Role.FANGSONG),
    Style.TITLE: Spec("公文标题", Role.XBS, layout.TITLE_PT, "center", is_kept=True, outline=0),  # 7.3.1
    Style.RECIPIENTS: Spec("主送机关", Role.FANGSONG, following=Style.BODY),  # 7.3.2
    Style.HEADING_1: Spec("heading 1", Role.HEI, first_chars=2, outline=0, is_kept=True, following=Style.BODY),
    Style.HEADING_2: Spec("heading 2", Role.KAI, first_chars=2, outline=1, is_kept=True, following=Style.BODY),
    Style.HEADING_3: Spec("heading 3", Role.FANGSONG, first_chars=2, outline=2, is_kept=True, following=Style.BODY),
    Style.HEADING_4: Spec("heading 4", Role.FANGSONG, first_chars=2, outline=3, is_kept=True, following=Style.BODY),
    Style.ATTACHMENT_NOTE: Spec("附件说明", Role.FANGSONG, align="left"),  # 7.3.4
    Style.SIGNATURE: Spec("发文机关署名", Role.FANGSONG, align="right", is_kept=True, following=Style.DATE),  # 7.3.5
    Style.DATE: Spec("成文日期", Role.FANGSONG, align="right"),
    Style.ATTACHMENT_LABEL: Spec("附件标识", Role.HEI, is_kept=True),  # 7.3.7
    Style.ATTACHMENT_TITLE: Spec("附件标题", Role.XBS, layout.TITLE_PT, "center", is_kept=True, outline=0),
    Style.TABLE_TITLE: Spec("表题", Role.HEI, layout.TABLE_UNIT_PT, "center", is_kept=True),
    Style.TABLE_UNIT: Spec("表格单位", Role.FANGSONG, layout.TABLE_UNIT_PT, "right", SMALL_LINE, is_kept=True),
    Style.TABLE_HEAD: Spec("表格标题行", Role.HEI, layout.TABLE_PT, "center", TABLE_LINE),
    Style.TABLE_CELL: Spec("表格正文", Role.FANGSONG, layout.TABLE_PT, "center", TABLE_LINE),
    Style.FIGURE: Spec("图", Role.FANGSONG, align="center", line=0, is_kept=True),
    Style.FIGURE_TITLE: Spec("图题", Role.HEI, layout.TABLE_UNIT_PT, "center"),
    Style.NOTE: Spec("注", Role.FANGSONG, layout.TABLE_UNIT_PT, "left", SMALL_LINE, indent=_NOTE_INDENT),
    Style.MARK: Spec("发文机关标志", Role.XBS, layout.LETTER_MARK_PT, "center", LETTER_MARK_LINE, color=RED),  # 10.1
    Style.NUMBER: Spec("发文字号", Role.FANGSONG, align="right"),  # 10.1
    Style.REPORT_MARK: Spec("专报名称", Role.XBS, layout.REPORT_MARK_PT, "center", color=RED),
    Style.REPORT_NUMBER: Spec("专报期号", Role.FANGSONG, align="center"),
    Style.REPORT_ISSUER: Spec("专报编发", Role.FANGSONG, borders=_REPORT_ENDS, indent=(_ONE_CHAR, _ONE_CHAR, 0)),
    Style.RED_RULE: Spec("版头红线", Role.FANGSONG),  # 7.2.7
    Style.COPY_NUMBER: Spec("份号", Role.FANGSONG, align="left"),  # 7.2.1
    Style.SECRECY: Spec("密级和保密期限", Role.HEI, align="left"),  # 7.2.2
    Style.URGENCY: Spec("紧急程度", Role.HEI, align="left"),  # 7.2.3
    Style.FILE_MARK: Spec("文件标志", Role.XBS, layout.FILE_MARK_PT, "center", color=RED),  # 7.2.4
    Style.FILE_NUMBER: Spec("文件发文字号", Role.FANGSONG, align="center"),  # 7.2.5
    Style.SIGNERS: Spec("签发人", Role.FANGSONG, align="left"),  # 7.2.6
    Style.OFFICE_TITLE: Spec("签发人职务", Role.FANGSONG, align="right", is_kept=True, following=Style.DATE),  # 7.3.5.3
    Style.ANNOTATION: Spec("附注", Role.FANGSONG, first_chars=2),  # 7.3.6
    Style.ATTENDANCE: Spec("出席名单", Role.FANGSONG, align="left"),  # 10.3
    Style.IMPRINT: Spec("版记", Role.FANGSONG, layout.IMPRINT_PT, "left", IMPRINT_LINE),  # 7.4
    Style.PAGE_NUMBER: Spec("页码", Role.SONG, layout.PAGE_NUMBER_PT, "left", PAGE_NUMBER_LINE),  # 7.5
    Style.STAMP: Spec("页面标记", Role.HEI, layout.STAMP_PT, "right", STAMP_LINE),
    Style.SHEET_LINE: Spec("图表题注", Role.FANGSONG, align="left", is_kept=True),
    Style.THIN: Spec("分隔行", Role.FANGSONG, 1, "left", 10),
}


class TextStyle(StrEnum):
    """字符样式标识。"""

    SIGNER_NAME = "SignerName"
    ATTENDANCE_NAME = "AttendanceName"


TEXT_STYLES: Mapping[TextStyle, Spec] = {
    TextStyle.SIGNER_NAME: Spec("签发人姓名", Role.KAI),  # 7.2.6
    TextStyle.ATTENDANCE_NAME: Spec("出席名称", Role.HEI),  # 10.3
}

HEADINGS = (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4)

_NUMERALS = "一二三四"


def heading_text_style(level: int) -> str:
    """接排标题所用的字符样式，与同级标题样式相链接。"""
    return f"Heading{level}Text"


def styles_xml(fonts: Mapping[str, str], pitch: int, chart: layout.SheetLayout | None = None) -> bytes:
    """``word/styles.xml``。

    Args:
        fonts: 字体角色（仿宋、楷体……）对应的办公字体名称。
        pitch: 正文的行距（缇）。
        chart: 图表的纸张，公文为 None；图表的标题依纸张，3 号的各样式改为小 4 号。
    """
    specs = {style: _on_sheet(spec, chart) for style, spec in STYLES.items()} if chart else STYLES
    items = [_defaults(fonts[Role.FANGSONG])]
    items += [_paragraph_style(style, specs[style], fonts, pitch, index) for index, style in enumerate(specs)]
    items.append(_DEFAULT_CHARACTER)
    items += [_heading_text(level, fonts) for level in range(1, len(HEADINGS) + 1)]
    items += [_character_style(style, spec, fonts) for style, spec in TEXT_STYLES.items()]
    items.append(_table_styles())
    return f"{XML_HEAD}<w:styles {namespaces('w')}>{''.join(items)}</w:styles>".encode()


def _on_sheet(spec: Spec, chart: layout.SheetLayout) -> Spec:
    """图表里的字号和标题的行距。"""
    if spec.size == layout.TITLE_PT:
        return replace(spec, size=chart.title_pt, line=twips(chart.title_line))
    return replace(spec, size=layout.SHEET_TEXT_PT) if spec.size == layout.BODY_PT else spec


def _character(spec: Spec, fonts: Mapping[str, str]) -> str:
    """字符属性。3号字收紧字距，使每行排满 28 字（5.2.3）。"""
    tracking = layout.DOCX_TRACKING_TWIPS if spec.size == layout.BODY_PT else 0
    half_points = round(spec.size * 2)
    return (
        f'{font_slots(fonts[spec.role])}<w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/>'
        f'<w:color w:val="{spec.color}"/><w:spacing w:val="{tracking}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    )


def _defaults(font: str) -> str:
    """全文默认：不用网格对齐（LibreOffice 遇负的字距会一字占两格），标点不悬挂，不收紧中西文间距。"""
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{font_slots(font)}<w:snapToGrid w:val="0"/><w:kern w:val="2"/>'
        '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl w:val="0"/><w:kinsoku w:val="1"/>'
        '<w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        '<w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
        # 内置样式一律收起，样式窗格里只剩公文要素
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
        'w:defQFormat="0" w:count="376"/>'
    )


def _paragraph_style(style: Style, spec: Spec, fonts: Mapping[str, str], pitch: int, order: int) -> str:
    is_normal = style is Style.NORMAL
    is_built_in = is_normal or style in HEADINGS
    flags = (' w:default="1"' if is_normal else "") + ("" if is_built_in else ' w:customStyle="1"')
    based_on = "" if is_normal else f'<w:basedOn w:val="{Style.NORMAL}"/>'
    following = f'<w:next w:val="{spec.following}"/>' if spec.following else ""
    link = f'<w:link w:val="{heading_text_style(HEADINGS.index(style) + 1)}"/>' if style in HEADINGS else ""
    return (
        f'<w:style w:type="paragraph"{flags} w:styleId="{style}"><w:name w:val="{spec.name}"/>'
        f'{based_on}{following}{link}<w:uiPriority w:val="{order}"/><w:qFormat/>'
        f"<w:pPr>{_layout(spec, pitch)}</w:pPr><w:rPr>{_character(spec, fonts)}</w:rPr></w:style>"
    )


def _layout(spec: Spec, pitch: int) -> str:
    kept = "<w:keepNext/>" if spec.is_kept else ""
    exact = pitch if spec.line is None else spec.line
    line = spacing(exact) if exact else '<w:spacing w:line="240" w:lineRule="auto"/>'
    outline = "" if spec.outline is None else f'<w:outlineLvl w:val="{spec.outline}"/>'
    return f'{kept}{spec.borders}{line}{_indent(spec)}<w:jc w:val="{spec.align}"/>{outline}'


def _indent(spec: Spec) -> str:
    """首行缩进以字计，字号改了仍是二字；悬挂缩进用缇，因为与 leftChars 并用时各软件读法不同。"""
    if spec.first_chars:
        width = round(spec.first_chars * spec.size * 20)
        return f'<w:ind w:firstLineChars="{spec.first_chars * 100}" w:firstLine="{width}"/>'
    left, right, hanging = spec.indent
    return f'<w:ind w:left="{left}" w:right="{right}" w:hanging="{hanging}"/>' if any(spec.indent) else ""


#: 架构默认的字符样式：接排标题之后的正文文字属于它。
_DEFAULT_CHARACTER = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/>'
    '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)


def _heading_text(level: int, fonts: Mapping[str, str]) -> str:
    """接排标题的字符样式，与同级的标题样式相链接。"""
    style = HEADINGS[level - 1]
    name = f"{_NUMERALS[level - 1]}级标题字"
    return _character_style(heading_text_style(level), replace(STYLES[style], name=name), fonts, link=style)


def _character_style(style: str, spec: Spec, fonts: Mapping[str, str], link: str = "") -> str:
    link_xml = f'<w:link w:val="{link}"/>' if link else ""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{style}"><w:name w:val="{spec.name}"/>{link_xml}'
        '<w:uiPriority w:val="50"/><w:qFormat/>'
        f"<w:rPr>{_character(spec, fonts)}</w:rPr></w:style>"
    )


def _table_styles() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = (
        '<w:top w:w="40" w:type="dxa"/><w:left w:w="45" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="45" w:type="dxa"/>'
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{Style.TABLE}"><w:name w:val="公文表格"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="60"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )
