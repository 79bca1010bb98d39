"""审阅稿：段、表、附件的改动。"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.model.document import Change, Document, Heading, Paragraph, Run, Table, text_of
from reportgen.trace import has_changes, paper_text, parse_traces, review_document, trace_papers, traces_bytes
from tests.unit.trace.papers import attachment, marks, paper, spanned, table, texts

SENTENCES = ["截至5月底完成3.1亿元", "尚未开工：甲。", "黄灯项目2个", "入库率76.0%", "红灯：完成率12.0%"]


def reviewed(new: Document, old: Document) -> Document:
    return review_document(new, paper_text(old))


def test_paragraphs_are_aligned_by_what_they_say() -> None:
    old = paper("截至5月底，累计完成投资47.64亿元。", "距6月底目标尚差11.17亿元。", "黄灯13个。")
    new = paper("截至6月底，累计完成投资61.74亿元。", "黄灯6个。", "已竣工项目：雾凇大桥。")
    assert marks(reviewed(new, old)) == [
        "截至[-5月][+6月]底，累计完成投资[-47.64亿元][+61.74亿元]。",
        "[-距6月底目标尚差11.17亿元。]",
        "黄灯[-13个][+6个]。",
        "[+已竣工项目：雾凇大桥。]",
    ]


def test_rows_are_aligned_by_name_though_their_order_changed() -> None:
    old = table("名次 属地 完成率", "1 龙潭区 30.0% ", "2 丰满区 20.0%", "3 船营区 10.0%")
    new = table("名次 属地 完成率", "1 丰满区 41.0%", "2 龙潭区 32.0%", "3 永吉县 5.0%")
    assert marks(reviewed(paper(new), paper(old))) == [
        "[-2][+1]",
        "[-20.0%][+41.0%]",
        "[-3]",
        "[-船营区]",
        "[-10.0%]",
        "[-1][+2]",
        "[-30.0%][+32.0%]",
        "[+3]",
        "[+永吉县]",
        "[+5.0%]",
    ]


def test_columns_are_aligned_by_their_heads_when_one_is_added() -> None:
    old, new = table("属地 完成率", "龙潭区 30.0%"), table("属地 项目数 完成率", "龙潭区 8个 32.0%")
    assert marks(reviewed(paper(new), paper(old))) == ["[+项目数]", "[+8个]", "[-30.0%][+32.0%]"]


def test_a_deleted_row_never_breaks_into_merged_cells() -> None:
    def grouped(*rows: tuple[str, str]) -> Table:
        body = ((spanned("工业", len(rows)), spanned(rows[0][0]), spanned(rows[0][1])),)
        rest = tuple((spanned(name), spanned(value)) for name, value in rows[1:])
        heads = (spanned("类别"), spanned("项目"), spanned("完成"))
        return Table((), (), (Decimal(1),) * 3, (heads,), (*body, *rest))

    old = grouped(("甲厂", "1"), ("乙厂", "2"), ("丙厂", "3"))
    new = grouped(("甲厂", "1"), ("丙厂", "3"))
    (block,) = reviewed(paper(new), paper(old)).blocks
    assert isinstance(block, Table)
    assert [text_of(run for cell in row for run in cell.runs) for row in block.rows] == ["工业甲厂1", "丙厂3", "乙厂2"]
    assert sum(cell.colspan for cell in block.rows[-1]) == 3


def test_headings_keep_their_heading_and_their_running_text_apart() -> None:
    old = paper(Heading(3, (Run("1.雾凇大桥。"),), (Run("完成率12.0%。"),)))
    new = paper(Heading(3, (Run("1.雾凇大桥。"),), (Run("完成率15.0%。"),)))
    (block,) = reviewed(new, old).blocks
    assert isinstance(block, Heading)
    assert text_of(block.runs) == "1.雾凇大桥。"
    assert [run.text for run in block.rest if run.change] == ["12.0%", "15.0%"]


def test_attachments_are_aligned_by_title_and_a_dropped_one_is_named() -> None:
    old = paper("正文", attachments=[attachment("5月一览表", "甲1个"), attachment("手续情况表", "乙")])
    new = paper("正文", attachments=[attachment("6月一览表", "甲2个"), attachment("要素情况统计", "丙丁")])
    result = reviewed(new, old)
    assert marks(result) == ["[-附件2：手续情况表]", "甲[-1个][+2个]", "[+丙丁]"]
    assert len(result.attachments) == 2


def test_a_whole_new_and_a_whole_deleted_table() -> None:
    gone, came = table("属地 完成率", "龙潭区 30.0%"), table("手续 办结 在办", "环评 15个 1个")
    result = reviewed(paper(came), paper(gone))
    assert marks(result) == [
        *(f"[-{text}]" for text in ("属地", "完成率", "龙潭区", "30.0%")),
        *(f"[+{text}]" for text in ("手续", "办结", "在办", "环评", "15个", "1个")),
    ]


def test_nothing_is_marked_when_nothing_changed_but_the_page_says_what_it_is() -> None:
    document = paper("甲", table("属地 完成率", "龙潭区 30.0%"), attachments=[attachment("表", "乙")])
    result = reviewed(document, document)
    assert not has_changes(result)
    assert result == replace(document, stamps=("审阅稿",))
    assert review_document(document, paper_text(paper("丙")), "与上月比较").stamps == ("与上月比较",)


def test_texts_of_an_earlier_record_serve_as_well_as_the_document() -> None:
    old = paper("完成率12.0%。", table("属地 完成率", "龙潭区 30.0%"), attachments=[attachment("表", "乙")])
    new = paper("完成率15.0%。", table("属地 完成率", "龙潭区 32.0%"), attachments=[attachment("表", "丙")])
    recorded = parse_traces(traces_bytes(trace_papers([("甲", "D1", old)]))).papers[0].text
    assert review_document(new, recorded) == reviewed(new, old)


def test_everything_is_new_against_nothing() -> None:
    result = review_document(paper("甲", "乙"), paper_text(paper()))
    assert marks(result) == ["[+甲]", "[+乙]"]


@settings(max_examples=60, deadline=None)
@given(
    *(st.lists(st.sampled_from(SENTENCES), max_size=5) for _ in range(2)),
    *(st.permutations("甲乙丙丁") for _ in range(2)),
)
def test_without_the_marks_both_texts_are_whole(
    old: list[str], new: list[str], before: list[str], after: list[str]
) -> None:
    def made(lines: list[str], names: list[str], value: int) -> Document:
        rows = [f"{index} {name} {value}.0%" for index, name in enumerate(names, 1)]
        return paper(*lines, table("序号 项目 完成率", *rows))

    earlier, later = made(old, before[:3], 3), made(new, after[:3], 4)
    result = reviewed(later, earlier)
    assert texts(result, Change.DELETED) == texts(later)
    lines = [block for block in result.blocks if isinstance(block, Paragraph)]
    kept = [text_of(run for run in block.runs if run.change is not Change.INSERTED) for block in lines]
    assert [text for text in kept if text] == old
    assert sorted(texts(result, Change.INSERTED)) == sorted(texts(earlier))


@pytest.mark.parametrize("empty", ["", "　"])
def test_blank_cells_are_not_marked(empty: str) -> None:
    sheet = Table((), (), (Decimal(1),) * 2, ((spanned("甲"), spanned("乙")),), ((spanned("丙"), spanned(empty)),))
    assert marks(reviewed(paper(sheet), paper(sheet))) == []
