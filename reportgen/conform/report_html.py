"""网页报告：一个文件，不联网、不用脚本；每页一幅图，量到的各块画在图上，编号与表格对应。"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from types import MappingProxyType

import pypdfium2

from reportgen.conform.report import (
    STANDARD,
    cited,
    form_name,
    ordered,
    page_name,
    profile_name,
    requirement_of,
    summary,
)
from reportgen.conform.result import Box, FileReport, Result, Verdict
from reportgen.errors import ReportgenError

_DPI = 80
_COLOURS = 64  # 公文颜色少，64 色的图小得多而看不出差别
_MM = 25.4 / 72
_LEAST = 2.0  # 毫米；线的框至少这么高，不遮住线

#: 结论 → 样式名；颜色和线型都不同，黑白打印也分得清。
_KINDS: Mapping[Verdict, str] = MappingProxyType(
    {Verdict.FAIL: "fail", Verdict.NOTE: "note", Verdict.UNVERIFIED: "unverified", Verdict.PASS: "pass"}
)

_STYLE = """
:root { color-scheme: light }
body { font: 14px/1.5 sans-serif; color: #111; background: #fff; margin: 16px auto; max-width: 1280px; padding: 0 16px }
h1 { font-size: 20px } h2 { font-size: 17px; border-top: 2px solid #111; padding-top: 12px; overflow-wrap: anywhere }
h3 { font-size: 15px; margin: 16px 0 4px }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #999; padding: 2px 6px; text-align: left; vertical-align: top; overflow-wrap: anywhere }
th { background: #eee; font-weight: 600 }
.n { text-align: right; white-space: nowrap } .id { white-space: nowrap }
small { color: #444 }
.page { display: grid; grid-template-columns: minmax(0, 55fr) minmax(0, 45fr); gap: 12px; margin: 12px 0 }
.page svg { width: 100%; height: auto; border: 1px solid #999 }
.page table { font-size: 12px; align-self: start }
.v { white-space: nowrap; font-weight: 600 }
.v::before { display: inline-block; width: 1.1em; content: "" }
td.fail { color: #b00 } td.fail::before { content: "✗" }
td.note { color: #8a5200 } td.note::before { content: "!" }
td.unverified { color: #555 } td.unverified::before { content: "?" }
td.pass { color: #060 } td.pass::before { content: "✓" }
rect { fill: none; stroke-width: .35 } svg text { font: bold 4px sans-serif; paint-order: stroke;
  stroke: #fff; stroke-width: .8px; stroke-linejoin: round }
g.fail rect { stroke: #c00; stroke-width: .8 } g.fail text { fill: #c00 }
g.note rect { stroke: #b36b00; stroke-width: .5; stroke-dasharray: 2 1 } g.note text { fill: #8a5200 }
g.unverified rect { stroke: #666; stroke-dasharray: .5 .8 } g.unverified text { fill: #555 }
g.pass rect { stroke: #080; stroke-width: .2 } g.pass text { fill: #060; font-weight: normal }
body:has(#passed:not(:checked)) .pass-row, body:has(#passed:not(:checked)) g.pass { display: none }
@media screen and (max-width: 800px) { .page { grid-template-columns: minmax(0, 1fr) } }
@media print { @page { size: A4; margin: 12mm } body { margin: 0; padding: 0; font-size: 10.5px }
  label { display: none }
  .page { break-inside: avoid; grid-template-columns: 62fr 38fr } .page table { font-size: 8.5px }
  tr { break-inside: avoid }
  h2, h3 { break-after: avoid } section + section { break-before: page } }
"""


@dataclass(frozen=True, slots=True)
class Illustrated:
    """一份报告和画它用的 PDF；DOCX 是它的排版结果，没有排版的为 None。"""

    report: FileReport
    pdf: bytes | None


@dataclass(frozen=True, slots=True)
class _Numbered:
    """一条结果和它在报告里的编号。"""

    number: int
    result: Result

    @property
    def kind(self) -> str:
        return _KINDS[self.result.verdict]


def html_report(items: Sequence[Illustrated]) -> str:
    """整个网页。"""
    sections = "".join(_file(item) for item in items)
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>公文格式核验报告</title>'
        f"<style>{_STYLE}</style></head><body><h1>公文格式核验报告</h1>"
        f"<p>对照 {STANDARD}《党政机关公文格式》。只有强度为“规定”的要求不满足才是不合格；"
        "推算和实务不是国家标准的原文。长度单位毫米，从纸面左上角量起。</p>"
        '<p><label><input type="checkbox" id="passed" checked> 显示合格的各条</label></p>'
        f"{sections}</body></html>"
    )


def write_html(path: Path, items: Sequence[Illustrated]) -> None:
    """把网页写到 ``path``。

    Raises:
        ReportgenError: 写不出来。
    """
    try:
        path.write_text(html_report(items), encoding="utf-8")
    except OSError as error:
        raise ReportgenError(f"网页报告写不出来：{path}（{error.strerror}）\n  修改：换一个文件夹。") from None


def _file(item: Illustrated) -> str:
    report = item.report
    numbered = [_Numbered(number, result) for number, result in enumerate(ordered(report.results), 1)]
    facts = [report.format]
    if report.form:
        facts.append(f"公文格式：{form_name(report)}")
    if profile := profile_name(report):
        facts.append(f"版心读法：{profile}")
    facts.append(summary(report))
    return (
        f"<section><h2>{escape(report.path)}</h2><p>{escape('；'.join(facts))}</p>"
        f"{''.join(_pages(numbered, item.pdf))}<h3>全部各条</h3>{_table(numbered)}</section>"
    )


def _pages(numbered: Sequence[_Numbered], pdf: bytes | None) -> Iterator[str]:
    """每页的图，旁边是画在这一页上的各条。"""
    if pdf is None:
        yield "<p>没有排版结果，不附页面图。</p>"
        return
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            shown = [item for item in numbered if any(box.page == number for box in item.result.boxes)]
            yield f'<h3>第{number}页</h3><div class="page">{_picture(page, number, shown)}{_short_table(shown)}</div>'


def _picture(page: pypdfium2.PdfPage, number: int, shown: Sequence[_Numbered]) -> str:
    """页面图和其上的各框；合格的先画，不合格的在最上面。"""
    width, height = (length * _MM for length in page.get_size())
    boxes = "".join(_boxes(item, number) for item in reversed(shown))
    return (
        f'<svg viewBox="0 0 {width:.2f} {height:.2f}" role="img" aria-label="第{number}页">'
        f'<image width="{width:.2f}" height="{height:.2f}" href="data:image/png;base64,{_png(page)}"/>{boxes}</svg>'
    )


def _png(page: pypdfium2.PdfPage) -> str:
    image = page.render(scale=_DPI / 72).to_pil().convert("RGB").quantize(_COLOURS)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return base64.b64encode(buffer.getvalue()).decode()


def _boxes(item: _Numbered, page: int) -> str:
    boxes = "".join(_box(box, item.number) for box in item.result.boxes if box.page == page)
    title = escape(f"{item.result.requirement} {requirement_of(item.result).element}")
    return f'<g class="{item.kind}"><title>{title}</title>{boxes}</g>'


def _box(box: Box, number: int) -> str:
    width, height = max(box.x1 - box.x0, _LEAST), max(box.y1 - box.y0, _LEAST)
    x, y = (box.x0 + box.x1 - width) / 2, (box.y0 + box.y1 - height) / 2
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}"/>'
        f'<text x="{x + width + 0.5:.2f}" y="{y + 2.5:.2f}">{number}</text>'
    )


def _short_table(shown: Sequence[_Numbered]) -> str:
    """一页上的各条，只列结论和实测。"""
    if not shown:
        return "<p>这一页没有可以画出的各条。</p>"
    rows = "".join(f"<tr{_row_class(item)}>{_lead(item)}<td>{escape(item.result.measured)}</td></tr>" for item in shown)
    return f"<table>{_head('号', '要求', '结论', '实测')}<tbody>{rows}</tbody></table>"


def _table(numbered: Sequence[_Numbered]) -> str:
    head = _head("号", "要求", "结论", "依据和强度", "应为", "实测", "允差", "页")
    return f"<table>{head}<tbody>{''.join(map(_row, numbered))}</tbody></table>"


def _head(*names: str) -> str:
    return f"<thead><tr>{''.join(f'<th>{name}</th>' for name in names)}</tr></thead>"


def _row(item: _Numbered) -> str:
    result, requirement = item.result, requirement_of(item.result)
    note = f"<br><small>{escape(result.note)}</small>" if result.note else ""
    rest = (
        escape(cited(requirement)),
        f"{escape(result.expected)}<br><small>{escape(requirement.text)}</small>",
        escape(result.measured) + note,
        escape(result.tolerance),
        page_name(result),
    )
    return f"<tr{_row_class(item)}>{_lead(item)}{''.join(f'<td>{text}</td>' for text in rest)}</tr>"


def _lead(item: _Numbered) -> str:
    element = escape(requirement_of(item.result).element)
    return (
        f'<td class="n">{item.number}</td><td><span class="id">{item.result.requirement}</span> {element}</td>'
        f'<td class="v {item.kind}">{item.result.verdict}</td>'
    )


def _row_class(item: _Numbered) -> str:
    return ' class="pass-row"' if item.result.verdict is Verdict.PASS else ""
