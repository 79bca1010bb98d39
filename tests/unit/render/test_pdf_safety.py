"""PDF 的可靠：同样的文稿得同样的字节，不读包外资源，缺字说明，不带机器信息。"""

from __future__ import annotations

import hashlib
import logging
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import weasyprint
from pypdf import PdfReader

from reportgen.errors import RenderError
from reportgen.model.document import PageStyle, Paragraph
from reportgen.render import justify
from reportgen.render.pdf_writer import lay_out, render_pdf, write
from tests.support.pdf_geometry import row_with
from tests.support.pdf_papers import fonts, plain_letter, rendered, runs

ROOT = Path(__file__).parents[3]
PROGRAM = """
import hashlib
from tests.support.pdf_geometry import row_with
from tests.support.pdf_papers import rendered
print(hashlib.sha256(rendered("report").data).hexdigest())
"""


def test_same_bytes_in_another_process() -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == hashlib.sha256(rendered("report").data).hexdigest()


def test_same_bytes_again_after_other_papers() -> None:
    first = render_pdf(plain_letter(3), fonts()).data
    rendered("report")
    assert render_pdf(plain_letter(3), fonts()).data == first


def test_ordinary_papers_give_no_notices() -> None:
    assert rendered("letter").notices == rendered("report").notices == ()


def test_metadata_name_the_paper_and_nothing_of_the_machine() -> None:
    reader = PdfReader(BytesIO(rendered("letter").data))
    assert set(reader.metadata or {}) == {"/Title", "/Producer"}
    assert (
        reader.metadata and reader.metadata.title == "吉林市人民政府办公室关于2024年重大项目包保服务工作推进情况的通报"
    )
    assert reader.root_object["/Lang"] == "zh-CN"
    assert reader.root_object["/MarkInfo"] == {"/Marked": True}
    assert str(ROOT).encode() not in rendered("letter").data
    description = str(reader.xmp_metadata and reader.xmp_metadata.stream.get_data().decode())
    assert 'part="2"' in description
    assert 'conformance="U"' in description


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="{url}" alt="x">',
        "<style>@import '{url}';</style>",
        '<link rel="stylesheet" href="{url}">',
        '<link rel="attachment" href="{url}">',
        '<a rel="attachment" href="{url}">附件</a>',
        "<style>@font-face{{font-family:x;src:url({url})}}</style>",
        '<p style="background:url({url})">x</p>',
        '<ul><li style="list-style:url({url})">x</li></ul>',
        "<style>p::before{{content:url({url})}}</style><p>x</p>",
        '<svg width="9" height="9"><image href="{url}" width="9" height="9"/></svg>',
        '<object data="{url}"></object>',
        '<embed src="{url}">',
    ],
)
@pytest.mark.parametrize("scheme", ["file", "http"])
def test_any_foreign_resource_fails_the_rendering(markup: str, scheme: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    url = secret.as_uri() if scheme == "file" else "http://127.0.0.1:9/secret"
    with pytest.raises(RenderError, match="secret"):
        write(lay_out(f'<html lang="zh-CN"><body>{markup.format(url=url)}</body></html>', fonts(), PageStyle()))


def test_character_without_any_chosen_font_is_noticed() -> None:
    paper = replace(plain_letter(1), blocks=(Paragraph(runs("生僻字\U000304ff")),))
    assert render_pdf(paper, fonts()).notices


def test_rare_character_comes_from_the_next_chosen_font_without_notice() -> None:
    paper = replace(plain_letter(1), blocks=(Paragraph(runs("联系人：王喆、李旸")),))
    result = render_pdf(paper, fonts())
    assert result.notices == ()
    row = row_with(result.data, 1, "联系人")
    assert all(glyph.font.startswith("RG-") for glyph in row.glyphs)
    assert "RG-FangSong" not in {glyph.font for glyph in row.glyphs if glyph.text in "喆旸"}


def test_other_weasyprint_versions_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(RenderError, match=r"71\.0"):
        justify.install()


def test_rendering_leaves_no_log_handler_behind() -> None:
    before = list(logging.getLogger("weasyprint").handlers)
    render_pdf(plain_letter(1), fonts())
    assert logging.getLogger("weasyprint").handlers == before
