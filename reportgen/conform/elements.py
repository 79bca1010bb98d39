"""要素的文字：标志、发文字号、标题、主送、附件说明、日期、版记的写法，和条例的规定；PDF 和 DOCX 共用。"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from reportgen.conform.passage import Part, Passage, of, offences, told
from reportgen.conform.regulations import LOCAL, check_regulations
from reportgen.conform.result import Result

#: 条例第八条的十五个文种；“令”是命令（令）。
KINDS = (
    *("决议", "决定", "命令", "令", "公报", "公告", "通告", "意见"),
    *("通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要"),
)

NUMBER = re.compile(r"^[㐀-鿿]+〔[12]\d{3}〕[1-9]\d*号$")
ORDER_NUMBER = re.compile(r"^第[1-9]\d*号$")
_ISSUE_NUMBER = re.compile(r"^[（(]?(?:\d{4}年)?第[1-9]\d*期[）)]?$|^〔[12]\d{3}〕[1-9]\d*号$")
_DATE = re.compile(r"^(\d{4})年([1-9]\d?)月([1-9]\d?)日$")
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
    """各要素的写法和条例的规定；没有出现的要素不出结果。``form`` 是认出的公文格式。"""
    singles: tuple[tuple[Part, Callable[[Passage, str], Result]], ...] = (
        (Part.MARK, _mark),
        (Part.NUMBER, _number),
        (Part.TITLE, _title),
        (Part.RECIPIENTS, _recipients),
    )
    for part, check in singles:
        yield from (check(passage, form) for passage in of(passages, part)[:1])
    yield from _corner(passages)
    yield from _attachments(passages)
    yield from _closing(passages)
    title = "".join(passage.text for passage in of(passages, Part.TITLE)[:1])
    yield from check_regulations(passages, form, kind_of(title))


# 版头


_MARKS = {
    "文件": ("G-7.2.4a", r".$", "机关名称加“文件”，或只用名称"),
    "信函": ("L-1", r"(?<!文件)$", "机关名称，不加“文件”"),
    "命令": ("C-1", r"令$", "机关全称加“命令”或“令”"),
    "纪要": ("M-1", r"纪要$", "“×××××纪要”"),
}


def _mark(passage: Passage, form: str) -> Result:
    """标志的文字；地方格式说明国家标准没有规定。"""
    if form not in _MARKS:
        note = "国家标准没有规定这种版头，按地方模板"
        return told(passage, "S-1", True, "称为地方格式", passage.text, note=note)
    name, pattern, expected = _MARKS[form]
    return told(passage, name, re.search(pattern, passage.text) is not None, expected, passage.text)


_NUMBERS = {
    "命令": ("C-2", ORDER_NUMBER, "第×号"),
    "纪要": ("G-7.2.5b", _ISSUE_NUMBER, "第×期（可以自定）"),
    LOCAL: ("G-7.2.5b", _ISSUE_NUMBER, "第×期（地方格式）"),
}


def _number(passage: Passage, form: str) -> Result:
    """发文字号、令号、期号；尚未登记而留空的无法核验。"""
    text = re.sub(r"\s", "", passage.text)
    name, pattern, expected = _NUMBERS.get(form, ("G-7.2.5b", NUMBER, "代字〔年份〕序号加“号”"))
    if re.search(r"〕第?号$|^第?[期号]$", text):
        return told(passage, name, None, expected, text, note="序号空着，尚未登记")
    is_met = pattern.match(text) is not None or NUMBER.match(text) is not None
    return told(passage, name, is_met, expected, text)


_CORNER = (
    (Part.COPY, "G-7.2.1", r"^\d{6}$", "6 位阿拉伯数字"),
    (Part.SECRET, "G-7.2.2", r"^(?:绝密|机密|秘密)(?:★(?:\d+(?:年|个月|天)|长期))?$", "如 机密★1年"),
    (Part.URGENT, "G-7.2.3", r"^(?:特急|加急)$", "特急或加急"),
)


def _corner(passages: Sequence[Passage]) -> Iterator[Result]:
    """份号、密级和保密期限、紧急程度。"""
    for part, name, pattern, expected in _CORNER:
        for passage in of(passages, part)[:1]:
            yield told(passage, name, re.match(pattern, passage.text) is not None, expected, passage.text)


# 主体


def _title(passage: Passage, form: str) -> Result:
    """标题由机关、事由、文种组成；纪要和地方格式的可以不写机关。"""
    text = re.sub(r"\s", "", passage.text)
    is_whole = kind_of(text) is not None and _ISSUER.match(text) is not None
    is_free = form in (LOCAL, "纪要")
    note = "这种格式的标题可以不写机关" if is_free and not is_whole else ""
    return told(passage, "G-7.3.1d", is_whole, "机关＋关于……的＋文种", text, note=note, is_soft=is_free)


def _recipients(passage: Passage, _form: str) -> Result:
    """主送机关以全角冒号结束。"""
    last = passage.text[-1:]
    return told(passage, "G-7.3.2", last == "：", "末尾用全角冒号", f"末尾是“{last}”")


_NOTE_LEAD = re.compile(r"^(?:附件[：:])?\s*(?:\d{1,2}[.．、])?\s*")


def _attachments(passages: Sequence[Passage]) -> Iterator[Result]:
    """附件说明和附件的写法，两处的次序与名称一致。"""
    notes = of(passages, Part.ATTACHMENT_NOTE)
    labels, titles = of(passages, Part.LABEL), of(passages, Part.ATTACHMENT_TITLE)
    if notes:
        yield from _notes(notes)
    if notes or labels:
        yield _labels(max(len(notes), len(labels)), labels, is_absent=not labels and not titles)
    if notes and titles:
        names = [re.sub(r"\s", "", _NOTE_LEAD.sub("", note.text)) for note in notes]
        pairs = zip(names, titles, strict=False)
        differing = [(title.text, title) for name, title in pairs if name != re.sub(r"\s", "", title.text)]
        yield offences("G-7.3.7c", "与附件说明的名称一致", differing)


def _notes(notes: Sequence[Passage]) -> Iterator[Result]:
    """附件说明：全角冒号，名称后不加标点，几个附件依次编号。"""
    bad = [(note.text[-6:], note) for note in notes if note.text[-1] in "。；;，,、."]
    if not notes[0].text.startswith("附件："):
        bad.append((notes[0].text[:4], notes[0]))
    yield offences("G-7.3.4a", "“附件：”后接名称，名称后不加标点", bad)
    if len(notes) > 1:
        texts = [(re.sub(r"^附件[：:]", "", note.text), note) for note in notes]
        wrong = [(text[:4], note) for rank, (text, note) in enumerate(texts, 1) if not text.startswith(f"{rank}.")]
        yield offences("G-7.3.4b", "1. 2. 3. 依次编号", wrong)


def _labels(count: int, labels: Sequence[Passage], *, is_absent: bool) -> Result:
    """附件标识：一个不编号，几个依次编号，与附件说明的个数相同；``is_absent`` 表示附件不在文件里。"""
    wanted = ["附件"] if count == 1 else [f"附件{rank}" for rank in range(1, count + 1)]
    expected = "、".join(wanted)
    first = labels[0] if labels else None
    if is_absent:
        return told(first, "G-7.3.7b", None, expected, "没有", note="附件不在本文件里")
    texts = [re.sub(r"\s", "", label.text) for label in labels]
    if texts and re.match(r"^.+〔\d{4}〕\d+号附件\d*$", texts[0]):
        return told(first, "G-7.3.7d", True, "发文字号＋附件＋顺序号", texts[0])
    return told(first, "G-7.3.7b", texts == wanted, expected, "、".join(texts) or "没有")


# 文末、版记


def _closing(passages: Sequence[Passage]) -> Iterator[Result]:
    """成文日期、抄送机关、印发日期。"""
    for passage in of(passages, Part.DATE):
        text = re.sub(r"\s", "", passage.text)
        yield told(passage, "G-7.3.5.4", is_date(text), "如 2024年7月5日", text)
    for passage in of(passages, Part.CC):
        is_met = passage.text.endswith("。") and passage.text.count("。") == 1 and passage.text[2:3] == "："
        name = "G-7.4.2b" if passage.text.startswith("主送") else "G-7.4.2a"
        measured = f"{passage.text[:3]}……{passage.text[-4:]}"
        yield told(passage, name, is_met, "全角冒号，末尾一个句号", measured)
    yield from (_issue(passage) for passage in of(passages, Part.ISSUE))


def _issue(passage: Passage) -> Result:
    """印发日期；尚未登记而留空的无法核验。"""
    expected = "如 2024年7月5日印发"
    if passage.text.endswith("年月日印发"):
        return told(passage, "G-7.4.3", None, expected, passage.text, note="日期空着，尚未登记")
    found = re.search(r"([\d〇○一二三四五六七八九十]{4}年.*?日)\s*(印发)?$", passage.text)
    is_met = found is not None and is_date(found[1]) and found[2] is not None
    return told(passage, "G-7.4.3", is_met, expected, found[0] if found else passage.text)
