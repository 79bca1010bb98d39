"""核实材料：有差错时只出这一份，月度成品不动；差错改正后收起。"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

from reportgen.publish import RenderedDocument, RenderedFile, publish_packet
from reportgen.publish.packet import checklist_bytes
from tests.unit.publish.samples import ERROR, INPUTS, JUNE, MAY, REPAIR, WARNING, leftovers, publish, tree

CHECKLIST = """2024年6月数据核实清单

共差错1处、提醒1处、修正1处。差错全部改正后才能出文；提醒请核对，修正请确认。

────────────────────
文件：月度进展/2024-06/发改委.xlsx　差错1处
────────────────────

1. 差错 E205　「进展」C4
   事实：累计数下降。
   修改：请改正。

────────────────────
文件：月度进展/2024-06/住建局.xlsx　提醒1处、修正1处
────────────────────

2. 提醒 W301　「进展」D17
   事实：超过年度计划。
   修改：请核对。

3. 修正 R104　「进展」E9
   事实：全角数字。
   原值：１２
   新值：12
"""


def test_the_checklist_reads_like_a_list_with_the_faulty_file_first() -> None:
    data = checklist_bytes(JUNE, [REPAIR, WARNING, ERROR])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").replace("\r\n", "\n") == CHECKLIST
    assert data.count(b"\n") == data.count(b"\r\n")


def test_findings_without_file_or_cell_are_listed_too() -> None:
    text = checklist_bytes(JUNE, [replace(ERROR, file="", sheet="", cell="", message="第一行\n第二行")]).decode(
        "utf-8-sig"
    )
    assert "文件：（不限于一个文件）　差错1处" in text
    assert "1. 差错 E205\r\n   事实：第一行\r\n         第二行" in text


def test_the_packet_leaves_every_month_as_it_was(tmp_path: Path) -> None:
    publish(tmp_path)
    before = tree(tmp_path / "2024-06")
    report = publish_packet(tmp_path, JUNE, [ERROR], INPUTS)
    assert report.folder == tmp_path / "核实/2024-06"
    assert sorted(tree(report.folder)) == ["findings.json", "manifest.json", "核实清单.txt"]
    assert [row["code"] for row in json.loads((report.folder / "findings.json").read_bytes())] == ["E205"]
    assert tree(tmp_path / "2024-06") == before
    assert leftovers(tmp_path) == []


def test_a_second_packet_replaces_the_first_and_an_equal_one_does_not(tmp_path: Path) -> None:
    marked = RenderedDocument("D9", "批注", (), (RenderedFile("批注/发改委.xlsx", b"xlsx", "XLSX"),))
    publish_packet(tmp_path, JUNE, [ERROR], INPUTS, [marked])
    assert publish_packet(tmp_path, JUNE, [ERROR], INPUTS, [marked]).is_unchanged
    report = publish_packet(tmp_path, JUNE, [ERROR, WARNING], INPUTS)
    assert report.history == tmp_path / ".history/核实/2024-06/1"
    assert sorted(tree(report.folder)) == ["findings.json", "manifest.json", "核实清单.txt"]


def test_a_clean_edition_puts_the_stale_packet_of_its_month_away(tmp_path: Path) -> None:
    publish_packet(tmp_path, MAY, [ERROR])
    packet = tree(publish_packet(tmp_path, JUNE, [ERROR]).folder)
    publish(tmp_path, findings=(ERROR,))
    assert (tmp_path / "核实/2024-06").exists()
    publish(tmp_path)
    assert os.listdir(tmp_path / "核实") == ["2024-05"]
    assert tree(tmp_path / ".history/核实/2024-06/1") == packet
    publish(tmp_path, "五月", MAY)
    assert not (tmp_path / "核实").exists()


def test_an_unchanged_edition_also_puts_the_packet_away(tmp_path: Path) -> None:
    publish(tmp_path)
    publish_packet(tmp_path, JUNE, [ERROR])
    assert publish(tmp_path).is_unchanged
    assert not (tmp_path / "核实").exists()
