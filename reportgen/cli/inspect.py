"""查看：说明来源，核对成品，量公文格式，检查本机。"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from reportgen.cli.options import (
    EXIT_DATA,
    EXIT_DONE,
    EXIT_STOPPED,
    ROOT,
    inputs_option,
    json_option,
    month_option,
    outputs_option,
)
from reportgen.model.period import Month


@click.command()
@click.argument("query", nargs=-1, required=True)
@outputs_option
@month_option
@json_option
def explain(query: tuple[str, ...], outputs: Path, month: Month | None, as_json: bool) -> None:
    """说明一个印出的数从哪里来，或一个单元格用在哪里；只读已经出的成品。

    QUERY 可以是指标（年度计划投资完成率 龙潭区）、印出的数（31.5%）、
    单元格（月度进展/…xlsx「进展」D7）、项目名称或序号。
    """
    from reportgen.explain import explain as find
    from reportgen.trace import explanation_data, explanation_lines

    found = find(outputs, month, " ".join(query))
    if as_json:
        click.echo(json.dumps(explanation_data(found), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(explanation_lines(found)))
    sys.exit(EXIT_DONE if found.is_found else EXIT_DATA)


@click.command()
@outputs_option
@month_option
@json_option
def verify(outputs: Path, month: Month | None, as_json: bool) -> None:
    """按清单核对一期成品是否完整、是否被改动。

    退出码：0 与生成时相同，1 有缺失或被改动的。
    """
    from reportgen.explain import newest_month
    from reportgen.publish import verify_edition

    chosen = month or newest_month(outputs)
    problems = verify_edition(outputs / str(chosen))
    if as_json:
        click.echo(json.dumps([asdict(item) for item in problems], ensure_ascii=False, indent=1))
    for item in () if as_json else problems:
        click.echo(f"{item.fault.value}  {item.path}：{item.message}")
    faults = sum(item.is_fault for item in problems)
    if not as_json:
        click.echo(
            f"{chosen.year}年{chosen.month}月成品：" + (f"{faults}处与生成时不同。" if faults else "与生成时相同。")
        )
    sys.exit(EXIT_DATA if faults else EXIT_DONE)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
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


@click.command()
@inputs_option
@outputs_option
@json_option
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
    sys.exit(EXIT_STOPPED if any(item.verdict is Verdict.FAIL for item in checks) else EXIT_DONE)


COMMANDS = (explain, verify, conform, doctor)
