"""总览.html：对照节点、堵点、需要决定的事项、与上月相比、公文、填报质量。"""

from __future__ import annotations

from itertools import groupby

from reportgen.overview.html import Markup, element, items, link, markup, phrase, table
from reportgen.overview.page import block, none, page, sentences
from reportgen.overview.values import Blocker, Headline, Overview, PaperLink, Quality, TargetLine
from reportgen.overview.wording import joined

OVERVIEW_FILE = "总览.html"
QUALITY_FILE = "质量报告.html"

_LIGHT_CLASSES = {"红灯": "red", "黄灯": "yellow", "绿灯": "green"}


def overview_html(view: Overview) -> bytes:
    """总览的网页。

    Raises:
        ValueError: 有图不是 SVG 元素。
    """
    return page(
        view.title,
        view.subtitle,
        view.is_demo,
        (
            ("standing", "对照节点", _standing(view)),
            ("blockers", "堵点", _blocking(view)),
            ("decisions", "需要决定的事项", _decisions(view)),
            ("changes", "与上月相比", _changes(view)),
            ("papers", "本期公文", _papers(view.papers)),
            ("quality", "填报质量", _quality(view.quality)),
        ),
    )


def _standing(view: Overview) -> Markup:
    lights = (element("li", light_mark(name), phrase((" ", count))) for name, count in view.lights)
    return Markup(
        "".join(
            (
                element("p", f"{view.node}。", phrase(view.conclusion), class_="lead"),
                element("div", *map(_card, view.headlines), class_="cards"),
                element("ul", *lights, class_="lights"),
                block("节点目标", _targets(view.targets)),
                none("节点参考进度和亮灯是本系统的约定，供参考。"),
                element("div", *(_picture(title, svg) for title, svg in view.charts), class_="charts"),
            )
        )
    )


def _card(item: Headline) -> Markup:
    value = element("p", phrase((item.value,)), class_="big")
    return element("div", element("h3", item.name), value, items(map(phrase, item.notes)), class_="card")


def _targets(lines: tuple[TargetLine, ...]) -> Markup:
    rows = (
        (
            line.node,
            line.name,
            line.target,
            phrase(line.actual),
            element("span", line.verdict, class_="missed" if line.is_missed else ""),
        )
        for line in lines
    )
    return table(("节点", "指标", "目标", "实际", "结论"), rows)


def _picture(title: str, svg: str) -> Markup:
    if not svg.startswith("<svg"):
        raise ValueError(f"“{title}”不是 SVG 元素")
    return element("figure", element("figcaption", title), element("div", Markup(svg), class_="picture"))


def light_mark(light: str) -> Markup:
    """灯：符号和字都不同，不靠颜色。"""
    return element("span", light, class_=f"light {_LIGHT_CLASSES[light]}")


def _blocking(view: Overview) -> Markup:
    return Markup(
        "".join(
            (
                block("红灯、黄灯项目", _blockers(view.blockers)),
                block("逾期手续", _procedures(view)),
                block("逾期问题", _problems(view)),
                block("没有报送的单位", _silent(view.silent_units)),
            )
        )
    )


def _blockers(rows: tuple[Blocker, ...]) -> Markup:
    if not rows:
        return none("没有红灯、黄灯项目。")
    return table(
        ("灯", "项目", "原因", "牵头部门", "包保领导", "填报的滞后原因"),
        (
            (
                light_mark(row.light),
                row.project,
                items(map(phrase, row.reasons)),
                row.lead_unit,
                row.sponsor,
                row.filed_cause,
            )
            for row in rows
        ),
    )


def _procedures(view: Overview) -> Markup:
    if not view.procedures:
        return none("没有逾期手续。")
    rows = ((row.project, joined(row.items), row.lead_unit) for row in view.procedures)
    return table(("项目", "逾期手续", "牵头部门"), rows)


def _problems(view: Overview) -> Markup:
    if not view.problems:
        return none("没有逾期问题。")
    rows = (
        (row.number, row.project, row.description, row.lead_unit, row.due, phrase((row.days,))) for row in view.problems
    )
    return table(("编号", "项目", "问题", "牵头单位", "办结时限", "超过时限"), rows)


def _silent(units: tuple[str, ...]) -> Markup:
    return sentences(f"{joined(units)}。") if units else none("各单位本月都已报送。")


def _decisions(view: Overview) -> Markup:
    return Markup(
        "".join(
            (
                block("提格事项", _escalations(view)),
                block("督办事项", _supervisions(view)),
                block("要开的联席会议", _meetings(view)),
            )
        )
    )


def _escalations(view: Overview) -> Markup:
    if not view.escalations:
        return none("没有提请总指挥研究的事项。")
    rows = ((row.number, row.project, row.description, row.request, row.escalated_on) for row in view.escalations)
    return table(("编号", "项目", "问题", "提请研究", "提格日期"), rows)


def _supervisions(view: Overview) -> Markup:
    if not view.supervisions:
        return none("没有督办事项。")
    rows = (
        (
            light_mark(row.light),
            row.project,
            Markup(phrase(row.fact) + (markup("；上月已提示") if row.is_repeated else "")),
            row.lead_unit,
        )
        for row in view.supervisions
    )
    return table(("灯", "项目", "事实", "牵头部门"), rows)


def _meetings(view: Overview) -> Markup:
    if not view.meetings:
        return none("下月没有安排联席会议。")
    rows = ((row.name, row.when, row.place, row.chair, items(row.topics)) for row in view.meetings)
    return table(("会议", "时间", "地点", "主持人", "议题"), rows)


def _changes(view: Overview) -> Markup:
    if view.is_first:
        return none("本期是首期，没有上月可比。")
    return items(map(phrase, view.changes)) if view.changes else none("各项与上月相同。")


def _papers(papers: tuple[PaperLink, ...]) -> Markup:
    if not papers:
        return none("本期没有公文。")
    groups = groupby(papers, key=lambda paper: paper.group)
    return Markup("".join(block(name, items(map(_paper, group), class_="papers")) for name, group in groups))


def _paper(paper: PaperLink) -> Markup:
    files = (element("span", link(file.path, file.format), _pages(file.pages), class_="files") for file in paper.files)
    copies = element("span", f"印{paper.copies}份", class_="files") if paper.copies else ""
    return Markup(markup(paper.title) + "".join(files) + copies)


def _pages(pages: int | None) -> str:
    return f"（{pages}页）" if pages else ""


def _quality(quality: Quality) -> Markup:
    counts = f"差错{quality.errors}条、提醒{quality.warnings}条、修正{quality.repairs}条，"
    return Markup(
        element("p", counts, "逐条见", link(QUALITY_FILE, "质量报告"), "。")
        + sentences(
            f"从未报过本年累计完成的项目：{joined(quality.unreported)}。" if quality.unreported else "",
            f"本月未报、沿用以前数的项目：{joined(quality.carried)}。" if quality.carried else "",
        )
    )
