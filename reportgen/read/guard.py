"""读工作簿之前的把关：只看压缩包目录，再对各部件流式过一遍，不建立单元格。

一个 2 KB 的文件可以声称有上百亿个单元格，任何读取库都会耗尽内存；所以先量后读。
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.parsers import expat

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException

MAX_PART_BYTES = 64 << 20
MAX_TOTAL_BYTES = 256 << 20
MAX_ROWS = 100_000
MAX_COLUMNS = 512
#: 用到的行数乘列数的上限；读取库按这个矩形逐格行走。
MAX_AREA = 2_000_000
_CHUNK = 1 << 18


class RefusedError(Exception):
    """文件不可读；``code`` 是目录编号，消息是中文事实。"""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def guard_workbook(data: bytes) -> bool:
    """检查 xlsx 的全部部件，返回其中是否有公式。

    Raises:
        RefusedError: 损坏（E101）或超出限度（E104）。
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive)
            return any([_check_part(archive, info) for info in archive.infolist() if _is_xml(info.filename)])
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, LookupError) as error:
        raise RefusedError("E101", f"文件损坏或不完整（{type(error).__name__}）。") from None
    except (expat.ExpatError, ValueError) as error:
        raise RefusedError("E101", f"文件内部的 XML 有误（{error}）。") from None


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _check_directory(archive: zipfile.ZipFile) -> None:
    sizes = [info.file_size for info in archive.infolist()]
    if max(sizes, default=0) > MAX_PART_BYTES or sum(sizes) > MAX_TOTAL_BYTES:
        raise RefusedError("E104", f"解压后有 {sum(sizes) >> 20} 兆字节，超出限度。")


@dataclass
class _Extent:
    """一张表用到的行列范围，随扫描推进。"""

    part: str
    row: int = 0
    column: int = 0
    max_row: int = 0
    max_column: int = 0
    has_formula: bool = field(default=False)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            case "c":
                self._cell(attributes.get("r"))
            case "f":
                self.has_formula = True

    def _cell(self, address: str | None) -> None:
        self.column += 1
        if address is not None:
            letters, self.row = coordinate_from_string(address)
            self.column = column_index_from_string(letters)
        self.max_row, self.max_column = max(self.max_row, self.row), max(self.max_column, self.column)
        if self.max_row > MAX_ROWS or self.max_column > MAX_COLUMNS or self.max_row * self.max_column > MAX_AREA:
            raise RefusedError("E104", f"用到第{self.max_row}行、第{self.max_column}列，超出限度（{self.part}）。")


def _check_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """流式解析一个部件：不许有 DOCTYPE；工作表还要量范围。返回是否有公式。"""
    extent = _Extent(info.filename)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    if info.filename.startswith("xl/worksheets/"):
        parser.StartElementHandler = extent.start
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except CellCoordinatesException as error:
        raise RefusedError("E101", f"单元格地址不合规范（{error}）。") from None
    return extent.has_formula


def _refuse_doctype(*_: object) -> None:
    raise RefusedError("E104", "文件内部含有实体定义（DOCTYPE）。")
