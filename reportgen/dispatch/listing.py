"""发送清单.xlsx：谁收哪件公文、邮件草稿是哪一个，以及每件公文印几份纸质件。"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter

from reportgen.dispatch.address import address_fault
from reportgen.dispatch.delivery import UNLISTED_COPIES, copies_of, deliveries, unlisted
from reportgen.dispatch.values import Enclosure, MailDraft
from reportgen.model.period import Month
from reportgen.model.records import Contact
from reportgen.settings import Scheme

LIST_FILE = "发送清单.xlsx"
NO_ADDRESS = "缺地址"
#: 写进文件属性的时间；真正的时间不写入，以免每次运行字节不同。
_CREATED = datetime(2000, 1, 1)
_A4 = 9
_LAST_HALF_WIDTH = 0xFF
_TITLE_ROW, _HEAD_ROW = 0, 1
#: 磅：表题、表头的行高，表身一行字的高度和上下的空。
_TITLE_HEIGHT, _HEAD_HEIGHT, _LINE_HEIGHT, _ROW_GAP = 30, 22, 14, 8
_MARGIN_INCHES = 0.5


@dataclass(frozen=True, slots=True)
class _Column:
    """一列；``width`` 以半个汉字为单位。"""

    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class _Table:
    """一张表；``rows`` 每行的格与 ``columns`` 对应，份数是整数，其余是文字。"""

    name: str
    title: str
    columns: tuple[_Column, ...]
    rows: tuple[tuple[str | int, ...], ...]


_SENDING = (
    _Column("收件单位", 17), _Column("联系人", 10), _Column("邮箱", 19), _Column("公文", 27), _Column("Word 文件", 30),
    _Column("纸质份数", 9), _Column("邮件草稿文件", 22), _Column("备注", 16),
)  # fmt: skip
_PRINTING = (
    _Column("次序", 6), _Column("公文", 30), _Column("Word 文件", 34), _Column("纸质份数", 9),
    _Column("各收件单位份数", 66),
)  # fmt: skip


def dispatch_list(
    month: Month,
    enclosures: Sequence[Enclosure],
    contacts: Sequence[Contact],
    drafts: Sequence[MailDraft],
    scheme: Scheme,
) -> bytes:
    """两张表：发送清单，每行一个收件单位的一件公文；纸质分发，每行一件公文和要印的份数。

    Args:
        enclosures: 分发次序。drafts: :func:`reportgen.dispatch.drafts.mail_drafts` 的结果。
    """
    period = f"{month.year}年{month.month}月"
    sending = (*_contact_rows(enclosures, contacts, drafts), *_unlisted_rows(enclosures, contacts))
    printing = tuple(_printing_rows(enclosures, contacts))
    return _workbook(
        (
            _Table("发送清单", f"{period}公文发送清单", _SENDING, sending),
            _Table("纸质分发", f"{period}纸质公文分发表", _PRINTING, printing),
        ),
        "演示数据" if scheme.is_demo else "",
    )


def _contact_rows(
    enclosures: Sequence[Enclosure], contacts: Sequence[Contact], drafts: Sequence[MailDraft]
) -> Iterator[tuple[str | int, ...]]:
    paths = {(draft.recipient, draft.address): draft.path for draft in drafts}
    for item in deliveries(enclosures, contacts):
        contact = item.contact
        address, path = contact.email or NO_ADDRESS, paths.get((contact.unit, contact.email), "")
        for paper in item.enclosures:
            remark = _remark(contact, paper)
            yield contact.unit, contact.person, address, paper.title, paper.path, contact.copies, path, remark


def _remark(contact: Contact, paper: Enclosure) -> str:
    stands_for = [name for name in contact.stands_for if name in paper.recipients]
    notes = [f"代收：{'、'.join(stands_for)}"] if stands_for else []
    if contact.email and (reason := address_fault(contact)):
        notes.append(f"{reason}，没有起草邮件")
    return "；".join(notes)


def _unlisted_rows(enclosures: Sequence[Enclosure], contacts: Sequence[Contact]) -> Iterator[tuple[str | int, ...]]:
    for name, papers in unlisted(enclosures, contacts).items():
        for paper in papers:
            yield name, "", NO_ADDRESS, paper.title, paper.path, UNLISTED_COPIES, "", "不在通讯录"


def _printing_rows(enclosures: Sequence[Enclosure], contacts: Sequence[Contact]) -> Iterator[tuple[str | int, ...]]:
    for order, paper in enumerate(enclosures, 1):
        shares = [f"{item.contact.unit}{item.contact.copies}份" for item in deliveries([paper], contacts)]
        shares += [f"{name}{UNLISTED_COPIES}份" for name in unlisted([paper], contacts)]
        yield order, paper.title, paper.path, copies_of(paper.recipients, contacts), "、".join(shares)


def _workbook(tables: Sequence[_Table], stamp: str) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": _CREATED})
        base = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1}
        formats = {
            "title": book.add_format({"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"}),
            "head": book.add_format({**base, "bold": True, "align": "center", "bg_color": "#E8E8E8"}),
            "text": book.add_format(base),
            "number": book.add_format({**base, "align": "center", "num_format": "0"}),
        }
        for table in tables:
            _write(book.add_worksheet(table.name), table, formats, stamp)
    return buffer.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, table: _Table, formats: dict[str, xlsxwriter.format.Format], stamp: str
) -> None:
    """写一张表；文字一律写成文字，“=”开头的也不会变成公式。"""
    last = len(table.columns) - 1
    sheet.merge_range(
        _TITLE_ROW, 0, _TITLE_ROW, last, f"{table.title}{f'（{stamp}）' if stamp else ''}", formats["title"]
    )
    sheet.set_row(_TITLE_ROW, _TITLE_HEIGHT)
    sheet.set_row(_HEAD_ROW, _HEAD_HEIGHT)
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(_HEAD_ROW, index, column.heading, formats["head"])
    for number, row in enumerate(table.rows, _HEAD_ROW + 1):
        sheet.set_row(number, _row_height(row, table.columns))
        for index, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, index, value, formats["number"])
            else:
                sheet.write_string(number, index, value, formats["text"])
    _write_total(sheet, table, formats)
    _set_page(sheet, len(table.rows), last)


def _row_height(row: tuple[str | int, ...], columns: tuple[_Column, ...]) -> int:
    """放得下各格文字的行高，磅；表格软件打开时不都会自己调整。"""
    lines = max(-(-_width(str(value)) // (column.width - 2)) for value, column in zip(row, columns, strict=True))
    return _LINE_HEIGHT * max(lines, 1) + _ROW_GAP


def _width(text: str) -> int:
    """文字的大致宽度，以半个汉字为单位。"""
    return sum(2 if ord(char) > _LAST_HALF_WIDTH else 1 for char in text)


def _write_total(
    sheet: xlsxwriter.worksheet.Worksheet, table: _Table, formats: dict[str, xlsxwriter.format.Format]
) -> None:
    """末行“合计”：纸质份数之和，公式带结果。"""
    index = next(i for i, column in enumerate(table.columns) if column.heading == "纸质份数")
    total = sum(value for row in table.rows if isinstance(value := row[index], int))
    first, row = _HEAD_ROW + 1, _HEAD_ROW + 1 + len(table.rows)
    for other in range(len(table.columns)):
        sheet.write_string(row, other, "合计" if other == 0 else "", formats["head"])
    if table.rows:
        letter = xlsxwriter.utility.xl_col_to_name(index)
        sheet.write_formula(row, index, f"=SUM({letter}{first + 1}:{letter}{row})", formats["head"], total)


def _set_page(sheet: xlsxwriter.worksheet.Worksheet, rows: int, last: int) -> None:
    """横向 A4，一页宽，表头每页重复；冻结表头，可以筛选。"""
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + rows, last)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(_MARGIN_INCHES, _MARGIN_INCHES, _MARGIN_INCHES, _MARGIN_INCHES + 0.2)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_footer("&C第 &P 页，共 &N 页")
