"""出一次和再出一次：小结说清情况，没有变化的照旧，迟报的换版并说明，人工改过的保留，冻结的不动，改动了的查得出；逐字节可以重现。

换版的经过只用专报和包保领导月报，没有附件；逐字节比较用六月的全部文件。
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.e2e.agreement import figure_book
from tests.e2e.returns import raise_cumulative
from tests.e2e.runs import INPUTS, digests, few_papers, reportgen
from tests.support.docx_edits import DOCUMENT, edited, retype
from tests.support.docx_text import docx_text

MONTH = "2024-06"
PROJECT, ITS_SPONSOR = "聚氨酯助剂系列产品", "崔志刚"
REPORT = "关于2024年6月重大项目市级领导包保进展情况的报告"
ITS_REPORT = "关于2024年6月包保重大项目进展情况的报告"
Files = Mapping[str, str]


@dataclass(frozen=True)
class Step:
    """一步：程序的回答，这时成品文件夹里的文件。"""

    done: CompletedProcess[str]
    files: Files

    @property
    def said(self) -> str:
        """标准输出。"""
        return self.done.stdout


@dataclass(frozen=True)
class Story:
    """经过：首版；再出一次；手工改了一份 Word，又有迟报的一格，出第2版；冻结以后照原来的填报表再出。"""

    outputs: Path
    place: tuple[str, str, str]
    hand: bytes
    first: Step
    again: Step
    late: Step
    frozen: Step

    @property
    def folder(self) -> Path:
        """成品文件夹。"""
        return self.outputs / MONTH


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """一个月从首版到冻结；测试不得改动其中的文件。"""
    base = tmp_path_factory.mktemp("story")
    outputs, templates = base / "outputs", few_papers(base, ("D1", "D2"))
    late = Path(shutil.copytree(INPUTS, base / "late"))
    place = raise_cumulative(late, late / "月度进展" / MONTH, PROJECT, wan=700)

    def produce(inputs: Path) -> Step:
        done = reportgen(*_monthly(inputs, outputs), "--templates", templates)
        return Step(done, digests(outputs / MONTH))

    first, again = produce(INPUTS), produce(INPUTS)
    hand = edit_by_hand(outputs / MONTH)
    second = produce(late)
    assert reportgen("freeze", "--month", MONTH, "--outputs", outputs).returncode == 0
    return Story(outputs, place, hand, first, again, second, produce(INPUTS))


def _monthly(inputs: Path, outputs: Path) -> tuple[str | Path, ...]:
    return ("monthly", "--month", MONTH, "--inputs", inputs, "--outputs", outputs)


def edit_by_hand(edition: Path) -> bytes:
    """在 Word 里改第一份包保领导月报的一个标题；返回改后的文件。"""
    path = word_of(edition, "")
    path.write_bytes(edited(path.read_bytes(), [retype(DOCUMENT, "一、总体情况", "一、总的情况")]))
    return path.read_bytes()


def word_of(edition: Path, remark: str) -> Path:
    """武忠旭的包保领导月报；``remark`` 是文件名末尾的括号。"""
    return edition / "02-包保领导月报" / f"01-武忠旭包保项目月报（2024年6月）{remark}.docx"


# 首版


def test_the_closing_summary_tells_what_was_made_missed_and_to_be_checked(story: Story) -> None:
    assert story.first.done.returncode == 0
    assert f"2024年6月：第1版已出，放在 {story.folder}" in story.first.said
    assert "  01-月度专报（DOCX、PDF，" in story.first.said
    assert "  02-包保领导月报（7件，DOCX，" in story.first.said
    assert "年度计划投资完成率 31.5%（节点参考进度 30.0%），开复工率 93.1%" in story.first.said
    assert "未达到：T1 6月底开复工率，实际 93.1%" in story.first.said
    assert "绿灯15个、黄灯11个、红灯3个" in story.first.said
    assert "数据核对：差错0条、提醒" in story.first.said


def test_progress_is_told_on_the_other_channel(story: Story) -> None:
    assert "包保领导月报" in story.first.done.stderr
    assert "Traceback" not in story.first.done.stderr


# 没有变化


def test_a_rerun_without_change_says_so_and_keeps_every_byte_and_the_edition(story: Story) -> None:
    assert story.again.done.returncode == 0
    assert "2024年6月：数据和公文稿都没有变化，第1版仍然有效" in story.again.said
    assert story.again.files == story.first.files


def test_folders_and_environment_leave_no_mark_in_any_file(editions: Mapping[str, Path], tmp_path: Path) -> None:
    inputs = Path(shutil.copytree(INPUTS, tmp_path / "另一处" / "填报"))
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "America/New_York", "LANG": "en_US.UTF-8", "LC_ALL": "C.UTF-8"}
    done = reportgen(*_monthly(inputs, tmp_path / "别处"), **elsewhere, USER="别人", HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    here, there = digests(editions[MONTH]), digests(tmp_path / "别处" / MONTH)
    assert [name for name in here if here[name] != there.get(name)] == []
    assert here.keys() == there.keys()
    assert {Path(name).suffix for name in here} == {".docx", ".pdf", ".xlsx", ".html", ".eml", ".json"}
    assert len(here) > 110


# 迟报的一格


def test_a_late_return_makes_a_second_edition_and_says_which_papers_changed(story: Story) -> None:
    assert story.late.done.returncode == 0
    assert "2024年6月：第2版已出" in story.late.said
    assert "2024年6月第2版与2024年6月第1版相比" in story.late.said
    said = story.late.said
    assert f"有变化的公文2件：\n      {REPORT}\n      {ITS_REPORT}（{ITS_SPONSOR}）\n" in said


def test_a_late_return_changes_only_the_papers_that_print_it(story: Story) -> None:
    words = [name for name in story.first.files if name.endswith(".docx") and not name.startswith("审阅稿")]
    changed = {name for name in words if story.late.files[name] != story.first.files[name]}
    assert {Path(name).name.partition("包保项目")[0] for name in changed} == {
        "重大项目包保工作专报（2024年6月）.docx",
        f"03-{ITS_SPONSOR}",
    }


def test_the_changed_cell_and_the_figures_it_moved_are_told(story: Story) -> None:
    file, sheet, cell = story.place
    assert f"{file}「{sheet}」{cell}：“3798”→“4498”" in story.late.said
    assert f"年度计划投资完成率（{PROJECT}）19.0%→22.5%，+3.5个百分点，印在《{ITS_REPORT}》" in story.late.said
    assert "本年累计完成投资（全部）61.74亿元→61.81亿元，+0.07亿元" in story.late.said
    listing = (story.outputs / "审阅" / MONTH / "第2版的变化.txt").read_text(encoding="utf-8-sig")
    assert "……共" not in listing
    assert f"完成率与节点参考进度之差（{PROJECT}）-11.0个百分点→-7.5个百分点，+3.5个百分点" in listing
    assert f"完成率与节点参考进度之差（{ITS_SPONSOR}）-0.6个百分点→-0.4个百分点，+0.2个百分点" in listing


def test_a_review_copy_of_the_report_marks_what_changed_since_the_last_edition(story: Story) -> None:
    folder = story.outputs / "审阅" / MONTH
    assert f"对照材料在 {folder}" in story.late.said
    name = "重大项目包保工作专报（2024年6月）（与第1版比较）"
    assert {path.name for path in folder.glob("*比较*")} == {f"{name}.docx", f"{name}.pdf"}
    texts = "\n".join(docx_text((folder / f"{name}.docx").read_bytes()))
    assert "61.81亿元" in texts and "61.74亿元" not in texts


def test_the_old_edition_is_kept_in_the_history(story: Story) -> None:
    kept = digests(story.outputs / ".history" / MONTH / "1")
    hand = {name for name in kept if kept[name] != story.first.files[name]}
    assert kept.keys() == story.first.files.keys()
    assert [Path(name).name[:6] for name in hand] == ["01-武忠旭"]


def test_a_word_file_edited_by_hand_is_kept_beside_the_new_one_and_named(story: Story) -> None:
    kept = word_of(story.folder, "（人工修改稿）")
    assert kept.read_bytes() == story.hand
    assert f"人工修改过的文件原样保留：02-包保领导月报/{kept.name}" in story.late.said
    fresh = docx_text(word_of(story.folder, "").read_bytes())
    assert "一、总体情况" in fresh and "一、总的情况" not in fresh


# 冻结、核对


def test_a_frozen_month_refuses_a_changed_edition_and_stays_as_it_is(story: Story) -> None:
    assert story.frozen.done.returncode == 2
    assert "2024年6月已冻结（第2版），这次的内容与它不同" in story.frozen.done.stderr
    assert REPORT in story.frozen.done.stderr
    assert "先解冻" in story.frozen.done.stderr
    assert "Traceback" not in story.frozen.done.stderr
    assert story.frozen.files == story.late.files


def test_verify_finds_nothing_in_an_edition_as_made_and_names_a_file_that_was_tampered_with(
    story: Story, tmp_path: Path
) -> None:
    shutil.copytree(story.folder, tmp_path / MONTH)
    intact = verify(tmp_path)
    assert intact.returncode == 0
    assert "与生成时相同" in intact.stdout
    assert "人工修改稿" in intact.stdout
    report = next((tmp_path / MONTH / "01-月度专报").glob("*.pdf"))
    report.write_bytes(report.read_bytes().replace(b"%%EOF", b"%%EOG"))
    (tmp_path / MONTH / "总表.xlsx").unlink()
    broken = verify(tmp_path)
    assert broken.returncode == 1
    assert f"被改动  01-月度专报/{report.name}" in broken.stdout
    assert "缺失  总表.xlsx" in broken.stdout
    assert "2处与生成时不同" in broken.stdout


def verify(outputs: Path) -> CompletedProcess[str]:
    return reportgen("verify", "--month", MONTH, "--outputs", outputs)


# 说明来源


def explain(editions: Mapping[str, Path], *query: str) -> CompletedProcess[str]:
    return reportgen("explain", "--month", MONTH, "--outputs", editions[MONTH].parent, *query)


def test_explain_leads_from_a_printed_rate_to_formula_value_and_cells(editions: Mapping[str, Path]) -> None:
    figure = figure_book(editions[MONTH])["completion_rate@all"]
    done = explain(editions, "completion_rate@all")
    assert done.returncode == 0
    assert f"年度计划投资完成率（全部）：{figure['printed']}" in done.stdout
    assert f"算法：{figure['formula']}" in done.stdout
    assert str(figure["value"])[:12] in done.stdout
    assert f"单元格{len(figure['sources'])}格" in done.stdout
    assert figure["sources"][0]["file"] in done.stdout
    assert f"{REPORT}（" in done.stdout and "正文第2段" in done.stdout
    printed = explain(editions, figure["printed"])
    assert "completion_rate@all" in printed.stdout


def test_explain_leads_from_a_cell_to_the_figures_and_the_papers_that_print_them(
    story: Story, editions: Mapping[str, Path]
) -> None:
    file, sheet, cell = story.place
    done = explain(editions, f"{file}「{sheet}」{cell}", "--json")
    (answer,) = json.loads(done.stdout)["cells"]
    assert answer["value"] == "3798"
    assert {"cumulative_investment@all", "completion_rate@project:9"} <= set(answer["figures"])
    titles = {paper["title"] for paper in answer["papers"]}
    assert {REPORT, f"{PROJECT}推进施工图"} <= titles
    spoken = explain(editions, f"{file}「{sheet}」{cell}")
    assert spoken.returncode == 0 and f"{file}「{sheet}」{cell}“3798”" in spoken.stdout


def test_explain_says_when_there_is_nothing_and_names_what_is_near(editions: Mapping[str, Path]) -> None:
    done = explain(editions, "年度计划投资完成律")
    assert done.returncode == 1
    assert "没有找到" in done.stdout and "年度计划投资完成率" in done.stdout
