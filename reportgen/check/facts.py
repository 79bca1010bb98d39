"""核对的总成：清单、本月填报、以前各月的差错、台账。"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.check.consistency import check_procedures, check_progress, check_total
from reportgen.check.fields import check_values
from reportgen.check.ledgers import check_ledgers
from reportgen.check.roster import check_roster
from reportgen.check.trend import check_trend
from reportgen.model.finding import Finding, Severity
from reportgen.model.period import Month
from reportgen.model.records import Facts
from reportgen.settings import Scheme


def check_facts(facts: Facts, scheme: Scheme, month: Month) -> list[Finding]:
    """核对截至 ``month`` 的事实；以前各月只报差错（E），其提醒在当月已经报过。"""
    findings = list(check_roster(facts, scheme))
    for earlier in sorted(facts.returns):
        if earlier <= month:
            found = _check_month(facts, earlier)
            findings += (finding for finding in found if earlier == month or finding.severity is Severity.ERROR)
    return [*findings, *check_ledgers(facts, month)]


def _check_month(facts: Facts, month: Month) -> Iterator[Finding]:
    returns = facts.returns[month]
    for project in facts.projects:
        progress = returns.progress.get(project.number)
        if progress is not None:
            values = list(check_values(project, progress))
            yield from values
            doubtful = {finding.place for finding in values if finding.severity is Severity.ERROR}
            yield from check_progress(project, progress, doubtful)
            yield from check_trend(facts, project, progress, doubtful)
        yield from check_procedures(project, returns)
    for total in facts.totals:
        if total.month == month:
            yield from check_total(total)
