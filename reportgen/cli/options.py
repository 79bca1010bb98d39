"""各命令共用的选项，以及中止时的说法和退出码。"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from reportgen.errors import ReportgenError, UsageError
from reportgen.model.period import Month

ROOT = Path(__file__).resolve().parents[2]
EXIT_DONE, EXIT_DATA, EXIT_STOPPED = 0, 1, 3

F = TypeVar("F", bound=Callable[..., Any])


class _MonthType(click.ParamType[Month]):
    """期次 YYYY-MM。"""

    name = "年-月"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Month:
        if isinstance(value, Month):
            return value
        try:
            return Month.parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def _folder(name: str, help: str) -> Callable[[F], F]:
    return click.option(
        f"--{name}",
        type=click.Path(file_okay=False, path_type=Path),
        default=ROOT / name,
        show_default=False,
        help=help,
    )


def month_option(command: F) -> F:
    """``--month``，不写取最近一个月。"""
    return click.option("--month", type=_MonthType(), help="期次，如 2024-06；不写取最近一个月。")(command)


def given_month_option(command: F) -> F:
    """``--month``，必须写明。"""
    return click.option("--month", type=_MonthType(), required=True, help="期次，如 2024-06。")(command)


def json_option(command: F) -> F:
    """``--json``。"""
    return click.option("--json", "as_json", is_flag=True, help="结果以 JSON 写到标准输出，供程序读取。")(command)


inputs_option = _folder("inputs", "填报表与设置所在文件夹，默认项目的 inputs。")
outputs_option = _folder("outputs", "成品文件夹，默认项目的 outputs。")
templates_option = _folder("templates", "公文稿文件夹，默认项目的 templates。")


def require_folders(*folders: Path) -> None:
    """文件夹都要存在。

    Raises:
        UsageError: 有不存在的。
    """
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"文件夹 {folder} 不存在\n  修改：检查路径，或在项目文件夹里运行。")


class Group(click.Group):
    """把可以解释的中止变成中文消息和约定的退出码；程序缺陷照常显示回溯。"""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ReportgenError as error:
            click.echo(f"错误：{error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("已中断；没有出文，原有成品没有改动。", err=True)
            ctx.exit(EXIT_STOPPED)
