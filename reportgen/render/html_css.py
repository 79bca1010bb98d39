"""样式表：把 ``layout.py`` 的数值和选定的字体代入 ``page.css``。"""

from __future__ import annotations

import math
from pathlib import Path
from string import Template

from reportgen.render import layout
from reportgen.render.fonts import Face, FontSet, Role
from reportgen.render.ink import ink_of

_TEMPLATE = Path(__file__).with_name("page.css")

CHAR_PT = layout.BODY_PT + layout.PDF_TRACKING_PT  # 3号字的一个字，含字距

_PROFILE = layout.BOX
#: 行距，毫米；向下取四位小数，22 行之和才不会因舍入超过版心。
PITCH = math.floor(_PROFILE.pitch_mm * 10000) / 10000
TOP = _PROFILE.top


def font_faces(fonts: FontSet) -> str:
    """各字体文件的 @font-face；同一字体名只声明一次。"""
    faces = {face.family: face for stack in fonts.faces.values() for face in stack}
    return "".join(
        f'@font-face{{font-family:"{face.family}";src:url("{face.path.as_uri()}")}}\n' for face in faces.values()
    )


def family_stack(faces: tuple[Face, ...]) -> str:
    """一种字体的 font-family：首选在前，其后补缺字。"""
    return ",".join(f"'{face.family}'" for face in faces)


def stylesheet(fonts: FontSet) -> str:
    """整张样式表，不含 @font-face。"""
    return Template(_TEMPLATE.read_text("utf-8")).substitute(_page(), **_sizes(), **_stacks(fonts), **_pads(fonts))


def _page() -> dict[str, str]:
    return {
        "top": mm(TOP),
        "right": mm(layout.RIGHT_MARGIN),
        "bottom": mm(_PROFILE.bottom),
        "left": mm(layout.BINDING_MARGIN),
        "wide_margins": " ".join(map(mm, layout.LANDSCAPE_MARGINS)),
        "pitch": mm(PITCH),
        "outer_rule": mm(layout.IMPRINT_RULE),
        "inner_rule": mm(layout.IMPRINT_INNER_RULE),
        "red": layout.RED,
        "chart_width": mm(layout.CHART_WIDTH),
        "chart_height": mm(layout.CHART_HEIGHT),
    }


def _sizes() -> dict[str, str]:
    return {
        "body_size": pt(layout.BODY_PT),
        "title_size": pt(layout.TITLE_PT),
        "imprint_size": pt(layout.IMPRINT_PT),
        "number_size": pt(layout.PAGE_NUMBER_PT),
        "table_size": pt(layout.TABLE_PT),
        "unit_size": pt(layout.TABLE_UNIT_PT),
        "stamp_size": pt(layout.STAMP_PT),
        "tracking": pt(layout.PDF_TRACKING_PT),
        "two_chars": pt(2 * CHAR_PT),
    }


def _stacks(fonts: FontSet) -> dict[str, str]:
    return {role.name.lower(): family_stack(fonts.faces[role]) for role in Role}


def _pads(fonts: FontSet) -> dict[str, str]:
    """页边文字的内边距：标记的墨迹顶、一字线的中线各在规定的高度。"""
    stamp = ink_of(fonts.faces[Role.HEI], "", layout.STAMP_PT)
    dash = ink_of(fonts.faces[Role.SONG], "—", layout.PAGE_NUMBER_PT)
    return {
        "stamp_pad": mm(layout.STAMP_TOP - stamp.top),
        "number_pad": mm(layout.PAGE_NUMBER_DROP - (dash.top + dash.bottom) / 2),
    }


def mm(value: float) -> str:
    """毫米的 CSS 写法，四位小数。"""
    return f"{value:.4f}mm"


def pt(value: float) -> str:
    """磅的 CSS 写法，三位小数。"""
    return f"{value:.3f}pt"
