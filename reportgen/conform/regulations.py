"""党政机关公文处理工作条例中从文字看得出的规定：文种、要素、行文规则；多是推断，至多提示。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.conform.passage import Part, Passage, of, offences, outcome
from reportgen.conform.result import Result

#: 地方格式，国家标准没有规定。
LOCAL = "专报"
_UPWARD = ("请示", "报告")
_ORDERING = ("命令", "令", "决定", "通知", "意见")
_REQUEST = re.compile(r"(?:妥否|当否|可否)，?请(?:批示|批准|审批)|请予?(?:批准|审批)")
_GOVERNMENT = re.compile("人民政府|党委")
_OFFICE = re.compile(r"(?:办公[厅室]|党委|人民政府|人大常委会|人民代表大会)$")
_INNER = re.compile(r"[处科股]$")
#: 这种格式可以没有的要素。
_EXEMPT = {"命令": (Part.TITLE, Part.SIGNATURE), "纪要": (Part.SIGNATURE, Part.DATE)}


def check_regulations(passages: Sequence[Passage], form: str, kind: str | None) -> Iterator[Result]:
    """条例第八、九、十五、十六、十七条。

    Args:
        form: 认出的公文格式。kind: 标题末尾的文种，不是法定文种为 None。
    """
    if of(passages, Part.TITLE):
        has_kind = kind is not None or form == "纪要"
        measured = kind or ("纪要" if form == "纪要" else "没有法定文种")
        yield outcome("R-8", has_kind, "十五个法定文种之一", measured, is_soft=form == LOCAL)
    is_upward = form == "文件" and kind in _UPWARD
    yield _whole(passages, form, is_upward=is_upward)
    if is_upward:
        yield _upward(passages, kind or "")
    issuer = "".join(passage.text for passage in of(passages, Part.MARK)[:1]).replace("文件", "")
    if issuer and form in ("文件", "信函"):
        yield from _issuer(passages, issuer, kind or "公文")


def _whole(passages: Sequence[Passage], form: str, *, is_upward: bool) -> Result:
    """应有的要素；涉密而没有份号的是不合格，其余的提示。"""
    present = {passage.part for passage in passages} | set(_EXEMPT.get(form, ()))
    needed = [Part.TITLE, Part.SIGNATURE, Part.DATE]
    if is_upward:
        needed.append(Part.SIGNER)
    is_secret = Part.SECRET in present
    if is_secret:
        needed.append(Part.COPY)
    missing = [part.value for part in needed if part not in present]
    measured = f"缺{'、'.join(missing)}" if missing else "齐全"
    is_soft = not (is_secret and Part.COPY not in present)
    return outcome("R-9", not missing, "要素齐全", measured, is_soft=is_soft)


def _upward(passages: Sequence[Passage], kind: str) -> Result:
    """上行文：主送一个机关，报告不夹带请示。"""
    several = [
        (passage.text, passage) for passage in of(passages, Part.RECIPIENTS) if re.search("[、，]", passage.text)
    ]
    bodies = of(passages, Part.BODY) if kind == "报告" else ()
    requests = [(found[0], passage) for passage in bodies for found in _REQUEST.finditer(passage.text)]
    return offences("R-15", "主送一个机关，报告不夹带请示", several + requests, is_soft=True)


def _issuer(passages: Sequence[Passage], issuer: str, kind: str) -> Iterator[Result]:
    """部门不向下级党委、政府发指令性公文；内设机构不对外行文。"""
    recipients = "".join(passage.text for passage in of(passages, Part.RECIPIENTS))
    is_ordering = kind in _ORDERING and _GOVERNMENT.search(recipients) is not None
    is_met = _OFFICE.search(issuer) is not None or not is_ordering
    expected = "部门不向下级党委、政府发布指令性公文"
    yield outcome("R-16", is_met, expected, f"{issuer}的{kind}", is_soft=True)
    yield outcome("R-17", _INNER.search(issuer) is None, "内设机构不对外行文", issuer, is_soft=True)
