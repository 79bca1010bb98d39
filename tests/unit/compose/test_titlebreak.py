"""标题回行：不拆词、不留孤字，形状对称。"""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.compose import titlebreak
from reportgen.compose.lexicon import OFFICIAL_TERMS
from reportgen.compose.titlebreak import LANDSCAPE_CELLS, PORTRAIT_CELLS, balanced_lines, cells

OFFICE = "吉林市人民政府办公室"
PLANT = "北方江石化芳烃抽提装置"
WORDS = (*OFFICIAL_TERMS, OFFICE, "吉林省人民政府办公室", "吉林市", PLANT)

#: 回行后的样子；各种文种、发文机关、长短。
TITLES = (
    ("关于重大项目进展情况的通报",),
    ("关于李明等同志职务任免的通知",),
    ("新建项目手续办理情况表",),
    ("市人民政府", "关于同意设立XX经济开发区的批复"),
    ("国务院办公厅", "关于进一步优化营商环境更好", "服务市场主体的实施意见"),
    ("财政部 税务总局", "关于进一步实施小微企业", "所得税优惠政策的公告"),
    ("关于开展2024年度全市", "安全生产和消防工作考核巡查的通知"),
    ("关于召开全市重大项目", "建设推进会议的通知"),
    ("中共中央办公厅", "国务院办公厅印发《关于进一步加强", "财会监督工作的意见》的通知"),
    ("吉林省人民政府办公室", "关于印发吉林省2024年重大项目市级领导", "包保服务工作方案的通知"),
    ("吉林市2024年重大项目", "市级领导包保服务工作方案"),
    ("关于2024年6月重大项目", "市级领导包保进展情况的报告"),
    ("关于2024年11月重大项目", "市级领导包保进展情况的报告"),
    (OFFICE, "关于2024年6月重大项目市级领导", "包保推进情况的通报"),
    (OFFICE, "关于催报2024年6月重大项目进展情况的函"),
    (OFFICE, "关于协调解决化工园区污水处理厂", "项目用地指标的函"),
    (OFFICE, "关于做好2024年汛期安全生产", "工作的紧急通知"),
    ("吉林市人民政府", "关于加快推进吉化公司转型升级", "项目建设有关事项的请示"),
    ("吉林市人民政府", "关于吉林市2024年国民经济和社会发展", "计划执行情况的报告"),
    ("中共吉林市委办公室", OFFICE, "关于印发《吉林市重大项目领导", "包保责任制实施办法》的通知"),
    ("国家发展改革委关于印发", "《“十四五”新型城镇化实施方案》的通知"),
    ("关于进一步加强和改进", "机关公文处理工作有关问题的通知"),
    ("吉林市重大项目", "包保工作联席会议第三次会议纪要"),
    (f"关于{PLANT}", "项目推进情况的函"),
    ("重大项目包保服务工作节点目标", "完成情况分属地和分责任部门统计表"),
)


def joined(lines: tuple[str, ...]) -> str:
    """回行前的标题：联合发文机关之间空一格，其余连写。"""
    return "".join(f"{line} " if line in ("中共吉林市委办公室", "中共中央办公厅") else line for line in lines)


@pytest.mark.parametrize("lines", TITLES, ids="".join)
def test_titles_are_broken_by_sense(lines: tuple[str, ...]) -> None:
    assert balanced_lines(joined(lines), WORDS) == lines


@pytest.mark.parametrize("lines", [lines for lines in TITLES if len(lines) > 1], ids="".join)
def test_the_shape_is_a_trapezium_or_a_diamond_without_stubs(lines: tuple[str, ...]) -> None:
    widths = [cells(line) for line in balanced_lines(joined(lines), WORDS)]
    peak = widths.index(max(widths))
    assert all(a <= b for a, b in pairwise(widths[: peak + 1]))
    assert all(a >= b for a, b in pairwise(widths[peak:]))
    assert min(widths) >= 5
    assert max(widths) - min(widths) >= 1


def test_a_kind_of_paper_never_stands_alone_on_the_last_line() -> None:
    for filler in ("", "吉林市", "吉林市2024年", "吉林市2024年第三季度", "吉林市2024年第三季度和前三季度"):
        for kind in ("通知", "通报", "意见", "决定", "函", "请示", "报告", "实施方案"):
            last = balanced_lines(f"{OFFICE}关于{filler}重大项目包保服务工作完成情况的{kind}", WORDS)[-1]
            assert cells(last) >= 5


def test_landscape_pages_take_longer_lines() -> None:
    title = "吉林市2024年重大项目市级领导包保服务项目清单"
    assert balanced_lines(title, WORDS, LANDSCAPE_CELLS) == (title,)
    assert balanced_lines(title, WORDS) == ("吉林市2024年重大项目", "市级领导包保服务项目清单")
    assert balanced_lines(f"{title}（新建项目手续办理情况）", WORDS, LANDSCAPE_CELLS) == (
        "吉林市2024年重大项目市级领导",
        "包保服务项目清单（新建项目手续办理情况）",
    )


def test_blanks_of_the_author_are_preferred_places() -> None:
    title = "吉林省人民政府办公室 关于印发重大项目市级领导包保服务 工作方案的通知"
    assert balanced_lines(title, WORDS) == (
        "吉林省人民政府办公室",
        "关于印发重大项目市级领导包保服务",
        "工作方案的通知",
    )


def test_words_of_the_caller_are_never_split() -> None:
    for filler in ("", "全市", "全市年度", "全市年度重点", "全市年度重点工业"):
        lines = balanced_lines(f"{OFFICE}关于{filler}加快推进{PLANT}建设有关工作的通知", WORDS)
        assert any(PLANT in line for line in lines)
        assert any(OFFICE in line for line in lines)


def test_a_number_stays_with_its_unit() -> None:
    for filler in ("", "全", "全市", "全市的", "全市重点"):
        for line in balanced_lines(f"关于印发{filler}重大项目建设2024年上半年第3批29个项目推进计划的通知")[1:]:
            assert not line.startswith(("年", "个", "批", "3", "的"))


def test_words_of_one_title_do_not_change_the_next() -> None:
    title = "关于召开全市重大项目建设推进会议的通知"
    before = balanced_lines(title)
    balanced_lines(title, ["项目建设推进会"])
    assert balanced_lines(title) == before


def test_breaking_a_title_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    titlebreak._tokenizer.cache_clear()
    balanced_lines("关于召开全市重大项目建设推进会议的通知", WORDS)
    assert list(tmp_path.iterdir()) == []


@settings(deadline=None)
@given(
    st.text(
        st.sampled_from("市政府关于印发的和与、《》（）“”2024年6月重大项目通知 办公室aé𠀀"), min_size=1, max_size=120
    ).filter(str.strip),
    st.sampled_from((PORTRAIT_CELLS, LANDSCAPE_CELLS)),
)
def test_any_title_fits_and_keeps_its_characters(title: str, limit: int) -> None:
    lines = balanced_lines(title, WORDS, limit)
    assert "".join("".join(lines).split()) == "".join(title.split())
    assert all(cells(line) <= limit for line in lines)
