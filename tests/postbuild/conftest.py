"""What the tests of the step after the build share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from explainer.project import read_project
from explainer.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.model import Project


@pytest.fixture(scope="session", name="bridge_project")
def fixture_bridge_project(bridge: Path) -> Project:
    """The project of the bridge, as the checks read it."""
    return read_project(read_settings(bridge)).project
