"""冻结：定稿的月份不再换版，草稿和别的月份不受影响。"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.errors import PublishError, UsageError
from reportgen.publish import freeze, is_frozen, publish_edition, publish_packet, unfreeze
from tests.unit.publish.samples import (
    ERROR,
    FIGURES,
    FINDINGS,
    FONTS,
    INPUTS,
    JUNE,
    MAY,
    REPORT_WORD,
    documents,
    leftovers,
    publish,
    tree,
)


def test_a_frozen_month_is_not_replaced(tmp_path: Path) -> None:
    folder = publish(tmp_path).folder
    before = tree(folder)
    assert freeze(tmp_path, JUNE) == tmp_path / ".frozen/2024-06.json"
    assert is_frozen(tmp_path, JUNE)
    with pytest.raises(UsageError, match="2024年6月已冻结（第1版），这次的内容与它不同（月度专报有变化），没有换版"):
        publish(tmp_path, "二稿")
    assert tree(folder) == before
    assert leftovers(tmp_path) == []


def test_the_same_content_passes_as_unchanged(tmp_path: Path) -> None:
    publish(tmp_path)
    freeze(tmp_path, JUNE)
    report = publish(tmp_path)
    assert (report.is_unchanged, report.edition) == (True, 1)


def test_a_change_in_the_figures_alone_is_refused_too(tmp_path: Path) -> None:
    publish(tmp_path)
    freeze(tmp_path, JUNE)
    with pytest.raises(UsageError, match="内容与它不同，没有换版"):
        publish_edition(tmp_path, JUNE, documents(), FIGURES[:1], FINDINGS, INPUTS, FONTS)


def test_other_months_drafts_and_packets_go_on(tmp_path: Path) -> None:
    publish(tmp_path)
    freeze(tmp_path, JUNE)
    assert publish(tmp_path, "五月", MAY).edition == 1
    assert publish(tmp_path / "草稿", "二稿").edition == 1
    assert publish_packet(tmp_path, JUNE, [ERROR], INPUTS).edition == 1
    assert not is_frozen(tmp_path, MAY)


def test_unfreezing_lets_the_next_edition_out(tmp_path: Path) -> None:
    publish(tmp_path)
    freeze(tmp_path, JUNE)
    assert unfreeze(tmp_path, JUNE)
    assert not is_frozen(tmp_path, JUNE)
    assert publish(tmp_path, "二稿").edition == 2
    assert not unfreeze(tmp_path, JUNE)


def test_only_an_intact_edition_is_frozen(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有成品，不能冻结"):
        freeze(tmp_path, JUNE)
    folder = publish(tmp_path).folder
    (folder / REPORT_WORD).write_bytes(b"edited")
    with pytest.raises(UsageError, match=r"专报\.docx（被改动）.*\n.*再生成一次，人工修改稿会另存保留"):
        freeze(tmp_path, JUNE)
    assert not is_frozen(tmp_path, JUNE)
    publish(tmp_path)
    freeze(tmp_path, JUNE)
    assert is_frozen(tmp_path, JUNE)


def test_a_frozen_edition_edited_later_is_neither_replaced_nor_called_unchanged(tmp_path: Path) -> None:
    folder = publish(tmp_path).folder
    freeze(tmp_path, JUNE)
    (folder / REPORT_WORD).write_bytes(b"edited")
    with pytest.raises(UsageError, match="与生成时不同"):
        publish(tmp_path)
    assert (folder / REPORT_WORD).read_bytes() == b"edited"


def test_freezing_again_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path)
    marker = freeze(tmp_path, JUNE)
    before = marker.stat().st_mtime_ns, marker.read_bytes()
    freeze(tmp_path, JUNE)
    assert (marker.stat().st_mtime_ns, marker.read_bytes()) == before


def test_a_damaged_mark_is_not_guessed_at(tmp_path: Path) -> None:
    publish(tmp_path)
    freeze(tmp_path, JUNE).write_bytes(b"{")
    with pytest.raises(PublishError, match=r"冻结标记 .*已损坏"):
        publish(tmp_path)
