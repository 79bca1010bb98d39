"""两个网页在浏览器里：手机和电脑上都不用横向滚动，不联网，能印成 A4。"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from reportgen.overview import quality_html
from tests.unit.overview.browser import measure, printed
from tests.unit.overview.samples import (
    FINDINGS,
    LIST,
    SCHEME,
    WARNING,
    judged,
    page,
    tags,
    with_registers,
)

PHONE, DESK = 390, 1280
A4 = (595, 842)

#: 没有断点的长文字，最容易撑破版面。
LONG = "A1" * 150


def quality() -> str:
    rows = (*FINDINGS, replace(WARNING, message=LONG, file=f"月度进展/{LONG}.xlsx", sheet=LONG))
    return quality_html(judged().month, rows, judged(), SCHEME).decode()


@pytest.fixture(scope="module")
def overview() -> str:
    return page(with_registers(judged(table=LIST.replace("冷链园  ", f"冷链园{LONG}"))))


@pytest.fixture(scope="module")
def measured(overview: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    names = ("总览·手机", "总览·电脑", "质量·手机", "质量·电脑", "对照·太宽")
    wide = '<!DOCTYPE html><body style="margin:0"><div style="width:900px">太宽</div>'
    pages = ((overview, PHONE), (overview, DESK), (quality(), PHONE), (quality(), DESK), (wide, PHONE))
    return dict(zip(names, measure(pages, tmp_path_factory.mktemp("browser")), strict=True))


@pytest.mark.parametrize(
    ("name", "width"), [("总览·手机", PHONE), ("总览·电脑", DESK), ("质量·手机", PHONE), ("质量·电脑", DESK)]
)
def test_page_needs_no_sideways_scrolling(measured: dict[str, dict[str, object]], name: str, width: int) -> None:
    found = measured[name]
    clear, scroll = found["width"], found["scroll"]
    assert isinstance(clear, int) and width - 20 <= clear <= width  # 纵向滚动条占去一些
    assert scroll == clear


def test_too_wide_a_page_would_be_found(measured: dict[str, dict[str, object]]) -> None:
    assert measured["对照·太宽"]["scroll"] == 900


def test_browser_fetches_nothing_and_shows_everything(measured: dict[str, dict[str, object]]) -> None:
    for name in ("总览·手机", "总览·电脑"):
        assert measured[name]["requests"] == 0
        text = str(measured[name]["text"])
        for wanted in ("演示数据", "28.9%", LONG, "提请明确建设主体", "第二次联席会议", "印8份", "质量报告"):
            assert wanted in text, wanted
    assert "市水利局" in str(measured["质量·手机"]["text"])


def test_phone_repeats_the_headings_the_desk_shows_once(measured: dict[str, dict[str, object]]) -> None:
    assert "牵头部门" in str(measured["总览·电脑"]["text"])
    assert "牵头部门" not in str(measured["总览·手机"]["text"])  # 表头由样式写在各格前面


def test_it_prints_on_a4_with_the_stamp_on_each_page(overview: str, tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(printed(overview.encode(), tmp_path)) as document:
        sizes = {tuple(round(side) for side in document[index].get_size()) for index in range(len(document))}
        texts = [document[index].get_textpage().get_text_range() for index in range(len(document))]
    assert sizes == {A4}
    assert all("演示数据" in text for text in texts)
    assert "28.9%" in texts[0]
    assert "填报质量" in texts[-1]
    assert 2 <= len(texts) <= 4


@pytest.mark.parametrize("name", ["总览", "质量报告"])
def test_h68_page_names_nothing_outside_itself(overview: str, name: str) -> None:
    html = overview if name == "总览" else quality()
    for tag, attributes in tags(html):
        assert tag not in ("script", "link", "iframe", "img", "object", "embed", "form", "base"), tag
        assert not [key for key in attributes if key in ("src", "srcset", "xlink:href", "action") or key[:2] == "on"]
        href = attributes.get("href") or "#"
        assert "//" not in href and ":" not in href and not href.startswith("/"), href
    assert "url(" not in html and "@import" not in html
    assert "default-src 'none'" in html
