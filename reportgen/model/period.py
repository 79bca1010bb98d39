"""期次与日期：报告月份，以及可能只精确到月的日期。"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """报告月份。数据截至当月最后一天。"""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (2000 <= self.year <= 2100 and 1 <= self.month <= 12):
            raise ValueError(f"{self.year}-{self.month} 不是 2000—2100 年间的月份")

    @classmethod
    def parse(cls, text: str) -> Month:
        """解析 ``2024-06``。

        Raises:
            ValueError: 不是 YYYY-MM。
        """
        match = re.fullmatch(r"(\d{4})-(\d{2})", text)
        if match is None:
            raise ValueError(f"“{text}”不是“年-月”，应写成 2024-06 的样子")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def last_day(self) -> date:
        """截止日，即当月最后一天。"""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def ordinal(self) -> int:
        """连续月序，两个月份相减得相隔的月数。"""
        return self.year * 12 + self.month - 1

    def shift(self, months: int) -> Month:
        """前推（负数）或后推若干个月。"""
        year, index = divmod(self.ordinal + months, 12)
        return Month(year, index + 1)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """保留原有精度的日期：``day`` 为 None 时只知道月份。"""

    year: int
    month: int
    day: int | None = None

    def __post_init__(self) -> None:
        date(self.year, self.month, self.day or 1)

    def __str__(self) -> str:
        day = "" if self.day is None else f"{self.day}日"
        return f"{self.year}年{self.month}月{day}"

    @property
    def in_month(self) -> Month:
        """所在月份。"""
        return Month(self.year, self.month)

    @property
    def latest(self) -> date:
        """可能的最晚一天；期限与完成时间都按它比较，只知月份时取月末。"""
        return self.in_month.last_day if self.day is None else date(self.year, self.month, self.day)

    @property
    def earliest(self) -> date:
        """可能的最早一天。"""
        return date(self.year, self.month, self.day or 1)


def chinese_date(day: date) -> str:
    """成文日期的写法：阿拉伯数字，不编虚位（GB/T 9704—2012 7.3.5.4）。"""
    return f"{day.year}年{day.month}月{day.day}日"
