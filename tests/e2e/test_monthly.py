"""命令行：小结说清做了什么、什么没有达标、要核对什么；核对不写文件；用法不对的说明怎样改。"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.e2e.returns import spoiled_inputs
from tests.e2e.runs import INPUTS, few_papers, reportgen


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> CompletedProcess[str]:
    """只出通报的一期。"""
    base = tmp_path_factory.mktemp("monthly")
    templates = few_papers(base, ("D3",))
    return reportgen("monthly", "--month", "2024-06", "--outputs", base / "outputs", "--templates", templates)


def test_the_closing_summary_tells_what_was_made_missed_and_to_be_checked(done: CompletedProcess[str]) -> None:
    assert done.returncode == 0
    assert "2024年6月：第1版已出，放在 " in done.stdout
    assert "  01-推进情况通报（DOCX、PDF，" in done.stdout
    assert "年度计划投资完成率 31.5%（节点参考进度 30.0%），开复工率 93.1%" in done.stdout
    assert "未达到：T1 6月底开复工率，实际 93.1%" in done.stdout
    assert "绿灯15个、黄灯11个、红灯3个" in done.stdout
    assert "数据核对：差错0条、提醒" in done.stdout


def test_progress_is_told_on_the_other_channel(done: CompletedProcess[str]) -> None:
    assert "推进情况通报" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_lists_every_fault_and_writes_nothing(tmp_path: Path) -> None:
    inputs = spoiled_inputs(tmp_path)
    done = reportgen("check", "--month", "2024-06", "--inputs", inputs, "--json")
    assert done.returncode == 1
    assert ("E", "F3") in [(item["severity"], item["cell"]) for item in json.loads(done.stdout)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["inputs"]


def test_wrong_usage_ends_with_2_and_says_how_to_mend_it(tmp_path: Path) -> None:
    bad_month = reportgen("monthly", "--month", "2024年6月", "--outputs", tmp_path)
    assert (bad_month.returncode, "2024-06" in bad_month.stderr) == (2, True)
    missing = reportgen("monthly", "--inputs", tmp_path / "没有", "--outputs", tmp_path)
    assert (missing.returncode, "不存在" in missing.stderr) == (2, True)
    empty = tmp_path / "空"
    shutil.copytree(INPUTS, empty, ignore=shutil.ignore_patterns("月度进展"))
    nothing = reportgen("monthly", "--inputs", empty, "--outputs", tmp_path)
    assert (nothing.returncode, "没有2024年的填报表" in nothing.stderr) == (2, True)


def test_doctor_names_the_face_of_each_role() -> None:
    done = reportgen("doctor", "--json")
    names = {item["name"]: item["text"] for item in json.loads(done.stdout)}
    assert any("FandolFang" in text or "仿宋" in name for name, text in names.items())
