"""单元格 → 值：金额、日期、是否、选项、文字。每个解析都返回值和差错，从不猜测。"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Generic, TypeVar

from reportgen.model.amount import plain, to_wan
from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.period import PartialDate
from reportgen.model.source import Source
from reportgen.read.grid import Cell
from reportgen.read.vocabulary.field import MISSING

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_NUMBER = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_AMOUNT = re.compile(rf"({_NUMBER})\s*(亿元|万元|元|亿|万)?")
_UNITS = {"亿": "亿元", "万": "万元"}

_FULL_DATE = re.compile(
    r"([0-9]{4})(?:[-./]([0-9]{1,2})[-./]([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})[日号]?)(?: 0?0:00(?::00)?)?"
)
_MONTH_ONLY = re.compile(
    r"([0-9]{4})(?:[-./]([0-9]{1,2})|年([0-9]{1,2})月?)(?:份|初|上旬|中旬|下旬|中|底|末|底前|末前|前)?"
)
_NO_YEAR = re.compile(r"([0-9]{1,2})月(?:([0-9]{1,2})[日号]|份|初|上旬|中旬|下旬|中|底|末|底前|末前|前)?前?")
_YEAR_END = re.compile(r"([0-9]{4})年(?:年)?[底末]前?")
_COMPACT = re.compile(r"(20[0-9]{2})([0-9]{2})([0-9]{2})")
_AMBIGUOUS = re.compile(r"[0-9]{4}\.1")
#: 日期序号的起点（1900 日期系统）与 2000—2100 年对应的序号范围。
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73415


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T_co]):
    """一个单元格的解析结果；没有填报或有差错时 ``value`` 为 None。"""

    value: T_co | None = None
    findings: tuple[Finding, ...] = ()


def clean(text: str) -> str:
    """兼容规范化（全角变半角）并去掉首尾空白，只用于比对和解析，不用于印刷。"""
    return unicodedata.normalize("NFKC", text).strip()


def is_missing(cell: Cell) -> bool:
    """空白、-、—、/、无、待定都是没有填报；0 不是。"""
    return not cell.problem and clean(cell.text) in MISSING


def problem(cell: Cell) -> tuple[Finding, ...]:
    """单元格本身读不出（公式没有结果、错误值）时的差错。"""
    if not cell.problem:
        return ()
    what = "是公式，没有存计算结果" if cell.problem == "E111" else "是错误值"
    return (fault(cell.source, cell.problem, f"“{cell.text}”{what}。"),)


def amount(cell: Cell, unit: str) -> Parsed[Decimal]:
    """金额，换算为万元。

    Args:
        unit: 该列的单位（元、万元、亿元）；单元格自带单位时以自带的为准。
    """
    if cell.problem or is_missing(cell):
        return Parsed(None, problem(cell))
    if isinstance(cell.value, Decimal):
        return Parsed(to_wan(cell.value, unit))
    match = _AMOUNT.fullmatch(clean(cell.text)) if isinstance(cell.value, str) else None
    if match is None:
        return Parsed(None, (fault(cell.source, "E113", f"“{cell.text}”不是一个确定的数。"),))
    own = _UNITS.get(match[2] or "", match[2])
    value = to_wan(Decimal(match[1].replace(",", "")), own or unit)
    message = f"自带单位“{match[2]}”，已按它换算。" if own else "是文字，已读为数。"
    repair = fault(cell.source, "R102" if own else "R101", f"“{cell.text}”{message}", new=f"{plain(value)}万元")
    return Parsed(value, (repair,))


def day(cell: Cell, year: int) -> Parsed[PartialDate]:
    """日期，保留原有精度；``year`` 用于补全没有写年份的日期。"""
    if cell.problem or is_missing(cell):
        return Parsed(None, problem(cell))
    if isinstance(cell.value, PartialDate):
        return _in_range(cell.value, cell.source)
    if isinstance(cell.value, Decimal) and _is_serial(cell.value):
        value = _SERIAL_ZERO + timedelta(days=int(cell.value))
        return _assumed(PartialDate(value.year, value.month, value.day), cell.source, "是日期序号")
    parsed = day_from_text(cell.text, cell.source, year)
    if isinstance(cell.value, Decimal) and _AMBIGUOUS.fullmatch(cell.text):
        warning = fault(cell.source, "W109", f"“{cell.text}”可能是1月，也可能是10月，按1月读取。")
        return Parsed(parsed.value, (*parsed.findings, warning))
    return parsed


def day_from_text(text: str, source: Source, year: int) -> Parsed[PartialDate]:
    """文字日期，如 2024.5、2024年5月底、5月中旬、2024-05-10。"""
    shown = re.sub(r"(?<=[年月日号])\s+|\s+(?=[年月日号])", "", clean(text))
    try:
        if match := _FULL_DATE.fullmatch(shown) or _COMPACT.fullmatch(shown):
            found = [int(part) for part in match.groups() if part]
            return _in_range(PartialDate(found[0], found[1], found[2]), source)
        if match := _YEAR_END.fullmatch(shown):
            return _in_range(PartialDate(int(match[1]), 12), source)
        if match := _MONTH_ONLY.fullmatch(shown):
            return _in_range(PartialDate(int(match[1]), int(match[2] or match[3])), source)
        if match := _NO_YEAR.fullmatch(shown):
            value = PartialDate(year, int(match[1]), int(match[2]) if match[2] else None)
            return _assumed(value, source, f"没有写年份，按{year}年")
    except ValueError:
        return Parsed(None, (fault(source, "E114", f"“{text}”不是实有的日期。"),))
    return Parsed(None, (fault(source, "E114", f"认不出日期“{text}”。"),))


def _is_serial(value: Decimal) -> bool:
    return _FIRST_SERIAL <= value <= _LAST_SERIAL and value == int(value)


def _in_range(value: PartialDate, source: Source) -> Parsed[PartialDate]:
    if 2000 <= value.year <= 2100:
        return Parsed(value)
    return Parsed(None, (fault(source, "E114", f"“{source.value}”不在 2000—2100 年之间。"),))


def _assumed(value: PartialDate, source: Source, reason: str) -> Parsed[PartialDate]:
    return Parsed(value, (fault(source, "R105", f"“{source.value}”{reason}，读为{value}。", new=str(value)),))


def choice(cell: Cell, words: Mapping[str, T], what: str) -> Parsed[T]:
    """选项：文字必须在 ``words`` 之内。``what`` 是栏目名称，用于消息。"""
    if cell.problem or is_missing(cell):
        return Parsed(None, problem(cell))
    found = words.get(clean(cell.text).upper())
    if found is None:
        options = "、".join(dict.fromkeys(word for word in words if len(word) > 1))
        return Parsed(
            None, (fault(cell.source, "E115", f"{what}填“{cell.text}”，不在约定之内。", f"改填：{options}。"),)
        )
    return Parsed(found)


def words(cell: Cell, joint: str = " ") -> Parsed[str]:
    """文字：去掉首尾空白，换行改为 ``joint``（名称用空串）；“—”“无”之类视为没有填报。"""
    if cell.problem or is_missing(cell):
        return Parsed(None, problem(cell))
    return Parsed(joint.join(line.strip() for line in cell.text.splitlines()))
