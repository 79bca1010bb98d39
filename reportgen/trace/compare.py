"""同一期两版成品的差别：哪些单元格改了，哪些指标因此变了，印在哪些公文里。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.model.assessment import Figure
from reportgen.model.source import Source
from reportgen.trace.changes import MISSING, difference_text
from reportgen.trace.edition import Edition, Usage, is_figure, scope_names, usages
from reportgen.trace.find import known_cells

#: 屏幕上每类最多列出的项数。
MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class CellChange:
    """一个单元格的变化；一边没有用到它时，那一边为 None。"""

    place: Source
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class FigureChange:
    """一个指标的变化：两版的印刷形式和差，引起变化的单元格，印有它的公文的标题。"""

    key: str
    label: str
    scope: str
    before: str
    after: str
    difference: str
    cells: tuple[CellChange, ...]
    papers: tuple[str, ...]


@dataclass(frozen=True)
class EditionChanges:
    """两版的差别；``papers``、``added``、``dropped`` 是内容有变化、新增、不再有的公文标题。"""

    before: str
    after: str
    papers: tuple[str, ...]
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    figures: tuple[FigureChange, ...]
    cells: tuple[CellChange, ...]


def changed_cells(before: Edition, after: Edition) -> tuple[CellChange, ...]:
    """内容有变化、或只有一版用到的单元格，按文件、工作表排列。"""
    old, new = known_cells(before), known_cells(after)
    found = [
        CellChange(new.get(address) or old[address], _value(old.get(address)), _value(new.get(address)))
        for address in {**old, **new}
        if _value(old.get(address)) != _value(new.get(address))
    ]
    return tuple(sorted(found, key=lambda change: (change.place.file, change.place.sheet, _order(change.place.cell))))


def changed_between(before: Edition, after: Edition) -> tuple[FigureChange, ...]:
    """印刷形式有变化的指标，公文里印着的在前，次序同新版；旧版有而新版没有的排在最后。"""
    cells = {change.place: change for change in changed_cells(before, after)}
    names = {**scope_names(before.figures), **scope_names(after.figures)}
    rows = [
        _change(before.figures.get(figure.key), figure, names, cells, usages(after, figure.key))
        for figure in after.figures.values()
        if _differs(before, figure)
    ]
    gone = [
        _change(figure, None, names, cells, usages(before, figure.key))
        for figure in before.figures.values()
        if is_figure(figure) and figure.key not in after.figures
    ]
    return (*sorted(rows, key=lambda row: not row.papers), *gone)


def _differs(before: Edition, figure: Figure) -> bool:
    old = before.figures.get(figure.key)
    return is_figure(figure) and (old is None or old.printed != figure.printed)


def _change(
    old: Figure | None,
    new: Figure | None,
    names: Mapping[str, str],
    cells: Mapping[Source, CellChange],
    papers: Sequence[Usage],
) -> FigureChange:
    """``old``、``new`` 至少有一个。"""
    known = [figure for figure in (new, old) if figure]
    used = (source for figure in known for source in figure.sources)
    return FigureChange(
        known[0].key,
        known[0].label,
        names[known[0].scope],
        old.printed if old else MISSING,
        new.printed if new else MISSING,
        difference_text(old, new) if new else MISSING,
        tuple(dict.fromkeys(cells[source] for source in used if source in cells)),
        tuple(usage.title for usage in papers),
    )


def edition_change_lines(changes: EditionChanges, most: int | None = MOST_LINES) -> list[str]:
    """给人看的差别；每类多于 ``most`` 项的只列前面，None 全部列出。"""
    lines = [f"{changes.after}与{changes.before}相比："]
    for word, titles in (("有变化", changes.papers), ("新增", changes.added), ("不再有", changes.dropped)):
        if titles:
            lines += [f"  {word}的公文{len(titles)}件：", *_limited([f"    {title}" for title in titles], most)]
    if changes.cells:
        lines.append(f"  单元格{len(changes.cells)}格：")
        lines += _limited([f"    {_cell_line(change)}" for change in changes.cells], most)
    if changes.figures:
        lines.append(f"  指标{len(changes.figures)}个：")
        lines += _limited([f"    {_figure_line(change)}" for change in changes.figures], most)
    return lines if len(lines) > 1 else [f"{changes.after}与{changes.before}的公文和指标相同。"]


def edition_change_text(changes: EditionChanges) -> bytes:
    """差别全文：带 BOM 的 UTF-8、Windows 换行，各种记事本都能打开。"""
    lines = edition_change_lines(changes, None)
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig", "replace")


def _cell_line(change: CellChange) -> str:
    if change.before is None:
        return f"{change.place}：新用到，填“{change.after}”"
    if change.after is None:
        return f"{change.place}：不再用，原填“{change.before}”"
    return f"{change.place}：“{change.before}”→“{change.after}”"


def _figure_line(change: FigureChange) -> str:
    shown = f"{change.label}（{change.scope}）{change.before}→{change.after}"
    difference = f"，{change.difference}" if change.difference != MISSING else ""
    papers = f"，印在《{'》《'.join(change.papers)}》" if change.papers else ""
    return f"{shown}{difference}{papers}"


def _limited(lines: Sequence[str], most: int | None) -> list[str]:
    if most is None or len(lines) <= most:
        return list(lines)
    return [*lines[:most], f"    ……共{len(lines)}项"]


def _value(source: Source | None) -> str | None:
    return None if source is None else source.value


def _order(cell: str) -> tuple[int, str]:
    """同一张表里的次序：先短后长，D9 在 D10 之前。"""
    return len(cell), cell
