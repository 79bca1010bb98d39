"""出文阶段的值：排好的文件、用过的字体、出文结果。"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """排好的一个文件。

    Attributes:
        path: 相对成品文件夹的路径，用 “/” 分隔；不合规的字符出文时替换，见 :mod:`reportgen.publish.names`。
        format: DOCX、PDF、XLSX 等。pages: 页数，没有页的格式为 None。
    """

    path: str
    data: bytes
    format: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """一件公文和它的各种格式。``kind`` 是文种编号 D1…D11，``recipients`` 是主送机关。"""

    kind: str
    title: str
    recipients: tuple[str, ...]
    files: tuple[RenderedFile, ...]


@dataclass(frozen=True, slots=True)
class FontUse:
    """PDF 中用到的一种字体：用途（仿宋、小标宋等）、字体名称、文件的 SHA-256。"""

    role: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """上一版中由人修改或添加、原样带入新版的文件。

    Attributes:
        path: 在上一版中的路径。kept_as: 在新版中的路径。
        is_edited: True 为程序生成后经人修改的文件，False 为人自己放进去的文件。
    """

    path: str
    kept_as: str
    is_edited: bool


@dataclass(frozen=True, slots=True)
class PublishReport:
    """一次出文的结果。

    Attributes:
        folder: 成品文件夹。edition: 版次，从 1 起。
        changed: 与上一版不同或新增的公文标题；首版为空。dropped: 上一版有、本版没有的公文标题。
        is_unchanged: 内容与现有的一版逐字节相同，没有替换，版次不变。
        kept: 原样带入新版的人工文件。superseded: 人改动过、但不带入新版的文件（邮件、PDF、网页等）在
            上一版中的路径，改动随上一版收存。history: 旧版收存的位置，没有旧版时为 None。
    """

    folder: Path
    edition: int
    changed: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    is_unchanged: bool = False
    kept: tuple[KeptFile, ...] = ()
    superseded: tuple[str, ...] = ()
    history: Path | None = None
