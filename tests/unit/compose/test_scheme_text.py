"""方案正文：放在 inputs，公文稿照片段引用；差错说的是它自己的文件和行。"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.compose.template import compose_document
from reportgen.errors import TemplateError
from reportgen.model.document import Document, paragraphs, text_of
from tests.unit.compose.samples import FRONT, TEMPLATE

CONTEXT = {"个": "29个"}
BODY = FRONT + '甲。\n{% include "方案正文.j2" %}\n丙。\n'


def composed(
    folder: Path, text: str, body: str = BODY, *, name: str = "inputs", place: str = "方案正文.j2"
) -> Document:
    """公文稿在 templates，方案正文在 ``name``。"""
    for each in ("templates", name):
        (folder / each).mkdir(exist_ok=True)
    (folder / "templates" / TEMPLATE).write_text(body, encoding="utf-8")
    if text:
        (folder / name / place).write_text(text, encoding="utf-8")
    path = folder / "templates" / TEMPLATE
    return compose_document(path, CONTEXT, kind="D11", stamps=(), inputs=folder / name)


def refused(folder: Path, text: str, body: str = BODY, **places: str) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        composed(folder, text, body, **places)
    return caught.value


def test_scheme_text_comes_from_the_inputs_and_may_use_figures_and_pieces(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "_尾.j2").write_text("尾。\n", encoding="utf-8")
    text = '{# 说明 #}\n乙{{ 个 }}项目。\n{% include "_尾.j2" %}'
    found = [text_of(runs) for runs in paragraphs(composed(tmp_path, text))]
    assert [line for line in found if line][-4:] == ["甲。", "乙29个项目。", "尾。", "丙。"]


def test_two_folders_of_inputs_do_not_mix(tmp_path: Path) -> None:
    for name, text in (("一", "第一个。"), ("二", "第二个。"), ("一", "")):
        document = composed(tmp_path, text, name=name)
        expected = text or "第一个。"
        assert expected in [text_of(runs) for runs in paragraphs(document)]


def test_faults_name_the_scheme_text_and_its_line(tmp_path: Path) -> None:
    error = refused(tmp_path, "乙。\n{{ 没有 }}。\n")
    assert (error.template, error.line) == ("方案正文.j2", 2)
    error = refused(tmp_path, "乙。\n\n{% if 个 %}\n")
    assert error.template == "方案正文.j2"


def test_missing_scheme_text_is_named_with_its_folder(tmp_path: Path) -> None:
    error = refused(tmp_path, "", name="inputs")
    assert error.template == "方案正文.j2" and "找不到 inputs/方案正文.j2" in error.message
    assert "inputs/方案正文.j2" in error.fix


def test_scheme_text_is_not_looked_for_among_the_templates(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "方案正文.j2").write_text("错处。", encoding="utf-8")
    assert "找不到 inputs/方案正文.j2" in refused(tmp_path, "").message


@pytest.mark.parametrize("name", ["../inputs/方案正文.j2", "inputs/方案正文.j2", "/etc/passwd", "方案.toml", "其他.j2"])
def test_nothing_else_of_the_inputs_can_be_included(tmp_path: Path, name: str) -> None:
    error = refused(tmp_path, "乙。", FRONT + f'甲。\n{{% include "{name}" %}}\n')
    assert f"找不到要引用的片段“{name}”" in error.message


def test_text_still_to_be_written_is_refused_by_line(tmp_path: Path) -> None:
    error = refused(tmp_path, "乙。\n一、任务\n【待填：工作机制】\n")
    assert (error.template, error.line, "待填" in error.message) == ("方案正文.j2", 3, True)
