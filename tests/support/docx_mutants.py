"""改坏的 DOCX：在本系统写出的公文里改一处，每处应由哪一条核验查出来。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportgen.model.document import Attachment, Document, Paragraph, Run
from reportgen.render.docx_writer import render_docx
from reportgen.render.layout import ImprintPlacement
from tests.support.docx_edits import (
    CORE,
    DOCUMENT,
    FIRST_HEADER,
    SETTINGS,
    STYLES,
    Edit,
    add,
    drop,
    edited,
    put,
    replace_text,
    retype,
    shift,
)
from tests.support.docx_samples import (
    FONT_NAMES,
    THREE_ORGANS,
    command,
    file,
    letter,
    minutes,
    report,
    small_table,
    upward,
    wide_table,
)


@dataclass(frozen=True)
class Mutant:
    """一处改动：``name`` 说改了什么，``paper`` 是样张，``requirement`` 是应当查出它的一条。"""

    name: str
    paper: str
    requirement: str
    edits: tuple[Edit, ...]


def _words(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def _letter() -> Document:
    title = ("示例省示例市人民政府办公室", "关于全市重大项目6月份推进情况的通报")
    attachments = (
        Attachment(_words("投资完成情况统计表"), (Paragraph(_words("统计口径见表下说明。")), small_table())),
        Attachment(_words("包保重大项目清单"), (wide_table(3),), is_landscape=True),
    )
    return letter(
        number=_words("示市政办函〔2024〕15号"),
        title=_words("".join(title)),
        title_lines=title,
        attachments=attachments,
    )


PAPERS: Mapping[str, tuple[Document, ImprintPlacement]] = {
    "信函": (_letter(), ImprintPlacement(True)),
    "文件": (file(), ImprintPlacement(True)),
    "专报": (report(), ImprintPlacement(False)),
    "上行文": (upward(copy_number=_words("000001"), marks=THREE_ORGANS), ImprintPlacement(False)),
    "纪要": (minutes(), ImprintPlacement(False)),
    "命令": (command(), ImprintPlacement(False)),
}


@cache
def paper(name: str) -> bytes:
    """没有改动的样张。"""
    document, placement = PAPERS[name]
    return render_docx(document, FONT_NAMES, placement)


def broken(mutant: Mutant) -> bytes:
    """改坏的样张。"""
    return edited(paper(mutant.paper), mutant.edits)


def _mutant(name: str, source: str, requirement: str, *edits: Edit) -> Mutant:
    return Mutant(name, source, requirement, edits)


def _style(style: str, element: str, **attributes: str) -> Edit:
    return put(STYLES, f'//w:style[@w:styleId="{style}"]/{element}', **attributes)


def _fonts(style: str, name: str) -> Edit:
    return _style(style, "w:rPr/w:rFonts", ascii=name, hAnsi=name, eastAsia=name)


def _para(style: str) -> str:
    """正文中某一样式的段落。"""
    return f'//w:p[w:pPr/w:pStyle/@w:val="{style}"]'


def _indent(style: str, **attributes: str) -> Edit:
    """给某一样式的段落加上缩进。"""
    written = " ".join(f'w:{name}="{text}"' for name, text in attributes.items())
    return add(DOCUMENT, f"{_para(style)}/w:pPr", f"<w:ind {written}/>", 1)


def _property(style: str, xml: str, order: int = 1) -> Edit:
    """给某一样式的第 ``order`` 段加上段落属性。"""
    return add(DOCUMENT, f"({_para(style)})[{order}]/w:pPr", xml, 1)


def _line_above(style: str) -> Edit:
    """去掉某一样式的段落上面的一段（空行）。"""
    return drop(DOCUMENT, f"{_para(style)}/preceding-sibling::w:p[1]")


def _line_below(style: str) -> Edit:
    """去掉某一样式的段落下面的一段（空行）。"""
    return drop(DOCUMENT, f"{_para(style)}/following-sibling::w:p[1]")


def _more_above(style: str) -> Edit:
    """某一样式的第一段上面多空两行。"""
    return _property(style, '<w:spacing w:before="1158" w:after="0" w:line="579" w:lineRule="exact"/>')


_UPRIGHT = "//w:sectPr[not(w:pgSz/@w:orient)]/w:pgMar"
_WIDE = "//w:sectPr[w:pgSz/@w:orient]"
_RULE = "//wp:anchor[.//a:prstGeom/@prst='line']"
_NUMBERING = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_FOOTERS = "word/footer*"
_PLAIN_FOOTERS = "word/footer0*"

_BORDER = '<w:pBdr><w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/></w:pBdr>'
_IMPRINT_BOX = "//wp:anchor[.//w:tbl]"


def _anchor_at(y_mm: float) -> tuple[Edit, Edit]:
    """把版记的文本框移到距上页边 ``y_mm`` 毫米处。"""
    offset = f"<wp:posOffset>{round(y_mm * 36000)}</wp:posOffset>"
    place = f"{_IMPRINT_BOX}/wp:positionV"
    return drop(DOCUMENT, f"{place}/wp:align"), add(DOCUMENT, place, offset)


def _rule_at(order: int, y_mm: float) -> Edit:
    """把首页的第 ``order`` 条红线移到距上页边 ``y_mm`` 毫米处。"""
    path = f"({_RULE})[{order}]/wp:positionV"
    return replace_text(FIRST_HEADER, f"{path}/wp:posOffset", str(round(y_mm * 36000)))


_PAGE = (
    _mutant("纸张用信纸", "文件", "G-5.1", put(DOCUMENT, "//w:pgSz", w="12240", h="15840")),
    _mutant("天头39毫米", "文件", "G-5.2.1a", put(DOCUMENT, _UPRIGHT, top="2211")),
    _mutant("订口26毫米", "文件", "G-5.2.1b", put(DOCUMENT, _UPRIGHT, left="1474")),
    _mutant("版心窄2毫米", "文件", "G-5.2.1c", put(DOCUMENT, _UPRIGHT, right="1588")),
    _mutant("下白边37毫米", "文件", "G-5.2.1d", put(DOCUMENT, _UPRIGHT, bottom="2098")),
    _mutant("左右页边差6毫米", "文件", "G-6.2b", put(DOCUMENT, _UPRIGHT, left="1700", right="1361")),
    _mutant("后一节版心低3毫米", "文件", "G-6.1", put(DOCUMENT, f"({_UPRIGHT})[last()]", top="2268")),
    _mutant("行距29磅", "文件", "G-5.2.3a", _style("Body", "w:pPr/w:spacing", line="580")),
    _mutant("行距28磅", "文件", "G-5.2.3a", _style("Body", "w:pPr/w:spacing", line="560")),
    _mutant("单倍行距", "文件", "G-5.2.3a", _style("Body", "w:pPr/w:spacing", line="240", lineRule="auto")),
    _mutant("一段行距不同", "文件", "G-3.2", _property("Body", '<w:spacing w:line="640" w:lineRule="exact"/>', 2)),
    _mutant("字距不收紧", "文件", "G-5.2.3b", _style("Body", "w:rPr/w:spacing", val="0")),
    _mutant("正文15.5磅", "文件", "G-5.2.2", _style("Body", "w:rPr/w:sz", val="31")),
    _mutant("数字用西文字体", "文件", "G-5.2.2", _style("Body", "w:rPr/w:rFonts", ascii="Calibri")),
    _mutant("高位西文用西文字体", "文件", "G-5.2.2", _style("Body", "w:rPr/w:rFonts", hAnsi="Times New Roman")),
    _mutant("主题字体盖过仿宋", "文件", "G-5.2.2", _style("Body", "w:rPr/w:rFonts", eastAsiaTheme="minorEastAsia")),
    _mutant("正文用宋体", "文件", "G-5.2.2", _fonts("Body", "宋体")),
    _mutant("蓝色正文", "文件", "G-5.2.4", _style("Body", "w:rPr/w:color", val="0000FF")),
    _mutant("灰色页码", "文件", "G-5.2.4", _style("PageNumber", "w:rPr/w:color", val="808080")),
    _mutant("缩进一字半", "文件", "G-3.1", _style("Body", "w:pPr/w:ind", firstLineChars="150")),
    _mutant("避头尾关掉", "文件", "P-5", put(STYLES, "//w:pPrDefault//w:kinsoku", val="0")),
)

_HEAD = (
    _mutant("份号五位", "文件", "G-7.2.1", retype(DOCUMENT, "000001", "00001")),
    _mutant("份号缩进", "文件", "G-7.2.1", _indent("CopyNumber", left="640")),
    _mutant("密级用仿宋", "文件", "G-7.2.2", _fonts("Secrecy", "仿宋_GB2312")),
    _mutant("紧急程度写成紧急", "文件", "G-7.2.3", retype(DOCUMENT, "特急", "紧急")),
    _mutant("标志黑色", "文件", "G-7.2.4c", _style("FileMark", "w:rPr/w:color", val="000000")),
    _mutant("标志绿色", "文件", "G-6.2c", _style("FileMark", "w:rPr/w:color", val="00B050")),
    _mutant("标志用黑体", "文件", "G-7.2.4c", _fonts("FileMark", "黑体")),
    _mutant("标志加粗", "文件", "G-7.2.4c", _style("FileMark", "w:rPr/w:b", val="1")),
    _mutant("标志低5毫米", "文件", "G-7.2.4b", put(DOCUMENT, f"{_para('FileMark')}/w:pPr/w:spacing", before="454")),
    _mutant("标志居左", "文件", "G-7.2.4b", _style("FileMark", "w:pPr/w:jc", val="left")),
    _mutant("标志下少一行", "文件", "G-7.2.5a", _line_below("FileMark")),
    _mutant("发文字号居左", "文件", "G-7.2.5a", _style("FileNumber", "w:pPr/w:jc", val="left")),
    _mutant("年份用方括号", "文件", "G-7.2.5b", retype(DOCUMENT, "〔2024〕8号", "[2024]8号")),
    _mutant("序号编虚位", "文件", "G-7.2.5b", retype(DOCUMENT, "〔2024〕8号", "〔2024〕08号")),
    _mutant("序号加第", "文件", "G-7.2.5b", retype(DOCUMENT, "〔2024〕8号", "〔2024〕第8号")),
    _mutant("红线短4毫米", "文件", "G-7.2.7", _indent("RedRule", left="227")),
    _mutant("红线离字号8毫米", "文件", "G-7.2.7", put(DOCUMENT, f"{_para('RedRule')}/w:pPr/w:spacing", before="386")),
    _mutant("没有红线", "文件", "G-7.2.7", drop(DOCUMENT, f"{_para('RedRule')}/w:pPr/w:pBdr")),
    _mutant("签发人姓名用仿宋", "上行文", "G-7.2.6a", _fonts("SignerName", "仿宋_GB2312")),
    _mutant("签发人冒号半角", "上行文", "G-7.2.6a", retype(DOCUMENT, "签发人：", "签发人:")),
    _mutant("上行文字号顶格", "上行文", "G-7.2.5c", put(DOCUMENT, f"{_para('FileNumber')}/w:pPr/w:ind", left="0")),
    _mutant("纪要标志低5毫米", "纪要", "M-1", put(DOCUMENT, f"{_para('FileMark')}/w:pPr/w:spacing", before="454")),
    _mutant("命令标志低5毫米", "命令", "C-1", put(DOCUMENT, f"{_para('FileMark')}/w:pPr/w:spacing", before="762")),
    _mutant("令号上少一行", "命令", "C-2", _line_below("FileMark")),
)

_BODY = (
    _mutant("标题加粗", "文件", "G-7.3.1a", _style("DocumentTitle", "w:rPr/w:b", val="1")),
    _mutant("标题小二号", "文件", "G-7.3.1a", _style("DocumentTitle", "w:rPr/w:sz", val="36")),
    _mutant("标题用黑体", "文件", "G-7.3.1a", _fonts("DocumentTitle", "黑体")),
    _mutant("标题带缩进", "文件", "G-7.3.1b", _indent("DocumentTitle", firstLine="640")),
    _mutant("标题上少一行", "文件", "G-7.3.1b", _line_above("DocumentTitle")),
    _mutant(
        "标题两行等宽", "文件", "G-7.3.1c", retype(DOCUMENT, "关于印发包保重大项目实施方案的通知", "关于项目的通知")
    ),
    _mutant("标题没有文种", "文件", "R-8", retype(DOCUMENT, "实施方案的通知", "实施方案")),
    _mutant("标题没有机关", "信函", "G-7.3.1d", retype(DOCUMENT, "示例省示例市人民政府办公室", "")),
    _mutant("主送机关缩进", "文件", "G-7.3.2", _indent("Recipients", firstLine="640")),
    _mutant("主送机关半角冒号", "文件", "G-7.3.2", retype(DOCUMENT, "各直属机构：", "各直属机构:")),
    _mutant("主送机关上多空两行", "文件", "G-7.3.2", _more_above("Recipients")),
    _mutant("正文不缩进", "文件", "G-7.3.3b", drop(STYLES, '//w:style[@w:styleId="Body"]/w:pPr/w:ind')),
    _mutant("正文段后6磅", "文件", "G-7.3.3b", _style("Body", "w:pPr/w:spacing", after="120")),
    _mutant("正文右缩进", "文件", "G-7.3.3b", _style("Body", "w:pPr/w:ind", right="320")),
    _mutant("一级标题用仿宋", "信函", "G-7.3.3d", _fonts("Heading1", "仿宋_GB2312")),
    _mutant("二级标题加粗", "信函", "G-7.3.3d", _style("Heading2", "w:rPr/w:b", val="1")),
    _mutant("接排的二级标题用黑体", "信函", "G-7.3.3d", _fonts("Heading2Text", "黑体")),
    _mutant("层次序数重复", "信函", "G-7.3.3c", retype(DOCUMENT, "二、下一步", "一、下一步")),
    _mutant("自动编号", "文件", "G-7.3.3c", _property("Body", _NUMBERING, 2)),
    _mutant("括号序数后加顿号", "信函", "P-3", retype(DOCUMENT, "（一）加强", "（一）、加强")),
    _mutant("半角逗号", "信函", "G-9", retype(DOCUMENT, "100%，", "100%,")),
)

_ENDING = (
    _mutant("附件说明顶格", "文件", "G-7.3.4a", put(DOCUMENT, f"{_para('AttachmentNote')}/w:pPr/w:ind", left="942")),
    _mutant("附件名称后加句号", "文件", "G-7.3.4a", retype(DOCUMENT, "责任分工表", "责任分工表。")),
    _mutant(
        "附件名称不对齐", "信函", "G-7.3.4b", put(DOCUMENT, f"({_para('AttachmentNote')})[2]/w:pPr/w:ind", left="942")
    ),
    _mutant("日期没有右移", "信函", "G-7.3.5.2a", put(DOCUMENT, f"{_para('IssueDate')}/w:pPr/w:ind", right="628")),
    _mutant("署名上多空两行", "信函", "G-7.3.5.2a", _more_above("Signature")),
    _mutant("日期编虚位", "文件", "G-7.3.5.4", retype(DOCUMENT, "2024年3月5日", "2024年03月05日")),
    _mutant("汉字日期", "文件", "G-7.3.5.4", retype(DOCUMENT, "2024年3月5日", "二〇二四年三月五日")),
    _mutant("没有的日子", "文件", "G-7.3.5.4", retype(DOCUMENT, "2024年3月5日", "2024年2月30日")),
    _mutant(
        "盖章的日期右空六字", "文件", "G-7.3.5.1a",
        *(shift(DOCUMENT, f"{_para(style)}/w:pPr/w:ind", "right", 628) for style in ("IssueDate", "Signature")),
    ),
    _mutant(
        "盖章的署名偏右3毫米", "文件", "G-7.3.5.1b",
        shift(DOCUMENT, f"{_para('Signature')}/w:pPr/w:ind", "right", -170),
    ),
    _mutant("联合署名次序颠倒", "上行文", "G-7.3.5.2b",
        replace_text(DOCUMENT, f"({_para('Signature')})[2]//w:t", "示例市监察委员会"),
        replace_text(DOCUMENT, f"({_para('Signature')})[3]//w:t", "示例军分区"),
    ),
    _mutant("命令的日期右空两字", "命令", "C-3", put(DOCUMENT, f"{_para('IssueDate')}/w:pPr/w:ind", right="628")),
    _mutant("附注半角括号", "文件", "G-7.3.6", retype(DOCUMENT, "（", "("), retype(DOCUMENT, "）", ")")),
    _mutant("附注顶格", "文件", "G-7.3.6", drop(STYLES, '//w:style[@w:styleId="Annotation"]/w:pPr/w:ind')),
    _mutant("署名可能单独成页", "文件", "G-7.3.5.5", drop(DOCUMENT, "//w:keepNext")),
    _mutant("附件不另起一页", "文件", "G-7.3.7a", drop(DOCUMENT, "//w:pageBreakBefore")),
    _mutant("附件标识用仿宋", "文件", "G-7.3.7b", _fonts("AttachmentLabel", "仿宋_GB2312")),
    _mutant("附件标识不编号", "信函", "G-7.3.7b", retype(DOCUMENT, "附件2", "附件")),
    _mutant("附件标题在第二行", "文件", "G-7.3.7c", _line_above("AttachmentTitle")),
    _mutant("附件标题居左", "文件", "G-7.3.7c", _style("AttachmentTitle", "w:pPr/w:jc", val="left")),
    _mutant("附件标题与说明不同", "文件", "G-7.3.7c", retype(DOCUMENT, "附件：包保重大项目", "附件：重大项目")),
    _mutant("出席用仿宋", "纪要", "M-2", _fonts("AttendanceName", "仿宋_GB2312")),
    _mutant("出席名单顶格", "纪要", "M-2", put(DOCUMENT, f"{_para('Attendance')}/w:pPr/w:ind", left="942")),
    _mutant(
        "列席在请假之前", "纪要", "M-3",
        retype(DOCUMENT, "请假", "暂"), retype(DOCUMENT, "列席", "请假"), retype(DOCUMENT, "暂", "列席"),
    ),
)  # fmt: skip

_IMPRINT = (
    _mutant("版记没有首线", "文件", "G-7.4.1a", drop(DOCUMENT, "//w:tblBorders/w:top")),
    _mutant("版记首线1.5磅", "文件", "G-7.4.1a", put(DOCUMENT, "//w:tblBorders/w:top", sz="12")),
    _mutant("版记中间线太粗", "文件", "G-7.4.1a", put(DOCUMENT, "//w:tblBorders/w:insideH", sz="12")),
    _mutant("版记窄6毫米", "文件", "G-7.4.1a", put(DOCUMENT, "//wp:anchor/wp:extent", _cx="5400000")),
    _mutant(
        "版记不在版心底", "文件", "G-7.4.1b",
        put(DOCUMENT, f"{_IMPRINT_BOX}/wp:positionV", _relativeFrom="page"), *_anchor_at(200),
    ),
    _mutant("抄送没有句号", "文件", "G-7.4.2a", retype(DOCUMENT, "人民检察院。", "人民检察院")),
    _mutant("抄送不缩进", "文件", "G-7.4.2a", put(DOCUMENT, f"({_para('Imprint')})[1]/w:pPr/w:ind", left="840")),
    _mutant(
        "抄送回行不对齐", "文件", "G-7.4.2a",
        put(DOCUMENT, f"({_para('Imprint')})[1]/w:pPr/w:ind", left="280", hanging="0"),
    ),
    _mutant("版记用3号字", "文件", "G-7.4.2a", _style("Imprint", "w:rPr/w:sz", val="32")),
    _mutant("印发日期编虚位", "文件", "G-7.4.3", retype(DOCUMENT, "2024年3月6日印发", "2024年03月06日印发")),
    _mutant("印发机关顶格", "文件", "G-7.4.3", put(DOCUMENT, f"({_para('Imprint')})[2]/w:pPr/w:ind", left="0")),
    _mutant(
        "印发日期顶到右边", "文件", "G-7.4.3",
        put(DOCUMENT, f"({_para('Imprint')})[2]/w:pPr/w:tabs/w:tab", pos="8844"),
    ),
    _mutant("页码用连字符", "文件", "G-7.5a", retype(_FOOTERS, "—", "-")),
    _mutant("页码用西文字体", "文件", "G-7.5a", _style("PageNumber", "w:rPr/w:rFonts", ascii="Times New Roman")),
    _mutant("页码小四号", "文件", "G-7.5a", _style("PageNumber", "w:rPr/w:sz", val="24")),
    _mutant("页码低5毫米", "文件", "G-7.5b", put(DOCUMENT, _UPRIGHT, footer="1134")),
    _mutant("奇偶页相同", "文件", "G-7.5c", drop(SETTINGS, "//w:evenAndOddHeaders")),
    _mutant("页码居中", "文件", "G-7.5c", put(_FOOTERS, "//w:jc", val="center")),
    _mutant("页码左右颠倒", "文件", "G-7.5c", put("word/footer*odd.xml", "//w:jc", val="left")),
    _mutant("页码不空一字", "文件", "G-7.5c", drop(_FOOTERS, "//w:p[w:fldSimple]/w:pPr/w:ind")),
    _mutant("附件重新编页", "信函", "G-7.5e", add(DOCUMENT, f"{_WIDE}", '<w:pgNumType w:start="1"/>', -1)),
    _mutant("正文不编页码", "文件", "G-7.5d", drop(_PLAIN_FOOTERS, "//w:fldSimple")),
    _mutant(
        "横排页页边没有转", "信函", "G-8b",
        put(DOCUMENT, f"{_WIDE}/w:pgMar", top="2098", right="1474", bottom="1984", left="1587"),
    ),
    _mutant("横排页码没有转", "信函", "G-8a", put("word/footer1*", "//wps:bodyPr", _vert="horz")),
    _mutant("表头不重复", "信函", "G-8c", drop(DOCUMENT, "//w:tblHeader")),
    _mutant("表格行可跨页", "信函", "G-8c", drop(DOCUMENT, "//w:cantSplit")),
)  # fmt: skip

_LETTER = (
    _mutant("信函首页有页码", "信函", "L-9", drop(DOCUMENT, "//w:titlePg")),
    _mutant(
        "信函标志低5毫米", "信函", "L-1",
        put(FIRST_HEADER, f"{_para('IssuerMark')}/w:pPr/w:spacing", before="781"),
    ),
    _mutant("信函标志加文件", "信函", "L-1", retype(FIRST_HEADER, "办公室", "办公室文件")),
    _mutant("双线160毫米", "信函", "L-2", put(FIRST_HEADER, "//wp:extent", _cx="5760000")),
    _mutant("第一条双线低3毫米", "信函", "L-2", _rule_at(1, 50.0), _rule_at(2, 50.8)),
    _mutant("第二条双线高5毫米", "信函", "L-3", _rule_at(3, 270.9), _rule_at(4, 271.7)),
    _mutant("双线都粗", "信函", "L-4", put(FIRST_HEADER, "//a:ln", _w="57150")),
    _mutant("信函字号居左", "信函", "L-6", _style("DocumentNumber", "w:pPr/w:jc", val="left")),
    _mutant(
        "信函字号低6毫米", "信函", "L-6",
        put(DOCUMENT, f"{_para('DocumentNumber')}/w:pPr/w:spacing", before="340"),
    ),
    _mutant("信函标题上少一行", "信函", "L-7", _line_above("DocumentTitle")),
    _mutant("信函版记画线", "信函", "L-10", _property("Imprint", _BORDER)),
    _mutant("信函版记印发", "信函", "L-10", retype(DOCUMENT, "示例军分区。", "示例军分区。2024年7月13日印发")),
)  # fmt: skip

_FILE = (
    _mutant("留有作者", "文件", "E-5", add(CORE, "/cp:coreProperties", "<dc:creator>张三</dc:creator>", -1)),
    _mutant("没有标题属性", "文件", "E-5", drop(CORE, "//dc:title")),
    _mutant("语言不是中文", "文件", "E-5", put(STYLES, "//w:rPrDefault//w:lang", eastAsia="ja-JP")),
    _mutant("留有修订", "文件", "E-5", add(DOCUMENT, f"({_para('Body')})[1]", '<w:ins w:author="某人"/>', -1)),
)

MUTANTS = (*_PAGE, *_HEAD, *_BODY, *_ENDING, *_IMPRINT, *_LETTER, *_FILE)
