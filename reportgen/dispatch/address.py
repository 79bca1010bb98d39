"""通讯录的一行能不能用于邮件：一格一个地址，不许有会混进邮件头或冒充地址的字符。"""

from __future__ import annotations

import re
import unicodedata

from reportgen.model.records import Contact

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_LOCAL}(?:\.{_LOCAL})*@(?:{_LABEL}\.)+[A-Za-z]{{2,}}")
_MAX_LENGTH = 254  # RFC 5321 4.5.3.1.3
_SEPARATORS = re.compile(r"[;,；，、\s]")
#: 看不见的字符：控制、格式（含零宽与双向控制符）、代理、行段分隔。
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_SPOOFING = ("@", "<", ">", "=?")


def address_fault(contact: Contact) -> str:
    """不能替它起草邮件的原因；可以的为空串。没有填邮箱的不归这里管。"""
    address = contact.email
    if not address.isascii():
        return "邮箱含有全角、零宽或形似英文字母的字符"
    if _SEPARATORS.search(address) or address.count("@") > 1:
        return "一格里写了不止一个邮箱"
    if not _ADDRESS.fullmatch(address) or len(address) > _MAX_LENGTH:
        return "邮箱不是“名称@域名”的写法"
    if any(label.startswith("xn--") for label in address.lower().rpartition("@")[2].split(".")):
        return "邮箱的域名是转写的非英文域名，看不出是不是冒充"
    return _name_fault(contact.unit) or _name_fault(contact.person)


def has_invisible(text: str) -> bool:
    """是否含有换行等看不见的字符。"""
    return any(unicodedata.category(char) in _INVISIBLE for char in text)


def _name_fault(name: str) -> str:
    if has_invisible(name):
        return "单位或联系人含有换行等看不见的字符"
    if any(mark in name for mark in _SPOOFING):
        return "单位或联系人含有“@”“<”“>”“=?”，会被当作地址"
    return ""
