"""从成品里读者看得见的地方取数，与 figures.json 比较：DOCX、PDF 按 traces.json 的位置，网页按标注，邮件按附件。

每个 ``…_faults`` 返回（比过几处，不同之处），不同之处写明位置、指标和两边的文字。
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from email import policy
from email.parser import BytesParser
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tests.e2e.runs import FigureEntry, read_figures
from tests.support.pdf_text import squeezed

Compared = tuple[int, list[str]]
Figures = Mapping[str, FigureEntry]

_UNITS = re.compile(r"(个百分点|亿元|万元|个|项|位|天)$")
#: 图里的数不印成文字；版头、版记的位置不在正文和附件里。
_READ = re.compile(r"(正文|附件\d*)(第\d+段|[表图]\d+.*第\d+格)")
#: 公文稿自己的数字：期次、日期、目标的说法、附件和条目的序号、规则说明。
OWN_NUMBERS = re.compile(
    r"\d{4}年|\d{1,2}月|\d{1,2}日|“5个1”|完成率超过100%的项目|计为0|项目数2个以上|附件\d|^\d+\.|：\d\."
)
#: 这些词已经说明是负数，其后的数不带负号。
_NEGATIVE = re.compile(r"(低于节点参考进度|较上月下降|较上月减少)$")


def figure_book(edition: Path) -> Figures:
    """figures.json，键为 ``标识@范围``。"""
    return {f"{item['id']}@{item['scope']}": item for item in read_figures(edition)}


def read_traces(edition: Path) -> list[dict[str, Any]]:
    """traces.json，一件公文一条。"""
    traces: list[dict[str, Any]] = json.loads((edition / "traces.json").read_text(encoding="utf-8"))
    return traces


def bare(printed: str) -> str:
    """不带负号和单位的印刷形式：正负由前面的词说明，表里的单位写在表头或表上。"""
    return _UNITS.sub("", printed.removeprefix("-"))


# DOCX、PDF


@dataclass(frozen=True)
class Printed:
    """一处应当印着的内容：指标的印刷形式，照录的单元格文字。"""

    keys: Sequence[str]
    quotes: Sequence[str]


def paper_faults(texts: Mapping[str, str], trace: Mapping[str, Any], figures: Figures) -> Compared:
    """一件公文的一个文件：每处的指标都印着，印着的数都是指标、照录的文字或公文稿自己的数字。

    Args:
        texts: 文件里各处的文字，见 :mod:`tests.support.placed_text`。
    """
    faults, count = [], 0
    for place, printed in _expected(trace).items():
        text = texts.get(place)
        if text is None:
            faults.append(f"{trace['path']} {place}：文件里没有这一处")
            continue
        count += len(printed.keys)
        faults += [f"{trace['path']} {place}：{fault}" for fault in _place_faults(text, place, printed, figures)]
    return count, faults


def _expected(trace: Mapping[str, Any]) -> Mapping[str, Printed]:
    keys: dict[str, list[str]] = {}
    quotes: dict[str, list[str]] = {}
    for key, places in trace["figures"].items():
        for place in places:
            keys.setdefault(place, []).append(key)
    for value, *places in _cells(trace):
        for place in places:
            quotes.setdefault(place, []).append(value)
    places = [place for place in {**keys, **quotes} if _READ.fullmatch(place)]
    return {place: Printed(keys.get(place, []), quotes.get(place, [])) for place in places}


def _cells(trace: Mapping[str, Any]) -> Iterator[list[str]]:
    for sheets in trace["cells"].values():
        for cells in sheets.values():
            yield from cells.values()


def _place_faults(text: str, place: str, printed: Printed, figures: Figures) -> Iterator[str]:
    """把应有的数逐个划去；划不去的是缺，剩下的数要么照录，要么是公文稿自己的。

    一处可以把同一指标印两遍；印法相同的几个指标，至少各有一处。
    """
    shown: dict[str, list[str]] = {}
    for key in printed.keys:
        shown.setdefault(_wanted(figures[key], is_cell="格" in place), []).append(key)
    rest = text
    for wanted in sorted(shown, key=len, reverse=True):
        rest, count = re.subn(rf"(?<![\d.]){re.escape(wanted)}(?![\d%])", "　", rest)
        if count < len(shown[wanted]):
            yield f"{'、'.join(shown[wanted])} 应为“{wanted}”，实为“{text}”"
    known = {number for quote in printed.quotes for number in _integers(quote)}
    extra = [number for number in _integers(OWN_NUMBERS.sub("　", rest)) if number not in known]
    if extra:
        yield f"没有出处的数 {'、'.join(map(str, extra))}，见“{text}”"


def _wanted(figure: FigureEntry, *, is_cell: bool) -> str:
    """该印的文字：没有变化、没有差距时说“持平”。"""
    if (figure["id"] == "gap_points" or figure["id"].endswith("_change")) and not Decimal(figure["value"] or 1):
        return "持平"
    whole = squeezed(figure["printed"].removeprefix("-"))
    return bare(whole) if is_cell else whole


def _integers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


# 网页


class _Spans(HTMLParser):
    """带 ``data-figure`` 的各段：（指标的键，文字，前面的文字）。"""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self._key, self._before = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._key = dict(attrs).get("data-figure") or ""

    def handle_data(self, data: str) -> None:
        if self._key:
            self.found.append((self._key, data, self._before))
        self._key, self._before = "", data


def page_faults(page: str, figures: Figures) -> Compared:
    """网页标注的数：与印刷形式相同；负数只有在前面说明了“低于”“下降”“减少”时才不带负号。"""
    spans = _Spans()
    spans.feed(page)
    faults = []
    for key, text, before in spans.found:
        printed = figures[key]["printed"]
        wanted = printed.removeprefix("-") if _NEGATIVE.search(before) else printed
        if text != wanted:
            faults.append(f"{key} 应为“{wanted}”，网页是“{text}”（{before}）")
    return len(spans.found), faults


# 邮件


def attachments(mail: bytes) -> dict[str, bytes]:
    """一封邮件的附件：名称 → 内容。"""
    message = BytesParser(policy=policy.default).parsebytes(mail)
    found = {}
    for part in message.iter_attachments():
        data = part.get_payload(decode=True)
        assert isinstance(data, bytes)
        found[part.get_filename() or ""] = data
    return found


def mail_faults(mails: Iterable[bytes], files: Mapping[str, bytes]) -> Compared:
    """每个附件与成品的同名文件逐字节相同。

    Args:
        files: 成品文件的名称（不含文件夹）→ 内容。
    """
    found = [item for mail in mails for item in attachments(mail).items()]
    faults = [f"附件“{name}”与成品的文件不同" for name, data in found if files.get(name) != data]
    return len(found), faults
