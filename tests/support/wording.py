"""公文的句子与它所说的数对不对得上、写法合不合公文的习惯：一条规则看一段话，给出毛病。"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportgen.compose.marks import Line, Piece
from reportgen.compose.proofread import proofread
from reportgen.errors import TemplateError
from reportgen.model.assessment import Figure
from reportgen.model.document import Runs, text_of

#: 一句至多的字数，项目名称只算一个字。
LONGEST = 180

_STOPS = "。；！？"
#: 名称换成一个字，名称里的顿号、括号不再干扰。
_NAME = "某"


@dataclass(frozen=True)
class Passage:
    """一段话和它说的范围。

    Attributes:
        runs: 文字与来历。scope: 指标的范围，如 ``all``、``sponsor:张三``。
        month: 月份；is_first: 首期。is_heading: 单独成行的标题。natures: 项目名称 → 建设性质。
        figures: 这个月的指标。
    """

    runs: Runs
    figures: Mapping[str, Figure]
    natures: Mapping[str, str]
    scope: str = "all"
    month: int = 6
    is_first: bool = False
    is_heading: bool = False

    @property
    def text(self) -> str:
        """纯文字。"""
        return text_of(self.runs)

    @property
    def own(self) -> str:
        """公文稿自己的文字。"""
        return "".join(run.text if run.origin is None else "" for run in self.runs)

    @property
    def bare(self) -> str:
        """项目名称都换成一个字的文字。"""
        return _without_names(self.text, self.natures)

    @property
    def sentences(self) -> list[str]:
        """各句，名称已换成一个字，不含句末的标点。"""
        return [part for part in re.split(f"[{_STOPS}]", self.bare) if part.strip()]

    def value(self, id: str) -> Decimal | None:
        """本范围的指标；没有这个指标或没有数的为 None。"""
        figure = self.figures.get(f"{id}@{self.scope}")
        return figure.value if figure else None

    def compared(self) -> Iterator[tuple[str, Figure]]:
        """印出的各个指标和它所在分句里、在它之前的文字。"""
        before = ""
        for run in self.runs:
            if run.origin is not None and run.origin.figure in self.figures:
                yield re.split("[，。；：]", before)[-1] + run.text, self.figures[run.origin.figure]
            before += run.text


Rule = Callable[[Passage], Iterator[str]]


def proofreading(passage: Passage) -> Iterator[str]:
    """成文时的文字检查。"""
    pieces = tuple(Piece(run.text, run.origin, run.origin is not None) for run in passage.runs)
    try:
        proofread(Line("文稿", 1, pieces))
    except TemplateError as error:
        yield error.message


_SIGNS = {
    **dict.fromkeys(("高于", "提高", "增加"), (1,)),
    **dict.fromkeys(("低于", "下降", "减少"), (-1,)),
    "持平": (0,),
}


def signs(passage: Passage) -> Iterator[str]:
    """高于、提高、增加的数为正，低于、下降、减少的为负，持平的为零。"""
    for clause, figure in passage.compared():
        words = [word for word in _SIGNS if word in clause]
        if not words or figure.value is None or figure.unit not in ("百分点", "万元", "个"):
            continue
        sign = (figure.value > 0) - (figure.value < 0)
        if sign not in _SIGNS[words[-1]]:
            yield f"“{words[-1]}”而{figure.label}是{figure.value}"


_VERDICT = re.compile(r"目标为(\d+)%(?:以上)?，节点完成([\d.]+)%，(已?达到|未达到)")


def verdicts(passage: Passage) -> Iterator[str]:
    """达到、未达到与目标相符。"""
    for target, actual, verdict in _VERDICT.findall(passage.text):
        if (Decimal(actual) >= Decimal(target)) == verdict.startswith("未"):
            yield f"目标{target}%，完成{actual}%，却说{verdict}"


#: 说没有的句子 → 应为零的指标。
_NONE = {
    r"没有超过计划办结时间": "procedures_overdue_count",
    r"没有(?:填报)?要素缺口": "factors_short_count",
    r"没有已开（复）工而未入库": "not_in_base_count",
    r"任务没有逾期|没有逾期的任务": "task_late_count",
    r"(?:无|没有)应竣工项目": "due_count",
    r"台账没有(?:记入|这些项目的)问题": "problem_count",
    r"已?全部销号": "open_problem_count",
    r"已?全部开（复）工": "idle_count",
}


def absences(passage: Passage) -> Iterator[str]:
    """说没有、说全部的，指标确实是零。"""
    for pattern, id in _NONE.items():
        if re.search(pattern, passage.own) and passage.value(id) not in (0, None):
            yield f"“{pattern}”而{id}是{passage.value(id)}"


_COUNTED = re.compile(
    r"(?P<lead>[^，。；：]*)(?<![\d.])(?P<count>\d+)[个项件](?P<noun>[^，。；：、]*)：(?P<list>[^。]*)"
)


def counts(passage: Passage) -> Iterator[str]:
    """“N个：甲、乙”列出的正好 N 个；任务、问题、事项之间用分号，项目、手续、缺口之间也可以用顿号。"""
    for match in _COUNTED.finditer(re.sub("“[^”]*”|（计划[^（）]*）", "", passage.bare)):
        listed = re.split("[、；]", match["list"])
        if re.search("任务|问题|事项", match["lead"] + match["noun"]):
            listed = match["list"].split("；")
        elif _NAME in listed:
            listed = match["list"].split("；")[0].split("、")
        if len(listed) != int(match["count"]):
            yield f"写的是{match['count']}，列出的是{len(listed)}：{match[0]}"


def repeated_names(passage: Passage) -> Iterator[str]:
    """一串名称里没有重复的。"""
    text = passage.text
    for index, name in enumerate(sorted(passage.natures, key=len, reverse=True)):
        text = text.replace(name, f"〖{index}〗")
    for part in re.split("[：，。；]", text):
        items = part.split("、")
        yield from (f"名单里有重复：{part}" for item in set(items) if len(item) > 1 and items.count(item) > 1)
        if re.search(r"([^、]{4,})、\1", part):
            yield f"名单里有重复：{part}"


def first_month(passage: Passage) -> Iterator[str]:
    """首期没有上月。"""
    if passage.is_first:
        yield from re.findall("[较与]上月|上月已", passage.own)


def cutoff(passage: Passage) -> Iterator[str]:
    """“截至”的月份就是本月。"""
    for month in re.findall(r"截至(\d+)月底", passage.text):
        if int(month) != passage.month:
            yield f"{passage.month}月的公文写“截至{month}月底”"


def length(passage: Passage) -> Iterator[str]:
    """一句不过长。"""
    for sentence in passage.sentences:
        if len(sentence) > LONGEST:
            yield f"一句{len(sentence)}字：{sentence[:30]}……"


def ending(passage: Passage) -> Iterator[str]:
    """一段以句号、冒号、分号结束，标题不用。"""
    if not passage.is_heading and passage.text.strip() and passage.text.rstrip("　 ")[-1] not in "。：；":
        yield f"段末没有标点：……{passage.text[-12:]}"


def half_width(passage: Passage) -> Iterator[str]:
    """汉字之间没有半角标点，单元格里照录的也一样。"""
    yield from re.findall(r"[一-龥”）][,;:?!][一-龥“（]", passage.text)


def echoes(passage: Passage) -> Iterator[str]:
    """相邻两句不相同。"""
    for before, after in zip(passage.sentences, passage.sentences[1:], strict=False):
        if before == after and len(before) > 3:
            yield f"连写两遍：{before}"


def hollow(passage: Passage) -> Iterator[str]:
    """没有空话：冒号后面有文字，不写“提示函0件”，数的位置上有数，没有“等、”。"""
    yield from re.findall(r"(?:原因|措施|进度|涉及|停工|项目)：(?=$|[。；])", passage.text)
    yield from re.findall(r"(?:提示函|督办通知|新增|超过办结时限|销号)0[个件项]", passage.text)
    yield from re.findall(r"(?:完成|累计|为)(?:未报|—)", passage.text)
    yield from re.findall(r"[^等]等、", passage.bare)


def verbs(passage: Passage) -> Iterator[str]:
    """只说一个项目的段落：新建项目不说复工（停工的除外），续建项目不说开工。"""
    natures = {nature for name, nature in passage.natures.items() if name in passage.text}
    names = [name for name in passage.natures if name in passage.text]
    own = passage.own.replace("开（复）工", "").replace("未开复工", "").replace("开复工", "")
    if len(names) != 1 or "停工" in passage.text or "续建项目复工" in own:
        return
    wrong = "复工" if natures == {"新建"} else "开工"
    if wrong in own:
        yield f"{natures.pop()}项目说“{wrong}”：{passage.text[:40]}"


_PARTS = ("green_count", "yellow_count", "red_count")


def lights(passage: Passage) -> Iterator[str]:
    """一句里印出三个灯的个数时，加起来是全部项目。"""
    printed = {figure.id: figure.value or 0 for _, figure in passage.compared() if figure.id in _PARTS}
    if len(printed) == len(_PARTS) and sum(printed.values()) != passage.value("project_count"):
        yield f"三灯之和{sum(printed.values())}不等于项目数{passage.value('project_count')}"


#: 规则的名称 → 规则。
RULES: Mapping[str, Rule] = {
    "文字检查": proofreading,
    "增减与正负": signs,
    "达到与目标": verdicts,
    "没有与零": absences,
    "个数与名单": counts,
    "名单重复": repeated_names,
    "首期": first_month,
    "截至": cutoff,
    "句长": length,
    "段末": ending,
    "半角": half_width,
    "重句": echoes,
    "空话": hollow,
    "开工复工": verbs,
    "三灯": lights,
}


def faults(passages: Sequence[Passage]) -> list[str]:
    """各段的毛病：规则、说明和原句的开头。"""
    return [
        f"〔{name}〕{fault}　←　{passage.text[:36]}"
        for passage in passages
        for name, rule in RULES.items()
        for fault in rule(passage)
    ]


def _without_names(text: str, names: Mapping[str, str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, _NAME)
    return text
