"""分发测试的小样：两件公文、几个联系人，以及随程序提供的邮件模板。"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from reportgen.dispatch import Enclosure, MailDraft, mail_drafts
from reportgen.model.finding import Finding
from reportgen.model.period import Month
from reportgen.model.records import Contact
from reportgen.model.source import Source
from tests.support.facts import PROJECT_ROOT, scheme

JUNE = Month(2024, 6)
TEMPLATE = PROJECT_ROOT / "templates" / "邮件.txt"
SCHEME = scheme()

REPORT = Enclosure(
    "D1",
    "重大项目包保工作专报（2024年6月）",
    "01-月度专报/重大项目包保工作专报（2024年6月）.docx",
    b"PK\x03\x04report\x00\r\n" * 50,
    ("总指挥", "赵六"),
)
CIRCULAR = Enclosure(
    "D3", "推进情况通报", "03-推进情况通报/通报.docx", b"PK\x03\x04circular", ("市发改委", "龙潭区", "市工信局")
)
PAPERS = (REPORT, CIRCULAR)


def contact(
    unit: str, email: str = "", person: str = "", copies: int = 1, stands_for: tuple[str, ...] = (), row: int = 3
) -> Contact:
    """通讯录第 ``row`` 行；出处是 A 列（单位）和 D 列（邮箱）。"""
    cells = {"unit": Source("通讯录.xlsx", "通讯录", f"A{row}", unit)}
    if email:
        cells["email"] = Source("通讯录.xlsx", "通讯录", f"D{row}", email)
    return Contact(
        unit=unit, person=person, email=email, copies=copies, stands_for=stands_for, cells=MappingProxyType(cells)
    )


COMMANDER = contact("总指挥", "zzh@example.com", "示例一")
OFFICE = contact("赵六办公室", "bb01@example.com", "示例二", 2, ("赵六",))
PLANNING = contact("市发改委", "fgw@example.com", "示例三", 2)
DISTRICT = contact("龙潭区", "lt@example.com", "示例四", 3)
INDUSTRY = contact("市工信局", "gxj@example.com")
CONTACTS = (COMMANDER, OFFICE, PLANNING, DISTRICT, INDUSTRY)


def drafted(
    *contacts: Contact, papers: tuple[Enclosure, ...] = PAPERS, template: Path = TEMPLATE
) -> tuple[tuple[MailDraft, ...], list[Finding]]:
    """2024年6月的邮件草稿。"""
    return mail_drafts(JUNE, papers, contacts, SCHEME, template)
