"""填报表的用语：进展、手续、要素。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from reportgen.model.records import FactorKind, FactorStatus, ProcedureKind, ProcedureStatus, SiteState
from reportgen.read.vocabulary.field import FLAGS, Field, Kind, joined

_WORKING = ("在建", "已开工", "开工", "已复工", "复工", "已开复工", "施工中", "正常施工")
_IDLE = ("未开工", "未复工", "未开复工")
_ENDED = {
    **dict.fromkeys(("停工", "已停工", "停建"), SiteState.SUSPENDED),
    **dict.fromkeys(("竣工", "已竣工", "完工", "已完工"), SiteState.COMPLETED),
}

STATES: Mapping[str, SiteState] = {
    **dict.fromkeys(_WORKING, SiteState.WORKING),
    **dict.fromkeys(_IDLE, SiteState.IDLE),
    **_ENDED,
}

#: 是否开（复）工一类的栏也常直接填状态；填“停工”“竣工”的等于填了状态。
START_FLAGS: Mapping[str, bool | SiteState] = {
    **FLAGS,
    **dict.fromkeys(_WORKING, True),
    **dict.fromkeys(_IDLE, False),
    **_ENDED,
}

PROCEDURE_STATES: Mapping[str, ProcedureStatus] = {
    **dict.fromkeys(("已办结", "办结", "已完成", "已取得", "已批复", "√"), ProcedureStatus.DONE),
    **dict.fromkeys(("在办", "办理中", "正在办理"), ProcedureStatus.DOING),
    **dict.fromkeys(("未办", "未办理", "未启动"), ProcedureStatus.TODO),
    **dict.fromkeys(("无需办理", "无需", "不涉及", "不需要"), ProcedureStatus.EXEMPT),
}

FACTOR_STATES: Mapping[str, FactorStatus] = {
    **dict.fromkeys(("已保障", "保障到位", "已落实", "无缺口", "√"), FactorStatus.SECURED),
    **dict.fromkeys(("有缺口", "缺口", "未保障", "未落实"), FactorStatus.SHORT),
    **dict.fromkeys(("不涉及", "无需", "不需要"), FactorStatus.NOT_NEEDED),
}

_DONE = ("完成投资", "投资完成", "完成投资额", "完成", "投资", "投资完成额", "完成情况", "")

PROGRESS_FIELDS = (
    Field(
        "month_investment",
        Kind.MONEY,
        ("本月完成投资", *joined(("本月", "当月", "本月份", "本期", "当期", "本月数"), _DONE)),
    ),
    Field(
        "cumulative_investment",
        Kind.MONEY,
        (
            "本年累计完成投资",
            *joined(("本年累计", "年累计", "今年累计", "年内累计", "年初以来累计", "年度累计", "本年度累计"), _DONE),
            *joined(("本年", "本年度", "今年", "年初以来", "年初至今", "年度", "年内"), ("累计",), _DONE),
            *joined(("本年", "本年度", "今年以来", "年初以来", "年初至今"), ("完成投资", "投资完成", "完成")),
            *joined(("截至本月", "截至月底", "截至目前", ""), ("累计",), _DONE),
        ),
    ),
    Field(
        "statistical_investment",
        Kind.MONEY,
        (
            "入统投资",
            "入统",
            "入统投资额",
            "入统额",
            "入统数",
            "已入统投资",
            "累计入统投资",
            "累计入统",
            "本年累计入统投资",
            "本年累计入统",
            "统计口径投资",
        ),
    ),
    Field(
        "lifetime_investment",
        Kind.MONEY,
        (
            "开工以来累计完成投资",
            *joined(("开工以来", "自开工以来", "开工至今", "自开工", "建设以来", "项目"), ("累计",), _DONE),
            "开工以来完成投资",
            "自开工以来完成投资",
        ),
    ),
    Field(
        "is_in_statistics",
        Kind.CHOICE,
        (
            "是否入库",
            "入库",
            "是否纳统",
            "入库情况",
            "是否已入库",
            "纳入统计库",
            "是否纳入统计库",
            "入库是否",
            "统计入库",
        ),
        FLAGS,
    ),
    Field("is_started", Kind.CHOICE, ("是否开工", "是否已开工", "开工是否", "开工情况"), START_FLAGS),
    Field("is_resumed", Kind.CHOICE, ("是否复工", "是否已复工", "复工是否", "复工情况"), START_FLAGS),
    Field("is_working", Kind.CHOICE, ("是否开复工", "是否已开复工", "开复工", "开复工是否"), START_FLAGS),
    Field(
        "state",
        Kind.CHOICE,
        (
            "项目状态",
            *joined(("", "开复工", "建设", "现场", "施工", "目前", "当前", "项目"), ("状态", "状况")),
            *("开复工情况", "开复工进展", "建设情况"),
        ),
        STATES,
    ),
    Field("started_on", Kind.DATE, joined(("开工", "实际开工", "开复工", "实际开复工"), ("时间", "日期", "年月"))),
    Field("resumed_on", Kind.DATE, joined(("复工", "实际复工"), ("时间", "日期", "年月"))),
    Field("suspended_on", Kind.DATE, joined(("停工", "停建"), ("时间", "日期", "年月"))),
    Field("completed_on", Kind.DATE, joined(("竣工", "实际竣工", "完工", "实际完工"), ("时间", "日期", "年月"))),
    Field(
        "physical_progress",
        Kind.TEXT,
        (
            "形象进度",
            "工程进展",
            "目前形象进度",
            "工程形象进度",
            "项目形象进度",
            "形象进度描述",
            "项目进展",
            "进展情况",
            "项目进展情况",
            "工程进展情况",
        ),
    ),
    Field(
        "reason",
        Kind.TEXT,
        (
            "原因",
            "滞后原因",
            "原因说明",
            "未达进度原因",
            "未开复工原因",
            "停工原因",
            "未开工原因",
            "存在问题",
            "问题及原因",
            "滞后原因及措施",
            "存在的问题",
            "情况说明",
        ),
    ),
    Field("correction_note", Kind.TEXT, ("核减说明", "核减原因", "数据核减说明", "数据调整说明", "调整说明")),
    Field("filed_by", Kind.TEXT, ("填报单位", "填报部门", "报送单位")),
    Field("filed_on", Kind.DATE, ("填报日期", "填报时间", "报送日期", "报送时间")),
)

#: 只写“累计”的表头：按本年累计读取，并提醒。
VAGUE_CUMULATIVE = frozenset(joined(("截至目前", ""), ("累计",), _DONE))

PROCEDURES: Mapping[str, ProcedureKind] = {
    **dict.fromkeys(
        ("立项", "项目立项", "立项审批", "立项备案", "立项手续", "立项审批核准备案", "审批核准备案"),
        ProcedureKind.APPROVAL,
    ),
    **dict.fromkeys(("规划", "规划许可", "规划手续", "建设工程规划许可", "建设工程规划许可证"), ProcedureKind.PLANNING),
    **dict.fromkeys(("环评", "环评批复", "环评手续", "环境影响评价"), ProcedureKind.ENVIRONMENT),
    **dict.fromkeys(("能评", "节能审查", "节能评估", "能评手续", "节能审查能评"), ProcedureKind.ENERGY),
    **dict.fromkeys(
        ("施工许可", "施工许可证", "建筑工程施工许可", "建筑工程施工许可证", "施工许可手续"), ProcedureKind.PERMIT
    ),
}

FACTORS: Mapping[str, FactorKind] = {
    **dict.fromkeys(("用地", "土地", "用地保障", "建设用地"), FactorKind.LAND),
    **dict.fromkeys(("用工", "用工保障", "劳务用工"), FactorKind.LABOUR),
    **dict.fromkeys(("水电", "用水用电", "用水用电保障", "水电保障"), FactorKind.UTILITIES),
    **dict.fromkeys(("运输", "交通运输", "交通运输保障"), FactorKind.TRANSPORT),
    **dict.fromkeys(("钢筋商砼", "钢筋商砼保障", "建材"), FactorKind.MATERIALS),
    **dict.fromkeys(("资金", "扶持资金", "资金支持"), FactorKind.FUNDS),
    **dict.fromkeys(("融资", "融资贷款"), FactorKind.LOANS),
    **dict.fromkeys(("政策", "产业政策"), FactorKind.POLICY),
    **dict.fromkeys(("指标", "行业指标", "能耗指标"), FactorKind.QUOTAS),
}

_PARTS: Mapping[str, tuple[Kind, tuple[str, ...]]] = {
    "status": (Kind.PROCEDURE, ("状态", "办理状态", "办理情况", "办理进展", "进展", "进展情况", "")),
    "due_date": (Kind.DATE, ("计划办结", "计划办结时间", "计划办结日期", "办结时限", "计划完成时间", "计划时间")),
    "done_on": (Kind.DATE, ("办结日期", "办结时间", "实际办结", "实际办结时间", "实际办结日期")),
}

_FACTOR_PARTS: Mapping[str, tuple[Kind, tuple[str, ...]]] = {
    "status": (Kind.FACTOR, ("状态", "保障状态", "保障情况", "落实情况", "")),
    "note": (Kind.TEXT, ("说明", "缺口说明", "情况说明", "存在问题", "问题说明", "备注")),
}


def _wide(names: Mapping[str, StrEnum], parts: Mapping[str, tuple[Kind, tuple[str, ...]]]) -> Iterator[Field]:
    """每项一组列：字段名如 ``立项.status``，表头是项目名与栏名相接。"""
    for kind in dict.fromkeys(names.values()):
        titles = [title for title, found in names.items() if found is kind]
        for part, (what, words) in parts.items():
            yield Field(f"{kind.value}.{part}", what, joined(titles, words))


#: 一个项目一行的手续表、要素表。
PROCEDURE_FIELDS = tuple(_wide(PROCEDURES, _PARTS))
FACTOR_FIELDS = tuple(_wide(FACTORS, _FACTOR_PARTS))

#: 一项手续（要素）一行的表；``item`` 栏写哪一项。
PROCEDURE_ITEM = Field("item", Kind.NAME, ("手续", "手续名称", "手续事项", "手续类别"))
PROCEDURE_ROW_FIELDS = tuple(
    Field(part, kind, words[:-1] if "" in words else words) for part, (kind, words) in _PARTS.items()
)
FACTOR_ITEM = Field("item", Kind.NAME, ("要素", "要素名称", "要素类别", "保障要素"))
FACTOR_ROW_FIELDS = tuple(
    Field(part, kind, words[:-1] if "" in words else words) for part, (kind, words) in _FACTOR_PARTS.items()
)
