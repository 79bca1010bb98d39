from __future__ import annotations

import pytest

from reportgen.model.document import Paragraph, text_of
from tests.unit.compose.conftest import Compose, Fail
from tests.unit.compose.samples import figure, quote

CONTEXT = {
    "空": "",
    "句": quote("征地未完。"),
    "零": figure("0", "个", "0个"),
    "负": figure("-1", "百分点", "-1.0个百分点"),
    "率": figure("0.3", "比例", "30.0%"),
    "个": figure("3", "个", "3个"),
}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("原因是{{ 句 }}。", "标点重复：“原因是征地未完。。”"),
        ("项目有甲、{{ 空 }}。", "标点相连"),
        ("甲，{{ 空 }}。", "标点相连"),
        ("甲（{{ 空 }}）。", "括号或引号里是空的"),
        ("{{ 空 }}，甲。", "句首是标点"),
        ("未开工{{ 零 }}：{{ 空 }}甲。", "“0个”后面又列名单"),
        ("低于参考进度、提高{{ 负 }}。", "增减的数是零或带负号"),
        ("对照目标，尚差{{ 零 }}项目。", "增减的数是零或带负号"),
        ("完成率{{ 率 }}%。", "单位重复"),
        ("相差{{ 率 }}个百分点。", "单位重复"),
        ("未开工{{ 零 }}个。", "单位重复"),
        ("甲,乙。", "汉字间用了半角标点"),
        ("{{ 句 }},乙。", "汉字间用了半角标点"),
        ("甲:", "汉字间用了半角标点"),
        ("甲（乙。", "括号或引号不配对"),
        ("甲”乙。", "括号或引号不配对"),
        ("“甲（乙”）。", "括号或引号不配对"),
        ("一、甲（）\n", "括号或引号里是空的"),
        ("注：甲。。\n", "标点重复"),
        ("较上月增加0.00亿元。", "增减的数是零"),
        ("甲项目按计划推进。甲项目按计划推进。", "同一句话写了两遍"),
        ("填报的原因：{{ 空 }}", "冒号后面没有文字"),
        ("6项手续超过计划时间，涉及：{{ 空 }}", "冒号后面没有文字"),
        ("甲项目、乙项目、{{ 空 }}", "句末是逗号或顿号"),
        ("甲项目，", "句末是逗号或顿号"),
        ("共有{{ 个 | 数 }}，均已开工。", "数字后面没有单位：“共有3，均已开工。”"),
        ("已开工{{ 个 | 数 }}", "数字后面没有单位"),
        ("项目(含续建)推进。", "汉字间用了半角标点"),
        ('称为"包保"。', "汉字间用了半角标点"),
        ("项目推进.", "汉字间用了半角标点"),
    ],
)
def test_slips_of_wording_are_refused_with_their_line(fail: Fail, body: str, message: str) -> None:
    error = fail(f"首句。\n{body}", CONTEXT)
    assert error.line == 2
    assert message in error.message


@pytest.mark.parametrize(
    "text",
    [
        "共10个：甲等。",
        "低于参考进度1.0个百分点。",
        "按照“3个节点”（30.0%）、《方案》要求，如期推进……",
        "比例为1:2，见 a,b。",
        "个个达标。",
        "较上月减少0.05亿元。",
        "有关要求如下：",
        "已开工。已开工。",
        "20万吨醋酸乙烯(VA)见表D5.xlsx。",
    ],
)
def test_sound_sentences_pass(compose: Compose, text: str) -> None:
    (block,) = compose(text).blocks
    assert isinstance(block, Paragraph)
    assert text_of(block.runs) == text


@pytest.mark.parametrize(
    "body", ["共有{{ 个 | 数 }}个，均已开工。", "共有{{ 个 }}，均已开工。", "{{ 个 | 数 }}", "编号{{ 号 }}，未办。"]
)
def test_numbers_with_a_unit_alone_in_a_line_or_quoted_from_a_cell_pass(compose: Compose, body: str) -> None:
    (block,) = compose(body, {**CONTEXT, "号": quote("2024-026")}).blocks
    assert isinstance(block, Paragraph)


def test_the_wording_of_a_cell_is_not_the_templates_fault(compose: Compose) -> None:
    cell = "主厂房,锅炉房。。（）”，、0个：0个个"
    (block,) = compose("建设内容为{{ 名 }}", {"名": quote(cell)}).blocks
    assert isinstance(block, Paragraph)
    assert text_of(block.runs) == f"建设内容为{cell}"
