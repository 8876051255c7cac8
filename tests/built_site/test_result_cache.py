"""The cache of a link check: what it keeps, for how long, and what its key depends on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import projects
from explainer.linkcheck import LinkCheck, LinkCheckResult, result_cache
from explainer.linkcheck.result_cache import CacheKey, ResultCache
from explainer.model import Place, Problem
from explainer.site.site_files import SiteFiles

if TYPE_CHECKING:
    from collections.abc import Callable

PROBLEM = Problem(Place("a.md", 1, 2, 3, 4, exact=False), "LNK101", "a", "b", "c")
RESULT = LinkCheckResult([PROBLEM], {"documents": 1, "links": 2}, 3)
MONTH = 30 * 24 * 60 * 60


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the results."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "explainer"


def test_kept(tmp_path: Path, kept: Path) -> None:
    """A result is kept under its key, for the user only, and apart from those of other sites."""
    assert ResultCache(tmp_path).read() is None
    for _ in range(2):
        ResultCache(tmp_path).write("key", RESULT)
    found = ResultCache(tmp_path).read()

    assert found == ("key", RESULT)
    assert found.result.problems[0].place.exact is False
    assert ResultCache(tmp_path / "other").read() is None
    assert kept.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(("age", "stays"), [(MONTH - 60, True), (MONTH + 60, False)])
def test_expired(tmp_path: Path, kept: Path, age: int, stays: bool) -> None:  # noqa: FBT001
    """A result is removed after a month, by the next one that is kept."""
    ResultCache(tmp_path).write("key", RESULT)
    (file,) = kept.iterdir()
    written = file.stat().st_mtime - age
    os.utime(file, (written, written))
    ResultCache(tmp_path / "other").write("key", RESULT)

    assert file.exists() is stays


@pytest.mark.parametrize(
    ("text", "ignored"),
    [
        ('{"key": "a", "counts": {}, "problems": []}', 0),
        ('{"key": "a", "counts": {}, "problems": [], "ignored": 2}', 2),
        ('{"key": 1, "counts": {}, "problems": []}', None),
        ('{"key": "a", "counts": [], "problems": []}', None),
    ],
)
def test_older_format(tmp_path: Path, kept: Path, text: str, ignored: int | None) -> None:
    """A result without the number of ignored problems has none; another value is no result."""
    ResultCache(tmp_path).write("key", RESULT)
    (file,) = kept.iterdir()
    file.write_text(text)
    found = ResultCache(tmp_path).read()

    assert (found.result.ignored if found else None) == ignored


def test_no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a home folder nothing is kept."""

    def home() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", home)
    ResultCache(tmp_path).write("key", RESULT)

    assert ResultCache(tmp_path).read() is None
    assert ResultCache(tmp_path).read_memory() is None


def test_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Results are kept in the home folder, unless there is another one for them."""
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    ResultCache(tmp_path).write("key", RESULT)

    assert len(list((tmp_path / ".cache" / "explainer").iterdir())) == 1


@pytest.mark.parametrize(
    ("path", "matters"),
    [("a.html", True), ("A.HTM", True), ("a.svg", True), ("a.css", True), ("a.png", False)],
)
def test_key(tmp_path: Path, path: str, matters: bool) -> None:  # noqa: FBT001
    """The key depends on the options, and on the files that a check reads."""

    def key(option: str = "a") -> str:
        return CacheKey((option,), SiteFiles(str(tmp_path)), None).digest()

    projects.write(tmp_path, {path: "a"})
    first = key()
    assert key() == first != key("b")
    projects.write(tmp_path, {path: "b"})

    assert (key() != first) is matters


def files_of(folder: Path) -> Callable[[SiteFiles], LinkCheckResult]:
    """What stands in for a check that no cached result may need."""

    def check(_: SiteFiles) -> LinkCheckResult:
        raise AssertionError(folder)

    return check


def test_check(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site is checked once, until a file of it changes."""
    projects.write(tmp_path / "site", {"index.html": "<a href=gone>a</a>"})
    monkeypatch.chdir(tmp_path)
    first = LinkCheck(tmp_path / "site")

    assert first.root == tmp_path
    assert first.display_folder == "site"
    assert LinkCheck(Path("/nowhere")).display_folder == "/nowhere"
    result = first.run()
    assert result.counts == {"documents": 1, "links": 1}
    assert [each.code for each in result.problems] == ["LNK101"]
    second = LinkCheck(tmp_path / "site")
    monkeypatch.setattr(second, "_check", files_of(kept))
    assert second.run() == result
    projects.write(tmp_path / "site", {"index.html": "<p>a</p>"})
    assert LinkCheck(tmp_path / "site").run().problems == []


def test_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result depends on the modules of this package, and on none of its other files."""
    monkeypatch.setattr(
        result_cache, "_PACKAGE", projects.write(tmp_path, {"a.py": "", "b.txt": ""})
    )
    digests: list[str] = []
    for name in ("a.py", "b.txt", "c/d.txt", "c/d.py", "a.py"):
        projects.write(tmp_path, {name: name * len(digests)})
        digests.append(result_cache.software_digest())

    assert digests[0] == digests[1] == digests[2]
    assert len(set(digests)) == 3
