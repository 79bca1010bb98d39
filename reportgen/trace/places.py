"""走遍一件公文的文字，给每一处定位置。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportgen.model.document import (
    Block,
    Cell,
    Chart,
    Document,
    Gantt,
    Heading,
    Note,
    Paragraph,
    Run,
    Runs,
    Table,
    attachment_labels,
    text_of,
)
from reportgen.trace.values import PARAGRAPH, PICTURE, TABLE, PaperText, Passage, Place

BODY, ISSUED = "正文", "印发件"
_TITLE = "标题"

Located = tuple[Place, Runs]


def located_runs(document: Document) -> Iterator[Located]:
    """每一处的位置和文字，阅读次序；正文的块一个不少，空的也在内。"""
    yield from _named(_front(document))
    yield from _blocks(BODY, document.blocks)
    yield from _named(_back(document))
    if document.issued is not None:
        yield Place(f"{ISSUED}{_TITLE}"), document.issued.title
        yield from _blocks(ISSUED, document.issued.blocks)
    for label, attachment in zip(attachment_labels(document), document.attachments, strict=True):
        yield Place(f"{label}{_TITLE}"), attachment.title
        yield from _blocks(label, attachment.blocks)


def paper_text(document: Document) -> PaperText:
    """文稿的全部文字；空白的表格格子不记。"""
    located = ((place, text_of(runs)) for place, runs in located_runs(document))
    return PaperText(tuple(Passage(place, text) for place, text in located if text or not place.row))


def title_place(part: str) -> Place:
    """印发件、附件的标题的位置。"""
    return Place(f"{part}{_TITLE}")


def placed_cells(rows: Sequence[Sequence[Cell]]) -> list[list[tuple[int, Cell]]]:
    """每行各格和它的第一列（从 1 起），算上左边和上边合并的格。"""
    covered: dict[int, int] = {}
    placed = []
    for cells in rows:
        column, row = 1, []
        for cell in cells:
            while covered.get(column, 0):
                column += 1
            row.append((column, cell))
            covered |= {spot: cell.rowspan for spot in range(column, column + cell.colspan)}
            column += cell.colspan
        placed.append(row)
        covered = {spot: left - 1 for spot, left in covered.items()}
    return placed


def _named(parts: Iterable[tuple[str, Runs]]) -> Iterator[Located]:
    return ((Place(name), runs) for name, runs in parts if runs)


def _front(document: Document) -> Iterator[tuple[str, Runs]]:
    yield "份号", document.copy_number
    yield "密级", document.secrecy
    yield "紧急程度", document.urgency
    yield "标志", (*_joined(document.marks), *document.mark_suffix)
    yield "发文字号", document.number
    yield "签发人", _joined(document.signers)
    yield "报头", (*document.head_left, *document.head_right)
    yield _TITLE, document.title
    yield "主送", document.recipients


def _back(document: Document) -> Iterator[tuple[str, Runs]]:
    yield "署名", (*_joined(document.signatures), *document.office_title)
    yield "成文日期", document.date
    yield "附注", document.annotation
    yield from document.attendance
    yield "抄送", document.imprint.cc
    yield "印发", (*document.imprint.issuer, *document.imprint.date)


def _joined(groups: Iterable[Runs]) -> Runs:
    return tuple(run for runs in groups for run in runs)


def _blocks(part: str, blocks: Iterable[Block]) -> Iterator[Located]:
    counts = {PARAGRAPH: 0, TABLE: 0, PICTURE: 0}
    for block in blocks:
        kind = block_kind(block)
        counts[kind] += 1
        yield from _block(Place(part, kind, counts[kind]), block)


def block_kind(block: Block) -> str:
    """段、表还是图。"""
    if isinstance(block, Table):
        return TABLE
    return PICTURE if isinstance(block, Chart | Gantt) else PARAGRAPH


def _block(place: Place, block: Block) -> Iterator[Located]:
    match block:
        case Heading():
            yield place, (*block.runs, *block.rest)
        case Paragraph() | Note():
            yield place, block.runs
        case Chart():
            yield place, (*block.title, Run("", block.origin))
        case Gantt():
            yield from _gantt(place, block)
        case Table():
            yield from _table(place, block)


def _gantt(place: Place, gantt: Gantt) -> Iterator[Located]:
    yield place, gantt.title
    for row, line in enumerate(gantt.rows, 1):
        for column, runs in enumerate((*line.cells, line.state), 1):
            yield Place(place.part, PICTURE, place.index, row, column), runs


def _table(place: Place, table: Table) -> Iterator[Located]:
    part, index = place.part, place.index
    yield Place(part, TABLE, index, label="表题"), table.title
    yield Place(part, TABLE, index, label="单位"), table.unit
    for is_header, rows in ((True, table.header), (False, table.rows)):
        for row, cells in enumerate(placed_cells(rows), 1):
            for column, cell in cells:
                yield Place(part, TABLE, index, row, column, is_header), cell.runs
