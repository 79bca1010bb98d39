"""比例与差的公式：金额先化成分（整数）再相减、相除，没有二进制小数的尾差，重算逐位相同。

参数是单元格引用，或 ``{键}`` 形式的占位。个数同样适用。
"""

from __future__ import annotations

_CENTS = 1_000_000


def share(top: str, bottom: str) -> str:
    """两数之比；分母为零的是“—”。"""
    return f'IF({bottom}=0,"—",{_cents(top)}/{_cents(bottom)})'


def gap_points(top: str, bottom: str, numerator: str, denominator: str) -> str:
    """比例与参考进度（%，numerator÷denominator）之差，百分点。"""
    ahead = f"100*{denominator}*{_cents(top)}-{numerator}*{_cents(bottom)}"
    return f'IF({bottom}=0,"—",({ahead})/({denominator}*{_cents(bottom)}))'


def reaches(top: str, bottom: str, numerator: str, denominator: str) -> str:
    """比例达到参考进度的为1，否则为0；分母为零的为0。"""
    return f"IF({bottom}=0,0,IF(100*{denominator}*{_cents(top)}>={numerator}*{_cents(bottom)},1,0))"


def change_points(now: str, before: str, bottom: str) -> str:
    """分母相同的两个比例之差，百分点。"""
    return f'IF({bottom}=0,"—",100*({_cents(now)}-{_cents(before)})/{_cents(bottom)})'


def lacking(top: str, bottom: str, target: str) -> str:
    """距目标（``target`` × ``bottom``）尚差多少，不足0的为0。"""
    return f"MAX(0,ROUND({target}*{bottom}-{top},6))"


def _cents(cell: str) -> str:
    """万元化成分。"""
    return f"ROUND({cell}*{_CENTS},0)"
