"""行文的规则：数字、标点、计量单位、层次序数（GB/T 9704—2012 第 9 条和 7.3.3，GB/T 15834、15835）。

PDF 和 DOCX 共用。规则只取有把握认出的写法，拿不准的不报；表格里的文字多来自填报，只作提示。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportgen.conform.numbers import LONG_DOCUMENT
from reportgen.conform.passage import Part, Passage, of, offences, outcome
from reportgen.conform.result import Result

_HAN = "㐀-鿿豈-﫿"
_NUMERAL = "一二三四五六七八九十"
_PROSE = (
    Part.TITLE,
    Part.RECIPIENTS,
    Part.BODY,
    Part.ATTACHMENT_NOTE,
    Part.ANNOTATION,
    Part.ISSUED_TITLE,
    Part.ATTACHMENT_TITLE,
    Part.ATTACHMENT_BODY,
    Part.CC,
)

#: 不能排在行首、行末的标点（GB/T 15834 5.1）。
CLOSING = frozenset("，。、；：？！）”’》〉】〕」』％%")
OPENING = frozenset("（“‘《〈【〔「『")

#: 各层次标题的序数（7.3.3）。
LEVELS = (
    re.compile(rf"^[{_NUMERAL}]+、"),
    re.compile(rf"^（[{_NUMERAL}]+）"),
    re.compile(r"^\d{1,2}[.．](?!\d)"),
    re.compile(r"^（\d{1,2}）"),
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """一条以正则表达式认出不合写法的规则。"""

    name: str
    expected: str
    pattern: str
    is_soft: bool = False


_RULES = (
    _Rule(
        "G-9",
        "中文里用全角标点",
        rf"[{_HAN}”’）》][,;:?!]|[,;:?!](?=[{_HAN}“《（])|[{_HAN}]\.(?=[{_HAN}]|$)"
        rf"|\([^()]*[{_HAN}][^()]*\)|(?<=[{_HAN}])\(\d+\)|^\(\d+\)|[{_HAN}][\"']|[\"'][{_HAN}]",
    ),
    _Rule(
        "N-1",
        "计量和百分比用阿拉伯数字",
        rf"百分之[{_NUMERAL}百]+|[{_NUMERAL}百千]+(?:万元|亿元|公里|千米|平方米|公顷|吨|个百分点)",
        is_soft=True,
    ),
    _Rule("N-2", "范围的两端都带百分号", r"(?<![\d.])\d+(?:\.\d+)?[～~—–-]\d+(?:\.\d+)?%"),
    _Rule(
        "N-3",
        "四位数字的年份，阿拉伯数字与汉字不混用",
        rf"[’'‘]\d\d年|(?<!\d)\d\d年\d{{1,2}}月|[〇○零{_NUMERAL}]{{4}}年\d|\d{{4}}年[{_NUMERAL}]+月"
        r"|(?:上午|下午|晚上?)(?:1[3-9]|2[0-3])[时:：]",
    ),
    _Rule("N-4", "半角数字，小于 1 的小数有整数位的 0", r"(?<![\d.])\.\d+|[０-９]+(?:[．.][０-９]+)?|\d．\d"),
    _Rule(
        "N-6",
        "相邻的概数之间不加顿号",
        r"(?<![第、])(?:一、二|二、三|三、四|四、五|五、六|六、七|七、八|八、九)(?:个|天|年|次|项|家|名|十|百|千|万)",
    ),
    _Rule(
        "P-1",
        "时间起止用一字线，数值范围用浪纹线",
        r"\d{4}年?[-–~～]\d{4}年|(?<![\d.])\d{1,2}[月日]?[-–~～]\d{1,2}[月日]|\d%[-–—]\d+(?:\.\d+)?%",
    ),
    _Rule("P-2", "并列的书名号、引号之间不用顿号", r"》、《|”、“"),
    _Rule(
        "P-3",
        "“一、”“（一）”“1.”“（1）”",
        rf"^[{_NUMERAL}]{{1,2}}[.．,，](?!\d)|^\d{{1,2}}[、，,]|^（(?:[{_NUMERAL}]{{1,3}}|\d{{1,2}})）[、，,.．]",
    ),
    _Rule("P-7", "先标题，后用圆括号引发文字号", r"〔\d{4}〕\d+号(?:文件?)?《[^》]*》", is_soft=True),
    _Rule(
        "U-1",
        "法定计量单位和符号",
        r"平米|公分|市斤|华里|英寸|英尺|马力|(?<=\d)(?:KM|Km|KG|Kg|KW|KWH|Kwh|M2|m2|M3|m3|℃度)(?![A-Za-z])",
    ),
)


def check_language(passages: Sequence[Passage]) -> Iterator[Result]:
    """全文逐条核对行文规则，每条规则一个结果。"""
    for rule in _RULES:
        bad = _matches(rule, of(passages, *_PROSE))
        if not bad and (cells := _matches(rule, of(passages, Part.CELL))):
            yield offences(rule.name, rule.expected, cells, is_soft=True, note="在表格内")
        else:
            yield offences(rule.name, rule.expected, bad, is_soft=rule.is_soft)
    yield _grouping(passages)
    yield _pairs(passages)
    yield from _headings(passages)
    yield _length(passages)


def level_of(text: str) -> int:
    """层次标题的层次 1—4，不是以序数开头的为 0。"""
    return next((level for level, pattern in enumerate(LEVELS, 1) if pattern.match(text)), 0)


def heading_of(text: str) -> str:
    """以序数开头的段里属于标题的部分：到第一个句号为止，没有句号时是全段。"""
    return text[: text.find("。") + 1] or text


def _matches(rule: _Rule, passages: Iterable[Passage]) -> list[tuple[str, Passage]]:
    pattern = re.compile(rule.pattern)
    return [(found[0], passage) for passage in passages for found in pattern.finditer(passage.text)]


_GROUPINGS = (
    ("逗号分节", re.compile(r"(?<![\d.,])\d{2,3}(?:,\d{3})+(?![\d,])")),
    ("空格分节", re.compile(r"(?<![\d.])\d{2,3}(?:[   ]\d{3})+(?!\d)")),
    ("不分节", re.compile(r"(?<![\d.,\-A-Za-z〔])\d{5,10}(?![\d\-A-Za-z])")),
)


def _grouping(passages: Sequence[Passage]) -> Result:
    """五位以上整数的分节写法全文一致。"""
    texts = of(passages, *_PROSE, Part.CELL)
    found = {
        label: [(match[0], passage) for passage in texts for match in pattern.finditer(passage.text)]
        for label, pattern in _GROUPINGS
    }
    used = [label for label, places in found.items() if places]
    if len(used) < 2:
        return outcome("N-5", True, "全文一致", used[0] if used else "没有五位以上的整数")
    rarest = min(used, key=lambda label: len(found[label]))
    return offences("N-5", "全文一致", found[rarest], note=f"并用{'、'.join(used)}")


_PAIRS = {"（": "）", "“": "”", "‘": "’", "《": "》", "〈": "〉", "〔": "〕", "【": "】"}
_NO_SELF_NESTING = frozenset("《“〔")


def _pairs(passages: Sequence[Passage]) -> Result:
    """括号、引号、书名号成对，套用换一种，六角括号只括年份。"""
    texts = of(passages, *_PROSE)
    bad = [(text, passage) for passage in texts for text in _unpaired(passage.text)]
    bad += [
        (found[0], passage)
        for passage in of(passages, *_PROSE)
        for found in re.finditer(r"〔(?!\d{4}〕)[^〕]*〕", passage.text)
    ]
    return offences("P-4", "成对，套用换一种，六角括号只括年份", bad)


def _unpaired(text: str) -> Iterator[str]:
    """不成对或同种套用之处，连同前后几个字。"""
    opened: list[tuple[str, int]] = []
    closers = {close: start for start, close in _PAIRS.items()}
    for index, char in enumerate(text):
        around = text[max(0, index - 4) : index + 5]
        if char in _PAIRS:
            if char in _NO_SELF_NESTING and any(char == start for start, _ in opened):
                yield around
            opened.append((char, index))
        elif char in closers:
            if opened and opened[-1][0] == closers[char]:
                opened.pop()
            else:
                yield around
    yield from (text[max(0, index - 4) : index + 5] for _, index in opened)


def _headings(passages: Sequence[Passage]) -> Iterator[Result]:
    """层次序数的次序和标题末尾的标点。"""
    numbered = [(level, passage) for passage in of(passages, Part.BODY) if (level := level_of(passage.text))]
    expected = "一、→（一）→1.→（1），各级依次"
    if numbered:
        bad = [(passage.text[:8], passage) for passage in _out_of_order(numbered)]
        yield offences("G-7.3.3c", expected, bad)
    stopped = [
        (passage.text[-8:], passage)
        for level, passage in numbered
        if level == 1 and passage.text.count("。") == 1 and passage.text.endswith("。") and len(passage.text) <= 25
    ]
    yield offences("P-6", "单独成行的标题后不加句号", stopped)


def _out_of_order(numbered: Sequence[tuple[int, Passage]]) -> Iterator[Passage]:
    """序数不接续，或越级（一、之下直接用 1. 除外）。"""
    counts = [0, 0, 0, 0]
    previous = 0
    for level, passage in numbered:
        counts[level:] = [0] * (4 - level)
        counts[level - 1] += 1
        is_skipping = level > previous + 1 and (previous, level) != (1, 3) and previous > 0
        if is_skipping or _ordinal(passage.text) != counts[level - 1]:
            yield passage
            counts[level - 1] = _ordinal(passage.text)
        previous = level


def _ordinal(text: str) -> int:
    """段首序数的值。"""
    found = re.match(rf"^（?([{_NUMERAL}]+|\d+)", text)
    return _value(found[1]) if found else 0


def _value(numeral: str) -> int:
    """一到九十九的汉字或阿拉伯数字。"""
    if numeral.isdecimal():
        return int(numeral)
    tens, mark, ones = numeral.rpartition("十")
    units = _NUMERAL.index(ones[-1]) + 1 if ones else 0
    return ((_NUMERAL.index(tens[-1]) + 1 if tens else 1) * 10 if mark else 0) + units


def _length(passages: Sequence[Passage]) -> Result:
    """正文的字数，不含表格和附件。"""
    count = sum(len(re.sub(r"\s", "", passage.text)) for passage in of(passages, Part.BODY))
    return outcome("R-24", count <= LONG_DOCUMENT, f"不超过{LONG_DOCUMENT}字", f"正文{count}字")


def broken_lines(lines: Sequence[Passage]) -> Iterator[Result]:
    """排好的各行（同一段的各行相接）：标点不在行首行末、数字不拆行。

    Args:
        lines: 自然段里除末行外的每一行与其下一行，前一行的 ``text`` 以换行符与后一行相连。
    """
    heads = [(_around(line.text), line) for line in lines if line.text.split("\n")[1][:1] in CLOSING]
    tails = [(_around(line.text), line) for line in lines if line.text.split("\n")[0][-1:] in OPENING]
    yield offences("P-5", "点号和后括号不在行首，前括号不在行末", heads + tails)
    numbers = [(_around(line.text), line) for line in lines if re.search(r"[\d.]\n[\d.%]|\d\n年", line.text)]
    yield offences("N-7", "数和年份不拆行", numbers)


def _around(text: str) -> str:
    """回行处前后各四个字。"""
    before, after = text.split("\n")
    return f"{before[-4:]}／{after[:4]}"
