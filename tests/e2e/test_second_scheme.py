"""第二个方案（examples/云溪市2025）：另一城市、年度、节点、目标和版心，公文照样出齐，没有第一个方案的一个字。"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
import pytest

from reportgen.drafts import Desk, Draft
from reportgen.evaluate import assess
from reportgen.model.document import Document, Table, text_of
from reportgen.model.finding import has_errors
from reportgen.model.period import Month
from reportgen.pipeline import compose, examine
from reportgen.read import read_listing
from reportgen.settings import load_scheme
from tests.e2e.runs import INPUTS, ROOT, read_figures, run_monthly
from tests.support.docx_text import docx_text
from tests.support.sized_inputs import EXAMPLE, MONTH, name_of, sized_inputs

MONTHS = ("2025-02", "2025-03", "2025-04")
SPONSORS, PROJECTS = 4, 14


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """三个月的成品和印发通知；测试不得改动。"""
    folder = tmp_path_factory.mktemp("second")
    for month in MONTHS:
        run_monthly(EXAMPLE, folder, month)
    command = [sys.executable, "-m", "reportgen", "notice", "--inputs", str(EXAMPLE), "--outputs", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def papers(outputs: Path, month: str) -> Mapping[str, int]:
    """一期各种公文的件数。"""
    manifest = json.loads((outputs / month / "manifest.json").read_text(encoding="utf-8"))
    kinds = [document["kind"] for document in manifest["documents"]]
    return {kind: kinds.count(kind) for kind in sorted(set(kinds))}


def paper(outputs: Path, month: str, name: str) -> str:
    """一种公文的 DOCX 文字。"""
    (path,) = (outputs / month).glob(f"*-{name}/*.docx")
    return "\n".join(docx_text(path.read_bytes()))


def printed(outputs: Path, month: str) -> dict[str, str]:
    return {f"{entry['id']}@{entry['scope']}": entry["printed"] for entry in read_figures(outputs / month)}


# 公文出齐，数目对


def test_every_month_makes_its_papers(outputs: Path) -> None:
    for month, meetings, raised in (("2025-02", 1, 0), ("2025-03", 1, 0), ("2025-04", 0, 1)):
        found = papers(outputs, month)
        assert (found["D1"], found["D2"], found["D3"], found["D8"]) == (1, SPONSORS, 1, PROJECTS), month
        assert (found.get("D7", 0), found.get("D6", 0)) == (meetings, raised), month
        for name in ("总表.xlsx", "总览.html", "质量报告.html", "打印合订本.pdf", "施工图合订本.pdf"):
            assert (outputs / month / name).stat().st_size > 1000
    assert len(list((outputs / "2025-02").glob("*-联席会议通知/*"))) == 1
    assert len(list((outputs / "2025-03").glob("*-联席会议纪要/*"))) == 1


def test_counts_are_those_of_this_list(outputs: Path) -> None:
    for month in MONTHS:
        figures = printed(outputs, month)
        assert [figures[f"project_count@{scope}"] for scope in ("all", "nature:新建", "nature:续建")] == [
            "14个", "8个", "6个",
        ]  # fmt: skip
        assert f"截至{int(month[-2:])}月底，14个包保项目" in paper(outputs, month, "月度专报")


def test_first_month_is_february_and_has_no_month_before(outputs: Path) -> None:
    report = paper(outputs, "2025-02", "月度专报")
    assert "较上月" not in report and "距3月底投资目标尚差5.75亿元" in report
    assert "第1期" in report and "云政办函〔2025〕11号" in paper(outputs, "2025-02", "推进情况通报")


def test_node_month_gets_the_verdicts_of_its_own_targets(outputs: Path) -> None:
    circular = paper(outputs, "2025-03", "推进情况通报")
    assert "二、3月底节点目标完成情况" in circular
    assert "3月底开复工率。目标为80%以上，节点完成85.7%，达到。" in circular
    assert "3月底年度计划投资完成率。目标为15%以上，节点完成14.99%，未达到。" in circular
    assert "其余目标尚未到期" in circular
    figures = printed(outputs, "2025-04")
    assert (figures["M1@all"], figures["M2@all"]) == ("85.7%", "14.99%")
    assert "对照8月底节点" in paper(outputs, "2025-04", "推进情况通报")


def test_lights_and_ranks_follow_the_thresholds_of_this_scheme(outputs: Path) -> None:
    figures = printed(outputs, "2025-03")
    assert [figures[f"{light}_count@all"] for light in ("red", "yellow", "green")] == ["2个", "2个", "10个"]
    circular = paper(outputs, "2025-03", "推进情况通报")
    assert "只排项目数3个以上的属地和部门" in circular


def test_no_sentence_claims_a_gap_to_a_target_that_is_met(outputs: Path) -> None:
    assert "对照开复工率目标" not in paper(outputs, "2025-03", "推进情况通报")


def test_notice_prints_the_text_of_this_scheme(outputs: Path) -> None:
    (path,) = (outputs / "印发通知").glob("*.docx")
    text = "\n".join(docx_text(path.read_bytes()))
    assert "云溪市2025年重大项目市级领导包保推进方案" in text and "列入包保的重大项目14个，其中新建8个、续建6个" in text
    assert "设3个节点、6个目标：3月底前，开复工率80%以上，年度计划投资完成率15%以上；" in text


# 没有第一个方案的字


def first_scheme_words() -> set[str]:
    """第一个方案的城市、机关、总指挥以外的人名、单位、属地、项目。"""
    scheme = load_scheme(INPUTS)
    facts, _ = read_listing(INPUTS, scheme)
    words = {scheme.city.removesuffix("市"), scheme.issuer_code, str(scheme.year)}
    for project in facts.projects:
        words |= {project.name, project.sponsor, project.area, *project.responsible_units}
    return words - {"市本级", ""}


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """成品文件夹里每个文件的文字。"""
    for path in sorted(folder.rglob("*")):
        reader = _READERS.get(path.suffix)
        if path.is_file() and reader:
            yield path.relative_to(folder).as_posix(), reader(path)


def _pdf(path: Path) -> str:
    with pdfium.PdfDocument(path.read_bytes()) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


def _xlsx(path: Path) -> str:
    book = openpyxl.load_workbook(path, read_only=True)
    return "\n".join(
        str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row if value is not None
    )


def _mail(path: Path) -> str:
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    body = message.get_body()
    names = [str(part.get_filename()) for part in message.iter_attachments()]
    return "\n".join([str(message["subject"]), str(message["to"]), body.get_content() if body else "", *names])


def _docx(path: Path) -> str:
    return "\n".join(docx_text(path.read_bytes()))


def _plain(path: Path) -> str:
    return path.read_text(encoding="utf-8")


_READERS = {".docx": _docx, ".pdf": _pdf, ".xlsx": _xlsx, ".eml": _mail, ".html": _plain, ".json": _plain}


def test_no_word_of_the_first_scheme_is_printed_anywhere(outputs: Path) -> None:
    words = first_scheme_words()
    assert len(words) > 50
    read = list(texts(outputs))
    assert {Path(name).suffix for name, _ in read} == set(_READERS)
    found = [(name, word) for name, text in read for word in sorted(words) if word in name or word in harmless(text)]
    assert found == []


def harmless(text: str) -> str:
    """去掉碰巧含有旧年份的：文件的校验值，以及总表里参考进度的起点（上年末）。"""
    lines = (line for line in text.split("\n") if "sha256" not in line)
    return "\n".join(line.replace("2024-12-31 00:00:00", "") for line in lines)


# 版面


def test_report_and_circular_of_the_node_month_conform(outputs: Path) -> None:
    files = [
        str(path) for name in ("月度专报", "推进情况通报") for path in sorted((outputs / "2025-03").glob(f"*-{name}/*"))
    ]
    command = [sys.executable, "-m", "reportgen", "conform", "--profile", "INK", *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert len(files) == 4 and done.returncode == 0, done.stdout[-3000:]


# 项目多少不限


@dataclass(frozen=True)
class Sized:
    """一套 ``count`` 个项目的月份。"""

    count: int
    drafts: tuple[Draft, ...]

    def document(self, kind: str) -> Document:
        (found,) = (draft.document for draft in self.drafts if draft.paper.kind == kind)
        return found


@pytest.fixture(scope="module", params=[12, 60])
def sized(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sized:
    count: int = request.param
    inputs = sized_inputs(tmp_path_factory.mktemp("sized") / "inputs", count)
    scheme, month, facts, findings = examine(inputs, Month.parse(MONTH))
    assert not has_errors(findings), findings
    assessment = assess(facts, scheme, month)
    assert assessment.figures["project_count@all"].value == count
    assert assessment.figures["start_resume_rate@all"].printed == "100.0%"
    drafts, _ = compose(assessment, facts, findings, Desk(ROOT / "templates", scheme, facts.projects, inputs=inputs))
    return Sized(count, drafts)


def rows_naming_projects(document: Document, count: int) -> list[int]:
    """各附件表格里写着项目名称的行数；没有的表不列。"""
    names = {name_of(number) for number in range(1, count + 1)}
    tables = [block for annex in document.attachments for block in annex.blocks if isinstance(block, Table)]
    counts = [sum(any(text_of(cell.runs) in names for cell in row) for row in table.rows) for table in tables]
    return [found for found in counts if found]


def test_annexes_hold_every_project(sized: Sized) -> None:
    new, continuing = sized.count - sized.count // 3, sized.count // 3
    assert rows_naming_projects(sized.document("D1"), sized.count) == [sized.count, new, continuing, sized.count]
    assert rows_naming_projects(sized.document("D3"), sized.count) == [sized.count]


def test_each_sponsor_gets_a_report_on_his_projects(sized: Sized) -> None:
    reports = [draft for draft in sized.drafts if draft.paper.kind == "D2"]
    assert len(reports) == 5 and sum(len(draft.recipients) for draft in reports) == 10
