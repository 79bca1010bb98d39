"""公文目录：出哪些公文、何时出、发给谁、文件叫什么；见 templates/目录.toml。"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.errors import TemplateError
from reportgen.model.period import Month
from reportgen.model.records import Project
from reportgen.settings import Scheme

CATALOGUE_FILE = "目录.toml"
FORMATS = ("DOCX", "PDF")
#: 每期一件；其余是每个对象一件，没有对象的一件也不出，见 subjects.py。
PER_MONTH, PER_FILING_UNIT = "期", "填报单位"
PER = (
    PER_MONTH, "包保领导", "属地", "牵头部门", "项目", "提示事项", "督办事项", "提格事项", "拟开会议", "已开会议",
    PER_FILING_UNIT,
)  # fmt: skip
#: 印发方案时：只由 notice 命令出，与月份无关。
MONTHLY, AT_NODES, ON_ISSUE = "每月", "节点月", "印发方案时"
OCCASIONS = (MONTHLY, AT_NODES, ON_ISSUE)

_KEYS = ("编号", "名称", "模板", "文件名", "何时", "收件", "格式")
_OPTIONAL_KEYS = ("每", "合订")
#: 收件里代指对象自己的说法。
_SUBJECT = "对象"


@dataclass(frozen=True, slots=True)
class Paper:
    """目录的一项：一种公文。

    Attributes:
        kind: 文种编号，本系统的是 D1…D11。name: 名称，也是成品文件夹名的一部分。
        template: 公文稿文件名。file_name: 成品文件名（不含扩展名），{年}、{月} 换成期次，{对象}、{序号} 换成对象。
        occasion: 每月、节点月、印发方案时。recipients: 收件的说法。formats: DOCX、PDF。
        per: 每什么一件，见 :data:`PER`。volume: 编入哪一册合订本，空则不合订。
    """

    kind: str
    name: str
    template: str
    file_name: str
    occasion: str
    recipients: tuple[str, ...]
    formats: tuple[str, ...]
    per: str = PER_MONTH
    volume: str = ""

    def path(self, order: int, month: Month, subject: str = "", number: int = 1) -> str:
        """成品的相对路径（不含扩展名），如 ``01-月度专报/重大项目包保工作专报（2024年6月）``。

        Args:
            order: 在本期各种公文中的次序。subject: 对象的名称；number: 第几个对象。
        """
        values = {"年": str(month.year), "月": str(month.month), "对象": subject, "序号": f"{number:02d}"}
        name = self.file_name
        for key, value in values.items():
            name = name.replace(f"{{{key}}}", value.replace("/", "／"))
        return f"{order:02d}-{self.name}/{name}"


def load_catalogue(templates: Path) -> tuple[Paper, ...]:
    """读公文目录。

    Raises:
        TemplateError: 目录缺失、写法不对，或所列公文稿不存在。
    """
    path = templates / CATALOGUE_FILE
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("公文", [])
    except FileNotFoundError:
        raise TemplateError(CATALOGUE_FILE, 1, "找不到公文目录", f"把 {CATALOGUE_FILE} 放进 {templates}。") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(CATALOGUE_FILE, 1, f"写法有误：{error}", "检查引号、方括号和逗号。") from None
    return tuple(_paper(entry, index, templates) for index, entry in enumerate(entries, 1))


def papers_of(catalogue: tuple[Paper, ...], month: Month, scheme: Scheme) -> tuple[Paper, ...]:
    """``month`` 要出的公文，按目录次序。"""
    is_node = month in {target.node for target in scheme.targets}
    occasions = (MONTHLY, AT_NODES) if is_node else (MONTHLY,)
    return tuple(paper for paper in catalogue if paper.occasion in occasions)


def papers_on_issue(catalogue: tuple[Paper, ...]) -> tuple[Paper, ...]:
    """印发方案时出的公文，按目录次序。

    Raises:
        TemplateError: 目录里一件也没有。
    """
    papers = tuple(paper for paper in catalogue if paper.occasion == ON_ISSUE)
    if not papers:
        raise TemplateError(CATALOGUE_FILE, 1, f"没有“{ON_ISSUE}”的公文", "参照随程序提供的目录补上印发通知一项。")
    return papers


def recipients_of(
    paper: Paper, projects: Sequence[Project], scheme: Scheme, subject: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """收件名单：把“包保领导”等说法换成名称，其余照写；按清单次序，不重复。

    Args:
        projects: 这件公文说到的项目。subject: “对象”所指的名称。
    """
    names: dict[str, tuple[str, ...]] = {
        "总指挥": (scheme.commander,),
        "包保领导": tuple(project.sponsor for project in projects),
        "属地": tuple(project.area for project in projects),
        "牵头部门": tuple(project.lead_unit for project in projects),
        "责任部门": tuple(unit for project in projects for unit in project.responsible_units),
        _SUBJECT: subject,
    }
    return tuple(dict.fromkeys(name for word in paper.recipients for name in names.get(word, (word,))))


def _paper(entry: dict[str, Any], index: int, templates: Path) -> Paper:
    for key in _KEYS:
        if key not in entry:
            raise _wrong(index, f"缺少“{key}”", "参照其他各项补上。")
    for key in entry:
        if key not in _KEYS + _OPTIONAL_KEYS:
            raise _wrong(index, f"“{key}”不认识", f"可写的有：{'、'.join(_KEYS + _OPTIONAL_KEYS)}。")
    if not (templates / entry["模板"]).is_file():
        raise _wrong(index, f"公文稿 {entry['模板']} 不存在", f"检查文件名，或把公文稿放进 {templates}。")
    if entry["何时"] not in OCCASIONS:
        raise _wrong(index, f"“何时”写作“{entry['何时']}”", f"改为 {'、'.join(OCCASIONS)} 之一。")
    unknown = [name for name in entry["格式"] if name not in FORMATS]
    if unknown:
        raise _wrong(index, f"“格式”含“{unknown[0]}”", f"只能是 {'、'.join(FORMATS)}。")
    per = entry.get("每", PER_MONTH)
    if per not in PER:
        raise _wrong(index, f"“每”写作“{per}”", f"改为 {'、'.join(PER)} 之一。")
    if per != PER_MONTH and not {"{对象}", "{序号}"} & set(re.findall(r"\{[^}]*\}", entry["文件名"])):
        raise _wrong(index, f"每个{per}一件，文件名却没有 {{对象}} 或 {{序号}}", "补上，否则各件同名。")
    return Paper(
        kind=entry["编号"],
        name=entry["名称"],
        template=entry["模板"],
        file_name=entry["文件名"],
        occasion=entry["何时"],
        recipients=tuple(entry["收件"]),
        formats=tuple(entry["格式"]),
        per=per,
        volume=entry.get("合订", ""),
    )


def _wrong(index: int, message: str, fix: str) -> TemplateError:
    return TemplateError(CATALOGUE_FILE, 1, f"第{index}项{message}", fix)
