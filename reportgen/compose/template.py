"""公文稿与数据 → Document：读前置部分、渲染、分析结构、标题回行。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from reportgen.compose.environment import PaperEnvironment, collecting, environment_for
from reportgen.compose.frontmatter import FrontMatter, Leaf, read_front_matter
from reportgen.compose.marks import Line, merged_runs
from reportgen.compose.parser import parse_body
from reportgen.compose.proofread import proofread
from reportgen.compose.source import read_source
from reportgen.compose.titlebreak import MAX_CELLS, balanced_lines, cells
from reportgen.errors import TemplateError
from reportgen.model.document import Document, Form, Imprint, Run, Runs, text_of

#: 信函不编排的项目（GB/T 9704—2012 10.1）与专报报头的项目。
_NOT_IN_LETTER = ("印发机关", "印发日期", "报头左", "报头右")

_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")


def compose_document(template: Path, context: Mapping[str, object], *, kind: str, stamps: tuple[str, ...]) -> Document:
    """由一份公文稿写成一件公文。

    Args:
        template: 公文稿（``.j2``）；同一文件夹里的 ``_*.j2`` 可以被引用。
        context: 公文稿可用的名称。``图`` 是各图（名称 → Chart），``词语`` 是标题里不可拆开的词，都可以没有。
        kind: 文种编号 D1…D11。stamps: 每页要印的标记。
    Raises:
        TemplateError: 公文稿有误，消息写明模板、行号和改法。
    """
    if not template.is_file():
        raise TemplateError(template.name, 1, "找不到这份公文稿", f"把它放进 {template.parent.name} 文件夹。")
    environment = environment_for(template.parent.resolve())
    with collecting(context):
        front = _front_matter(environment, template, context)
        lines = environment.render_body(template.name, context)
    charts = context.get("图")
    blocks, attachments = parse_body(lines, charts if isinstance(charts, Mapping) else {})
    if not blocks:
        raise TemplateError(template.name, 1, "正文是空的", "在前置部分之后写正文。")
    title = proofread(front.one("标题"))
    return Document(
        kind=kind,
        form=_form(front),
        mark=front.one("标志").runs or front.one("发文机关").runs,
        number=front.one("发文字号").runs,
        title=_without_breaks(title),
        title_lines=_title_lines(front, title, context.get("词语")),
        recipients=_closed(front, "主送", "："),
        blocks=blocks,
        signature=front.one("署名").runs,
        date=_date(front),
        head_left=front.one("报头左").runs,
        head_right=front.one("报头右").runs,
        attachments=attachments,
        imprint=Imprint(_closed(front, "抄送", "。"), front.one("印发机关").runs, front.one("印发日期").runs),
        stamps=stamps,
    )


def _front_matter(environment: PaperEnvironment, template: Path, context: Mapping[str, object]) -> FrontMatter:
    def render(leaf: Leaf) -> tuple[Line, ...]:
        return environment.render_leaf(template.name, leaf.text, leaf.line, context)

    return read_front_matter(read_source(template), render)


def _form(front: FrontMatter) -> Form:
    written = front.one("格式").shape
    if written not in tuple(Form):
        raise front.error("格式", f"写作“{written}”", f"只能是 {'、'.join(Form)}。")
    form = Form(written)
    for key in _NOT_IN_LETTER if form is Form.LETTER else ():
        if front.one(key).pieces:
            raise front.error(key, "在信函格式里不编排", "删去这一行；信函的版记只有抄送（GB/T 9704—2012 10.1）。")
    return form


def _date(front: FrontMatter) -> Runs:
    """成文日期；没有登记的为空。"""
    date = front.one("成文日期")
    if date.pieces and not _DATE.fullmatch(date.text):
        raise front.error("成文日期", f"写作“{date.text}”", "写作“2024年7月5日”的样子，未定时留空。")
    return date.runs


def _closed(front: FrontMatter, key: str, ending: str) -> Runs:
    """各项用逗号连接，末尾补上 ``ending``。"""
    lines = front.values.get(key, ())
    if not lines:
        return ()
    separated = [run for line in lines for run in (Run("，"), *line.runs)][1:]
    if not text_of(separated).endswith(ending):
        separated.append(Run(ending))
    return merged_runs(separated)


def _parts(title: Line) -> tuple[Line, ...]:
    """标题按公文稿里手工写的“|”分开；填入文字里的竖线不算。"""
    bars = [match.start() for match in re.finditer(r"\|", title.shape)]
    starts, ends = [0, *(bar + 1 for bar in bars)], [*bars, len(title.shape)]
    return tuple(title.cut(start, end) for start, end in zip(starts, ends, strict=True))


def _without_breaks(title: Line) -> Runs:
    return merged_runs(run for part in _parts(title) for run in part.runs)


def _title_lines(front: FrontMatter, title: Line, words: object) -> tuple[str, ...]:
    parts = _parts(title)
    if len(parts) == 1:
        known = [str(word) for word in words] if isinstance(words, Iterable) else []
        return balanced_lines(title.text, known)
    for part in parts:
        if cells(part.text) > MAX_CELLS:
            raise front.error("标题", f"的“{part.text}”超过每行{MAX_CELLS}字", "调整“|”的位置，或不写“|”由程序回行。")
    return tuple(part.text for part in parts)
