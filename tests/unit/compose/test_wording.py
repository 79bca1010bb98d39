from __future__ import annotations

import pytest

from reportgen.compose import wording
from reportgen.compose.values import Misuse
from reportgen.model.document import Run
from tests.unit.compose.samples import figure, quote


def cells(runs: tuple[Run, ...]) -> list[str]:
    """带出处的各段所在的单元格。"""
    return [source.cell for run in runs if run.origin for source in run.origin.sources]


@pytest.mark.parametrize(
    ("value", "printed", "text"),
    [
        ("3.2", "3.2个百分点", "高于节点参考进度3.2个百分点"),
        ("-3.2", "-3.2个百分点", "低于节点参考进度3.2个百分点"),
        ("-0.04", "-0.04个百分点", "低于节点参考进度0.04个百分点"),
        ("0", "0.0个百分点", "与节点参考进度持平"),
        ("0", "0.0", "与节点参考进度持平"),
    ],
)
def test_gap_reads_above_below_or_level(value: str, printed: str, text: str) -> None:
    phrase = wording.compared_with(figure(value, "百分点", printed), "节点参考进度")
    assert phrase.text == text
    assert cells(phrase.runs) == ["D5"]


def test_gap_without_a_value_is_refused() -> None:
    with pytest.raises(Misuse, match="“差距”没有数"):
        wording.compared_with(figure(None, "百分点", "—", label="差距"), "参考进度")


def test_gap_must_be_in_points() -> None:
    with pytest.raises(Misuse, match="它的单位是比例"):
        wording.compared_with(figure("0.3", "比例", "30.0%"), "参考进度")


@pytest.mark.parametrize(
    ("value", "unit", "printed", "text"),
    [
        ("3.2", "百分点", "3.2个百分点", "较上月提高3.2个百分点"),
        ("-3.2", "百分点", "-3.2个百分点", "较上月下降3.2个百分点"),
        ("0", "百分点", "0.0个百分点", "与上月持平"),
        ("12000", "万元", "1.20亿元", "较上月增加1.20亿元"),
        ("-12000", "万元", "-1.20亿元", "较上月减少1.20亿元"),
        ("-2", "个", "-2个", "较上月减少2个"),
        ("1", "项", "1项", "较上月增加1项"),
        (None, "百分点", "—", ""),
    ],
)
def test_change_on_last_month(value: str | None, unit: str, printed: str, text: str) -> None:
    phrase = wording.change_on_month(figure(value, unit, printed))
    assert phrase.text == text
    assert cells(phrase.runs) == (["D5"] if text else [])


def test_first_month_has_no_change() -> None:
    assert not wording.change_on_month(None)
    assert not wording.has_value(None)
    assert not wording.has_value(figure(None, "百分点", "—"))


@pytest.mark.parametrize(
    ("value", "unit", "printed", "text"),
    [
        ("588100", "万元", "58.81亿元", "58.81"),
        ("3.2", "百分点", "3.2个百分点", "3.2"),
        ("29", "个", "29个", "29"),
        ("0.3", "比例", "30.0%", "30.0%"),
        (None, "比例", "—", "—"),
    ],
)
def test_table_cells_drop_the_unit_given_in_the_head(value: str | None, unit: str, printed: str, text: str) -> None:
    phrase = wording.number_only(figure(value, unit, printed))
    assert phrase.text == text
    assert cells(phrase.runs) == ["D5"]


def test_money_and_percent_check_what_they_print() -> None:
    assert wording.money(figure("-12000", "万元", "-1.20亿元")).text == "-1.20亿元"
    assert wording.money(figure(None, "万元", "—")).text == "—"
    assert wording.percent(figure("0.3", "比例", "30.0%")).text == "30.0%"
    with pytest.raises(Misuse, match="它的单位是比例"):
        wording.money(figure("0.3", "比例", "30.0%"))
    with pytest.raises(Misuse, match="只用于指标"):
        wording.percent("30.0%")


def test_names_are_listed_with_their_cells() -> None:
    phrase = wording.enumerated([quote("甲厂", "B2"), quote("乙厂", "B3")])
    assert phrase.text == "甲厂、乙厂"
    assert cells(phrase.runs) == ["B2", "B3"]


def test_an_empty_list_of_names_is_refused_with_advice() -> None:
    with pytest.raises(Misuse) as caught:
        wording.enumerated([])
    assert "{% if" in caught.value.fix


@pytest.mark.parametrize("items", ["甲、乙", quote("甲"), None, 3])
def test_names_must_be_a_list(items: object) -> None:
    with pytest.raises(Misuse, match="只用于一组名称"):
        wording.enumerated(items)


def test_a_long_list_says_how_many_only_when_it_is_cut() -> None:
    names = [quote(name, f"B{row}") for row, name in enumerate("甲乙丙丁", 2)]
    cut = wording.listed(names, 至多=2, 共=figure("4", "个", "4个"))
    assert cut.text == "甲、乙等4个"
    assert cells(cut.runs[-1:]) == ["D5"]
    with pytest.raises(Misuse, match="没有出处"):
        wording.listed(names, 至多=2)
    with pytest.raises(Misuse, match="名单却有4个"):
        wording.listed(names, 至多=2, 共=figure("5", "个", "5个"))
    assert wording.listed(names, 至多=4).text == "甲、乙、丙、丁"
    assert wording.listed(names).text == "甲、乙、丙、丁"


def test_joining_nothing_is_empty() -> None:
    assert wording.joined([quote("甲"), "乙"], "；").text == "甲；乙"
    assert not wording.joined([], "；")


def test_count_and_names_must_agree() -> None:
    names = [quote("甲厂"), quote("乙厂")]
    assert wording.counted_names(figure("2", "个", "2个"), names).text == "2个：甲厂、乙厂"
    assert wording.counted_names(figure("0", "个", "0个"), []).text == "0个"
    with pytest.raises(Misuse, match="是3个，名单却有2个"):
        wording.counted_names(figure("3", "个", "3个"), names)


def test_none_this_month_is_only_said_when_true() -> None:
    phrase = wording.none_this_month(figure("0", "个", "0个"), "应竣工项目")
    assert phrase.text == "本期无应竣工项目"
    assert cells(phrase.runs) == ["D5"]
    assert wording.none_this_month(figure(None, "比例", "—"), "应竣工项目").text == "本期无应竣工项目"
    with pytest.raises(Misuse, match="不能说本期无"):
        wording.none_this_month(figure("1", "个", "1个"), "应竣工项目")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("征地未完", "征地未完。"),
        ("征地未完。", "征地未完。"),
        ("征地未完； ", "征地未完。"),
        ("快了！", "快了！"),
        (" ，", ""),
        ("", ""),
    ],
)
def test_reason_from_a_cell_ends_as_a_sentence(text: str, sentence: str) -> None:
    assert wording.as_sentence(quote(text)).text == sentence


def test_signs_of_figures_can_be_tested() -> None:
    assert wording.is_zero(figure("0", "个", "0个"))
    assert not wording.is_zero(figure(None, "个", "—"))
    assert wording.is_positive(figure("1", "个", "1个"))
    assert not wording.is_positive(figure(None, "个", "—"))
    assert wording.is_negative(figure("-1", "个", "-1个"))
    assert not wording.is_negative(figure("0", "个", "0个"))


@pytest.mark.parametrize("number", [0, 1000, True, "1", None])
def test_ordinals_come_from_loops_only(number: object) -> None:
    for ordinal in (wording.ordinal, wording.chinese_ordinal):
        with pytest.raises(Misuse, match=r"只用于 1—999 的次序"):
            ordinal(number)
