from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.compose.template import compose_document
from reportgen.errors import TemplateError
from reportgen.model.document import Form, Origin, Run, Sealing, Sheet, mark_texts, signer_texts, text_of
from tests.support.sheet_papers import gantt
from tests.unit.compose.conftest import Fail
from tests.unit.compose.samples import compose_text, figure, quote, source

HEAD = "---\n格式: 信函\n发文机关: 市政府办公室\n标题: 关于进展的通报\n"


def test_everything_the_front_matter_can_say(tmp_path: Path) -> None:
    document = compose_text(
        tmp_path,
        "---\n格式: 专报\n标志: {{ 名 }}专报\n发文机关: 市政府办公室\n发文字号: 第　　期\n"
        "标题: 关于{{ 名 }}|进展情况的报告\n主送:\n  - '{{ 名 }}'\n  - 开发区管委会\n署名: 办公室\n"
        '成文日期: 2024年7月5日\n抄送: [各位领导, "{% if 名 %}{% endif %}"]\n印发机关: 办公室\n印发日期: 2024年7月5日\n'
        "报头左: 办公室\n报头右: 　　年　　月\n---\n甲。\n",
        {"名": quote("甲: 厂")},
    )
    inserted = Run("甲: 厂", Origin(sources=(source("B2"),)))
    assert document.form is Form.REPORT
    assert document.marks == ((inserted, Run("专报")),)
    assert text_of(document.number) == "第　　期"
    assert document.title == (Run("关于"), inserted, Run("进展情况的报告"))
    assert document.title_lines == ("关于甲: 厂", "进展情况的报告")
    assert document.recipients == (inserted, Run("，开发区管委会："))
    assert (text_of(document.signatures[0]), text_of(document.date)) == ("办公室", "2024年7月5日")
    assert text_of(document.imprint.cc) == "各位领导。"
    assert (text_of(document.imprint.issuer), text_of(document.imprint.date)) == ("办公室", "2024年7月5日")
    assert (text_of(document.head_left), text_of(document.head_right)) == ("办公室", "　　年　　月")
    assert (document.kind, document.stamps) == ("D3", ("草稿",))


def test_what_is_left_out_is_empty(tmp_path: Path) -> None:
    document = compose_text(tmp_path, f"{HEAD}成文日期:\n抄送: ''\n---\n甲。\n")
    assert text_of(document.marks[0]) == "市政府办公室"
    assert (document.number, document.recipients, document.signatures, document.date) == ((), (), (), ())
    assert (document.imprint.cc, document.imprint.issuer, document.imprint.date) == ((), (), ())


def test_closing_marks_are_not_doubled(tmp_path: Path) -> None:
    document = compose_text(tmp_path, f"{HEAD}主送: 各部门：\n抄送: 督查室。\n---\n甲。\n")
    assert (text_of(document.recipients), text_of(document.imprint.cc)) == ("各部门：", "督查室。")


def test_a_letter_may_leave_report_keys_empty(tmp_path: Path) -> None:
    assert compose_text(tmp_path, f"{HEAD}印发机关: ''\n---\n甲。\n").form is Form.LETTER


def test_jinja_quotes_and_colons_do_not_confuse_the_front_matter(tmp_path: Path) -> None:
    text = "---\n格式: 信函\n发文机关: {{ 机关[\"名: #称'\"] }}\n标题: {# 说明: x #}关于{{ '甲' }}的通报\n---\n甲。\n"
    document = compose_text(tmp_path, text, {"机关": {"名: #称'": quote("办公室")}})
    assert (text_of(document.marks[0]), text_of(document.title)) == ("办公室", "关于甲的通报")


OFFICIAL = (
    "---\n格式: 文件\n份号: '000001'\n密级: 机密★1年\n紧急程度: 特急\n标志:\n  - 甲局\n  - 乙局\n发文机关: 甲局\n"
    "发文字号: 甲发〔2024〕1号\n签发人:\n  - 张三\n  - 李四\n标题: 关于进展的请示\n主送: 市政府\n"
    "署名:\n  - 甲局\n  - 乙局\n用印: 加盖印章\n成文日期: 2024年7月5日\n附注: 联系人：王五\n---\n正文。\n"
)


def test_every_element_of_an_official_document_has_its_own_key(tmp_path: Path) -> None:
    document = compose_text(tmp_path, OFFICIAL)
    assert [text_of(mark) for mark in mark_texts(document)] == ["甲局", "乙局", "文件"]
    assert [text_of(item) for item in (document.copy_number, document.secrecy, document.urgency)] == [
        "000001",
        "机密★1年",
        "特急",
    ]
    assert [text_of(item) for item in signer_texts(document)] == ["签发人：张三", "李四"]
    assert document.is_upward and document.sealing is Sealing.SEAL
    assert [text_of(item) for item in document.signatures] == ["甲局", "乙局"]
    assert text_of(document.annotation) == "联系人：王五"


def test_minutes_name_those_present_and_a_command_has_no_title(tmp_path: Path) -> None:
    minutes = compose_text(tmp_path, "---\n格式: 纪要\n发文机关: 甲\n标题: 会议\n出席: 张三\n列席: 李四\n---\n正文。\n")
    assert [(name, text_of(people)) for name, people in minutes.attendance] == [("出席", "张三"), ("列席", "李四")]
    order = compose_text(
        tmp_path, "---\n格式: 命令\n发文机关: 甲\n发文字号: 第1号\n用印: 签名章\n职务: 市长\n---\n正文。\n"
    )
    assert (order.title_lines, order.sealing, text_of(order.office_title)) == ((), Sealing.STAMP, "市长")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("份号: '000001'", "份号: '1'", "写作6位数字"),
        ("密级: 机密★1年", "密级: 内部", "机密★1年"),
        ("紧急程度: 特急", "紧急程度: 急", "只能是 特急、加急"),
        ("用印: 加盖印章", "用印: 盖章", "只能是 不加盖印章、加盖印章、签名章"),
        ("用印: 加盖印章", "用印: 签名章", "“职务”与“用印”不配"),
        ("格式: 文件", "格式: 信函", "“签发人”在信函格式里不编排"),
        ("格式: 文件", "格式: 命令", "“标题”在命令格式里不编排"),
        ("签发人:\n  - 张三\n  - 李四\n", "报头左: 甲\n", "“报头左”在文件格式里不编排"),
        ("格式: 文件\n份号: '000001'\n密级: 机密★1年\n紧急程度: 特急\n", "格式: 纪要\n", "在纪要格式里不编排"),
    ],
)
def test_elements_that_do_not_belong_are_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(message)):
        compose_text(tmp_path, OFFICIAL.replace(old, new))


def test_only_the_lead_organ_marks_a_letter(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="只用主办机关的标志"):
        compose_text(
            tmp_path, "---\n格式: 信函\n标志:\n  - 甲局\n  - 乙局\n发文机关: 甲局\n标题: 关于甲的函\n---\n正文。\n"
        )


SHEET = "---\n格式: 图表\n纸张: A3横\n标题: 问题清单台账\n报头左: 示例市\n报头右: 截至6月30日\n---\n注：甲。\n"


def test_a_sheet_needs_no_issuer_and_says_its_paper(tmp_path: Path) -> None:
    document = compose_text(tmp_path, SHEET)
    assert (document.form, document.sheet, document.marks) == (Form.SHEET, Sheet.A3_WIDE, ())
    assert (text_of(document.head_left), text_of(document.head_right)) == ("示例市", "截至6月30日")
    assert compose_text(tmp_path, SHEET.replace("纸张: A3横\n", "发文机关: 甲局\n")).sheet is Sheet.A4


def test_title_of_a_sheet_takes_longer_lines(tmp_path: Path) -> None:
    title = "示例市包保重大项目二〇二四年六月份问题清单台账和办理情况"
    assert compose_text(tmp_path, SHEET.replace("问题清单台账", title)).title_lines == (title,)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        *(
            ("报头左: 示例市", f"{key}: {value}", f"“{key}”在图表格式里不编排")
            for key, value in (
                ("发文字号", "第6期"), ("标志", "专报"), ("主送", "各部门"), ("署名", "甲局"),
                ("成文日期", "2024年7月5日"), ("抄送", "乙局"), ("印发机关", "甲局"), ("密级", "机密★1年"),
                ("用印", "加盖印章"), ("附注", "联系人"),
            )
        ),
        ("A3横", "A3", "“纸张”写作“A3”"),
        ("标题: 问题清单台账", "标题:", "“标题”没有写"),
        ("注：甲。\n", "注：甲。\n=== 附件\n# 表\n乙。\n", "却有附件或印发件"),
        ("格式: 图表", "格式: 专报\n发文机关: 甲局", "“纸张”在专报格式里不写"),
        ("格式: 图表\n纸张: A3横", "格式: 专报", "缺少“发文机关”"),
    ],
)  # fmt: skip
def test_what_does_not_belong_to_a_sheet_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(message)):
        compose_text(tmp_path, SHEET.replace(old, new))


def test_refusal_names_the_basis(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        compose_text(tmp_path, SHEET.replace("报头左: 示例市", "署名: 甲局"))
    assert "不是公文" in caught.value.fix and "GB/T 9704—2012" in caught.value.fix
    with pytest.raises(TemplateError) as caught:
        compose_text(
            tmp_path,
            SHEET.replace("格式: 图表", "格式: 信函\n发文机关: 甲").replace(
                "报头左: 示例市\n报头右: 截至6月30日\n", ""
            ),
        )
    assert "5.1" in caught.value.fix


def test_a_gantt_chart_is_placed_like_any_picture(tmp_path: Path) -> None:
    chart = gantt(2)
    document = compose_text(tmp_path, SHEET.replace("注：甲。", "::图 施工图"), {"图": {"施工图": chart}})
    assert document.blocks == (chart,)


@pytest.mark.parametrize("prefix", ["\ufeff", ""])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_notepad_files_are_read(tmp_path: Path, prefix: str, newline: str) -> None:
    text = f"{prefix}{HEAD}---\n甲。\n".replace("\n", newline)
    assert text_of(compose_text(tmp_path, text).title) == "关于进展的通报"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("甲。\n", 1, "没有前置部分"),
        (f"{HEAD}甲。\n", 1, "前置部分没有结束"),
        ("---\n---\n甲。\n", 1, "前置部分缺少“格式”"),
        ("---\n格式: 信函\n标题: 甲\n发文机关:\n---\n甲。\n", 4, "前置部分缺少“发文机关”"),
        (f"{HEAD}主送单位: 甲\n---\n甲。\n", 5, "前置部分没有“主送单位”这一项"),
        (f"{HEAD}抄送: 甲\n\n抄送: 乙\n---\n甲。\n", 7, "“抄送”写了两次，前一次在第5行"),
        (f"{HEAD}署名：甲\n---\n甲。\n", 5, "前置部分的写法不对"),
        ("---\n格式：信函\n---\n甲。\n", 2, "前置部分的写法不对"),
        (f"{HEAD}署名: '甲\n---\n甲。\n", 5, "前置部分的写法不对"),
        (f"{HEAD}成文日期: [甲]\n---\n甲。\n", 5, "“成文日期”应是一项文字"),
        (f"{HEAD}主送:\n  - 甲\n  - [乙]\n---\n甲。\n", 7, "“主送”应是一项文字或一组文字"),
        (f"{HEAD}署名: {{{{ 名\n---\n甲。\n", 5, "“{{”没有结束"),
        (f"{HEAD}署名: |\n  甲\n  乙\n---\n甲。\n", 7, "一个值只能是一行文字"),
        (f"{HEAD}署名: {{# 一\n二 #}}甲\n抄送: {{{{ 没有 }}}}\n---\n甲。\n", 7, "没有“没有”这个名称"),
        (f"{HEAD}署名: |\n  {{{{ 没有 }}}}\n---\n甲。\n", 6, "没有“没有”这个名称"),
        (f"{HEAD}署名: {{{{ 29 }}}}\n---\n甲。\n", 5, "数字没有出处"),
        (f"{HEAD}成文日期: 2024-07-05\n---\n甲。\n", 5, "“成文日期”写作“2024-07-05”"),
        (f"{HEAD}印发机关: 甲\n---\n甲。\n", 5, "“印发机关”在信函格式里不编排"),
        (f"{HEAD}---\n\n", 1, "正文是空的"),
        (f"{HEAD}---\n甲\ue000。\n", 6, "含有不许使用的字符 U+E000"),
        (f"{HEAD}---\n甲\x07。\n", 6, "含有不许使用的字符 U+0007"),
        ("---\n格式: 公函\n发文机关: 甲\n标题: 乙\n---\n甲。\n", 2, "“格式”写作“公函”"),
        ("---\n格式: 信函\n发文机关: 甲\n标题: 关于（）的通报\n---\n甲。\n", 4, "括号或引号里是空的"),
        (f"---\n格式: 信函\n发文机关: 甲\n标题: 甲|{'乙' * 21}\n---\n甲。\n", 4, "超过每行20字"),
    ],
)
def test_mistakes_in_the_front_matter_name_the_line(fail_file: Fail, text: str, line: int, message: str) -> None:
    error = fail_file(text, {"名": quote("甲"), "数": figure("1", "个", "1个")})
    assert message in error.message
    assert error.line == line


def test_a_near_key_is_suggested(fail_file: Fail) -> None:
    assert "是不是“发文字号”？" in fail_file(f"{HEAD}发文字: 甲\n---\n甲。\n").fix


def test_a_file_in_another_encoding_is_refused_by_line(tmp_path: Path) -> None:
    path = tmp_path / "通报.j2"
    path.write_bytes(b"---\n" + "格式".encode("gb18030"))
    with pytest.raises(TemplateError, match="第2行：不是 UTF-8 编码"):
        compose_document(path, {}, kind="D3", stamps=())


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"公文稿 没有\.j2 第1行：找不到这份公文稿"):
        compose_document(tmp_path / "没有.j2", {}, kind="D3", stamps=())
