"""认出的要素化为一条条文字，交给与 PDF 共用的行文规则。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen.conform.docx.patterns import PRINTED_DATE, SERIAL
from reportgen.conform.docx.roles import Paper, is_prose
from reportgen.conform.docx.story import Paragraph
from reportgen.conform.passage import Part, Passage

#: 没有登记的日期：只有“年月日”和空位。
_PENDING = re.compile(r"^[\s\u3000\d]*年[\s\u3000\d]*月[\s\u3000\d]*日")


def passages_of(paper: Paper) -> tuple[Passage, ...]:
    """按阅读次序；没有登记的日期不交出，它的写法无从核对。"""
    return tuple(passage for passage in _passages(paper) if passage.text)


def _passages(paper: Paper) -> Iterator[Passage]:
    for part, item in ((Part.COPY, paper.copy_number), (Part.SECRET, paper.secrecy), (Part.URGENT, paper.urgency)):
        yield from _each(part, [item] if item else [])
    yield Passage("".join(_flat(item.text) for item in paper.mark), Part.MARK)
    if paper.number is not None and not (paper.form == "纪要" and SERIAL.match(paper.number.text)):
        yield Passage(paper.number.text.split("\t")[0].split("签发人")[0].strip(), Part.NUMBER)
    yield from _each(Part.SIGNER, paper.signers)
    yield Passage("".join(paper.title_lines), Part.TITLE)
    yield from _each(Part.RECIPIENTS, [paper.recipients] if paper.recipients else [])
    yield from _each(Part.BODY, paper.body)
    yield from _each(Part.ATTACHMENT_NOTE, paper.notes)
    yield from _each(Part.SIGNATURE, paper.signatures)
    yield from _each(Part.DATE, [paper.date] if paper.date and not _is_pending(paper.date.text) else [])
    yield from _each(Part.ANNOTATION, [paper.annotation] if paper.annotation else [])
    for annex in paper.annexes:
        yield Passage(_flat(annex.label.text), Part.LABEL)
        yield Passage("".join(_flat(item.text) for item in annex.title), Part.ATTACHMENT_TITLE)
        yield from _each(Part.ATTACHMENT_BODY, filter(is_prose, annex.paragraphs))
    for table in paper.story.tables:
        yield from _each(Part.CELL, table.paragraphs)
    if paper.imprint is not None:
        yield from _imprint(paper)


def _imprint(paper: Paper) -> Iterator[Passage]:
    imprint = paper.imprint
    if imprint is not None and imprint.cc is not None:
        yield Passage(_flat(imprint.cc.text), Part.CC)
    if imprint is not None and imprint.printed is not None:
        found = PRINTED_DATE.search(imprint.printed.text)
        if found and not _is_pending(found["date"]):
            yield Passage(imprint.printed.text.replace("\t", " "), Part.ISSUE)


def _each(part: Part, items: Iterable[Paragraph]) -> Iterator[Passage]:
    return (Passage(_flat(item.text), part) for item in items)


def _flat(text: str) -> str:
    return text.replace("\n", "").replace("\t", " ")


def _is_pending(text: str) -> bool:
    """年、月、日有一样空着。"""
    return _PENDING.match(text.strip()) is not None and re.search(r"\d年\d+月\d+日", text) is None
