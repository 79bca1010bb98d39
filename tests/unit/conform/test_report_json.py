"""供程序读取的报告：字段齐全，结论与文字报告相同。"""

from __future__ import annotations

import json

from reportgen.conform.report_json import SCHEMA, json_report
from tests.unit.conform.reports import BRIEFING, LETTER


def test_answer_says_whether_everything_conforms() -> None:
    assert json.loads(json_report([BRIEFING]))["is_conforming"] is True
    answer = json.loads(json_report([BRIEFING, LETTER]))
    assert answer["is_conforming"] is False
    assert [file["is_conforming"] for file in answer["files"]] == [True, False]
    assert answer["schema"] == SCHEMA


def test_file_carries_form_pages_profile_and_counts() -> None:
    letter, briefing = json.loads(json_report([LETTER, BRIEFING]))["files"]
    assert (letter["path"], letter["format"], letter["form"], letter["pages"]) == ("通报.pdf", "PDF", "信函", 2)
    assert letter["profile"] == "BOX"
    assert letter["counts"] == {"不合格": 1, "提示": 1, "无法核验": 1, "合格": 3}
    assert letter["checked"] == 5
    assert (briefing["pages"], briefing["profile"]) == (None, None)


def test_result_carries_everything_measured() -> None:
    (letter,) = json.loads(json_report([LETTER]))["files"]
    first = letter["results"][0]
    assert first == {
        "id": "G-7.3.1b",
        "clause": "7.3.1",
        "basis": "GB/T 9704—2012 7.3.1",
        "strength": "规定",
        "element": "标题的位置",
        "requirement": first["requirement"],
        "verdict": "不合格",
        "expected": "居中",
        "measured": "偏左 3 毫米 <左>",
        "tolerance": "±0.5 毫米",
        "page": 1,
        "note": "",
        "boxes": [{"page": 1, "x0": 50, "y0": 97, "x1": 160, "y1": 117}],
    }
    assert "居中" in first["requirement"]
