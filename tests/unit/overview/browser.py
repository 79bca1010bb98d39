"""无界面的 Chromium：量网页在各种宽度下要不要横向滚动，印成 PDF。

它的窗口至少 500 像素宽，所以手机的宽度用内嵌框架量；字体只用随程序的，不受本机影响。
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from html import escape, unescape
from pathlib import Path

import pytest

from reportgen.render.fonts import SHIPPED_FOLDER

_TIMEOUT_SECONDS = 120

_MEASURE = """
addEventListener("load", () => {
  const found = [...document.querySelectorAll("iframe")].map((frame) => ({
    width: frame.contentDocument.documentElement.clientWidth,
    scroll: frame.contentDocument.documentElement.scrollWidth,
    requests: frame.contentWindow.performance.getEntriesByType("resource").length,
    text: frame.contentDocument.body.innerText,
  }));
  document.body.innerHTML = "";
  document.body.appendChild(document.createElement("pre")).textContent = JSON.stringify(found);
});
"""


def chromium() -> str:
    """Chromium 的路径；办公机器上可以没有，持续集成里必须有。"""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("没有安装 Chromium（Debian 软件包 chromium）")
        pytest.skip("没有安装 Chromium，略去网页的量测")
    return found


def measure(pages: Sequence[tuple[str, int]], folder: Path) -> list[dict[str, object]]:
    """各网页放进各自宽度的框架，返回框架宽、内容宽、取用的资源数和看得见的文字。"""
    frames = "".join(
        f'<iframe style="border:0;width:{width}px;height:800px" srcdoc="{escape(html)}"></iframe>'
        for html, width in pages
    )
    wrapper = folder / "量.html"
    wrapper.write_text(f'<!DOCTYPE html><meta charset="utf-8"><script>{_MEASURE}</script><body>{frames}', "utf-8")
    shown = _run(folder, "--window-size=1600,1000", "--virtual-time-budget=10000", "--dump-dom", wrapper.as_uri())
    found = re.search(r"<pre>(.*)</pre>", shown, re.S)
    assert found is not None, shown[:500]
    measured = json.loads(unescape(found[1]))
    assert isinstance(measured, list)
    return measured


def printed(html: bytes, folder: Path) -> Path:
    """打印成的 PDF。"""
    source, target = folder / "印.html", folder / "印.pdf"
    source.write_bytes(html)
    _run(folder, "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri())
    return target


def _run(folder: Path, *arguments: str) -> str:
    """运行到结束，返回它的输出。"""
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{escape(str(SHIPPED_FOLDER))}</dir>"
        f"<cachedir>{escape(str(folder / 'font-cache'))}</cachedir></fontconfig>",
        "utf-8",
    )
    command = (
        chromium(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        f"--user-data-dir={folder / 'profile'}", *arguments,
    )  # fmt: skip
    environment = {**os.environ, "FONTCONFIG_FILE": str(settings)}
    done = subprocess.run(
        command, env=environment, capture_output=True, timeout=_TIMEOUT_SECONDS, check=True, encoding="utf-8"
    )
    return done.stdout
