"""总览里的词句：指标、比较、亮灯原因的说法；数字取指标的印刷形式，不另行修约。"""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.model.assessment import Figure, FigureBook, LightReason, Standing
from reportgen.model.records import Nature, SiteState
from reportgen.overview.values import FigureText, Text

#: 变化的单位 → 增、减的说法。
_CHANGE_WORDS = {"百分点": ("提高", "下降"), "万元": ("增加", "减少")}


def figure_text(figure: Figure) -> FigureText:
    """指标的印刷形式。"""
    return FigureText(figure.printed, figure.key)


def unsigned(figure: Figure) -> FigureText:
    """不带负号的印刷形式：正负已由“高于”“减少”等词说明。"""
    return FigureText(figure.printed.removeprefix("-"), figure.key)


def compared(gap: Figure, reference: str) -> Text:
    """“高于（低于）节点参考进度3.2个百分点”“与节点参考进度持平”；没有数时为空。"""
    if gap.value is None:
        return ()
    if gap.value == 0:
        return (f"与{reference}持平",)
    return ("高于" if gap.value > 0 else "低于", reference, unsigned(gap))


def changed(change: Figure) -> Text:
    """“较上月提高3.2个百分点”“与上月持平”；没有数时为空。"""
    if change.value is None:
        return ()
    if change.value == 0:
        return ("与上月持平",)
    return (f"较上月{_CHANGE_WORDS[change.unit][change.value < 0]}", unsigned(change))


def reason_text(reason: LightReason, standing: Standing, figures: FigureBook) -> Text:
    """一条亮灯原因。"""
    if reason.rule == "投资":
        scope = f"project:{standing.project.number}"
        rate, gap = figures.get_in(scope, "completion_rate"), figures.get_in(scope, "gap_points")
        return ("完成率", figure_text(rate), "，低于节点参考进度", unsigned(gap))
    if reason.problem is not None:
        days = figures.get_in(f"problem:{reason.problem.number}", "overdue_days")
        return (f"问题“{bare(reason.problem.description)}”超过办结时限", figure_text(days))
    verb = "开工" if standing.project.nature is Nature.NEW else "复工"
    if reason.rule == "入库":
        return (f"{reason.since}{verb}，尚未入库",)
    if standing.state is SiteState.SUSPENDED:
        return (f"{reason.since}停工，尚未复工",)
    return (f"计划{reason.since}{verb}，尚未{verb}",)


def bare(sentence: str) -> str:
    """去掉句末的标点，好放进引号里。"""
    return sentence.rstrip("。；，")


def joined(names: Iterable[str]) -> str:
    """顿号连接。"""
    return "、".join(names)
