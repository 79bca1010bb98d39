"""从原方案带入：单位别名、项目别名、通讯录。读不出的不带，说明原因。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.model.finding import Severity
from reportgen.model.period import Month
from reportgen.read.contacts import CONTACTS_FILE
from reportgen.read.grid import Grid
from reportgen.read.headers import find_head, match_columns
from reportgen.read.roster import ROSTER_FILE
from reportgen.read.table import Reading, RowKind, body_rows, read_row
from reportgen.read.vocabulary.field import Field
from reportgen.read.vocabulary.listing import ALIAS_FIELDS
from reportgen.read.vocabulary.registers import CONTACT_FORM
from reportgen.read.workbook import read_grids
from reportgen.scaffold.forms import POST

_CONTACT_KEYS = ("unit", "person", POST.name, "email", "copies", "stands_for")
_PROJECT_KINDS = ("", "项目")

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Carried:
    """带入的各行，栏目次序同空表；``problems`` 是没有带入的文件和原因。"""

    unit_aliases: Rows = ()
    project_aliases: Rows = ()
    contacts: Rows = ()
    problems: tuple[str, ...] = ()


def carry(source: Path, year: int) -> Carried:
    """读 ``source``（原方案的 inputs，年度 ``year``）里的别名和通讯录。"""
    (roster, roster_problems), (book, book_problems) = (_grids(source, name) for name in (ROSTER_FILE, CONTACTS_FILE))
    alias = next(field for field in ALIAS_FIELDS if field.name == "alias")
    aliases = list(_readings(roster, alias, ALIAS_FIELDS, year))
    unit = CONTACT_FORM.field(CONTACT_FORM.key)
    contacts = _readings(book, unit, (*CONTACT_FORM.fields, POST), year)
    return Carried(
        unit_aliases=tuple(
            _texts(row, ("category", "alias", "name")) for row in aliases if row.text("category") not in _PROJECT_KINDS
        ),
        project_aliases=tuple(
            _texts(row, ("alias", "name")) for row in aliases if row.text("category") in _PROJECT_KINDS
        ),
        contacts=tuple(_texts(row, _CONTACT_KEYS) for row in contacts),
        problems=(*roster_problems, *book_problems),
    )


def _grids(source: Path, name: str) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """一个文件的各张表；没有或读不出时是原因。"""
    path = source / name
    if not path.is_file():
        return (), (f"{name} 没有带入：{source} 里没有这个文件。",)
    grids, findings = read_grids(path.read_bytes(), name)
    return grids, tuple(f"{name} 没有带入：{item.message}" for item in findings if item.severity is Severity.ERROR)


def _readings(grids: Sequence[Grid], key: Field, fields: Sequence[Field], year: int) -> Iterator[Reading]:
    """以 ``key`` 一栏认出的各张表的各行，原样的文字。"""
    for grid in grids:
        head = find_head(grid, key)
        if head is not None:
            columns, _ = match_columns(head.headings, fields, Month(year, 12))
            for row in body_rows(grid, head, lambda _: True):
                if row.kind is RowKind.PROJECT:
                    yield read_row(grid, row.number, columns, year)


def _texts(row: Reading, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(row.text(name) for name in names)
