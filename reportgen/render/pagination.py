"""版记放在哪一页：双面印刷，版记在最后一面，即偶数页（GB/T 9704—2012 6.2、7.4.1）。"""

from __future__ import annotations

from dataclasses import replace

from reportgen.render.layout import ImprintPlacement

SAME_PAGE = ImprintPlacement(is_own_page=False)
OWN_PAGE = ImprintPlacement(is_own_page=True)


def first_try(*, has_recipients: bool, ends_landscape: bool) -> ImprintPlacement:
    """第一遍排版的假设：版记跟在正文后；最后一页横排时另面。"""
    return ImprintPlacement(is_own_page=ends_landscape, has_recipients=has_recipients)


def settle(tried: ImprintPlacement, text_page: int, imprint_page: int) -> ImprintPlacement:
    """按排出的结果定版记的位置；与 ``tried`` 相同即已排定。

    正文（含附件）末页为偶数且放得下，版记在本页；末页为奇数，版记在下一页；
    末页为偶数而放不下，下一页空白，版记在再下一页，空白页和版记页都不编页码（7.5）。

    Args:
        tried: 这一遍排版的假设。
        text_page: 正文末页，从 1 起。imprint_page: 版记所在页。
    """
    if not tried.is_own_page and imprint_page == text_page and text_page % 2 == 0:
        return tried
    return replace(tried, is_own_page=True, blank_pages=0 if text_page % 2 else 1)
