"""冻结：定稿的月份不再换版；标记在 outputs/.frozen/<期次>.json，成品文件夹和历史不动。"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from reportgen.errors import PublishError, UsageError
from reportgen.model.period import Month
from reportgen.publish.files import explained, sha256_of, sync_folder, write_file
from reportgen.publish.folder import Contents, Place, differences
from reportgen.publish.lock import lock_outputs
from reportgen.publish.manifest import MANIFEST_NAME, read_manifest
from reportgen.publish.values import PublishReport
from reportgen.publish.verify import EDITION_RECORDS, verify_edition

FROZEN_FOLDER = ".frozen"

_RECORDS = (MANIFEST_NAME, *EDITION_RECORDS)


@dataclass(frozen=True, slots=True)
class Frozen:
    """冻结的一版：期次、版次、清单和各记录文件的 SHA-256；清单又记着每个公文文件的 SHA-256。"""

    month: str
    edition: int
    sha256: Mapping[str, str]


def freeze(outputs: Path, month: Month) -> Path:
    """冻结 ``month`` 现有的一版，返回标记文件；已经冻结而没有变动的照旧。

    Raises:
        UsageError: 这一期没有成品，成品不完整或被改动，或已冻结的是另一版。
        PublishError: 标记写不出，或另一次运行正在使用 outputs。
    """
    folder, marker = outputs / str(month), _marker(outputs, month)
    if not folder.is_dir():
        raise UsageError(f"{folder} 没有成品，不能冻结\n  修改：先生成这一期，再冻结。")
    with explained(outputs), lock_outputs(outputs):
        _require_intact(folder)
        frozen = Frozen(
            str(month), read_manifest(folder).edition, {name: sha256_of(folder / name) for name in _RECORDS}
        )
        before = _read(outputs, month)
        if before is None:
            _write(marker, frozen)
        elif before != frozen:
            raise UsageError(
                f"{_title(month)}已冻结的是第{before.edition}版，与现有的成品不同\n  修改：核对后先解冻，再冻结。"
            )
    return marker


def is_frozen(outputs: Path, month: Month) -> bool:
    """``month`` 是否已冻结。"""
    return _marker(outputs, month).exists()


def unfreeze(outputs: Path, month: Month) -> bool:
    """解冻 ``month``；本来没有冻结的返回 False。

    Raises:
        PublishError: 标记删不掉，或另一次运行正在使用 outputs。
    """
    if not is_frozen(outputs, month):
        return False
    with explained(outputs), lock_outputs(outputs):
        _marker(outputs, month).unlink()
        sync_folder(outputs / FROZEN_FOLDER)
    return True


def frozen_report(outputs: Path, place: Place, contents: Contents) -> PublishReport | None:
    """没有冻结的为 None；已冻结而内容相同的，结果是“没有变化”。须持锁。

    Raises:
        UsageError: 内容与冻结的一版不同，或冻结的成品已不完整。
    """
    frozen = _read(outputs, contents.month)
    if frozen is None:
        return None
    folder = outputs / place.folder
    files = contents.files(frozen.edition)
    if any(hashlib.sha256(files.get(name, b"")).hexdigest() != digest for name, digest in frozen.sha256.items()):
        raise UsageError(
            f"{_title(contents.month)}已冻结（第{frozen.edition}版），这次的内容与它不同{_what(folder, contents)}，"
            "没有换版\n  修改：确需重出的先解冻，再生成；只想看看的出草稿。"
        )
    _require_intact(folder)
    return PublishReport(folder, frozen.edition, is_unchanged=True)


def _what(folder: Path, contents: Contents) -> str:
    """“（月度专报、推进情况通报有变化）”；公文没有变化的为空串。"""
    try:
        changed, dropped = differences(read_manifest(folder), contents.manifest(0))
    except (FileNotFoundError, ValueError):
        return ""
    titles = dict.fromkeys([*changed, *dropped])
    return f"（{'、'.join(titles)}有变化）" if titles else ""


def _require_intact(folder: Path) -> None:
    faults = [f"{problem.path}（{problem.fault}）" for problem in verify_edition(folder) if problem.is_fault]
    if faults:
        raise UsageError(
            f"{folder} 与生成时不同：{'、'.join(faults)}\n"
            "  修改：冻结前再生成一次，人工修改稿会另存保留；已冻结的先解冻，再生成。"
        )


def _marker(outputs: Path, month: Month) -> Path:
    return outputs / FROZEN_FOLDER / f"{month}.json"


def _title(month: Month) -> str:
    return f"{month.year}年{month.month}月"


def _write(marker: Path, frozen: Frozen) -> None:
    """先写旁边的文件再改名，标记不会只写一半。"""
    marker.parent.mkdir(exist_ok=True)
    draft = marker.with_suffix(".tmp")
    draft.unlink(missing_ok=True)
    write_file(draft, f"{json.dumps(asdict(frozen), ensure_ascii=False)}\n".encode())
    os.replace(draft, marker)
    sync_folder(marker.parent)


def _read(outputs: Path, month: Month) -> Frozen | None:
    marker = _marker(outputs, month)
    try:
        data = json.loads(marker.read_bytes())
        digests = {str(name): str(digest) for name, digest in dict(data["sha256"]).items()}
        return Frozen(str(data["month"]), int(data["edition"]), digests)
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise PublishError(f"冻结标记 {marker} 已损坏\n  修改：核对这一期的成品，再删除这个文件，重新冻结。") from error
