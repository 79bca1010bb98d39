"""合订本：按分发次序，双面印的每件从右手页起，空白页什么也没有，书签、字体、分发清单都对得上。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pypdfium2 as pdfium
import pytest

from reportgen.drafts import Draft
from reportgen.model.document import text_of
from reportgen.publish import read_manifest
from tests.e2e.months import composed
from tests.e2e.runs import INPUTS, NODES
from tests.support.pdf_text import squeezed
from tests.support.placed_text import placed_pdf

DUPLEX, WALL = "打印合订本", "施工图合订本"


@dataclass(frozen=True)
class Volume:
    """一册：各件公文，文件内容，顶级书签（名称，第几页），各页的文字。"""

    drafts: tuple[Draft, ...]
    data: bytes
    marks: list[tuple[str, int]]
    pages: list[str]

    @property
    def starts(self) -> list[int]:
        """各件公文从第几页起，不算分发清单。"""
        return [page for _, page in self.marks[-len(self.drafts) :]]


def read_volume(month: str, edition: Path, name: str) -> Volume:
    """读一册合订本。"""
    path = edition / f"{name}.pdf"
    reader = pypdf.PdfReader(path)
    marks = [(str(mark.title), page_of(reader, mark)) for mark in reader.outline if not isinstance(mark, list)]
    with pdfium.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    drafts = tuple(draft for draft in composed(month).drafts if draft.paper.volume == name)
    return Volume(drafts, path.read_bytes(), marks, pages)


def page_of(reader: pypdf.PdfReader, mark: Any) -> int:
    """书签指向第几页。"""
    number = reader.get_destination_page_number(mark)
    assert number is not None
    return number + 1


@pytest.fixture(scope="module", params=NODES)
def month(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def duplex(month: str, editions: Mapping[str, Path]) -> Volume:
    return read_volume(month, editions[month], DUPLEX)


@pytest.fixture(scope="module")
def wall(month: str, editions: Mapping[str, Path]) -> Volume:
    return read_volume(month, editions[month], WALL)


@pytest.fixture(scope="module")
def cover(duplex: Volume) -> list[list[str]]:
    """分发清单的各行：次序、公文、收件单位、份数、起页、起张。"""
    cells = placed_pdf(duplex.data, pages=duplex.starts[0] - 1)
    rows = range(1, len(duplex.drafts) + 2)
    found = [[cells.get(f"正文表1第{row}行第{column}格", "") for column in range(1, 7)] for row in rows]
    assert not any(found.pop()), "分发清单多出一行"
    return found


def test_one_bookmark_for_each_paper_in_the_order_of_distribution(duplex: Volume, wall: Volume) -> None:
    for volume, extra in ((duplex, 1), (wall, 0)):
        names = [name for name, _ in volume.marks]
        assert names[extra:] == [draft.path.rpartition("/")[2] for draft in volume.drafts]
        assert len(set(names)) == len(names)
    assert duplex.marks[0][0].endswith("公文分发清单")


def test_bookmark_points_at_the_page_where_the_paper_begins(duplex: Volume, wall: Volume) -> None:
    for volume in (duplex, wall):
        for draft, start in zip(volume.drafts, volume.starts, strict=True):
            title = squeezed(text_of(draft.document.title))
            assert title in squeezed(volume.pages[start - 1]), f"第{start}页不是“{title}”"


def test_every_paper_printed_on_both_sides_starts_on_a_right_hand_page(duplex: Volume) -> None:
    assert [page for _, page in duplex.marks if page % 2 == 0] == []
    assert duplex.marks[0][1] == 1


def test_blank_pages_stand_only_before_a_paper_and_carry_nothing(duplex: Volume) -> None:
    blank = empty_pages(duplex.data)
    assert blank, "没有补过空白页"
    assert {page + 1 for page in blank} <= {page for _, page in duplex.marks}
    # 其余的页都印着字，页码也在内；补的空白页一个字也没有，包括标记和页码。
    assert [page for page, text in enumerate(duplex.pages, 1) if not text.strip()] == blank


def empty_pages(data: bytes) -> list[int]:
    """没有任何文字、图形、图像的页。"""
    with pdfium.PdfDocument(data) as pdf:
        return [number for number, page in enumerate(pdf, 1) if next(iter(page.get_objects()), None) is None]


def test_wall_plans_take_one_page_each_without_blank_pages(wall: Volume) -> None:
    assert wall.starts == list(range(1, len(wall.pages) + 1))
    assert empty_pages(wall.data) == []


@pytest.mark.parametrize("name", [DUPLEX, WALL])
def test_each_font_is_embedded_once(name: str, month: str, editions: Mapping[str, Path]) -> None:
    names = Counter(re.sub(r"^[A-Z]{6}\+", "", font) for font in embedded_fonts(editions[month] / f"{name}.pdf"))
    assert len(names) >= 4
    assert {font: count for font, count in names.items() if count > 1} == {}


def embedded_fonts(path: Path) -> Iterator[str]:
    """文件里每个嵌入的字体的名称。"""
    reader = pypdf.PdfReader(path)
    numbers = {number for table in reader.xref.values() for number in table} | reader.xref_objStm.keys()
    for found in map(reader.get_object, sorted(numbers)):
        if isinstance(found, pypdf.generic.DictionaryObject) and {"/FontFile2", "/FontFile3"} & found.keys():
            yield str(found["/FontName"]).removeprefix("/")


# 分发清单


def test_distribution_list_names_every_paper_with_the_page_and_sheet_where_it_begins(
    duplex: Volume, cover: list[list[str]]
) -> None:
    assert [row[0] for row in cover] == [str(number) for number in range(1, len(duplex.drafts) + 1)]
    assert [row[1] for row in cover] == [squeezed(text_of(draft.document.title)) for draft in duplex.drafts]
    assert [int(row[4]) for row in cover] == duplex.starts
    # 双面打印，一张两页。
    assert [int(row[5]) for row in cover] == [(start + 1) // 2 for start in duplex.starts]


def test_copies_are_the_sums_of_the_address_book(
    month: str, editions: Mapping[str, Path], duplex: Volume, cover: list[list[str]]
) -> None:
    entries = read_manifest(editions[month]).documents[: len(composed(month).drafts)]
    bound = [
        entry for draft, entry in zip(composed(month).drafts, entries, strict=True) if draft.paper.volume == DUPLEX
    ]
    book = list(address_book())
    assert [row[2] for row in cover] == ["、".join(entry.recipients) for entry in bound]
    assert [int(row[3]) for row in cover] == [copies(entry.recipients, book) for entry in bound]
    assert len({row[3] for row in cover}) > 3


@dataclass(frozen=True)
class Line:
    """通讯录的一行：单位和它代收的名称，份数。"""

    names: frozenset[str]
    copies: int


def address_book() -> Iterator[Line]:
    """通讯录.xlsx，另行读表。"""
    sheet = openpyxl.load_workbook(INPUTS / "通讯录.xlsx").worksheets[0]
    title, head, *rows = sheet.iter_rows(values_only=True)
    assert head is not None and title[1] is None
    for row in rows:
        line = dict(zip(head, row, strict=True))
        stands_for = re.split(r"[、，,]", str(line["代收"])) if line["代收"] else []
        yield Line(frozenset((str(line["单位"]), *stands_for)), int(str(line["份数"])))


def copies(recipients: Iterable[str], book: list[Line]) -> int:
    """要印的份数：收件的各行之和，一行代收几个名称的只算一次。"""
    return sum(line.copies for line in book if line.names & set(recipients))
