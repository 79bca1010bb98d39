"""测量：命令的启动时间，生成一个月公文的时间，以及 docxtpl 加 LibreOffice 排同样的文字和表格的时间。

只报数字，不下结论。用法：python tools/bench.py（在项目文件夹里，用虚拟环境的解释器）
"""

from __future__ import annotations

import importlib
import importlib.util
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

RUNS, ROUNDS = 11, 3
ROOT = Path(__file__).resolve().parents[1]
COMMAND = str(Path(sys.executable).with_name("reportgen"))

Context = Mapping[str, object]


def main() -> int:
    """入口；生成不成功时返回它的退出码。"""
    bare, helped = startup()
    ratio = statistics.median(one / other for one, other in zip(helped, bare, strict=True))
    print(f"空解释器启动：中位 {statistics.median(bare):.3f} 秒（{RUNS}次）")
    print(f"reportgen --help：中位 {statistics.median(helped):.3f} 秒（{RUNS}次）")
    print(f"二者之比：中位 {ratio:.2f}")
    with tempfile.TemporaryDirectory() as folder:
        return compared(Path(folder))


def startup() -> tuple[list[float], list[float]]:
    """空解释器和 ``reportgen --help`` 各次所用的秒数；交替运行，先空跑一次不计。"""
    bare, helped = [sys.executable, "-c", "pass"], [COMMAND, "--help"]
    pairs = [(wall(bare)[0], wall(helped)[0]) for _ in range(RUNS + 1)]
    return [first for first, _ in pairs[1:]], [second for _, second in pairs[1:]]


def wall(command: list[str]) -> tuple[float, int]:
    """运行一次所用的秒数和退出码。"""
    start = time.perf_counter()
    code = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL).returncode
    return time.perf_counter() - start, code


def compared(folder: Path) -> int:
    """最新一个月：本程序从填报表到全部公文，与 docxtpl 加 LibreOffice 交替，各跑几遍。"""
    seconds, code = month(folder / "0")
    print(f"生成最新一个月：{seconds:.2f} 秒，退出码 {code}")
    papers = sorted((folder / "0").glob("[0-9]*/**/*.docx"))
    if code or not papers:
        return code
    if lacking := missing():
        print(f"没有安装 {'、'.join(lacking)}，不与 docxtpl 加 LibreOffice 比较")
        return code
    made = [template(paper, folder / f"{order}.docx") for order, paper in enumerate(papers)]
    print(f"docxtpl 加 LibreOffice：{len(made)}件 DOCX 的同样文字和表格，只填模板、转 PDF，不读表、不核对、不评价")
    rival(made, folder / "他")
    pairs = [(month(folder / f"{turn}")[0], rival(made, folder / "他")) for turn in range(1, ROUNDS + 1)]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"本程序：中位 {ours:.2f} 秒；docxtpl 加 LibreOffice：中位 {theirs:.2f} 秒（交替{ROUNDS}遍，各先空跑一遍）")
    print(f"docxtpl 加 LibreOffice 是本程序的 {theirs / ours:.2f} 倍")
    return code


def month(outputs: Path) -> tuple[float, int]:
    """在 ``outputs`` 里生成最新一个月。"""
    return wall([COMMAND, "monthly", "--outputs", str(outputs)])


def missing() -> list[str]:
    """没有安装的。"""
    from reportgen.conform.libreoffice import find_soffice

    have = {"docxtpl": importlib.util.find_spec("docxtpl"), "soffice": find_soffice()}
    return [name for name, found in have.items() if not found]


def template(paper: Path, path: Path) -> tuple[Path, Context]:
    """把一件公文的段落和表格改写成 docxtpl 的模板（存到 ``path``）和要填的文字；段落、表格都用循环。"""
    from docx import Document

    source, made = Document(str(paper)), Document()
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in source.tables]
    for line in ("{%p for one in paragraphs %}", "{{ one }}", "{%p endfor %}"):
        made.add_paragraph(line)
    for order, rows in enumerate(tables):
        width = len(rows[0])
        loop = made.add_table(3, width, style="Table Grid").rows
        loop[0].cells[0].text = f"{{%tr for row in tables[{order}] %}}"
        for column, cell in enumerate(loop[1].cells):
            cell.text = f"{{{{ row[{column}] }}}}"
        loop[2].cells[0].text = "{%tr endfor %}"
    made.save(str(path))
    return path, {"paragraphs": [one.text for one in source.paragraphs], "tables": tables}


def rival(made: Sequence[tuple[Path, Context]], folder: Path) -> float:
    """docxtpl 填好各件、LibreOffice 一次转成 PDF 所用的秒数；用户设置和字体缓存放在 ``folder``，不受本机影响。"""
    from reportgen.conform.libreoffice import convert_to_pdf

    docxtpl = importlib.import_module("docxtpl")
    start = time.perf_counter()
    filled = []
    for path, context in made:
        document = docxtpl.DocxTemplate(str(path))
        document.render(context, autoescape=True)
        filled.append(path.with_suffix(".filled.docx"))
        document.save(str(filled[-1]))
    convert_to_pdf(filled, folder, {"宋体": next((ROOT / "reportgen" / "fonts").glob("NotoSerifSC-Regular.*"))})
    return time.perf_counter() - start


if __name__ == "__main__":
    raise SystemExit(main())
