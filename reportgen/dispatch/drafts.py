"""邮件草稿：通讯录里每个收到公文的联系人一封，附上它的 Word 文件；只起草，不发送。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from reportgen.dispatch.address import address_fault
from reportgen.dispatch.delivery import Delivery, deliveries, unlisted
from reportgen.dispatch.eml import Message, message_bytes, unique_names
from reportgen.dispatch.letter import Letter, load_letter
from reportgen.dispatch.recheck import recheck
from reportgen.dispatch.values import Enclosure, MailDraft
from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.period import Month
from reportgen.model.records import Contact
from reportgen.model.source import Source
from reportgen.settings import Scheme

MAIL_FOLDER = "邮件"
_CONTACTS = Source("通讯录.xlsx", "", "", "")
_DEMO_MARK = "【演示数据】"


def mail_drafts(
    month: Month, enclosures: Sequence[Enclosure], contacts: Sequence[Contact], scheme: Scheme, template: Path
) -> tuple[tuple[MailDraft, ...], list[Finding]]:
    """一期的邮件草稿，通讯录次序；以及没有替谁起草、为什么。

    Args:
        enclosures: 各件公文的 Word 文件，分发次序。template: 邮件模板，见 :mod:`reportgen.dispatch.letter`。
    Raises:
        TemplateError: 邮件模板有误。
        RenderError: 写出的邮件重新读取时与要写的不符。
    """
    write = load_letter(template)
    sent = deliveries(enclosures, contacts)
    chosen = [item for item in sent if item.contact.email and not address_fault(item.contact)]
    allowed = {contact.email for contact in contacts}
    drafts = []
    for path, item in zip(_paths(chosen), chosen, strict=True):
        letter = write(_names(month, item, scheme))
        drafts.append(_draft(path, item, letter, scheme, allowed))
    return tuple(drafts), [*_contact_findings(sent), *_unlisted_findings(enclosures, contacts)]


def _paths(chosen: Sequence[Delivery]) -> Iterator[str]:
    """``邮件/01-单位.eml``；序号至少两位。"""
    width = max(2, len(str(len(chosen))))
    for number, item in enumerate(chosen, 1):
        unit = item.contact.unit.replace("/", "／").replace("\\", "＼")
        yield f"{MAIL_FOLDER}/{number:0{width}d}-{unit}.eml"


def _names(month: Month, item: Delivery, scheme: Scheme) -> Mapping[str, object]:
    """邮件模板可用的名称。"""
    return {
        "期": {"年": str(month.year), "月": str(month.month)},
        "收件单位": item.contact.unit,
        "联系人": item.contact.person,
        "附件": [enclosure.title for enclosure in item.enclosures],
        "方案": {"发文机关": scheme.issuer, "城市": scheme.city},
    }


def _draft(path: str, item: Delivery, letter: Letter, scheme: Scheme, allowed: set[str]) -> MailDraft:
    contact = item.contact
    subject = f"{_DEMO_MARK if scheme.is_demo else ''}{letter.subject}"
    names = unique_names([enclosure.file_name for enclosure in item.enclosures])
    files = tuple((name, enclosure.data) for name, enclosure in zip(names, item.enclosures, strict=True))
    display = f"{contact.unit} {contact.person}".strip()
    message = Message(display, contact.email, subject, letter.body, files)
    data = message_bytes(message)
    recheck(data, message, allowed)
    return MailDraft(path, contact.unit, contact.email, subject, item.enclosures, data)


def _contact_findings(sent: Iterable[Delivery]) -> Iterator[Finding]:
    """收公文而没有邮箱、邮箱不能用的联系人。"""
    for item in sent:
        contact, papers = item.contact, _papers(item.enclosures)
        if not contact.email:
            yield fault(_place(contact, "unit"), "W602", f"“{contact.unit}”没有邮箱，没有起草它的邮件：{papers}。")
        elif reason := address_fault(contact):
            message = f"“{contact.unit}”的{reason}，没有起草它的邮件：{papers}。"
            yield fault(_place(contact, "email"), "W603", message)


def _unlisted_findings(enclosures: Sequence[Enclosure], contacts: Sequence[Contact]) -> Iterator[Finding]:
    """不在通讯录的收件单位；整个通讯录都没有的合成一条。"""
    missing = unlisted(enclosures, contacts)
    if missing and not contacts:
        yield fault(_CONTACTS, "W601", f"没有通讯录，没有起草邮件：{'、'.join(missing)}。")
        return
    for name, items in missing.items():
        yield fault(_CONTACTS, "W601", f"“{name}”不在通讯录，没有起草它的邮件：{_papers(items)}。")


def _place(contact: Contact, field: str) -> Source:
    return contact.source(field) or contact.source("unit") or _CONTACTS


def _papers(enclosures: Iterable[Enclosure]) -> str:
    return "、".join(f"《{item.title}》" for item in enclosures)
