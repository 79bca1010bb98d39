"""核对：读入的事实 → 差错与提醒；不改任何值。"""

from __future__ import annotations

from reportgen.check.facts import check_facts

__all__ = ["check_facts"]
