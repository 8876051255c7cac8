"""A whole small site, built and completed once for all tests that only read it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

import projects
from explainer.project import read_project
from explainer.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.model import Project


@pytest.fixture(scope="session", name="bridge")
def fixture_bridge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An explainer of a bridge, with its completed site; `plain` beside it is the site before."""
    folder = projects.site("bridge", tmp_path_factory.mktemp("bridge"))
    projects.build(folder)
    shutil.copytree(folder / "site", folder / "plain")
    assert projects.run(folder, "postbuild").exit_code == 0
    return folder


@pytest.fixture(scope="session", name="bridge_project")
def fixture_bridge_project(bridge: Path) -> Project:
    """The project of the bridge, as the checks read it."""
    return read_project(read_settings(bridge)).project
