"""看得见的文字表 → 工作簿：每行一行，“|”分列。

格子的写法：数字就是数，``'12`` 是文字“12”，``@2024-05-10`` 是日期，``=A1`` 是公式，
``<`` 并入左边一格，``^`` 并入上面一格，``\\n`` 是格内换行，空白是空单元格。
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from textwrap import dedent

import openpyxl

from reportgen.check import check_facts
from reportgen.model.finding import Finding
from reportgen.model.period import Month
from reportgen.model.records import Facts, Progress
from reportgen.read import read_facts
from reportgen.settings import Checks, Scheme, load_scheme

PROJECT_ROOT = Path(__file__).parents[3]

_LIST_HEAD = (
    "序号 | 项目名称 | 法人单位 | 建设规模及主要建设内容 | 建设性质 | 总投资 | 2024 年度计划投资"
    " | 包保领导 | 责任部门 | 属地政府 | 备注"
)
LIST = f"""
    单位：亿元
    {_LIST_HEAD}
    1 | 抽水蓄能电站 | 甲公司 | 装机120万千瓦 | 续建 | 69.7 | 7 | 张三 | 市发改委 | 蛟河市 |
    2 | 废盐综合利用项目（一期） | 乙公司 | 烧碱5万吨 | 新建 | 6.9794 | 2.5 | 李四 | 市工信局 市商务局 | 经开区 |
    3 | 废盐综合利用项目（二期） | 乙公司 | 烧碱5万吨 | 新建 | 8 | 2 | 李四 | 市工信局 | 吉林市城区 | 不包含设备
"""
PLAN = """
    项目名称 | 计划开（复）工 | 计划竣工 | 填报单位
    抽水蓄能电站 | 2024年3月 | 2028年12月 | 蛟河市
    废盐综合利用项目（一期） | 2024年5月 | 2024-10-31 |
    废盐综合利用项目（二期） | 2024年6月 | 2025年12月 |
"""
#: 三个项目都报全的一张表。
RETURN = """
    项目名称 | 本月完成投资（万元） | 本年累计完成投资（万元） | 是否开（复）工
    抽水蓄能电站 | 5000 | 12000 | 是
    废盐综合利用项目（一期） | 300 | 300 | 是
    废盐综合利用项目（二期） | 0 | 0 | 否
"""


def rows_of(text: str) -> list[list[str]]:
    """文字表的各格。"""
    return [[part.strip() for part in line.split("|")] for line in dedent(text).strip("\n").rstrip().split("\n")]


def workbook_bytes(sheets: Mapping[str, str]) -> bytes:
    """若干张文字表 → xlsx。"""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in sheets.items():
        sheet = book.create_sheet(name)
        rows = rows_of(text)
        for row, parts in enumerate(rows, 1):
            for column, part in enumerate(parts, 1):
                if part not in ("", "<", "^"):
                    sheet.cell(row, column, _value(part))
                    height, width = _span(rows, row - 1, column - 1)
                    if height > 1 or width > 1:
                        sheet.merge_cells(None, row, column, row + height - 1, column + width - 1)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@cache
def _roster_bytes(listing: str, plan: str, alias: str) -> bytes:
    """多数测试用同一份清单，只造一次。"""
    return workbook_bytes({"项目清单": listing, "建设计划": plan, "别名": alias})


def _span(rows: list[list[str]], row: int, column: int) -> tuple[int, int]:
    height, width = 1, 1
    while column + width < len(rows[row]) and rows[row][column + width] == "<":
        width += 1
    while row + height < len(rows) and column < len(rows[row + height]) and rows[row + height][column] == "^":
        height += 1
    return height, width


def _value(part: str) -> object:
    if part.startswith("@"):
        return date.fromisoformat(part[1:])
    if part.startswith("'"):
        return part[1:]
    if re.fullmatch(r"-?\d+", part):
        return int(part)
    if re.fullmatch(r"-?\d+\.\d+", part):
        return float(part)
    return part.replace("\\n", "\n")


@dataclass(frozen=True)
class Outcome:
    """一次读入或核对的结果。"""

    facts: Facts
    findings: list[Finding]

    @property
    def codes(self) -> list[tuple[str, str]]:
        """（编号，单元格），次序不论。"""
        return sorted((finding.code, finding.cell) for finding in self.findings)

    @property
    def newest(self) -> Mapping[int, Progress]:
        """最近一个月的进展。"""
        return self.facts.returns[max(self.facts.returns)].progress

    def only(self, code: str) -> Finding:
        """唯一的一条 ``code``。"""
        (finding,) = [finding for finding in self.findings if finding.code == code]
        return finding


class Desk:
    """一个办事员的 inputs 文件夹；起始月份是4月。"""

    def __init__(self, inputs: Path) -> None:
        self.inputs = inputs
        inputs.mkdir(exist_ok=True)
        (inputs / "方案.toml").write_bytes((PROJECT_ROOT / "inputs" / "方案.toml").read_bytes())
        self.roster()

    @property
    def scheme(self) -> Scheme:
        """三个项目的方案设置。"""
        checks = Checks(3, 2, 1, Decimal("846794"), Decimal("115000"), minimum=Decimal("50000"))
        return replace(load_scheme(self.inputs), checks=checks)

    def roster(
        self, listing: str = LIST, plan: str = PLAN, alias: str = "别名 | 项目名称\n电站 | 抽水蓄能电站"
    ) -> None:
        """写项目清单。"""
        (self.inputs / "项目清单.xlsx").write_bytes(_roster_bytes(listing, plan, alias))

    def put(self, month: str, name: str, data: bytes) -> Path:
        """往一个月的文件夹放一个文件。"""
        path = self.inputs / "月度进展" / month / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def sheets(self, month: str = "2024-04", name: str = "填报.xlsx", **sheets: str) -> None:
        """写一个填报表，关键字是工作表名。"""
        self.put(month, name, workbook_bytes(sheets))

    def book(self, name: str, **sheets: str) -> None:
        """写 inputs 下的一个台账，``name`` 不带扩展名；本月的填报表也备好。"""
        (self.inputs / f"{name}.xlsx").write_bytes(workbook_bytes(sheets))
        self.sheets(进展=RETURN)

    def read(self, month: str = "2024-04") -> Outcome:
        """读入。"""
        return Outcome(*read_facts(self.inputs, self.scheme, Month.parse(month)))

    def check(self, month: str = "2024-04") -> Outcome:
        """读入并核对；只留核对的结果。"""
        facts = self.read(month).facts
        return Outcome(facts, check_facts(facts, self.scheme, Month.parse(month)))
