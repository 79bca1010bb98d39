"""命令行：经办人做的每件事一个命令。只在这里打印和退出，重的程序库用到时才载入。"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from reportgen import __version__
from reportgen.errors import ReportgenError, UsageError
from reportgen.model.period import Month

if TYPE_CHECKING:
    from reportgen.pipeline import Outcome, Request

ROOT = Path(__file__).resolve().parent.parent
EXIT_DONE, EXIT_DATA = 0, 1

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


def _month(command: F) -> F:
    return click.option("--month", type=_MonthType(), help="期次，如 2024-06；不写取有填报表的最近一个月。")(command)


def _json(command: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="结果以 JSON 写到标准输出，供程序读取。")(command)


inputs_option = _folder("inputs", "填报表与设置所在文件夹，默认项目的 inputs。")
outputs_option = _folder("outputs", "成品文件夹，默认项目的 outputs。")
templates_option = _folder("templates", "公文稿文件夹，默认项目的 templates。")


class _Group(click.Group):
    """把可以解释的中止变成中文消息和约定的退出码；程序缺陷照常显示回溯。"""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ReportgenError as error:
            click.echo(f"错误：{error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("已中断；没有出文，原有成品没有改动。", err=True)
            ctx.exit(3)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="reportgen %(version)s", help="显示版本。")
def main() -> None:
    """由项目清单和月度填报表生成重大项目包保公文。

    退出码：0 完成，1 数据有差错（没有出文），2 用法不对，3 无法继续（磁盘、占用、文件损坏）。
    """


@main.command()
@inputs_option
@outputs_option
@templates_option
@_month
@_json
def monthly(inputs: Path, outputs: Path, templates: Path, month: Month | None, as_json: bool) -> None:
    """生成一期全部公文；数据有差错时不出文，只列出差错。"""
    _produce(_request(inputs, outputs, templates, month, is_draft=False), as_json)


@main.command()
@inputs_option
@outputs_option
@templates_option
@_month
@_json
def draft(inputs: Path, outputs: Path, templates: Path, month: Month | None, as_json: bool) -> None:
    """数据有差错也出草稿：每页印“草稿”，有疑问的数按未报，放在 outputs/草稿。"""
    _produce(_request(inputs, outputs, templates, month, is_draft=True), as_json)


@main.command()
@inputs_option
@_month
@_json
def check(inputs: Path, month: Month | None, as_json: bool) -> None:
    """只读入和核对，列出全部差错、提醒和修正，不写任何文件。"""
    from reportgen.model.finding import Severity, has_errors
    from reportgen.pipeline import examine
    from reportgen.summary import counts, finding_lines

    _, chosen, _, findings = examine(inputs, month)
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        for severity in Severity:
            for line in finding_lines(findings, severity):
                click.echo(line)
        click.echo(f"{chosen.year}年{chosen.month}月数据核对：{counts(findings)}")
    sys.exit(EXIT_DATA if has_errors(findings) else EXIT_DONE)


@main.command()
@inputs_option
@outputs_option
@templates_option
@_json
def notice(inputs: Path, outputs: Path, templates: Path, as_json: bool) -> None:
    """生成印发方案的通知（附项目清单），与月份无关；同时列出设置与清单的矛盾。"""
    from reportgen.notice import issue_notice
    from reportgen.progress import SilentProgress, open_progress
    from reportgen.summary import notice_summary

    request = _request(inputs, outputs, templates, None, is_draft=False)
    outcome = issue_notice(request, SilentProgress() if as_json else open_progress())
    _tell(outcome, notice_summary, as_json)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_json
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="另写一份网页报告，附页面图。")
@click.option("--even-page", is_flag=True, help="版记不在偶数页算不合格；不写只提示。")
@click.option("--profile", type=click.Choice(["BOX", "INK"]), help="版心的读法；不写由文件判断。")
def conform(files: tuple[Path, ...], as_json: bool, html: Path | None, even_page: bool, profile: str | None) -> None:
    """量 DOCX、PDF 是否合乎 GB/T 9704—2012，逐条列出；同名的一对再比较是否一致。

    退出码：0 没有不合格，1 有不合格，2 用法不对，3 有文件读不出。
    """
    from reportgen.conform.options import Options, Profile
    from reportgen.conform.report_html import write_html
    from reportgen.conform.report_json import json_report
    from reportgen.conform.report_text import text_report
    from reportgen.conform.run import run_conform

    outcome = run_conform(files, Options(Profile(profile) if profile else None, is_even_page_required=even_page))
    reports = [item.report for item in outcome.items]
    if html:
        write_html(html, outcome.items)
    click.echo(json_report(reports) if as_json else "\n".join(text_report(reports)))
    for line in (*outcome.omissions, *outcome.unreadable):
        click.echo(line, err=True)
    sys.exit(outcome.exit_code)


@main.command()
@inputs_option
@outputs_option
@_json
def doctor(inputs: Path, outputs: Path, as_json: bool) -> None:
    """检查本机：程序版本、系统程序库、各种字体、成品文件夹。"""
    from reportgen.doctor import Verdict, examine

    checks = examine(ROOT / "fonts", inputs, outputs, ROOT / "requirements.txt")
    if as_json:
        click.echo(json.dumps([asdict(item) for item in checks], ensure_ascii=False, indent=1))
    else:
        for item in checks:
            click.echo(f"{item.verdict.value}  {item.name}：{item.text}")
            if item.remedy:
                click.echo(f"      办法：{item.remedy}")
    sys.exit(3 if any(item.verdict is Verdict.FAIL for item in checks) else EXIT_DONE)


def _request(inputs: Path, outputs: Path, templates: Path, month: Month | None, *, is_draft: bool) -> Request:
    from reportgen.pipeline import Request

    for folder in (inputs, templates):
        if not folder.is_dir():
            raise UsageError(f"文件夹 {folder} 不存在\n  修改：检查路径，或在项目文件夹里运行。")
    return Request(inputs, outputs, templates, ROOT / "fonts", month, is_draft)


def _produce(request: Request, as_json: bool) -> NoReturn:
    from reportgen.pipeline import run
    from reportgen.progress import SilentProgress, open_progress
    from reportgen.summary import summary

    outcome = run(request, SilentProgress() if as_json else open_progress())
    _tell(outcome, summary, as_json)


def _tell(outcome: Outcome, summary: Callable[[Outcome], list[str]], as_json: bool) -> NoReturn:
    """说明结果并退出。"""
    from reportgen.model.finding import has_errors

    if as_json:
        click.echo(json.dumps(_answer(outcome), ensure_ascii=False, indent=1))
    else:
        for line in summary(outcome):
            click.echo(line)
    sys.exit(EXIT_DATA if has_errors(outcome.findings) else EXIT_DONE)


def _answer(outcome: Outcome) -> dict[str, object]:
    report = outcome.report
    return {
        "month": str(outcome.month),
        "edition": report.edition if report else None,
        "folder": str(report.folder) if report else None,
        "is_unchanged": report.is_unchanged if report else None,
        "changed": list(report.changed) if report else [],
        "packet": str(outcome.packet.folder) if outcome.packet else None,
        "files": [file.path for document in outcome.documents for file in document.files],
        "findings": [asdict(finding) for finding in outcome.findings],
    }
