"""各种报告共用的：要求的依据怎样说，结果怎样排，文件怎样概括。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from reportgen.conform.agree import AGREEMENT
from reportgen.conform.charts import CHART, NOT_OFFICIAL
from reportgen.conform.result import FileReport, Requirement, Result, Strength, Verdict
from reportgen.conform.table import TABLE

STANDARD = "GB/T 9704—2012"

#: 结论排列的次序：要处理的在前。
ORDER = (Verdict.FAIL, Verdict.NOTE, Verdict.UNVERIFIED, Verdict.PASS)

#: 国家标准没有规定其版头的格式。
LOCAL_FORMS = frozenset(("专报", "简报"))

_CLAUSE = re.compile(r"^\d+(\.\d+)*(、\d+(\.\d+)*)*$")
_PROFILE = re.compile(r"\b(BOX|INK)\b")
_REGULATION = re.compile(r"^条例 ([一二三四五六七八九十]+)")


def requirement_of(result: Result) -> Requirement:
    """结果所核验的要求。"""
    return TABLE.get(result.requirement) or AGREEMENT[result.requirement]


def basis(requirement: Requirement) -> str:
    """依据的说法；推算、实务不说成国家标准的规定。"""
    clause = requirement.clause
    if _CLAUSE.match(clause):
        clause = f"{STANDARD} {clause}"
    elif found := _REGULATION.match(clause):
        clause = f"《党政机关公文处理工作条例》第{found[1]}条"
    match requirement.strength:
        case Strength.DERIVED:
            return f"由 {clause} 推算"
        case Strength.PRACTICE:
            return "实务，国家标准没有规定"
        case _:
            return clause


def cited(requirement: Requirement) -> str:
    """依据和强度，印在一起；推算、实务在依据里已经说了。"""
    if requirement.strength in (Strength.DERIVED, Strength.PRACTICE):
        return basis(requirement)
    return f"{basis(requirement)}，{requirement.strength}"


def ordered(results: Sequence[Result]) -> list[Result]:
    """不合格在前，其后提示、无法核验、合格；同类的依量得的次序。"""
    return sorted(results, key=lambda result: ORDER.index(result.verdict))


def counts(results: Sequence[Result]) -> Mapping[Verdict, int]:
    """各结论有几条。"""
    found = Counter(result.verdict for result in results)
    return {verdict: found[verdict] for verdict in ORDER}


def checked_count(report: FileReport) -> int:
    """自动核验了要求表中的多少条，无法核验的不算；一条量了多处只算一条。"""
    return len({result.requirement for result in report.results if result.verdict is not Verdict.UNVERIFIED})


def summary(report: FileReport) -> str:
    """核验了多少，各结论几项，一行；一条要求可能量几处，各为一项。"""
    found = "、".join(f"{verdict.value}{count}" for verdict, count in counts(report.results).items())
    return f"核验{checked_count(report)}条要求、{len(report.results)}项：{found}"


def form_name(report: FileReport) -> str:
    """认出的公文格式；地方格式注明不核验版头，图表注明不是公文。"""
    if report.form == CHART:
        return NOT_OFFICIAL
    if report.form in LOCAL_FORMS:
        return f"{report.form}（地方格式，国家标准未规定，报头不核验）"
    return report.form or "没有认出"


def page_name(result: Result) -> str:
    """量处的页。"""
    return "" if result.page is None else f"第{result.page}页"


def profile_name(report: FileReport) -> str:
    """版心按哪一种读法核验，见量天头一条的说明；没有量版心的为空串。"""
    texts = " ".join(f"{result.expected} {result.note}" for result in report.results)
    found = _PROFILE.search(texts)
    return found[1] if found else ""
