"""
What all tests share.

Tests outside `tests/this_site` bring their own explainers: they pass in a fork that has put its own
in the place of this repository's. So none of them may open what is in `docs` or `mkdocs.yml`, and
the first that does fails, where it does.
"""

from __future__ import annotations

import functools
import os
import shutil
import signal
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

import browsing
import projects
from installing import clone, distributions, installed, once, sdist, wheel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

__all__ = ["clone", "distributions", "installed", "once", "sdist", "wheel"]

READING = {"open", "os.listdir", "os.scandir"}
"""What Python calls it when a file or a folder is opened."""
SAYS = (str(projects.ROOT / "docs"), str(projects.ROOT / "mkdocs.yml"))
THEME = str(projects.ROOT / "docs" / "assets")
ALLOWED = projects.ROOT / "tests" / "this_site"
_watching = [False]


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse to open what this repository says, where that is not allowed."""
    if not _watching[0] or event not in READING or not isinstance(arguments[0], str | os.PathLike):
        return
    path = os.path.abspath(arguments[0])  # noqa: PTH100  (called too often for more)
    if path.startswith(SAYS) and not path.startswith(THEME):
        message = f"{path} is what this site says; only the tests in tests/this_site may open it"
        raise AssertionError(message)


sys.addaudithook(_watch)

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Shells start what runs behind them deaf to interrupts, and some tests send one.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """Watch what a module of tests opens when it is loaded."""
    _watching[0] = not collector.path.is_relative_to(ALLOWED)
    try:
        return (yield)
    finally:
        _watching[0] = False


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Watch what a test and its fixtures open."""
    _watching[0] = not item.path.is_relative_to(ALLOWED)
    try:
        return (yield)
    finally:
        _watching[0] = False


@pytest.fixture(scope="session")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An explainer of a bridge, with its completed site; `plain` beside it is the site before."""
    folder = projects.site("bridge", tmp_path_factory.mktemp("bridge"))
    projects.build(folder)
    return _complete(folder)


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """
    The same of what `mkdocs` or `zensical` builds, with the package's own script and search.

    Words that its readers search for are in its vocabulary.
    """

    @functools.cache
    def made(builder: str) -> Path:
        folder = projects.site("bridge", tmp_path_factory.mktemp(builder))
        file = folder / "mkdocs.yml"
        settings = yaml.safe_load(file.read_text(encoding="utf-8"))
        settings.setdefault("extra", {})["explainer"] = {"script": "own"}
        words = "search:\n  - [closure, lockdown]\n"
        files = {"mkdocs.yml": yaml.safe_dump(settings), "docs/vocabulary.yml": words}
        build = projects.build if builder == "mkdocs" else projects.build_with_zensical
        build(projects.write(folder, files))
        return _complete(folder)

    return made


def _complete(folder: Path) -> Path:
    shutil.copytree(folder / "site", folder / "plain")
    assert projects.run(folder, "postbuild", "site").exit_code == 0
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with browsing.chromium() as browser:
        yield browser
