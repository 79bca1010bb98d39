"""通讯录.xlsx：单位、联系人、电子邮箱、份数。可以没有。"""

from __future__ import annotations

from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.period import Month
from reportgen.model.records import Contact
from reportgen.model.source import Source
from reportgen.read.headers import find_head, match_columns
from reportgen.read.intake import RawFile
from reportgen.read.table import Reading, RowKind, body_rows, read_row
from reportgen.read.vocabulary import CONTACT_FIELDS
from reportgen.read.workbook import read_grids

CONTACTS_FILE = "通讯录.xlsx"


def read_contacts(file: RawFile, month: Month) -> tuple[tuple[Contact, ...], tuple[Finding, ...]]:
    """读通讯录，按表中次序。"""
    grids, findings = read_grids(file.data, file.name)
    contacts: list[Contact] = []
    for grid in grids:
        head = find_head(grid, CONTACT_FIELDS[0])
        if head is None:
            continue
        columns, found = match_columns(head.headings, CONTACT_FIELDS, month)
        findings += found
        for row in body_rows(grid, head, lambda text: bool(text)):
            if row.kind is RowKind.PROJECT:
                reading = read_row(grid, row.number, columns, month.year)
                contact, row_findings = _contact(reading)
                contacts.append(contact)
                findings += (*reading.findings, *row_findings)
    if grids and not contacts:
        findings += (fault(Source(file.name, "", "", ""), "E107", "找不到有“单位”一列的表。"),)
    return tuple(contacts), findings


def _contact(reading: Reading) -> tuple[Contact, tuple[Finding, ...]]:
    copies = reading.text("copies") or "1"
    findings: tuple[Finding, ...] = ()
    if not copies.isdecimal() or not copies.isascii():
        findings = (fault(reading.items["copies"].source, "E115", f"份数填“{copies}”，不是整数。", "改填整数。"),)
        copies = "1"
    contact = Contact(
        unit=reading.text("unit"),
        person=reading.text("person"),
        email=reading.text("email"),
        copies=int(copies),
        cells=reading.sources(),
    )
    return contact, findings
