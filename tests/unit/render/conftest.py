"""DOCX 在 LibreOffice 中的样子：全部样张一次转换，各测试共用。"""

from __future__ import annotations

import pytest

from reportgen.render.docx_writer import render_docx
from tests.support.docx_papers import PAPERS
from tests.support.docx_samples import FONT_NAMES
from tests.support.libreoffice import convert_to_pdf


@pytest.fixture(scope="session")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """各样张的 PDF；没有 LibreOffice 时跳过。"""
    folder = tmp_path_factory.mktemp("docx")
    files = {name: folder / f"{name}.docx" for name in PAPERS}
    for name, (document, placement) in PAPERS.items():
        files[name].write_bytes(render_docx(document, FONT_NAMES, placement))
    made = convert_to_pdf(list(files.values()), folder)
    if made is None:
        pytest.skip("没有安装 LibreOffice（soffice），不能打开 DOCX 量版面")
    return {name: made[file].read_bytes() for name, file in files.items()}
