"""印发通知的矛盾清单：设置之间、设置与清单之间、清单文字的写法；只指出，照原样印。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.check.roster import check_listing
from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.records import Facts, Project
from reportgen.model.source import Source
from reportgen.settings import SCHEME_FILE, Scheme

_LEVEL = re.compile("[省市县区]")
_NUMBER = re.compile(r"(?P<code>.+)〔(?P<year>\d{4})〕(?P<serial>[1-9]\d*)号")

_TEXTS = {
    "name": "项目名称",
    "legal_entity": "法人单位",
    "content": "建设内容",
    "locality": "属地政府",
    "remark": "备注",
}

_WIDE = r"[^\x00-\x7f]"
_MARKS = r"[,;:?!()]"
_FAULTS = (
    ("W306", "半角空格", re.compile(rf"(?<={_WIDE}) +(?=\S)|(?<=\S) +(?={_WIDE})")),
    ("W307", "半角标点", re.compile(rf"(?<={_WIDE}){_MARKS}|{_MARKS}(?={_WIDE})")),
)


def check_notice(facts: Facts, scheme: Scheme) -> list[Finding]:
    """印发通知的全部矛盾；没有读出项目时只查设置，读入阶段已说明原因。"""
    findings = [*_check_names(scheme), *_check_number(scheme), *_check_date(scheme)]
    if facts.projects:
        findings += check_listing(facts, scheme)
    return [*findings, *(finding for project in facts.projects for finding in _check_texts(project))]


def _place(table: str, key: str, value: object) -> Source:
    return Source(SCHEME_FILE, table, key, str(value))


def _check_names(scheme: Scheme) -> Iterator[Finding]:
    """机关、代字、方案名称说的是不是同一个地方。"""
    issuer, code = scheme.issuer, scheme.issuer_code
    if not issuer.startswith(scheme.city):
        message = f"发文机关是“{issuer}”，方案的城市是“{scheme.city}”。"
        yield fault(_place("机关", "发文机关", issuer), "W301", message)
    levels = _LEVEL.search(issuer), _LEVEL.search(code)
    if levels[0] and levels[1] and levels[0][0] != levels[1][0]:
        message = f"机关代字“{code}”是{levels[1][0]}一级的，发文机关是“{issuer}”。"
        yield fault(_place("机关", "机关代字", code), "W302", message)
    title = f"{scheme.city}{scheme.year}年"
    if not scheme.name.startswith(title):
        message = f"通知称方案为《{scheme.name}》，方案的标题以“{title}”开头。"
        yield fault(_place("方案", "名称", scheme.name), "W304", message)


def _check_number(scheme: Scheme) -> Iterator[Finding]:
    """发文字号由机关代字、年份、序号组成，年份是印发的年份。"""
    number = scheme.document_number
    place = _place("方案", "文号", number)
    parts = _NUMBER.fullmatch(number)
    if not parts:
        yield fault(place, "W303", f"发文字号写作“{number}”，不是“机关代字〔年份〕序号号”的样子。")
        return
    if parts["code"] != scheme.issuer_code:
        yield fault(place, "W303", f"发文字号“{number}”的代字不是机关代字“{scheme.issuer_code}”。")
    if int(parts["year"]) != scheme.issued_on.year:
        yield fault(place, "W303", f"发文字号“{number}”的年份不是印发日期的{scheme.issued_on.year}年。")


def _check_date(scheme: Scheme) -> Iterator[Finding]:
    """方案在所管的年度之内、第一个节点之前印发。"""
    day = scheme.issued_on
    first = min(target.node for target in scheme.targets)
    place = _place("方案", "印发日期", day)
    if day.year != scheme.year:
        yield fault(place, "W305", f"印发日期 {day} 不在方案的{scheme.year}年。")
    elif day > first.last_day:
        yield fault(place, "W305", f"印发日期 {day} 晚于第一个节点（{first.month}月底）。")


def _check_texts(project: Project) -> Iterator[Finding]:
    for field, name in _TEXTS.items():
        text: str = getattr(project, field)
        for code, what, pattern in _FAULTS:
            found = list(pattern.finditer(text))
            if found:
                start, end = found[0].span()
                excerpt = text[max(0, start - 4) : end + 4]
                message = f"“{project.name}”{name}有{len(found)}处{what}，如“{excerpt}”。"
                yield fault(project.cells[field], code, message)
