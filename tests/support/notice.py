"""印发通知与方案原文（tests/data/方案原文.txt）的比较。

原文一行一段或一行一个表格行（制表符分开各格）。比较之前每段、每格都去掉全部空白：
原文的空格是排版时数字两边的空隙和标题的回行，没有意义；此外一个字也不改。
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from reportgen.model.document import Document, Table, paragraphs, text_of
from tests.support.pdf_text import squeezed

ROOT = Path(__file__).resolve().parents[2]
INPUTS = ROOT / "inputs"
ORIGINAL = ROOT / "tests" / "data" / "方案原文.txt"

#: 原文与随程序提供的方案.toml 有意不同之处：原文写吉林省，文号、方案和清单都是吉林市的。
ORIGINAL_SETTINGS = {
    '"发文机关" = "吉林市人民政府办公室"': '"发文机关" = "吉林省人民政府办公室"',
    '"名称" = "吉林市2024年': '"名称" = "吉林省2024年',
}


@dataclass(frozen=True)
class Content:
    """去掉空白后的通知：表格之前的各段，和表格各行各格（含表头、合计）。"""

    prose: list[str]
    rows: list[list[str]]


def original() -> Content:
    """方案原文。"""
    lines = ORIGINAL.read_text(encoding="utf-8").splitlines()
    rows = [[squeezed(cell) for cell in line.split("\t")] for line in lines if "\t" in line]
    return Content([squeezed(line) for line in lines if "\t" not in line], rows)


def content_of(document: Document) -> Content:
    """一件文稿；表格是附件里的唯一一张，合并的格后面补空格子。"""
    (table,) = (block for block in document.attachments[0].blocks if isinstance(block, Table))
    rows = [
        [text for cell in row for text in (squeezed(text_of(cell.runs)), *[""] * (cell.colspan - 1))]
        for row in (*table.header, *table.rows)
    ]
    texts = [text for text in (squeezed(text_of(runs)) for runs in paragraphs(document)) if text]
    return Content(texts[: len(texts) - len(flat(rows))], rows)


def flat(rows: Sequence[Sequence[str]]) -> list[str]:
    """各行的非空格子，依次排列：成品文件里认不出空格子。"""
    return [cell for row in rows for cell in row if cell]


def differences(expected: Sequence[str], found: Sequence[str]) -> list[tuple[str, str]]:
    """不同的各处：（原文，印出的文字）。"""
    matcher = SequenceMatcher(None, expected, found, autojunk=False)
    return [
        ("".join(expected[a:b]), "".join(found[c:d])) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"
    ]


def original_inputs(folder: Path) -> Path:
    """照原文设置的 inputs：只有方案.toml、方案正文和项目清单，没有月度填报。"""
    folder.mkdir()
    for name in ("项目清单.xlsx", "方案正文.j2"):
        shutil.copy(INPUTS / name, folder)
    text = (INPUTS / "方案.toml").read_text(encoding="utf-8")
    for shipped, wanted in ORIGINAL_SETTINGS.items():
        assert text.count(shipped) == 1, shipped
        text = text.replace(shipped, wanted)
    (folder / "方案.toml").write_text(text, encoding="utf-8")
    return folder
