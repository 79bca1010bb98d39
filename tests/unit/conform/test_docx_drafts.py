"""代拟稿和月报的 DOCX：地方格式按标志的末字认，没有填签发人的不算错，两行一样宽的标题也是梯形。"""

from __future__ import annotations

import pytest

from reportgen.conform.docx import check_docx
from reportgen.conform.options import Options
from reportgen.conform.result import FileReport, Result, Verdict
from reportgen.model.document import Document
from reportgen.render.docx_writer import render_docx
from reportgen.render.layout import ImprintPlacement
from tests.support.docx_samples import FONT_NAMES, file, letter, report, upward, words


def checked(document: Document) -> FileReport:
    return check_docx(render_docx(document, FONT_NAMES, ImprintPlacement(False)), "代拟稿.docx", Options())


def result(document: Document, requirement: str) -> Result:
    return next(item for item in checked(document).results if item.requirement == requirement)


@pytest.mark.parametrize("mark", ["重大项目包保领导月报", "重大项目包保工作专报", "工作简报"])
def test_local_forms_are_known_by_the_end_of_the_mark(mark: str) -> None:
    found = checked(report(marks=(words(mark),)))
    assert found.form == "专报"
    assert [item.requirement for item in found.results if item.verdict is Verdict.FAIL] == []


def test_the_name_of_an_organ_stays_a_file() -> None:
    assert checked(file(marks=(words("示例市人民政府"),))).form == "文件"


def test_signer_not_yet_filled_in_has_no_font_to_measure() -> None:
    assert result(upward(signers=(words("　　　"),)), "G-7.2.6a").verdict is Verdict.PASS


_WIDE = ("督办示例开发区新能源产业园项目", "督办示例开发区新能源产业园通知")


@pytest.mark.parametrize(
    ("lines", "is_met"),
    [
        (("示例市人民政府关于", *_WIDE), True),
        (_WIDE, False),
        ((_WIDE[0], "关于示例的事项", _WIDE[1]), False),
    ],
)
def test_title_may_keep_the_width_of_the_line_above_but_not_all_the_way(lines: tuple[str, ...], is_met: bool) -> None:
    found = result(letter(title=words("".join(lines)), title_lines=lines), "G-7.3.1c")
    assert (found.verdict is Verdict.PASS) == is_met, found.measured
