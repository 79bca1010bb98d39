"""演示的四本台账：栏目齐全，与各月填报不矛盾，记到哪个月底就只有那时知道的事。"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.model.period import Month
from tools.make_sample import sample_files
from tools.sample.schedules import FACTORS, PROCEDURES, factor_states, procedure_step
from tools.sample.story import Story
from tools.sample.tables import read_rows, read_table

Row = dict[str, object]
Files = dict[str, bytes]
#: 各张台账的各行，键为工作表名。
Sheets = dict[str, list[Row]]

LEDGERS = ("问题台账.xlsx", "施工图.xlsx", "联席会议.xlsx", "发文登记.xlsx")
HEADS = {
    "问题台账": (
        "编号 项目名称 问题 类别 解决措施 牵头单位 配合单位 责任人 提出日期 办结时限 协调层级 提格日期 提请事项 "
        "办理状态 办理结果 销号日期 销号依据"
    ),
    "施工图": "项目名称 编号 阶段 任务 计划开始 计划完成 实际开始 实际完成 责任单位 责任人 说明",
    "专班": "项目名称 专班负责人 成员单位 联络员 成立时间 推进方案",
    "会议": "会议编号 包保领导 会议名称 日期 时间 地点 主持人 出席 请假 列席",
    "议题": "会议编号 次序 项目名称 议题 提出单位 情况与建议 议定事项 责任单位 完成时限 提请总指挥",
    "发文登记": "期次 文种 对象 发文字号 签发人 成文日期 印发日期",
}
#: 台账的类别 → 填报表的要素。
KINDS = {
    "用地": "用地",
    "征收": "用地",
    "用工": "用工",
    "水电": "水电",
    "运输": "运输",
    "材料": "钢筋商砼",
    "资金": "资金",
    "融资": "融资",
}
MONTH_ENDS = [Month(2024, month).last_day for month in range(4, 13)]


@pytest.fixture(scope="module")
def files() -> Files:
    return dict(sample_files())


@pytest.fixture(scope="module")
def all_year() -> Files:
    return dict(sample_files(range(4, 13)))


@pytest.fixture(scope="module")
def now(files: Files) -> Sheets:
    """随程序提供的台账，记到 11 月底。"""
    return read_ledgers(files)


@pytest.fixture(scope="module")
def year(all_year: Files) -> Sheets:
    """记到 12 月底的台账。"""
    return read_ledgers(all_year)


@pytest.fixture(scope="module")
def story() -> Story:
    return Story()


@pytest.fixture(scope="module")
def numbers(story: Story) -> dict[object, int]:
    """清单名称 → 序号。"""
    return {item.name: number for number, item in story.listed.items()}


def read_ledgers(files: Files) -> Sheets:
    """四本台账的各行，格子的键为栏名，日期为 date。"""
    books = [load_workbook(io.BytesIO(files[name])) for name in LEDGERS]
    return {sheet.title: list(sheet_rows(sheet)) for book in books for sheet in book}


def sheet_rows(sheet: Worksheet) -> Iterator[Row]:
    head, *body = sheet.iter_rows(min_row=2, values_only=True)
    for line in body:
        plain = [value.date() if isinstance(value, datetime) else value for value in line]
        yield dict(zip(map(str, head), plain, strict=True))


def read_list() -> list[list[str]]:
    """清单的 29 行。"""
    return read_rows("清单")[4:]


def day(row: Row, name: str) -> date:
    value = row[name]
    assert isinstance(value, date), (row, name)
    return value


def is_open(row: Row, end: date) -> bool:
    """``end`` 当天已经提出而没有销号。"""
    closed = row["销号日期"]
    return day(row, "提出日期") <= end and not (isinstance(closed, date) and closed <= end)


def overdue_days(row: Row, end: date) -> int:
    return (end - day(row, "办结时限")).days if is_open(row, end) else 0


def cells(sheets: Sheets) -> Iterator[tuple[str, object]]:
    """全部台账数据行的格子：（工作表·栏名，值）。"""
    for sheet, rows in sheets.items():
        for row in rows:
            yield from ((f"{sheet}·{name}", value) for name, value in row.items())


def test_each_sheet_has_the_agreed_columns_under_a_title_that_says_demo(files: Files) -> None:
    found = {}
    for book in LEDGERS:
        for sheet in load_workbook(io.BytesIO(files[book])):
            assert "演示数据" in sheet["A1"].value
            found[sheet.title] = " ".join(cell.value for cell in sheet[2])
    assert found == HEADS


def test_dates_are_date_cells_of_the_year_and_month_only_dates_are_planned_ends(year: Sheets) -> None:
    dated = [value for _, value in cells(year) if isinstance(value, date)]
    assert len(dated) > 900 and {value.year for value in dated} == {2024}
    written = {
        (name, value)
        for name, value in cells(year)
        if isinstance(value, str) and re.fullmatch(r"\d{4}(年|-|/|\.)\d+(月|-|/|\.)(\d+日?)?", value)
    }
    assert written == {("施工图·计划完成", "2024年10月"), ("施工图·计划完成", "2024年11月")}


def test_every_row_names_a_listed_project_and_its_people_are_invented(year: Sheets, numbers: dict[object, int]) -> None:
    named = [value for name, value in cells(year) if name.endswith("·项目名称")]
    assert {value for value in named if value is not None} <= set(numbers)
    people = [(name, value) for name, value in cells(year) if name.endswith(("责任人", "负责人", "联络员"))]
    assert [item for item in people if not str(item[1]).startswith("示例")] == []
    signers = {row["签发人"] for row in year["发文登记"] if row["对象"] != row["签发人"]}
    assert all(str(name).startswith("示例") for name in signers)


def test_texts_end_without_a_full_stop(year: Sheets) -> None:
    assert [item for item in cells(year) if str(item[1]).endswith(("。", "；", "，"))] == []


def test_units_of_problems_and_tasks_stand_in_the_list_or_the_address_book(year: Sheets) -> None:
    listed = {line["单位"] for line in read_table("通讯录")}
    entities = {row[2].replace("(市)", "（市）") for row in read_list()}
    assert {row["牵头单位"] for row in year["问题台账"]} <= listed
    assert {row["责任单位"] for row in year["施工图"]} <= listed | entities
    named = [row[name] for row in year["会议"] for name in ("出席", "请假") if row[name]]
    assert {unit for text in named for unit in str(text).split("、")} <= listed


# 问题台账


def test_about_fifty_problems_of_all_levels_with_numbers_in_order(now: Sheets) -> None:
    found = now["问题台账"]
    assert 45 <= len(found) <= 55
    assert [row["编号"] for row in found] == [f"2024-{number:03d}" for number in range(1, len(found) + 1)]
    assert [day(row, "提出日期") for row in found] == sorted(day(row, "提出日期") for row in found)
    assert {row["协调层级"] for row in found} == {"专班", "包保领导", "联席会议", "总指挥"}
    assert {row["办理状态"] for row in found} == {"未办", "办理中", "已销号"}
    assert len({row["类别"] for row in found}) >= 8


@pytest.mark.parametrize("last", [6, 12])
def test_a_closed_problem_has_result_day_and_evidence_and_an_open_one_none(last: int) -> None:
    for row in read_ledgers(dict(sample_files([last])))["问题台账"]:
        closing = [row[name] is not None for name in ("办理结果", "销号日期", "销号依据")]
        assert closing == [row["办理状态"] == "已销号"] * 3, row
        assert day(row, "提出日期") <= day(row, "办结时限")
        if row["销号日期"]:
            assert day(row, "提出日期") <= day(row, "销号日期") <= Month(2024, last).last_day


def test_overdue_problems_of_both_colours_at_every_node_and_none_on_the_brink(now: Sheets) -> None:
    days = {end.month: [overdue_days(row, end) for row in now["问题台账"]] for end in MONTH_ENDS[:8]}
    yellow = {month: sum(0 < number < 30 for number in found) for month, found in days.items()}
    red = {month: sum(number >= 30 for number in found) for month, found in days.items()}
    assert all(yellow.values())
    assert all(red[month] for month in range(6, 12)) and not red[4] + red[5]
    assert 30 not in {number for found in days.values() for number in found}
    closed = [row for row in now["问题台账"] if row["销号日期"]]
    in_time = [row for row in closed if day(row, "销号日期") <= day(row, "办结时限")]
    assert len(in_time) >= 10 and len(closed) - len(in_time) >= 10


def test_escalated_problems_say_what_is_asked_and_follow_a_meeting_that_asked_for_it(now: Sheets) -> None:
    meetings = {row["会议编号"]: day(row, "日期") for row in now["会议"]}
    asked = {
        (topic["项目名称"], meetings[topic["会议编号"]].month): meetings[topic["会议编号"]]
        for topic in now["议题"]
        if topic["提请总指挥"] == "是"
    }
    escalated = [row for row in now["问题台账"] if row["提格日期"]]
    assert {row["编号"] for row in escalated} == {row["编号"] for row in now["问题台账"] if row["协调层级"] == "总指挥"}
    assert all(row["提请事项"] for row in escalated)
    assert Counter(day(row, "提格日期").month for row in escalated) == {6: 2, 8: 1, 9: 1, 11: 2}
    assert {(row["项目名称"], day(row, "提格日期").month) for row in escalated} == set(asked)
    for row in escalated:
        held = asked[row["项目名称"], day(row, "提格日期").month]
        assert day(row, "提出日期") < held <= day(row, "提格日期")


def test_a_stopped_site_has_an_open_problem_that_says_so(year: Sheets, story: Story) -> None:
    for number, line in story.schedule.items():
        for end in MONTH_ENDS:
            if line["停工"] and line["停工"] <= end.isoformat() < line["再复工"]:
                name = story.listed[number].name
                found = [row for row in year["问题台账"] if row["项目名称"] == name and is_open(row, end)]
                assert any("停工" in str(row["问题"]) for row in found), (name, end)


def test_factor_gaps_of_the_returns_are_the_open_problems_of_the_month(
    year: Sheets, story: Story, numbers: dict[object, int]
) -> None:
    for end in MONTH_ENDS:
        gaps = {
            (item.number, factor)
            for item in story.listed.values()
            if item.nature == "续建"
            for factor, (state, _) in zip(FACTORS, factor_states(item, end.month), strict=True)
            if state == "有缺口"
        }
        ledger = {
            (numbers[row["项目名称"]], KINDS[str(row["类别"])])
            for row in year["问题台账"]
            if row["类别"] in KINDS and is_open(row, end)
        }
        assert gaps == {item for item in ledger if story.listed[item[0]].nature == "续建"}, end


def test_overdue_procedures_have_an_open_problem_closed_only_when_done(year: Sheets, story: Story) -> None:
    for line in read_table("手续"):
        name = story.listed[int(line["序号"])].name
        found = [row for row in year["问题台账"] if row["项目名称"] == name and row["类别"] == "手续"]
        for end in MONTH_ENDS:
            open_texts = "".join(str(row["问题"]) for row in found if is_open(row, end))
            for kind in PROCEDURES:
                step = procedure_step(line[kind], end.month)
                if step.due and step.due < end and not step.done:
                    assert kind in open_texts, (name, kind, end)
        for row in found:
            steps = [procedure_step(line[kind], 12) for kind in PROCEDURES if kind in str(row["问题"])]
            if row["销号日期"] and "设计变更" not in str(row["问题"]):
                assert steps and all(step.done and step.done <= day(row, "销号日期") for step in steps), row


def test_problems_of_the_statistics_base_close_in_the_month_of_entry(year: Sheets, story: Story) -> None:
    found = [row for row in year["问题台账"] if row["类别"] == "入库"]
    assert len(found) >= 3
    for row in found:
        (line,) = (line for number, line in story.schedule.items() if story.listed[number].name == row["项目名称"])
        assert f"{day(row, '销号日期'):%Y-%m}" == line["入库"]


# 施工图与专班


def test_every_project_has_five_to_nine_tasks_and_a_task_force(now: Sheets, numbers: dict[object, int]) -> None:
    tasks = Counter(row["项目名称"] for row in now["施工图"])
    assert set(tasks) == set(numbers) and set(tasks.values()) <= set(range(5, 10))
    forces = now["专班"]
    assert [row["项目名称"] for row in forces] == list(numbers)
    assert [numbers[row["项目名称"]] for row in forces if not row["推进方案"]] == [10]
    later = {month: sum(day(row, "成立时间") > Month(2024, month).last_day for row in forces) for month in (4, 5, 6)}
    assert later == {4: 3, 5: 1, 6: 0}


def test_start_completion_and_base_of_the_road_maps_are_those_of_the_returns(
    year: Sheets, story: Story, numbers: dict[object, int]
) -> None:
    started, completed, entered = {}, {}, {}
    for row in year["施工图"]:
        number = numbers[row["项目名称"]]
        if row["阶段"] in ("开工", "复工"):
            assert row["阶段"] == ("开工" if story.listed[number].nature == "新建" else "复工")
            assert row["实际开始"] == row["实际完成"]
            started[number] = str(row["实际开始"])
        if "竣工验收" in str(row["任务"]):
            completed[number] = str(row["实际完成"])
        if row["任务"] == "完成项目入库":
            entered[number] = f"{day(row, '实际完成'):%Y-%m}"
    assert started == {number: line["实际开复工"] for number, line in story.schedule.items()}
    assert completed == {number: line["竣工"] for number, line in story.schedule.items() if line["竣工"]}
    assert entered and entered == {number: story.schedule[number]["入库"] for number in entered}


def test_procedure_tasks_have_the_days_of_the_procedure_tables(year: Sheets, story: Story) -> None:
    table = {story.listed[int(line["序号"])].name: line for line in read_table("手续")}
    found = [row for row in year["施工图"] if row["阶段"] == "前期手续"]
    assert {row["项目名称"] for row in found} == set(table) - {story.listed[23].name}
    for row in found:
        written = table[str(row["项目名称"])][str(row["任务"]).removeprefix("办结")]
        assert f"{row['计划完成']}→{row['实际完成']}" == written, row


def test_the_year_plan_is_done_in_the_month_when_the_returns_reach_it(
    year: Sheets, story: Story, numbers: dict[object, int]
) -> None:
    found = [row for row in year["施工图"] if row["任务"] == "完成年度投资计划"]
    assert len(found) >= 25
    for row in found:
        number = numbers[row["项目名称"]]
        reached = [month for month in range(4, 13) if (story.filed(number, month) or 0) >= story.listed[number].plan]
        done = row["实际完成"]
        assert (done.month if isinstance(done, date) else None) == (reached[0] if reached else None), row


def test_actual_days_are_in_order_and_late_completion_shows_as_slip(year: Sheets) -> None:
    for row in year["施工图"]:
        if row["实际完成"]:
            assert day(row, "实际开始") <= day(row, "实际完成"), row
        if isinstance(row["计划完成"], date):
            assert day(row, "计划开始") <= day(row, "计划完成"), row
    bridge = [row for row in year["施工图"] if row["项目名称"] == "红旗大桥"]
    (finish,) = (row for row in bridge if row["任务"] == "竣工验收")
    assert (day(finish, "实际完成") - day(finish, "计划完成")).days == 18


# 联席会议与发文登记


def test_all_sponsors_meet_on_their_own_projects_in_every_month(now: Sheets, year: Sheets) -> None:
    sponsors = {row[1]: row[7] for row in read_list()}
    meetings = {row["会议编号"]: row for row in year["会议"]}
    assert 10 <= len(meetings) <= 14
    assert {row["包保领导"] for row in meetings.values()} == set(sponsors.values())
    assert {day(row, "日期").month for row in meetings.values()} == set(range(5, 13))
    assert len({row["会议名称"] for row in meetings.values()}) == len(meetings)
    topics = year["议题"]
    assert set(Counter(row["会议编号"] for row in topics).values()) == {2, 3, 4}
    assert any(row["项目名称"] is None for row in topics)
    for row in topics:
        assert row["议定事项"] and row["责任单位"] and row["完成时限"]
        if row["项目名称"]:
            assert sponsors[str(row["项目名称"])] == meetings[row["会议编号"]]["包保领导"]
    coming = [row for row in now["议题"] if row["会议编号"] == "LX2024-14"]
    assert coming and all(row["议定事项"] is row["完成时限"] is None for row in coming)


def test_papers_of_april_to_october_are_registered_and_november_is_not(now: Sheets) -> None:
    register = now["发文登记"]
    for kind in ("D1 月度专报", "D3 推进情况通报"):
        assert [row["期次"] for row in register if row["文种"] == kind] == [f"2024-{m:02d}" for m in range(4, 11)]
    assert {str(row["文种"])[:2] for row in register} == {"D1", "D2", "D3", "D4", "D6"}
    numbers = [str(row["发文字号"]) for row in register if "号" in str(row["发文字号"])]
    assert len(numbers) == len(set(numbers)) and all(re.fullmatch(r"吉市政办函〔2024〕\d+号", text) for text in numbers)
    assert all(day(row, "成文日期") <= day(row, "印发日期") for row in register)


def test_registered_matters_were_matters_of_their_month(now: Sheets) -> None:
    by_number = {row["编号"]: row for row in now["问题台账"]}
    seen = Counter[str]()
    for row in now["发文登记"]:
        month = Month.parse(str(row["期次"]))
        if str(row["文种"]).startswith("D6"):
            assert day(by_number[row["对象"]], "提格日期").month == month.month
            seen["D6"] += 1
        matter = re.fullmatch(r"(.+)（问题(.+)）", str(row["对象"]))
        if matter:
            problem = by_number[matter[2]]
            is_red = overdue_days(problem, month.last_day) >= 30
            assert (problem["项目名称"], row["文种"]) == (matter[1], "D4 督办通知" if is_red else "D4 提示函")
            seen["D4"] += 1
    assert seen == {"D6": 4, "D4": 3}


# 记到哪个月


def test_ledgers_made_in_april_know_nothing_of_later_months() -> None:
    april, end = read_ledgers(dict(sample_files([4]))), date(2024, 4, 30)
    assert max(day(row, "提出日期") for row in april["问题台账"]) <= end
    assert {row["协调层级"] for row in april["问题台账"]} == {"专班", "包保领导", "联席会议"}
    tasks = april["施工图"]
    assert len(tasks) == len(read_table("施工图"))
    assert max(day(row, name) for row in tasks for name in ("实际开始", "实际完成") if row[name]) <= end
    assert len(april["专班"]) == 26
    assert {day(row, "日期").month for row in april["会议"]} == {5}
    assert april["发文登记"] == []


def test_december_adds_a_month_and_leaves_the_earlier_returns_alone(
    files: Files, now: Sheets, all_year: Files, year: Sheets
) -> None:
    returns = {name for name in files if name.startswith("月度进展/")}
    assert {name for name in returns if files[name] != all_year[name]} == set()
    december = {name for name in all_year if name.startswith("月度进展/")} - returns
    assert len(december) == 10 and all(name.startswith("月度进展/2024-12/") for name in december)
    sheet = load_workbook(io.BytesIO(all_year["月度进展/2024-12/市住建局重大项目进展-2024.12.xlsx"]))["进展"]
    (row,) = (row for row in sheet.iter_rows(values_only=True) if "老旧小区" in str(row[1]))
    assert "竣工" in row and datetime(2024, 12, 20) in row
    before, after = ({row["编号"]: row["办理状态"] for row in sheets["问题台账"]} for sheets in (now, year))
    changed = {number for number in before if before[number] != after[number]}
    assert len(changed) == 5 and {after[number] for number in changed} == {"已销号"}
    assert {row["期次"] for row in year["发文登记"]} >= {"2024-11"}
