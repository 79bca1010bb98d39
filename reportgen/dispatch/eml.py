"""邮件草稿的字节：RFC 5322、2045—2047、2231，只有 7 位字符，回行是 CRLF。

没有 From、Date、Message-ID：由发出它的邮件软件填写，写了就不能每次得到同样的字节。
``X-Unsent: 1`` 使 Outlook 以待发状态打开。附件名写两遍：``filename*``（RFC 2231）是标准写法，
一行写完而不分段，因为旧版 Outlook 不认分段；``name`` 里放编码字（RFC 2047），供 Foxmail 等读取。
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.header import Header
from urllib.parse import quote

CRLF = "\r\n"
HEADERS = ("MIME-Version", "X-Unsent", "To", "Subject", "Content-Type")
_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES: Mapping[str, str] = {
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Message:
    """一封邮件要写的内容。

    Attributes:
        display: 收件人的显示名称。address: 唯一的收件地址。
        body: 正文，各行以换行符隔开。attachments: 附件名和内容，名称互不相同。
    """

    display: str
    address: str
    subject: str
    body: str
    attachments: tuple[tuple[str, bytes], ...]


def message_bytes(message: Message) -> bytes:
    """写成 ``.eml``；分隔线取自内容的摘要。"""
    boundary = _boundary(message)
    head = (
        "MIME-Version: 1.0",
        "X-Unsent: 1",
        f"To: {_encoded(message.display, 'To')}{CRLF} <{message.address}>",
        f"Subject: {_encoded(message.subject, 'Subject')}",
        f'Content-Type: multipart/mixed;{CRLF} boundary="{boundary}"',
    )
    parts = (_text_part(message.body), *(_file_part(name, data) for name, data in message.attachments))
    lines = [*head, ""]
    for part in parts:
        lines += [f"--{boundary}", *part]
    return CRLF.join([*lines, f"--{boundary}--", ""]).encode("ascii")


def unique_names(names: Sequence[str]) -> tuple[str, ...]:
    """附件名；重名的在扩展名之前加序号：``函.docx``、``函（2）.docx``。"""
    taken: list[str] = []
    for name in names:
        stem, dot, extension = name.rpartition(".")
        candidates = (f"{stem}（{number}）{dot}{extension}" for number in range(2, len(names) + 1))
        taken.append(name if name not in taken else next(one for one in candidates if one not in taken))
    return tuple(taken)


def _boundary(message: Message) -> str:
    """内容的摘要；“_”不在 base64 之中，不会与内容相混。"""
    digest = hashlib.sha256()
    texts = (message.display, message.address, message.subject, message.body)
    for item in (*(text.encode() for text in texts), *_flat(message.attachments)):
        digest.update(len(item).to_bytes(8) + item)
    return f"=_{digest.hexdigest()[:40]}"


def _flat(attachments: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    for name, data in attachments:
        yield from (name.encode(), data)


def _text_part(body: str) -> tuple[str, ...]:
    return (
        'Content-Type: text/plain; charset="utf-8"',
        "Content-Transfer-Encoding: base64",
        "",
        _base64(body.replace("\n", CRLF).encode()),
    )


def _file_part(name: str, data: bytes) -> tuple[str, ...]:
    kind = _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    return (
        f'Content-Type: {kind};{CRLF} name="{_encoded(name, " name")}"',
        "Content-Transfer-Encoding: base64",
        f"Content-Disposition: attachment;{CRLF} filename*=UTF-8''{quote(name, safe='')}",
        "",
        _base64(data),
    )


def _encoded(text: str, header: str) -> str:
    """编码字，过长的按字分成几个，各占一行。"""
    return Header(text, "utf-8", header_name=header).encode(linesep=CRLF)


def _base64(data: bytes) -> str:
    """每行 76 个字符，末尾没有换行。"""
    return base64.encodebytes(data).decode("ascii").rstrip("\n").replace("\n", CRLF)
