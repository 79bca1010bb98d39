"""联席会议.xlsx：“会议”一行一次会议，“议题”一行一个议题，按会议编号归入会议。可以没有。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace

from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.registers import Meeting, Topic
from reportgen.read.cells import clean
from reportgen.read.intake import RawFile
from reportgen.read.register import Entry, official_names, read_register, repeated_findings
from reportgen.read.roster import Roster
from reportgen.read.vocabulary.registers import MEETING_FORM, TOPIC_FORM

MEETINGS_FILE = "联席会议.xlsx"

_CLOCK = re.compile(r"([0-9]{1,2}:[0-9]{2})(?::00)?")


def read_meetings(file: RawFile, roster: Roster, year: int) -> tuple[tuple[Meeting, ...], list[Finding]]:
    """读会议，按表中次序；议题按次序归入会议。"""
    (rows, topic_rows), findings = read_register(file, (MEETING_FORM, TOPIC_FORM), roster, year)
    findings += repeated_findings(rows, "number", lambda entry: entry.number("number"))
    meetings: dict[str, Meeting] = {}
    for entry in rows:
        meeting, found = _meeting(entry, roster)
        findings += found
        if meeting is not None:
            meetings.setdefault(entry.number("number"), meeting)
    topics, topic_findings = _topics(topic_rows, {entry.number("number") for entry in rows}, roster)
    complete = (replace(meeting, topics=tuple(topics.get(number, ()))) for number, meeting in meetings.items())
    return tuple(complete), [*findings, *topic_findings]


def _meeting(entry: Entry, roster: Roster) -> tuple[Meeting | None, tuple[Finding, ...]]:
    reading = entry.reading
    sponsor = roster.sponsors.get(entry.key("sponsor"))
    if sponsor is None:
        message = f"“{entry.text('sponsor')}”不是清单上的包保领导。"
        fix = f"清单上有：{'、'.join(roster.sponsors.values())}。"
        return None, (fault(reading.items["sponsor"].source, "E128", message, fix),)
    meeting = Meeting(
        number=entry.text("number"),
        sponsor=sponsor,
        name=entry.text("name"),
        held_on=entry.required_day("held_on"),
        time=_time(entry.text("time")),
        place=entry.text("place"),
        chair=roster.official(entry.text("chair")),
        attendants=official_names(entry.text("attendants"), roster),
        absentees=official_names(entry.text("absentees"), roster),
        observers=official_names(entry.text("observers"), roster),
        cells=reading.sources(),
    )
    return meeting, ()


def _time(text: str) -> str:
    """“14：30”和时间格的“14:30:00”写成“14:30”，别的照写。"""
    clock = _CLOCK.fullmatch(clean(text))
    return clock[1] if clock else text


def _topics(
    entries: Iterable[Entry], known: set[str], roster: Roster
) -> tuple[Mapping[str, list[Topic]], list[Finding]]:
    """会议编号（规范化写法）到它的议题，按次序；没有填次序的接在上一个之后。"""
    rows = list(entries)
    findings = list(repeated_findings(rows, "order", _order_key))
    found: dict[str, list[Topic]] = defaultdict(list)
    for entry in rows:
        number = entry.number("meeting")
        if number not in known:
            message = f"“会议”表没有读出编号“{entry.text('meeting')}”的会议。"
            findings.append(fault(entry.reading.items["meeting"].source, "E127", message))
            continue
        earlier = found[number]
        order, order_findings = _order(entry, earlier[-1].order + 1 if earlier else 1)
        findings += order_findings
        earlier.append(_topic(entry, order, roster))
    return {number: sorted(topics, key=lambda topic: topic.order) for number, topics in found.items()}, findings


def _order_key(entry: Entry) -> Hashable | None:
    order = entry.text("order")
    return (entry.number("meeting"), order) if order else None


def _order(entry: Entry, default: int) -> tuple[int, tuple[Finding, ...]]:
    text = entry.text("order")
    if re.fullmatch("[0-9]{1,3}", text):
        return int(text), ()
    if not text:
        return default, ()
    return default, (fault(entry.reading.items["order"].source, "E115", f"次序填“{text}”，不是整数。", "改填整数。"),)


def _topic(entry: Entry, order: int, roster: Roster) -> Topic:
    reading = entry.reading
    return Topic(
        meeting=entry.text("meeting"),
        order=order,
        project=entry.project,
        subject=entry.text("subject"),
        proposer=roster.official(entry.text("proposer")),
        situation=entry.text("situation"),
        conclusion=entry.text("conclusion"),
        unit=roster.official(entry.text("unit")),
        due_date=reading.day("due_date"),
        is_escalated=reading.flag("is_escalated") or False,
        cells=reading.sources(),
    )
