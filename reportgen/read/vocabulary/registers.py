"""台账与登记的用语：问题台账、施工图、专班、联席会议、议题、发文登记、通讯录。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.model.registers import ProblemLevel, ProblemState
from reportgen.read.vocabulary.field import FLAGS, PROJECT_NAME, Field, Kind, joined


@dataclass(frozen=True, slots=True)
class Form:
    """一种台账的表。

    Attributes:
        key: 名称栏，由它找表头、认出各行。fields: 各栏，含名称栏。
        required: 每一笔必须填的栏，表头也必须有。
        marks: 有其中一栏的才是这种表，用来与同一工作簿的别的表分开。
        serial: 没有自己的列时，“序号”一列顶替的栏；空则“序号”不读。
    """

    key: str
    fields: tuple[Field, ...]
    required: frozenset[str]
    marks: frozenset[str]
    serial: str = ""

    def field(self, name: str) -> Field:
        """名为 ``name`` 的栏。"""
        return next(item for item in self.fields if item.name == name)

    @property
    def titles(self) -> str:
        """必须有的栏目，印在消息里。"""
        return "、".join(f"“{item.title}”" for item in self.fields if item.name in self.required)


#: 与“编号”同在一张表时只是行号，不读。
SERIAL = Field("serial", Kind.NAME, ("序号",))


LEVELS: Mapping[str, ProblemLevel] = {
    **dict.fromkeys(("专班", "专班协调", "推进专班"), ProblemLevel.TASK_FORCE),
    **dict.fromkeys(("包保领导", "包保领导协调", "包保市领导"), ProblemLevel.SPONSOR),
    **dict.fromkeys(("联席会议", "联席会", "联席会议研究"), ProblemLevel.MEETING),
    **dict.fromkeys(("总指挥", "总指挥统筹", "提请总指挥"), ProblemLevel.COMMANDER),
}

PROBLEM_STATES: Mapping[str, ProblemState] = {
    **dict.fromkeys(("未办", "未办理", "未启动"), ProblemState.OPEN),
    **dict.fromkeys(("办理中", "在办", "正在办理", "推进中", "未销号"), ProblemState.DOING),
    **dict.fromkeys(("已销号", "销号", "已办结", "办结", "已解决", "已完成"), ProblemState.CLOSED),
}

_DAY = ("日期", "时间")
_PROJECT = Field("project", Kind.NAME, PROJECT_NAME.words)
_PERSON = Field("person", Kind.NAME, ("责任人", "具体责任人", "责任人员"))

PROBLEM_FORM = Form(
    key="project",
    fields=(
        Field("number", Kind.NAME, ("编号", "问题编号", "台账编号", "问题序号")),
        _PROJECT,
        Field("description", Kind.TEXT, ("问题", "存在问题", "问题描述", "具体问题", "问题内容", "主要问题")),
        Field("kind", Kind.NAME, ("类别", "问题类别", "问题类型", "类型")),
        Field("measure", Kind.TEXT, ("解决措施", "措施", "整改措施", "推进措施", "解决路径")),
        Field("lead_unit", Kind.NAME, ("牵头单位", "牵头部门", "责任单位", "牵头责任单位", "责任部门")),
        Field("other_units", Kind.TEXT, ("配合单位", "配合部门", "协办单位", "配合责任单位")),
        _PERSON,
        Field("raised_on", Kind.DATE, joined(("提出", "问题提出", "上账", "登记"), _DAY)),
        Field("due_date", Kind.DATE, ("办结时限", "完成时限", "解决时限", "办理时限", "时限", "整改时限")),
        Field(
            "level",
            Kind.CHOICE,
            ("协调层级", "层级", "协调级别", "协调层级专班包保领导联席会议总指挥"),
            LEVELS,
        ),
        Field("escalated_on", Kind.DATE, joined(("提格", "提请", "提格统筹"), _DAY)),
        Field("request", Kind.TEXT, ("提请事项", "提格事项", "提请研究事项", "提请研究的事项", "提请总指挥研究事项")),
        Field(
            "state",
            Kind.CHOICE,
            ("办理状态", "状态", "销号状态", "销号情况", "办理状态未办办理中已销号"),
            PROBLEM_STATES,
        ),
        Field("result", Kind.TEXT, ("办理结果", "结果", "解决结果", "办理情况", "办理进展", "进展情况")),
        Field("closed_on", Kind.DATE, joined(("销号", "办结", "实际办结", "解决"), _DAY)),
        Field("evidence", Kind.TEXT, ("销号依据", "依据", "佐证材料", "销号佐证", "佐证")),
    ),
    required=frozenset({"number", "project", "description", "raised_on"}),
    marks=frozenset({"description", "raised_on"}),
    serial="number",
)

TASK_FORM = Form(
    key="project",
    fields=(
        _PROJECT,
        Field("number", Kind.NAME, ("编号", "任务编号", "任务序号")),
        Field("phase", Kind.NAME, ("阶段", "环节", "推进阶段", "建设阶段")),
        Field("name", Kind.TEXT, ("任务", "任务名称", "工作任务", "具体任务", "目标任务", "节点任务")),
        Field("planned_start", Kind.DATE, joined(("计划",), ("开始", "起始", "启动"), ("", *_DAY))),
        Field("planned_end", Kind.DATE, (*joined(("计划",), ("完成", "结束"), ("", *_DAY)), "完成时限")),
        Field("actual_start", Kind.DATE, joined(("实际",), ("开始", "起始", "启动"), ("", *_DAY))),
        Field("actual_end", Kind.DATE, joined(("实际",), ("完成", "结束"), ("", *_DAY))),
        Field("unit", Kind.NAME, ("责任单位", "责任部门", "牵头单位", "牵头部门")),
        _PERSON,
        Field("note", Kind.TEXT, ("说明", "备注", "情况说明")),
    ),
    required=frozenset({"project", "name", "planned_start", "planned_end"}),
    marks=frozenset({"name", "planned_start", "planned_end"}),
    serial="number",
)

TASK_FORCE_FORM = Form(
    key="project",
    fields=(
        _PROJECT,
        Field("leader", Kind.NAME, ("专班负责人", "负责人", "专班组长", "组长", "专班长")),
        Field("members", Kind.TEXT, ("成员单位", "专班成员单位", "成员", "专班成员")),
        Field("liaison", Kind.NAME, ("联络员", "专班联络员")),
        Field("formed_on", Kind.DATE, ("成立时间", *joined(("成立", "专班成立", "组建"), _DAY))),
        Field("plan", Kind.TEXT, ("推进方案", "方案", "方案名称", "推进方案名称")),
    ),
    required=frozenset({"project", "leader"}),
    marks=frozenset({"leader", "members", "liaison", "plan"}),
)

MEETING_FORM = Form(
    key="number",
    fields=(
        Field("number", Kind.NAME, ("会议编号",)),
        Field("sponsor", Kind.NAME, ("包保领导", "召集人", "召集领导", "包保市领导", "市级包保领导")),
        Field("name", Kind.NAME, ("会议名称", "名称")),
        Field("held_on", Kind.DATE, ("日期", "会议日期", "召开日期")),
        Field("time", Kind.NAME, ("时间", "会议时间", "召开时间", "开会时间")),
        Field("place", Kind.NAME, ("地点", "会议地点", "召开地点")),
        Field("chair", Kind.NAME, ("主持人", "主持")),
        Field("attendants", Kind.TEXT, ("出席", "出席人员", "参会人员", "参加人员", "出席单位和人员")),
        Field("absentees", Kind.TEXT, ("请假", "请假人员", "缺席")),
        Field("observers", Kind.TEXT, ("列席", "列席人员")),
    ),
    required=frozenset({"number", "sponsor", "name", "held_on"}),
    marks=frozenset({"sponsor", "held_on", "chair"}),
)

TOPIC_FORM = Form(
    key="meeting",
    fields=(
        Field("meeting", Kind.NAME, ("会议编号",)),
        Field("order", Kind.NAME, ("次序", "议题序号", "议题次序", "顺序")),
        Field("project", Kind.NAME, (*PROJECT_NAME.words, "项目名称可空")),
        Field("subject", Kind.TEXT, ("议题", "议题名称", "研究事项")),
        Field("proposer", Kind.NAME, ("提出单位", "提报单位", "提请单位", "汇报单位")),
        Field("situation", Kind.TEXT, ("情况与建议", "情况和建议", "情况及建议", "有关情况", "基本情况")),
        Field("conclusion", Kind.TEXT, ("议定事项", "议定意见", "会议议定", "会议议定事项")),
        Field("unit", Kind.NAME, ("责任单位", "责任部门", "落实单位", "牵头单位")),
        Field("due_date", Kind.DATE, ("完成时限", "时限", "办结时限", "落实时限")),
        Field("is_escalated", Kind.CHOICE, ("提请总指挥", "提请总指挥是否", "是否提请总指挥", "提格"), FLAGS),
    ),
    required=frozenset({"meeting", "subject"}),
    marks=frozenset({"subject"}),
    serial="order",
)

ISSUANCE_FORM = Form(
    key="kind",
    fields=(
        Field("month", Kind.DATE, ("期次", "月份", "期数", "报告月份")),
        Field("kind", Kind.NAME, ("文种", "公文", "公文种类", "文种名称")),
        Field("target", Kind.NAME, ("对象", "公文对象")),
        Field("document_number", Kind.NAME, ("发文字号", "文号", "期号", "发文字号或期号")),
        Field("signer", Kind.NAME, ("签发人", "签发")),
        Field("issued_on", Kind.DATE, ("成文日期", "成文时间", "签发日期")),
        Field("printed_on", Kind.DATE, ("印发日期", "印发时间")),
    ),
    required=frozenset({"month", "kind"}),
    marks=frozenset({"month"}),
)

CONTACT_FORM = Form(
    key="unit",
    fields=(
        Field("unit", Kind.NAME, ("单位", "单位名称", "收文单位")),
        Field("person", Kind.NAME, ("联系人", "姓名", "收件人")),
        Field("email", Kind.TEXT, ("电子邮箱", "邮箱", "电子邮件", "邮箱地址", "邮件地址")),
        Field("copies", Kind.NAME, ("份数", "印送份数")),
        Field("stands_for", Kind.TEXT, ("代收", "代收单位", "代收对象")),
    ),
    required=frozenset({"unit"}),
    marks=frozenset({"person", "email", "copies", "stands_for"}),
)
