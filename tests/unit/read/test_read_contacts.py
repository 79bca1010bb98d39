"""通讯录.xlsx 的读入：代收、名称、地址。"""

from __future__ import annotations

import pytest

from tests.unit.read.tables import Desk

HEAD = "单位 | 联系人 | 职务 | 电子邮箱 | 份数 | 代收"


def contacts(desk: Desk, *rows: str) -> str:
    """写通讯录。"""
    text = "\n".join(("通讯录", HEAD, *rows))
    desk.book("通讯录", 通讯录=text)
    return text


def test_stands_for_is_split_and_named_as_in_the_list(desk: Desk) -> None:
    desk.roster(alias="类别 | 别名 | 项目名称\n单位 | 市工业和信息化局 | 市工信局")
    contacts(
        desk,
        "包保办 | 王五 | 科员 | bbb.1@gov-mail.example.com | 3 | 张　三、李四",
        "市工业和信息化局 | 赵六 | | gxj@example.com | | ",
    )
    outcome = desk.read()
    assert outcome.codes == []
    first, second = outcome.facts.contacts
    assert first.names == ("包保办", "张三", "李四")
    assert (first.email, first.copies) == ("bbb.1@gov-mail.example.com", 3)
    assert (second.unit, second.copies, second.stands_for) == ("市工信局", 1, ())


@pytest.mark.parametrize(
    "email",
    [
        "a@example.com;b@example.com",
        "a@example.com,b@example.com",
        "a@example.com b@example.com",
        "a@example.com\\nBcc:b@example.com",
        "张三<a@example.com>",
        "a@example",
        "example.com",
        "a@@example.com",
        ".a@example.com",
        "a..b@example.com",
        "a@-example.com",
        "a@xn--e1afmkfd.com",
        "а@example.com",  # 西里尔字母 а
        "a@exаmple.com",
        "a＠example.com",
        "a@example。com",
        "a=?utf-8?b?YQ==?=@example.com",
        "a@example.com\u200b",
    ],
)
def test_broken_address_is_an_error_and_is_not_used(desk: Desk, email: str) -> None:
    contacts(desk, f"市工信局 | 王五 | | {email} | 2 |", "市住建局 | | | zjj@example.com | |")
    outcome = desk.read()
    assert outcome.codes == [("E129", "D3")]
    assert [contact.email for contact in outcome.facts.contacts] == ["", "zjj@example.com"]


def test_message_names_the_odd_character(desk: Desk) -> None:
    contacts(desk, "市工信局 | 王五 | | gxj@exаmple.com | |")
    assert "“а”（CYRILLIC SMALL LETTER A）不是半角英文字符" in desk.read().only("E129").message


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ("市工信局<b@example.com> | 王五 | | a@example.com | |", "A3"),
        ('市工信局 | "王五" | | a@example.com | |', "B3"),
        ("市工信局 | 王五 | | a@example.com | | 张\u202e三", "F3"),
    ],
)
def test_names_that_could_pass_for_an_address_are_errors(desk: Desk, row: str, cell: str) -> None:
    contacts(desk, row)
    assert desk.read().codes == [("E129", cell)]


def test_name_in_two_rows_is_pointed_out(desk: Desk) -> None:
    contacts(
        desk,
        "市工信局 | 王五 | | a@example.com | | 张三",
        "市 工信局 | 赵六 | | b@example.com | |",
        "包保办 | | | c@example.com | | 李四、张三",
    )
    outcome = desk.read()
    assert outcome.codes == [("W114", "A4"), ("W114", "F5")]
    assert "在 F3 已有一行" in next(finding.message for finding in outcome.findings if finding.cell == "F5")


def test_row_without_a_unit_and_table_without_the_column(desk: Desk) -> None:
    contacts(desk, "市工信局 | | | | |", " | 王五 | | a@example.com | |")
    assert desk.read().codes == [("E120", "A4")]
    desk.book("通讯录", 通讯录="名字 | 信箱\n王五 | a@example.com")
    assert desk.read().codes == [("E107", ""), ("W105", "")]


def test_invisible_character_is_spelt_out(desk: Desk) -> None:
    contacts(desk, "市工信局 | 王五 | | a@example.com | | 张\u202e三")
    assert "“张[U+202E]三”" in desk.read().only("E129").message
