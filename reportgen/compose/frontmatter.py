"""前置部分：两条 ``---`` 之间的“名称: 值”，值里可以有 Jinja。

YAML 只负责分出名称与值：先把每个 Jinja 标签换成占位记号，免得引号、冒号被 YAML 误读，
再逐个放回、逐个渲染。所有的值都是文字。
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from reportgen.compose.marks import Line
from reportgen.compose.source import PaperSource
from reportgen.errors import TemplateError
from reportgen.model.document import Form

KEYS = (
    "格式", "纸张", "份号", "密级", "紧急程度", "标志", "标志后缀", "发文机关", "发文字号", "签发人",
    "标题", "主送", "署名", "用印", "职务", "成文日期", "附注", "出席", "请假", "列席",
    "抄送", "印发机关", "印发日期", "报头左", "报头右",
)  # fmt: skip

#: 可以写成多项的名称。
LIST_KEYS = ("标志", "签发人", "主送", "署名", "抄送")

REQUIRED_KEYS = ("格式", "发文机关")

#: 图表不是公文，不必写发文机关。
_REQUIRED_OF_SHEETS = ("格式",)

_FIRST_LINE = 2
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_UNCLOSED = re.compile(r"\{[{%#]")
_SLOT_OPEN, _SLOT_CLOSE = "\ue010", "\ue011"
_SLOT = re.compile(f"{_SLOT_OPEN}(\\d+){_SLOT_CLOSE}")
_WRITING = "每行写作“名称: 值”，冒号是半角，后面空一格；值里有冒号或引号时给整个值加一对单引号。"


@dataclass(frozen=True, slots=True)
class Leaf:
    """一个值的原文（含 Jinja）和它在模板中的行号。"""

    text: str
    line: int


@dataclass(frozen=True)
class FrontMatter:
    """渲染后的前置部分；``places`` 是各名称所在的行。"""

    template: str
    values: Mapping[str, tuple[Line, ...]]
    places: Mapping[str, int]

    def one(self, key: str) -> Line:
        """单项的值；没有写或渲染后为空时是空行。"""
        lines = self.values.get(key, ())
        return lines[0] if lines else Line(self.template, self.places.get(key, 1), ())

    def error(self, key: str, message: str, fix: str = "") -> TemplateError:
        """``key`` 所在行的差错。"""
        return TemplateError(self.template, self.places.get(key, 1), f"“{key}”{message}", fix)


def read_front_matter(source: PaperSource, render: Callable[[Leaf], tuple[Line, ...]]) -> FrontMatter:
    """读前置部分并渲染各值。

    Raises:
        TemplateError: 没有前置部分、YAML 有误、名称不认识或重复、缺必写的名称。
    """
    if source.front is None:
        raise TemplateError(
            source.name, 1, "没有前置部分", "第一行写“---”，接着写 格式、发文机关、标题 等，再写一行“---”。"
        )
    leaves: dict[str, tuple[Leaf, ...]] = {}
    places: dict[str, int] = {}
    for key, line, values in _entries(source.name, source.front):
        if key in leaves:
            raise TemplateError(source.name, line, f"“{key}”写了两次，前一次在第{places[key]}行", "只留一处。")
        leaves[key], places[key] = values, line
    for key in _required(leaves):
        if not any(leaf.text.strip() for leaf in leaves.get(key, ())):
            raise TemplateError(source.name, places.get(key, 1), f"前置部分缺少“{key}”", f"在前置部分写“{key}: …”。")
    rendered = {key: tuple(_one_line(leaf, render) for leaf in values) for key, values in leaves.items()}
    kept = {key: tuple(line for line in lines if line is not None) for key, lines in rendered.items()}
    return FrontMatter(source.name, kept, places)


def _required(leaves: Mapping[str, tuple[Leaf, ...]]) -> tuple[str, ...]:
    """必写的名称，依写明的格式。"""
    is_sheet = [leaf.text.strip() for leaf in leaves.get("格式", ())] == [Form.SHEET.value]
    return _REQUIRED_OF_SHEETS if is_sheet else REQUIRED_KEYS


def _one_line(leaf: Leaf, render: Callable[[Leaf], tuple[Line, ...]]) -> Line | None:
    lines = render(leaf)
    if len(lines) > 1:
        raise lines[1].error("前置部分的一个值只能是一行文字", "删去多余的行；标题要回行时用“|”。")
    return lines[0] if lines else None


def _entries(name: str, front: str) -> Iterator[tuple[str, int, tuple[Leaf, ...]]]:
    """依次给出名称、行号和值。"""
    slots = _Slots(name, front)
    root = slots.compose()
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise TemplateError(name, slots.line(root), "前置部分的写法不对", _WRITING)
    for key_node, value_node in root.value:
        line = slots.line(key_node)
        key = slots.restore(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.4)
            hint = f"是不是“{near[0]}”？" if near else ""
            raise TemplateError(name, line, f"前置部分没有“{key}”这一项", f"{hint}可写的有：{'、'.join(KEYS)}。")
        yield key, line, tuple(_leaves(name, key, value_node, slots))


def _leaves(name: str, key: str, node: yaml.Node, slots: _Slots) -> Iterator[Leaf]:
    many = isinstance(node, yaml.SequenceNode) and key in LIST_KEYS
    for item in node.value if many else [node]:
        if not isinstance(item, yaml.ScalarNode):
            what = "一项文字或一组文字" if key in LIST_KEYS else "一项文字"
            raise TemplateError(name, slots.line(item), f"“{key}”应是{what}", _WRITING)
        is_block = item.style in ("|", ">")
        yield Leaf(slots.restore(item.value), slots.line(item) + is_block)


class _Slots:
    """前置部分中的 Jinja 标签与占位记号。"""

    def __init__(self, name: str, front: str) -> None:
        self.name = name
        self.tags: list[str] = []
        self.text = _TAG.sub(self._take, front)
        unclosed = _UNCLOSED.search(self.text)
        if unclosed:
            line = self._line_at(unclosed.start())
            raise TemplateError(name, line, f"“{unclosed[0]}”没有结束", "补上配对的 }}、%} 或 #}。")

    def _take(self, match: re.Match[str]) -> str:
        self.tags.append(match[0])
        return f"{_SLOT_OPEN}{len(self.tags) - 1}{_SLOT_CLOSE}"

    def compose(self) -> yaml.Node | None:
        """YAML 结点树；没有内容时为 None。"""
        try:
            return yaml.compose(self.text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = self._line_at(mark.index) if mark else _FIRST_LINE
            raise TemplateError(self.name, line, "前置部分的写法不对", _WRITING) from error

    def line(self, node: yaml.Node) -> int:
        """结点在模板中的行号。"""
        return self._line_at(node.start_mark.index)

    def restore(self, text: str) -> str:
        """把占位记号换回标签。"""
        return _SLOT.sub(lambda match: self.tags[int(match[1])], text)

    def _line_at(self, index: int) -> int:
        """标签自身跨的行也要计入。"""
        return _FIRST_LINE + self.restore(self.text[:index]).count("\n")
