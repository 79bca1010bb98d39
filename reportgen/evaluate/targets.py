"""节点结论：各目标（“5个比例”）在各自节点是否达到，按未修约的数比较，“以上”包括本数。"""

from __future__ import annotations

from reportgen.model.assessment import Assessment, Figure, FigureBook, TargetResult, Verdict
from reportgen.model.period import Month
from reportgen.settings import Scheme, Target


def target_results(
    scheme: Scheme, month: Month, figures: FigureBook, previous: Assessment | None
) -> tuple[TargetResult, ...]:
    """各目标的结论；节点已过的用节点当月的数，尚未到的为未到期。"""
    return tuple(_result(target, _figure_at(target, month, figures, previous), month) for target in scheme.targets)


def _figure_at(target: Target, month: Month, figures: FigureBook, previous: Assessment | None) -> Figure | None:
    if target.node == month:
        return figures.get_in("all", target.indicator)
    while previous is not None and previous.month != target.node:
        previous = previous.previous
    return previous.figures.get_in("all", target.indicator) if previous else None


def _result(target: Target, figure: Figure | None, month: Month) -> TargetResult:
    if target.node > month:
        verdict = Verdict.NOT_DUE
    elif figure is None or figure.value is None:
        verdict = Verdict.UNDEFINED
    else:
        verdict = Verdict.MET if figure.value >= target.value else Verdict.MISSED
    return TargetResult(target.id, target.node, target.indicator, target.label, target.value, figure, verdict)


def target_figures(results: tuple[TargetResult, ...]) -> tuple[Figure, ...]:
    """节点已到的目标在节点当月的指标，标识为 ``T1`` 等，供印刷时追溯。"""
    return tuple(
        Figure(
            item.id,
            f"{item.node.month}月底{item.label}",
            "all",
            item.figure.value,
            item.figure.unit,
            item.figure.printed,
            item.figure.formula,
            item.figure.sources,
        )
        for item in results
        if item.figure is not None
    )
