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
    Paragraph,
    Run,
    Runs,
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
        mark=runs("吉林市人民政府办公室"),
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
        signature=runs("吉林市人民政府办公室"),
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
        mark=runs("重大项目包保工作专报"),
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
        signature=runs("市重大项目包保办公室"),
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


@cache
def fonts() -> FontSet:
    """随程序的字体。"""
    return resolve_fonts(None, use_system=False)


@cache
def rendered(name: str) -> PdfResult:
    """``letter`` 或 ``report`` 排成的 PDF，各测试共用。"""
    return render_pdf({"letter": letter, "report": report}[name](), fonts())
