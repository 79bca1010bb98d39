"""联席会议在公文稿里的样子。"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.compose.quoting import NONE, View, quoted
from reportgen.model.registers import Meeting, Topic


def meeting_view(meeting: Meeting, projects: Mapping[int, View]) -> View:
    """一次联席会议和它的议题；``projects`` 是各项目的样子。"""
    return {
        "编号": quoted(meeting, "number", meeting.number),
        "领导": quoted(meeting, "sponsor", meeting.sponsor),
        "名称": quoted(meeting, "name", meeting.name),
        "日期": quoted(meeting, "held_on", str(meeting.held_on)),
        "时间": quoted(meeting, "time", meeting.time),
        "地点": quoted(meeting, "place", meeting.place),
        "主持人": quoted(meeting, "chair", meeting.chair),
        "出席": [quoted(meeting, "attendants", name) for name in meeting.attendants],
        "请假": [quoted(meeting, "absentees", name) for name in meeting.absentees],
        "列席": [quoted(meeting, "observers", name) for name in meeting.observers],
        "议题": [_topic(topic, projects) for topic in meeting.topics],
    }


def _topic(topic: Topic, projects: Mapping[int, View]) -> View:
    project = projects[topic.project] if topic.project is not None else None
    return {
        "议题": quoted(topic, "subject", topic.subject),
        "项目": project,
        "项目名称": project["名称"] if project else NONE,
        "提出单位": quoted(topic, "proposer", topic.proposer),
        "情况": quoted(topic, "situation", topic.situation),
        "议定": quoted(topic, "conclusion", topic.conclusion),
        "责任单位": quoted(topic, "unit", topic.unit),
        "时限": quoted(topic, "due_date", str(topic.due_date)) if topic.due_date else NONE,
        "提请总指挥": topic.is_escalated,
    }
