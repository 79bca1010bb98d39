"""写出新方案的 inputs 文件夹：方案.toml、方案正文、清单、通讯录和四本台账，都是空的，带填写说明。"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import UsageError
from reportgen.model.period import Month
from reportgen.read.contacts import CONTACTS_FILE
from reportgen.read.intake import RETURNS_FOLDER
from reportgen.read.issuance import ISSUANCE_FILE
from reportgen.read.ledger import LEDGER_FILE
from reportgen.read.meetings import MEETINGS_FILE
from reportgen.read.roadmap import ROADMAP_FILE
from reportgen.read.roster import ROSTER_FILE
from reportgen.scaffold import forms
from reportgen.scaffold.carry import Carried, carry
from reportgen.scaffold.scheme import SKELETON, scheme_text
from reportgen.scaffold.workbook import workbook_bytes
from reportgen.settings import BLANK, SCHEME_FILE, Scheme, load_scheme

SCHEME_TEXT = "方案正文.j2"

_CONTACT_NOTE = "一个收文单位一行。"
_DEMO_NOTE = "自演示数据带入，人员、邮箱都是虚构的，用以前逐行更正。"


@dataclass(frozen=True)
class InitReport:
    """写出的文件夹。

    Attributes:
        folder: 文件夹。files: 写出的文件，相对路径。
        carried: 从原方案带入了什么。notices: 没有带入的、要更正的。
        blanks: 方案.toml 中待填的行（行号、原文）。
    """

    folder: Path
    files: tuple[str, ...]
    carried: tuple[str, ...]
    notices: tuple[str, ...]
    blanks: tuple[str, ...]


def init_inputs(target: Path, year: int, source: Path | None = None) -> InitReport:
    """在 ``target`` 写出 ``year`` 年的空文件夹，从不覆盖。

    Args:
        source: 原方案的 inputs；带入机关、节点、亮灯等设置、单位别名和通讯录。None 时一切从空白起。
    Raises:
        UsageError: ``target`` 已有内容，年度不对，或 ``source`` 的方案.toml 不能用。
    """
    _check(target, year)
    scheme = load_scheme(source) if source else None
    carried = carry(source, scheme.year) if source and scheme else Carried()
    files = dict(_files(year, scheme, carried))
    _write(target, files)
    return InitReport(
        folder=target,
        files=(*files, f"{RETURNS_FOLDER}/"),
        carried=tuple(_carried_lines(scheme, carried)),
        notices=(*carried.problems, *([f"{CONTACTS_FILE}：{_DEMO_NOTE}"] if scheme and scheme.is_demo else [])),
        blanks=tuple(_blank_lines(files[SCHEME_FILE].decode())),
    )


def _check(target: Path, year: int) -> None:
    try:
        Month(year, 1)
    except ValueError:
        raise UsageError(f"年度写作 {year}，不在 2000—2100 之间\n  修改：写四位年份。") from None
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise UsageError(f"{target} 已有内容，没有写入\n  修改：另写一个文件夹，或先把原来的移走。")


def _files(year: int, scheme: Scheme | None, carried: Carried) -> Iterator[tuple[str, bytes]]:
    """各个文件：（文件名，内容）。"""
    listing = forms.listing(year, scheme.city if scheme else "")
    aliases = [forms.project_aliases(), forms.unit_aliases(carried.unit_aliases)]
    previous = [forms.previous_aliases(carried.project_aliases)] if carried.project_aliases else []
    note = _DEMO_NOTE if scheme and scheme.is_demo else _CONTACT_NOTE
    yield SCHEME_FILE, scheme_text(year, scheme).encode()
    yield SCHEME_TEXT, (SKELETON / SCHEME_TEXT).read_bytes()
    for name, sheets in {
        ROSTER_FILE: [listing, forms.plans(), *aliases, *previous],
        CONTACTS_FILE: [forms.contacts(carried.contacts, note)],
        LEDGER_FILE: [forms.problems()],
        ROADMAP_FILE: [forms.tasks(), forms.task_forces()],
        MEETINGS_FILE: [forms.meetings(), forms.topics()],
        ISSUANCE_FILE: [forms.issuances(year)],
    }.items():
        yield name, workbook_bytes(sheets, year)


def _write(target: Path, files: dict[str, bytes]) -> None:
    """全部写出；中途写不成的，已写的撤回。

    Raises:
        UsageError: 写不出。
    """
    try:
        (target / RETURNS_FOLDER).mkdir(parents=True)
        for name, data in files.items():
            (target / name).write_bytes(data)
    except OSError as error:
        shutil.rmtree(target, ignore_errors=True)
        raise UsageError(f"{target} 写不出（{error.strerror}）\n  修改：检查路径和权限，再做一次。") from None


def _carried_lines(scheme: Scheme | None, carried: Carried) -> Iterator[str]:
    if scheme is None:
        return
    yield f"{SCHEME_FILE}：机关、{len(scheme.targets)}个节点目标、亮灯、日历、字体和版面"
    for name, rows in (
        (f"{ROSTER_FILE}「单位别名」", carried.unit_aliases),
        (f"{ROSTER_FILE}「原项目别名」", carried.project_aliases),
        (CONTACTS_FILE, carried.contacts),
    ):
        if rows:
            yield f"{name}：{len(rows)}行"


def _blank_lines(text: str) -> Iterator[str]:
    for number, line in enumerate(text.split("\n"), 1):
        setting = line.partition("#")[0]
        if f'"{BLANK}"' in setting:
            yield f"第{number}行 {setting.strip()}"
