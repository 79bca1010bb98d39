"""现做的小文件：几段文字、一个表的 PDF 和 DOCX。"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import docx
from weasyprint import HTML

import reportgen

_FONT = Path(reportgen.__file__).parent / "fonts" / "FandolFang-Regular.otf"
_STYLE = f"""
@font-face {{ font-family: F; src: url("{_FONT.as_uri()}") }}
@page {{ size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center {{ content: "— " counter(page) " —" }} }}
@page wide {{ size: A4 landscape }}
body {{ font: 16pt/29pt F; margin: 0; orphans: 1; widows: 1 }} p {{ margin: 0; text-indent: 2em }}
.wide {{ page: wide }}
.next {{ break-before: page }} td {{ width: 20mm }}
"""


def pdf_of(body: str, *, is_tagged: bool = True) -> bytes:
    """由 HTML 排成的 PDF，29 磅行距，每页 21 行。"""
    data: bytes = HTML(string=f"<html lang=zh-CN><style>{_STYLE}</style><body>{body}").write_pdf(pdf_tags=is_tagged)
    return data


def paragraphs(*texts: str) -> str:
    """HTML 的几段。"""
    return "".join(f"<p>{text}</p>" for text in texts)


def table(*cells: str) -> str:
    """HTML 的一行表格。"""
    return f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table>"


def docx_of(texts: Sequence[str], cells: Sequence[str] = ()) -> bytes:
    """几段文字，后跟一行表格。"""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    if cells:
        row = document.add_table(1, len(cells)).rows[0]
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
