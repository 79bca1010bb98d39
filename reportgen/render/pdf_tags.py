"""整理 PDF 的结构标记：WeasyPrint 把跨页的一段标成两段，把续页重复的表头标成新的表头。

这里按 HTML 元素把跨页的同一段、同一张表、同一格合并，续页的表头只作页面装饰；
表头格注明所管的方向。读屏软件和文字核对因此得到连贯的次序。
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.pdf import tags


class TagTree:
    """一次写 PDF 期间记下的“结构元素编号 → HTML 元素”。"""

    def __init__(self) -> None:
        self._origins: dict[int, Any] = {}

    def note(self, number: int, element: Any) -> None:
        """记下一个结构元素的出处；body 等外层转交的仍算最里层的。"""
        self._origins.setdefault(number, element)

    def tidy(self, document: Any, pdf: Any) -> None:
        """WeasyPrint 的 finisher：从文档根起合并跨页的标记。"""
        root = _resolve(pdf, pdf.catalog["StructTreeRoot"])
        self._merge_children(pdf, _resolve(pdf, root["K"][0]))

    def _merge_children(self, pdf: Any, parent: Any) -> None:
        """合并 ``parent`` 下出自同一 HTML 元素而在不同页的子标记，再逐个向下。"""
        kept: list[Any] = []
        firsts: dict[tuple[int, str], Any] = {}
        pages: dict[tuple[int, str], Any] = {}
        for kid in parent["K"]:
            if isinstance(kid, int):
                kept.append(kid)
                continue
            node = _resolve(pdf, kid)
            origin = self._origins.get(node.number)
            key = (id(node if origin is None else origin), node["S"])
            if key in firsts and pages[key] != node["Pg"]:
                if node["S"] != "/THead":
                    _adopt(pdf, firsts[key], node)
            else:
                kept.append(kid)
                firsts[key] = node
            pages[key] = node["Pg"]
        parent["K"][:] = kept
        for kid in kept:
            if not isinstance(kid, int):
                self._finish(pdf, _resolve(pdf, kid))

    def _finish(self, pdf: Any, node: Any) -> None:
        """表头格写方向，表格格不再指向续页表头；再整理其下。"""
        if node["S"] == "/TH":
            node["A"]["Scope"] = "/Column"
        elif node["S"] == "/TD" and "A" in node:
            node["A"].pop("Headers", None)
        self._merge_children(pdf, node)


@contextmanager
def recording() -> Iterator[TagTree]:
    """写 PDF 期间记下每个结构元素出自哪个 HTML 元素。"""
    tree = TagTree()
    build = tags._build_box_tree

    def build_and_note(box: Any, *args: Any) -> Iterator[Any]:
        for element in build(box, *args):
            tree.note(element.number, box.element)
            yield element

    tags._build_box_tree = build_and_note
    try:
        yield tree
    finally:
        tags._build_box_tree = build


def _adopt(pdf: Any, first: Any, later: Any) -> None:
    """把后一页的内容归到前一页的同一元素下。"""
    for kid in later["K"]:
        if not isinstance(kid, int):
            _resolve(pdf, kid)["P"] = first.reference
    first["K"].extend(later["K"])


def _resolve(pdf: Any, reference: bytes) -> Any:
    """间接引用（``b"12 0 R"``）所指的对象。"""
    return pdf.objects[int(reference.split()[0])]
