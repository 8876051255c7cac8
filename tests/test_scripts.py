"""The commands that people and CI type: they run from anywhere, and say how it went."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest

import projects

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parent.parent
REQUIREMENTS = sorted(ROOT.glob("requirements*.txt"))
SITE = {
    **projects.BASE,
    "mkdocs.yml": """\
site_name: Warming
markdown_extensions:
  - explainer.markdown
  - toc
exclude_docs: /sources/
validation:
  links:
    not_found: ignore
""",
}
"""A project that builds, and that leaves broken links to our own check."""

GOOD = {"site/index.html": "<title>The last good one</title>"}
"""What an earlier build has left."""

DEADLINE = 30
"""Seconds within which a change must be on the served page."""


def command(
    *words: str | Path, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command, with all that it says in `stdout`."""
    return subprocess.run(
        words,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small project with this repository's scripts; gives its folder."""
    shutil.copytree(
        ROOT / "scripts",
        tmp_path / "house" / "scripts",
        ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"),
    )
    return projects.write(tmp_path / "house", SITE)


def build(house: Path) -> subprocess.CompletedProcess[str]:
    """Build a house from another folder, in the environment that runs the tests."""
    script = house / "scripts" / "build"
    return command("bash", script, cwd=house.parent, env={"EXPLAINER_VENV": sys.prefix})


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a project with `mkdocs serve`; gives the address of its home page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-a", address],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://{address}/"
    finally:
        server.terminate()
        server.wait(timeout=10)


def appears(text: str, address: str) -> bool:
    """Whether a page shows a text, now or before the deadline."""
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        with (
            contextlib.suppress(URLError, ConnectionError),
            urlopen(address, timeout=5) as page,  # noqa: S310 - it is served right here
        ):
            if text in page.read().decode():
                return True
        time.sleep(0.1)
    return False


def test_live_reload(tmp_path: Path) -> None:
    """`mkdocs serve` shows a change of a page, and then one of a source, without a restart."""
    folder = projects.write(tmp_path, SITE)
    page, source = folder / "docs/index.md", folder / "docs/sources/ipcc.yml"

    with served(folder) as address:
        assert appears("The air has warmed.", address)

        page.write_text(page.read_text().replace("has warmed.", "is warmer."))
        assert appears("The air is warmer.", address)

        source.write_text(source.read_text().replace("Climate Change", "The Sixth Assessment"))
        assert appears("The Sixth Assessment", address)


def test_build(house: Path) -> None:
    """A build checks the pages, makes the site, checks its links, and says where the site is."""
    result = build(house)

    assert result.returncode == 0, result.stdout
    assert re.findall("^No problem in .*(page|document)", result.stdout, re.MULTILINE) == [
        "page",
        "document",
    ]
    assert f"The site is in {house / 'site'}" in result.stdout
    assert (house / "site" / "index.html").is_file()


def test_build_stops_at_a_sentence_without_evidence(house: Path) -> None:
    """A sentence without a citation ends the build with 1, before there is a site."""
    projects.write(house, {"docs/index.md": "# Home\n\nThe air has warmed.\n"})

    result = build(house)

    assert result.returncode == 1, result.stdout
    assert "docs/index.md:3:1" in result.stdout
    assert not (house / "site").exists()


def test_build_fails_on_a_broken_link(house: Path) -> None:
    """A link to nothing ends the build with 1, once the site is there to be looked at."""
    broken = projects.BASE["docs/index.md"].replace("warmed", "[warmed](nowhere.md)")
    projects.write(house, {"docs/index.md": broken})

    result = build(house)

    assert result.returncode == 1, result.stdout
    assert "docs/index.md:3:" in result.stdout
    assert "The site is in" not in result.stdout
    assert (house / "site" / "index.html").is_file()


def test_build_keeps_the_last_good_site(house: Path) -> None:
    """A broken link leaves the site as it was; the one with the link is there beside it."""
    broken = projects.BASE["docs/index.md"].replace("warmed", "[warmed](nowhere.md)")
    projects.write(house, {**GOOD, "docs/index.md": broken, ".site.new/stale.html": ""})

    result = build(house)

    assert result.returncode == 1, result.stdout
    assert f"the one with these problems is in {house / '.site.new'}" in result.stdout
    assert (house / "site" / "index.html").read_text() == GOOD["site/index.html"]
    assert (house / ".site.new" / "index.html").is_file()
    assert not (house / ".site.new" / "stale.html").exists()


def test_build_fails_where_the_site_cannot_be_built(house: Path) -> None:
    """A step's own exit code is that of the build, and the site stays as it was."""
    projects.write(house, {**GOOD, "mkdocs.yml": SITE["mkdocs.yml"] + "no_such_setting: 1\n"})

    result = build(house)

    assert result.returncode == 1, result.stdout
    assert "no_such_setting" in result.stdout
    assert "The site is in" not in result.stdout
    assert (house / "site" / "index.html").read_text() == GOOD["site/index.html"]
    assert not (house / ".site.new").exists()


def test_build_names_a_missing_environment(house: Path) -> None:
    """An environment that is not there is named, with the exit code for what cannot be checked."""
    script = house / "scripts" / "build"

    result = command("bash", script, cwd=house, env={"EXPLAINER_VENV": "nowhere"})

    assert result.returncode == 2
    assert f"error: EXPLAINER_VENV is {house / 'nowhere'}" in result.stdout


def check_script(house: Path, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of the Python scripts of a house, from another folder."""
    return command(sys.executable, house / "scripts" / name, *arguments, cwd=house.parent)


def test_check_citations(house: Path) -> None:
    """The script checks its own repository from anywhere, and passes arguments on."""
    clean = check_script(house, "check_citations.py")
    listed = check_script(house, "check_citations.py", "--format", "json")
    missing = check_script(house, "check_citations.py", "house/docs/nowhere.md")
    projects.write(house, {"docs/index.md": "# Home\n\nThe air has warmed.\n"})
    broken = check_script(house, "check_citations.py")
    projects.write(house, {"docs/more.md": projects.BASE["docs/index.md"]})
    limited = check_script(house, "check_citations.py", "house/docs/more.md")

    assert (clean.returncode, broken.returncode, missing.returncode) == (0, 1, 2)
    assert clean.stdout.startswith("No problem in 1 page")
    assert "house/docs/index.md:3:1" in broken.stdout
    assert listed.stdout.startswith("{")
    assert limited.returncode == 0


def test_check_links(house: Path) -> None:
    """The script checks its own repository's site from anywhere, and passes arguments on."""
    unbuilt = check_script(house, "check_links.py")
    page = "<!doctype html><title>Home</title><a href='{}'>there</a>"
    projects.write(house, {"site/index.html": page.format("index.html")})
    clean = check_script(house, "check_links.py")
    projects.write(house, {"site/index.html": page.format("nowhere.html")})
    broken = check_script(house, "check_links.py", "--format", "json")

    assert (clean.returncode, broken.returncode, unbuilt.returncode) == (0, 1, 2)
    assert clean.stdout.startswith("No problem in 1 document")
    assert broken.stdout.startswith("{")


@pytest.mark.parametrize("name", ["check_citations.py", "check_links.py"])
def test_check_without_packages(name: str, house: Path) -> None:
    """Where nothing is installed, the scripts say what installs it, with the exit code 2."""
    result = command(sys.executable, "-S", house / "scripts" / name, cwd=house)

    assert result.returncode == 2
    assert "bash scripts/build" in result.stdout


def test_console_command(tmp_path: Path) -> None:
    """`explainer` and `python -m explainer` are one command."""
    installed = command(Path(sys.executable).parent / "explainer", "--help", cwd=tmp_path)
    module = command(sys.executable, "-m", "explainer", "--help", cwd=tmp_path)

    assert installed.returncode == 0
    assert installed.stdout.startswith("Usage: explainer ")
    assert installed.stdout == module.stdout


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_requirements_are_pinned(path: Path) -> None:
    """Every package is pinned to one version and to the hashes of its files, from any index."""
    text = re.sub(r"^\s*#.*\n", "", path.read_text(), flags=re.MULTILINE)
    requirement = r"[a-z0-9-]+==[\w.]+( ; [^\\\n]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+\n"

    assert re.fullmatch(f"({requirement})+", text)
    assert not re.search(r"://|\w\.(org|com|net|io)\b|^-", path.read_text(), re.MULTILINE)


def test_requirements_agree() -> None:
    """The tests run with the very packages that the site is built with."""
    pins = {
        path.name: set(re.findall(r"^[a-z0-9-]+==\S+", path.read_text(), re.MULTILINE))
        for path in REQUIREMENTS
    }

    assert pins["requirements.txt"]
    assert pins["requirements.txt"] < pins["requirements-test.txt"]
