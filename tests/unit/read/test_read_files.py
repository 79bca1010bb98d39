"""文件层面的差错：类型、损坏、公式、错误值、隐藏、锁定、编码、改动、摘要。"""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from reportgen.errors import UsageError
from reportgen.model.period import Month
from reportgen.read import available_months, facts
from reportgen.read.intake import RawFile
from tests.unit.read.tables import RETURN, Desk, rows_of, workbook_bytes

GOOD = workbook_bytes({"进展": RETURN})
CSV = "\r\n".join(",".join(row) for row in rows_of(RETURN))


def replace_part(data: bytes, part: str, old: str, new: str) -> bytes:
    """改写 xlsx 的一个部件。"""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            target.writestr(name, text)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
BROKEN = {
    "空文件": (b"", "E101"),
    "截断": (GOOD[:2000], "E101"),
    "旧版xls": (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "E102"),
    "加密": (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "E103"),
    "网页": (b"<html><table>", "E102"),
    "最远的单元格": (replace_part(GOOD, SHEET, '<c r="A4"', '<c r="XFD1048576"'), "E104"),
    "十万行之后": (replace_part(GOOD, SHEET, '<c r="A4"', '<c r="A100001"'), "E104"),
    "实体定义": (replace_part(GOOD, SHEET, "<worksheet", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet'), "E104"),
    "地址不合规范": (replace_part(GOOD, SHEET, '<c r="A4"', '<c r="4A"'), "E101"),
    "数不成数": (replace_part(GOOD, SHEET, "<v>12000</v>", "<v>NaN</v>"), "E101"),
    "压缩炸弹": (replace_part(GOOD, SHEET, "</worksheet>", " " * (65 << 20) + "</worksheet>"), "E104"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_unreadable_file_is_one_error_and_the_rest_is_read(desk: Desk, case: str) -> None:
    data, code = BROKEN[case]
    desk.put("2024-04", "乙.xlsx", data)
    desk.sheets(name="甲.xlsx", 进展=RETURN)
    outcome = desk.read()
    assert outcome.codes == [(code, "")]
    assert outcome.findings[0].file == "月度进展/2024-04/乙.xlsx"
    assert outcome.findings[0].fix.endswith("。")
    assert set(outcome.newest) == {1, 2, 3}


def test_xlsx_named_xls_is_read_by_content(desk: Desk) -> None:
    desk.put("2024-04", "填报.xls", GOOD)
    outcome = desk.read()
    assert outcome.codes == [("W113", "")]
    assert outcome.newest[1].month_investment == 5000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_csv_in_common_encodings(desk: Desk, encoding: str) -> None:
    desk.put("2024-04", "填报.csv", CSV.encode(encoding))
    outcome = desk.read()
    assert outcome.codes == []
    source = outcome.newest[1].cells["cumulative_investment"]
    assert (str(source), source.value) == ("月度进展/2024-04/填报.csvC2", "12000")


def test_csv_of_unknown_encoding_or_open_quote_is_an_error(desk: Desk) -> None:
    desk.put("2024-04", "甲.csv", b"\x81\xff\xff,1\r\n")
    desk.put("2024-04", "乙.csv", '项目名称,"没有结束'.encode())
    desk.sheets(进展=RETURN)
    assert desk.read().codes == [("E106", ""), ("E106", "")]


def test_csv_group_heads_without_merges(desk: Desk) -> None:
    text = "项目名称,投资完成情况（万元）,,是否入库\n,本月,本年累计,\n抽水蓄能电站,5000,12000,是\n"
    desk.put("2024-04", "填报.csv", text.encode())
    station = desk.read().newest[1]
    assert (station.month_investment, station.cumulative_investment, station.is_in_statistics) == (5000, 12000, True)


def test_formula_uses_its_stored_result_and_is_an_error_without_one(desk: Desk) -> None:
    data = workbook_bytes({"进展": RETURN.replace("5000", "=2000+3000").replace("300 | 300", "=100+200 | 300")})
    stored = replace_part(data, SHEET, "<f>2000+3000</f>", "<f>2000+3000</f><v>5000</v>")
    desk.put("2024-04", "填报.xlsx", stored)
    outcome = desk.read()
    assert outcome.codes == [("E111", "B3")]
    assert "“=100+200”是公式" in outcome.only("E111").message
    assert outcome.newest[1].month_investment == 5000 and outcome.newest[2].month_investment is None


def test_error_value_and_infinity_are_errors_by_cell(desk: Desk) -> None:
    data = replace_part(GOOD, SHEET, '<c r="B2" t="n"><v>5000</v>', '<c r="B2" t="e"><v>#REF!</v>')
    desk.put("2024-04", "填报.xlsx", replace_part(data, SHEET, "<v>12000</v>", "<v>1E999</v>"))
    assert desk.read().codes == [("E112", "B2"), ("E112", "C2")]


def test_dimension_tag_is_not_believed(desk: Desk) -> None:
    desk.put("2024-04", "填报.xlsx", replace_part(GOOD, SHEET, '<dimension ref="A1:D4"', '<dimension ref="A1:A1"'))
    assert set(desk.read().newest) == {1, 2, 3}


def test_hidden_rows_and_columns_are_read_and_hidden_sheets_are_not(desk: Desk) -> None:
    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    book["进展"].row_dimensions[3].hidden = True
    book["进展"].column_dimensions["C"].hidden = True
    secret = book.create_sheet("底稿")
    secret.sheet_state = "hidden"
    secret["A1"] = "项目名称"
    stream = io.BytesIO()
    book.save(stream)
    desk.put("2024-04", "填报.xlsx", stream.getvalue())
    outcome = desk.read()
    assert outcome.codes == [("W103", ""), ("W104", ""), ("W104", "")]
    assert any("第3行" in finding.message for finding in outcome.findings)
    assert any("C1" in finding.message for finding in outcome.findings)
    assert outcome.newest[2].cumulative_investment == 300


def test_lock_files_and_other_files_are_named_and_not_read(desk: Desk) -> None:
    desk.sheets(进展=RETURN)
    desk.put("2024-04", "~$填报.xlsx", b"lock")
    desk.put("2024-04", "说明.docx", b"PK")
    desk.put("2024-04", ".DS_Store", b"")
    outcome = desk.read()
    assert outcome.codes == [("W101", ""), ("W102", "")]
    assert outcome.only("W102").file == "月度进展/2024-04/~$填报.xlsx"


def test_inputs_list_every_file_read_with_its_digest(desk: Desk) -> None:
    desk.sheets(进展=RETURN)
    desk.sheets("2024-05", 进展=RETURN)
    desk.put("2024-05", "~$填报.xlsx", b"lock")
    (desk.inputs / "通讯录.xlsx").write_bytes(workbook_bytes({"通讯录": "单位 | 份数\n市工信局 | 2"}))
    found = desk.read("2024-05").facts.inputs
    assert [item.path for item in found] == [
        "方案.toml",
        "月度进展/2024-04/填报.xlsx",
        "月度进展/2024-05/填报.xlsx",
        "通讯录.xlsx",
        "项目清单.xlsx",
    ]
    assert found[4].sha256 == hashlib.sha256((desk.inputs / "项目清单.xlsx").read_bytes()).hexdigest()


def test_file_changed_while_reading_is_an_error(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.sheets(进展=RETURN)

    def edit_after_load(inputs: Path, name: str) -> RawFile:
        path = inputs / name
        file = RawFile(path, name, path.read_bytes())
        if name.startswith("月度进展"):
            path.write_bytes(file.data + b"\0")
        return file

    monkeypatch.setattr(facts, "load", edit_after_load)
    outcome = desk.read()
    assert outcome.codes == [("E105", "")]
    assert outcome.only("E105").file == "月度进展/2024-04/填报.xlsx"


def test_contacts_are_read_and_odd_copies_are_an_error(desk: Desk) -> None:
    desk.sheets(进展=RETURN)
    table = "通讯录\n单位 | 联系人 | 电子邮箱 | 份数\n市工信局 | 王五 | a@example.com | 2\n市住建局 | | | 若干"
    (desk.inputs / "通讯录.xlsx").write_bytes(workbook_bytes({"通讯录": table}))
    outcome = desk.read()
    first, second = outcome.facts.contacts
    assert (first.unit, first.person, first.email, first.copies) == ("市工信局", "王五", "a@example.com", 2)
    assert (second.unit, second.copies) == ("市住建局", 1)
    assert outcome.codes == [("E115", "D4")]


def test_available_months_are_those_with_a_return(desk: Desk) -> None:
    desk.sheets("2024-06", 进展=RETURN)
    desk.sheets("2024-04", 进展=RETURN)
    desk.put("2024-05", "~$填报.xlsx", b"")
    desk.sheets("2023-04", 进展=RETURN)
    assert available_months(desk.inputs, 2024) == (Month(2024, 4), Month(2024, 6))


@pytest.mark.parametrize("month", ["2024-05", "2024-03", "2025-04"])
def test_month_without_returns_or_outside_the_scheme_stops(desk: Desk, month: str) -> None:
    desk.sheets(进展=RETURN)
    with pytest.raises(UsageError, match=month):
        desk.read(month)
