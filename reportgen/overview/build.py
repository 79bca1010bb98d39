"""由评价写成总览。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportgen.model.assessment import Assessment
from reportgen.model.finding import Finding, Severity
from reportgen.model.period import chinese_date
from reportgen.overview.changes import changes
from reportgen.overview.matters import (
    blockers,
    coming_meeting,
    escalations,
    overdue_problems,
    overdue_procedures,
    supervisions,
)
from reportgen.overview.outlook import conclusion, headlines, light_counts, node_text, target_lines
from reportgen.overview.values import Overview, PaperLink, Quality
from reportgen.settings import Scheme


def overview_of(
    assessment: Assessment,
    scheme: Scheme,
    papers: Sequence[PaperLink],
    findings: Sequence[Finding],
    charts: Mapping[str, str],
) -> Overview:
    """一期的总览。

    Args:
        papers: 各件公文，分发次序。findings: 本期全部差错、提醒、修正。charts: 图题 → SVG 元素。
    """
    month = assessment.month
    return Overview(
        title=f"{scheme.city}重大项目包保总览（{month.year}年{month.month}月）",
        subtitle=f"数据截至{chinese_date(month.last_day)}",
        is_demo=scheme.is_demo,
        node=node_text(month, scheme),
        conclusion=conclusion(assessment),
        headlines=headlines(assessment, scheme),
        targets=target_lines(assessment, scheme),
        lights=light_counts(assessment.figures),
        charts=tuple(charts.items()),
        blockers=blockers(assessment),
        procedures=tuple(overdue_procedures(assessment)),
        problems=overdue_problems(assessment),
        silent_units=assessment.silent_units,
        escalations=tuple(escalations(assessment)),
        supervisions=tuple(supervisions(assessment)),
        meetings=tuple(map(coming_meeting, assessment.coming_meetings)),
        is_first=assessment.previous is None,
        changes=tuple(changes(assessment)),
        papers=tuple(papers),
        quality=_quality(assessment, findings),
    )


def _quality(assessment: Assessment, findings: Sequence[Finding]) -> Quality:
    counts = {severity: sum(finding.severity is severity for finding in findings) for severity in Severity}
    return Quality(
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        repairs=counts[Severity.REPAIR],
        unreported=tuple(
            item.project.name for item in assessment.standings if not item.is_reported and item.carried_from is None
        ),
        carried=tuple(item.project.name for item in assessment.standings if item.carried_from is not None),
    )
