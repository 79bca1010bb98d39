"""reportgen init：写出的文件夹是空的、看得懂的，说得清还要填什么，填好就能出文。"""

from __future__ import annotations

import tomllib
from pathlib import Path

import openpyxl
import pytest

from reportgen.drafts import Desk
from reportgen.errors import UsageError
from reportgen.evaluate import assess
from reportgen.model.document import paragraphs, text_of
from reportgen.model.finding import has_errors
from reportgen.model.period import Month
from reportgen.pipeline import compose, examine
from reportgen.scaffold import init_inputs
from reportgen.settings import load_scheme
from tests.support.filled_inputs import RETURNS, SETTINGS, fill_books, fill_settings, write_return

ROOT = Path(__file__).resolve().parents[3]
INPUTS = ROOT / "inputs"
FILES = {
    "方案.toml", "方案正文.j2", "项目清单.xlsx", "通讯录.xlsx",
    "问题台账.xlsx", "施工图.xlsx", "联席会议.xlsx", "发文登记.xlsx",
}  # fmt: skip


def rows(path: Path, sheet: str) -> list[tuple[object, ...]]:
    """表头以下的各行。"""
    return [row for row in openpyxl.load_workbook(path)[sheet].iter_rows(min_row=4, values_only=True) if any(row)]


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """由随程序提供的 inputs 带入的 2025 年文件夹；测试不得改动。"""
    target = tmp_path_factory.mktemp("carried") / "inputs"
    init_inputs(target, 2025, INPUTS)
    return target


# 写出什么


def test_a_new_folder_has_every_file_and_no_project(tmp_path: Path) -> None:
    report = init_inputs(tmp_path / "新", 2026)
    assert {path.name for path in report.folder.iterdir()} == FILES | {"月度进展"}
    assert list((report.folder / "月度进展").iterdir()) == []
    assert set(report.files) == FILES | {"月度进展/"} and report.carried == () and report.notices == ()
    for name in ("项目清单", "建设计划", "别名", "单位别名"):
        assert rows(report.folder / "项目清单.xlsx", name) == []


def test_the_same_order_gives_the_same_bytes(tmp_path: Path) -> None:
    made = [init_inputs(tmp_path / name, 2025, INPUTS).folder for name in ("甲", "乙")]
    first, second = ({path.name: path.read_bytes() for path in sorted(one.iterdir()) if path.is_file()} for one in made)
    assert first == second


def test_an_existing_folder_is_never_written_into(tmp_path: Path) -> None:
    (tmp_path / "有" / "子").mkdir(parents=True)
    for target in (tmp_path / "有", INPUTS, INPUTS / "方案.toml"):
        with pytest.raises(UsageError, match="已有内容，没有写入"):
            init_inputs(target, 2025)
    assert [path.name for path in (tmp_path / "有").iterdir()] == ["子"]
    (tmp_path / "空").mkdir()
    assert init_inputs(tmp_path / "空", 2025).folder == tmp_path / "空"


def test_a_wrong_year_or_source_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="年度写作 25"):
        init_inputs(tmp_path / "新", 25)
    with pytest.raises(UsageError, match=r"找不到 .*方案\.toml"):
        init_inputs(tmp_path / "新", 2025, tmp_path / "没有")
    assert not (tmp_path / "新").exists()


# 方案.toml


def test_every_key_of_the_shipped_settings_is_there_with_its_year_changed(carried: Path) -> None:
    shipped, made = (tomllib.loads((one / "方案.toml").read_text(encoding="utf-8")) for one in (INPUTS, carried))
    for table, value in shipped.items():
        assert not isinstance(value, dict) or set(value) <= set(made[table]), table
    assert made["演示数据"] is False and made["方案"]["年度"] == 2025
    assert made["方案"]["名称"] == "吉林市2025年重大项目市级领导包保服务工作方案"
    assert [str(target["节点"]) for target in made["目标"]] == [
        "2025-06-30", "2025-06-30", "2025-09-30", "2025-11-30", "2025-11-30",
    ]  # fmt: skip
    assert [target["目标"] for target in made["目标"]] == [target["目标"] for target in shipped["目标"]]
    for table in ("机关", "亮灯", "排名", "字体", "版面", "属地"):
        assert made[table] == shipped[table], table


def test_nothing_of_the_old_year_is_carried_into_the_settings(carried: Path) -> None:
    text = (carried / "方案.toml").read_text(encoding="utf-8")
    assert "2024" not in text and "2024" not in (carried / "方案正文.j2").read_text(encoding="utf-8")
    made = tomllib.loads(text)
    assert {made["方案"]["文号"], made["方案"]["印发日期"], *made["日历"]["放假"]} == {"待填"}
    assert "国务院办公厅" in text


def test_a_leap_day_node_moves_to_the_end_of_february(tmp_path: Path) -> None:
    source = init_inputs(tmp_path / "旧", 2028).folder
    fill_settings(source, {**SETTINGS, "节点": "2028-02-29", "印发日期": "2028-01-05"})
    made = init_inputs(tmp_path / "新", 2029, source).folder
    assert '"节点" = 2029-02-28' in (made / "方案.toml").read_text(encoding="utf-8")


def test_what_is_still_to_be_filled_is_said_at_once(tmp_path: Path, carried: Path) -> None:
    with pytest.raises(UsageError) as raised:
        load_scheme(carried)
    said = str(raised.value)
    for key in (
        "方案.文号",
        "方案.印发日期",
        "清单核对.项目数",
        "清单核对.年度计划投资",
        "日历.放假[1]",
        "日历.上班[1]",
    ):
        assert key in said
    assert "待填" in said and "修改：" in said and "方案.城市" not in said
    with pytest.raises(UsageError, match=r"方案\.城市.*目标\[1\]\.节点"):
        load_scheme(init_inputs(tmp_path / "新", 2026).folder)


def test_the_report_lists_the_lines_to_fill(tmp_path: Path) -> None:
    report = init_inputs(tmp_path / "新", 2025, INPUTS)
    lines = (report.folder / "方案.toml").read_text(encoding="utf-8").split("\n")
    assert report.blanks and all("待填" in line for line in report.blanks)
    number = int(report.blanks[0].split("行")[0].removeprefix("第"))
    assert lines[number - 1].startswith('"文号" = "待填"')


# 带入


def test_units_and_addresses_are_carried_over_and_projects_are_not(carried: Path) -> None:
    units = rows(carried / "项目清单.xlsx", "单位别名")
    old = openpyxl.load_workbook(INPUTS / "项目清单.xlsx")["单位别名"]
    assert units == list(old.iter_rows(min_row=3, values_only=True))
    assert rows(carried / "项目清单.xlsx", "项目清单") == [] == rows(carried / "项目清单.xlsx", "别名")
    old = [
        row for row in openpyxl.load_workbook(INPUTS / "通讯录.xlsx")["通讯录"].iter_rows(min_row=3, values_only=True)
    ]
    assert rows(carried / "通讯录.xlsx", "通讯录") == old


def test_project_aliases_are_kept_where_no_reader_takes_them(carried: Path) -> None:
    old = openpyxl.load_workbook(INPUTS / "项目清单.xlsx")["别名"]
    aliases = [row[:2] for row in old.iter_rows(min_row=3, values_only=True)]
    assert rows(carried / "项目清单.xlsx", "原项目别名") == aliases


def test_invented_addresses_are_said_to_be_invented(tmp_path: Path) -> None:
    report = init_inputs(tmp_path / "新", 2025, INPUTS)
    assert any("虚构" in line for line in report.notices)
    sheet = openpyxl.load_workbook(report.folder / "通讯录.xlsx")["通讯录"]
    assert "虚构" in str(sheet["A2"].value)
    assert any("通讯录.xlsx：30行" in line for line in report.carried)


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_made(tmp_path: Path) -> None:
    source = init_inputs(tmp_path / "旧", 2026).folder
    fill_settings(source)
    (source / "通讯录.xlsx").unlink()
    (source / "项目清单.xlsx").write_bytes(b"PK broken")
    report = init_inputs(tmp_path / "新", 2027, source)
    assert [line.split(" ")[0] for line in report.notices] == ["项目清单.xlsx", "通讯录.xlsx"]
    assert {path.name for path in report.folder.iterdir()} == FILES | {"月度进展"}


# 表格


def test_heads_carry_hints_dates_and_choices(carried: Path) -> None:
    sheet = openpyxl.load_workbook(carried / "问题台账.xlsx")["问题台账"]
    heads = {str(cell.value): cell for cell in sheet[3]}
    assert len(heads) == 17 and heads["办结时限"].comment is not None
    assert sheet.column_dimensions[heads["提出日期"].column_letter].width > 10
    choices = [str(rule.formula1) for rule in sheet.data_validations.dataValidation]
    assert choices == ['"专班,包保领导,联席会议,总指挥"', '"未办,办理中,已销号"']
    listing = openpyxl.load_workbook(carried / "项目清单.xlsx")["项目清单"]
    assert [cell.value for cell in listing[3]][5:7] == ["总投资", "2025年度计划投资"]
    assert listing["A1"].value == "吉林市2025年市级领导包保重大项目清单"


# 填好之后


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    folder = init_inputs(tmp_path / "inputs", 2026).folder
    fill_settings(folder)
    return folder


def test_filled_settings_ask_next_for_the_returns(filled: Path) -> None:
    with pytest.raises(UsageError, match="中没有2026年的填报表"):
        examine(filled, None)


def test_an_empty_list_is_a_plain_fault(filled: Path) -> None:
    write_return(filled, 1, RETURNS[1])
    _, _, facts, findings = examine(filled, None)
    assert facts.projects == () and has_errors(findings)
    assert any(finding.file == "项目清单.xlsx" and finding.severity.value == "E" for finding in findings)


def test_a_filled_folder_reads_without_a_single_remark_and_makes_a_month(filled: Path) -> None:
    fill_books(filled)
    scheme, month, facts, findings = examine(filled, None)
    assert month == Month(2026, 2)
    assert [(finding.code, finding.message) for finding in findings] == []
    desk = Desk(ROOT / "templates", scheme, facts.projects, facts.issuances, inputs=filled)
    drafts, _ = compose(assess(facts, scheme, month), facts, findings, desk)
    kinds = [draft.paper.kind for draft in drafts]
    assert [kinds.count(kind) for kind in ("D1", "D2", "D7", "D8")] == [1, 2, 1, 3]
    report = "".join(text_of(runs) for runs in paragraphs(drafts[0].document))
    assert "3个包保项目本年累计完成投资1.00亿元，占年度计划投资6亿元的16.7%" in report
    assert "第2期" in report and "演示数据" not in report
