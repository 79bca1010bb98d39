"""标题、主送机关、正文（GB/T 9704—2012 7.3.1 至 7.3.3）。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportgen.conform import numbers
from reportgen.conform.docx.head_checks import pitch_of
from reportgen.conform.docx.measures import (
    ESTIMATED,
    chars,
    edge_gap_mm,
    examples,
    gap_lines,
    gap_text,
    is_lines,
    is_two_lines,
    lines,
    mm,
    near,
    quoted,
    result,
    type_faults,
)
from reportgen.conform.docx.names import mm_of_twips
from reportgen.conform.docx.patterns import is_red, level_of
from reportgen.conform.docx.roles import Paper
from reportgen.conform.docx.story import Paragraph
from reportgen.conform.language import heading_of
from reportgen.conform.options import Options
from reportgen.conform.result import Result

_LEVEL_FONTS = ("黑体", "楷体", "仿宋", "仿宋")
_FLUSH = 0.3
#: 段前、段后合起来不到这么高（毫米）的不算加了间距。
_NO_GAP = 0.5


def check_body(paper: Paper, options: Options) -> Iterator[Result]:
    """标题、主送机关和正文各条。"""
    if paper.title:
        yield from _title(paper, options)
    if paper.recipients is not None:
        yield _recipients(paper, paper.recipients)
    if paper.body:
        yield _paragraphs(paper.body)
        yield from _headings(paper.body, options)
        yield from _layout_settings(paper.body)


def _title(paper: Paper, options: Options) -> Iterator[Result]:
    faults = [fault for item in paper.title for fault in type_faults(item, "小标宋", numbers.TITLE_PT, options)]
    faults += ["加粗" for item in paper.title if any(run.look.is_bold for run in item.visible)]
    faults += ["倾斜" for item in paper.title if any(run.look.is_italic for run in item.visible)]
    look = paper.title[0].first_look
    fine = f"{look.fonts['eastAsia']} {look.size:g} 磅，不加粗"
    yield result("G-7.3.1a", not faults, "2 号（22 磅）小标宋，不加粗", examples(faults, fine))
    yield _title_place(paper)
    if len(paper.title_lines) > 1:
        yield _title_shape(paper)


def _title_place(paper: Paper) -> Result:
    """居中；文件的标题在红线（或发文字号）下空二行。"""
    faults = []
    for item in paper.title:
        if item.look.align != "center" or not near(item.left_mm, item.right_mm, _FLUSH):
            faults.append(f"{quoted(item)}{item.look.align}，左右空差 {mm(item.left_mm - item.right_mm)}")
    gap, is_spaced = None, None
    if paper.form == "文件":
        gap = _rule_gap(paper)
        is_spaced = is_two_lines(gap, pitch_of(paper))
        faults += [gap_text(gap)] if is_spaced is False else []
    fine = f"居中，{'距红线量不出' if gap is None else gap_text(gap)}" if paper.form == "文件" else "居中"
    expected = "居中，红线下空 2 行" if paper.form == "文件" else "居中"
    note = ESTIMATED if gap is not None else ""
    return result("G-7.3.1b", not faults, expected, examples(faults, fine), mm(numbers.TITLE_GAP_TOLERANCE), note)


def _rule_gap(paper: Paper) -> float | None:
    """标题字面距红线的距离；红线是图形时量不出。"""
    for rule in paper.rules:
        if is_red(rule.color) and rule.gap is not None:
            return edge_gap_mm(paper.story, rule.holder, paper.title[0], is_top=rule.is_top)
    return None


def _title_shape(paper: Paper) -> Result:
    """梯形或菱形：各行的宽一路增减，或中间宽两头窄；不过宽，末行不过短。"""
    widths = [width_of(line) for line in paper.title_lines]
    is_shaped = is_trapezoid(widths) or is_diamond(widths)
    is_met = is_shaped and max(widths) <= numbers.TITLE_CHARS and widths[-1] >= numbers.LAST_LINE_CHARS
    measured = "、".join(chars(width) for width in widths)
    return result("G-7.3.1c", is_met, "梯形或菱形，每行不超过 20 字", measured, is_soft=is_shaped)


def width_of(text: str) -> float:
    """全角字的个数，半角字算半个。"""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def is_trapezoid(widths: Sequence[float]) -> bool:
    """一路变宽或一路变窄。"""
    return is_rising(widths) or is_rising(widths[::-1])


def is_diamond(widths: Sequence[float]) -> bool:
    """先宽后窄。"""
    peak = widths.index(max(widths))
    return 0 < peak < len(widths) - 1 and is_rising(widths[: peak + 1]) and is_rising(widths[: peak - 1 : -1])


def is_rising(widths: Sequence[float]) -> bool:
    """没有一行比上一行窄，末行比首行宽。"""
    return widths[0] < widths[-1] and all(above <= below for above, below in pairwise(widths))


def _recipients(paper: Paper, item: Paragraph) -> Result:
    gap = gap_lines(paper.story, paper.title[-1], item) if paper.title else None
    faults = (
        [] if near(item.left_mm, 0, _FLUSH) and near(item.turn_left_mm, 0, _FLUSH) else [f"左空 {mm(item.left_mm)}"]
    )
    faults += [lines(gap)] if is_lines(gap, 1) is False else []
    return result("G-7.3.2", not faults, "标题下空 1 行，顶格", examples(faults, f"顶格，{lines(gap)}"), "±0.3 行")


def _paragraphs(body: Sequence[Paragraph]) -> Result:
    """首行左空二字，回行顶格，左右不缩进，段前段后不加间距。"""
    faults = [fault for item in body for fault in paragraph_faults(item)]
    expected = "首行左空 2 字，回行顶格，段间不加间距"
    return result("G-7.3.3b", not faults, expected, examples(faults, f"{len(body)} 段均符合"), "±0.5 mm")


def paragraph_faults(item: Paragraph) -> list[str]:
    """一个自然段缩进、间距的毛病。"""
    name, faults = quoted(item), []
    wanted = numbers.INDENT * numbers.CHAR
    if not near(item.left_mm, wanted, numbers.ALIGN_TOLERANCE):
        faults.append(f"{name}左空 {chars(item.left_mm / numbers.CHAR)}")
    if not near(item.turn_left_mm, 0, _FLUSH) or not near(item.right_mm, 0, _FLUSH):
        faults.append(f"{name}回行左空 {mm(item.turn_left_mm)}、右空 {mm(item.right_mm)}")
    if mm_of_twips(item.look.before + item.look.after) > _NO_GAP:
        faults.append(f"{name}段前段后 {mm(mm_of_twips(item.look.before + item.look.after))}")
    return faults


def _headings(body: Sequence[Paragraph], options: Options) -> Iterator[Result]:
    """层次标题的字体；自动编号打印时才有数字，复制到别处会丢，作提示。"""
    levels = [(level, item) for item in body if (level := level_of(item.text))]
    faults = [fault for level, item in levels for fault in _heading_faults(level, item, options)]
    if levels:
        expected = "第一层黑体，第二层楷体，第三、四层仿宋，3 号，不加粗"
        yield result("G-7.3.3d", not faults, expected, examples(faults, f"{len(levels)} 个标题均符合"))
    automatic = [f"{quoted(item)}自动编号" for item in body if item.look.list_id not in ("", "0")]
    yield result("G-7.3.3c", not automatic, "序数是文字", examples(automatic, "均为文字"))


def _heading_faults(level: int, item: Paragraph, options: Options) -> list[str]:
    """标题部分的字体；同段接排的正文不算。"""
    heading, done, runs = heading_of(item.text), len(item.label), []
    for run in item.visible:
        if done < len(heading):
            runs.append(run)
        done += len(run.text)
    part = Paragraph(tuple(runs), item.look, item.mark)
    is_bold = any(run.look.is_bold for run in runs)
    return type_faults(part, _LEVEL_FONTS[level - 1], numbers.BODY_PT, options) + [f"{quoted(item)}加粗"] * is_bold


def _layout_settings(body: Sequence[Paragraph]) -> Iterator[Result]:
    """避头尾、标点悬挂、中西文间距：影响回行和每行字数。"""
    free = [quoted(item) for item in body if not item.look.switches["kinsoku"]]
    yield result("P-5", True, "避头尾开着", examples(free, "开着") if free else "开着", is_advised=not free)
    loose = [
        quoted(item)
        for item in body
        if item.look.switches["autoSpaceDE"] or item.look.switches["autoSpaceDN"] or item.look.switches["overflowPunct"]
    ]
    if loose:
        note = "标点悬挂、中西文自动间距开着，每行字数会变；关掉为好"
        yield result("G-5.2.3b", True, "不自动加间距", f"{len(loose)} 段开着", note=note, is_advised=False)
