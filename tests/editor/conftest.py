"""A project that the tests of pure functions share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import editing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.workspace import Workspace


@pytest.fixture(scope="session", autouse=True)
def no_cache() -> Iterator[None]:
    """Nothing is kept of the projects of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLAINER_NO_CACHE", "1")
        yield


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """An open project without problems; what a test puts into it unsaved, it takes out again."""
    workspace = editing.opened(tmp_path_factory.mktemp("shared"))
    assert workspace.problems() == {}
    return workspace
