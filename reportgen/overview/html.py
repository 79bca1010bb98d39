"""HTML 元素：放进去的文字一律转义，只有 :class:`Markup` 原样。"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from reportgen.overview.values import FigureText, Text


class Markup(str):
    """已经是 HTML 的文字。"""

    __slots__ = ()


def element(tag: str, *children: str, **attributes: str) -> Markup:
    """一个元素。属性名末尾的下划线去掉，其余下划线换成连字符（``class_``、``data_label``）；空的属性不写。"""
    names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value}
    written = "".join(f' {name}="{escape(value)}"' for name, value in names.items())
    return Markup(f"<{tag}{written}>{''.join(map(markup, children))}</{tag}>")


def markup(text: str) -> Markup:
    """转义；已经是 HTML 的不动。"""
    return text if isinstance(text, Markup) else Markup(escape(text, quote=False))


def phrase(text: Text) -> Markup:
    """一句话；数字各成一个带 ``data-figure`` 的元素。"""
    return Markup("".join(_number(part) if isinstance(part, FigureText) else markup(part) for part in text))


def items(children: Iterable[str], **attributes: str) -> Markup:
    """无序列表。"""
    return element("ul", *(element("li", child) for child in children), **attributes)


def table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Markup:
    """表格；窄屏上每格前面印表头，所以各格带 ``data-label``。"""
    head = element("tr", *(element("th", heading, scope="col") for heading in headings))
    body = (
        element("tr", *(element("td", cell, data_label=name) for name, cell in zip(headings, row, strict=True)))
        for row in rows
    )
    return element("table", element("thead", head), element("tbody", *body))


def link(path: str, *children: str) -> Markup:
    """相对链接；路径里的汉字、空格、“#”“%”按网址的写法。"""
    return element("a", *children, href=quote(path))


def _number(figure: FigureText) -> Markup:
    return element("span", figure.text, class_="figure", data_figure=figure.key)
