"""图表：台账、挂图不是公文，认出后只核验文件和表头，不对照公文格式。"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.conform.passage import outcome
from reportgen.conform.result import Result

CHART = "图表"
NOT_OFFICIAL = f"不是公文格式（{CHART}）"

#: 长边大于此数的纸（毫米）不会是公文。
LARGE_SHEET = 320.0


def check_chart(size: str, about_files: Iterator[Result]) -> Iterator[Result]:
    """图表的全部结果：说明它不是公文，其后是文件和表头的各条。

    Args:
        size: 纸张，印刷形式。
    """
    yield outcome("S-2", True, "", f"{NOT_OFFICIAL}，{size}")
    yield from about_files
