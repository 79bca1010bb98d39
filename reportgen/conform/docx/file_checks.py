"""文件本身：标题、语言、作者和工具的痕迹、修订和批注、过时的部件。"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.conform.docx.measures import distinct, examples, result
from reportgen.conform.docx.names import each, local_name
from reportgen.conform.docx.package import DocxPackage
from reportgen.conform.docx.roles import Paper
from reportgen.conform.result import Result

_CHINESE = "zh-CN"
#: 属性部件里不该有值的项：人、单位、机器、工具。
_PERSONAL = ("creator", "lastModifiedBy", "Manager", "Company", "Application", "AppVersion", "Template", "description")
_PROPERTY_KINDS = ("core-properties", "extended-properties")
_CHANGES = ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange")
_STALE = ("stylesWithEffects", "thumbnail")


def check_file(package: DocxPackage, paper: Paper) -> Iterator[Result]:
    """文件属性和遗留物；都是惯例，只作提示。"""
    properties = dict(_properties(package))
    faults = [] if properties.get("title") else ["没有标题"]
    languages = {run.look.languages.get("eastAsia", "") for item in paper.body for run in item.visible}
    wrong = sorted(languages - {_CHINESE})
    faults += [f"语言 {distinct(name or '未指明' for name in wrong)}"] if wrong else []
    faults += [f"{name}：{properties[name]}" for name in _PERSONAL if properties.get(name)]
    faults += _remains(package)
    measured = examples(faults, f"标题“{properties.get('title', '')}”，语言 {_CHINESE}，没有作者和工具名")
    yield result("E-5", not faults, "有标题，语言为 zh-CN，不留作者、工具名、修订和批注", measured)


def _properties(package: DocxPackage) -> Iterator[tuple[str, str]]:
    for relation in package.relations("").values():
        root = package.tree(relation.target) if relation.kind in _PROPERTY_KINDS else None
        for item in [] if root is None else root:
            yield local_name(item), (item.text or "").strip()


def _remains(package: DocxPackage) -> list[str]:
    """修订、批注和过时的部件。"""
    root = package.tree(package.main)
    changes = 0 if root is None else sum(1 for _ in each(root, *_CHANGES))
    kinds = {relation.kind for owner in ("", package.main) for relation in package.relations(owner).values()}
    comments = package.related("comments")
    found = [f"{changes} 处修订"] if changes else []
    found += ["批注"] if comments is not None and len(comments) else []
    return found + [name for name in _STALE if name in kinds]
