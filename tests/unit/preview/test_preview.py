"""预览：网页给出排好的页面，公文稿一改就换新，差错指到行。"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from reportgen.model.period import Month
from reportgen.pipeline import Request
from reportgen.preview.server import make_server
from reportgen.preview.studio import Studio

ROOT = Path(__file__).resolve().parents[3]
#: 只留一种公文，排得快。
CATALOGUE = """
[["公文"]]
"编号" = "D4"
"名称" = "提示函"
"模板" = "函.j2"
"文件名" = "{序号}-{对象}"
"何时" = "每月"
"每" = "包保领导"
"收件" = ["对象"]
"格式" = ["PDF"]
"""
PAPER = """---
格式: 信函
发文机关: 市政府办公室
标题: 关于进展的函
---
{{ 对象.名称 }}包保{{ 对象.项目数 }}项目。
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """网址和公文稿文件夹。"""
    templates = tmp_path_factory.mktemp("templates")
    (templates / "目录.toml").write_text(CATALOGUE, "utf-8")
    (templates / "函.j2").write_text(PAPER, "utf-8")
    inputs = tmp_path_factory.mktemp("inputs")
    shutil.copytree(ROOT / "inputs", inputs, dirs_exist_ok=True)
    request = Request(inputs, inputs, templates, ROOT / "fonts", Month(2024, 4))
    server = make_server(Studio(request), templates, 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", templates
    server.shutdown()
    server.server_close()


def read(address: str) -> bytes:
    with urlopen(address) as answer:
        data: bytes = answer.read()
    return data


def test_the_page_lists_every_object_and_shows_the_laid_out_sheets(place: tuple[str, Path]) -> None:
    page = read(f"{place[0]}/0/0").decode()
    assert page.count("<a") == 7
    assert '<a class="here" href="/0/0">武忠旭</a>' in page
    assert 'alt="第1页"' in page and "第2页" not in page
    assert read(f"{place[0]}/0/0/0").startswith(b"\x89PNG")


def test_a_fault_is_shown_by_line_and_goes_away_when_it_is_mended(place: tuple[str, Path]) -> None:
    address, templates = place
    before = read(f"{address}/version")
    (templates / "函.j2").write_text(PAPER.replace("项目数", "项目树"), "utf-8")
    page = read(f"{address}/0/1").decode()
    assert "公文稿 函.j2 第6行" in page, page
    assert "6　{{ 对象.名称 }}包保{{ 对象.项目树 }}项目。" in page
    assert read(f"{address}/version") != before
    (templates / "函.j2").write_text(PAPER, "utf-8")
    assert "第6行" not in read(f"{address}/0/1").decode()


def test_a_broken_catalogue_is_shown_too(place: tuple[str, Path]) -> None:
    address, templates = place
    (templates / "目录.toml").write_text(CATALOGUE.replace("包保领导", "包保领道"), "utf-8")
    assert "第1项“每”写作“包保领道”" in read(f"{address}/0/0").decode()
    (templates / "目录.toml").write_text(CATALOGUE, "utf-8")
    assert "包保领道" not in read(f"{address}/0/0").decode()


@pytest.mark.parametrize("path", ["/9/0", "/0/99", "/0/0/9", "/etc/passwd", "/0/0/-1"])
def test_there_is_nothing_else_to_fetch(place: tuple[str, Path], path: str) -> None:
    with pytest.raises(HTTPError, match="404"):
        read(place[0] + path)
