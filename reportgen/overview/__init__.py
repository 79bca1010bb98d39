"""总览：总览.html 和 质量报告.html，各一个文件，不联网也能看，可以打印。"""

from reportgen.overview.build import overview_of
from reportgen.overview.overview_html import OVERVIEW_FILE, QUALITY_FILE, overview_html
from reportgen.overview.quality_html import quality_html
from reportgen.overview.values import FigureText, FileLink, Overview, PaperLink

__all__ = [
    "OVERVIEW_FILE",
    "QUALITY_FILE",
    "FigureText",
    "FileLink",
    "Overview",
    "PaperLink",
    "overview_html",
    "overview_of",
    "quality_html",
]
