"""印发通知的矛盾清单：指出设置之间、设置与清单之间、清单文字的矛盾，都有位置。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reportgen.check import check_notice
from reportgen.model.finding import Finding, Severity
from reportgen.model.records import Facts
from reportgen.read import read_listing
from reportgen.settings import Scheme, load_scheme
from tests.support.notice import INPUTS


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme(INPUTS)


@pytest.fixture(scope="module")
def facts(scheme: Scheme) -> Facts:
    return read_listing(INPUTS, scheme)[0]


def settings_faults(facts: Facts, scheme: Scheme) -> list[tuple[str, str, str]]:
    """方案.toml 里的各处：（编号，表，键）。"""
    found = check_notice(facts, scheme)
    return [(one.code, one.sheet, one.cell) for one in found if one.file == "方案.toml"]


def listing_faults(facts: Facts, scheme: Scheme, content: str) -> list[Finding]:
    """第21个项目的建设内容写成 ``content``，文字有哪些毛病。"""
    project = replace(facts.projects[20], content=content)
    found = check_notice(replace(facts, projects=(project,)), scheme)
    return [one for one in found if one.code in ("W306", "W307")]


def test_shipped_settings_do_not_contradict_each_other(facts: Facts, scheme: Scheme) -> None:
    assert settings_faults(facts, scheme) == []


def test_provincial_letterhead_on_a_municipal_scheme_is_named(facts: Facts, scheme: Scheme) -> None:
    original = replace(
        scheme,
        issuer="吉林省人民政府办公室",
        name="吉林省2024年重大项目市级领导包保服务工作方案",
    )
    assert settings_faults(facts, original) == [
        ("W301", "机关", "发文机关"),
        ("W302", "机关", "机关代字"),
        ("W304", "方案", "名称"),
    ]
    message = next(one.message for one in check_notice(facts, original) if one.code == "W302")
    assert message == "机关代字“吉市政办函”是市一级的，发文机关是“吉林省人民政府办公室”。"


def test_code_that_names_no_level_is_not_questioned(facts: Facts, scheme: Scheme) -> None:
    changed = replace(scheme, issuer_code="吉政办函", document_number="吉政办函〔2024〕15号")
    assert settings_faults(facts, changed) == []


@pytest.mark.parametrize(
    "number", ["吉市政办函[2024]15号", "吉市政办函〔2024〕015号", "吉市政函〔2024〕15号", "吉市政办函〔2023〕15号"]
)
def test_document_number_out_of_form_code_or_year_is_named(facts: Facts, scheme: Scheme, number: str) -> None:
    assert settings_faults(facts, replace(scheme, document_number=number)) == [("W303", "方案", "文号")]


@pytest.mark.parametrize(
    ("day", "is_named"), [(date(2024, 6, 30), False), (date(2024, 7, 1), True), (date(2023, 12, 31), True)]
)
def test_scheme_issued_outside_its_year_or_after_its_first_node_is_named(
    facts: Facts, scheme: Scheme, day: date, is_named: bool
) -> None:
    faults = settings_faults(facts, replace(scheme, issued_on=day))
    assert (("W305", "方案", "印发日期") in faults) is is_named


def test_projects_below_the_promised_size_are_named(facts: Facts, scheme: Scheme) -> None:
    assert [one.place for one in check_notice(facts, scheme) if one.code == "W211"] == ["项目清单.xlsx「项目清单」F10"]


def test_counts_and_sums_of_the_scheme_are_compared_with_the_list(facts: Facts, scheme: Scheme) -> None:
    found = check_notice(replace(facts, projects=facts.projects[1:]), scheme)
    errors = [one.message for one in found if one.severity is Severity.ERROR]
    assert errors == [
        "清单有项目28个，方案设置为29个。",
        "清单有续建项目12个，方案设置为13个。",
        "清单总投资相加为954.8967亿元，方案设置为1024.5967亿元。",
        "清单年度计划投资相加为189.038亿元，方案设置为196.038亿元。",
    ]


def test_planned_dates_do_not_concern_the_notice(facts: Facts, scheme: Scheme) -> None:
    bare = tuple(replace(project, planned_start=None, due_date=None) for project in facts.projects)
    assert {one.code for one in check_notice(replace(facts, projects=bare), scheme)} == {"W211", "W306", "W307"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("总装机 120 万千瓦", ["W306"]),
        ("起点文山路,终点", ["W307"]),
        ("各县(市)区 3 个", ["W306", "W307"]),
        ("仓配中心（3栋），见 EVA; OK (VA)", ["W306"]),
        ("总装机120万千瓦，安装4台，2×350MW、8-11号", []),
        ("EVA, MMA (VA)", []),
    ],
)
def test_half_width_spaces_and_marks_in_chinese_text_are_named(
    facts: Facts, scheme: Scheme, text: str, codes: list[str]
) -> None:
    found = listing_faults(facts, scheme, text)
    assert [one.code for one in found] == codes
    assert all(one.place == "项目清单.xlsx「项目清单」D25" for one in found)


def test_finding_counts_the_places_and_quotes_the_first(facts: Facts, scheme: Scheme) -> None:
    (finding,) = listing_faults(facts, scheme, "新建桥梁 1600 米")
    assert finding.message == "“白鹅产业基地”建设内容有2处半角空格，如“新建桥梁 1600”。"
    assert finding.old == facts.projects[20].content
