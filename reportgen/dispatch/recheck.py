"""写好的邮件重新读一遍，与要写的逐项比对；有一处不同就不出文（收件人错了、附件错了都不能补救）。"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr

from reportgen.dispatch.eml import HEADERS, Message
from reportgen.errors import RenderError

_BARE_BREAK = re.compile(rb"\r(?!\n)|(?<!\r)\n")
_MAX_LINE = 998  # RFC 5322 2.1.1，不含 CRLF


def recheck(data: bytes, message: Message, allowed: Collection[str]) -> None:
    """``data`` 读出来必须恰好是 ``message``，收件地址必须在 ``allowed`` 之中。

    Raises:
        RenderError: 有不符之处，消息逐项列出。
    """
    parsed = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
    faults = [*_byte_faults(data), *_head_faults(parsed, message, allowed), *_part_faults(parsed, message)]
    if faults:
        raise RenderError(
            f"给“{message.display}”的邮件写出后重新读取，{'；'.join(faults)}\n"
            "  修改：核对通讯录里这一行和邮件模板，再运行一次；仍不行的，请人工发送。"
        )


def _byte_faults(data: bytes) -> Iterator[str]:
    if not data.isascii():
        yield "含有 7 位以外的字节"
    if _BARE_BREAK.search(data):
        yield "回行不全是 CRLF"
    if any(len(line) > _MAX_LINE for line in data.split(b"\r\n")):
        yield f"有超过 {_MAX_LINE} 个字符的行"


def _head_faults(parsed: EmailMessage, message: Message, allowed: Collection[str]) -> Iterator[str]:
    if parsed.defects:
        yield f"结构有误（{'、'.join(type(defect).__name__ for defect in parsed.defects)}）"
    if tuple(parsed.keys()) != HEADERS:
        yield f"邮件头是 {'、'.join(parsed.keys())}"
        return
    to, subject = parsed["To"], parsed["Subject"]
    found = [one.addr_spec for one in to.addresses]
    if found != [message.address] or to.defects:
        yield f"收件地址是 {'、'.join(found)}"
    if _display(parsed) != message.display:
        yield f"收件人名称是“{_display(parsed)}”"
    if message.address not in allowed:
        yield f"收件地址 {message.address} 不在通讯录"
    if str(subject) != message.subject or subject.defects:
        yield f"主题是“{subject}”"
    if parsed["X-Unsent"] != "1":
        yield "没有标明未发"


def _display(parsed: EmailMessage) -> str:
    """收件人的显示名称；标准库的地址解析会在相邻的编码字之间多出一个空格，所以从原文解码。"""
    name, _ = parseaddr(dict(parsed.raw_items())["To"])
    return str(make_header(decode_header(name)))


def _part_faults(parsed: EmailMessage, message: Message) -> Iterator[str]:
    parts = list(parsed.iter_parts()) if parsed.is_multipart() else []
    if len(parts) != 1 + len(message.attachments) or any(part.defects or part.is_multipart() for part in parts):
        yield f"有 {len(parts)} 个部分，应是正文和 {len(message.attachments)} 个附件"
        return
    text, *files = parts
    if text.get_content_type() != "text/plain" or text.get_content().replace("\r\n", "\n") != message.body:
        yield "正文不同"
    for part, (name, data) in zip(files, message.attachments, strict=True):
        if part.get_content_disposition() != "attachment" or _names(part) != (name, name):
            yield f"附件名是 {_names(part)}，应是“{name}”"
        if part.get_payload(decode=True) != data:
            yield f"附件“{name}”的内容不同"


def _names(part: MIMEPart) -> tuple[str | None, str | None]:
    """``filename*`` 和 ``name`` 两处写的附件名。"""
    disposition, kind = part["Content-Disposition"], part["Content-Type"]
    return disposition.params.get("filename"), kind.params.get("name")
