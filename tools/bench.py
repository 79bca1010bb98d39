"""测量：命令的启动时间，生成一个月公文的时间。只报数字，不下结论。

用法：python tools/bench.py（在项目文件夹里，用虚拟环境的解释器）
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 11
ROOT = Path(__file__).resolve().parents[1]
COMMAND = str(Path(sys.executable).with_name("reportgen"))


def main() -> int:
    """入口；生成不成功时返回它的退出码。"""
    bare, helped = startup()
    ratio = statistics.median(one / other for one, other in zip(helped, bare, strict=True))
    print(f"空解释器启动：中位 {statistics.median(bare):.3f} 秒（{RUNS}次）")
    print(f"reportgen --help：中位 {statistics.median(helped):.3f} 秒（{RUNS}次）")
    print(f"二者之比：中位 {ratio:.2f}")
    return month()


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


def month() -> int:
    """在临时文件夹里生成最新一个月。"""
    with tempfile.TemporaryDirectory() as folder:
        seconds, code = wall([COMMAND, "monthly", "--outputs", folder])
    print(f"生成最新一个月：{seconds:.2f} 秒，退出码 {code}")
    return code


if __name__ == "__main__":
    raise SystemExit(main())
