"""各种表合起来的表头用语：哪些列不必读，哪些文字像是下级表头。"""

from __future__ import annotations

from reportgen.read.vocabulary.field import PROJECT_NAME, Kind
from reportgen.read.vocabulary.listing import LIST_FIELDS, PLAN_FIELDS
from reportgen.read.vocabulary.returns import (
    FACTOR_FIELDS,
    FACTOR_ROW_FIELDS,
    PROCEDURE_FIELDS,
    PROCEDURE_ROW_FIELDS,
    PROGRESS_FIELDS,
)

#: 填报表和台账中常见而不必读取的列。
IGNORED = (
    frozenset(word for field in LIST_FIELDS if field is not PROJECT_NAME for word in field.words)
    | frozenset(
        {
            "联系人",
            "联系电话",
            "电话",
            "手机",
            "手机号码",
            "职务",
            "完成率",
            "年度计划完成率",
            "年度计划投资完成率",
            "完成比例",
            "占年度计划",
            "占年度计划比例",
            "类别",
            "填表人",
            "填报人",
            "责任人",
        }
    )
    | frozenset(word for field in PLAN_FIELDS if field.kind is Kind.DATE for word in field.words)
)

#: 表头各行可能出现的全部用语，用来判断表头有几行。
SUBHEADS = frozenset(
    word
    for fields in (
        PROGRESS_FIELDS,
        LIST_FIELDS,
        PLAN_FIELDS,
        PROCEDURE_FIELDS,
        FACTOR_FIELDS,
        PROCEDURE_ROW_FIELDS,
        FACTOR_ROW_FIELDS,
    )
    for field in fields
    for word in field.words
) | frozenset({"时间", "日期", "是否", "状态", "开始", "完成"})
