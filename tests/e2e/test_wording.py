"""全年各月、各种公文的每一句：与它所说的数相符，写法合乎公文的习惯；每条规则都抓得住编出来的坏句子。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest

from reportgen.drafts import Draft
from reportgen.model.assessment import Figure
from reportgen.model.document import Document, Heading, Note, Origin, Paragraph, Run, Runs, text_of
from reportgen.model.period import Month
from tests.e2e.year import MonthPapers, Year, year_in
from tests.support.wording import RULES, Passage, faults
from tools.make_golden import YEAR_MONTHS

_SPONSOR = "包保领导："


@pytest.fixture
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    return year_in(tmp_path_factory.getbasetemp())


def passages(made: MonthPapers) -> Iterator[Passage]:
    """一个月全部公文的各段话。"""
    assessment = made.assessment
    natures = {item.project.name: item.project.nature.value for item in assessment.standings}
    month, is_first = assessment.month.month, assessment.previous is None
    for draft in made.drafts:
        scope = scope_of(draft)
        for runs, is_heading in spoken(draft.document):
            yield Passage(runs, assessment.figures, natures, scope, month, is_first, is_heading)


def scope_of(draft: Draft) -> str:
    """公文说的范围：包保领导月报说这位领导的项目，其余说全部。"""
    left = text_of(draft.document.head_left)
    return f"sponsor:{left.removeprefix(_SPONSOR)}" if draft.paper.per == "包保领导" else "all"


def spoken(document: Document) -> Iterator[tuple[Runs, bool]]:
    """正文、附件的各段和名单；后一项为真的不必以标点结束。"""
    yield from ((runs, True) for runs in (document.recipients, *(people for _, people in document.attendance)))
    for block in (*document.blocks, *(block for item in document.attachments for block in item.blocks)):
        match block:
            case Heading():
                yield (*block.runs, *block.rest), not block.rest
            case Paragraph() | Note():
                yield block.runs, False


@pytest.mark.parametrize("month", YEAR_MONTHS, ids=str)
def test_every_sentence_of_the_month_is_sound(month: Month, year: Year) -> None:
    found = faults(list(passages(year[month])))
    assert not found, "\n" + "\n".join(found)


def test_the_rules_meet_the_sentences_they_are_for(year: Year) -> None:
    june, november = (list(passages(year[month])) for month in (YEAR_MONTHS[2], YEAR_MONTHS[7]))
    said = "\n".join(passage.text for passage in (*june, *november))
    for phrase, least in (
        *(("高于节点", 5), ("低于节点", 40), ("较上月增加", 5), ("较上月减少", 5), ("与上月持平", 2)),
        *(("，节点完成", 7), ("没有超过计划办结时间", 5), ("红灯项目", 2), ("：吉林市城镇污水处理项目、", 2)),
    ):
        assert said.count(phrase) >= least, phrase


FIGURES = {
    "gap_points@all": ("-2.5", "百分点"),
    "month_investment_change@all": ("790", "万元"),
    "start_resume_rate_change@all": ("0", "百分点"),
    "procedures_overdue_count@all": ("4", "项"),
    "due_count@all": ("0", "个"),
    "due_count@sponsor:张三": ("2", "个"),
    "idle_count@all": ("2", "个"),
    "project_count@all": ("29", "个"),
    "green_count@all": ("15", "个"),
    "yellow_count@all": ("11", "个"),
    "red_count@all": ("2", "个"),
}
NATURES = {"甲水利、灌区工程（国债）": "新建", "乙大桥": "续建", "丙": "续建"}
BOOK: Mapping[str, Figure] = {
    key: Figure(key.split("@")[0], key, key.split("@")[1], Decimal(value), unit, "", "", ())
    for key, (value, unit) in FIGURES.items()
}


def said(text: str, **how: object) -> Passage:
    """编一段话：{标识@范围=文字} 处是那个指标印出的文字，其余是公文稿自己的。"""
    runs: list[Run] = []
    for part in text.replace("}", "{").split("{"):
        key, _, printed = part.partition("=")
        runs.append(Run(printed, Origin(key)) if key in BOOK else Run(part))
    return Passage(tuple(runs), BOOK, NATURES, **how)  # type: ignore[arg-type]


BAD = (
    ("文字检查", "未开工0个：甲。"),
    ("增减与正负", "完成率为17.5%，高于节点参考进度{gap_points@all=2.5个百分点}。"),
    (
        "增减与正负",
        "完成投资{month_investment_change@all=0.79亿元}，较上月减少{month_investment_change@all=0.08亿元}。",
    ),
    ("增减与正负", "开复工率较上月提高{start_resume_rate_change@all=3.0个百分点}。"),
    ("增减与正负", "与节点参考进度{gap_points@all=持平}。"),
    ("达到与目标", "目标为80%以上，节点完成79.98%，达到。"),
    ("达到与目标", "目标为100%，节点完成100.0%，未达到。"),
    ("没有与零", "新建项目没有超过计划办结时间的手续。"),
    ("没有与零", "包保项目已全部开（复）工。"),
    ("没有与零", "截至6月底没有应竣工项目。", {"scope": "sponsor:张三"}),
    ("个数与名单", "3个项目亮红灯：甲水利、灌区工程（国债）、乙大桥。"),
    ("个数与名单", "逾期任务3项：乙大桥“竣工”（计划6月）；丙“入库”（计划7月）。"),
    ("个数与名单", "要素缺口2项：乙大桥（资金）；丙（用地、融资）。"),
    ("名单重复", "停工：乙大桥、丙、乙大桥。"),
    ("名单重复", "请国元公司、国元公司列席。"),
    ("首期", "完成投资14.49亿元，较上月增加1亿元。", {"is_first": True}),
    ("首期", "该事项上月已亮灯。", {"is_first": True}),
    ("截至", "截至5月底，完成投资1亿元。"),
    ("句长", "各单位要" + "抓紧推进" * 45 + "。"),
    ("段末", "请各单位抓紧推进"),
    ("段末", "请各单位抓紧推进，"),
    ("半角", "乙大桥,正在施工。"),
    ("重句", "请抓紧推进。请抓紧推进。"),
    ("空话", "填报的原因：。"),
    ("空话", "填报的原因："),
    ("空话", "拟发提示函0件、督办通知1件。"),
    ("空话", "乙大桥本月完成未报。"),
    ("空话", "请北大湖公司等、海通公司列席。"),
    ("开工复工", "甲水利、灌区工程（国债）计划2024年4月复工，尚未复工。"),
    ("开工复工", "乙大桥计划2024年4月开工，尚未开工。"),
    ("三灯", "绿灯{green_count@all=15个}、黄灯{yellow_count@all=11个}、红灯{red_count@all=2个}。"),
)


@pytest.mark.parametrize(("rule", "text", "how"), [(*case, {})[:3] for case in BAD])
def test_each_rule_catches_a_bad_sentence(rule: str, text: str, how: Mapping[str, object]) -> None:
    assert list(RULES[rule](said(text, **how)))


def test_no_rule_is_without_a_bad_sentence() -> None:
    assert {case[0] for case in BAD} == set(RULES)


@pytest.mark.parametrize(
    "text",
    [
        "截至6月底，完成率为17.5%，低于节点参考进度{gap_points@all=2.5个百分点}，较上月增加{month_investment_change@all=0.08亿元}。",
        "开复工率{start_resume_rate_change@all=与上月持平}。",
        "目标为30%以上，节点完成31.5%，达到；目标为100%，节点完成93.1%，未达到。",
        "截至6月底没有应竣工项目。",
        "2个项目亮红灯：甲水利、灌区工程（国债）、乙大桥；入统投资1亿元。",
        "逾期任务2项：乙大桥“转化器、干燥塔就位”（计划6月）；丙“入库”（计划7月）。",
        "要素缺口3项：乙大桥（资金）；丙（用地、融资）。",
        "超过计划办结时间的手续2项：乙大桥的能评（计划2024年5月31日）、施工许可（计划2024年6月10日）。",
        "4项手续超过计划办结时间，涉及：乙大桥、丙。",
        "停工：乙大桥、丙。尚未开（复）工：甲水利、灌区工程（国债）。",
        "甲水利、灌区工程（国债）2024年6月停工，尚未复工。",
        "乙大桥计划2024年4月复工，尚未复工。",
    ],
)
def test_sound_sentences_are_left_alone(text: str) -> None:
    assert faults([said(text)]) == []
