"""差错落到模板的行上；沙箱、缺名与出处。"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.model.document import Heading, Origin, Paragraph, Run, text_of
from tests.unit.compose.conftest import Compose, Fail
from tests.unit.compose.samples import figure, quote, source

CONTEXT = {
    "完成率": figure("0.3", "比例", "30.0%"),
    "名": quote("甲厂"),
    "项目": [{"名称": quote("甲厂")}, {"名称": quote("乙厂")}],
}


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("甲。\n\n{{ 完成律 }}", 3, "没有“完成律”这个名称，是不是“完成率”"),
        ("甲。\n{{ 完全没有的 }}", 2, "没有“完全没有的”这个名称"),
        ("{% for p in 项目 %}\n{{ p.名称 }}\n{{ p.名字 }}\n{% endfor %}", 3, "这条记录没有“名字”这一项"),
        ("甲。\n{{ 没有 | 顿号 }}", 2, "没有“没有”这个名称"),
        ("甲。\n{% if 没有 is 有数 %}乙{% endif %}", 2, "没有“没有”这个名称"),
        ("甲。\n{{ 名 | 顿好 }}", 2, "没有“顿好”这个助词，是不是“顿号”"),
        ("甲。\n{{ 名 | upper }}", 2, "没有“upper”这个助词"),
        ("甲。\n{% if 名 is 有书 %}乙{% endif %}", 2, "没有“有书”这个判断，是不是“有数”"),
        ("甲。\n{% if 名 %}\n乙。\n", 3, "没有写结束的 {% endif %}"),
        ("甲。\n{% endfor %}", 2, "没有 {% endfor %} 这种写法"),
        ("甲。\n{{ 名 }", 2, "“}”用得不是地方"),
        ("甲。\n{{ “名” }}", 2, "双括号内不能写““”，括号、引号、逗号都要用半角"),
        ("甲。\n{# 说明", 2, "{# 没有写结束的 #}"),
        ("甲。\n\n{{ 29 }}个项目", 3, "数字没有出处：29"),
        ("甲。\n{{ 完成率.value }}", 2, "数字没有出处"),
        ("甲。\n{{ 项目 | length }}个", 2, "数字没有出处：2"),
        ("甲。\n{{ 项目 }}", 2, "这里是一组值"),
        ("甲。\n{{ none }}", 2, "这里的值是空的"),
        ("甲。\n{{ 完成率.printed }}", 2, "不写 .printed，否则丢掉出处"),
        ("甲。\n{{ 项目 | map(attribute='printed') | 顿号 }}", 2, "这条记录没有“printed”这一项"),
        ("甲。\n{{ 名.replace('甲', '乙') }}", 2, "公文稿中不能使用“.replace”"),
        ("甲。\n{{ '%s' % 完成率 }}", 2, "不能用“%”计算"),
        ("甲。\n{{ '{}'.format(完成率) }}", 2, "公文稿中不能使用“.format”"),
        ("甲。\n{{ 名 ~ 完成率 }}", 2, "公文稿中不能用“~”连接文字"),
        ("甲。\n{% filter 顿号 %}乙{% endfilter %}", 2, "公文稿中不能使用 {% filter %}"),
        ("甲。\n{% autoescape true %}乙{% endautoescape %}", 2, "公文稿中不能使用 {% autoescape %}"),
        ("甲。\n{% extends '_乙.j2' %}", 2, "公文稿中不能使用 {% extends %}"),
        ("甲。\n{{ ''.__class__.__mro__ }}", 2, "公文稿中不能使用“.__class__”"),
        ("甲。\n{{ 项目.append(1) }}", 2, "公文稿中不能使用“.append”"),
        ("甲。\n{{ 完成率 > 1 }}", 2, "双括号里的内容算不出来"),
        ("甲。\n{% for i in range(999999999) %}{% endfor %}", 2, "双括号里的内容算不出来"),
        ("甲。\n{% include '没有.j2' %}", 2, "找不到要引用的片段“没有.j2”"),
        ("甲。\n{% include '_没有.j2' %}", 2, "找不到要引用的片段“_没有.j2”"),
        ("甲。\n{% include '_../通报.j2' %}", 2, "找不到要引用的片段"),
        ("甲。\n{{ [] | 顿号 }}", 2, "名单是空的"),
        ("甲。\n{{\n  项目\n  | map(attribute='名称')\n  | 顿号\n  | 对比('乙')\n}}", 6, "“对比”只用于指标"),
    ],
)
def test_mistakes_in_braces_name_the_line_and_say_it_in_chinese(fail: Fail, body: str, line: int, message: str) -> None:
    error = fail(body, CONTEXT)
    assert message in error.message
    assert (error.template, error.line) == ("通报.j2", line)


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("{% for p in 项目 %}\n甲。\n{{ p.名称 }}（）\n{% endfor %}\n", 3),
        ("{% for p in 项目 %}\n{{ p.名称 }}（）\n{% endfor %}\n", 2),
        ("{% for p in 项目 %}{{ p.名称 }}。{% endfor %}\n\n乙（）\n", 3),
        ("{% if\n  名\n  and 名\n%}\n甲（）\n{% endif %}\n", 5),
        ("{# 说明\n两行 #}\n甲（）\n", 3),
        ("\n甲。\n{%- if 名 %}\n乙（）\n{% endif %}\n", 2),
        ("{% if 名 -%}\n\n\n甲（）\n{% endif %}\n", 4),
        ("{% set 句 %}\n甲（）\n{% endset %}\n乙。\n{{ 句 }}\n", 2),
        ("{% macro 段(x) %}\n\n{{ x }}（）\n{% endmacro %}\n乙。\n{{ 段(名) }}\n", 3),
        ("{% raw %}\n甲{{（）\n{% endraw %}\n", 2),
        ("{{ 名 }}\n{{ 名 }}\n{{ '（）' }}\n（）甲\n", 4),
    ],
)
def test_faults_found_after_rendering_name_the_template_line(fail: Fail, body: str, line: int) -> None:
    error = fail(body, CONTEXT)
    assert "括号或引号里是空的" in error.message
    assert error.line == line


def test_pieces_of_the_folder_can_be_included_and_imported(tmp_path: Path, compose: Compose) -> None:
    (tmp_path / "_落款.j2").write_text("特此通报，{{ 名 }}。\n", encoding="utf-8")
    (tmp_path / "_词.j2").write_text("{% macro 称(x) %}“{{ x }}”{% endmacro %}\n", encoding="utf-8")
    document = compose("{% import '_词.j2' as 词 %}\n{{ 词.称(名) }}已报。\n{% include '_落款.j2' %}\n", CONTEXT)
    cell = Origin(sources=(source("B2"),))
    assert document.blocks == (
        Paragraph((Run("“"), Run("甲厂", cell), Run("”已报。"))),
        Paragraph((Run("特此通报，"), Run("甲厂", cell), Run("。"))),
    )


@pytest.mark.parametrize(
    ("piece", "line", "message"),
    [("\n甲（）\n", 2, "空的"), ("甲。\n\n{{ 没有 }}\n", 3, "没有“没有”这个名称"), ("甲。\n{% if %}\n", 2, "写法有误")],
)
def test_faults_in_an_included_piece_name_that_file(
    tmp_path: Path, fail: Fail, piece: str, line: int, message: str
) -> None:
    (tmp_path / "_片段.j2").write_text(piece, encoding="utf-8")
    error = fail("甲。\n{% include '_片段.j2' %}\n", CONTEXT)
    assert (error.template, error.line) == ("_片段.j2", line)
    assert message in error.message


def test_a_piece_that_includes_itself_is_refused(tmp_path: Path, fail: Fail) -> None:
    (tmp_path / "_圈.j2").write_text("{% include '_圈.j2' %}", encoding="utf-8")
    assert "没有尽头" in fail("{% include '_圈.j2' %}").message


def test_an_edited_template_is_read_again(compose: Compose) -> None:
    assert compose("甲。").blocks == (Paragraph((Run("甲。"),)),)
    assert compose("乙乙。").blocks == (Paragraph((Run("乙乙。"),)),)


def test_added_text_keeps_its_origin(compose: Compose) -> None:
    (block,) = compose("{{ '由' + 名 + '填报' }}，{{ 名[:1] }}。", CONTEXT).blocks
    assert isinstance(block, Paragraph)
    assert [(run.text, run.origin is not None) for run in block.runs] == [
        ("由", False), ("甲厂", True), ("填报，", False), ("甲", True), ("。", False),
    ]  # fmt: skip


def test_the_result_of_a_macro_cannot_be_taken_apart(fail: Fail) -> None:
    body = "{% macro 称(x) %}{{ x }}{% endmacro %}\n甲。\n{{ 称(名) + '乙' }}"
    error = fail(body, CONTEXT)
    assert (error.line, "宏和 {% set %} 块的结果" in error.message) == (3, True)


def test_wording_can_be_called_like_a_function(compose: Compose) -> None:
    gap = figure("-3.2", "百分点", "-3.2个百分点")
    document = compose("一、{{ 对比(差, '参考进度') }}\n{{ 差 | 对比('参考进度') }}。", {"差": gap})
    assert [text_of(block.runs) for block in document.blocks if isinstance(block, Heading | Paragraph)] == [
        "一、低于参考进度3.2个百分点",
        "低于参考进度3.2个百分点。",
    ]


def test_unprintable_text_names_template_line_and_cell(fail: Fail) -> None:
    error = fail("甲。\n{{ 名 }}", {"名": quote("甲\x07")})
    assert (error.line, "表.xlsx「进展」B2" in error.message) == (2, True)
