"""一个成品文件夹的出版：与现有的一版比较，带上人工文件，写进暂存，核验，换版。

月度成品（:mod:`~reportgen.publish.edition`）与核实材料（:mod:`~reportgen.publish.packet`）都走这里。
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.errors import PublishError
from reportgen.model.finding import Finding
from reportgen.model.period import Month
from reportgen.model.records import InputFile
from reportgen.publish.exchange import HISTORY_NAME, Move, commit, retire
from reportgen.publish.files import copy_file, hash_tree, sha256_of, sync_folder, sync_tree, write_file
from reportgen.publish.manifest import (
    FIGURES_NAME,
    FINDINGS_NAME,
    MANIFEST_NAME,
    TRACES_NAME,
    DocumentEntry,
    Manifest,
    build_manifest,
    manifest_bytes,
    read_manifest,
)
from reportgen.publish.names import free_name, same_name_key, unique_paths
from reportgen.publish.values import FontUse, KeptFile, PublishReport, RenderedDocument
from reportgen.publish.verify import Fault, verify_edition

#: 人会在成品上直接修改的格式；改过的带进新版。其余格式（PDF、邮件草稿、网页等）改过的不带：
#: 旧邮件夹着旧附件，留在新版旁边会误发；它们随旧版收存，并在出文结果里点名。
EDITABLE = (".docx", ".xlsx")

#: 公文之外由程序生成的文件，不当作人放进去的。
RECORDS = (MANIFEST_NAME, FIGURES_NAME, FINDINGS_NAME, TRACES_NAME)

_EDITED_LABEL = "人工修改稿"

#: Word、WPS、LibreOffice 打开文件时留下的占用标记，带进新版会误报“正被他人编辑”。
_OWNER_MARK = re.compile(r"(?:.*/)?(?:~\$[^/]*|\.~lock\.[^/]*#)")


@dataclass(frozen=True, slots=True)
class Place:
    """成品文件夹的位置，均相对 outputs/。``suffix`` 区分同一月份的各种暂存。"""

    folder: str
    month: Month
    suffix: str = ""

    @property
    def history(self) -> str:
        """各旧版所在的文件夹。"""
        return f"{HISTORY_NAME}/{self.folder}"

    def staging(self, edition: int) -> str:
        """暂存文件夹的名称，换版前后由 :func:`reportgen.publish.exchange.recover` 辨认。"""
        return f".staging-{self.month}-{self.suffix or edition}"


@dataclass(frozen=True)
class Contents:
    """一版的内容。``records`` 是公文之外的 JSON 文件：名称 → 内容。"""

    month: Month
    documents: tuple[RenderedDocument, ...]
    records: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    inputs: tuple[InputFile, ...]
    fonts: tuple[FontUse, ...]

    def manifest(self, edition: int) -> Manifest:
        """作为第 ``edition`` 版的清单。"""
        return build_manifest(self.month, edition, self.documents, self.findings, self.inputs, self.fonts)

    def files(self, edition: int) -> dict[str, bytes]:
        """作为第 ``edition`` 版的全部文件：路径 → 内容。"""
        data = {file.path: file.data for document in self.documents for file in document.files}
        return {**data, **self.records, MANIFEST_NAME: manifest_bytes(self.manifest(edition))}


@dataclass(frozen=True)
class Present:
    """现有的一版：清单（没有或损坏时为 None）、各文件的 SHA-256、最近的版次（0 为从未出过）。"""

    folder: Path
    manifest: Manifest | None
    hashes: Mapping[str, str]
    edition: int

    @property
    def listed(self) -> Mapping[str, str]:
        """清单上各文件生成时的 SHA-256。"""
        return self.manifest.hashes if self.manifest else {}


def named_safely(documents: Sequence[RenderedDocument], records: Sequence[str]) -> tuple[RenderedDocument, ...]:
    """把各文件的路径换成安全且互不相同的写法，也不与 ``records`` 和清单同名。"""
    paths = [file.path for document in documents for file in document.files]
    names = iter(unique_paths(paths, reserved=(MANIFEST_NAME, *records)))
    return tuple(
        replace(document, files=tuple(replace(file, path=next(names)) for file in document.files))
        for document in documents
    )


def publish_folder(outputs: Path, place: Place, contents: Contents) -> PublishReport:
    """出版一个成品文件夹；内容没有变化时什么也不做。须持锁、已收拾残留。

    Raises:
        PublishError: 成品文件夹的位置被文件占用，写出后核验不符，或新版就位后旧版没能收存。
        OSError: 磁盘、权限等；原有成品没有变动，暂存已清。
    """
    present = _present(outputs, place)
    if _is_same(present, contents):
        return PublishReport(present.folder, present.edition, is_unchanged=True)
    edition = present.edition + 1
    files = contents.files(edition)
    kept = _kept(present, files)
    staging = outputs / place.staging(edition)
    try:
        _write(staging, files)
        _carry(present, staging, kept)
        sync_tree(staging)
        sync_folder(outputs)
        _check(staging, files, tuple(contents.records))
    except (OSError, PublishError):
        shutil.rmtree(staging, ignore_errors=True)
        raise
    has_old = present.folder.exists()
    attic = free_attic(outputs, place, present.edition)
    commit(outputs, Move(staging.name, place.folder, attic, staging.stat().st_ino))
    changed, dropped = differences(present.manifest, contents.manifest(edition))
    return PublishReport(
        present.folder,
        edition,
        changed,
        dropped,
        kept=kept,
        superseded=tuple(path for path in _edited(present, files) if not _is_editable(path)),
        history=outputs / attic if has_old else None,
    )


def retire_folder(outputs: Path, place: Place) -> None:
    """把成品文件夹收进历史，上级文件夹空了就删去；没有则什么也不做。须持锁。"""
    present = _present(outputs, place)
    if present.folder.is_dir():
        retire(outputs, place.folder, free_attic(outputs, place, present.edition))
    parent = present.folder.parent
    if parent != outputs and parent.is_dir() and not any(parent.iterdir()):
        parent.rmdir()


def free_attic(outputs: Path, place: Place, edition: int) -> str:
    """旧版的收存处，按版次命名；已有同版次的（清单曾经丢失）另加序号。"""
    name, count = f"{place.history}/{edition}", 1
    while (outputs / name).exists():
        count += 1
        name = f"{place.history}/{edition}-{count}"
    return name


def _present(outputs: Path, place: Place) -> Present:
    folder = outputs / place.folder
    if folder.exists() and not folder.is_dir():
        raise PublishError(f"{folder} 是一个文件，占了成品文件夹的位置\n  修改：把这个文件移走或改名，再运行一次。")
    try:
        manifest = read_manifest(folder)
    except (FileNotFoundError, ValueError):
        manifest = None
    past = _past_edition(outputs / place.history)
    return Present(folder, manifest, hash_tree(folder), max(past, manifest.edition if manifest else 0))


def _past_edition(history: Path) -> int:
    """历史中最大的版次。"""
    names = [path.name for path in history.iterdir()] if history.is_dir() else []
    matches = (re.fullmatch(r"(\d{1,9})(?:-\d+)?", name) for name in names)
    return max((int(match[1]) for match in matches if match), default=0)


def _is_same(present: Present, contents: Contents) -> bool:
    """现有一版的程序文件是否与 ``contents`` 逐字节相同；清单相同即没有多余的公文。"""
    files = contents.files(present.edition)
    return all(present.hashes.get(path) == hashlib.sha256(data).hexdigest() for path, data in files.items())


def _kept(present: Present, files: Mapping[str, bytes]) -> tuple[KeptFile, ...]:
    """现有一版中要带进新版的人工文件；先安排人放进去的文件，它们尽量保持原名。"""
    taken = {same_name_key(path) for path in files}
    return tuple(
        [
            *_placed(_foreign(present, files), taken, is_edited=False),
            *_placed(filter(_is_editable, _edited(present, files)), taken, is_edited=True),
        ]
    )


def _placed(paths: Iterator[str], taken: set[str], *, is_edited: bool) -> Iterator[KeptFile]:
    """给每个文件安排新版中的名称，并记入 ``taken``。"""
    for path in paths:
        name = free_name(path, taken, _EDITED_LABEL if is_edited else "")
        taken.add(same_name_key(name))
        yield KeptFile(path, name, is_edited)


def _foreign(present: Present, files: Mapping[str, bytes]) -> Iterator[str]:
    """不是程序生成的文件；与新版同名且内容相同的不必再带。"""
    for path, digest in present.hashes.items():
        is_ours = path in present.listed or path in RECORDS
        if not is_ours and not _OWNER_MARK.fullmatch(path) and not _equals(files.get(path), digest):
            yield path


def _edited(present: Present, files: Mapping[str, bytes]) -> Iterator[str]:
    """程序生成后经人修改的文件；改得与新版相同的不必再带。"""
    for path, digest in present.listed.items():
        now = present.hashes.get(path, digest)
        if now != digest and not _equals(files.get(path), now):
            yield path


def _is_editable(path: str) -> bool:
    return path.lower().endswith(EDITABLE)


def _equals(data: bytes | None, digest: str) -> bool:
    return data is not None and hashlib.sha256(data).hexdigest() == digest


def _write(staging: Path, files: Mapping[str, bytes]) -> None:
    staging.mkdir()
    for path, data in files.items():
        goal = staging / path
        goal.parent.mkdir(parents=True, exist_ok=True)
        write_file(goal, data)


def _carry(present: Present, staging: Path, kept: Sequence[KeptFile]) -> None:
    for item in kept:
        goal = staging / item.kept_as
        goal.parent.mkdir(parents=True, exist_ok=True)
        copy_file(present.folder / item.path, goal)
        if sha256_of(goal) != present.hashes[item.path]:
            raise PublishError(f"{present.folder / item.path} 正在被修改\n  修改：保存并关闭这个文件，再运行一次。")


def _check(staging: Path, files: Mapping[str, bytes], records: tuple[str, ...]) -> None:
    """读回写好的文件核对：公文按读回的清单，清单没有列的各文件逐字节。"""
    faults = [f"{problem.path}（{problem.fault}）" for problem in verify_edition(staging, records) if problem.is_fault]
    unequal = [name for name in (MANIFEST_NAME, *records) if (staging / name).read_bytes() != files[name]]
    if faults or unequal:
        listed = "、".join([*faults, *(f"{name}（{Fault.CHANGED}）" for name in unequal)])
        raise PublishError(f"写出的成品核验不符：{listed}；原有成品没有变动\n  修改：检查磁盘后再运行一次。")


def differences(old: Manifest | None, new: Manifest) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """（变化或新增的，不再有的）公文的名称；没有上一版时都为空。只换了文件名或位置的不算变化。"""
    if old is None:
        return (), ()
    before = {_substance(document) for document in old.documents}
    old_names, new_names = paper_names(old, new), paper_names(new, old)
    pairs = zip(new.documents, new_names, strict=True)
    changed = [name for document, name in pairs if _substance(document) not in before]
    return tuple(dict.fromkeys(changed)), tuple(Counter(old_names) - Counter(new_names))


def paper_names(manifest: Manifest, other: Manifest) -> tuple[str, ...]:
    """``manifest`` 各件公文的名称，次序不变：标题；同一文种里标题相同的几件，加上各自才有的收件单位。

    Args:
        other: 要对照的另一版，同一件公文在两版里名称相同。
    """
    counts = [Counter(map(_heading, one.documents)) for one in (manifest, other)]
    common: dict[tuple[str, str], set[str]] = {}
    for document in (*manifest.documents, *other.documents):
        common.setdefault(_heading(document), set(document.recipients)).intersection_update(document.recipients)

    def name(document: DocumentEntry) -> str:
        heading = _heading(document)
        own = [one for one in document.recipients if one not in common[heading]]
        is_shared = any(count[heading] > 1 for count in counts)
        return f"{document.title}（{'、'.join(own)}）" if is_shared and own else document.title

    return tuple(map(name, manifest.documents))


def _heading(document: DocumentEntry) -> tuple[str, str]:
    return document.kind, document.title


def _substance(document: DocumentEntry) -> tuple[str, tuple[tuple[str, str], ...]]:
    """标题和各文件的格式、内容，不论路径。"""
    return document.title, tuple((file.format, file.sha256) for file in document.files)
