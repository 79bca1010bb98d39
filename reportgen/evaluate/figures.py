"""指标成册：按范围计算全部指标，加上与上月的变化、名次、逐月走势和各问题、任务的天数。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

import pandas as pd

from reportgen.evaluate.days import day_figures
from reportgen.evaluate.indicator import Indicator
from reportgen.evaluate.indicators import INDICATORS
from reportgen.evaluate.measures import Group
from reportgen.evaluate.reference import node_progress
from reportgen.model.amount import WAN_PER_YI, percent_text, plain, points_text, yi_exact_text, yi_text
from reportgen.model.assessment import Assessment, Figure, FigureBook, Matter, Scope, Standing
from reportgen.model.period import Month
from reportgen.model.source import Source, merge_sources
from reportgen.settings import Scheme

#: 与上月比较的指标：标识 → 变化的单位。
_CHANGES = {
    "completion_rate": "百分点",
    "start_resume_rate": "百分点",
    "month_investment": "万元",
    "on_time_rate": "百分点",
}

#: 排名的范围〔默认〕：只排属地和牵头部门，包保领导不排名。
_RANKED = ("locality", "unit")

#: 有逐月走势的指标：标识 → 某月的名称。
_TREND = {
    "completion_rate": "{month}月底{label}",
    "node_progress": "{month}月底{label}",
    "month_investment": "{month}月完成投资",
    "green_count": "{month}月底{label}",
    "yellow_count": "{month}月底{label}",
    "red_count": "{month}月底{label}",
}

#: 算不出来的，和一格都没有填报的金额。
MISSING, UNREPORTED = "—", "未报"


def figure_book(
    scopes: Sequence[Scope],
    standings: Sequence[Standing],
    matters: Sequence[Matter],
    scheme: Scheme,
    month: Month,
    previous: Assessment | None,
) -> FigureBook:
    """``month`` 的全部指标。"""
    everything = Group(tuple(standings), scheme, month, tuple(matters), previous.standings if previous else ())
    book: list[Figure] = []
    for scope in scopes:
        group = everything.within(scope.members)
        measured = tuple(_measured(group, scope, scheme, month))
        book.extend(measured)
        book.extend(_changes(measured, previous))
    base = FigureBook(tuple(book))
    extras = (_ranks(base, scopes, scheme), _trend(base, previous, month), day_figures(standings, month))
    return FigureBook((*book, *chain.from_iterable(extras)))


def printed_text(value: Decimal | None, unit: str, targets: Iterable[Decimal] = ()) -> str:
    """指标的印刷形式：比例一位小数，金额换算为亿元两位小数，缺值为“—”。"""
    if value is None:
        return MISSING
    if unit == "比例":
        return percent_text(value, targets)
    if unit == "百分点":
        return f"{points_text(value)}个百分点"
    if unit == "万元":
        return f"{yi_text(value)}亿元"
    return f"第{plain(value)}位" if unit == "位" else f"{plain(value)}{unit}"


def _change_text(value: Decimal | None, unit: str) -> str:
    """变化的印刷形式：金额不足百分之一亿元的用万元，不印成 0.0004亿元。"""
    if value is not None and unit == "万元" and 0 < abs(value) < WAN_PER_YI / 200:
        return f"{plain(value)}万元"
    return printed_text(value, unit)


def _measured(group: Group, scope: Scope, scheme: Scheme, month: Month) -> Iterator[Figure]:
    targets = (*(target.value for target in scheme.targets), node_progress(scheme, month))
    for item in INDICATORS:
        value, sources = item.measure(group)
        unique = merge_sources([sources])
        text = _printed(item, value, unique, targets)
        yield Figure(item.id, item.label, scope.id, value, item.unit, text, item.formula, unique)


def _printed(item: Indicator, value: Decimal | None, sources: tuple[Source, ...], targets: Iterable[Decimal]) -> str:
    if item.is_listed and value is not None:
        return f"{yi_exact_text(value)}亿元"
    if item.unit == "万元" and not sources:
        return UNREPORTED
    return printed_text(value, item.unit, targets)


def _changes(measured: Iterable[Figure], previous: Assessment | None) -> Iterator[Figure]:
    """较上月的变化；首月没有上月，值为 None。差由未修约的数得出。"""
    for figure in measured:
        unit = _CHANGES.get(figure.id)
        if unit is None:
            continue
        before = previous.figures[figure.key] if previous else None
        value = None
        if before and before.value is not None and figure.value is not None:
            value = (figure.value - before.value) * (100 if unit == "百分点" else 1)
        yield Figure(
            f"{figure.id}_change",
            f"{figure.label}较上月变化",
            figure.scope,
            value,
            unit,
            _change_text(value, unit),
            "本月数－上月数" + ("，乘以100" if unit == "百分点" else ""),
            merge_sources([figure.sources, before.sources if before else ()]),
        )


def _ranks(book: FigureBook, scopes: Sequence[Scope], scheme: Scheme) -> Iterator[Figure]:
    """年度计划投资完成率的名次：并列同名次，项目数不足的不排。"""
    for kind in _RANKED:
        ranked = [
            book.get_in(scope.id, "completion_rate")
            for scope in scopes
            if scope.kind == kind and len(scope.members) >= scheme.rank_minimum
        ]
        rates = pd.Series({figure.scope: figure.value for figure in ranked}, dtype=object)
        places = rates.dropna().rank(method="min", ascending=False)
        for figure in ranked:
            value = Decimal(int(places[figure.scope])) if figure.scope in places else None
            yield Figure(
                "completion_rate_rank",
                "年度计划投资完成率名次",
                figure.scope,
                value,
                "位",
                printed_text(value, "位"),
                f"〔默认〕项目数不少于{scheme.rank_minimum}个的按完成率从高到低排列，并列同名次",
                merge_sources(other.sources for other in ranked),
            )


def _trend(book: FigureBook, previous: Assessment | None, month: Month) -> Iterator[Figure]:
    """首月以来逐月的走势，标识为 ``指标.YYYY-MM``，供各图使用。"""
    books = [(month, book)]
    while previous is not None:
        books.append((previous.month, previous.figures))
        previous = previous.previous
    for past, past_book in reversed(books):
        for id, label in _TREND.items():
            figure = past_book.get_in("all", id)
            yield replace(figure, id=f"{id}.{past}", label=label.format(month=past.month, label=figure.label))
