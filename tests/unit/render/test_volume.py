"""打印合订本：次序、起页、空白页、书签、字体、分发清单，以及与单独的文件一致。"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pypdf
import pytest
from pypdf.generic import Destination

from reportgen.model.document import Attachment, Cell, Document, Form, PageStyle, Sheet, Table
from reportgen.render.job import render_document
from reportgen.render.volume import RenderedVolume, VolumeItem, render_volume
from tests.support.docx_samples import FONT_NAMES
from tests.support.pdf_papers import cells, fonts, plain_letter, runs, table


def sheet() -> Document:
    """一页 A3 图表。"""
    bare = replace(plain_letter(1), marks=(), number=(), recipients=(), signatures=(), date=())
    return replace(bare, form=Form.SHEET, sheet=Sheet.A3_WIDE, blocks=(table(2),))


def annexed(*annexes: Attachment) -> Document:
    """一页信函，带附件。"""
    return replace(plain_letter(1), attachments=annexes)


def cover(rows: int, recipients: str = "龙潭区") -> Document:
    """``rows`` 行的分发清单。"""
    blank = (Cell(()), Cell(()))
    body = tuple((*cells(f"第{row}件", recipients, str(row)), *blank) for row in range(1, rows + 1))
    listed = Table((), (), table(1).widths, (cells("公文", "发送", "份数", "起页", "起张"),), body)
    return replace(sheet(), sheet=Sheet.A4, title=runs("分发清单"), title_lines=("分发清单",), blocks=(listed,))


WIDE = Attachment(runs("项目清单"), (table(1),), is_landscape=True)
UPRIGHT = Attachment(runs("统计表"), (table(1),))
ITEMS = (
    VolumeItem(annexed(WIDE), ("DOCX", "PDF"), "D3 通报"),
    VolumeItem(plain_letter(1)),
    VolumeItem(sheet(), ("PDF",), "D8 施工图"),
    VolumeItem(annexed(UPRIGHT, WIDE), ("DOCX",)),
)


@cache
def volume() -> RenderedVolume:
    return render_volume(ITEMS, fonts(), FONT_NAMES, title="打印合订本", cover=cover(len(ITEMS)))


@cache
def reader() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(volume().bound))


@cache
def texts() -> list[str]:
    return ["".join(page.extract_text().split()) for page in reader().pages]


def bookmarks() -> Iterator[tuple[int, str, int]]:
    """层次、文字、所在页（从 1 起）。"""

    def walk(items: list[Destination | list], depth: int) -> Iterator[tuple[int, str, int]]:  # type: ignore[type-arg]
        for item in items:
            if isinstance(item, list):
                yield from walk(item, depth + 1)
            else:
                page = reader().get_destination_page_number(item)
                assert page is not None
                yield depth, str(item.title), page + 1

    return walk(reader().outline, 1)


def test_every_paper_starts_on_a_right_hand_page_in_order() -> None:
    assert all(start % 2 for start in volume().starts)
    assert volume().starts[0] == 3 and list(volume().starts) == sorted(volume().starts)
    firsts = [texts()[start - 1] for start in volume().starts]
    for text, mark in zip(
        firsts, ("吉林市人民政府办公室", "吉林市人民政府办公室", "序号", "吉林市人民政府办公室"), strict=True
    ):
        assert mark in text
    assert len(reader().pages) == volume().pages


def test_inserted_pages_are_wholly_blank_and_as_large_as_their_front() -> None:
    sizes = [tuple(map(round, page.mediabox[2:])) for page in reader().pages]
    ends = [start + paper.pages for start, paper in zip(volume().starts, volume().papers, strict=True)]
    added = [end for end, start in zip(ends, volume().starts[1:], strict=False) if end < start]
    assert added and all(texts()[page - 1] == "" for page in added)
    assert all(sizes[page - 1] == sizes[page - 2] for page in added)
    assert (1191, 842) in sizes and (842, 595) in sizes  # A3 图表和横排附件照原来的大小


def test_a_single_sided_volume_has_no_blank_pages() -> None:
    made = render_volume([VolumeItem(sheet())] * 3, fonts(), FONT_NAMES, is_duplex=False)
    assert (made.pages, made.starts) == (3, (1, 2, 3))


def test_pages_keep_the_numbers_of_their_own_paper() -> None:
    second_page = texts()[volume().starts[0]]
    assert second_page.endswith("—2—") or second_page.startswith("—2—")


def test_outline_has_a_line_for_each_paper_and_its_attachments_below() -> None:
    one, two, three, four = volume().starts
    found = list(bookmarks())
    assert [(depth, page) for depth, _, page in found if depth == 1] == [
        (1, 1), (1, one), (1, two), (1, three), (1, four)
    ]  # fmt: skip
    assert [name for depth, name, _ in found if depth == 1][:2] == ["分发清单", "D3 通报"]
    below = [(name.partition("　")[0], page) for depth, name, page in found if depth == 2]
    assert [label for label, _ in below] == ["附件", "附件1", "附件2"]
    assert one < below[0][1] < two and four < below[1][1] < below[2][1]
    assert all(texts()[page - 1].find(label) >= 0 for label, page in below)


def test_cover_tells_the_first_page_and_the_first_sheet_of_each_paper() -> None:
    words = reader().pages[0].extract_text()
    for row, start in enumerate(volume().starts, 1):
        assert f"第{row}件龙潭区{row}{start}{(start + 1) // 2}" in "".join(words.split())


def test_long_cover_pushes_the_papers_back_and_still_tells_the_truth() -> None:
    long = cover(6, "各县（市）区人民政府、" * 60)
    made = render_volume([VolumeItem(sheet())] * 6, fonts(), FONT_NAMES, cover=long)
    bound = pypdf.PdfReader(io.BytesIO(made.bound))
    front = "".join("".join(page.extract_text().split()) for page in bound.pages[: made.starts[0] - 1])
    assert made.starts[0] > 3
    assert all(f"{row}{start}{(start + 1) // 2}" in front for row, start in enumerate(made.starts, 1))


def test_each_font_is_embedded_once_and_the_file_is_tagged_pdf_a() -> None:
    names = [
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for font in reader().pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert len(names) == len(set(names)) > 2
    metadata = reader().xmp_metadata
    assert metadata is not None and (metadata.pdfaid_part, metadata.pdfaid_conformance) == ("2", "U")
    assert reader().trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert reader().metadata is not None and reader().metadata.title == "打印合订本"  # type: ignore[union-attr]


def test_single_files_are_the_same_as_when_rendered_alone() -> None:
    for item, paper in zip(ITEMS[:3], volume().papers, strict=False):
        alone = render_document(item.document, item.formats, fonts(), FONT_NAMES)
        assert (dict(paper.files), paper.pages, paper.notices) == (dict(alone.files), alone.pages, ())
    assert list(volume().papers[3].files) == ["DOCX"]


def test_same_documents_give_the_same_bytes_and_travel_between_processes() -> None:
    again = pickle.loads(pickle.dumps((render_volume, ITEMS)))
    made = again[0](again[1], fonts(), FONT_NAMES, title="打印合订本", cover=cover(len(ITEMS)))
    assert made.bound == volume().bound
    assert pickle.loads(pickle.dumps(made)) == made


def test_volume_without_a_cover_starts_with_the_first_paper() -> None:
    made = render_volume(ITEMS[1:2], fonts(), FONT_NAMES)
    assert (made.starts, made.pages) == ((1,), made.papers[0].pages)


def test_cover_that_does_not_match_the_papers_is_refused() -> None:
    with pytest.raises(ValueError):
        render_volume(ITEMS[1:2], fonts(), FONT_NAMES, cover=cover(2))


def test_mirrored_and_plain_pages_share_the_fonts() -> None:
    mirrored = replace(plain_letter(1), page=PageStyle(is_mirrored=True))
    made = render_volume([VolumeItem(plain_letter(1)), VolumeItem(mirrored)], fonts(), FONT_NAMES)
    fonts_used = pypdf.PdfReader(io.BytesIO(made.bound)).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    names = [str(font.get_object()["/BaseFont"]).partition("+")[2] for font in fonts_used.values()]
    assert len(names) == len(set(names))
