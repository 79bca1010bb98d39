"""文字报告：读的人先看到要改的，每条说清依据，推算和实务不冒充国家标准。"""

from __future__ import annotations

from reportgen.conform.report import basis, checked_count, profile_name
from reportgen.conform.report_text import text_report
from reportgen.conform.result import Strength
from reportgen.conform.table import TABLE
from tests.unit.conform.reports import BRIEFING, LETTER


def test_file_is_introduced_with_its_form_profile_and_counts() -> None:
    path, kind, profile, counts, *_ = text_report([LETTER])
    assert path == "通报.pdf"
    assert kind == "  PDF，2页，公文格式：信函"
    assert profile == "  版心读法：BOX"
    assert counts == "  核验5条要求、6项：不合格1、提示1、无法核验1、合格3"


def test_what_must_be_mended_comes_first() -> None:
    lines = list(text_report([LETTER]))
    heads = [line.strip() for line in lines if line.startswith("  【")]
    assert heads == ["【不合格】", "【提示】", "【无法核验】", "【合格】"]


def test_a_failure_states_clause_strength_expected_measured_tolerance_page_and_rule() -> None:
    lines = list(text_report([LETTER]))
    at = lines.index("  【不合格】")
    assert lines[at + 1] == (
        "  G-7.3.1b 标题的位置（GB/T 9704—2012 7.3.1，规定）；应为 居中；实测 偏左 3 毫米 <左>；允差 ±0.5 毫米；第1页"
    )
    assert lines[at + 2].strip().startswith("要求：")


def test_the_reason_why_something_was_not_measured_is_given() -> None:
    lines = list(text_report([LETTER]))
    assert lines[lines.index("  【无法核验】") + 2] == "      原因：没有版记"


def test_met_requirements_take_one_line_each() -> None:
    lines = list(text_report([LETTER]))
    assert [line.split()[0] for line in lines[lines.index("  【合格】") + 1 :]] == ["G-5.2.1a", "G-5.2.1d", "R-8"]


def test_local_form_is_named_as_not_covered_by_the_standard() -> None:
    lines = list(text_report([BRIEFING]))
    assert lines[1] == "  DOCX，页数未排版，公文格式：专报（地方格式，国家标准未规定，报头不核验）"


def test_files_are_parted_by_an_empty_line() -> None:
    lines = list(text_report([LETTER, BRIEFING]))
    assert lines[lines.index("") + 1] == "专报.docx"


def test_derived_and_customary_values_are_never_called_the_standard_s_rule() -> None:
    for requirement in TABLE.values():
        if requirement.strength is Strength.DERIVED:
            assert "推算" in basis(requirement)
        if requirement.strength is Strength.PRACTICE:
            assert basis(requirement) == "实务，国家标准没有规定"
    text = "\n".join(text_report([LETTER]))
    assert "G-5.2.1d 切口与下白边（由 GB/T 9704—2012 5.2.1 推算）" in text
    assert "L-4 信函双线的粗细（实务，国家标准没有规定）" in text
    assert "R-8 文种（《党政机关公文处理工作条例》第八条，规定）" in text


def test_unverified_requirements_do_not_count_as_checked() -> None:
    assert checked_count(LETTER) == 5
    assert profile_name(BRIEFING) == ""
