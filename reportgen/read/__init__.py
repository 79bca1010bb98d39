"""读入：工作簿和 CSV → 不可变的事实，以及逐个单元格的差错。"""

from __future__ import annotations

from reportgen.read.facts import available_months, read_facts, read_listing

__all__ = ["available_months", "read_facts", "read_listing"]
