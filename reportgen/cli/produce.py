"""出文：月度公文、草稿、核对、印发通知。"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from reportgen.cli.options import (
    EXIT_DATA,
    EXIT_DONE,
    ROOT,
    inputs_option,
    json_option,
    month_option,
    outputs_option,
    require_folders,
    templates_option,
)
from reportgen.model.period import Month

if TYPE_CHECKING:
    from reportgen.pipeline import Outcome, Request


@click.command()
@inputs_option
@outputs_option
@templates_option
@month_option
@json_option
def monthly(inputs: Path, outputs: Path, templates: Path, month: Month | None, as_json: bool) -> None:
    """生成一期全部公文；数据有差错时不出文，只列出差错。"""
    _produce(_request(inputs, outputs, templates, month, is_draft=False), as_json)


@click.command()
@inputs_option
@outputs_option
@templates_option
@month_option
@json_option
def draft(inputs: Path, outputs: Path, templates: Path, month: Month | None, as_json: bool) -> None:
    """数据有差错也出草稿：每页印“草稿”，有疑问的数按未报，放在 outputs/草稿。"""
    _produce(_request(inputs, outputs, templates, month, is_draft=True), as_json)


@click.command()
@inputs_option
@month_option
@json_option
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


@click.command()
@inputs_option
@outputs_option
@templates_option
@json_option
def notice(inputs: Path, outputs: Path, templates: Path, as_json: bool) -> None:
    """生成印发方案的通知（附项目清单），与月份无关；同时列出设置与清单的矛盾。"""
    from reportgen.notice import issue_notice
    from reportgen.progress import SilentProgress, open_progress
    from reportgen.summary import notice_summary

    request = _request(inputs, outputs, templates, None, is_draft=False)
    outcome = issue_notice(request, SilentProgress() if as_json else open_progress())
    _tell(outcome, notice_summary, as_json)


def _request(inputs: Path, outputs: Path, templates: Path, month: Month | None, *, is_draft: bool) -> Request:
    from reportgen.pipeline import Request

    require_folders(inputs, templates)
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


@click.command()
@inputs_option
@outputs_option
@templates_option
@month_option
def mail(inputs: Path, outputs: Path, templates: Path, month: Month | None) -> None:
    """改过 Word 以后，按成品里现在的文件重做邮件草稿，放在 outputs/邮件；只起草，不发送。"""
    from reportgen.mailing import mailing_lines, remake_mails

    for line in mailing_lines(remake_mails(_request(inputs, outputs, templates, month, is_draft=False))):
        click.echo(line)


COMMANDS = (monthly, draft, check, notice, mail)
