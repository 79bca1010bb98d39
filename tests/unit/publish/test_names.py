"""文件名：安全、可读、不重名、不超长。"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.publish.names import free_name, safe_name, safe_path, same_name_key, tagged, unique_paths


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("推进情况通报.docx", "推进情况通报.docx"),
        ("致市住建局、发改委：<急>.docx", "致市住建局、发改委：＜急＞.docx"),
        ("../../etc/passwd", "／..／etc／passwd"),
        ('a:b*c?"d|e\\f', "a：b＊c？＂d｜e＼f"),
        ("CON", "_CON"),
        ("con.docx", "_con.docx"),
        ("LPT¹.pdf", "_LPT¹.pdf"),
        ("COM10.pdf", "COM10.pdf"),
        ("报告. . ", "报告"),
        ("-rf", "rf"),
        ("~$报告.docx", "报告.docx"),
        ("..隐藏", "隐藏"),
        ("换\n行\t表", "换 行 表"),
        ("倒\u202e写\u200b零宽\x07", "倒写零宽"),
        ("cafe\u0301", "café"),
        ("㎡", "㎡"),
        ("", "未命名"),
        ("...", "未命名"),
    ],
)
def test_names_are_made_safe_and_stay_readable(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_a_name_of_86_characters_is_shortened_with_a_hash_and_keeps_its_extension(tmp_path: Path) -> None:
    name = safe_name("长" * 86 + ".docx")
    assert name.startswith("长" * 80)
    assert name.endswith(".docx")
    assert len(name.encode()) <= 255
    assert name != safe_name("长" * 87 + ".docx")
    (tmp_path / name).touch()


@given(st.text(max_size=300))
def test_every_text_gives_a_stable_single_component_within_255_bytes(text: str) -> None:
    name = safe_name(text)
    assert safe_name(name) == name
    assert 0 < len(name.encode()) <= 255
    assert not set(name) & set('<>:"/\\|?*')
    assert name not in {".", ".."}
    assert not name.startswith(("-", "~$", ".", " "))
    assert not name.endswith((".", " "))


@given(st.text(alphabet="./\\a~$-专", max_size=40))
def test_paths_stay_inside_the_folder(path: str) -> None:
    resolved = os.path.normpath(os.path.join("/成品", safe_path(path)))
    assert resolved.startswith("/成品/")


def test_equal_names_all_survive_with_a_number() -> None:
    names = unique_paths(
        ["甲/A.docx", "甲/a.docx", "甲/A.docx", "甲/cafe\u0301", "甲/café", "manifest.json"], ["manifest.json"]
    )
    assert names == ("甲/A.docx", "甲/a（2）.docx", "甲/A（3）.docx", "甲/café", "甲/café（2）", "manifest（2）.json")


@given(st.lists(st.text(alphabet="aA/.（2）", max_size=6), max_size=8))
def test_unique_paths_never_collide(paths: list[str]) -> None:
    names = unique_paths(paths)
    assert len(names) == len(paths) == len({same_name_key(name) for name in names})


def test_a_tag_goes_before_the_extension_and_survives_shortening() -> None:
    assert tagged("01 专报/专报.docx", "（人工修改稿）") == "01 专报/专报（人工修改稿）.docx"
    long = tagged("专报/" + "长" * 83 + ".docx", "（人工修改稿）")
    assert long.endswith("（人工修改稿）.docx")
    assert len(long.rpartition("/")[2].encode()) <= 255


def test_labelled_names_are_numbered_when_taken() -> None:
    taken = {same_name_key("专报（人工修改稿）.docx")}
    assert free_name("专报.docx", taken, "人工修改稿") == "专报（人工修改稿2）.docx"
    assert free_name("专报.docx", taken) == "专报.docx"
