from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.compose import titlebreak
from reportgen.compose.titlebreak import MAX_CELLS, balanced_lines, break_title, cells

OFFICE = "吉林市人民政府办公室"
WORDS = (OFFICE, "吉林省人民政府办公室", "市级领导", "包保")


@pytest.mark.parametrize(
    "lines",
    [
        ("关于重大项目进展情况的通报",),
        ("关于李明等同志职务任免的通知",),
        ("市人民政府", "关于同意设立XX经济开发区的批复"),
        ("国务院办公厅", "关于进一步优化营商环境更好", "服务市场主体的实施意见"),
        ("吉林省人民政府办公室", "关于印发吉林省2024年重大项目市级领导", "包保服务工作方案的通知"),
        ("关于开展2024年度全市", "安全生产和消防工作考核巡查的通知"),
    ],
)
def test_titles_are_broken_by_sense_into_a_trapezium_or_a_diamond(lines: tuple[str, ...]) -> None:
    assert break_title("".join(lines), WORDS) == lines


def test_blanks_of_the_author_are_preferred_places() -> None:
    title = "吉林省人民政府办公室 关于印发重大项目市级领导包保服务 工作方案的通知"
    assert break_title(title, WORDS) == (
        OFFICE.replace("吉林市", "吉林省"),
        "关于印发重大项目市级领导包保服务",
        "工作方案的通知",
    )


def test_a_bar_written_by_hand_overrides() -> None:
    assert break_title("关于| 进展情况的通报", WORDS) == ("关于", "进展情况的通报")


def test_words_of_the_caller_are_never_split() -> None:
    name = "北方江石化芳烃抽提装置"
    for filler in ("", "全市", "全市年度", "全市年度重点", "全市年度重点工业"):
        lines = break_title(f"{OFFICE}关于{filler}加快推进{name}建设有关工作的通知", (*WORDS, name))
        assert any(name in line for line in lines)
        assert any(OFFICE in line for line in lines)


def test_a_number_stays_with_its_unit() -> None:
    for filler in ("", "全", "全市", "全市的", "全市重点"):
        for line in break_title(f"关于印发{filler}重大项目建设2024年上半年第3批29个项目推进计划的通知")[1:]:
            assert not line.startswith(("年", "个", "批", "3", "的"))


def test_words_of_one_title_do_not_change_the_next() -> None:
    title = "关于召开全市重大项目建设推进会议的通知"
    before = balanced_lines(title)
    balanced_lines(title, ["项目建设推进会"])
    assert balanced_lines(title) == before


def test_breaking_a_title_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    titlebreak._tokenizer.cache_clear()
    break_title("关于召开全市重大项目建设推进会议的通知", WORDS)
    assert list(tmp_path.iterdir()) == []


@settings(deadline=None)
@given(
    st.text(
        st.sampled_from("市政府关于印发的和与、《》（）“”2024年6月重大项目通知 办公室aé𠀀"), min_size=1, max_size=120
    ).filter(str.strip)
)
def test_any_title_fits_and_keeps_its_characters(title: str) -> None:
    lines = balanced_lines(title, WORDS)
    assert "".join("".join(lines).split()) == "".join(title.split())
    assert all(cells(line) <= MAX_CELLS for line in lines)
