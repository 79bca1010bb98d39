"""核验命令的主体：认出每个文件，逐个核验；成对的 DOCX 和 PDF 再比较是否一致。"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pypdfium2

from reportgen.conform.agree import check_agreement
from reportgen.conform.docx import check_docx
from reportgen.conform.docx.package import DocxPackage
from reportgen.conform.libreoffice import ConversionError, convert_to_pdf
from reportgen.conform.options import Options
from reportgen.conform.pdf import check_pdf
from reportgen.conform.report_html import Illustrated
from reportgen.errors import ReportgenError, UsageError

EXIT_FAILED, EXIT_UNREADABLE = 1, 3

#: 排 DOCX 用的字体：各类字体用随程序的哪个文件；办公电脑的字体不一定装了，换成它们，字宽相同。
_FONT_FOLDER = Path(__file__).resolve().parents[1] / "fonts"
_FONT_FILES: Mapping[str, str] = MappingProxyType(
    {
        "仿宋": "FandolFang-Regular.otf",
        "楷体": "FandolKai-Regular.otf",
        "黑体": "NotoSansSC-Medium.ttf",
        "宋体": "NotoSerifSC-Regular.ttf",
        "小标宋": "NotoSerifSC-Bold.ttf",
    }
)
_FONT_NAME = re.compile(rb'w:(?:eastAsia|ascii|hAnsi|name)="([^"]+)"')

_NO_LIBREOFFICE = "没有安装 LibreOffice：DOCX 只核对属性，没有量排版后的位置，也没有页面图"


@dataclass(frozen=True, slots=True)
class Outcome:
    """一次核验：``items`` 是各份报告，``unreadable`` 是读不出的文件和原因，``omissions`` 是略去的核验和原因。"""

    items: tuple[Illustrated, ...]
    unreadable: tuple[str, ...]
    omissions: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """0 没有不合格，1 有不合格，3 有文件读不出。"""
        if self.unreadable:
            return EXIT_UNREADABLE
        return 0 if all(item.report.is_conforming for item in self.items) else EXIT_FAILED


def run_conform(paths: Sequence[Path], options: Options) -> Outcome:
    """核验各个文件。

    Raises:
        UsageError: 没有给文件，或同一个文件给了两次。
    """
    if not paths:
        raise UsageError("没有给要核验的文件\n  修改：在命令后写一个或几个 DOCX、PDF 文件。")
    if len(set(paths)) < len(paths):
        raise UsageError("同一个文件写了两次\n  修改：每个文件写一次。")
    files, unreadable = _read(paths)
    renderings, omissions = _render([path for path, data in files.items() if _is_docx(data)], files, options)
    items: dict[Path, Illustrated] = {}
    for path, data in files.items():
        try:
            items[path] = _check(path, data, renderings.get(path), options)
        except (ReportgenError, pypdfium2.PdfiumError) as error:
            unreadable.append(_reason(path, str(error)))
    both = [_compare(*pair, files, renderings) for pair in pairs(list(items))]
    return Outcome((*items.values(), *both), tuple(unreadable), omissions)


def pairs(paths: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """同一件公文的（DOCX，PDF）：文件名去掉后缀相同的，或者总共就是一个 DOCX 和一个 PDF。"""
    docx = [path for path in paths if path.suffix.lower() == ".docx"]
    pdf = [path for path in paths if path.suffix.lower() == ".pdf"]
    if len(paths) == 2 and len(docx) == len(pdf) == 1:
        yield docx[0], pdf[0]
        return
    for one in docx:
        yield from ((one, other) for other in pdf if other.with_suffix("") == one.with_suffix(""))


def _read(paths: Sequence[Path]) -> tuple[dict[Path, bytes], list[str]]:
    """读入各个文件；读不出的和认不出的另列。"""
    files, unreadable = {}, []
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            unreadable.append(_reason(path, error.strerror or str(error)))
            continue
        if _is_docx(data) or _is_pdf(data):
            files[path] = data
        else:
            unreadable.append(_reason(path, "不是 DOCX，也不是 PDF\n  修改：.doc、.wps 文件请先另存为 .docx。"))
    return files, unreadable


def _reason(path: Path, reason: str) -> str:
    return reason if str(path) in reason else f"{path} {reason}"


def _is_docx(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


def _is_pdf(data: bytes) -> bool:
    """PDF 的开头容许有几个杂字节。"""
    return b"%PDF-" in data[:1024]


def _check(path: Path, data: bytes, rendering: bytes | None, options: Options) -> Illustrated:
    if _is_pdf(data):
        return Illustrated(check_pdf(data, str(path), options), data)
    return Illustrated(check_docx(data, str(path), options, rendering), rendering)


def _compare(docx: Path, pdf: Path, files: Mapping[Path, bytes], renderings: Mapping[Path, bytes]) -> Illustrated:
    name = f"{docx} 与 {pdf}"
    return Illustrated(check_agreement(files[docx], files[pdf], name, renderings.get(docx)), files[pdf])


def _render(
    paths: Sequence[Path], files: Mapping[Path, bytes], options: Options
) -> tuple[dict[Path, bytes], tuple[str, ...]]:
    """各个 DOCX 排成的 PDF，一次转换；没有 LibreOffice 或转换失败时为空，并说明。"""
    packages = {path: package for path in paths if (package := _open(files[path], path))}
    if not packages:
        return {}, ()
    fonts = {name: file for package in packages.values() for name, file in _fonts(package, options).items()}
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = convert_to_pdf(list(packages), Path(folder), fonts, is_strict=True)
        except ConversionError as error:
            return {}, (f"{error}；DOCX 只核对属性",)
        if made is None:
            return {}, (_NO_LIBREOFFICE,)
        return {path: pdf.read_bytes() for path, pdf in made.items()}, ()


def _open(data: bytes, path: Path) -> DocxPackage | None:
    """读不出的不排版，核验时再说明原因。"""
    try:
        return DocxPackage(data, str(path))
    except ReportgenError:
        return None


def _fonts(package: DocxPackage, options: Options) -> dict[str, Path]:
    """文件里写的字体名 → 代替它的字体文件；认不出类别的不代替。"""
    parts = b"".join(package.data(name) for name in package.names if name.endswith(".xml"))
    names = sorted({found.decode("utf-8", "replace") for found in _FONT_NAME.findall(parts)})
    roles = ((name, options.font_role(name)) for name in names)
    return {name: _FONT_FOLDER / _FONT_FILES[role] for name, role in roles if role is not None}
