"""写好的邮件重新读取：哪怕一处与要写的不同，也不出文。"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace

import pytest

from reportgen.dispatch.eml import Message, message_bytes
from reportgen.dispatch.recheck import recheck
from reportgen.errors import RenderError

MESSAGE = Message(
    "包保领导办公室的一个名称很长的收件单位 示例一",
    "bb@example.com",
    "关于报送重大项目包保工作材料的一个很长的主题，要分成几个编码字",
    "正文第一行\n第二行\n",
    (("专报.docx", b"PK one"), ("通报（2024年6月）这是一个很长很长的名称.docx", b"PK two" * 40)),
)
ALLOWED = {"bb@example.com"}
WRITTEN = message_bytes(MESSAGE)


def encoded(text: str) -> bytes:
    return base64.b64encode(text.encode())


def without_last_part(data: bytes) -> bytes:
    """删去最后一个附件，结构仍然完整。"""
    end = data.rindex(b"--=_")
    return data[: data.rindex(b"--=_", 0, end)] + data[end:]


def test_what_was_written_passes() -> None:
    recheck(WRITTEN, MESSAGE, ALLOWED)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda data: b"Bcc: spy@example.com\r\n" + data, "邮件头是 Bcc"),
        (lambda data: data.replace(b"X-Unsent: 1\r\n", b""), "邮件头是"),
        (lambda data: data.replace(b"X-Unsent: 1", b"X-Unsent: 0"), "没有标明未发"),
        (lambda data: data.replace(b"<bb@example.com>", b"<bc@example.com>"), "收件地址是 bc@example.com"),
        (lambda data: data.replace(b"<bb@", b"<spy@example.com>, <bb@"), "收件地址是 spy@example.com、bb@example.com"),
        (lambda data: data.replace(b"To: =?utf-8?b?", b"To: =?utf-8?b?5L2g"), "收件人名称是"),
        (lambda data: data.replace(b"Subject: =?utf-8?b?", b"Subject: =?utf-8?b?5L2g"), "主题是"),
        (lambda data: data.replace(encoded("PK one"), encoded("PK onf")), "“专报.docx”的内容不同"),
        (lambda data: data.replace(b"''%E4%B8%93", b"''%E4%B8%94"), "附件名是"),
        (lambda data: data.replace(encoded("专报.docx"), encoded("专拥.docx")), "附件名是"),
        (lambda data: data.replace(b"5q2j5paH", b"5q2j5pah"), "正文不同"),
        (lambda data: data.replace(b"attachment;", b"inline;", 1), "附件名是"),
        (lambda data: data[: data.rindex(b"--=_")], "结构有误"),
        (without_last_part, "有 2 个部分，应是正文和 2 个附件"),
        (lambda data: data.replace(b"\r\n", b"\n"), "CRLF"),
        (lambda data: data.replace(b"MIME-Version: 1.0", b"MIME-Version: 1.0" + b" " * 999), "超过 998 个字符"),
        (lambda data: data.replace(b"<bb@example.com>", "<bb@exаmple.com>".encode()), "7 位以外"),
    ],
)
def test_any_difference_is_refused(change: Callable[[bytes], bytes], complaint: str) -> None:
    changed = change(WRITTEN)
    assert changed != WRITTEN
    with pytest.raises(RenderError, match="重新读取") as caught:
        recheck(changed, MESSAGE, ALLOWED)
    assert complaint in str(caught.value)


def test_address_outside_the_contact_book_is_refused() -> None:
    with pytest.raises(RenderError, match="不在通讯录"):
        recheck(WRITTEN, MESSAGE, {"other@example.com"})


def test_exchanged_attachments_are_refused() -> None:
    first, second = MESSAGE.attachments
    swapped = replace(MESSAGE, attachments=((first[0], second[1]), (second[0], first[1])))
    with pytest.raises(RenderError, match="内容不同"):
        recheck(message_bytes(swapped), MESSAGE, ALLOWED)
