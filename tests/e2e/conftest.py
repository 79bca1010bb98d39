"""端到端测试共用的成品：随程序提供的八个月各出一次，全部测试合用。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.e2e.runs import INPUTS, MONTHS, run_monthly


class Editions(Mapping[str, Path]):
    """各期成品的文件夹，键为 ``2024-06`` 这样的月份；用到哪一期才出哪一期，只出一次。"""

    def __init__(self, outputs: Path) -> None:
        self._outputs = outputs
        self._folders: dict[str, Path] = {}

    def __getitem__(self, month: str) -> Path:
        if month not in MONTHS:
            raise KeyError(month)
        if month not in self._folders:
            self._folders[month] = run_monthly(INPUTS, self._outputs, month)
        return self._folders[month]

    def __iter__(self) -> Iterator[str]:
        return iter(MONTHS)

    def __len__(self) -> int:
        return len(MONTHS)


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """八期成品；测试不得改动其中的文件。"""
    return Editions(tmp_path_factory.mktemp("editions"))
