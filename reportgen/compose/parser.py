"""正文的结构：公文序号就是层次，几条指令放表格、图和附件。

只从公文稿自己的文字认结构（:attr:`Line.shape`），填入的值写成什么样都是普通文字。
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportgen.compose.marks import Line
from reportgen.compose.numerals import from_chinese, to_chinese
from reportgen.compose.proofread import proofread
from reportgen.compose.table_parser import parse_table
from reportgen.compose.title import Title, title_of
from reportgen.compose.titlebreak import LANDSCAPE_CELLS, PORTRAIT_CELLS
from reportgen.model.document import Attachment, Block, Chart, Gantt, Heading, IssuedText, Note, Paragraph

_CHINESE = "[零一二三四五六七八九十百]+"

#: 各层序号（GB/T 9704—2012 7.3.3）。“3.5亿元”不是序号。
_LEVELS = (
    re.compile(f"({_CHINESE})、"),
    re.compile(f"（({_CHINESE})）"),
    re.compile(r"(\d{1,3})[.．](?!\d)"),
    re.compile(r"（(\d{1,3})）"),
)
_WRITTEN = ("{}、", "（{}）", "{}.", "（{}）")

#: 常见的不规范序号。
_IRREGULAR = re.compile(
    rf"\((?:{_CHINESE}|\d+)\)|（(?:{_CHINESE}|\d+)）[、.．]|{_CHINESE}[.．]|\d{{1,2}}、(?!\d)|\d{{1,2}}[)）]"
)

#: 接排的标题至多这么多字（不含序号），更长的第一句不作标题。
_HEADING_LIMIT = 40

_SECTION = "==="
_ISSUED = ["印发件"]
_ATTACHMENTS = (["附件"], ["附件", "横排"])


@dataclass(frozen=True, slots=True)
class Body:
    """前置部分以后的内容。"""

    blocks: tuple[Block, ...]
    issued: IssuedText | None
    attachments: tuple[Attachment, ...]


def parse_body(lines: Sequence[Line], charts: Mapping[str, object], words: Collection[str] = ()) -> Body:
    """把渲染后的各行变成正文、印发件和附件；``charts`` 是可用的图，``words`` 是标题里不拆开的词。

    Raises:
        TemplateError: 序号、指令、表格或文字有误。
    """
    starts = [index for index, line in enumerate(lines) if line.shape.startswith(_SECTION)]
    bounds = [*starts, len(lines)]
    sections = [lines[start:end] for start, end in pairwise(bounds)]
    blocks = parse_blocks(lines[: bounds[0]], charts)
    has_issued = bool(sections) and _options(sections[0]) == _ISSUED
    issued = _issued(sections.pop(0), charts, words) if has_issued else None
    return Body(blocks, issued, tuple(_attachment(section, charts, words) for section in sections))


def parse_blocks(lines: Sequence[Line], charts: Mapping[str, object]) -> tuple[Block, ...]:
    """一段正文（或一个附件）的各个自然段、标题、表格和图；序号从头编起。"""
    numbering = Numbering()
    queue = iter(lines)
    return tuple(_block(line, queue, numbering, charts) for line in queue)


class Numbering:
    """检查层次序号：逐个递增，换了上一层就从头编起，不越级。"""

    def __init__(self) -> None:
        self._counts = [0] * len(_LEVELS)

    def check(self, line: Line, level: int, match: re.Match[str]) -> None:
        """登记一个序号；``match`` 是行首的序号。

        Raises:
            TemplateError: 次序不对或越级；“一、”之下允许直接用“1.”。
        """
        number = from_chinese(match[1]) if level <= 2 else int(match[1])
        expected = self._counts[level - 1] + 1
        if level in (2, 4) and not self._counts[level - 2]:
            parent = _numbered(level - 1, 1)
            raise line.error(f"“{match[0]}”之前没有“{parent}”这一层", "层次依次是 一、（一）1.（1）。")
        if number != expected:
            fix = "按顺序改正；循环里写 {{ loop.index | 中文数 }} 或 {{ loop.index | 序号 }}。"
            raise line.error(f"序号应是“{_numbered(level, expected)}”，写成了“{match[0]}”", fix)
        self._counts[level - 1 :] = [expected] + [0] * (len(_LEVELS) - level)


def _numbered(level: int, number: int) -> str:
    return _WRITTEN[level - 1].format(to_chinese(number) if level <= 2 else number)


def _options(section: Sequence[Line]) -> list[str]:
    return section[0].shape.removeprefix(_SECTION).split()


def _issued(section: Sequence[Line], charts: Mapping[str, object], words: Collection[str]) -> IssuedText:
    title = _title(section, words, PORTRAIT_CELLS)
    return IssuedText(title.runs, title.lines, parse_blocks(section[2:], charts))


def _attachment(section: Sequence[Line], charts: Mapping[str, object], words: Collection[str]) -> Attachment:
    start, options = section[0], _options(section)
    if options == _ISSUED:
        raise start.error("印发件写在了另一个印发件或附件之后", "印发件只有一个，写在署名的通知正文之后、附件之前。")
    if options not in _ATTACHMENTS:
        raise start.error(
            f"“{start.text}”写法不对", "附件写作“=== 附件”或“=== 附件 横排”，不写序号；印发件写作“=== 印发件”。"
        )
    is_landscape = "横排" in options
    title = _title(section, words, LANDSCAPE_CELLS if is_landscape else PORTRAIT_CELLS)
    return Attachment(title.runs, parse_blocks(section[2:], charts), is_landscape, title.lines)


def _title(section: Sequence[Line], words: Collection[str], limit: int) -> Title:
    """附件或印发件的标题；其后要有内容。"""
    start, name = section[0], _options(section)[0]
    if len(section) < 2 or not section[1].shape.startswith("#"):
        raise start.error(f"{name}没有标题", f"“=== {name}”的下一行写“# {name}标题”。")
    title = proofread(section[1].cut(1))
    if not title.pieces:
        raise section[1].error(f"{name}标题是空的", f"在“#”后写{name}标题。")
    if len(section) == 2:
        raise section[1].error(f"{name}没有内容", f"在{name}标题之后写正文或表格。")
    return title_of(title, words, limit)


def _block(line: Line, following: Iterator[Line], numbering: Numbering, charts: Mapping[str, object]) -> Block:
    shape = line.shape
    if shape.startswith("::"):
        return _directive(line, following, charts)
    _refuse_misplaced(line)
    if shape.startswith("注："):
        return Note(proofread(line).runs)
    for level, pattern in enumerate(_LEVELS, 1):
        match = pattern.match(shape)
        if match:
            numbering.check(line, level, match)
            return _heading(proofread(line), level, match.end())
    return Paragraph(proofread(line).runs)


def _directive(line: Line, following: Iterator[Line], charts: Mapping[str, object]) -> Block:
    word = re.match(r"::[^\s　]*", line.shape)
    match word and word[0]:
        case "::表":
            return parse_table(line, following)
        case "::图":
            return _chart(line, charts)
        case "::完":
            raise line.error("这里的“::完”前面没有“::表”", "删去这一行。")
    raise line.error(f"没有“{word and word[0]}”这条指令", "可用的指令是 ::表、::图、::完。")


def _chart(line: Line, charts: Mapping[str, object]) -> Chart | Gantt:
    name = line.shape.removeprefix("::图").strip()
    chart = charts.get(name)
    if not isinstance(chart, Chart | Gantt):
        near = difflib.get_close_matches(name, charts, n=1)
        hint = f"是不是“{near[0]}”？" if near else ""
        raise line.error(f"没有名为“{name}”的图", f"{hint}可用的图有：{'、'.join(charts) or '（无）'}。")
    return chart


def _refuse_misplaced(line: Line) -> None:
    shape = line.shape
    if shape.startswith("|"):
        raise line.error("表格的行不在表格里", "在第一行之前写“::表 …”，最后一行之后写“::完”。")
    if re.match(r"附件\d*：", shape):
        raise line.error("附件说明由程序根据各个附件生成，公文稿里不写", "删去这一行；附件写在文末“=== 附件”之后。")
    if shape.startswith("#"):
        raise line.error("“#”只用于附件和印发件的标题", "正文的标题用 一、（一）1.（1）。")
    if _IRREGULAR.match(shape):
        raise line.error(
            f"序号写法不规范：“{line.text[:8]}”", "层次序号依次是 一、（一）1.（1），括号用全角，括号后不加顿号。"
        )


def _heading(line: Line, level: int, start: int) -> Heading:
    """标题与接排的正文，在 ``start``（序号之后）起的第一个句号处分开。

    公文稿自己的句号优先，值里的句号其次。没有句号的整行是标题；
    三、四级只有一句的也整行算；第一句过长的只有序号算标题。
    """
    if start == len(line.text):
        raise line.error(f"“{line.text}”后面没有文字", "写上标题；可能为空的值先用 {% if %} 判断。")
    stop = line.shape.find("。", start) + 1 or line.text.find("。", start) + 1
    ends_line = stop == len(line.text)
    if not stop or (ends_line and level >= 3):
        return Heading(level, line.runs)
    if stop - start > _HEADING_LIMIT:
        stop = start
    return Heading(level, line.cut(0, stop).runs, line.cut(stop).runs)
