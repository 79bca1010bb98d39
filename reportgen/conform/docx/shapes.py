"""图形：DrawingML 的线、文本框、图表、图片，以及旧文件中的 VML。"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportgen.conform.docx.look import Border
from reportgen.conform.docx.names import Element, each, find, local_name, mm_of_emu, number, tag, value, vml_mm
from reportgen.conform.docx.story import Offset, Paragraph, Shape

#: 读文本框内容的函数：给出其中的段落和表格的边框。
ReadBox = Callable[[Element], tuple[tuple[Paragraph, ...], tuple[Border, ...]]]

_LINES = ("line", "straightConnector1")
#: 矩形扁到这么高（毫米）就是线。
_FLAT = 1.5
_VML_COLORS = {"RED": "FF0000", "BLACK": "000000"}
_VML_SHAPES = ("v:line", "v:shape", "v:rect", "v:roundrect")


def drawings(run: Element, read_box: ReadBox) -> Iterator[Shape]:
    """一个 ``w:r``（或其中选定的 ``mc:Choice``）里的全部图形。"""
    for drawing in each(run, "w:drawing"):
        if not _is_nested(drawing, run):
            yield from _drawing(drawing, read_box)
    for picture in each(run, "w:pict"):
        if not _is_nested(picture, run):
            for shape in each(picture, *_VML_SHAPES):
                if not _is_nested(shape, picture):
                    yield _vml(shape, read_box)


def _is_nested(element: Element, top: Element) -> bool:
    """在 ``top`` 里的另一个文本框之中。"""
    for parent in element.iterancestors():
        if parent is top:
            return False
        if parent.tag == tag("w:txbxContent"):
            return True
    return False


def _drawing(drawing: Element, read_box: ReadBox) -> Iterator[Shape]:
    holder = next((item for item in drawing if local_name(item) in ("anchor", "inline")), None)
    if holder is None:
        return
    x, y = (_offset(find(holder, f"wp:position{axis}")) for axis in "HV")
    extent = find(holder, "wp:extent")
    width, height = mm_of_emu(value(extent, "cx")), mm_of_emu(value(extent, "cy"))
    shapes = [item for item in each(holder, "wps:wsp") if not _is_nested(item, holder)]
    for shape in shapes:
        yield _shape(shape, (width, height) if len(shapes) == 1 else None, x, y, read_box)
    if not shapes:
        kinds = {"c:chart": "图表", "pic:pic": "图片"}
        kind = next((kind for name, kind in kinds.items() if next(each(holder, name), None) is not None), "其他")
        yield Shape(kind, width, height, x, y, None, "")


def _shape(shape: Element, size: tuple[float, float] | None, x: Offset, y: Offset, read_box: ReadBox) -> Shape:
    properties = find(shape, "wps:spPr")
    extent = find(properties, "a:xfrm/a:ext")
    width, height = size or (mm_of_emu(value(extent, "cx")), mm_of_emu(value(extent, "cy")))
    line = find(properties, "a:ln")
    weight = mm_of_emu(value(line, "w")) if value(line, "w") else None
    color = value(find(line, "a:solidFill/a:srgbClr"), "val")
    geometry = value(find(properties, "a:prstGeom"), "prst")
    content = next(each(shape, "w:txbxContent"), None)
    if content is not None:
        paragraphs, rules = read_box(content)
        is_vertical = value(find(shape, "wps:bodyPr"), "vert", "horz") not in ("horz", "")
        return Shape("框", width, height, x, y, weight, color.upper(), paragraphs, rules, is_vertical)
    if geometry in _LINES:
        return Shape("线", width, height, x, y, weight, color.upper())
    if height < _FLAT:
        fill = value(find(properties, "a:solidFill/a:srgbClr"), "val")
        return Shape("线", width, 0.0, x, y, height, (fill or color).upper())
    return Shape("其他", width, height, x, y, weight, color.upper())


def _offset(position: Element | None) -> Offset:
    mm = find(position, "wp:posOffset")
    align = find(position, "wp:align")
    return Offset(
        value(position, "relativeFrom"),
        None if mm is None else mm_of_emu((mm.text or "").strip()),
        "" if align is None else (align.text or "").strip(),
    )


def _vml(shape: Element, read_box: ReadBox) -> Shape:
    style = dict(item.split(":", 1) for item in shape.get("style", "").split(";") if ":" in item)
    style = {name.strip().lower(): text.strip() for name, text in style.items()}
    width, height = (vml_mm(style.get(name, "")) or 0.0 for name in ("width", "height"))
    x = _vml_offset(style, "horizontal", "left")
    y = _vml_offset(style, "vertical", "top")
    weight, color = vml_mm(shape.get("strokeweight", "")), _vml_color(shape.get("strokecolor", ""))
    content = next(each(shape, "w:txbxContent"), None)
    if content is not None:
        paragraphs, rules = read_box(content)
        is_vertical = "vertical" in style.get("layout-flow", "")
        return Shape("框", width, height, x, y, weight, color, paragraphs, rules, is_vertical)
    if local_name(shape) == "line":
        start, end = (_point(shape.get(name, "")) for name in ("from", "to"))
        return Shape("线", abs(end[0] - start[0]), abs(end[1] - start[1]), x, y, weight, color)
    return Shape("线" if 0 < height < _FLAT else "其他", width, height, x, y, weight, color)


def _vml_offset(style: dict[str, str], axis: str, edge: str) -> Offset:
    return Offset(
        style.get(f"mso-position-{axis}-relative", "text"),
        vml_mm(style.get(f"margin-{edge}", style.get(edge, ""))),
        style.get(f"mso-position-{axis}", ""),
    )


def _point(text: str) -> tuple[float, float]:
    x, _, y = text.partition(",")
    return vml_mm(x) or 0.0, vml_mm(y) or 0.0


def _vml_color(text: str) -> str:
    """``#c00``、``red``、``#ff0000 [3205]`` 化为六位十六进制。"""
    name = text.split(" ")[0].upper()
    if name in _VML_COLORS:
        return _VML_COLORS[name]
    digits = name.lstrip("#")
    return "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits


def emphasis(border: Element) -> Border:
    """``w:tblBorders`` 等的一条边。"""
    color = value(border, "w:color")
    return Border(
        value(border),
        number(value(border, "w:sz")),
        "" if color == "auto" else color.upper(),
        number(value(border, "w:space")),
    )
