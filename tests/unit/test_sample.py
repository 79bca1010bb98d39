"""演示数据：每次生成逐字节相同，清单与方案附件一致，情节考到该考的规则。"""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tools.make_sample import sample_files

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "tools" / "sample"
INPUTS = ROOT / "inputs"
IS_DEMO = tomllib.loads((INPUTS / "方案.toml").read_text(encoding="utf-8"))["演示数据"]
MONTHS = range(4, 12)
PLAN = Decimal("196.038")

Table = dict[int, dict[str, str]]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(sample_files())


@pytest.fixture(scope="module")
def annex(files: dict[str, bytes]) -> list[tuple[object, ...]]:
    sheet = load_workbook(io.BytesIO(files["项目清单.xlsx"]))["项目清单"]
    return list(sheet.iter_rows(values_only=True))


def table(name: str) -> Table:
    """源表，键为序号。"""
    with (TABLES / f"{name}.tsv").open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
        return {int(row["序号"]): row for row in rows}


def carried(month: int) -> dict[int, Decimal]:
    """各项目截至该月的累计，亿元；未报的沿用最近一次。"""
    latest = {}
    for number, row in table("累计").items():
        filed = [row[f"{earlier}月"] for earlier in range(3, month + 1)]
        latest[number] = Decimal([text for text in filed if text != "未报"][-1])
    return latest


def month_end(month: int) -> str:
    return f"2024-{month:02d}-31"


def sites(month: int) -> tuple[set[int], set[int], set[int]]:
    """该月底（在建或竣工，停工，未开复工）的项目序号，未报的都不算。"""
    end, reported = month_end(month), {n for n, row in table("累计").items() if row[f"{month}月"] != "未报"}
    rows = {number: row for number, row in table("计划与实际").items() if number in reported}
    idle = {number for number, row in rows.items() if row["实际开复工"] > end}
    halted = {n for n, row in rows.items() if row["停工"] and row["停工"] <= end < (row["再复工"] or "9999")}
    return set(rows) - idle - halted, halted, idle


def latest_day(text: str) -> date:
    """计划竣工的最后期限；只写到月的取 30 日，只写到年的取 12 月，足以分出先后。"""
    parts = [int(part) for part in re.findall(r"\d+", text)]
    return date(*(parts + [12, 30][len(parts) - 1 :]))


def test_two_runs_with_other_clock_locale_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    runs = []
    for name, extra in {
        "甲": {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C"},
        "乙": {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
    }.items():
        target = tmp_path / name
        command = [sys.executable, "-X", "utf8", "-m", "tools.make_sample", str(target)]
        subprocess.run(command, cwd=ROOT, env={**os.environ, **extra}, check=True)
        written = sorted(path for path in target.rglob("*") if path.is_file())
        runs.append({path.relative_to(target).as_posix(): path.read_bytes() for path in written})
    assert runs[0] == runs[1]
    assert len(runs[0]) > 60


@pytest.mark.skipif(not IS_DEMO, reason="inputs/ 已换成真实数据")
def test_the_shipped_inputs_are_what_the_script_makes(files: dict[str, bytes]) -> None:
    shipped = {path.relative_to(INPUTS).as_posix() for path in (INPUTS / "月度进展").rglob("*") if path.is_file()}
    assert shipped == {name for name in files if name.startswith("月度进展/")}
    assert [name for name, data in files.items() if (INPUTS / name).read_bytes() != data] == []


def test_workbooks_carry_no_clock_and_no_name_of_a_person_or_machine(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if not name.endswith(".xlsx"):
            continue
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
            assert [member.filename for member in members] == sorted(member.filename for member in members)
        properties = load_workbook(io.BytesIO(data)).properties
        assert (properties.creator, properties.lastModifiedBy) == ("reportgen 演示", "reportgen 演示"), name
        assert f"{properties.created:%F} {properties.modified:%F}" == "2024-04-12 2024-04-12"


def test_annex_has_title_unit_head_and_total_as_issued(annex: list[tuple[object, ...]]) -> None:
    assert annex[0][0] == "吉林市 2024 年市级领导包保重大项目清单"
    assert annex[1][0] == "单位：亿元"
    assert "|".join(map(str, annex[2])) == (
        "序号|项目名称|法人单位|建设规模及主要建设内容|建设性质|总投资|2024 年度计划投资|"
        "包保领导|责任部门|属地政府|备注"
    )
    assert (annex[3][0], annex[3][5], annex[3][6]) == ("合计 29 个项目", 1024.5967, 196.038)


def test_annex_rows_add_up_to_the_printed_totals(annex: list[tuple[object, ...]]) -> None:
    rows = annex[4:]
    assert [row[0] for row in rows] == list(range(1, 30))
    assert sum(Decimal(str(row[5])) for row in rows) == Decimal("1024.5967")
    assert sum(Decimal(str(row[6])) for row in rows) == Decimal("196.038")
    natures = [row[4] for row in rows]
    assert (natures.count("新建"), natures.count("续建")) == (16, 13)


def test_annex_rows_are_verbatim(annex: list[tuple[object, ...]]) -> None:
    rows = {row[0]: row[1:] for row in annex[4:]}
    assert rows[3] == (
        "农产品冷链物流园",
        "吉林省晟安国际物流有限公司",
        "主要建设 4 栋智慧全自动仓配中心(3 栋控温冷库、1 栋常温库)，"
        "配套建设 1 栋农产品博览中心、1 栋综合楼、1 栋设备用房。",
        "新建",
        8.3346,
        0.4,
        "武忠旭",
        "市发改委\n市商务局\n市交通局",
        "蛟河市",
        None,
    )
    assert rows[15] == (
        "红旗大桥",
        "吉林市国元投资控股有限公司",
        "起点文山路,终点新城大路。新建桥梁 1600 米,敷设雨水管线 4371 米、污水管线 698 米等。",
        "续建",
        12.8,
        2,
        "刘立新",
        "市住建局",
        "丰满区",
        None,
    )
    assert rows[17][0] == "吉化转型升级"
    assert rows[17][-1] == "年度计划投资中不包含 EVA 装置"
    assert rows[2][0] == "“等容量替代”新建 2×350MW 燃煤热电联产"
    assert rows[20][7] == "市工信局\n市供电公司"
    assert [number for number, row in rows.items() if row[-1] is not None] == [17]


def test_amounts_of_the_annex_show_the_decimals_they_were_printed_with(files: dict[str, bytes]) -> None:
    sheet = load_workbook(io.BytesIO(files["项目清单.xlsx"]))["项目清单"]
    assert [sheet[cell].number_format for cell in ("G5", "F6", "F7")] == ["0.0", "0.00", "0.0000"]


def test_every_month_has_at_least_six_returns_and_every_project_one_filing_unit(files: dict[str, bytes]) -> None:
    for month in MONTHS:
        assert sum(f"/2024-{month:02d}/" in name for name in files) >= 6
    sheet = load_workbook(io.BytesIO(files["项目清单.xlsx"]))["建设计划"]
    units = [row[4] for row in sheet.iter_rows(min_row=3, values_only=True)]
    assert len(units) == 29 and all(units)
    assert {"市工信局", "市住建局", "市水利局", "市文广旅局", "龙潭区", "丰满区", "蛟河市"} <= set(units)


def test_every_invented_file_says_so(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if name.endswith(".csv"):
            assert "演示数据" in data.decode("gb18030"), name
        else:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                assert "演示数据" in package.read("xl/sharedStrings.xml").decode(), name


def test_addresses_are_reserved_ones(files: dict[str, bytes]) -> None:
    sheet = load_workbook(io.BytesIO(files["通讯录.xlsx"]))["通讯录"]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert len(rows) == 30
    assert all(re.fullmatch(r"[a-z0-9]+@example\.com", str(row[3])) and str(row[1]).startswith("示例") for row in rows)


def test_everyone_who_gets_papers_is_in_the_address_book(
    files: dict[str, bytes], annex: list[tuple[object, ...]]
) -> None:
    sheet = load_workbook(io.BytesIO(files["通讯录.xlsx"]))["通讯录"]
    assert [cell.value for cell in sheet[2]] == ["单位", "联系人", "职务", "电子邮箱", "份数", "代收"]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    known = {row[0] for row in rows} | {row[5] for row in rows}
    sponsors = {row[7] for row in annex[4:]}
    units = {unit for row in annex[4:] for unit in str(row[8]).split("\n")}
    localities = {row[9] for row in annex[4:]} - {"吉林市", "吉林市城区"}
    filing = {row["填报单位"] for row in table("计划与实际").values()}
    assert sponsors | units | localities | filing | {"重大项目包保总指挥", "市本级"} <= known
    assert {row[5]: row[0] for row in rows if row[5]} == {name: f"包保领导{name}办公室" for name in sponsors}


def test_cumulative_never_falls_and_has_at_most_four_decimals() -> None:
    for row in table("累计").values():
        filed = [row[f"{month}月"] for month in range(3, 13)]
        amounts = [Decimal(text) for text in filed if text != "未报"]
        assert amounts == sorted(amounts), row
        assert all(amount == amount.quantize(Decimal("0.0001")) for amount in amounts), row


def test_month_figure_is_the_difference_from_the_last_filed_cumulative(files: dict[str, bytes]) -> None:
    before = None
    for month in (7, 9):
        name = f"月度进展/2024-{month:02d}/关于报送{month}月进展的表（市水利局）.xlsx"
        sheet = load_workbook(io.BytesIO(files[name]))["进展"]
        row = dict(zip([cell.value for cell in sheet[2]], [cell.value for cell in sheet[3]], strict=True))
        cumulative, in_month = row["本年累计完成投资（万元）"], row["本月完成投资（万元）"]
        if before is not None:
            assert cumulative == before + in_month
        before = cumulative
    assert not [name for name in files if "2024-08" in name and "市水利局" in name]


def test_printed_totals_add_up_except_one(files: dict[str, bytes]) -> None:
    slips = {}
    for name, data in files.items():
        if "市工信局" in name or "市农业农村局" in name:
            sheet = load_workbook(io.BytesIO(data))["进展"]
            *amounts, total = [Decimal(str(cell.value or 0)) for cell in sheet["E"][4:]]
            if total != sum(amounts):
                slips[name] = total - sum(amounts)
    assert slips == {"月度进展/2024-08/市农业农村局2024年8月进展情况.xlsx": Decimal("0.01")}


def test_june_is_met_only_thanks_to_the_largest_project() -> None:
    june = carried(6)
    assert Decimal("0.30") <= sum(june.values()) / PLAN < Decimal("0.33")
    assert (sum(june.values()) - june[17]) / (PLAN - 100) < Decimal("0.30")
    assert june[14] < Decimal("0.15")  # 年度计划 1 亿元，参考进度 30%


def test_september_misses_eighty_percent_by_less_than_rounding() -> None:
    rate = sum(carried(9).values()) / PLAN
    assert Decimal("0.795") <= rate < Decimal("0.80")
    assert round(rate * 100, 1) == Decimal("80.0")
    plans = {number: Decimal(row["年度计划"]) for number, row in table("累计").items()}
    assert [number for number, amount in carried(9).items() if amount > plans[number]] == [23]


def test_rates_rise_along_the_year_and_november_falls_short() -> None:
    rates = [sum(carried(month).values()) / PLAN for month in MONTHS]
    assert rates == sorted(rates)
    assert Decimal("0.98") < rates[-1] < 1


def test_a_stopped_site_and_a_late_start_keep_june_below_all_started() -> None:
    working, halted, idle = sites(6)
    assert (len(working), halted, idle) == (27, {16}, {19})
    assert sites(7)[1:] == ({16}, set())
    assert [len(sites(month)[0]) for month in MONTHS] == [18, 25, 27, 27, 28, 29, 29, 29]


def test_six_of_eight_due_projects_are_finished_on_time_in_november() -> None:
    rows = table("计划与实际")
    due = {number: latest_day(row["计划竣工"]) for number, row in rows.items()}
    due = {number: day for number, day in due.items() if day <= date(2024, 11, 30)}
    finished = {number: date.fromisoformat(rows[number]["竣工"]) for number in due if rows[number]["竣工"]}
    assert set(due) == {6, 12, 14, 15, 20, 23, 26, 27}
    assert {number for number, day in finished.items() if day <= due[number]} == {6, 12, 20, 23, 26, 27}
    assert finished[15] == date(2024, 10, 18) > due[15] == date(2024, 9, 30)


def test_some_projects_work_for_months_before_entering_the_statistics_base() -> None:
    waits = {
        number: int(row["入库"][5:7]) - int(row["实际开复工"][5:7])
        for number, row in table("计划与实际").items()
        if row["入库"].startswith("2024")
    }
    assert set(waits.values()) == {0, 1, 2, 3}


def test_one_unit_and_one_row_stay_unreported() -> None:
    silent = {
        (number, month) for number, row in table("累计").items() for month in MONTHS if row[f"{month}月"] == "未报"
    }
    assert silent == {(22, 8), (25, 7)}


def test_factors_and_procedures_cover_the_whole_list(files: dict[str, bytes], annex: list[tuple[object, ...]]) -> None:
    assert set(table("手续")) == {row[0] for row in annex[4:] if row[4] == "新建"}
    counts = {"手续": 0, "要素": 0}
    for name, data in files.items():
        if "2024-06" in name and name.endswith(".xlsx"):
            for sheet in counts.keys() & set(load_workbook(io.BytesIO(data)).sheetnames):
                counts[sheet] += 1
    assert counts == {"手续": 7, "要素": 5}
