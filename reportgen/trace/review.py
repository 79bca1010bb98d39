"""审阅稿：在新稿上标出与上月（或上一版）相比新增、删去的文字。

段按内容对齐，表按行首的名称和表头对齐，附件按标题对齐；对不上的整段、整行、整表标为新增或删去。
标题、主送、署名、版记逐期都变，不标；图不标。
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from reportgen.model.document import (
    Attachment,
    Block,
    Change,
    Document,
    Heading,
    Note,
    Paragraph,
    Runs,
    Table,
    attachment_labels,
    text_of,
)
from reportgen.trace.align import align
from reportgen.trace.diff import deleted, inserted, likeness, marked
from reportgen.trace.outline import OldBlock, heads, outline
from reportgen.trace.places import BODY, ISSUED, paper_text, title_place
from reportgen.trace.review_table import deleted_table, inserted_table, marked_table
from reportgen.trace.values import PARAGRAPH, TABLE, PaperText

_ATTACHMENT = "附件"

Parts = Mapping[str, tuple[OldBlock, ...]]


def review_document(document: Document, before: PaperText, stamp: str = "审阅稿") -> Document:
    """``document`` 的审阅稿，与 ``before`` 比较；每页加印 ``stamp``。

    去掉标为“删去”的文字，与 ``document`` 逐字相同；对齐的段和格去掉“新增”的，与 ``before`` 逐字相同。
    整个删去的附件只在正文末尾列出标题。
    """
    old, new = outline(before), outline(paper_text(document))
    titles = heads(before)
    labels = attachment_labels(document)
    sources = _attachment_sources(document, titles)
    issued = document.issued
    if issued is not None:
        issued = replace(issued, blocks=_blocks(issued.blocks, new.get(ISSUED, ()), old.get(ISSUED, ())))
    attachments = tuple(
        _attachment(attachment, new.get(label, ()), old.get(sources[label], ()) if label in sources else None)
        for label, attachment in zip(labels, document.attachments, strict=True)
    )
    dropped = [
        Paragraph(deleted(f"{part}：{titles[title_place(part).part]}"))
        for part in _attachment_parts(titles)
        if part not in sources.values()
    ]
    body = _blocks(document.blocks, new.get(BODY, ()), old.get(BODY, ()))
    return replace(
        document,
        blocks=(*body, *dropped),
        issued=issued,
        attachments=attachments,
        stamps=(*document.stamps, stamp),
    )


def has_changes(document: Document) -> bool:
    """审阅稿里有没有标出的改动。"""
    return any(run.change is not None for runs in _all_runs(document) for run in runs)


def _attachment_parts(titles: Mapping[str, str]) -> list[str]:
    """旧稿的各附件，如“附件1”。"""
    suffix = title_place("").part
    return [part.removesuffix(suffix) for part in titles if part.startswith(_ATTACHMENT) and part.endswith(suffix)]


def _attachment_sources(document: Document, titles: Mapping[str, str]) -> dict[str, str]:
    """新附件的标识 → 对应的旧附件的标识，按标题认。"""
    parts, labels = _attachment_parts(titles), attachment_labels(document)
    old = [titles[title_place(part).part] for part in parts]
    new = [text_of(attachment.title) for attachment in document.attachments]
    return {labels[j]: parts[i] for i, j in align(old, new, likeness) if i is not None and j is not None}


def _attachment(attachment: Attachment, new: Sequence[OldBlock], old: Sequence[OldBlock] | None) -> Attachment:
    if old is None:
        return replace(attachment, blocks=tuple(_inserted(block) for block in attachment.blocks))
    return replace(attachment, blocks=_blocks(attachment.blocks, new, old))


def _blocks(blocks: Sequence[Block], new: Sequence[OldBlock], old: Sequence[OldBlock]) -> tuple[Block, ...]:
    """一个部分的各块；``new`` 与 ``blocks`` 一一对应。"""
    result: list[Block] = []
    for before, after in align(old, new, OldBlock.likeness):
        if after is None:
            result += _deleted(old[before or 0])
        elif before is None:
            result.append(_inserted(blocks[after]))
        else:
            result.append(_marked(blocks[after], new[after], old[before]))
    return tuple(result)


def _marked(block: Block, new: OldBlock, old: OldBlock) -> Block:
    match block:
        case Table():
            return marked_table(block, new, old)
        case Heading() | Paragraph() | Note():
            return _with_runs(block, lambda runs: marked(runs, old.text))
    return block


def _inserted(block: Block) -> Block:
    match block:
        case Table():
            return inserted_table(block)
        case Heading() | Paragraph() | Note():
            return _with_runs(block, inserted)
    return block


def _deleted(block: OldBlock) -> list[Block]:
    if block.kind == TABLE:
        return [deleted_table(block)] if block.width else []
    return [Paragraph(deleted(block.text))] if block.kind == PARAGRAPH and block.text else []


def _with_runs(block: Heading | Paragraph | Note, change: Callable[[Runs], Runs]) -> Block:
    """整段的文字一起比较，标题与接排的正文再分开。"""
    if not isinstance(block, Heading):
        return replace(block, runs=change(block.runs))
    runs = change((*block.runs, *block.rest))
    if not block.rest:
        return replace(block, runs=runs)
    first, rest = _split(runs, len(text_of(block.runs)))
    return replace(block, runs=first, rest=rest)


def _split(runs: Runs, length: int) -> tuple[Runs, Runs]:
    """在新文的第 ``length`` 个字处分开；``runs`` 里没有跨过此处的一段。"""
    first, rest = [], []
    for run in runs:
        if length > 0:
            first.append(run)
        else:
            rest.append(run)
        length -= 0 if run.change is Change.DELETED else len(run.text)
    return tuple(first), tuple(rest)


def _all_runs(document: Document) -> list[Runs]:
    parts = [document.blocks, *(attachment.blocks for attachment in document.attachments)]
    if document.issued is not None:
        parts.append(document.issued.blocks)
    return [runs for blocks in parts for block in blocks for runs in _runs_in(block)]


def _runs_in(block: Block) -> list[Runs]:
    match block:
        case Table():
            cells = [cell.runs for row in (*block.header, *block.rows) for cell in row]
            return [block.title, block.unit, *cells]
        case Heading():
            return [block.runs, block.rest]
        case Paragraph() | Note():
            return [block.runs]
    return []
