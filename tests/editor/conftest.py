"""A project that the tests of pure functions share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import editing

if TYPE_CHECKING:
    from explainer.workspace import Workspace


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """An open project without problems; what a test puts into it unsaved, it takes out again."""
    workspace = editing.opened(tmp_path_factory.mktemp("shared"))
    assert workspace.problems() == {}
    return workspace
