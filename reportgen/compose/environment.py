"""公文稿的 Jinja 环境：沙箱、缺名即错、助词只有公文用得着的；差错都落到模板的行上。"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from pathlib import Path
from typing import TypeVar

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.tests import TESTS as JINJA_TESTS
from jinja2.utils import Namespace, missing, pass_context

from reportgen.compose import complaints, wording
from reportgen.compose.marks import Insertions, Line, line_mark, read_lines
from reportgen.compose.source import read_source
from reportgen.compose.values import Misuse, Phrase, Rendered
from reportgen.errors import TemplateError as PaperError
from reportgen.model.assessment import Figure

T = TypeVar("T")

#: Jinja 自带的过滤器中，只挑选、不改写文字的那些；其余会丢掉出处或印出没有出处的数。
_SELECTING = (
    "batch", "first", "groupby", "last", "length", "list", "map",
    "max", "min", "reject", "rejectattr", "select", "selectattr", "sort", "sum", "unique",
)  # fmt: skip

#: 不支持的语法：会丢掉出处、改写文字，或让公文稿难读。
_FORBIDDEN: Mapping[type[nodes.Node], str] = {
    nodes.Concat: "用“~”连接文字",
    nodes.FilterBlock: "{% filter %}",
    nodes.ScopedEvalContextModifier: "{% autoescape %}",
    nodes.Extends: "{% extends %}",
    nodes.Block: "{% block %}",
}

#: 方案自己的文字，随年度和城市更换，所以放在 inputs；公文稿照片段那样引用它。
SCHEME_TEXT = "方案正文.j2"
#: 方案正文里还没有写的地方。
_BLANK = "【待填"

#: 文字只能问开头和结尾，不能改写：改写会丢掉出处。
_TEXT_METHODS = {"startswith", "endswith"}

_insertions: ContextVar[Insertions] = ContextVar("insertions")


class _StrictName(StrictUndefined):
    """没有的名称：一用就错，并提示相近的名称。"""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        name = str(self._undefined_name)
        if self._undefined_obj is missing:
            return complaints.unknown_name(name, _insertions.get().names)
        return complaints.unknown_item(name, self._undefined_obj)


class _LineMarks(Extension):
    """在文字和 ``{{`` 之前插入行号记号。"""

    environment: PaperEnvironment

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        template = self.environment.template_index(stream.name or "")
        for token in stream:
            if token.type == "data":
                lines = enumerate(token.value.split("\n"), token.lineno)
                marked = "\n".join(f"{line_mark(template, number)}{text}" for number, text in lines)
                yield Token(token.lineno, "data", marked)
            elif token.type == "variable_begin":
                yield Token(token.lineno, "data", line_mark(template, token.lineno))
                yield token
            else:
                yield token


class _FolderLoader(BaseLoader):
    """从一个文件夹装入公文稿，从 inputs 装入方案正文；前置部分换成空行，行号不变。"""

    def __init__(self, folder: Path, inputs: Path | None) -> None:
        self.folder = folder
        self.inputs = inputs

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        path = self._scheme_text() if template == SCHEME_TEXT else self.folder / template
        if Path(template).name != template or not path.is_file():
            raise TemplateNotFound(template)
        stamp, body = _stamp(path), read_source(path).body
        if template == SCHEME_TEXT:
            _refuse_blanks(body)
            body += "\n"  # 末行没有换行时，不与公文稿的下一行连成一段
        return body, str(path), lambda: _stamp(path) == stamp

    def _scheme_text(self) -> Path:
        """方案正文的路径。

        Raises:
            PaperError: inputs 里没有。
        """
        folder = self.inputs or Path("inputs")
        if self.inputs is None or not (folder / SCHEME_TEXT).is_file():
            place = f"{folder.name}/{SCHEME_TEXT}"
            raise PaperError(SCHEME_TEXT, 1, f"找不到 {place}", f"把方案的正文写在 {place}，写法同公文稿的正文。")
        return folder / SCHEME_TEXT


def _refuse_blanks(body: str) -> None:
    """方案正文里还没有写的地方，印出去就是错。"""
    for number, line in enumerate(body.split("\n"), 1):
        if _BLANK in line:
            raise PaperError(SCHEME_TEXT, number, "还有待填的文字", f"照方案写好，去掉“{_BLANK}…】”。")


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


class PaperEnvironment(ImmutableSandboxedEnvironment):
    """一个文件夹里的公文稿共用的环境。"""

    intercepted_binops = frozenset({"+", "%", "*"})
    #: 宏与 {% set %} 块的结果由它拼成，借此与数据区别开。
    concat = staticmethod(lambda parts: Rendered("".join(parts)))

    def __init__(self, folder: Path, inputs: Path | None) -> None:
        self.template_names: list[str] = []
        super().__init__(
            loader=_FolderLoader(folder, inputs),
            undefined=_StrictName,
            finalize=_insert,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
            extensions=[_LineMarks],
        )
        self.filters = {name: JINJA_FILTERS[name] for name in _SELECTING} | _strict(wording.FILTERS)
        self.tests = dict(JINJA_TESTS) | _strict(wording.TESTS)
        self.globals = {"range": safe_range, "namespace": Namespace} | _strict(wording.FUNCTIONS)

    def template_index(self, name: str) -> int:
        """模板名称的编号，供行号记号用。"""
        if name not in self.template_names:
            self.template_names.append(name)
        return self.template_names.index(name)

    def join_path(self, template: str, parent: str) -> str:
        """只许引用同一文件夹里以下划线开头的片段，以及方案正文。"""
        if not template.startswith("_") and template != SCHEME_TEXT:
            raise TemplateNotFound(template)
        return template

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """印刷形式要连同出处一起填入，文字的各种改写方法会丢掉出处，都不开放。"""
        if isinstance(obj, Figure) and attr == "printed":
            return False
        if isinstance(obj, str) and attr not in _TEXT_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: object) -> None:
        """不开放 str.format，见 :meth:`is_safe_attribute`。"""

    def unsafe_undefined(self, obj: object, attribute: str) -> Undefined:
        """不开放的属性：一用就错。"""
        hint = complaints.closed_attribute(attribute, is_figure=isinstance(obj, Figure))
        return self.undefined(hint, name=attribute, obj=obj, exc=SecurityError)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """文字与文字、指标相加得词句；文字不能用 % 和 *。"""
        if not any(isinstance(side, str | Phrase | Figure) for side in (left, right)):
            return super().call_binop(context, operator, left, right)
        if operator != "+":
            raise Misuse(f"文字和指标不能用“{operator}”计算", "指标的计算都在程序里做；文字并排写即可。")
        return Phrase.of(left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for kind, text in _FORBIDDEN.items():
            found = tree.find(kind)
            if found is not None:
                raise TemplateSyntaxError(complaints.forbidden(text), found.lineno, name, filename)
        return tree

    def render_body(self, name: str, context: Mapping[str, object]) -> tuple[Line, ...]:
        """渲染正文。

        Raises:
            reportgen.errors.TemplateError: 公文稿有误。
        """
        lines = self._lines(name, lambda: self.get_template(name).render(context))
        return tuple(line for line in (line.cut(0) for line in lines) if line.pieces)

    def render_leaf(self, name: str, text: str, line: int, context: Mapping[str, object]) -> tuple[Line, ...]:
        """渲染前置部分的一个值；``line`` 是它在模板中的行号。"""

        def render() -> str:
            filename = str(Path(self.folder, name))
            code = self.compile("\n" * (line - 1) + text, name, filename)
            return self.template_class.from_code(self, code, self.make_globals(None)).render(context)

        return self._lines(name, render)

    @property
    def folder(self) -> Path:
        """公文稿所在文件夹。"""
        assert isinstance(self.loader, _FolderLoader)
        return self.loader.folder

    def _lines(self, name: str, render: Callable[[], str]) -> tuple[Line, ...]:
        insertions = _insertions.get()
        try:
            return read_lines(render(), insertions, self.template_names)
        except (TemplateError, Misuse, TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
            names = insertions.names + tuple(self.filters) + tuple(self.tests)
            raise complaints.explain(error, name, names) from error


@contextmanager
def collecting(context: Mapping[str, object]) -> Iterator[None]:
    """一件公文的渲染期间：填入的值登记在同一处。"""
    token = _insertions.set(Insertions(tuple(context)))
    try:
        yield
    finally:
        _insertions.reset(token)


@lru_cache(maxsize=8)
def environment_for(folder: Path, inputs: Path | None = None) -> PaperEnvironment:
    """``folder`` 的环境；同一进程内只建一次。``inputs`` 是方案正文所在的文件夹。"""
    return PaperEnvironment(folder, inputs)


@pass_context
def _insert(context: Context, value: object) -> str:
    """填入一个值：只留记号。带 context 参数，Jinja 才不会在编译时就对常量求值。"""
    if isinstance(value, Rendered):
        return value
    return _insertions.get().mark(value)


def _strict(functions: Mapping[str, Callable[..., T]]) -> dict[str, Callable[..., T]]:
    """没有的名称交给助词时，说“没有这个名称”，而不说类型不对。"""
    return {name: _checked(function) for name, function in functions.items()}


def _checked(function: Callable[..., T]) -> Callable[..., T]:
    @wraps(function)
    def checked(*args: object, **kwargs: object) -> T:
        for value in (*args, *kwargs.values()):
            if isinstance(value, Undefined):
                value._fail_with_undefined_error()
        return function(*args, **kwargs)

    return checked
