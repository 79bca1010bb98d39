"""总览测试的小样：六个项目，四月、五月、六月的填报，另有手续、问题、督办事项和会议。"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from html import unescape
from html.parser import HTMLParser
from types import MappingProxyType

from reportgen.evaluate import assess
from reportgen.model.assessment import Assessment, Figure, FigureBook, Light, LightReason, Matter, Standing
from reportgen.model.catalogue import fault
from reportgen.model.finding import Finding
from reportgen.model.period import Month, PartialDate
from reportgen.model.records import Procedure, ProcedureKind, ProcedureStatus, Progress
from reportgen.model.registers import Meeting, Problem, ProblemLevel, Topic
from reportgen.model.source import Source
from reportgen.overview import FileLink, PaperLink, overview_html, overview_of
from tests.support.facts import facts, scheme

SCHEME = scheme()
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 624 300"><title>走势</title><path d="M0 0H600"/></svg>'

LIST = """
序号 | 名称     | 性质 | 计划  | 领导 | 牵头     | 属地   | 应开工  | 应竣工
1    | 抽水蓄能 | 续建 | 10000 | 甲   | 市工信局 | 蛟河市 |         |
2    | 冷链园   | 新建 | 3000  | 甲   | 市住建局 | 龙潭区 | 2024-04 |
3    | 新大桥   | 新建 | 2000  | 乙   | 市住建局 | 丰满区 | 2024-05 | 2024-06-20
4    | 医院扩建 | 续建 | 4000  | 乙   | 市卫健委 | 船营区 |         |
5    | 热电联产 | 续建 | 8000  | 丙   | 市工信局 | 龙潭区 |         |
6    | 再生塑料 | 新建 | 1000  | 丙   | 市水利局 | 经开区 | 2024-06 |
"""

APRIL = """
序号 | 本月 | 累计 | 状态
1    | 500  | 2000 | 在建
2    | 0    | 0    | 未开复工
3    | 200  | 400  | 在建
4    | 400  | 800  | 在建
5    | 800  | 1700 | 在建
6    | 0    | 0    | 未开复工
"""
MAY = """
序号 | 本月 | 累计 | 状态
1    | 600  | 2600 | 在建
2    | 0    | 0    | 未开复工
3    | 150  | 550  | 在建
4    | 0    | 800  | 停工
5    | 500  | 2200 | 在建
6    | 0    | 0    | 未开复工
"""
JUNE = """
序号 | 本月 | 累计 | 状态
1    | 600  | 3200 | 在建
2    | 300  | 300  | 在建
3    | 150  | 700  | 在建
4    | 0    | 800  | 停工
5    | 900  | 3100 | 在建
"""
MONTHS = {"2024-04": APRIL, "2024-05": MAY, "2024-06": JUNE}

OVERDUE = Problem(
    number="W-03",
    project=2,
    description="用地红线与沟渠重叠。",
    lead_unit="市自然资源局",
    raised_on=PartialDate(2024, 5, 8),
    due_date=PartialDate(2024, 6, 5),
)
ESCALATED = replace(
    OVERDUE,
    number="W-07",
    description="外线工程未立项",
    raised_on=PartialDate(2024, 6, 3),
    due_date=PartialDate(2024, 5, 31),
    level=ProblemLevel.COMMANDER,
    escalated_on=PartialDate(2024, 6, 20),
    request="提请明确建设主体",
)
CLOSED = replace(
    ESCALATED, number="W-09", description="占道施工", closed_on=PartialDate(2024, 6, 25), raised_on=PartialDate(2024, 4)
)
MEETING = Meeting(
    number="1",
    sponsor="甲",
    name="第二次联席会议",
    held_on=PartialDate(2024, 7, 9),
    time="14:30",
    place="三号会议室",
    chair="甲",
    topics=(Topic(meeting="1", order=1, project=2, subject="外线工程建设主体"),),
)
PAPERS = (
    PaperLink(
        "月度专报",
        "重大项目专报",
        (FileLink("Word", "01-专报/专报 #1.docx", 3), FileLink("PDF", "01-专报/专报.pdf", 3)),
        8,
    ),
    PaperLink("督办通知", "督办通知（冷链园）", (FileLink("Word", "05-督办/一.docx", 1),), 2),
    PaperLink("督办通知", "督办通知（医院扩建）", (FileLink("Word", "05-督办/二.docx", 1),)),
)


def judged(month: str = "2024-06", table: str = LIST) -> Assessment:
    """清单与首月至 ``month`` 的填报得出的评价，没有台账。"""
    monthly = {name: text for name, text in MONTHS.items() if name <= month}
    return assess(facts(table, monthly), SCHEME, Month.parse(month))


def alone(month: str) -> Assessment:
    """只有一个项目、只有这一个月：累计超过年度计划，没有计划竣工。"""
    return assess(facts("序号|性质|计划\n1|新建|10", {month: "序号|累计\n1|11"}), SCHEME, Month.parse(month))


def with_registers(assessment: Assessment) -> Assessment:
    """六月的评价加上一项逾期手续、三个问题、两件督办、一件提示和一次要开的会议。"""
    overdue = Procedure(
        project=2, kind=ProcedureKind.PERMIT, status=ProcedureStatus.DOING, due_date=PartialDate(2024, 5)
    )
    later = Procedure(project=2, kind=ProcedureKind.ENERGY, status=ProcedureStatus.TODO, due_date=PartialDate(2024, 7))
    reason = LightReason("问题", Light.YELLOW, problem=OVERDUE)
    standings = list(assessment.standings)
    standings[1] = replace(
        standings[1],
        procedures=(overdue, later),
        problems=(OVERDUE, ESCALATED, CLOSED),
        reasons=(*standings[1].reasons, reason),
        progress=replace(progress_of(standings[1]), reason="征地未完成"),
    )
    red = next(one for one in standings[1].reasons if one.light is Light.RED)
    matters = (Matter(2, red, 1), Matter(2, reason, 2), Matter(4, standings[3].reasons[-1], 1))
    return replace(
        assessment,
        standings=tuple(standings),
        figures=FigureBook((*assessment.figures.values(), *map(overdue_days, (OVERDUE, ESCALATED, CLOSED)))),
        matters=matters,
        coming_meetings=(MEETING,),
    )


def progress_of(standing: Standing) -> Progress:
    assert standing.progress is not None
    return standing.progress


def overdue_days(problem: Problem) -> Figure:
    days = problem.overdue_days(Month(2024, 6).last_day)
    return Figure("overdue_days", "", f"problem:{problem.number}", Decimal(days), "天", f"{days}天", "", ())


def filed(assessment: Assessment, files: Mapping[int, str]) -> Assessment:
    """项目序号 → 填报表；进展的单元格都在这个文件里。"""

    def moved(standing: Standing) -> Standing:
        if standing.progress is None or standing.project.number not in files:
            return standing
        cell = Source(files[standing.project.number], "进展", "D4", "")
        return replace(
            standing, progress=replace(standing.progress, cells=MappingProxyType({"cumulative_investment": cell}))
        )

    return replace(assessment, standings=tuple(map(moved, assessment.standings)))


WARNING = fault(Source("月度进展/2024-06/工信局.xlsx", "进展", "D9", "12"), "W203", "超过年度计划。", "核实该数。")
REPAIR = fault(Source("月度进展/2024-06/工信局.xlsx", "进展", "E9", "１２"), "R101", "全角数字。", new="12")
LATE = fault(Source("通讯录.xlsx", "", "", ""), "W601", "“市水利局”不在通讯录。")
FINDINGS: tuple[Finding, ...] = (WARNING, LATE, REPAIR)


def page(assessment: Assessment | None = None) -> str:
    """六月的总览，台账齐全。"""
    chosen = assessment or with_registers(judged())
    return overview_html(overview_of(chosen, SCHEME, PAPERS, FINDINGS, {"完成率走势": SVG})).decode()


def section(html: str, anchor: str) -> str:
    """一节的纯文字，块与格之间隔一个“|”。"""
    found = re.search(rf'<section id="{anchor}">(.*?)</section>', html, re.S)
    assert found is not None, anchor
    spaced = re.sub(r"</(?:td|th|li|p|h2|h3|tr)>", "|", re.sub(r"<svg.*?</svg>", "", found[1], flags=re.S))
    return re.sub(r"\|+", "|", unescape(re.sub(r"<[^>]+>", "", spaced)))


class Tags(HTMLParser):
    """各标签和属性；标签必须成对。"""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(html)
    assert parser.open == []
    return parser.seen
