"""文字写成 HTML：转义，数字与单位不拆行，审阅稿的增删加下划线、删除线。"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from itertools import groupby

from reportgen.model.document import Change, Runs, text_of

#: 不拆行的：完整的日期；数字连同其后的单位。
_BOUND = re.compile(
    r"[0-9]{4} ?年[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}月[0-9]{1,2}日"
    r"|[0-9][0-9.,]* ?(?:亿元|万元|[%‰℃\u4e00-\u9fff])"
)
_TAGS = {Change.INSERTED: "ins", Change.DELETED: "del"}


def bound(runs: Runs) -> str:
    """正文文字，数字与单位不拆行。"""
    return _marked(runs, lambda text: _BOUND.sub(lambda match: f'<span class="bound">{match[0]}</span>', text))


def plain(runs: Runs) -> str:
    """转义后的文字；换行照排。"""
    return _marked(runs, str)


def _marked(runs: Runs, finish: Callable[[str], str]) -> str:
    """变化相同的文字并在一起，转义后交给 ``finish``；新增、删去的放进 ins、del。"""
    parts = []
    for change, group in groupby(runs, key=lambda run: run.change):
        text = finish(escape(text_of(group), quote=False)).replace("\n", "<br>")
        parts.append(f"<{_TAGS[change]}>{text}</{_TAGS[change]}>" if change else text)
    # 窄列里旧数与新数之间要能回行，否则叠印。
    return "".join(parts).replace("</del><ins>", "</del><wbr><ins>")
