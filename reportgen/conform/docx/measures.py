"""量法：把实测写成结果，以及几处共用的换算。

固定行距 L 的一行，基线在行顶以下 0.8 L；汉字字面约从基线上 0.845 字身到基线下 0.1 字身，
一字线约在基线上 0.264 字身。这是各种汉字字体共有的尺寸，由此推算墨迹的位置，注明“推算”；
有排版结果时以墨迹为准。
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportgen.conform import numbers
from reportgen.conform.docx.names import TWIPS_PER_MM, mm_of_twips
from reportgen.conform.docx.story import Block, Paragraph, Row, Section, Story, Table
from reportgen.conform.options import Options
from reportgen.conform.passage import outcome
from reportgen.conform.result import Result, Verdict

BASELINE, INK_ABOVE, INK_BELOW, DASH_ABOVE = 0.8, 0.845, 0.1, 0.264
ESTIMATED = "由固定行距推算"

#: 结果里列出的例子至多几个。
_MOST_EXAMPLES = 3
#: 空行的高与行距之差在此之内才算一行（毫米）。
_BLANK_LINE = 3.0


def result(
    name: str, is_met: bool | None, expected: str, measured: str, tolerance: str = "", note: str = "",
    *, is_advised: bool = True, is_soft: bool = False,
) -> Result:  # fmt: skip
    """一条结果；``is_advised`` 为假表示必须的部分满足而“一般”“推荐”的部分不满足，只作提示。"""
    found = outcome(name, is_met, expected, measured, tolerance, note=note, is_soft=is_soft)
    is_note = found.verdict is Verdict.PASS and not is_advised
    return replace(found, verdict=Verdict.NOTE) if is_note else found


def mm(amount: float) -> str:
    """毫米的印刷形式。"""
    return f"{amount:.1f} mm"


def pt(amount: float) -> str:
    """磅的印刷形式。"""
    return f"{amount:g} 磅"


def chars(amount: float) -> str:
    """字数的印刷形式。"""
    return f"{amount:.2f}".rstrip("0").rstrip(".") + " 字"


def distinct(texts: Iterable[str]) -> str:
    """不重复地连起来。"""
    return "、".join(dict.fromkeys(texts))


def examples(faults: Sequence[str], fine: str) -> str:
    """毛病的前几个例子；没有毛病为 ``fine``。"""
    if not faults:
        return fine
    more = f"等 {len(faults)} 处" if len(faults) > _MOST_EXAMPLES else ""
    return "；".join(faults[:_MOST_EXAMPLES]) + more


def quoted(item: Paragraph, length: int = 10) -> str:
    """段落的开头几个字，供指明位置。"""
    text = item.text.replace("\n", "").replace("\t", " ")
    return f"“{text[:length]}{'…' if len(text) > length else ''}”"


def near(amount: float | None, wanted: float, tolerance: float) -> bool | None:
    """是否在允差内；没有量到为 None。"""
    return None if amount is None else abs(amount - wanted) <= tolerance + 1e-6


def is_size(amount: float, wanted: float) -> bool:
    """字号相同。"""
    return abs(amount - wanted) <= numbers.SIZE_TOLERANCE_PT


def type_faults(item: Paragraph, role: str, size: float, options: Options, *, all_slots: bool = False) -> list[str]:
    """字体、字号不合的各段文字；``all_slots`` 连同数字所在的西文位置一起看。"""
    faults = []
    for run in item.visible:
        look = run.look
        slots = [slot for slot in ("eastAsia", "ascii", "hAnsi") if all_slots or slot == "eastAsia"]
        wrong = [look.fonts[slot] or "未指明" for slot in slots if options.font_role(look.fonts[slot]) != role]
        if wrong:
            by_theme = "（主题字体）" if look.themed.intersection(slots) else ""
            faults.append(f"{quoted(item)}{distinct(wrong)}{by_theme}")
        elif not is_size(look.size, size):
            faults.append(f"{quoted(item)}{pt(look.size)}")
    return list(dict.fromkeys(faults))


def advance_mm(item: Paragraph) -> float:
    """首行文字的宽，毫米：半角字占半个字。"""
    total = 0.0
    for run in item.runs:
        for character in run.text.strip("\n"):
            width = run.look.size * 20 * (0.5 if character.isascii() else 1) * run.look.scale / 100
            total += width + run.look.tracking if character != "\t" else 0
    return mm_of_twips(total)


def span_mm(item: Paragraph, width: float) -> tuple[float, float]:
    """首行文字的左、右端，从版心左边量起；``width`` 是版心宽。"""
    text = advance_mm(item)
    if item.has_leading_tab and item.look.tabs:
        kind, place = item.look.tabs[0]
        return _around(kind, mm_of_twips(place), text)
    left, right = item.offset + item.left_mm, item.offset + (item.width or width) - item.right_mm
    match item.look.align:
        case "right":
            return right - text, right
        case "center":
            return _around("center", (left + right) / 2, text)
    return left, left + text


def _around(kind: str, place: float, text: float) -> tuple[float, float]:
    """制表位 ``place`` 处一段 ``text`` 毫米宽的文字。"""
    start = place - {"center": text / 2, "right": text, "end": text}.get(kind, 0.0)
    return start, start + text


def section_of(story: Story, item: Paragraph) -> Section:
    """段落所在的节。"""
    return story.sections[min(item.section, len(story.sections) - 1)]


def pitch_twips(item: Paragraph, section: Section) -> float | None:
    """行距，缇：固定值，或对齐网格的单倍行距；别的要看字体，为 None。"""
    if item.look.exact_line is not None:
        return item.look.exact_line
    is_on_grid = section.grid.get("type") in ("lines", "linesAndChars", "snapToChars") and section.grid.get("linePitch")
    is_single = item.look.line_rule == "auto" and item.look.line == 240
    return float(section.grid["linePitch"]) if is_on_grid and is_single and item.look.switches["snapToGrid"] else None


def height_twips(block: Block, section: Section) -> float | None:
    """单行段落或表格占的高，缇，含段前、段后；行距、行高不固定的为 None。"""
    if isinstance(block, Paragraph):
        pitch = pitch_twips(block, section)
        return None if pitch is None else block.look.before + pitch + block.look.after
    return _total(row.height or _tallest(row, section) for row in block.rows)


def _tallest(row: Row, section: Section) -> float | None:
    heights = [_total(height_twips(item, section) for item in cell) for cell in row.cells]
    return None if None in heights else max((height or 0.0 for height in heights), default=0.0)


def _total(heights: Iterable[float | None]) -> float | None:
    known = list(heights)
    return None if None in known else sum(height or 0.0 for height in known)


def gap_lines(story: Story, above: Paragraph, below: Paragraph) -> float | None:
    """两个段落之间空的行数，按正文行距折算；不在正文中、隔着表格或行距不固定的为 None。"""
    if above.order < 0 or below.order < 0:
        return None
    section = section_of(story, below)
    between = [item for item in story.paragraphs if above.order < item.order < below.order]
    if len(between) != below.order - above.order - 1:
        return None
    heights = [height_twips(item, section) for item in between]
    pitch = pitch_twips(below, section)
    if pitch is None or None in heights:
        return float(len(between))
    total = sum(height or 0.0 for height in heights) + above.look.after + below.look.before
    return total / pitch


def text_above(story: Story, item: Paragraph) -> Paragraph | None:
    """正文中它上面最近的有字段落，表格下面的不算。"""
    for block in reversed(story.blocks):
        if block.order < item.order and (isinstance(block, Table) or not block.is_blank):
            return block if isinstance(block, Paragraph) else None
    return None


def is_lines(amount: float | None, wanted: int) -> bool | None:
    """空的行数是否为 ``wanted``，允许不足或多出三成。"""
    return None if amount is None else abs(amount - wanted) <= _BLANK_LINE / 10 + 1e-6


def lines(amount: float | None) -> str:
    """空行数的印刷形式。"""
    return "量不出" if amount is None else f"空 {amount:.1f} 行".replace(".0 行", " 行")


def ink_top_mm(line_top: float, line: float, size: float) -> float:
    """固定行距的一行，字面上边缘的高度；``line_top`` 毫米，``line`` 缇，``size`` 磅。"""
    return line_top + (BASELINE * line - INK_ABOVE * size * 20) / TWIPS_PER_MM


def ink_height_mm(size: float) -> float:
    """汉字字面的高。"""
    return (INK_ABOVE + INK_BELOW) * size * numbers.PT


def stacked_top_mm(blocks: Sequence[Block], wanted: Paragraph, top: float, section: Section) -> float | None:
    """自 ``top`` 毫米起依次排下的各段、各表中，``wanted`` 那一行的行顶；有行距不固定的为 None。"""
    total = 0.0
    for block in blocks:
        inside = _inside(block, wanted, section)
        if inside is not None:
            return top + mm_of_twips(total + inside)
        height = height_twips(block, section)
        if height is None:
            return None
        total += height
    return None


def _inside(block: Block, wanted: Paragraph, section: Section) -> float | None:
    """``wanted`` 的行顶距 ``block`` 的上边，缇；不在其中、行距不固定的为 None。"""
    if block is wanted:
        return wanted.look.before if wanted.look.exact_line is not None else None
    if isinstance(block, Table) and len(block.rows) == 1:
        for cell in block.rows[0].cells:
            at = next((index for index, item in enumerate(cell) if item is wanted), None)
            if at is not None and wanted.look.exact_line is not None:
                above = _total(height_twips(item, section) for item in cell[:at])
                return None if above is None else above + wanted.look.before
    return None


def ink_gap_mm(story: Story, above: Paragraph, below: Paragraph) -> float | None:
    """两行字面之间的距离：上一行字面的下边缘到下一行字面的上边缘；行距不固定的为 None。"""
    section = section_of(story, below)
    tops = [stacked_top_mm(story.blocks, item, 0.0, section) for item in (above, below)]
    if tops[0] is None or tops[1] is None:
        return None
    top = ink_top_mm(tops[1], below.look.line, below.size)
    return top - ink_top_mm(tops[0], above.look.line, above.size) - ink_height_mm(above.size)


def edge_gap_mm(story: Story, holder: Paragraph, below: Paragraph, *, is_top: bool) -> float | None:
    """段落边框到下一行字面上边缘的距离；``is_top`` 是上边框。"""
    section = section_of(story, below)
    tops = [stacked_top_mm(story.blocks, item, 0.0, section) for item in (holder, below)]
    if tops[0] is None or tops[1] is None:
        return None
    edge = tops[0] if is_top else tops[0] + mm_of_twips(holder.look.line)
    return ink_top_mm(tops[1], below.look.line, below.size) - edge


def is_two_lines(gap: float | None, pitch: float | None) -> bool | None:
    """字面之间的距离是否为空二行：量字面之间为二行，或量行与行之间为二行（字面之间多一个行距的余白）。"""
    if gap is None or not pitch:
        return None
    least = numbers.GAP_LINES * mm_of_twips(pitch)
    most = least + mm_of_twips(pitch) - ink_height_mm(numbers.BODY_PT)
    return least - numbers.TITLE_GAP_TOLERANCE <= gap <= most + numbers.TITLE_GAP_TOLERANCE


def gap_text(gap: float | None) -> str:
    """字面之间距离的印刷形式。"""
    return "空行量不出" if gap is None else f"相距 {mm(gap)}"
