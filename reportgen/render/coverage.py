"""缺字：首选字体没有的字逐字、逐单元格说明由谁补印；哪个字体都没有的字不准排印。

Word 文件不嵌入字体，另查“仿宋_GB2312”一类只有 GB2312 的字的字体。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

from reportgen.model.catalogue import fault
from reportgen.model.document import (
    STATE_HEADING,
    Block,
    Chart,
    Document,
    Gantt,
    Heading,
    Note,
    Paragraph,
    Run,
    Runs,
    Table,
    attachment_labels,
    attachment_notes,
)
from reportgen.model.finding import Finding
from reportgen.model.source import Source
from reportgen.render.fonts import FontSet, Role, is_printed, missing_characters

#: 只有 GB2312 的字的办公字体名称以此结尾。
GB2312_SUFFIX = "_GB2312"

_HEADING_ROLES = {1: Role.HEI, 2: Role.KAI}  # 7.3.3；三、四层用仿宋
_PAGE_NUMBER = (Run("—0123456789"),)

#: 一段文字和它所用的字体。
_Printed = tuple[Role, Runs]


def character_findings(
    papers: Iterable[tuple[Document, Source]], fonts: FontSet, font_names: Mapping[str, str]
) -> list[Finding]:
    """各件公文里首选字体没有的字，一个字在一个单元格一条，按公文和阅读的先后。

    Args:
        papers: 文稿，及公文稿的位置；没有单元格的文字算在公文稿名下。
        font_names: DOCX 写的字体名，键为仿宋、楷体、黑体、宋体、小标宋。
    Returns:
        E501 没有字体可印，W502 由后备字体补印，W503 Word 文件的字体没有这个字。
    """
    uses = _uses(papers, fonts, font_names)
    return list(
        chain.from_iterable(_findings(char, place, roles, fonts, font_names) for (char, place), roles in uses.items())
    )


def printed_texts(document: Document) -> Iterator[_Printed]:
    """文稿的全部文字和各段所用的字体，同 ``page.css``、``docx_styles.py``。"""
    yield from _of(Role.XBS, *document.marks, document.mark_suffix, document.title)
    yield from _of(Role.HEI, document.secrecy, document.urgency, *map(_plain, document.stamps))
    yield from _of(Role.KAI, *document.signers)
    yield from _of(Role.SONG, _PAGE_NUMBER)
    yield from _of(Role.FANGSONG, document.copy_number, document.number, document.head_left, document.head_right)
    yield from _of(Role.FANGSONG, document.recipients, *document.signatures, document.office_title, document.date)
    imprint = document.imprint
    yield from _of(Role.FANGSONG, document.annotation, imprint.cc, imprint.issuer, imprint.date)
    for name, people in document.attendance:
        yield from (*_of(Role.HEI, _plain(name)), *_of(Role.FANGSONG, people))
    yield from _blocks(document.blocks)
    if document.issued:
        yield from (*_of(Role.XBS, document.issued.title), *_blocks(document.issued.blocks))
    yield from _of(Role.HEI, *map(_plain, attachment_labels(document)))
    yield from _of(Role.FANGSONG, *attachment_notes(document))
    for attachment in document.attachments:
        yield from (*_of(Role.XBS, attachment.title), *_blocks(attachment.blocks))


def _of(role: Role, *texts: Runs) -> Iterator[_Printed]:
    return ((role, runs) for runs in texts)


def _plain(text: str) -> Runs:
    return (Run(text),)


def _blocks(blocks: Iterable[Block]) -> Iterator[_Printed]:
    for block in blocks:
        match block:
            case Heading():
                yield _HEADING_ROLES.get(block.level, Role.FANGSONG), block.runs
                yield Role.FANGSONG, block.rest
            case Paragraph() | Note():
                yield Role.FANGSONG, block.runs
            case Table():
                yield from _table(block)
            case Chart():
                words = (block.unit, *block.categories, *(series.name for series in block.series))
                yield from (*_of(Role.HEI, block.title), *_of(Role.SONG, *map(_plain, words)))
            case Gantt():
                yield from _of(Role.HEI, block.title, *map(_plain, (*block.headings, STATE_HEADING)))
                yield from _of(Role.FANGSONG, *(runs for row in block.rows for runs in (*row.cells, row.state)))


def _table(table: Table) -> Iterator[_Printed]:
    yield from (*_of(Role.HEI, table.title), *_of(Role.FANGSONG, table.unit))
    yield from _of(Role.HEI, *(cell.runs for row in table.header for cell in row))
    yield from _of(Role.FANGSONG, *(cell.runs for row in table.rows for cell in row))


def _uses(
    papers: Iterable[tuple[Document, Source]], fonts: FontSet, font_names: Mapping[str, str]
) -> dict[tuple[str, Source], dict[Role, None]]:
    """要说明的字：（字，位置）→ 印成哪几种字体，按先后。"""
    uses: dict[tuple[str, Source], dict[Role, None]] = {}
    for document, template in papers:
        for role, runs in printed_texts(document):
            for run in runs:
                for char in _unusual(run.text, role, fonts, font_names):
                    uses.setdefault((char, _place(run, char, template)), {})[role] = None
    return uses


def _unusual(text: str, role: Role, fonts: FontSet, font_names: Mapping[str, str]) -> Iterator[str]:
    """``text`` 中首选字体或 Word 文件的字体没有的字。"""
    coverage = missing_characters(text, fonts.faces[role][:1])
    yield from coverage.absent
    if font_names[role].endswith(GB2312_SUFFIX):
        yield from (char for char in text if not _is_gb2312(char) and char not in coverage.absent)


def _place(run: Run, char: str, template: Source) -> Source:
    """这个字的单元格；由几个单元格合成的文字取写有这个字的一个。"""
    sources = run.origin.sources if run.origin else ()
    return next((source for source in sources if char in source.value), next(iter(sources), template))


@lru_cache(maxsize=65536)
def _is_gb2312(char: str) -> bool:
    """是否 GB2312 的字；“—”“·”在 Python 的 gb2312 编码里对应别的码位，所以先转成 GBK 的两个字节。"""
    try:
        char.encode("gbk").decode("gb2312")
    except UnicodeError:
        return not is_printed(char)
    return True


def _findings(
    char: str, place: Source, roles: Iterable[Role], fonts: FontSet, font_names: Mapping[str, str]
) -> Iterator[Finding]:
    """一个单元格里的一个字：谁都没有的只报 E501，其余报由谁补印和 Word 里怎样。"""
    helpers: dict[str, list[Role]] = {}
    for role in roles:
        coverage = missing_characters(char, fonts.faces[role])
        if coverage.absent:
            yield fault(place, "E501", f"{_named(char)}{role}没有这个字，补字的字体也都没有，不能排印。")
            return
        for face in coverage.borrowed.values():
            helpers.setdefault(f"{face.name}（{face.origin}）", []).append(role)
    if helpers:
        parts = (f"{'、'.join(lacking)}没有这个字，由 {helper}补印" for helper, lacking in helpers.items())
        yield fault(place, "W502", f"{_named(char)}{'；'.join(parts)}，字形与前后的字不同。")
    poor = sorted({font_names[role] for role in roles if font_names[role].endswith(GB2312_SUFFIX)})
    if poor and not _is_gb2312(char):
        changes = "，".join(f"把“{name}”改为“{name.removesuffix(GB2312_SUFFIX)}”" for name in poor)
        yield fault(
            place,
            "W503",
            f"{_named(char)}Word 文件的字体 {'、'.join(poor)} 没有这个字，打开时由别的字体显示。",
            f"要字体一致，在方案.toml 的“字体”一节{changes}。",
        )


def _named(char: str) -> str:
    return f"“{char}”（U+{ord(char):04X}）："
