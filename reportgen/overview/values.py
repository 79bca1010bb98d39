"""总览要印的内容：全是写好的文字，数字带指标的键，网页只管排列。"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureText:
    """一个印出的数。``text`` 是印刷形式，``key`` 是指标的键（``标识@范围``，见 figures.json）。"""

    text: str
    key: str


#: 一句话：文字与数字相间。
Text = tuple[str | FigureText, ...]


@dataclass(frozen=True, slots=True)
class FileLink:
    """一个成品文件。``path`` 相对 总览.html，是最终的路径；``pages`` 是页数，没有页的格式为 None。"""

    format: str
    path: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class PaperLink:
    """一件公文。``group`` 是公文种类的名称，``copies`` 是要印的纸质份数，不印纸质件的为 0。"""

    group: str
    title: str
    files: tuple[FileLink, ...]
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Headline:
    """一个大字的指标和它下面的说明。"""

    name: str
    value: FigureText
    notes: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class TargetLine:
    """“5个比例”之一：节点、指标、目标、实际和结论；``is_missed`` 是到期未达到。"""

    node: str
    name: str
    target: str
    actual: Text
    verdict: str
    is_missed: bool


@dataclass(frozen=True, slots=True)
class Blocker:
    """一个红灯或黄灯项目。``reasons`` 是亮灯原因，``filed_cause`` 是填报的滞后原因，可为空。"""

    light: str
    project: str
    reasons: tuple[Text, ...]
    filed_cause: str
    lead_unit: str
    sponsor: str


@dataclass(frozen=True, slots=True)
class OverdueProcedure:
    """一个项目逾期的各项手续，如“环评（在办，计划2024年5月办结）”。"""

    project: str
    lead_unit: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverdueProblem:
    """一个超过时限没有销号的问题；``days`` 是超过的天数。"""

    number: str
    project: str
    description: str
    lead_unit: str
    due: str
    days: FigureText


@dataclass(frozen=True, slots=True)
class Escalation:
    """一个已提格、没有销号的问题和提请研究的事项。"""

    number: str
    project: str
    description: str
    request: str
    escalated_on: str


@dataclass(frozen=True, slots=True)
class Supervision:
    """一件督办事项：项目、灯、事实、牵头部门；``is_repeated`` 是上月已经提示过。"""

    project: str
    light: str
    fact: Text
    lead_unit: str
    is_repeated: bool


@dataclass(frozen=True, slots=True)
class ComingMeeting:
    """一次要开的联席会议；``when`` 是日期和时间，``topics`` 是议题。"""

    name: str
    when: str
    place: str
    chair: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """填报质量：差错、提醒、修正的条数，本月未报和沿用以前数的项目。"""

    errors: int
    warnings: int
    repairs: int
    unreported: tuple[str, ...]
    carried: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """一页总览，各组的次序就是页面的次序。

    Attributes:
        title、subtitle: 标题和截止日。is_demo: 是否演示数据。
        node: 对照哪个节点。conclusion: 一句话的结论。
        headlines、targets、lights: 对照节点的各项；lights 是红、黄、绿灯的名称和个数。
        blockers: 红灯在前、黄灯在后，同灯按清单次序。silent_units: 本月没有报送的填报单位。
        changes: 与上月相比，每条一句；is_first: 首期没有上月。
        charts: 图题和 SVG。papers: 分发次序。
    """

    title: str
    subtitle: str
    is_demo: bool
    node: str
    conclusion: Text
    headlines: tuple[Headline, ...]
    targets: tuple[TargetLine, ...]
    lights: tuple[tuple[str, FigureText], ...]
    charts: tuple[tuple[str, str], ...]
    blockers: tuple[Blocker, ...]
    procedures: tuple[OverdueProcedure, ...]
    problems: tuple[OverdueProblem, ...]
    silent_units: tuple[str, ...]
    escalations: tuple[Escalation, ...]
    supervisions: tuple[Supervision, ...]
    meetings: tuple[ComingMeeting, ...]
    is_first: bool
    changes: tuple[Text, ...]
    papers: tuple[PaperLink, ...]
    quality: Quality
