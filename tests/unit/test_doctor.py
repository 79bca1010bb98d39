"""本机检查的结论和补救办法。"""

from __future__ import annotations

import ctypes
import shutil
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pytest

from reportgen import doctor
from reportgen.doctor import Check, Verdict, examine
from tests.support.small_font import write_font

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.txt"
INPUTS = ROOT / "inputs"


def hide_library(monkeypatch: pytest.MonkeyPatch, hidden: str) -> None:
    """让名称含 ``hidden`` 的程序库载入失败。"""
    load = ctypes.CDLL

    def refuse(name: str) -> ctypes.CDLL:
        if hidden in name:
            raise OSError(f"{name}: cannot open shared object file")
        return load(name)

    monkeypatch.setattr(ctypes, "CDLL", refuse)


def test_whole_examination_names_every_matter_and_leaves_no_file(tmp_path: Path) -> None:
    checks = examine(None, INPUTS, tmp_path, LOCK)
    assert [check.name for check in checks if not check.name.startswith("字体·")] == [
        "Python",
        "各包版本",
        "Pango",
        "harfbuzz-subset",
        "LibreOffice",
        "成品文件夹",
        "磁盘",
    ]
    assert {check.name for check in checks} >= {"字体·仿宋", "字体·楷体", "字体·黑体", "字体·宋体", "字体·小标宋"}
    assert list(tmp_path.iterdir()) == []


def test_what_is_wrong_always_comes_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hide_library(monkeypatch, "lib")
    (tmp_path / "simsun.ttc").write_bytes(b"ttcf")
    checks = examine(tmp_path, INPUTS, Path("/proc/没有"), tmp_path / "requirements.txt")
    wrong = [check for check in checks if check.verdict is not Verdict.OK]
    named = {check.name for check in wrong}
    assert named >= {"各包版本", "Pango", "harfbuzz-subset", "字体·未用", "成品文件夹"}
    assert all(check.remedy for check in wrong)


def test_old_python_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "MINIMUM_PYTHON", (9, 0))
    assert doctor.check_python().verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("lock", "verdict", "text"),
    [
        ("# 说明\npytest==0.1\n", Verdict.WARN, "锁定的是 0.1"),
        ("not-a-package-of-ours==1.0\n", Verdict.FAIL, "not-a-package-of-ours 没有安装"),
        ("not-a-package-of-ours==1.0\npytest==0.1\n", Verdict.FAIL, "；pytest 是"),
    ],
)
def test_packages_that_differ_from_the_lock_are_named(tmp_path: Path, lock: str, verdict: Verdict, text: str) -> None:
    path = tmp_path / "requirements.txt"
    path.write_text(lock, encoding="utf-8")
    check = doctor.check_packages(path)
    assert check.verdict is verdict
    assert text in check.text


def test_packages_equal_to_the_lock_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "requirements.txt"
    path.write_text(f"# 说明\nPyYAML=={version('pyyaml')}\npytest=={pytest.__version__}\n", encoding="utf-8")
    assert doctor.check_packages(path) == Check("各包版本", Verdict.OK, "2个，都与锁定的版本一致")


@pytest.mark.parametrize("library", ["libpango-1.0", "libpangoft2"])
def test_missing_pango_fails(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    hide_library(monkeypatch, library)
    check = doctor.check_pango()
    assert (check.verdict, check.text) == (Verdict.FAIL, "没有安装，不能生成 PDF")
    assert "make setup" in check.remedy


def test_present_pango_tells_its_version() -> None:
    check = doctor.check_pango()
    assert check.verdict is Verdict.OK
    assert check.text.startswith("1.")


def test_too_old_pango_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "MINIMUM_PANGO", (99, 0))
    assert doctor.check_pango().verdict is Verdict.FAIL


def test_missing_font_subsetter_only_warns(monkeypatch: pytest.MonkeyPatch) -> None:
    hide_library(monkeypatch, "harfbuzz-subset")
    check = doctor.check_font_subsetter()
    assert check.verdict is Verdict.WARN
    assert "慢十几倍" in check.text


def test_fonts_tell_file_and_origin_and_what_was_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTGEN_SYSTEM_FONTS", "0")
    (tmp_path / "simsun.ttc").write_bytes(b"ttcf")
    checks = doctor.check_fonts(tmp_path, INPUTS)
    assert [check.name for check in checks] == [
        *("字体·仿宋", "字体·楷体", "字体·黑体", "字体·宋体", "字体·小标宋", "字体·补字"),
        "字体·未用",
    ]
    assert checks[0].text.startswith("PDF 用 FandolFang-Regular（随程序，FandolFang-Regular.otf），")
    assert checks[-1].verdict is Verdict.WARN
    assert checks[-1].text.startswith("simsun.ttc：")


def test_fonts_tell_what_they_lack_who_helps_and_what_word_files_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTGEN_SYSTEM_FONTS", "0")
    texts = {check.name: check.text for check in doctor.check_fonts(None, INPUTS)}
    lacks = "GB2312 的汉字齐全，GBK 的缺12960个，由 NotoSerifSC-ExtraLight 补；Word 文件写“仿宋_GB2312”"
    assert lacks in texts["字体·仿宋"]
    assert "GBK 的汉字齐全；Word 文件写“方正小标宋简体”" in texts["字体·小标宋"]


def test_own_font_that_lacks_ordinary_characters_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTGEN_SYSTEM_FONTS", "0")
    write_font(tmp_path / "few.ttf", "仿宋", "一二三")
    check = doctor.check_fonts(tmp_path, INPUTS)[0]
    assert check.verdict is Verdict.WARN
    assert "仿宋（单位自备，few.ttf）" in check.text
    assert "GB2312 的汉字缺6760个" in check.text
    assert "由 FandolFang-Regular、NotoSerifSC-ExtraLight 补" in check.text
    assert check.remedy


def test_fonts_of_rare_characters_are_told_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTGEN_SYSTEM_FONTS", "0")
    write_font(tmp_path / "simsunb.ttf", "SimSun-ExtB", "𠀀")
    texts = {check.name: check.text for check in doctor.check_fonts(tmp_path, INPUTS)}
    order = "SimSun-ExtB（单位自备）、NotoSerifSC-ExtraLight（随程序）、NotoSerifJP-ExtraLight（随程序）"
    assert order in texts["字体·补字"]


def test_font_that_forbids_embedding_is_named_and_another_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTGEN_SYSTEM_FONTS", "0")
    write_font(tmp_path / "locked.ttf", "仿宋", fs_type=2)
    checks = doctor.check_fonts(tmp_path, INPUTS)
    assert "FandolFang-Regular" in checks[0].text
    assert "locked.ttf：字体的许可禁止嵌入文件" in checks[-1].text


def test_unreadable_scheme_does_not_hinder_the_examination_of_fonts(tmp_path: Path) -> None:
    assert "Word 文件的字体名没有读出，见 方案.toml" in doctor.check_fonts(None, tmp_path)[0].text


def test_missing_shipped_fonts_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.render.fonts.SHIPPED_FOLDER", tmp_path)
    (check,) = doctor.check_fonts(None, INPUTS)
    assert check.verdict is Verdict.FAIL
    assert "FandolFang-Regular.otf" in check.text


def test_absent_office_suite_is_no_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    check = doctor.check_office_suite()
    assert check.verdict is Verdict.OK
    assert "没有安装" in check.text


def test_outputs_not_there_yet_can_be_written_and_are_not_created(tmp_path: Path) -> None:
    outputs = tmp_path / "outputs" / "深"
    assert doctor.check_outputs(outputs).verdict is Verdict.OK
    assert not outputs.parent.exists()


def test_outputs_that_cannot_be_written_fail() -> None:
    check = doctor.check_outputs(Path("/proc/outputs"))
    assert check.verdict is Verdict.FAIL
    assert "不能写入" in check.text


def test_file_in_place_of_outputs_fails(tmp_path: Path) -> None:
    path = tmp_path / "outputs"
    path.write_bytes(b"")
    assert "是一个文件" in doctor.check_outputs(path).text


def test_nearly_full_disk_warns_with_the_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=499 * 1024**2))
    check = doctor.check_free_space(tmp_path)
    assert check.verdict is Verdict.WARN
    assert "剩余 499 MB" in check.text
