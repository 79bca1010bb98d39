"""DOCX 文件包：取部件和关系，只读不写；解压有上限，不解析实体。"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from reportgen.conform.docx.names import Element, find, tag
from reportgen.errors import ReportgenError

MAX_TOTAL_BYTES = 256 << 20

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", "w:"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", "r:"),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp:"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", "a:"),
    (b"http://purl.oclc.org/ooxml/drawingml/chart", "c:"),
)


class UnreadableError(ReportgenError):
    """文件不是可以读出的 DOCX。"""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Relation:
    """一条关系：``kind`` 是关系类型的末段，如 ``header``；``target`` 是包内路径或外部地址。"""

    kind: str
    target: str


class DocxPackage:
    """打开的文件包；部件按包内路径（不带开头的 /）取。"""

    def __init__(self, data: bytes, path: str) -> None:
        """解开 ``data``；``path`` 只用于说明。

        Raises:
            UnreadableError: 不是 ZIP、损坏、超出限度，或没有 Word 正文。
        """
        self._path = path
        self._parts = _unpack(data, path)
        self._trees: dict[str, Element] = {}
        main = [one.target for one in self.relations("").values() if one.kind == "officeDocument"]
        self.main = main[0] if main else ""
        if find(self.tree(self.main), "w:body") is None:
            raise UnreadableError(f"{path} 里没有 Word 正文\n  修改：请另存为 .docx 后再核验。")

    @property
    def names(self) -> tuple[str, ...]:
        """全部部件的路径。"""
        return tuple(self._parts)

    def data(self, name: str) -> bytes:
        """部件的字节；没有时为空。"""
        return self._parts.get(name, b"")

    def tree(self, name: str) -> Element | None:
        """部件的 XML；没有这个部件时为 None。"""
        if name not in self._parts:
            return None
        if name not in self._trees:
            self._trees[name] = self._parse(name)
        return self._trees[name]

    def relations(self, name: str) -> Mapping[str, Relation]:
        """部件引用的其他部件：关系标识 → 关系；``name`` 为空串是整个包的。"""
        folder, base = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for item in () if root is None else root.iter(f"{{{_RELATIONS}}}Relationship"):
            target = item.get("Target", "")
            if item.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            found[item.get("Id", "")] = Relation(item.get("Type", "").rpartition("/")[2], target)
        return found

    def related(self, kind: str) -> Element | None:
        """正文引用的某一种部件（``styles``、``settings``……）的 XML。"""
        for relation in self.relations(self.main).values():
            if relation.kind == kind:
                return self.tree(relation.target)
        return None

    def _parse(self, name: str) -> Element:
        data = self._parts[name]
        for strict, prefix in _STRICT:
            data = data.replace(strict, tag(prefix).strip("{}").encode())
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableError(f"{self._path} 的部件 {name} 读不出来（{error}）") from None
        if root.getroottree().docinfo.doctype:
            raise UnreadableError(f"{self._path} 的部件 {name} 含有实体定义（DOCTYPE），不予读取")
        return root


def _unpack(data: bytes, path: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_TOTAL_BYTES:
                raise UnreadableError(f"{path} 解压后超过 {MAX_TOTAL_BYTES >> 20} 兆字节，不予读取")
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        reason = f"{path} 打不开（{type(error).__name__}）\n  修改：请确认它是未加密的 .docx 文件。"
        raise UnreadableError(reason) from None
