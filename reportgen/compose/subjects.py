"""公文的对象：每个包保领导、项目、事项、会议等一件公文，各有自己的“对象”。"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.compose.finding_view import findings_view
from reportgen.compose.gantt import roadmap
from reportgen.compose.group_view import Views
from reportgen.compose.meeting_view import meeting_view
from reportgen.compose.quoting import View
from reportgen.compose.routing import PER_FILING_UNIT, PER_MONTH
from reportgen.model.assessment import Matter
from reportgen.model.finding import Finding
from reportgen.model.registers import Meeting, Problem


@dataclass(frozen=True)
class Subject:
    """一件公文的对象。

    Attributes:
        name: 名称，用于文件名和发文登记；一期一件的为空。
        projects: 公文说到的项目的序号，收件单位由它们得出；空则为全部项目。
        names: 只有这一件公文才有的名称。recipients: “对象”所指的收件名称。
    """

    name: str = ""
    projects: tuple[int, ...] = ()
    names: Mapping[str, object] = field(default_factory=dict)
    recipients: tuple[str, ...] = ()


WHOLE = Subject()


def subjects_of(per: str, views: Views, findings: Mapping[str, Sequence[Finding]]) -> tuple[Subject, ...]:
    """``per``（见 :data:`reportgen.compose.routing.PER`）的全部对象，清单次序；没有的为空。

    Args:
        findings: 各填报单位要核实的差错和提醒。
    """
    if per == PER_FILING_UNIT:
        return finding_subjects(findings)
    return tuple(_MAKERS[per](views))


def finding_subjects(findings: Mapping[str, Sequence[Finding]]) -> tuple[Subject, ...]:
    """每个有差错、提醒或修正的填报单位。"""
    return tuple(
        Subject(unit, names={"对象": findings_view(unit, rows)}, recipients=(unit,)) for unit, rows in findings.items()
    )


def _groups(kind: str) -> Callable[[Views], Iterator[Subject]]:
    def make(views: Views) -> Iterator[Subject]:
        for scope in views.assessment.scopes:
            if scope.kind == kind:
                yield Subject(scope.name, scope.members, {"对象": views.group(scope)}, (scope.name,))

    return make


def _projects(views: Views) -> Iterator[Subject]:
    """每个项目；有施工图的另有“图”里的施工图。"""
    for item in views.assessment.standings:
        number, gantt = item.project.number, roadmap(item, views.assessment.month)
        names = {"对象": views.projects[number], "图": {"施工图": gantt} if gantt else {}}
        yield Subject(f"{number:02d} {item.project.name}", (number,), names)


def _matters(is_supervised: bool) -> Callable[[Views], Iterator[Subject]]:
    def make(views: Views) -> Iterator[Subject]:
        for item in views.assessment.matters:
            if item.is_supervised is is_supervised:
                # 问题由谁牵头办理，函就要送到谁。
                lead = tuple(filter(None, (item.reason.problem.lead_unit,) if item.reason.problem else ()))
                yield Subject(_matter_name(item, views), (item.project,), {"对象": views.matter(item)}, lead)

    return make


def _matter_name(matter: Matter, views: Views) -> str:
    """项目名称和事项，如“废盐综合利用项目（投资进度）”；问题一类写明台账编号。"""
    (standing,) = views.standings([matter.project])
    view = views.matter(matter)
    detail = f"问题{matter.reason.problem.number}" if matter.reason.problem else view["类别"]
    return f"{standing.project.name}（{detail}）"


def _escalated(views: Views) -> Iterator[Subject]:
    """本月提格的问题，一事一报。"""
    month = views.assessment.month
    for item in views.assessment.standings:
        for row in item.problems:
            if row.escalated_on is not None and row.escalated_on.in_month == month:
                yield _problem_subject(row, views)


def _problem_subject(row: Problem, views: Views) -> Subject:
    return Subject(row.number, (row.project,), {"对象": views.problem(row)})


def _meetings(choose: Callable[[Views], Sequence[Meeting]]) -> Callable[[Views], Iterator[Subject]]:
    def make(views: Views) -> Iterator[Subject]:
        for item in choose(views):
            members = tuple(
                standing.project.number
                for standing in views.assessment.standings
                if standing.project.number in {topic.project for topic in item.topics}
            )
            names = {"对象": meeting_view(item, views.projects), "包保": _sponsor_group(item, views)}
            yield Subject(item.name, members, names, (item.sponsor, *item.attendants))

    return make


def _sponsor_group(meeting: Meeting, views: Views) -> View:
    """召集会议的包保领导的全部项目。"""
    scopes = (scope for scope in views.assessment.scopes if scope.kind == "sponsor" and scope.name == meeting.sponsor)
    return views.group(next(scopes))


_MAKERS: Mapping[str, Callable[[Views], Iterator[Subject]]] = {
    PER_MONTH: lambda views: iter((WHOLE,)),
    "包保领导": _groups("sponsor"),
    "属地": _groups("locality"),
    "牵头部门": _groups("unit"),
    "项目": _projects,
    "提示事项": _matters(False),
    "督办事项": _matters(True),
    "提格事项": _escalated,
    "拟开会议": _meetings(lambda views: views.assessment.coming_meetings),
    "已开会议": _meetings(lambda views: views.assessment.held_meetings),
}
