"""认要素：按内容和样子，不看样式名称，别人的文件也认得。

次序：版头（红色大字、发文字号、签发人）→ 标题 → 主送机关 → 正文 → 附件说明 → 署名、日期、附注
→ 各附件 → 版记；页眉页脚里另有信函的标志和页码。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import dropwhile, pairwise, takewhile

from reportgen.conform.docx import patterns
from reportgen.conform.docx.fittings import (
    Folio,
    Imprint,
    Rule,
    find_folios,
    find_imprint,
    is_layout,
    is_mark,
    match,
    place_of,
    rules_of,
)
from reportgen.conform.docx.patterns import is_red
from reportgen.conform.docx.story import Paragraph, Story, with_boxes
from reportgen.conform.elements import kind_of
from reportgen.conform.options import Options

_TITLE_PT = 17.5
_LONGEST_NUMBER, _LONGEST_SIGNATURE, _LONGEST_RECIPIENTS = 60, 30, 300
_MOST_SIGNERS, _MOST_TITLE_LINES = 8, 6
#: 地方格式的标志的末字。
_LOCAL_ENDINGS = ("专报", "简报", "快报", "月报", "周报", "日报")
#: 信函的两条双线至少画成三个图形。
_DOUBLE_RULES = 3
#: 靠右的署名：没有设右对齐时，左空至少这么多毫米。
_FAR_LEFT = 40.0


@dataclass(frozen=True, slots=True)
class Annex:
    """一个附件。"""

    label: Paragraph
    title: tuple[Paragraph, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """认出的各要素；没有的为 None 或空。"""

    story: Story
    form: str
    copy_number: Paragraph | None
    secrecy: Paragraph | None
    urgency: Paragraph | None
    mark: tuple[Paragraph, ...]
    number: Paragraph | None
    signers: tuple[Paragraph, ...]
    rules: tuple[Rule, ...]
    title: tuple[Paragraph, ...]
    recipients: Paragraph | None
    body: tuple[Paragraph, ...]
    minutes: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...]
    signatures: tuple[Paragraph, ...]
    date: Paragraph | None
    annotation: Paragraph | None
    annexes: tuple[Annex, ...]
    imprint: Imprint | None
    folios: tuple[Folio, ...]

    @property
    def title_lines(self) -> tuple[str, ...]:
        """标题各行。"""
        return tuple(line.strip() for item in self.title for line in item.text.split("\n") if line.strip())


def recognise(story: Story, options: Options) -> Paper:
    """认出各要素。"""
    flow = [*_first_header(story), *_flow(story)]
    imprint = find_imprint(story)
    tail = set(map(id, imprint.paragraphs)) if imprint else set()
    flow = [item for item in flow if id(item) not in tail]
    starts = [index for index, item in enumerate(flow) if _is_label(item)]
    main = flow[: starts[0]] if starts else flow
    title = _title(main, options)
    first = place_of(main, title[0]) if title else _first_prose(main)
    head, rest = main[:first], main[first + len(title) :]
    mark = tuple(item for item in head if is_mark(item))
    number = match(head, lambda text: len(text) <= _LONGEST_NUMBER and _is_number(text))
    rules = tuple(rule for item in [*head, *main[first : first + 1]] for rule in rules_of(item, story))
    recipients = _recipients(rest)
    after = rest[place_of(rest, recipients) + 1 :] if recipients else rest
    notes = _notes(after)
    date = match(reversed(after), lambda text: bool(patterns.DATE.match(text)))
    signatures = tuple(_signatures(after, date, notes))
    minutes = tuple(item for item in after if patterns.MINUTES_LIST.match(item.text))
    return Paper(
        story=story,
        form=_form(mark, number, rules),
        copy_number=match(head, lambda text: bool(patterns.COPY_NUMBER.match(text))),
        secrecy=match(head, lambda text: bool(patterns.SECRECY.match(text))),
        urgency=match(head, lambda text: bool(patterns.URGENCY.match("".join(text.split())))),
        mark=mark,
        number=number,
        signers=_signer_lines(head),
        rules=rules,
        title=title,
        recipients=recipients,
        body=_body(after, [*notes, *signatures, *minutes, *filter(None, [date])]),
        minutes=minutes,
        notes=notes,
        signatures=signatures,
        date=date,
        annotation=_annotation(after, date),
        annexes=tuple(_annexes(flow, starts)),
        imprint=imprint,
        folios=tuple(find_folios(story)),
    )


def _flow(story: Story) -> Iterator[Paragraph]:
    """正文的段落，连同文本框和版头、版记用的表格里的。"""
    for block in story.blocks:
        if isinstance(block, Paragraph):
            yield from with_boxes((block,))
        elif is_layout(block):
            yield from with_boxes(block.paragraphs)


def _first_header(story: Story) -> tuple[Paragraph, ...]:
    """首页页眉的段落：信函的标志在这里。"""
    headers = story.sections[0].shown(is_footer=False) if story.sections else ()
    wanted = "first" if story.sections and story.sections[0].has_first else "default"
    return tuple(item for header in headers if header.kind == wanted for item in header.all_paragraphs)


def _is_number(text: str) -> bool:
    return bool(patterns.NUMBER.match(text) or patterns.SERIAL.match(text))


def _signer_lines(head: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """“签发人：”一行；几行姓名在同一个单元格里的，下面各行也是。"""
    found = [item for item in head if patterns.SIGNER.search(item.text)]
    cells = {(item.order, item.offset) for item in found if item.is_cell}
    return tuple(item for item in head if item in found or (item.is_cell and (item.order, item.offset) in cells))


def _is_label(item: Paragraph) -> bool:
    """附件标识：单独一段的“附件”“附件1”；另起一页的带冒号也算。"""
    matched = patterns.ATTACHMENT_LABEL.match(item.text)
    return bool(matched) and (item.starts_page or not item.text.endswith(("：", ":")))


def _first_prose(items: Sequence[Paragraph]) -> int:
    """没有标题的公文（命令）：第一个像正文的段落。"""
    return next((index for index, item in enumerate(items) if is_prose(item) and _is_long(item)), len(items))


def _is_long(item: Paragraph) -> bool:
    return len(item.text) > _LONGEST_SIGNATURE or item.left_mm > 0


def _title(main: Sequence[Paragraph], options: Options) -> tuple[Paragraph, ...]:
    """标题：第一个居中、不红、字大（或小标宋、或加粗）的段落，连同紧接着同样大小的。"""
    for index, item in enumerate(main):
        if _is_title(item, options):
            following = main[index + 1 : index + _MOST_TITLE_LINES]
            return (item, *takewhile(partial(_continues, item), following))
    return ()


def _is_title(item: Paragraph, options: Options) -> bool:
    look = item.first_look
    is_centred = item.look.align == "center" and item.order >= 0 and not is_mark(item)
    if not is_centred or len(item.text) < 4 or _is_number(item.text) or patterns.DATE.match(item.text):
        return False
    is_big = look.size >= _TITLE_PT or options.font_role(look.fonts["eastAsia"]) == "小标宋"
    return is_big or look.is_bold or kind_of(item.text) is not None


def _continues(first: Paragraph, other: Paragraph) -> bool:
    return other.look.align == "center" and bool(other.text) and other.size == first.size and not other.label


def _recipients(rest: Sequence[Paragraph]) -> Paragraph | None:
    """主送机关：标题后第一段，以冒号结尾。"""
    item = next((item for item in rest if item.text), None)
    if item is None or len(item.text) > _LONGEST_RECIPIENTS or patterns.level_of(item.text) is not None:
        return None
    return item if item.text.endswith(("：", ":")) else None


def _notes(after: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    for index, item in enumerate(after):
        if patterns.ATTACHMENT_NOTE.match(item.text):
            return (item, *takewhile(_is_listed, after[index + 1 :]))
    return ()


def _is_listed(item: Paragraph) -> bool:
    return bool(patterns.LISTED.match(item.text)) and item.look.align not in ("right", "center")


def _signatures(after: Sequence[Paragraph], date: Paragraph | None, notes: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """署名：日期之上连续的靠右短行；没有日期时正文末尾的靠右短行。"""
    before = list(after[: place_of(after, date)]) if date else [item for item in after if item.text]
    names: list[Paragraph] = []
    for item in reversed(before):
        if item.is_blank and not names:
            continue
        if not _is_signature(item) or item in notes or len(names) == _MOST_SIGNERS:
            break
        names.append(item)
    yield from reversed(names)


def _is_signature(item: Paragraph) -> bool:
    is_aside = item.look.align in ("right", "center") or item.left_mm >= _FAR_LEFT or item.has_leading_tab
    is_short = 0 < len(item.text) <= _LONGEST_SIGNATURE and not item.text.endswith(("。", "：", "；"))
    return is_aside and is_short and not _is_caption(item) and not item.is_cell


def _annotation(after: Sequence[Paragraph], date: Paragraph | None) -> Paragraph | None:
    if date is None:
        return None
    following = [item for item in after[place_of(after, date) + 1 :] if item.text]
    return following[0] if following and patterns.ANNOTATION.match(following[0].text) else None


def _body(after: Sequence[Paragraph], others: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """正文各段：表题、图题、单位、注不算。"""
    ends = [index for index, item in enumerate(after) if any(item is other for other in others)]
    return tuple(item for item in after[: min(ends, default=len(after))] if is_prose(item))


def is_prose(item: Paragraph) -> bool:
    """正文自然段或层次标题。"""
    is_aside = item.look.align in ("center", "right") or item.has_leading_tab or _is_caption(item)
    return bool(item.text) and item.order >= 0 and not item.is_cell and not is_aside


def _is_caption(item: Paragraph) -> bool:
    return bool(patterns.CAPTION.match(item.text))


def _annexes(flow: Sequence[Paragraph], starts: Sequence[int]) -> Iterator[Annex]:
    for start, stop in pairwise([*starts, len(flow)]):
        label, rest = flow[start], flow[start + 1 : stop]
        texts = list(dropwhile(lambda item: item.is_blank, rest))
        title = tuple(takewhile(partial(_continues, texts[0]), texts)) if texts else ()
        yield Annex(label, title, tuple(texts[len(title) :]))


def _form(mark: Sequence[Paragraph], number: Paragraph | None, rules: Sequence[Rule]) -> str:
    """公文格式：看标志的末字，其次看双线和字号；没有标志的为“无版头”。"""
    text = "".join(item.text for item in mark)
    is_letter = number is not None and "函" in number.text
    if not text:
        return "信函" if is_letter else "无版头"
    has_double_rules = sum(is_red(rule.color) and rule.y is not None for rule in rules) >= _DOUBLE_RULES
    if has_double_rules:
        return "信函"
    for ending, form in (("文件", "文件"), ("纪要", "纪要"), ("令", "命令")):
        if text.endswith(ending):
            return form
    if text.endswith(_LOCAL_ENDINGS):
        return "专报"
    return "信函" if is_letter or mark[0].order < 0 else "文件"
