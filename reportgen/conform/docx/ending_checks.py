"""附件说明、署名、日期、附注、附件、纪要名单（GB/T 9704—2012 7.3.4 至 7.3.7、10.3）。"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.conform import numbers
from reportgen.conform.docx.body_checks import paragraph_faults
from reportgen.conform.docx.head_checks import is_middle
from reportgen.conform.docx.measures import (
    chars,
    examples,
    gap_lines,
    is_lines,
    lines,
    mm,
    near,
    quoted,
    result,
    section_of,
    span_mm,
    text_above,
    type_faults,
)
from reportgen.conform.docx.patterns import ATTACHMENT_NOTE, LISTED, MINUTES_LIST
from reportgen.conform.docx.roles import Annex, Paper, is_prose
from reportgen.conform.docx.story import Paragraph
from reportgen.conform.options import Options
from reportgen.conform.result import Result

_FLUSH = 0.3
#: 由字宽推算的位置的允差，毫米：字距不一、数字半角，累积起来可有一两毫米。
_LOOSE = 1.5
#: 附件标题在第三行：与标识之间空的行数。
_LABEL_GAP = 1


def check_ending(paper: Paper, options: Options) -> Iterator[Result]:
    """主体末尾各条。"""
    if paper.notes:
        yield from _notes(paper)
    if paper.date is not None and paper.signatures:
        is_command = paper.form == "命令"
        check = _signed if is_command else _signature
        yield from check(paper, paper.signatures[-1], paper.date)
    if paper.signatures:
        yield from _signers(paper)
    if paper.annotation is not None:
        yield _annotation(paper, paper.annotation)
    if paper.annexes:
        yield from _annexes(paper, options)
    if paper.minutes:
        yield from _minutes(paper, options)


def _notes(paper: Paper) -> Iterator[Result]:
    """附件说明：空一行，左空二字；几个附件的名称对齐，回行与名称首字对齐。"""
    first = paper.notes[0]
    gap = _gap_above(paper, first)
    faults = [] if near(first.left_mm, 2 * numbers.CHAR, numbers.ALIGN_TOLERANCE) else [f"左空 {mm(first.left_mm)}"]
    faults += [lines(gap)] if is_lines(gap, 1) is False else []
    fine = f"左空 {chars(first.left_mm / numbers.CHAR)}，{lines(gap)}"
    yield result("G-7.3.4a", not faults, "正文下空 1 行，左空 2 字", examples(faults, fine), "±0.5 mm")
    if len(paper.notes) > 1:
        starts = [item.left_mm + _lead_mm(item) for item in paper.notes]
        wrong = [
            f"{quoted(item)}名称起于 {mm(start)}、回行起于 {mm(item.turn_left_mm)}"
            for item, start in zip(paper.notes, starts, strict=True)
            if not near(start, starts[0], _LOOSE) or not near(item.turn_left_mm, start, _LOOSE)
        ]
        fine = f"{len(starts)} 个名称起于 {mm(starts[0])}"
        yield result("G-7.3.4b", not wrong, "名称和回行对齐", examples(wrong, fine), mm(_LOOSE))


def _gap_above(paper: Paper, item: Paragraph) -> float | None:
    """与上面的文字之间空的行数。"""
    above = text_above(paper.story, item)
    return gap_lines(paper.story, above, item) if above else None


def _lead_mm(item: Paragraph) -> float:
    """名称之前的“附件：1.”的宽。"""
    text = item.text
    found = ATTACHMENT_NOTE.match(text)
    rest = found["rest"] if found else text
    listed = LISTED.match(rest)
    lead = text[: len(text) - len(listed["name"] if listed else rest)]
    look = item.first_look
    return sum((look.size * (0.5 if one.isascii() else 1) * 20 + look.tracking) * numbers.TWIP for one in lead)


def _signature(paper: Paper, signer: Paragraph, date: Paragraph) -> Iterator[Result]:
    """署名和日期：加盖印章的（日期右空四字，署名居中其上）或不加盖印章的（右空二字，日期右移二字）。"""
    width = section_of(paper.story, date).area_width
    if signer.text.count("\t"):
        return  # 联合盖章的署名排成一行，次序另核
    signer_span, date_span = span_mm(signer, width), span_mm(date, width)
    shift, right = date_span[0] - signer_span[0], width - date_span[1]
    offset = (sum(date_span) - sum(signer_span)) / 2
    is_sealed = abs(offset) < abs(shift - numbers.DATE_SHIFT * numbers.CHAR)
    gap = _gap_above(paper, paper.signatures[0])
    if is_sealed:
        is_met = near(right, numbers.SEALED_RIGHT * numbers.CHAR, _LOOSE)
        yield result("G-7.3.5.1a", is_met, "右空 4 字", f"右空 {chars(right / numbers.CHAR)}", mm(_LOOSE))
        is_met = near(offset, 0, _LOOSE)
        yield result("G-7.3.5.1b", is_met, "以日期为准居中", f"偏 {mm(offset)}", mm(_LOOSE))
        return
    edge = min(right, width - signer_span[1])
    faults = [] if near(shift, numbers.DATE_SHIFT * numbers.CHAR, _LOOSE) else [f"日期右移 {mm(shift)}"]
    is_inset = near(edge, numbers.UNSEALED_RIGHT * numbers.CHAR, _LOOSE)
    faults += [] if is_inset else [f"右空 {chars(edge / numbers.CHAR)}"]
    faults += [lines(gap)] if is_lines(gap, 1) is False else []
    fine = f"右空 {chars(edge / numbers.CHAR)}，日期右移 {chars(shift / numbers.CHAR)}，{lines(gap)}"
    expected = "空 1 行，右空 2 字，日期首字右移 2 字"
    yield result("G-7.3.5.2a", not faults, expected, examples(faults, fine), mm(_LOOSE))


def _signed(paper: Paper, office: Paragraph, date: Paragraph) -> Iterator[Result]:
    """签名章在正文下空二行，日期再空一行、右空四字；签名章是后盖的，高出职务不过一行，由职务推算。"""
    width = section_of(paper.story, date).area_width
    right = width - span_mm(date, width)[1]
    gaps = _gap_above(paper, office), gap_lines(paper.story, office, date)
    faults = [] if near(right, numbers.SEALED_RIGHT * numbers.CHAR, _LOOSE) else [f"日期右空 {mm(right)}"]
    faults += [f"上{lines(gaps[0])}"] if _is_about(gaps[0], numbers.GAP_LINES) is False else []
    faults += [f"日期上{lines(gaps[1])}"] if _is_about(gaps[1], 1) is False else []
    measured = examples(faults, f"日期右空 {chars(right / numbers.CHAR)}，上{lines(gaps[0])}，日期上{lines(gaps[1])}")
    for name in ("C-3", "G-7.3.5.3"):
        yield result(name, not faults, "正文下空 2 行，日期再空 1 行、右空 4 字", measured, mm(_LOOSE))


def _is_about(gap: float | None, wanted: int) -> bool | None:
    """签名章比职务高，职务上下的空可多出半行左右。"""
    return None if gap is None else bool(is_lines(gap, wanted)) or wanted <= gap <= wanted + 1


def _signers(paper: Paper) -> Iterator[Result]:
    """联合署名的次序同标志或标题；署名与正文绑在一页。"""
    names = [item.text for item in paper.signatures]
    where = "".join(item.text for item in paper.mark) + "".join(paper.title_lines)
    places = [where.index(name) for name in names if name in where]
    if len(names) > 1 and len(places) > 1:
        yield result("G-7.3.5.2b", places == sorted(places), "主办机关在前", "→".join(names))
    above = text_above(paper.story, paper.signatures[0])
    is_kept = above is not None and (above.look.switches["keepNext"] or above.look.switches["keepLines"])
    measured = "与上一段同页" if is_kept else "没有与上一段绑在一起，可能单独落在一页"
    yield result("G-7.3.5.5", is_kept, "署名、日期与正文同页", measured)


def _annotation(paper: Paper, item: Paragraph) -> Result:
    gap = gap_lines(paper.story, paper.date, item) if paper.date else None
    faults = [] if item.text.startswith("（") and item.text.endswith("）") else ["不是全角圆括号"]
    is_inset = near(item.left_mm, 2 * numbers.CHAR, numbers.ALIGN_TOLERANCE)
    faults += [] if is_inset else [f"左空 {mm(item.left_mm)}"]
    faults += [lines(gap)] if is_lines(gap, 0) is False else []
    return result("G-7.3.6", not faults, "日期下一行，左空 2 字，圆括号", examples(faults, "符合"), "±0.5 mm")


def _annexes(paper: Paper, options: Options) -> Iterator[Result]:
    faults = [f"{annex.label.text}没有另起一页" for annex in paper.annexes if not annex.label.starts_page]
    prose = [item for annex in paper.annexes for item in annex.paragraphs if is_prose(item)]
    faults += [fault for item in prose for fault in paragraph_faults(item)]
    fine = f"{len(paper.annexes)} 个附件均另起一页"
    yield result("G-7.3.7a", not faults, "另起一页，格式同正文", examples(faults, fine))
    labels = [annex.label for annex in paper.annexes]
    faults = [fault for item in labels for fault in type_faults(item, "黑体", numbers.BODY_PT, options)]
    faults += [f"{quoted(item)}左空 {mm(item.left_mm)}" for item in labels if not near(item.left_mm, 0, _FLUSH)]
    yield result("G-7.3.7b", not faults, "3 号黑体，顶格", examples(faults, "符合"))
    faults = [fault for annex in paper.annexes for fault in _annex_title_faults(paper, annex)]
    yield result("G-7.3.7c", not faults, "居中，排在第三行", examples(faults, "符合"), "±0.3 行")


def _annex_title_faults(paper: Paper, annex: Annex) -> list[str]:
    if not annex.title:
        return [f"{annex.label.text}没有标题"]
    title = annex.title[0]
    gap = gap_lines(paper.story, annex.label, title)
    faults = [] if is_middle(title) else [f"{quoted(title)}不居中"]
    return faults + ([f"{quoted(title)}上{lines(gap)}"] if is_lines(gap, _LABEL_GAP) is False else [])


def _minutes(paper: Paper, options: Options) -> Iterator[Result]:
    """出席、请假、列席名单：左空二字，首词黑体，回行与冒号后对齐。"""
    kinds = []
    for index, item in enumerate(paper.minutes):
        found = MINUTES_LIST.match(item.text)
        kinds.append("".join(found["kind"].split()) if found else "")
        faults = [] if near(item.left_mm, 2 * numbers.CHAR, numbers.ALIGN_TOLERANCE) else [f"左空 {mm(item.left_mm)}"]
        named = item.visible[0].look.fonts["eastAsia"]
        faults += [] if options.font_role(named) == "黑体" else [f"“{kinds[-1]}”用 {named}"]
        hanging = item.turn_left_mm - item.left_mm
        faults += [] if near(hanging, 3 * numbers.CHAR, _LOOSE) else [f"回行右移 {mm(hanging)}"]
        name = "M-2" if index == 0 else "M-3"
        yield result(name, not faults, "左空 2 字，首词黑体，回行对齐", examples(faults, f"{kinds[-1]}符合"))
    order = [kind for kind in ("出席", "请假", "列席") if kind in kinds]
    if len(kinds) > 1:
        yield result("M-3", kinds == order, "出席→请假→列席", "→".join(kinds))
