"""按经办人的问法找：指标的键、中文名称加范围、印出的数或句子、单元格、项目；找不到时给相近的名称。"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial

from reportgen.model.assessment import Figure
from reportgen.model.source import Source
from reportgen.trace.edition import Edition, is_figure, scope_names
from reportgen.trace.values import Address, PaperTrace, Passage, address_of

#: 主要指标，次序即列出的次序；其余的排在后面。
PRINCIPAL = (
    "completion_rate",
    "completion_rate_without_largest",
    "cumulative_investment",
    "month_investment",
    "annual_plan",
    "projects_on_target",
    "start_resume_rate",
    "new_start_rate",
    "continuing_resume_rate",
    "on_time_rate",
)

#: 至少这么长的文字才在句子里、名称里找。
_SHORTEST = 4
_SHORTEST_NAME = 2

#: 相近的名称至多列这么多个，至少要有这么大一部分的字相同。
_MOST_NEAREST = 5
_LEAST_SHARED = 0.6

_MARKS = re.compile(r"[\s「」!！$'“”《》的，,]+")
_NUMBERED = re.compile(r"(?:project:|序号|项目|第)?(\d{1,4})(?:号|个)?(?:项目)?")
_SCOPE_WORDS = ("全部", "全市")
_UNITS = ("个百分点", "亿元", "万元", "个", "项", "位", "%")


@dataclass(frozen=True)
class Hits:
    """找到的指标、单元格和句子。"""

    figures: tuple[Figure, ...] = ()
    cells: tuple[Source, ...] = ()
    passages: tuple[tuple[PaperTrace, Passage], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.figures or self.cells or self.passages)


def find(edition: Edition, query: str) -> Hits:
    """``query`` 所指的东西，指得越明确的问法越优先；没有的为空。"""
    text = _folded(query)
    exact = edition.figures.get(query.strip())
    if exact is not None:
        return Hits((exact,))
    cells = known_cells(edition)
    if found := tuple(source for address, source in cells.items() if text in _spellings(address)):
        return Hits(cells=found)
    if named := tuple(_named(edition, text)):
        return Hits(named)
    scoped = tuple(_scoped(edition, text))
    quoted = tuple(quote for quote in _quoted(edition) if text == _folded(quote.value))
    printed = tuple(_printed(edition, text)) if not scoped or text.isdigit() else ()
    hits = Hits(tuple(dict.fromkeys([*scoped, *printed])), tuple(dict.fromkeys(quoted)))
    return hits or Hits(passages=tuple(_passages(edition, text)))


def nearest(edition: Edition, query: str) -> tuple[str, ...]:
    """与 ``query`` 相近的指标、范围和单元格的名称。"""
    names = scope_names(edition.figures)
    figures = [figure for figure in edition.figures.values() if is_figure(figure)]
    words = [*(figure.label for figure in figures), *(figure.id for figure in figures), *names.values()]
    if re.search(r"[A-Za-z]+\d+$", query.strip()):
        words += [str(source) for source in known_cells(edition).values()]
    text = _folded(query)
    scores = {word: _shared(text, _folded(word)) for word in words}
    near = [word for word, score in scores.items() if score >= _LEAST_SHARED]
    return tuple(sorted(near, key=lambda word: (-scores[word], len(word))))[:_MOST_NEAREST]


def _shared(text: str, word: str) -> float:
    """``text`` 的字有多少依次出现在 ``word`` 里，0 到 1。"""
    blocks = SequenceMatcher(None, text, word, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(text) if text else 0.0


def known_cells(edition: Edition) -> dict[Address, Source]:
    """指标用到的和公文照录的全部单元格。"""
    used = (source for figure in edition.figures.values() for source in figure.sources)
    return {address_of(source): source for source in (*_quoted(edition), *used)}


def _quoted(edition: Edition) -> Iterator[Source]:
    return (quote.source for paper in edition.traces.papers for quote in paper.quotes)


def _folded(text: str) -> str:
    """不计空白、标点、全半角和大小写的写法。"""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _spellings(address: Address) -> set[str]:
    """一个单元格的各种写法：带不带文件夹、工作表。"""
    file, sheet, cell = address
    name = file.rpartition("/")[2]
    return {_folded(f"{lead}{cell}") for lead in (file + sheet, file, name + sheet, name, sheet) if lead}


def _named(edition: Edition, text: str) -> Iterator[Figure]:
    """标识或名称恰是 ``text`` 的指标：有全部的只取全部。"""
    same = [
        figure
        for figure in edition.figures.values()
        if is_figure(figure) and text in (_folded(figure.id), _folded(figure.label))
    ]
    total = [figure for figure in same if figure.scope == "all"]
    yield from total or same


def _scoped(edition: Edition, text: str) -> Iterator[Figure]:
    """“范围＋名称”：名称恰好相同的优先，其次含有所写文字的；只写范围的给出它的指标，没写范围的按全部。"""
    shown = _shown(edition)
    written = list(_scopes(edition, text))
    whole = [("all", text)] if len(text) >= _SHORTEST_NAME and not text.isdigit() else []
    for scope, rest in written or whole:
        inside = [figure for figure in edition.figures.values() if figure.scope == scope]
        same = [figure for figure in inside if rest in (_folded(figure.label), _folded(figure.id))]
        yield from same or sorted(
            (figure for figure in inside if rest in _folded(figure.label)), key=partial(_rank, shown)
        )


def _scopes(edition: Edition, text: str) -> Iterator[tuple[str, str]]:
    """``text`` 里写明的范围和余下的文字；名称长的优先，它包含的短名称不再算。"""
    names = {scope: _folded(name) for scope, name in scope_names(edition.figures).items()}
    longest = max((len(name) for name in names.values() if name in text), default=0)
    for scope, name in names.items():
        if name in text and len(name) == longest:
            rests = text.replace(name, "", 1), "".join(text.rsplit(name, 1))
            yield from ((scope, rest) for rest in dict.fromkeys(rests))
    if any(text.startswith(word) for word in _SCOPE_WORDS[1:]):
        yield "all", text.removeprefix(_SCOPE_WORDS[1])
    numbered = _NUMBERED.match(text)
    if numbered and not longest and f"project:{numbered[1]}" in names:
        yield f"project:{numbered[1]}", text[numbered.end() :]


def _shown(edition: Edition) -> frozenset[str]:
    """公文里印着的指标的键。"""
    return frozenset(key for paper in edition.traces.papers for key in paper.figures)


def _rank(shown: Collection[str], figure: Figure) -> tuple[bool, int]:
    """列出的次序：公文里印着的在前，其次主要指标在前。"""
    return figure.key not in shown, PRINCIPAL.index(figure.id) if figure.id in PRINCIPAL else len(PRINCIPAL)


def _printed(edition: Edition, text: str) -> Iterator[Figure]:
    """印刷形式恰是 ``text`` 的指标，带不带单位、正负号都算。"""
    same = [
        figure for figure in edition.figures.values() if is_figure(figure) and text in _printed_forms(figure.printed)
    ]
    yield from sorted(same, key=partial(_rank, _shown(edition)))


def _printed_forms(printed: str) -> set[str]:
    folded = _folded(printed)
    bare = next((folded.removesuffix(unit) for unit in _UNITS if folded.endswith(unit)), folded)
    return {folded, bare, folded.lstrip("-"), bare.lstrip("-")}


def _passages(edition: Edition, text: str) -> Iterator[tuple[PaperTrace, Passage]]:
    """含有 ``text`` 的句子；只有记下全文的公文可查。"""
    if len(text) < _SHORTEST:
        return
    for paper in edition.traces.papers:
        for passage in paper.text.passages:
            if text in _folded(passage.text):
                yield paper, passage


def same_elsewhere(figures: Mapping[str, Figure], figure: Figure) -> int:
    """别的范围有多少个同样的指标。"""
    return sum(other.id == figure.id and other.scope != figure.scope for other in figures.values())
