"""分发的值：随邮件发出的 Word 文件和邮件草稿。"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Enclosure:
    """一件公文的 Word 文件。

    Attributes:
        kind: 文种编号。title: 公文标题。recipients: 收件名称（单位、包保领导等）。
        path: 在成品文件夹里的最终路径，用“/”分隔。data: 文件内容。
    """

    kind: str
    title: str
    path: str
    data: bytes
    recipients: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """路径的最后一段。"""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class MailDraft:
    """一封没有发出的邮件。

    Attributes:
        path: 成品里的路径，如 ``邮件/03-市工信局.eml``。recipient: 收件单位。address: 邮箱。
        enclosures: 附上的公文，分发次序。data: ``.eml`` 的内容。
    """

    path: str
    recipient: str
    address: str
    subject: str
    enclosures: tuple[Enclosure, ...]
    data: bytes
