"""小结：一次运行结束后给经办人看的几行话。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportgen.model.assessment import Assessment, Verdict
from reportgen.model.finding import Finding, Severity
from reportgen.pipeline import Outcome
from reportgen.publish import RenderedDocument
from reportgen.trace import edition_change_lines

#: 小结里最多列出的提醒条数，其余见 findings.json。
MAX_WARNINGS = 10


def summary(outcome: Outcome) -> list[str]:
    """做了什么、什么没有达标、什么要核对。"""
    title = f"{outcome.month.year}年{outcome.month.month}月"
    lines = []
    if outcome.report is None:
        lines += [f"{title}：填报数据有差错，没有出文；上次的成品没有改动。", ""]
        lines += finding_lines(outcome.findings, Severity.ERROR)
        if outcome.packet:
            lines += [f"以上差错连同提醒已写入 {outcome.packet.folder}/核实清单.txt，改正后再运行一次。"]
        return lines
    lines += [*_made(outcome, title), ""]
    if outcome.assessment:
        lines += [*_targets(outcome.assessment), *_lights(outcome.assessment), ""]
    lines += _to_check(outcome)
    return lines


def notice_summary(outcome: Outcome) -> list[str]:
    """印发通知做了没有、有哪些矛盾；矛盾全部列出。"""
    title = "印发通知"
    if outcome.report is None:
        lines = [f"{title}：设置或清单有差错，没有出文；上次的成品没有改动。", ""]
    else:
        lines = [*_made(outcome, title), ""]
    lines.append(f"核对：{counts(outcome.findings)}")
    for severity in (Severity.ERROR, Severity.WARNING):
        lines += finding_lines(outcome.findings, severity)
    return lines


def finding_lines(findings: Iterable[Finding], severity: Severity, most: int | None = None) -> list[str]:
    """某一级差错逐条列出；多于 ``most`` 条的只说还有几条。"""
    chosen = [finding for finding in findings if finding.severity is severity]
    shown = chosen if most is None else chosen[:most]
    lines = [line for finding in shown for line in str(finding).splitlines()]
    if len(chosen) > len(shown):
        lines.append(f"……另有{len(chosen) - len(shown)}条，见 findings.json。")
    return lines


def counts(findings: Sequence[Finding]) -> str:
    """“差错0条、提醒3条、修正5条”。"""
    return "、".join(
        f"{severity.word}{sum(finding.severity is severity for finding in findings)}条" for severity in Severity
    )


def _made(outcome: Outcome, title: str) -> Iterator[str]:
    report = outcome.report
    assert report is not None
    if report.is_unchanged:
        yield f"{title}：数据和公文稿都没有变化，第{report.edition}版仍然有效。"
    else:
        yield f"{title}：第{report.edition}版已出，放在 {report.folder}"
    yield from _folders(outcome.documents)
    if outcome.comparison:
        yield from (f"  {line}" for line in edition_change_lines(outcome.comparison.changes))
        yield f"  对照材料在 {outcome.comparison.folder}"
    elif report.changed and not report.is_unchanged:
        yield f"  与上一版不同的：{'、'.join(report.changed)}"
    if report.superseded:
        yield f"  改动过而没有带入新版（旧的在 {report.history}）：{'、'.join(report.superseded)}"
    for kept in report.kept:
        yield f"  人工修改过的文件原样保留：{kept.kept_as}"


def _folders(documents: Sequence[RenderedDocument]) -> Iterator[str]:
    """各文件夹、各单个文件一行：件数、格式、页数；没有页的不说。"""
    groups: dict[str, list[RenderedDocument]] = {}
    for document in documents:
        for file in document.files[:1]:
            folder, _, name = file.path.rpartition("/")
            groups.setdefault(folder or name, []).append(document)
    for place, chosen in groups.items():
        files = [file for document in chosen for file in document.files]
        formats = "、".join(dict.fromkeys(file.format for file in files))
        pages = sum(max((file.pages or 0 for file in document.files), default=0) for document in chosen)
        most = max(len(chosen), *(sum(file.format == one for file in files) for one in {file.format for file in files}))
        count = f"{most}件，" if most > 1 else ""
        yield f"  {place}（{count}{formats}{f'，{pages}页' if pages else ''}）"


def _targets(assessment: Assessment) -> Iterator[str]:
    rate, reference = (assessment.figures[f"{id}@all"].printed for id in ("completion_rate", "node_progress"))
    yield f"年度计划投资完成率 {rate}（节点参考进度 {reference}），开复工率 {_printed(assessment, 'start_resume_rate')}"
    missed = [item for item in assessment.targets if item.verdict is Verdict.MISSED]
    for item in missed:
        actual = item.figure.printed if item.figure else "—"
        yield f"  未达到：{item.id} {item.node.month}月底{item.label}，实际 {actual}"
    if not missed:
        yield "  已到期的目标没有未达到的。"


def _lights(assessment: Assessment) -> Iterator[str]:
    words = (("绿灯", "green_count"), ("黄灯", "yellow_count"), ("红灯", "red_count"))
    yield "  " + "、".join(f"{word}{_printed(assessment, id)}" for word, id in words)
    if assessment.silent_units:
        yield f"  未报送：{'、'.join(assessment.silent_units)}"


def _printed(assessment: Assessment, id: str) -> str:
    return assessment.figures[f"{id}@all"].printed


def _to_check(outcome: Outcome) -> list[str]:
    lines = [f"数据核对：{counts(outcome.findings)}"]
    lines += finding_lines(outcome.findings, Severity.ERROR)
    lines += finding_lines(outcome.findings, Severity.WARNING, MAX_WARNINGS)
    return lines
