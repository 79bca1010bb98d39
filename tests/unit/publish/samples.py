"""出文测试的小样：两件公文、两个指标、两处差错，以及读目录树的工具。"""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

from reportgen.model.assessment import Figure
from reportgen.model.finding import Finding, Severity
from reportgen.model.period import Month
from reportgen.model.records import InputFile
from reportgen.model.source import Source
from reportgen.publish import FontUse, PublishReport, RenderedDocument, RenderedFile, publish_edition

MAY, JUNE = Month(2024, 5), Month(2024, 6)

REPORT_WORD = "01 专报/专报.docx"
CIRCULAR_WORD = "02 通报/通报.docx"
CIRCULAR_PDF = "02 通报/通报.pdf"

INPUTS = (InputFile("项目清单.xlsx", "b" * 64), InputFile("方案.toml", "a" * 64))
FONTS = (FontUse("小标宋", "Noto Serif SC", "d" * 64), FontUse("仿宋", "FandolFang", "c" * 64))
WARNING = Finding("W301", Severity.WARNING, "月度进展/2024-06/住建局.xlsx", "进展", "D17", "超过年度计划。", "请核对。")
REPAIR = Finding("R104", Severity.REPAIR, "月度进展/2024-06/住建局.xlsx", "进展", "E9", "全角数字。", "", "１２", "12")
ERROR = Finding("E205", Severity.ERROR, "月度进展/2024-06/发改委.xlsx", "进展", "C4", "累计数下降。", "请改正。", "3")
FINDINGS = (WARNING, REPAIR)
FIGURES = (
    Figure(
        "completion_rate",
        "年度计划投资完成率",
        "all",
        Decimal("0.2996"),
        "比例",
        "29.96%",
        "Σ本年累计完成÷Σ年度计划投资",
        (Source("月度进展/2024-06/住建局.xlsx", "进展", "D17", "１２"),),
    ),
    Figure("on_time_rate", "按期竣工率", "project:3", None, "比例", "—", "按期竣工÷应竣工", ()),
)


def documents(text: str = "初稿", circular: str = "通报") -> tuple[RenderedDocument, ...]:
    """两件公文；``text`` 进专报，``circular`` 进通报。"""
    return (
        RenderedDocument("D1", "月度专报", (), (RenderedFile(REPORT_WORD, f"专报{text}".encode(), "DOCX"),)),
        RenderedDocument(
            "D3",
            "推进情况通报",
            ("各县（市）区人民政府", "市直有关部门"),
            (
                RenderedFile(CIRCULAR_WORD, f"word {circular}".encode(), "DOCX"),
                RenderedFile(CIRCULAR_PDF, f"pdf {circular}".encode(), "PDF", 4),
            ),
        ),
    )


def publish(
    outputs: Path, text: str = "初稿", month: Month = JUNE, findings: tuple[Finding, ...] = FINDINGS
) -> PublishReport:
    """发布一版。"""
    return publish_edition(outputs, month, documents(text), FIGURES, findings, INPUTS, FONTS)


def tree(folder: Path) -> dict[str, bytes]:
    """``folder`` 下各文件的相对路径 → 内容；不存在时为空。"""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def leftovers(outputs: Path) -> list[str]:
    """outputs/ 中的暂存与换版记录。"""
    return [name for name in os.listdir(outputs) if name.startswith((".staging", ".publish", ".write"))]
