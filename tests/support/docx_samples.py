"""DOCX 测试用的公文：每种格式一件，内容均为虚构。"""

from __future__ import annotations

from decimal import Decimal

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

FONT_NAMES = {
    "仿宋": "仿宋_GB2312",
    "楷体": "楷体_GB2312",
    "黑体": "黑体",
    "宋体": "宋体",
    "小标宋": "方正小标宋简体",
}

#: 不含数字和标点，行中字数可数。
PLAIN_TEXT = "各责任部门和属地政府要按照包保工作方案的要求倒排工期挂图作战加强调度及时解决项目建设中的困难和问题" * 8


def words(text: str) -> Runs:
    """一段公文稿文字。"""
    return (Run(text),)


def cell(text: str, align: Align = Align.CENTER, colspan: int = 1, rowspan: int = 1) -> Cell:
    """一个单元格。"""
    return Cell(words(text) if text else (), align, colspan, rowspan)


def small_table() -> Table:
    """两行表头、合并单元格、各种对齐的小表。"""
    return Table(
        title=words("各类项目完成投资情况"),
        unit=words("单位：亿元"),
        widths=(Decimal(3), Decimal(2), Decimal(2), Decimal(2)),
        header=(
            (cell("类别", rowspan=2), cell("投资", colspan=2), cell("完成率", rowspan=2)),
            (cell("年度计划"), cell("累计完成")),
        ),
        rows=(
            (cell("新建", Align.LEFT, rowspan=2), cell("80.1"), cell("40.5", Align.RIGHT), cell("50.6%")),
            (cell("10.2"), cell("3.1", Align.RIGHT), cell("30.4%")),
            (cell("合计", colspan=2), cell("43.6", Align.RIGHT), cell("48.3%")),
        ),
    )


def wide_table(rows: int = 29) -> Table:
    """11 列长文字的横排大表。"""
    names = (
        "序号",
        "项目名称",
        "项目法人",
        "建设内容",
        "性质",
        "总投资",
        "年度计划",
        "包保领导",
        "责任部门",
        "属地",
        "备注",
    )
    body = tuple(
        (
            cell(str(number)),
            cell(f"示例市第{number}号城市基础设施综合提升工程项目", Align.LEFT),
            cell("示例建设投资有限公司", Align.LEFT),
            cell(
                "新建厂房及配套设施，建筑面积12.5万平方米，购置设备860台（套），配套建设道路、给排水、供电等附属工程",
                Align.LEFT,
            ),
            cell("新建" if number % 2 else "续建"),
            cell(f"{number * 13}.5", Align.RIGHT),
            cell(f"{number}.25", Align.RIGHT),
            cell("张某某"),
            cell("市住房和城乡建设局、市交通运输局"),
            cell("示例区"),
            cell(""),
        )
        for number in range(1, rows + 1)
    )
    return Table(
        title=(),
        unit=words("单位：亿元"),
        widths=tuple(Decimal(share) for share in (6, 22, 18, 46, 8, 12, 12, 12, 22, 12, 10)),
        header=(tuple(cell(name) for name in names),),
        rows=body,
    )


def letter_blocks() -> tuple[Block, ...]:
    """四级标题、接排标题、表格和注。"""
    return (
        Paragraph(words("按照《包保重大项目实施方案》，现将2024年6月推进情况通报如下。")),
        Heading(1, words("一、总体情况")),
        Paragraph(
            words(
                "截至6月底，29个项目开复工率达到100%，完成投资108.6亿元，占年度计划的“55.4%”——高于时序进度5.4个百分点。"
            )
        ),
        Paragraph(words(PLAIN_TEXT)),
        small_table(),
        Note(words("注：本表为演示数据。")),
        Heading(2, words("（一）投资完成情况。"), words("城镇老旧小区改造项目完成投资3.2亿元，进展较快。")),
        Heading(3, words("1.新建项目。"), words("16个项目全部开工。")),
        Heading(4, words("（1）手续办理。"), words("施工许可办结12项。")),
        Heading(1, words("二、下一步工作")),
        Heading(2, words("（一）加强调度")),
        Heading(3, words("1.盯紧节点")),
        Heading(4, words("（1）倒排工期")),
        Paragraph(words(PLAIN_TEXT)),
    )


def letter(**changes: object) -> Document:
    """信函：正文约两页，附件一竖一横，有抄送。"""
    fields: dict[str, object] = {
        "kind": "D3",
        "form": Form.LETTER,
        "marks": (words("示例省示例市人民政府办公室"),),
        "number": words("示市政办函〔2024〕　号"),
        "title": words("关于全市重大项目6月份推进情况的通报"),
        "title_lines": ("关于全市重大项目", "6月份推进情况的通报"),
        "recipients": words("各县（市、区）人民政府，市直有关部门："),
        "blocks": letter_blocks(),
        "attachments": (
            Attachment(words("投资完成情况统计表"), (Paragraph(words("统计口径见表下说明。")), small_table())),
            Attachment(words("包保重大项目清单"), (wide_table(),), is_landscape=True),
        ),
        "signatures": (words("示例市人民政府办公室"),),
        "date": words("2024年7月12日"),
        "imprint": Imprint(
            cc=words(
                "市委办公室，市人大常委会办公室，市政协办公室，市纪委监委，市中级人民法院，市人民检察院，示例军分区。"
            )
        ),
        "stamps": ("演示数据",),
    }
    return Document(**{**fields, **changes})  # type: ignore[arg-type]


def chart() -> Chart:
    """柱、线、阶梯各一组，线有缺值。"""
    values = [Decimal(value) for value in ("3.1", "8.25", "20", "43.6", "60.5", "80")]
    return Chart(
        title=words("图1　1至6月完成投资"),
        unit="亿元",
        categories=("1月", "2月", "3月", "4月", "5月", "6月"),
        series=(
            Series("累计完成", tuple(values), "柱"),
            Series("上年同期", (*values[1:5], None, None), "线"),
            Series("节点目标", tuple(Decimal(number) for number in (10, 10, 30, 30, 30, 60)), "阶梯"),
        ),
    )


def report(**changes: object) -> Document:
    """专报：有图表，一个附件，版记带印发机关。"""
    fields: dict[str, object] = {
        "kind": "D1",
        "form": Form.REPORT,
        "marks": (words("示例市包保重大项目推进情况专报"),),
        "number": words("（第6期）"),
        "head_left": words("示例市人民政府办公室"),
        "head_right": words("2024年7月12日"),
        "title": words("关于上半年全市包保重大项目推进情况的报告"),
        "title_lines": ("关于上半年全市包保重大项目", "推进情况的报告"),
        "recipients": (),
        "blocks": (
            Heading(1, words("一、投资完成情况")),
            Paragraph(words("上半年完成投资43.6亿元。" * 8)),
            chart(),
            Paragraph(words("下一步，继续加强调度。")),
        ),
        "attachments": (Attachment(words("各类项目完成投资情况"), (small_table(),)),),
        "signatures": (),
        "date": (),
        "imprint": Imprint(
            cc=words("市委办公室，市人大常委会办公室，市政协办公室。"),
            issuer=words("示例市人民政府办公室"),
            date=words("2024年7月12日印发"),
        ),
        "stamps": ("演示数据", "草稿"),
    }
    return Document(**{**fields, **changes})  # type: ignore[arg-type]


def file(**changes: object) -> Document:
    """下行文：份号、密级、紧急程度齐全，加盖印章，有附注。"""
    fields: dict[str, object] = {
        "kind": "D11",
        "form": Form.FILE,
        "marks": (words("示例市人民政府"),),
        "mark_suffix": words("文件"),
        "copy_number": words("000001"),
        "secrecy": words("机密★1年"),
        "urgency": words("特急"),
        "number": words("示政发〔2024〕8号"),
        "title": words("示例市人民政府关于印发包保重大项目实施方案的通知"),
        "title_lines": ("示例市人民政府", "关于印发包保重大项目实施方案的通知"),
        "recipients": words("各县（市、区）人民政府，市政府各部门、各直属机构："),
        "blocks": (
            Paragraph(words("现将《包保重大项目实施方案》印发给你们，请认真贯彻执行。")),
            Paragraph(words(PLAIN_TEXT)),
            Paragraph(words("请于每月五日前报送进展情况。")),
        ),
        "attachments": (Attachment(words("包保重大项目责任分工表"), (small_table(),)),),
        "signatures": (words("示例市人民政府"),),
        "sealing": Sealing.SEAL,
        "date": words("2024年3月5日"),
        "annotation": words("此件公开发布"),
        "imprint": Imprint(
            cc=words("市委办公室，市人大常委会办公室，市政协办公室，市纪委监委，市中级人民法院，市人民检察院。"),
            issuer=words("示例市人民政府办公室"),
            date=words("2024年3月6日印发"),
        ),
    }
    return Document(**{**fields, **changes})  # type: ignore[arg-type]


def upward(**changes: object) -> Document:
    """上行文：三个签发人，不加盖印章，联合署名。"""
    fields: dict[str, object] = {
        "copy_number": (),
        "urgency": (),
        "signers": (words("张三"), words("欧阳某某"), words("李四五")),
        "signatures": THREE_ORGANS,
        "sealing": Sealing.NONE,
        "recipients": words("省人民政府："),
        "annotation": words("联系人：王某某，电话：00000000"),
        "attachments": (),
    }
    return file(**{**fields, **changes})


#: 三个机关，名称长短不一。
THREE_ORGANS = (words("示例市人民政府"), words("示例军分区"), words("示例市监察委员会"))


def joint(**changes: object) -> Document:
    """三个机关联合行文，加盖印章。"""
    fields: dict[str, object] = {"marks": THREE_ORGANS, "signatures": THREE_ORGANS, "attachments": (), "annotation": ()}
    return file(**{**fields, **changes})


def command(**changes: object) -> Document:
    """命令：令号、正文、签名章。"""
    fields: dict[str, object] = {
        "form": Form.COMMAND,
        "marks": (words("示例市人民政府令"),),
        "mark_suffix": (),
        "copy_number": (),
        "secrecy": (),
        "urgency": (),
        "number": words("第12号"),
        "title": (),
        "title_lines": (),
        "recipients": (),
        "blocks": (Paragraph(words("《示例市重大项目管理办法》已经市政府常务会议通过，现予公布，自公布之日起施行。")),),
        "attachments": (),
        "signatures": (),
        "sealing": Sealing.STAMP,
        "office_title": words("市长"),
        "annotation": (),
    }
    return file(**{**fields, **changes})


def minutes(**changes: object) -> Document:
    """纪要：出席、请假、列席名单，出席名单回行。"""
    fields: dict[str, object] = {
        "form": Form.MINUTES,
        "marks": (words("示例市人民政府常务会议纪要"),),
        "mark_suffix": (),
        "copy_number": (),
        "secrecy": (),
        "urgency": (),
        "number": words("第3期"),
        "title": words("关于研究包保重大项目推进工作的纪要"),
        "title_lines": ("关于研究包保重大项目推进工作的纪要",),
        "recipients": (),
        "attachments": (),
        "signatures": (),
        "sealing": Sealing.NONE,
        "date": (),
        "annotation": (),
        "attendance": (
            (
                "出席",
                words("市政府张某某，市发展改革委李某某，市住房城乡建设局王某某，市交通运输局赵某某，市水利局孙某某"),
            ),
            ("请假", words("市财政局周某某")),
            ("列席", words("示例区吴某某")),
        ),
    }
    return file(**{**fields, **changes})


#: 长得排满首页的主送机关。
MANY_RECIPIENTS = words("，".join(f"示例市第{number}重大项目包保工作责任部门" for number in range(1, 30)) + "：")

#: 严格读法、双面对称。
STRICT = PageStyle(Profile.INK, is_mirrored=True)
