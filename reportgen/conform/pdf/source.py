"""读 PDF：各页的字（位置、字体、字号、颜色）和线，毫米，原点在纸面左上角。

只看页面上画了什么，不看结构标记，所以别的程序做的 PDF 一样能读。
"""

from __future__ import annotations

import contextlib
import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from reportgen.conform.numbers import PT
from reportgen.conform.pdf.frame import Frame

_ASCENT = 0.86  # 汉字字框在基线以上的部分，字
_DEEPEST = 8  # 图形容器套几层
_NEAR_WHITE = 0xF0
_DARK = 0x40


@dataclass(frozen=True, slots=True)
class Colour:
    """颜色的红、绿、蓝，0—255。"""

    red: int
    green: int
    blue: int

    @property
    def is_black(self) -> bool:
        """黑，容许灰度印刷的细微出入。"""
        return max(self.red, self.green, self.blue) <= _DARK

    @property
    def is_red(self) -> bool:
        """红，如 M80Y80、FF0000。"""
        return self.red >= 0xA0 and max(self.green, self.blue) <= 0x78

    @property
    def is_white(self) -> bool:
        """白或近于白，看不见。"""
        return min(self.red, self.green, self.blue) >= _NEAR_WHITE

    def __str__(self) -> str:
        return f"#{self.red:02X}{self.green:02X}{self.blue:02X}"


@dataclass(frozen=True, slots=True)
class Glyph:
    """一个字。

    Attributes:
        x0、x1: 字框的左右。baseline: 基线的高度。size: 磅。
        font: 字体名，已去掉子集前缀。angle: 顺时针转过的度数，取 0、90、180、270。
        y: 转过的字的原点高度，与 ``baseline`` 相同。
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str
    colour: Colour
    angle: int

    @property
    def top(self) -> float:
        """字框的上边。"""
        return self.baseline - _ASCENT * self.size * PT

    @property
    def bottom(self) -> float:
        """字框的下边。"""
        return self.top + self.size * PT

    @property
    def is_wide(self) -> bool:
        """占一个字宽。"""
        return self.x1 - self.x0 > 0.75 * self.size * PT

    @property
    def is_han(self) -> bool:
        """汉字。"""
        return "㐀" <= self.text <= "鿿"


@dataclass(frozen=True, slots=True)
class Shape:
    """一条线或一块图形的范围；``is_box`` 表示只描边的框。"""

    x0: float
    y0: float
    x1: float
    y1: float
    colour: Colour

    @property
    def width(self) -> float:
        """横向的长。"""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """纵向的高。"""
        return self.y1 - self.y0

    @property
    def is_rule(self) -> bool:
        """横线。"""
        return self.height <= 1.5 and self.width >= 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """一页；``rotation`` 是文件要求显示时顺时针转的度数，坐标是转后的。"""

    number: int
    width: float
    height: float
    rotation: int
    glyphs: tuple[Glyph, ...]
    shapes: tuple[Shape, ...]

    @property
    def is_landscape(self) -> bool:
        """横放的页。"""
        return self.width > self.height


def read_sheets(pdf: pypdfium2.PdfDocument) -> tuple[Sheet, ...]:
    """全部页。"""
    return tuple(_read(pdf[index], index + 1) for index in range(len(pdf)))


def loose_fonts(pdf: pypdfium2.PdfDocument) -> tuple[str, ...]:
    """没有嵌入的字体。"""
    loose = set()
    for index in range(len(pdf)):
        for item in pdf[index].get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=_DEEPEST):
            font = item.get_font()
            if not font.is_embedded:
                loose.add(font.get_base_name())
    return tuple(sorted(loose))


def _read(page: pypdfium2.PdfPage, number: int) -> Sheet:
    frame = Frame.of(page)
    textpage = page.get_textpage()
    glyphs = tuple(_glyphs(textpage, frame))
    shapes = tuple(_shapes(page, frame))
    textpage.close()
    return Sheet(number, frame.width, frame.height, frame.rotation, glyphs, shapes)


def _glyphs(textpage: pypdfium2.PdfTextPage, frame: Frame) -> Iterator[Glyph]:
    """各字；排版软件补出的空格、换行和看不见的白字不计。"""
    name = ctypes.create_string_buffer(256)
    flags, x, y = ctypes.c_int(), ctypes.c_double(), ctypes.c_double()
    matrix, loose = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    channels = tuple(ctypes.c_uint() for _ in range(4))
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        text = chr(code)
        if pdfium.FPDFText_IsGenerated(textpage, index) == 1 or not text.strip() or 0xD800 <= code < 0xE000:
            continue
        pdfium.FPDFText_GetFillColor(textpage, index, *channels)
        colour = Colour(*(channel.value for channel in channels[:3]))
        if colour.is_white:
            continue
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(textpage, index, loose)
        pdfium.FPDFText_GetMatrix(textpage, index, matrix)
        pdfium.FPDFText_GetFontInfo(textpage, index, name, 256, flags)
        size = pdfium.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
        left, _, right, _ = frame.box((loose.left, loose.bottom, loose.right, loose.top))
        _, baseline = frame.point(x.value, y.value)
        turn = (round(-math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 + frame.rotation) % 360
        yield Glyph(_unified(text), left, right, baseline, size, _font_name(name.value), colour, turn)


def _unified(text: str) -> str:
    """有的程序把汉字写成部首区的码位，换成汉字。"""
    return unicodedata.normalize("NFKC", text) if "⺀" <= text <= "⿕" else text


def _font_name(raw: bytes) -> str:
    """字体名；有的程序把国标码的汉字名直接写进文件。"""
    for encoding in ("utf-8", "gb18030"):
        try:
            name = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        break
    else:
        name = raw.decode("latin-1")
    if any("\x80" <= char <= "ÿ" for char in name):
        with contextlib.suppress(UnicodeError):
            name = name.encode("latin-1").decode("gb18030")
    head, plus, rest = name.partition("+")
    return rest if plus and len(head) == 6 else name


def _shapes(page: pypdfium2.PdfPage, frame: Frame) -> Iterator[Shape]:
    """画出的线和图形；铺满整页的底色和白色的不计。"""
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=_DEEPEST):
        colour = _paint(item)
        if colour is None or colour.is_white:
            continue
        shape = Shape(*frame.box(_bounds(item)), colour)
        if shape.width < 0.9 * frame.width or shape.height < 0.9 * frame.height:
            yield from _edges(item, shape)


def _bounds(item: pypdfium2.PdfObject) -> tuple[float, float, float, float]:
    """范围，计入所在的各层容器的变换。"""
    left, bottom, right, top = item.get_bounds()
    outer = item.container
    while outer is not None:
        corners = [outer.get_matrix().on_point(x, y) for x in (left, right) for y in (bottom, top)]
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        bottom, top = min(y for _, y in corners), max(y for _, y in corners)
        outer = outer.container
    return left, bottom, right, top


def _paint(item: pypdfium2.PdfObject) -> Colour | None:
    """填充或描边的颜色；不画的为 None。"""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, mode, stroke)
    channels = tuple(ctypes.c_uint() for _ in range(4))
    if mode.value:
        pdfium.FPDFPageObj_GetFillColor(item, *channels)
    elif stroke.value:
        pdfium.FPDFPageObj_GetStrokeColor(item, *channels)
    else:
        return None
    return Colour(*(channel.value for channel in channels[:3])) if channels[3].value else None


def _edges(item: pypdfium2.PdfObject, shape: Shape) -> Iterator[Shape]:
    """只描边的矩形拆成四条边，其余照原样。"""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, mode, stroke)
    is_box = not mode.value and pdfium.FPDFPath_CountSegments(item) in (4, 5) and shape.height > 1.5 < shape.width
    if not is_box:
        yield shape
        return
    weight = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(item, weight)
    thick = min(weight.value * PT, shape.width, shape.height)
    yield Shape(shape.x0, shape.y0, shape.x1, shape.y0 + thick, shape.colour)
    yield Shape(shape.x0, shape.y1 - thick, shape.x1, shape.y1, shape.colour)
    yield Shape(shape.x0, shape.y0, shape.x0 + thick, shape.y1, shape.colour)
    yield Shape(shape.x1 - thick, shape.y0, shape.x1, shape.y1, shape.colour)
