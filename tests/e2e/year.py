"""全年（四月至十二月）各月的公文文字：只成文不排版，一次测试里每月只做一次。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportgen.drafts import Draft
from reportgen.model.assessment import Assessment
from reportgen.model.period import Month
from tools.make_golden import YEAR_MONTHS, month_papers, year_inputs


@dataclass(frozen=True)
class MonthPapers:
    """一个月的评价和全部公文。"""

    assessment: Assessment
    drafts: tuple[Draft, ...]


class Year(Mapping[Month, MonthPapers]):
    """各月的公文；用到哪个月才做哪个月。"""

    def __init__(self, inputs: Path) -> None:
        self._inputs = year_inputs(inputs)
        self._made: dict[Month, MonthPapers] = {}

    def __getitem__(self, month: Month) -> MonthPapers:
        if month not in YEAR_MONTHS:
            raise KeyError(month)
        if month not in self._made:
            self._made[month] = MonthPapers(*month_papers(self._inputs, month))
        return self._made[month]

    def __iter__(self) -> Iterator[Month]:
        return iter(YEAR_MONTHS)

    def __len__(self) -> int:
        return len(YEAR_MONTHS)


@cache
def year_in(folder: Path) -> Year:
    """填报表做在 ``folder`` 里的一年；同一次测试的各个文件合用。"""
    return Year(folder / "全年填报表")
