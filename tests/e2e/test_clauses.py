"""docs/条款对照.md 的每一行：引的是方案的原话，所说的内容真在交付文件的那个位置。"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from reportgen.compose.routing import load_catalogue
from tests.e2e.runs import INPUTS, MONTHS, ROOT
from tests.support.places import Content, content_of, holds, squeezed

MANUAL = ROOT / "docs" / "条款对照.md"
SCHEME_TEXT = ROOT / "tests" / "data" / "方案原文.txt"
HEAD = ["条款", "方案原文", "公文", "文件", "位置", "栏", "例"]
_EXAMPLE = re.compile(r"(\d{4}-\d\d|印发通知)(?: (.+?))? → (.+)")


@dataclass(frozen=True)
class Row:
    """对照表的一行；``key`` 是例子所在的行，正文的例子没有。"""

    clause: str
    quote: str
    kind: str
    name: str
    format: str
    heading: str
    column: str
    edition: str
    key: tuple[str, ...]
    text: str


def read_rows() -> list[Row]:
    """对照表的全部行。"""
    lines = MANUAL.read_text(encoding="utf-8").splitlines()
    tables = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [_row(cells) for cells in tables if cells != HEAD and cells[0] != "---"]


def _row(cells: list[str]) -> Row:
    assert len(cells) == len(HEAD), f"不是{len(HEAD)}格：{cells}"
    clause, quote, paper, format, heading, column, example = cells
    found = _EXAMPLE.fullmatch(example)
    assert found, f"例的写法不对：{example}"
    kind, _, name = paper.partition(" ")
    key = tuple(found[2].split("＋")) if found[2] else ()
    return Row(clause, quote, kind, name, format, heading, column, found[1], key, found[3])


ROWS = read_rows()
Find = Callable[[Row], list[Content]]


@pytest.fixture(scope="module")
def delivered(editions: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Find:
    """一行所说的文件，已读出；同一个文件只读一次。"""
    read = cache(content_of)

    @cache
    def folder(edition: str) -> Path:
        return editions[edition] if edition in MONTHS else _notice(tmp_path_factory.mktemp("notice"))

    return lambda row: [read(path) for path in _files(folder(row.edition), row)]


def _notice(outputs: Path) -> Path:
    command = [sys.executable, "-m", "reportgen", "notice", "--inputs", str(INPUTS), "--outputs", str(outputs)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return outputs / "印发通知"


def _files(edition: Path, row: Row) -> list[Path]:
    """一种公文的全部文件：每月的认文件夹，随附材料和印发通知认标题。"""
    documents = json.loads((edition / "manifest.json").read_text(encoding="utf-8"))["documents"]
    is_notice = row.edition not in MONTHS
    chosen = [item for item in documents if item["kind"] == row.kind and (is_notice or _is_named(item, row.name))]
    return [edition / file["path"] for item in chosen for file in item["files"] if file["format"] == row.format]


def _is_named(document: Mapping[str, object], name: str) -> bool:
    files = document["files"]
    assert isinstance(files, list)
    folder = files[0]["path"].partition("/")[0]
    return document["title"] == name or folder.endswith(f"-{name}")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.clause}-{row.kind}{row.heading}-{row.column}")
def test_the_clause_ends_in_that_place_of_that_paper(row: Row, delivered: Find) -> None:
    contents = delivered(row)
    assert contents, f"没有{row.kind} {row.name}的{row.format}文件"
    assert any(holds(content, row.heading, row.column, row.key, row.text) for content in contents), row


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.clause}-{row.quote}")
def test_the_quotation_stands_in_that_clause_of_the_scheme(row: Row) -> None:
    assert squeezed(row.quote) in clauses()[row.clause]


def test_every_clause_of_the_scheme_and_every_paper_has_a_row() -> None:
    assert {row.clause for row in ROWS} == set(clauses())
    papers = {(paper.kind, paper.name) for paper in load_catalogue(ROOT / "templates")}
    assert papers <= {(row.kind, row.name) for row in ROWS}


def test_a_wrong_place_is_found_out(delivered: Find) -> None:
    row = next(row for row in ROWS if row.key)
    (content, *_) = delivered(row)
    assert holds(content, row.heading, row.column, row.key, row.text)
    assert not holds(content, "没有这个标题", row.column, row.key, row.text)
    assert not holds(content, row.heading, "没有这一栏", row.key, row.text)
    assert not holds(content, row.heading, row.column, ("没有这一行",), row.text)
    assert not holds(content, row.heading, row.column, row.key, "没有这几个字")


@cache
def clauses() -> dict[str, str]:
    """方案的条款：一、二（一）……三（三）、附件 → 原文，去掉空白。"""
    found: dict[str, str] = {}
    chapter, name = "", ""
    for line in SCHEME_TEXT.read_text(encoding="utf-8").splitlines():
        if head := re.match(r"([一二三])、", line):
            chapter = name = head[1]
        elif item := re.match(r"（([一二三])）", line):
            name = f"{chapter}（{item[1]}）"
        elif line.strip() == "附件":
            name = "附件"
        if name and not re.fullmatch(r"[二三]、\S+", line):
            found[name] = found.get(name, "") + squeezed(line)
    return found
