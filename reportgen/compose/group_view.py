"""汇总在公文稿里的样子：一组项目的指标，以及按情形挑出的项目、问题、任务、事项。"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reportgen.compose.figure_names import figures_in
from reportgen.compose.matter_view import matter_view
from reportgen.compose.meeting_view import meeting_view
from reportgen.compose.project_view import project_view
from reportgen.compose.quoting import View, quoted
from reportgen.compose.register_view import problem_view, task_view
from reportgen.model.assessment import Assessment, Light, Matter, Scope, Standing
from reportgen.model.period import PartialDate
from reportgen.model.records import FactorStatus, SiteState
from reportgen.model.registers import Problem, Task, TaskState

_LATE = (TaskState.LATE, TaskState.LATE_START)


@dataclass(frozen=True)
class Views:
    """一期评价和其中各项目的样子，各汇总共用。"""

    assessment: Assessment
    projects: Mapping[int, View]

    @classmethod
    def of(cls, assessment: Assessment) -> Views:
        """``assessment`` 的各项目。"""
        return cls(
            assessment,
            {
                item.project.number: project_view(item, assessment.figures, assessment.month)
                for item in assessment.standings
            },
        )

    def group(self, scope: Scope) -> View:
        """一个汇总：名称、项目、各项指标，以及 :meth:`lists` 的各名单。"""
        chosen = self.standings(scope.members)
        return {
            "名称": self._name(scope, chosen),
            "项目": [self.projects[number] for number in scope.members],
            **figures_in(self.assessment.figures, scope.id),
            **self.lists(chosen),
        }

    def standings(self, numbers: Sequence[int]) -> list[Standing]:
        """``numbers`` 各项目的现状，清单次序。"""
        wanted = set(numbers)
        return [item for item in self.assessment.standings if item.project.number in wanted]

    def lists(self, standings: Sequence[Standing]) -> dict[str, list[View]]:
        """按情形挑出的项目、问题、任务、事项和会议。"""
        numbers = {item.project.number for item in standings}
        sponsors = {item.project.sponsor for item in standings}
        held, coming = self.assessment.held_meetings, self.assessment.coming_meetings
        return {
            **self._chosen_projects(standings),
            **self._chosen_problems(standings),
            **self._chosen_tasks(standings),
            "提示事项": [
                self.matter(item)
                for item in self.assessment.matters
                if item.project in numbers and not item.is_supervised
            ],
            "督办事项": [
                self.matter(item) for item in self.assessment.matters if item.project in numbers and item.is_supervised
            ],
            "本月会议": [meeting_view(item, self.projects) for item in held if item.sponsor in sponsors],
            "下月会议": [meeting_view(item, self.projects) for item in coming if item.sponsor in sponsors],
        }

    def matter(self, matter: Matter) -> View:
        """一件提示或督办的事。"""
        (standing,) = self.standings([matter.project])
        return matter_view(
            matter, standing, self.projects[matter.project], self.assessment.figures, self.assessment.month
        )

    def problem(self, problem: Problem) -> View:
        """台账的一个问题；“经会议研究”是至今有一次联席会议议定把这个项目的事提请总指挥。"""
        month = self.assessment.month
        view = problem_view(problem, self.projects[problem.project], self.assessment.figures, month.last_day)
        return {**view, "经会议研究": self._is_discussed(problem)}

    def _is_discussed(self, problem: Problem) -> bool:
        past: Assessment | None = self.assessment
        while past is not None:
            topics = (topic for meeting in past.held_meetings for topic in meeting.topics)
            if any(topic.project == problem.project and topic.is_escalated for topic in topics):
                return True
            past = past.previous
        return False

    def _task(self, task: Task) -> View:
        month = self.assessment.month
        return task_view(task, self.projects[task.project], self.assessment.figures, month.last_day)

    def _name(self, scope: Scope, standings: Sequence[Standing]) -> str:
        fields = {"sponsor": "sponsor", "unit": "responsible_units"}
        if scope.kind not in fields:
            return scope.name
        return quoted(standings[0].project, fields[scope.kind], scope.name)

    def _chosen_projects(self, standings: Sequence[Standing]) -> dict[str, list[View]]:
        cutoff = self.assessment.month.last_day
        choices: Mapping[str, Callable[[Standing], bool]] = {
            "未开复工项目": lambda item: item.state is SiteState.IDLE,
            "停工项目": lambda item: item.state is SiteState.SUSPENDED,
            "状态未报项目": lambda item: item.state is SiteState.UNREPORTED,
            "沿用项目": lambda item: item.carried_from is not None,
            "未报项目": lambda item: not item.is_reported and item.carried_from is None,
            "红灯项目": lambda item: item.light is Light.RED,
            "黄灯项目": lambda item: item.light is Light.YELLOW,
            "未达参考项目": lambda item: not item.is_on_target,
            "超计划项目": lambda item: item.rate is not None and item.rate > 1,
            "应竣工项目": lambda item: item.is_due,
            "按期竣工项目": lambda item: item.is_on_time,
            "逾期竣工项目": lambda item: item.is_due and not item.is_on_time and item.state is SiteState.COMPLETED,
            "到期未竣工项目": lambda item: item.is_due and item.state is not SiteState.COMPLETED,
            "未入库项目": lambda item: item.has_begun and item.is_in_statistics is not True,
            "手续逾期项目": lambda item: any(row.is_overdue(cutoff) for row in item.procedures),
            "要素有缺口项目": lambda item: any(row.status is FactorStatus.SHORT for row in item.factors),
            "缺专班项目": lambda item: item.task_force is None,
            "缺方案项目": lambda item: item.task_force is None or not item.task_force.plan,
            "缺施工图项目": lambda item: not item.tasks,
        }
        return {
            name: [self.projects[item.project.number] for item in standings if holds(item)]
            for name, holds in choices.items()
        }

    def _chosen_problems(self, standings: Sequence[Standing]) -> dict[str, list[View]]:
        month, cutoff = self.assessment.month, self.assessment.month.last_day

        def is_in_month(day: PartialDate | None) -> bool:
            return day is not None and day.in_month == month

        choices: Mapping[str, Callable[[Problem], bool]] = {
            "未销号问题": lambda row: not row.is_closed(cutoff),
            "逾期问题": lambda row: row.is_overdue(cutoff),
            "本月新增问题": lambda row: is_in_month(row.raised_on),
            "本月销号问题": lambda row: is_in_month(row.closed_on),
            "提格问题": lambda row: row.is_escalated(cutoff) and not row.is_closed(cutoff),
            "本月提格问题": lambda row: is_in_month(row.escalated_on),
            "台账问题": lambda row: True,
        }
        rows = [row for item in standings for row in item.problems]
        return {name: [self.problem(row) for row in rows if holds(row)] for name, holds in choices.items()}

    def _chosen_tasks(self, standings: Sequence[Standing]) -> dict[str, list[View]]:
        month, cutoff = self.assessment.month, self.assessment.month.last_day
        following = month.shift(1)
        choices: Mapping[str, Callable[[Task], bool]] = {
            "逾期任务": lambda row: row.state_at(cutoff) in _LATE,
            "本月完成任务": lambda row: row.actual_end is not None and row.actual_end.in_month == month,
            "下月到期任务": lambda row: row.planned_end.in_month == following and row.ended_by(cutoff) is None,
        }
        rows = [row for item in standings for row in item.tasks]
        return {name: [self._task(row) for row in rows if holds(row)] for name, holds in choices.items()}
