"""整版换新：首版、不变、变化、人工修改稿、外来文件、别的月份。"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from reportgen.errors import PublishError
from reportgen.publish import KeptFile, RenderedDocument, RenderedFile, publish_edition, verify_edition
from reportgen.publish import exchange as exchange_module
from tests.unit.publish.samples import (
    CIRCULAR_PDF,
    CIRCULAR_WORD,
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


@pytest.fixture(params=["对调", "两步改名"])
def outputs(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """成品文件夹；两种换版办法各测一遍。"""
    if request.param == "两步改名":
        monkeypatch.setattr(exchange_module, "exchange", lambda first, second: False)
    return tmp_path / "outputs"


def test_first_edition_holds_the_documents_and_the_records(outputs: Path) -> None:
    report = publish(outputs)
    assert report.folder == outputs / "2024-06"
    assert (report.edition, report.changed, report.is_unchanged, report.kept, report.history) == (
        1,
        (),
        False,
        (),
        None,
    )
    assert sorted(tree(report.folder)) == sorted(
        [REPORT_WORD, CIRCULAR_WORD, CIRCULAR_PDF, "manifest.json", "figures.json", "findings.json", "traces.json"]
    )
    assert (report.folder / REPORT_WORD).read_bytes() == "专报初稿".encode()
    assert verify_edition(report.folder) == []
    assert leftovers(outputs) == []
    assert not (outputs / ".history").exists()


def test_an_unchanged_rerun_replaces_nothing(outputs: Path) -> None:
    publish(outputs)
    before = (outputs / "2024-06").stat().st_ino
    report = publish(outputs)
    assert report.is_unchanged
    assert (report.edition, report.history) == (1, None)
    assert (outputs / "2024-06").stat().st_ino == before
    assert not (outputs / ".history").exists()


def test_a_changed_rerun_names_the_document_and_keeps_the_old_edition(outputs: Path) -> None:
    old = tree(publish(outputs).folder)
    report = publish(outputs, "二稿")
    assert (report.edition, report.changed, report.dropped, report.is_unchanged) == (2, ("月度专报",), (), False)
    assert report.history == outputs / ".history/2024-06/1"
    assert tree(report.history) == old
    assert (report.folder / REPORT_WORD).read_bytes() == "专报二稿".encode()
    assert json.loads((report.folder / "manifest.json").read_bytes())["edition"] == 2
    publish(outputs, "三稿")
    assert sorted(os.listdir(outputs / ".history/2024-06")) == ["1", "2"]


def test_a_document_no_longer_made_is_named_and_gone(outputs: Path) -> None:
    publish(outputs)
    report = publish_edition(outputs, JUNE, documents()[:1], FIGURES, FINDINGS, INPUTS, FONTS)
    assert (report.changed, report.dropped) == ((), ("推进情况通报",))
    assert not (report.folder / CIRCULAR_WORD).exists()


def test_a_paper_that_only_moved_has_not_changed(outputs: Path) -> None:
    def letter(name: str, text: str) -> RenderedDocument:
        return RenderedDocument("D4", "提示函", (), (RenderedFile(f"{name}.docx", text.encode(), "DOCX"),))

    publish_edition(outputs, JUNE, [letter("04-1", "甲"), letter("04-2", "乙")], FIGURES, FINDINGS, INPUTS, FONTS)
    report = publish_edition(outputs, JUNE, [letter("04-1", "乙")], FIGURES, FINDINGS, INPUTS, FONTS)
    assert (report.changed, report.dropped) == ((), ("提示函",))


def test_papers_of_the_same_title_are_told_apart_by_their_recipients(outputs: Path) -> None:
    def report(sponsor: str, text: str) -> RenderedDocument:
        file = RenderedFile(f"02/{sponsor}.docx", text.encode(), "DOCX")
        return RenderedDocument("D2", "包保项目月报", ("总指挥", sponsor), (file,))

    publish_edition(outputs, JUNE, [report("甲", "一"), report("乙", "一")], FIGURES, FINDINGS, INPUTS, FONTS)
    second = publish_edition(outputs, JUNE, [report("甲", "一"), report("乙", "二")], FIGURES, FINDINGS, INPUTS, FONTS)
    assert second.changed == ("包保项目月报（乙）",)
    third = publish_edition(outputs, JUNE, [report("乙", "二")], FIGURES, FINDINGS, INPUTS, FONTS)
    assert (third.changed, third.dropped) == ((), ("包保项目月报（甲）",))


def test_trace_record_is_written_as_given_and_makes_a_new_edition(outputs: Path) -> None:
    publish(outputs)
    report = publish_edition(outputs, JUNE, documents(), FIGURES, FINDINGS, INPUTS, FONTS, traces=b'[{"path": "a"}]\n')
    assert (report.edition, report.changed) == (2, ())
    assert (report.folder / "traces.json").read_bytes() == b'[{"path": "a"}]\n'


def test_edited_files_in_nested_folders_stay_beside_the_new_ones(outputs: Path) -> None:
    path = "02-包保领导月报/01-张三/张三包保项目月报.docx"

    def sponsor(text: str) -> list[RenderedDocument]:
        return [RenderedDocument("D2", "包保领导月报", (), (RenderedFile(path, text.encode(), "DOCX"),))]

    folder = publish_edition(outputs, JUNE, sponsor("初稿"), FIGURES, FINDINGS, INPUTS, FONTS).folder
    (folder / path).write_bytes(b"edited")
    report = publish_edition(outputs, JUNE, sponsor("二稿"), FIGURES, FINDINGS, INPUTS, FONTS)
    kept = "02-包保领导月报/01-张三/张三包保项目月报（人工修改稿）.docx"
    assert report.kept == (KeptFile(path, kept, True),)
    assert (folder / kept).read_bytes() == b"edited"
    assert (folder / path).read_bytes() == "二稿".encode()


def test_only_word_and_excel_edits_are_kept_beside_mail_and_pages_go_to_history(outputs: Path) -> None:
    names = ("邮件/住建局.eml", "邮件/发送清单.xlsx", "总览.html", "打印合订本.pdf")

    def made(text: str) -> list[RenderedDocument]:
        files = tuple(RenderedFile(name, text.encode(), name.rpartition(".")[2].upper()) for name in names)
        return [RenderedDocument("D10", "附带文件", (), files)]

    folder = publish_edition(outputs, JUNE, made("初稿"), FIGURES, FINDINGS, INPUTS, FONTS).folder
    for name in names:
        (folder / name).write_bytes(b"edited")
    report = publish_edition(outputs, JUNE, made("二稿"), FIGURES, FINDINGS, INPUTS, FONTS)
    assert [item.kept_as for item in report.kept] == ["邮件/发送清单（人工修改稿）.xlsx"]
    assert report.superseded == ("邮件/住建局.eml", "总览.html", "打印合订本.pdf")
    assert report.history is not None
    assert {(report.history / name).read_bytes() for name in names} == {b"edited"}
    assert sorted(os.listdir(folder / "邮件")) == ["住建局.eml", "发送清单.xlsx", "发送清单（人工修改稿）.xlsx"]


@pytest.mark.parametrize("which", ["figures", "findings", "inputs", "fonts"])
def test_a_change_outside_the_documents_also_makes_a_new_edition(outputs: Path, which: str) -> None:
    publish(outputs)
    parts = {"figures": FIGURES, "findings": FINDINGS, "inputs": INPUTS, "fonts": FONTS}
    report = publish_edition(outputs, JUNE, documents(), **{**parts, which: parts[which][:1]})  # type: ignore[arg-type]
    assert (report.edition, report.changed) == (2, ())


def test_a_word_file_edited_by_hand_is_kept_beside_the_new_one(outputs: Path) -> None:
    folder = publish(outputs).folder
    (folder / REPORT_WORD).write_bytes(b"edited once")
    report = publish(outputs, "二稿")
    assert report.kept == (KeptFile(REPORT_WORD, "01 专报/专报（人工修改稿）.docx", True),)
    assert (folder / REPORT_WORD).read_bytes() == "专报二稿".encode()
    assert (folder / "01 专报/专报（人工修改稿）.docx").read_bytes() == b"edited once"

    (folder / REPORT_WORD).write_bytes(b"edited twice")
    report = publish(outputs, "三稿")
    assert (folder / "01 专报/专报（人工修改稿）.docx").read_bytes() == b"edited once"
    assert (folder / "01 专报/专报（人工修改稿2）.docx").read_bytes() == b"edited twice"
    assert [(problem.path, problem.is_fault) for problem in verify_edition(folder)] == [
        ("01 专报/专报（人工修改稿2）.docx", False),
        ("01 专报/专报（人工修改稿）.docx", False),
    ]
    assert publish(outputs, "三稿").is_unchanged


def test_an_edited_word_file_is_not_lost_when_the_data_did_not_change(outputs: Path) -> None:
    folder = publish(outputs).folder
    (folder / REPORT_WORD).write_bytes(b"edited")
    report = publish(outputs)
    assert (report.edition, report.changed, len(report.kept)) == (2, (), 1)
    assert (folder / REPORT_WORD).read_bytes() == "专报初稿".encode()


def test_an_edit_that_equals_the_new_text_is_not_kept_twice(outputs: Path) -> None:
    folder = publish(outputs).folder
    (folder / REPORT_WORD).write_bytes("专报二稿".encode())
    assert publish(outputs, "二稿").kept == ()


def test_files_people_added_are_carried_over_with_their_time(outputs: Path) -> None:
    folder = publish(outputs).folder
    (folder / "会议照片").mkdir()
    (folder / "会议照片/1.jpg").write_bytes(b"photo")
    (folder / "链接").symlink_to("会议照片/1.jpg")
    os.utime(folder / "会议照片/1.jpg", (1_700_000_000, 1_700_000_000))
    (folder / "01 专报/~$专报.docx").write_bytes(b"owner")
    report = publish(outputs, "二稿")
    assert report.kept == (
        KeptFile("会议照片/1.jpg", "会议照片/1.jpg", False),
        KeptFile("链接", "链接", False),
    )
    assert (folder / "会议照片/1.jpg").read_bytes() == b"photo"
    assert (folder / "会议照片/1.jpg").stat().st_mtime == 1_700_000_000
    assert os.readlink(folder / "链接") == "会议照片/1.jpg"
    assert (report.history / "01 专报/~$专报.docx").exists()  # type: ignore[operator]


def test_a_new_document_never_overwrites_a_file_with_the_same_name(outputs: Path) -> None:
    folder = publish_edition(outputs, JUNE, documents()[:1], FIGURES, FINDINGS, INPUTS, FONTS).folder
    (folder / "02 通报").mkdir()
    (folder / CIRCULAR_PDF).write_bytes(b"mine")
    report = publish(outputs)
    assert report.kept == (KeptFile(CIRCULAR_PDF, "02 通报/通报（2）.pdf", False),)
    assert (folder / "02 通报/通报（2）.pdf").read_bytes() == b"mine"


def test_a_lost_or_damaged_manifest_loses_no_file_and_no_history(outputs: Path) -> None:
    folder = publish(outputs).folder
    publish(outputs, "二稿")
    (folder / REPORT_WORD).write_bytes(b"edited")
    (folder / "manifest.json").write_bytes(b"{")
    report = publish(outputs, "三稿")
    assert report.history is not None
    assert b"edited" in tree(report.history).values()
    assert b"edited" in tree(folder).values()
    assert (outputs / ".history/2024-06/1").is_dir()
    assert verify_edition(folder)[0].is_fault is False


def test_other_months_and_foreign_files_are_never_touched(outputs: Path) -> None:
    publish(outputs, "五月", MAY)
    (outputs / "会议纪要.txt").write_text("自己放的")
    (outputs / ".staging-mine").mkdir()
    (outputs / ".staging-mine/a").write_text("a")
    before = {path: path.stat().st_mtime_ns for path in [outputs / "2024-05", *(outputs / "2024-05").rglob("*")]}
    content = tree(outputs / "2024-05")
    time.sleep(0.01)
    publish(outputs)
    publish(outputs, "二稿")
    assert tree(outputs / "2024-05") == content
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert (outputs / "会议纪要.txt").read_text() == "自己放的"
    assert (outputs / ".staging-mine/a").exists()


def test_two_folders_get_identical_bytes(tmp_path: Path) -> None:
    first, second = publish(tmp_path / "甲"), publish(tmp_path / "乙/深/处")
    assert tree(first.folder) == tree(second.folder)
    for path, data in tree(first.folder).items():
        assert str(tmp_path).encode() not in data, path


def test_hostile_and_equal_names_stay_inside_and_all_survive(outputs: Path) -> None:
    names = ["../../逃.docx", "/etc/x.docx", "CON.docx", "甲.docx", "甲.DOCX", "figures.json", "长" * 200 + ".docx"]
    made = tuple(
        RenderedDocument("D4", f"提示函{index}", (), (RenderedFile(name, f"{index}".encode(), "DOCX"),))
        for index, name in enumerate(names)
    )
    folder = publish_edition(outputs, JUNE, made, FIGURES, FINDINGS, INPUTS, FONTS).folder
    written = tree(folder)
    assert sorted(data for path, data in written.items() if not path.endswith(".json") or "（2）" in path) == [
        f"{index}".encode() for index in range(len(names))
    ]
    assert sorted(os.listdir(outputs.parent)) == ["outputs"]
    assert verify_edition(folder) == []


def test_a_file_in_the_place_of_the_month_is_refused_and_kept(outputs: Path) -> None:
    outputs.mkdir()
    (outputs / "2024-06").write_text("我的")
    with pytest.raises(PublishError, match="占了成品文件夹的位置"):
        publish(outputs)
    assert (outputs / "2024-06").read_text() == "我的"
    assert leftovers(outputs) == []
