"""文档与程序一致：命令、公文、各部分都写到，链接都通，图片都用到。"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.cli import main
from reportgen.compose.figure_names import FIGURE_NAMES
from reportgen.compose.routing import OCCASIONS, PER, load_catalogue
from reportgen.evaluate.indicators import INDICATORS
from tests.test_architecture import ALLOWED
from tools.make_docs import documents

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", ROOT / "README.en.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md")))
PICTURES = sorted(DOCS.rglob("*.png"))
#: 文档里全部图片的大小，字节。
MOST_BYTES = 1_500_000


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def targets() -> list[str]:
    """Makefile 中有说明的目标。"""
    return re.findall(r"^([a-z-]+):.*## ", text_of("Makefile"), re.M)


@pytest.mark.parametrize("name", documents())
def test_generated_manual_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == documents()[name], "请运行 make docs"


def test_every_indicator_has_a_name_for_templates() -> None:
    assert {item.id for item in INDICATORS} <= set(FIGURE_NAMES)
    assert len(set(FIGURE_NAMES.values())) == len(FIGURE_NAMES)


def test_every_command_has_chinese_help() -> None:
    for name, command in main.commands.items():
        assert re.search("[一-龥]", command.help or ""), name


def test_every_command_and_every_target_is_in_the_readme() -> None:
    readme = text_of("README.md")
    assert len(targets()) > 15
    assert [name for name in main.commands if f"`reportgen {name}`" not in readme] == []
    assert [name for name in targets() if name != "help" and f"`make {name}`" not in readme] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_commands_and_targets_named_in_the_pages_exist(path: Path) -> None:
    code = re.findall(r"```.*?```|`[^`\n]+`", path.read_text(encoding="utf-8"), re.S)
    named = {pair for part in code for pair in re.findall(r"\b(make|reportgen) ([a-z]+)", part)}
    known = {"make": targets(), "reportgen": list(main.commands)}
    assert {(program, name) for program, name in named if name not in known[program]} == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_page_of_the_manual_is_linked_from_the_readme() -> None:
    readme = text_of("README.md")
    assert [path.name for path in DOCS.glob("*.md") if f"](docs/{path.name})" not in readme] == []


def test_every_picture_is_shown_somewhere_and_all_are_small() -> None:
    shown = {
        (path.parent / link).resolve()
        for path in PAGES
        for link in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", path.read_text(encoding="utf-8"))
    }
    assert len(PICTURES) > 15
    assert [path.name for path in PICTURES if path not in shown] == []
    assert sum(path.stat().st_size for path in PICTURES) < MOST_BYTES


def test_every_paper_is_described_and_pictured() -> None:
    manual = text_of("docs/公文一览.md")
    sections = dict(re.findall(r"^## (D\d+) (.*?)(?=^## |\Z)", manual, re.M | re.S))
    for paper in load_catalogue(ROOT / "templates"):
        section = sections[paper.kind]
        assert paper.name in section, paper
        assert "![" in section, paper
        assert [name for name in paper.formats if name not in section] == [], paper


def test_everything_an_entry_of_the_catalogue_can_say_is_in_the_manual() -> None:
    section = text_of("docs/公文稿.md").partition("\n## 8 ")[2].partition("\n## 9 ")[0]
    assert [word for word in (*PER, *OCCASIONS) if word not in section] == []


def test_every_part_of_the_program_has_its_line_in_the_architecture() -> None:
    manual = text_of("docs/架构.md")
    names = [part for part in ALLOWED if part != "__main__"]
    assert [part for part in names if not re.search(rf"`{part}(/|\.py)`", manual)] == []
