"""命令行：经办人做的每件事一个命令。只在这里打印和退出，重的程序库用到时才载入。"""

from __future__ import annotations

import click

from reportgen import __version__
from reportgen.cli import inspect, manage, produce
from reportgen.cli.options import Group


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="reportgen %(version)s", help="显示版本。")
def main() -> None:
    """由项目清单和月度填报表生成重大项目包保公文。

    退出码：0 完成，1 数据有差错（没有出文），2 用法不对，3 无法继续（磁盘、占用、文件损坏）。
    """


for command in (*produce.COMMANDS, *inspect.COMMANDS, *manage.COMMANDS):
    main.add_command(command)
