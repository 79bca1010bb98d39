"""核验结果：一条要求、在一份文件里量得什么、结论如何。"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Strength(StrEnum):
    """要求的强度，见 GB/T 9704—2012 的措辞；推算、实务不是标准原文。"""

    REQUIRED = "规定"
    NORMAL = "一般"
    RECOMMENDED = "推荐"
    OPTIONAL = "可以"
    DERIVED = "推算"
    PRACTICE = "实务"


class Verdict(StrEnum):
    """结论。只有“规定”不满足才是不合格，其余不满足是提示。"""

    PASS = "合格"
    FAIL = "不合格"
    NOTE = "提示"
    UNVERIFIED = "无法核验"


@dataclass(frozen=True, slots=True)
class Requirement:
    """要求表的一条。

    Attributes:
        id: 如 ``G-5.2.1a``。clause: 条款，如 ``5.2.1``。element: 要素。text: 要求。
    """

    id: str
    clause: str
    element: str
    text: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Box:
    """页面上的一块，毫米，原点在纸面左上角；``page`` 从 1 起。"""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Result:
    """一条要求的核验结果。

    Attributes:
        requirement: 要求的 id。
        expected、measured、tolerance: 应为、实测、允差，印刷形式（带单位）。
        page: 量处的页码，不涉及页的为 None。boxes: 量到的各块，供报告画出。
        note: 补充说明，例如为什么无法核验。
    """

    requirement: str
    verdict: Verdict
    expected: str
    measured: str
    tolerance: str = ""
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class FileReport:
    """一份文件的核验报告；``format`` 是 PDF 或 DOCX。

    ``form`` 是认出的公文格式（信函、文件、纪要、命令、专报），图表不是公文。
    ``pages`` 是页数；DOCX 没有排版结果时为 None。
    """

    path: str
    format: str
    form: str
    pages: int | None
    results: tuple[Result, ...]

    @property
    def is_conforming(self) -> bool:
        """没有不合格的。"""
        return all(result.verdict is not Verdict.FAIL for result in self.results)


def judge(requirement: Requirement, is_met: bool | None) -> Verdict:
    """``is_met`` 为 None 表示无法核验；不满足时“规定”为不合格，其余为提示。"""
    if is_met is None:
        return Verdict.UNVERIFIED
    if is_met:
        return Verdict.PASS
    return Verdict.FAIL if requirement.strength is Strength.REQUIRED else Verdict.NOTE
