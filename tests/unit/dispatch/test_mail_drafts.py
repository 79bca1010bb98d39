"""邮件草稿：每个联系人一封，附件、主题、收件人都对；地址只取自通讯录，什么都不发出去。"""

from __future__ import annotations

import ast
import email
import socket
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from reportgen.dispatch import mail_drafts
from reportgen.errors import RenderError, TemplateError
from reportgen.model.finding import Finding
from tests.support.facts import PROJECT_ROOT
from tests.unit.dispatch.samples import (
    CIRCULAR,
    CONTACTS,
    DISTRICT,
    JUNE,
    OFFICE,
    PLANNING,
    REPORT,
    SCHEME,
    TEMPLATE,
    contact,
    drafted,
)


def opened(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, EmailMessage, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def attachments(data: bytes) -> dict[str | None, object]:
    return {part.get_filename(): part.get_payload(decode=True) for part in opened(data).iter_attachments()}


def codes(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, finding.cell) for finding in findings]


def test_each_contact_gets_one_draft_with_its_own_word_files() -> None:
    drafts, findings = drafted(*CONTACTS)
    assert findings == []
    assert [(draft.path, draft.address, [item.kind for item in draft.enclosures]) for draft in drafts] == [
        ("邮件/01-总指挥.eml", "zzh@example.com", ["D1"]),
        ("邮件/02-赵六办公室.eml", "bb01@example.com", ["D1"]),
        ("邮件/03-市发改委.eml", "fgw@example.com", ["D3"]),
        ("邮件/04-龙潭区.eml", "lt@example.com", ["D3"]),
        ("邮件/05-市工信局.eml", "gxj@example.com", ["D3"]),
    ]
    assert attachments(drafts[1].data) == {"重大项目包保工作专报（2024年6月）.docx": REPORT.data}
    assert attachments(drafts[4].data) == {"通报.docx": CIRCULAR.data}


def test_headers_are_exactly_those_of_an_unsent_draft_to_one_address() -> None:
    (draft,), _ = drafted(DISTRICT, papers=(CIRCULAR,))
    message = opened(draft.data)
    assert message.keys() == ["MIME-Version", "X-Unsent", "To", "Subject", "Content-Type"]
    assert message["X-Unsent"] == "1"
    assert [str(one) for one in message["To"].addresses] == ["龙潭区 示例四 <lt@example.com>"]


def test_subject_and_text_come_from_the_template_and_sample_data_say_so() -> None:
    drafts, _ = drafted(PLANNING)
    assert drafts[0].subject == "【演示数据】吉林市重大项目包保材料（2024年6月）：市发改委"
    message = opened(drafts[0].data)
    assert message["Subject"] == drafts[0].subject
    body = message.get_body()
    assert body is not None
    lines = body.get_content().splitlines()
    assert lines[0] == "市发改委（示例三同志）："
    assert lines[4:] == ["附件：", "1. 推进情况通报", "", "吉林市人民政府办公室"]
    real = mail_drafts(JUNE, (CIRCULAR,), (PLANNING,), replace(SCHEME, is_demo=False), TEMPLATE)[0][0]
    assert real.subject == "吉林市重大项目包保材料（2024年6月）：市发改委"


def test_a_contact_without_a_person_is_not_greeted_by_name() -> None:
    (draft,), _ = drafted(contact("市工信局", "gxj@example.com"), papers=(replace(CIRCULAR, recipients=("市工信局",)),))
    body = opened(draft.data).get_body()
    assert body is not None and body.get_content().startswith("市工信局：")
    assert opened(draft.data)["To"] == "市工信局 <gxj@example.com>"


def test_file_is_seven_bit_with_crlf_and_names_the_attachment_twice() -> None:
    (draft,), _ = drafted(OFFICE, papers=(REPORT,))
    data = draft.data
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert b"filename*=UTF-8''%E9%87%8D%E5%A4%A7" in data
    (part,) = opened(data).iter_attachments()
    assert part["Content-Type"].params["name"] == "重大项目包保工作专报（2024年6月）.docx"


def test_same_input_gives_the_same_bytes_and_other_content_another_boundary() -> None:
    first, again = drafted(*CONTACTS)[0], drafted(*CONTACTS)[0]
    assert [draft.data for draft in first] == [draft.data for draft in again]
    changed = drafted(*CONTACTS, papers=(replace(REPORT, data=b"PK other"), CIRCULAR))[0]
    assert opened(first[0].data).get_boundary() != opened(changed[0].data).get_boundary()
    assert first[2].data == changed[2].data


def test_several_contacts_of_one_unit_each_get_a_draft() -> None:
    second = contact("市发改委", "second@example.com", "示例九")
    drafts, _ = drafted(PLANNING, second)
    assert [(draft.path, draft.address) for draft in drafts] == [
        ("邮件/01-市发改委.eml", "fgw@example.com"),
        ("邮件/02-市发改委.eml", "second@example.com"),
    ]


def test_a_contact_standing_for_two_recipients_gets_a_paper_once() -> None:
    both = contact("市政府办", "zfb@example.com", stands_for=("总指挥", "赵六"))
    (draft,), _ = drafted(both, papers=(REPORT,))
    assert list(attachments(draft.data)) == ["重大项目包保工作专报（2024年6月）.docx"]


def test_attachments_of_the_same_name_are_numbered() -> None:
    other = replace(CIRCULAR, path="04-督办通知/通报.docx", data=b"PK other")
    (draft,), _ = drafted(DISTRICT, papers=(CIRCULAR, other))
    assert attachments(draft.data) == {"通报.docx": CIRCULAR.data, "通报（2）.docx": b"PK other"}


def test_recipients_are_matched_exactly_and_those_without_a_contact_are_named() -> None:
    near = contact("市发改委员会", "fgw@example.com")
    drafts, findings = drafted(near, DISTRICT)
    assert [draft.recipient for draft in drafts] == ["龙潭区"]
    assert codes(findings) == [("W601", "")] * 4
    assert "“市发改委”不在通讯录，没有起草它的邮件：《推进情况通报》。" in [finding.message for finding in findings]


def test_missing_contact_book_is_said_once() -> None:
    drafts, findings = drafted()
    assert drafts == ()
    assert [finding.message for finding in findings] == [
        "没有通讯录，没有起草邮件：总指挥、赵六、市发改委、龙潭区、市工信局。"
    ]


def test_contact_without_address_is_named_with_its_cell() -> None:
    drafts, findings = drafted(*CONTACTS[:3], contact("龙潭区", row=9), CONTACTS[4])
    assert "龙潭区" not in [draft.recipient for draft in drafts]
    assert codes(findings) == [("W602", "A9")]
    assert findings[0].message == "“龙潭区”没有邮箱，没有起草它的邮件：《推进情况通报》。"


def test_contact_that_receives_nothing_is_not_mentioned() -> None:
    assert drafted(*CONTACTS, contact("市教育局"))[1] == []


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("a@example.com;b@example.com", "不止一个邮箱"),
        ("a@example.com, b@example.com", "不止一个邮箱"),
        ("a@example.com\r\nBcc:b@example.com", "不止一个邮箱"),
        ("a@example.com@evil.com", "不止一个邮箱"),
        ("a＠example.com", "全角"),
        ("a@exаmple.com", "形似英文字母"),  # 第三个字母是西里尔字母
        ("a@example\u200b.com", "零宽"),
        ("市发改委<a@example.com>", "全角"),
        ("FGW<a@example.com>", "写法"),
        ("a@xn--exmple-cua.com", "冒充"),
        ("=?utf-8?q?a?=@", "写法"),
        ("a@localhost", "写法"),
        (".a@example.com", "写法"),
        ("a" * 250 + "@example.com", "写法"),
    ],
)
def test_h40_address_that_is_not_exactly_one_plain_address_gets_no_draft(address: str, reason: str) -> None:
    drafts, findings = drafted(contact("龙潭区", address, row=7), papers=(replace(CIRCULAR, recipients=("龙潭区",)),))
    assert drafts == ()
    assert codes(findings) == [("W603", "D7")]
    assert reason in findings[0].message


@pytest.mark.parametrize(
    "unit", ["龙潭区\r\nBcc: b@example.com", "龙潭区 <b@example.com>", "龙潭区\u202e", "=?utf-8?b?5L2g?="]
)
def test_h40_name_that_could_pose_as_an_address_gets_no_draft(unit: str) -> None:
    papers = (replace(CIRCULAR, recipients=(unit,)),)
    drafts, findings = drafted(contact(unit, "lt@example.com"), papers=papers)
    assert drafts == ()
    assert [finding.code for finding in findings] == ["W603"]


@pytest.mark.parametrize("title", ["通报\nBcc: b@example.com", "通报=?utf-8?b?5L2g?="])
def test_h39_subject_with_line_break_or_encoded_word_is_refused(tmp_path: Path, title: str) -> None:
    template = tmp_path / "邮件.txt"
    template.write_text("{{ 附件[0] }}\n\n正文", encoding="utf-8")
    with pytest.raises(RenderError, match="邮件主题"):
        drafted(DISTRICT, papers=(replace(CIRCULAR, title=title),), template=template)


def test_values_in_the_text_are_never_template_code(tmp_path: Path) -> None:
    papers = (replace(CIRCULAR, title="{{ 7*7 }}<b>"),)
    (draft,), _ = drafted(DISTRICT, papers=papers)
    body = opened(draft.data).get_body()
    assert body is not None and "1. {{ 7*7 }}<b>" in body.get_content()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("{{ 主题词 }}\n\n正文", 1, "没有“主题词”这个名称"),
        ("主题\n\n第一行\n{{ 期.日 }}\n", 4, "没有“日”这个名称"),
        ("主题\n\n{{ ''.__class__ }}\n", 3, "__class__"),
        ("主题\n\n第一行\n{% if 附件 %}\n", 4, "写法有误"),
        ("主题\n正文\n", 1, "主题、空行、正文"),
        ("", 1, "主题、空行、正文"),
    ],
)
def test_faults_of_the_template_name_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    template = tmp_path / "邮件.txt"
    template.write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        drafted(DISTRICT, template=template)
    assert (caught.value.template, caught.value.line) == ("邮件.txt", line)
    assert message in caught.value.message


def test_missing_template_is_told() -> None:
    with pytest.raises(TemplateError, match="找不到邮件模板"):
        drafted(DISTRICT, template=Path("没有") / "邮件.txt")


def test_h67_nothing_can_send() -> None:
    package = PROJECT_ROOT / "reportgen" / "dispatch"
    names = {
        name
        for path in package.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names])
    }
    roots = {name.split(".")[0] for name in names}
    assert "email" in roots
    assert not roots & {"smtplib", "socket", "ssl", "http", "asyncio", "subprocess", "imaplib", "requests"}
    assert not [name for name in names if name.startswith(("urllib.request", "urllib.error"))]


def test_h67_drafting_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("不许联网")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert len(drafted(*CONTACTS)[0]) == 5


def test_h69_draft_names_no_machine_program_or_time() -> None:
    for draft in drafted(*CONTACTS)[0]:
        text = draft.data.decode("ascii").lower()
        assert not [
            word for word in ("from:", "date:", "message-id", "user-agent", "x-mailer", "python") if word in text
        ]
