from __future__ import annotations

import pytest

from reportgen.model.document import Chart, Document, Heading, Note, Origin, Paragraph, Run, Series, text_of
from tests.unit.compose.conftest import Compose, Fail
from tests.unit.compose.samples import figure, quote, source


def outline(document: Document) -> list[tuple[int, str, str]]:
    """各段的层次（正文为 0）、标题与接排的文字。"""
    rows = []
    for block in document.blocks:
        if isinstance(block, Heading):
            rows.append((block.level, text_of(block.runs), text_of(block.rest)))
        elif isinstance(block, Paragraph):
            rows.append((0, text_of(block.runs), ""))
    return rows


def test_official_numbering_is_the_structure(compose: Compose) -> None:
    document = compose(
        "现通报如下。\n\n"
        "一、总体情况\n"
        "（一）投资完成。本月较好。累计完成较多。\n"
        "1.新建项目。已全部开工。\n"
        "（1）手续齐全的项目有两个\n"
        "（2）其余正在办理。\n"
        "2．续建项目\n"
        "（二）开复工情况\n"
        "1.情况良好。\n"
        "二、下步工作。\n"
        "1.抓紧办理。要按月调度。\n"
    )
    assert outline(document) == [
        (0, "现通报如下。", ""),
        (1, "一、总体情况", ""),
        (2, "（一）投资完成。", "本月较好。累计完成较多。"),
        (3, "1.新建项目。", "已全部开工。"),
        (4, "（1）手续齐全的项目有两个", ""),
        (4, "（2）其余正在办理。", ""),
        (3, "2．续建项目", ""),
        (2, "（二）开复工情况", ""),
        (3, "1.情况良好。", ""),
        (1, "二、下步工作。", ""),
        (3, "1.抓紧办理。", "要按月调度。"),
    ]


@pytest.mark.parametrize("text", ["3.5亿元已经到位。", "29个项目全部开工。", "一是抓进度。", "2、3月份完成较多。"])
def test_sentences_that_only_look_numbered_are_paragraphs(compose: Compose, text: str) -> None:
    assert outline(compose(text)) == [(0, text, "")]


def test_indentation_by_hand_is_ignored(compose: Compose) -> None:
    assert outline(compose("　　一、总体情况　\n \t　　各项目进展顺利。\n　　\n")) == [
        (1, "一、总体情况", ""),
        (0, "各项目进展顺利。", ""),
    ]


def test_a_long_first_sentence_is_no_heading(compose: Compose) -> None:
    sentence = "各责任部门要" + "逐项" * 20 + "办理。"
    assert outline(compose(f"一、要求\n（一）{sentence}按月报送。"))[1] == (2, "（一）", f"{sentence}按月报送。")


def test_heading_ends_at_the_full_stop_of_the_template_before_one_in_a_value(compose: Compose) -> None:
    body = "一、项目\n（一）{{ 名称 }}。由甲厂填报。\n（二）{{ 名称 }}"
    assert outline(compose(body, {"名称": quote("一期。二期")})) == [
        (1, "一、项目", ""),
        (2, "（一）一期。二期。", "由甲厂填报。"),
        (2, "（二）一期。", "二期"),
    ]


def test_numbers_from_the_ordinal_filters_count_as_structure(compose: Compose) -> None:
    body = (
        "一、项目\n{% for 名 in 名单 %}\n（{{ loop.index | 中文数 }}）{{ 名 }}\n"
        "{% for 事 in ['甲', '乙'] %}\n{{ loop.index | 序号 }}.{{ 事 }}\n{% endfor %}\n{% endfor %}\n"
    )
    assert [row[:2] for row in outline(compose(body, {"名单": [quote("某厂"), quote("某路")]}))] == [
        (1, "一、项目"), (2, "（一）某厂"), (3, "1.甲"), (3, "2.乙"), (2, "（二）某路"), (3, "1.甲"), (3, "2.乙"),
    ]  # fmt: skip


def test_numbering_restarts_in_each_attachment(compose: Compose) -> None:
    document = compose("一、正文\n二、正文\n=== 附件\n# 清单\n一、甲\n=== 附件 横排\n# 名单\n一、乙\n")
    assert [(text_of(item.title), item.is_landscape) for item in document.attachments] == [
        ("清单", False),
        ("名单", True),
    ]
    blocks = [block for item in document.attachments for block in item.blocks]
    assert [text_of(block.runs) for block in blocks if isinstance(block, Heading)] == ["一、甲", "一、乙"]


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("一、甲\n\n三、丙\n", 3, "序号应是“二、”，写成了“三、”"),
        ("一、甲\n（一）乙\n（三）丙\n", 3, "序号应是“（二）”，写成了“（三）”"),
        ("一、甲\n（一）乙\n二、丙\n（二）丁\n", 4, "序号应是“（一）”，写成了“（二）”"),
        ("一、甲\n1.乙\n3.丙\n", 3, "序号应是“2.”，写成了“3.”"),
        ("二、甲\n", 1, "序号应是“一、”，写成了“二、”"),
        ("一、甲\n一十、乙\n", 2, "序号应是“二、”，写成了“一十、”"),
        ("前言。\n（一）甲\n", 2, "“（一）”之前没有“一、”这一层"),
        ("一、甲\n（1）乙\n", 2, "“（1）”之前没有“1.”这一层"),
        ("一、甲\n1.乙\n（1）丙\n2.丁\n（2）戊\n", 5, "序号应是“（1）”，写成了“（2）”"),
        ("一、{{ '' }}\n", 1, "“一、”后面没有文字"),
        ("(一)甲\n", 1, "序号写法不规范"),
        ("（一）、甲\n", 1, "序号写法不规范"),
        ("1、甲\n", 1, "序号写法不规范"),
        ("1）甲\n", 1, "序号写法不规范"),
        ("一.甲\n", 1, "序号写法不规范"),
        ("甲。\n附件：清单\n", 2, "附件说明由程序根据各个附件生成"),
        ("甲。\n# 清单\n", 2, "“#”只用于附件和印发件的标题"),
        ("甲。\n| 甲 | 乙 |\n", 2, "表格的行不在表格里"),
        ("甲。\n::完\n", 2, "前面没有“::表”"),
        ("甲。\n::插图 甲\n", 2, "没有“::插图”这条指令"),
        ("甲。\n=== 附录\n", 2, "“=== 附录”写法不对"),
        ("甲。\n=== 附件 竖排\n# 清单\n乙。\n", 2, "“=== 附件 竖排”写法不对"),
        ("甲。\n=== 附件\n乙。\n", 2, "附件没有标题"),
        ("甲。\n=== 附件\n#\n乙。\n", 3, "附件标题是空的"),
        ("甲。\n=== 附件\n# 清单（）\n乙。\n", 3, "括号或引号里是空的"),
        ("甲。\n=== 附件\n# 清单\n\n", 3, "附件没有内容"),
        ("甲。\n=== 附件", 2, "附件没有标题"),
    ],
)
def test_structural_mistakes_name_the_line(fail: Fail, body: str, line: int, message: str) -> None:
    error = fail(body)
    assert (error.template, error.line) == ("通报.j2", line)
    assert message in error.message
    assert error.fix


def test_notes_and_paragraphs_keep_the_origin_of_each_figure(compose: Compose) -> None:
    document = compose(
        "完成{{ 投资 }}，{{ 名 }}。\n注：{{ 名 }}未报。", {"投资": figure("1", "万元", "1.00亿元"), "名": quote("甲厂")}
    )
    cell = Origin(sources=(source("B2"),))
    assert document.blocks == (
        Paragraph(
            (
                Run("完成"),
                Run("1.00亿元", Origin("figure@all", (source("D5"),))),
                Run("，"),
                Run("甲厂", cell),
                Run("。"),
            )
        ),
        Note((Run("注："), Run("甲厂", cell), Run("未报。"))),
    )


def test_a_chart_is_placed_by_name(compose: Compose, fail: Fail) -> None:
    chart = Chart((Run("走势"),), "%", ("6月",), (Series("完成率", (None,), "柱"),))
    assert compose("::图 完成率走势", {"图": {"完成率走势": chart}}).blocks == (chart,)
    error = fail("甲。\n::图 完成率趋势", {"图": {"完成率走势": chart}})
    assert (error.line, error.message) == (2, "没有名为“完成率趋势”的图")
    assert "是不是“完成率走势”？" in error.fix
    assert "（无）" in fail("::图 甲").fix
