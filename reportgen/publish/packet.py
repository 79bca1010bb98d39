"""核实材料：outputs/核实/<期次>/，有差错的月份不出文，只出这一份。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from reportgen.model.finding import Finding, Severity
from reportgen.model.period import Month
from reportgen.model.records import InputFile
from reportgen.publish.exchange import recover
from reportgen.publish.files import explained
from reportgen.publish.folder import Contents, Place, named_safely, publish_folder
from reportgen.publish.lock import lock_outputs
from reportgen.publish.manifest import FINDINGS_NAME, findings_bytes
from reportgen.publish.values import PublishReport, RenderedDocument, RenderedFile

PACKET_FOLDER = "核实"
CHECKLIST_NAME = "核实清单.txt"

_RULE = "────────────────────"
_ORDER = {severity: rank for rank, severity in enumerate(Severity)}


def packet_place(month: Month) -> Place:
    """核实材料的位置。"""
    return Place(f"{PACKET_FOLDER}/{month}", month, PACKET_FOLDER)


def publish_packet(
    outputs: Path,
    month: Month,
    findings: Sequence[Finding],
    inputs: Sequence[InputFile] = (),
    documents: Sequence[RenderedDocument] = (),
) -> PublishReport:
    """发布核实材料：findings.json、核实清单.txt，以及 ``documents``（数据核实单、批注过的填报表等）。

    月度成品不动；上一份核实材料移到 ``outputs/.history/核实/<期次>/``。

    Raises:
        PublishError: 同 :func:`reportgen.publish.edition.publish_edition`。
    """
    checklist = RenderedFile(CHECKLIST_NAME, checklist_bytes(month, findings), "TXT")
    all_documents = (RenderedDocument("核实", "数据核实清单", (), (checklist,)), *documents)
    records = {FINDINGS_NAME: findings_bytes(findings)}
    contents = Contents(month, named_safely(all_documents, tuple(records)), records, tuple(findings), tuple(inputs), ())
    with explained(outputs):
        outputs.mkdir(parents=True, exist_ok=True)
        with lock_outputs(outputs):
            recover(outputs)
            return publish_folder(outputs, packet_place(month), contents)


def checklist_bytes(month: Month, findings: Sequence[Finding]) -> bytes:
    """核实清单.txt 的内容：带 BOM 的 UTF-8、Windows 换行，各种记事本都能打开。"""
    return "".join(f"{line}\r\n" for line in _lines(month, findings)).encode("utf-8-sig", "replace")


def _lines(month: Month, findings: Sequence[Finding]) -> Iterator[str]:
    yield f"{month.year}年{month.month}月数据核实清单"
    yield ""
    yield f"共{_tally(findings) or '0处'}。差错全部改正后才能出文；提醒请核对，修正请确认。"
    number = 0
    for file, group in _by_file(findings):
        yield from ("", _RULE, f"文件：{file or '（不限于一个文件）'}　{_tally(group)}", _RULE)
        for finding in group:
            number += 1
            yield from ("", *_item(number, finding))


def _by_file(findings: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    """按文件分组，有差错的文件在前，其余保持先后；组内依次为差错、提醒、修正。"""
    order = {file: rank for rank, file in enumerate(dict.fromkeys(finding.file for finding in findings))}
    ranked = sorted(findings, key=lambda finding: (order[finding.file], _ORDER[finding.severity]))
    groups = [(file, list(group)) for file, group in groupby(ranked, key=lambda finding: finding.file)]
    return sorted(groups, key=lambda item: _ORDER[item[1][0].severity])


def _item(number: int, finding: Finding) -> Iterator[str]:
    sheet = f"「{finding.sheet}」" if finding.sheet else ""
    yield f"{number}. {finding.severity.word} {finding.code}　{sheet}{finding.cell}".rstrip("　")
    yield f"   事实：{_indented(finding.message)}"
    if finding.severity is Severity.REPAIR:
        yield f"   原值：{_indented(finding.old)}"
        yield f"   新值：{_indented(finding.new)}"
    if finding.fix:
        yield f"   修改：{_indented(finding.fix)}"


def _indented(text: str) -> str:
    """多行文字的后续各行与首行对齐。"""
    return "\r\n         ".join(text.splitlines())


def _tally(findings: Iterable[Finding]) -> str:
    """“差错2处、提醒1处”；没有的不写。"""
    grades = [finding.severity for finding in findings]
    return "、".join(f"{grade.word}{grades.count(grade)}处" for grade in Severity if grade in grades)
