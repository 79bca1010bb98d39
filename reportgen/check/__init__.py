"""核对：读入的事实 → 差错与提醒；不改任何值。"""

from __future__ import annotations

from reportgen.check.facts import check_facts
from reportgen.check.ledgers import check_kinds
from reportgen.check.notice import check_notice

__all__ = ["check_facts", "check_kinds", "check_notice"]
