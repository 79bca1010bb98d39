"""层次序号用的汉字数：一至九百九十九。"""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"

#: 汉字数能表示的最大值。
LARGEST = 999


def to_chinese(number: int) -> str:
    """序号的汉字写法。

    >>> [to_chinese(n) for n in (1, 10, 21, 105)]
    ['一', '十', '二十一', '一百零五']

    Raises:
        ValueError: 不在 1—999 之间。
    """
    if not 1 <= number <= LARGEST:
        raise ValueError(f"序号 {number} 不在 1—{LARGEST} 之间")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


_NUMBERS = {to_chinese(number): number for number in range(1, LARGEST + 1)}


def from_chinese(text: str) -> int | None:
    """汉字序号的数值；写法不规范（如“一十二”）时为 None。"""
    return _NUMBERS.get(text)
