"""把 Jinja 的差错说成中文，落到模板的行上。"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateRuntimeError

from reportgen.compose.values import Misuse
from reportgen.errors import TemplateError

#: Jinja 语法差错的英文消息与中文说法；\\1 等是消息中的名称。
_SYNTAX = (
    (r"No filter named '(.+?)'", r"没有“\1”这个助词"),
    (r"No test named '(.+?)'", r"没有“\1”这个判断"),
    (r"Encountered unknown tag '(.+?)'", r"没有 {% \1 %} 这种写法，或它与前面的 {% %} 不配对"),
    (r"Unexpected end of template", "{% if %}、{% for %} 等没有写结束的 {% endif %}、{% endfor %}"),
    (r"unexpected end of template", "{{ 或 {% 没有写结束的 }} 或 %}"),
    (r"Missing end of comment tag", "{# 没有写结束的 #}"),
    (r"unexpected char '(.+?)' at \d+", r"双括号内不能写“\1”，括号、引号、逗号都要用半角"),
    (r"Invalid character in identifier", "名称里有不能用的字符"),
    (r"unexpected '(.+?)'", r"“\1”用得不是地方"),
    (r"expected token '(.+?)', got '(.+?)'", r"此处应是“\1”，却写了“\2”"),
)


def unknown_name(name: str, names: Iterable[str]) -> str:
    """没有的名称。"""
    return f"没有“{name}”这个名称{_hint(name, names)}"


def unknown_item(name: str, owner: object) -> str:
    """记录没有的项。"""
    items = owner if isinstance(owner, Mapping) else (item for item in dir(owner) if not item.startswith("_"))
    return f"这条记录没有“{name}”这一项{_hint(name, (str(item) for item in items))}"


def closed_attribute(name: str, *, is_figure: bool) -> str:
    """不开放的属性。"""
    if is_figure:
        return "指标直接写 {{ 指标 }} 就印出它的数值，不写 .printed，否则丢掉出处"
    return f"公文稿中不能使用“.{name}”"


def forbidden(text: str) -> str:
    """不支持的语法。"""
    return f"公文稿中不能{text if text.startswith('用') else f'使用 {text}'}"


def explain(error: Exception, name: str, names: Iterable[str]) -> TemplateError:
    """渲染中的差错；``name`` 是正在渲染的公文稿，``names`` 供提示相近者。"""
    template, line = _place(error, name)
    match error:
        case TemplateSyntaxError():
            return TemplateError(
                template, line, _syntax(error.message or "", names), "核对这一行的括号、引号和助词名称。"
            )
        case Misuse():
            return TemplateError(template, line, error.message, error.fix)
        case UndefinedError() | SecurityError():
            return TemplateError(template, line, str(error.message), "核对名称，可用的名称见 docs/公文稿.md。")
        case TemplateRuntimeError():
            return TemplateError(template, line, _syntax(error.message or "", names), "核对这一行的助词名称。")
        case TemplateNotFound():
            fix = "片段放在同一文件夹，文件名以下划线开头，如 _落款.j2。"
            return TemplateError(template, line, f"找不到要引用的片段“{error.name}”", fix)
        case RecursionError():
            return TemplateError(template, line, "片段或宏引用了自己，没有尽头", "去掉循环的引用。")
    return TemplateError(template, line, f"双括号里的内容算不出来（{error}）", "核对这一行 {{ }} 和 {% %} 里的写法。")


def _place(error: Exception, name: str) -> tuple[str, int]:
    """差错所在的模板与行号：语法差错自带，其余取调用栈上最里层的模板行。"""
    if isinstance(error, TemplateSyntaxError):
        return Path(error.name or name).name, error.lineno
    place = (name, 1)
    for frame in _frames(error.__traceback__):
        if "__jinja_exception__" in frame.tb_frame.f_globals:
            place = (Path(frame.tb_frame.f_code.co_filename).name, frame.tb_lineno)
    return place


def _frames(traceback: TracebackType | None) -> Iterable[TracebackType]:
    while traceback is not None:
        yield traceback
        traceback = traceback.tb_next


def _syntax(message: str, names: Iterable[str]) -> str:
    for pattern, chinese in _SYNTAX:
        match = re.search(pattern, message)
        if match:
            hint = _hint(match[1], names) if "助词" in chinese or "判断" in chinese else ""
            return match.expand(chinese) + hint
    return message if re.search("[一-龥]", message) else f"写法有误（{message}）"


def _hint(name: str, names: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, tuple(names), n=1, cutoff=0.5)
    return f"，是不是“{near[0]}”" if near else ""
