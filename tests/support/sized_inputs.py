"""任意多个项目的一套 inputs：设置取自 examples/ 的方案，清单和一个月的填报表现写。"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import openpyxl

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "云溪市2025" / "inputs"
MONTH = "2025-03"
LIST_HEAD = (
    "序号", "项目名称", "法人单位", "建设规模及主要建设内容", "建设性质", "总投资", "年度计划投资",
    "包保领导", "责任部门", "属地政府", "备注",
)  # fmt: skip


def sized_inputs(folder: Path, count: int) -> Path:
    """``count`` 个项目：序号逢三是续建，五位包保领导、七个部门、六个属地轮流；每个计划 1 亿元，完成 0.1 亿元。"""
    (folder / "月度进展" / MONTH).mkdir(parents=True)
    text = (EXAMPLE / "方案.toml").read_text(encoding="utf-8")
    continuing = count // 3
    for key, value in {
        "项目数": str(count),
        "新建": str(count - continuing),
        "续建": str(continuing),
        "总投资": f'"{count * 4}亿元"',
        "年度计划投资": f'"{count}亿元"',
    }.items():
        text = re.sub(rf'(?m)^"{key}" = [^#\n]+', f'"{key}" = {value}', text)
    (folder / "方案.toml").write_text(text, encoding="utf-8")
    _write_list(folder / "项目清单.xlsx", count)
    _write_return(folder / "月度进展" / MONTH / "全市.xlsx", count)
    return folder


def name_of(number: int) -> str:
    """第 ``number`` 个项目的名称。"""
    return f"第{number}号示例工程"


def _write_list(path: Path, count: int) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["单位：亿元", "全市"])
    sheet.append(LIST_HEAD)
    for number in range(1, count + 1):
        nature = "续建" if number % 3 == 0 else "新建"
        names = [f"示例领导{number % 5}", f"示例{number % 7}局", f"示例{number % 6}县"]
        sheet.append([number, name_of(number), "示例公司", "建设示例工程。", nature, 4, 1, *names, None])
    book.save(path)


def _write_return(path: Path, count: int) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["单位：亿元", "全市"])
    sheet.append(["项目名称", "本月完成投资", "本年累计完成投资", "是否入库", "建设状态"])
    for number in range(1, count + 1):
        sheet.append([name_of(number), Decimal("0.1"), Decimal("0.1"), "是", "在建"])
    book.save(path)
