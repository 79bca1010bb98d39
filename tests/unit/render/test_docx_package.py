"""DOCX 文件包：字节确定，没有模板残留，结构合 OOXML 标准。"""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reportgen.model.document import Document
from reportgen.render.docx_writer import render_docx
from reportgen.render.layout import ImprintPlacement
from tests.support.docx_papers import PAPERS
from tests.support.docx_samples import FONT_NAMES, letter, report

ROOT = Path(__file__).resolve().parents[3]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_SCRIPT = """
import hashlib
from reportgen.render.docx_writer import render_docx
from reportgen.render.layout import ImprintPlacement
from tests.support.docx_samples import FONT_NAMES, report
print(hashlib.sha256(render_docx(report(), FONT_NAMES, ImprintPlacement(False))).hexdigest())
"""

CASES = {
    "信函版记另页": (letter(), ImprintPlacement(True)),
    "信函版记同页": (letter(attachments=()), ImprintPlacement(False)),
    "专报": (report(), ImprintPlacement(False)),
    "专报前有空白页": (report(), ImprintPlacement(True, 1)),
    **{name: PAPERS[name] for name in ("文件主送移走", "上行文", "联合盖章", "命令", "纪要", "信函密级", "严格命令")},
}

TITLES = {"".join(document.title_lines) or "示例市人民政府令第12号" for document, _ in CASES.values()}


@pytest.fixture(scope="module", params=list(CASES.values()), ids=list(CASES))
def package(request: pytest.FixtureRequest) -> zipfile.ZipFile:
    document, placement = request.param
    return zipfile.ZipFile(io.BytesIO(render_docx(document, FONT_NAMES, placement)))


def test_bytes_do_not_depend_on_process_hash_seed_clock_or_folder(tmp_path: Path) -> None:
    here = hashlib.sha256(render_docx(report(), FONT_NAMES, ImprintPlacement(False))).hexdigest()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "USER": "zhang"}
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == here


def test_members_are_sorted_and_carry_one_fixed_date(package: zipfile.ZipFile) -> None:
    assert package.namelist() == sorted(package.namelist())
    assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_of_a_foreign_template_remains(package: zipfile.ZipFile) -> None:
    folders = {name.split("/")[1] if name.startswith("word/") else name for name in package.namelist()}
    assert not folders & {"stylesWithEffects.xml", "webSettings.xml", "docProps/app.xml", "docProps/thumbnail.jpeg"}
    for name in package.namelist():
        data = package.read(name).lower()
        assert b"python-docx" not in data and b"macintosh" not in data and b"2013-" not in data


def test_properties_hold_title_and_language_but_no_person_and_no_time(package: zipfile.ZipFile) -> None:
    properties = ElementTree.fromstring(package.read("docProps/core.xml"))
    found = {item.tag.rpartition("}")[2]: item.text for item in properties}
    assert set(found) == {"title", "language"} and found["language"] == "zh-CN"
    assert found["title"] in TITLES


def test_shape_numbers_are_unique_in_the_whole_package(package: zipfile.ZipFile) -> None:
    shapes = [
        element.get("id")
        for name in package.namelist()
        if name.endswith(".xml")
        for element in ElementTree.fromstring(package.read(name)).iter()
        if element.tag.endswith("}docPr")
    ]
    assert len(shapes) == len(set(shapes)) > 0


@pytest.mark.parametrize(("document", "placement"), CASES.values(), ids=CASES.keys())
def test_audit_finds_nothing(document: Document, placement: ImprintPlacement, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="没有安装 openxml-audit")
    path = tmp_path / "公文.docx"
    path.write_bytes(render_docx(document, FONT_NAMES, placement))
    result = audit.OpenXmlValidator().validate(path)
    assert [str(error) for error in result.errors] == []


def test_styles_name_the_office_fonts_in_every_slot(package: zipfile.ZipFile) -> None:
    root = ElementTree.fromstring(package.read("word/styles.xml"))
    slots = [fonts for fonts in root.iter(f"{W}rFonts")]
    for fonts in slots:
        names = {fonts.get(f"{W}{slot}") for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert len(names) == 1 and names <= set(FONT_NAMES.values())
        assert fonts.get(f"{W}hint") == "eastAsia"


def test_headings_are_built_in_styles_with_official_fonts_and_indent_of_two_characters() -> None:
    data = render_docx(letter(), FONT_NAMES, ImprintPlacement(True))
    root = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml"))
    found = {}
    for style in root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None and name.get(f"{W}val", "").startswith("heading "):
            fonts, indent = style.find(f"{W}rPr/{W}rFonts"), style.find(f"{W}pPr/{W}ind")
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            assert fonts is not None and indent is not None and outline is not None
            key = (name.get(f"{W}val"), outline.get(f"{W}val"))
            found[key] = (fonts.get(f"{W}eastAsia"), indent.get(f"{W}firstLineChars"))
    assert found == {
        ("heading 1", "0"): ("黑体", "200"),
        ("heading 2", "1"): ("楷体_GB2312", "200"),
        ("heading 3", "2"): ("仿宋_GB2312", "200"),
        ("heading 4", "3"): ("仿宋_GB2312", "200"),
    }


def test_every_element_has_a_style_with_a_chinese_name() -> None:
    root = ElementTree.fromstring(
        zipfile.ZipFile(io.BytesIO(render_docx(letter(), FONT_NAMES, ImprintPlacement(True)))).read("word/styles.xml")
    )
    names = {name.get(f"{W}val") for name in root.iter(f"{W}name")}
    assert {
        "份号", "密级和保密期限", "紧急程度", "文件标志", "文件发文字号", "签发人", "签发人姓名", "版头红线",
        "公文标题", "主送机关", "公文正文", "附件说明", "发文机关署名", "签发人职务", "成文日期", "附注",
        "出席名单", "出席名称", "版记",
    } <= names  # fmt: skip
