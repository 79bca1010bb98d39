"""通讯录和全年的台账：五个文件，各可以没有。"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from reportgen.model.finding import Finding
from reportgen.model.records import Contact
from reportgen.model.registers import Issuance, Meeting, Problem, Task, TaskForce
from reportgen.read.contacts import CONTACTS_FILE, read_contacts
from reportgen.read.intake import RawFile
from reportgen.read.issuance import ISSUANCE_FILE, read_issuances
from reportgen.read.ledger import LEDGER_FILE, read_ledger
from reportgen.read.meetings import MEETINGS_FILE, read_meetings
from reportgen.read.roadmap import ROADMAP_FILE, read_roadmap
from reportgen.read.roster import Roster

#: 可以没有的各个文件。
REGISTER_FILES = (CONTACTS_FILE, LEDGER_FILE, ROADMAP_FILE, MEETINGS_FILE, ISSUANCE_FILE)

T = TypeVar("T")


@dataclass(frozen=True)
class Registers:
    """读出的各种记录，没有文件的为空；以及差错。"""

    contacts: tuple[Contact, ...]
    problems: tuple[Problem, ...]
    tasks: tuple[Task, ...]
    task_forces: tuple[TaskForce, ...]
    meetings: tuple[Meeting, ...]
    issuances: tuple[Issuance, ...]
    findings: tuple[Finding, ...]


def read_registers(files: Mapping[str, RawFile], roster: Roster, year: int) -> Registers:
    """读 ``files`` 里有的各个文件；键是文件名。"""

    findings: list[Finding] = []

    def read(name: str, reader: Callable[[RawFile, Roster, int], tuple[T, list[Finding]]]) -> T | None:
        if name not in files:
            return None
        found, faults = reader(files[name], roster, year)
        findings.extend(faults)
        return found

    tasks, task_forces = read(ROADMAP_FILE, read_roadmap) or ((), ())
    return Registers(
        contacts=read(CONTACTS_FILE, read_contacts) or (),
        problems=read(LEDGER_FILE, read_ledger) or (),
        tasks=tasks,
        task_forces=task_forces,
        meetings=read(MEETINGS_FILE, read_meetings) or (),
        issuances=read(ISSUANCE_FILE, read_issuances) or (),
        findings=tuple(findings),
    )
