"""从 DOCX、PDF、XLSX、网页、邮件里取出的数与 figures.json 全部一致；改动一个数字就查得出来。

两个节点月全部文件逐个取数；``-s`` 印出各种文件比过的数目。
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reportgen.publish import read_figures
from reportgen.tabulate import ledger_figure_cells, master_figure_cells
from tests.e2e.agreement import (
    Compared,
    Figures,
    attachments,
    bare,
    figure_book,
    mail_faults,
    page_faults,
    paper_faults,
    read_traces,
)
from tests.e2e.months import composed
from tests.e2e.runs import NODES
from tests.support.calc import Cells, Unequal, misstated, read_cells
from tests.support.docx_edits import DOCUMENT, edited, retype
from tests.support.placed_text import placed_docx, placed_pdf

#: 一个节点月里每种文件至少有这么多个数。
LEAST = {"DOCX": 950, "PDF": 850, "XLSX": 1700, "网页": 45, "邮件": 50}
READERS: Mapping[str, Callable[[bytes], Mapping[str, str]]] = {"docx": placed_docx, "pdf": placed_pdf}


def in_papers(edition: Path, suffix: str) -> Compared:
    """各件公文的一种文件。"""
    figures, count = figure_book(edition), 0
    faults: list[str] = []
    for trace in read_traces(edition):
        path = edition / f"{trace['path']}.{suffix}"
        # D9 照录差错的说法，不印指标。
        if path.exists() and trace["kind"] != "D9":
            compared = paper_faults(READERS[suffix](path.read_bytes()), trace, figures)
            count, faults = count + compared[0], [*faults, *compared[1]]
    return count, faults


def in_workbooks(edition: Path, month: str) -> Compared:
    """总表和台账存下的值。"""
    made = composed(month)
    (ledger,) = edition.glob("*问题清单台账/*.xlsx")
    masters = master_figure_cells(made.assessment, made.scheme)
    ledgers = ledger_figure_cells(made.assessment, made.scheme)
    wrong = {
        **workbook_faults(edition / "总表.xlsx", edition, masters),
        **workbook_faults(ledger, edition, ledgers),
    }
    return len(masters) + len(ledgers), [f"{place} {pair}" for place, pair in wrong.items()]


def workbook_faults(
    path: Path, edition: Path, places: Mapping[tuple[str, str], str], change: Callable[[Cells], Cells] = lambda it: it
) -> Unequal:
    """``places`` 各格与 figures.json 不同的。"""
    return misstated(change(read_cells(path.read_bytes())), read_figures(edition), places)


def in_overview(edition: Path) -> Compared:
    """总览。"""
    return page_faults((edition / "总览.html").read_text(encoding="utf-8"), figure_book(edition))


def in_mails(edition: Path) -> Compared:
    """各封邮件。"""
    return mail_faults((path.read_bytes() for path in sorted(edition.glob("邮件/*.eml"))), by_name(edition))


def by_name(edition: Path) -> Mapping[str, bytes]:
    """公文的 DOCX、XLSX、PDF，键为不含文件夹的名称。"""
    papers = (path for folder in sorted(edition.glob("[0-9]*")) for path in sorted(folder.iterdir()))
    return {path.name: path.read_bytes() for path in papers}


@pytest.mark.parametrize("month", NODES)
def test_figures_of_every_kind_of_file_agree_with_figures_json(month: str, editions: Mapping[str, Path]) -> None:
    edition = editions[month]
    compared = {
        "DOCX": in_papers(edition, "docx"),
        "PDF": in_papers(edition, "pdf"),
        "XLSX": in_workbooks(edition, month),
        "网页": in_overview(edition),
        "邮件": in_mails(edition),
    }
    told = "，".join(f"{kind} {count}处" for kind, (count, _) in compared.items())
    print(f"{month} 与 figures.json 比较：{told}，共{sum(count for count, _ in compared.values())}处")
    assert {kind: faults[:5] for kind, (_, faults) in compared.items() if faults} == {}
    assert {kind: count for kind, (count, _) in compared.items() if count < LEAST[kind]} == {}


def test_word_files_in_the_mails_carry_the_same_figures(editions: Mapping[str, Path]) -> None:
    edition = editions[NODES[0]]
    figures, checked = figure_book(edition), 0
    traces = {f"{Path(trace['path']).name}.docx": trace for trace in read_traces(edition)}
    for name, data in attachments((edition / "邮件" / "01-重大项目包保总指挥.eml").read_bytes()).items():
        if name in traces:
            count, faults = paper_faults(placed_docx(data), traces[name], figures)
            assert faults == []
            checked += count
    assert checked > 700


# 查得出来：改动一个数字


@pytest.fixture(scope="module")
def june(editions: Mapping[str, Path]) -> Path:
    return editions["2024-06"]


@pytest.fixture(scope="module")
def figures(june: Path) -> Figures:
    return figure_book(june)


def altered(printed: str) -> str:
    """末一位数字加一（9 变 0）。"""
    last = max(index for index, char in enumerate(printed) if char.isdigit())
    return f"{printed[:last]}{(int(printed[last]) + 1) % 10}{printed[last + 1 :]}"


@pytest.mark.parametrize("place", ["正文第2段", "附件1表1第30行第10格"])
def test_one_digit_altered_in_a_word_file_is_found_at_its_place(place: str, june: Path, figures: Figures) -> None:
    trace = read_traces(june)[0]
    text = bare(figures["completion_rate@all"]["printed"])
    data = edited((june / f"{trace['path']}.docx").read_bytes(), [retype(DOCUMENT, text, altered(text))])
    _, faults = paper_faults(placed_docx(data), trace, figures)
    assert any(place in fault and f"completion_rate@all 应为“{text}”" in fault for fault in faults)


def test_a_number_added_to_a_word_file_is_found(june: Path, figures: Figures) -> None:
    trace = read_traces(june)[0]
    added = retype(DOCUMENT, "包保项目本年累计完成投资", "包保项目（其中新开工27个）本年累计完成投资")
    data = edited((june / f"{trace['path']}.docx").read_bytes(), [added])
    _, faults = paper_faults(placed_docx(data), trace, figures)
    assert any("正文第2段：没有出处的数 27" in fault for fault in faults)


def test_a_pdf_that_differs_from_figures_json_in_one_digit_is_found(june: Path, figures: Figures) -> None:
    trace = next(trace for trace in read_traces(june) if trace["kind"] == "D5")
    key = "overdue_problem_count@all"
    figure = figures[key].copy()
    figure["printed"] = altered(figure["printed"])
    wrong = {**figures, key: figure}
    _, faults = paper_faults(placed_pdf((june / f"{trace['path']}.pdf").read_bytes()), trace, wrong)
    assert any("正文第1段" in fault and key in fault for fault in faults)


def test_one_digit_altered_in_the_workbook_is_found_at_its_cell(june: Path) -> None:
    places = master_figure_cells(composed("2024-06").assessment, composed("2024-06").scheme)
    place = next(place for place, key in places.items() if key == "cumulative_investment@all")

    def change(cells: Cells) -> Cells:
        value = cells[place].value
        assert isinstance(value, float)
        return {**cells, place: type(cells[place])(cells[place].formula, value + 1)}

    assert set(workbook_faults(june / "总表.xlsx", june, places, change)) == {place}


def test_one_digit_altered_in_the_overview_is_found(june: Path, figures: Figures) -> None:
    page = (june / "总览.html").read_text(encoding="utf-8")
    mark, text = 'data-figure="completion_rate@all">', figures["completion_rate@all"]["printed"]
    wrong = page.replace(f"{mark}{text}", f"{mark}{altered(text)}")
    assert wrong != page
    _, faults = page_faults(wrong, figures)
    assert faults and all("completion_rate@all" in fault for fault in faults)


def test_a_sign_lost_in_the_overview_is_found(june: Path, figures: Figures) -> None:
    page = (june / "总览.html").read_text(encoding="utf-8")
    wrong = re.sub("低于节点参考进度(<span)", r"与节点参考进度相差\1", page)
    assert wrong != page
    assert page_faults(wrong, figures)[1]


def test_an_attachment_that_is_not_the_file_of_the_edition_is_found(june: Path) -> None:
    mail = (june / "邮件" / "01-重大项目包保总指挥.eml").read_bytes()
    name = next(iter(attachments(mail)))
    files = by_name(june)
    assert mail_faults([mail], files)[1] == []
    assert mail_faults([mail], {**files, name: files[name] + b" "})[1] == [f"附件“{name}”与成品的文件不同"]
