"""docs/样张 的图片：演示月份的各种公文和随附材料，各取有代表性的几页，都取自真正出的一期。

没有 LibreOffice 时总表的图片保持原样。
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from reportgen.conform.libreoffice import convert_to_pdf
from reportgen.model.period import Month
from reportgen.notice import issue_notice
from reportgen.pipeline import Request, run
from reportgen.preview import Studio
from reportgen.settings import load_scheme
from tools.pictures import bookmarks, pdf_pages, shrunk, write_picture

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "样张"
MONTH = Month(2024, 6)
_FONTS = ROOT / "reportgen" / "fonts"
_DPI = 55
#: 横排的、挂图和表格的页缩小些。
_WIDE, _SMALL = _DPI * 0.85, _DPI * 0.7
_VOLUME, _WALL_PLANS = "打印合订本.pdf", "施工图合订本.pdf"
#: 预览的分辨率，点每英寸。
_PREVIEW_DPI = 110


@dataclass(frozen=True, slots=True)
class Choice:
    """一张图片里的几页：从名称含有 ``bookmark`` 的第一个书签起，取 ``count`` 页。"""

    bookmark: str
    count: int = 1
    dpi: float = _DPI
    volume: str = _VOLUME


#: 图片的名称 → 拼在一起的各页。
CHOICES: dict[str, tuple[Choice, ...]] = {
    "分发清单": (Choice("分发清单"),),
    "月度专报": (Choice("工作专报", 2),),
    "月度专报附件": (Choice("手续办理情况表", dpi=_WIDE), Choice("进展情况图", dpi=_WIDE)),
    "包保领导月报": (Choice("包保项目月报", 2),),
    "推进情况通报": (Choice("推进情况通报"), Choice("项目推进情况表", dpi=_WIDE)),
    "提示函和督办通知": (Choice("（开工）"), Choice("督办通知")),
    "问题清单台账": (Choice("问题清单台账", dpi=_WIDE),),
    "提格事项报告": (Choice("提格事项报告", 2),),
    "联席会议": (Choice("通知及议题单"), Choice("纪要（代拟稿）")),
    "项目推进施工图": (Choice("废盐综合利用", dpi=_WIDE, volume=_WALL_PLANS),),
}


def month_pictures(folder: Path = FOLDER) -> Iterator[Path]:
    """演示月份的全部图片，逐张写出。"""
    with TemporaryDirectory() as place:
        request = Request(ROOT / "inputs", Path(place), ROOT / "templates", ROOT / "fonts", MONTH)
        run(request)
        issue_notice(request)
        edition = request.outputs / str(MONTH)
        yield from _papers(edition, folder)
        yield write_picture([_query(request)], folder / "数据核实单.png")
        (notice,) = request.outputs.glob("印发通知/*.pdf")
        yield write_picture(pdf_pages(notice, _DPI, (0, 1)), folder / "印发通知.png")
        (review,) = edition.glob("审阅稿/*通报*.pdf")
        yield write_picture(pdf_pages(review, _DPI, (0,)), folder / "审阅稿.png")
        yield write_picture(pdf_pages(_web_page(edition / "总览.html"), _SMALL, (0, 2)), folder / "总览.png")
        yield from _workbook(edition / "总表.xlsx", request.outputs / "转换", folder)


def _papers(edition: Path, folder: Path) -> Iterator[Path]:
    starts = {volume: bookmarks(edition / volume) for volume in (_VOLUME, _WALL_PLANS)}
    for name, choices in CHOICES.items():
        pages = []
        for choice in choices:
            start = next(page for title, page in starts[choice.volume] if choice.bookmark in title)
            pages += pdf_pages(edition / choice.volume, choice.dpi, range(start, start + choice.count))
        yield write_picture(pages, folder / f"{name}.png")


def _query(request: Request) -> Image.Image:
    """第一件数据核实单：它不合订，也没有 PDF，页面取自预览。"""
    studio = Studio(request)
    order = next(number for number, (paper, _) in enumerate(studio.papers()) if paper.name == "数据核实单")
    page = Image.open(io.BytesIO(studio.sheets(order, 0).images[0])).convert("RGB")
    return shrunk(page, _WIDE / _PREVIEW_DPI)


def _web_page(path: Path) -> bytes:
    """网页印成 A4；字体用随程序提供的，不论本机装了什么。"""
    fonts = FontConfiguration()
    face = f'@font-face{{font-family:"Noto Sans SC";src:url("{(_FONTS / "NotoSansSC-Medium.ttf").as_uri()}")}}'
    sheet = CSS(string=f"{face} svg text{{font-family:'Noto Sans SC'}}", font_config=fonts)
    return bytes(HTML(path).write_pdf(stylesheets=[sheet], font_config=fonts))


def _workbook(master: Path, place: Path, folder: Path) -> Iterator[Path]:
    place.mkdir()
    names = load_scheme(ROOT / "inputs").fonts
    fonts = {names["宋体"]: _FONTS / "NotoSerifSC-Regular.ttf", names["黑体"]: _FONTS / "NotoSansSC-Medium.ttf"}
    made = convert_to_pdf([master], place, fonts)
    if made is not None:
        yield write_picture(pdf_pages(made[master], _SMALL, (1,)), folder / "总表.png")
