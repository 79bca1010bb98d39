"""在临时文件夹里写公文稿、排成公文。"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.errors import TemplateError
from reportgen.model.document import Document
from tests.unit.compose.samples import FRONT, FRONT_LINES, TEMPLATE, Context, compose_text

Compose = Callable[..., Document]
Fail = Callable[..., TemplateError]


@pytest.fixture
def compose(tmp_path: Path) -> Compose:
    """正文写成公文；前置部分是固定的。"""

    def run(body: str, context: Context | None = None) -> Document:
        return compose_text(tmp_path, FRONT + body, context)

    return run


@pytest.fixture
def fail(tmp_path: Path) -> Fail:
    """正文应当出错；行号从正文第一行为 1 计，片段里的差错照原样。"""

    def run(body: str, context: Context | None = None) -> TemplateError:
        with pytest.raises(TemplateError) as caught:
            compose_text(tmp_path, FRONT + body, context)
        error = caught.value
        shift = FRONT_LINES if error.template == TEMPLATE else 0
        return TemplateError(error.template, error.line - shift, error.message, error.fix)

    return run


@pytest.fixture
def fail_file(tmp_path: Path) -> Fail:
    """整份公文稿应当出错；行号按文件计。"""

    def run(text: str, context: Context | None = None) -> TemplateError:
        with pytest.raises(TemplateError) as caught:
            compose_text(tmp_path, text, context)
        return caught.value

    return run
