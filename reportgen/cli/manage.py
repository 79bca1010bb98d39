"""管理：冻结定稿的月份，预览公文稿，为新方案建文件夹。"""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.options import (
    ROOT,
    given_month_option,
    inputs_option,
    month_option,
    outputs_option,
    require_folders,
    templates_option,
)
from reportgen.model.period import Month

_PREVIEW_PORT = 8024


@click.command()
@outputs_option
@given_month_option
@click.option("--undo", is_flag=True, help="解冻。")
def freeze(outputs: Path, month: Month, undo: bool) -> None:
    """冻结定稿的一期：以后再生成，内容有变化就不换版，只说明哪些变了。"""
    from reportgen.publish import freeze as keep
    from reportgen.publish import unfreeze

    title = f"{month.year}年{month.month}月"
    if undo:
        click.echo(f"{title}已解冻。" if unfreeze(outputs, month) else f"{title}没有冻结。")
        return
    keep(outputs, month)
    click.echo(f"{title}已冻结；要重出先解冻：reportgen freeze --month {month} --undo")


@click.command()
@inputs_option
@templates_option
@month_option
@click.option(
    "--port", type=click.IntRange(0, 65535), default=_PREVIEW_PORT, help="端口，默认 8024；0 为随便一个空闲的。"
)
def preview(inputs: Path, templates: Path, month: Month | None, port: int) -> None:
    """在浏览器里看排好的公文，公文稿一存盘页面就换新；只有本机能打开。"""
    from reportgen.pipeline import Request
    from reportgen.preview import Studio, serve

    require_folders(inputs, templates)
    studio = Studio(Request(inputs, inputs, templates, ROOT / "fonts", month))
    serve(studio, templates, port, lambda address: click.echo(f"请用浏览器打开 {address}　（按 Ctrl-C 结束）"))


@click.command()
@click.option("--year", type=int, required=True, help="新方案的年度，如 2025。")
@click.option(
    "--from",
    "source",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / "inputs",
    show_default=False,
    help="从哪里带入单位、别名和地址，默认项目的 inputs。",
)
@click.option("--to", "target", type=click.Path(file_okay=False, path_type=Path), help="写到哪里，默认 inputs-年度。")
@click.option("--blank", is_flag=True, help="什么也不带入：另一个城市的新方案。")
def init(year: int, source: Path, target: Path | None, blank: bool) -> None:
    """为新的方案写一套空的、带说明的输入文件夹；从不覆盖。"""
    from reportgen.scaffold import init_inputs

    if not blank:
        require_folders(source)
    made = init_inputs(target or ROOT / f"inputs-{year}", year, None if blank else source)
    click.echo(f"已写好 {made.folder}：{'、'.join(made.files)}")
    for title, lines in (("带入", made.carried), ("请注意", made.notices), ("方案.toml 中待填", made.blanks)):
        for line in lines:
            click.echo(f"  {title}：{line}")


COMMANDS = (freeze, preview, init)
