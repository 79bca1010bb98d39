"""印发通知：印发件的写法，以及随程序提供的公文稿与方案原文逐段逐格相同。"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.compose.notice_vocabulary import notice_vocabulary
from reportgen.compose.template import compose_document
from reportgen.evaluate import listing_figures
from reportgen.model.document import Document, Heading, Paragraph, paragraphs, text_of
from reportgen.model.records import Facts
from reportgen.read import read_listing
from reportgen.settings import Scheme, load_scheme
from tests.support.notice import INPUTS, ROOT, content_of, differences, original, original_inputs
from tests.unit.compose.conftest import Compose, Fail

ISSUED = "现印发给你们。\n=== 印发件\n# 工作方案\n一、目标\n{{ 句 }}\n"


def text(document: Document) -> list[str]:
    return [line for line in map(text_of, paragraphs(document)) if line]


def composed(facts: Facts, scheme: Scheme) -> Document:
    context = notice_vocabulary(facts.projects, listing_figures(facts.projects, scheme), scheme)
    return compose_document(ROOT / "templates" / "D11-印发通知.j2", context, kind="D11", stamps=(), inputs=INPUTS)


def notice(inputs: Path) -> Document:
    scheme = load_scheme(inputs)
    return composed(read_listing(inputs, scheme)[0], scheme)


def test_issued_text_follows_the_letter_and_numbers_its_own_headings(compose: Compose) -> None:
    document = compose(ISSUED, {"句": "一、不是标题。"})
    assert document.issued is not None
    assert text_of(document.issued.title) == "工作方案" and document.issued.title_lines == ("工作方案",)
    assert [type(block) for block in document.issued.blocks] == [Heading, Paragraph]
    assert text(document)[-4:] == ["现印发给你们。", "工作方案", "一、目标", "一、不是标题。"]


def test_attachments_of_a_notice_belong_to_its_issued_text(compose: Compose) -> None:
    document = compose(ISSUED + "=== 附件 横排\n# 清单\n内容。\n", {"句": "达到。"})
    assert text(document)[-6:] == ["一、目标", "达到。", "附件：清单", "附件", "清单", "内容。"]
    assert document.attachments[0].is_landscape


def test_long_title_of_the_issued_text_is_broken_like_the_main_title(compose: Compose) -> None:
    title = "吉林市2024年重大项目市级领导包保服务工作方案"
    issued = compose(f"甲。\n=== 印发件\n# {title}\n乙。\n").issued
    assert issued is not None and len(issued.title_lines) == 2 and "".join(issued.title_lines) == title


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("甲。\n=== 印发件\n乙。\n", 2, "印发件没有标题"),
        ("甲。\n=== 印发件\n#\n乙。\n", 3, "印发件标题是空的"),
        ("甲。\n=== 印发件\n# 方案\n", 3, "印发件没有内容"),
        ("甲。\n=== 附件\n# 清单\n乙。\n=== 印发件\n# 方案\n丙。\n", 5, "印发件写在了"),
        ("甲。\n=== 印发件\n# 方案\n乙。\n=== 印发件\n# 办法\n丙。\n", 5, "印发件写在了"),
        ("甲。\n=== 印发件 横排\n# 方案\n乙。\n", 2, "写法不对"),
    ],
)
def test_issued_text_written_wrongly_is_refused(fail: Fail, body: str, line: int, message: str) -> None:
    error = fail(body)
    assert (error.line, message in error.message) == (line, True)


def test_notice_with_the_settings_of_the_original_repeats_it_word_for_word(tmp_path: Path) -> None:
    found, expected = content_of(notice(original_inputs(tmp_path / "inputs"))), original()
    assert differences(expected.prose, found.prose) == []
    assert found.rows == expected.rows
    assert len(expected.prose) == 23 and [len(row) for row in expected.rows] == [11] * (29 + 2)


def test_shipped_settings_differ_from_the_original_only_in_the_name_of_the_organ_and_of_the_scheme() -> None:
    found, expected = content_of(notice(INPUTS)), original()
    assert found.rows == expected.rows
    assert differences(expected.prose, found.prose) == [
        ("吉林省人民政府办公室", "吉林市人民政府办公室"),
        (
            "吉林省人民政府办公室关于印发吉林省2024年重大项目市级领导包保服务工作方案的通知",
            "吉林市人民政府办公室关于印发吉林市2024年重大项目市级领导包保服务工作方案的通知",
        ),
        (
            "《吉林省2024年重大项目市级领导包保服务工作方案》已经市政府同意，现印发给你们，请认真组织实施。"
            "吉林省人民政府办公室",
            "《吉林市2024年重大项目市级领导包保服务工作方案》已经市政府同意，现印发给你们，请认真组织实施。"
            "吉林市人民政府办公室",
        ),
    ]


def test_counts_sums_and_targets_follow_the_list_and_the_settings() -> None:
    scheme = load_scheme(INPUTS)
    facts, _ = read_listing(INPUTS, scheme)
    fewer = replace(facts, projects=facts.projects[1:])  # 去掉一个续建项目：总投资69.7亿元，计划7.0亿元
    found = content_of(composed(fewer, replace(scheme, targets=scheme.targets[:3])))
    body = "".join(found.prose)
    assert "包保的28个5亿元以上重大项目，按照“2个节点”，完成“3个比例”" in body
    assert "即6月底前实现开复工率100%，年度计划投资完成率30%以上；9月底前年度计划投资完成率80%以上。" in body
    assert "对16个新建项目" in body and "对12个续建项目" in body
    assert found.rows[1] == ["合计28个项目", "", "", "", "", "954.8967", "189.038", "", "", "", ""]


def test_every_count_amount_and_target_of_the_notice_names_its_cells() -> None:
    cells = {
        run.text: [f"{source.sheet}/{source.cell}" for source in run.origin.sources]
        for runs in paragraphs(notice(INPUTS))
        for run in runs
        if run.origin
    }
    assert len(cells["29个"]) == 29 and len(cells["16个"]) == 16 and len(cells["13个"]) == 13
    assert cells["339.0"] == ["项目清单/F21"] and len(cells["1024.5967"]) == 29
    assert cells["30%以上"] == ["目标[2]/目标"] and cells["2024年4月12日"] == ["方案/印发日期"]
