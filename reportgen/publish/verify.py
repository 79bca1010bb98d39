"""核验：按清单的 SHA-256 检查一版成品是否完整、是否被改动。"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reportgen.publish.files import hash_tree
from reportgen.publish.manifest import FIGURES_NAME, FINDINGS_NAME, MANIFEST_NAME, TRACES_NAME, Manifest, read_manifest

#: 一版月度成品除公文外必有的文件。
EDITION_RECORDS = (FIGURES_NAME, FINDINGS_NAME, TRACES_NAME)


class Fault(StrEnum):
    """核验发现的情形；“非程序生成”只作提示，不算问题。"""

    MISSING = "缺失"
    CHANGED = "被改动"
    DAMAGED = "损坏"
    FOREIGN = "非程序生成"


@dataclass(frozen=True, slots=True)
class Problem:
    """一个文件的核验结果；``path`` 相对成品文件夹。"""

    path: str
    fault: Fault
    message: str

    @property
    def is_fault(self) -> bool:
        """是否真有问题；人自己放进去的文件不算。"""
        return self.fault is not Fault.FOREIGN


def verify_edition(folder: Path, records: tuple[str, ...] = EDITION_RECORDS) -> list[Problem]:
    """核验一版成品，按路径排列；``records`` 是清单之外必有的 JSON 文件。

    清单只记公文的 SHA-256，``records`` 检查是否存在、能否读出，findings.json 的条数还要与清单相符。
    """
    try:
        manifest = read_manifest(folder)
    except FileNotFoundError:
        return [Problem(MANIFEST_NAME, Fault.MISSING, f"没有 {MANIFEST_NAME}，无从核验；请重新运行生成这一期。")]
    except ValueError as error:
        return [Problem(MANIFEST_NAME, Fault.DAMAGED, f"{error}，无从核验；请重新运行生成这一期。")]
    present = hash_tree(folder)
    found = [
        *_document_problems(manifest, present),
        *_record_problems(folder, manifest, records, present),
        *_foreign(manifest, records, present),
    ]
    return sorted(found, key=lambda problem: problem.path)


def _document_problems(manifest: Manifest, present: dict[str, str]) -> Iterator[Problem]:
    for path, digest in manifest.hashes.items():
        if path not in present:
            yield Problem(path, Fault.MISSING, "清单上有，文件夹里没有。")
        elif present[path] != digest:
            yield Problem(path, Fault.CHANGED, "内容与生成时不同，可能经人修改或已损坏。")


def _record_problems(
    folder: Path, manifest: Manifest, records: tuple[str, ...], present: dict[str, str]
) -> Iterator[Problem]:
    for name in records:
        if name not in present:
            yield Problem(name, Fault.MISSING, "每一版都应有，文件夹里没有。")
            continue
        count = _row_count(folder / name)
        if count is None:
            yield Problem(name, Fault.DAMAGED, "读不出内容。")
        elif name == FINDINGS_NAME and count != _total(manifest):
            yield Problem(name, Fault.CHANGED, f"有 {count} 条，清单记为 {_total(manifest)} 条。")


def _foreign(manifest: Manifest, records: tuple[str, ...], present: dict[str, str]) -> Iterator[Problem]:
    known = {MANIFEST_NAME, *records, *manifest.hashes}
    for path in present:
        if path not in known:
            yield Problem(path, Fault.FOREIGN, "不是程序生成的，原样保留。")


def _row_count(path: Path) -> int | None:
    try:
        rows = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return None
    return len(rows) if isinstance(rows, list) else None


def _total(manifest: Manifest) -> int:
    return manifest.findings.errors + manifest.findings.warnings + manifest.findings.repairs
