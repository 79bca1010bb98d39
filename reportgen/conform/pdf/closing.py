"""文末：署名、成文日期、附注（7.3.5、7.3.6），签名章（7.3.5.3、10.2）。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.conform.numbers import (
    ALIGN_TOLERANCE,
    DATE_SHIFT,
    INDENT,
    POSITION_TOLERANCE,
    SEALED_RIGHT,
    UNSEALED_RIGHT,
)
from reportgen.conform.passage import Part
from reportgen.conform.pdf.bench import Bench, chars, is_near, judged, measure
from reportgen.conform.pdf.lines import Line
from reportgen.conform.result import Result

_OFFICE = re.compile(r"^(省长|市长|县长|区长|州长|主席|主任|局长|厅长|部长|总理|司令员)")


def check_closing(bench: Bench) -> Iterator[Result]:
    """文末的全部要求。"""
    paper = bench.paper
    if paper.dates:
        if paper.form == "命令" or any(_OFFICE.match(line.text) for line in paper.signatures):
            yield from _stamped(bench)
        elif paper.signatures:
            yield from _signed(bench)
        yield _same_page(bench)
    yield from _annotation(bench)


def _last_text(bench: Bench, page: int) -> Line | None:
    """署名之上同页的末行：附件说明或正文。"""
    lines = bench.paper.notes or tuple(line for paragraph in bench.paper.flow for line in paragraph.lines)
    return lines[-1] if lines and lines[-1].page == page else None


def _signed(bench: Bench) -> Iterator[Result]:
    """署名和日期：从日期的右空和是否居中判断盖不盖章，再按那一种量。"""
    date, organs = bench.paper.dates[0], bench.paper.signatures
    is_sealed_right = is_near(bench.right(date.page) - date.x1, chars(SEALED_RIGHT), ALIGN_TOLERANCE)
    is_shifted = is_near(date.x0 - organs[-1].x0, chars(DATE_SHIFT), ALIGN_TOLERANCE)
    is_centred = is_near(date.centre_x, organs[-1].centre_x, POSITION_TOLERANCE)
    segments = [segment for line in organs for segment in line.segments()]
    if len(segments) > len(organs) or (not is_shifted and (is_centred or is_sealed_right)):
        yield from _sealed(bench, date, segments)
    else:
        yield from _unsealed(bench, date, organs)


def _sealed(bench: Bench, date: Line, organs: Sequence[Line]) -> Iterator[Result]:
    """加盖印章：日期右空四字，署名以日期为准居中，其上给印章留位置。"""
    right = bench.right(date.page) - date.x1
    yield measure("G-7.3.5.1a", chars(SEALED_RIGHT), right, ALIGN_TOLERANCE, [date], what="右空")
    last = organs[-1]
    # 署名太长时不能再以日期为准居中，二者都要左移。
    is_wide = last.x1 - last.x0 > date.x1 - date.x0 + 2 * chars(SEALED_RIGHT)[0]
    name = "G-7.3.5.1b" if len(organs) == 1 else "G-7.3.5.1d"
    at = [last, date]
    yield measure(name, date.centre_x, last.centre_x, ALIGN_TOLERANCE, at, what="署名中线", is_soft=is_wide)
    if len(organs) > 1:
        yield _joint_order(bench, "G-7.3.5.1d", organs)
        is_inside = all(
            bench.left(item.page) - 0.5 < item.x0 < item.x1 < bench.right(item.page) + 0.5 for item in organs
        )
        measured = "没有超出" if is_inside else "超出"
        yield judged("G-7.3.5.1d", is_inside, "两端不超出版心", measured, "", organs)
    text = _last_text(bench, organs[0].page)
    if text:
        blanks = (organs[0].centre_y - text.centre_y) / bench.pitch - 1
        expected, note = "空一至三行，使印章顶端距正文一行之内", "电子文件不绘印章"
        is_met = 0.8 <= blanks <= 3.2
        yield judged("G-7.3.5.1c", is_met, expected, f"空{blanks:.1f}行", "", organs[:1], note=note, is_soft=True)


def _unsealed(bench: Bench, date: Line, organs: Sequence[Line]) -> Iterator[Result]:
    """不加盖印章：署名空一行、右空二字，日期首字比署名首字右移二字；日期长时日期右空二字。"""
    first = organs[0]
    shift = date.x0 - first.x0
    yield measure("G-7.3.5.2a", chars(DATE_SHIFT), shift, ALIGN_TOLERANCE, [date, first], what="日期右移")
    longest = max([*organs, date], key=lambda line: line.x1)
    right = bench.right(longest.page) - longest.x1
    yield measure("G-7.3.5.2a", chars(UNSEALED_RIGHT), right, ALIGN_TOLERANCE, [longest], what="右空")
    text = _last_text(bench, first.page)
    if text:
        gap = first.centre_y - text.centre_y - bench.pitch
        yield measure("G-7.3.5.2a", bench.pitch, gap, POSITION_TOLERANCE, [first], what="署名之上空")
    if len(organs) > 1:
        yield _joint_order(bench, "G-7.3.5.2b", organs)


def _joint_order(bench: Bench, name: str, organs: Sequence[Line]) -> Result:
    """署名的次序与标志里机关的次序相同；署名用规范化简称的，标志里找不到，须由人看。"""
    marks = "".join(line.text for line in bench.paper.part(Part.MARK))
    places = [place for organ in organs if (place := marks.find(organ.text)) >= 0]
    is_met = places == sorted(places) if len(places) > 1 else None
    note = "" if is_met is not None else "署名与标志的名称不同，次序须由人看"
    measured = "、".join(organ.text for organ in organs)
    return judged(name, is_met, "与发文机关标志次序相同", measured, "", organs, note=note)


def _stamped(bench: Bench) -> Iterator[Result]:
    """签名章：正文下空二行，右空四字，日期在其下空一行、右空四字。"""
    date, organs = bench.paper.dates[0], bench.paper.signatures
    name = "C-3" if bench.paper.form == "命令" else "G-7.3.5.3"
    right = bench.right(date.page) - date.x1
    yield measure(name, chars(SEALED_RIGHT), right, ALIGN_TOLERANCE, [date], what="日期右空")
    text = _last_text(bench, organs[0].page) if organs else None
    if text:
        blanks = (organs[0].centre_y - text.centre_y) / bench.pitch - 1
        note = "签名章不绘，职务与它上下居中"
        is_met = 1.5 <= blanks <= 4
        measured = f"职务之上空{blanks:.1f}行"
        yield judged(name, is_met, "正文至签名章空二行", measured, "", organs[:1], note=note, is_soft=True)


def _same_page(bench: Bench) -> Result:
    """署名页有正文。"""
    date = bench.paper.dates[0]
    lines = [line for line in (*bench.body, *bench.paper.notes) if line.page == date.page]
    return judged("G-7.3.5.5", bool(lines), "署名页有正文", f"正文和附件说明{len(lines)}行", "", [date])


def _annotation(bench: Bench) -> Iterator[Result]:
    """附注：日期下一行，左空二字，加圆括号。"""
    lines = bench.paper.annotations
    if not lines:
        return
    indent = lines[0].x0 - bench.left(lines[0].page)
    yield measure("G-7.3.6", chars(INDENT), indent, ALIGN_TOLERANCE, lines, what="左空")
    text = "".join(line.text for line in lines)
    is_met = text.startswith("（") and text.endswith("）")
    yield judged("G-7.3.6", is_met, "加圆括号", f"{text[:1]}……{text[-1:]}", "", lines)
    date = bench.paper.dates[0]
    if date.page == lines[0].page:
        gap = lines[0].centre_y - date.centre_y
        yield measure("G-7.3.6", bench.pitch, gap, POSITION_TOLERANCE, lines, what="日期至附注")
