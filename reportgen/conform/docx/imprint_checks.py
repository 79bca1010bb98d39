"""版记：横线、位置、抄送、印发（GB/T 9704—2012 7.4、10.1）。"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.conform import numbers
from reportgen.conform.docx.fittings import Imprint
from reportgen.conform.docx.measures import examples, mm, near, result, type_faults
from reportgen.conform.docx.names import mm_of_twips
from reportgen.conform.docx.roles import Paper
from reportgen.conform.docx.story import Paragraph
from reportgen.conform.options import Options
from reportgen.conform.result import Result

_SIDE = 0.5
#: “抄送：”三个字，回行从第四个字起。
_LEAD_CHARS = 3


def check_imprint(paper: Paper, options: Options) -> Iterator[Result]:
    """版记各条；信函的版记没有线，也没有印发机关。"""
    imprint = paper.imprint
    if imprint is None:
        return
    if paper.form == "信函":
        yield _letter(imprint)
    else:
        yield _rules(imprint)
    yield from _place(imprint, "L-10" if paper.form == "信函" else "G-7.4.1b")
    if imprint.cc is not None:
        yield _cc("G-7.4.2a", imprint.cc, options)
    if imprint.moved is not None:
        yield _cc("G-7.4.2b", imprint.moved, options)
    if imprint.printed is not None and paper.form != "信函":
        yield _printed(imprint.printed, imprint, options)


def _rules(imprint: Imprint) -> Result:
    """首末线粗、中间线细，与版心等宽。"""
    weights = [rule.weight_mm for rule in imprint.rules]
    if len(weights) < 2:
        return result("G-7.4.1a", False, "首末两条 0.35 mm，中间 0.25 mm，长 156 mm", f"{len(weights)} 条线")
    is_wide = near(imprint.width, numbers.WIDTH, numbers.RULE_TOLERANCE)
    is_thick = all(
        near(weight, numbers.THICK_RULE, numbers.THICKNESS_TOLERANCE) for weight in (weights[0], weights[-1])
    )
    is_thin = all(near(weight, numbers.THIN_RULE, numbers.THICKNESS_TOLERANCE) for weight in weights[1:-1])
    shown = "、".join(f"{weight:.2f}" for weight in weights)
    width = "长不明" if imprint.width is None else f"长 {mm(imprint.width)}"
    expected = f"{numbers.THICK_RULE}、{numbers.THIN_RULE}、{numbers.THICK_RULE} mm，长 {numbers.WIDTH:g} mm"
    return result("G-7.4.1a", is_wide, expected, f"{shown} mm，{width}", "±0.08 mm", is_advised=is_thick and is_thin)


def _place(imprint: Imprint, name: str) -> Iterator[Result]:
    """固定在版心下边缘的文本框一定在位；别的做法要看排版结果。"""
    if imprint.shape is None:
        yield result(name, None, "末条线在版心下边缘 262 mm", "随正文排下，位置要看排版结果")
        return
    y = imprint.shape.y
    is_bottom = y.relative == "margin" and y.align == "bottom"
    end = None if y.mm is None or y.relative != "page" else y.mm + imprint.shape.height
    is_met = True if is_bottom else near(end, numbers.BOTTOM, _SIDE)
    measured = "文本框固定在版心下边缘" if is_bottom else f"文本框 {y.relative} {y.align or mm(y.mm or 0)}"
    yield result(name, is_met, "末行在版心下边缘 262 mm", measured, mm(_SIDE))


def _letter(imprint: Imprint) -> Result:
    faults = [f"{len(imprint.rules)} 条线"] if imprint.rules else []
    faults += ["有印发机关和印发日期"] if imprint.printed is not None else []
    return result("L-10", not faults, "没有线，没有印发机关和印发日期", examples(faults, "没有"))


def _cc(name: str, item: Paragraph, options: Options) -> Result:
    """左右各空一字，回行与冒号后的首字对齐；4 号仿宋是“一般”。"""
    em = numbers.SMALL_CHAR
    faults = [] if near(item.left_mm, em, _SIDE) else [f"左空 {mm(item.left_mm)}"]
    faults += [] if near(item.right_mm, em, _SIDE) else [f"右空 {mm(item.right_mm)}"]
    hanging = item.turn_left_mm - item.left_mm
    faults += [] if near(hanging, _LEAD_CHARS * em, _SIDE) else [f"回行右移 {mm(hanging)}"]
    types = type_faults(item, "仿宋", numbers.SMALL_PT, options)
    measured = examples([*faults, *types], f"左空 {mm(item.left_mm)}，右空 {mm(item.right_mm)}，4 号仿宋")
    return result(name, not faults, "左右各空 1 字，回行对齐，4 号仿宋", measured, mm(_SIDE), is_advised=not types)


def _printed(item: Paragraph, imprint: Imprint, options: Options) -> Result:
    """机关左空一字；日期右空一字，用右缩进或右对齐的制表位。"""
    em = numbers.SMALL_CHAR
    faults = [] if near(item.left_mm, em, _SIDE) else [f"左空 {mm(item.left_mm)}"]
    stops = [mm_of_twips(place) for kind, place in item.look.tabs if kind in ("right", "end")]
    right = (imprint.width or numbers.WIDTH) - max(stops) if stops else item.right_mm
    if "\t" in item.text:
        faults += [] if near(right, em, _SIDE) else [f"日期右空 {mm(right)}"]
    faults += ["印发不在抄送之下"] if imprint.is_reversed else []
    types = type_faults(item, "仿宋", numbers.SMALL_PT, options)
    measured = examples([*faults, *types], f"左空 {mm(item.left_mm)}，右空 {mm(right)}，4 号仿宋")
    return result("G-7.4.3", not faults, "左右各空 1 字，4 号仿宋", measured, mm(_SIDE), is_advised=not types)
