"""全部测试共用：没有 LibreOffice 时说明略去了多少项检查。"""

from __future__ import annotations

import pytest

from reportgen.conform.libreoffice import find_soffice


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """没有安装 LibreOffice 时，在末尾写明略去的项数。"""
    if find_soffice() is not None:
        return
    skipped = [report for report in terminalreporter.getreports("skipped") if "libreoffice" in report.keywords]
    what = "DOCX 排版后的位置、行首和页数，公式的独立重算"
    terminalreporter.write_line(f"没有安装 LibreOffice，略去 {len(skipped)} 项检查（{what}）。")
