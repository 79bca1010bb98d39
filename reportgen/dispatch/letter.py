"""邮件的主题和正文：由 ``templates/邮件.txt`` 写成。第一行是主题，空一行，以下是正文。"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import jinja2
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.dispatch.address import has_invisible
from reportgen.errors import RenderError, TemplateError

_FAILURES = (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError)


class _StrictName(StrictUndefined):
    """没有的名称：一用就错。"""

    @property
    def _undefined_message(self) -> str:
        return f"没有“{self._undefined_name}”这个名称"


@dataclass(frozen=True, slots=True)
class Letter:
    """一封邮件的文字；正文各行以换行符隔开，末尾有换行符。"""

    subject: str
    body: str


def load_letter(template: Path) -> Callable[[Mapping[str, object]], Letter]:
    """读邮件模板，返回由词汇写成邮件的函数。

    Raises:
        TemplateError: 找不到、编码不对或写法有误；写成时用到没有的名称也是。
    """
    try:
        source = template.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise TemplateError(template.name, 1, "找不到邮件模板", f"把它放进 {template.parent.name} 文件夹。") from None
    except UnicodeDecodeError:
        raise TemplateError(template.name, 1, "不是 UTF-8 编码", "用记事本打开，另存为 UTF-8 编码。") from None
    subject, _, rest = source.partition("\n")
    blank, _, body = rest.partition("\n")
    if not subject.strip() or blank.strip() or not body.strip():
        raise TemplateError(template.name, 1, "不是主题、空行、正文的样子", "第一行写主题，空一行，再写正文。")
    write_subject, write_body = _writer(template, subject), _writer(template, f"\n\n{body}")
    return lambda names: Letter(_subject(write_subject(names)), f"{write_body(names).strip(chr(10))}\n")


def _writer(template: Path, text: str) -> Callable[[Mapping[str, object]], str]:
    """模板文字的写作函数；``text`` 前面的空行使行号与文件一致。"""
    environment = ImmutableSandboxedEnvironment(
        undefined=_StrictName, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    filename = str(template)

    def write(names: Mapping[str, object]) -> str:
        try:
            return compiled.render(names)
        except _FAILURES as error:
            line = _line_in(error.__traceback__, filename)
            raise TemplateError(template.name, line, f"{error}", "改用可用的名称，见 docs/公文稿.md。") from error

    try:
        code = environment.compile(text, template.name, filename)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(template.name, error.lineno, f"写法有误：{error.message}", "检查括号和竖线。") from error
    compiled = environment.template_class.from_code(environment, code, environment.make_globals(None))
    return write


def _line_in(trace: TracebackType | None, filename: str) -> int:
    """出错处在模板中的行号。"""
    line = 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _subject(text: str) -> str:
    """主题只能是一行普通文字：换行会变成另一个邮件头，“=?”会被当作编码。"""
    subject = text.strip()
    if not subject or has_invisible(subject) or "=?" in subject:
        raise RenderError(
            f"邮件主题“{subject!r}”是空的，或含有换行、看不见的字符、“=?”\n  修改：核对通讯录和邮件模板的第一行。"
        )
    return subject
