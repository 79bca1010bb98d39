"""把各处量得的结果合成每条要求一个：取最差的结论，各处的实测都印出。

排版结果（LibreOffice 输出的 PDF）的墨迹与 DOCX 的属性各量一次；属性量不出的以墨迹为准。
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from reportgen.conform.result import Result, Verdict
from reportgen.conform.table import TABLE

#: 越靠前越差。
_WORST = (Verdict.FAIL, Verdict.NOTE, Verdict.PASS, Verdict.UNVERIFIED)

#: 排版以后才量得准的各条；其余的属性说了算，排版软件的字体和回行可能与办公软件不同。
INK_IDS = frozenset(
    (
        *("G-6.2a", "G-7.2.4b", "G-7.2.4d", "G-7.2.5a", "G-7.2.7", "G-7.3.1b", "G-7.3.3a", "G-7.3.5.1c", "G-7.3.5.5"),
        *("G-7.4.1b", "G-7.4.1c", "G-7.5b", "G-7.5d", "L-1", "L-2", "L-3", "L-5", "L-6", "L-8", "L-10", "C-1", "M-1"),
        *("P-5", "N-7", "G-5.2.3a", "G-5.2.3b"),
    )
)


def merge(results: Iterable[Result]) -> tuple[Result, ...]:
    """同一条要求的各个结果合成一个，依要求表的次序。"""
    order = {name: index for index, name in enumerate(TABLE)}
    ranked = sorted(results, key=lambda one: order[one.requirement])
    return tuple(_joined(list(group)) for _, group in groupby(ranked, key=lambda one: one.requirement))


def with_ink(results: Iterable[Result], rendered: Iterable[Result]) -> tuple[Result, ...]:
    """加上排版结果中 :data:`INK_IDS` 各条。"""
    chosen = [_labelled(one) for one in rendered if one.requirement in INK_IDS]
    return merge([*results, *chosen])


def _labelled(one: Result) -> Result:
    return replace(one, measured=f"排版后 {one.measured}")


def _joined(group: Sequence[Result]) -> Result:
    worst = min(group, key=lambda one: _WORST.index(one.verdict))
    if len(group) == 1:
        return worst
    return replace(
        worst,
        expected=_join(one.expected for one in group),
        measured=_join(one.measured for one in group),
        tolerance=_join(one.tolerance for one in group),
        page=next((one.page for one in group if one.page is not None), None),
        boxes=tuple(box for one in group for box in one.boxes),
        note=_join(one.note for one in group),
    )


def _join(texts: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(filter(None, texts)))
