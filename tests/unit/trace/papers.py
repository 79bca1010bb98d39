"""出处与变化测试的小样：一件有标题、段、表、附件的专报，数字来自两个填报单元格。"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from reportgen.model.assessment import Figure
from reportgen.model.document import (
    Align,
    Attachment,
    Block,
    Cell,
    Change,
    Document,
    Form,
    Heading,
    Origin,
    Paragraph,
    Run,
    Table,
    paragraphs,
)
from reportgen.model.period import Month
from reportgen.model.source import Source
from reportgen.publish import PublishReport, RenderedDocument, RenderedFile, publish_edition
from reportgen.trace import trace_papers, traces_bytes

JUNE = Month(2024, 6)
FILED = "月度进展/2024-06/住建局.xlsx"
PATH = "01-月度专报/重大项目包保工作专报（2024年6月）"
TITLE = "6月进展情况的报告"


def cell(address: str, value: str, file: str = FILED, sheet: str = "进展") -> Source:
    return Source(file, sheet, address, value)


def figure(id: str, label: str, scope: str, value: str | None, unit: str, printed: str, *sources: Source) -> Figure:
    return Figure(id, label, scope, None if value is None else Decimal(value), unit, printed, "Σ", sources)


def figures(done: str = "300", rate: str = "30.0%") -> tuple[Figure, ...]:
    """``done`` 是 D7 的填报数（万元），计划 1000 万元；``rate`` 是它的印刷形式。"""
    plan, filed = cell("G5", "1000", "项目清单.xlsx", "项目清单"), cell("D7", done)
    ratio = str(Decimal(done) / 1000)
    name = cell("B5", "雾凇 大桥", "项目清单.xlsx", "项目清单")
    money = f"{Decimal(done) / 10000}亿元"
    return (
        figure("completion_rate", "年度计划投资完成率", "all", ratio, "比例", rate, filed, plan),
        figure("completion_rate", "年度计划投资完成率", "locality:龙潭区", ratio, "比例", rate, filed, plan),
        figure("completion_rate", "年度计划投资完成率", "project:3", ratio, "比例", rate, filed, plan),
        figure("cumulative_investment", "本年累计完成投资", "all", done, "万元", money, filed),
        figure("new_start_rate", "新建开工率", "all", "1", "比例", "100.0%", cell("F7", "在建")),
        figure("new_start_rate", "新建开工率", "nature:新建", "1", "比例", "100.0%", cell("F7", "在建")),
        figure("on_time_rate", "按期竣工率", "all", None, "比例", "—"),
        figure("project_count", "项目数", "project:3", "1", "个", "1个", name),
    )


def run(item: Figure) -> Run:
    return Run(item.printed, Origin(item.key, item.sources))


def row(*texts: str | Run) -> tuple[Cell, ...]:
    return tuple(Cell((text if isinstance(text, Run) else Run(text),)) for text in texts)


def table(head: str, *rows: str) -> Table:
    """各格用空格隔开。"""
    heads, body = row(*head.split()), tuple(row(*line.split()) for line in rows)
    return Table((), (), tuple(Decimal(1) for _ in heads), (heads,), body)


def paper(*blocks: Block | str, attachments: Sequence[Attachment] = (), kind: str = "D1") -> Document:
    """正文为 ``blocks`` 的专报；文字就是一段。"""
    made = tuple(Paragraph((Run(block),)) if isinstance(block, str) else block for block in blocks)
    title = (Run(TITLE),)
    return Document(
        kind,
        Form.REPORT,
        ((Run("专报"),),),
        (),
        title,
        (TITLE,),
        (Run("总指挥："),),
        made,
        (),
        (),
        attachments=tuple(attachments),
    )


def attachment(title: str, *blocks: Block | str) -> Attachment:
    made = tuple(Paragraph((Run(block),)) if isinstance(block, str) else block for block in blocks)
    return Attachment((Run(title),), made)


def report(book: Sequence[Figure], reason: str = "居民意见征集滞后") -> Document:
    """正文一段印全部完成率，附件表里印项目的完成率、照录原因。"""
    quoted = Run(reason, Origin("", (cell("L7", reason),)))
    lead = (Run("截至6月底，占年度计划的"), run(book[0]), Run("。"))
    body = (row("3", "雾凇大桥", run(book[2]), quoted),)
    widths = tuple(map(Decimal, (1, 4, 2, 4)))
    sheet = Table((), (), widths, (row("序号", "项目名称", "完成率", "原因"),), body)
    return paper(Heading(1, (Run("一、总体进展"),)), Paragraph(lead), attachments=[attachment("进展情况一览表", sheet)])


def publish(outputs: Path, book: Sequence[Figure], document: Document, data: bytes = b"word") -> PublishReport:
    """出一版：一件专报，带出处记录。"""
    rendered = RenderedDocument("D1", TITLE, ("总指挥",), (RenderedFile(f"{PATH}.docx", data, "DOCX"),))
    traces = traces_bytes(trace_papers([(PATH, "D1", document)]))
    return publish_edition(outputs, JUNE, [rendered], book, [], [], [], traces=traces)


def texts(document: Document, leave_out: Change | None = None) -> list[str]:
    """各段、各格的文字，去掉标为 ``leave_out`` 的；全部去掉的段和格不列。"""
    found = (
        "".join(item.text for item in runs if not item.change or item.change is not leave_out)
        for runs in paragraphs(document)
    )
    return [text for text in found if text]


def marks(document: Document) -> list[str]:
    """有改动的各段、各格，新增写作 [+…]，删去写作 [-…]。"""
    shown = {Change.INSERTED: "[+{}]", Change.DELETED: "[-{}]", None: "{}"}
    return [
        "".join(shown[item.change].format(item.text) for item in runs)
        for runs in paragraphs(document)
        if any(item.change for item in runs)
    ]


def spanned(text: str, rowspan: int = 1, colspan: int = 1) -> Cell:
    return Cell((Run(text),), Align.LEFT, colspan, rowspan)
