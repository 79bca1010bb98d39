"""文档与程序一致。"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.cli import main
from reportgen.compose.figure_names import FIGURE_NAMES
from reportgen.evaluate.indicators import INDICATORS
from tools.make_docs import documents

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("name", documents())
def test_generated_manual_is_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == documents()[name], "请运行 make docs"


def test_every_indicator_has_a_name_for_templates() -> None:
    assert {item.id for item in INDICATORS} <= set(FIGURE_NAMES)
    assert len(set(FIGURE_NAMES.values())) == len(FIGURE_NAMES)


def test_every_command_has_chinese_help() -> None:
    for name, command in main.commands.items():
        assert re.search("[一-龥]", command.help or ""), name


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name
)
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_make_targets_named_in_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8")):
        assert re.search(rf"^{target}:", makefile, re.M), target
