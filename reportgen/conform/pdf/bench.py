"""量具：一份认好的公文、它的墨迹和选项，各项核验都从这里量。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from reportgen.conform.numbers import (
    CHAR,
    FITTED_CHAR,
    GAP_LINES,
    INK_PITCH,
    PITCH_TOLERANCE,
    PT,
    SIZE_TOLERANCE_PT,
    TOP,
)
from reportgen.conform.options import Options, Profile
from reportgen.conform.passage import outcome
from reportgen.conform.pdf.ink import Area, Camera
from reportgen.conform.pdf.lines import Layout, Line
from reportgen.conform.pdf.paper import Paper
from reportgen.conform.pdf.rules import InkRule
from reportgen.conform.pdf.source import Glyph
from reportgen.conform.result import Box, Result

_SHOWN = 6  # 报告里至多画几块


class Placed(Protocol):
    """在某一页上占一块的东西：字行、横线、表格。"""

    @property
    def page(self) -> int:
        """页码，从 1 起。"""

    @property
    def box(self) -> Box:
        """所占的一块。"""


@dataclass(frozen=True)
class Bench:
    """核验一份 PDF 所需的一切；``loose_fonts`` 是没有嵌入的字体。"""

    paper: Paper
    camera: Camera
    options: Options
    loose_fonts: tuple[str, ...] = ()

    @cached_property
    def profile(self) -> Profile:
        """版心的读法：选项指明的，否则看行距近于哪一种。"""
        if self.options.profile:
            return self.options.profile
        return Profile.INK if abs(self.pitch - INK_PITCH) < PITCH_TOLERANCE * 2 / 3 else Profile.BOX

    @property
    def pitch(self) -> float:
        """行距，毫米。"""
        return self.paper.metrics.pitch

    def left(self, page: int) -> float:
        """一页版心的左边，毫米。"""
        return self.paper.metrics.left(page)

    def right(self, page: int) -> float:
        """一页版心的右边，毫米。"""
        return self.paper.metrics.right(page)

    def centre(self, page: int) -> float:
        """一页版心的中线，毫米。"""
        return (self.left(page) + self.right(page)) / 2

    @property
    def first_row(self) -> float:
        """版心第一行的中线：BOX 是 37 毫米加半个行距，INK 是 37 毫米加半个字。"""
        return TOP + (self.pitch if self.profile is Profile.BOX else CHAR) / 2

    def row_top(self, line: Line) -> float:
        """行框的上边：行高为行距，字居其中。"""
        return line.centre_y - self.pitch / 2

    def row_bottom(self, line: Line) -> float:
        """行框的下边。"""
        return line.centre_y + self.pitch / 2

    def ink(self, line: Line) -> Area:
        """一行字的墨迹；绘不出来时用字框。"""
        em = line.size * PT
        area = Area(line.x0 - 0.4, line.baseline - em, line.x1 + 0.4, line.baseline + 0.25 * em)
        found = self.camera.ink(line.page, area, is_red=line.colour.is_red)
        return found or Area(line.x0, line.top, line.x1, line.bottom)

    def role(self, glyph: Glyph) -> str | None:
        """一个字的字体类别，认不出的为 None。"""
        return self.options.font_role(glyph.font)

    @cached_property
    def is_substituted(self) -> bool:
        """正文的字体认不出，多半是替代的；字宽、每行字数随之不可靠。"""
        glyphs = [glyph for line in self.body for glyph in line.glyphs if glyph.is_han]
        return bool(glyphs) and sum(self.role(glyph) is None for glyph in glyphs) > len(glyphs) / 2

    @cached_property
    def body(self) -> tuple[Line, ...]:
        """正文和附件正文的各行。"""
        return tuple(line for paragraph in self.paper.paragraphs for line in paragraph.lines)

    @cached_property
    def red_rules(self) -> tuple[InkRule, ...]:
        """首页的红线。"""
        return tuple(rule for rule in self.paper.rules if rule.page == 1 and rule.is_red)

    @cached_property
    def portraits(self) -> tuple[Layout, ...]:
        """竖排的页。"""
        return tuple(layout for layout in self.paper.layouts if not layout.sheet.is_landscape)

    def layout(self, page: int) -> Layout:
        """一页的内容。"""
        return self.paper.layouts[page - 1]


def mm(value: float) -> str:
    """毫米，两位小数。"""
    return f"{value:.2f} 毫米"


def within(tolerance: float) -> str:
    """允差的印刷形式。"""
    return f"±{tolerance:g} 毫米"


def chars(count: float) -> tuple[float, float]:
    """``count`` 个 3 号字的宽，毫米：按字号的和按每行 28 字的，两种都对。"""
    return count * CHAR, count * FITTED_CHAR


def is_near(value: float, targets: float | Iterable[float], tolerance: float) -> bool:
    """与其中一个相差不超过允差；留百分之一毫米给舍入。"""
    wanted = (targets,) if isinstance(targets, float | int) else tuple(targets)
    return any(abs(value - target) <= tolerance + 0.01 for target in wanted)


def judged(
    name: str,
    is_met: bool | None,
    expected: str,
    measured: str,
    tolerance: str = "",
    at: Sequence[Placed] = (),
    *,
    page: int | None = None,
    note: str = "",
    is_soft: bool = False,
) -> Result:
    """一条要求的结果；``at`` 是量到的各块，页码取第一块的。"""
    place = at[0].page if at and page is None else page
    boxes = [item.box for item in at[:_SHOWN]]
    return outcome(name, is_met, expected, measured, tolerance, page=place, boxes=boxes, note=note, is_soft=is_soft)


def measure(
    name: str,
    expected: float | Sequence[float],
    value: float,
    tolerance: float,
    at: Sequence[Placed] = (),
    *,
    what: str = "",
    page: int | None = None,
    note: str = "",
    is_soft: bool = False,
) -> Result:
    """量得的毫米数与应有的相比；``expected`` 有几个的，合乎一个即可，印第一个。``what`` 说明量的是什么。"""
    targets = (expected,) if isinstance(expected, float | int) else tuple(expected)
    head = f"{what} " if what else ""
    is_met = is_near(value, targets, tolerance)
    wanted = f"{head}{mm(targets[0])}"
    return judged(
        name, is_met, wanted, f"{head}{mm(value)}", within(tolerance), at, page=page, note=note, is_soft=is_soft
    )


def two_blank_lines(
    bench: Bench, name: str, bottom: float, line: Line, what: str, tolerance: float, *, is_soft: bool = False
) -> Result:
    """``bottom`` 与 ``line`` 之间空二行：标准没有说量到行框还是字顶，两种量法都印出，一种合乎即可。"""
    expected = GAP_LINES * bench.pitch
    box, ink = bench.row_top(line) - bottom, bench.ink(line).y0 - bottom
    is_met = is_near(box, expected, tolerance) or is_near(ink, expected, tolerance)
    measured = f"{what} {mm(box)}（行框）、{mm(ink)}（字顶）"
    return judged(name, is_met, f"{what} {mm(expected)}", measured, within(tolerance), [line], is_soft=is_soft)


def typeface(
    bench: Bench,
    name: str,
    at: Sequence[Line],
    role: str | None,
    size: float | None,
    *,
    glyphs: Sequence[Glyph] = (),
    what: str = "",
    is_soft: bool = False,
) -> Iterator[Result]:
    """几行字的字体和字号，各一个结果；字体名称认不出时无法核验。

    Args:
        role: 应有的字体类别，None 不核。size: 应有的磅数，None 不核。
        glyphs: 只看这些字；空为 ``at`` 的全部。有汉字时只看汉字，数字可以用别的字体。
    """
    every = list(glyphs) or [glyph for line in at for glyph in line.glyphs]
    chosen = [glyph for glyph in every if glyph.is_han] or every
    head = f"{what} " if what else ""
    if role is not None:
        yield _role_result(bench, name, at, role, chosen, head, is_soft=is_soft)
    if size is not None:
        sizes = Counter(round(glyph.size, 2) for glyph in chosen)
        usual, worst = sizes.most_common(1)[0][0], max(sizes, key=lambda value: abs(value - size))
        is_met = abs(worst - size) <= SIZE_TOLERANCE_PT
        measured = f"{head}{usual:.2f} 磅" + ("" if is_met or usual == worst else f"，有的 {worst:.2f} 磅")
        yield judged(name, is_met, f"{head}{size:g} 磅", measured, f"±{SIZE_TOLERANCE_PT} 磅", at, is_soft=is_soft)


def _role_result(
    bench: Bench, name: str, at: Sequence[Line], role: str, glyphs: Sequence[Glyph], head: str, *, is_soft: bool
) -> Result:
    roles = [bench.role(glyph) for glyph in glyphs]
    share, unknown = roles.count(role) / len(roles), roles.count(None) / len(roles)
    # 个别字取自补缺字的字体，名称可以不明。
    is_met = share + unknown >= 0.95 and (True if share >= 0.8 else None)
    fonts = "、".join(sorted({glyph.font for glyph in glyphs})[:3])
    seen = "、".join(sorted({item or "不明" for item in roles}))
    note = "字体名称认不出，可能是替代的字体" if is_met is None else ""
    return judged(name, is_met, f"{head}{role}", f"{head}{seen}（{fonts}）", "", at, note=note, is_soft=is_soft)
