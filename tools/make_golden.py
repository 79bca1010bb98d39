"""重写定稿文字 tests/golden：``python -m tools.make_golden [月份 …]``。

每个月每种公文一个文本文件，如 ``2024-06/D4-提示函.txt``：成文的文字，不排版。表格一行写作“甲 | 乙”，
图只写图题；每个对象一件的公文合成一个文件，各件之间用一行“═══ 对象”隔开。
只有 :data:`FULL_MONTH` 逐行写出长表和横道图；其他月份长表只写头尾，每个项目一件的挂图只写一行：
数另有独立重算，这里看的是文字。
演示填报表做到十二月，所以最后一个节点以后的月份也在其中。
"""

from __future__ import annotations

import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from reportgen.compose.routing import PER_MONTH
from reportgen.drafts import Desk, Draft
from reportgen.evaluate import assess
from reportgen.model.assessment import Assessment
from reportgen.model.document import (
    Block,
    Cell,
    Chart,
    Document,
    Gantt,
    Heading,
    Note,
    Paragraph,
    Runs,
    Table,
    attachment_labels,
    attachment_notes,
    mark_texts,
    signer_texts,
    text_of,
)
from reportgen.model.period import Month
from reportgen.pipeline import compose, examine
from tools.make_sample import INPUTS, sample_files
from tools.sample.story import YEAR

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
GOLDEN = ROOT / "tests" / "golden"

#: 演示填报表能做到的全部月份，和其中有定稿文字的：首期、三个节点月、末节点之后。
YEAR_MONTHS = tuple(Month(YEAR, month) for month in range(4, 13))
GOLDEN_MONTHS = tuple(Month(YEAR, month) for month in (4, 6, 9, 11, 12))
FULL_MONTH = Month(YEAR, 6)

#: 表身多于这么多行的是长表，只写前两行和末行。
_LONG = 5
_PER_PROJECT = "项目"


def year_inputs(folder: Path) -> Path:
    """在 ``folder`` 里做好全年（到十二月）的演示填报表和方案设置，返回 ``folder``。"""
    folder.mkdir(parents=True, exist_ok=True)
    for path in (*INPUTS.glob("*.toml"), *INPUTS.glob("*.j2")):
        shutil.copyfile(path, folder / path.name)
    for name, data in sample_files(month.month for month in YEAR_MONTHS):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def month_papers(inputs: Path, month: Month) -> tuple[Assessment, tuple[Draft, ...]]:
    """一个月的评价和全部公文：读入、核对、评价、成文，不排版。"""
    scheme, month, facts, findings = examine(inputs, month)
    assessment = assess(facts, scheme, month)
    desk = Desk(TEMPLATES, scheme, facts.projects, facts.issuances)
    return assessment, compose(assessment, facts, findings, desk)[0]


def golden_files(drafts: Iterable[Draft], *, is_full: bool = False) -> Mapping[str, str]:
    """一个月的定稿文字：文件名 → 全文；``is_full`` 为真时长表和横道图逐行写出。"""
    groups = groupby(drafts, key=lambda draft: draft.paper)
    return {f"{paper.kind}-{paper.name}.txt": _volume(list(group), is_full) for paper, group in groups}


def _volume(drafts: Sequence[Draft], is_full: bool) -> str:
    """同一种公文的各件；一期一件的没有隔行。"""
    per = drafts[0].paper.per
    if per == PER_MONTH:
        return document_text(drafts[0].document, is_full)
    if per == _PER_PROJECT and not is_full:
        return "".join(f"{Path(draft.path).name}：{_digest(draft.document)}\n" for draft in drafts)
    return "\n".join(f"═══ {Path(draft.path).name}\n{document_text(draft.document, is_full)}" for draft in drafts)


def document_text(document: Document, is_full: bool) -> str:
    """一件公文的全部文字，依阅读次序；没有的要素不占行。"""
    parts = [*_head(document), "", *_blocks(document.blocks, is_full), "", *_tail(document)]
    for label, attachment in zip(attachment_labels(document), document.attachments, strict=True):
        parts += ["", f"── {label}　{text_of(attachment.title)}", *_blocks(attachment.blocks, is_full)]
    return "\n".join(parts).strip("\n") + "\n"


def _head(document: Document) -> Iterator[str]:
    yield from _filled((*mark_texts(document), document.number, *signer_texts(document)))
    yield from _filled((document.head_left, document.head_right))
    yield from document.title_lines
    yield from _filled([document.recipients])


def _tail(document: Document) -> Iterator[str]:
    yield from _filled((*attachment_notes(document), *document.signatures, document.date))
    yield from (f"{name}：{text_of(people)}" for name, people in document.attendance if people)
    if document.imprint.cc:
        yield f"抄送：{text_of(document.imprint.cc)}"
    yield from _filled((document.imprint.issuer, document.imprint.date))


def _blocks(blocks: Iterable[Block], is_full: bool) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield text_of((*block.runs, *block.rest))
            case Paragraph() | Note():
                yield text_of(block.runs)
            case Chart():
                yield f"〔图〕{text_of(block.title)}"
            case Gantt():
                yield from _gantt(block)
            case Table():
                yield from _table(block, is_full)


def _gantt(gantt: Gantt) -> Iterator[str]:
    """横道图：一行一项任务，情形在最后。"""
    shown = [index for index, heading in enumerate(gantt.headings) if not heading.startswith("责任")]
    for row in gantt.rows:
        yield " | ".join(text_of(runs) for runs in (*(row.cells[index] for index in shown), row.state))


def _digest(document: Document) -> str:
    """一张挂图的正文，以及各情形的任务数。"""
    words = "".join(text_of(block.runs) for block in document.blocks if isinstance(block, Paragraph))
    states = Counter(
        re.split("[，；]", text_of(row.state))[0]
        for block in document.blocks
        if isinstance(block, Gantt)
        for row in block.rows
    )
    return f"{words}〔{'、'.join(f'{state}{count}项' for state, count in states.items())}〕"


def _table(table: Table, is_full: bool) -> Iterator[str]:
    yield from _filled((table.title, table.unit))
    yield from map(_row, table.header)
    if is_full or len(table.rows) <= _LONG:
        yield from map(_row, table.rows)
        return
    yield from (*map(_row, table.rows[:2]), f"…… 共{len(table.rows)}行", _row(table.rows[-1]))


def _row(cells: Sequence[Cell]) -> str:
    return " | ".join(text_of(cell.runs) for cell in cells).rstrip()


def _filled(lines: Iterable[Runs]) -> Iterator[str]:
    return (text for runs in lines if (text := text_of(runs)).strip())


def write_golden(months: Iterable[Month] = GOLDEN_MONTHS, target: Path = GOLDEN) -> None:
    """重写 ``months`` 的定稿文字；不再有的公文的旧文件删去。"""
    with TemporaryDirectory() as folder:
        inputs = year_inputs(Path(folder))
        for month in months:
            shutil.rmtree(target / str(month), ignore_errors=True)
            (target / str(month)).mkdir(parents=True)
            for name, text in golden_files(month_papers(inputs, month)[1], is_full=month == FULL_MONTH).items():
                (target / str(month) / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_golden([Month.parse(word) for word in sys.argv[1:]] or GOLDEN_MONTHS)
