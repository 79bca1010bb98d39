"""与上月相比：指标的变化，换灯、开工、停工、竣工的项目，新提出和已销号的问题。"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reportgen.model.assessment import Assessment, Light, Standing
from reportgen.model.period import PartialDate
from reportgen.model.records import SiteState
from reportgen.model.registers import Problem
from reportgen.overview.values import Text
from reportgen.overview.wording import bare, changed, figure_text, joined

_FIGURES = (
    ("年度计划投资完成率", "completion_rate"),
    ("本月完成投资", "month_investment"),
    ("开复工率", "start_resume_rate"),
    ("按期竣工率", "on_time_rate"),
)

#: 一个项目由上月到本月的变化：说法 → 是否成立。
_TURNS: tuple[tuple[str, Callable[[Standing, Standing], bool]], ...] = (
    ("转为红灯", lambda old, new: new.light is Light.RED and old.light is not Light.RED),
    ("转为黄灯", lambda old, new: new.light is Light.YELLOW and old.light is not Light.YELLOW),
    ("转为绿灯", lambda old, new: new.light is Light.GREEN and old.light is not Light.GREEN),
    ("新开（复）工", lambda old, new: new.is_active and not old.has_begun),
    ("新停工", lambda old, new: _enters(old, new, SiteState.SUSPENDED)),
    ("停工后复工", lambda old, new: old.state is SiteState.SUSPENDED and new.is_active),
    ("新竣工", lambda old, new: _enters(old, new, SiteState.COMPLETED)),
)


def changes(assessment: Assessment) -> Iterator[Text]:
    """每条一句；首期没有。"""
    if assessment.previous is None:
        return
    yield from _figure_changes(assessment)
    pairs = list(zip(assessment.previous.standings, assessment.standings, strict=True))
    for word, is_turned in _TURNS:
        names = [new.project.name for old, new in pairs if is_turned(old, new)]
        if names:
            yield (f"{word}：{joined(names)}。",)
    yield from _problem_changes(assessment)


def _figure_changes(assessment: Assessment) -> Iterator[Text]:
    for name, id in _FIGURES:
        change = changed(assessment.figures.get_in("all", f"{id}_change"))
        if change:
            yield (name, figure_text(assessment.figures.get_in("all", id)), "，", *change, "。")


def _enters(old: Standing, new: Standing, state: SiteState) -> bool:
    return new.state is state and old.state is not state


def _problem_changes(assessment: Assessment) -> Iterator[Text]:
    month = assessment.month

    def in_month(day: PartialDate | None) -> bool:
        return day is not None and day.in_month == month

    problems = [row for item in assessment.standings for row in item.problems]
    yield from _listed("新提出问题", (row for row in problems if in_month(row.raised_on)))
    yield from _listed("已销号问题", (row for row in problems if in_month(row.closed_on)))


def _listed(word: str, problems: Iterable[Problem]) -> Iterator[Text]:
    names = [f"{row.number}“{bare(row.description)}”" for row in problems]
    if names:
        yield (f"{word}：{joined(names)}。",)
