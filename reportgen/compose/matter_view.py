"""提示、督办事项在公文稿里的样子：一事一函。"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.compose.project_view import reason_phrase
from reportgen.compose.quoting import View
from reportgen.compose.register_view import problem_view
from reportgen.model.assessment import FigureBook, Matter, Standing
from reportgen.model.period import Month
from reportgen.model.records import Nature, SiteState

_KINDS = {"投资": "投资进度", "入库": "入库入统", "问题": "问题办理"}


def matter_view(matter: Matter, standing: Standing, project: View, figures: FigureBook, month: Month) -> View:
    """一件事：哪个项目、什么事、事实、是否上月已经提示过；``问题`` 只有问题一类才有。"""
    reason = matter.reason
    problem = problem_view(reason.problem, project, figures, month.last_day) if reason.problem else None
    return {
        "项目": project,
        "类别": kind_word(matter, standing),
        "灯": reason.light.value,
        "事实": reason_phrase(reason, standing, figures),
        "问题": problem,
        "是投资": reason.rule == "投资",
        "是开复工": reason.rule == "开复工",
        "是停工": reason.rule == "开复工" and standing.state is SiteState.SUSPENDED,
        "是入库": reason.rule == "入库",
        "是问题": reason.rule == "问题",
        "上月已提示": matter.times > 1,
    }


def kind_word(matter: Matter, standing: Standing) -> str:
    """事项的类别：投资进度、开工、复工、停工、入库入统、问题办理。"""
    if matter.reason.rule != "开复工":
        return _KINDS[matter.reason.rule]
    if standing.state is SiteState.SUSPENDED:
        return "停工"
    return "开工" if standing.project.nature is Nature.NEW else "复工"


def matter_views(
    matters: tuple[Matter, ...],
    standings: Mapping[int, Standing],
    views: Mapping[int, View],
    book: FigureBook,
    month: Month,
) -> list[tuple[Matter, View]]:
    """各件事和它的样子，次序不变。"""
    return [(item, matter_view(item, standings[item.project], views[item.project], book, month)) for item in matters]
