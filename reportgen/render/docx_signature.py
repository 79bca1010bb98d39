"""DOCX 的署名、成文日期、附注和纪要的出席名单（GB/T 9704—2012 7.3.5、7.3.6、10.3）。

印章和签名章从不画出，只留位置；各段与下一段同页，署名不会单独落在一页（7.3.5.5）。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.model.document import Document, Runs, Sealing, text_of
from reportgen.render import layout
from reportgen.render.docx_styles import Style, TextStyle
from reportgen.render.oxml import paragraph, run, runs, spacing, twips

KEPT = "<w:keepNext/>"
_BLANK = paragraph(Style.BLANK)
_KEPT_BLANK = paragraph(Style.BLANK, properties=KEPT)

#: 成文日期未登记时按它的宽度安排署名，日期行留空待填。
_USUAL_DATE = "2024年12月31日"

#: 3号全角、半角字的字距（缇）。
ONE_CHAR = round(layout.BODY_PT * 20) + layout.DOCX_TRACKING_TWIPS
_TEXT_WIDTH = twips(layout.TYPE_AREA_WIDTH)
_HALF_CHAR = round(layout.BODY_PT * 10) + layout.DOCX_TRACKING_TWIPS


def advance(text: str) -> int:
    """3号字 ``text`` 的宽度（缇）：半角字占半个字。"""
    return sum(_HALF_CHAR if character.isascii() else ONE_CHAR for character in text)


def is_signed(document: Document) -> bool:
    """文末有没有署名或日期。"""
    return bool(document.signatures or document.date or document.office_title)


def signing_xml(document: Document) -> Iterator[str]:
    """署名、成文日期和附注；缺署名或日期时留一个样式和缩进已经设好的空行，登记后可以直接填写。"""
    if is_signed(document):
        match document.sealing:
            case Sealing.NONE:
                yield from _unsealed(document.signatures, document.date)
            case Sealing.SEAL:
                yield from _sealed(document)
            case Sealing.STAMP:
                yield from _stamped(document)
    if document.annotation:
        yield paragraph(Style.ANNOTATION, run("（") + runs(document.annotation) + run("）"))


def attendance_xml(document: Document) -> Iterator[str]:
    """纪要的出席、请假、列席名单：正文下空一行，左空二字，回行与冒号后的首字对齐（10.3）。"""
    if document.attendance:
        yield _BLANK
    for name, people in document.attendance:
        lead = advance(f"{name}：")
        content = run(f"{name}：", TextStyle.ATTENDANCE_NAME) + runs(people)
        yield paragraph(Style.ATTENDANCE, content, f'<w:ind w:left="{2 * ONE_CHAR + lead}" w:hanging="{lead}"/>')


def _unsealed(signatures: Sequence[Runs], date: Runs) -> Iterator[str]:
    """不加盖印章：日期首字比署名首字右移二字，较长的一个右空二字（7.3.5.2）。

    联合行文的署名左端对齐，以最长的为准，主办机关在前。
    """
    yield from [_KEPT_BLANK] * layout.SIGN_BLANK_ROWS
    widths = [advance(text_of(signature)) for signature in signatures]
    signer_width, date_width = max(widths, default=0), advance(text_of(date) or _USUAL_DATE)
    edge, shift = layout.UNSEALED_RIGHT_CHARS * ONE_CHAR, layout.UNSEALED_SHIFT_CHARS * ONE_CHAR
    start = max(signer_width, date_width + shift) + edge
    for signature, width in zip(signatures, widths, strict=True):
        yield _signature(signature, start - width)
    if not signatures:
        yield _signature((), edge)
    yield _date(date, start - shift - date_width)


def _sealed(document: Document) -> Iterator[str]:
    """加盖印章：成文日期右空四字，最后一个署名居中在它之上；其余署名按机关次序排列（7.3.5.1）。"""
    yield from [_KEPT_BLANK] * layout.SEAL_BLANK_ROWS
    widths = [advance(text_of(signature)) for signature in document.signatures]
    date_width = advance(text_of(document.date) or _USUAL_DATE)
    usual = _TEXT_WIDTH - layout.SEAL_DATE_CHARS * ONE_CHAR - date_width // 2
    axis = min(usual, _TEXT_WIDTH - widths[-1] // 2) if widths else usual
    per_row = layout.seals_per_row(tuple(width / layout.TWIPS_PER_MM for width in widths)) if widths else 1
    for start in range(0, len(widths), per_row):
        if start:
            yield from [_KEPT_BLANK] * (layout.SEAL_ROW_ROWS - 1)
        yield _seal_row(document.signatures[start : start + per_row], axis, twips(layout.SEAL_STEPS[per_row]))
    yield _date(document.date, _TEXT_WIDTH - axis - date_width // 2, is_kept=True)
    if not document.annotation:
        yield from [_BLANK] * layout.SEAL_TAIL_ROWS


def _seal_row(signatures: Sequence[Runs], axis: int, step: int) -> str:
    """一排署名，最后一个的中线在 ``axis``，不出版心；一排几个时用居中的制表位排列。"""
    if len(signatures) == 1:
        half = advance(text_of(signatures[0])) // 2
        return _signature(signatures[0], max(0, _TEXT_WIDTH - max(axis, half) - half))
    tabs, content = "", ""
    for index, signature in enumerate(signatures):
        half = advance(text_of(signature)) // 2
        place = max(half, min(axis - step * (len(signatures) - 1 - index), _TEXT_WIDTH - half))
        tabs += f'<w:tab w:val="center" w:pos="{place}"/>'
        content += run("\t") + runs(signature)
    return paragraph(Style.SIGNATURE, content, f'<w:tabs>{tabs}</w:tabs><w:jc w:val="left"/>')


def _stamped(document: Document) -> Iterator[str]:
    """签名章：正文下空二行，右空四字留出签名章，职务在它左边二字、上下居中；空一行是成文日期（7.3.5.3）。"""
    yield from [_KEPT_BLANK] * layout.SIGN_STAMP_BLANK_ROWS
    edge = layout.SIGN_STAMP_RIGHT_CHARS * ONE_CHAR
    pitch = layout.GRIDS[document.page.profile].pitch_twips
    margin = (layout.SIGN_STAMP_ROWS - 1) * pitch // 2
    right = edge + twips(layout.SIGN_STAMP_WIDTH) + layout.SIGN_STAMP_TITLE_GAP_CHARS * ONE_CHAR
    content = "".join(runs(signature) for signature in (*document.signatures, document.office_title))
    yield paragraph(Style.OFFICE_TITLE, content, f'{spacing(pitch, margin, margin)}<w:ind w:right="{right}"/>')
    yield from [_KEPT_BLANK] * layout.SIGN_STAMP_DATE_BLANK_ROWS
    yield _date(document.date, edge)


def _signature(signature: Runs, right: int) -> str:
    return paragraph(Style.SIGNATURE, runs(signature), f'<w:ind w:right="{right}"/>')


def _date(date: Runs, right: int, *, is_kept: bool = False) -> str:
    return paragraph(Style.DATE, runs(date), f'{KEPT if is_kept else ""}<w:ind w:right="{right}"/>')
