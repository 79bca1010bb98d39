"""填入的值永远是文字：不成为标题、指令、表格或模板代码。"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.compose.values import is_unprintable
from reportgen.model.document import Attachment, Paragraph, Run, Table, text_of
from tests.unit.compose.conftest import Compose
from tests.unit.compose.samples import FRONT, compose_text, quote

HOSTILE = [
    "一、{{7*7}}<b>|x",
    "（一）甲。乙",
    "1.甲",
    "（1）甲",
    "=== 附件",
    "# 标题",
    "注：甲",
    "附件：甲",
    "::表",
    "::完",
    "| 甲 |",
    "{% for x in y %}",
    "{{ 名 }}",
    "---",
    "<",
    "^",
    "\\",
    "\ue0000\ue002",
    "\ue0010:1\ue002",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_is_never_structure_in_a_paragraph(compose: Compose, text: str) -> None:
    document = compose("{{ 名 }}\n前{{ 名 }}后", {"名": quote(text)})
    assert [type(block) for block in document.blocks] == [Paragraph, Paragraph]
    assert [text_of(block.runs) for block in document.blocks if isinstance(block, Paragraph)] == [text, f"前{text}后"]
    assert not document.attachments


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_is_never_structure_in_a_table(compose: Compose, text: str) -> None:
    (table,) = compose("::表\n| 甲 | 乙 |\n| {{ 名 }} | {{ 名 }} |\n::完", {"名": quote(text)}).blocks
    assert isinstance(table, Table)
    assert [text_of(cell.runs) for cell in table.rows[0]] == [text, text]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_is_never_structure_in_the_front_matter_or_an_attachment_title(tmp_path: Path, text: str) -> None:
    source = (
        "---\n格式: 信函\n发文机关: 甲\n标题: '{{ 名 }}'\n主送: '{{ 名 }}'\n---\n乙。\n=== 附件\n# {{ 名 }}\n丙。\n"
    )
    document = compose_text(tmp_path, source, {"名": quote(text)})
    assert (text_of(document.title), text_of(document.recipients)) == (text, f"{text}：")
    (attachment,) = document.attachments
    assert isinstance(attachment, Attachment)
    assert text_of(attachment.title) == text


def test_a_cell_with_a_line_break_stays_in_its_line(compose: Compose) -> None:
    document = compose("{{ 名 }}", {"名": quote("一、{{7*7}}<b>|x\n::表")})
    assert [text_of(block.runs) for block in document.blocks if isinstance(block, Paragraph)] == [
        "一、{{7*7}}<b>|x　::表"
    ]


def test_plain_text_written_inside_braces_is_no_structure_either(compose: Compose) -> None:
    (block,) = compose("{{ '一、甲' }}").blocks
    assert isinstance(block, Paragraph)


printable = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]).filter(lambda char: not is_unprintable(char)), min_size=1
)


@settings(deadline=None)
@given(text=printable)
def test_any_text_comes_out_as_it_went_in(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp()
    body = "甲{{ 名 }}乙\n::表 标题={{ 名 }}\n| 甲 |\n| {{ 名 }} |\n::完"
    value = quote(text)
    paragraph, table = compose_text(folder, FRONT + body, {"名": value}).blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Table)
    inserted = Run(text, value.origin)
    assert paragraph.runs == (Run("甲"), inserted, Run("乙"))
    assert table.title == table.rows[0][0].runs == (inserted,)
