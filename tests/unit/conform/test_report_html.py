"""网页报告：一个文件说清一切，图上的框与表格同号，不联网，不用脚本。"""

from __future__ import annotations

import base64
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from reportgen.conform.report_html import Illustrated, html_report, write_html
from reportgen.errors import ReportgenError
from tests.unit.conform.reports import BRIEFING, LETTER

A4 = (595.28, 841.89)


class _Tags(HTMLParser):
    """记下各标签和属性，并核对标签成对。"""

    VOID = frozenset(("meta", "input", "br"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parse(html: str) -> list[tuple[str, dict[str, str | None]]]:
    tags = _Tags()
    tags.feed(html)
    assert tags.open == []
    return tags.seen


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """两页空白的 A4。"""
    document = pypdfium2.PdfDocument.new()
    for _ in range(2):
        document.new_page(*A4)
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


@pytest.fixture(scope="module")
def html(pdf: bytes) -> str:
    return html_report([Illustrated(LETTER, pdf)])


def test_page_needs_neither_network_nor_scripts(html: str) -> None:
    for tag, attributes in parse(html):
        assert tag not in ("script", "link", "iframe")
        for name in ("src", "href", "xlink:href"):
            assert (attributes.get(name) or "data:").startswith("data:")
    assert "url(" not in html
    assert "@import" not in html


def test_every_page_has_its_picture_at_eighty_dots_per_inch(html: str) -> None:
    pictures = [attributes["href"] or "" for tag, attributes in parse(html) if tag == "image"]
    assert len(pictures) == 2
    image = Image.open(io.BytesIO(base64.b64decode(pictures[0].partition(",")[2])))
    assert image.size == (662, 936)


def test_boxes_are_drawn_in_millimetres_where_they_were_measured(html: str) -> None:
    views = re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', html)
    assert views == [("210.00", "297.00")] * 2
    assert '<rect x="50.00" y="97.00" width="110.00" height="20.00"/>' in html


def test_the_box_of_a_rule_does_not_hide_the_rule(html: str) -> None:
    assert '<rect x="20.00" y="50.00" width="170.00" height="2.00"/>' in html


def test_box_carries_the_number_of_its_row_and_the_look_of_its_verdict(html: str) -> None:
    groups = re.findall(r'<g class="(\w+)"><title>([\w.-]+) [^<]*</title><rect[^>]*/><text[^>]*>(\d+)</text>', html)
    assert groups == [
        ("pass", "G-5.2.1a", "4"),
        ("note", "L-4", "2"),
        ("fail", "G-7.3.1b", "1"),
        ("pass", "G-5.2.1d", "5"),
    ]
    rows = re.findall(r'<td class="n">(\d+)</td><td><span class="id">([\w.-]+)</span>', html)
    assert {number: name for number, name in rows} == {
        "1": "G-7.3.1b",
        "2": "L-4",
        "3": "G-7.4.1c",
        "4": "G-5.2.1a",
        "5": "G-5.2.1d",
        "6": "R-8",
    }


def test_verdicts_differ_in_line_and_sign_not_only_in_colour(html: str) -> None:
    style = html[html.index("<style>") : html.index("</style>")]
    widths = [re.search(rf"g\.{kind} rect {{([^}}]*)}}", style) for kind in ("fail", "note", "unverified", "pass")]
    looks = {re.sub(r"stroke: #\w+", "", found[1]) for found in widths if found}
    assert len(looks) == 4
    assert all(sign in style for sign in "✗!?✓")


def test_measured_text_is_inert(html: str) -> None:
    assert "偏左 3 毫米 &lt;左&gt;" in html


def test_a_docx_without_rendering_has_its_table_and_says_why_no_picture() -> None:
    html = html_report([Illustrated(BRIEFING, None)])
    parse(html)
    assert "没有排版结果，不附页面图" in html
    assert "210×297 毫米" in html


def test_folder_that_does_not_exist_is_told_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(ReportgenError, match="网页报告写不出来"):
        write_html(tmp_path / "没有" / "报告.html", [])
