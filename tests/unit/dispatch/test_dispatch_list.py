"""发送清单：谁收什么、几份、邮件在哪里；纸质分发的份数对得上。"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from reportgen.dispatch import Enclosure, copies_of, dispatch_list
from reportgen.model.records import Contact
from tests.unit.dispatch.samples import (
    CIRCULAR,
    CONTACTS,
    DISTRICT,
    JUNE,
    OFFICE,
    PAPERS,
    PLANNING,
    REPORT,
    SCHEME,
    contact,
    drafted,
)


def listed(*contacts: Contact, papers: tuple[Enclosure, ...] = PAPERS) -> dict[str, list[tuple[object, ...]]]:
    drafts, _ = drafted(*contacts, papers=papers)
    book = openpyxl.load_workbook(io.BytesIO(dispatch_list(JUNE, papers, contacts, drafts, SCHEME)))
    return {
        sheet.title: [tuple("" if cell is None else cell for cell in row) for row in sheet.iter_rows(values_only=True)]
        for sheet in book
    }


def test_one_row_for_each_recipient_and_paper() -> None:
    rows = listed(*CONTACTS)["发送清单"]
    assert rows[0][0] == "2024年6月公文发送清单（演示数据）"
    assert rows[1] == ("收件单位", "联系人", "邮箱", "公文", "Word 文件", "纸质份数", "邮件草稿文件", "备注")
    assert rows[3] == (
        "赵六办公室", "示例二", "bb01@example.com", REPORT.title, REPORT.path, 2, "邮件/02-赵六办公室.eml",
        "代收：赵六",
    )  # fmt: skip
    assert [(row[0], row[3]) for row in rows[2:-1]] == [
        ("总指挥", REPORT.title),
        ("赵六办公室", REPORT.title),
        ("市发改委", "推进情况通报"),
        ("龙潭区", "推进情况通报"),
        ("市工信局", "推进情况通报"),
    ]
    assert (rows[-1][0], rows[-1][5]) == ("合计", "=SUM(F3:F7)")


def test_recipients_without_an_address_are_marked() -> None:
    refused = contact("市工信局", "a@example.com;b@example.com")
    rows = listed(*CONTACTS[:2], contact("龙潭区", copies=3), refused)["发送清单"]
    assert [row for row in rows[4:-1]] == [
        ("龙潭区", "", "缺地址", "推进情况通报", CIRCULAR.path, 3, "", ""),
        (
            "市工信局", "", "a@example.com;b@example.com", "推进情况通报", CIRCULAR.path, 1, "",
            "一格里写了不止一个邮箱，没有起草邮件",
        ),
        ("市发改委", "", "缺地址", "推进情况通报", CIRCULAR.path, 1, "", "不在通讯录"),
    ]  # fmt: skip


def test_paper_copies_of_each_paper_in_handing_out_order() -> None:
    rows = listed(*CONTACTS)["纸质分发"]
    assert rows[1:] == [
        ("次序", "公文", "Word 文件", "纸质份数", "各收件单位份数"),
        (1, REPORT.title, REPORT.path, 3, "总指挥1份、赵六办公室2份"),
        (2, "推进情况通报", CIRCULAR.path, 6, "市发改委2份、龙潭区3份、市工信局1份"),
        ("合计", "", "", "=SUM(D3:D4)", ""),
    ]


def test_stored_sums_equal_the_rows() -> None:
    drafts, _ = drafted(*CONTACTS)
    data = dispatch_list(JUNE, PAPERS, CONTACTS, drafts, SCHEME)
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for name, letter in (("发送清单", "F"), ("纸质分发", "D")):
        column = [cell.value for cell in book[name][letter][2:]]
        assert column[-1] == sum(column[:-1]) == 9


@pytest.mark.parametrize(
    ("recipients", "contacts", "copies"),
    [
        (("市发改委", "龙潭区"), (PLANNING, DISTRICT), 5),
        (("市发改委", "没有的单位"), (PLANNING, DISTRICT), 3),
        (("赵六", "赵六办公室"), (OFFICE,), 2),
        (("市发改委",), (PLANNING, replace(PLANNING, person="另一人", copies=4)), 6),
        (("市发改委",), (replace(PLANNING, copies=0),), 0),
        ((), CONTACTS, 0),
    ],
)
def test_copies_are_the_sum_over_contacts(
    recipients: tuple[str, ...], contacts: tuple[Contact, ...], copies: int
) -> None:
    assert copies_of(recipients, contacts) == copies


def test_h34_text_that_looks_like_a_formula_stays_text() -> None:
    nasty = replace(CIRCULAR, title='=HYPERLINK("http://example.com","x")', recipients=("市发改委",))
    drafts, _ = drafted(PLANNING, papers=(nasty,))
    data = dispatch_list(JUNE, (nasty,), (PLANNING,), drafts, SCHEME)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["发送清单"]
    assert (sheet["D3"].value, sheet["D3"].data_type) == (nasty.title, "s")
    assert sheet["D3"].hyperlink is None and sheet["C3"].hyperlink is None


def test_sheets_print_on_a4_across_with_their_head_on_each_page() -> None:
    drafts, _ = drafted(*CONTACTS)
    for sheet in openpyxl.load_workbook(io.BytesIO(dispatch_list(JUNE, PAPERS, CONTACTS, drafts, SCHEME))):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert (sheet.print_title_rows, sheet.freeze_panes) == ("$2:$2", "B3")


def test_same_input_gives_the_same_bytes_without_author_or_time() -> None:
    drafts, _ = drafted(*CONTACTS)
    data = dispatch_list(JUNE, PAPERS, CONTACTS, drafts, SCHEME)
    assert data == dispatch_list(JUNE, PAPERS, CONTACTS, drafts, SCHEME)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}
        core = package.read("docProps/core.xml").decode()
    assert "2000-01-01" in core
    assert "<dc:creator></dc:creator>" in core
