"""版面数值：GB/T 9704—2012 的条款与本系统的约定，单位毫米和磅。

两种输出格式共用这些数值；坐标原点在纸面左上角。
专报的报头是地方格式，国家标准没有规定，注明“地方”。
"""

from __future__ import annotations

from dataclasses import dataclass

PT_PER_MM = 72 / 25.4
TWIPS_PER_MM = 1440 / 25.4
EMU_PER_MM = 36000

# 纸张与版心（5.1、5.2.1）
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
TYPE_AREA_WIDTH, TYPE_AREA_HEIGHT = 156.0, 225.0
BINDING_MARGIN = 28.0  # 订口，左
RIGHT_MARGIN = PAGE_WIDTH - BINDING_MARGIN - TYPE_AREA_WIDTH
LINES_PER_PAGE, CHARS_PER_LINE = 22, 28  # 5.2.3

# 字号（5.2.2、7.3.1、7.4、7.5）
BODY_PT = 16.0  # 3号
TITLE_PT = 22.0  # 2号
IMPRINT_PT = 14.0  # 4号
PAGE_NUMBER_PT = 14.0  # 4号
TABLE_PT = 10.5  # 5号，国家标准未规定表内字号
TABLE_UNIT_PT = 12.0  # 小4号
STAMP_PT = 12.0  # “演示数据”等标记
LETTER_MARK_PT = 38.0  # 信函发文机关标志，字号国家标准未规定
REPORT_MARK_PT = 44.0  # 专报名称，地方

CHAR_MM = BODY_PT / PT_PER_MM  # 3号字的一个字

#: 版心每行 28 字要求的字距，磅（28×16 磅比 156 毫米宽 2 毫米）。
PDF_TRACKING_PT = -0.212
DOCX_TRACKING_TWIPS = -6

# 页码（7.5）：4号宋体，一字线在版心下边缘下 7 毫米，居外侧空一字
PAGE_NUMBER_DROP = 7.0

# 版记（7.4）：首末线 0.35 毫米，中间线 0.25 毫米
IMPRINT_RULE, IMPRINT_INNER_RULE = 0.35, 0.25

# 信函（10.1）
LETTER_MARK_TOP = 30.0  # 标志上边缘至上页边
LETTER_RULE_LENGTH = 170.0
LETTER_RULE_GAP = 4.0  # 标志下边缘至第一条红色双线
LETTER_SECOND_RULE_BOTTOM = 20.0  # 第二条红色双线至下页边
LETTER_NUMBER_GAP = BODY_PT * 7 / 8 / PT_PER_MM  # 3号字高的 7/8
LETTER_THICK_RULE, LETTER_THIN_RULE, LETTER_RULE_SPACE = 0.7, 0.25, 0.3  # 粗细为惯例

# 专报报头（地方）：名称上边缘在版心下 8 毫米，期号、编发行，红色反线 0.7 毫米
REPORT_MARK_TOP = 45.0
REPORT_RULE = 0.7

RED = "#D7000F"

# 横排附件：表头朝订口一侧（纸面左边），页码在与竖排页相同的位置（8）
LANDSCAPE_MARGINS = (BINDING_MARGIN, 37.0, RIGHT_MARGIN, 35.0)  # 横放后的上、右、下、左

# 统计图，国家标准未规定大小
CHART_WIDTH, CHART_HEIGHT = 150.0, 46.0

STAMP_TOP = 15.0  # 标记上边缘至上页边，居右


@dataclass(frozen=True, slots=True)
class Profile:
    """版心的两种读法：行距与上下页边。

    BOX：22 个行高填满 225 毫米；INK：首行字顶至末行字底填满 225 毫米。
    """

    name: str
    top: float
    bottom: float
    pitch_mm: float
    pitch_twips: int


BOX = Profile("BOX", 37.0, 35.0, TYPE_AREA_HEIGHT / LINES_PER_PAGE, 579)
INK = Profile("INK", 34.6, 32.6, (TYPE_AREA_HEIGHT - CHAR_MM) / (LINES_PER_PAGE - 1), 592)


@dataclass(frozen=True, slots=True)
class ImprintPlacement:
    """版记的位置，由 PDF 排版得出，DOCX 照用。

    ``is_own_page`` 为真时版记独占最后一页；``blank_pages`` 是它前面的空白页数，
    有空白页时空白页和版记页都不编页码（7.5）。
    """

    is_own_page: bool
    blank_pages: int = 0
