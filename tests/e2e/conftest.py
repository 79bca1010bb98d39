"""端到端测试共用的成品：随程序提供的各月，用到哪一期才出哪一期，全部测试合用。

用到成品的测试排在后面；要用的多时，两个节点月先在后台出着，前面的测试不必等。
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.runs import NODES, Editions

#: 有这么多项测试要用成品，才预先在后台出。
_MANY = 40


def _uses_editions(item: pytest.Item) -> bool:
    return "editions" in getattr(item, "fixturenames", ())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """按文件排：用到成品的文件在后，其余次序不变。"""
    users = {item.path for item in items if _uses_editions(item)}
    items.sort(key=lambda item: item.path in users)


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editions]:
    """各期成品；测试不得改动其中的文件。"""
    made = Editions(tmp_path_factory.mktemp("editions"))
    yield made
    made.close()


@pytest.fixture(scope="session", autouse=True)
def _made_early(request: pytest.FixtureRequest) -> None:
    """先在后台出两个节点月。"""
    if sum(map(_uses_editions, request.session.items)) >= _MANY:
        request.getfixturevalue("editions").prepare(NODES)
