"""排版测试用的公文：内容虚构，只求触及版式的各个情形。"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from reportgen.model.document import (
    Align,
    Attachment,
    Block,
    Cell,
    Chart,
    Document,
    Form,
    Heading,
    Imprint,
    Note,
    PageStyle,
    Paragraph,
    Profile,
    Run,
    Runs,
    Sealing,
    Series,
    Table,
)
from reportgen.render.fonts import FontSet, resolve_fonts
from reportgen.render.pdf_writer import PdfResult, render_pdf

LONG = (
    "截至6月底，29个包保项目累计完成投资62.38亿元，占年度计划的31.8%，高于节点参考进度1.8个百分点；"
    "其中新建项目完成投资20.16亿元，续建项目完成投资42.22亿元。各责任部门（单位）要倒排工期、挂图作战，"
    "确保9月底前年度计划投资完成率达到80%以上，“三个节点”“五个比例”目标如期实现。"
)


def runs(text: str) -> Runs:
    """一段文字。"""
    return (Run(text),) if text else ()


def paragraphs_of(count: int, text: str = LONG) -> tuple[Block, ...]:
    """``count`` 个同样的自然段。"""
    return tuple(Paragraph(runs(text)) for _ in range(count))


def cells(*texts: str, align: Align = Align.CENTER) -> tuple[Cell, ...]:
    """一行同样对齐的单元格。"""
    return tuple(Cell(runs(text), align) for text in texts)


def table(rows: int, title: str = "") -> Table:
    """``rows`` 行五列的项目表，首行合计跨两列，表头两行。"""
    header = (
        (
            Cell(runs("序号"), rowspan=2),
            Cell(runs("项目名称"), rowspan=2),
            Cell(runs("投资"), colspan=2),
            Cell(runs("备注"), rowspan=2),
        ),
        cells("总投资", "年度计划"),
    )
    total = (Cell(runs("合计"), colspan=2), *cells("1024.5967", "196.038", align=Align.RIGHT), Cell(()))
    body = tuple(
        (
            *cells(str(index)),
            *cells(f"第{index}号重大项目（含配套工程和外部管线迁改）", align=Align.LEFT),
            *cells(f"{index * 3}.5", f"{index}.25", align=Align.RIGHT),
            *cells("正常推进", align=Align.LEFT),
        )
        for index in range(1, rows + 1)
    )
    widths = tuple(map(Decimal, ("4", "20", "8", "8", "10")))
    return Table(runs(title), runs("单位：亿元"), widths, header, (total, *body))


def chart() -> Chart:
    """柱、线、阶梯三种数据的月度图，有缺数。"""
    months = tuple(f"{month}月" for month in range(4, 12))
    rate = (*map(Decimal, ("8.5", "19.27", "31.8", "44.1", "60.2")), None, None, None)
    steps = tuple(map(Decimal, ("20", "25", "30", "46.7", "63.3", "80", "90", "100")))
    amount = (*map(Decimal, ("16.6", "21.1", "24.5", "24.1", "31.6")), None, None, None)
    return Chart(
        runs("图1　年度计划投资完成率与节点参考进度"),
        "%",
        months,
        (
            Series("当月完成投资", amount, "柱"),
            Series("累计完成率", rate, "线"),
            Series("节点参考进度", steps, "阶梯"),
        ),
    )


def letter() -> Document:
    """信函：版头、两级标题、附件两个（一竖一横）、有抄送。"""
    return Document(
        kind="D3",
        form=Form.LETTER,
        marks=(runs("吉林市人民政府办公室"),),
        number=runs("吉市政办函〔2024〕15号"),
        title=runs("吉林市人民政府办公室关于2024年重大项目包保服务工作推进情况的通报"),
        title_lines=("吉林市人民政府办公室", "关于2024年重大项目包保服务工作", "推进情况的通报"),
        recipients=runs("各县（市）区人民政府、开发区管委会，市直有关部门："),
        blocks=(
            Paragraph(runs(LONG)),
            Heading(1, runs("一、总体进展")),
            Heading(2, runs("（一）开复工情况。"), runs(LONG)),
            Heading(3, runs("1.新建项目。"), runs(LONG)),
            Heading(4, runs("（1）手续办理")),
            *paragraphs_of(3),
            Heading(1, runs("二、存在问题")),
            *paragraphs_of(2),
        ),
        signatures=(runs("吉林市人民政府办公室"),),
        date=runs("2024年7月5日"),
        attachments=(
            Attachment(runs("重大项目包保服务工作节点目标完成情况分属地和分责任部门统计表"), (table(3),)),
            Attachment(runs("项目进展情况表"), (table(40), Note(runs("注：“—”表示本期无应竣工项目。"))), True),
        ),
        imprint=Imprint(
            cc=runs("市委办公室，市人大常委会办公室，市政协办公室，市纪委监委机关，吉林军分区，市法院，市检察院。")
        ),
        stamps=("演示数据",),
    )


def report() -> Document:
    """专报：报头、图、表、注，一个横排附件，版记三项俱全。"""
    return Document(
        kind="D1",
        form=Form.REPORT,
        marks=(runs("重大项目包保工作专报"),),
        number=runs("第6期"),
        head_left=runs("市重大项目包保办公室"),
        head_right=runs("2024年7月5日"),
        title=runs("关于6月份重大项目推进情况的报告"),
        title_lines=("关于6月份重大项目推进情况的报告",),
        recipients=(),
        blocks=(
            *paragraphs_of(2),
            Heading(1, runs("一、节点完成情况")),
            chart(),
            Paragraph(runs(LONG)),
            table(4, "表1　分属地完成情况"),
            Note(runs("注：因四舍五入，分项之和可能不等于合计，差额不作机械调整，以全数值计算的合计为准，特此说明。")),
            Heading(1, runs("二、下一步工作")),
            Paragraph(runs(LONG)),
        ),
        signatures=(runs("市重大项目包保办公室"),),
        date=runs("2024年7月5日"),
        attachments=(Attachment(runs("项目进展情况表"), (table(12),), True),),
        imprint=Imprint(
            runs(
                "各包保领导，各责任部门，各县（市）区人民政府，各开发区管委会，市政府督查室，市统计局，市发改委重大项目办。"
            ),
            runs("市重大项目包保办公室"),
            runs("2024年7月5日印发"),
        ),
        stamps=("演示数据", "草稿"),
    )


def plain_letter(lines: int, cc: str = "") -> Document:
    """没有附件的信函，正文是 ``lines`` 个单行段落。"""
    return replace(
        letter(),
        blocks=paragraphs_of(lines, "请各有关单位认真组织实施。"),
        attachments=(),
        imprint=Imprint(cc=runs(cc)),
        stamps=(),
    )


def official() -> Document:
    """下行文：份号、密级、紧急程度俱全，加盖印章，有附注、附件说明和版记。"""
    return Document(
        kind="D11",
        form=Form.FILE,
        marks=(runs("吉林市人民政府"),),
        mark_suffix=runs("文件"),
        copy_number=runs("000001"),
        secrecy=runs("秘密★1年"),
        urgency=runs("特急"),
        number=runs("吉市政发〔2024〕3号"),
        title=runs("吉林市人民政府关于做好重大项目包保服务工作的通知"),
        title_lines=("吉林市人民政府关于做好", "重大项目包保服务工作的通知"),
        recipients=runs("各县（市）区人民政府、开发区管委会，市政府各委办局、各直属机构："),
        blocks=(*paragraphs_of(2), Heading(1, runs("一、工作目标")), *paragraphs_of(2)),
        signatures=(runs("吉林市人民政府"),),
        sealing=Sealing.SEAL,
        date=runs("2024年7月5日"),
        annotation=runs("此件公开发布"),
        attachments=(Attachment(runs("项目进展情况表"), (table(3),)),),
        imprint=Imprint(
            runs("市委办公室，市人大常委会办公室，市政协办公室，市纪委监委机关，吉林军分区，市法院，市检察院。"),
            runs("吉林市人民政府办公室"),
            runs("2024年7月5日印发"),
        ),
    )


def upward(signers: int = 3) -> Document:
    """上行文：签发人若干，不加盖印章，没有左上角各项和附注。"""
    names = ("王建国", "李旸", "欧阳文华", "赵喆", "钱一")
    return replace(
        official(),
        marks=(runs("吉林市发展和改革委员会"),),
        copy_number=(),
        secrecy=(),
        urgency=(),
        number=runs("吉市发改〔2024〕30号"),
        signers=tuple(map(runs, names[:signers])),
        title=runs("吉林市发展和改革委员会关于包保工作情况的报告"),
        title_lines=("吉林市发展和改革委员会", "关于重大项目包保服务工作情况的报告"),
        recipients=runs("市人民政府："),
        signatures=(runs("吉林市发展和改革委员会"),),
        sealing=Sealing.NONE,
        annotation=runs("联系人：李旸，联系电话：0432－00000000"),
        attachments=(),
    )


def joint(organs: int = 3, sealing: Sealing = Sealing.SEAL) -> Document:
    """联合行文：机关若干，主办机关在前。"""
    names = (
        *("吉林市发展和改革委员会", "吉林市财政局", "吉林市自然资源局"),
        *("吉林市水利局", "吉林市交通运输局", "吉林市统计局"),
    )[:organs]
    short = ("市发展改革委", "市财政局", "市自然资源局", "市水利局", "市交通运输局", "市统计局")
    return replace(
        official(),
        marks=tuple(map(runs, names)),
        number=runs("吉市发改联〔2024〕8号"),
        title_lines=("关于联合开展重大项目现场核查的通知",),
        signatures=tuple(map(runs, short[:organs])),
        sealing=sealing,
        blocks=paragraphs_of(3),
        attachments=(),
    )


def minutes() -> Document:
    """纪要：出席名单很长，有请假、列席。"""
    people = "，".join(f"市责任部门第{index}号负责人王建国" for index in range(1, 12))
    return replace(
        official(),
        form=Form.MINUTES,
        marks=(runs("吉林市人民政府专题会议纪要"),),
        mark_suffix=(),
        copy_number=(),
        secrecy=(),
        urgency=(),
        number=runs("〔2024〕6号"),
        title_lines=("研究重大项目包保服务有关事宜的会议纪要",),
        recipients=(),
        signatures=(),
        sealing=Sealing.NONE,
        date=(),
        annotation=(),
        attendance=(
            ("出席", runs(f"{people}。")),
            ("请假", runs("赵喆。")),
            ("列席", runs("各县（市）区分管负责人。")),
        ),
        attachments=(),
    )


def command() -> Document:
    """命令：没有标题，用签名章。"""
    return replace(
        official(),
        form=Form.COMMAND,
        marks=(runs("吉林市人民政府令"),),
        mark_suffix=(),
        copy_number=(),
        secrecy=(),
        urgency=(),
        number=runs("第12号"),
        title=(),
        title_lines=(),
        recipients=(),
        blocks=paragraphs_of(
            2, "《吉林市重大项目包保服务办法》已经市人民政府常务会议通过，现予公布，自公布之日起施行。"
        ),
        signatures=(),
        sealing=Sealing.STAMP,
        office_title=runs("市　　长"),
        annotation=(),
        attachments=(),
        imprint=Imprint(),
    )


def secret_letter() -> Document:
    """带份号、密级、紧急程度的信函。"""
    return replace(letter(), copy_number=runs("000001"), secrecy=runs("机密★1年"), urgency=runs("特急"))


def crowded() -> Document:
    """主送机关多到首页排不下正文。"""
    names = "，".join(f"第{index}号责任部门和属地人民政府" for index in range(1, 31))
    return replace(official(), recipients=runs(f"{names}："))


PAPERS = {
    "letter": letter,
    "report": report,
    "official": official,
    "upward": upward,
    "joint": joint,
    "joint_unsealed": lambda: joint(sealing=Sealing.NONE),
    "minutes": minutes,
    "command": command,
    "secret_letter": secret_letter,
    "crowded": crowded,
}

#: 版面的三种设置。
BOX_PAGE, INK_PAGE = PageStyle(), PageStyle(Profile.INK)
MIRRORED_PAGE = PageStyle(is_mirrored=True)


@cache
def fonts() -> FontSet:
    """随程序的字体。"""
    return resolve_fonts(None, use_system=False)


@cache
def rendered(name: str, page: PageStyle = BOX_PAGE) -> PdfResult:
    """:data:`PAPERS` 中的一件按一种版面排成的 PDF，各测试共用。"""
    return render_pdf(replace(PAPERS[name](), page=page), fonts())
