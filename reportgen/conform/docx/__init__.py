"""量 DOCX 的属性：样式、主题、直接格式叠加之后的实际值。"""

from __future__ import annotations

from reportgen.conform.docx.check import check_docx

__all__ = ["check_docx"]
