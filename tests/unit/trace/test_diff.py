"""两段文字逐词比较。"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.document import Change, Origin, Run, text_of
from reportgen.trace.diff import likeness, marked

WORDS = st.lists(
    st.sampled_from(["完成", "投资", "32.6%", "1.2亿元", "，", "。", "3个", "A", "的", "-0.5"]), max_size=12
)


def shown(old: str, new: str) -> str:
    words = {Change.INSERTED: "[+{}]", Change.DELETED: "[-{}]", None: "{}"}
    return "".join(words[run.change].format(run.text) for run in marked((Run(new),), old))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("完成率32.6%。", "完成率41.2%。", "完成率[-32.6%][+41.2%]。"),
        ("完成投资1.20亿元，增长", "完成投资11.20亿元，增长", "完成投资[-1.20亿元][+11.20亿元]，增长"),
        ("黄灯12个、红灯2个", "黄灯2个、红灯2个", "黄灯[-12个][+2个]、红灯2个"),
        ("尚未开工的项目：甲。", "尚未开工的项目：甲、乙。", "尚未开工的项目：甲[+、乙]。"),
        ("低于节点参考进度", "高于节点参考进度", "[-低][+高]于节点参考进度"),
        ("各项目进展正常", "居民意见征集滞后", "[-各项目进展正常][+居民意见征集滞后]"),
        ("", "新的一段", "[+新的一段]"),
        ("旧的一段", "", "[-旧的一段]"),
        ("相同", "相同", "相同"),
    ],
)
def test_changes_read_word_by_word_and_numbers_are_replaced_whole(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_single_letters_between_two_changes_join_them() -> None:
    assert shown("一期主体完工了吗，明年再看结果", "二期主厂房封顶了呢，明年再看结果").count("[-") <= 2


def test_inserted_values_keep_their_origin() -> None:
    origin = Origin("completion_rate@all")
    runs = marked((Run("占计划的"), Run("41.2%", origin), Run("。")), "占计划的32.6%。")
    assert [(run.text, run.change) for run in runs if run.origin == origin] == [("41.2%", Change.INSERTED)]


@given(WORDS, WORDS, st.integers(0, 8))
def test_without_deleted_it_is_the_new_text_without_inserted_the_old(
    old: list[str], new: list[str], split: int
) -> None:
    before, after = "".join(old), "".join(new)
    runs = marked((Run(after[:split]), Run(after[split:])), before)
    assert text_of(run for run in runs if run.change is not Change.DELETED) == after
    assert text_of(run for run in runs if run.change is not Change.INSERTED) == before


def test_likeness_ignores_numbers() -> None:
    assert likeness("截至5月底完成3.1亿元", "截至6月底完成44.25亿元") == 1
    assert likeness("截至5月底完成3.1亿元", "红灯项目如下") < 0.2
