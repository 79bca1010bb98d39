"""程序和公文稿里没有哪一个城市、哪一个年度、哪一份清单：这些只在 inputs 里。"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.model.period import Month
from reportgen.model.records import Facts
from reportgen.read import read_facts
from reportgen.settings import Scheme, load_scheme

ROOT = Path(__file__).resolve().parents[1]
INPUTS = ROOT / "inputs"
SUFFIXES = {".j2", ".toml", ".txt", ".css"}

#: 各地都有、程序自己也用的说法。
COMMON = {"市本级"}
#: 清单的个数当作事实写死：“29个项目”“16 个新建”。
COUNTS = re.compile(r"(?<![\d.])(?:29|16|13)\s*个")
#: 方案收项目的下限。
MINIMUM = re.compile(r"(?<![\d.])5\s*亿元")
#: 节点月份写死；“如6月底”一类的举例只在说明里。
NODES = re.compile(r"(?<!\d)(?:6|9|11)月底")


def texts() -> Iterator[tuple[str, str]]:
    """（文件，文字）：公文稿和设置骨架的全文，程序的全文。"""
    for folder in ("templates", "reportgen"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", *SUFFIXES}:
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def working_texts() -> Iterator[tuple[str, str]]:
    """（文件，文字）：公文稿的全文；程序只取起作用的文字和名称，不取说明和注释。"""
    for name, text in texts():
        yield name, "\n".join(code_words(text)) if name.endswith(".py") else text


def code_words(text: str) -> Iterator[str]:
    tree = ast.parse(text)
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in notes:
            yield str(node.value)


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme(INPUTS)


@pytest.fixture(scope="module")
def facts(scheme: Scheme) -> Facts:
    return read_facts(INPUTS, scheme, Month(scheme.year, scheme.first_month.month))[0]


def found(words: set[str], pairs: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, word) for name, text in pairs for word in sorted(words) if word in text]


def test_the_city_and_its_offices_are_named_nowhere(scheme: Scheme) -> None:
    names = {scheme.city, scheme.city.removesuffix("市"), scheme.issuer, scheme.issuer_code, scheme.document_number}
    assert found(names, texts()) == []


def test_no_unit_sponsor_locality_or_project_of_the_list_is_named(scheme: Scheme, facts: Facts) -> None:
    names: set[str] = set()
    for project in facts.projects:
        names |= {project.name, project.legal_entity, project.locality, project.area, project.filing_unit}
        names |= {project.sponsor, *project.responsible_units}
    names |= {contact.person for contact in facts.contacts} | {contact.email for contact in facts.contacts}
    assert len(names - COMMON) > 60
    assert found(names - COMMON - {""}, working_texts()) == []


@pytest.mark.parametrize("pattern", [COUNTS, MINIMUM, NODES])
def test_no_count_minimum_or_node_of_the_scheme_is_written_down(pattern: re.Pattern[str]) -> None:
    assert [(name, match[0]) for name, text in working_texts() for match in pattern.finditer(text)] == []


def test_templates_name_no_year(scheme: Scheme) -> None:
    names = [name for name, text in texts() if not name.endswith(".py") and str(scheme.year) in text]
    assert names == []


def test_the_search_finds_what_it_should() -> None:
    assert list(code_words('"""市发改委"""\nA = "龙潭区"  # 丰满区\ndef f():\n    "吉林"\n    return 29')) == [
        "龙潭区",
        "29",
    ]
    assert COUNTS.search("包保的29个项目") and COUNTS.search("16 个") and not COUNTS.search("129个")
    assert MINIMUM.search("不足5亿元") and not MINIMUM.search("3.5亿元") and NODES.search("6月底前")
