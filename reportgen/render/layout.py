"""版面数值：GB/T 9704—2012 的条款与本系统的约定，单位毫米和磅。

两种输出格式共用这些数值；坐标原点在纸面左上角。
专报的报头是地方格式，国家标准没有规定，注明“地方”。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from reportgen.model.document import PageStyle, Profile
from reportgen.model.document import Sheet as PaperSize

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
FILE_MARK_PT = 51.0  # 文件、纪要、命令的发文机关标志；这样大，其下空二行后标题（命令为正文）正落在整行上

CHAR_MM = BODY_PT / PT_PER_MM  # 3号字的一个字

#: 版心每行 28 字要求的字距，磅（28×16 磅比 156 毫米宽 2 毫米）。
PDF_TRACKING_PT = -0.212
DOCX_TRACKING_TWIPS = -5  # 最接近 PDF 的整缇，28 字余 25 缇

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

# 文件、纪要的版头（7.2、10.3）：标志墨迹顶在版心上边缘下 35 毫米；发文字号空二行；红线在其下 4 毫米，与版心等宽
FILE_MARK_TOP = 72.0
FILE_RULE_GAP, FILE_RULE = 4.0, 0.7  # 线粗为惯例
FILE_TITLE_ROW = 10  # 标题之前的整行数，红线下空二行；联合行文、签发人多于一行时另加，见 file_title_row
SIGNERS_PER_ROW = 2  # 签发人每行两人，右空一字，左端对齐，发文字号与最后一行同行、左空一字（7.2.5、7.2.6）
SIGNER_GAP_CHARS = 1  # 同一行两个姓名之间，约定

# 联合行文的标志（7.2.4）：各机关名称上下排列、左右撑齐，“文件”在右侧上下居中，大小与一个机关时相同
JOINT_EXTRA_ROWS = 3  # 比一个机关时的标志至多高三行，首页才有正文（7.3.3）；机关再多就缩小字号
JOINT_LINE_EM = 1.25  # 名称的行距，字
MARK_INK_EM = 0.93  # 标志一行墨迹的高，字（估计；PDF 按字体量取）
JOINT_GAP = 5.0  # 名称与“文件”的间隔，约定

# 命令（10.2）：标志墨迹顶在版心上边缘下 20 毫米；令号空二行居中；正文再空二行，没有标题和红线
COMMAND_MARK_TOP = 57.0
COMMAND_BODY_ROW = 8  # 正文之前的整行数

# 署名与成文日期（7.3.5）。印章和签名章只留位置，从不画出
SIGN_BLANK_ROWS = 1  # 不加盖印章：正文下空一行
UNSEALED_RIGHT_CHARS, UNSEALED_SHIFT_CHARS = 2, 2  # 署名右空二字；日期首字比署名首字右移二字
SEAL_DIAMETER = 45.0  # 市级机关印章的直径（国发〔1999〕25号）
SEAL_RAISE = 2.0  # 印章中心比署名和日期的中线高 2 毫米：署名、日期在印章中心偏下
SEAL_BLANK_ROWS = 2  # 加盖印章：正文下空二行，印章顶端距正文不到一行
SEAL_DATE_CHARS = 4  # 成文日期右空四字，署名以它为准居中
SEAL_TAIL_ROWS = 1  # 成文日期以下，印章还占一行；附注可以排在这一行
SEAL_ROW_ROWS = 5  # 联合行文上下两排署名相距五行，印章互不相碰
#: 联合行文每排的机关数 → 相邻署名的中线之距；最后一个的中线在成文日期的中线上。
SEAL_STEPS: Mapping[int, float] = {1: 0.0, 2: 78.0, 3: 47.0}
SEAL_NAME_GAP = 2.0  # 同一排相邻署名至少相隔
SIGN_STAMP_BLANK_ROWS = 2  # 签名章：正文下空二行
SIGN_STAMP_ROWS, SIGN_STAMP_WIDTH = 2, 40.0  # 签名章的位置：高二行，宽 40 毫米（惯例），右空四字
SIGN_STAMP_RIGHT_CHARS = 4
SIGN_STAMP_TITLE_GAP_CHARS = 2  # 职务在签名章左，空二字，上下居中
SIGN_STAMP_DATE_BLANK_ROWS = 1  # 签名章下空一行是成文日期，右空四字

# 专报报头（地方）：名称上边缘在版心下 8 毫米，期号、编发行，红色反线 0.7 毫米
REPORT_MARK_TOP = 45.0
REPORT_RULE = 0.7

RED = "#D7000F"

# 横排附件：标识第一行，标题第三行，与竖排相同（7.3.7）；标题与表之间不空行，只留 2 毫米
LANDSCAPE_TITLE_GAP = 2.0
# 横排附件的页边：表头朝订口一侧（纸面左边），页码在与竖排页相同的位置（8）
LANDSCAPE_MARGINS = (BINDING_MARGIN, 37.0, RIGHT_MARGIN, 35.0)  # 横放后的上、右、下、左

# 统计图，国家标准未规定大小
CHART_WIDTH, CHART_HEIGHT = 150.0, 46.0

STAMP_TOP = 15.0  # “演示数据”等标记：上边缘至上页边，居右

# 图表（台账、挂图），不是公文，国家标准未作规定：文字小 4 号，行距 7 毫米；标题的行距 1.3 倍，其下空 2 毫米
SHEET_TEXT_PT, SHEET_LINE = 12.0, 7.0
SHEET_TITLE_LEADING, SHEET_TITLE_GAP = 1.3, 2.0
SHEET_STAMP_TOP = 12.0  # 图表天头小，标记高些，与表格隔开


@dataclass(frozen=True, slots=True)
class TypeArea:
    """一种读法的行距与上下页边。"""

    top: float
    bottom: float
    pitch_mm: float
    pitch_twips: int


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """图表的一种纸，毫米：``margins`` 是上、右、下、左页边，订口在左；``title_pt`` 是标题的磅数。"""

    width: float
    height: float
    margins: tuple[float, float, float, float]
    title_pt: float

    @property
    def text_width(self) -> float:
        """页边以内的宽。"""
        return self.width - self.margins[1] - self.margins[3]

    @property
    def text_height(self) -> float:
        """页边以内的高。"""
        return self.height - self.margins[0] - self.margins[2]

    @property
    def title_line(self) -> float:
        """标题一行的高。"""
        return self.title_pt * SHEET_TITLE_LEADING / PT_PER_MM


#: 图表的纸张 → 版面（约定）：页边 20 毫米，A3 和竖放的 A4 左边装订，订口 25 毫米。
SHEETS: Mapping[PaperSize, SheetLayout] = {
    PaperSize.A4: SheetLayout(PAGE_WIDTH, PAGE_HEIGHT, (20.0, 20.0, 20.0, 25.0), 18.0),
    PaperSize.A4_WIDE: SheetLayout(PAGE_HEIGHT, PAGE_WIDTH, (20.0, 20.0, 20.0, 20.0), 18.0),
    PaperSize.A3_WIDE: SheetLayout(420.0, PAGE_HEIGHT, (20.0, 20.0, 20.0, 25.0), 26.0),
}

_INK_PITCH = (TYPE_AREA_HEIGHT - CHAR_MM) / (LINES_PER_PAGE - 1)
_HALF_LEADING = (_INK_PITCH - CHAR_MM) / 2  # 行距比字高多出的一半，在版心之外

BOX = TypeArea(37.0, 35.0, TYPE_AREA_HEIGHT / LINES_PER_PAGE, 579)
INK = TypeArea(BOX.top - _HALF_LEADING, BOX.bottom - _HALF_LEADING, _INK_PITCH, 592)
#: 版心的两种读法；标志、版记、页码在纸面上的位置两种相同。
GRIDS: Mapping[Profile, TypeArea] = {Profile.BOX: BOX, Profile.INK: INK}


def side_margins(page: PageStyle, *, is_even: bool) -> tuple[float, float]:
    """左、右页边，毫米；双面对称时双页对调。"""
    if page.is_mirrored and is_even:
        return RIGHT_MARGIN, BINDING_MARGIN
    return BINDING_MARGIN, RIGHT_MARGIN


def landscape_margins(page: PageStyle, *, is_even: bool) -> tuple[float, float, float, float]:
    """横排附件横放后的上、右、下、左页边，即竖排页的左、上、右、下；两种版心相同（8）。"""
    left, right = side_margins(page, is_even=is_even)
    return left, BOX.top, right, BOX.bottom


def signer_rows(signers: int) -> int:
    """签发人占的行数；没有签发人时发文字号自占一行。"""
    return max(1, ceil(signers / SIGNERS_PER_ROW))


def joint_extra_rows(organs: int) -> int:
    """联合行文的标志比一个机关时高几行。"""
    return min(organs - 1, JOINT_EXTRA_ROWS)


def file_title_row(organs: int, signers: int) -> int:
    """文件、纪要的标题之前的整行数。"""
    return FILE_TITLE_ROW + joint_extra_rows(organs) + signer_rows(signers) - 1


def joint_mark_pt(organs: int, pitch_mm: float) -> float:
    """联合行文标志中机关名称的字号，磅：各名称的墨迹合起来正好高出整行。"""
    height = MARK_INK_EM * FILE_MARK_PT / PT_PER_MM + joint_extra_rows(organs) * pitch_mm
    return height / ((organs - 1) * JOINT_LINE_EM + MARK_INK_EM) * PT_PER_MM


def head_rows(*, has_copy_number: bool, has_secrecy: bool) -> tuple[int, int, int]:
    """份号、密级、紧急程度在版心左上角的第几行，从 0 起（7.2.1—7.2.3）。

    密级总在第二行；紧急程度接在前两项之后，都没有时在第一行。
    信函不空行，依次排在第一条双线下（10.1）。
    """
    return 0, 1, 2 if has_secrecy else int(has_copy_number)


def seals_per_row(widths: tuple[float, ...]) -> int:
    """联合行文每排几个署名：放得下的最多几个，再使各排均匀；``widths`` 是各署名的宽，毫米。"""
    widest = max(widths) + SEAL_NAME_GAP
    most = max((count for count, step in SEAL_STEPS.items() if widest <= step), default=1)
    return ceil(len(widths) / ceil(len(widths) / most))


@dataclass(frozen=True, slots=True)
class ImprintPlacement:
    """版记的位置，由 PDF 排版得出，DOCX 照用。

    ``is_own_page`` 为真时版记独占最后一页；``blank_pages`` 是它前面的空白页数，
    有空白页时空白页和版记页都不编页码（7.5）。``has_recipients`` 为真时主送机关移到版记，
    在抄送之上，两者之间没有线（7.3.2、7.4.2）。
    """

    is_own_page: bool
    blank_pages: int = 0
    has_recipients: bool = False
