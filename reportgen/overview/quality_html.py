"""质量报告.html：各填报单位报得怎样，差错、提醒、修正逐条在哪里、怎么改。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportgen.model.assessment import Assessment, Standing
from reportgen.model.catalogue import CATALOGUE
from reportgen.model.finding import Finding, Severity
from reportgen.model.period import Month
from reportgen.model.records import Project
from reportgen.overview.html import Markup, element, link, table
from reportgen.overview.overview_html import OVERVIEW_FILE
from reportgen.overview.page import block, none, page
from reportgen.overview.wording import joined
from reportgen.settings import Scheme

_ANCHORS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.REPAIR: "repairs"}
_MEANINGS = {
    Severity.ERROR: "没有更正之前不出文。",
    Severity.WARNING: "照印，请核实。",
    Severity.REPAIR: "程序已照约定认定，请过目。",
}


def quality_html(month: Month, findings: Sequence[Finding], assessment: Assessment | None, scheme: Scheme) -> bytes:
    """质量报告的网页；有差错而没有评价时 ``assessment`` 为 None，不列各单位的情况。"""
    lists = tuple(
        (_ANCHORS[severity], severity.word, _severity(severity, [row for row in findings if row.severity is severity]))
        for severity in Severity
    )
    return page(
        f"{scheme.city}重大项目包保填报质量报告（{month.year}年{month.month}月）",
        "只供经办人使用，不外发。",
        scheme.is_demo,
        (("summary", "总的情况", _summary(findings, assessment)), *lists),
    )


def _summary(findings: Sequence[Finding], assessment: Assessment | None) -> Markup:
    counts = joined(f"{word.word}{sum(row.severity is word for row in findings)}条" for word in Severity)
    head = element("p", f"{counts}。", link(OVERVIEW_FILE, "回到总览"), class_="lead")
    if assessment is None:
        return Markup(head + none("数据有差错，本期没有评价，各填报单位的情况在差错更正以后列出。"))
    return Markup(head + block("各填报单位", _units(findings, assessment)))


@dataclass(frozen=True, slots=True)
class _Unit:
    """一个填报单位：它的项目，它的填报表和其中各级差错的条数。"""

    name: str
    standings: tuple[Standing, ...]
    files: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def state(self) -> str:
        filed = sum(item.progress is not None for item in self.standings)
        if filed == len(self.standings):
            return "已报"
        return "部分未报" if filed else "未报送"


def _units(findings: Sequence[Finding], assessment: Assessment) -> Markup:
    rows = (
        (
            unit.name,
            joined(item.project.name for item in unit.standings),
            unit.state,
            "；".join(_gaps(unit)),
            joined(file.rpartition("/")[2] for file in unit.files),
            joined(_counts(unit.findings)),
        )
        for unit in _filing_units(findings, assessment)
    )
    return table(("填报单位", "项目", "情况", "没有填报、沿用以前数的", "填报表", "条数"), rows)


def _gaps(unit: _Unit) -> Iterator[str]:
    """“没有填报：甲、乙”“沿用以前数：甲（5月）”；没有的不写。"""
    missing = joined(item.project.name for item in unit.standings if item.progress is None)
    carried = joined(_carried(item) for item in unit.standings if item.carried_from is not None)
    if missing:
        yield f"没有填报：{missing}"
    if carried:
        yield f"沿用以前数：{carried}"


def _filing_units(findings: Sequence[Finding], assessment: Assessment) -> Iterator[_Unit]:
    """各填报单位，清单次序；几个单位合填一个文件的，条数归项目最多的单位（与数据核实单一致）。"""
    owners = _owners(assessment.standings)
    for name in dict.fromkeys(_filing_unit(item.project) for item in assessment.standings):
        standings = tuple(item for item in assessment.standings if _filing_unit(item.project) == name)
        files = tuple(dict.fromkeys(file for item in standings for file in _files(item)))
        yield _Unit(name, standings, files, tuple(row for row in findings if owners.get(row.file) == name))


def _owners(standings: Iterable[Standing]) -> dict[str, str]:
    """填报表 → 填报单位。"""
    counts: dict[str, dict[str, int]] = {}
    for item in standings:
        unit = _filing_unit(item.project)
        for file in _files(item):
            counts.setdefault(file, {})
            counts[file][unit] = counts[file].get(unit, 0) + 1
    return {file: max(units, key=lambda unit: units[unit]) for file, units in counts.items()}


def _filing_unit(project: Project) -> str:
    return project.filing_unit or project.lead_unit


def _files(standing: Standing) -> tuple[str, ...]:
    """本月填报这个项目进展的文件。"""
    if standing.progress is None:
        return ()
    return tuple(sorted({source.file for source in standing.progress.cells.values()}))


def _carried(standing: Standing) -> str:
    assert standing.carried_from is not None
    return f"{standing.project.name}（{standing.carried_from.month}月）"


def _counts(findings: Sequence[Finding]) -> Iterator[str]:
    """“提醒2条”；没有的不写。"""
    for severity in Severity:
        count = sum(row.severity is severity for row in findings)
        if count:
            yield f"{severity.word}{count}条"


def _severity(severity: Severity, findings: Sequence[Finding]) -> Markup:
    """一级差错：按文件分列，文件依次序，同一文件里按原来的先后。"""
    if not findings:
        return none(f"没有{severity.word}。")
    files = sorted({row.file for row in findings})
    lists = (block(file or "其他", _table([row for row in findings if row.file == file])) for file in files)
    return Markup(element("p", _MEANINGS[severity], class_="sub") + "".join(lists))


def _table(findings: Sequence[Finding]) -> Markup:
    """有原值、新值的（修正）多一列。"""
    has_values = any(row.new for row in findings)
    headings = ("位置", "编号", "事实", *(("原值 → 新值",) if has_values else ()), "修改")
    return table(headings, (_row(row, has_values) for row in findings))


def _row(finding: Finding, has_values: bool) -> tuple[str, ...]:
    place = f"{f'「{finding.sheet}」' if finding.sheet else ''}{finding.cell}" or "—"
    entry = CATALOGUE.get(finding.code)
    name = f"{finding.code} {entry.title}" if entry else finding.code
    values = (f"{finding.old} → {finding.new}" if finding.new else "",) if has_values else ()
    return (place, name, finding.message, *values, finding.fix or "无须处理，请过目。")
