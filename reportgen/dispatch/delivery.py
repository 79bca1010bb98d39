"""分送：哪个联系人收哪几件公文、各几份；名称只有完全一致才算。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportgen.dispatch.values import Enclosure
from reportgen.model.records import Contact

#: 不在通讯录的收件单位，纸质件的份数〔默认〕。
UNLISTED_COPIES = 1


@dataclass(frozen=True, slots=True)
class Delivery:
    """一个联系人和他收的公文，分发次序。"""

    contact: Contact
    enclosures: tuple[Enclosure, ...]


def deliveries(enclosures: Sequence[Enclosure], contacts: Iterable[Contact]) -> tuple[Delivery, ...]:
    """至少收一件公文的联系人，通讯录次序；一个名称有几个联系人的，各收一份。"""
    found = (
        Delivery(contact, tuple(item for item in enclosures if set(contact.names) & set(item.recipients)))
        for contact in contacts
    )
    return tuple(item for item in found if item.enclosures)


def unlisted(enclosures: Sequence[Enclosure], contacts: Iterable[Contact]) -> dict[str, tuple[Enclosure, ...]]:
    """通讯录里没有的收件名称和它该收的公文，按首次出现的次序。"""
    known = {name for contact in contacts for name in contact.names}
    names = dict.fromkeys(name for item in enclosures for name in item.recipients if name not in known)
    return {name: tuple(item for item in enclosures if name in item.recipients) for name in names}


def copies_of(recipients: Iterable[str], contacts: Sequence[Contact]) -> int:
    """一件公文要印的纸质份数：各联系人的份数之和，替几个名称代收的只算一次；通讯录里没有的名称各一份。"""
    names = set(recipients)
    known = [contact for contact in contacts if names.intersection(contact.names)]
    missing = names.difference(*(contact.names for contact in known))
    return sum(contact.copies for contact in known) + UNLISTED_COPIES * len(missing)
