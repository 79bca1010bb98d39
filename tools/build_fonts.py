"""由原字体制作随程序的字体（只在更换字体时运行）。

用法：python tools/build_fonts.py 原件文件夹
原件文件夹（含子文件夹）里要有 ``COPIED``、``REDUCED``、``LICENCE`` 所列的原件，
三个 Noto 软件包分别解开在 serif、sans 和 serif-jp 里；来历见 reportgen/fonts/说明.md。
Fandol 字体按 GPL（附字体例外）原样收入；Noto 字体按 OFL 1.1 缩减字数后收入。
同样的原件和同一版本的 fontTools 得到同样的字节；完成后逐个打印 SHA-256。
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
import sys
from collections.abc import Iterator, Set
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

OUTPUT = Path(__file__).resolve().parents[1] / "reportgen" / "fonts"

#: 原样收入的文件：成品名 → 原件名。
COPIED = {
    "FandolFang-Regular.otf": "FandolFang-Regular.otf",
    "FandolKai-Regular.otf": "FandolKai-Regular.otf",
    "Fandol-README.txt": "README",
    "NotoSansSC-OFL.txt": "sans/LICENSE_FONT",
    "NotoSerifSC-OFL.txt": "serif/LICENSE_FONT",
}

#: 缩减字数的字体：成品名 → 原件名；各留哪些字见 :func:`_kept`。
REDUCED = {
    "NotoSansSC-Medium.ttf": "NotoSansSC_500Medium.ttf",
    "NotoSerifSC-Bold.ttf": "NotoSerifSC_700Bold.ttf",
    "NotoSerifSC-ExtraLight.ttf": "NotoSerifSC_200ExtraLight.ttf",
    "NotoSerifSC-Regular.ttf": "NotoSerifSC_400Regular.ttf",
    "NotoSerifJP-ExtraLight.ttf": "NotoSerifJP_200ExtraLight.ttf",
}

LICENCE = ("Fandol-COPYING.txt", "COPYING.gz")

#: GBK 之外的整段：西文与标点、数学与带圈符号、基本汉字、兼容汉字、全角字、扩展B区起原字体所有的字。
BLOCKS = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x2000, 0x206F),
    (0x2070, 0x27BF),
    (0x2E80, 0x303F),
    (0x3200, 0x33FF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFE10, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)

#: 基本汉字与扩展A区。
HAN = frozenset((*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)))

#: 粗体和黑体的扩展A区只收人名、地名里见得到的字（其余六千余字多为古字，由特细体补）。
NAME_CHARACTERS = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠"
    "䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)


def main(arguments: list[str]) -> int:
    """入口；返回进程的退出码。"""
    if len(arguments) != 1:
        print("用法：python tools/build_fonts.py 原件文件夹", file=sys.stderr)
        return 2
    build(Path(arguments[0]), OUTPUT)
    for path in sorted(OUTPUT.glob("*.[ot]tf")):
        print(hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size, path.name)
    return 0


def build(originals: Path, output: Path) -> None:
    """把 ``originals`` 里的原件做成 ``output`` 里的成品。"""
    output.mkdir(parents=True, exist_ok=True)
    for name, original in COPIED.items():
        shutil.copyfile(_find(originals, original), output / name)
    name, original = LICENCE
    (output / name).write_bytes(gzip.decompress(_find(originals, original).read_bytes()))
    fandol = [_code_points(output / name) for name in COPIED if name.endswith(".otf")]
    light = _code_points(_find(originals, REDUCED["NotoSerifSC-ExtraLight.ttf"]))
    kept = _kept(frozenset(_characters()), fandol[0].intersection(*fandol), light)
    for name, original in REDUCED.items():
        _reduce(_find(originals, original), output / name, kept[name])


def _kept(characters: Set[int], fandol: Set[int], light: Set[int]) -> dict[str, Set[int]]:
    """各成品保留的码位；``fandol`` 是仿宋和楷体都有的字，``light`` 是特细体原件的字。

    宋体只印页码和图中文字，汉字与仿宋同样多；各种字体没有的字都由特细体补，
    特细体也没有的扩展B区起的字由日文特细体补。
    """
    song = {char for char in characters if char in fandol or char not in HAN}
    return {
        "NotoSansSC-Medium.ttf": characters,
        "NotoSerifSC-Bold.ttf": characters,
        "NotoSerifSC-ExtraLight.ttf": (characters | HAN) - fandol,
        "NotoSerifSC-Regular.ttf": song,
        "NotoSerifJP-ExtraLight.ttf": {char for char in characters if char >= 0x20000} - light,
    }


def _find(folder: Path, name: str) -> Path:
    """在 ``folder`` 及其子文件夹里找唯一的 ``name``（可带上级文件夹名）。"""
    found = [path for path in sorted(folder.rglob(Path(name).name)) if path.as_posix().endswith(f"/{name}")]
    if len(found) != 1:
        raise SystemExit(f"{folder} 里应有且只有一个 {name}，找到 {len(found)} 个")
    return found[0]


def _code_points(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _characters() -> Iterator[int]:
    """成品保留的码位，各成品再取其中一部分：GB18030 双字节区（含 GBK）、``BLOCKS`` 和 ``NAME_CHARACTERS``。"""
    for first, last in BLOCKS:
        yield from range(first, last + 1)
    yield from map(ord, NAME_CHARACTERS)
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            yield from map(ord, bytes((lead, trail)).decode("gb18030", "ignore"))


def _reduce(original: Path, target: Path, kept: Set[int]) -> None:
    """去掉 ``kept`` 以外的字和提示指令；版权、许可和字体名称原样保留。"""
    options = subset.Options()
    options.layout_features = ["kern", "halt"]
    options.hinting = False
    options.name_IDs = [*range(26)]
    options.name_languages = ["*"]
    options.drop_tables += ["STAT", "vhea", "vmtx"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = subset.load_font(str(original), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=kept)
    subsetter.subset(font)
    # 特细体原写 250，PDF 的字体名会带上“weight=250”；改为 OpenType 规定的 200
    font["OS/2"].usWeightClass = font["OS/2"].usWeightClass // 100 * 100
    subset.save_font(font, str(target), options)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
