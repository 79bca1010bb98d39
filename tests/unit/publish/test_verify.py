"""核验：缺失、改动、外来与损坏各说各的。"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.publish import Fault, verify_edition
from tests.unit.publish.samples import CIRCULAR_PDF, REPORT_WORD, publish


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return publish(tmp_path).folder


def faults(folder: Path) -> list[tuple[str, Fault]]:
    return [(problem.path, problem.fault) for problem in verify_edition(folder)]


def test_each_flipped_byte_of_a_document_is_named(folder: Path) -> None:
    data = (folder / CIRCULAR_PDF).read_bytes()
    for index in range(len(data)):
        changed = bytearray(data)
        changed[index] ^= 1
        (folder / CIRCULAR_PDF).write_bytes(changed)
        assert faults(folder) == [(CIRCULAR_PDF, Fault.CHANGED)]


def test_missing_and_added_files_are_named(folder: Path) -> None:
    (folder / REPORT_WORD).unlink()
    (folder / "说明.txt").write_text("外来")
    assert faults(folder) == [(REPORT_WORD, Fault.MISSING), ("说明.txt", Fault.FOREIGN)]


def test_records_must_exist_read_and_agree(folder: Path) -> None:
    (folder / "figures.json").write_text("[")
    (folder / "findings.json").write_text("[]")
    assert faults(folder) == [("figures.json", Fault.DAMAGED), ("findings.json", Fault.CHANGED)]
    (folder / "figures.json").unlink()
    assert ("figures.json", Fault.MISSING) in faults(folder)


def test_without_a_readable_manifest_nothing_can_be_verified(folder: Path) -> None:
    (folder / "manifest.json").write_text("{}")
    assert faults(folder) == [("manifest.json", Fault.DAMAGED)]
    (folder / "manifest.json").unlink()
    assert faults(folder) == [("manifest.json", Fault.MISSING)]


def test_a_manifest_pointing_outside_reads_nothing_there(folder: Path) -> None:
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace(REPORT_WORD, "../../x"))
    assert faults(folder) == [("../../x", Fault.MISSING), (REPORT_WORD, Fault.FOREIGN)]
