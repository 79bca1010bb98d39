"""临时的 inputs 文件夹。"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.read.tables import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """三个项目的清单，还没有填报表。"""
    return Desk(tmp_path / "inputs")
