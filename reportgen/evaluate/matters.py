"""要提示或督办的事〔默认〕：黄灯、红灯的每条理由是一件，一事一函，连月亮灯的记月数。"""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.model.assessment import Assessment, Light, LightReason, Matter, Standing

#: 同一件事：项目、规则，问题另加台账编号。
_Key = tuple[int, str, str]


def matters(standings: Iterable[Standing], previous: Assessment | None) -> tuple[Matter, ...]:
    """本月的各件事，按清单次序，同一项目按规则的次序；``previous`` 是上月的评价。"""
    earlier = {_key(item.project, item.reason): item.times for item in previous.matters} if previous else {}
    return tuple(
        Matter(item.project.number, reason, earlier.get(_key(item.project.number, reason), 0) + 1)
        for item in standings
        for reason in item.reasons
        if reason.light is not Light.GREEN
    )


def _key(project: int, reason: LightReason) -> _Key:
    return project, reason.rule, reason.problem.number if reason.problem else ""
