"""行文规则和要素的写法：每条规则举出不合的和合的写法。"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reportgen.conform.elements import check_elements, is_date, kind_of
from reportgen.conform.language import broken_lines, check_language, heading_of, level_of
from reportgen.conform.passage import Part, Passage
from reportgen.conform.result import Result, Verdict


def faults(results: Sequence[Result]) -> set[str]:
    """不合格和提示的条目。"""
    return {result.requirement for result in results if result.verdict in (Verdict.FAIL, Verdict.NOTE)}


def prose(*texts: str, part: Part = Part.BODY) -> list[Passage]:
    return [Passage(text, part) for text in texts]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("提高认识,压实责任。", "G-9"),
        ("要求如下:", "G-9"),
        ("各县(市)区要落实。", "G-9"),
        ('"三个节点"如期实现。', "G-9"),
        ("增长百分之五。", "N-1"),
        ("投资三亿元。", "N-1"),
        ("增长 63～68%。", "N-2"),
        ("’24年完成。", "N-3"),
        ("24年6月完成。", "N-3"),
        ("二〇二四年6月完成。", "N-3"),
        ("2024年六月完成。", "N-3"),
        ("下午15时开会。", "N-3"),
        ("增长.5个百分点。", "N-4"),
        ("投资１２亿元。", "N-4"),
        ("三、四个项目开工。", "N-6"),
        ("2024-2026年实施。", "P-1"),
        ("1～6月完成。", "P-1"),
        ("1月-6月完成。", "P-1"),
        ("增长5%—8%。", "P-1"),
        ("依照《甲办法》、《乙办法》办理。", "P-2"),
        ("1、加快建设。", "P-3"),
        ("（一）、加快建设。", "P-3"),
        ("一.加快建设", "P-3"),
        ("压实（责任。", "P-4"),
        ("依照《关于〈办法〉的通知》《甲《乙》》。", "P-4"),
        ("依照文件〔附后〕办理。", "P-4"),
        ("按照吉市政发〔2024〕3号《关于工作的通知》办理。", "P-7"),
        ("建筑面积500平米。", "U-1"),
        ("用电20KW。", "U-1"),
    ],
)
def test_wrong_wording_is_found(text: str, name: str) -> None:
    assert name in faults(list(check_language(prose(text))))


@pytest.mark.parametrize(
    "text",
    [
        "截至6月底，29个项目完成投资62.38亿元，占年度计划的31.8%，高于参考进度1.8个百分点。",
        "2024年7月5日上午9:30召开会议，比例为1:2。",
        "2024—2026年、1—6月、63%～68%、第一、二季度。",
        "近10年来，三四个项目、第三季度、一方面。",
        "《关于〈办法〉的通知》（吉市政发〔2024〕3号）“甲‘乙’丙”。",
        "各县（市）区、开发区：",
        "联系人：李文华，电话：0432－00000000。",
        "20万吨/年醋酸乙烯(VA)项目总投资50000万元。",
    ],
)
def test_right_wording_is_let_pass(text: str) -> None:
    assert faults(list(check_language(prose(text)))) == set()


def test_fault_in_a_table_is_only_a_note() -> None:
    results = {result.requirement: result for result in check_language(prose("甲,乙", part=Part.CELL))}
    assert results["G-9"].verdict is Verdict.NOTE
    assert results["G-9"].note == "在表格内"


def test_one_style_of_grouping_throughout() -> None:
    assert "N-5" in faults(list(check_language(prose("投资12345万元。", "投资12,345万元。", "投资54321万元。"))))
    assert "N-5" not in faults(list(check_language(prose("投资12345万元。", "投资54321万元。"))))


@pytest.mark.parametrize(
    ("headings", "is_right"),
    [
        (("一、甲", "（一）乙。", "1.丙。", "（1）丁。", "（2）戊。", "2.己。", "（二）庚。", "二、辛"), True),
        (("一、甲", "1.乙。", "2.丙。", "二、丁"), True),
        (("一、甲", "三、乙"), False),
        (("一、甲", "（1）乙。"), False),
        (("一、甲", "（二）乙。"), False),
    ],
)
def test_heading_numbers_in_order(headings: tuple[str, ...], is_right: bool) -> None:
    assert ("G-7.3.3c" not in faults(list(check_language(prose(*headings))))) is is_right


def test_heading_alone_has_no_full_stop() -> None:
    assert "P-6" in faults(list(check_language(prose("一、总体要求。"))))
    assert "P-6" not in faults(list(check_language(prose("一、总体要求", "（一）加快建设。各部门要落实。"))))


def test_long_text_is_noted() -> None:
    assert "R-24" in faults(list(check_language(prose("要" * 5001))))


@pytest.mark.parametrize(
    ("text", "level"), [("十一、甲", 1), ("（十）甲", 2), ("12.甲", 3), ("（3）甲", 4), ("1.5亿元", 0)]
)
def test_level_of_a_heading(text: str, level: int) -> None:
    assert level_of(text) == level


def test_heading_ends_at_the_first_full_stop() -> None:
    assert heading_of("（一）加快建设。各部门要落实。") == "（一）加快建设。"
    assert heading_of("一、总体要求") == "一、总体要求"


@pytest.mark.parametrize(
    ("line", "name"),
    [("各部门要\n，落实", "P-5"), ("落实（\n责任）", "P-5"), ("投资20\n24年", "N-7"), ("2024\n年", "N-7")],
)
def test_wrong_line_break_is_found(line: str, name: str) -> None:
    assert faults(list(broken_lines(prose(line)))) == {name}


def test_right_line_breaks_are_let_pass() -> None:
    assert faults(list(broken_lines(prose("各部门，\n要落实", "完成\n2024年")))) == set()


# 要素


@pytest.mark.parametrize(
    ("part", "form", "text", "name"),
    [
        (Part.MARK, "信函", "吉林市人民政府文件", "L-1"),
        (Part.MARK, "命令", "吉林市人民政府", "C-1"),
        (Part.COPY, "文件", "00001", "G-7.2.1"),
        (Part.SECRET, "文件", "秘密一年", "G-7.2.2"),
        (Part.URGENT, "文件", "急件", "G-7.2.3"),
        (Part.NUMBER, "文件", "吉市政发[2024]3号", "G-7.2.5b"),
        (Part.NUMBER, "文件", "吉市政发〔2024〕第3号", "G-7.2.5b"),
        (Part.NUMBER, "文件", "吉市政发〔2024〕03号", "G-7.2.5b"),
        (Part.NUMBER, "文件", "吉市政发〔24〕3号", "G-7.2.5b"),
        (Part.NUMBER, "命令", "第012号", "C-2"),
        (Part.TITLE, "文件", "关于做好工作的通知", "G-7.3.1d"),
        (Part.TITLE, "文件", "吉林市人民政府关于工作的说明", "R-8"),
        (Part.RECIPIENTS, "文件", "各县（市）区人民政府", "G-7.3.2"),
        (Part.ATTACHMENT_NOTE, "文件", "附件：清单。", "G-7.3.4a"),
        (Part.ATTACHMENT_NOTE, "文件", "附件:清单", "G-7.3.4a"),
        (Part.LABEL, "文件", "附件1", "G-7.3.7b"),
        (Part.DATE, "文件", "2024年06月05日", "G-7.3.5.4"),
        (Part.DATE, "文件", "二〇二四年六月五日", "G-7.3.5.4"),
        (Part.DATE, "文件", "2024年2月30日", "G-7.3.5.4"),
        (Part.CC, "文件", "抄送：市委办公室", "G-7.4.2a"),
        (Part.CC, "文件", "主送:市委办公室。", "G-7.4.2b"),
        (Part.ISSUE, "文件", "吉林市人民政府办公室2024年7月5日", "G-7.4.3"),
    ],
)
def test_wrong_element_is_found(part: Part, form: str, text: str, name: str) -> None:
    assert name in faults(list(check_elements(prose(text, part=part), form)))


def test_whole_letter_is_right() -> None:
    parts = {
        Part.MARK: "吉林市人民政府办公室",
        Part.NUMBER: "吉市政办函〔2024〕15号",
        Part.TITLE: "吉林市人民政府办公室关于推进情况的通报",
        Part.RECIPIENTS: "各县（市）区人民政府：",
        Part.SIGNATURE: "吉林市人民政府办公室",
        Part.DATE: "2024年7月5日",
        Part.LABEL: "附件",
        Part.ATTACHMENT_NOTE: "附件：项目清单",
        Part.ATTACHMENT_TITLE: "项目清单",
        Part.CC: "抄送：市委办公室。",
    }
    results = list(check_elements([Passage(text, part) for part, text in parts.items()], "信函"))
    assert faults(results) == set()
    assert {"L-1", "G-7.2.5b", "G-7.3.1d", "R-8", "R-9", "G-7.3.7c"} <= {result.requirement for result in results}


def test_blank_number_and_date_are_not_judged() -> None:
    passages = [Passage("号", Part.NUMBER), Passage("吉林市人民政府办公室年月日印发", Part.ISSUE)]
    verdicts = {result.requirement: result.verdict for result in check_elements(passages, "文件")}
    assert verdicts["G-7.2.5b"] is verdicts["G-7.4.3"] is Verdict.UNVERIFIED


def test_attachment_names_must_agree() -> None:
    notes = prose("附件：1.甲", "2.乙", part=Part.ATTACHMENT_NOTE)
    labels = prose("附件1", "附件2", part=Part.LABEL)
    titles = prose("甲", "丙", part=Part.ATTACHMENT_TITLE)
    assert "G-7.3.7c" in faults(list(check_elements([*notes, *labels, *titles], "文件")))
    assert "G-7.3.4b" in faults(list(check_elements(prose("附件：1.甲", "3.乙", part=Part.ATTACHMENT_NOTE), "文件")))


def test_attachment_elsewhere_is_not_judged() -> None:
    results = check_elements(prose("附件：清单", part=Part.ATTACHMENT_NOTE), "文件")
    assert {result.verdict for result in results if result.requirement == "G-7.3.7b"} == {Verdict.UNVERIFIED}


def test_attachment_bound_apart_carries_the_number() -> None:
    results = check_elements(prose("吉市政发〔2024〕3号附件1", part=Part.LABEL), "文件")
    assert {result.requirement for result in results if result.verdict is Verdict.PASS} >= {"G-7.3.7d"}


def test_secret_paper_without_copy_number_fails() -> None:
    passages = [Passage("秘密★1年", Part.SECRET)]
    verdicts = {result.requirement: result.verdict for result in check_elements(passages, "文件")}
    assert verdicts["R-9"] is Verdict.FAIL


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({Part.TITLE: "市发改委关于工作的请示", Part.RECIPIENTS: "市政府、市委："}, "R-15"),
        ({Part.TITLE: "市发改委关于工作的报告", Part.BODY: "妥否，请批示。"}, "R-15"),
        ({Part.MARK: "市财政局文件", Part.TITLE: "市财政局关于工作的通知", Part.RECIPIENTS: "各县人民政府："}, "R-16"),
        ({Part.MARK: "市财政局预算科文件", Part.TITLE: "预算科关于工作的通知"}, "R-17"),
    ],
)
def test_rules_of_the_regulations(parts: dict[Part, str], name: str) -> None:
    results = list(check_elements([Passage(text, part) for part, text in parts.items()], "文件"))
    assert {result.verdict for result in results if result.requirement == name} == {Verdict.NOTE}


def test_local_form_is_named_as_such() -> None:
    (result,) = (
        item for item in check_elements(prose("工作专报", part=Part.MARK), "专报") if item.requirement == "S-1"
    )
    assert "国家标准没有规定" in result.note


@pytest.mark.parametrize(
    ("title", "kind"), [("关于印发办法（试行）的通知", "通知"), ("管理办法（试行）", None), ("关于任免的函", "函")]
)
def test_kind_of_document(title: str, kind: str | None) -> None:
    assert kind_of(title) == kind


def test_date_is_real_and_without_leading_zeros() -> None:
    assert is_date("2024年2月29日")
    assert not is_date("2023年2月29日")
    assert not is_date("2024年2月09日")
