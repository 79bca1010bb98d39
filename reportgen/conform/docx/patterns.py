"""按文字认要素的式样：宽于标准的写法，写错的也要先认出来，对不对由各检查判断。"""

from __future__ import annotations

import re

_BLANK = r"[\s\u3000]"
_NUMERAL = r"[\d〇○零一二三四五六七八九十元×某\s\u3000]"

COPY_NUMBER = re.compile(r"^(?:№|NO\.?|编号[：:])?\s*\d{1,8}$", re.IGNORECASE)
SECRECY = re.compile(r"^(绝密|机密|秘密)")
URGENCY = re.compile(r"^(特急|加急|特提|平急|急件|紧急)$")
#: 发文字号：括号和年份写错也认。
NUMBER = re.compile(
    rf"^(?P<code>[^〔\[【（(［,，。]{{1,24}}?)[〔\[【（(［](?P<year>{_NUMERAL}{{0,8}})[〕\]】）)］].{{0,12}}号"
)
SERIAL = re.compile(rf"^[（(]?第?{_NUMERAL}{{0,8}}[期号][)）]?$")
SIGNER = re.compile(rf"签{_BLANK}*发{_BLANK}*人{_BLANK}*[：:]?")
ATTACHMENT_NOTE = re.compile(rf"^附{_BLANK}*件\d*[：:]{_BLANK}*(?P<rest>.*)$", re.DOTALL)
ATTACHMENT_LABEL = re.compile(rf"^附{_BLANK}*件{_BLANK}*(?P<order>[\d一二三四五六七八九十]*)[：:.．、]?$")
LISTED = re.compile(r"^(?P<order>\d+)(?P<mark>[.．、。])\s*(?P<name>.*)$", re.DOTALL)
DATE = re.compile(rf"^{_NUMERAL}{{0,8}}年{_NUMERAL}{{0,6}}月{_NUMERAL}{{0,6}}日$")
ANNOTATION = re.compile(r"^[（(].*[）)]$", re.DOTALL)
CAPTION = re.compile(rf"^[（(]?(注|单位|计量单位|资料来源|数据来源|说明|填报单位|制表){_BLANK}*[：:]")
CC = re.compile(rf"^(抄{_BLANK}*送|抄{_BLANK}*报|分{_BLANK}*送){_BLANK}*[：:]")
MOVED_RECIPIENTS = re.compile(rf"^主{_BLANK}*送{_BLANK}*[：:]")
PRINTED = re.compile(rf"印{_BLANK}*发?$")
PRINTED_DATE = re.compile(
    rf"(?P<date>{_NUMERAL}{{0,8}}年{_NUMERAL}{{0,6}}月{_NUMERAL}{{0,6}}日){_BLANK}*(?P<tail>\S*)$"
)
MINUTES_LIST = re.compile(rf"^(?P<kind>出{_BLANK}*席|请{_BLANK}*假|列{_BLANK}*席)(?:人员)?[：:]")

#: 层次序数：依次为第一至第四层。
LEVELS = (
    re.compile(r"^[一二三四五六七八九十]{1,3}[、.．,，]"),
    re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"^\d{1,2}[.．、](?!\d)"),
    re.compile(r"^[（(]\d{1,2}[）)]"),
)


def level_of(text: str) -> int | None:
    """层次，1 至 4；不是层次标题的为 None。"""
    return next((index for index, pattern in enumerate(LEVELS, 1) if pattern.match(text)), None)


def is_red(color: str) -> bool:
    """红色：红多，绿、蓝少。"""
    if len(color) != 6:
        return False
    red, green, blue = (int(color[index : index + 2], 16) for index in (0, 2, 4))
    return red >= 0xA0 and green <= 0x60 and blue <= 0x60
