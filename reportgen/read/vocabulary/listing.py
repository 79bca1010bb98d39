"""项目清单、建设计划、别名三张表的用语。"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.model.records import Nature
from reportgen.read.vocabulary.field import PROJECT_NAME, Field, Kind, joined

NATURES: Mapping[str, Nature] = {"新建": Nature.NEW, "续建": Nature.CONTINUING}

LIST_FIELDS = (
    Field("number", Kind.TEXT, ("序号", "编号", "项目序号")),
    PROJECT_NAME,
    Field("legal_entity", Kind.NAME, ("法人单位", "项目法人", "建设单位", "项目单位", "法人单位名称")),
    Field(
        "content",
        Kind.TEXT,
        ("建设规模及主要建设内容", "建设内容", "主要建设内容", "建设规模及内容", "建设规模和主要建设内容"),
    ),
    Field("nature", Kind.NAME, ("建设性质", "性质", "项目性质")),
    Field("total_investment", Kind.MONEY, ("总投资", "计划总投资", "项目总投资", "总投资额")),
    Field(
        "annual_plan",
        Kind.MONEY,
        ("年度计划投资", "计划投资", "年计划投资", "年度投资计划", "本年计划投资", "年度计划", "投资计划"),
    ),
    Field("sponsor", Kind.NAME, ("包保领导", "市级包保领导", "包保市领导", "包保责任人")),
    Field("responsible_units", Kind.TEXT, ("责任部门", "责任单位", "牵头部门", "责任部门单位", "牵头责任部门")),
    Field("locality", Kind.NAME, ("属地政府", "属地", "所在地", "建设地点", "所属地区", "属地单位")),
    Field("remark", Kind.TEXT, ("备注", "说明")),
)

PLAN_FIELDS = (
    PROJECT_NAME,
    Field(
        "planned_start",
        Kind.DATE,
        joined(("计划", "拟", "预计"), ("开工", "复工", "开复工"), ("时间", "日期", "年月", "")),
    ),
    Field("due_date", Kind.DATE, joined(("计划", "拟", "预计"), ("竣工", "完工"), ("时间", "日期", "年月", ""))),
    Field("filing_unit", Kind.NAME, ("填报单位", "报送单位", "填报责任单位")),
)

ALIAS_FIELDS = (
    Field("category", Kind.NAME, ("类别", "类型")),
    Field("alias", Kind.NAME, ("别名", "其他写法", "简称", "曾用名")),
    Field("name", Kind.NAME, ("项目名称", "清单名称", "清单写法", "清单项目名称", "规范名称", "正式名称")),
)
