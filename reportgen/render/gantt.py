"""横道图：PDF 里是一张表，时间轴一栏画横道；DOCX 里是同样文字的表，不画横道。"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from reportgen.model.document import STATE_HEADING, Align, Cell, Gantt, GanttRow, Run, Runs, Table
from reportgen.render.fonts import FontSet, Role
from reportgen.render.gantt_plan import BORDER, LEADING, PAD_X, PAD_Y, GanttPlan, Room, plan_gantt
from reportgen.render.gantt_svg import head_svg, key_svg, row_svg
from reportgen.render.html_css import family_stack, mm, pt
from reportgen.render.html_text import plain

#: DOCX 里情形栏的相对宽度，与左边各栏的毫米数相比。
_STATE_SHARE = Decimal(40)


def gantt_html(gantt: Gantt, room: Room, fonts: FontSet) -> str:
    """横道图的 HTML：图题、表、图例；栏头跨页重复，一行不跨页。"""
    plan = plan_gantt(gantt, room, fonts)
    family = family_stack(fonts.faces[Role.SONG])
    widths = (*plan.columns, plan.axis, plan.state)
    columns = "".join(f'<col style="width:{mm(width)}">' for width in widths)
    rows = zip(gantt.rows, plan.heights, strict=True)
    body = "".join(_row(gantt, row, plan, height) for row, height in rows)
    title = f'<p class="table-title">{plain(gantt.title)}</p>' if gantt.title else ""
    style = f"width:{mm(sum(widths))};font-size:{pt(plan.size_pt)};line-height:{LEADING}"
    return (
        f'{title}<table class="gantt" style="{style}"><colgroup>{columns}</colgroup>'
        f"<thead>{_head(gantt, plan, family)}</thead><tbody>{body}</tbody></table>"
        f'<div class="gantt-key">{key_svg(family)}</div>'
    )


def gantt_table(gantt: Gantt) -> Table:
    """只有文字的表：左边各栏和情形栏。"""
    names = (*gantt.headings, STATE_HEADING)
    return Table(
        title=gantt.title,
        unit=(),
        widths=(*(Decimal(str(width)) for width in gantt.widths), _STATE_SHARE),
        header=(tuple(Cell((Run(name),)) for name in names),),
        rows=tuple(_cells((*row.cells, row.state)) for row in gantt.rows),
    )


def _cells(texts: Sequence[Runs]) -> tuple[Cell, ...]:
    return tuple(Cell(runs, Align.LEFT) for runs in texts)


def _head(gantt: Gantt, plan: GanttPlan, family: str) -> str:
    names = "".join(_heading(name) for name in gantt.headings)
    axis = head_svg(gantt, plan.axis - BORDER, family)
    return f'<tr>{names}<td class="axis">{axis}</td>{_heading(STATE_HEADING)}</tr>'


def _heading(name: str) -> str:
    return f'<th scope="col" class="c">{escape(name, quote=False)}</th>'


def _row(gantt: Gantt, row: GanttRow, plan: GanttPlan, height: float) -> str:
    padding = f"padding:{mm(PAD_Y)} {mm(PAD_X)}"
    cells = "".join(f'<td class="l" style="{padding}">{plain(runs)}</td>' for runs in row.cells)
    bars = row_svg(gantt, row, plan.axis - BORDER, height - BORDER)
    state = f'<td class="l" style="{padding}">{plain(row.state)}</td>'
    return f'<tr>{cells}<td class="axis">{bars}</td>{state}</tr>'
