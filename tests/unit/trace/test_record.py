"""出处记录：位置、指标、照录的单元格，写出再读回。"""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from reportgen.model.document import Chart, Origin, Paragraph, Run, Series, Table
from reportgen.trace import paper_text, parse_traces, trace_papers, traces_bytes
from reportgen.trace.values import Place
from tests.unit.trace.papers import FILED, PATH, TITLE, attachment, figures, paper, report, row, spanned


def test_each_figure_and_quoted_cell_knows_where_it_is_printed() -> None:
    traces = trace_papers([(PATH, "D1", report(figures()))])
    (trace,) = traces.papers
    assert (trace.path, trace.kind, trace.title) == (PATH, "D1", TITLE)
    assert {key: [str(place) for place in places] for key, places in trace.figures.items()} == {
        "completion_rate@all": ["正文第2段"],
        "completion_rate@project:3": ["附件表1第1行第3格"],
    }
    assert [(quote.address, list(map(str, quote.places))) for quote in trace.quotes] == [
        ((FILED, "进展", "L7"), ["附件表1第1行第4格"])
    ]
    assert trace.figures_at(Place.parse("正文第2段")) == ("completion_rate@all",)


def test_columns_count_the_merged_cells() -> None:
    sheet = Table(
        (),
        (),
        (Decimal(1),) * 3,
        ((spanned("属地", 2), spanned("投资", colspan=2)), (spanned("计划"), spanned("完成"))),
        ((spanned("龙潭区", 2), spanned("1"), spanned("2")), (spanned("3"), spanned("4"))),
    )
    placed = {passage.text: str(passage.place) for passage in paper_text(paper(sheet)).passages}
    assert placed["完成"] == "正文表1表头第2行第3格"
    assert placed["3"] == "正文表1第2行第2格"


def test_a_chart_is_a_place_of_its_figures() -> None:
    chart = Chart(
        (Run("走势"),), "%", ("4月",), (Series("完成率", (Decimal(3),), "线"),), Origin("completion_rate@all")
    )
    (trace,) = trace_papers([("甲", "D1", paper("一段", chart))]).papers
    assert [str(place) for place in trace.figures["completion_rate@all"]] == ["正文图1"]


def test_record_is_read_back_as_it_was_written() -> None:
    traces = trace_papers([(PATH, "D1", report(figures())), ("02/通报", "D3", paper("一段", row_table()))])
    data = traces_bytes(traces)
    assert parse_traces(data) == traces
    assert data == traces_bytes(
        trace_papers([(PATH, "D1", report(figures())), ("02/通报", "D3", paper("一段", row_table()))])
    )


def row_table() -> Table:
    return Table((Run("表题"),), (Run("单位：个"),), (Decimal(1),) * 2, (row("甲", "乙"),), (row("1", "2"),))


def test_full_text_is_kept_only_for_papers_that_are_compared() -> None:
    traces = trace_papers([("甲", kind, paper("正文文字", kind=kind)) for kind in ("D1", "D2", "D3", "D8")])
    kept = [bool(trace.text.passages) for trace in traces.papers]
    assert kept == [True, False, True, False]


def test_no_papers_make_an_empty_array() -> None:
    assert json.loads(traces_bytes(trace_papers([]))) == []


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"{}",
        b"[1]",
        b'[{"path": "a"}]',
        b'[{"path":"a","kind":"D1","title":"t","figures":[],"cells":{},"texts":{}}]',
    ],
)
def test_damaged_record_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="出处记录损坏"):
        parse_traces(data)


@pytest.mark.parametrize(
    "text",
    [
        "标题",
        "正文第3段",
        "附件2表1第4行第5格",
        "附件表1表头第1行第2格",
        "正文表2表题",
        "正文表2单位",
        "正文图1",
        "附件标题",
        "印发件第12段",
    ],
)
def test_place_reads_as_it_is_written(text: str) -> None:
    assert str(Place.parse(text)) == text


def test_places_of_attachments_and_issued_text_differ() -> None:
    document = paper("甲", attachments=[attachment("一览表", "乙"), attachment("统计表", "乙")])
    places = [str(passage.place) for passage in paper_text(document).passages]
    assert len(set(places)) == len(places)
    assert "附件2第1段" in places and "附件1标题" in places


def test_paragraph_without_text_still_counts() -> None:
    places = [str(passage.place) for passage in paper_text(paper("甲", Paragraph(()), "丙")).passages]
    assert places[-1] == "正文第3段"
