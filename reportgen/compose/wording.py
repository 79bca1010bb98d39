"""选词：公文稿里可用的助词与判断，名称是中文，绝不印出不真实的词句。

过滤器写作 ``{{ 值 | 助词(…) }}``，判断写作 ``{% if 值 is 有数 %}``。
“差”一律是未修约值算得的指标：百分点（3.2 即 3.2 个百分点）、万元或个。
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from reportgen.compose.numerals import LARGEST, to_chinese
from reportgen.compose.values import Misuse, Ordinal, Phrase, Quoted, origin_of, runs_of
from reportgen.model.assessment import Figure
from reportgen.model.document import Run, text_of
from reportgen.model.records import ProcedureStatus

#: 较上月的增减用词：增、减。
_CHANGE_WORDS = {"百分点": ("提高", "下降"), **dict.fromkeys(("万元", "个", "项", "件"), ("增加", "减少"))}

#: 表格中由表头统一写明、单元格内省去的单位，长的在前。
_DROPPED_UNITS = ("个百分点", "亿元", "万元", "个", "项", "件", "天", "位")


#: 手续状态的符号。
_STATUS_MARKS: Mapping[str, str] = {
    ProcedureStatus.DONE: "●",
    ProcedureStatus.DOING: "◎",
    ProcedureStatus.TODO: "○",
    ProcedureStatus.EXEMPT: "－",
    ProcedureStatus.UNKNOWN: "？",
}

#: 句末的标点：这些已经是一句；后一组是没有写完的，换成句号。
_SENTENCE_ENDS = ("。", "！", "？", "……")
_LOOSE_ENDS = "，、；：,;: 　"


def number_only(value: object) -> Phrase:
    """印刷形式去掉单位，用于单位写在表头的单元格；百分号保留。"""
    if not isinstance(value, Figure | Quoted | Phrase):
        raise Misuse("“数”只用于指标和取自单元格的文字", "直接写 {{ 值 }}。")
    runs = list(runs_of(value))
    if runs:
        last = runs[-1]
        unit = next((unit for unit in _DROPPED_UNITS if last.text.endswith(unit)), "")
        runs[-1] = Run(last.text.removesuffix(unit), last.origin)
    return Phrase(tuple(runs))


def money(figure: object) -> Phrase:
    """金额，带“亿元”；没有数时是“—”。"""
    amount = _figure("亿元", figure, {"万元"})
    return Phrase.of(amount)


def percent(figure: object) -> Phrase:
    """比例，带“%”。"""
    return Phrase.of(_figure("百分比", figure, {"比例"}))


def compared_with(gap: object, target: object) -> Phrase:
    """“高于（低于）某某3.2个百分点”，恰好相等时为“与某某持平”。

    Raises:
        Misuse: ``gap`` 不是百分点，或没有数。
    """
    figure = _figure("对比", gap, {"百分点"})
    value = _value("对比", figure)
    if value == 0:
        return Phrase.of("与", target, Phrase((Run("持平", origin_of(figure)),)))
    return Phrase.of("高于" if value > 0 else "低于", target, Phrase((_amount(figure),)))


def change_on_month(change: object) -> Phrase:
    """“较上月提高3.2个百分点”“较上月减少1.20亿元”“与上月持平”；首月没有上月，为空。"""
    if change is None:
        return Phrase()
    figure = _figure("较上月", change, _CHANGE_WORDS)
    if figure.value is None:
        return Phrase()
    if figure.value == 0:
        return Phrase((Run("与上月持平", origin_of(figure)),))
    word = _CHANGE_WORDS[figure.unit][figure.value < 0]
    return Phrase((Run(f"较上月{word}"), _amount(figure)))


def enumerated(items: object) -> Phrase:
    """用顿号连接的名单。

    Raises:
        Misuse: 名单为空：空名单的句子应另写。
    """
    names = _items("顿号", items)
    if not names:
        raise Misuse("名单是空的，没有可列的名称", "先写 {% if 名单 %} 判断，名单为空时另写一句或略去。")
    return Phrase((Run("、"),)).join(names)


def joined(items: object, separator: str) -> Phrase:
    """用 ``separator`` 连接的若干词句；一个也没有时为空。"""
    return Phrase.of(separator).join(_items("连词", items))


def as_sentence(value: object) -> Phrase:
    """取自单元格的一句话，句末统一成句号；没有填写的为空。"""
    *rest, last = runs_of(value) or (Run(""),)
    text = last.text.rstrip(_LOOSE_ENDS)
    if not text:
        return Phrase()
    ending = () if text.endswith(_SENTENCE_ENDS) else (Run("。"),)
    return Phrase((*rest, Run(text, last.origin), *ending))


def clause_only(value: object) -> Phrase:
    """取自单元格的一句话，去掉句末的标点，用于接在别的文字后面。"""
    *rest, last = runs_of(value) or (Run(""),)
    text = last.text.rstrip("".join(_SENTENCE_ENDS) + _LOOSE_ENDS)
    return Phrase((*rest, *((Run(text, last.origin),) if text else ())))


def marked(status: object) -> Phrase:
    """手续状态之前加一个黑白可辨的符号，如“●已办结”。

    Raises:
        Misuse: 不是手续的状态。
    """
    mark = _STATUS_MARKS.get(str(status))
    if mark is None:
        raise Misuse(f"“{status}”不是手续的状态", "“标记”只用于 p.手续 各项。")
    return Phrase.of(mark, status)


def month_and_day(day: object, year: object) -> object:
    """窄列和短信里的日期：``year`` 年内的略去年份，“2024年6月28日”印作“6月28日”；别的年份和没有日期的照印。

    Raises:
        Misuse: 不是文字。
    """
    if not isinstance(day, str) or not isinstance(year, str):
        raise Misuse("“月日”只用于日期", "写作 {{ 日期 | 月日(期.年) }}。")
    return day[len(year) + 1 :] if day.startswith(f"{year}年") else day


def listed(items: object, 至多: int = 0, 共: object = None) -> Phrase:
    """名单过长时只列前几个：“A、B、C等5个”；没有截去的不写“等”。

    参数名是公文稿里的写法，所以用中文；``至多`` 为 0 时全部列出，``共`` 是名单个数的指标。

    Raises:
        Misuse: 要截去而没有写 ``共``，或 ``共`` 与名单的个数不一致。
    """
    names = _items("名单", items)
    if not 至多 or len(names) <= 至多:
        return enumerated(names)
    if 共 is None:
        raise Misuse(f"名单有{len(names)}个，截去后的“等{len(names)}个”没有出处", "写作 名单(至多=3, 共=个数的指标)。")
    return Phrase.of(enumerated(names[:至多]), "等", _matching("名单", 共, names))


def counted_names(count: object, items: object) -> Phrase:
    """个数与名单：“3个：A、B、C”；0 个时只印个数。

    Raises:
        Misuse: 个数与名单不一致。
    """
    figure = _figure("列举", count, ("个", "项", "件"))
    names = _items("列举", items)
    if figure.value != len(names):
        raise Misuse(
            f"“{figure.label}”是{figure.printed}，名单却有{len(names)}个", "核对这里的指标和名单是不是同一回事。"
        )
    return Phrase.of(figure, "：", enumerated(names)) if names else Phrase.of(figure)


def none_this_month(count: object, noun: object) -> Phrase:
    """“本期无应竣工项目”，只在个数为 0 或比例无法计算时成立。

    Raises:
        Misuse: 实际有数。
    """
    figure = _figure("本期无", count, ("个", "项", "件", "比例", "万元"))
    if figure.value:
        raise Misuse(f"“{figure.label}”是{figure.printed}，不能说本期无", "先用 {% if … is 为零 %} 或 is 有数 判断。")
    return Phrase((Run(f"本期无{text_of(runs_of(noun))}", origin_of(figure)),))


def ordinal(number: object) -> Ordinal:
    """循环次序的阿拉伯数字；放在行首可作层次序号。"""
    return Ordinal(str(_ordinal("序号", number)))


def chinese_ordinal(number: object) -> Ordinal:
    """循环次序的汉字数；放在行首可作层次序号。"""
    return Ordinal(to_chinese(_ordinal("中文数", number)))


def has_value(figure: object) -> bool:
    """指标是否算得出来；首月的“较上月”、分母为零的比例都是没有数。"""
    return figure is not None and _figure("有数", figure).value is not None


def is_zero(figure: object) -> bool:
    """指标是否为零；没有数的不是零。"""
    return _figure("为零", figure).value == 0


def is_positive(figure: object) -> bool:
    """指标是否大于零；没有数的不是。"""
    value = _figure("为正", figure).value
    return value is not None and value > 0


def is_negative(figure: object) -> bool:
    """指标是否小于零；没有数的不是。"""
    value = _figure("为负", figure).value
    return value is not None and value < 0


FILTERS: Mapping[str, Callable[..., object]] = {
    "数": number_only,
    "亿元": money,
    "百分比": percent,
    "对比": compared_with,
    "较上月": change_on_month,
    "顿号": enumerated,
    "连词": joined,
    "join": joined,
    "句": as_sentence,
    "无句号": clause_only,
    "标记": marked,
    "月日": month_and_day,
    "名单": listed,
    "列举": counted_names,
    "本期无": none_this_month,
    "序号": ordinal,
    "中文数": chinese_ordinal,
}

#: 也可以写成 ``{{ 对比(差, "节点参考进度") }}`` 的助词。
FUNCTIONS: Mapping[str, Callable[..., object]] = {name: FILTERS[name] for name in ("对比", "较上月", "列举", "本期无")}

TESTS: Mapping[str, Callable[..., bool]] = {
    "有数": has_value,
    "为零": is_zero,
    "为正": is_positive,
    "为负": is_negative,
}


def _figure(word: str, value: object, units: Iterable[str] = ()) -> Figure:
    """确认 ``value`` 是指标，且单位合乎 ``word`` 的用法。"""
    if not isinstance(value, Figure):
        raise Misuse(f"“{word}”只用于指标", "在竖线前写指标的名称，不写它的 value 或算式。")
    if units and value.unit not in units:
        raise Misuse(f"“{word}”不能用于“{value.label}”：它的单位是{value.unit}", f"“{word}”只用于{'、'.join(units)}。")
    return value


def _matching(word: str, count: object, names: Sequence[object]) -> Figure:
    """确认个数的指标与名单一致。"""
    figure = _figure(word, count, ("个", "项", "件"))
    if figure.value != len(names):
        raise Misuse(
            f"“{figure.label}”是{figure.printed}，名单却有{len(names)}个", "核对这里的指标和名单是不是同一回事。"
        )
    return figure


def _value(word: str, figure: Figure) -> Decimal:
    if figure.value is None:
        raise Misuse(f"“{figure.label}”没有数，不能用“{word}”", "先用 {% if … is 有数 %} 判断，没有数时另写一句。")
    return figure.value


def _amount(figure: Figure) -> Run:
    """去掉正负号的印刷形式，带单位：正负已由“高于”“减少”等词说明。"""
    return Run(figure.printed.lstrip("-"), origin_of(figure))


def _items(word: str, items: object) -> list[object]:
    if isinstance(items, str | Phrase | Figure) or not isinstance(items, Iterable):
        raise Misuse(f"“{word}”只用于一组名称", "在竖线前写名单，如 {{ 未开复工名单 | 顿号 }}。")
    return list(items)


def _ordinal(word: str, number: object) -> int:
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= LARGEST:
        raise Misuse(f"“{word}”只用于 1—{LARGEST} 的次序", "通常写 {{ loop.index | " + word + " }}。")
    return number
