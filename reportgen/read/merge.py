"""同一项目在一个月里的几处填报合为一份；不一致的指出两处，绝不挑一个。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.source import Source
from reportgen.read.table import Item, Reading

#: 谁填的、何时填的，各处本就不同，取填了累计数的那一处。
_FILING = ("filed_by", "filed_on")


@dataclass(frozen=True)
class Part:
    """一个项目在一行里的填报。

    Attributes:
        name: 名称格。items: 字段到值。filing: 整张表写明的填报单位、日期。
        asks_state: 这张表有没有状态或是否开复工的列。
    """

    project: int
    name: Source
    items: Mapping[str, Item]
    filing: Mapping[str, Item]
    asks_state: bool


def merge_parts(parts: Iterable[Part]) -> tuple[Reading, tuple[Finding, ...]]:
    """合并各行；结果与各行先后无关。不一致的字段（E119）不取。"""
    found: dict[str, list[Item]] = {}
    names: dict[Source, None] = {}
    ordered = sorted(parts, key=_rank)
    for part in ordered:
        names[part.name] = None
        for field, item in ({**part.filing, **part.items} if part.items else {}).items():
            found.setdefault(field, []).append(item)
    firsts = {field: items[0] for field, items in found.items() if not _conflict(field, items)}
    findings = [finding for field, items in found.items() for finding in _conflict_findings(field, items)]
    findings += _repeat_findings(found)
    if names and firsts:
        first = next(iter(names))
        firsts["name"] = Item(first.value, first)
    return Reading(firsts), tuple(findings)


def _rank(part: Part) -> tuple[bool, str, str, str]:
    source = part.items["cumulative_investment"].source if "cumulative_investment" in part.items else part.name
    return ("cumulative_investment" not in part.items, source.file, source.sheet, source.cell)


def _conflict(field: str, items: list[Item]) -> Item | None:
    if field in _FILING:
        return None
    return next((item for item in items if item.value != items[0].value), None)


def _conflict_findings(field: str, items: list[Item]) -> Iterator[Finding]:
    other = _conflict(field, items)
    if other is not None:
        first = items[0].source
        message = f"同一项目同一栏，这里填“{other.source.value}”，{first} 填“{first.value}”。"
        yield fault(other.source, "E119", message)


def _repeat_findings(found: Mapping[str, list[Item]]) -> Iterator[Finding]:
    """同一指标在两行填了同样的数：一个项目只提醒一次。"""
    for field, items in found.items():
        rest = [item.source for item in items if item.source != items[0].source]
        if rest and field not in _FILING and not _conflict(field, items):
            yield fault(rest[0], "W110", f"与 {items[0].source} 重复填报，内容一致。")
            return
