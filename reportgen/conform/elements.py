"""要素的文字：标志、发文字号、标题、主送、附件说明、日期、版记的写法，以及条例对文种和要素的规定。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from reportgen.conform.passage import Part, Passage, of, offences, outcome
from reportgen.conform.result import Result

#: 条例第八条的十五个文种。
KINDS = (
    "决议",
    "决定",
    "命令",
    "令",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
)

NUMBER = re.compile(r"^[㐀-鿿]+〔[12]\d{3}〕[1-9]\d*号$")
ORDER_NUMBER = re.compile(r"^第[1-9]\d*号$")
_ISSUE_NUMBER = re.compile(r"^[（(]?(?:\d{4}年)?第[1-9]\d*期[）)]?$")
_DATE = re.compile(r"^(\d{4})年([1-9]\d?)月([1-9]\d?)日$")
_LOCAL = "专报"


_ISSUER = re.compile(r"^(?!关于|印发|转发|批转|公布|表彰|对).{2,}?(?:关于|印发|转发|批转|公布|发布|表彰|任免|授予|对)")


def kind_of(title: str) -> str | None:
    """标题末尾的文种，不计“（试行）”之类；不是法定文种为 None。"""
    bare = re.sub(r"（[^（）]*）$", "", title)
    return next((kind for kind in KINDS if bare.endswith(kind)), None)


def is_date(text: str) -> bool:
    """是否为齐全、不编虚位而且确有其日的阿拉伯数字日期。"""
    found = _DATE.match(text)
    if not found:
        return False
    try:
        date(*(int(part) for part in found.groups()))
    except ValueError:
        return False
    return True


def check_elements(passages: Sequence[Passage], form: str) -> Iterator[Result]:
    """各要素的写法；没有出现的要素不出结果。``form`` 是认出的公文格式。"""
    yield from _mark(passages, form)
    yield from _corner(passages)
    yield from _number(passages, form)
    yield from _title(passages, form)
    yield from _recipients(passages)
    yield from _attachments(passages)
    yield from _date_text(passages)
    yield from _imprint(passages)
    yield from _rules(passages, form)


def _mark(passages: Sequence[Passage], form: str) -> Iterator[Result]:
    names = {"信函": "L-1", "命令": "C-1", "纪要": "M-1", "文件": "G-7.2.4a"}
    endings = {"信函": r"(?<!文件)$", "命令": r"令$", "纪要": r"纪要$", "文件": r".$"}
    wanted = {"信函": "机关名称，不加“文件”", "命令": "机关全称加“命令”或“令”", "纪要": "“×××××纪要”"}
    for passage in of(passages, Part.MARK)[:1]:
        if form in names:
            is_met = re.search(endings[form], passage.text) is not None
            expected = wanted.get(form, "机关名称加“文件”，或只用名称")
            yield outcome(names[form], is_met, expected, passage.text, page=passage.page, boxes=passage.boxes)
        else:
            note = "国家标准没有规定这种版头，按地方模板"
            yield outcome("S-1", True, "称为地方格式", passage.text, page=passage.page, boxes=passage.boxes, note=note)


_CORNER = (
    (Part.COPY, "G-7.2.1", r"^\d{6}$", "6 位阿拉伯数字"),
    (Part.SECRET, "G-7.2.2", r"^(?:绝密|机密|秘密)(?:★(?:\d+(?:年|个月|天)|长期))?$", "如 机密★1年"),
    (Part.URGENT, "G-7.2.3", r"^(?:特急|加急)$", "特急或加急"),
)


def _corner(passages: Sequence[Passage]) -> Iterator[Result]:
    """份号、密级和保密期限、紧急程度的写法。"""
    for part, name, pattern, expected in _CORNER:
        for passage in of(passages, part)[:1]:
            is_met = re.match(pattern, passage.text) is not None
            yield outcome(name, is_met, expected, passage.text, page=passage.page, boxes=passage.boxes)


def _number(passages: Sequence[Passage], form: str) -> Iterator[Result]:
    for passage in of(passages, Part.NUMBER)[:1]:
        text = re.sub(r"\s", "", passage.text)
        pattern = {"命令": ORDER_NUMBER, _LOCAL: _ISSUE_NUMBER, "纪要": _ISSUE_NUMBER}.get(form, NUMBER)
        is_met = (pattern.match(text) or NUMBER.match(text)) is not None
        is_met = is_met or (form == "纪要" and NUMBER.match("纪" + text) is not None)
        is_blank = re.search(r"〕第?号$|^第?[期号]$", text) is not None
        name = "C-2" if form == "命令" else "G-7.2.5b"
        expected = {"命令": "第×号", _LOCAL: "第×期（地方格式）", "纪要": "第×期（可自定）"}.get(form, "代字〔年份〕序号加“号”")
        note = "序号空着，尚未登记" if is_blank else ""
        yield outcome(name, None if is_blank else is_met, expected, text, page=passage.page, boxes=passage.boxes, note=note)


def _title(passages: Sequence[Passage], form: str) -> Iterator[Result]:
    for passage in of(passages, Part.TITLE)[:1]:
        text = re.sub(r"\s", "", passage.text)
        kind = kind_of(text)
        is_local = form in (_LOCAL, "纪要")
        is_whole = kind is not None and _ISSUER.match(text) is not None
        note = "地方格式的标题可不写机关" if is_local and not is_whole else ""
        yield outcome(
            "G-7.3.1d",
            is_whole,
            "机关＋关于……的＋文种",
            text,
            page=passage.page,
            boxes=passage.boxes,
            note=note,
            is_soft=is_local,
        )
        has_kind = kind is not None or form == "纪要"
        yield outcome("R-8", has_kind, "十五个法定文种之一", kind or "没有法定文种", is_soft=is_local)


def _recipients(passages: Sequence[Passage]) -> Iterator[Result]:
    for passage in of(passages, Part.RECIPIENTS)[:1]:
        is_met = passage.text.endswith("：")
        yield outcome("G-7.3.2", is_met, "末尾用全角冒号", f"末尾是“{passage.text[-1:]}”", page=passage.page, boxes=passage.boxes)


def _note_name(text: str) -> str:
    """附件说明一条里的附件名称。"""
    return re.sub(r"^附件[：:]|^", "", re.sub(r"^(附件[：:])?\s*(\d{1,2}[.．、])?\s*", "", text))


def _attachments(passages: Sequence[Passage]) -> Iterator[Result]:
    """附件说明和附件的写法，两处的次序与名称一致。"""
    notes = of(passages, Part.ATTACHMENT_NOTE)
    labels, titles = of(passages, Part.LABEL), of(passages, Part.ATTACHMENT_TITLE)
    if notes:
        bad = [(note.text[-6:], note) for note in notes if re.search(r"[。；;，,、.]$", note.text)]
        bad += [(notes[0].text[:4], notes[0])] if not notes[0].text.startswith("附件：") else []
        yield offences("G-7.3.4a", "“附件：”后接名称，名称后不加标点", bad)
    if len(notes) > 1:
        numbers = [re.sub(r"^附件[：:]", "", note.text) for note in notes]
        wrong = [(text[:4], note) for index, (text, note) in enumerate(zip(numbers, notes, strict=True), 1) if not text.startswith(f"{index}.")]
        yield offences("G-7.3.4b", "1. 2. 3. 依次编号", wrong)
    if notes or labels:
        yield from _labels(notes, labels)
    if notes and titles:
        names = [re.sub(r"\s", "", _note_name(note.text)) for note in notes]
        differing = [(title.text, title) for name, title in zip(names, titles, strict=False) if name != re.sub(r"\s", "", title.text)]
        yield offences("G-7.3.7c", "与附件说明的名称一致", differing)


def _labels(notes: Sequence[Passage], labels: Sequence[Passage]) -> Iterator[Result]:
    """附件标识：一个不编号，几个依次编号，与附件说明的个数相同。"""
    count = max(len(notes), len(labels))
    expected = ["附件"] if count == 1 else [f"附件{index}" for index in range(1, count + 1)]
    texts = [re.sub(r"\s", "", label.text) for label in labels]
    if labels and re.match(r"^.+〔\d{4}〕\d+号附件\d*$", texts[0]):
        yield outcome("G-7.3.7d", True, "发文字号＋附件＋顺序号", texts[0], page=labels[0].page, boxes=labels[0].boxes)
        return
    boxes = [box for label in labels for box in label.boxes]
    page = labels[0].page if labels else None
    yield outcome("G-7.3.7b", texts == expected, "、".join(expected), "、".join(texts) or "没有", page=page, boxes=boxes)


def _date_text(passages: Sequence[Passage]) -> Iterator[Result]:
    for passage in of(passages, Part.DATE):
        text = re.sub(r"\s", "", passage.text)
        yield outcome("G-7.3.5.4", is_date(text), "如 2024年7月5日", text, page=passage.page, boxes=passage.boxes)


def _imprint(passages: Sequence[Passage]) -> Iterator[Result]:
    for passage in of(passages, Part.CC):
        is_met = passage.text.endswith("。") and passage.text.count("。") == 1 and passage.text[2:3] == "："
        yield outcome(
            "G-7.4.2a",
            is_met,
            "“抄送：”开头，末尾一个句号",
            f"{passage.text[:3]}……{passage.text[-4:]}",
            page=passage.page,
            boxes=passage.boxes,
        )
    for passage in of(passages, Part.ISSUE):
        found = re.search(r"([\d〇○一二三四五六七八九十]{4}年.*?日)\s*(印发)?$", passage.text)
        is_blank = passage.text.endswith("年月日印发")
        is_dated = found is not None and is_date(found[1]) and found[2] is not None
        yield outcome(
            "G-7.4.3",
            None if is_blank else is_dated,
            "如 2024年7月5日印发",
            found[0] if found else passage.text,
            page=passage.page,
            boxes=passage.boxes,
            note="日期空着，尚未登记" if is_blank else "",
        )


_UPWARD = ("请示", "报告")
_REQUEST = re.compile(r"(?:妥否|当否|可否)，?请(?:批示|批准|审批)|请予?(?:批准|审批)")
_ORDERING = ("命令", "令", "决定", "通知", "意见")


def _rules(passages: Sequence[Passage], form: str) -> Iterator[Result]:
    """条例第九、十五、十六、十七条中从文字看得出的部分。"""
    title = "".join(passage.text for passage in of(passages, Part.TITLE)[:1])
    kind = kind_of(title)
    issuer = "".join(passage.text for passage in of(passages, Part.MARK)[:1]).replace("文件", "")
    yield _whole(passages, form, kind)
    if kind in _UPWARD and form == "文件":
        yield _upward(passages, kind)
    if issuer and form in ("文件", "信函"):
        recipients = "".join(passage.text for passage in of(passages, Part.RECIPIENTS))
        is_office = re.search(r"办公[厅室]$", issuer) is not None
        is_body = re.search(r"(?:党委|人民政府|人大常委会|人民代表大会)$", issuer) is not None
        is_ordering = kind in _ORDERING and re.search(r"人民政府|党委", recipients) is not None
        yield outcome(
            "R-16",
            is_office or is_body or not is_ordering,
            "部门不向下级党委、政府发布指令性公文",
            f"{issuer}的{kind or '公文'}",
            is_soft=True,
        )
        is_inner = re.search(r"(?:处|科|股)$", issuer) is not None
        yield outcome("R-17", not is_inner, "内设机构不对外行文", issuer, is_soft=True)


def _whole(passages: Sequence[Passage], form: str, kind: str | None) -> Result:
    """应有的要素。"""
    present = {passage.part for passage in passages}
    missing = [part.value for part in (Part.TITLE, Part.SIGNATURE, Part.DATE) if part not in present]
    exempt = {"命令": (Part.TITLE, Part.SIGNATURE), "纪要": (Part.SIGNATURE, Part.DATE)}.get(form, ())
    missing = [part for part in missing if part not in {item.value for item in exempt}]
    is_grave = Part.SECRET in present and Part.COPY not in present
    if is_grave:
        missing.append(Part.COPY.value)
    if form == "文件" and kind in _UPWARD and Part.SIGNER not in present:
        missing.append(Part.SIGNER.value)
    measured = f"缺{'、'.join(missing)}" if missing else "齐全"
    return outcome("R-9", not missing, "要素齐全", measured, is_soft=not is_grave)


def _upward(passages: Sequence[Passage], kind: str) -> Result:
    """上行文：主送一个机关，报告不夹带请示。"""
    recipients = "".join(passage.text for passage in of(passages, Part.RECIPIENTS))
    several = [(recipients, passage) for passage in of(passages, Part.RECIPIENTS) if re.search("[、，]", recipients)]
    requests = [(found[0], passage) for passage in of(passages, Part.BODY) if kind == "报告" for found in _REQUEST.finditer(passage.text)]
    return offences("R-15", "主送一个机关，报告不夹带请示", several + requests, is_soft=True)
