"""预览的网页：只监听本机，左边选公文，右边是排好的页面；公文稿一存盘就自动换新。"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

from reportgen.errors import ReportgenError
from reportgen.preview.studio import Studio, template_excerpt

HOST = "127.0.0.1"

_STYLE = """
body{margin:0;font:15px/1.6 "Noto Sans SC","Microsoft YaHei",sans-serif;background:#666;display:flex}
nav{width:19em;height:100vh;overflow:auto;background:#fff;padding:0 1em;box-sizing:border-box;position:sticky;top:0}
nav h1{font-size:17px}nav h2{font-size:14px;margin:.8em 0 0}nav a{display:block;color:#003a8c;text-decoration:none}
nav a.here{font-weight:bold;color:#000}main{flex:1;text-align:center;padding:1em}
main img{max-width:100%;display:block;margin:0 auto 1em;box-shadow:0 0 6px #000}
.error{background:#fff;border-left:6px solid #b00;text-align:left;padding:1em;white-space:pre-wrap}
"""
_SCRIPT = """
let version=null;
setInterval(async()=>{try{const now=await(await fetch('/version')).text();
if(version!==null&&now!==version)location.reload();version=now}catch(e){}},700);
"""


def serve(studio: Studio, templates: Path, port: int, ready: Callable[[str], None]) -> None:
    """一直服务到 Ctrl-C；``ready`` 在可以打开时得到网址。

    Args:
        port: 0 为随便一个空闲的端口。
    """
    server = make_server(studio, templates, port)
    ready(f"http://{HOST}:{server.server_address[1]}/")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()


def make_server(studio: Studio, templates: Path, port: int) -> ThreadingHTTPServer:
    """建好服务，还没有开始；排版一次只做一件。"""
    lock = Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """网页、页面图片、公文稿的版本。"""
            parts = [part for part in urlsplit(self.path).path.split("/") if part]
            with lock:
                kind, data = _answer(studio, templates, parts)
            self.send_response(200 if data else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """不在终端逐条记录。"""

    return ThreadingHTTPServer((HOST, port), Handler)


def _answer(studio: Studio, templates: Path, parts: list[str]) -> tuple[str, bytes]:
    """（内容类型，内容）；没有这一项时内容为空。路径：/、/version、/件/对象、/件/对象/页。"""
    if parts == ["version"]:
        return "text/plain; charset=utf-8", studio.version.encode()
    if not all(part.isdecimal() and part.isascii() for part in parts):
        return "text/plain; charset=utf-8", b""
    paper, subject, *page = [int(part) for part in parts] or [0, 0]
    try:
        if page:
            images = studio.sheets(paper, subject).images
            return "image/png", images[page[0]] if page[0] < len(images) else b""
        return "text/html; charset=utf-8", _page(studio, templates, paper, subject).encode()
    except IndexError:
        return "text/plain; charset=utf-8", b""


def _page(studio: Studio, templates: Path, paper: int, subject: int) -> str:
    try:
        menu = _menu(studio, paper, subject)
        sheets = studio.sheets(paper, subject)
        title, body = sheets.title, _error(sheets.error, templates) if sheets.error else _sheets(studio, paper, subject)
    except ReportgenError as error:
        menu, title, body = "", "公文目录有误", _error(str(error), templates)
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>预览：{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body><nav><h1>公文预览</h1>{menu}</nav><main>{body}</main>"
        f"<script>{_SCRIPT}</script></body></html>"
    )


def _menu(studio: Studio, paper: int, subject: int) -> str:
    parts = []
    for order, (item, subjects) in enumerate(studio.papers()):
        parts.append(f"<h2>{escape(item.kind)} {escape(item.name)}</h2>")
        for number, one in enumerate(subjects):
            here = ' class="here"' if (order, number) == (paper, subject) else ""
            parts.append(f'<a{here} href="/{order}/{number}">{escape(one.name or item.name)}</a>')
        if not subjects:
            parts.append("<span>本月没有</span>")
    return "".join(parts)


def _sheets(studio: Studio, paper: int, subject: int) -> str:
    count = len(studio.sheets(paper, subject).images)
    version = studio.version
    return "".join(f'<img src="/{paper}/{subject}/{page}?{version}" alt="第{page + 1}页">' for page in range(count))


def _error(message: str, templates: Path) -> str:
    excerpt = template_excerpt(templates, message)
    source = f"\n\n{escape(excerpt)}" if excerpt else ""
    return f'<div class="error">{escape(message)}{source}</div>'
