"""命令行：核对不写文件；用法不对的说明怎样改；检查本机。"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.e2e.returns import spoiled_inputs
from tests.e2e.runs import INPUTS, reportgen


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
