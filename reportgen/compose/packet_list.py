"""分发清单：打印合订本的第一页，列出各件的次序、发送、份数，起页和起张排版时填。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportgen.model.document import Align, Cell, Document, Form, Note, PageStyle, Run, Runs, Table

TITLE = "分发清单"
#: 列名和相对宽度；末两列排版时填。
_COLUMNS = (("次序", "10"), ("公文", "62"), ("发送", "62"), ("份数", "11"), ("起页", "11"), ("起张", "11"))
_NOTE = (
    "注：起页是在本合订本中的页次，只打印某一件时填在打印对话框里；起张是双面打印以后的张次。各件的页码照其本来的编排。"
)


@dataclass(frozen=True, slots=True)
class PacketEntry:
    """清单的一行：公文的名称、发送的单位或领导、份数。"""

    name: str
    recipients: tuple[str, ...]
    copies: int


def packet_list(entries: Sequence[PacketEntry], *, caption: str, stamps: tuple[str, ...], page: PageStyle) -> Document:
    """分发清单，图表格式，A4 竖放；``caption`` 写明期次，排在标题下面。"""
    total = sum(entry.copies for entry in entries)
    return Document(
        kind="D10",
        form=Form.SHEET,
        marks=(),
        number=(),
        head_left=_words(caption),
        head_right=_words(f"共{len(entries)}件，{total}份"),
        title=_words(TITLE),
        title_lines=(TITLE,),
        recipients=(),
        blocks=(_table(entries), Note(_words(_NOTE))),
        signatures=(),
        date=(),
        stamps=stamps,
        page=page,
    )


def _table(entries: Sequence[PacketEntry]) -> Table:
    return Table(
        title=(),
        unit=(),
        widths=tuple(Decimal(width) for _, width in _COLUMNS),
        header=(tuple(Cell(_words(name)) for name, _ in _COLUMNS),),
        rows=tuple(_row(order, entry) for order, entry in enumerate(entries, 1)),
    )


def _row(order: int, entry: PacketEntry) -> tuple[Cell, ...]:
    return (
        Cell(_words(str(order))),
        Cell(_words(entry.name), Align.LEFT),
        Cell(_words("、".join(entry.recipients)), Align.LEFT),
        Cell(_words(str(entry.copies))),
        Cell(()),
        Cell(()),
    )


def _words(text: str) -> Runs:
    return (Run(text),) if text else ()
