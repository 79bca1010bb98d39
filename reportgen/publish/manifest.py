"""manifest.json、figures.json、findings.json：其他程序依赖的约定，逐字节稳定；traces.json 的内容由调用者给出。

三者都是 UTF-8、汉字不转义、末尾换行；不含时间、用户、主机和本机路径。
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException
from pathlib import Path
from typing import TypeVar

from reportgen.model.amount import plain
from reportgen.model.assessment import Figure, FigureBook
from reportgen.model.finding import Finding, Severity
from reportgen.model.period import Month
from reportgen.model.records import InputFile
from reportgen.model.source import Source
from reportgen.publish.values import FontUse, RenderedDocument

MANIFEST_NAME = "manifest.json"
FIGURES_NAME = "figures.json"
FINDINGS_NAME = "findings.json"
TRACES_NAME = "traces.json"

#: figures.json 的值至多 28 位有效数字。
_DIGITS = Context(prec=28, rounding=ROUND_HALF_UP)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileEntry:
    """清单中的一个文件。字段的次序就是 JSON 的次序，以下各类相同。"""

    path: str
    format: str
    sha256: str
    pages: int | None


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """清单中的一件公文。"""

    kind: str
    title: str
    recipients: tuple[str, ...]
    files: tuple[FileEntry, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """差错、提醒、修正各多少处。"""

    errors: int
    warnings: int
    repairs: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """一版成品的清单；只列程序生成的文件。``month`` 写作 2024-06。"""

    month: str
    edition: int
    inputs: tuple[InputFile, ...]
    fonts: tuple[FontUse, ...]
    documents: tuple[DocumentEntry, ...]
    findings: Counts

    @property
    def hashes(self) -> dict[str, str]:
        """程序生成的各文件：路径 → SHA-256。"""
        return {file.path: file.sha256 for document in self.documents for file in document.files}


def build_manifest(
    month: Month,
    edition: int,
    documents: Sequence[RenderedDocument],
    findings: Iterable[Finding],
    inputs: Iterable[InputFile],
    fonts: Iterable[FontUse],
) -> Manifest:
    """由成品得到清单：公文次序不变，输入按路径、字体按用途和名称排列。"""
    return Manifest(
        month=str(month),
        edition=edition,
        inputs=tuple(sorted(inputs, key=lambda item: item.path)),
        fonts=tuple(sorted(fonts, key=lambda font: (font.role, font.name, font.sha256))),
        documents=tuple(_document_entry(document) for document in documents),
        findings=_counts(findings),
    )


def manifest_bytes(manifest: Manifest) -> bytes:
    """manifest.json 的内容。"""
    return _encoded(json.dumps(asdict(manifest), ensure_ascii=False, indent=2))


def figures_bytes(figures: Iterable[Figure]) -> bytes:
    """figures.json 的内容，一行一个指标；值是不带指数的十进制数，无法计算时为 null。"""
    return _lines(
        {
            "id": figure.id,
            "label": figure.label,
            "scope": figure.scope,
            "value": None if figure.value is None else plain(_DIGITS.plus(figure.value)),
            "unit": figure.unit,
            "printed": figure.printed,
            "formula": figure.formula,
            "sources": [
                {"file": source.file, "sheet": source.sheet, "cell": source.cell, "value": source.value}
                for source in figure.sources
            ],
        }
        for figure in figures
    )


def findings_bytes(findings: Iterable[Finding]) -> bytes:
    """findings.json 的内容，一行一处。"""
    return _lines(asdict(finding) for finding in findings)


def read_manifest(folder: Path) -> Manifest:
    """读 ``folder`` 中的 manifest.json。

    Raises:
        FileNotFoundError: 没有清单。
        ValueError: 清单损坏或不合约定。
    """
    data = (folder / MANIFEST_NAME).read_bytes()
    try:
        return _manifest(json.loads(data))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"{MANIFEST_NAME} 损坏或不合约定") from error


def read_figures(folder: Path) -> FigureBook:
    """读 ``folder`` 中的 figures.json。

    Raises:
        FileNotFoundError: 没有这个文件。
        ValueError: 损坏或不合约定。
    """
    data = (folder / FIGURES_NAME).read_bytes()
    try:
        rows = json.loads(data)
        if not isinstance(rows, list):
            raise TypeError(rows)
        return FigureBook(tuple(_figure(_object(row)) for row in rows))
    except (ValueError, KeyError, TypeError, DecimalException, RecursionError) as error:
        raise ValueError(f"{FIGURES_NAME} 损坏或不合约定") from error


def _figure(row: Mapping[str, object]) -> Figure:
    texts = [_get(row, key, str) for key in ("id", "label", "scope", "unit", "printed", "formula")]
    id, label, scope, unit, printed, formula = texts
    value = None if row["value"] is None else Decimal(_get(row, "value", str))
    sources = (
        Source(*(_get(item, key, str) for key in ("file", "sheet", "cell", "value"))) for item in _items(row, "sources")
    )
    return Figure(id, label, scope, value, unit, printed, formula, tuple(sources))


def _document_entry(document: RenderedDocument) -> DocumentEntry:
    files = (
        FileEntry(file.path, file.format, hashlib.sha256(file.data).hexdigest(), file.pages) for file in document.files
    )
    return DocumentEntry(document.kind, document.title, tuple(document.recipients), tuple(files))


def _counts(findings: Iterable[Finding]) -> Counts:
    grades = [finding.severity for finding in findings]
    return Counts(grades.count(Severity.ERROR), grades.count(Severity.WARNING), grades.count(Severity.REPAIR))


def _lines(items: Iterable[Mapping[str, object]]) -> bytes:
    """JSON 数组，一行一条：便于逐条比较，也比缩进写法快得多。"""
    rows = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return _encoded(f"[\n{rows}\n]" if rows else "[]")


def _encoded(text: str) -> bytes:
    """落单的代理字符编不成 UTF-8，写作 JSON 的 ``\\ud800`` 形式。"""
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _manifest(data: object) -> Manifest:
    root = _object(data)
    return Manifest(
        month=_get(root, "month", str),
        edition=_get(root, "edition", int),
        inputs=tuple(InputFile(_get(item, "path", str), _get(item, "sha256", str)) for item in _items(root, "inputs")),
        fonts=tuple(
            FontUse(_get(item, "role", str), _get(item, "name", str), _get(item, "sha256", str))
            for item in _items(root, "fonts")
        ),
        documents=tuple(_document(item) for item in _items(root, "documents")),
        findings=Counts(*(_get(_object(root["findings"]), key, int) for key in ("errors", "warnings", "repairs"))),
    )


def _document(data: Mapping[str, object]) -> DocumentEntry:
    files = tuple(
        FileEntry(
            _get(item, "path", str),
            _get(item, "format", str),
            _get(item, "sha256", str),
            None if item["pages"] is None else _get(item, "pages", int),
        )
        for item in _items(data, "files")
    )
    recipients = tuple(str(name) for name in _get(data, "recipients", list))
    return DocumentEntry(_get(data, "kind", str), _get(data, "title", str), recipients, files)


def _items(data: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    return [_object(item) for item in _get(data, key, list)]


def _object(data: object) -> Mapping[str, object]:
    if not isinstance(data, dict):
        raise TypeError(data)
    return data


def _get(data: Mapping[str, object], key: str, kind: type[T]) -> T:
    value = data[key]
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(key)
    return value
