"""手册里的例子能排成公文，写到的助词与名称和程序一致。"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.compose import wording
from reportgen.compose.environment import environment_for
from reportgen.compose.figure_names import FIGURE_NAMES
from reportgen.compose.frontmatter import KEYS
from reportgen.compose.table_parser import OPTIONS
from reportgen.model.document import Document, Table, paragraphs, text_of
from tests.unit.compose.samples import compose_text, figure, quote

MANUAL = (Path(__file__).parents[3] / "docs" / "公文稿.md").read_text(encoding="utf-8")


@pytest.fixture
def example(tmp_path: Path) -> Document:
    """第 1 节的例子，配上两个项目。"""
    match = re.search(r"```jinja\n(.*?)```", MANUAL, re.DOTALL)
    assert match is not None
    projects = [
        {"名称": quote(name), "牵头部门": quote("市发改委"), "累计": figure("10000", "万元", "1.00亿元")}
        for name in ("甲厂", "乙路")
    ]
    totals = {
        "项目数": figure("2", "个", "2个"),
        "累计": figure("20000", "万元", "2.00亿元"),
        "完成率": figure("0.2", "比例", "20.0%"),
        "与参考差": figure("-10", "百分点", "-10.0个百分点"),
    }
    context = {"期": {"月": "6"}, "全部": totals, "项目": projects, "未开复工项目": projects[:1]}
    return compose_text(tmp_path, match[1], context)


def test_the_example_reads_as_intended(example: Document) -> None:
    assert [text for text in (text_of(runs) for runs in paragraphs(example)) if text] == [
        "吉林市人民政府办公室",
        "吉市政办函〔　　〕　号",
        "关于6月重大项目包保推进情况的通报",
        "各县（市）区人民政府，市直有关部门：",
        "截至6月底，2个包保项目累计完成投资2.00亿元，占年度计划的20.0%，低于节点参考进度10.0个百分点。",
        "一、开（复）工情况",
        "未开（复）工甲厂。",
        "二、项目情况",
        "（一）甲厂。由市发改委牵头，累计完成投资1.00亿元。",
        "（二）乙路。由市发改委牵头，累计完成投资1.00亿元。",
        "注：节点参考进度为参考。",
        "附件：项目推进情况表",
        "吉林市人民政府办公室",
        "附件",
        "项目推进情况表",
        "完成情况", "单位：亿元",
        "序号", "项目名称", "本年累计",
        "1", "甲厂", "1.00",
        "2", "乙路", "1.00",
        "合计", "2.00",
        "抄送：各位包保领导。",
    ]  # fmt: skip
    (table,) = example.attachments[0].blocks
    assert isinstance(table, Table)


def test_the_manual_names_everything_a_template_may_use(tmp_path: Path) -> None:
    filters = environment_for(tmp_path).filters
    words = {*KEYS, *OPTIONS, *filters, *wording.TESTS, *FIGURE_NAMES.values()}
    assert sorted(word for word in words if word not in MANUAL) == []
