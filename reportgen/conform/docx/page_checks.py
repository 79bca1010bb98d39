"""纸张、版心、行与字、颜色（GB/T 9704—2012 第 3 至 6 章）。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from reportgen.conform import numbers
from reportgen.conform.docx.measures import (
    distinct,
    examples,
    ink_top_mm,
    mm,
    near,
    pitch_twips,
    quoted,
    result,
    section_of,
    type_faults,
)
from reportgen.conform.docx.names import TWIPS_PER_MM
from reportgen.conform.docx.patterns import is_red, level_of
from reportgen.conform.docx.roles import Paper
from reportgen.conform.docx.story import Paragraph, Section, with_boxes
from reportgen.conform.options import Options, Profile
from reportgen.conform.result import Result

#: 两种读法的上页边之间（毫米）。
_BETWEEN = (numbers.BOX_TOP + numbers.INK_TOP) / 2
#: 22 行排下后版心余下的至多这么高（毫米），才算撑满。
_SLACK = 2.0
_WHOLE_CHAR = 0.1


def check_page(paper: Paper, options: Options) -> Iterator[Result]:
    """页面各条。"""
    portrait = [section for section in paper.story.sections if not section.is_landscape]
    profile = options.profile or _profile(portrait)
    yield from _paper_size(paper.story.sections)
    if portrait:
        yield from _margins(portrait, profile)
        yield from _plate(portrait, paper.story.settings)
    if paper.body:
        yield from _lines(paper)
        yield from _type(paper, options)
    yield from _colors(paper)


def _profile(sections: Sequence[Section]) -> Profile:
    """上页边合乎 INK 而不合 BOX 的是 INK。"""
    is_ink = bool(sections) and sections[0].top < _BETWEEN and _all_near([sections[0].top], numbers.INK_TOP)
    return Profile.INK if is_ink else Profile.BOX


def _paper_size(sections: Sequence[Section]) -> Iterator[Result]:
    sizes = [sorted((section.width, section.height)) for section in sections]
    is_met = all(
        near(width, numbers.PAGE_WIDTH, numbers.PAGE_TOLERANCE)
        and near(height, numbers.PAGE_HEIGHT, numbers.PAGE_TOLERANCE)
        for width, height in sizes
    )
    measured = distinct(f"{section.width:.1f}×{section.height:.1f} mm" for section in sections)
    for name in ("G-5.1", "R-12"):
        yield result(name, is_met, "210×297 mm（A4）", measured, f"±{numbers.PAGE_TOLERANCE} mm")


def _margins(sections: Sequence[Section], profile: Profile) -> Iterator[Result]:
    is_ink = profile is Profile.INK
    top = numbers.INK_TOP if is_ink else numbers.BOX_TOP
    bottom = numbers.INK_BOTTOM_MARGIN if is_ink else numbers.BOX_BOTTOM_MARGIN
    height = numbers.PAGE_HEIGHT - top - bottom
    pitch = numbers.INK_PITCH_TWIPS if is_ink else numbers.BOX_PITCH_TWIPS
    ink = ink_top_mm(sections[0].top, pitch, numbers.BODY_PT)
    note = f"{profile} 读法；按 {pitch} 缇行距，首行字顶约在 {mm(ink)}"
    lefts = [section.left + section.gutter for section in sections]
    yield _length("G-5.2.1a", [section.top for section in sections], top, note)
    yield _length("G-5.2.1b", lefts, numbers.LEFT)
    widths, heights = ([getattr(section, f"area_{side}") for section in sections] for side in ("width", "height"))
    is_met = _all_near(widths, numbers.WIDTH) and _all_near(heights, height)
    measured = distinct(f"{wide:.1f}×{high:.1f} mm" for wide, high in zip(widths, heights, strict=True))
    yield result("G-5.2.1c", is_met, f"{numbers.WIDTH:g}×{height:.1f} mm", measured, _tolerance(), note)
    rights, bottoms = [section.right for section in sections], [section.bottom for section in sections]
    is_met = _all_near(rights, numbers.RIGHT_MARGIN) and _all_near(bottoms, bottom)
    measured = distinct(f"右 {right:.1f}、下 {low:.1f} mm" for right, low in zip(rights, bottoms, strict=True))
    yield result("G-5.2.1d", is_met, f"右 {numbers.RIGHT_MARGIN:g}、下 {bottom:.1f} mm", measured, _tolerance())


def _length(name: str, amounts: Sequence[float], wanted: float, note: str = "") -> Result:
    return result(name, _all_near(amounts, wanted), mm(wanted), distinct(map(mm, amounts)), _tolerance(), note)


def _all_near(amounts: Sequence[float], wanted: float) -> bool:
    return all(near(amount, wanted, numbers.MARGIN_TOLERANCE) for amount in amounts)


def _tolerance() -> str:
    return f"±{numbers.MARGIN_TOLERANCE:g} mm"


def _plate(sections: Sequence[Section], settings: Mapping[str, str]) -> Iterator[Result]:
    edges = [(section.left, section.top, section.right, section.bottom) for section in sections]
    spread = max(max(side) - min(side) for side in zip(*edges, strict=True))
    is_met = spread <= numbers.PLATE_TOLERANCE
    yield result("G-6.1", is_met, "各页版心位置相同", f"相差至多 {mm(spread)}", f"{numbers.PLATE_TOLERANCE:g} mm")
    is_mirrored = settings.get("mirrorMargins", "0") not in ("0", "false", "off")
    shift = 0.0 if is_mirrored else max(abs(section.left - section.right) for section in sections)
    measured = "对称页边距" if is_mirrored else f"左右页边相差 {mm(shift)}，两面版心错开同样多"
    is_met = shift <= numbers.REGISTER_TOLERANCE + 0.1
    yield result("G-6.2b", is_met, "两面版心相差不超过 2 mm", measured, f"{numbers.REGISTER_TOLERANCE:g} mm")


def _lines(paper: Paper) -> Iterator[Result]:
    """行距与每面行数、每行字数，量第一个正文自然段；行距是否一致，量全部。"""
    pitches = {item.order: pitch_twips(item, section_of(paper.story, item)) for item in paper.body}
    measured = distinct("不固定" if pitch is None else f"{pitch / 20:g} 磅" for pitch in pitches.values())
    is_met = None not in pitches.values() and len(set(pitches.values())) == 1
    yield result("G-3.2", is_met, "全文同一固定行距", measured)
    item = next((item for item in paper.body if level_of(item.text) is None), paper.body[0])
    section = section_of(paper.story, item)
    yield _line_count(pitches[item.order], section)
    yield _character_count(item, section, _usual_tracking(paper.body))


def _line_count(pitch: float | None, section: Section) -> Result:
    area = section.area_height * TWIPS_PER_MM
    if pitch is None or not pitch:
        return result("G-5.2.3a", False, f"{numbers.LINES} 行", "行距不是固定值，行数随字体而变")
    count = int(round(area) / pitch)
    slack = (area - count * pitch) / TWIPS_PER_MM
    measured = f"行距 {pitch / 20:g} 磅，{count} 行，余 {mm(slack)}"
    is_met = count == numbers.LINES and slack <= _SLACK
    return result("G-5.2.3a", is_met, f"{numbers.LINES} 行撑满 {mm(section.area_height)}", measured, mm(_SLACK))


def _usual_tracking(items: Sequence[Paragraph]) -> float:
    """用得最多的字距，缇：个别行为了断在别处而调过的字距不算数。"""
    counts: Counter[float] = Counter()
    for run in chain.from_iterable(item.visible for item in items):
        counts[run.look.tracking] += len(run.text)
    return max(counts, key=counts.__getitem__, default=0.0)


def _character_count(item: Paragraph, section: Section, tracking: float) -> Result:
    look = item.first_look
    advance = look.size * 20 + tracking
    if section.grid.get("type") == "linesAndChars" and item.look.switches["snapToGrid"]:
        advance += float(section.grid.get("charSpace") or 0) * 20 / 4096
    count = int(round(section.area_width * TWIPS_PER_MM + 0.5) / advance) if advance > 0 else 0
    measured = f"{look.size:g} 磅、字距 {(advance / 20 - look.size):+.2f} 磅，{count} 字"
    return result("G-5.2.3b", count == numbers.CHARS, f"{numbers.CHARS} 字", measured)


def _type(paper: Paper, options: Options) -> Iterator[Result]:
    """正文用 3 号仿宋，数字也是；缩进为整字。"""
    prose = [item for item in paper.body if level_of(item.text) is None]
    faults = [fault for item in prose for fault in type_faults(item, "仿宋", numbers.BODY_PT, options, all_slots=True)]
    if prose:
        fine = f"{len(prose)} 段均为 3 号仿宋"
        yield result("G-5.2.2", not faults, "3 号（16 磅）仿宋，四个字体位置一致", examples(faults, fine))
    em = numbers.CHAR
    odd = [
        f"{quoted(item)}左空 {mm(item.left_mm)}"
        for item in paper.body
        if abs(item.left_mm / em - round(item.left_mm / em)) > _WHOLE_CHAR
    ]
    yield result("G-3.1", not odd, "缩进为字的整数倍", examples(odd, "均为整字"), f"±{_WHOLE_CHAR} 字")


def _colors(paper: Paper) -> Iterator[Result]:
    reds = {id(item) for item in paper.mark}
    items = [item for item in _everything(paper) if id(item) not in reds]
    faults = [
        f"{quoted(item)}#{run.look.color}"
        for item in items
        for run in item.visible
        if run.look.color not in ("", "000000")
    ]
    yield result("G-5.2.4", not faults, "黑色", examples(faults, "均为黑色"))
    used = [item.first_look.color for item in paper.mark] + [rule.color for rule in paper.rules]
    if used:
        measured = distinct(f"#{color or '自动'}" for color in used)
        yield result("G-6.2c", all(map(is_red, used)), "红色（品红、黄各 80% 的近似色）", measured)


def _everything(paper: Paper) -> Iterator[Paragraph]:
    """正文、表格、页脚里的全部段落。"""
    yield from with_boxes(paper.story.paragraphs)
    for table in paper.story.tables:
        yield from table.paragraphs
    for section in paper.story.sections:
        for furniture in (*section.shown(is_footer=True), *section.shown(is_footer=False)):
            yield from furniture.all_paragraphs
