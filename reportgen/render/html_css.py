"""样式表：把 ``layout.py`` 的数值和选定的字体代入 ``page.css``。"""

from __future__ import annotations

import math
from pathlib import Path
from string import Template

from reportgen.model.document import PageStyle, Sheet
from reportgen.render import layout
from reportgen.render.fonts import Face, FontSet, Role
from reportgen.render.ink import ink_of

_TEMPLATE = Path(__file__).with_name("page.css")
_SHEET_TEMPLATE = Path(__file__).with_name("sheet.css")

CHAR_PT = layout.BODY_PT + layout.PDF_TRACKING_PT  # 3号字的一个字，含字距


def pitch_of(page: PageStyle) -> float:
    """行距，毫米；向下取四位小数，22 行之和才不会因舍入超过版心。"""
    return math.floor(layout.GRIDS[page.profile].pitch_mm * 10000) / 10000


def font_faces(fonts: FontSet) -> str:
    """各字体文件的 @font-face；同一字体名只声明一次。"""
    faces = {face.family: face for stack in fonts.faces.values() for face in stack}
    return "".join(
        f'@font-face{{font-family:"{face.family}";src:url("{face.path.as_uri()}")}}\n' for face in faces.values()
    )


def family_stack(faces: tuple[Face, ...]) -> str:
    """一种字体的 font-family：首选在前，其后补缺字。"""
    return ",".join(f"'{face.family}'" for face in faces)


def stylesheet(fonts: FontSet, page: PageStyle) -> str:
    """整张样式表，不含 @font-face。"""
    values = _page(page) | _sizes() | _stacks(fonts) | _pads(fonts, page)
    sheet = Template(_SHEET_TEMPLATE.read_text("utf-8"))
    sheets = (sheet.substitute(values | _sheet(size)) for size in layout.SHEETS)
    return Template(_TEMPLATE.read_text("utf-8")).substitute(values) + "".join(sheets)


def sheet_class(size: Sheet) -> str:
    """图表一种纸张的样式类名，也是它的页面名。"""
    return size.name.lower()


def _sheet(size: Sheet) -> dict[str, str]:
    chosen = layout.SHEETS[size]
    return {
        "name": sheet_class(size),
        "width": mm(chosen.width),
        "height": mm(chosen.height),
        "margins": " ".join(map(mm, chosen.margins)),
        "sheet_title_size": pt(chosen.title_pt),
        "sheet_title_line": mm(chosen.title_line),
    }


def _page(page: PageStyle) -> dict[str, str]:
    return {
        "odd_margins": _margins(page, is_even=False),
        "even_margins": _margins(page, is_even=True),
        "wide_odd_margins": " ".join(map(mm, layout.landscape_margins(page, is_even=False))),
        "wide_even_margins": " ".join(map(mm, layout.landscape_margins(page, is_even=True))),
        "foot": mm(layout.BOX.bottom),
        "pitch": mm(pitch_of(page)),
        "wide_title_gap": mm(layout.LANDSCAPE_TITLE_GAP),
        "outer_rule": mm(layout.IMPRINT_RULE),
        "inner_rule": mm(layout.IMPRINT_INNER_RULE),
        "red": layout.RED,
        "sheet_line": mm(layout.SHEET_LINE),
        "sheet_title_gap": mm(layout.SHEET_TITLE_GAP),
        "chart_width": mm(layout.CHART_WIDTH),
        "chart_height": mm(layout.CHART_HEIGHT),
    }


def _margins(page: PageStyle, *, is_even: bool) -> str:
    """上、右、下、左页边。"""
    grid = layout.GRIDS[page.profile]
    left, right = layout.side_margins(page, is_even=is_even)
    return " ".join(map(mm, (grid.top, right, grid.bottom, left)))


def _sizes() -> dict[str, str]:
    return {
        "body_size": pt(layout.BODY_PT),
        "title_size": pt(layout.TITLE_PT),
        "imprint_size": pt(layout.IMPRINT_PT),
        "number_size": pt(layout.PAGE_NUMBER_PT),
        "table_size": pt(layout.TABLE_PT),
        "unit_size": pt(layout.TABLE_UNIT_PT),
        "sheet_size": pt(layout.SHEET_TEXT_PT),
        "stamp_size": pt(layout.STAMP_PT),
        "tracking": pt(layout.PDF_TRACKING_PT),
        "two_chars": pt(2 * CHAR_PT),
    }


def _stacks(fonts: FontSet) -> dict[str, str]:
    return {role.name.lower(): family_stack(fonts.faces[role]) for role in Role}


def _pads(fonts: FontSet, page: PageStyle) -> dict[str, str]:
    """页边文字的内边距：标记的墨迹顶、一字线的中线、版记末线各在规定的高度，两种版心相同。"""
    stamp = ink_of(fonts.faces[Role.HEI], "", layout.STAMP_PT)
    dash = ink_of(fonts.faces[Role.SONG], "—", layout.PAGE_NUMBER_PT)
    lift = layout.BOX.bottom - layout.GRIDS[page.profile].bottom
    drop = layout.PAGE_NUMBER_DROP - (dash.top + dash.bottom) / 2
    return {
        "stamp_pad": mm(layout.STAMP_TOP - stamp.top),
        "sheet_stamp_pad": mm(layout.SHEET_STAMP_TOP - stamp.top),
        "number_pad": mm(drop - lift),
        "wide_number_pad": mm(drop),
        "imprint_lift": mm(lift),
    }


def mm(value: float) -> str:
    """毫米的 CSS 写法，四位小数。"""
    return f"{value:.4f}mm"


def pt(value: float) -> str:
    """磅的 CSS 写法，三位小数。"""
    return f"{value:.3f}pt"
