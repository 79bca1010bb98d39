"""发文登记.xlsx：登记了的文号、签发人、日期才印。可以没有。"""

from __future__ import annotations

import re
from collections.abc import Hashable

from reportgen.model.finding import Finding
from reportgen.model.registers import Issuance
from reportgen.read.intake import RawFile
from reportgen.read.register import Entry, read_register, repeated_findings
from reportgen.read.roster import Roster
from reportgen.read.vocabulary.registers import ISSUANCE_FORM

ISSUANCE_FILE = "发文登记.xlsx"

#: “D4 督办通知”“D4-督办通知”“D4（督办通知）”“D4”“督办通知”。
_KIND = re.compile(r"[DdＤｄ]([0-9０-９]{1,2})(?![0-9０-９])[\s\-—:：、.]*(.*)", re.DOTALL)
_WRAPPED = re.compile(r"[（(《](.*)[）)》]", re.DOTALL)
_DOCUMENT_NUMBER = re.compile(r"[(\[][0-9]{4}[)\]]第?[0-9]+号")


def read_issuances(file: RawFile, roster: Roster, year: int) -> tuple[tuple[Issuance, ...], list[Finding]]:
    """读发文登记，按表中次序。"""
    (entries,), findings = read_register(file, (ISSUANCE_FORM,), roster, year)
    findings += repeated_findings(entries, "kind", _subject_key)
    findings += repeated_findings(entries, "document_number", _number_key, "E130")
    return tuple(_issuance(entry, roster) for entry in entries), findings


def parse_kind(text: str) -> tuple[str, str]:
    """文种栏 → 编号与名称，没有写的为空串。

    >>> parse_kind("d4 督办通知"), parse_kind("督办通知"), parse_kind("D4")
    (('D4', '督办通知'), ('', '督办通知'), ('D4', ''))
    """
    written = _KIND.fullmatch(text.strip())
    kind, name = (f"D{int(written[1])}", written[2]) if written else ("", text.strip())
    wrapped = _WRAPPED.fullmatch(name)
    return kind, wrapped[1] if wrapped else name


def _issuance(entry: Entry, roster: Roster) -> Issuance:
    reading = entry.reading
    kind, name = parse_kind(entry.text("kind"))
    return Issuance(
        month=entry.required_day("month").in_month,
        kind=kind,
        name=name,
        target=roster.official(entry.text("target")),
        document_number=entry.text("document_number"),
        signer=entry.text("signer"),
        issued_on=reading.day("issued_on"),
        printed_on=reading.day("printed_on"),
        cells=reading.sources(),
    )


def _subject_key(entry: Entry) -> Hashable:
    """一件公文：期次、文种、对象。"""
    return entry.required_day("month").in_month, parse_kind(entry.text("kind")), entry.key("target")


def _number_key(entry: Entry) -> Hashable | None:
    """发文字号不得用两次；期号（如“第6期”）只在同一种公文、同一对象之内不得重复。"""
    number = entry.key("document_number")
    if not number:
        return None
    if _DOCUMENT_NUMBER.search(number):
        return number
    return number, parse_kind(entry.text("kind")), entry.key("target")
