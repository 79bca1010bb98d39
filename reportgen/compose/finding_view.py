"""数据核实单：一个填报单位的差错、提醒和修正，按文件、工作表、单元格。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportgen.compose.quoting import View
from reportgen.compose.values import Quoted
from reportgen.model.document import Origin
from reportgen.model.finding import Finding, Severity
from reportgen.model.records import Facts

_NAMES = {Severity.ERROR: "差错", Severity.WARNING: "提醒", Severity.REPAIR: "修正"}


def filing_units(facts: Facts) -> dict[str, str]:
    """各月的填报表由哪个单位填报：文件 → 单位；表中各项目的填报单位不止一个的，归项目多的。"""
    counts: dict[str, dict[str, int]] = {}
    names = {project.number: project.filing_unit or project.lead_unit for project in facts.projects}
    for returns in facts.returns.values():
        for row in returns.progress.values():
            for file in {source.file for source in row.cells.values()}:
                units = counts.setdefault(file, {})
                units[names[row.project]] = units.get(names[row.project], 0) + 1
    return {file: max(units, key=lambda unit: units[unit]) for file, units in counts.items()}


def unit_findings(findings: Iterable[Finding], units: Mapping[str, str]) -> dict[str, list[Finding]]:
    """各填报单位要核实的：单位 → 差错和提醒、修正，保持先后；认不出填报单位的不在其中。"""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.file in units:
            grouped.setdefault(units[finding.file], []).append(finding)
    return grouped


def findings_view(unit: str, findings: Iterable[Finding]) -> View:
    """一个单位的核实单：名称，以及差错、提醒、修正三组。"""
    rows = list(findings)
    return {
        "名称": unit,
        **{name: [_row(row) for row in rows if row.severity is severity] for severity, name in _NAMES.items()},
    }


def _row(finding: Finding) -> View:
    """一处；文字里的数字说明单元格的内容，来历记在差错的编号上。"""

    def text(value: str) -> Quoted:
        return Quoted(value, Origin(f"finding:{finding.code}"))

    return {
        "文件": text(finding.file.rpartition("/")[2]),
        "工作表": text(finding.sheet),
        "单元格": text(finding.cell),
        "事实": text(finding.message),
        "修改": text(finding.fix),
        "原值": text(finding.old),
        "新值": text(finding.new),
    }
