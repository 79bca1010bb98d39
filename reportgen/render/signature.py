"""署名、成文日期和附注（GB/T 9704—2012 7.3.5、7.3.6）：按字宽算出每一项在版心里的位置。

位置以版心左边为零，毫米；印章和签名章只留空位。整块与正文末行同页。
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from reportgen.model.document import Document, Runs, Sealing, text_of
from reportgen.render import layout
from reportgen.render.fonts import FontSet, Role
from reportgen.render.head_parts import CHAR
from reportgen.render.html_css import mm, pitch_of
from reportgen.render.ink import width_of

_USUAL_DATE = "2024年12月31日"  # 成文日期未登记时按它的宽度留空


@dataclass(frozen=True, slots=True)
class _Item:
    """一项文字和它的左边。"""

    text: str
    left: float


@dataclass(frozen=True, slots=True)
class _Row:
    """上空 ``blanks`` 行、高 ``rows`` 行的一排；``items`` 上下居中。"""

    items: tuple[_Item, ...]
    blanks: int = 0
    rows: int = 1


def signature(document: Document, fonts: FontSet) -> str:
    """署名、成文日期和附注；都没有时是空串。"""
    note = _annotation(document)
    if not document.signatures and not document.date and not document.office_title:
        return note
    names = tuple(_Sized.of(name, fonts) for name in document.signatures)
    date = _Sized.of(document.date, fonts, _USUAL_DATE)
    match document.sealing:
        case Sealing.NONE:
            rows = _unsealed(names, date)
        case Sealing.SEAL:
            rows = _sealed(names, date)
        case Sealing.STAMP:
            rows = _stamped(names, _Sized.of(document.office_title, fonts), date)
    tail = layout.SEAL_TAIL_ROWS if document.sealing is Sealing.SEAL and not note else 0
    return _block(rows, tail, pitch_of(document.page)) + note


@dataclass(frozen=True, slots=True)
class _Sized:
    """文字和它的宽。"""

    text: str
    width: float

    @classmethod
    def of(cls, runs: Runs, fonts: FontSet, usual: str = "") -> _Sized:
        text = text_of(runs)
        return cls(text, width_of(fonts.faces[Role.FANGSONG], text or usual, layout.BODY_PT, layout.PDF_TRACKING_PT))

    def ending(self, right: float) -> _Item:
        """右空 ``right``。"""
        return _Item(self.text, layout.TYPE_AREA_WIDTH - right - self.width)

    def centred(self, axis: float) -> _Item:
        """以 ``axis`` 为中线，不出版心。"""
        left = min(axis - self.width / 2, layout.TYPE_AREA_WIDTH - self.width)
        return _Item(self.text, max(0.0, left))


def _unsealed(names: Sequence[_Sized], date: _Sized) -> tuple[_Row, ...]:
    """不加盖印章：各署名首字对齐，最长的右空二字；日期首字右移二字，更长时日期右空二字；没有署名时留一行。"""
    names = names or (_Sized("", 0.0),)
    widest = max(name.width for name in names)
    shift, inset = layout.UNSEALED_SHIFT_CHARS * CHAR, layout.UNSEALED_RIGHT_CHARS * CHAR
    left = layout.TYPE_AREA_WIDTH - inset - max(widest, shift + date.width)
    items = (*(_Item(name.text, left) for name in names), _Item(date.text, left + shift))
    return tuple(_Row((item,), 0 if index else layout.SIGN_BLANK_ROWS) for index, item in enumerate(items))


def _sealed(names: Sequence[_Sized], date: _Sized) -> tuple[_Row, ...]:
    """加盖印章：日期右空四字，署名在日期上居中；联合行文每排至多三个，日期在最后一个之下。"""
    axis = _seal_axis(names[-1], date) if names else date.ending(layout.SEAL_DATE_CHARS * CHAR).left + date.width / 2
    per_row = layout.seals_per_row(tuple(name.width for name in names)) if names else 1
    step = layout.SEAL_STEPS[per_row]
    rows = []
    for start in range(0, len(names), per_row):
        group = names[start : start + per_row]
        items = tuple(name.centred(axis - step * (len(group) - 1 - place)) for place, name in enumerate(group))
        rows.append(_Row(items, layout.SEAL_ROW_ROWS - 1 if start else layout.SEAL_BLANK_ROWS))
    return (*rows, _Row((date.centred(axis),), 0 if rows else layout.SEAL_BLANK_ROWS))


def _seal_axis(name: _Sized, date: _Sized) -> float:
    """最后一个署名和日期共同的中线；署名太长时一起左移，使署名不出版心。"""
    usual = layout.TYPE_AREA_WIDTH - layout.SEAL_DATE_CHARS * CHAR - date.width / 2
    return min(usual, layout.TYPE_AREA_WIDTH - name.width / 2)


def _stamped(names: Sequence[_Sized], office: _Sized, date: _Sized) -> tuple[_Row, ...]:
    """签名章：下空二行，签名章右空四字，职务在其左空二字、上下居中；再空一行是日期，右空四字。"""
    right = layout.SIGN_STAMP_RIGHT_CHARS * CHAR
    row = []
    edge = right + layout.SIGN_STAMP_WIDTH + layout.SIGN_STAMP_TITLE_GAP_CHARS * CHAR
    for item in (office, *reversed(names)):
        row.append(item.ending(edge))
        edge += item.width
    return (
        _Row(tuple(reversed(row)), layout.SIGN_STAMP_BLANK_ROWS, layout.SIGN_STAMP_ROWS),
        _Row((date.ending(right),), layout.SIGN_STAMP_DATE_BLANK_ROWS),
    )


def _block(rows: Sequence[_Row], tail: int, pitch: float) -> str:
    """整块：首排的空行作上内边距，``tail`` 行印章的余位作下内边距。"""
    lines = "".join(_row(row, pitch, is_first=index == 0) for index, row in enumerate(rows))
    padding = f"padding:{mm(rows[0].blanks * pitch)} 0 {mm(tail * pitch)}"
    return f'<div class="sign" style="{padding}">{lines}</div>'


def _row(row: _Row, pitch: float, *, is_first: bool) -> str:
    items = "".join(_item(item, is_first=index == 0) for index, item in enumerate(row.items))
    gap = "" if is_first else f"margin-top:{mm(row.blanks * pitch)};"
    return f'<div class="row" style="{gap}line-height:{mm(row.rows * pitch)}">{items}</div>'


def _item(item: _Item, *, is_first: bool) -> str:
    """一排的第一项占位，其余各项用绝对位置。"""
    edge = "margin-left" if is_first else "left"
    return f'<p style="{edge}:{mm(item.left)}">{escape(item.text, quote=False)}</p>'


def _annotation(document: Document) -> str:
    """附注：成文日期下一行，左空二字，加圆括号（7.3.6）。"""
    if not document.annotation:
        return ""
    return f'<p class="annotation">（{escape(text_of(document.annotation), quote=False)}）</p>'
