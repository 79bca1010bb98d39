"""公文稿与数据 → Document：读前置部分、渲染、分析结构、标题回行。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from reportgen.compose.environment import PaperEnvironment, collecting, environment_for
from reportgen.compose.frontmatter import KEYS, FrontMatter, Leaf, read_front_matter
from reportgen.compose.marks import Line, merged_runs
from reportgen.compose.parser import Body, parse_body
from reportgen.compose.proofread import proofread
from reportgen.compose.source import read_source
from reportgen.compose.title import Title, title_of
from reportgen.compose.titlebreak import PORTRAIT_CELLS
from reportgen.errors import TemplateError
from reportgen.model.document import Document, Form, Imprint, PageStyle, Run, Runs, Sealing, Sheet, text_of

#: 图表的标题每行至多的字数，依纸张。
_SHEET_CELLS = {Sheet.A4: 25, Sheet.A4_WIDE: 40, Sheet.A3_WIDE: 40}
#: 图表可写的项目；发文机关可以写，不印。
_SHEET_KEYS = ("格式", "纸张", "发文机关", "标题", "报头左", "报头右")

#: 各种格式不编排的项目，及其依据。
_NOT_USED = {
    Form.FILE: (("报头左", "报头右", "出席", "请假", "列席"), "GB/T 9704—2012 第7章"),
    Form.LETTER: (
        ("签发人", "印发机关", "印发日期", "报头左", "报头右", "出席", "请假", "列席"),
        "GB/T 9704—2012 10.1",
    ),
    Form.MINUTES: (("签发人", "报头左", "报头右"), "GB/T 9704—2012 10.3"),
    Form.COMMAND: (("标题", "签发人", "报头左", "报头右", "出席", "请假", "列席"), "GB/T 9704—2012 10.2"),
    Form.REPORT: (("份号", "密级", "紧急程度", "签发人", "出席", "请假", "列席"), "专报是地方格式"),
    Form.SHEET: (
        tuple(key for key in KEYS if key not in _SHEET_KEYS),
        "图表是台账、挂图，不是公文，没有版头、署名和版记，GB/T 9704—2012 未作规定",
    ),
}

_COPY_NUMBER = re.compile(r"\d{6}")
_SECRECY = re.compile(r"(绝密|机密|秘密)(★.+)?")
_URGENCY = ("特急", "加急")
_USUAL_PAGE = PageStyle()
_ATTENDANCE = ("出席", "请假", "列席")

_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")


def compose_document(
    template: Path,
    context: Mapping[str, object],
    *,
    kind: str,
    stamps: tuple[str, ...],
    page: PageStyle = _USUAL_PAGE,
    inputs: Path | None = None,
) -> Document:
    """由一份公文稿写成一件公文。

    Args:
        template: 公文稿（``.j2``）；同一文件夹里的 ``_*.j2`` 可以被引用。
        context: 公文稿可用的名称。``图`` 是各图（名称 → Chart），``词语`` 是标题里不可拆开的词，都可以没有。
        kind: 文种编号 D1…D11。stamps: 每页要印的标记。page: 版面。
        inputs: 方案正文所在的文件夹；不引用方案正文的可以不给。
    Raises:
        TemplateError: 公文稿有误，消息写明模板、行号和改法。
    """
    if not template.is_file():
        raise TemplateError(template.name, 1, "找不到这份公文稿", f"把它放进 {template.parent.name} 文件夹。")
    environment = environment_for(template.parent.resolve(), inputs and inputs.resolve())
    with collecting(context):
        front = _front_matter(environment, template, context)
        lines = environment.render_body(template.name, context)
    charts = context.get("图")
    words = _words(context)
    body = parse_body(lines, charts if isinstance(charts, Mapping) else {}, words)
    if not body.blocks:
        raise TemplateError(template.name, 1, "正文是空的", "在前置部分之后写正文。")
    limit = _SHEET_CELLS[_sheet(front)] if _form(front) is Form.SHEET else PORTRAIT_CELLS
    title = title_of(proofread(front.one("标题")), words, limit)
    return replace(_document(front, body, title), kind=kind, stamps=stamps, page=page)


def _document(front: FrontMatter, body: Body, title: Title) -> Document:
    """前置部分各项与正文合成文稿；文种编号、标记和版面由调用者填。"""
    form = _form(front)
    if form is Form.SHEET and (body.attachments or body.issued):
        raise front.error("格式", "写作“图表”，却有附件或印发件", "图表只有一份正文；另一张表另写一份公文稿。")
    return Document(
        kind="",
        form=form,
        marks=() if form is Form.SHEET else _each(front, "标志") or (front.one("发文机关").runs,),
        mark_suffix=_mark_suffix(front, form),
        copy_number=_matching(front, "份号", _COPY_NUMBER, "写作6位数字，如 000001。"),
        secrecy=_matching(front, "密级", _SECRECY, "写作“机密★1年”的样子。"),
        urgency=_one_of(front, "紧急程度", _URGENCY),
        number=front.one("发文字号").runs,
        signers=_each(front, "签发人"),
        title=title.runs,
        title_lines=title.lines,
        recipients=_closed(front, "主送", "："),
        blocks=body.blocks,
        signatures=_each(front, "署名"),
        sealing=_sealing(front),
        office_title=front.one("职务").runs,
        date=_date(front),
        annotation=front.one("附注").runs,
        attendance=tuple((name, front.one(name).runs) for name in _ATTENDANCE if front.one(name).pieces),
        head_left=front.one("报头左").runs,
        head_right=front.one("报头右").runs,
        issued=body.issued,
        attachments=body.attachments,
        sheet=_sheet(front),
        imprint=Imprint(_closed(front, "抄送", "。"), front.one("印发机关").runs, front.one("印发日期").runs),
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
    keys, basis = _NOT_USED[form]
    for key in keys:
        if front.one(key).pieces:
            raise front.error(key, f"在{form}格式里不编排", f"删去这一行（{basis}）。")
    if form is not Form.SHEET and front.one("纸张").pieces:
        raise front.error("纸张", f"在{form}格式里不写", "删去这一行，公文用 A4 型纸（GB/T 9704—2012 5.1）。")
    if form not in (Form.FILE, Form.COMMAND) and len(front.values.get("标志", ())) > 1:
        raise front.error("标志", "写了几个机关", f"{form}只用主办机关的标志（GB/T 9704—2012 10.1）。")
    if form is not Form.COMMAND and not front.one("标题").pieces:
        raise front.error("标题", "没有写", "写明公文标题；只有命令没有标题。")
    return form


def _sheet(front: FrontMatter) -> Sheet:
    """纸张；没有写的是竖放的 A4。"""
    written = text_of(_one_of(front, "纸张", tuple(Sheet)))
    return Sheet(written) if written else Sheet.A4


def _each(front: FrontMatter, key: str) -> tuple[Runs, ...]:
    """可以写成多项的名称，每项一组。"""
    return tuple(line.runs for line in front.values.get(key, ()) if line.pieces)


def _mark_suffix(front: FrontMatter, form: Form) -> Runs:
    """文件格式的标志由机关名称加“文件”组成，也可以写 ``标志后缀: ""`` 只用名称（7.2.4）。"""
    if "标志后缀" in front.values:
        return front.one("标志后缀").runs
    return (Run("文件"),) if form is Form.FILE else ()


def _matching(front: FrontMatter, key: str, pattern: re.Pattern[str], fix: str) -> Runs:
    line = front.one(key)
    if line.pieces and not pattern.fullmatch(line.text):
        raise front.error(key, f"写作“{line.text}”", fix)
    return line.runs


def _one_of(front: FrontMatter, key: str, choices: tuple[str, ...]) -> Runs:
    line = front.one(key)
    if line.pieces and line.text not in choices:
        raise front.error(key, f"写作“{line.text}”", f"只能是 {'、'.join(choices)}。")
    return line.runs


def _sealing(front: FrontMatter) -> Sealing:
    written = text_of(_one_of(front, "用印", tuple(Sealing)))
    sealing = Sealing(written) if written else Sealing.NONE
    if bool(front.one("职务").pieces) != (sealing is Sealing.STAMP):
        raise front.error("职务", "与“用印”不配", "只有用签名章的公文写职务，而且必须写（7.3.5.3）。")
    return sealing


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


def _words(context: Mapping[str, object]) -> list[str]:
    """标题里不拆开的词。"""
    words = context.get("词语")
    return [str(word) for word in words] if isinstance(words, Iterable) else []
