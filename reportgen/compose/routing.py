"""公文目录：每月出哪些公文、发给谁、文件叫什么；见 templates/目录.toml。"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.errors import TemplateError
from reportgen.model.assessment import Assessment
from reportgen.settings import Scheme

CATALOGUE_FILE = "目录.toml"
FORMATS = ("DOCX", "PDF")
OCCASIONS = ("每月", "节点月")

_KEYS = ("编号", "名称", "模板", "文件名", "何时", "收件", "格式")


@dataclass(frozen=True, slots=True)
class Paper:
    """目录的一项：一种公文。

    Attributes:
        kind: 文种编号 D1…D11。name: 名称，也是成品文件夹名的一部分。
        template: 公文稿文件名。file_name: 成品文件名（不含扩展名），{年}、{月} 换成期次。
        occasion: 每月、节点月。recipients: 收件的说法。formats: DOCX、PDF。
    """

    kind: str
    name: str
    template: str
    file_name: str
    occasion: str
    recipients: tuple[str, ...]
    formats: tuple[str, ...]

    def path(self, order: int, assessment: Assessment) -> str:
        """成品的相对路径（不含扩展名），如 ``01-月度专报/重大项目包保工作专报（2024年6月）``。"""
        month = assessment.month
        name = self.file_name.replace("{年}", str(month.year)).replace("{月}", str(month.month))
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


def papers_of(catalogue: tuple[Paper, ...], assessment: Assessment, scheme: Scheme) -> tuple[Paper, ...]:
    """本月要出的公文，按目录次序。"""
    is_node = assessment.month in {target.node for target in scheme.targets}
    return tuple(paper for paper in catalogue if paper.occasion == "每月" or is_node)


def recipients_of(paper: Paper, assessment: Assessment, scheme: Scheme) -> tuple[str, ...]:
    """收件名单：把“包保领导”等说法换成名称，其余照写；按清单次序，不重复。"""
    names: dict[str, tuple[str, ...]] = {
        "总指挥": (scheme.commander,),
        "包保领导": _names(assessment, "sponsor"),
        "属地": _names(assessment, "locality"),
        "责任部门": tuple(unit for item in assessment.standings for unit in item.project.responsible_units),
    }
    return tuple(dict.fromkeys(name for word in paper.recipients for name in names.get(word, (word,))))


def _names(assessment: Assessment, kind: str) -> tuple[str, ...]:
    return tuple(scope.name for scope in assessment.scopes if scope.kind == kind)


def _paper(entry: dict[str, Any], index: int, templates: Path) -> Paper:
    for key in _KEYS:
        if key not in entry:
            raise _wrong(index, f"缺少“{key}”", "参照其他各项补上。")
    if not (templates / entry["模板"]).is_file():
        raise _wrong(index, f"公文稿 {entry['模板']} 不存在", f"检查文件名，或把公文稿放进 {templates}。")
    if entry["何时"] not in OCCASIONS:
        raise _wrong(index, f"“何时”写作“{entry['何时']}”", f"改为 {'、'.join(OCCASIONS)} 之一。")
    unknown = [name for name in entry["格式"] if name not in FORMATS]
    if unknown:
        raise _wrong(index, f"“格式”含“{unknown[0]}”", f"只能是 {'、'.join(FORMATS)}。")
    return Paper(
        kind=entry["编号"],
        name=entry["名称"],
        template=entry["模板"],
        file_name=entry["文件名"],
        occasion=entry["何时"],
        recipients=tuple(entry["收件"]),
        formats=tuple(entry["格式"]),
    )


def _wrong(index: int, message: str, fix: str) -> TemplateError:
    return TemplateError(CATALOGUE_FILE, 1, f"第{index}项{message}", fix)
