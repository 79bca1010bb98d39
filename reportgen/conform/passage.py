"""一份公文的文字：各要素、各自然段一条，按阅读次序，PDF 和 DOCX 都化成这个样子再核对文字。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reportgen.conform.result import Box, Result, Verdict, judge
from reportgen.conform.table import TABLE


class Part(StrEnum):
    """文字是公文的哪个要素。"""

    MARK = "发文机关标志"
    COPY = "份号"
    SECRET = "密级和保密期限"
    URGENT = "紧急程度"
    NUMBER = "发文字号"
    SIGNER = "签发人"
    TITLE = "标题"
    RECIPIENTS = "主送机关"
    BODY = "正文"
    ATTACHMENT_NOTE = "附件说明"
    SIGNATURE = "署名"
    DATE = "成文日期"
    ANNOTATION = "附注"
    LABEL = "附件标识"
    ISSUED_TITLE = "印发件标题"
    ATTACHMENT_TITLE = "附件标题"
    ATTACHMENT_BODY = "附件正文"
    CELL = "表格"
    CC = "抄送机关"
    ISSUE = "印发机关和印发日期"


@dataclass(frozen=True, slots=True)
class Passage:
    """一个要素或一个自然段；标题合成一条，附件说明每个附件一条。

    Attributes:
        text: 文字，不含回行处的空白。part: 要素。page: 页码，未排版时为 None。boxes: 所在位置。
    """

    text: str
    part: Part
    page: int | None = None
    boxes: tuple[Box, ...] = ()


def of(passages: Iterable[Passage], *parts: Part) -> tuple[Passage, ...]:
    """其中属于 ``parts`` 的各条。"""
    return tuple(passage for passage in passages if passage.part in parts)


def outcome(
    name: str,
    is_met: bool | None,
    expected: str,
    measured: str,
    tolerance: str = "",
    *,
    page: int | None = None,
    boxes: Sequence[Box] = (),
    note: str = "",
    is_soft: bool = False,
) -> Result:
    """一条要求的结果；``is_soft`` 表示所量的只是“一般”“推荐”的内容或靠推断，不满足时至多提示。"""
    verdict = judge(TABLE[name], is_met)
    if is_soft and verdict is Verdict.FAIL:
        verdict = Verdict.NOTE
    return Result(name, verdict, expected, measured, tolerance, page, tuple(boxes), note)


def told(
    passage: Passage | None,
    name: str,
    is_met: bool | None,
    expected: str,
    measured: str,
    *,
    note: str = "",
    is_soft: bool = False,
) -> Result:
    """一条要求在 ``passage`` 处的结果；没有这一条文字的为 None。"""
    page, boxes = (passage.page, passage.boxes) if passage else (None, ())
    return outcome(name, is_met, expected, measured, page=page, boxes=boxes, note=note, is_soft=is_soft)


def offences(
    name: str, expected: str, bad: Sequence[tuple[str, Passage]], *, is_soft: bool = False, note: str = ""
) -> Result:
    """文字规则的结果：``bad`` 是违反处的原文和所在的一条，空为合格。"""
    if not bad:
        return outcome(name, True, expected, "没有发现不合之处", note=note)
    shown = "、".join(f"“{text}”" for text, _ in bad[:5])
    measured = f"{len(bad)}处：{shown}" + ("等" if len(bad) > 5 else "")
    boxes = [box for _, passage in bad[:5] for box in passage.boxes]
    return outcome(name, False, expected, measured, page=bad[0][1].page, boxes=boxes, is_soft=is_soft, note=note)
