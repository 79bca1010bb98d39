"""通讯录.xlsx：单位、联系人、电子邮箱、份数、代收。可以没有。"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.records import Contact
from reportgen.model.source import Source
from reportgen.read.intake import RawFile
from reportgen.read.names import normalise
from reportgen.read.register import Entry, official_names, read_register
from reportgen.read.roster import Roster
from reportgen.read.vocabulary.registers import CONTACT_FORM

CONTACTS_FILE = "通讯录.xlsx"

#: 邮箱只收最简单的写法：点分的字母数字，@，点分的域名；国际化域名（xn--）可以冒充别的域名，不收。
_LOCAL = r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*"
_LABEL = r"(?!xn--)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_EMAIL = re.compile(rf"{_LOCAL}@(?:{_LABEL}\.)+[A-Za-z]{{2,24}}", re.ASCII | re.IGNORECASE)
_MAX_EMAIL = 254
_SPOOF = re.compile(r"[<>@\"\\]")


def read_contacts(file: RawFile, roster: Roster, year: int) -> tuple[tuple[Contact, ...], list[Finding]]:
    """读通讯录，按表中次序；写法不对的邮箱不取。"""
    (entries,), findings = read_register(file, (CONTACT_FORM,), roster, year)
    contacts: list[Contact] = []
    for entry in entries:
        contact, found = _contact(entry, roster)
        findings += found
        contacts.append(contact)
    return tuple(contacts), [*findings, *_shared_names(contacts)]


def _contact(entry: Entry, roster: Roster) -> tuple[Contact, list[Finding]]:
    reading = entry.reading
    copies, email = reading.text("copies") or "1", reading.text("email")
    findings = [*_spoofs(entry)]
    if not re.fullmatch("[0-9]{1,4}", copies):
        findings.append(fault(reading.items["copies"].source, "E115", f"份数填“{copies}”，不是整数。", "改填整数。"))
        copies = "1"
    if email and not (len(email) <= _MAX_EMAIL and _EMAIL.fullmatch(email)):
        findings.append(fault(reading.items["email"].source, "E129", f"电子邮箱填“{email}”{_odd_email(email)}。"))
        email = ""
    contact = Contact(
        unit=roster.official(reading.text("unit")),
        person=reading.text("person"),
        email=email,
        copies=int(copies),
        stands_for=official_names(reading.text("stands_for"), roster),
        cells=reading.sources(),
    )
    return contact, findings


def _odd_email(email: str) -> str:
    """邮箱错在哪里。"""
    odd = next((char for char in email if not char.isascii()), "")
    if odd:
        return f"，其中“{odd}”（{unicodedata.name(odd, f'U+{ord(odd):04X}')}）不是半角英文字符"
    if email.count("@") > 1 or re.search(r"[;,\s]", email):
        return "，像是有几个地址或多了空格"
    return "，不是“名称@域名”的写法"


def _spoofs(entry: Entry) -> Iterator[Finding]:
    """单位、联系人里的尖括号、@、引号和看不见的字符，会被当作地址或改变显示。"""
    for name in ("unit", "person", "stands_for"):
        text = entry.reading.text(name)
        shown = "".join(_visible(char) for char in text)
        if _SPOOF.search(text) or shown != text:
            source = entry.reading.items[name].source
            yield fault(source, "E129", f"“{shown}”含有尖括号、@、引号或看不见的字符。")


def _visible(char: str) -> str:
    """看不见的字符写出编码。"""
    return f"[U+{ord(char):04X}]" if unicodedata.category(char) in ("Cc", "Cf") else char


def _shared_names(contacts: list[Contact]) -> Iterator[Finding]:
    """两行收同一个单位（或代收同一个名称）。"""
    seen: dict[str, Source] = {}
    for contact in contacts:
        for index, name in enumerate(contact.names):
            place = contact.cells["stands_for" if index else "unit"]
            earlier = seen.setdefault(normalise(name), place)
            if earlier != place:
                yield fault(place, "W114", f"“{name}”在 {earlier.cell} 已有一行。")
