"""对照节点：一句话的结论、四个大字指标、五个目标和亮灯个数。"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.assessment import Assessment, FigureBook, TargetResult, Verdict
from reportgen.model.period import Month
from reportgen.overview.values import FigureText, Headline, TargetLine, Text
from reportgen.overview.wording import compared, figure_text, joined
from reportgen.settings import Scheme, Target

_REFERENCE = "节点参考进度"


def node_text(month: Month, scheme: Scheme) -> str:
    """对照哪个节点：本月是节点、以后的第一个节点，或各节点都已过。"""
    nodes = sorted({target.node for target in scheme.targets})
    coming = next((node for node in nodes if node >= month), None)
    if coming is None:
        return f"各节点都已过，对照{nodes[-1].month}月底节点"
    return f"本月是{coming.month}月底节点" if coming == month else f"下一节点是{coming.month}月底"


def conclusion(assessment: Assessment) -> Text:
    """一句话：完成率对照参考进度，到期而未达到的目标，红灯、黄灯项目数。"""
    book = assessment.figures
    gap = compared(book["gap_points@all"], _REFERENCE)
    rate: Text = ("年度计划投资完成率", figure_text(book["completion_rate@all"]), *(("，", *gap) if gap else ()))
    missed = [item for item in assessment.targets if item.verdict is Verdict.MISSED]
    names = joined(f"{item.node.month}月底{item.label}" for item in missed)
    verdict = f"；未达到的目标：{names}" if missed else ""
    lights: Text = (
        "；红灯项目",
        figure_text(book["red_count@all"]),
        "、黄灯项目",
        figure_text(book["yellow_count@all"]),
    )
    return (*rate, verdict, *lights, "。")


def headlines(assessment: Assessment, scheme: Scheme) -> tuple[Headline, ...]:
    """完成率、尚差投资、开复工率、按期竣工率。"""
    book = assessment.figures
    return (
        Headline("年度计划投资完成率", _figure(book, "completion_rate"), tuple(_rate_notes(book))),
        Headline(_shortfall_name(assessment.month, scheme), _figure(book, "node_shortfall"), tuple(_money_notes(book))),
        Headline("开复工率", _figure(book, "start_resume_rate"), tuple(_start_notes(book))),
        Headline("按期竣工率", _figure(book, "on_time_rate"), (_completion_note(book),)),
    )


def target_lines(assessment: Assessment, scheme: Scheme) -> tuple[TargetLine, ...]:
    """五个目标，方案次序。"""
    return tuple(_target_line(item, target) for item, target in zip(assessment.targets, scheme.targets, strict=True))


def light_counts(book: FigureBook) -> tuple[tuple[str, FigureText], ...]:
    """红、黄、绿灯的项目数。"""
    lights = (("红灯", "red_count"), ("黄灯", "yellow_count"), ("绿灯", "green_count"))
    return tuple((name, _figure(book, id)) for name, id in lights)


def _figure(book: FigureBook, id: str) -> FigureText:
    return figure_text(book.get_in("all", id))


def _rate_notes(book: FigureBook) -> Iterator[Text]:
    yield (_REFERENCE, _figure(book, "node_progress"))
    if gap := compared(book["gap_points@all"], _REFERENCE):
        yield gap
    if book["completion_rate_without_largest@all"].value is not None:
        yield ("剔除最大项目后", _figure(book, "completion_rate_without_largest"))
    yield ("达到参考进度的项目", _figure(book, "projects_on_target"))


def _shortfall_name(month: Month, scheme: Scheme) -> str:
    """以下一个（没有了的以最后一个）投资目标为准，与指标 node_shortfall 相同。"""
    targets = scheme.investment_targets()
    target = next((item for item in targets if item.node >= month), targets[-1])
    return f"距{target.node.month}月底投资目标（{_wanted(target)}）尚差"


def _money_notes(book: FigureBook) -> Iterator[Text]:
    if book["node_shortfall@all"].value == 0:
        yield ("已达到",)
    yield ("本年累计完成", _figure(book, "cumulative_investment"))
    yield ("年度计划", _figure(book, "annual_plan"))
    yield ("本月完成", _figure(book, "month_investment"))


def _start_notes(book: FigureBook) -> Iterator[Text]:
    yield ("已开（复）工", _figure(book, "active_count"), "，未开（复）工", _figure(book, "idle_count"))
    yield ("新建开工率", _figure(book, "new_start_rate"), "，续建复工率", _figure(book, "continuing_resume_rate"))
    if book["suspended_count@all"].value:
        yield ("其中停工", _figure(book, "suspended_count"))


def _completion_note(book: FigureBook) -> Text:
    if not book["due_count@all"].value:
        return ("本期无应竣工项目",)
    return ("应竣工", _figure(book, "due_count"), "，按期竣工", _figure(book, "on_time_count"))


def _target_line(result: TargetResult, target: Target) -> TargetLine:
    actual: Text = (FigureText(result.figure.printed, f"{result.id}@all"),) if result.figure else ("—",)
    return TargetLine(
        f"{result.node.month}月底",
        result.label,
        _wanted(target),
        actual,
        result.verdict.value,
        result.verdict is Verdict.MISSED,
    )


def _wanted(target: Target) -> str:
    """目标的说法：“30%以上”，100% 不说以上。"""
    return target.source.value + ("" if target.value == 1 else "以上")
