"""窄列和短信里的日期：当年的略去年份，出处还在；别的年份照印。"""

from __future__ import annotations

import pytest

from reportgen.compose.values import Misuse, Quoted
from reportgen.compose.wording import month_and_day
from reportgen.model.document import Origin
from reportgen.model.source import Source

_CELL = Origin(sources=(Source("问题台账.xlsx", "问题台账", "J7", "2024-06-28"),))


@pytest.mark.parametrize(
    ("day", "printed"),
    [("2024年6月28日", "6月28日"), ("2024年6月", "6月"), ("2025年1月10日", "2025年1月10日"), ("—", "—"), ("", "")],
)
def test_dates_of_the_year_lose_it_and_others_are_printed_as_they_are(day: str, printed: str) -> None:
    assert month_and_day(day, "2024") == printed


def test_a_shortened_date_still_knows_its_cell() -> None:
    short = month_and_day(Quoted("2024年6月28日", _CELL), "2024")
    assert isinstance(short, Quoted)
    assert (short, short.origin) == ("6月28日", _CELL)


@pytest.mark.parametrize(("day", "year"), [(20240628, "2024"), ("2024年6月28日", 2024)])
def test_a_number_is_refused(day: object, year: object) -> None:
    with pytest.raises(Misuse, match="月日"):
        month_and_day(day, year)
