"""页码与横排页（GB/T 9704—2012 7.5、第 8 章、10.1）。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.conform import numbers
from reportgen.conform.docx.fittings import Folio
from reportgen.conform.docx.measures import BASELINE, DASH_ABOVE, ESTIMATED, examples, mm, near, pt, result
from reportgen.conform.docx.names import mm_of_twips
from reportgen.conform.docx.roles import Paper
from reportgen.conform.docx.story import Section
from reportgen.conform.options import Options
from reportgen.conform.result import Result

_FORM = re.compile(r"^—[ \u2002\u2005\u2009\u00a0]?\d+[ \u2002\u2005\u2009\u00a0]?—$")
_SIDES = {"default": "right", "even": "left"}
_SIDE_NAMES = {"right": "居右", "left": "居左", "center": "居中", "inside": "居内侧", "distribute": "分散"}
#: 横放后的上、右、下、左页边，与竖排页的位置对应。
_LANDSCAPE = (numbers.LEFT, numbers.BOX_TOP, numbers.RIGHT_MARGIN, numbers.BOX_BOTTOM_MARGIN)
_HEIGHT_TOLERANCE = numbers.PAGE_NUMBER_TOLERANCE + 0.2


def check_folios(paper: Paper, options: Options) -> Iterator[Result]:
    """页码和横排页各条。"""
    sections = paper.story.sections
    if not paper.folios:
        yield result("G-7.5a", False, "— 1 —，4 号宋体", "没有页码")
    else:
        yield _form(paper.folios, options)
        yield from _height(paper)
        yield _sides(paper)
        yield _sequence(sections)
        yield from _unnumbered(paper)
    if paper.form == "信函" and sections:
        yield _letter_first(paper)
    yield from _landscape(paper)
    yield from check_tables(paper)


def _form(folios: Sequence[Folio], options: Options) -> Result:
    """一字线和半角数字是必须的；4 号、宋体是“一般”。"""
    wrong = [folio.paragraph.text for folio in folios if not _FORM.match(_shown(folio))]
    looks = [run.look for folio in folios for run in folio.paragraph.visible]
    fonts = [look.fonts[slot] for look in looks for slot in ("ascii", "hAnsi", "eastAsia")]
    types = [font or "未指明字体" for font in fonts if options.font_role(font) != "宋体"]
    types += [pt(look.size) for look in looks if abs(look.size - numbers.SMALL_PT) > numbers.SIZE_TOLERANCE_PT]
    faults = list(dict.fromkeys([*wrong, *types]))
    measured = examples(faults, f"{folios[0].paragraph.text}，4 号宋体")
    return result("G-7.5a", not wrong, "— 1 —，4 号宋体", measured, is_advised=not types)


def _shown(folio: Folio) -> str:
    """页码域一律当作“1”。"""
    return "".join("1" if run.field == "PAGE" else run.text for run in folio.paragraph.runs).strip()


def _height(paper: Paper) -> Iterator[Result]:
    """竖排页一字线的高度，由页脚距和固定行距推算。"""
    heights = [
        _dash_y(folio, paper)
        for folio in paper.folios
        if folio.shape is None and not paper.story.sections[folio.section].is_landscape
    ]
    if not heights:
        return
    known = [height for height in heights if height is not None]
    met = [near(height, numbers.PAGE_NUMBER_Y, _HEIGHT_TOLERANCE) for height in heights]
    is_met = False if False in met else (None if None in met else True)
    measured = f"{mm(min(known))} 至 {mm(max(known))}" if known else "行距不固定，要看排版结果"
    expected = f"版心下边缘下 7 mm（{mm(numbers.PAGE_NUMBER_Y)}）"
    yield result("G-7.5b", is_met, expected, measured, mm(_HEIGHT_TOLERANCE), ESTIMATED)


def _dash_y(folio: Folio, paper: Paper) -> float | None:
    section = paper.story.sections[folio.section]
    footer = next(item for item in section.shown(is_footer=True) if folio.paragraph in item.all_paragraphs)
    if folio.paragraph not in footer.paragraphs:
        return None
    following = footer.paragraphs[footer.paragraphs.index(folio.paragraph) :]
    if any(item.look.exact_line is None for item in following):
        return None
    below = sum(item.look.before + item.look.line + item.look.after for item in following[1:])
    look = folio.paragraph.look
    rest = (1 - BASELINE) * look.line + look.after + DASH_ABOVE * folio.paragraph.size * 20
    return section.height - section.footer - mm_of_twips(below + rest)


def _sides(paper: Paper) -> Result:
    """单页码居右、双页码居左，各空一字；奇偶页要不同。"""
    faults = []
    for folio in paper.folios:
        wanted = _SIDES.get(folio.kind)
        if wanted is None:
            continue
        side = _side_of(folio, wanted)
        gap = folio.paragraph.right_mm if wanted == "right" else folio.paragraph.left_mm
        page = "单页" if folio.kind == "default" else "双页"
        if side != wanted:
            faults.append(f"{page}{_SIDE_NAMES.get(side, side)}")
        elif not near(gap, numbers.SMALL_CHAR, numbers.PAGE_NUMBER_SIDE_TOLERANCE):
            faults.append(f"{page}空 {mm(gap)}")
    is_outside = all((folio.paragraph.look.frame or {}).get("xAlign") == "outside" for folio in paper.folios)
    is_different = paper.story.settings.get("evenAndOddHeaders", "0") not in ("0", "false", "off")
    if not is_outside:
        faults += [] if is_different else ["奇偶页相同"]
        faults += [] if any(folio.kind == "even" for folio in paper.folios) else ["没有双页的页码"]
    measured = examples(list(dict.fromkeys(faults)), "单页居右空 1 字，双页居左空 1 字")
    return result("G-7.5c", not faults, "单页居右、双页居左，各空 1 字", measured, mm(1))


def _side_of(folio: Folio, wanted: str) -> str:
    """页码在哪一边：图文框、文本框看框，其余看段落；“外侧”就是应在的一边。"""
    frame = (folio.paragraph.look.frame or {}).get("xAlign", "")
    side = frame or (folio.shape.x.align if folio.shape is not None else "")
    if side:
        return wanted if side == "outside" else side
    return "left" if folio.paragraph.look.align == "both" else folio.paragraph.look.align


def _sequence(sections: Sequence[Section]) -> Result:
    restarted = [
        f"第 {index} 节从 {section.starts} 起" for index, section in enumerate(sections[1:], 2) if section.starts
    ]
    return result("G-7.5e", not restarted, "页码连续", examples(restarted, "各节接续"))


def _unnumbered(paper: Paper) -> Iterator[Result]:
    """不编页码的节里只能有空白页和版记。"""
    numbered = {folio.section for folio in paper.folios}
    bare = [index for index in range(len(paper.story.sections)) if index not in numbered]
    if bare:
        prose = [item.text[:8] for item in paper.story.paragraphs if item.section in bare and item.text]
        measured = examples(prose, f"{len(bare)} 节不编页码，只有空白页和版记")
        yield result("G-7.5d", not prose, "只有空白页和其后的版记页不编页码", measured)


def _letter_first(paper: Paper) -> Result:
    section = paper.story.sections[0]
    shown = [folio for folio in paper.folios if folio.section == 0 and folio.kind == "first"]
    is_met = section.has_first and not shown
    measured = "首页有页码" if shown else ("首页不同，没有页码" if section.has_first else "首页与其他页相同，有页码")
    return result("L-9", is_met or not paper.folios, "首页不显示页码", measured)


def _landscape(paper: Paper) -> Iterator[Result]:
    """横排页：页边依竖排页转过来，页码在左侧竖排。"""
    indexes = [index for index, section in enumerate(paper.story.sections) if section.is_landscape]
    if not indexes:
        return
    faults = []
    for index in indexes:
        section = paper.story.sections[index]
        edges = (section.top, section.right, section.bottom, section.left)
        if not all(
            near(edge, wanted, numbers.MARGIN_TOLERANCE + 0.05) for edge, wanted in zip(edges, _LANDSCAPE, strict=True)
        ):
            faults.append("上右下左 " + "、".join(f"{edge:.1f}" for edge in edges))
    wanted = "、".join(f"{edge:g}" for edge in _LANDSCAPE)
    yield result("G-8b", not faults, f"上右下左 {wanted} mm", examples(faults, wanted), mm(1), is_soft=True)
    folios = [folio for folio in paper.folios if folio.section in indexes]
    if folios:
        faults = [fault for folio in folios for fault in _side_faults(folio, paper.story.sections[folio.section])]
        expected = "在纸面左侧竖排，与竖排页的位置相同"
        yield result("G-8a", not faults, expected, examples(list(dict.fromkeys(faults)), "在左侧文本框内竖排"), mm(1))


def _side_faults(folio: Folio, section: Section) -> list[str]:
    """页码应在左边缘至版心之间的竖排文本框里。"""
    shape = folio.shape
    if shape is None or not shape.is_vertical:
        return ["页码没有转到纸面左侧"]
    if shape.x.relative != "page" or shape.x.mm is None:
        return []
    end = shape.x.mm + shape.width
    # 一字线在字身中部，到版心的 7 毫米从框的中线附近量起
    middle = section.left - numbers.PAGE_NUMBER_DROP
    return [] if shape.x.mm <= middle <= end else [f"页码框在 {mm(shape.x.mm)} 至 {mm(end)}，应含 {mm(middle)}"]


def check_tables(paper: Paper) -> Iterator[Result]:
    """长表格每页重复表头，行不跨页。"""
    tables = [table for table in paper.story.tables if len(table.rows) > 2]
    if not tables:
        return
    faults = [f"第 {index} 个表不重复表头" for index, table in enumerate(tables, 1) if not table.rows[0].is_header]
    broken = [
        f"第 {index} 个表有 {count} 行可跨页"
        for index, table in enumerate(tables, 1)
        if (count := sum(not row.is_whole for row in table.rows)) > len(table.rows) / 2
    ]
    measured = examples([*faults, *broken], f"{len(tables)} 个表均重复表头")
    yield result("G-8c", not faults and not broken, "重复表头，行不跨页", measured)
