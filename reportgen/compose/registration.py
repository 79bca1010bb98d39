"""发文登记：登记了文号、签发人、成文日期的照印，没有登记的为空，由公文稿留出空位。"""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.compose.quoting import View, quoted
from reportgen.compose.routing import Paper
from reportgen.model.period import Month
from reportgen.model.registers import Issuance


def registration(issuances: Iterable[Issuance], paper: Paper, month: Month, subject: str = "") -> View:
    """``paper`` 这一件的登记；没有登记的各项都是空文字。

    Args:
        subject: 对象的名称，一期一件的公文为空。
    """
    found = next((row for row in issuances if _is_for(row, paper, month, subject)), None)
    if found is None:
        return dict.fromkeys(("文号", "签发人", "成文日期", "印发日期"), "")
    return {
        "文号": quoted(found, "document_number", found.document_number),
        "签发人": quoted(found, "signer", found.signer),
        "成文日期": quoted(found, "issued_on", str(found.issued_on or "")),
        "印发日期": quoted(found, "printed_on", str(found.printed_on or "")),
    }


def _is_for(row: Issuance, paper: Paper, month: Month, subject: str) -> bool:
    is_kind = row.kind in ("", paper.kind) and row.name in ("", paper.name)
    return row.month == month and is_kind and row.target == subject
