"""量具：一份认好的公文、它的墨迹和选项，各项核验都从这里量。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.conform.numbers import CHAR, FITTED_CHAR, GAP_LINES, INK_PITCH, LEFT, PITCH_TOLERANCE, PT, TOP
from reportgen.conform.options import Options, Profile
from reportgen.conform.passage import outcome
from reportgen.conform.pdf.ink import Area, Camera
from reportgen.conform.pdf.lines import Layout, Line
from reportgen.conform.pdf.paper import Paper
from reportgen.conform.pdf.rules import InkRule
from reportgen.conform.pdf.source import Glyph
from reportgen.conform.result import Box, Result


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
        is_ink = abs(self.pitch - INK_PITCH) < PITCH_TOLERANCE * 2 / 3
        return Profile.INK if is_ink else Profile.BOX

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
        return self.paper.metrics.centre(page)

    def ink(self, line: Line) -> Area:
        """一行字的墨迹；绘不出来时用字框。"""
        em = line.size * PT
        area = Area(line.x0 - 0.4, line.baseline - em, line.x1 + 0.4, line.baseline + 0.25 * em)
        found = self.camera.ink(line.page, area, is_red=line.colour.is_red)
        return found or Area(line.x0, line.top, line.x1, line.bottom)

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

    def role(self, name: str) -> str | None:
        """字体的类别。"""
        return self.options.font_role(name)

    @cached_property
    def red_rules(self) -> tuple[InkRule, ...]:
        """首页的红线。"""
        return tuple(rule for rule in self.paper.rules if rule.page == 1 and rule.is_red)

    @cached_property
    def portraits(self) -> tuple[Layout, ...]:
        """竖排的页。"""
        return tuple(layout for layout in self.paper.layouts if not layout.sheet.is_landscape)


def mm(value: float) -> str:
    """毫米，两位小数。"""
    return f"{value:.2f} 毫米"


def within(tolerance: float) -> str:
    """允差的印刷形式。"""
    return f"±{tolerance:g} 毫米"


def chars(count: float) -> tuple[float, float]:
    """``count`` 个 3 号字的宽：按字号的和按每行 28 字的，两种都对。"""
    return count * CHAR, count * FITTED_CHAR


def is_near(value: float, targets: float | Iterable[float], tolerance: float) -> bool:
    """与其中一个相差不超过允差；留百分之一毫米给舍入。"""
    wanted = (targets,) if isinstance(targets, float | int) else tuple(targets)
    return any(abs(value - target) <= tolerance + 0.01 for target in wanted)


def measure(
    name: str,
    expected: float,
    value: float,
    tolerance: float,
    *,
    also: Sequence[float] = (),
    what: str = "",
    page: int | None = None,
    boxes: Sequence[Box] = (),
    note: str = "",
    is_soft: bool = False,
) -> Result:
    """量得一个毫米数与应有的相比；``also`` 是同样算对的值，``what`` 说明量的是什么。"""
    is_met = is_near(value, (expected, *also), tolerance)
    head = f"{what} " if what else ""
    return outcome(
        name,
        is_met,
        head + mm(expected),
        head + mm(value),
        within(tolerance),
        page=page,
        boxes=boxes,
        note=note,
        is_soft=is_soft,
    )


def two_blank_lines(bench: Bench, name: str, bottom: float, line: Line, what: str, tolerance: float, *, is_soft: bool = False) -> Result:
    """``bottom`` 与 ``line`` 之间空二行：标准没有说量到行框还是字顶，两种量法印出，一种合乎即可。"""
    expected = GAP_LINES * bench.pitch
    box, ink = bench.row_top(line) - bottom, bench.ink(line).y0 - bottom
    is_met = is_near(box, expected, tolerance) or is_near(ink, expected, tolerance)
    return outcome(
        name,
        is_met,
        f"{what} {mm(expected)}",
        f"{what} {mm(box)}（行框）、{mm(ink)}（字顶）",
        within(tolerance),
        page=line.page,
        boxes=[line.box],
        is_soft=is_soft,
    )


def typeface(
    bench: Bench,
    name: str,
    lines: Sequence[Line],
    role: str,
    size: float | None,
    *,
    what: str = "",
    is_soft: bool = False,
) -> list[Result]:
    """几行字的字体和字号：字体名认不出时无法核验，字号另成一个结果；``size`` 为 None 不核字号。"""
    glyphs = [glyph for line in lines for glyph in line.glyphs]
    return typeface_of(bench, name, glyphs, role, size, [line.box for line in lines], lines[0].page, what=what, is_soft=is_soft)


def typeface_of(
    bench: Bench,
    name: str,
    glyphs: Sequence[Glyph],
    role: str,
    size: float | None,
    boxes: Sequence[Box],
    page: int,
    *,
    what: str = "",
    is_soft: bool = False,
) -> list[Result]:
    """同 :func:`typeface`，直接给字。"""
    head = f"{what} " if what else ""
    chosen = [glyph for glyph in glyphs if glyph.is_han] or list(glyphs)
    roles = [bench.role(glyph.font) for glyph in chosen]
    fonts = sorted({glyph.font for glyph in chosen})
    share = roles.count(role) / len(roles)
    unknown = roles.count(None) / len(roles)
    # 个别字取自补缺字的字体，名称可以不明。
    is_met = share + unknown >= 0.95 and (True if share >= 0.8 else None)
    seen = "、".join(sorted({item or "不明" for item in roles}))
    note = "" if is_met is not None else "字体名称认不出，或是替代的字体"
    results = [
        outcome(
            name,
            is_met,
            head + role,
            f"{head}{seen}（{'、'.join(fonts[:3])}）",
            page=page,
            boxes=boxes[:3],
            note=note,
            is_soft=is_soft,
        )
    ]
    if size is not None:
        worst = max((glyph.size for glyph in chosen), key=lambda value: abs(value - size))
        is_met = abs(worst - size) <= 0.26
        results.append(
            outcome(
                name,
                is_met,
                f"{head}{size:g} 磅",
                f"{head}{worst:.2f} 磅",
                "±0.26 磅",
                page=page,
                boxes=boxes[:3],
                is_soft=is_soft,
            )
        )
    return results


def is_mirrored(bench: Bench) -> bool:
    """双页的左边比单页靠左一毫米以上，是镜像页边。"""
    lefts = bench.paper.metrics.lefts
    even = [value for page, value in lefts.items() if page % 2 == 0]
    return bool(even) and all(value < LEFT - 1 for value in even)
