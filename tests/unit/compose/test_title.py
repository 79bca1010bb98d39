"""公文标题、附件标题：手工和自动回行，出处不丢。"""

from __future__ import annotations

from reportgen.compose.lexicon import title_words
from reportgen.model.document import Run, attachment_notes, text_of
from tests.support.facts import projects, scheme
from tests.unit.compose.conftest import Compose, Fail
from tests.unit.compose.samples import quote

LONG = "吉林市2024年重大项目市级领导包保服务项目清单"


def test_attachment_titles_are_broken_to_the_width_of_their_page(compose: Compose) -> None:
    document = compose(f"甲。\n=== 附件\n# {LONG}\n乙。\n=== 附件 横排\n# {LONG}\n丙。\n")
    upright, wide = document.attachments
    assert upright.title_lines == ("吉林市2024年重大项目", "市级领导包保服务项目清单")
    assert wide.title_lines == (LONG,)
    assert text_of(upright.title) == text_of(wide.title) == LONG


def test_a_bar_written_by_hand_breaks_an_attachment_title_and_is_not_printed(compose: Compose) -> None:
    document = compose("甲。\n=== 附件\n# 重大项目|完成情况|统计表\n乙。\n")
    (attachment,) = document.attachments
    assert attachment.title_lines == ("重大项目", "完成情况", "统计表")
    assert text_of(attachment.title) == "重大项目完成情况统计表"
    assert [text_of(line) for line in attachment_notes(document)] == ["附件：重大项目完成情况统计表"]


def test_a_bar_at_the_end_makes_no_empty_line(compose: Compose) -> None:
    (attachment,) = compose("甲。\n=== 附件\n# 重大项目|统计表|\n乙。\n").attachments
    assert attachment.title_lines == ("重大项目", "统计表")


def test_a_bar_from_a_cell_is_ordinary_text(compose: Compose) -> None:
    (attachment,) = compose("甲。\n=== 附件\n# {{ 名 }}情况表\n乙。\n", {"名": quote("甲|乙")}).attachments
    assert attachment.title_lines == ("甲|乙情况表",)
    assert attachment.title == (Run("甲|乙", quote("甲|乙").origin), Run("情况表"))


def test_a_line_too_long_for_the_page_is_refused_at_its_place(fail: Fail) -> None:
    error = fail(f"甲。\n=== 附件\n# {LONG}|统计表\n乙。\n")
    assert (error.line, f"标题的“{LONG}”超过每行20字" in error.message) == (3, True)
    assert "“|”" in error.fix
    wide = fail(f"甲。\n=== 附件 横排\n# {LONG}{LONG}|统计表\n乙。\n")
    assert "超过每行28字" in wide.message


def test_words_of_the_inputs_are_kept_whole_in_attachment_titles(compose: Compose) -> None:
    name = "江石化芳烃抽提联合装置"
    body = f"甲。\n=== 附件\n# 关于加快吉林市重点{name}建设有关情况统计表\n乙。\n"
    (attachment,) = compose(body, {"词语": [name]}).attachments
    assert len(attachment.title_lines) > 1
    assert any(name in line for line in attachment.title_lines)


def test_the_words_come_from_the_scheme_and_the_list_of_projects() -> None:
    listed = projects(
        """序号|名称|性质|计划|领导|牵头|属地
           1|甲厂扩建项目|新建|100|张三、李四|市工信局|桦甸市
           2|乙厂项目|新建|100|张三|市工信局|吉林市"""
    )
    words = title_words(listed, scheme())
    assert {"甲厂扩建项目", "乙厂项目", "张三", "李四", "市工信局", "桦甸市"} <= set(words)
    assert {scheme().issuer, scheme().name, "市级领导"} <= set(words)
    assert len(words) == len(set(words))
    assert "" not in words
