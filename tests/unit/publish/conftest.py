"""测试用的磁盘同步不真做，只省时间；次序由 test_faults 中的调用记录核对。"""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def _no_disk_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda handle: None)
