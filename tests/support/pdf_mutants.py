"""故意排错的 PDF：在合格的公文上改样式或改 HTML 的一处，每一处注明应由哪一条查出。"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from reportgen.model.document import Attachment, Block, Document, Heading, Imprint, Note, Paragraph, Sealing
from reportgen.render.html_writer import markup
from reportgen.render.pdf_writer import PdfResult, lay_out, render_pdf, write
from tests.support import pdf_papers
from tests.support.pdf_papers import fonts, runs, table

#: 没有数字和半角字的段落，满行正好 28 字。
PLAIN = (
    "各级各部门要提高思想认识，压实工作责任，强化要素保障，加快手续办理，倒排工期、挂图作战，"
    "确保各项目标任务如期完成，推动重大项目早开工、早建成、早见效，为全市经济社会高质量发展提供有力支撑。"
)


def _text(count: int) -> tuple[Block, ...]:
    return tuple(Paragraph(runs(PLAIN)) for _ in range(count))


def file() -> Document:
    """下行文：版头各项俱全，正文两页，各层标题，盖章，附注，附件两个，版记。"""
    blocks = (
        *_text(2),
        Heading(1, runs("一、总体要求")),
        Heading(2, runs("（一）工作目标。"), runs(PLAIN)),
        Heading(3, runs("1.加快建设。"), runs(PLAIN)),
        Heading(4, runs("（1）办理手续。"), runs(PLAIN)),
        Heading(1, runs("二、有关事项")),
        *_text(2),
    )
    titles = ("重大项目包保服务工作任务分解和完成时限以及责任单位一览表", "联系人名单")
    attachments = tuple(Attachment(runs(title), (table(2),)) for title in titles)
    return replace(pdf_papers.official(), blocks=blocks, attachments=attachments)


def long_file() -> Document:
    """三页正文的下行文，第二页全是正文。"""
    blocks = tuple(Paragraph(runs(PLAIN * 3)) for _ in range(5))
    return replace(pdf_papers.official(), blocks=blocks, attachments=())


def upward() -> Document:
    """上行文：两个签发人，不盖章。"""
    names = ("王建国", "李文华", "赵一民")
    return replace(pdf_papers.upward(), signers=tuple(map(runs, names)), blocks=_text(2))


def joint() -> Document:
    """三个机关联合行文，各盖印章。"""
    title = ("吉林市发展和改革委员会等部门", "关于联合开展重大项目现场核查的通知")
    return replace(
        pdf_papers.joint(), title=runs("".join(title)), title_lines=title, blocks=_text(2), sealing=Sealing.SEAL
    )


def letter() -> Document:
    """信函：份号、密级、紧急程度，首页排满，横排附件跨页。"""
    wide = Attachment(runs("项目进展情况表"), (table(16), Note(runs("注：本表数据截至上月末。"))), is_landscape=True)
    return replace(pdf_papers.secret_letter(), blocks=_text(5), attachments=(wide,), stamps=())


def short_letter() -> Document:
    """两页的信函，没有附件。"""
    return replace(pdf_papers.letter(), blocks=_text(6), attachments=(), stamps=())


def blank_page() -> Document:
    """正文正好到第二页末而排不下版记，版记前有空白页。"""
    cc = "，".join(f"第{index}责任部门" for index in range(1, 60)) + "。"
    paper = replace(pdf_papers.official(), blocks=_text(6), attachments=())
    return replace(paper, imprint=Imprint(runs(cc), paper.imprint.issuer, paper.imprint.date))


PAPERS: dict[str, Callable[[], Document]] = {
    "文件": file,
    "长文": long_file,
    "上行文": upward,
    "联合行文": joint,
    "信函": letter,
    "短信函": short_letter,
    "命令": pdf_papers.command,
    "纪要": pdf_papers.minutes,
    "专报": pdf_papers.report,
    "空白页": blank_page,
}


@cache
def sound(name: str) -> PdfResult:
    """合格的 PDF。"""
    return render_pdf(PAPERS[name](), fonts())


@dataclass(frozen=True)
class Mutant:
    """一处改动：``edits`` 是对 HTML 的（正则，替换），``css`` 盖过原来的样式。

    Attributes:
        name: 改了什么。paper: 哪一份公文。requirement: 应由哪一条查出。
    """

    name: str
    paper: str
    requirement: str
    edits: tuple[tuple[str, str], ...] = ()
    css: str = ""

    def render(self) -> bytes:
        """排成 PDF；``edits`` 必须都改到。"""
        document = PAPERS[self.paper]()
        html = markup(document, fonts(), sound(self.paper).imprint, f"<style>{self.css}</style>")
        for pattern, substitute in self.edits:
            html, count = re.subn(pattern, substitute, html)
            assert count, f"{self.name}：没有改到 {pattern}"
        return write(lay_out(html, fonts(), document.page))


def _mutant(name: str, paper: str, requirement: str, *edits: tuple[str, str], css: str = "") -> Mutant:
    return Mutant(name, paper, requirement, edits, css)


def _moved(anchor: str, side: str, by: float) -> tuple[str, str]:
    """``anchor`` 所在的绝对位置的元素往下（``top``）或往右（``left``）移 ``by`` 毫米。"""
    return rf"({anchor}[^>]*?{side}:-?[\d.]+mm)", rf"\1;margin-{side}:{by}mm"


def _title(*lines: str) -> tuple[str, str]:
    """标题换成这几行。"""
    return r"(<section class=file>.*?)<h1>.*?</h1>", r"\1<h1>" + "".join(
        f"<span>{line}</span>" for line in lines
    ) + "</h1>"


def _head_height(height: float) -> tuple[str, str]:
    """版头的高，毫米；标题随之上下。"""
    return r'class="head" style="height:[\d.]+mm', f'class="head" style="height:{height}mm'


def _left(text: str, left: float) -> tuple[str, str]:
    """文末的一行改为左空 ``left`` 毫米。"""
    return rf"margin-left:[\d.]+mm(\">{text})", rf"margin-left:{left}mm\1"


def _name_left(name: str, left: float) -> tuple[str, str]:
    """签发人姓名改为距版心左边 ``left`` 毫米。"""
    return rf'(left:)[\d.]+(mm"><span class="kai">{name})', rf"\g<1>{left}\2"


def _sign_padding(padding: float) -> tuple[str, str]:
    """署名之上的空，毫米。"""
    return r'class="sign" style="padding:[\d.]+mm', f'class="sign" style="padding:{padding}mm'


_DATE = "2024年7月5日<"
_DASHES = 'content:"— " counter(page) " —"'
_RIGHT_SIDE = f"{_DASHES};font:14pt/1 'RG Song';width:35mm;height:35mm;transform:rotate(-90deg)"

MUTANTS = (
    # 纸张、版心、行与字
    _mutant("纸是信纸", "长文", "G-5.1", css="@page{size:8.5in 11in}"),
    _mutant("天头 40 毫米", "长文", "G-5.2.1a", css="@page{margin-top:40mm;margin-bottom:32mm}"),
    _mutant("订口 31 毫米", "长文", "G-5.2.1b", css="@page{margin-left:31mm;margin-right:23mm}"),
    _mutant("版心宽 150 毫米", "长文", "G-5.2.1c", css="@page{margin-right:32mm}"),
    _mutant("下白边 46 毫米，21 行", "长文", "G-5.2.3a", css="@page{margin-bottom:46mm}"),
    _mutant("行距 28 磅", "长文", "G-5.2.3a", css="html{line-height:28pt}"),
    _mutant("行距 30 磅", "长文", "G-5.2.1c", css="html{line-height:30pt}"),
    _mutant("不收字距，27 字", "长文", "G-5.2.3b", css="html{letter-spacing:0}"),
    _mutant("字距加宽", "长文", "G-3.1", css="html{letter-spacing:1pt}"),
    _mutant("一段行距加大", "长文", "G-3.2", css="p:nth-of-type(n+4){line-height:13mm}"),
    _mutant("双页左移 6 毫米", "长文", "G-6.2b", css="@page :left{margin-left:22mm;margin-right:32mm}"),
    _mutant("一页右移 3 毫米", "长文", "G-6.1", css="@page :nth(3){margin-left:31mm;margin-right:23mm}"),
    # 字体、字号、颜色
    _mutant("正文 15 磅", "文件", "G-5.2.2", css="p{font-size:15pt}"),
    _mutant("正文宋体", "文件", "G-5.2.2", css="html{font-family:'RG Song'}"),
    _mutant("一段蓝字", "文件", "G-5.2.4", css="#text-start p{color:#00f}"),
    _mutant("标题黑体", "文件", "G-7.3.1a", css="section.file>h1{font-family:'RG Hei'}"),
    _mutant("标题 20 磅", "文件", "G-7.3.1a", css="section.file>h1{font-size:20pt}"),
    _mutant("一级标题仿宋", "文件", "G-7.3.3d", css="h2{font-family:'RG FangSong'}"),
    _mutant("二级标题黑体", "文件", "G-7.3.3d", css=".level2{font-family:'RG Hei'}"),
    _mutant("标志黑色", "文件", "G-7.2.4c", css=".head .mark{color:#000}"),
    _mutant("标志黑体", "文件", "G-7.2.4c", css=".head .mark{font-family:'RG Hei'}"),
    # 版头
    _mutant("份号 5 位", "文件", "G-7.2.1", ("000001", "00001")),
    _mutant("份号不顶格", "文件", "G-7.2.1", (r'left:0">000001', 'left:6mm">000001')),
    _mutant("密级仿宋", "文件", "G-7.2.2", ('class="hei"([^>]*>秘密)', r"\1")),
    _mutant("紧急程度低一行", "文件", "G-7.2.3", (r"(style=\"top:)22\.\d+mm(;left:0\">特急)", r"\g<1>33mm\2")),
    _mutant("紧急程度写法不对", "文件", "G-7.2.3", (">特急<", ">急件<")),
    _mutant("标志低 3 毫米", "文件", "G-7.2.4b", _moved("mark", "top", 3)),
    _mutant("标志偏左 5 毫米", "文件", "G-7.2.4b", _moved("mark", "left", -5)),
    _mutant("发文字号高一行", "文件", "G-7.2.5a", (r'(class="center" style="top:)[\d.]+mm', r"\g<1>62mm")),
    _mutant("发文字号方括号", "文件", "G-7.2.5b", ("〔2024〕3号", "[2024]3号")),
    _mutant("发文字号加“第”", "文件", "G-7.2.5b", ("〔2024〕3号", "〔2024〕第3号")),
    _mutant("发文字号编虚位", "文件", "G-7.2.5b", ("〔2024〕3号", "〔2024〕003号")),
    _mutant("红线 165 毫米", "文件", "G-7.2.7", ("width:156.0000mm;height:0.7", "width:165mm;height:0.7")),
    _mutant("红线低 2 毫米", "文件", "G-7.2.7", _moved('class="rule"', "top", 2)),
    _mutant("没有红线", "文件", "G-7.2.7", ('<div class="rule"[^>]*></div>', "")),
    _mutant("上行文字号居中", "上行文", "G-7.2.5c", (r"left:5\.56\d*mm\">吉市", 'left:50mm">吉市')),
    _mutant("签发人姓名仿宋", "上行文", "G-7.2.6a", ('class="kai"', "")),
    _mutant(
        "签发人靠左",
        "上行文",
        "G-7.2.6a",
        (r"(left:)[\d.]+(mm\">签发人)", r"\g<1>40\2"),
        _name_left("李", 80),
        _name_left("赵", 62.3),
    ),
    _mutant("签发人回行不齐", "上行文", "G-7.2.6b", _name_left("赵", 110)),
    _mutant("“文件”偏上", "联合行文", "G-7.2.4d", (r"top:44\.\d+mm(;font-size:51)", r"top:38mm\1")),
    # 标题、主送机关、正文
    _mutant("标题偏左", "文件", "G-7.3.1b", css="section.file>h1{text-align:left}"),
    _mutant("标题上空三行", "文件", "G-7.3.1b", _head_height(112.5)),
    _mutant(
        "标题沙漏形", "文件", "G-7.3.1c", _title("吉林市人民政府关于做好重大", "项目包保", "服务工作情况汇总上报的通知")
    ),
    _mutant("标题长方形", "文件", "G-7.3.1c", _title("吉林市人民政府关于做好", "重大项目包保工作的通知")),
    _mutant("标题拆开书名号", "文件", "G-7.3.1c", _title("吉林市人民政府关于印发《", "重大项目包保工作方案》的通知")),
    _mutant("标题没有机关", "文件", "G-7.3.1d", _title("关于做好重大项目包保工作的通知")),
    _mutant("标题没有文种", "文件", "R-8", _title("吉林市人民政府关于做好重大项目包保工作")),
    _mutant("主送机关缩进", "文件", "G-7.3.2", css=".flush{text-indent:2em}"),
    _mutant("主送机关半角冒号", "文件", "G-7.3.2", ("各直属机构：", "各直属机构:")),
    _mutant("主送机关上没有空行", "文件", "G-7.3.2", css="section.file>h1{margin-bottom:0}"),
    _mutant("首页没有正文", "文件", "G-7.3.3a", css="#text-start{break-before:page}"),
    _mutant("段首缩进一字", "文件", "G-7.3.3b", css="p:not(.flush){text-indent:1em}"),
    _mutant("段首不缩进", "文件", "G-7.3.3b", css="#text-start p{text-indent:0}"),
    _mutant("层次序数跳号", "文件", "G-7.3.3c", ("二、有关事项", "三、有关事项")),
    _mutant("层次标题加句号", "文件", "P-6", ("二、有关事项", "二、有关事项。")),
    # 附件说明、附件
    _mutant("附件说明上没有空行", "文件", "G-7.3.4a", css=".listed:first-child{padding-top:0}"),
    _mutant("附件名称后加句号", "文件", "G-7.3.4a", ("2.联系人名单</p>", "2.联系人名单。</p>")),
    _mutant("附件说明半角冒号", "文件", "G-7.3.4a", ("附件：1", "附件:1")),
    _mutant(
        "附件序号不齐", "文件", "G-7.3.4b", (r"(margin-left:)[\d.]+(mm;text-indent:[-\d.]+mm\">2\.)", r"\g<1>30\2")
    ),
    _mutant(
        "附件名称回行不齐",
        "文件",
        "G-7.3.4b",
        (r"(margin-left:)[\d.]+(mm;text-indent:)[-\d.]+(mm\">附件：1)", r"\g<1>27.8\g<2>-16.7\3"),
    ),
    _mutant("附件不另面", "文件", "G-7.3.7a", css=".attachment{break-before:auto}"),
    _mutant("没有附件标识", "文件", "G-7.3.7b", ('<p class="label">附件2</p>', "")),
    _mutant("附件标识仿宋", "文件", "G-7.3.7b", css=".label{font-family:'RG FangSong'}"),
    _mutant("附件标识低一行", "文件", "G-7.3.7b", css=".label{padding-top:10.5mm}"),
    _mutant("附件标识缩进", "文件", "G-7.3.7b", css="p.label{text-indent:2em}"),
    _mutant("附件标题与说明不同", "文件", "G-7.3.7c", ("<h1>联系人名单</h1>", "<h1>联系人清单</h1>")),
    _mutant("附件标题在第二行", "文件", "G-7.3.7c", css=".attachment>h1{margin-top:0}"),
    # 署名、日期、附注
    _mutant("盖章日期右空二字", "长文", "G-7.3.5.1a", _left(_DATE, 111.7), _left("吉林市人民政府<", 108.9)),
    _mutant("盖章署名不居中", "长文", "G-7.3.5.1b", _left("吉林市人民政府<", 90)),
    _mutant("没有给印章留位置", "长文", "G-7.3.5.1c", _sign_padding(0)),
    _mutant(
        "联合署名次序不对",
        "联合行文",
        "G-7.3.5.1d",
        (">市财政局<", ">吉林市发展和改革委员会<"),
        (">市发展改革委<", ">吉林市财政局<"),
    ),
    _mutant("日期不右移二字", "上行文", "G-7.3.5.2a", _left(_DATE, 83.6)),
    _mutant("署名上没有空行", "上行文", "G-7.3.5.2a", _sign_padding(0)),
    _mutant("日期编虚位", "长文", "G-7.3.5.4", (">2024年7月5日<", ">2024年07月05日<")),
    _mutant("日期用汉字", "长文", "G-7.3.5.4", (">2024年7月5日<", ">二〇二四年七月五日<")),
    _mutant("日期不存在", "长文", "G-7.3.5.4", (">2024年7月5日<", ">2024年6月31日<")),
    _mutant("附注半角括号", "长文", "G-7.3.6", ("（此件公开发布）", "(此件公开发布)")),
    _mutant("附注不缩进", "长文", "G-7.3.6", css="p.annotation{text-indent:0}"),
    _mutant("没有署名", "长文", "R-9", (r"<p style=\"margin-left:[\d.]+mm\">吉林市人民政府</p>", "")),
    # 版记
    _mutant("末条线高 3 毫米", "长文", "G-7.4.1b", css=".imprint{padding-bottom:3mm}"),
    _mutant("没有版记线", "长文", "G-7.4.1b", ('class="ruled"', "")),
    _mutant("版记线 150 毫米", "长文", "G-7.4.1a", css=".ruled{margin-right:6mm}"),
    _mutant("版记线粗 1 毫米", "长文", "G-7.4.1a", css=".ruled{border-width:1mm 0}"),
    _mutant("抄送不缩进", "长文", "G-7.4.2a", css=".imprint .cc{padding-left:0;text-indent:0}"),
    _mutant("抄送回行不齐", "长文", "G-7.4.2a", css=".imprint .cc{padding-left:1em;text-indent:0}"),
    _mutant("抄送没有句号", "长文", "G-7.4.2a", ("市检察院。", "市检察院")),
    _mutant("抄送 16 磅", "长文", "G-7.4.2a", css=".imprint .cc{font-size:15pt}"),
    _mutant("印发日期编虚位", "长文", "G-7.4.3", ("2024年7月5日印发", "2024年07月05日印发")),
    _mutant("没有“印发”", "长文", "G-7.4.3", ("2024年7月5日印发", "2024年7月5日")),
    _mutant("印发机关不缩进", "长文", "G-7.4.3", css=".imprint .issue{padding-left:0}"),
    _mutant("抄送与印发之间没有线", "长文", "G-7.4.3", css=".ruled>.cc+.issue{border-top:0}"),
    # 页码、横排
    _mutant("页码用连字符", "长文", "G-7.5a", css='@page :right{@bottom-right{content:"- " counter(page) " -"}}'),
    _mutant("双页没有页码", "长文", "G-7.5a", css="@page :left{@bottom-left{content:none}}"),
    _mutant("页码黑体", "长文", "G-7.5a", css="@page :right{@bottom-right{font-family:'RG Hei'}}"),
    _mutant("页码高 4 毫米", "长文", "G-7.5b", css="@page :right{@bottom-right{padding-top:0}}"),
    _mutant("单页码在左", "长文", "G-7.5c", css="@page :right{@bottom-right{text-align:left;width:150mm}}"),
    _mutant("页码从 5 起", "长文", "G-7.5e", css="@page :first{counter-reset:page 4}"),
    _mutant("空白页后的版记页有页码", "空白页", "G-7.5d", ("own-page bare", "own-page")),
    _mutant(
        "横排页码没有转",
        "信函",
        "G-8a",
        css=f"@page wide:right{{@left-bottom{{content:none}}@bottom-right{{{_DASHES}}}}}"
        f"@page wide:left{{@left-top{{content:none}}@bottom-right{{{_DASHES}}}}}",
    ),
    _mutant(
        "横排页顺时针转",
        "信函",
        "G-8b",
        css=f"@page wide:right{{@left-bottom{{content:none}}@right-top{{{_RIGHT_SIDE}}}}}"
        f"@page wide:left{{@left-top{{content:none}}@right-bottom{{{_RIGHT_SIDE}}}}}",
    ),
    _mutant("续页没有表头", "信函", "G-8c", css="thead{display:table-row-group}"),
    # 信函
    _mutant("信函标志低 3 毫米", "信函", "L-1", _moved("mark", "top", 3)),
    _mutant(
        "信函标志加“文件”", "短信函", "L-1", (">吉林市人民政府办公室</p><p style", ">吉林市人民政府文件</p><p style")
    ),
    _mutant("信函双线 160 毫米", "信函", "L-2", ("width:170.0000mm", "width:160mm")),
    _mutant(
        "信函双线上细下粗",
        "信函",
        "L-2",
        (
            r'(height:)0\.7000mm("></div><div class="rule" style="[^"]*height:)0\.2500mm',
            r"\g<1>0.2500mm\g<2>0.7000mm",
        ),
    ),
    _mutant(
        "第二条双线低 3 毫米", "信函", "L-3", (r"top:239\.\d+mm", "top:242.3mm"), (r"top:238\.\d+mm", "top:241.75mm")
    ),
    _mutant("信函双线过粗", "信函", "L-4", ("height:0.7000mm", "height:1.2mm")),
    _mutant("信函份号低 3 毫米", "信函", "L-5", (r"(top:)(\d+)([.\d]*mm;left:0\">000001)", r"margin-top:3mm;\1\2\3")),
    _mutant("信函字号在左", "信函", "L-6", ("right:0", "left:0;margin-left:80mm")),
    _mutant("信函标题上空一行", "短信函", "L-7", _head_height(30.68)),
    _mutant("信函首页末行太低", "短信函", "L-8", css="@page letter:first{margin-bottom:14mm}"),
    _mutant("信函首页有页码", "信函", "L-9", css=f"@page letter:first{{@bottom-right{{{_DASHES}}}}}"),
    _mutant("信函版记有线", "信函", "L-10", ('id="imprint"', 'id="imprint" class="ruled"')),
    # 命令、纪要
    _mutant("命令标志低 3 毫米", "命令", "C-1", _moved("mark", "top", 3)),
    _mutant("令号低一行", "命令", "C-2", (r'(class="center" style="top:)[\d.]+mm', r"\g<1>67mm")),
    _mutant("令号编虚位", "命令", "C-2", ("第12号", "第012号")),
    _mutant("命令日期右空二字", "命令", "C-3", _left(_DATE, 111.7)),
    _mutant("纪要标志低 3 毫米", "纪要", "M-1", _moved("mark", "top", 3)),
    _mutant("出席仿宋", "纪要", "M-2", ('class="hei">出席', ">出席")),
    _mutant(
        "出席回行不齐", "纪要", "M-2", (r"(class=\"attendance\" style=\")[^\"]*(\"><span class=\"hei\">出席)", r"\1\2")
    ),
    _mutant("列席在请假之前", "纪要", "M-3", ("请假：", "列座："), ("列席：", "请假："), ("列座：", "列席：")),
    # 文字
    _mutant("正文半角逗号", "文件", "G-9", ("提高思想认识，", "提高思想认识,")),
    _mutant("行首逗号", "文件", "P-5", ("压实工作责任，", "压实工作<br>，责任")),
    _mutant("数字拆行", "文件", "N-7", ("压实工作责任，", "压实20<br>24年工作责任，")),
    _mutant("半个括号", "文件", "P-4", ("压实工作责任，", "压实（工作责任，")),
    _mutant("上行文主送两个机关", "上行文", "R-15", ("市人民政府：", "市人民政府、省财政厅：")),
    _mutant("版记在单页", "专报", "G-7.4.1c", css=".own-page{break-before:page}"),
)
