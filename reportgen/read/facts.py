"""读入的总成：清单、截至本月的各月填报、通讯录、全年的台账 → :class:`Facts` 与差错。"""

from __future__ import annotations

from pathlib import Path

from reportgen.errors import UsageError
from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding, Severity
from reportgen.model.period import Month
from reportgen.model.records import Facts
from reportgen.model.source import Source
from reportgen.read.intake import (
    RETURNS_FOLDER,
    RawFile,
    available_months,
    changed_findings,
    load,
    return_names,
    skipped_findings,
)
from reportgen.read.registers import REGISTER_FILES, read_registers
from reportgen.read.returns import MonthReading, read_month
from reportgen.read.roster import ROSTER_FILE, Roster, read_roster
from reportgen.settings import SCHEME_FILE, Scheme

__all__ = ["available_months", "read_facts", "read_listing"]


def read_facts(inputs: Path, scheme: Scheme, month: Month) -> tuple[Facts, list[Finding]]:
    """读入截至 ``month`` 的全部事实。

    以前各月只报差错（E），其提醒和修正在当月已经报过。

    Raises:
        UsageError: 月份不在方案起始月份之后、本月没有填报表，或没有项目清单。
    """
    _check_month(inputs, scheme, month)
    files = [_load(inputs, SCHEME_FILE), _load(inputs, ROSTER_FILE)]
    roster, roster_findings = read_roster(files[1], scheme)
    findings = list(roster_findings)
    readings: list[MonthReading] = []
    for number in range(scheme.first_month.month, month.month + 1 if roster.projects else 0):
        earlier = Month(scheme.year, number)
        raw = [_load(inputs, name) for name in return_names(inputs, earlier)]
        reading, found = _read_month(inputs, raw, earlier, roster)
        findings += found if earlier == month else _errors(found, earlier, bool(raw))
        readings.append(reading)
        files += raw
    # 没有清单时认不出项目，台账不读。
    kept = {name: _load(inputs, name) for name in REGISTER_FILES if roster.projects and (inputs / name).exists()}
    registers = read_registers(kept, roster, scheme.year)
    files += kept.values()
    findings += (*registers.findings, *changed_findings(files))
    return Facts(
        projects=roster.projects,
        returns={reading.returns.month: reading.returns for reading in readings},
        contacts=registers.contacts,
        inputs=tuple(sorted((file.input_file for file in files), key=lambda item: item.path)),
        totals=(*roster.totals, *(total for reading in readings for total in reading.totals)),
        problems=registers.problems,
        tasks=registers.tasks,
        task_forces=registers.task_forces,
        meetings=registers.meetings,
        issuances=registers.issuances,
    ), findings


def read_listing(inputs: Path, scheme: Scheme) -> tuple[Facts, list[Finding]]:
    """只读项目清单，不读各月填报：用于与月份无关的公文。

    Raises:
        UsageError: 没有项目清单。
    """
    files = [_load(inputs, SCHEME_FILE), _load(inputs, ROSTER_FILE)]
    roster, findings = read_roster(files[1], scheme)
    facts = Facts(
        projects=roster.projects,
        returns={},
        inputs=tuple(sorted((file.input_file for file in files), key=lambda item: item.path)),
        totals=roster.totals,
    )
    return facts, [*findings, *changed_findings(files)]


def _check_month(inputs: Path, scheme: Scheme, month: Month) -> None:
    if month.year != scheme.year or month < scheme.first_month:
        raise UsageError(
            f"{month} 不在方案的报告月份之内（{scheme.first_month} 起）\n  修改：换一个月份，或改 {SCHEME_FILE}。"
        )
    if not return_names(inputs, month):
        raise UsageError(f"{month} 没有填报表\n  修改：把本月的填报表放进 {RETURNS_FOLDER}/{month} 文件夹。")


def _load(inputs: Path, name: str) -> RawFile:
    try:
        return load(inputs, name)
    except OSError as error:
        raise UsageError(
            f"读不到 {name}（{error.strerror}）\n  修改：把 {name} 放进 {inputs} 文件夹，并关闭占用它的窗口。"
        ) from None


def _read_month(inputs: Path, files: list[RawFile], month: Month, roster: Roster) -> tuple[MonthReading, list[Finding]]:
    reading = read_month(files, month, roster)
    return reading, [*skipped_findings(inputs, month), *reading.findings]


def _errors(findings: list[Finding], month: Month, has_files: bool) -> list[Finding]:
    """以前某月只留差错；该月没有填报表的提醒一次。"""
    if not has_files:
        return [fault(Source(f"{RETURNS_FOLDER}/{month}", "", "", ""), "W112", f"{month} 没有填报表。")]
    return [finding for finding in findings if finding.severity is Severity.ERROR]
