"""同一期前后两版成品的差别，只读成品文件夹。"""

from __future__ import annotations

from pathlib import Path

from reportgen.explain import read_edition
from reportgen.publish import differences, read_manifest
from reportgen.trace import EditionChanges, changed_between, changed_cells


def edition_changes(old: Path, new: Path) -> EditionChanges:
    """``old``（历史里的旧版）与 ``new``（现有的一版）的差别。

    Raises:
        UsageError: 有一版缺文件或已损坏。
    """
    before, after = read_edition(old), read_edition(new)
    manifest = read_manifest(old)
    changed, dropped = differences(manifest, read_manifest(new))
    known = {document.title for document in manifest.documents}
    return EditionChanges(
        before.title,
        after.title,
        tuple(title for title in changed if title in known),
        tuple(title for title in changed if title not in known),
        dropped,
        changed_between(before, after),
        changed_cells(before, after),
    )
