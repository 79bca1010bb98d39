"""网页的外壳：一个文件，不联网，不用脚本；宽屏、手机、A4 纸都能看，灰度打印也分得清。"""

from __future__ import annotations

from reportgen.overview.html import Markup, element, items, markup

#: 不许取任何外来的东西；链接照常可点。
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_STYLE = """
:root { color-scheme: light }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 1240px; padding: 16px 20px 40px; background: #fff; color: #111;
  font: 16px/1.6 "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
  "WenQuanYi Micro Hei", SimSun, sans-serif; overflow-wrap: anywhere }
h1 { font-size: 26px; line-height: 1.3; margin: 8px 0 0 }
h2 { font-size: 20px; margin: 32px 0 8px; padding-bottom: 4px; border-bottom: 3px solid #111 }
h3 { font-size: 16px; margin: 18px 0 4px }
p { margin: 6px 0 } ul { margin: 4px 0; padding-left: 1.3em }
a { color: #00439c }
.stamp { border: 3px double #111; padding: 4px 14px; font-size: 18px; font-weight: 700;
  display: inline-block; margin: 0 0 4px }
.sub { color: #333 } .lead { font-size: 18px; font-weight: 600 } .none { color: #333 }
.figure { white-space: nowrap }
nav ul { list-style: none; padding: 0; margin: 10px 0 0; display: flex; flex-wrap: wrap; gap: 4px 18px }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 255px), 1fr)); gap: 12px;
  margin: 12px 0 }
.card { border: 1px solid #555; border-top: 5px solid #111; padding: 8px 14px 10px }
.card h3 { margin: 0; font-size: 15px; font-weight: 600 }
.card .big { font-size: 40px; line-height: 1.25; font-weight: 700; margin: 0 }
.card ul { list-style: none; padding: 0; margin: 0; font-size: 14.5px }
.lights { display: flex; flex-wrap: wrap; gap: 6px 24px; list-style: none; padding: 0; font-size: 18px }
.light { font-weight: 700; white-space: nowrap }
.light::before { content: "○"; margin-right: .2em }
.light.red::before { content: "●" } .light.yellow::before { content: "◐" }
.light.red { color: #a00000 } .light.yellow { color: #6b4a00 } .light.green { color: #0b5a1e }
.missed { font-weight: 700 } .missed::before { content: "✗ " }
table { border-collapse: collapse; width: 100%; margin: 8px 0; font-size: 15px }
th, td { border: 1px solid #777; padding: 4px 8px; text-align: left; vertical-align: top }
th { background: #ececec; font-weight: 600; white-space: nowrap }
td { min-width: 4em } td:first-child { min-width: 6em } td ul { padding-left: 1.1em; margin: 0 }
figure { margin: 12px 0; border: 1px solid #999; padding: 8px }
figcaption { font-weight: 600; text-align: center }
.picture { overflow-x: auto } .picture svg { display: block; width: 100%; min-width: 560px; height: auto }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 560px), 1fr)); gap: 12px }
.charts figure { margin: 0; min-width: 0; max-width: 760px }
.papers { columns: 2 420px; column-gap: 32px; list-style: none; padding: 0 }
.papers li { break-inside: avoid; padding: 2px 0; border-bottom: 1px dotted #888 }
.files { white-space: nowrap; margin-left: .6em }
@media screen and (max-width: 720px) {
  body { padding: 10px 12px 28px } h1 { font-size: 21px } .card .big { font-size: 34px }
  table, tbody, tr, td { display: block; width: 100% } thead { display: none }
  tr { border: 1px solid #555; margin: 0 0 10px } td { border: 0; border-bottom: 1px dotted #999 }
  td:empty { display: none } td, td:first-child { min-width: 0 }
  td::before { content: attr(data-label) "："; font-weight: 600 }
  td ul { padding-left: 1.3em }
}
@media print {
  @page { size: A4; margin: 14mm 13mm }
  body { max-width: none; padding: 0; font-size: 9.5pt; line-height: 1.45 }
  nav { display: none } h1 { font-size: 17pt } h2 { font-size: 13pt; margin: 14pt 0 4pt } h3 { font-size: 10.5pt }
  .lead, .lights { font-size: 11pt } table { font-size: 9pt } a { color: #111; text-decoration: none }
  .cards { grid-template-columns: repeat(2, 1fr); gap: 6pt } .card .big { font-size: 22pt } .card ul { font-size: 9pt }
  .charts { grid-template-columns: repeat(2, 1fr) } .picture svg { min-width: 0 } .papers { columns: 2 }
  h2, h3 { break-after: avoid } tr, .card, figure, li { break-inside: avoid }
}
"""


#: 演示数据的每一页纸都印明（浏览器默认的页眉不在其列）。
_DEMO_STYLE = '@page { @top-right { content: "演示数据"; font: 700 10pt sans-serif } }'


def page(title: str, subtitle: str, is_demo: bool, sections: tuple[tuple[str, str, Markup], ...]) -> bytes:
    """整个网页，UTF-8。

    Args:
        sections: 各节的锚点、标题和内容。
    """
    head = Markup(
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"{element('title', title)}<style>{_STYLE}{_DEMO_STYLE if is_demo else ''}</style></head>"
    )
    stamp = element("p", "演示数据", class_="stamp") if is_demo else Markup()
    links = items(element("a", name, href=f"#{anchor}") for anchor, name, _ in sections)
    heading = element(
        "header",
        stamp,
        element("h1", title),
        element("p", subtitle, class_="sub"),
        element("nav", links, aria_label="本页各节"),
    )
    body = (element("section", element("h2", name), content, id=anchor) for anchor, name, content in sections)
    return f'<!DOCTYPE html>\n<html lang="zh-CN">{head}{element("body", heading, *body)}</html>\n'.encode()


def block(heading: str, content: Markup) -> Markup:
    """小标题和内容。"""
    return Markup(f"{element('h3', heading)}{content}")


def none(text: str) -> Markup:
    """没有内容时的一句话。"""
    return element("p", text, class_="none")


def sentences(*lines: str) -> Markup:
    """各句一段。"""
    return Markup("".join(element("p", markup(line)) for line in lines if line))
