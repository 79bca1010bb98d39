"""字体的选定次序、不用的原因和缺字。"""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from reportgen.errors import RenderError
from reportgen.render import fonts
from reportgen.render.fonts import SHIPPED_FOLDER, FontSet, Role, missing_characters, resolve_fonts
from tests.support.small_font import write_font


def fake_fc_list(folder: Path, monkeypatch: pytest.MonkeyPatch, lines: str, code: int = 0) -> None:
    """让 PATH 上只有一个照 ``lines`` 回答的 fc-list。"""
    folder.mkdir()
    command = folder / "fc-list"
    command.write_text(f"#!/bin/sh\nprintf '%b' '{lines}'\nexit {code}\n", encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def chain(chosen: FontSet, role: Role) -> list[tuple[str, str, str]]:
    return [(face.family, face.path.name, face.origin) for face in chosen.faces[role]]


def only_reason(chosen: FontSet) -> str:
    (rejected,) = chosen.rejected
    return rejected.reason


# 次序


def test_without_own_fonts_the_shipped_ones_are_used_and_thin_faces_supply_rare_characters(tmp_path: Path) -> None:
    chosen = resolve_fonts(tmp_path, use_system=False)
    rare = [
        ("RG Rare", "NotoSerifSC-ExtraLight.ttf", "随程序"),
        ("RG Ext", "NotoSerifJP-ExtraLight.ttf", "随程序"),
    ]
    assert chain(chosen, Role.FANGSONG) == [("RG FangSong", "FandolFang-Regular.otf", "随程序"), *rare]
    assert chain(chosen, Role.KAI) == [("RG Kai", "FandolKai-Regular.otf", "随程序"), *rare]
    assert chain(chosen, Role.HEI) == [("RG Hei", "NotoSansSC-Medium.ttf", "随程序"), *rare]
    assert chain(chosen, Role.SONG) == [("RG Song", "NotoSerifSC-Regular.ttf", "随程序"), *rare]
    assert chain(chosen, Role.XBS) == [("RG XBS", "NotoSerifSC-Bold.ttf", "随程序"), *rare]
    assert chosen.rejected == ()


def test_font_of_rare_characters_comes_after_the_ordinary_ones_in_every_role(tmp_path: Path) -> None:
    write_font(tmp_path / "simsunb.ttf", "SimSun-ExtB", "𠀀")
    chosen = resolve_fonts(tmp_path, use_system=False)
    assert [name for _, name, _ in chain(chosen, Role.KAI)] == [
        "FandolKai-Regular.otf",
        "simsunb.ttf",
        "NotoSerifSC-ExtraLight.ttf",
        "NotoSerifJP-ExtraLight.ttf",
    ]
    assert all(("RG Ext Own", "simsunb.ttf", "单位自备") in chain(chosen, role)[1:] for role in Role)
    assert missing_characters("𠀀", chosen.faces[Role.FANGSONG]).borrowed["𠀀"].path.name == "simsunb.ttf"


def test_missing_office_folder_is_no_error(tmp_path: Path) -> None:
    expected = resolve_fonts(tmp_path, use_system=False)
    assert resolve_fonts(None, use_system=False) == expected
    assert resolve_fonts(tmp_path / "没有", use_system=False) == expected


@pytest.mark.parametrize(
    ("family", "role"),
    [
        ("仿宋_GB2312", Role.FANGSONG),
        ("FangSong", Role.FANGSONG),
        ("Kai Ti_gb2312", Role.KAI),
        ("SIMHEI", Role.HEI),
        ("宋体", Role.SONG),
        ("方正小标宋简体", Role.XBS),
        ("FZXiaoBiaoSong-B05S", Role.XBS),
    ],
)
def test_own_font_is_known_by_its_name_whatever_the_file_is_called(tmp_path: Path, family: str, role: Role) -> None:
    write_font(tmp_path / "1.otf", family)
    chosen = resolve_fonts(tmp_path, use_system=False)
    first, second = chain(chosen, role)[:2]
    assert first[1:] == ("1.otf", "单位自备")
    assert second[2] == "随程序"
    assert chosen.rejected == ()


def test_better_known_name_wins_over_file_order(tmp_path: Path) -> None:
    write_font(tmp_path / "a.otf", "仿宋")
    write_font(tmp_path / "b.otf", "仿宋_GB2312")
    face = resolve_fonts(tmp_path, use_system=False).faces[Role.FANGSONG][0]
    assert (face.path.name, face.name) == ("b.otf", "仿宋_GB2312")


def test_each_file_has_one_family_name_of_its_own(tmp_path: Path) -> None:
    for number, family in enumerate(("仿宋", "楷体", "黑体", "宋体", "方正小标宋简体")):
        write_font(tmp_path / f"{number}.otf", family)
    faces = {face for row in resolve_fonts(tmp_path, use_system=False).faces.values() for face in row}
    pairs = {(face.family, face.path) for face in faces}
    assert len(pairs) == len({family for family, _ in pairs}) == len({path for _, path in pairs}) == 12
    assert all(family.startswith("RG ") for family, _ in pairs)


# 系统安装的字体


def test_installed_font_is_used_when_the_office_gave_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = write_font(tmp_path / "simfang.ttf", "仿宋")
    fake_fc_list(tmp_path / "bin", monkeypatch, rf"{installed}\tFangSong,仿宋\n/x/other.ttf\tOther\n")
    chosen = resolve_fonts(None)
    assert chain(chosen, Role.FANGSONG)[0] == ("RG FangSong Sys", "simfang.ttf", "系统安装")
    assert chain(chosen, Role.KAI)[0][2] == "随程序"
    assert chosen.rejected == ()


def test_own_font_goes_before_the_installed_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = write_font(tmp_path / "simfang.ttf", "仿宋_GB2312")
    own = tmp_path / "fonts"
    own.mkdir()
    write_font(own / "fs.ttf", "方正仿宋简体")
    fake_fc_list(tmp_path / "bin", monkeypatch, rf"{installed}\t仿宋_GB2312\n")
    assert [name for _, name, _ in chain(resolve_fonts(own), Role.FANGSONG)] == [
        "fs.ttf",
        "FandolFang-Regular.otf",
        "NotoSerifSC-ExtraLight.ttf",
        "NotoSerifJP-ExtraLight.ttf",
    ]


def test_installed_fonts_can_be_switched_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = write_font(tmp_path / "simfang.ttf", "仿宋")
    fake_fc_list(tmp_path / "bin", monkeypatch, rf"{installed}\t仿宋\n")
    assert chain(resolve_fonts(None, use_system=False), Role.FANGSONG)[0][2] == "随程序"
    monkeypatch.setenv("REPORTGEN_SYSTEM_FONTS", "0")
    assert chain(resolve_fonts(None), Role.FANGSONG)[0][2] == "随程序"


def test_installed_collections_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_fc_list(tmp_path / "bin", monkeypatch, r"/usr/share/simsun.ttc\tSimSun,宋体\n")
    assert chain(resolve_fonts(None), Role.SONG)[0][2] == "随程序"


@pytest.mark.parametrize("has_command", [True, False])
def test_absent_or_failing_fc_list_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_command: bool
) -> None:
    if has_command:
        fake_fc_list(tmp_path / "bin", monkeypatch, "", code=1)
    else:
        monkeypatch.setenv("PATH", str(tmp_path))
    assert resolve_fonts(None) == resolve_fonts(None, use_system=False)


# 不能使用的文件


def test_font_that_may_not_be_embedded_is_not_used_and_says_why(tmp_path: Path) -> None:
    write_font(tmp_path / "fs.otf", "仿宋_GB2312", fs_type=2)
    chosen = resolve_fonts(tmp_path, use_system=False)
    assert chain(chosen, Role.FANGSONG)[0][2] == "随程序"
    assert "禁止嵌入" in only_reason(chosen)


@pytest.mark.parametrize("fs_type", [4, 8])
def test_print_and_editable_embedding_is_allowed(tmp_path: Path, fs_type: int) -> None:
    write_font(tmp_path / "fs.otf", "仿宋_GB2312", fs_type=fs_type)
    assert chain(resolve_fonts(tmp_path, use_system=False), Role.FANGSONG)[0][2] == "单位自备"


def test_collection_in_the_office_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "simsun.TTC").write_bytes(b"ttcf")
    assert "换成单独的 .ttf 或 .otf" in only_reason(resolve_fonts(tmp_path, use_system=False))


@pytest.mark.parametrize("data", [b"", b"not a font at all", b"OTTO\x00\x09" + b"\xff" * 300])
def test_damaged_font_is_named_and_not_used(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "坏.ttf").write_bytes(data)
    chosen = resolve_fonts(tmp_path, use_system=False)
    assert "已损坏" in only_reason(chosen)
    assert chosen.faces == resolve_fonts(None, use_system=False).faces


def test_font_of_no_official_use_is_named_and_other_files_are_ignored(tmp_path: Path) -> None:
    write_font(tmp_path / "x.otf", "Comic Sans")
    (tmp_path / "说明.txt").write_text("说明", encoding="utf-8")
    chosen = resolve_fonts(tmp_path, use_system=False)
    assert [rejected.path.name for rejected in chosen.rejected] == ["x.otf"]
    assert "没有认出来" in only_reason(chosen)


def test_incomplete_program_stops_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "SHIPPED_FOLDER", tmp_path)
    with pytest.raises(RenderError, match=r"缺少随程序的仿宋字体 FandolFang-Regular\.otf[\s\S]*重新取得完整的程序文件"):
        resolve_fonts(None, use_system=False)


# 缺字


def test_rare_names_are_borrowed_and_unprintable_ones_are_named_once_in_order() -> None:
    faces = resolve_fonts(None, use_system=False).faces[Role.FANGSONG]
    coverage = missing_characters("镕基、堃：“镕”\n\u2060\u3000\u2003\ufe0f🚀⑳𠮷\U0010fffd", faces)
    assert {char: face.family for char, face in coverage.borrowed.items()} == {
        "镕": "RG Rare",
        "堃": "RG Rare",
        "⑳": "RG Rare",
        "𠮷": "RG Ext",
    }
    assert list(coverage.borrowed) == ["镕", "堃", "⑳", "𠮷"]
    assert coverage.absent == ("🚀", "\U0010fffd")


def test_ordinary_text_borrows_nothing() -> None:
    coverage = missing_characters("吉林市2024年度计划投资196.038亿元，完成率30%〔1〕——", shipped(Role.FANGSONG))
    assert (dict(coverage.borrowed), coverage.absent) == ({}, ())


# 随程序的字体


def shipped(role: Role) -> tuple[fonts.Face, ...]:
    return resolve_fonts(None, use_system=False).faces[role]


def han(codec: str, leads: range, trails: range) -> str:
    pairs = (bytes((lead, trail)) for lead in leads for trail in trails)
    text = "".join(pair.decode(codec, "ignore") for pair in pairs)
    return "".join(char for char in text if "\u4e00" <= char <= "\u9fff")


@pytest.mark.parametrize("role", list(Role))
def test_shipped_fonts_print_all_of_gbk_and_the_first_all_of_gb2312(role: Role) -> None:
    gb2312 = han("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF))
    gbk = han("gbk", range(0x81, 0xFF), range(0x40, 0xFF))
    assert (len(gb2312), len(set(gbk))) == (6763, 20902)
    assert not missing_characters(gb2312, shipped(role)[:1]).absent
    assert not missing_characters(gbk, shipped(role)).absent


@pytest.mark.parametrize("role", list(Role))
def test_rare_characters_of_names_can_be_printed_in_every_role(role: Role) -> None:
    extension_a = "".join(map(chr, range(0x3400, 0x4DC0)))
    assert missing_characters(f"旸堃喆垚镕燊昇玥珺芃翀彧祎禛㻬䶮𫟹𠮷𡈽{extension_a}", shipped(role)).absent == ()


def test_shipped_fonts_are_not_too_big_for_the_package() -> None:
    assert sum(path.stat().st_size for path in SHIPPED_FOLDER.glob("*.[ot]tf")) < 50_000_000


def test_shipped_files_are_those_recorded_and_their_licences_lie_beside() -> None:
    record = (SHIPPED_FOLDER / "说明.md").read_text(encoding="utf-8").partition("成品：")[2]
    recorded = {name: digest for digest, name in re.findall(r"\| ([0-9a-f]{64}) \| (\S+) \|", record)}
    used = {face.path.name: face.sha256 for role in Role for face in shipped(role)}
    assert used == recorded
    assert {path.name for path in SHIPPED_FOLDER.glob("*.[ot]tf")} == set(recorded)
    assert "GNU GENERAL PUBLIC LICENSE" in (SHIPPED_FOLDER / "Fandol-COPYING.txt").read_text(encoding="utf-8")
    assert "font exception" in (SHIPPED_FOLDER / "Fandol-README.txt").read_text(encoding="utf-8")
    for name in ("NotoSerifSC-OFL.txt", "NotoSansSC-OFL.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in (SHIPPED_FOLDER / name).read_text(encoding="utf-8")


def test_reduced_fonts_keep_copyright_and_licence() -> None:
    for path in sorted(SHIPPED_FOLDER.glob("Noto*.ttf")):
        with TTFont(path, lazy=True) as font:
            assert "Adobe" in font["name"].getDebugName(0)
            assert "SIL Open Font License" in font["name"].getDebugName(13)


# 进程池与启动


def test_font_set_can_be_sent_to_another_process() -> None:
    chosen = resolve_fonts(None, use_system=False)
    assert pickle.loads(pickle.dumps(chosen)) == chosen


def test_font_library_is_not_loaded_without_need(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from reportgen.render.fonts import resolve_fonts;"
        f"resolve_fonts(Path({str(tmp_path)!r}), use_system=False); print('fontTools' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
