"""数据差错是值：每个阶段返回结果和差错，一次运行说清全部问题。"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reportgen.model.source import Source


class Severity(StrEnum):
    """严重程度：E 差错（不发布通报）、W 提醒（进质量报告）、R 修正（记原值与新值）。"""

    ERROR = "E"
    WARNING = "W"
    REPAIR = "R"

    @property
    def word(self) -> str:
        """中文名称。"""
        return {"E": "差错", "W": "提醒", "R": "修正"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """一处差错、提醒或修正。

    Attributes:
        code: 目录中的编号，如 ``E205``，见 :mod:`reportgen.model.catalogue`。
        severity: 严重程度，与编号首字母一致。
        file: 相对 inputs/ 的路径；sheet、cell 可为空串（问题在整个文件或整张表）。
        message: 事实，中文完整句。
        fix: 补救办法，中文完整句；修正类可为空。
        old: 原值（原文）；new: 修正后的值。
    """

    code: str
    severity: Severity
    file: str
    sheet: str
    cell: str
    message: str
    fix: str = ""
    old: str = ""
    new: str = ""

    @property
    def place(self) -> str:
        """出处的印刷形式：文件「表」单元格。"""
        sheet = f"「{self.sheet}」" if self.sheet else ""
        return f"{self.file}{sheet}{self.cell}"

    def __str__(self) -> str:
        head = f"{self.severity.word} {self.code} {self.place}\n  {self.message}"
        return f"{head}\n  修改：{self.fix}" if self.fix else head


def at(source: Source, code: str, message: str, fix: str = "", new: str = "") -> Finding:
    """在 ``source`` 处的差错；严重程度取编号首字母，原值取单元格原文。"""
    return Finding(code, Severity(code[0]), source.file, source.sheet, source.cell, message, fix, source.value, new)


def has_errors(findings: Iterable[Finding]) -> bool:
    """是否有 E 类差错。"""
    return any(finding.severity is Severity.ERROR for finding in findings)
