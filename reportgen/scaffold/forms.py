"""各个空表：工作表、栏目、列宽和填写说明。栏目的用语就是读入时认的用语。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.read.vocabulary.field import Field, Kind
from reportgen.read.vocabulary.listing import ALIAS_FIELDS, LIST_FIELDS, PLAN_FIELDS
from reportgen.read.vocabulary.registers import (
    CONTACT_FORM,
    ISSUANCE_FORM,
    MEETING_FORM,
    PROBLEM_FORM,
    TASK_FORCE_FORM,
    TASK_FORM,
    TOPIC_FORM,
)

#: 职务只给人看，程序不读。
POST = Field("post", Kind.TEXT, ("职务",))

_NAME = "照项目清单的写法；写法不同的在项目清单的“别名”表登记。"
_DAY = "写成日期；只知月份的写 {年}年5月。"
_SERIAL = "只供查看。"
_SEVERAL = "几个之间用顿号分开。"


@dataclass(frozen=True, slots=True)
class Column:
    """一栏：表头、列宽（字符）、填写说明（批注）。"""

    title: str
    width: float
    hint: str = ""


@dataclass(frozen=True)
class Blank:
    """一张空表。

    Attributes:
        name: 工作表名。title: 表题。note: 表题下的一行说明。
        columns: 各栏。fields: 读入时的各字段，据此定日期格和下拉选项。
        rows: 带入的各行。
    """

    name: str
    title: str
    note: str
    columns: Sequence[Column]
    fields: Sequence[Field]
    rows: Sequence[Sequence[str]] = ()


def listing(year: int, city: str) -> Blank:
    """项目清单。"""
    columns = (
        Column("序号", 6, "项目的标识，从 1 起，全年不变。"),
        Column("项目名称", 30, "各种填报表和台账都用这个名称。"),
        Column("法人单位", 24),
        Column("建设规模及主要建设内容", 48),
        Column("建设性质", 9, "新建或续建。新建办手续，续建保要素。"),
        Column("总投资", 11, "亿元；项目数和两个合计要与方案.toml 的“清单核对”一致。"),
        Column(f"{year}年度计划投资", 12, "亿元。"),
        Column("包保领导", 10, "每位领导一份月报。"),
        Column("责任部门", 14, "第一个牵头；几个之间用顿号或换行分开。"),
        Column("属地政府", 12, "方案.toml“属地.市本级”所列的写法归为市本级。"),
        Column("备注", 18, "可以不填。"),
    )
    title = f"{city}{year}年市级领导包保重大项目清单"
    return Blank("项目清单", title, "单位：亿元", columns, LIST_FIELDS)


def plans() -> Blank:
    """建设计划。"""
    columns = (
        Column("序号", 6, _SERIAL),
        Column("项目名称", 44, _NAME),
        Column("计划开（复）工时间", 18, f"新建填开工，续建填复工。{_DAY}"),
        Column("计划竣工时间", 18, f"按期竣工率只算截止日前应竣工的项目，没有填的不算。{_DAY}"),
        Column("填报单位", 18, "每月填报表由谁报；不填是牵头的责任部门。"),
    )
    return Blank("建设计划", "包保项目建设计划", "一个项目一行。", columns, PLAN_FIELDS)


def project_aliases() -> Blank:
    """项目别名。"""
    columns = (Column("别名", 36, "填报表里的写法。"), Column("清单名称", 44, "照项目清单的写法。"))
    return Blank("别名", "项目名称的其他写法", "各单位的写法与清单不同时在这里登记。", columns, ALIAS_FIELDS)


def unit_aliases(rows: Sequence[Sequence[str]]) -> Blank:
    """单位别名。"""
    columns = (
        Column("类别", 10, "部门、属地等，不要写“项目”。"),
        Column("其他写法", 36),
        Column("清单写法", 24, "照项目清单的写法。"),
    )
    return Blank(
        "单位别名", "责任部门和属地的其他写法", "填报单位的写法与清单不同时登记。", columns, ALIAS_FIELDS, rows
    )


def contacts(rows: Sequence[Sequence[str]], note: str) -> Blank:
    """通讯录。"""
    columns = (
        Column("单位", 28, "照项目清单的责任部门、属地；另加总指挥、市本级和各包保领导的收文单位。"),
        Column("联系人", 14),
        Column("职务", 22, "程序不读。"),
        Column("电子邮箱", 28, "一行一个地址；没有的不出邮件草稿。"),
        Column("份数", 8, "纸质件份数，不填是 1。"),
        Column("代收", 18, f"由这个单位代收的包保领导等。{_SEVERAL}"),
    )
    return Blank("通讯录", "通讯录", note, columns, (*CONTACT_FORM.fields, POST), rows)


def problems() -> Blank:
    """问题台账。"""
    columns = (
        Column("编号", 10, "不重复，全年不变。"),
        Column("项目名称", 26, _NAME),
        Column("问题", 32, "写成一句话，末尾不加句号。"),
        Column("类别", 8, "手续、要素、资金等。"),
        Column("解决措施", 32),
        Column("牵头单位", 12),
        Column("配合单位", 20, _SEVERAL),
        Column("责任人", 12),
        Column("提出日期", 13, "写成日期。"),
        Column("办结时限", 13, "超过这一天没有销号的，亮灯并计天数。"),
        Column("协调层级", 11, "现在由哪一级协调。"),
        Column("提格日期", 13, "提请总指挥研究的日期；有这一天就出提格事项报告。"),
        Column("提请事项", 30, "请总指挥研究的事，写成一句话。"),
        Column("办理状态", 10),
        Column("办理结果", 24),
        Column("销号日期", 13, "销号要有依据。"),
        Column("销号依据", 28),
    )
    return Blank("问题台账", "重大项目问题清单台账", "全年一本，逐笔记日期。", columns, PROBLEM_FORM.fields)


def tasks() -> Blank:
    """施工图。"""
    columns = (
        Column("项目名称", 32, _NAME),
        Column("编号", 8, "项目内不重复。"),
        Column("阶段", 12, "前期、开工、主体、竣工等。"),
        Column("任务", 32),
        Column("计划开始", 13, "必填。"),
        Column("计划完成", 13, "必填。"),
        Column("实际开始", 13, "没有开始的空着。"),
        Column("实际完成", 13, "没有完成的空着。"),
        Column("责任单位", 24),
        Column("责任人", 14),
        Column("说明", 28),
    )
    note = "一项任务一行，一个项目印一张 A3 图。"
    return Blank("施工图", "项目推进施工图", note, columns, TASK_FORM.fields)


def task_forces() -> Blank:
    """专班。"""
    columns = (
        Column("项目名称", 32, _NAME),
        Column("专班负责人", 16),
        Column("成员单位", 48, _SEVERAL),
        Column("联络员", 14),
        Column("成立时间", 13, "没有填的算已经成立。"),
        Column("推进方案", 44, "方案的名称；空着算没有制定。"),
    )
    return Blank("专班", "项目推进专班", "一个项目一行。", columns, TASK_FORCE_FORM.fields)


def meetings() -> Blank:
    """联席会议。"""
    columns = (
        Column("会议编号", 12, "不重复；议题用它找会议。"),
        Column("包保领导", 10, "照项目清单的写法。"),
        Column("会议名称", 34, "通知和纪要的标题由它写成。"),
        Column("日期", 13, "下月的出通知和议题单，本月开过的出纪要。"),
        Column("时间", 10, "如 14:30。"),
        Column("地点", 18),
        Column("主持人", 10),
        Column("出席", 44, _SEVERAL),
        Column("请假", 16, _SEVERAL),
        Column("列席", 40, _SEVERAL),
    )
    return Blank("会议", "联席会议", "一次会议一行。", columns, MEETING_FORM.fields)


def topics() -> Blank:
    """联席会议议题。"""
    columns = (
        Column("会议编号", 12),
        Column("次序", 6),
        Column("项目名称", 30, f"不限于一个项目的空着。{_NAME}"),
        Column("议题", 34),
        Column("提出单位", 14),
        Column("情况与建议", 44),
        Column("议定事项", 40, "开会以后填。"),
        Column("责任单位", 14),
        Column("完成时限", 13),
        Column("提请总指挥", 12, "议定提请总指挥研究的填“是”。"),
    )
    return Blank("议题", "联席会议议题", "一个议题一行。", columns, TOPIC_FORM.fields)


def issuances(year: int) -> Blank:
    """发文登记。"""
    columns = (
        Column("期次", 10, f"写作 {year}-06 或 {year}年6月。"),
        Column("文种", 22, "如 D1，或 月度专报；同一编号有几种的写名称，如 督办通知。"),
        Column("对象", 40, "成品文件名中的对象；一期只出一件的不填。"),
        Column("发文字号", 26, "登记了才印；没有登记的留出空位。"),
        Column("签发人", 12),
        Column("成文日期", 13, "写成日期。"),
        Column("印发日期", 13, "写成日期。"),
    )
    return Blank("发文登记", "发文登记", "一件公文一行。", columns, ISSUANCE_FORM.fields)


def previous_aliases(rows: Sequence[Sequence[str]]) -> Blank:
    """原方案的项目别名：只供抄写，表头程序不认，以免指向清单里没有的项目。"""
    columns = (Column("原别名", 36), Column("原清单名称", 44))
    note = "项目还在新清单的，把这一行抄进“别名”；程序不读这张表。"
    return Blank("原项目别名", "原方案登记的项目别名", note, columns, (), rows)
