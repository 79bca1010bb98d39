"""同一期前后两版的差别。"""

from __future__ import annotations

from pathlib import Path

from reportgen.comparison import edition_changes
from reportgen.publish import RenderedDocument, RenderedFile, publish_edition
from reportgen.trace import edition_change_lines, edition_change_text
from tests.unit.trace.papers import FILED, JUNE, TITLE, figures, publish, report


def test_a_late_return_shows_from_cell_to_figure_to_paper(tmp_path: Path) -> None:
    publish(tmp_path, figures(), report(figures()))
    late = figures("412", "41.2%")
    made = publish(tmp_path, late, report(late), b"word 2")
    assert made.history
    changes = edition_changes(made.history, made.folder)
    assert edition_change_lines(changes) == [
        "2024年6月第2版与2024年6月第1版相比：",
        "  有变化的公文1件：",
        f"    {TITLE}",
        "  单元格1格：",
        f"    {FILED}「进展」D7：“300”→“412”",
        "  指标4个：",
        f"    年度计划投资完成率（全部）30.0%→41.2%，+11.2个百分点，印在《{TITLE}》",
        f"    年度计划投资完成率（雾凇 大桥）30.0%→41.2%，+11.2个百分点，印在《{TITLE}》",
        "    年度计划投资完成率（龙潭区）30.0%→41.2%，+11.2个百分点",
        "    本年累计完成投资（全部）0.03亿元→0.0412亿元，+0.01亿元",
    ]
    assert [change.place.cell for change in changes.figures[0].cells] == ["D7"]


def test_figures_and_cells_that_came_or_went_are_told(tmp_path: Path) -> None:
    book = figures()
    publish(tmp_path, book[:4], report(book))
    made = publish(tmp_path, (*book[:3], book[4]), report(book))
    assert made.history
    changes = edition_changes(made.history, made.folder)
    assert changes.papers == ()
    assert [(row.key, row.before, row.after) for row in changes.figures] == [
        ("new_start_rate@all", "—", "100.0%"),
        ("cumulative_investment@all", "0.03亿元", "—"),
    ]
    assert edition_change_lines(changes)[2] == f"    {FILED}「进展」F7：新用到，填“在建”"
    backward = edition_changes(made.folder, made.history)
    assert edition_change_lines(backward)[2] == f"    {FILED}「进展」F7：不再用，原填“在建”"


def test_papers_that_came_or_went_are_named(tmp_path: Path) -> None:
    def paper(title: str) -> RenderedDocument:
        return RenderedDocument("D4", title, (), (RenderedFile(f"04-提示函/{title}.docx", b"word", "DOCX"),))

    publish_edition(tmp_path, JUNE, [paper("甲"), paper("乙")], figures(), [], [], [])
    made = publish_edition(tmp_path, JUNE, [paper("乙"), paper("丙")], figures(), [], [], [])
    assert made.history
    changes = edition_changes(made.history, made.folder)
    assert (changes.papers, changes.added, changes.dropped) == ((), ("丙",), ("甲",))


def test_long_lists_are_cut_on_screen_and_whole_in_the_file(tmp_path: Path) -> None:
    publish(tmp_path, figures(), report(figures()))
    late = figures("412", "41.2%")
    made = publish(tmp_path, late, report(late), b"word 2")
    assert made.history
    changes = edition_changes(made.history, made.folder)
    lines = edition_change_lines(changes, 2)
    assert lines[-1] == "    ……共4项"
    text = edition_change_text(changes).decode("utf-8-sig")
    assert text.endswith("+0.01亿元\r\n")


def test_equal_editions_say_so(tmp_path: Path) -> None:
    folder = publish(tmp_path, figures(), report(figures())).folder
    assert edition_change_lines(edition_changes(folder, folder)) == ["2024年6月第1版与2024年6月第1版的公文和指标相同。"]
