from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.model.document import Align, Paragraph, Run, Table, text_of
from tests.unit.compose.conftest import Compose, Fail
from tests.unit.compose.samples import figure, quote


def only_table(compose: Compose, body: str, context: dict[str, object] | None = None) -> Table:
    (table,) = compose(body, context).blocks
    assert isinstance(table, Table)
    return table


def texts(table: Table) -> list[list[str]]:
    return [[text_of(cell.runs) for cell in row] for row in (*table.header, *table.rows)]


def spans(table: Table) -> list[list[tuple[int, int]]]:
    return [[(cell.rowspan, cell.colspan) for cell in row] for row in (*table.header, *table.rows)]


def test_table_of_projects(compose: Compose) -> None:
    table = only_table(
        compose,
        "::表 标题=完成 情况 单位=亿元 宽=6,20.5,10 齐=中,左,右\n| 序号 | 项目名称 | 完成投资 |\n"
        "{% for p in 项目 %}\n| {{ loop.index | 序号 }} | {{ p.名称 }} | {{ p.累计 | 数 }} |\n{% endfor %}\n"
        "| 合计 | | 9 |\n::完",
        {"项目": [{"名称": quote("甲|厂\n一期"), "累计": figure("90000", "万元", "9.00亿元")}]},
    )
    assert text_of(table.title) == "完成 情况"
    assert text_of(table.unit) == "单位：亿元"
    assert table.widths == (Decimal(6), Decimal("20.5"), Decimal(10))
    assert texts(table) == [["序号", "项目名称", "完成投资"], ["1", "甲|厂　一期", "9.00"], ["合计", "", "9"]]
    assert [cell.align for cell in table.header[0]] == [Align.CENTER] * 3
    assert [cell.align for cell in table.rows[0]] == [Align.CENTER, Align.LEFT, Align.RIGHT]
    assert [run.origin and run.origin.sources[0].cell for cell in table.rows[0] for run in cell.runs] == [
        None,
        "B2",
        "D5",
    ]


def test_defaults_are_one_centred_head_row_without_title_or_unit(compose: Compose) -> None:
    table = only_table(compose, "::表\n| 甲 | 乙 |\n| 丙 | 丁 |\n::完")
    assert (table.title, table.unit, table.widths) == ((), (), (Decimal(1), Decimal(1)))
    assert (len(table.header), len(table.rows)) == (1, 1)
    assert table.rows[0][0].align is Align.CENTER


def test_cells_merge_to_the_left_and_upwards(compose: Compose) -> None:
    table = only_table(
        compose,
        "::表 表头=2\n| 项目 | 投资 | < |\n| ^ | 本月 | 累计 |\n| 甲 | 1 | 2 |\n| 合计 | < | 3 |\n| ^ | < | 4 |\n::完",
    )
    assert texts(table) == [["项目", "投资"], ["本月", "累计"], ["甲", "1", "2"], ["合计", "3"], ["4"]]
    assert spans(table) == [[(2, 1), (1, 2)], [(1, 1), (1, 1)], [(1, 1)] * 3, [(2, 2), (1, 1)], [(1, 1)]]


def test_a_bar_is_printed_when_escaped(compose: Compose) -> None:
    table = only_table(compose, "::表 表头=0\n| 甲\\|乙\\| | {{ 名 }} |\n::完", {"名": quote("丙\\")})
    assert texts(table) == [["甲|乙|", "丙\\"]]


def test_an_empty_table_becomes_the_sentence_given_for_it(compose: Compose) -> None:
    body = "::表 宽=1,2 空={{ 月 }}无应竣工项目。\n| 甲 | 乙 |\n{% for p in [] %}\n| {{ p }} | 丙 |\n{% endfor %}\n::完"
    assert compose(body, {"月": "本期"}).blocks == (Paragraph((Run("本期无应竣工项目。"),)),)


def test_a_table_inside_an_attachment(compose: Compose) -> None:
    (attachment,) = compose("甲。\n=== 附件 横排\n# 清单\n::表\n| 甲 |\n| 乙 |\n::完\n注：丙。").attachments
    assert [type(block).__name__ for block in attachment.blocks] == ["Table", "Note"]


HEAD = "甲。\n::表\n| 甲 | 乙 |\n"


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        (HEAD + "| 丙 |\n::完", 4, "这一行有1格，第一行有2格"),
        (HEAD + "| 丙 | 丁\n::完", 4, "表格的行要以“|”结束"),
        (HEAD + "|\n::完", 4, "表格的行要以“|”结束"),
        (HEAD + "丙\n::完", 4, "表格里只能写竖线行"),
        (HEAD + "| 丙 | 丁 |\n", 2, "这张表没有结束"),
        (HEAD + "| 丙 | 丁 |\n=== 附件\n# 甲\n乙。", 2, "这张表没有结束"),
        (HEAD + "| 丙 | 丁 |\n::表\n| 甲 |\n::完", 2, "这张表没有结束"),
        (HEAD + "::完", 2, "这张表没有表身"),
        (HEAD + "| < | 丁 |\n::完", 4, "第一格不能写“<”"),
        (HEAD + "| 丙 | ^ |\n::完", 4, "这一行不能写“^”"),
        ("::表\n| ^ | 乙 |\n| 丙 | 丁 |\n::完", 2, "这一行不能写“^”"),
        (HEAD + "| 丙 | < |\n| 丁 | ^ |\n::完", 4, "不是长方形"),
        (HEAD + "| 丙 | < |\n| ^ | 丁 |\n::完", 4, "不是长方形"),
        ("::表 表头=2\n| 甲 |\n::完", 1, "表头的行数比表格的行数还多"),
        ("::表 表头=二\n| 甲 |\n| 乙 |\n::完", 1, "“表头=二”应是表头的行数"),
        ("::表 颜色=红\n| 甲 |\n| 乙 |\n::完", 1, "“::表”的选项“颜色”不认识"),
        ("::表 宽=1 宽=2\n| 甲 |\n| 乙 |\n::完", 1, "“::表”的选项“宽”写了两次"),
        ("::表 完成情况\n| 甲 |\n| 乙 |\n::完", 1, "“::表”的选项写法不对：“完成情况”"),
        ("::表 宽=1,2\n| 甲 |\n| 乙 |\n::完", 1, "“宽”写了2列，表格有1列"),
        ("::表 宽=0\n| 甲 |\n| 乙 |\n::完", 1, "“宽=0”应是各列的相对宽度"),
        ("::表 宽=宽\n| 甲 |\n| 乙 |\n::完", 1, "“宽=宽”应是各列的相对宽度"),
        ("::表 齐=上\n| 甲 |\n| 乙 |\n::完", 1, "“齐=上”只能用 左、中、右"),
    ],
)
def test_mistakes_in_a_table_name_the_line(fail: Fail, body: str, line: int, message: str) -> None:
    error = fail(body)
    assert (error.line, error.fix != "") == (line, True)
    assert message in error.message
