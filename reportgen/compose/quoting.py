"""取自单元格的文字：印出来，并记得出处。"""

from __future__ import annotations

from reportgen.compose.values import Quoted
from reportgen.model.document import Origin
from reportgen.model.source import Record

#: 公文稿里的一条记录：名称 → 值。
View = dict[str, object]

#: 没有填报时印出的字。
UNREPORTED = "未报"
NONE = "—"


def quoted(record: Record | None, field: str, text: str) -> Quoted:
    """取自记录一个字段的文字，带单元格。"""
    return Quoted(text, Origin(sources=record.sources(field) if record else ()))
