"""测试用的另一个方案：随程序提供的 方案.toml 换掉年度、首月和目标。"""

from __future__ import annotations

import re
from pathlib import Path

from reportgen.settings import SCHEME_FILE, Scheme, load_scheme
from tests.support.facts import PROJECT_ROOT, rows


def scheme_text(targets: str, year: int, first_month: int) -> str:
    """方案.toml 的文字；``targets`` 的列：编号、节点、指标、目标。"""
    text = (PROJECT_ROOT / "inputs" / SCHEME_FILE).read_text(encoding="utf-8")
    text = re.sub(r'(?m)^"年度" = \d+', f'"年度" = {year}', text)
    text = re.sub(r'(?m)^"起始月份" = \d+', f'"起始月份" = {first_month}', text)
    head, _, rest = text.partition('[["目标"]]')
    _, _, tail = rest.rpartition('[["目标"]]')
    tables = [
        f'[["目标"]]\n"编号" = "{row["编号"]}"\n"节点" = {row["节点"]}\n'
        f'"指标" = "{row["指标"]}"\n"目标" = "{row["目标"]}"\n'
        for row in rows(targets)
    ]
    return "\n".join([head, *tables, tail[tail.index("\n#") :]])


def other_scheme(folder: Path, targets: str, year: int = 2025, first_month: int = 1) -> Scheme:
    """把 :func:`scheme_text` 写进 ``folder`` 再读入。"""
    (folder / SCHEME_FILE).write_text(scheme_text(targets, year, first_month), encoding="utf-8")
    return load_scheme(folder)
