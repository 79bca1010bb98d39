"""不写程序增加一种公文：把 docs/公文稿.md 第 8 节的例子照抄进 templates，它就是每月公文的一部分。"""

from __future__ import annotations

import email
import email.policy
import io
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
import pytest

from reportgen.compose.routing import load_catalogue
from reportgen.drafts import Desk, Draft
from reportgen.errors import TemplateError
from reportgen.evaluate import assess
from reportgen.model.assessment import Assessment
from reportgen.model.document import paragraphs, text_of
from reportgen.model.period import Month
from reportgen.model.records import Facts
from reportgen.pipeline import compose, examine
from reportgen.settings import Scheme
from tests.e2e.runs import INPUTS, ROOT
from tests.support.docx_text import docx_text

MONTH = Month(2024, 6)
SECTION = (ROOT / "docs" / "公文稿.md").read_text(encoding="utf-8").partition("\n## 8 ")[2].partition("\n## 9 ")[0]
NUMBER = "示政函〔2024〕99号"
Data = tuple[Assessment, Facts, Scheme]


def example(language: str) -> str:
    """第 8 节里那一段代码。"""
    (found,) = re.findall(rf"```{language}\n(.*?)```", SECTION, re.DOTALL)
    return str(found)


def entry() -> Mapping[str, str]:
    """例子在目录里的一项。"""
    (found,) = tomllib.loads(example("toml"))["公文"]
    return dict(found)


def with_example(folder: Path, catalogue: str = "") -> Path:
    """公文稿文件夹的一份，加上例子；``catalogue`` 是原来的目录，不写就是随程序的。"""
    templates = folder / "templates"
    shutil.copytree(ROOT / "templates", templates)
    original = catalogue or (templates / "目录.toml").read_text(encoding="utf-8")
    (templates / "目录.toml").write_text(f"{original}\n{example('toml')}", encoding="utf-8")
    (templates / entry()["模板"]).write_text(example("jinja"), encoding="utf-8")
    return templates


@pytest.fixture(scope="module")
def data() -> Data:
    scheme, month, facts, _ = examine(INPUTS, MONTH)
    return assess(facts, scheme, month), facts, scheme


def drafted(data: Data, templates: Path) -> list[Draft]:
    """例子在这个月的各件。"""
    assessment, facts, scheme = data
    drafts, _ = compose(assessment, facts, (), Desk(templates, scheme, facts.projects))
    return [draft for draft in drafts if draft.paper.name == entry()["名称"]]


def localities(data: Data) -> list[str]:
    return [scope.name for scope in data[0].scopes if scope.kind == "locality"]


def test_the_paper_is_drafted_for_every_locality_and_speaks_of_its_projects_only(data: Data, tmp_path: Path) -> None:
    drafts = drafted(data, with_example(tmp_path))
    assert len(drafts) > 10
    assert [draft.recipients[0] for draft in drafts] == localities(data)
    areas = {standing.project.name: standing.project.area for standing in data[0].standings}
    for draft in drafts:
        texts = [text_of(runs) for runs in paragraphs(draft.document)]
        named = {areas[text] for text in texts if text in areas}
        assert named == {draft.recipients[0]}
        assert draft.path == f"12-属地提醒单/{drafts.index(draft) + 1:02}-属地提醒单-{draft.recipients[0]}"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """只出通报和例子的一期：通报的收件多写了一个通讯录里没有的“县区”，龙潭区的提醒单登记了文号。"""
    folder = tmp_path_factory.mktemp("新公文")
    text = (ROOT / "templates" / "目录.toml").read_text(encoding="utf-8")
    (circular,) = [part for part in re.split(r'(?=\[\["公文"\]\])', text) if '"推进情况通报"' in part]
    templates = with_example(folder, circular.replace('["属地",', '["县区", "属地",'))
    shutil.copytree(INPUTS, folder / "inputs")
    register(folder / "inputs" / "发文登记.xlsx")
    options = {"inputs": folder / "inputs", "outputs": folder, "templates": templates, "month": MONTH}
    arguments = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    command = [sys.executable, "-m", "reportgen", "monthly", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / str(MONTH)


def register(path: Path) -> None:
    """只有一行的发文登记。"""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "发文登记"
    sheet.append(["期次", "文种", "对象", "发文字号", "签发人", "成文日期", "印发日期"])
    sheet.append(["2024-06", "D12", "龙潭区", NUMBER, "", "2024年7月8日", ""])
    book.save(path)


def test_the_month_has_the_paper_of_each_locality_with_its_recipients(edition: Path, data: Data) -> None:
    documents = json.loads((edition / "manifest.json").read_text(encoding="utf-8"))["documents"]
    made = [item for item in documents if item["kind"] == "D12"]
    assert [item["recipients"][0] for item in made] == localities(data)
    (longtan,) = [item for item in made if item["recipients"][0] == "龙潭区"]
    assert longtan["title"] == "关于龙潭区2024年6月包保重大项目情况的提醒单"
    assert set(longtan["recipients"][1:]) == {"市发改委", "市工信局", "市文广旅局"}
    assert [file["format"] for file in longtan["files"]] == ["DOCX", "PDF"]
    word = docx_text((edition / longtan["files"][0]["path"]).read_bytes())
    assert any("你地8个包保项目本年累计完成投资35.47亿元" in text for text in word)


def test_its_registered_number_is_printed_on_that_one_only(edition: Path) -> None:
    papers = {path: docx_text(path.read_bytes()) for path in edition.glob("*-属地提醒单/*.docx")}
    assert [path.stem for path, texts in papers.items() if NUMBER in texts] == ["02-属地提醒单-龙潭区"]


def test_a_recipient_nobody_knows_is_named_with_the_paper(edition: Path) -> None:
    findings = json.loads((edition / "findings.json").read_text(encoding="utf-8"))
    (message,) = [item["message"] for item in findings if item["code"] == "W601"]
    assert "“县区”不在通讯录" in message and "推进情况的通报》" in message


def test_it_is_bound_listed_and_mailed_with_the_others(edition: Path) -> None:
    with pdfium.PdfDocument(edition / "打印合订本.pdf") as book:
        titles = [mark.get_title() for mark in book.get_toc(max_depth=1)]
    assert sum("属地提醒单" in title for title in titles) > 10
    assert "02-属地提醒单-龙潭区" in titles
    (draft,) = (edition / "邮件").glob("*-龙潭区.eml")
    message = email.message_from_bytes(draft.read_bytes(), policy=email.policy.default)
    names = [part.get_filename() for part in message.iter_attachments()]
    assert [name for name in names if "提醒单" in str(name)] == ["02-属地提醒单-龙潭区.docx"]
    sheet = openpyxl.load_workbook(io.BytesIO((edition / "邮件" / "发送清单.xlsx").read_bytes()))["发送清单"]
    assert any("属地提醒单-丰满区" in str(cell.value) for row in sheet for cell in row)
    assert "属地提醒单" in (edition / "总览.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("right", "wrong", "messages"),
    [
        ('"每" = "属地"', '"每" = "乡镇"', ("“每”写作“乡镇”", "改为", "属地")),
        ('"D12-属地提醒单.j2"', '"D12-提醒单.j2"', ("公文稿 D12-提醒单.j2 不存在", "放进")),
        ('"何时" = "每月"', '"何时" = "每周"', ("“何时”写作“每周”", "节点月")),
        ('["DOCX", "PDF"]', '["DOC"]', ("“格式”含“DOC”", "DOCX")),
        ('"收件" = ["对象", "牵头部门"]\n', "", ("缺少“收件”",)),
        ("{序号}-属地提醒单-{对象}", "属地提醒单", ("文件名却没有 {对象} 或 {序号}",)),
    ],
)
def test_a_wrong_entry_is_named_with_its_remedy(
    tmp_path: Path, right: str, wrong: str, messages: tuple[str, ...]
) -> None:
    templates = with_example(tmp_path)
    catalogue = templates / "目录.toml"
    text = catalogue.read_text(encoding="utf-8")
    mark = '[["公文"]]'
    head, _, own = text.rpartition(mark)
    assert right in own
    catalogue.write_text(head + mark + own.replace(right, wrong), encoding="utf-8")
    with pytest.raises(TemplateError) as raised:
        load_catalogue(templates)
    assert f"第{text.count(mark)}项" in str(raised.value)
    assert [message for message in messages if message not in str(raised.value)] == []


def test_a_wrong_name_in_the_paper_is_named_by_its_line(data: Data, tmp_path: Path) -> None:
    templates = with_example(tmp_path)
    paper = templates / entry()["模板"]
    text = paper.read_text(encoding="utf-8")
    paper.write_text(text.replace("对象.完成率", "对象.完成律", 1), encoding="utf-8")
    line = next(number for number, row in enumerate(text.splitlines(), 1) if "对象.完成率" in row)
    with pytest.raises(TemplateError) as raised:
        drafted(data, templates)
    assert f"{paper.name} 第{line}行" in str(raised.value)
    assert "没有“完成律”这一项，是不是“完成率”" in str(raised.value)
