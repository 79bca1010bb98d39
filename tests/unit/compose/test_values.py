from __future__ import annotations

import pickle

import pytest

from reportgen.compose.values import Misuse, Phrase, runs_of
from reportgen.model.document import Origin, Run
from tests.unit.compose.samples import figure, quote, source


def test_a_figure_prints_once_and_leads_to_its_cells() -> None:
    assert runs_of(figure("588100", "万元", "58.81亿元")) == (Run("58.81亿元", Origin("figure@all", (source("D5"),))),)


def test_text_from_a_cell_keeps_its_cell_through_addition_and_slicing() -> None:
    name = quote("北方公司")
    origin = Origin(sources=(source("B2"),))
    assert ("由" + name + "填报").runs == (Run("由"), Run("北方公司", origin), Run("填报"))
    assert runs_of(name[:2]) == (Run("北方", origin),)


def test_text_from_a_cell_survives_pickling() -> None:
    copy = pickle.loads(pickle.dumps(quote("北方公司")))
    assert (copy, copy.origin) == ("北方公司", Origin(sources=(source("B2"),)))


def test_phrase_joins_items_and_keeps_each_origin() -> None:
    joined = Phrase.of("、").join([quote("甲", "B2"), "乙", figure("1", "个", "1个")])
    assert joined.text == "甲、乙、1个"
    assert [run.origin and run.origin.sources[0].cell for run in joined.runs] == ["B2", None, None, None, "D5"]


def test_empty_text_is_an_empty_phrase() -> None:
    assert not Phrase.of("", quote(""))
    assert str(Phrase.of("甲", "", "乙")) == "甲乙"


@pytest.mark.parametrize("value", [5, 5.0, True, None, [1], {"甲": 1}, object()])
def test_values_without_a_source_cannot_be_printed(value: object) -> None:
    with pytest.raises(Misuse):
        runs_of(value)


def test_a_bare_number_is_told_to_have_no_source() -> None:
    with pytest.raises(Misuse, match="数字没有出处：29"):
        runs_of(29)


@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\t", "\u2028", " \n"])
def test_line_breaks_in_a_cell_become_one_blank(breaks: str) -> None:
    (run,) = runs_of(quote(f"市发改委{breaks}市商务局\n"))
    assert run.text.replace(" ", "") == "市发改委　市商务局"


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\x85", "\ud800", "\ufffe", "\ufdd0", "\U0001ffff"])
def test_unprintable_characters_are_refused_by_cell(char: str) -> None:
    with pytest.raises(Misuse, match=r"表\.xlsx「进展」B2") as caught:
        runs_of(quote(f"甲{char}乙"))
    assert f"U+{ord(char):04X}" in caught.value.message
    assert char not in caught.value.message
