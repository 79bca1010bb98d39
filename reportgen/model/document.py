"""文稿：公文稿解析后的结构树，各种输出格式都由它写成。

文字以 :class:`Run` 为单位；由数据填入的文字带 :class:`Origin`，据此可从纸面追溯到单元格。
版式数值（毫米、字号）不在这里，见 ``reportgen/render/layout.py``。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from reportgen.model.period import Month
from reportgen.model.source import Source


@dataclass(frozen=True, slots=True)
class Origin:
    """填入文字的来历。

    Attributes:
        figure: 指标的键（``标识@范围``，见 figures.json）；直接取自单元格的文字为空串。
        sources: 单元格。
    """

    figure: str = ""
    sources: tuple[Source, ...] = ()


class Change(StrEnum):
    """审阅稿中一段文字与所比的一版相比的变化。"""

    INSERTED = "新增"
    DELETED = "删去"


@dataclass(frozen=True, slots=True)
class Run:
    """一段同样字体的文字；``origin`` 为 None 表示公文稿自己的文字，``change`` 只用于审阅稿。"""

    text: str
    origin: Origin | None = None
    change: Change | None = None


Runs = tuple[Run, ...]


def text_of(runs: Iterable[Run]) -> str:
    """连成纯文字。"""
    return "".join(run.text for run in runs)


class Form(StrEnum):
    """公文格式。专报（简报）是地方格式，图表（台账、挂图）不是公文，GB/T 9704—2012 都未作规定。

    文件格式有签发人的是上行文。
    """

    FILE = "文件"
    LETTER = "信函"
    MINUTES = "纪要"
    COMMAND = "命令"
    REPORT = "专报"
    SHEET = "图表"


class Sealing(StrEnum):
    """署名处怎样用印（7.3.5）；印章、签名章从不画出，只留位置。"""

    NONE = "不加盖印章"
    SEAL = "加盖印章"
    STAMP = "签名章"


class Align(StrEnum):
    """单元格对齐。"""

    LEFT = "左"
    CENTER = "中"
    RIGHT = "右"


@dataclass(frozen=True, slots=True)
class Heading:
    """层次标题：1 一、 2（一） 3 1. 4（1）（GB/T 9704—2012 7.3.3）。

    ``rest`` 是同段接排的正文；单独成行的标题为空。
    """

    level: int
    runs: Runs
    rest: Runs = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """正文自然段。"""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Note:
    """表后或文后的“注：”。"""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Cell:
    """单元格；被合并掉的位置不出现。"""

    runs: Runs
    align: Align = Align.CENTER
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """表格。

    Attributes:
        title: 表题，空则无。unit: 右上角的计量单位行（“单位：亿元”），空则无。
        widths: 各列相对宽度。header: 表头行，跨页重复。rows: 表身。
    """

    title: Runs
    unit: Runs
    widths: tuple[Decimal, ...]
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """图的一组数据；值与类别一一对应，None 为缺。``style`` 取 柱、线、阶梯。"""

    name: str
    values: tuple[Decimal | None, ...]
    style: str


class ChartKind(StrEnum):
    """统计图的样子：并列的柱（可叠加线）、堆积的柱。"""

    COLUMNS = "柱线"
    STACKED = "堆积"


@dataclass(frozen=True, slots=True)
class Chart:
    """统计图：一份定义，PDF 画成矢量图，DOCX 是可编辑的图表。

    ``unit`` 是纵轴单位；``is_tall`` 为真时用高图（类别多、类别名长）。
    """

    title: Runs
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    origin: Origin | None = None
    kind: ChartKind = ChartKind.COLUMNS
    is_tall: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """横道的起止，含首尾两天；``is_open`` 为真时还没有结束，画到 ``last`` 为止、末端敞开。"""

    first: date
    last: date
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class GanttRow:
    """横道图的一行：左边各栏的文字、计划与实际的横道、右边的情形。"""

    cells: tuple[Runs, ...]
    planned: Span
    actual: Span | None
    state: Runs


#: 横道图情形栏的栏名，排在 ``headings`` 之后。
STATE_HEADING = "进展情况"


@dataclass(frozen=True, slots=True)
class Gantt:
    """横道图：任务表与时间轴合在一起，一行一项任务；黑白打印可辨。

    Attributes:
        title: 图题。headings: 左边各栏的栏名；widths: 各栏宽，毫米，其余的宽归时间轴和情形栏。
        first、last: 时间轴的起止月份。cutoff: 截止日，画一条竖线。
    """

    title: Runs
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    first: Month
    last: Month
    cutoff: date
    rows: tuple[GanttRow, ...]


Block = Heading | Paragraph | Note | Table | Chart | Gantt


@dataclass(frozen=True, slots=True)
class Attachment:
    """一个附件，另面编排（GB/T 9704—2012 7.3.7）。

    ``title`` 与附件说明一致；``title_lines`` 是标题回行后的各行，空则排到哪里算哪里。
    """

    title: Runs
    blocks: tuple[Block, ...]
    is_landscape: bool = False
    title_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuedText:
    """印发件：随通知印发的方案、办法等，在署名之后另面编排，没有附件标识；``title_lines`` 是标题回行后的各行。"""

    title: Runs
    title_lines: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记：``cc`` 抄送（信函无印发机关和印发日期，GB/T 9704—2012 10.1）。"""

    cc: Runs = ()
    issuer: Runs = ()
    date: Runs = ()


class Profile(StrEnum):
    """版心的两种读法：22 个行高填满 225 毫米，或首行字顶至末行字底填满 225 毫米（5.2.1、5.2.3）。"""

    BOX = "BOX"
    INK = "INK"


class Sheet(StrEnum):
    """纸张。公文都用 A4 竖放（5.1）；图表可以横放，挂图用 A3。"""

    A4 = "A4"
    A4_WIDE = "A4横"
    A3_WIDE = "A3横"


@dataclass(frozen=True, slots=True)
class PageStyle:
    """版面的两项选择；``is_mirrored`` 为真时双页的左右页边对调（双面印刷套正，6.2）。"""

    profile: Profile = Profile.BOX
    is_mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """一件公文。没有的要素是空组。

    Attributes:
        kind: 文种编号 D1…D11。form: 公文格式。
        marks: 发文机关标志，联合行文时每个机关一项，主办机关在前；专报、纪要为报头名称。
        mark_suffix: 标志之后的“文件”，联合行文时在右侧居中（7.2.4）。
        number: 发文字号、令号或期号；未登记时留出空位。
        copy_number、secrecy、urgency: 份号、密级和保密期限、紧急程度（7.2.1—7.2.3）。
        signers: 签发人姓名；不空就是上行文（7.2.6）。
        head_left、head_right: 专报报头下一行的左右文字（编发单位、日期）。
        title: 标题，``title_lines`` 是回行后的各行；命令没有标题。
        recipients: 主送机关，空则不编排。
        blocks: 正文。attachments: 附件；附件说明由它们生成。
        issued: 印发件；有印发件时附件是它的附件，附件说明在它的文末。
        signatures: 署名，联合行文时每个机关一项；date: 成文日期，未登记为空。
        sealing: 用印方式；office_title: 签名章左边的职务。
        annotation: 附注，不带括号（7.3.6）。
        attendance: 纪要的出席、请假、列席名单，（名称，名单）各一项（10.3）。
        stamps: 每一页都要印的标记，如“演示数据”“草稿”。page: 版面。
        sheet: 纸张，只有图表可以不是 A4。
    """

    kind: str
    form: Form
    marks: tuple[Runs, ...]
    number: Runs
    title: Runs
    title_lines: tuple[str, ...]
    recipients: Runs
    blocks: tuple[Block, ...]
    signatures: tuple[Runs, ...]
    date: Runs
    mark_suffix: Runs = ()
    copy_number: Runs = ()
    secrecy: Runs = ()
    urgency: Runs = ()
    signers: tuple[Runs, ...] = ()
    head_left: Runs = ()
    head_right: Runs = ()
    sealing: Sealing = Sealing.NONE
    office_title: Runs = ()
    annotation: Runs = ()
    attendance: tuple[tuple[str, Runs], ...] = ()
    issued: IssuedText | None = None
    attachments: tuple[Attachment, ...] = ()
    imprint: Imprint = field(default_factory=Imprint)
    stamps: tuple[str, ...] = ()
    page: PageStyle = field(default_factory=PageStyle)
    sheet: Sheet = Sheet.A4

    @property
    def is_upward(self) -> bool:
        """是否上行文。"""
        return bool(self.signers)


def attachment_labels(document: Document) -> tuple[str, ...]:
    """各附件首行的标识：只有一个附件时不编号（GB/T 9704—2012 7.3.7）。"""
    count = len(document.attachments)
    if count == 1:
        return ("附件",)
    return tuple(f"附件{index}" for index in range(1, count + 1))


def attachment_notes(document: Document) -> tuple[Runs, ...]:
    """附件说明各行：“附件：”后为附件标题，多个附件用阿拉伯数字编号，标题后不加标点（7.3.4）。"""
    if len(document.attachments) == 1:
        return ((Run("附件："), *document.attachments[0].title),)
    lines = []
    for index, attachment in enumerate(document.attachments, 1):
        lead = "附件：" if index == 1 else ""
        lines.append((Run(f"{lead}{index}."), *attachment.title))
    return tuple(lines)


def mark_texts(document: Document) -> tuple[Runs, ...]:
    """发文机关标志各行的文字：一个机关时“文件”接排，联合行文时“文件”单独一项。"""
    if len(document.marks) == 1:
        return ((*document.marks[0], *document.mark_suffix),)
    return (*document.marks, document.mark_suffix)


def signer_texts(document: Document) -> tuple[Runs, ...]:
    """签发人各项：第一项冠“签发人：”，其余只有姓名（7.2.6）。"""
    return tuple((Run("签发人："), *name) if index == 0 else name for index, name in enumerate(document.signers))


def paragraphs(document: Document, *, has_moved_recipients: bool = False) -> Iterator[Runs]:
    """按阅读次序给出每个段落与单元格的文字，供核对各种输出（不含页码和图内文字）。

    Args:
        has_moved_recipients: 主送机关移到了版记（7.3.2）。
    """
    yield from (document.copy_number, document.secrecy, document.urgency)
    yield from mark_texts(document)
    yield document.number
    yield from signer_texts(document)
    title, heads = (Run("".join(document.title_lines)),), (document.head_left, document.head_right)
    yield from (title, *heads) if document.form is Form.SHEET else (*heads, title)
    if not has_moved_recipients:
        yield document.recipients
    yield from _block_runs(document.blocks)
    if document.issued is None:
        yield from attachment_notes(document)
    yield from document.signatures
    yield from (document.office_title, document.date)
    if document.annotation:
        yield (Run("（"), *document.annotation, Run("）"))
    for name, people in document.attendance:
        yield (Run(f"{name}："), *people)
    if document.issued is not None:
        yield document.issued.title
        yield from _block_runs(document.issued.blocks)
        yield from attachment_notes(document)
    for label, attachment in zip(attachment_labels(document), document.attachments, strict=True):
        yield (Run(label),)
        yield attachment.title
        yield from _block_runs(attachment.blocks)
    if has_moved_recipients:
        yield moved_recipients(document)
    if document.imprint.cc:
        yield (Run("抄送："), *document.imprint.cc)
    yield from (document.imprint.issuer, document.imprint.date)


def moved_recipients(document: Document) -> Runs:
    """移到版记的主送机关：冠“主送：”，末尾的冒号换成句号（7.4.2）。"""
    *rest, last = document.recipients
    return (Run("主送："), *rest, Run(f"{last.text.removesuffix('：')}。", last.origin))


def _block_runs(blocks: Iterable[Block]) -> Iterator[Runs]:
    for block in blocks:
        match block:
            case Heading():
                yield (*block.runs, *block.rest)
            case Paragraph() | Note():
                yield block.runs
            case Chart():
                yield block.title
            case Gantt():
                yield block.title
                yield from ((Run(name),) for name in (*block.headings, STATE_HEADING))
                for line in block.rows:
                    yield from (*line.cells, line.state)
            case Table():
                yield block.title
                yield block.unit
                for row in (*block.header, *block.rows):
                    yield from (cell.runs for cell in row)
