"""说明来源：从印出的数到单元格，从单元格到公文；只读成品。"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportgen.errors import UsageError
from reportgen.explain import explain
from reportgen.model.period import Month
from reportgen.trace import explanation_data, explanation_lines
from reportgen.trace.explanation import MOST_CELLS
from tests.unit.trace.papers import FILED, JUNE, PATH, TITLE, cell, figure, figures, publish, report


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    publish(tmp_path, figures(), report(figures()))
    return tmp_path


def keys(outputs: Path, query: str) -> list[str]:
    return [answer.figure.key for answer in explain(outputs, JUNE, query).figures]


def test_a_figure_is_told_from_formula_to_cell_to_paper(outputs: Path) -> None:
    assert explanation_lines(explain(outputs, JUNE, "completion_rate@all")) == [
        "2024年6月第1版：completion_rate@all",
        "年度计划投资完成率（全部）：30.0%",
        "  键：completion_rate@all",
        "  未修约：0.3（比例，1为100%）",
        "  算法：Σ",
        "  单元格2格：",
        f"    {FILED}「进展」：D7“300”",
        "    项目清单.xlsx「项目清单」：G5“1000”",
        "  印在：",
        f"    {TITLE}（{PATH}.docx）：正文第2段",
        "  另有2个范围有这个指标，名称后加上范围即可查，如“年度计划投资完成率 新建”。",
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("completion_rate@locality:龙潭区", ["completion_rate@locality:龙潭区"]),
        ("年度计划投资完成率 龙潭区", ["completion_rate@locality:龙潭区"]),
        ("龙潭区的完成率", ["completion_rate@locality:龙潭区"]),
        ("年度计划投资完成率", ["completion_rate@all"]),
        ("completion_rate", ["completion_rate@all"]),
        ("完成率", ["completion_rate@all"]),
        ("全市累计完成", ["cumulative_investment@all"]),
        ("新建开工率", ["new_start_rate@all"]),
        ("新建开工率 新建", ["new_start_rate@nature:新建"]),
        ("0.03亿元", ["cumulative_investment@all"]),
        ("０．０３", ["cumulative_investment@all"]),
        ("雾凇大桥", ["completion_rate@project:3", "project_count@project:3"]),
        ("雾凇 大桥 完成率", ["completion_rate@project:3"]),
        ("项目3", ["completion_rate@project:3", "project_count@project:3"]),
        ("3号项目完成率", ["completion_rate@project:3"]),
    ],
)
def test_figures_are_found_the_way_a_clerk_asks(outputs: Path, query: str, expected: list[str]) -> None:
    assert keys(outputs, query) == expected


def test_printed_text_lists_the_figures_that_papers_show_first(outputs: Path) -> None:
    answer = explain(outputs, JUNE, "30.0%")
    assert [item.figure.key for item in answer.figures] == [
        "completion_rate@all",
        "completion_rate@project:3",
        "completion_rate@locality:龙潭区",
    ]
    lines = explanation_lines(answer)
    assert lines[1] == "指标3个，写出键再查一次可看全："
    assert lines[3] == "  completion_rate@project:3　年度计划投资完成率（雾凇 大桥）30.0%，印在1件公文里"


@pytest.mark.parametrize(
    "query", [f"{FILED}「进展」D7", f"{FILED}!进展!D7", "住建局.xlsx 进展 d7", "住建局.xlsx $D$7", "进展!D7"]
)
def test_a_cell_tells_who_uses_it_however_it_is_written(outputs: Path, query: str) -> None:
    (answer,) = explain(outputs, JUNE, query).cells
    assert [user.figure.key for user in answer.figures] == [
        "completion_rate@all",
        "completion_rate@project:3",
        "completion_rate@locality:龙潭区",
        "cumulative_investment@all",
    ]
    lines = explanation_lines(explain(outputs, JUNE, query))
    assert lines[1] == f"{FILED}「进展」D7“300”"
    assert lines[-1] == f"    {TITLE}（{PATH}.docx）：正文第2段、附件表1第1行第3格"


def test_a_quoted_cell_is_found_by_place_and_by_its_words(outputs: Path) -> None:
    for query in ("住建局.xlsx「进展」L7", "居民意见征集滞后"):
        lines = explanation_lines(explain(outputs, JUNE, query))
        assert lines[1:] == [
            f"{FILED}「进展」L7“居民意见征集滞后”",
            "  没有指标用到它。",
            "  照录在：",
            f"    {TITLE}（{PATH}.docx）：附件表1第1行第4格",
        ]


def test_a_piece_of_a_sentence_names_the_figures_in_it(outputs: Path) -> None:
    (passage,) = explain(outputs, JUNE, "占年度计划的30.0%").passages
    assert (str(passage.place), [item.figure.key for item in passage.figures]) == ("正文第2段", ["completion_rate@all"])


def test_nothing_found_gives_the_nearest_names(outputs: Path) -> None:
    answer = explain(outputs, JUNE, "计划完成律")
    assert not answer.is_found
    assert "年度计划投资完成率" in answer.nearest
    assert explanation_lines(answer)[1].startswith("  没有找到")
    assert f"{FILED}「进展」D7" in explain(outputs, JUNE, "住建局.xlsx「进展」D8").nearest
    assert explain(outputs, JUNE, "※").nearest == ()


def test_a_missing_value_says_so(outputs: Path) -> None:
    lines = explanation_lines(explain(outputs, JUNE, "按期竣工率"))
    assert "  未修约：没有数" in lines
    assert "  单元格：没有用到（设置或缺数）" in lines
    assert "  没有公文印它。" in lines


def test_many_cells_are_cut_for_people_and_whole_for_programs(tmp_path: Path) -> None:
    many = tuple(cell(f"D{row}", str(row)) for row in range(1, 59))
    book = (figure("cumulative_investment", "累计", "all", "1", "万元", "1", *many),)
    publish(tmp_path, book, report(figures()))
    answer = explain(tmp_path, JUNE, "累计")
    lines = explanation_lines(answer)
    assert f"D{MOST_CELLS}“20”" in lines[6] and "D21" not in lines[6]
    assert lines[7] == "    等58格，全部的用 --json 看。"
    (data,) = json.loads(json.dumps(explanation_data(answer)))["figures"]
    assert len(data["sources"]) == 58


def test_json_of_a_cell_lists_figures_and_papers(outputs: Path) -> None:
    (data,) = json.loads(json.dumps(explanation_data(explain(outputs, JUNE, "进展!D7"))))["cells"]
    assert (data["cell"], len(data["figures"]), data["papers"][0]["files"]) == ("D7", 4, [f"{PATH}.docx"])


def test_the_newest_month_is_asked_when_none_is_given(outputs: Path) -> None:
    (outputs / "草稿").mkdir()
    assert explain(outputs, None, "完成率").edition == "2024年6月第1版"


def test_what_is_missing_is_said(outputs: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="还没有成品"):
        explain(tmp_path / "空", None, "完成率")
    with pytest.raises(UsageError, match=r"没有 manifest\.json"):
        explain(outputs, Month(2024, 5), "完成率")
    with pytest.raises(UsageError, match="没有写要查什么"):
        explain(outputs, JUNE, " ")
    (outputs / "2024-06/figures.json").write_bytes(b"[{}]")
    with pytest.raises(UsageError, match=r"figures\.json 损坏"):
        explain(outputs, JUNE, "完成率")
    (outputs / "2024-06/traces.json").unlink()
    with pytest.raises(UsageError, match=r"没有 traces\.json"):
        explain(outputs, JUNE, "完成率")
