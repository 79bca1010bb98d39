"""印发通知的成品：自己的文件夹和历史，月度成品和核实材料都不动。"""

from __future__ import annotations

from pathlib import Path

from reportgen.publish import PublishReport, prepare_outputs, publish_notice, publish_packet, verify_edition
from tests.unit.publish.samples import (
    CIRCULAR_WORD,
    ERROR,
    FIGURES,
    FINDINGS,
    FONTS,
    INPUTS,
    JUNE,
    documents,
    leftovers,
    publish,
    tree,
)


def issue(outputs: Path, circular: str = "通知") -> PublishReport:
    return publish_notice(outputs, JUNE, documents(circular=circular)[1:], FIGURES, FINDINGS, INPUTS, FONTS)


def test_notice_has_its_own_folder_and_history(tmp_path: Path) -> None:
    report = issue(tmp_path)
    assert (report.folder, report.edition) == (tmp_path / "印发通知", 1)
    assert verify_edition(report.folder) == []
    assert issue(tmp_path).is_unchanged
    assert issue(tmp_path, "改稿").history == tmp_path / ".history/印发通知/1"
    assert (tmp_path / ".history/印发通知/1" / CIRCULAR_WORD).read_bytes() == "word 通知".encode()
    assert leftovers(tmp_path) == []


def test_notice_leaves_the_month_and_its_packet_as_they_were(tmp_path: Path) -> None:
    publish(tmp_path)
    publish_packet(tmp_path, JUNE, [ERROR], INPUTS)
    before = tree(tmp_path / "2024-06") | tree(tmp_path / "核实")
    issue(tmp_path)
    assert tree(tmp_path / "2024-06") | tree(tmp_path / "核实") == before


def test_staging_of_an_interrupted_notice_is_cleared_away(tmp_path: Path) -> None:
    staging = tmp_path / ".staging-2024-06-印发通知"
    staging.mkdir()
    (staging / "通知.docx").write_text("没有写完")
    prepare_outputs(tmp_path, minimum_free=0)
    assert leftovers(tmp_path) == []
