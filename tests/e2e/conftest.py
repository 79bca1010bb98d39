"""端到端测试共用的成品：随程序提供的各月，用到哪一期才出哪一期，全部测试合用。"""

from __future__ import annotations

import pytest

from tests.e2e.runs import Editions


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """各期成品；测试不得改动其中的文件。"""
    return Editions(tmp_path_factory.mktemp("editions"))
