"""读入结果与行、列、文件的次序无关；演示数据读入没有差错。"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.model.finding import has_errors
from reportgen.model.period import Month
from reportgen.model.records import Progress
from reportgen.read import available_months, read_facts
from reportgen.settings import load_scheme
from tests.unit.read.tables import PROJECT_ROOT, Desk, rows_of

TABLE = """
    项目名称 | 本月完成投资（万元） | 本年累计完成投资（亿元） | 项目状态 | 复工时间 | 形象进度
    抽水蓄能电站 | 5000 | 1.2 | 已复工 | 2024年3月 | 大坝填筑
    废盐综合利用项目（一期） | 300 | 0.03 | 已开工 | | 土建
    废盐综合利用项目（二期） | 0 | 0 | 未开工 | |
"""


def contents(progress: Progress) -> dict[str, object]:
    """除单元格地址之外的全部字段，以及各字段的原文。"""
    fields = {name: getattr(progress, name) for name in Progress.__dataclass_fields__ if name != "cells"}
    return fields | {f"{name}.原文": source.value for name, source in progress.cells.items()}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(), files=st.integers(1, 3))
def test_shuffled_rows_columns_and_files_give_the_same_records(desk: Desk, seed: int, files: int) -> None:
    chance = random.Random(seed)
    head, *body = rows_of(TABLE)
    order = chance.sample(range(len(head)), len(head))
    chance.shuffle(body)
    for path in (desk.inputs / "月度进展").glob("2024-04/*"):
        path.unlink()
    for index in range(files):
        rows = [[row[column] for column in order] for row in [head, *body[index::files]]]
        desk.sheets(name=f"{chance.random()}.xlsx", 进展="\n".join(" | ".join(row) for row in rows))
    outcome = desk.read()
    assert outcome.codes == []
    assert {number: contents(item) for number, item in outcome.newest.items()} == expected(desk)


def expected(desk: Desk) -> dict[int, dict[str, object]]:
    """照原样写成一个文件时的记录。"""
    desk.sheets("2024-05", 进展=TABLE)
    found = desk.read("2024-05").newest
    return {number: contents(item) | {"month": Month(2024, 4)} for number, item in found.items()}


def test_reading_twice_gives_equal_facts(desk: Desk) -> None:
    desk.sheets(进展=TABLE)
    assert desk.read() == desk.read()


@pytest.fixture(scope="module")
def sample() -> Path:
    """随程序提供的演示数据。"""
    return PROJECT_ROOT / "inputs"


def test_sample_of_all_months_reads_without_errors(sample: Path) -> None:
    scheme = load_scheme(sample)
    months = available_months(sample, scheme.year)
    facts, findings = read_facts(sample, scheme, months[-1])
    assert not has_errors(findings)
    assert len(facts.projects) == 29 and len(facts.returns) == len(months) == 8
