"""没有结构标记的 PDF 与 DOCX 的文字比较：只看字行，段落依次核对，表格里的字核对有无，不核对先后。"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from reportgen.conform.agree_lines import Line
from reportgen.conform.agree_text import DocxText, shorten

_PAGE_NUMBER = re.compile("^[—–－‐-]?[0-9]+[—–－‐-]?$")


def line_differences(docx: DocxText, lines: Sequence[Line]) -> list[str]:
    """没有结构标记时的比较：表格以外的段落依次都在 PDF 的字行里，表格的字都有着落。"""
    stream = _Stream.of(lines)
    found = [f"PDF 里依次找不到“{shorten(text)}”" for text in docx.free if not stream.take(text)]
    missing = Counter("".join(docx.cells)) - Counter("".join(stream.skipped()))
    if missing and not found:
        found.append(f"表格里的字 PDF 没有：“{shorten(''.join(missing.elements()))}”")
    return found


@dataclass
class _Stream:
    """各页字行连成的文字，从前往后取；``ends`` 是各页末尾的位置。"""

    text: str
    ends: tuple[int, ...]
    position: int = 0
    gaps: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Stream:
        pages = ["".join(line.text for line in page) for page in _without_furniture(lines)]
        return cls("".join(pages), tuple(accumulate(map(len, pages))))

    def take(self, text: str) -> bool:
        """取一段，其间可以换页（换页处可以隔着图表）；依次找不到为假。"""
        start = self.text.find(text, self.position)
        if start >= 0:
            self._skip_to(start, start + len(text))
            return True
        return any(self._take_broken(text, end) for end in self.ends if end > self.position)

    def skipped(self) -> Iterator[str]:
        """没有取走的文字。"""
        yield from self.gaps
        yield self.text[self.position :]

    def _take_broken(self, text: str, end: int) -> bool:
        for size in range(min(len(text) - 1, end - self.position), 0, -1):
            if self.text.endswith(text[:size], self.position, end):
                rest = self.text.find(text[size:], end)
                if rest >= 0:
                    self._skip_to(end - size, end)
                    self._skip_to(rest, rest + len(text) - size)
                    return True
        return False

    def _skip_to(self, start: int, end: int) -> None:
        self.gaps.append(self.text[self.position : start])
        self.position = end


def _without_furniture(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """各页的行，去掉页首页末的页码和多页都有的页眉页脚。"""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.box.page].append(line)
    shown = Counter(line.text for page in pages.values() for line in {page[0], page[-1]})

    def is_furniture(line: Line) -> bool:
        return bool(_PAGE_NUMBER.match(line.text)) or (shown[line.text] > 1 and shown[line.text] * 2 >= len(pages))

    for page in pages.values():
        while page and is_furniture(page[-1]):
            page.pop()
        while page and is_furniture(page[0]):
            page.pop(0)
        yield page
