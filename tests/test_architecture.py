"""引用的方向：目录即数据流，各阶段互不引用；命令行启动时不引入重的库。"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import resolve_name
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "reportgen"

STAGES = ("read", "check", "evaluate", "compose", "render", "publish")
BASE = ("model", "settings", "errors")

#: 各部分（包或包下第一层的模块）可以引用的其他部分；没有列出的部分不得存在。
ALLOWED = {
    "model": (),
    "errors": (),
    "settings": ("model", "errors"),
    **{stage: BASE for stage in STAGES},
    **{part: BASE for part in ("tabulate", "dispatch", "overview", "trace")},
    "progress": BASE,
    "drafts": (*BASE, *STAGES),
    "printing": (*BASE, *STAGES, "progress", "drafts"),
    "reviews": (*BASE, *STAGES, "drafts", "trace"),
    "companions": (*BASE, *STAGES, "drafts", "printing", "reviews", "tabulate", "dispatch", "overview", "trace"),
    "pipeline": (
        *(*BASE, *STAGES, "progress", "drafts", "printing", "reviews", "companions", "trace"),
        *("comparison",),
    ),
    "mailing": (*BASE, "publish", "dispatch", "companions", "explain", "pipeline", "reviews"),
    "notice": (*BASE, *STAGES, "progress", "drafts", "printing", "pipeline"),
    "doctor": (*BASE, "render"),
    "conform": ("model", "errors"),
    "summary": (*BASE, "pipeline", "publish", "trace"),
    "explain": (*BASE, "publish", "trace"),
    "comparison": (*BASE, *STAGES, "progress", "drafts", "printing", "reviews", "explain", "trace"),
    "preview": (*BASE, *STAGES, "drafts", "pipeline"),
    "scaffold": (*BASE, "read"),
    "cli": (
        *(*BASE, "pipeline", "notice", "progress", "summary", "doctor", "conform"),
        *("explain", "mailing", "preview", "scaffold", "publish", "trace"),
    ),
    "__main__": ("cli",),
}

#: 一启动就要引入的部分，顶层只许引用标准库和这里列出的库。
LIGHT = {"": (), "errors": (), "model": (), "settings": (), "cli": ("click",)}


@dataclass(frozen=True)
class Import:
    """一处引用；``is_lazy`` 表示启动时并不引入：写在函数里，或只供类型检查。"""

    target: str
    line: int
    is_lazy: bool


Tree = Mapping[str, tuple[Import, ...]]


def parse_tree(root: Path) -> Tree:
    """``root`` 下 reportgen 各模块的全部引用，相对引用已化为全名。"""
    files = {module_name(path.relative_to(root)): path for path in sorted((root / PACKAGE).rglob("*.py"))}
    return {name: tuple(imports(path, name, files)) for name, path in files.items()}


def module_name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, name: str, known: Iterable[str]) -> Iterator[Import]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    lazy = {id(child) for node in ast.walk(tree) if is_deferred(node) for child in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for target in sorted(set(targets(node, package, known))):
                yield Import(target, node.lineno, id(node) in lazy)


def is_deferred(node: ast.AST) -> bool:
    """函数，或 ``if TYPE_CHECKING``。"""
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def targets(node: ast.Import | ast.ImportFrom, package: str, known: Iterable[str]) -> Iterator[str]:
    """``from a import b`` 的 b 是模块时算引用 a.b，否则算引用 a。"""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    base = resolve_name("." * node.level + (node.module or ""), package)
    for alias in node.names:
        full = f"{base}.{alias.name}"
        yield full if full in known else base


def part(module: str) -> str:
    """模块属于哪一部分；包本身（``reportgen``）为空串。"""
    return module.split(".")[1] if "." in module else ""


def is_own(module: str) -> bool:
    return module.split(".")[0] == PACKAGE


def wrong_arrows(tree: Tree) -> list[str]:
    """违反 ``ALLOWED`` 的引用。"""
    return [
        f"{name}:{one.line} 引用 {one.target}"
        for name, found in tree.items()
        for one in found
        if is_own(one.target) and part(one.target) not in ("", part(name), *ALLOWED.get(part(name), ()))
    ]


def unknown_parts(tree: Tree) -> set[str]:
    return {part(name) for name in tree} - {"", *ALLOWED}


def heavy_imports(tree: Tree) -> list[str]:
    """轻的部分在顶层引用的第三方库，以及命令行在顶层引用的各阶段。"""
    light = {PACKAGE, *(name for name in tree if part(name) in LIGHT)}
    return [
        f"{name}:{one.line} 引用 {one.target}"
        for name in sorted(light.intersection(tree))
        for one in tree[name]
        if not one.is_lazy and not is_light(one.target, LIGHT[part(name)])
    ]


def is_light(target: str, libraries: tuple[str, ...]) -> bool:
    if is_own(target):
        return part(target) in LIGHT
    return target.split(".")[0] in {*sys.stdlib_module_names, *libraries}


def cycles(tree: Tree) -> list[str]:
    """互相引用的模块（写在函数里的引用也算）。"""
    links = {name: sorted({one.target for one in found if one.target in tree}) for name, found in tree.items()}
    done: set[str] = set()
    found: list[str] = []

    def visit(name: str, trail: tuple[str, ...]) -> None:
        if name in trail:
            found.append(" → ".join((*trail[trail.index(name) :], name)))
        elif name not in done:
            for target in links[name]:
                visit(target, (*trail, name))
            done.add(name)

    for name in links:
        visit(name, ())
    return found


# 本程序


@pytest.fixture(scope="module")
def tree() -> Tree:
    return parse_tree(ROOT)


def test_every_part_has_its_place(tree: Tree) -> None:
    assert unknown_parts(tree) == set()
    assert {part(name) for name in tree} >= {"model", "settings", "errors", "pipeline", "cli", *STAGES}


def test_arrows_point_from_cli_to_model(tree: Tree) -> None:
    assert wrong_arrows(tree) == []


def test_command_line_starts_light(tree: Tree) -> None:
    assert heavy_imports(tree) == []


def test_command_line_really_loads_no_heavy_library() -> None:
    heavy = {
        "weasyprint",
        "docx",
        "lxml",
        "openpyxl",
        "pandas",
        "numpy",
        "jieba",
        "yaml",
        "jinja2",
        "fontTools",
        "rich",
        "xlsxwriter",
    }
    program = f"import sys, reportgen.cli; print(sorted({heavy!r} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_no_module_imports_itself_round_about(tree: Tree) -> None:
    assert cycles(tree) == []


# 这些检查查得出毛病


def small_tree(folder: Path, files: Mapping[str, str]) -> Tree:
    for name, text in files.items():
        path = folder / PACKAGE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return parse_tree(folder)


@pytest.mark.parametrize(
    ("name", "text", "target"),
    [
        ("model/a.py", "from reportgen.errors import ReportgenError", "reportgen.errors"),
        ("model/a.py", "def f():\n    import reportgen.settings", "reportgen.settings"),
        ("settings.py", "from reportgen.read import read_facts", "reportgen.read"),
        ("check/a.py", "from reportgen.read.cells import x", "reportgen.read.cells"),
        ("check/a.py", "from ..read import cells", "reportgen.read"),
        ("render/a.py", "from reportgen import compose", "reportgen.compose"),
        ("publish/a.py", "from reportgen.pipeline import run", "reportgen.pipeline"),
        ("pipeline.py", "import reportgen.cli", "reportgen.cli"),
        ("cli.py", "def f():\n    from reportgen.render import fonts", "reportgen.render"),
    ],
)
def test_wrong_arrow_is_found(tmp_path: Path, name: str, text: str, target: str) -> None:
    tree = small_tree(tmp_path, {name: text, "compose/__init__.py": ""})
    (message,) = wrong_arrows(tree)
    assert message.endswith(f"引用 {target}")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("check/a.py", "from reportgen.model.amount import to_wan\nfrom reportgen import settings, __version__"),
        ("check/a.py", "from . import b\nfrom ..model import amount"),
        ("pipeline.py", "from reportgen.read import read_facts\nfrom reportgen.publish import edition"),
        ("cli.py", "import click\ndef f():\n    from reportgen.pipeline import run"),
        ("cli.py", "if TYPE_CHECKING:\n    from reportgen.pipeline import Outcome"),
    ],
)
def test_right_arrow_is_let_pass(tmp_path: Path, name: str, text: str) -> None:
    tree = small_tree(tmp_path, {name: text, "settings.py": "", "model/amount.py": "", "check/b.py": ""})
    assert (wrong_arrows(tree), heavy_imports(tree), cycles(tree)) == ([], [], [])


def test_part_without_a_place_is_found(tmp_path: Path) -> None:
    assert unknown_parts(small_tree(tmp_path, {"helpers.py": ""})) == {"helpers"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cli.py", "import pandas"),
        ("cli.py", "from reportgen.pipeline import run"),
        ("cli.py", "if True:\n    import rich.console"),
        ("settings.py", "import yaml"),
        ("__init__.py", "import click"),
    ],
)
def test_heavy_import_at_the_top_is_found(tmp_path: Path, name: str, text: str) -> None:
    assert len(heavy_imports(small_tree(tmp_path, {name: text}))) == 1


def test_cycle_is_found(tmp_path: Path) -> None:
    files = {
        "read/a.py": "from reportgen.read.b import x",
        "read/b.py": "from reportgen.read import c",
        "read/c.py": "def f():\n    import reportgen.read.a",
    }
    assert cycles(small_tree(tmp_path, files)) == [
        "reportgen.read.a → reportgen.read.b → reportgen.read.c → reportgen.read.a"
    ]
