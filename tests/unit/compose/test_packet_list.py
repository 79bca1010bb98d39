"""分发清单：一行一件，起页、起张两列留给排版。"""

from __future__ import annotations

from reportgen.compose.packet_list import PacketEntry, packet_list
from reportgen.model.document import Document, Form, PageStyle, Table, text_of


def made() -> Document:
    entries = (PacketEntry("月度专报", ("李某某",), 9), PacketEntry("推进情况通报", ("龙潭区", "丰满区"), 2))
    return packet_list(entries, caption="2024年6月", stamps=("演示数据",), page=PageStyle())


def test_list_has_a_row_for_each_paper_in_order_with_empty_places() -> None:
    (table,) = (block for block in made().blocks if isinstance(block, Table))
    assert [[text_of(cell.runs) for cell in row] for row in table.rows] == [
        ["1", "月度专报", "李某某", "9", "", ""],
        ["2", "推进情况通报", "龙潭区、丰满区", "2", "", ""],
    ]


def test_list_tells_the_month_and_the_sums_and_bears_the_stamp() -> None:
    document = made()
    assert (text_of(document.head_left), text_of(document.head_right)) == ("2024年6月", "共2件，11份")
    assert (document.form, document.stamps) == (Form.SHEET, ("演示数据",))
