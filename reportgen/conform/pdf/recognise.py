"""认要素：照读者看到的样子，从各页的字行里依次取出版记、标题、附件、文末和主送机关，余下的是正文。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.conform.language import level_of
from reportgen.conform.numbers import CHAR
from reportgen.conform.pdf.lines import Layout, Line
from reportgen.conform.pdf.masthead import form_of, read_head
from reportgen.conform.pdf.metrics import Metrics, measure_lines
from reportgen.conform.pdf.paper import Attachment, Paper, paragraphs
from reportgen.conform.pdf.rules import InkRule

_DATE = re.compile(
    r"^[（(]?[\d〇○零一二三四五六七八九十]{2,4}\s?[年./-]\s?[\d一二三四五六七八九十]{1,3}\s?[月./-]"
    r"\s?[\d一二三四五六七八九十]{1,3}日?[）)]?$"
)
_LABEL = re.compile(r"^(?:.+号)?附件\s?[\d一二三四五六七八九十]*[：:]?$")
_ATTENDANCE = re.compile(r"^(?:出席|请假|列席)[：:]")
_NOTE = re.compile(r"^附件[：:]")
_CC = re.compile(r"^[抄主分]送[：:]")
_ISSUE = re.compile(r"(?:19|20)?\d*年\d*月\d*日(?:印发)?$")
_SENTENCE = re.compile("如下|现将|决定|通知|报告|要求|根据|按照|[为是将]")
_TITLE_ROWS, _RECIPIENT_ROWS, _SIGNATURE_ROWS = 6, 6, 8


def recognise(layouts: Sequence[Layout], rules: Sequence[InkRule]) -> Paper:
    """认出各要素。"""
    metrics = measure_lines(layouts)
    head, rest = read_head(layouts[0], rules)
    lines = [*rest, *(line for layout in layouts[1:] for line in layout.lines)]
    cc, issue, lines = _imprint(lines, len(layouts), metrics)
    lines = [line for line in lines if line.size > metrics.size - 1.8]  # 表题、注和图中的字较小
    title = _leading_title([line for line in lines if line.page == 1], metrics)
    lines, annexed = _cut_annexes(lines[len(title) :], layouts, metrics)
    closing, lines = _closing(lines, metrics)
    attachments, issued_notes = _attachments(annexed, metrics, has_notes=bool(closing.notes))
    recipients = _recipients(lines, metrics) if title else ()
    found = paragraphs(lines[len(recipients) :], metrics)
    return Paper(
        form=form_of(head, rules),
        layouts=tuple(layouts),
        rules=tuple(rules),
        metrics=metrics,
        head=head,
        title=title,
        recipients=recipients,
        flow=tuple(item for item in found if not _ATTENDANCE.match(item.text)),
        attendance=tuple(item for item in found if _ATTENDANCE.match(item.text)),
        notes=closing.notes or issued_notes,
        signatures=closing.signatures,
        dates=closing.dates,
        annotations=closing.annotations,
        attachments=attachments,
        cc=cc,
        issue=issue,
    )


# 标题、主送机关


def _leading_title(lines: Sequence[Line], metrics: Metrics) -> tuple[Line, ...]:
    """开头像标题的几行：比正文大，或居中。"""
    count = 0
    while count < min(len(lines), _TITLE_ROWS) and _is_title(lines[count], metrics):
        count += 1
    return tuple(lines[:count])


def _is_title(line: Line, metrics: Metrics) -> bool:
    if line.size > metrics.size + 2:
        return True
    left, right = metrics.left(line.page), metrics.right(line.page)
    is_centred = abs(line.centre_x - (left + right) / 2) < 2 and line.x0 > left + 3 * CHAR
    return is_centred and not re.search(r"[。：:；，]$", line.text) and not level_of(line.text)


def _recipients(lines: Sequence[Line], metrics: Metrics) -> tuple[Line, ...]:
    """标题下以冒号结束、没有句号的几行；顶格，或不像一句话。"""
    for count in range(1, min(_RECIPIENT_ROWS, len(lines)) + 1):
        text = "".join(line.text for line in lines[:count])
        if re.search("[。；]", text) or level_of(text):
            return ()
        if text[-1] in "：:":
            is_flush = lines[0].x0 < metrics.left(lines[0].page) + 0.5 * CHAR
            return tuple(lines[:count]) if is_flush or not _SENTENCE.search(text) else ()
    return ()


# 附件

_Annexed = list[tuple[Line | None, list[Line]]]


def _cut_annexes(lines: Sequence[Line], layouts: Sequence[Layout], metrics: Metrics) -> tuple[list[Line], _Annexed]:
    """附件和印发件之前的行；每个附件、印发件的标识和其余的行。"""
    starts: list[tuple[int, Line | None]] = []
    for layout in layouts[1:]:
        first = next((line for line in lines if line.page == layout.number), None)
        if first and _LABEL.match(first.text):
            starts.append((layout.number, first))
        elif first and first.size > metrics.size + 2 and first.top < 90:
            starts.append((layout.number, None))
    ends = [*(page for page, _ in starts[1:]), len(layouts) + 1]
    annexed = [
        (label, [line for line in lines if page <= line.page < end and line is not label])
        for (page, label), end in zip(starts, ends, strict=False)
    ]
    first_page = starts[0][0] if starts else len(layouts) + 1
    return [line for line in lines if line.page < first_page], annexed


def _attachments(
    annexed: _Annexed, metrics: Metrics, *, has_notes: bool
) -> tuple[tuple[Attachment, ...], tuple[Line, ...]]:
    """各附件；正文没有附件说明而没有标识的是印发件，它的附件说明在自己的文末。"""
    found: list[Attachment] = []
    notes: tuple[Line, ...] = ()
    for label, lines in annexed:
        is_issued = label is None and not has_notes
        own, own_notes = _without_notes(lines, metrics) if is_issued else (lines, ())
        notes = notes or own_notes
        title = _leading_title([line for line in own if line.page == own[0].page], metrics)
        found.append(Attachment(label, title, paragraphs(own[len(title) :], metrics), is_issued))
    return tuple(found), notes


# 文末


@dataclass(frozen=True)
class _Closing:
    """附件说明、署名、成文日期、附注的行。"""

    notes: tuple[Line, ...]
    signatures: tuple[Line, ...]
    dates: tuple[Line, ...] = ()
    annotations: tuple[Line, ...] = ()


def _closing(lines: Sequence[Line], metrics: Metrics) -> tuple[_Closing, list[Line]]:
    """从末尾往上认成文日期和署名；余下的行。"""
    own, notes = _without_notes(lines, metrics)
    date = next((index for index in range(len(own) - 1, -1, -1) if _is_date(own[index], metrics)), None)
    end = len(own) if date is None else date
    start = end
    while 0 < start > end - _SIGNATURE_ROWS and _is_signature(own[start - 1], metrics, is_dated=date is not None):
        start -= 1
    signatures = tuple(own[start:end])
    if date is None:
        return _Closing(notes, signatures), own[:start]
    annotations, tail = _annotations(own[date + 1 :])
    return _Closing(notes, signatures, (own[date],), annotations), own[:start] + tail


def _annotations(lines: Sequence[Line]) -> tuple[tuple[Line, ...], list[Line]]:
    """日期之后以括号开头、到括号为止的几行，和其余的行。"""
    start = next((index for index, line in enumerate(lines) if line.text[0] in "（("), len(lines))
    end = next((index for index in range(start, len(lines)) if lines[index].text[-1] in "）)"), len(lines) - 1) + 1
    return tuple(lines[start:end]), [*lines[:start], *lines[max(start, end) :]]


def _without_notes(lines: Sequence[Line], metrics: Metrics) -> tuple[list[Line], tuple[Line, ...]]:
    """取出附件说明：从“附件：”起，到空行为止。"""
    start = next((index for index, line in enumerate(lines) if _NOTE.match(line.text)), None)
    if start is None:
        return list(lines), ()
    end = start + 1
    while end < len(lines) and _follows(lines[end - 1], lines[end], metrics):
        end += 1
    return [*lines[:start], *lines[end:]], tuple(lines[start:end])


def _follows(before: Line, line: Line, metrics: Metrics) -> bool:
    """附件说明的下一行：紧接在上一行之下，或在下一页的开头。"""
    is_near = line.page != before.page or line.baseline - before.baseline < 1.5 * metrics.pitch
    return is_near and line.x0 < metrics.left(line.page) + 12 * CHAR and not _DATE.match(line.text)


def _is_date(line: Line, metrics: Metrics) -> bool:
    return _DATE.match(line.text) is not None and line.x0 > metrics.left(line.page) + 6 * CHAR


def _is_signature(line: Line, metrics: Metrics, *, is_dated: bool) -> bool:
    """日期之上偏右的短行，或并排几个机关的行；没有日期时须偏右得多，免得误认正文。"""
    if re.search("[。：；，]$", line.text):
        return False
    indent = line.x0 - metrics.left(line.page)
    return indent > (4.5 if is_dated else 8) * CHAR or (is_dated and len(line.segments()) > 1)


# 版记


def _imprint(
    lines: Sequence[Line], pages: int, metrics: Metrics
) -> tuple[tuple[Line, ...], tuple[Line, ...], list[Line]]:
    """末两页的抄送、印发；从第一行起都是版记。"""
    tail = [line for line in lines if line.page >= pages - 1 and line.size < metrics.size + 1]
    start = next((line for line in tail if _CC.match(line.text)), None)
    issue = next((line for line in tail if _is_issue(line)), None)
    top = start or issue
    if top is None:
        return (), (), list(lines)
    own = [line for line in lines if (line.page, line.baseline) >= (top.page, top.baseline)]
    cut = own.index(issue) if issue in own else len(own)
    return tuple(own[:cut]), tuple(own[cut:]), [line for line in lines if line not in own]


def _is_issue(line: Line) -> bool:
    """印发行：以“印发”结束，或机关和日期分在两端。"""
    return _ISSUE.search(line.text) is not None and (line.text.endswith("日印发") or len(line.segments()) == 2)
