"""把文件包读成 :class:`~reportgen.conform.docx.story.Story`。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportgen.conform.docx.look import Border
from reportgen.conform.docx.names import (
    Element,
    each,
    find,
    find_all,
    local_name,
    mm_of_twips,
    number,
    tag,
    value,
)
from reportgen.conform.docx.numbering import Numbering
from reportgen.conform.docx.package import DocxPackage
from reportgen.conform.docx.shapes import drawings, emphasis
from reportgen.conform.docx.story import Block, Furniture, Paragraph, Row, Run, Section, Shape, Story, Table
from reportgen.conform.docx.styles import Styles

#: 里面还是段落内容的标签。
_WRAPPERS = frozenset(("hyperlink", "smartTag", "sdt", "sdtContent", "ins", "moveTo", "customXml", "dir", "bdo"))
_MARKS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_KINDS = {"headerReference": False, "footerReference": True}
#: pgSz、pgMar 没有写明时 Word 用的值（缇）。
_SIZE, _MARGIN = (12240.0, 15840.0), 1440.0


def read_story(package: DocxPackage) -> Story:
    """正文、各节和设置。"""
    return _Reader(package).story()


@dataclass
class _Field:
    """正在读的域：``depth`` 是嵌套层数，``is_code`` 为真时还在读域代码。"""

    depth: int = 0
    is_code: bool = False
    code: str = ""

    @property
    def name(self) -> str:
        return self.code.split()[0].upper() if self.depth and self.code.split() else ""


@dataclass
class _Content:
    """一个段落读到的东西。"""

    runs: list[Run] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    field: _Field = field(default_factory=_Field)
    has_break: bool = False


class _Reader:
    def __init__(self, package: DocxPackage) -> None:
        self._package = package
        self._numbering = Numbering(package.related("numbering"))
        self._styles = Styles(package.related("styles"), package.related("theme"), self._numbering)
        self._section = 0
        self._order = -1
        self._is_new_page = False

    def story(self) -> Story:
        body = find(self._package.tree(self._package.main), "w:body")
        assert body is not None
        sections = tuple(self._sections(body))
        blocks = tuple(self._body_blocks(body, [section.kind for section in sections]))
        return Story(blocks, sections, _settings(self._package.related("settings")))

    # 正文

    def _body_blocks(self, body: Element, kinds: Sequence[str]) -> Iterator[Block]:
        """``kinds`` 是各节从哪里起；连续的节不另起一页。"""
        for element in _blocks_of(body):
            self._order += 1
            if local_name(element) == "tbl":
                yield _placed(self._table(element), self._section, self._order)
                self._is_new_page = False
                continue
            item = self._paragraph(element)
            starts = self._is_new_page or item.look.switches["pageBreakBefore"]
            yield replace(item, section=self._section, order=self._order, starts_page=starts)
            self._is_new_page = _breaks_page(element) or (starts and item.is_blank and not item.shapes)
            if find(element, "w:pPr/w:sectPr") is not None:
                self._section += 1
                self._is_new_page = self._section < len(kinds) and kinds[self._section] != "continuous"

    def _paragraph(self, element: Element, table_style: str = "") -> Paragraph:
        properties = find(element, "w:pPr")
        look = self._styles.paragraph(properties, table_style)
        label = self._numbering.label(look.list_id, look.list_level) if look.list_id else ""
        content = _Content()
        self._inline(element, properties, table_style, content)
        mark = self._styles.run(properties, find(properties, "w:rPr"), table_style)
        return Paragraph(tuple(content.runs), look, mark, label, shapes=tuple(content.shapes))

    def _inline(self, parent: Element, paragraph: Element | None, table_style: str, content: _Content) -> None:
        for child in parent:
            match local_name(child):
                case "r":
                    self._run(child, paragraph, table_style, content)
                case "fldSimple":
                    before = content.field
                    content.field = _Field(1, False, value(child, "w:instr"))
                    self._inline(child, paragraph, table_style, content)
                    content.field = before
                case name if name in _WRAPPERS:
                    self._inline(child, paragraph, table_style, content)

    def _run(self, run: Element, paragraph: Element | None, table_style: str, content: _Content) -> None:
        look = self._styles.run(paragraph, find(run, "w:rPr"), table_style)
        content.shapes += [shape for part in _chosen(run) for shape in drawings(part, self._read_box)]
        text = ""
        for child in run:
            match local_name(child):
                case "fldChar":
                    _turn_field(content.field, value(child, "w:fldCharType"))
                case "instrText":
                    content.field.code += child.text or ""
                case "pgNum":
                    content.runs.append(Run("1", look, "PAGE"))
                case _ if not content.field.is_code:
                    text += _piece(child)
        if text and not look.is_hidden:
            content.runs.append(Run(text, look, content.field.name))

    def _read_box(self, content: Element) -> tuple[tuple[Paragraph, ...], tuple[Border, ...]]:
        """文本框的段落（连同其中表格的），以及表格的横线：首线、各中间线、末线。"""
        paragraphs: list[Paragraph] = []
        rules: list[Border] = []
        for element in _blocks_of(content):
            if local_name(element) == "tbl":
                table = self._table(element)
                paragraphs += table.paragraphs
                rules += table_rules(table)
            else:
                paragraphs.append(self._paragraph(element))
        return tuple(paragraphs), tuple(rules)

    def _table(self, element: Element) -> Table:
        properties = find(element, "w:tblPr")
        style = value(find(properties, "w:tblStyle"))
        direct = {local_name(item): emphasis(item) for item in find_all(properties, "w:tblBorders/*")}
        width = find(properties, "w:tblW")
        is_fixed = value(width, "w:type") == "dxa"
        grid = sum(number(value(item, "w:w")) for item in find_all(element, "w:tblGrid/w:gridCol"))
        twips = number(value(width, "w:w")) if is_fixed else grid
        rows = tuple(self._row(row, style) for row in _rows_of(element))
        borders = {**self._styles.table_borders(style), **direct}
        is_centred = value(find(properties, "w:jc")) == "center"
        return Table(rows, borders, mm_of_twips(twips) if twips else None, is_centred)

    def _row(self, row: Element, style: str) -> Row:
        flags = {local_name(item): value(item, default="1") for item in find_all(row, "w:trPr/*")}
        height = find(row, "w:trPr/w:trHeight")
        is_fixed = value(height, "w:hRule") == "exact"
        cells, offset = [], 0.0
        for cell in _cells_of(row):
            width = mm_of_twips(number(value(find(cell, "w:tcPr/w:tcW"), "w:w"))) or None
            content = self._cell(cell, style)
            cells.append(tuple(replace(item, is_cell=True, offset=offset, width=width) for item in content))
            offset += width or 0.0
        return Row(
            tuple(cells),
            number(value(height)) if is_fixed else None,
            flags.get("tblHeader", "0") not in _OFF,
            flags.get("cantSplit", "0") not in _OFF,
        )

    def _cell(self, cell: Element, style: str) -> Iterator[Paragraph]:
        for element in _blocks_of(cell):
            if local_name(element) == "tbl":
                yield from self._table(element).paragraphs
            else:
                yield self._paragraph(element, style)

    # 节

    def _sections(self, body: Element) -> Iterator[Section]:
        inherited: dict[tuple[bool, str], Furniture] = {}
        elements = [item for block in _blocks_of(body) for item in find_all(block, "w:pPr/w:sectPr")]
        last = find(body, "w:sectPr")
        for element in [*elements, *([] if last is None else [last])]:
            inherited = {**inherited, **self._furniture(element)}
            yield _section(element, tuple(inherited.values()))

    def _furniture(self, section: Element) -> dict[tuple[bool, str], Furniture]:
        relations = self._package.relations(self._package.main)
        found = {}
        for reference in section:
            is_footer = _KINDS.get(local_name(reference))
            relation = relations.get(value(reference, "r:id"))
            part = None if is_footer is None or relation is None else self._package.tree(relation.target)
            if is_footer is not None and part is not None:
                kind = value(reference, "w:type", "default")
                found[is_footer, kind] = Furniture(kind, is_footer, tuple(self._part(part)))
        return found

    def _part(self, part: Element) -> Iterator[Paragraph]:
        """页眉或页脚的段落，表格里的也算。"""
        for element in _blocks_of(part):
            if local_name(element) == "tbl":
                yield from self._table(element).paragraphs
            else:
                yield self._paragraph(element)


_OFF = ("0", "false", "off")


def _placed(table: Table, section: int, order: int) -> Table:
    """给表格和其中的段落标上节和次序。"""
    rows = tuple(
        replace(
            row, cells=tuple(tuple(replace(item, section=section, order=order) for item in cell) for cell in row.cells)
        )
        for row in table.rows
    )
    return replace(table, rows=rows, section=section, order=order)


def table_rules(table: Table) -> Iterator[Border]:
    """单列表格从上到下的横线。"""
    none = Border("none", 0, "", 0)
    names = ["top", *["insideH"] * (len(table.rows) - 1), "bottom"]
    return (border for name in names if (border := table.borders.get(name, none)).is_drawn)


def _blocks_of(parent: Element) -> Iterator[Element]:
    """段落和表格；内容控件里的也算。"""
    for child in parent:
        match local_name(child):
            case "p" | "tbl":
                yield child
            case "sdt" | "sdtContent" | "customXml" | "ins":
                yield from _blocks_of(child)


def _rows_of(table: Element) -> Iterator[Element]:
    return (row for row in each(table, "w:tr") if _nearest(row, "w:tbl") is table)


def _cells_of(row: Element) -> Iterator[Element]:
    return (cell for cell in each(row, "w:tc") if _nearest(cell, "w:tr") is row)


def _nearest(element: Element, name: str) -> Element | None:
    return next(element.iterancestors(tag(name)), None)


def _chosen(run: Element) -> Iterator[Element]:
    """直接的图形，以及几种写法中的第一种（``mc:Choice``，没有时 ``mc:Fallback``）。"""
    yield from (child for child in run if local_name(child) in ("drawing", "pict", "object"))
    for alternative in find_all(run, "mc:AlternateContent"):
        choice = find(alternative, "mc:Choice")
        chosen = find(alternative, "mc:Fallback") if choice is None else choice
        if chosen is not None:
            yield chosen


def _piece(child: Element) -> str:
    match local_name(child):
        case "t":
            return child.text or ""
        case "br":
            return "" if value(child, "w:type") in ("page", "column") else "\n"
        case name:
            return _MARKS.get(name, "")


def _turn_field(current: _Field, kind: str) -> None:
    match kind:
        case "begin":
            current.depth += 1
            current.is_code, current.code = True, ""
        case "separate":
            current.is_code = False
        case "end":
            current.depth, current.is_code = max(0, current.depth - 1), False


def _breaks_page(paragraph: Element) -> bool:
    """段落里有分页符，而且其后没有文字。"""
    is_broken = False
    for item in each(paragraph, "w:br", "w:t"):
        if local_name(item) == "br":
            is_broken = is_broken or value(item, "w:type") == "page"
        elif (item.text or "").strip():
            is_broken = False
    return is_broken


def _section(element: Element, furniture: tuple[Furniture, ...]) -> Section:
    size, margins = find(element, "w:pgSz"), find(element, "w:pgMar")
    start = value(find(element, "w:pgNumType"), "w:start")
    grid = find(element, "w:docGrid")
    title = find(element, "w:titlePg")

    def margin(name: str, default: float = _MARGIN) -> float:
        return mm_of_twips(number(value(margins, f"w:{name}"), default))

    return Section(
        width=mm_of_twips(number(value(size, "w:w"), _SIZE[0])),
        height=mm_of_twips(number(value(size, "w:h"), _SIZE[1])),
        top=margin("top"),
        right=margin("right"),
        bottom=margin("bottom"),
        left=margin("left"),
        gutter=margin("gutter", 0),
        header=margin("header", 720),
        footer=margin("footer", 720),
        kind=value(find(element, "w:type"), default="nextPage"),
        has_first=title is not None and value(title, default="1") not in _OFF,
        grid={name: value(grid, f"w:{name}") for name in ("type", "linePitch", "charSpace")},
        starts=int(number(start)) if start else None,
        furniture=furniture,
    )


def _settings(settings: Element | None) -> Mapping[str, str]:
    return {local_name(item): value(item, default="1") for item in ([] if settings is None else settings)}
