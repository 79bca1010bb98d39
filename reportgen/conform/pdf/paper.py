"""认要素：照读者看到的样子，从各页的字行里找出版头、标题、正文、署名、附件、版记和页码。"""

from __future__ import annotations

from itertools import pairwise
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from reportgen.conform.language import level_of
from reportgen.conform.numbers import BODY_PT, BOX_PITCH, CHAR, LEFT, PT, RIGHT, WIDTH
from reportgen.conform.passage import Part, Passage
from reportgen.conform.pdf.lines import Layout, Line
from reportgen.conform.pdf.rules import InkRule

_DATE = re.compile(
    r"^[（(]?[\d〇○零一二三四五六七八九十]{2,4}\s?[年./-]\s?[\d一二三四五六七八九十]{1,3}\s?[月./-]"
    r"\s?[\d一二三四五六七八九十]{1,3}日?[）)]?$"
)
_LABEL = re.compile(r"^(?:.+号)?附件\s?[\d一二三四五六七八九十]*[：:]?$")
_NUMBER = re.compile(r"[〔\[［（(【]\s?(?:19|20)?\d{2}\s?[〕\]］）)】].*号|^第?.{0,5}[〔\[].*号$|^第?\s?\d*\s?号$|第\d*期")
_ATTENDANCE = re.compile(r"^(?:出席|请假|列席)[：:]")
_CC = re.compile(r"^(抄\s?送|主\s?送|分\s?送)[：:]")
_ISSUE = re.compile(r"印发$|^.{4,30}(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?:印发)?$")


@dataclass(frozen=True)
class Paragraph:
    """一个自然段：在各页上的行。"""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """文字，不含回行。"""
        return "".join(line.text for line in self.lines)

    @property
    def level(self) -> int:
        """层次 1—4；正文为 0。"""
        return level_of(self.text)


@dataclass(frozen=True)
class Metrics:
    """全文量得的尺寸：正文字号（磅）、行距和版心的左右（毫米）。"""

    size: float
    pitch: float
    lefts: dict[int, float]
    right_of: dict[int, float]

    def left(self, page: int) -> float:
        """一页版心的左边；没有排满的行时取同为单（双）页的。"""
        return _nearest(self.lefts, page, LEFT)

    def right(self, page: int) -> float:
        """一页版心的右边。"""
        return _nearest(self.right_of, page, RIGHT)

    def centre(self, page: int) -> float:
        """一页版心的中线。"""
        return (self.left(page) + self.right(page)) / 2


def _nearest(values: dict[int, float], page: int, default: float) -> float:
    if page in values:
        return values[page]
    same = [value for number, value in values.items() if (number - page) % 2 == 0] or list(values.values())
    return median(same) if same else default


@dataclass
class Paper:
    """认出的一份公文；没有的要素为空。

    Attributes:
        form: 公文格式。layouts: 各页。rules: 首页和版记页的长横线。metrics: 量得的尺寸。
        head: 版头各要素 → 行。title: 标题各行。flow: 正文各段。notes: 附件说明各行。
        signatures、dates、annotations: 署名、成文日期、附注的行。
        attachments: 各附件的首页、标识、标题各行和正文各段。
        cc、issue: 版记的行；imprint_page: 版记所在页，没有为 None。
    """

    form: str
    layouts: tuple[Layout, ...]
    rules: tuple[InkRule, ...]
    metrics: Metrics
    head: dict[Part, tuple[Line, ...]] = field(default_factory=dict)
    title: tuple[Line, ...] = ()
    recipients: tuple[Line, ...] = ()
    flow: tuple[Paragraph, ...] = ()
    attendance: tuple[Paragraph, ...] = ()
    notes: tuple[Line, ...] = ()
    signatures: tuple[Line, ...] = ()
    dates: tuple[Line, ...] = ()
    annotations: tuple[Line, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    cc: tuple[Line, ...] = ()
    issue: tuple[Line, ...] = ()
    asides: tuple[Line, ...] = ()

    @property
    def imprint_page(self) -> int | None:
        """版记所在页。"""
        lines = self.cc + self.issue
        return lines[0].page if lines else None

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """正文和附件正文的各段。"""
        return self.flow + tuple(item for attachment in self.attachments for item in attachment.flow)

    def part(self, part: Part) -> tuple[Line, ...]:
        """版头一个要素的行。"""
        return self.head.get(part, ())


@dataclass(frozen=True)
class Attachment:
    """一个附件，或没有标识的印发件。"""

    page: int
    label: Line | None
    title: tuple[Line, ...]
    flow: tuple[Paragraph, ...]


def recognise(layouts: Sequence[Layout], rules: Sequence[InkRule]) -> Paper:
    """认出各要素。"""
    metrics = _measure(layouts)
    first = layouts[0]
    head, rest = _head(first, rules, metrics)
    form = _form(head, rules, first)
    paper = Paper(form, tuple(layouts), tuple(rules), metrics, head)
    lines = [*rest, *(line for layout in layouts[1:] for line in layout.lines)]
    lines = _take_imprint(paper, lines)
    paper.asides = tuple(line for line in lines if not _is_text(line, metrics))
    lines = [line for line in lines if _is_text(line, metrics)]
    lines = _take_title(paper, lines)
    lines = _take_attachments(paper, lines)
    lines = _take_closing(paper, lines)
    lines = _take_recipients(paper, lines)
    found = paragraphs(lines, metrics)
    paper.attendance = tuple(item for item in found if _ATTENDANCE.match(item.text))
    paper.flow = tuple(item for item in found if not _ATTENDANCE.match(item.text))
    return paper


# 尺寸


def _measure(layouts: Sequence[Layout]) -> Metrics:
    lines = [line for layout in layouts if not layout.sheet.is_landscape for line in layout.lines]
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size * 4) / 4] += len(line.glyphs)
    size = sizes.most_common(1)[0][0] if sizes else BODY_PT
    body = [line for line in lines if abs(line.size - size) < 0.5]
    lefts, rights = {}, {}
    for layout in layouts:
        full = list(_wrapped([line for line in body if line.page == layout.number]))
        if full:
            lefts[layout.number] = median(after.x0 for _, after in full)
            rights[layout.number] = median(line.x1 for line, _ in full)
    gaps = [after.baseline - before.baseline for before, after in pairwise(body) if before.page == after.page and 0 < after.baseline - before.baseline < 2.2 * size * PT]
    return Metrics(size, median(gaps) if gaps else BOX_PITCH, lefts, rights)


def _wrapped(body: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """一页里排满而回行的行和它的下一行：下一行紧接而且不缩进。"""
    for line, after in pairwise(body):
        is_next = after.baseline - line.baseline < 2.2 * line.size * PT
        if is_next and after.x0 < min(item.x0 for item in body) + 0.5 * CHAR and line.x1 - line.x0 > 0.8 * WIDTH:
            yield line, after


def _is_text(line: Line, metrics: Metrics) -> bool:
    """正文大小或更大的字行；表题、注和图中的字较小。"""
    return line.size > metrics.size - 1.8


# 版头


def _head(first: Layout, rules: Sequence[InkRule], metrics: Metrics) -> tuple[dict[Part, tuple[Line, ...]], list[Line]]:
    """首页版头的要素和其下的行。"""
    marks = _marks(first)
    floor = _head_floor(first, marks, rules)
    above = [line for line in first.lines if line.baseline <= floor and line not in marks]
    head: dict[Part, list[Line]] = {Part.MARK: list(marks)} if marks else {}
    for line in above:
        for segment in line.segments():
            part = _head_part(segment)
            if part:
                head.setdefault(part, []).append(segment)
    rest = [line for line in first.lines if line.baseline > floor and line not in marks]
    return {part: tuple(lines) for part, lines in head.items()}, rest


def _marks(first: Layout) -> tuple[Line, ...]:
    """发文机关标志：首页上部的红色大字；没有红字时取特别大的字。"""
    upper = [line for line in first.lines if line.baseline < first.sheet.height * 0.6]
    red = [line for line in upper if line.colour.is_red and line.size >= 20]
    if red:
        return tuple(red)
    large = [line for line in upper if line.size >= 25]
    return tuple(large[:1])


def _head_floor(first: Layout, marks: Sequence[Line], rules: Sequence[InkRule]) -> float:
    """版头的下边：标志、红线、字号中最低的。"""
    if not marks:
        return 0.0
    bottom = marks[-1].bottom
    limit = bottom + 80
    floor = max([bottom, *(rule.y1 for rule in rules if rule.page == 1 and rule.is_red and bottom < rule.y1 < limit)])
    for line in first.lines:
        is_head = any(_head_part(segment) for segment in line.segments())
        if line.baseline > bottom - 1 and line.baseline < floor + 45 and is_head and not line.text.endswith("："):
            floor = max(floor, line.bottom)
    return floor


def _head_part(segment: Line) -> Part | None:
    """版头的一段文字是什么。"""
    text = segment.text
    if re.match(r"^\d{4,8}$", text):
        return Part.COPY
    if re.match(r"^(绝密|机密|秘密)", text):
        return Part.SECRET
    if re.match(r"^(特急|加急|特提|平急|急件)$", text):
        return Part.URGENT
    if text.startswith("签发人"):
        return Part.SIGNER
    if len(text) < 30 and _NUMBER.search(text):
        return Part.NUMBER
    return None


_LOCAL = re.compile(r"专报|简报|快报|信息|动态|要情|周报|月报|日报|参考|工作情况|督查|内参")


def _form(head: dict[Part, tuple[Line, ...]], rules: Sequence[InkRule], first: Layout) -> str:
    """公文格式：先看标志的末尾，再看标志的高度和双线。"""
    marks = head.get(Part.MARK, ())
    text = "".join(line.text for line in marks)
    if not marks:
        return "其他"
    if _has_letter_rules(rules):
        return "信函"
    endings = {"文件": "文件", "纪要": "纪要", "命令": "命令", "令": "命令"}
    for ending, form in endings.items():
        if text.endswith(ending) or any(line.text == ending for line in marks):
            return form
    if _LOCAL.search(text):
        return "专报"
    return "信函" if marks[0].top < 50 else "文件"


def _has_letter_rules(rules: Sequence[InkRule]) -> bool:
    """首页有比版心宽的红色双线。"""
    red = [rule for rule in rules if rule.page == 1 and rule.is_red and rule.length > WIDTH + 7]
    return any(after.y0 - before.y1 < 2.5 for before, after in pairwise(red))


# 主体


def _take_title(paper: Paper, lines: list[Line]) -> list[Line]:
    """首页版头下的标题；比正文大、用小标宋或居中的各行。"""
    first = [line for line in lines if line.page == 1]
    count = 0
    while count < len(first) and count < 6 and is_title_line(first[count], paper.metrics):
        count += 1
    paper.title = tuple(first[:count])
    return lines[count:]


def is_title_line(line: Line, metrics: Metrics) -> bool:
    """像标题的行。"""
    if line.size > metrics.size + 2:
        return True
    is_centred = abs(line.centre_x - metrics.centre(line.page)) < 2 and line.x0 > metrics.left(line.page) + 3 * CHAR
    return is_centred and not re.search(r"[。：:；，]$", line.text) and not level_of(line.text)


_SENTENCE = re.compile("如下|现将|决定|通知|报告|要求|根据|按照|[为是将]")


def _take_recipients(paper: Paper, lines: list[Line]) -> list[Line]:
    """标题下以冒号结束、没有句号的几行。"""
    for count in range(1, min(6, len(lines)) + 1):
        text = "".join(line.text for line in lines[:count])
        if re.search("[。；]", text) or level_of(text):
            return lines
        if re.search("[：:]$", text):
            is_flush = lines[0].x0 < paper.metrics.left(lines[0].page) + 0.5 * CHAR
            if paper.title and (is_flush or not _SENTENCE.search(text)):
                paper.recipients = tuple(lines[:count])
                return lines[count:]
            return lines
    return lines


def _take_attachments(paper: Paper, lines: list[Line]) -> list[Line]:
    """另面编排的附件，以及没有附件标识的印发件。"""
    starts: list[tuple[int, Line | None]] = []
    for layout in paper.layouts[1:]:
        own = [line for line in lines if line.page == layout.number]
        if own and _LABEL.match(own[0].text):
            starts.append((layout.number, own[0]))
        elif own and own[0].size > paper.metrics.size + 2 and own[0].top < 90:
            starts.append((layout.number, None))
    ends = [*(page for page, _ in starts[1:]), len(paper.layouts) + 1][: len(starts)]
    attachments = []
    for (page, label), end in zip(starts, ends, strict=True):
        own = [line for line in lines if page <= line.page < end and line is not label]
        if label is None:
            # 印发件的附件说明在它的文末。
            own, paper.notes = _without_notes(own, paper.metrics)
        count = 0
        while count < min(len(own), 5) and own[count].page == page and is_title_line(own[count], paper.metrics):
            count += 1
        flow = paragraphs(own[count:], paper.metrics)
        attachments.append(Attachment(page, label, tuple(own[:count]), flow))
    paper.attachments = tuple(attachments)
    return [line for line in lines if not starts or line.page < starts[0][0]]


def _take_closing(paper: Paper, lines: list[Line]) -> list[Line]:
    """正文之后的附件说明、署名、成文日期、附注。"""
    metrics = paper.metrics
    lines, notes = _without_notes(lines, metrics)
    paper.notes = paper.notes or notes
    date = next((index for index in range(len(lines) - 1, -1, -1) if _is_date_line(lines[index], metrics)), None)
    end = len(lines) if date is None else date
    start = end
    while start > 0 and _is_signature_line(lines[start - 1], metrics, is_dated=date is not None) and end - start < 8:
        start -= 1
    paper.signatures = tuple(lines[start:end])
    if date is None:
        return lines[:start]
    paper.dates = (lines[date],)
    after = lines[date + 1 :]
    noted = next((index for index, line in enumerate(after) if re.match("^[（(]", line.text)), len(after))
    end = noted
    while end < len(after) and (end == noted or not re.search("[）)]$", after[end - 1].text)):
        end += 1
    paper.annotations = tuple(after[noted:end])
    return lines[:start] + after[:noted] + after[end:]


def _without_notes(lines: list[Line], metrics: Metrics) -> tuple[list[Line], tuple[Line, ...]]:
    """取出附件说明：从“附件：”起，到空行为止。"""
    start = next((index for index, line in enumerate(lines) if re.match("^附件[：:]", line.text)), None)
    if start is None:
        return lines, ()
    end = start + 1
    while end < len(lines) and _follows(lines[end - 1], lines[end], metrics):
        end += 1
    return lines[:start] + lines[end:], tuple(lines[start:end])


def _follows(before: Line, line: Line, metrics: Metrics) -> bool:
    """紧接在上一行之下，或在下一页的开头。"""
    is_note = line.x0 < metrics.left(line.page) + 12 * CHAR and not _DATE.match(line.text)
    if line.page != before.page:
        return is_note
    return is_note and line.baseline - before.baseline < 1.5 * metrics.pitch


def _is_date_line(line: Line, metrics: Metrics) -> bool:
    return _DATE.match(line.text) is not None and line.x0 > metrics.left(line.page) + 6 * CHAR


def _is_signature_line(line: Line, metrics: Metrics, *, is_dated: bool) -> bool:
    """日期之上偏右的短行，或并排几个机关的行；没有日期时须偏右得多，免得误认正文。"""
    if is_dated and len(line.segments()) > 1 and not re.search("[。：；，]", line.text):
        return True
    indent = line.x0 - metrics.left(line.page)
    return indent > (4.5 if is_dated else 8) * CHAR and not re.search("[。：；]$", line.text)


# 版记


def _take_imprint(paper: Paper, lines: list[Line]) -> list[Line]:
    """文末的抄送、印发；从第一行起都是版记。"""
    last_pages = {len(paper.layouts), len(paper.layouts) - 1}
    tail = [line for line in lines if line.page in last_pages]
    cc = next((line for line in tail if _CC.match(line.text) and line.size < paper.metrics.size + 1), None)
    issue = next((line for line in tail if _is_issue(line, paper.metrics)), None)
    start = cc or issue
    if start is None:
        return lines
    imprint = [line for line in lines if (line.page, line.baseline) >= (start.page, start.baseline)]
    paper.cc = tuple(line for line in imprint if issue is None or line.baseline < issue.baseline - 1) if cc else ()
    paper.issue = tuple(line for line in imprint if line not in paper.cc)
    return [line for line in lines if line not in imprint]


def _is_issue(line: Line, metrics: Metrics) -> bool:
    """印发行：有“印发”，或机关和日期分在两端。"""
    if line.text.endswith("印发") and re.search(r"日印发$", line.text):
        return True
    return len(line.segments()) == 2 and _ISSUE.search(line.text) is not None and line.size < metrics.size + 1


# 自然段


def paragraphs(lines: Sequence[Line], metrics: Metrics) -> tuple[Paragraph, ...]:
    """把相接的行并成自然段：行首缩进，或上一行未排满而以句末标点结束，就是新段。"""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _starts_paragraph(line, groups[-1][-1], metrics):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(Paragraph(tuple(group)) for group in groups)


def _starts_paragraph(line: Line, before: Line, metrics: Metrics) -> bool:
    indent = line.x0 - metrics.left(line.page)
    if 0.6 * CHAR < indent < 4 * CHAR:
        return True
    is_apart = line.page == before.page and line.baseline - before.baseline > 1.6 * metrics.pitch
    is_short = before.x1 < metrics.right(before.page) - 3 * CHAR
    return is_apart or (is_short and before.text[-1:] in "。：；！？”）" and indent < 0.6 * CHAR)


def passages(paper: Paper) -> tuple[Passage, ...]:
    """全文的文字，按要素和自然段。"""
    found: list[Passage] = []
    for part, lines in paper.head.items():
        found.append(_passage(lines, part))
    for lines, part in ((paper.title, Part.TITLE), (paper.recipients, Part.RECIPIENTS)):
        if lines:
            found.append(_passage(lines, part))
    found += [_passage(item.lines, Part.BODY) for item in (*paper.flow, *paper.attendance)]
    found += [_passage(lines, Part.ATTACHMENT_NOTE) for lines in note_items(paper.notes)]
    found += [_passage((line,), Part.SIGNATURE) for line in paper.signatures]
    found += [_passage((line,), Part.DATE) for line in paper.dates]
    if paper.annotations:
        found.append(_passage(paper.annotations, Part.ANNOTATION))
    for attachment in paper.attachments:
        if attachment.label:
            found.append(_passage((attachment.label,), Part.LABEL))
        if attachment.title:
            found.append(_passage(attachment.title, Part.ATTACHMENT_TITLE))
        found += [_passage(item.lines, Part.ATTACHMENT_BODY) for item in attachment.flow]
    found += [_passage((line,), Part.CELL) for layout in paper.layouts for line in layout.cells]
    found += [_passage(lines, Part.CC) for lines in _cc_items(paper.cc)]
    if paper.issue:
        found.append(_passage(paper.issue, Part.ISSUE))
    return tuple(found)


def _cc_items(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """版记里的主送、抄送各一条。"""
    groups: list[list[Line]] = []
    for line in lines:
        if _CC.match(line.text) or not groups:
            groups.append([])
        groups[-1].append(line)
    return [tuple(group) for group in groups]


def note_items(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """附件说明：一个附件的各行为一条。"""
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or re.match(r"^(附件[：:])?\s?\d{1,2}\s?[.．、]", line.text):
            groups.append([])
        groups[-1].append(line)
    return [tuple(group) for group in groups]


def _passage(lines: Sequence[Line], part: Part) -> Passage:
    text = "".join(line.text for line in lines)
    return Passage(text, part, lines[0].page, tuple(line.box for line in lines))
