"""标题回行时不拆开的词：公文常用的说法，以及方案和项目清单里的名称。"""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.model.records import Project
from reportgen.settings import Scheme

#: 公文标题里常见而分词词典没有的词。
OFFICIAL_TERMS = (
    "人民政府", "发展改革委", "省级领导", "市级领导", "县级领导", "包保领导", "领导小组", "联席会议", "组成人员",
    "先进单位", "先进个人", "责任部门", "重大项目", "重点项目", "项目建设", "项目清单", "任务清单", "项目用地",
    "包保", "包保服务", "包保工作", "包保责任制", "包保清单", "节点目标", "年度计划投资", "开复工", "完成率",
    "推进情况", "进展情况", "完成情况", "执行情况", "落实情况", "办理情况", "保障情况", "手续办理", "要素保障",
    "工作方案", "实施方案", "行动方案", "行动计划", "实施办法", "管理办法", "实施意见", "指导意见", "工作总结",
    "工作要点", "会议纪要", "紧急通知", "有关事项", "有关问题", "统计表", "一览表", "情况表", "安全生产",
    "消防工作", "公文处理", "国民经济和社会发展", "营商环境", "市场主体", "小微企业", "转型升级", "高质量发展",
    "乡村振兴", "生态环境", "化工园区", "经济开发区", "污水处理厂",
)  # fmt: skip


def title_words(projects: Iterable[Project], scheme: Scheme) -> list[str]:
    """标题里不拆开的词，不重复：常用词，机关、城市、方案，包保领导、责任部门、属地、项目和项目法人的名称。"""
    words = [*OFFICIAL_TERMS, scheme.issuer, scheme.city, scheme.name, scheme.report_name]
    for project in projects:
        words += (project.name, project.legal_entity, project.locality, project.area, *project.responsible_units)
        words += project.sponsor.split("、")
    return list(dict.fromkeys(filter(None, words)))
